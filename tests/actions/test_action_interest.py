"""What a judgment grows to: from words to the card."""

from __future__ import annotations

from typing import Any

import pytest

from actions.action_interest import ActionInterest
from actions.action_interest_start import ActionInterestStart
from actions.base import World
from actions.validate_interest_form import ValidateInterestForm
from tests.actions.helper import (
    assert_events,
    assert_form_closed,
    assert_slots,
    assert_texts,
    bot,
    create_tracker,
    run_action,
    usd,
)

DONE: dict[str, Any] = {
    "estimate_debt": usd(312000),
    "estimate_sale_price": usd(250000),
    "estimate_state": "IL",
    "judgment_amount": usd(45000),
}


@pytest.mark.parametrize(
    ("text", "amount", "days"),
    [
        ("how much will 62k grow in 3 years", usd(62000), usd(1095)),
        ("judgment of 48,000 from march 2026, what is it now", usd(48000), usd(237, 267)),
        ("62,000 entered next december", usd(62000), None),
        ("work out the interest", None, None),
    ],
)
def test_what_comes_with_the_wish(world: World, text: str, amount: Any, days: Any) -> None:
    outcome = run_action(ActionInterestStart(), create_tracker(text, "calculate_interest"), world)
    assert_slots(outcome, judgment_amount=amount, interest_days=days, interest_tries=0)


def test_the_estimate_is_what_grows_unless_a_judgment_was_spoken_of_last(world: World) -> None:
    start = ActionInterestStart()
    fresh = create_tracker("how much would it grow", "calculate_interest", slots=DONE)
    again = create_tracker("after 5 years", slots=DONE, earlier=[bot(topic="calculate_plan")])
    assert_slots(run_action(start, fresh, world), judgment_amount={"low": "62000.00", "high": "62000.00"})
    assert_slots(run_action(start, again, world), judgment_amount=usd(45000), interest_days=usd(1825))


def test_an_amount_that_cannot_be_is_asked_about(world: World) -> None:
    for text, part in (("interest on a trillion", "too large"), ("interest on 300000 euros", "US dollars")):
        outcome = run_action(ActionInterestStart(), create_tracker(text, "calculate_interest"), world)
        assert_texts(outcome, part)
        assert_slots(outcome, judgment_amount=None)


def test_without_a_time_three_are_shown(world: World) -> None:
    outcome = run_action(ActionInterest(), create_tracker("/x", slots={"judgment_amount": usd(50000)}), world)
    assert [point["balance"]["low"] for point in outcome.card["points"]] == ["54500.00", "63500.00", "81500.00"]
    assert "simple" in outcome.card["notes"][0]
    assert_texts(outcome, "$12.33 a day")


def test_the_time_given_is_the_one_shown_and_another_state_is_told(world: World) -> None:
    slots = {"judgment_amount": usd(50000), "interest_days": usd(730), "estimate_state": "TX"}
    outcome = run_action(ActionInterest(), create_tracker("/x", slots=slots), world)
    assert [point["days"] for point in outcome.card["points"]] == [{"low": 730, "high": 730}]
    assert_texts(outcome, "Texas has its own rate")


def test_it_is_silent_without_an_amount(world: World) -> None:
    assert_texts(run_action(ActionInterest(), create_tracker("/x"), world))


def test_the_form_reads_an_amount_and_a_time(world: World) -> None:
    def answer(text: str, **slots: Any) -> Any:
        tracker = create_tracker(text, slots=slots, form="interest_form", asked="judgment_amount")
        return run_action(ValidateInterestForm(), tracker, world)

    assert_slots(answer("62 for 2 years"), judgment_amount=usd(62000), interest_days=usd(730), interest_tries=0)
    assert_texts(answer("-5000"), "below zero")
    assert_texts(answer("no idea"), "such as")
    assert_form_closed(answer("no idea", interest_tries=2), "interest_form")


def test_a_question_of_its_own_is_left_alone(world: World) -> None:
    tracker = create_tracker("jail?", "wage_garnishment", form="interest_form", asked="judgment_amount")
    assert_events(run_action(ValidateInterestForm(), tracker, world))
