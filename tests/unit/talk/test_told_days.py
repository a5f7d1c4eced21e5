"""A day is told as a day, a span as the span it is, and a number as people write it."""

from __future__ import annotations

import pytest

from shortfall.content.questions import Language
from shortfall.talk.desk import in_words


@pytest.mark.parametrize(
    ("first", "last", "language", "words"),
    [
        ("2026-10-06", "2026-10-06", "en", "on October 6, 2026"),
        ("2026-10-01", "2026-10-31", "en", "in October 2026"),
        ("2024-01-01", "2024-12-31", "en", "in 2024"),
        ("2024-03-01", "2024-05-31", "en", "between March 2024 and May 2024"),
        ("2025-12-01", "2026-02-28", "en", "between December 2025 and February 2026"),
        ("2026-11-16", "2026-11-22", "en", "between November 16, 2026 and November 22, 2026"),
        ("2026-08-10", "2026-09-09", "en", "about August 2026"),
        ("2024-03-01", "2024-05-31", "es", "entre marzo de 2024 y mayo de 2024"),
        ("2026-11-16", "2026-11-22", "es", "entre el 16 de noviembre de 2026 y el 22 de noviembre de 2026"),
    ],
)
def test_days_in_words(first: str, last: str, language: Language, words: str) -> None:
    assert in_words("sale_date", [first, last], language) == words


def test_a_number_is_told_as_people_write_it() -> None:
    assert in_words("phone", "+13125550101", "en") == "(312) 555-0101"
