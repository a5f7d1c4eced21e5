"""A sum that was worked out and is said back: "so is 45,000 the exact number?", "it's just 264 minus 219, right?". Pure, linear."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from decimal import Decimal
from typing import NamedTuple

from shortfall.law.intervals import Interval

_SUM = re.compile(
    r"(?<![\d.,/-])(?P<sum>\d{1,3}(?:,\d{3}){1,2}|\d{2,7}|\d(?= ?(?:k|mil|grand|thousand)\b))(?P<cents>\.\d\d)?(?P<k> ?(?:k|mil|grand|thousand)\b)?(?![\d%/-]|[.,]\d)(?! ?(?:percent|por ciento|days?|weeks?|months?|years?|hours?|d[ií]as?|semanas?|mes(?:es)?|a[nñ]os?|horas?)\b)",
    re.I,
)
_LESS = re.compile(r"\b(?:minus|less|take away|subtract\w{0,4}|menos|rest\w{2,4})\b|\d ?- ?\d", re.I)
_ROUND = Decimal(1000)
"""What sums are rounded to when they are said back."""


def results(owed: Interval | None, price: Interval | None, value: Interval | None) -> frozenset[Decimal]:
    """What is owed less the price, and less the home's worth, apart from sums that were told themselves."""
    told = [each.low for each in (owed, price, value) if each and each.exact]
    if not owed or not owed.exact:
        return frozenset()
    left = {owed.low - each.low for each in (price, value) if each and each.exact}
    return frozenset(each for each in left if each > 0 and each not in told)


def _is(sum_: Decimal, result: Decimal) -> bool:
    return abs(sum_ - result) < (_ROUND / 2 if sum_ % _ROUND == 0 and result >= 2 * _ROUND else 1)


def sums(text: str, *, shorthand: bool = False) -> Iterator[tuple[Decimal, tuple[int, int]]]:
    """The sums of a text and where they stand; of a bare "45" what it is in thousands, where `shorthand` is read too."""
    for found in _SUM.finditer(text):
        sum_ = Decimal(found["sum"].replace(",", ""))
        if found["k"] or (shorthand and sum_ < _ROUND):
            sum_ *= _ROUND
        yield sum_, found.span()


_SHARE_OF = re.compile(
    r"(?<![\d.,])(?P<share>\d{1,2}(?:\.\d{1,2})?) ?(?:%|percent|per cent|pct|por ?ciento) (?:of|de) (?:(?:my|the|a|his|her|mi|mis|los|las|el|la) ){0,2}\$?(?P<of>\d{1,3}(?:,\d{3}){1,2}|\d{2,7})(?P<cents>\.\d\d)?(?![\d%]|[.,]\d)"
    r"(?: (?:dollars|d[oó]lares))?(?:,? ?(?:=|(?:is|are|be|makes?|comes to|equals|that'?s|thats|so|that is|es|son|ser[ií]an?|da|dan|o sea|sale|salen)\b),? ?(?:about |like |around |como |unos )?\$?(?P<claimed>\d{1,3}(?:,\d{3}){1,2}|\d{2,7})(?:\.\d\d)?(?![\d%]|[.,]\d))?",
    re.I,
)


class Share(NamedTuple):
    """A share of a sum that a message works out, and what they say it comes to, at `span`."""

    share: Decimal
    of: Decimal
    claimed: Decimal | None
    span: tuple[int, int]


def shares(text: str) -> Iterator[Share]:
    """The shares of sums that a message works out or asks for: "25% of 640 = 160"."""
    for found in _SHARE_OF.finditer(text):
        of = Decimal(found["of"].replace(",", "") + (found["cents"] or ""))
        claimed = Decimal(found["claimed"].replace(",", "")) if found["claimed"] else None
        yield Share(Decimal(found["share"]), of, claimed, found.span("claimed"))


_OF_EACH = re.compile(
    r" ?(?:dollars |bucks |d[oó]lares )?(?:an?|per|each|every|al|a la|por|cada) (?:week|wk|month|(?:pay)?check|semana|mes|cheque|quincena)\b",
    re.I,
)
"""How often such a sum comes: what is blanked with it says nothing of how often somebody is paid."""


def _blank(text: str, start: int, end: int) -> str:
    end = each.end() if (each := _OF_EACH.match(text, end)) else end
    return f"{text[:start]}{' ' * (end - start)}{text[end:]}"


def without_shares(text: str) -> str:
    """The text with blanks for what shares of sums come to: a sum that was worked out is no new one."""
    for start, end in (each.span for each in shares(text) if each.claimed is not None):
        text = _blank(text, start, end)
    return text


_THE = re.compile(r"\b(?:the|that|those|los|las|esos|esas|ese|el) \$?\Z", re.I)


def without_back(text: str, worked_out: Collection[Decimal], told: Collection[Decimal] = ()) -> str:
    """The text with blanks for the sums that were worked out, and not for those that were told, however near they come."""
    asks = "?" in text
    for sum_, (start, end) in sums(text) if worked_out else ():
        short = asks and sum_ < _ROUND and _THE.search(text, max(0, start - 12), start)  # "so I'd be free of the 55?"
        meant = {sum_, sum_ * _ROUND} if short else {sum_}
        if not meant & {*told} and any(_is(one, each) for one in meant for each in worked_out):
            text = _blank(text, start, end)
    return text


def said_back(text: str, owed: Interval | None, price: Interval | None, value: Interval | None) -> bool:
    """Whether a text names a sum that was worked out, or the two that it was worked out from."""
    known = results(owed, price, value)
    named = [sum_ for sum_, _ in sums(text, shorthand=True)] if known else []
    if any(_is(sum_, each) for sum_ in named for each in known):
        return True
    both = [each for each in (owed, price) if each and any(_is(sum_, each.low) for sum_ in named)]
    return len(both) > 1 and bool(_LESS.search(text))
