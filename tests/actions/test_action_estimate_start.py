"""What an estimate begins with."""

from __future__ import annotations

from rasa_sdk.events import ActiveLoop, SlotSet

from actions.action_estimate_start import ActionEstimateStart
from actions.base import World
from actions.figures import EVERY, SKIPPED
from tests.actions.helper import assert_events, assert_slots, assert_texts, create_tracker, run_action, usd, user

DONE = {
    "estimate_debt": usd(312000),
    "estimate_sale_price": usd(250000),
    "estimate_state": "IL",
    "estimate_market_value": SKIPPED,
}
MICHIGAN = {**DONE, "estimate_state": "MI", "estimate_market_value": usd(290000)}


def test_both_figures_in_one_message(world: World) -> None:
    outcome = run_action(ActionEstimateStart(), create_tracker("I owe 312k and it sold for 250", "calculate"), world)
    assert_texts(outcome, "I read: $312,000 owed, sale price $250,000.")
    assert_events(
        outcome,
        ActiveLoop(None),
        SlotSet("requested_slot", None),
        SlotSet("estimate_debt", usd(312000)),
        SlotSet("estimate_sale_price", usd(250000)),
        SlotSet("estimate_state", None),
        SlotSet("estimate_market_value", None),
        *(SlotSet(name, None) for name in EVERY[4:]),
        SlotSet("estimate_tries", 0),
    )


def test_all_at_once_leaves_nothing_to_say_before_the_result(world: World) -> None:
    tracker = create_tracker("I owe 312k and it sold for 250 in Illinois", "calculate")
    outcome = run_action(ActionEstimateStart(), tracker, world)
    assert_texts(outcome)
    assert_slots(outcome, **DONE)


def test_nothing_known(world: World) -> None:
    outcome = run_action(ActionEstimateStart(), create_tracker("estimate please", "calculate"), world)
    assert_texts(outcome, "rough figure")
    assert_slots(outcome, estimate_debt=None, estimate_tries=0)


def test_state_and_figures_from_earlier_messages(world: World) -> None:
    earlier = [user("can they come after me in texas?"), user("I still owe 312k on the loan")]
    outcome = run_action(ActionEstimateStart(), create_tracker("how much", "calculate", earlier=earlier), world)
    assert_slots(outcome, estimate_debt=usd(312000), estimate_state="TX")


def test_state_asked_about_long_ago(world: World) -> None:
    outcome = run_action(ActionEstimateStart(), create_tracker("/calculate", slots={"state_asked": "OH"}), world)
    assert_slots(outcome, estimate_state="OH")


def test_what_if_keeps_the_other_figures(world: World) -> None:
    tracker = create_tracker("what if it sells for 280?", "calculate", slots=DONE)
    assert_slots(run_action(ActionEstimateStart(), tracker, world), **{**DONE, "estimate_sale_price": usd(280000)})


def test_what_if_keeps_a_market_value_that_was_given(world: World) -> None:
    tracker = create_tracker("what if it sells for 280?", "calculate", slots=MICHIGAN)
    assert_slots(run_action(ActionEstimateStart(), tracker, world), estimate_market_value=usd(290000))


def test_another_state_asks_for_the_market_value_anew(world: World) -> None:
    tracker = create_tracker("what if it were in Idaho?", "calculate", slots=MICHIGAN)
    assert_slots(run_action(ActionEstimateStart(), tracker, world), estimate_state="ID", estimate_market_value=None)


def test_an_absurd_what_if_loses_only_its_own_figure(world: World) -> None:
    outcome = run_action(
        ActionEstimateStart(), create_tracker("what if it sells for a trillion?", "calculate", slots=DONE), world
    )
    assert_texts(outcome, "too large")
    assert_slots(outcome, estimate_debt=usd(312000), estimate_sale_price=None, estimate_state="IL")


def test_a_new_estimate_after_a_finished_one_keeps_the_state_alone(world: World) -> None:
    earlier = [user("I owe 312k and it sold for 250 in illinois", "calculate")]
    tracker = create_tracker("another estimate", "calculate", slots=DONE, earlier=earlier)
    assert_slots(
        run_action(ActionEstimateStart(), tracker, world),
        estimate_debt=None,
        estimate_sale_price=None,
        estimate_state="IL",
        estimate_market_value=None,
    )


def test_other_currency_is_asked_about(world: World) -> None:
    outcome = run_action(ActionEstimateStart(), create_tracker("I owe 200k euros", "calculate"), world)
    assert_texts(outcome, "US dollars")
