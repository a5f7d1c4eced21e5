"""Making a finished estimate closer."""

from __future__ import annotations

from typing import Any

from rasa_sdk.events import FollowupAction

from actions.action_refine import ActionRefine
from actions.base import World
from actions.figure_form import SKIPPED
from tests.actions.helper import Outcome, assert_slots, assert_texts, create_tracker, run_action, usd

DONE: dict[str, Any] = {
    "estimate_debt": usd(312000),
    "estimate_sale_price": usd(250000),
    "estimate_state": "IL",
    "estimate_market_value": SKIPPED,
}


def refine(world: World, text: str, slots: dict[str, Any]) -> Outcome:
    return run_action(ActionRefine(), create_tracker(text, "refine", slots=slots), world)


def test_it_asks_what_can_change_the_answer(world: World) -> None:
    outcome = refine(world, "add interest and costs", DONE)
    assert_texts(outcome)
    assert outcome.events[-1] == FollowupAction("estimate_extras_form")
    assert_slots(outcome, estimate_debt=usd(312000), estimate_time=None, estimate_added=None, estimate_liens=None)


def test_what_comes_with_the_wish_is_read(world: World) -> None:
    outcome = refine(world, "add fees of 3,500, the sale was 200 days after the judgment", DONE)
    assert_slots(
        outcome, estimate_time={"days": ["200", "200"]}, estimate_added={"fees": usd(3500)}, estimate_liens=SKIPPED
    )
    assert outcome.card["deficiency"] == {"low": "80886.30", "high": "80886.30"}


def test_paid_taxes_are_taxes(world: World) -> None:
    outcome = refine(world, "they also paid 6,000 in taxes, add that", DONE)
    assert_slots(outcome, estimate_added={"advances": usd(6000)})


def test_what_was_skipped_may_be_asked_again_and_what_was_said_is_kept(world: World) -> None:
    outcome = refine(world, "add the fees", {**DONE, "estimate_time": SKIPPED, "estimate_added": {"costs": usd(800)}})
    assert_slots(outcome, estimate_time=None, estimate_added={"costs": usd(800)})


def test_without_an_estimate_one_is_begun(world: World) -> None:
    outcome = refine(world, "add interest and costs", {})
    assert outcome.events[-1] == FollowupAction("estimate_form")
