"""Dollars as ranges: exact decimals, never floats, and how people write them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from shortfall.law.said import Language, said

CENT = Decimal("0.01")
ZERO = Decimal(0)
WITHOUT_END = Decimal("Infinity")

Bound = Literal["at_least", "at_most"]


@dataclass(frozen=True)
class Interval:
    """A range of US dollars (or of a rate); a single figure has low = high. "At least 290,000" has no end above, "no more than" none below.

    Raises:
        ValueError: low is above high.
    """

    low: Decimal
    high: Decimal

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(f"low {self.low} is above high {self.high}")

    @classmethod
    def of(cls, low: Decimal | int | str, high: Decimal | int | str | None = None) -> Interval:
        """An interval from anything that is exact: `Interval.of(250000)`, `Interval.of("1.50", "2")`."""
        return cls(Decimal(low), Decimal(low if high is None else high))

    @classmethod
    def within(cls, interval: Interval, bound: Bound | None) -> Interval:
        """What a bound leaves possible: from the low end up, or up to the high end."""
        if bound is None:
            return interval
        return cls(interval.low, WITHOUT_END) if bound == "at_least" else cls(-WITHOUT_END, interval.high)

    @property
    def bound(self) -> Bound | None:
        """Which way it has no end; None for a closed range."""
        if self.high == WITHOUT_END:
            return "at_least"
        return "at_most" if self.low == -WITHOUT_END else None

    @property
    def told(self) -> Interval:
        """The figures it was made of, without what lies beyond them: "at least 290,000" is told as 290,000."""
        if self.bound == "at_least":
            return Interval(self.low, self.low)
        return Interval(self.high, self.high) if self.bound else self

    @property
    def exact(self) -> bool:
        """Whether it is a single figure."""
        return self.low == self.high

    def __contains__(self, value: Decimal) -> bool:
        return self.low <= value <= self.high


NOTHING = Interval(ZERO, ZERO)


def less(owed: Interval, paid: Interval) -> Interval:
    """Owed less paid, never below zero: lowest where little is owed and much paid."""
    return Interval(max(ZERO, owed.low - paid.high), max(ZERO, owed.high - paid.low))


def to_cents(value: Decimal) -> Decimal:
    """`value` rounded to whole cents, halves away from zero."""
    return value if value.is_infinite() else value.quantize(CENT, rounding=ROUND_HALF_UP)


def to_dollars(value: Decimal) -> Decimal:
    """`value` rounded to whole dollars: what lies years ahead is no more exact than that."""
    return value.to_integral_value(ROUND_HALF_UP)


def whole(interval: Interval) -> Interval:
    """Whole dollars, for sentences: cents of a rough sum would claim too much, and the card has them."""
    return Interval(to_dollars(interval.low), to_dollars(interval.high))


def format_money(value: Decimal) -> str:
    """US dollars as people write them: "$312,000", "$18.50", "-$5"."""
    cents = to_cents(abs(value))
    text = f"{cents:,.2f}" if cents % 1 else f"{cents:,.0f}"
    return f"-${text}" if value < 0 and cents else f"${text}"


def format_interval(interval: Interval, language: Language = "en") -> str:
    """A range in words, "$200,000 to $220,000", "at least $290,000", or the one figure."""
    if interval.bound:
        return said(f"span.{interval.bound}", language, sum=format_money(interval.told.low))
    low, high = format_money(interval.low), format_money(interval.high)
    return low if low == high else said("span.from_to", language, low=low, high=high)
