"""State law."""

from __future__ import annotations

from actions.action_state_law import ActionStateLaw
from rasa_sdk.events import SlotSet

from actions.base import World
from tests.actions.helper import assert_events, assert_texts, create_tracker, run_action


def test_the_state_named_is_answered_and_remembered(world: World) -> None:
    outcome = run_action(ActionStateLaw(), create_tracker("what about virginia", "state_law"), world)
    assert_texts(outcome, "In Virginia")
    assert_events(outcome, SlotSet("state_asked", "VA"))
    assert outcome.payloads == ["/calculate", "/callback"]
    assert outcome.messages[0]["metadata"]["sources"]


def test_the_state_is_asked_for(world: World) -> None:
    outcome = run_action(ActionStateLaw(), create_tracker("does it depend on the state?", "state_law"), world)
    assert_texts(outcome, "utter_state_law")
    assert_events(outcome)


def test_a_text_message_is_short(world: World) -> None:
    outcome = run_action(ActionStateLaw(), create_tracker("il", "state_law", channel="sms"), world)
    assert len(outcome.texts[0]) <= 306
