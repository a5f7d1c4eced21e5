"""The last look before a request is sent."""

from __future__ import annotations

import pytest

from actions.action_ask_callback_form_callback_confirmed import ActionAskConfirmed
from actions.action_callback_start import TITLES
from actions.base import World
from tests.actions.helper import assert_events, create_tracker, run_action
from tests.actions.test_action_callback import filled, window


def test_all_that_will_be_stored_is_shown(world: World) -> None:
    outcome = run_action(ActionAskConfirmed(), create_tracker(slots=filled()), world)
    assert_events(outcome)
    for part in (
        "Name: Maria Lopez",
        "Number: (312) 555-0143",
        "When: Tuesday, November 24, 9 a.m. to 12 noon Chicago time",
        "About: my paycheck",
        f"Topics: {TITLES['wage_garnishment']}",
        "Figures: $312,000 owed",
    ):
        assert part in outcome.texts[0]
    assert "urgent" not in outcome.texts[0]


@pytest.mark.parametrize(
    ("said", "read_back"),
    [
        (
            "3",
            "Monday, November 23, 3 p.m. to 4 p.m. Chicago time",
        ),  # within office hours only in the afternoon, so it is not asked
        ("tmrw", "Tuesday, November 24, 9 a.m. to 5 p.m."),
        ("any day but tuesday", "Monday, November 23, 10 a.m. to 5 p.m."),
        ("when I get off at 6", "Monday, November 23, 4 p.m. to 5 p.m. Chicago time"),  # the nearest there is
        (
            "after 4:30pm arizona time",
            "Monday, November 23, 3 p.m. to 4 p.m. Arizona time (4 p.m. to 5 p.m. Chicago time)",
        ),
    ],
)
def test_how_a_time_was_understood_is_read_back_before_it_is_stored(world: World, said: str, read_back: str) -> None:
    assert (
        f"When: {read_back}"
        in run_action(ActionAskConfirmed(), create_tracker(slots=filled(callback_window=window(said))), world).texts[0]
    )


def test_an_urgent_request_without_words(world: World) -> None:
    slots = filled(callback_about={"urgent": True}, callback_window=window("asap"))
    text = run_action(ActionAskConfirmed(), create_tracker(slots=slots), world).texts[0]
    assert "Marked urgent" in text and "as soon as possible, Monday" in text
    assert "About" not in text and "Topics" not in text and "Figures" not in text
