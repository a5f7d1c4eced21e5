"""Corrections after the result."""

from __future__ import annotations

import pytest
from rasa_sdk.events import FollowupAction
from sqlalchemy.orm import Session

from actions.action_correct import ActionCorrect
from actions.base import World
from actions.figures import SKIPPED
from tests.actions.helper import assert_events, assert_slots, assert_texts, create_tracker, run_action, usd, user
from tests.actions.test_action_callback import book_one
from tests.actions.test_action_callback_change import only

DONE = {
    "estimate_debt": usd(312000),
    "estimate_sale_price": usd(250000),
    "estimate_state": "IL",
    "estimate_market_value": SKIPPED,
}


def test_a_correction_works_it_out_anew(world: World) -> None:
    outcome = run_action(ActionCorrect(), create_tracker("no, 280 not 250", "correct", slots=DONE), world)
    assert_texts(outcome, "sale price $280,000")
    assert outcome.card["deficiency"] == {"low": "32000.00", "high": "32000.00"}
    assert_slots(outcome, estimate_sale_price=usd(280000), estimate_debt=usd(312000))


def test_another_state_may_need_another_question(world: World) -> None:
    outcome = run_action(ActionCorrect(), create_tracker("it is in Michigan", "correct", slots=DONE), world)
    assert_slots(outcome, estimate_state="MI", estimate_market_value=None)
    assert outcome.events[-1] == FollowupAction("estimate_form")


def test_a_figure_without_a_place_is_asked_about(world: World) -> None:
    outcome = run_action(ActionCorrect(), create_tracker("I meant 280", "correct", slots=DONE), world)
    assert_events(outcome)
    assert_texts(outcome, "Is $280,000 what was owed, or the sale price?")
    assert outcome.payloads == ["I owed $280,000", "It sold for $280,000"]


@pytest.mark.parametrize(
    ("before", "name"),
    [("no, 250 not 240", "sale_price"), ("what if it sells for 250?", "sale_price"), ("I owe 312k", "debt")],
)
def test_a_bare_figure_changes_what_was_given_last(world: World, before: str, name: str) -> None:
    tracker = create_tracker("make it 290", "correct", slots=DONE, earlier=[user(before)])
    outcome = run_action(ActionCorrect(), tracker, world)
    assert_slots(outcome, **{**DONE, f"estimate_{name}": usd(290000)})


def test_after_two_figures_a_bare_one_is_asked_about(world: World) -> None:
    tracker = create_tracker("make it 290", "correct", slots=DONE, earlier=[user("I owe 312k and it sold for 250")])
    assert_texts(run_action(ActionCorrect(), tracker, world), "Is $290,000 what was owed, or the sale price?")


def test_an_absurd_correction_changes_nothing(world: World) -> None:
    outcome = run_action(ActionCorrect(), create_tracker("it sold for a trillion", "correct", slots=DONE), world)
    assert_events(outcome)
    assert_texts(outcome, "too large")


def test_an_unusual_correction_is_believed_the_second_time(world: World) -> None:
    tracker = create_tracker("it sold for 20k", "correct", slots=DONE, earlier=[user("it sold for 20k")])
    assert_slots(run_action(ActionCorrect(), tracker, world), estimate_sale_price=usd(20000))


def test_nothing_to_correct(world: World) -> None:
    for slots in ({}, DONE):
        outcome = run_action(ActionCorrect(), create_tracker("that is wrong", "correct", slots=slots), world)
        assert_events(outcome)
        assert_texts(outcome, "What would you like to change?")


def test_a_correction_after_a_callback_is_about_the_callback(world: World, session: Session) -> None:
    reference = book_one(world).slots["callback_reference"]
    tracker = create_tracker("change my name to Ana Lee", "correct", slots={"callback_reference": reference})
    run_action(ActionCorrect(), tracker, world)
    assert only(session).name == "Ana Lee"
