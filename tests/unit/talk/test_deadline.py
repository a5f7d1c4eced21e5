"""A sale or a hearing within days is spoken of first, once."""

from __future__ import annotations

from datetime import date

import pytest

from shortfall.reading.facts import read_facts
from shortfall.talk.acts import read_acts
from shortfall.talk.case import Case
from shortfall.talk.heard import Context, Heard, Subjects
from shortfall.talk.moves import decide

TODAY = date(2026, 11, 23)


def move(text: str, case: Case | None = None, asked: str | None = None, sure: float = 0.9) -> str:
    facts = read_facts(text, TODAY)
    heard = Heard(text, facts, read_acts(text), Subjects([("timeline", sure), ("help", 0.01)]))
    return decide(heard, Context(case or Case(), asked=asked, today=TODAY)).intent


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("the sale is friday", "urgent"),
        ("la subasta es mañana", "urgent"),
        ("sale is tomorrow, how long do i have", "urgent"),
        ("the sale is on november 30, how long do i have after it?", "timeline"),
        ("the sale is december 20", "inform"),
        ("sale was last friday", "inform"),
        ("sale was last friday do i get any more time", "timeline"),
        ("would they have to sell the second house", "timeline"),
    ],
)
def test_what_is_near(text: str, intent: str) -> None:
    assert move(text) == intent


def test_what_was_told_already_is_not_said_again() -> None:
    case = Case().heard(read_facts("the sale is friday", TODAY), 1)
    assert move("the sale is friday, how long do i have", case) == "deadlines"


def test_a_time_to_call_is_none() -> None:
    assert move("tomorrow at 10", asked="callback_window") == "inform"
