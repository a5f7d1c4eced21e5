"""What is wrong with a question file, in words an editor understands: lengths, reading level, alphabet, sources, examples."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

import textstat

from shortfall.base.firm import DATA
from shortfall.base.gsm7 import folded, foreign, segments, septets
from shortfall.content.glossary import strays
from shortfall.content.questions import LANGUAGES, OVERVIEW, Language, Question, Text

MAX_GRADE = 8.0
MIN_EASE_ES = 70.0  # Fernández-Huerta: "fácil" starts here
MAX_WORDS = {"en": 60, "es": 72}  # Spanish needs about a fifth more words for the same thing
MAX_WORDS_OVERVIEW = {"en": 120, "es": 144}
MAX_SEPTETS = 306
MAX_WORDS_EVERYWHERE = 45
MAX_WORDS_UNKNOWN = 16
MAX_SEPTETS_EVERYWHERE = 240  # what the free legal help of any state, named after it, leaves of a text
MAX_PARTS = 2
MAX_LABEL = 48
# "How do I fight it?": the button of a question stands alone, and a stranger who reads it does not know what "it" is.
_LEANS = re.compile(r"^[^.?!:,]*\b(?:it|this|that|them|there|esto|eso|ellos|\w+[aei]r(?:lo|la))\?$", re.I)
MIN_EXAMPLES = {"en": 15, "es": 10}
PHONE = "(312) 600-8815"

# Carriers refuse texts that sound like these (debt relief is a forbidden category), and advice is not ours to give.
FORBIDDEN_SMS = ("debt relief", "settle", "reduce your debt", "consolidat", "eliminate", "guarantee")
FORBIDDEN = {
    "en": ("you should", "we recommend", "guaranteed", "you will win", "we promise", "chances are"),
    "es": ("debería usted", "usted debería", "le recomendamos", "garantizado", "ganará", "prometemos"),
}
JOBS = frozenset("calculate calculate_interest calculate_plan calculate_wages refine callback".split())

# Hosts of governments and courts end in these; the others publish the law by appointment of one, or are the rule's own author.
_OFFICIAL = (".gov", ".mil", ".us", ".il.us", "uscode.house.gov", "illinoiscourts.gov", "illinois.gov")
STATUTE = re.compile(
    r"\bA\.R\.S\.|\bRPAPL\b|\bStat\. \d|\bCode \d|\bR\.C\. \d|\bConst\. art|\bU\.S\. Const|"
    r"\bILCS\b|\bU\.?S\.?C\.?\b|\bC\.?F\.?R\.?\b|\bReg(?:ulation)?\.? [A-Z]\b|\bIll\. S\. ?Ct\. R\.|\bP\.A\.|\bRule \d|\bPub\. L\.|\bIRS\b"
)
_KNOWN = re.compile(
    r"\b("
    + "|".join(
        re.escape(line.strip())
        for line in sorted((DATA / "known_words.txt").read_text("utf-8").splitlines(), key=len, reverse=True)
        if line.strip() and not line.startswith("#")
    )
    + r")\b",
    re.IGNORECASE,
)


def faults(question: Question, ids: Iterable[str]) -> list[str]:
    """Everything wrong with one question; empty when all is well. `ids` are all questions there are."""
    known = set(ids)
    topics = {name.split("/")[0] for name in known}
    found = list(_labels(question))
    for name, text in [("answer", question.text), *((f"when[{i}]", v.text) for i, v in enumerate(question.when))]:
        found += [f"{name} {fault}" for fault in _words(question, text)]
    found += _everywhere(question)
    if not question.sources:
        found.append("no sources")
    found += [
        f"source {source.cite!r} is law, but {urlsplit(source.url).hostname} is not an official site"
        for source in question.sources
        if STATUTE.search(source.cite) and not official(source.url)
    ]
    for language in LANGUAGES:
        if (count := len(question.examples[language])) < (least := MIN_EXAMPLES[language]):
            found.append(f"{count} examples in {language}, at least {least}")
    offered = (*question.next, *(name for variant in question.when for name in variant.next))
    found += [f"unknown next {name!r}" for name in offered if name not in known | topics | JOBS]
    if not 1 <= len(question.next) <= 3:
        found.append("one to three in `next`, please")
    if question.id in question.next:
        found.append("is next to itself")
    return found


def crossings(questions: Iterable[Question]) -> dict[str, list[str]]:
    """Examples that stand in two questions, apart from case and punctuation, and where."""
    owners: dict[str, list[str]] = defaultdict(list)
    for question in questions:
        for language in LANGUAGES:
            for example in question.examples[language]:
                owners[bare(example)].append(question.id)
    return {text: names for text, names in owners.items() if len(names) > 1}


def twins(questions: Iterable[Question]) -> dict[str, list[str]]:
    """Labels that read the same in one language, apart from case, accents and punctuation, and where they stand."""
    owners: dict[str, list[str]] = defaultdict(list)
    for question in questions:
        for label in {bare(question.ask[language]) for language in LANGUAGES}:
            owners[label].append(question.id)
    return {text: names for text, names in owners.items() if len(names) > 1}


def bare(text: str) -> str:
    """A text without case, accents and punctuation."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", re.sub(r"['\u2019]", "", plain))) or text


