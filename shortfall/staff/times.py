"""Times as someone at the firm reads them: "today 2–4 pm", "in 40 min", "Phoenix 1–3 pm"."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from shortfall.base.hours import next_opening, office_zone


def window(start: datetime, end: datetime, now: datetime, zone: ZoneInfo | None = None) -> str:
    """ "today 2–4 pm", on the clock of the firm or of `zone`."""
    zone = zone or office_zone()
    return f"{day(start, now, zone)} {_span(start.astimezone(zone), end.astimezone(zone))}"


def callers(start: datetime, end: datetime, zone: str) -> str | None:
    """ "Phoenix 1–3 pm" where the caller's clock differs from the firm's, else None."""
    theirs, ours = start.astimezone(ZoneInfo(zone)), start.astimezone(office_zone())
    if theirs.utcoffset() == ours.utcoffset():
        return None
    city = zone.rpartition("/")[2].replace("_", " ")
    other_day = "" if theirs.date() == ours.date() else f" {theirs:%a}"
    return f"{city}{other_day} {_span(theirs, end.astimezone(ZoneInfo(zone)))}"


def until(start: datetime, end: datetime, now: datetime) -> str:
    """How far off a window is: "in 40 min", "now, until 4 pm", "overdue by 2 h"."""
    if end <= now:
        return f"overdue by {length(now - end)}"
    if start <= now:
        return f"now, until {_clock(end.astimezone(office_zone()))}"
    days = (start.astimezone(office_zone()).date() - now.astimezone(office_zone()).date()).days
    return f"in {length(start - now)}" if days == 0 else f"in {days} day{'s' if days > 1 else ''}"


TRIES = {"hour": "in an hour", "later": "in three hours", "morning": "next morning", "afternoon": "next afternoon"}
"""When somebody may be tried again who did not answer, as the staff choose it."""


def next_try(name: str, now: datetime) -> datetime:
    """One of TRIES as a time within the office's hours: what falls outside them moves to the next opening."""
    now = now.astimezone(office_zone())
    if name in ("hour", "later"):
        at = (now + timedelta(hours=1 if name == "hour" else 3)).replace(second=0, microsecond=0)
        return next_opening(at) or at
    tomorrow = now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    opening = next_opening(tomorrow) or tomorrow
    return opening if name == "morning" else opening + timedelta(hours=5)


def moment(at: datetime, now: datetime) -> str:
    """ "today 2:05 pm", on the firm's clock."""
    return f"{day(at, now)} {_clock(at.astimezone(office_zone()))}"


def of(on: date, now: datetime) -> str:
    """A day of the calendar as `day` says it."""
    return day(datetime.combine(on, time(12), office_zone()), now)


def day(at: datetime, now: datetime, zone: ZoneInfo | None = None) -> str:
    """ "today", "tomorrow", "yesterday", "Fri Nov 27", with the year when it is another one."""
    zone = zone or office_zone()
    then, today = at.astimezone(zone).date(), now.astimezone(zone).date()
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}.get((then - today).days)
    return near or f"{then:%a %b} {then.day}" + ("" if then.year == today.year else f", {then.year}")


def length(span: timedelta) -> str:
    """ "40 min", "2 h 5 min", "3 days"."""
    minutes = max(0, int(span.total_seconds()) // 60)
    if minutes < 60:
        return f"{minutes} min"
    if minutes < 24 * 60:
        hours, rest = divmod(minutes, 60)
        return f"{hours} h" + (f" {rest} min" if rest and hours < 6 else "")
    days = minutes // (24 * 60)
    return f"{days} day{'s' if days > 1 else ''}"


def _span(start: datetime, end: datetime) -> str:
    first, last = _clock(start), _clock(end)
    if first[-3:] == last[-3:] and first[-3:] in (" am", " pm"):
        first = first[:-3]
    return f"{first}–{last}"


def _clock(at: datetime) -> str:
    if (at.hour, at.minute) == (12, 0):
        return "noon"
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes} {'am' if at.hour < 12 else 'pm'}"
