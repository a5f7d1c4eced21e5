"""Holidays, and the days on which Illinois courts take no papers. Pure."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

_SATURDAY = 5


@lru_cache(maxsize=64)
def federal(year: int) -> dict[str, date]:
    """The federal holidays of a year by name, each on its own day, wherever it is observed."""
    return {
        "New Year's Day": date(year, 1, 1),
        "Martin Luther King Jr. Day": _nth(year, 1, 0, 3),
        "Presidents' Day": _nth(year, 2, 0, 3),
        "Memorial Day": _nth(year, 6, 0, 1) - timedelta(days=7),
        "Juneteenth": date(year, 6, 19),
        "Independence Day": date(year, 7, 4),
        "Labor Day": _nth(year, 9, 0, 1),
        "Columbus Day": _nth(year, 10, 0, 2),
        "Veterans Day": date(year, 11, 11),
        "Thanksgiving Day": _nth(year, 11, 3, 4),
        "Christmas Day": date(year, 12, 25),
    }


def closed(day: date) -> str | None:
    """Why a last day does not count (5 ILCS 70/1.11): "Saturday", "Lincoln's Birthday"; None where it does.

    Only what is surely a holiday by statute: the federal ones and Lincoln's Birthday, Sunday's on Monday (205 ILCS 630/17). Others that
    some courts keep (Election Day, Good Friday, the day after Thanksgiving, a Friday before) count here: a day too early does no harm.
    """
    if day.weekday() >= _SATURDAY:
        return f"{day:%A}"
    for kept in (day, day - timedelta(days=1)):
        if kept == day or kept.weekday() > _SATURDAY:
            names = federal(kept.year) | {"Lincoln's Birthday": date(kept.year, 2, 12)}
            if name := next((name for name, on in names.items() if on == kept), None):
                return name
    return None


def _nth(year: int, month: int, weekday: int, n: int) -> date:
    """The nth such weekday of a month."""
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))
