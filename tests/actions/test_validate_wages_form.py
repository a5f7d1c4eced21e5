"""Answers inside the wage form."""

from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk.events import SlotSet

from actions.base import World
from actions.validate_wages_form import ValidateWagesForm
from tests.actions.helper import (
    Outcome,
    assert_events,
    assert_form_closed,
    assert_slots,
    assert_texts,
    create_tracker,
    run_action,
)

WEEKLY = {"wages_gross": "1150.00", "wages_period": "weekly"}


def answer(
    world: World, text: str, asked: str | None, slots: dict[str, Any], intent: str = "inform", **more: Any
) -> Outcome:
    tracker = create_tracker(text, intent, slots=slots, form="wages_form", asked=asked, **more)
    return run_action(ValidateWagesForm(), tracker, world)


def test_pay_and_period(world: World) -> None:
    outcome = answer(world, "$1,150 a week", "wages_gross", {})
    assert_slots(outcome, wages_gross="1150.00", wages_period="weekly", wages_tries=0)
    assert "wages_disposable" not in outcome.slots


def test_take_home_in_place_of_gross(world: World) -> None:
    outcome = answer(world, "I take home 900 a week", "wages_gross", {})
    assert_slots(outcome, wages_gross="skipped", wages_disposable="900.00", wages_period="weekly")


def test_what_is_left(world: World) -> None:
    outcome = answer(world, "900", "wages_disposable", WEEKLY)
    assert_slots(outcome, wages_disposable="900.00")
    assert "wages_gross" not in outcome.slots


def test_a_correction_of_the_gross_pay(world: World) -> None:
    assert_slots(answer(world, "sorry, 1,250 gross", "wages_disposable", WEEKLY), wages_gross="1250.00")


@pytest.mark.parametrize("intent", ["skip", "deny"])
def test_what_is_left_may_be_skipped(world: World, intent: str) -> None:
    outcome = answer(world, "skip", "wages_disposable", WEEKLY, intent)
    assert_events(outcome, SlotSet("wages_disposable", "skipped"), SlotSet("wages_tries", 0))


@pytest.mark.parametrize(
    ("text", "asked", "slots", "part"),
    [
        ("1200", "wages_disposable", WEEKLY, "cannot be more"),
        ("1150", "wages_gross", {}, "How often"),
        ("no idea", "wages_gross", {}, "I need your pay"),
        ("weekly", "wages_gross", {}, "I need your pay"),
        ("a trillion dollars a week", "wages_gross", {}, "too large"),
        ("500 euros a week", "wages_gross", {}, "US dollars"),
        ("3,000 a month", "wages_disposable", WEEKLY, "before taxes was a week"),
    ],
)
def test_what_cannot_be_is_asked_about_and_counted(
    world: World, text: str, asked: str, slots: dict[str, Any], part: str
) -> None:
    outcome = answer(world, text, asked, {**slots, "wages_tries": 1})
    assert_texts(outcome, part)
    assert_events(outcome, SlotSet("wages_tries", 2))


def test_the_third_miss_ends_with_the_person(world: World) -> None:
    outcome = answer(world, "no idea", "wages_gross", {"wages_tries": 2})
    assert_texts(outcome, "(312) 600-8815")
    assert outcome.payloads == ["/callback"]
    assert_form_closed(outcome, "wages_form")
    assert_slots(outcome, wages_period=None, wages_tries=None)


def test_never_mind(world: World) -> None:
    outcome = answer(world, "never mind", "wages_gross", {}, "cancel")
    assert_texts(outcome, "utter_cancel")
    assert_form_closed(outcome, "wages_form")


@pytest.mark.parametrize("more", [{"intent": "wage_garnishment"}, {"returning": True}, {"asked": None}])
def test_what_is_not_for_the_form_is_left_alone(world: World, more: dict[str, Any]) -> None:
    outcome = answer(world, **{"text": "$1,150 a week", "asked": "wages_gross", "slots": {}, **more})
    assert_events(outcome)
    assert_texts(outcome)
