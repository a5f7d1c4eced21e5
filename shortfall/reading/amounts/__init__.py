"""Amounts of money in what people write, English and Spanish: one grammar of numbers (`numbers`), two tables of words, relations, money."""

from shortfall.reading.amounts.money import (
    Amount,
    Interval,
    find_amounts,
    foreign_currency,
    format_interval,
    format_money,
    to_cents,
)

__all__ = ["Amount", "Interval", "find_amounts", "foreign_currency", "format_interval", "format_money", "to_cents"]
