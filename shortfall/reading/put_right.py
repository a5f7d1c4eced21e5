"""A sum that is put in the place of a figure told before: the figure it names ("the 190 should be 198", "102, not 120"), or the one that it
can only be meant for ("sorry, 224", where 242 was told). Where more than one may be meant, none is changed. Pure, linear.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from shortfall.law.intervals import Interval
from shortfall.reading import struck
from shortfall.reading.amounts import Amount
from shortfall.reading.amounts.numbers import swapped
from shortfall.reading.sayings import Saying

Span = tuple[int, int]
_OF_A_PAYDAY = frozenset({"pay", "take_home", "taken"})
_WORKED_OUT = frozenset({"hourly", "chosen"})
"""Figures that others are worked out from: they are told anew, and not changed alone."""
# "That 240 is wrong, they took it" says what else it is.
_SAYS_WHAT = re.compile(r"\b(?:that'?s|thats|it'?s|its|they|es|eso) \w", re.I)
_NEAR = Decimal("1.5")
"""How many times as large as a figure of pay what is put in its place may be, where nothing else says which is meant: 127 for 172."""
# A sum as it is written: one that is taken back is among no amounts.
_WRITTEN = re.compile(
    r"(?<![\w.,/#-])\$?(?P<sum>\d{1,3}(?:,\d{3})+|\d{2,7})(?P<cents>\.\d\d)?(?: ?(?P<scale>k|mil|grand|thousand)\b|(?![\w%/-]|[.,]\d))",
    re.I,
)


class Right(NamedTuple):
    """What a sum is that is put in another's place; no role where another is put in its own."""

    role: str | None
    interval: Interval


def put_right(
    text: str,
    found: Sequence[Amount],
    told: Mapping[str, Interval],
    said: Mapping[Span, Saying],
    latest: str | None,
    *,
    of_pay: bool,
) -> dict[Span, Right]:
    """What of the sums of a message is put in the place of a known figure, by where it stands.

    Args:
        text: what the person wrote.
        found: its amounts.
        told: the figures told so far.
        said: what is said of the amounts behind them.
        latest: the figure told last.
        of_pay: pay was asked for, or spoken of last.
    """
    sums = _written(text, found) if told else []
    if len(sums) == 1 and latest and latest in told and (off := _OFF.match(text, sums[0].span[1])):
        was, size = told[latest], _sizes(sums[0])[0]
        size = size if size.high * 20 >= was.low or latest not in _OWN else _sizes(sums[0])[1]
        by = -size.high if off["over"] else size.high
        fits = (
            sums[0].kind not in _OWN - {latest}
            and latest not in _OF_A_PAYDAY | _WORKED_OUT
            and size.exact
            and was.low + by > 0
        )
        return {sums[0].span: Right(latest, Interval(was.low + by, was.high + by))} if fits else {}
    if len(sums) == 1:
        return _alone(text, sums[0], told, latest, of_pay=of_pay)
    values = set(told.values())
    done: dict[Span, Right] = {}
    for first, second in pairwise(sums) if any(values & {*_sizes(each)} for each in sums) else ():
        end = said[first.span].end if first.span in said else 0
        if (
            first.span in done
            or _are_two(first, second)
            or (which := struck.older(text, first.span, second.span, end)) is None
        ):
            continue
        old, new = (first, second) if which == 0 else (second, first)
        named = said[new.span].role if new.span in said else new.kind
        if role := _meant(old, new, told, named):
            done[old.span] = Right(None, told[role])
            done[new.span] = Right(role, min(_sizes(new), key=lambda size, was=told[role]: _times(size, was)))  # type: ignore[misc]
    return done


_NOT = re.compile(
    r"\b(?:not|no (?:es|era|son|eran)|instead of|rather than|en (?:vez|lugar) de)(?: (?:the|el|los|la))?\W{0,3}\Z", re.I
)


def without_older(text: str, found: Sequence[Amount]) -> str:
    """The text with blanks for each sum in whose place the same message puts another: "161 not 116 is the price"."""
    plain = text
    for first, second in pairwise(_written(text, found)):
        which = struck.older(text, first.span, second.span)
        old, new = (first, second) if which == 0 else (second, first)
        bare = text[first.span[1] : second.span[0]].strip(" ,") == "no"  # goes before what is meant, as often as not
        if which is None or bare or _are_two(first, second) or (new in found and old not in found):
            continue  # "not the 190 I owe, it sold for 150"; "not 250 but 280", which is read already
        if which:  # what is said behind the older one is said of the newer
            start, end = new.span[0], old.span[1]
            kept = text[slice(*new.span)]
        else:
            said_not = _NOT.search(text, max(0, old.span[0] - 20), old.span[0])
            start, end = said_not.start() if said_not else old.span[0], old.span[1]
            kept = ""
        plain = f"{plain[:start]}{kept:>{end - start}}{plain[end:]}"
    return plain


