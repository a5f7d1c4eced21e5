"""Cancelling, moving and asking about a stored request."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from actions.action_callback_change import ActionCallbackChange
from actions.base import World
from shortfall.callbacks.store import Callback, ConsentRecord
from tests.actions.helper import NOW, Outcome, assert_events, assert_texts, create_tracker, run_action
from tests.actions.test_action_callback import book_one


def say(world: World, text: str, reference: str | None = None, conversation: str = "here") -> Outcome:
    tracker = create_tracker(
        text, "callback_change", slots={"callback_reference": reference}, conversation=conversation
    )
    return run_action(ActionCallbackChange(), tracker, world)


def only(session: Session) -> Callback:
    with session.begin():
        return session.scalars(select(Callback).execution_options(populate_existing=True)).one()


@pytest.mark.parametrize(
    "text",
    [
        "cancel my callback",
        "cancel my callback tomorrow",
        "please don\u2019t call me",
        "I don't need the call anymore",
        "forget the call",
    ],
)
def test_cancelled_and_the_consent_withdrawn(world: World, session: Session, text: str) -> None:
    book_one(world)
    assert_texts(say(world, text), "is cancelled")
    assert only(session).status == "cancelled"
    with session.begin():
        assert [record.given for record in session.scalars(select(ConsentRecord))] == [True, False]


@pytest.mark.parametrize(
    "text", ["I don't want the morning", "cancel tomorrow and call me friday at 10 instead", "change my callback"]
)
def test_another_time_does_not_lose_the_request(world: World, session: Session, text: str) -> None:
    book_one(world)
    say(world, text)
    assert only(session).status == "waiting"


def test_moved_to_the_time_named(world: World, session: Session) -> None:
    reference = book_one(world).slots["callback_reference"]
    outcome = say(world, "move my callback to friday at 10", reference)
    assert_texts(outcome, f"{reference} is now set for Friday, November 27, 10 a.m.")
    assert outcome.card["reference"] == reference
    assert only(session).window.start.day == 27


def test_asked_for_a_time(world: World) -> None:
    book_one(world)
    outcome = say(world, "change my callback")
    assert_events(outcome)
    assert_texts(outcome, "What time would suit you?")
    assert outcome.messages[0]["metadata"]["asking"] == "callback_new_window"


def test_asked_which_day_is_meant(world: World, session: Session) -> None:
    book_one(world)
    assert_texts(say(world, "move it to monday"), "Do you mean today")
    assert only(session).window.start.day == 24


def test_where_it_stands(world: World) -> None:
    book_one(world)
    assert_texts(say(world, "when will they call me?"), "on the firm's list for Tuesday, November 24")


def test_its_time_has_passed(world: World) -> None:
    book_one(world)
    world.now = lambda: NOW + timedelta(days=2)
    assert_texts(say(world, "nobody called"), "has passed")


def test_by_its_reference(world: World) -> None:
    reference = book_one(world).slots["callback_reference"]
    assert_texts(say(world, f"cancel {reference.lower().replace('-', ' ')}"), f"{reference} is cancelled")


def test_a_reference_is_of_no_use_in_another_conversation(world: World, session: Session) -> None:
    reference = book_one(world).slots["callback_reference"]
    outcome = say(world, f"cancel {reference}", reference, conversation="elsewhere")
    assert_texts(outcome, "I find no callback")
    assert outcome.payloads == ["/callback"]
    assert only(session).status == "waiting"


def test_there_is_none(world: World) -> None:
    assert_texts(say(world, "cancel my callback"), "I find no callback")


def test_one_that_the_firm_has_dealt_with(world: World, session: Session) -> None:
    reference = book_one(world).slots["callback_reference"]
    with session.begin():
        session.execute(update(Callback).values(status="done", closed_at=NOW))
    assert_texts(say(world, "cancel it", reference), "I could not cancel that one")
    assert_texts(say(world, "move it to friday", reference), "I could not change that one")
