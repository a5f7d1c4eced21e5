""" "Start over"."""

from __future__ import annotations

import pytest
from rasa_sdk.events import FollowupAction, SlotSet

from actions.action_restart import ActionRestart
from actions.base import World
from actions.forms import ALL_SLOTS, EXTRA_SLOTS, FORM_SLOTS
from tests.actions.helper import assert_events, assert_texts, create_tracker, run_action


@pytest.mark.parametrize("form", FORM_SLOTS)
def test_inside_a_form_its_answers_and_misses_are_forgotten(world: World, form: str) -> None:
    tracker = create_tracker("start over", "restart", form=form, asked=FORM_SLOTS[form][-1])
    outcome = run_action(ActionRestart(), tracker, world)
    assert_texts(outcome, "from the start")
    assert_events(outcome, *(SlotSet(name, None) for name in (*FORM_SLOTS[form], *EXTRA_SLOTS[form])))


def test_outside_everything_is_forgotten_but_a_stored_callback(world: World) -> None:
    outcome = run_action(ActionRestart(), create_tracker("start over", "restart"), world)
    assert_texts(outcome, "start over", "utter_greet")
    assert_events(outcome, *(SlotSet(name, None) for name in ALL_SLOTS), FollowupAction("action_listen"))
    assert "callback_reference" not in outcome.slots
