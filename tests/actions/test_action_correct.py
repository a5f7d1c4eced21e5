"""Corrections after the result."""

from __future__ import annotations

from sqlalchemy.orm import Session

from actions.action_correct import ActionCorrect
from actions.base import World
from tests.actions.helper import assert_events, assert_texts, create_tracker, run_action
from tests.actions.test_action_callback import book_one
from tests.actions.test_action_callback_change import only


def test_nothing_to_correct(world: World) -> None:
    outcome = run_action(ActionCorrect(), create_tracker("that is wrong", "correct"), world)
    assert_events(outcome)
    assert_texts(outcome, "What would you like to change?")


def test_a_correction_after_a_callback_is_about_the_callback(world: World, session: Session) -> None:
    reference = book_one(world).slots["callback_reference"]
    tracker = create_tracker("change my name to Ana Lee", "correct", slots={"callback_reference": reference})
    run_action(ActionCorrect(), tracker, world)
    assert only(session).name == "Ana Lee"
