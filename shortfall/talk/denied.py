"""Which questions speak of what was denied: "no decree yet" and "HELOC? no" bar what is answered of a decree and of a HELOC. Pure.

What a question speaks of stands in its label and in most of its examples. The case keeps what is not there, in the words of those labels only,
until somebody names it again.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from shortfall.content.questions import JOBS, LANGUAGES, OVERVIEW, Question, asks, label, questions
from shortfall.content.terms import terms
from shortfall.reading.asides import ENOUGH
from shortfall.reading.denials import SENSES, find_denials, rejections, stems, without
from shortfall.reading.facts import Fact
from shortfall.reading.moods import bare
from shortfall.reading.things import named
from shortfall.talk.acts import read_acts

DENIED = "denied"
"""The fact that keeps it: "social secur;decree"."""
GENERAL = 7
"""A word that stands in the labels of so many topics is no subject: a loan, a bank, a court."""
MOST_EXAMPLES = 0.5
"""Share of a question's examples that say a word of which it speaks, though its label does not."""
_NOT = re.compile(r"\b(?:no|not|never|without|nobody|nothing|n't|sin|nunca|nadie|nada)\b[^?.,:]*")
_OR = re.compile(r"\b(?:or|o|and|y|beside)\b|,|/")
_WORD = re.compile(r"\w+")
_SEEKS = re.compile(r"^(?:how do i|where|should|do i need)\b", re.I)
""" Such a question is asked of what is not there yet: "no bankruptcy so far. should I file?"."""


_POINTS = re.compile(r"\b(?:that|this|ones?|those|eso|est[eo]|un[oa]s?)\W{0,4}$", re.I)
"""What asks about the thing that is not there: "there is no surplus, they say. How do I check that?"."""


@dataclass(frozen=True)
class Spoken:
    """What a question speaks of: its words, those of them beside which another stands ("pension or Social Security"), whether it is asked of what is not there yet."""

    words: frozenset[str]
    others: frozenset[str]
    seeks: bool


def _spoken(question: Question) -> Spoken:
    words: set[str] = set()
    others: set[str] = set()
    for language in LANGUAGES:
        said = bare(question.ask[language]).lower()
        words.update(stems(_NOT.sub(" ", said)))
        parts = [stems(part) for part in _OR.split(said)]
        for before, after in pairwise(parts):
            others.update((*before[-1:], *after[:1]))
        examples = question.examples[language]
        counted = Counter(word for each in examples for word in {*stems(_NOT.sub(" ", bare(each).lower()))})
        words.update(word for word, times in counted.items() if times >= MOST_EXAMPLES * len(examples))
    words.update(word for term in terms() if term.topics == {question.topic} for word in stems(term.name))
    return Spoken(frozenset(words), frozenset(others), bool(_SEEKS.search(question.ask["en"])))


@lru_cache(maxsize=1)
def _all() -> Mapping[str, Spoken]:
    return {name: _spoken(question) for name, question in questions().items()}


@lru_cache(maxsize=1)
def _speakers() -> Mapping[str, frozenset[str]]:
    """The questions that speak of each word."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for name, spoken in _all().items():
        for word in spoken.words:
            found[word].add(name)
    return {word: frozenset(names) for word, names in found.items()}


@lru_cache(maxsize=1)
def _general() -> frozenset[str]:
    topics = {word: {name.partition("/")[0] for name in names} for word, names in _speakers().items()}
    return frozenset(word for word, of in topics.items() if len(of) >= GENERAL) - SENSES


def _of(words: Collection[str]) -> frozenset[str]:
    """The questions that speak of all of these words."""
    found = [_speakers().get(word, frozenset[str]()) for word in words]
    return found[0].intersection(*found[1:]) if found else frozenset()


Phrase = frozenset[str]
"""The stems by which something denied is known."""


@lru_cache(maxsize=1024)
def _phrase(words: tuple[str, ...]) -> Phrase:
    """The words that a question has to speak of: all of them where one does, else the first, unless it is a general one."""
    known = [word for word in words if word in _speakers()]
    own = [word for word in known if word not in _general()]
    if len(known) > 1 and _of(known):
        return frozenset(own or known)
    return frozenset(own[:1]) & frozenset(known[:1])


OWN = 12
"""A word of so many topics' examples is no sense of its own: who says it may mean any of them."""


