"""The payments of an offer."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from shortfall.reading.facts import read_facts
from shortfall.reading.instalments import find_instalments
from shortfall.talk.applied import in_all_paid
from shortfall.talk.case import Case

ON = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("text", "count", "each"),
    [
        ("they offered thirty... no, 30 payments of $415", 30, "415"),
        ("1,150 a month for 2 years would settle it", 24, "1150"),
        ("is 18 x 305 half?", 18, "305"),
        ("me piden 40 mensualidades de 212.50", 40, "212.50"),
        ("serian 190 al mes por 36 meses", 36, "190"),
        ("15 instalments at 640", 15, "640"),
    ],
)
def test_payments_are_found(text: str, count: int, each: str) -> None:
    found = find_instalments(text)
    assert found and (found.number, found.each) == (count, Decimal(each))


@pytest.mark.parametrize(
    "text", ["the room is 12 x 14 feet", "i missed 4 payments", "3 months of late fees", "at 2 x 4", "24 months ago"]
)  # fmt: skip
def test_what_is_none(text: str) -> None:
    assert find_instalments(text) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("i owe them 30,000 from the house and they say 40 percent, 36 payments of 400, right?", ["$14,400: 48% of $30,000", "40% of it would be $12,000"]),
        ("what percent of 25,000 is 20 x 500", ["$10,000: 40% of $25,000"]),
        ("how much is 20 payments of 333.33", ["come to $6,666.60."]),
    ],
)  # fmt: skip
def test_they_are_multiplied_and_set_against_the_debt(text: str, said: list[str]) -> None:
    words = in_all_paid(Case().heard(read_facts(text, ON), 0), "en")
    assert all(part in words for part in said), words


def test_what_is_offered_at_once_is_set_beside_the_payments() -> None:
    case = Case().heard(
        read_facts("the judgment is 60,000. they would take 15,300 lump or 350 a month for 60 months", ON), 0
    )
    words = in_all_paid(case, "en")
    assert "60 payments of $350 come to $21,000: 35% of $60,000" in words
    assert "$15,300 at once is 25.5% of $60,000" in words
