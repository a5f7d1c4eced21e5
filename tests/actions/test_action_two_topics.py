"""Two questions in one message."""

from __future__ import annotations

from rasa_sdk.events import SlotSet

from actions.action_two_topics import ActionTwoTopics
from actions.base import World
from tests.actions.helper import assert_events, assert_texts, create_tracker, run_action


def test_both_are_answered_in_order_and_no_third(world: World) -> None:
    tracker = create_tracker("?", "two_topics", topics=["jail", "bankruptcy", "scams"])
    outcome = run_action(ActionTwoTopics(), tracker, world)
    assert_texts(outcome, "utter_jail", "utter_bankruptcy")
    assert_events(outcome)


def test_a_state_among_them(world: World) -> None:
    outcome = run_action(ActionTwoTopics(), create_tracker("in texas? jail?", topics=["state_law", "jail"]), world)
    assert_texts(outcome, "In Texas", "utter_jail")
    assert_events(outcome, SlotSet("state_asked", "TX"))


def test_none(world: World) -> None:
    assert_texts(run_action(ActionTwoTopics(), create_tracker("?", topics=None), world))