@lru_cache(maxsize=1)
def _said_of() -> Mapping[str, frozenset[str]]:
    """The words that people say of each question, job and topic: those of its labels, and those of two of its examples."""
    found: dict[str, set[str]] = {}
    topics: defaultdict[str, set[str]] = defaultdict(set)
    for name in (*asks(), *JOBS):
        question = questions().get(name if "/" in name else f"{name}/{OVERVIEW}")
        counted: Counter[str] = Counter()
        for language in LANGUAGES:
            counted.update(dict.fromkeys(stems(label(name, language)), 2))
            for each in question.examples[language] if question else ():
                counted.update({*stems(bare(each).lower())})
        found[name] = {word for word, times in counted.items() if times > 1}
        for word in found[name]:
            topics[word].add(name.partition("/")[0])
    titles = {name: {*(each for one in LANGUAGES for each in stems(label(name, one)))} - _general() for name in found}
    return {
        name: frozenset(word for word in words if len(topics[word]) < OWN or word in titles[name])
        for name, words in found.items()
    }


def near(name: str, text: str, subject: str | None = None) -> bool:
    """Whether a choice has to do with a message: it is of the subject that is spoken of, or people who ask it say a word of it."""
    topic, said = name.partition("/")[0], _said_of().get(name.removesuffix(f"/{OVERVIEW}"), frozenset())
    return topic == (subject or "").partition("/")[0] or not said.isdisjoint(stems(text))


def phrases(text: str, *, lasting: bool = False) -> frozenset[Phrase]:
    """What a message denies of what questions speak of, unless it names it besides."""
    denials = find_denials(text)
    if not denials:
        return frozenset()
    said = frozenset(stems(without(text, denials)))
    found = (_phrase(each.words) for each in denials if each.lasting or not lasting)
    return frozenset(each for each in found if each and not each <= said)


def kept(known: Mapping[str, str | None]) -> frozenset[Phrase]:
    """What was denied before."""
    return frozenset(frozenset(each.split()) for each in (known.get(DENIED) or "").split(";") if each)


def denied_facts(text: str, known: Mapping[str, str | None]) -> tuple[Fact, ...]:
    """What the case keeps of it after a message: with what is denied now, and without what is named again."""
    before, now = kept(known), phrases(text, lasting=True)
    if not before | now:
        return ()
    named = frozenset(stems(text))
    after = {each for each in before if not each <= named} | now
    value = ";".join(sorted(" ".join(sorted(each)) for each in after))
    return () if after == before else (Fact(DENIED, value, "", (0, 0)),)


def barred(text: str, known: Mapping[str, str | None]) -> frozenset[str]:
    """The questions that speak of what is denied, now or before."""
    now, there_not = phrases(text), phrases(text, lasting=True)
    if not now and not known.get(DENIED):
        return frozenset()
    named = frozenset(stems(text)) - frozenset[str]().union(*now)
    before = there_not | {each for each in kept(known) if not each <= named}
    return _speaking(now - there_not, before, frozenset(named & _speakers().keys()))


@lru_cache(maxsize=256)
def _speaking(now: frozenset[Phrase], before: frozenset[Phrase], named: frozenset[str]) -> frozenset[str]:
    if not now | before:
        return frozenset()
    own = named - _general()
    return frozenset(
        name
        for each in now | before
        for name in _of(each)
        if (each in now or not _all()[name].seeks) and not own & (_all()[name].others - each)
    )


def only_rejects(text: str) -> bool:
    """Whether a message says back what was said to it, and hardly anything else: "who said bankruptcy"."""
    return bool(found := rejections(text)) and len(_WORD.findall(without(text, found))) < ENOUGH


def things_denied(text: str) -> frozenset[str]:
    """The things (shortfall/reading/things.py) that a message denies or does not mean."""
    return frozenset[str]().union(*(named(text[slice(*each.thing)]) for each in find_denials(text)))


def meant(text: str) -> str:
    """What a message asks, without what it denies; all of it where nothing else is asked."""
    gone = [each for each in find_denials(text) if _phrase(each.words) or named(text[slice(*each.thing)])]
    rest = without(text, gone).strip(" .,;:!?-") if gone else text
    own = len(rest.split()) >= ENOUGH and not _POINTS.search(rest)
    return rest if gone and own and "asks" in read_acts(rest) else text
