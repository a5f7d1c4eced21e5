"""Interest on an Illinois money judgment: simple, never compounded, on the unpaid balance (735 ILCS 5/2-1303)."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from shortfall.law.figures import UnknownFigure, figure, legal_figure
from shortfall.law.intervals import Interval, to_cents

# The statute names no day count; the figures of CitiMortgage v. Sharlow, 2014 IL App (3d) 130107, fit 365.
DAYS_IN_YEAR = 365
MONTHS_IN_YEAR = 12
# A plan that takes longer than a hundred years is no plan.
LONGEST_PLAN = 1200


def interest(principal: Decimal, rate: Decimal, days: int | Decimal) -> Decimal:
    """Simple interest in US dollars, to the cent. `rate` is a fraction a year, `days` a whole number, zero or more."""
    return to_cents(principal * rate * days / DAYS_IN_YEAR)


def per_diem(principal: Decimal, rate: Decimal) -> Decimal:
    """Interest for one day, to the cent."""
    return interest(principal, rate, 1)


def judgment_rate(amount: Decimal, on: datetime.date, consumer: bool | None = None) -> Interval:
    """The yearly rate on an Illinois judgment entered on a day.

    5% holds only for consumer-debt judgments up to a limit ($25,000). No case was found on whether a home loan is
    consumer debt: with `consumer` None a judgment within the limit gets both rates, as a range.
    """
    general = figure("judgment_interest", on)
    try:
        lower, limit = figure("consumer_judgment_interest", on), figure("consumer_judgment_limit", on)
    except UnknownFigure:
        return Interval(general, general)
    if consumer is False or amount > limit:
        return Interval(general, general)
    return Interval(lower, lower if consumer else general)


def judgment_rates(amount: Interval, on: datetime.date, consumer: bool | None = None) -> Interval:
    """The yearly rates that a judgment of one of these amounts may bear, from the lowest to the highest."""
    return Interval(judgment_rate(amount.low, on, consumer).low, judgment_rate(amount.high, on, consumer).high)


@dataclass(frozen=True)
class Point:
    """What an unpaid judgment comes to after some days (a range where the days are one). US dollars."""

    days: Interval
    interest: Interval
    balance: Interval


@dataclass(frozen=True)
class Growth:
    """What a judgment grows to when nothing is paid. US dollars; `rate` is a fraction a year, `points` stand in order of time."""

    principal: Interval
    rate: Interval
    per_diem: Interval
    per_year: Interval
    points: tuple[Point, ...]
    citation: str
    so_far: bool = False
    """Whether there are two points, today and a year from now, the days being those since the judgment."""

    def card(self, today: datetime.date | None = None) -> dict[str, Any]:
        """The interest card of the chat API: amounts as decimal strings in US dollars, the rate as a fraction.

        Args:
            today: where the days are counted from today: each point says on which day it is.
        """
        return {
            "type": "interest",
            "state": "IL",
            "principal": money_span(self.principal),
            "rate": span(self.rate),
            "per_diem": money_span(self.per_diem),
            "per_year": money_span(self.per_year),
            "points": [
                {
                    "days": {"low": int(point.days.low), "high": int(point.days.high)},
                    "interest": money_span(point.interest),
                    "balance": money_span(point.balance),
                    "date": _day(today, point.days) if today else None,
                }
                for point in self.points
            ],
            "citation": self.citation,
        }


def _day(today: datetime.date, days: Interval) -> str | None:
    """The day that is so many days from today; None for a range, and for what no calendar holds."""
    try:
        return (today + datetime.timedelta(days=int(days.low))).isoformat() if days.exact else None
    except OverflowError:
        return None


def percent(rate: Decimal) -> str:
    """A rate in words: "9%"."""
    return f"{(rate * 100).normalize():f}%"


def span(interval: Interval) -> dict[str, str]:
    """An interval as a card shows it."""
    return {"low": str(interval.low), "high": str(interval.high)}


def money_span(interval: Interval) -> dict[str, str]:
    """An interval of US dollars as a card shows it: "62000.00". One without an end holds its figure twice, and "bound"."""
    told = interval.told
    ends = {"low": str(to_cents(told.low)), "high": str(to_cents(told.high))}
    return ends | ({"bound": interval.bound} if interval.bound else {})


def growth(principal: Interval, days: Sequence[Interval], on: datetime.date, consumer: bool | None = None) -> Growth:
    """An unpaid Illinois judgment after some days.

    Args:
        principal: what the judgment was entered for, US dollars, zero or more.
        days: one or more numbers (or ranges) of days since entry, zero or more.
        on: the day of entry, which settles the rate.
        consumer: whether it counts as a consumer-debt judgment; None when nobody can say.

    Raises:
        ValueError: a negative amount or number of days.
    """
    if principal.low < 0 or any(each.low < 0 for each in days):
        raise ValueError("principal and days are zero or more")
    rate = judgment_rates(principal, on, consumer)

    def after(least: Decimal, most: Decimal) -> Interval:
        return Interval(interest(principal.low, rate.low, least), interest(principal.high, rate.high, most))

    points = []
    for each in days:
        grown = after(each.low, each.high)
        points.append(Point(each, grown, Interval(principal.low + grown.low, principal.high + grown.high)))
    one, year = Decimal(1), Decimal(DAYS_IN_YEAR)
    return Growth(
        principal=principal,
        rate=rate,
        per_diem=after(one, one),
        per_year=after(year, year),
        points=tuple(points),
        citation=legal_figure("judgment_interest", on).source,
    )


@dataclass(frozen=True)
class Plan:
    """What a fixed monthly payment does to a judgment. `months` is None when it never ends: the payment does
    not exceed the interest, or would take more than a hundred years."""

    principal: Decimal
    payment: Decimal
    rate: Decimal
    first_interest: Decimal
    months: int | None
    last_payment: Decimal | None
    total_paid: Decimal | None
    total_interest: Decimal | None
    balances: tuple[tuple[int, Decimal], ...] = ()
    """What is left after so many months: at the start, each year, and at the end. Empty where there is no end."""

    def card(self, today: datetime.date | None = None) -> dict[str, Any]:
        """For the chat: amounts as decimal strings, or None where there is no end.

        Args:
            today: when the payments begin: the card says in which month they end.
        """

        def text(value: Decimal | None) -> str | None:
            return None if value is None else str(to_cents(value))

        return {
            "type": "plan",
            "state": "IL",
            "principal": text(self.principal),
            "payment": text(self.payment),
            "rate": str(self.rate),
            "first_interest": text(self.first_interest),
            "months": self.months,
            "last_payment": text(self.last_payment),
            "total_paid": text(self.total_paid),
            "total_interest": text(self.total_interest),
            "ends": _months_from(today, self.months) if today and self.months is not None else None,
            "points": [{"months": months, "balance": text(balance)} for months, balance in self.balances],
        }


def _months_from(today: datetime.date, months: int) -> str:
    """The first day of the month that is so many months from today's."""
    years, month = divmod(today.month - 1 + months, MONTHS_IN_YEAR)
    return datetime.date(today.year + years, month + 1, 1).isoformat()


