"""Whether a message accepts what the assistant just offered: by yes, a number, or the words of a choice. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from shortfall.content.questions import JOBS
from shortfall.talk.acts import read_acts

_ORDINALS = {
    "first": 0, "1st": 0, "one": 0, "primero": 0, "primera": 0, "uno": 0, "second": 1, "2nd": 1, "two": 1, "segundo": 1, "segunda": 1,
    "dos": 1, "third": 2, "3rd": 2, "three": 2, "tercero": 2, "tercera": 2, "tres": 2, "fourth": 3, "4th": 3, "four": 3, "cuarto": 3, "cuarta": 3, "cuatro": 3,
    "last": -1, "ultimo": -1, "ultima": -1, "former": 0, "latter": -1,
}  # fmt: skip
_NUMBER = re.compile(
    r"^\W*+(?:(?:no|number|option|choice|the|el|la|opcion|numero|pregunta|quiero|escojo|deme)\b[\s.#:]*+){0,3}(?:([1-9])|([a-z0-9]+))(?: one| option| choice| thing| please| pls| opcion| pregunta| por favor){0,3}\W*$",
    re.I,
)
_NUMBERED = re.compile(r"(?:^|(?<=\s))#?([1-6])[.):,]\s{1,3}(?=[^\W\d_])")
"""A choice by its number, with more words after it."""
_SENTENCE_END = re.compile(r"[.!?;]\s|\n")
_WORD = re.compile(r"\w+")
_EMPTY = frozenset(
    "a an the i me my you your it its is are was do does did can could will would to of for in on at and or if what how when who that this "
    "they them we please yes ok about want like one tell more el la los las un una de en que me mi su por para con lo si".split()
)
_NOT = frozenset(
    "not never none nobody nothing without isnt wasnt dont doesnt didnt havent hasnt arent aint no nunca sin ningun ninguna nadie nada tampoco".split()
)
_ANSWERS_NO = re.compile(r"^\W*no\s?[,.;:!]", re.I)
LIKE = 0.6
"""Share of a label's words that a short message must contain to choose it."""

BY_FIGURE = frozenset(
    "estimate_debt estimate_sale_price estimate_market_value estimate_added estimate_liens estimate_time judgment_amount "
    "interest_days plan_payment wages_gross wages_disposable callback_window callback_new_window".split()
)
"""Slots that a bare number answers: a sum, a length, an hour. Choices beside them are accepted only by their words."""

BY_DAY = frozenset({"estimate_time", "callback_window", "callback_new_window"})
"""Slots for which "the first" is a day."""
_CARDINALS = frozenset("one two three four uno dos tres cuatro".split())

T = TypeVar("T")


@dataclass(frozen=True)
class Offer:
    """A choice as it was shown: its label, and what it stands for (an intent as "/name", or plain words)."""

    label: str
    payload: str


def open_choices(reply: Sequence[tuple[str | None, Sequence[T]]]) -> Sequence[T]:
    """The choices that are open after a reply. Each message of the reply is (the slot it asks for, its choices).

    If the last message asks something, these are its choices; otherwise those of the last message that has any. Text messages
    number them with this function and the engine reads them with it, so a number means the same to both.
    """
    if reply and reply[-1][0]:
        return reply[-1][1]
    return next((choices for _, choices in reversed(reply) if choices), ())


def taken(text: str, offers: Sequence[Offer], acts: frozenset[str], *, asked: str | None = None) -> Offer | None:
    """The offer that a message accepts, or None.

    A bare yes accepts the only offer, or the first one if it does something; among three questions it does not say which. A number or
    an ordinal accepts the offer at that place. The words of a label accept that one, in any order.

    Args:
        asked: the slot that was asked for, so that a yes, or a number where that is a figure, answers it.
    """
    if not offers or len(text.split()) > 12:
        return None
    wanted = _bare(text)
    for offer in offers:
        if wanted and wanted == _bare(offer.label):
            return offer
    if match := _NUMBER.match(_plain(text)):
        word = (match[1] or match[2] or "").lower()
        place = int(word) - 1 if match[1] else _ORDINALS.get(_plain(word))
        figure = asked in BY_DAY or (asked in BY_FIGURE and (match[1] or word in _CARDINALS))
        if place is not None and not figure and -1 <= place < len(offers):
            return offers[place]
    if not asked and (match := _NUMBERED.match(text)) and not _NUMBERED.search(text, match.end()):
        place = int(match[1]) - 1
        if place < len(offers):
            return offers[place]  # "2. it got moved one time already"
    if "yes" in acts and not asked and "hedged" not in acts and len(text.split()) <= 6:
        return offers[0] if len(offers) == 1 or _does(offers[0]) else None
    if "asks" in acts or asked:
        return None
    said = _content(text)
    if any(word[0].isdigit() for word in said):
        return None  # a figure means more than a choice
    best, share = None, 0.0
    denies = _denies(text)
    for offer in offers:
        if denies and not _denies(offer.label):
            continue  # "there is no judgment" is not "There is a judgment against me"
        label = _content(offer.label)
        common = said & label
        if label and common and len(common) / len(label) > share and len(common) >= len(said) / 2:
            best, share = offer, len(common) / len(label)
    return best if share >= LIKE else None


def named_first(text: str, offers: Sequence[Offer]) -> Offer | None:
    """The offer whose label is a sentence of its own at the start of a message that says more: "As soon as you can. So can they take it"."""
    text = text.strip()
    end = _SENTENCE_END.search(text)
    wanted = _bare(text[: end.start()]) if end else ""
    return next((offer for offer in offers if wanted and wanted == _bare(offer.label)), None)


def numbered(text: str) -> bool:
    """Whether a choice's number opens a message that says more: "2. and how do I stop the calls"."""
    return bool(_NUMBERED.match(text))


def _does(offer: Offer) -> bool:
    """Whether "yes" can mean this choice: a call, a calculation, "Yes, send it"."""
    return offer.payload.removeprefix("/") in JOBS or "yes" in read_acts(offer.label)


def _plain(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))


def _bare(text: str) -> str:
    return " ".join(_WORD.findall(_plain(text.replace("'", "").replace("\u2019", ""))))


def _denies(text: str) -> bool:
    """Whether a message says what is not so; a "no" that opens it may only answer."""
    return bool(_NOT & {*_bare(_ANSWERS_NO.sub("", text)).split()})


def _content(text: str) -> frozenset[str]:
    return frozenset(_bare(text).split()) - _EMPTY
