""" "Back"."""

from __future__ import annotations

from rasa_sdk.events import FollowupAction, SlotSet

from actions.action_back import ActionBack
from actions.base import World
from tests.actions.helper import assert_events, assert_slots, assert_texts, create_tracker, run_action, usd


def test_outside_a_form_there_is_nothing_to_go_back_to(world: World) -> None:
    outcome = run_action(ActionBack(), create_tracker("back", "back"), world)
    assert_events(outcome, FollowupAction("action_listen"))
    assert_texts(outcome, "utter_nothing_pending")


def test_the_last_answer_is_forgotten(world: World) -> None:
    slots = {"estimate_debt": usd(312000), "estimate_sale_price": usd(250000)}
    tracker = create_tracker("back", "back", slots=slots, form="estimate_form", asked="estimate_state")
    outcome = run_action(ActionBack(), tracker, world)
    assert_slots(outcome, estimate_sale_price=None)
    assert set(outcome.slots["case"]) == {"debt"}


def test_the_first_question_is_asked_again(world: World) -> None:
    tracker = create_tracker("back", "back", form="estimate_form", asked="estimate_debt")
    outcome = run_action(ActionBack(), tracker, world)
    assert_events(outcome)
    assert_texts(outcome, "first question")


def test_back_from_what_was_read_back_asks_for_the_time_again(world: World) -> None:
    slots = {"callback_phone": "+13125550143", "callback_window": {"start": "then"}}
    tracker = create_tracker("back", "back", slots=slots, form="callback_form", asked="callback_confirmed")
    assert_events(run_action(ActionBack(), tracker, world), SlotSet("callback_window", None))
