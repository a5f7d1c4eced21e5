"""A day has a role where the words about it bear it: one that no pattern saw, and none that they do not bear."""

from __future__ import annotations

from datetime import date

import pytest

from shortfall.reading.day_roles import mentions
from shortfall.reading.facts import read_facts

ON = date(2026, 12, 1)


def roles(text: str, **given: object) -> dict[str | None, str]:
    """What each day of a message is, and its first day."""
    return {fact.role: fact.value[0] for fact in read_facts(text, ON, **given) if fact.name == "date"}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "my tenant was evicted in september",
        "they bought my car in may",
        "my ex was served in october for child support",
    ],
)
def test_a_day_of_something_else_is_not_noted(text: str) -> None:
    assert roles(text) == {}


def test_what_is_known_is_put_right_in_few_words() -> None:
    known = {"judgment_date": {"value": ["2026-03-01", "2026-03-31"], "words": "march", "turn": 0}}
    assert roles("no, may", case=known)["judgment"] == "2026-05-01"


def test_a_month_without_its_year_may_be_behind_us_or_ahead() -> None:
    (named,) = mentions("in march", ON)
    assert named.past == (date(2026, 3, 1), date(2026, 3, 31)) and named.coming == (date(2027, 3, 1), date(2027, 3, 31))
    assert named.away(ON) == 90
