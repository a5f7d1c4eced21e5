""" "Start over"."""

from __future__ import annotations

import pytest
from rasa_sdk.events import FollowupAction

from actions.action_restart import ActionRestart
from actions.base import World
from actions.figures import TOLD_BY
from actions.forms import ALL_SLOTS, EXTRA_SLOTS, FORM_SLOTS
from tests.actions.helper import assert_slots, assert_texts, create_tracker, run_action, usd, user


@pytest.mark.parametrize("form", FORM_SLOTS)
def test_inside_a_form_its_answers_and_misses_are_forgotten(world: World, form: str) -> None:
    case = {"debt": usd(312000), "judgment": usd(62000), "pay": usd(900), "second_loan": usd(45000), "name": "Ana"}
    slots = {"case": {name: {"value": value} for name, value in case.items()}}
    tracker = create_tracker("start over", "restart", form=form, asked=FORM_SLOTS[form][-1], slots=slots)
    outcome = run_action(ActionRestart(), tracker, world)
    assert_texts(outcome, "from the start")
    forgotten = {TOLD_BY.get(name) for name in FORM_SLOTS[form]}
    assert_slots(outcome, **dict.fromkeys((*FORM_SLOTS[form], *EXTRA_SLOTS[form])))
    assert set(outcome.slots["case"]) == set(case) - forgotten


def test_outside_everything_is_forgotten_but_a_stored_callback(world: World) -> None:
    told = user("my name is Ana Lee, 312-555-0143, I owe 312k in ohio")
    outcome = run_action(ActionRestart(), create_tracker("start over", "restart", earlier=[told]), world)
    assert_texts(outcome, "start over", "utter_greet")
    assert_slots(outcome, **dict.fromkeys(ALL_SLOTS))
    assert set(outcome.slots["case"]) == {"name", "phone"}
    assert outcome.events[-1] == FollowupAction("action_listen")
    assert "callback_reference" not in outcome.slots
