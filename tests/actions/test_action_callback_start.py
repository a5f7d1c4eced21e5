"""What a request begins with, and what the person is told of it."""

from __future__ import annotations

import pytest
from rasa_sdk.events import ActiveLoop, SlotSet

from actions.action_callback_start import MOST_TOPICS, TITLES, ActionCallbackStart
from actions.base import World
from shortfall.callbacks.window import CallingWindow
from tests.actions.helper import assert_events, assert_texts, bot, create_tracker, run_action, usd, user
from tests.actions.test_action_callback import filled


def test_nothing_known(world: World) -> None:
    outcome = run_action(ActionCallbackStart(), create_tracker("call me", "callback", slots=filled()), world)
    assert_texts(outcome, "If it cannot wait, call (312) 600-8815.")
    assert "pass along" not in outcome.texts[0]
    assert_events(
        outcome,
        ActiveLoop(None),
        SlotSet("requested_slot", None),
        *(SlotSet(name, None) for name in filled()),
        SlotSet("callback_tries", 0),
        SlotSet("callback_replaces", None),
    )


def test_topics_and_figures_come_along_and_are_shown_first(world: World) -> None:
    earlier = [bot(topic="greet"), bot(topic="jail"), bot(topic="jail"), bot(topic="bankruptcy")]
    slots = {"estimate_debt": usd(312000), "estimate_state": "IL"}
    outcome = run_action(ActionCallbackStart(), create_tracker("call me", slots=slots, earlier=earlier), world)
    about = outcome.slots["callback_about"]
    assert about == {
        "topics": ["jail", "bankruptcy"],
        "figures": "$312,000 owed, the home is in Illinois",
        "urgent": "",
        "note": "",
    }
    for part in (TITLES["jail"], TITLES["bankruptcy"], "$312,000 owed, the home is in Illinois"):
        assert part in outcome.texts[0]


def test_of_many_topics_the_last_and_all_of_those_are_shown(world: World) -> None:
    earlier = [bot(topic=topic) for topic in TITLES]
    outcome = run_action(ActionCallbackStart(), create_tracker("call me", earlier=earlier), world)
    topics = outcome.slots["callback_about"]["topics"]
    assert topics == list(TITLES)[-MOST_TOPICS:]
    assert all(TITLES[topic] in outcome.texts[0] for topic in topics)


def test_urgency_comes_along(world: World) -> None:
    outcome = run_action(ActionCallbackStart(), create_tracker("call me", earlier=[bot(topic="urgent")]), world)
    assert outcome.slots["callback_about"]["urgent"] == "said it is urgent"


def test_the_day_that_makes_it_urgent_is_noted_and_shown(world: World) -> None:
    earlier = [user("the sheriff sale of my house is on friday", "urgent"), bot(topic="urgent")]
    outcome = run_action(ActionCallbackStart(), create_tracker("call me", earlier=earlier), world)
    assert outcome.slots["callback_about"]["urgent"] == "sale on Fri Nov 27"
    assert "sale on Fri Nov 27" in outcome.texts[0]


def test_the_story_comes_along_masked_and_is_shown_first(world: World) -> None:
    told = "we lost the house in may and now they sent a letter for $62,000, my ssn is 123-45-6789 and I am at 312-555-0143"
    earlier = [user("hi"), user(told, "define_deficiency"), bot(topic="define_deficiency"), user("ok")]
    outcome = run_action(ActionCallbackStart(), create_tracker("call me", earlier=earlier), world)
    note = outcome.slots["callback_about"]["note"]
    assert note.startswith("we lost the house in may and now they sent a letter for $62,000")
    assert "6789" not in note and "0143" not in note
    assert note in outcome.texts[0]


@pytest.mark.parametrize(
    ("text", "who"),
    [("call my daughter instead, she handles this", "daughter"), ("please phone my ex-husband", "ex-husband")],
)
def test_a_different_person_to_call(world: World, text: str, who: str) -> None:
    outcome = run_action(ActionCallbackStart(), create_tracker(text), world)
    assert outcome.slots["callback_about"]["note"] == f"Please call their {who}."
    assert outcome.slots["callback_phone"] is None


def test_what_could_not_be_stored_is_not_asked_again(world: World) -> None:
    kept = filled(callback_confirmed=None)
    outcome = run_action(ActionCallbackStart(), create_tracker("call me", slots=kept), world)
    assert {name: outcome.slots[name] for name in kept} == kept


def test_number_and_time_in_the_same_message(world: World) -> None:
    outcome = run_action(ActionCallbackStart(), create_tracker("call me at 212-555-0143 tomorrow at noon"), world)
    assert outcome.slots["callback_phone"] == "+12125550143"
    window = CallingWindow.model_validate(outcome.slots["callback_window"])
    assert (window.caller_zone, window.caller_start.hour) == ("America/New_York", 12)


def test_a_time_that_cannot_be_had_is_not_changed_in_silence(world: World) -> None:
    outcome = run_action(ActionCallbackStart(), create_tracker("call me tonight"), world)
    assert_texts(outcome, "I can ask the firm", "The nearest time is")


def test_a_day_with_two_readings_is_left_to_the_form(world: World) -> None:
    outcome = run_action(ActionCallbackStart(), create_tracker("call me monday"), world)
    assert outcome.slots["callback_window"] is None
