"""Times as a clerk reads them."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from shortfall.staff import times

CHICAGO = ZoneInfo("America/Chicago")
NOW = datetime(2026, 11, 23, 13, 20, tzinfo=CHICAGO)  # a Monday


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=CHICAGO)


@pytest.mark.parametrize(
    ("start", "end", "said", "off"),
    [
        (at(23, 14), at(23, 16), "today 2–4 pm", "in 40 min"),
        (at(23, 13), at(23, 16), "today 1–4 pm", "now, until 4 pm"),
        (at(23, 9, 30), at(23, 11), "today 9:30–11 am", "overdue by 2 h 20 min"),
        (at(24, 10), at(24, 12), "tomorrow 10 am–noon", "in 1 day"),
        (at(27, 12), at(27, 13), "Fri Nov 27 noon–1 pm", "in 4 days"),
        (at(20, 11), at(20, 13), "Fri Nov 20 11 am–1 pm", "overdue by 3 days"),
    ],
)
def test_windows(start: datetime, end: datetime, said: str, off: str) -> None:
    assert (times.window(start, end, NOW), times.until(start, end, NOW)) == (said, off)


def test_the_callers_clock_is_told_where_it_differs() -> None:
    assert times.callers(at(23, 14), at(23, 16), "America/Phoenix") == "Phoenix 1–3 pm"
    assert times.callers(at(23, 14), at(23, 16), "America/Chicago") is None
    assert times.callers(at(23, 14), at(23, 16), "America/Indiana/Knox") is None
    assert times.callers(at(23, 9), at(23, 10), "Pacific/Guam") == "Guam Tue 1–2 am"


def test_lengths_and_years() -> None:
    assert [times.length(timedelta(minutes=m)) for m in (0, 59, 60, 125, 400, 1440, 2900)] == [
        *("0 min", "59 min", "1 h", "2 h 5 min", "6 h", "1 day", "2 days")
    ]
    assert times.moment(datetime(2025, 1, 3, 9, 5, tzinfo=CHICAGO), NOW) == "Fri Jan 3, 2025 9:05 am"
