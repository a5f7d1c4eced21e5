"""Answers inside the estimate."""

from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk.events import SlotSet

from actions.base import World
from actions.figures import SKIPPED
from actions.validate_estimate_form import ValidateEstimateForm
from tests.actions.helper import (
    Outcome,
    assert_events,
    assert_form_closed,
    assert_slots,
    assert_texts,
    create_tracker,
    run_action,
    usd,
    user,
)

FORM = "estimate_form"
DEBT = {"estimate_debt": usd(312000)}
BOTH = {**DEBT, "estimate_sale_price": usd(250000)}


def answer(
    world: World, text: str, asked: str | None, slots: dict[str, Any], intent: str = "inform", **more: Any
) -> Outcome:
    tracker = create_tracker(text, intent, slots=slots, form=FORM, asked=asked, **more)
    return run_action(ValidateEstimateForm(), tracker, world)


def test_an_amount_is_kept_and_read_back(world: World) -> None:
    outcome = answer(world, "about 312k", "estimate_debt", {"estimate_tries": 2})
    assert_texts(outcome, "Got it: $312,000 owed.")
    assert_events(
        outcome,
        SlotSet("estimate_debt", usd(312000)),
        SlotSet("estimate_sale_price", None),
        SlotSet("estimate_state", None),
        SlotSet("estimate_market_value", None),
        SlotSet("estimate_tries", 0),
    )


def test_a_range_is_kept_as_one(world: World) -> None:
    outcome = answer(world, "between 300 and 320k", "estimate_debt", {})
    assert_texts(outcome, "$300,000 to $320,000 owed")
    assert_slots(outcome, estimate_debt=usd(300000, 320000))


def test_a_correction_of_an_earlier_figure(world: World) -> None:
    outcome = answer(world, "no, 280 not 250", "estimate_state", BOTH, "correct")
    assert_texts(outcome, "sale price $280,000")
    assert_slots(outcome, estimate_sale_price=usd(280000), estimate_debt=usd(312000), estimate_state=None)


def test_the_last_answer_needs_no_reading_back(world: World) -> None:
    outcome = answer(world, "illinois", "estimate_state", BOTH)
    assert_texts(outcome)
    assert_slots(outcome, estimate_state="IL", estimate_market_value=SKIPPED)


def test_a_state_where_the_market_value_counts(world: World) -> None:
    outcome = answer(world, "michigan", "estimate_state", BOTH)
    assert_slots(outcome, estimate_state="MI", estimate_market_value=None)


def test_the_market_value_may_be_skipped(world: World) -> None:
    outcome = answer(world, "skip", "estimate_market_value", {**BOTH, "estimate_state": "MI"}, "skip")
    assert_slots(outcome, estimate_market_value=SKIPPED, estimate_tries=0)


def test_what_is_owed_may_not_be_skipped(world: World) -> None:
    outcome = answer(world, "skip", "estimate_debt", {}, "skip")
    assert_texts(outcome, "A rough guess is fine")
    assert_slots(outcome, estimate_debt=None, estimate_tries=1)


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("estimate_debt", "rough amount"),
        ("estimate_sale_price", "sale price in dollars"),
        ("estimate_state", "did not recognize that state"),
        ("estimate_market_value", "skip"),
    ],
)
def test_each_question_has_its_own_hint(world: World, asked: str, part: str) -> None:
    outcome = answer(world, "blah", asked, DEBT)
    assert_texts(outcome, part)
    assert_slots(outcome, estimate_tries=1, **DEBT)


def test_the_third_miss_ends_with_the_person(world: World) -> None:
    outcome = answer(world, "blah", "estimate_debt", {"estimate_tries": 2})
    assert_texts(outcome, "(312) 600-8815")
    assert outcome.payloads == ["/callback"]
    assert_form_closed(outcome, FORM)


@pytest.mark.parametrize(
    ("text", "part"), [("a trillion", "too large"), ("minus 5000", "below zero"), ("200k euros", "US dollars")]
)
def test_an_impossible_figure_is_asked_about_and_counted(world: World, text: str, part: str) -> None:
    outcome = answer(world, text, "estimate_sale_price", {**DEBT, "estimate_tries": 1})
    assert_texts(outcome, part)
    assert_slots(outcome, estimate_sale_price=None, estimate_tries=2, **DEBT)


def test_what_was_kept_outlives_the_third_miss(world: World) -> None:
    outcome = answer(world, "a trillion", "estimate_state", {**BOTH, "estimate_tries": 2}, earlier=[user("Hello")])
    assert_slots(outcome, estimate_state=None, estimate_market_value=None, requested_slot=None, **BOTH)
    assert_slots(outcome, estimate_tries=None)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("two fifty", "I read: sale price $250,000. If that is not right, tell me."),
        ("250", "I read: sale price $250,000. If that is not right, tell me."),
        ("$250,000", "Got it: sale price $250,000."),
    ],
)
def test_shorthand_is_read_back_to_be_confirmed(world: World, text: str, words: str) -> None:
    assert answer(world, text, "estimate_sale_price", DEBT).texts == [words]


def test_three_impossible_figures_end_with_the_person_too(world: World) -> None:
    outcome = answer(world, "a trillion", "estimate_debt", {"estimate_tries": 2})
    assert_texts(outcome, "easier with a person")
    assert_form_closed(outcome, FORM)


def test_an_unusual_figure_is_asked_about_then_believed(world: World) -> None:
    assert_texts(answer(world, "20k", "estimate_sale_price", DEBT), "Is that right")
    outcome = answer(world, "yes", "estimate_sale_price", DEBT, "affirm", earlier=[user("20k")])
    assert_texts(outcome, "sale price $20,000")
    assert_slots(outcome, estimate_sale_price=usd(20000))


def test_never_mind_closes_the_form(world: World) -> None:
    outcome = answer(world, "never mind", "estimate_state", BOTH, "cancel")
    assert_texts(outcome, "utter_cancel")
    assert_form_closed(outcome, FORM)


@pytest.mark.parametrize("more", [{"intent": "wage_garnishment"}, {"returning": True}, {"asked": None}])
def test_what_is_not_for_the_form_is_left_alone(world: World, more: dict[str, Any]) -> None:
    outcome = answer(world, **{"text": "can they take 300k of my pay?", "asked": "estimate_debt", "slots": {}, **more})
    assert_events(outcome)
    assert_texts(outcome)
