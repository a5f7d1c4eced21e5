"""When to call: the plain question, or one about the time that was wished for."""

from __future__ import annotations

from typing import Any

from actions.action_ask_callback_form_callback_window import ActionAskWindow
from actions.base import World
from shortfall.callbacks.parts import read_parts
from shortfall.callbacks.window import openings
from tests.actions.helper import Outcome, assert_texts, bot, create_tracker, run_action
from tests.actions.test_action_callback import window


def ask(world: World, offered: dict[str, Any] | None = None) -> Outcome:
    return run_action(ActionAskWindow(), create_tracker("x", slots={"callback_offered": offered}), world)


def test_the_plain_question(world: World) -> None:
    assert_texts(ask(world), "utter_ask_callback_form_callback_window")


def test_the_next_times_are_offered_and_read_as_they_are_offered(world: World) -> None:
    *times, other = ask(world).payloads
    assert other == "another time"
    read = [read_parts(said, world.now(), asked="callback_window", phone="+13125550142").window for said in times]
    assert [(each.label, each.wish, each.adjusted) for each in read if each] == [
        (each.label, "", None) for each in openings(world.now(), "America/Chicago")
    ]
    assert len(times) == 5
    by_text = run_action(ActionAskWindow(), create_tracker("x", channel="sms"), world)
    assert by_text.payloads == []


def test_the_nearest_time_is_offered_and_the_wish_is_kept(world: World) -> None:
    outcome = ask(world, window("after 5"))
    assert_texts(outcome, "The office is open Monday to Friday, 9 a.m. to 5 p.m.")
    assert 'Would that do? I will note that you asked for "after 5".' in outcome.texts[0]
    assert outcome.payloads == ["yes", "asap"]
    assert outcome.messages[0]["metadata"]["asking"] == "callback_window"


def test_a_day_with_two_readings_is_asked_about(world: World) -> None:
    outcome = ask(world, window("monday"))
    assert_texts(outcome, "Do you mean today, Monday, November 23, or Monday, November 30?")
    first, second = outcome.payloads
    assert (first[:11], second[:11]) == ("November 23", "November 30")
    by_text = create_tracker("x", channel="sms", slots={"callback_offered": window("monday")})
    assert run_action(ActionAskWindow(), by_text, world).payloads == []


def test_no_second_question_where_one_was_put(world: World) -> None:
    tracker = create_tracker("no")
    tracker.events.append(bot("What other time would suit you?", topic="callback", asking="callback_window"))
    assert_texts(run_action(ActionAskWindow(), tracker, world))
