"""Storing a request; nothing is promised that is not stored."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session, sessionmaker

from actions.action_callback import ActionCallback
from actions.action_inform import ActionInform
from actions.base import World
from actions.request import EVERY
from shortfall.base.database import make_engine, sessions
from shortfall.callbacks.consent import CONSENT_VERSION, TEXT_VERSION, text_wording, wording
from shortfall.callbacks.tables import Callback, ConsentRecord
from shortfall.callbacks.window import parse_window
from shortfall.sms.store import SmsOutbound, person_of
from tests.actions.helper import NOW, PHONE, Outcome, assert_slots, assert_texts, bot, create_tracker, run_action, user

FORGOTTEN: dict[str, None] = dict.fromkeys(EVERY)


def window(text: str = "tomorrow morning") -> dict[str, Any]:
    found = parse_window(text, NOW)
    assert found
    return found.model_dump(mode="json")


def consent(phone: str = PHONE) -> dict[str, Any]:
    return {"version": CONSENT_VERSION, "wording": wording(phone), "at": NOW.isoformat()}


def filled(**changes: Any) -> dict[str, Any]:
    """The slots of a request to which the person said yes."""
    about = {"topics": ["wage_garnishment"], "figures": "$312,000 owed", "urgent": "", "note": "my paycheck"}
    slots = {
        "callback_about": about,
        "callback_name": "Maria Lopez",
        "callback_phone": PHONE,
        "callback_window": window(),
        "callback_confirmed": consent(),
    }
    return slots | changes


def book_one(world: World, conversation: str = "here", channel: str = "web", **changes: Any) -> Outcome:
    tracker = create_tracker("yes", slots=filled(**changes), conversation=conversation, channel=channel)
    return run_action(ActionCallback(), tracker, world)


def agree_to_texts(world: World, reference: str, answer: str = "yes", intent: str = "affirm") -> Outcome:
    """The answer to the question that follows a booking."""
    earlier, slots = [bot(topic="callback", asking="callback_text")], {"callback_reference": reference}
    return run_action(ActionInform(), create_tracker(answer, intent, slots=slots, earlier=earlier), world)


def book_with_texts(world: World, **changes: Any) -> str:
    """Booked, and texts agreed to; its reference."""
    reference = str(book_one(world, **changes).slots["callback_reference"])
    agree_to_texts(world, reference)
    return reference


def stored(session: Session, table: type[Any] = Callback) -> int:
    with session.begin():
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_the_request_is_stored_then_promised(world: World, session: Session) -> None:
    outcome = book_one(world)
    assert_texts(outcome, "the firm has your request. Reference: ")
    with session.begin():
        callback = session.scalars(select(Callback)).one()
        agreed = session.scalars(select(ConsentRecord)).one()
    assert (callback.name, callback.phone, callback.note) == ("Maria Lopez", PHONE, "my paycheck")
    assert (callback.topics, callback.figures, callback.channel) == (["wage_garnishment"], "$312,000 owed", "web")
    assert (agreed.given, agreed.wording, agreed.phone) == (True, wording(PHONE), PHONE)
    assert callback.reference in outcome.texts[0] and callback.window.label in outcome.texts[0]
    assert outcome.card == {"type": "callback", "reference": callback.reference, "window": callback.window.label} | {
        "start": callback.window.start.isoformat(),
        "end": callback.window.end.isoformat(),
    }
    assert_slots(outcome, **FORGOTTEN, callback_reference=callback.reference)


def test_the_same_chat_twice_is_one_request(world: World, session: Session) -> None:
    first = book_one(world).slots["callback_reference"]
    outcome = book_one(world, callback_window=window("friday at 10"))
    assert_texts(outcome, "brought your request up to date")
    assert outcome.slots["callback_reference"] == first
    assert stored(session) == 1


def test_the_lender_that_was_named_goes_along_and_what_the_staff_noted_stays(world: World, session: Session) -> None:
    def book_after(*said: str, **changes: Any) -> Callback:
        earlier = [user(words) for words in said]
        run_action(ActionCallback(), create_tracker("yes", slots=filled(**changes), earlier=earlier), world)
        with session.begin():
            return session.scalars(select(Callback).execution_options(populate_existing=True)).one()

    assert (
        book_after("us bank took my house", "and midland is suing me").opposing
        == "U.S. Bank; Midland Credit Management"
    )
    with session.begin():
        session.scalars(select(Callback)).one().opposing = "Chase, for U.S. Bank"
    assert book_after("it is pnc", callback_name="Maria Diaz").opposing == "Chase, for U.S. Bank"


def test_nobody_learns_that_a_number_has_a_request_already(world: World, session: Session) -> None:
    first = book_one(world)
    second = book_one(world, "elsewhere")
    reference = str(second.slots["callback_reference"])
    assert reference != first.slots["callback_reference"]
    assert second.texts[0].replace(reference, "…") == first.texts[0].replace(
        str(first.slots["callback_reference"]), "…"
    )
    assert stored(session) == 2


def ledger(session: Session) -> list[tuple[str, bool, str | None]]:
    with session.begin():
        return [(line.kind, line.given, line.phone) for line in session.scalars(select(ConsentRecord))]


def test_texts_are_asked_about_apart_once_the_call_is_booked(world: World, session: Session) -> None:
    world.texts = lambda: True
    outcome = book_one(world)
    assert_texts(outcome, "Reference: ", text_wording(PHONE))
    assert ledger(session) == [("call", True, PHONE)]
    agree_to_texts(world, outcome.slots["callback_reference"])
    assert ledger(session) == [("call", True, PHONE), ("text", True, PHONE)]
    with session.begin():
        agreed = session.scalars(select(ConsentRecord).where(ConsentRecord.kind == "text")).one()
        (text,) = session.scalars(select(SmsOutbound)).all()
    assert (agreed.version, agreed.wording, agreed.channel) == (TEXT_VERSION, text_wording(PHONE), "web")
    assert outcome.slots["callback_reference"] in text.text


@pytest.mark.parametrize(
    ("answer", "intent"), [("hm", "inform"), ("yes?", "affirm"), ("ok but not too many", "affirm")]
)
def test_only_a_clear_yes_lets_us_text(world: World, session: Session, answer: str, intent: str) -> None:
    reference = book_one(world).slots["callback_reference"]
    assert_texts(agree_to_texts(world, reference, answer, intent), "no texts")
    assert ledger(session) == [("call", True, PHONE)]


@pytest.mark.parametrize("phone", [PHONE, f"{PHONE};ext=204"])
def test_texts_are_not_asked_about_where_none_can_be_sent(world: World, phone: str) -> None:
    world.texts = lambda: phone != PHONE
    assert len(book_one(world, callback_phone=phone, callback_confirmed=consent(phone)).texts) == 1


def test_who_texts_from_this_very_phone_is_not_asked(world: World) -> None:
    world.texts = lambda: True
    assert len(book_one(world, person_of(PHONE), channel="sms").texts) == 1


def test_an_extension_goes_with_the_number(world: World, session: Session) -> None:
    phone = f"{PHONE};ext=204"
    book_one(world, callback_phone=phone, callback_confirmed=consent(phone))
    with session.begin():
        callback = session.scalars(select(Callback)).one()
        assert (callback.phone, callback.extension) == (PHONE, "204")
        assert "(312) 555-0143 ext. 204" in str(session.scalars(select(ConsentRecord)).one().wording)


def test_for_whom_the_call_is_stands_first_in_the_note(world: World, session: Session) -> None:
    about = {
        "topics": [],
        "figures": "",
        "urgent": "",
        "note": "she is deaf",
        "told": "They took her house.",
        "who": "mom",
    }
    book_one(world, callback_about=about)
    with session.begin():
        assert (
            session.scalars(select(Callback)).one().note
            == "The call is for their mom. she is deaf They took her house."
        )


def test_messages_stand_apart_in_the_note_without_halves_of_quotes(world: World, session: Session) -> None:
    book_one(
        world,
        callback_about={"topics": [], "figures": "", "urgent": "", "told": "They sold it.\nCall me."}
        | {"note": "", "who": ""},
    )
    with session.begin():
        assert session.scalars(select(Callback)).one().note == "They sold it. / Call me."


def test_wish_and_urgency_are_kept_for_staff(world: World, session: Session) -> None:
    about = {"topics": [], "figures": "", "urgent": "sale on Fri Nov 27", "note": ""}
    outcome = book_one(world, callback_window=window("weekday mornings"), callback_about=about)
    with session.begin():
        callback = session.scalars(select(Callback)).one()
    assert (callback.urgent, callback.urgent_reason, callback.wish) == (True, "sale on Fri Nov 27", "weekday mornings")
    assert callback.window.wish == "weekday mornings"
    assert "(312) 600-8815" in outcome.texts[0]


def test_another_number_moves_the_request_and_the_consent(world: World, session: Session) -> None:
    first = book_with_texts(world)
    other = "+17735550199"
    outcome = book_one(world, callback_phone=other, callback_confirmed=consent(other), callback_replaces=first)
    assert outcome.slots["callback_reference"] == first
    assert outcome.slots["callback_replaces"] is None
    with session.begin():
        callback = session.scalars(select(Callback)).one()
    assert (callback.phone, callback.status) == (other, "waiting")
    gone = [("call", False, PHONE), ("text", False, PHONE)]
    assert ledger(session) == [("call", True, PHONE), ("text", True, PHONE), *gone, ("call", True, other)]


def test_a_number_that_has_a_request_of_this_chat_already_keeps_that_one(world: World, session: Session) -> None:
    other = "+17735550199"
    kept = book_one(world, callback_phone=other, callback_confirmed=consent(other)).slots["callback_reference"]
    mine = book_one(world).slots["callback_reference"]
    outcome = book_one(world, callback_phone=other, callback_confirmed=consent(other), callback_replaces=mine)
    assert outcome.slots["callback_reference"] == kept
    with session.begin():
        found = {row.reference: row.status for row in session.scalars(select(Callback))}
    assert found == {kept: "waiting", mine: "cancelled"}


def test_nobody_replaces_the_request_of_another_conversation(world: World, session: Session) -> None:
    theirs = book_one(world, "elsewhere").slots["callback_reference"]
    other = "+17735550199"
    book_one(world, callback_phone=other, callback_confirmed=consent(other), callback_replaces=theirs)
    with session.begin():
        assert {row.phone: row.status for row in session.scalars(select(Callback))} == {
            PHONE: "waiting",
            other: "waiting",
        }


def test_as_soon_as_possible(world: World) -> None:
    assert_texts(book_one(world, callback_window=window("asap")), "As soon as possible: Monday, November 23")


def test_silent_without_a_yes(world: World, session: Session) -> None:
    outcome = book_one(world, callback_confirmed=None, callback_about=None)
    assert_texts(outcome)
    assert outcome.slots == FORGOTTEN
    assert stored(session) == 0


def test_what_somebody_left_is_kept_for_when_they_come_back(world: World, session: Session) -> None:
    outcome = book_one(world, callback_confirmed=None)
    assert_texts(outcome)
    assert outcome.slots == {"callback_tries": None}
    assert stored(session) == 0


def test_a_time_that_has_passed_meanwhile(world: World, session: Session) -> None:
    world.now = lambda: NOW + timedelta(days=2)
    outcome = book_one(world)
    assert_texts(outcome, "I have sent nothing")
    # The rest is kept: only another time is asked for.
    assert outcome.slots == dict.fromkeys(("callback_window", "callback_confirmed", "callback_tries"))
    assert stored(session) == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"callback_confirmed": True},
        {"callback_confirmed": consent("+17735550199")},
        {"callback_confirmed": {"version": TEXT_VERSION, "wording": text_wording(PHONE), "at": NOW.isoformat()}},
        {"callback_phone": f"{PHONE};ext=204"},
        {"callback_name": None},
        {"callback_phone": "911"},
        {"callback_window": {"start": "never"}},
    ],
)
def test_an_incomplete_request_is_not_stored(world: World, session: Session, changes: dict[str, Any]) -> None:
    outcome = book_one(world, **changes)
    assert_texts(outcome, "something went wrong")
    assert stored(session) == 0


HELD: list[sqlite3.Connection] = []


def unmigrated(tmp_path: Path) -> sessionmaker[Session]:
    return sessions(make_engine(f"sqlite:///{tmp_path / 'empty.db'}"))


def read_only(tmp_path: Path) -> sessionmaker[Session]:
    return sessionmaker(create_engine(f"sqlite:///file:{tmp_path / 'shortfall.db'}?mode=ro&uri=true"))


def locked(tmp_path: Path) -> sessionmaker[Session]:
    holder = sqlite3.connect(tmp_path / "shortfall.db", isolation_level=None, check_same_thread=False)
    holder.execute("BEGIN EXCLUSIVE")
    HELD.append(holder)
    return sessionmaker(create_engine(f"sqlite:///{tmp_path / 'shortfall.db'}", connect_args={"timeout": 0.2}))


def unwritable(tmp_path: Path) -> sessionmaker[Session]:
    (tmp_path / "file").touch()
    return sessions(make_engine(f"sqlite:///{tmp_path / 'file' / 'shortfall.db'}"))


@pytest.mark.parametrize("broken", [unmigrated, read_only, locked, unwritable])
def test_nothing_is_promised_when_the_database_fails(
    broken: Any, database: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    outcome = book_one(World(lambda: NOW, Random(1), lambda: broken(tmp_path)))
    while HELD:
        HELD.pop().close()
    assert_texts(outcome, "could not store your request")
    assert "(312) 600-8815" in outcome.texts[0] and "Reference" not in outcome.texts[0]
    # Nothing of what the person told is lost, but for the last yes.
    assert outcome.slots == dict.fromkeys(("callback_confirmed", "callback_tries"))
    assert outcome.payloads == ["/callback"]
    assert "a callback could not be stored" in caplog.text
    assert "Maria" not in caplog.text and "5550143" not in caplog.text


def test_the_desk_is_told_how_far_the_case_has_come_by_when_and_in_which_language(
    world: World, session: Session
) -> None:
    case = {
        "stage": {"value": "sale_set"},
        "language": {"value": "es"},
        "hearing_date": {"value": ["2026-11-02", "2026-11-02"]},  # over
        "sale_date": {"value": ["2026-12-15", "2026-12-15"]},
        "answer_date": {"value": ["2026-12-09", "2026-12-10"]},
        "served_date": {"value": ["2026-12-01", "2026-12-01"]},  # nothing has to be done on that day
    }
    book_one(world, case=case)
    found = session.scalars(select(Callback)).one()
    assert (found.stage, found.language, str(found.deadline)) == ("sale_set", "es", "2026-12-09")


def test_nothing_told_of_the_case_is_nothing_for_the_desk(world: World, session: Session) -> None:
    book_one(world, case={"sale_date": {"value": "soon"}})
    found = session.scalars(select(Callback)).one()
    assert (found.stage, found.language, found.deadline) == (None, "en", None)