def official(url: str) -> bool:
    """Whether an address is on a government's or a court's own site."""
    host = urlsplit(url).hostname or ""
    return host.endswith(_OFFICIAL)


def grade(text: str) -> float:
    """Flesch-Kincaid grade, known legal words counted as one short word, list items as sentences."""
    return float(textstat.flesch_kincaid_grade(_KNOWN.sub("law", _sentences(text))))


def ease_es(text: str) -> float:
    """Fernández-Huerta ease of a Spanish text: 70 and more is easy."""
    textstat.set_lang("es")
    try:
        return float(textstat.fernandez_huerta(_sentences(text)))
    finally:
        textstat.set_lang("en_US")


def _sentences(text: str) -> str:
    text = re.sub(r"\{\w+\}", "this", text)
    lines = (re.sub(r"^\s*(?:[-*]|\d+\.)\s+", "", line.strip()) for line in text.splitlines())
    return " ".join(line if line[-1] in ".!?:" else line + "." for line in lines if line)


def _labels(question: Question) -> Iterator[str]:
    for language in LANGUAGES:
        if not 0 < len(question.ask[language]) <= MAX_LABEL:
            yield f"ask.{language} has {len(question.ask[language])} characters, at most {MAX_LABEL}"
        if _LEANS.search(question.ask[language]):
            yield f"ask.{language} does not stand alone: name what it asks about"


def _words(question: Question, text: Text) -> Iterator[str]:
    limits = MAX_WORDS_OVERVIEW if question.name == OVERVIEW else MAX_WORDS
    for language in LANGUAGES:
        web, sms = text.web[language], text.sms[language]
        if (words := len(web.split())) > limits[language]:
            yield f"web.{language} has {words} words, at most {limits[language]}"
        for name, said in (("web", web), ("sms", sms)):
            yield from _plain(f"{name}.{language}", said, language)
        if language == "en":
            yield from (f"sms.en says {phrase!r}" for phrase in FORBIDDEN_SMS if phrase in sms.lower())
        # Figures and the firm's number are filled in later; each stands for at most as much as this.
        filled = re.sub(r"\{\w+\}", PHONE, sms)
        if language == "en" and (strangers := foreign(filled)):
            yield f"sms.en has characters outside GSM-7: {sorted(strangers)}"
        elif language == "en" and septets(filled) > MAX_SEPTETS:
            yield f"sms.en has {septets(filled)} septets, at most {MAX_SEPTETS}"
        elif language == "es" and segments(folded(filled)) > MAX_PARTS:
            # The composer leaves out the accents that GSM-7 lacks where the text would take more parts with them.
            yield f"sms.es takes {segments(folded(filled))} parts even without accents, at most {MAX_PARTS}"


def _everywhere(question: Question) -> Iterator[str]:
    for language, said in question.everywhere.items():
        name = f"everywhere.{language}"
        if (words := len(said.split())) > MAX_WORDS_EVERYWHERE:
            yield f"{name} has {words} words, at most {MAX_WORDS_EVERYWHERE}"
        if (size := septets(folded(said))) > MAX_SEPTETS_EVERYWHERE:
            yield f"{name} has {size} septets, at most {MAX_SEPTETS_EVERYWHERE}"
        if "Illinois" in said and question.law == "IL":
            yield f"{name} says 'Illinois'"
        yield from _plain(name, said, language)
    for language, said in question.unknown.items():
        if not 0 < len(said.split()) <= MAX_WORDS_UNKNOWN or said[-1] in ".!?":
            yield f"unknown.{language} is what comes after I do not know: at most {MAX_WORDS_UNKNOWN} words, and no sign at its end"
        yield from _plain(
            f"unknown.{language}", f"I do not know {said}." if language == "en" else f"No sé {said}.", language
        )


def _plain(name: str, text: str, language: Language) -> Iterator[str]:
    if language == "en" and (level := grade(text)) > MAX_GRADE:
        yield f"{name} reads at grade {level:.1f}, at most {MAX_GRADE}"
    if language == "es" and (ease := ease_es(text)) < MIN_EASE_ES:
        yield f"{name} has an ease of {ease:.0f}, at least {MIN_EASE_ES:.0f}"
    if language == "es":
        yield from (f"{name} says {stray}, the word of data/glossary.yml" for stray in strays(text))
    yield from (f"{name} says {phrase!r}" for phrase in FORBIDDEN[language] if phrase in text.lower())
