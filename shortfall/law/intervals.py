"""Dollars as ranges: exact decimals, never floats, and how people write them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from shortfall.law.said import Language, said

CENT = Decimal("0.01")
ZERO = Decimal(0)


@dataclass(frozen=True)
class Interval:
    """A closed range of US dollars (or of a rate); a single figure has low = high.

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

    @property
    def exact(self) -> bool:
        """Whether it is a single figure."""
        return self.low == self.high

    def __contains__(self, value: Decimal) -> bool:
        return self.low <= value <= self.high


NOTHING = Interval(ZERO, ZERO)


def to_cents(value: Decimal) -> Decimal:
    """`value` rounded to whole cents, halves away from zero."""
    return value.quantize(CENT, rounding=ROUND_HALF_UP)


def format_money(value: Decimal) -> str:
    """US dollars as people write them: "$312,000", "$18.50", "-$5"."""
    cents = to_cents(abs(value))
    text = f"{cents:,.2f}" if cents % 1 else f"{cents:,.0f}"
    return f"-${text}" if value < 0 and cents else f"${text}"


def format_interval(interval: Interval, language: Language = "en") -> str:
    """A range in words, "$200,000 to $220,000", or the one figure."""
    low, high = format_money(interval.low), format_money(interval.high)
    return low if low == high else said("span.from_to", language, low=low, high=high)
