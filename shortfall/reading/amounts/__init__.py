"""Amounts of money in what people write, English and Spanish: one grammar of numbers (`numbers`), two tables of words, relations, money."""

from shortfall.reading.amounts.money import Amount, find_amounts, foreign_currency

__all__ = ["Amount", "find_amounts", "foreign_currency"]
