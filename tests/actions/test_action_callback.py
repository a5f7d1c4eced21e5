"""Storing a request; nothing is promised that is not stored."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session, sessionmaker

from actions.action_callback import ActionCallback
from actions.base import World
from actions.forms import FORM_SLOTS
from shortfall.callbacks.consent import CONSENT_VERSION, wording
from shortfall.callbacks.store import Callback, ConsentRecord
from shortfall.callbacks.window import parse_window
from shortfall.database import make_engine, sessions
from tests.actions.helper import NOW, PHONE, Outcome, assert_slots, assert_texts, create_tracker, run_action

FORGOTTEN: dict[str, None] = dict.fromkeys((*FORM_SLOTS["callback_form"], "callback_tries"))


def window(text: str = "tomorrow morning") -> dict[str, Any]:
    found = parse_window(text, NOW)
    assert found
    return found.model_dump(mode="json")


def consent(phone: str = PHONE) -> dict[str, Any]:
    return {"version": CONSENT_VERSION, "wording": wording(phone), "at": NOW.isoformat()}


def filled(**changes: Any) -> dict[str, Any]:
    """The slots of a request to which the person said yes."""
    about = {"topics": ["wage_garnishment"], "figures": "$312,000 owed", "urgent": False, "note": "my paycheck"}
    slots = {
        "callback_about": about,
        "callback_name": "Maria Lopez",
        "callback_phone": PHONE,
        "callback_window": window(),
        "callback_consent": consent(),
        "callback_confirmed": True,
    }
    return slots | changes


def book_one(world: World, conversation: str = "here", **changes: Any) -> Outcome:
    return run_action(
        ActionCallback(), create_tracker("yes", slots=filled(**changes), conversation=conversation), world
    )


def stored(session: Session, table: type[Any] = Callback) -> int:
    with session.begin():
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_the_request_is_stored_then_promised(world: World, session: Session) -> None:
    outcome = book_one(world)
    assert_texts(outcome, "Your request is stored. Reference: ")
    with session.begin():
        callback = session.scalars(select(Callback)).one()
        agreed = session.scalars(select(ConsentRecord)).one()
    assert (callback.name, callback.phone, callback.note) == ("Maria Lopez", PHONE, "my paycheck")
    assert (callback.topics, callback.figures, callback.channel) == (["wage_garnishment"], "$312,000 owed", "web")
    assert (agreed.given, agreed.wording, agreed.phone) == (True, wording(PHONE), PHONE)
    assert callback.reference in outcome.texts[0] and callback.window.label in outcome.texts[0]
    assert outcome.card == {"type": "callback", "reference": callback.reference, "window": callback.window.label}
    assert_slots(outcome, **FORGOTTEN, callback_reference=callback.reference)


def test_the_same_person_twice_is_one_request(world: World, session: Session) -> None:
    first = book_one(world).slots["callback_reference"]
    outcome = book_one(world, "elsewhere", callback_window=window("friday at 10"))
    assert_texts(outcome, "You already had a request")
    assert outcome.slots["callback_reference"] == first
    assert stored(session) == 1


def test_as_soon_as_possible(world: World) -> None:
    assert_texts(book_one(world, callback_window=window("asap")), "As soon as possible: Monday, November 23")


@pytest.mark.parametrize("answer", [None, False, "yes", 1])
def test_silent_without_a_yes(world: World, session: Session, answer: Any) -> None:
    outcome = book_one(world, callback_confirmed=answer)
    assert_texts(outcome)
    assert outcome.slots == FORGOTTEN
    assert stored(session) == 0


def test_a_time_that_has_passed_meanwhile(world: World, session: Session) -> None:
    world.now = lambda: NOW + timedelta(days=2)
    outcome = book_one(world)
    assert_texts(outcome, "I have not stored a request")
    assert outcome.slots == FORGOTTEN
    assert stored(session) == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"callback_consent": None},
        {"callback_consent": consent("+17735550199")},
        {"callback_name": None},
        {"callback_phone": "911"},
        {"callback_window": {"start": "never"}},
    ],
)
def test_an_incomplete_request_is_not_stored(world: World, session: Session, changes: dict[str, Any]) -> None:
    outcome = book_one(world, **changes)
    assert_texts(outcome, "something went wrong")
    assert stored(session) == 0


def unmigrated(tmp_path: Path) -> sessionmaker[Session]:
    return sessions(make_engine(f"sqlite:///{tmp_path / 'empty.db'}"))


def read_only(tmp_path: Path) -> sessionmaker[Session]:
    return sessionmaker(create_engine(f"sqlite:///file:{tmp_path / 'shortfall.db'}?mode=ro&uri=true"))


def unwritable(tmp_path: Path) -> sessionmaker[Session]:
    (tmp_path / "file").touch()
    return sessions(make_engine(f"sqlite:///{tmp_path / 'file' / 'shortfall.db'}"))


@pytest.mark.parametrize("broken", [unmigrated, read_only, unwritable])
def test_nothing_is_promised_when_the_database_fails(
    broken: Any, database: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    outcome = book_one(World(lambda: NOW, Random(1), lambda: broken(tmp_path)))
    assert_texts(outcome, "could not store your request")
    assert "(312) 600-8815" in outcome.texts[0] and "Reference" not in outcome.texts[0]
    assert outcome.slots == FORGOTTEN
    assert "a callback could not be stored" in caplog.text
    assert "Maria" not in caplog.text and "5550143" not in caplog.text
