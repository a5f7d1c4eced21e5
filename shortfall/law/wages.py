"""The most that may be taken from pay in Illinois for a judgment (735 ILCS 5/12-803), beside the federal limit (15 U.S.C. 1673).

The weekly limit is the lesser of a share of gross pay and what take-home pay exceeds a number of hours at the minimum
wage; the federal limit applies as well, and the smaller of the two governs. Take-home ("disposable") pay is pay after the
deductions that the law requires.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Literal, get_args

from shortfall.law.figures import EXEMPT_INCOMES, figure, legal_figure
from shortfall.law.interest import money_span
from shortfall.law.intervals import ZERO, Interval, to_cents
from shortfall.law.said import Language

Period = Literal["weekly", "fortnightly", "twice_a_month", "monthly"]
PERIODS: tuple[Period, ...] = get_args(Period)

WEEKS_IN_YEAR = 52
PAYDAYS_IN_YEAR: dict[Period, int] = {"weekly": 52, "fortnightly": 26, "twice_a_month": 24, "monthly": 12}


@dataclass(frozen=True)
class WageLimit:
    """The most that may be taken from one paycheck, in US dollars.

    `maximum` is a range from zero up when only one of `gross` and `disposable` is known; `after_payroll` is then what the taxes that nearly
    everybody pays leave of the gross pay (26 U.S.C. 3101). `protected` is the take-home pay
    that Illinois leaves alone in this period, `gross_share` the fraction of gross pay within reach; `governs` names the limit that is the smallest.
    """

    gross: Decimal | None
    disposable: Decimal | None
    period: Period
    maximum: Interval
    by_gross: Decimal | None
    by_minimum_wage: Decimal
    federal: Decimal
    protected: Decimal
    gross_share: Decimal
    governs: Literal["gross", "minimum_wage", "federal"]
    citation: str
    after_payroll: Decimal | None = None

    @property
    def likely_nothing(self) -> bool:
        """Whether those taxes alone bring pay below what is protected."""
        return bool(self.maximum.high) and self.after_payroll is not None and self.after_payroll <= self.protected

    def card(self, language: Language = "en") -> dict[str, Any]:
        """The wages card of the chat API: amounts as decimal strings in US dollars."""

        def text(value: Decimal | None) -> str | None:
            return None if value is None else str(to_cents(value))

        return {
            "type": "wages",
            "state": "IL",
            "period": self.period,
            "gross": text(self.gross),
            "disposable": text(self.disposable),
            "maximum": money_span(self.maximum),
            "by_gross": text(self.by_gross),
            "by_minimum_wage": text(self.by_minimum_wage),
            "federal": text(self.federal),
            "protected": text(self.protected),
            "governs": self.governs,
            "citation": self.citation,
            "exempt": [income.names[language] for income in EXEMPT_INCOMES],
        }


def _hours_worth(hours: Decimal, wage: Decimal, period: Period) -> Decimal:
    """So many hours a week at a wage, for the whole pay period."""
    return to_cents(hours * wage * WEEKS_IN_YEAR / PAYDAYS_IN_YEAR[period])


def maximum(gross: Decimal | None, disposable: Decimal | None, period: Period, on: datetime.date) -> WageLimit:
    """The most that may be taken from a paycheck in Illinois.

    Args:
        gross: pay before deductions for the period, US dollars; None when not known.
        disposable: pay after the deductions that the law requires; None when not known, then taken to be the gross pay,
            which makes the result an upper bound.
        period: how often the person is paid.
        on: the payday, which settles the minimum wage.

    Raises:
        ValueError: both unknown, a negative amount, or more take-home than gross pay.
        UnknownFigure: no minimum wage is on file for that day.
    """
    upper = disposable if disposable is not None else gross
    if upper is None:
        raise ValueError("gross or disposable pay is required")
    if upper < 0 or (gross is not None and gross < upper):
        raise ValueError("pay is zero or more, and take-home pay is not above gross pay")
    wage = max(figure("minimum_wage", on), figure("federal_minimum_wage", on))
    protected = _hours_worth(figure("wage_protected_hours", on), wage, period)
    federal_floor = _hours_worth(figure("federal_protected_hours", on), figure("federal_minimum_wage", on), period)
    share = figure("wage_gross_share", on)
    by_gross = None if gross is None else to_cents(gross * share)
    by_minimum_wage = to_cents(max(ZERO, upper - protected))
    federal = to_cents(min(upper * figure("federal_wage_share", on), max(ZERO, upper - federal_floor)))
    limits: list[tuple[Decimal, Literal["gross", "minimum_wage", "federal"]]] = [
        (by_minimum_wage, "minimum_wage"),
        (federal, "federal"),
    ]
    if by_gross is not None:
        limits.insert(0, (by_gross, "gross"))
    most, governs = min(limits, key=lambda limit: limit[0])
    known = gross is not None and disposable is not None
    return WageLimit(
        gross=gross,
        disposable=disposable,
        period=period,
        maximum=Interval(most if known else ZERO, most),
        by_gross=by_gross,
        by_minimum_wage=by_minimum_wage,
        federal=federal,
        protected=protected,
        gross_share=share,
        governs=governs,
        citation=f"{legal_figure('wage_gross_share', on).source}; {legal_figure('federal_wage_share', on).source}",
        after_payroll=to_cents(upper * (1 - figure("payroll_tax_share", on))) if disposable is None else None,
    )


def within_reach(gross: Interval | None, left: Interval | None, period: Period, on: datetime.date) -> WageLimit:
    """The most that may be taken; a range of pay gives a range. One of `gross` and `left` is needed; see `maximum`."""
    highest = (min(left.high, gross.high) if gross else left.high) if left else None
    limit = maximum(gross.high if gross else None, highest, period, on)
    lowest = (min(left.low, gross.low) if gross else left.low) if left else None
    least = maximum(gross.low if gross else None, lowest, period, on)
    return replace(limit, maximum=Interval(least.maximum.low, limit.maximum.high))


def with_chosen(left: Interval | None, chosen: Interval | None) -> Interval | None:
    """Take-home pay as the law counts it: what goes out by choice, such as health insurance, is added back (735 ILCS 5/12-801, 12-803)."""
    return Interval(left.low + chosen.low, left.high + chosen.high) if left and chosen else left


def illinois_weekly_maximum(gross: Decimal, disposable: Decimal, on: datetime.date) -> Decimal:
    """The most that may be taken from a week's pay, US dollars to the cent; see `maximum`."""
    return maximum(gross, disposable, "weekly", on).maximum.high