def _are_two(first: Amount, second: Amount) -> bool:
    """Whether each of two sums is named as another thing: "I said 87 owed and 78 sold"."""
    return bool(first.kind and second.kind and first.kind != second.kind)


# "That's 20 too high", "it's 12 less than that": how far the figure told last is off.
_OFF = re.compile(
    r"(?: ?(?:k|mil|grand|thousand|dollars|bucks|d[oó]lares))?(?: (?:a|per|each|every|al?|por|cada) \w{2,6})? "
    r"(?:(?P<over>too (?:much|high|many)|(?:less|lower|under) than (?:that|it|what (?:i|you) (?:said|say|put|have|wrote|got))\b|de m[aá]s\b|menos (?:que|de) es[oe])|too (?:low|little)|(?:more|higher|over) than (?:that|it|what (?:i|you) (?:said|say|put|have|wrote|got))\b|de menos\b|m[aá]s (?:que|de) es[oe])",
    re.I,
)
_OWN = frozenset({"debt", "sale_price", "market_value", "second_loan", "judgment", "deficiency"})
"""What a sum may be by the words beside it that is no other figure put right: "not 190, but it sold for 150"."""


def _meant(old: Amount, new: Amount, known: Mapping[str, Interval], named: str | None) -> str | None:
    """The one figure that is told to be `old` and is now `new`."""
    told = {role: sum_ for role, sum_ in known.items() if role not in _WORKED_OUT and sum_ in _sizes(old)}
    roles = [role for role, sum_ in told.items() if sum_ not in _sizes(new)]
    roles = [role for role in roles if role == named] if len(roles) > 1 else roles
    return roles[0] if len(roles) == 1 and (named not in _OWN or named in roles) else None


def _alone(
    text: str, new: Amount, known: Mapping[str, Interval], latest: str | None, *, of_pay: bool
) -> dict[Span, Right]:
    """ "Sorry, 224", "no wait it was 127": of the figures told the one whose digits were changed about, or of pay the only one so near."""
    if not struck.puts_right(text, new.span[0]):
        same = {size for size in _sizes(new) if size in known.values()}
        wrong = len(same) == 1 and struck.is_wrong(text, new.span[1], new.span[1] + 40)
        return {new.span: Right(None, same.pop())} if wrong and not _SAYS_WHAT.search(text, new.span[1]) else {}
    slips = [
        (role, size)
        for role, told in known.items()
        for size in _sizes(new)
        if told.exact and size.exact and swapped(told.high, size.high)
    ]
    if len({role for role, _ in slips}) == 1:
        role, size = slips[0]
        return {new.span: Right(role, size)}
    if slips or not of_pay:
        return {}
    near = [role for role in _OF_A_PAYDAY & known.keys() if _times(known[role], new.interval) <= _NEAR]
    near = [role for role in near if role == latest] if len(near) > 1 else near
    return {new.span: Right(near[0], new.interval)} if len(near) == 1 else {}


def _written(text: str, found: Collection[Amount]) -> list[Amount]:
    """The sums of a message with those that are among no amounts, in their order."""
    ends = {each.span[1] for each in found}
    more = []
    for match in _WRITTEN.finditer(text):
        if match.end() not in ends:
            value = Decimal(match["sum"].replace(",", "") + (match["cents"] or "")) * (1000 if match["scale"] else 1)
            more.append(Amount(match.span(), None, False, (Interval(value, value),), ""))
    return sorted((*found, *more), key=lambda each: each.span)


def _sizes(amount: Amount) -> tuple[Interval, ...]:
    """What a sum may stand for, in thousands or as it is written."""
    return tuple(
        Interval(each.low * size, each.high * size)
        for each in amount.readings
        for size in (Decimal(1), Decimal(1000), Decimal("0.001"))
    )


def _times(one: Interval, other: Interval) -> Decimal:
    """How many times as large the larger is."""
    return max(one.high, other.high) / max(min(one.high, other.high), Decimal("0.01"))