def payment_for(principal: Decimal, months: int, rate: Decimal) -> Decimal:
    """The least whole-dollar payment a month that clears a judgment in so many months, one or more; the payments as in `plan`."""
    least, most = 0, int(principal * (1 + rate)) + 1
    while least < most:
        middle = (least + most) // 2
        taken = plan(principal, Decimal(middle), rate).months
        if taken is not None and taken <= months:
            most = middle
        else:
            least = middle + 1
    return Decimal(least)


def plan(principal: Decimal, payment: Decimal, rate: Decimal) -> Plan:
    """Pay a judgment off in equal months.

    Each payment covers the month's interest first (a twelfth of the year's), then the balance: a common way to apply
    payments, assumed here, because a creditor may agree to another.

    Args:
        principal: the balance, US dollars, zero or more.
        payment: each month, US dollars, zero or more.
        rate: a fraction a year, zero or more.

    Raises:
        ValueError: something is negative.
    """
    if principal < 0 or payment < 0 or rate < 0:
        raise ValueError("principal, payment and rate are zero or more")
    balance, months, paid, total_interest, last = to_cents(principal), 0, Decimal(0), Decimal(0), Decimal(0)
    first_interest = to_cents(balance * rate / MONTHS_IN_YEAR)
    balances = [(0, balance)]
    while balance > 0:
        if payment <= first_interest or months == LONGEST_PLAN:
            return Plan(principal, payment, rate, first_interest, None, None, None, None)
        month = to_cents(balance * rate / MONTHS_IN_YEAR)
        last = min(payment, balance + month)
        balance, months, paid, total_interest = balance + month - last, months + 1, paid + last, total_interest + month
        if months % MONTHS_IN_YEAR == 0 or balance <= 0:
            balances.append((months, balance))
    return Plan(principal, payment, rate, first_interest, months, last, paid, total_interest, tuple(balances))
