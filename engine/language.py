"""Which language a message is read in, English or Spanish, and whether the conversation switches to it.

The evidence is how often the words occur in our own examples of each language. Names and streets ("María de la Cruz") and single words
("sí") count for nothing, so the conversation keeps its language. A mixed message is read by the Spanish classifier, which learned from
both. The conversation switches to Spanish if most of the message is Spanish.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from shortfall.content.questions import Language, questions
from shortfall.reading.asides import matter
from shortfall.talk.intents import NAMES

CLEARLY = 3.0
"""Smallest sum of the words' log odds that decides for a language."""
MOST = 3.0
"""Largest log odds of one word."""
SAYS = 0.7
"""Smallest log odds at which a word counts."""
STRONGLY = 1.5
"""What a word says that hardly stands in the other language's examples; with two of these, or one and an article, a message is at least mixed."""
SEVERAL = 3
"""Number of English words that count before a Spanish conversation switches to English."""
NAME_WORDS = 5
"""Longest message, in words, that is only a name when a name was asked for."""

_WORD = re.compile(r"[^\W\d_]+")
# These occur in names, streets and towns ("Los Angeles", "Calle de la Rosa") and do not make a sentence Spanish.
_IN_NAMES = frozenset(
    "de del el la las los y e san santa don dona calle camino plaza paso casa sol rio vista monte cruz angeles jose maria juan no".split()
)
# Beside a Spanish word they count too.
_SMALL = frozenset("del el la los las y".split())
# One of these alone is a greeting or a request in Spanish, not a name.
_OPENERS = frozenset("hola buenas buenos espanol ayudeme ayudenme".split())
_BEFORE = (
    r"(?:please|pls|por favor|hola|hi|hello|ok|no|sorry|perdon|in|en|to|a|habl[ae]n?|hablas|hablar|hablemos|speak|talk|say (?:it|that)|usted|ustedes|puede[ns]?|podemos|"
    r"podria|prefiero|quiero|responda|conteste|escriba|cambie|can (?:you|we)|could (?:you|we)|switch|change|go back|lets|let s|i (?:only )?(?:speak|want|prefer)|i d (?:like|prefer)|"
    r"mejor|solo|yo|hablo)"
)
_ASKED_FOR: dict[Language, re.Pattern[str]] = {
    "es": re.compile(
        rf"(?:{_BEFORE} ){{0,12}}+(?:espanol|spanish|castellano)(?: (?:please|pls|por favor|gracias|mejor))?"
    ),
    "en": re.compile(rf"(?:{_BEFORE} ){{0,12}}+(?:ingles|english)(?: (?:please|pls|por favor|thanks|mejor|now))?"),
}
_NO = re.compile(r"\bno (?:hablo|speak|english|ingles|espanol|spanish)\b|\bdo you\b|\bdon t\b")


@dataclass(frozen=True)
class Heard:
    """The language in which a message is read."""

    language: Language
    switch: bool = False
    """Whether the conversation switches to that language."""
    command: bool = False
    """Whether that was asked for, and nothing else ("en español, por favor")."""


def plain(text: str) -> list[str]:
    """The words in lower case without accents."""
    folded = unicodedata.normalize("NFD", text.lower())
    return _WORD.findall("".join(c for c in folded if not unicodedata.combining(c)))


@lru_cache(maxsize=1)
def odds() -> dict[str, float]:
    """Log odds of each word in our examples: above 0 for Spanish, below 0 for English."""
    counts: dict[Language, Counter[str]] = {"en": Counter(), "es": Counter()}
    for question in questions().values():
        for language, words in counts.items():
            for example in question.examples[language]:
                words.update(set(plain(example)))
    spanish, english = counts["es"], counts["en"]
    share = (english.total() or 1) / (spanish.total() or 1)
    return {
        word: max(-MOST, min(MOST, math.log((spanish[word] + 0.5) * share / (english[word] + 0.5))))
        for word in spanish.keys() | english.keys()
        if word not in _IN_NAMES
    }


def hear(text: str, spoken: Language | None = None, asked: str | None = None) -> Heard:
    """The language of a message.

    Args:
        text: the message.
        spoken: the language of the talk, where it has one.
        asked: the slot that was just asked for; a name is in no language.
    """
    words = plain(text)
    whole = " ".join(words)
    for language, pattern in _ASKED_FOR.items():
        if len(words) <= 8 and not _NO.search(whole) and pattern.fullmatch(whole):
            return Heard(language, switch=True, command=True)
    if asked in NAMES and len(words) <= NAME_WORDS:
        return Heard(spoken or "en")
    known = odds()
    says = [said for word in words if abs(said := known.get(word, 0.0)) >= SAYS]
    score = sum(says)
    spanish = sum(said > 0 for said in says)
    if spoken == "es":
        english = score <= -CLEARLY and len(says) - spanish >= SEVERAL and not _mixed(words)
        return Heard("en", switch=True) if english else Heard("es")
    opens = bool(words) and words[0] in _OPENERS
    asks = "\u00bf" in text and score > 0
    if asks or (opens and score >= 0) or (score >= CLEARLY and spanish >= 2):
        return Heard("es", switch=True)
    # "Me da miedo. What do I do with the letter": what is asked is in English.
    return Heard("es" if _mixed(plain(matter(text))) else "en")


def _mixed(words: Sequence[str]) -> bool:
    """Whether words that are mostly English hold some that are clearly Spanish."""
    strong = sum(odds().get(word, 0.0) >= STRONGLY for word in words)
    return strong >= 2 or (strong == 1 and not _SMALL.isdisjoint(words))
