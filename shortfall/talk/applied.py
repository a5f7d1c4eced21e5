"""Apply an Illinois rule to what the person told us: "one of 2014 passed seven years in 2021". Pure."""

from __future__ import annotations

from datetime import date

from shortfall.content.questions import Language
from shortfall.content.texts import text
from shortfall.law.deadlines import after
from shortfall.law.figures import figure
from shortfall.law.interest import interest, judgment_rates, per_diem
from shortfall.law.intervals import NOTHING, Interval, format_interval, format_money, less, whole
from shortfall.reading.facts import to_interval
from shortfall.talk.case import Case

_SAYS_HOW_LONG = frozenset({"how_long/judgment_years", "how_long/overview", "how_long/revived"})
"""Answers on how long a judgment can be collected."""


_GROWS = frozenset(f"judgment_interest/{name}" for name in ("overview", "rate", "daily", "when_it_starts"))
"""Answers that say how a judgment grows."""
_SELLS = frozenset({"avoid_options/sell_it"})
"""Answers about selling the home oneself."""


def applied(question: str, case: Case, today: date, language: Language) -> str:
    """The sentence to add to an answer because of what was told; empty if there is none.

    A judgment can be enforced for seven years from its entry, unless it is revived (735 ILCS 5/12-108); it grows at 9% a year, some at 5%
    (735 ILCS 5/2-1303). A home that is sold by its owner pays its loans first.

    Args:
        question: the id of the question that is answered ("how_long/revived").
    """
    if question in _SAYS_HOW_LONG:
        return _age(case, today, language)
    if question in _GROWS:
        return _growth(case, today, language)
    return _left(case, language) if question in _SELLS else ""


def _age(case: Case, today: date, language: Language) -> str:
    told = case["judgment_date"]
    if not told:
        return ""
    first, last = map(date.fromisoformat, told)
    if first.year != last.year or last > today:
        return ""  # "some years ago"
    years = int(figure("judgment_years", today))
    past, ahead = (after(day, years, "years") < today for day in (last, first))
    key = "old" if past else "turning" if ahead else "young"
    return text(
        f"applied.judgment.{key}", language, told=str(first.year), years=str(years), then=str(first.year + years)
    )


def _growth(case: Case, today: date, language: Language) -> str:
    amount = to_interval(case["judgment"])
    rates = amount and judgment_rates(amount, today)
    if not amount or not rates or rates.low != rates.high or amount.low != amount.high:
        return ""  # which of two rates it is, is not told
    year = interest(amount.low, rates.low, 365)
    return text(
        "applied.growth",
        language,
        judgment=format_money(amount.low),
        year=format_interval(whole(Interval.of(year)), language),
        day=format_money(per_diem(amount.low, rates.low)),
    )


def _left(case: Case, language: Language) -> str:
    debt, value = to_interval(case["debt"]), to_interval(case["market_value"])
    if not debt or not value:
        return ""
    second = to_interval(case["second_loan"]) or NOTHING
    owed = Interval(debt.low + second.low, debt.high + second.high)
    over = value.low > owed.high
    if not over and value.high >= owed.low:
        return ""
    rest = less(value, owed) if over else less(owed, value)
    return text(
        f"applied.left.{'over' if over else 'short'}",
        language,
        value=format_interval(value, language),
        owed=format_interval(owed, language),
        rest=format_interval(rest, language),
    )
