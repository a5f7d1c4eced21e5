"""The numbers of Illinois law by name and date, from data/law/illinois.yml: a change of law is an edit of data."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from shortfall.law.said import Language

FILE = Path(__file__).resolve().parents[2] / "data" / "law" / "illinois.yml"


EXAMPLE = Decimal(50_000)
"""The judgment whose growth answers show."""


class UnknownFigure(LookupError):
    """No figure of that name, or none in force on that day."""


@dataclass(frozen=True)
class LegalFigure:
    """One number of the law and the days (first, last; None is open) it was in force. Dollars, or a fraction for a rate."""

    name: str
    value: Decimal
    start: datetime.date | None
    end: datetime.date | None
    source: str
    url: str
    checked: datetime.date
    review_by: datetime.date
    confidence: str

    def in_force(self, on: datetime.date) -> bool:
        """Whether it was the law on that day, both ends included."""
        return (self.start is None or self.start <= on) and (self.end is None or on <= self.end)


@dataclass(frozen=True)
class ExemptIncome:
    """A kind of income that collection does not reach, and the law that says so."""

    names: Mapping[Language, str]
    source: str


def _entry(name: str, raw: Mapping[str, Any]) -> LegalFigure:
    if not isinstance(raw["value"], str):
        raise TypeError(f"{name}: put the value in quotes, so that it is read exactly")
    entry = LegalFigure(
        name=name,
        value=Decimal(raw["value"]),
        start=raw["from"],
        end=raw["until"],
        source=raw["source"],
        url=raw["url"],
        checked=raw["checked"],
        review_by=raw["review_by"],
        confidence=raw["confidence"],
    )
    if entry.start and entry.end and entry.start > entry.end:
        raise ValueError(f"{name}: `from` {entry.start} is after `until` {entry.end}")
    return entry


def load_figures(path: Path = FILE) -> tuple[Mapping[str, tuple[LegalFigure, ...]], tuple[ExemptIncome, ...]]:
    """All figures by name, oldest first, and the exempt incomes.

    Raises:
        KeyError, TypeError, ValueError: an entry lacks a part, or two of one name are in force on the same day.
    """
    with path.open(encoding="utf-8") as stream:
        raw = yaml.safe_load(stream)
    figures: dict[str, tuple[LegalFigure, ...]] = {}
    for name, entries in raw["figures"].items():
        history = tuple(_entry(name, entry) for entry in entries)
        for older, newer in pairwise(history):
            if older.end is None or newer.start is None or older.end >= newer.start:
                raise ValueError(f"{name}: two figures apply on the same day")
        figures[name] = history
    incomes = tuple(ExemptIncome(income["name"], income["source"]) for income in raw["exempt_incomes"])
    return MappingProxyType(figures), incomes


FIGURES, EXEMPT_INCOMES = load_figures()


def legal_figure(name: str, on: datetime.date) -> LegalFigure:
    """The entry in force on a day, with its source.

    Raises:
        UnknownFigure: there is none.
    """
    for entry in FIGURES.get(name, ()):
        if entry.in_force(on):
            return entry
    raise UnknownFigure(f"no figure {name!r} in force on {on}")


def figure(name: str, on: datetime.date) -> Decimal:
    """The number in force on a day: US dollars, or a fraction for a rate.

    Raises:
        UnknownFigure: there is none.
    """
    return legal_figure(name, on).value


def in_words(on: datetime.date) -> dict[str, str]:
    """Every figure in force on a day as texts show it ("9%", "$50,000", "45"), by name, and `wage_floor`: the take-home pay of
    a week that Illinois leaves alone; `example_judgment`, and what it grows by in an `example_year` and an `example_day`."""
    found: dict[str, str] = {}
    for name, history in FIGURES.items():
        for entry in history:
            if entry.in_force(on):
                found[name] = shown(entry)
    year = EXAMPLE * figure("judgment_interest", on)
    for name, value in {"judgment": EXAMPLE, "year": year, "day": year / 365}.items():
        found[f"example_{name}"] = _in_words("", value)
    found["wage_floor"] = _in_words("", figure("wage_protected_hours", on) * figure("minimum_wage", on))
    return found


def shown(entry: LegalFigure) -> str:
    """A figure as texts show it."""
    return _in_words(entry.name, entry.value)


def _in_words(name: str, value: Decimal) -> str:
    if name.endswith(("_hours", "_days", "_months", "_years")):
        return f"{value:f}"
    if value < 1:
        return f"{(value * 100).normalize():f}%"
    return f"${value:,.2f}".removesuffix(".00")
