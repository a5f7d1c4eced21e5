"""Bare words outside a form."""

from __future__ import annotations

import pytest
from rasa_sdk.events import FollowupAction
from sqlalchemy.orm import Session

from actions.action_inform import ActionInform
from actions.base import World
from shortfall.content.questions import questions
from tests.actions.helper import Event, assert_events, assert_slots, assert_texts, bot, create_tracker, run_action, usd
from tests.actions.test_action_callback import book_one
from tests.actions.test_whose_law import known


def test_yes_after_the_offer_of_a_call(world: World) -> None:
    outcome = run_action(ActionInform(), create_tracker("yes", "affirm", earlier=[bot(topic="urgent")]), world)
    assert_texts(outcome, "I can ask the firm to call you")
    assert outcome.events[-1] == FollowupAction("callback_form")


def test_yes_to_nothing(world: World) -> None:
    outcome = run_action(ActionInform(), create_tracker("yes", "affirm", earlier=[bot(topic="jail")]), world)
    assert_texts(outcome, "utter_nothing_pending")
    assert_events(outcome)


def test_a_figure_begins_an_estimate(world: World) -> None:
    outcome = run_action(ActionInform(), create_tracker("I owe 312k"), world)
    assert_slots(outcome, estimate_debt=usd(312000))
    assert outcome.events[-1] == FollowupAction("estimate_form")


def test_what_is_only_told_is_noted_and_the_desk_asks(world: World) -> None:
    assert_texts(run_action(ActionInform(), create_tracker("texas"), world), "Got it: the home is in Texas.")


@pytest.mark.parametrize("said", ["dupage", "it's in Kane County", "cook county", "joliet"])
def test_a_place_after_an_answer_brings_that_answer_as_it_is_there(said: str, world: World) -> None:
    outcome = run_action(ActionInform(), create_tracker(said, earlier=_answered("where_is_the_file")), world)
    assert_texts(outcome, "Got it", "utter_already_have_judgment/where_is_the_file")


@pytest.mark.parametrize("said", ["dupage", "cook county"])
def test_an_answer_that_reads_the_same_there_is_not_said_again(said: str, world: World) -> None:
    outcome = run_action(ActionInform(), create_tracker(said, earlier=_answered("cost_to_undo")), world)
    assert len(outcome.texts) == 1 and outcome.texts[0].startswith("Got it: the home is in Illinois.")


def _answered(name: str) -> list[Event]:
    """A question on judgments, answered."""
    words = questions()[f"already_have_judgment/{name}"].text_for({}).web["en"]
    about = {"topic": "already_have_judgment", "question": name}
    return [{"event": "bot", "text": words, "metadata": {"metadata": about}}]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("I do not live in Missouri", "Got it: the home is in Illinois; you do not live in Missouri."),
        ("yo no vivo en Missouri", "Got it: the home is in Illinois; you do not live in Missouri."),
        ("I have never lived in Ohio", "Got it: the home is in Illinois; Ohio does not count."),
    ],
)
def test_a_state_that_is_taken_back_is_said_to_be_gone(said: str, told: str, world: World) -> None:
    slots = known(state="IL", lives_in="MO")
    assert_texts(run_action(ActionInform(), create_tracker(said, slots=slots), world), told)


def test_anything_else_is_not_understood(world: World) -> None:
    outcome = run_action(ActionInform(), create_tracker("blue"), world)
    assert_events(outcome, FollowupAction("action_listen"))


def test_the_new_time_for_a_callback(world: World, session: Session) -> None:
    book_one(world)
    earlier = [bot(topic="callback_change", asking="callback_new_window")]
    outcome = run_action(ActionInform(), create_tracker("friday at 10", earlier=earlier), world)
    assert_texts(outcome, "now set for Friday, November 27, 10 a.m.")


def test_a_new_time_for_a_callback_that_is_no_more(world: World) -> None:
    earlier = [bot(topic="callback_change", asking="callback_new_window")]
    outcome = run_action(ActionInform(), create_tracker("friday at 10", earlier=earlier), world)
    assert_texts(outcome, "I can move it. What is its reference")
    assert outcome.slots["reference_asked"] == {"reference": None, "wish": "friday at 10"}
