"""Which of a person's messages are quoted to the firm, by what they say, and which facts are named in plain words beside them. Pure, linear."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from shortfall.callbacks.parts import for_whom
from shortfall.content.questions import Language
from shortfall.content.texts import has_text, text
from shortfall.reading.agreed import asked_of_notes
from shortfall.reading.companies import other_side
from shortfall.reading.denials import find_denials
from shortfall.reading.moods import bare
from shortfall.reading.papers import denies_papers
from shortfall.reading.sentences import SENTENCE
from shortfall.reading.things import THERE
from shortfall.talk.acts import read_acts
from shortfall.talk.case import Case
from shortfall.talk.desk import told

_A_PAPER = re.compile(
    r"\b(?:letters?|notices?|summons|complaint|orders?|paper(?:s|work)?|statement|decree|judge?ment|carta|aviso|citaci[oó]n|demanda|orden|papel(?:es)?|sentencia)\b",
    re.I,
)
_A_LOAN = re.compile(
    r"\b(?:va|fha|usda|reverse|second|home equity|heloc|hipoteca inversa)(?= (?:loan|mortgage|home loan)\b)|\bheloc\b|\bpr[eé]stamo (?:va|fha|usda)\b",
    re.I,
)
_BENEFITS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.I))
    for name, pattern in (
        (
            "social_security",
            r"\bsocial security(?! (?:number|card|office|no\b))|\bseguro social\b(?! (?:n[uú]m))|\b(?:gets?|on|receives?|draws?|my|his|her) s\.?s\.?\b",
        ),
        ("ssi", r"\bssi\b"),
        ("disability", r"\b(?:ssdi|disability|discapacidad|incapacidad)\b"),
        ("pension", r"\bpensi[oó]n\b"),
        ("unemployment", r"\bunemployment\b(?! rate)|\bdesempleo\b"),
        ("food", r"\b(?:food stamps|snap|link card|estampillas)\b"),
        (
            "workers_comp",
            r"\bwork(?:er|man|men)?['’]?s?['’]? comp(?:ensation)?\b|\bcompensaci[oó]n (?:laboral|(?:del|al|por) (?:trabajador|trabajo|accidente)\w*)",
        ),
        (
            "military",
            r"\b(?:in|from|joined|with) the (?:us )?(?:navy|army|marines?|air force|coast guard|national guard|military)\b|\b(?:active duty|deployed|enlisted|servicio activo|se enlist[oó])\b|\ben (?:la (?:marina|fuerza a[eé]rea|guardia nacional)|el ej[eé]rcito)\b",
        ),
        ("power_of_attorney", r"\bpower of attorney\b|\bpoder notarial\b"),
    )
)  # what is kept from a creditor, or in a case, by a rule of its own
_ANY_BENEFIT = re.compile("|".join(pattern.pattern for _, pattern in _BENEFITS), re.I)
_PLAIN = (
    "ended bankruptcy loan home who signed other_signed paper stage "
    "confirmed_date served_date letter_date received_date discharge_date missed_date monthly_payment take_home pay instalments offer"
).split()
"""Facts of a case that are named beside its figures, in this order."""
_THINGS = ("fha", "va", "usda", "reverse", "second", "association", "tax_sale", "contract")
_LOANS = frozenset(_THINGS[:4])


def facts_in_words(case: Case, texts: Sequence[str], days: Sequence[str], language: Language) -> list[str]:
    """What the case holds, in plain words: the days to come, the person it is for, the loan, the papers, what they live on.

    Args:
        texts: what the person wrote, the oldest first.
        days: what is to come, in words: "the hearing on Wednesday, December 9 at 9:30 a.m."
    """
    whom = for_whom(texts)
    theirs = (
        text(f"relative.{whom[0]}", language) if whom and has_text(f"relative.{whom[0]}") else whom[0] if whom else ""
    )
    found = [text("callback.fact.whom", language, value=" ".join([theirs, *whom[1:]]))] if whom else []
    found += [*days, *protected(texts, language)]
    loan = case["loan"]
    things = [name for name in _THINGS if case[name] == THERE and not (name in _LOANS and loan)]
    found += told(case, [name for name in _PLAIN if name in case], language)
    found += [text(f"callback.fact.{name}", language) for name in things]
    if any(map(denies_papers, texts)):
        found.append(text("callback.fact.no_papers", language))
    return list(dict.fromkeys(found))


def protected(texts: Sequence[str], language: Language) -> list[str]:
    """What they live on, and whom a rule of its own protects, in plain words: not what was denied last.

    Args:
        texts: what the person wrote, the oldest first.
    """
    there: set[str] = set()
    for words in (each for said in texts if _ANY_BENEFIT.search(said) for each in SENTENCE.findall(said)):
        if asked_of_notes(words):
            continue  # "did you fix that Social Security?"
        plain, denials = bare(words), find_denials(words)
        for name, pattern in _BENEFITS:
            spans = [match.span() for match in pattern.finditer(plain)]
            denied = [span for span in spans if any(each.span[0] <= span[0] < each.span[1] for each in denials)]
            if denied:
                there.discard(name)
            elif spans and ("asks" not in read_acts(words) or len(words.split()) > _A_QUESTION):
                there.add(name)
    return [text(f"callback.fact.{name}", language) for name, _ in _BENEFITS if name in there]


_A_QUESTION = 6
"""Words of the longest question that tells nothing of whoever asks it."""


Told = tuple[str, str]
"""A fact by its name and what it says."""


def weigh(words: str, facts: Collection[Told], known: Collection[Told] = ()) -> dict[Told, int]:
    """What a message tells that a reader of it wants, each with its weight, without what is `known` from others.

    Args:
        facts: those that were read in it.
    """
    found: dict[Told, int] = {each: 3 if each[0].endswith("_date") else 2 for each in facts}
    found |= {("paper", each.lower()): 2 for each in _A_PAPER.findall(words)}
    found |= {("benefit", name): 2 for name, pattern in _BENEFITS if pattern.search(words)}
    found |= {("loan", each.lower()): 2 for each in _A_LOAN.findall(words)}
    if denies_papers(words):
        found[("papers", "none")] = 3
    if whom := for_whom([words]):
        found[("whom", whom[0])] = 2
    if lender := other_side(words):
        found[("lender", lender)] = 2
    if len(words.split()) > 3 and any("asks" in read_acts(each) for each in SENTENCE.findall(words)):
        found[("asks", words)] = 1
    return {name: weight for name, weight in found.items() if name not in known}


def tells(part: str) -> bool:
    """Whether a part of a message names a paper with its day, or a sum."""
    return bool(_A_PAPER.search(part) and any(character.isdigit() for character in part)) or "$" in part


def best(messages: Sequence[str], facts: Sequence[Collection[Told]], most: int) -> list[str]:
    """Those of the messages, in their order, that say most together and fit: papers, days, sums, who it is for; what says nothing new is
    left out.

    Args:
        messages: as they would be quoted, the oldest first.
        facts: those that were read in each.
        most: characters of all of them.
    """
    left = {place: words for place, words in enumerate(messages) if words}
    chosen: dict[int, str] = {}
    known: set[Told] = set()
    while left:
        weights = {place: weigh(words, facts[place], known) for place, words in left.items()}
        place = max(left, key=lambda at: (sum(weights[at].values()), len(left[at])))
        words = left.pop(place)
        if chosen and sum(weights[place].values()) < _TELLS:
            break
        if sum(map(len, chosen.values())) + len(words) <= most or not chosen:
            chosen[place] = words
            known |= weights[place].keys()
    return [chosen[place] for place in sorted(chosen)]


_TELLS = 2
"""Weight of the least that another message must add."""
