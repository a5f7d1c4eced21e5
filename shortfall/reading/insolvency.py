"""All that somebody owned and all that they owed when a debt was forgiven, from the sums they list. Pure, linear.

"I owned the house, 289,000, a car, 11,200; I owed 370,400 and 31,000", "97k of debts and 42k in all to my name".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from shortfall.law.intervals import NOTHING, Interval
from shortfall.reading.figures import Figure

OWNED, OWED = "owned_in_all", "owed_in_all"
"""The roles of what is worth something in all, and of every debt in all."""
ABOUT = "tax_1099c"
"""The topic after which such sums are told."""

_SUBJECT = re.compile(r"\binsolven", re.I)
# What says on which side the sums beside it stand; a verb holds for the list that follows it.
_SIDE = re.compile(
    r"\b(?:(?P<owned>own(?:ed|s)?|ha(?:d|ve)|assets?|worth|to my name|belongings|things|ten[ií]a(?:mos)?|activos|bienes|val(?:e|[ií]a))"
    r"|(?P<owed>ow(?:ed?|es|ing)|debts?|loans?|mortgages?|cards?|hipotecas?|pr[eé]stamos?|tarjetas?|liabilit(?:y|ies)|deb(?:o|[ií]a|[ií]amos|emos)|deudas?))\b",
    re.I,
)
_A_SIDE_BEHIND = re.compile(
    r"\W{0,3}(?:dollars |d[oó]lares )?(?:in|of|en|de)(?: (?:all|my|our|total|mis?|todas?|todos?|mis)){0,3} (?:(?P<owned>assets?|things|belongings|activos|bienes|cosas)|(?P<owed>debts?|liabilities|deudas?))\b",
    re.I,
)
_SIDES = {
    "market_value": OWNED,
    "car_value": OWNED,
    "savings": OWNED,
    "debt": OWED,
    "second_loan": OWED,
    "car_loan": OWED,
}
# What was forgiven is one of the debts, and told among them already where they are listed.
_FORGIVEN = re.compile(r"[^,;.]{0,20}\b(?:forg[ai]ve|cancel|wrote off|written off|perdon|1099)", re.I)

_FORGAVE = re.compile(r"\b(?:forg[ai]ve\w{0,2}|cancel\w{0,6}|wrote off|perdon\w{1,5})(?: \w{1,8}){0,2} \$?\Z", re.I)


# "I owed 71,000 besides": what was forgiven was owed as well.
_BESIDES = re.compile(r"\b(?:besides|other than|aside from|apart from|not counting|adem[aá]s|aparte)\b", re.I)


def in_all(
    text: str, figures: Sequence[Figure], about: str | None, forgiven: Interval | None = None
) -> tuple[Figure, ...]:
    """The sums of a message; where both sides are told of somebody who may be insolvent, all of each in place of its parts.

    Args:
        forgiven: what was forgiven, where that was told before: it is one of the debts that stood just before.
    """
    if len(figures) < 2 or not (_SUBJECT.search(text) or about == ABOUT):
        return tuple(figures)
    sides: dict[str, list[Figure]] = {OWNED: [], OWED: []}
    end, heading = 0, ""
    for figure in sorted(figures, key=lambda each: each.span):
        said = [*_SIDE.finditer(text, end, figure.span[0])]
        heading = _named(said[-1]) if said else heading
        end = figure.span[1]
        behind = _A_SIDE_BEHIND.match(text, end, end + 60)
        if (
            figure.role == "forgiven"
            or _FORGIVEN.match(text, end, end + 60)
            or _FORGAVE.search(text, max(0, figure.span[0] - 40), figure.span[0])
        ):
            continue
        side = _named(behind) if behind else heading or _SIDES.get(figure.role or "", "")
        if side:
            sides[side].append(figure)
    if not all(sides.values()):
        return tuple(figures)
    told = [figure for figure in figures if figure.role == "forgiven"]
    totals = [_sum(role, parts) for role, parts in sides.items()]
    if forgiven and not told and _BESIDES.search(text):
        owed = totals[-1].interval
        totals[-1] = replace(totals[-1], interval=Interval(owed.low + forgiven.low, owed.high + forgiven.high))
    return (*told, *totals)


def _named(match: re.Match[str]) -> str:
    return OWNED if match["owned"] else OWED


def _sum(role: str, parts: Sequence[Figure]) -> Figure:
    total = NOTHING
    for part in parts:
        total = Interval(total.low + part.interval.low, total.high + part.interval.high)
    return Figure(role, total, parts[0].span, parts[0].words, all(part.sure for part in parts))
