"""What a wage figure begins with."""

from __future__ import annotations

from rasa_sdk.events import ActiveLoop, SlotSet

from actions.action_wages_start import ActionWagesStart
from actions.base import World
from tests.actions.helper import assert_events, assert_slots, assert_texts, create_tracker, run_action


def test_nothing_known(world: World) -> None:
    outcome = run_action(ActionWagesStart(), create_tracker("how much of my pay", "calculate_wages"), world)
    assert_texts(outcome, "a paycheck")
    assert_events(
        outcome,
        ActiveLoop(None),
        SlotSet("requested_slot", None),
        SlotSet("wages_gross", None),
        SlotSet("wages_disposable", None),
        SlotSet("wages_period", None),
        SlotSet("wages_tries", 0),
    )


def test_pay_in_the_same_message(world: World) -> None:
    outcome = run_action(ActionWagesStart(), create_tracker("I make $1,150 a week, how much?"), world)
    assert_texts(outcome)
    assert_slots(outcome, wages_gross="1150.00", wages_disposable=None, wages_period="weekly")


def test_take_home_pay_needs_no_gross(world: World) -> None:
    outcome = run_action(ActionWagesStart(), create_tracker("I take home $900 a week"), world)
    assert_slots(outcome, wages_gross="skipped", wages_disposable="900.00", wages_period="weekly")


def test_a_figure_without_a_period_waits(world: World) -> None:
    assert_slots(run_action(ActionWagesStart(), create_tracker("I make $1,150"), world), wages_gross=None)
