"""What may be taken from pay."""

from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk.events import SlotSet

from actions.action_wages import ActionWages
from actions.base import World
from tests.actions.helper import assert_events, assert_texts, create_tracker, run_action

FORGOTTEN = [SlotSet(name, None) for name in ("wages_gross", "wages_disposable", "wages_period")]


def test_the_lesser_of_the_two_limits(world: World) -> None:
    slots = {"wages_gross": "1150", "wages_disposable": "900", "wages_period": "weekly"}
    outcome = run_action(ActionWages(), create_tracker(slots=slots), world)
    assert_events(outcome, *FORGOTTEN)
    assert_texts(outcome, "at most $172.50")
    assert outcome.card["maximum"] == {"low": "172.50", "high": "172.50"}
    assert "take-home pay above $675" in outcome.card["notes"][0]


@pytest.mark.parametrize(
    "pay",
    [{"wages_gross": "1150", "wages_disposable": "skipped"}, {"wages_gross": "skipped", "wages_disposable": "900"}],
)
def test_one_of_the_two_gives_an_upper_bound(world: World, pay: dict[str, str]) -> None:
    outcome = run_action(ActionWages(), create_tracker(slots={**pay, "wages_period": "weekly"}), world)
    assert_texts(outcome, "no more than")
    assert outcome.card["maximum"]["low"] == "0.00"


@pytest.mark.parametrize("slots", [{}, {"wages_gross": "1150"}, {"wages_gross": "skipped", "wages_period": "weekly"}])
def test_silent_without_figures(world: World, slots: dict[str, Any]) -> None:
    outcome = run_action(ActionWages(), create_tracker(slots=slots), world)
    assert_events(outcome, *FORGOTTEN)
    assert_texts(outcome)
