"""What a payment plan does: from words to the card."""

from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk.events import FollowupAction

from actions.action_correct import ActionCorrect
from actions.action_fallback import ActionFallback
from actions.action_plan import ActionPlan
from actions.action_plan_start import ActionPlanStart
from actions.base import World
from actions.validate_plan_form import ValidatePlanForm
from tests.actions.helper import assert_slots, assert_texts, bot, create_tracker, run_action, usd


@pytest.mark.parametrize(
    ("text", "amount", "payment"),
    [
        ("what if i pay 400 a month", None, "400"),
        ("if i paid 500 monthly on 62,000 when would it be gone", usd(62000), "500"),
        ("how many months to pay off 45k at 600 a month", usd(45000), "600"),
        ("work out a payment plan", None, None),
    ],
)
def test_what_comes_with_the_wish(world: World, text: str, amount: Any, payment: str | None) -> None:
    outcome = run_action(ActionPlanStart(), create_tracker(text, "calculate_plan"), world)
    assert_slots(outcome, judgment_amount=amount, plan_payment=payment)


@pytest.mark.parametrize("action", [ActionPlanStart, ActionCorrect, ActionFallback])
def test_another_payment_keeps_the_amount(world: World, action: Any) -> None:
    tracker = create_tracker(
        "and 900", "calculate_plan", slots={"judgment_amount": usd(45000)}, earlier=[bot(topic="calculate_plan")]
    )
    outcome = run_action(action(), tracker, world)
    assert_slots(outcome, judgment_amount=usd(45000), plan_payment="900")
    assert action is ActionPlanStart or outcome.events[-1] == FollowupAction("plan_form")


@pytest.mark.parametrize("action", [ActionCorrect, ActionFallback])
def test_another_time_keeps_the_amount(world: World, action: Any) -> None:
    tracker = create_tracker(
        "and after 10 years", slots={"judgment_amount": usd(45000)}, earlier=[bot(topic="calculate_interest")]
    )
    outcome = run_action(action(), tracker, world)
    assert_slots(outcome, judgment_amount=usd(45000), interest_days=usd(3650))
    assert outcome.events[-1] == FollowupAction("interest_form")


def test_a_range_is_planned_for_at_its_upper_end(world: World) -> None:
    slots = {"judgment_amount": usd(40000, 45000), "plan_payment": "500"}
    outcome = run_action(ActionPlan(), create_tracker("/x", slots=slots), world)
    assert_texts(outcome, "For a judgment of $45,000: At $500 a month it would take about 12 years and 7 months")
    assert (outcome.card["principal"], outcome.card["months"]) == ("45000.00", 151)
    assert "interest first" in outcome.card["notes"][0]


def test_it_is_silent_without_figures(world: World) -> None:
    assert_texts(run_action(ActionPlan(), create_tracker("/x", slots={"judgment_amount": usd(1000)}), world))


def test_the_form_reads_both(world: World) -> None:
    def answer(text: str, asked: str) -> Any:
        tracker = create_tracker(text, form="plan_form", asked=asked)
        return run_action(ValidatePlanForm(), tracker, world)

    assert_slots(answer("45k at 500 a month", "judgment_amount"), judgment_amount=usd(45000), plan_payment="500")
    assert_slots(answer("45", "judgment_amount"), judgment_amount=usd(45000))
    assert_slots(answer("500", "plan_payment"), plan_payment="500", interest_tries=0)
    assert_texts(answer("nothing", "plan_payment"), "monthly amount")
    assert_texts(answer("500 euros", "plan_payment"), "US dollars")
    assert_texts(answer("dunno", "judgment_amount"), "in dollars")
