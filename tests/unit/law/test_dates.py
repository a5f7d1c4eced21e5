"""Days and lengths of time in what people write."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest

from shortfall.law.dates import find_days, find_length
from shortfall.law.money import Interval

TODAY = datetime.date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "the judgment was 230k in march, sold in october for 180",
            ["2026-03-01/2026-03-31 judgment", "2026-10-01/2026-10-31 sale"],
        ),
        ("judgment March 15, 2024 and sale 10/02/2024", ["2024-03-15 judgment", "2024-10-02 sale"]),
        ("judgment 3/15/24 for 230k sale 11-2-24", ["2024-03-15 judgment", "2024-11-02 sale"]),
        (
            "judge signed it 2/2024 and it sold this june",
            ["2024-02-01/2024-02-29 judgment", "2024-06-01/2024-06-30 sale"],
        ),
        ("judgment in march 2024, sold in october", ["2024-03-01/2024-03-31 judgment", "2024-10-01/2024-10-31 sale"]),
        ("judgment in october 2024, sold in march", ["2024-10-01/2024-10-31 judgment", "2025-03-01/2025-03-31 sale"]),
        ("judgment in december, sold in february", ["2025-12-01/2025-12-31 judgment", "2026-02-01/2026-02-28 sale"]),
        ("they bought it at the auction on 2025-06-03", ["2025-06-03 sale"]),
        ("we bought in 2019, sold for 250k in 2025", ["2019-01-01/2019-12-31", "2025-01-01/2025-12-31 sale"]),
        ("judgment 3 months ago", ["2026-08-10/2026-09-09 judgment"]),
        ("sold 2 weeks ago", ["2026-11-07/2026-11-13 sale"]),
        ("sold 10 days ago", ["2026-11-14 sale"]),
        ("sold two years back", ["2024-10-25/2024-12-24 sale"]),
        ("march and october", ["2026-03-01/2026-03-31", "2026-10-01/2026-10-31"]),
        ("Sept 5th", ["2026-09-05"]),
        ("dec '25", ["2025-12-01/2025-12-31"]),
        ("december", ["2025-12-01/2025-12-31"]),
        ("feb 2024", ["2024-02-01/2024-02-29"]),
        ("next march", ["2027-03-01/2027-03-31"]),
        ("next december", ["2026-12-01/2026-12-31"]),
        ("sold last october for 18k", ["2026-10-01/2026-10-31 sale"]),
        ("in march 180", ["2026-03-01/2026-03-31"]),
        ("the decree was entered january 31", ["2026-01-31 judgment"]),
        ("6/15", []),
        ("2/30/2024", []),
        ("feb 30 2024", []),
        ("I may owe 300k", []),
        ("they marched in and decided", []),
        ("call 312-555-0143 or 1.5 million", []),
        ("owed 250,2024 or $3/15/24", []),
        ("99999 years ago", []),
        ("", []),
    ],
)
def test_days(text: str, found: list[str]) -> None:
    def written(first: datetime.date, last: datetime.date, event: str | None) -> str:
        return f"{first}{'' if first == last else f'/{last}'}{f' {event}' if event else ''}"

    assert [written(day.first, day.last, day.event) for day in find_days(text, TODAY)] == found


def test_a_leap_day_moves_to_the_end_of_february() -> None:
    days = find_days("judgment february 29, sold in january", datetime.date(2024, 3, 10))
    assert days[0].first == datetime.date(2023, 2, 28)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("3 years", 1095, 1095),
        ("a year", 365, 365),
        ("a year and a half", 548, 548),
        ("one and a half years", 548, 548),
        ("1.5 years", 548, 548),
        ("18 months", 548, 548),
        ("seven months", 213, 213),
        ("6 to 8 months", 183, 243),
        ("8 or 6 months", 183, 243),
        ("7-10 yrs", 2555, 3650),
        ("half a year", 183, 183),
        ("a couple of years", 730, 730),
        ("a few weeks", 21, 21),
        ("90 days", 90, 90),
        ("2 mos", 61, 61),
        ("3 months ago, for 2 weeks", 14, 14),
    ],
)
def test_lengths(text: str, low: int, high: int) -> None:
    assert find_length(text) == Interval(Decimal(low), Decimal(high))


@pytest.mark.parametrize("text", ["", "soon", "3 months ago", "312k", "yearly"])
def test_no_length(text: str) -> None:
    assert find_length(text) is None


def test_a_long_text_is_read_to_its_end() -> None:
    assert len(find_days("sold in march " * 400, TODAY)) == 400
