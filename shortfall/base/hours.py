"""When the office is open: the firm's hours and the federal holidays, computed."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from shortfall.base.court_days import federal
from shortfall.base.firm import load_firm

_LONGEST_BREAK_DAYS = 15
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@lru_cache
def office_zone() -> ZoneInfo:
    """The firm's time zone."""
    return ZoneInfo(load_firm()["time_zone"])


@lru_cache
def hours_text(language: str = "en") -> str:
    """The hours as the firm words them."""
    return str(load_firm()["hours_text"][language])


def open_hours(day: date) -> tuple[datetime, datetime] | None:
    """Opening and closing on a day, in the firm's zone; None when the office is closed."""
    hours = _weekly_hours().get(day.weekday())
    if hours is None or holiday(day):
        return None
    opening, closing = hours
    return datetime.combine(day, opening, office_zone()), datetime.combine(day, closing, office_zone())


def next_opening(now: datetime) -> datetime | None:
    """When the office opens next, in its own zone; None if it is open now."""
    today = now.astimezone(office_zone()).date()
    for offset in range(_LONGEST_BREAK_DAYS):
        hours = open_hours(today + timedelta(days=offset))
        if hours and hours[0] <= now < hours[1]:
            return None
        if hours and now < hours[0]:
            return hours[0]
    raise ValueError("the firm has no office hours")


def holiday(day: date) -> str | None:
    """The federal holiday observed on a day."""
    # January 1 on a Saturday is observed in the year before.
    return _holidays(day.year).get(day) or _holidays(day.year + 1).get(day)


def next_holiday(today: date, name: str) -> date:
    """The next time the holiday with this name (as `holiday` gives it) is kept: its own day, wherever observed."""
    return min(day for year in (today.year, today.year + 1) for day in [federal(year)[name]] if day >= today)


@lru_cache
def _weekly_hours() -> dict[int, tuple[time, time]]:
    hours = {}
    for name, text in load_firm()["hours"].items():
        opening, closing = text.split("-")
        hours[_WEEKDAYS.index(name)] = (time.fromisoformat(opening), time.fromisoformat(closing))
    return hours


@lru_cache(maxsize=16)
def _holidays(year: int) -> dict[date, str]:
    """A year's holidays on the days they are observed: Saturday's on Friday, Sunday's on Monday (5 U.S.C. 6103)."""
    shift = {5: timedelta(days=-1), 6: timedelta(days=1)}
    return {day + shift.get(day.weekday(), timedelta()): name for name, day in federal(year).items()}
