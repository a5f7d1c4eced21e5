"""Booking, finding, moving and cancelling, on a real database file."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from multiprocessing.synchronize import Barrier
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError
from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from shortfall.base.database import make_engine, sessions
from shortfall.callbacks import booking, changes, finding
from shortfall.callbacks.booking import NoSuchTime
from shortfall.callbacks.consent import CONSENT_VERSION, wording
from shortfall.callbacks.request import CallbackRequest, Consent
from shortfall.callbacks.tables import Callback, CallbackEvent, ConsentRecord
from shortfall.callbacks.targets.base import Handoff
from shortfall.callbacks.window import CallingWindow, parse_window
from tests.databases import migrated

NOW = datetime(2026, 11, 23, 10, 7, tzinfo=ZoneInfo("America/Chicago"))
PHONE = "+13125550143"
OTHER = "+17735550199"


def window(text: str = "tomorrow morning") -> CallingWindow:
    found = parse_window(text, NOW)
    assert found is not None
    return found


def consent(phone: str = PHONE) -> Consent:
    return Consent(wording=wording(phone), at=NOW, message_id="m1")


def request(**changes: Any) -> CallbackRequest:
    given: dict[str, Any] = {
        "name": "Maria Lopez",
        "phone": PHONE,
        "window": window(),
        "topics": ("wage_garnishment",),
        "figures": "Owes about $312,000; sold for $250,000.",
        "channel": "web",
        "conversation_id": "here",
        "consent": consent(),
    }
    return CallbackRequest(**(given | changes))


@pytest.fixture
def url(database_url: str) -> str:
    migrated(database_url)
    return database_url


@pytest.fixture
def session(url: str) -> Iterator[Session]:
    engine = make_engine(url)
    with sessions(engine)() as session:
        yield session
    engine.dispose()


def count(session: Session, table: type[Any]) -> int:
    with session.begin():
        return session.scalar(select(func.count()).select_from(table)) or 0


def kinds(session: Session) -> list[str]:
    with session.begin():
        return list(session.scalars(select(CallbackEvent.kind).order_by(CallbackEvent.id)))


# ------------------------------------------------------------------------------------------------ booking


def test_a_request_is_stored_with_its_consent_and_event(session: Session) -> None:
    booked = booking.book(session, request(note="Sheriff came. Loan number 0012345678."), NOW, Random(1))
    assert booked.created
    found = finding.find(session, booked.reference, "here")
    assert found is not None
    assert (found.name, found.phone, found.status) == ("Maria Lopez", PHONE, "waiting")
    assert found.topics == ["wage_garnishment"]
    assert found.note == "Sheriff came. Loan number [number removed]."
    assert found.window.label == window().label
    assert found.created_at == NOW
    with session.begin():
        line = session.scalars(select(ConsentRecord)).one()
    assert (line.given, line.kind, line.version, line.message_id) == (True, "call", CONSENT_VERSION, "m1")
    assert line.wording == wording(PHONE)
    assert "(312) 555-0143" in line.wording
    assert line.at == NOW
    assert kinds(session) == ["booked"]


def test_a_chat_that_asks_again_keeps_its_reference(session: Session) -> None:
    first = booking.book(session, request(), NOW, Random(1))
    more = request(window=window("friday at 2"), topics=("jail",), urgent=True, figures="", note="please")
    again = booking.book(session, more, NOW + timedelta(minutes=5), Random(2))
    assert (again.reference, again.created) == (first.reference, False)
    assert count(session, Callback) == 1
    stored = finding.find(session, first.reference, "here")
    assert stored is not None
    assert stored.window.label.startswith("Friday, November 27, 2 p.m.")
    assert stored.topics == ["wage_garnishment", "jail"]
    assert stored.urgent
    assert stored.figures.startswith("Owes")
    with session.begin():
        event = session.scalars(select(CallbackEvent).where(CallbackEvent.kind == "asked_again")).one()
    assert set(event.detail["changed"]) == {"window", "topics", "note", "urgent"}
    assert "please" not in str(event.detail)


def test_a_number_is_not_a_key(session: Session) -> None:
    """Whoever books with somebody's number gets a request of their own: they see, move and cancel nothing else."""
    mine = booking.book(session, request(note="They took my pay."), NOW, Random(1))
    theirs = booking.book(session, request(conversation_id="there", window=window("friday")), NOW, Random(2))
    assert theirs.created
    assert theirs.reference != mine.reference
    kept = finding.find(session, mine.reference, "here")
    assert kept is not None
    assert (kept.window.label, kept.note, kept.status) == (window().label, "They took my pay.", "waiting")
    assert finding.find(session, mine.reference, "there") is None
    newest = finding.find_open(session, "there")
    assert newest is not None
    assert newest.reference == theirs.reference
    assert changes.change_window(session, mine.reference, "there", window("friday"), NOW) is None
    assert changes.change_name(session, mine.reference, "there", "Ana", NOW) is None
    assert changes.stop_texts(session, mine.reference, "there", NOW) is None
    assert changes.cancel(session, mine.reference, "there", NOW) is None
    assert kinds(session) == ["booked", "booked"]


def test_a_row_from_before_belongs_to_the_chat_that_made_it(session: Session) -> None:
    """Once a second chat with the same number was noted as having asked again: that was no proof, and is none now."""
    reference = booking.book(session, request(), NOW, Random(1)).reference
    with session.begin():
        first = session.scalars(select(CallbackEvent)).one()
        old = {"kind": "asked_again", "channel": "web", "detail": {}, "at": NOW}
        session.add(CallbackEvent(callback_id=first.callback_id, conversation_id="there", **old))
    assert finding.find(session, reference, "here") is not None
    assert finding.find(session, reference, "there") is None
    assert finding.find_open(session, "there") is None


def test_reference_and_number_together_prove_it(session: Session) -> None:
    reference = booking.book(session, request(), NOW, Random(1)).reference
    assert finding.prove(session, reference, OTHER, "there", "web", NOW) is None
    assert finding.prove(session, "K7QM-4XRT", PHONE, "there", "web", NOW) is None
    assert finding.find(session, reference, "there") is None
    assert finding.prove(session, reference.lower(), PHONE, "there", "web", NOW) is not None
    # What is proved is the chat's own: asking again brings that one up to date.
    again = booking.book(session, request(conversation_id="there", window=window("friday")), NOW, Random(2))
    assert (again.reference, again.created) == (reference, False)


def test_the_same_yes_stores_one_request_however_often_it_comes(session: Session) -> None:
    """An answer got lost on the way: the same is asked again, and nobody is told twice."""
    first = booking.book(session, request(), NOW, Random(1))
    again = booking.book(session, request(), NOW + timedelta(seconds=20), Random(2))
    assert again == first
    assert again.created
    assert count(session, ConsentRecord) == 1
    assert kinds(session) == ["booked"]


def test_a_message_read_twice_is_one_yes(session: Session) -> None:
    """The engine died after the request was stored: the message is read again, later, and its yes has another time."""
    first = booking.book(session, request(), NOW, Random(1))
    later = consent().model_copy(update={"at": NOW + timedelta(minutes=1)})
    again = booking.book(session, request(consent=later), NOW + timedelta(minutes=1), Random(2))
    assert again == first
    assert again.created
    assert (count(session, ConsentRecord), kinds(session)) == (1, ["booked"])


def test_a_second_yes_to_the_same_request_adds_nothing(session: Session) -> None:
    """They were told that something went wrong, though it was stored, and said yes again."""
    first = booking.book(session, request(), NOW, Random(1))
    second = consent().model_copy(update={"at": NOW + timedelta(minutes=1), "message_id": "m2"})
    again = booking.book(session, request(consent=second), NOW + timedelta(minutes=1), Random(2))
    assert (again.reference, again.created) == (first.reference, False)
    assert (count(session, ConsentRecord), kinds(session)) == (1, ["booked"])


def test_another_time_under_the_same_yes_is_a_change(session: Session) -> None:
    first = booking.book(session, request(), NOW, Random(1))
    again = booking.book(session, request(window=window("friday at 2")), NOW + timedelta(seconds=20), Random(2))
    assert (again.reference, again.created) == (first.reference, False)
    assert kinds(session) == ["booked", "asked_again"]


def test_a_closed_request_makes_room_for_a_new_one(session: Session) -> None:
    first = booking.book(session, request(), NOW, Random(1))
    changes.cancel(session, first.reference, "here", NOW)
    second = booking.book(session, request(), NOW, Random(2))
    assert second.created
    assert second.reference != first.reference


def test_a_taken_reference_is_drawn_again(session: Session) -> None:
    first = booking.book(session, request(), NOW, Random(1))
    second = booking.book(session, request(phone=OTHER, consent=consent(OTHER)), NOW, Random(1))  # the same draws
    assert second.created
    assert second.reference != first.reference
    assert kinds(session) == ["booked", "booked"]


def test_when_every_reference_is_taken_nothing_is_stored(session: Session) -> None:
    class Stuck(Random):
        def choices(self, *_: Any, **__: Any) -> list[Any]:
            return list("K7QMX4RT")

    booking.book(session, request(), NOW, Stuck())
    with pytest.raises(booking.NotStored) as caught:
        booking.book(session, request(phone=OTHER, consent=consent(OTHER)), NOW, Stuck())
    assert caught.value.__cause__ is None
    assert count(session, Callback) == 1
    assert count(session, ConsentRecord) == 1


def test_a_window_that_is_over_is_not_promised(session: Session) -> None:
    with pytest.raises(NoSuchTime):
        booking.book(session, request(), NOW + timedelta(days=2), Random(1))
    assert count(session, Callback) == 0


def _book_in_a_process(url: str, barrier: Barrier, results: Any, seed: int) -> None:
    with sessions(make_engine(url))() as session:
        barrier.wait(30)
        booked = booking.book(session, request(), NOW, Random(seed))
    results.put((booked.reference, booked.created))


def test_one_yes_from_three_tabs_at_the_same_moment_makes_one_request(url: str, session: Session) -> None:
    context = multiprocessing.get_context("spawn")
    barrier, results = context.Barrier(3), context.Queue()
    processes = [context.Process(target=_book_in_a_process, args=(url, barrier, results, seed)) for seed in range(3)]
    for process in processes:
        process.start()
    answers = [results.get(timeout=60) for _ in processes]
    for process in processes:
        process.join(60)
    assert len({reference for reference, _ in answers}) == 1
    assert all(created for _, created in answers)
    assert count(session, Callback) == 1
    assert count(session, ConsentRecord) == 1


def test_the_database_itself_refuses_a_chat_a_second_open_request_for_a_number(session: Session) -> None:
    booking.book(session, request(), NOW, Random(1))
    with session.begin():
        first = session.scalars(select(Callback)).one()
    values = {column.key: getattr(first, column.key) for column in Callback.__table__.columns if column.key != "id"}
    with pytest.raises(IntegrityError), session.begin():
        session.add(Callback(**(values | {"reference": "AAAA-AAAA"})))


# ------------------------------------------------------------------------------------------------ afterwards


def test_a_reference_works_where_it_was_given(session: Session) -> None:
    reference = booking.book(session, request(), NOW, Random(1)).reference
    assert finding.find(session, reference.lower().replace("-", " "), "here") is not None
    assert finding.find(session, reference, "elsewhere") is None
    assert finding.find(session, "K7QM-4XRT", "here") is None
    assert finding.find(session, "nonsense", "here") is None
    assert changes.change_window(session, reference, "elsewhere", window("friday"), NOW) is None
    assert changes.cancel(session, reference, "elsewhere", NOW) is None
    assert kinds(session) == ["booked"]


def test_the_open_request_of_a_conversation(session: Session) -> None:
    assert finding.find_open(session, "here") is None
    reference = booking.book(session, request(), NOW, Random(1)).reference
    found = finding.find_open(session, "here")
    assert found is not None
    assert found.reference == reference
    assert finding.find_open(session, "elsewhere") is None
    changes.cancel(session, reference, "here", NOW)
    assert finding.find_open(session, "here") is None


def test_moving_it(session: Session) -> None:
    reference = booking.book(session, request(), NOW, Random(1)).reference
    moved = changes.change_window(session, reference, "here", window("friday afternoon"), NOW)
    assert moved is not None
    assert "Friday, November 27, 12 noon to 5 p.m." in finding.status_words(moved, NOW)
    with pytest.raises(NoSuchTime):
        changes.change_window(session, reference, "here", window(), NOW + timedelta(days=3))
    changes.cancel(session, reference, "here", NOW)
    assert changes.change_window(session, reference, "here", window("friday"), NOW) is None


def test_hours_that_change_later_break_no_open_request(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    early = window("tomorrow at 10")
    reference = booking.book(session, request(window=early), NOW, Random(1)).reference
    noon = dict.fromkeys(range(5), (time(12), time(17)))
    monkeypatch.setattr("shortfall.base.hours._weekly_hours", lambda: noon)
    found = finding.find(session, reference, "here")
    assert found is not None
    # What was said in pieces belongs to the talk and is not stored.
    assert found.window == early.model_copy(update={"days": (), "hours": None})
    assert early.label in finding.status_words(found, NOW)
    assert CallingWindow.model_validate(early.model_dump(mode="json")) == early
    # What is promised anew goes by the new hours.
    with pytest.raises(NoSuchTime):
        changes.change_window(session, reference, "here", early, NOW)
    with pytest.raises(NoSuchTime):
        booking.book(session, request(window=early, conversation_id="there"), NOW, Random(2))
    assert changes.change_window(session, reference, "here", window("tomorrow at 2"), NOW) is not None
    assert changes.cancel(session, reference, "here", NOW) is not None


def test_an_extension_is_stored_and_told(session: Session) -> None:
    dialled = f"{PHONE};ext=204"
    reference = booking.book(session, request(extension="204", consent=consent(dialled)), NOW, Random(1)).reference
    found = finding.find(session, reference, "here")
    assert found is not None
    assert (found.phone, found.extension, found.dial) == (PHONE, "204", dialled)
    with session.begin():
        assert "(312) 555-0143 ext. 204" in str(session.scalars(select(ConsentRecord)).one().wording)
    again = booking.book(session, request(consent=consent()), NOW, Random(2))
    assert again.reference == reference
    found = finding.find(session, reference, "here")
    assert found is not None
    assert found.extension is None


def test_cancelling_withdraws_the_consent_once(session: Session) -> None:
    reference = booking.book(session, request(), NOW, Random(1)).reference
    for _ in range(2):
        cancelled = changes.cancel(session, reference, "here", NOW + timedelta(hours=1))
        assert cancelled is not None
        assert "cancelled" in finding.status_words(cancelled, NOW)
    with session.begin():
        ledger = session.scalars(select(ConsentRecord).order_by(ConsentRecord.id)).all()
    assert [line.given for line in ledger] == [True, False]
    assert ledger[1].how == "cancelled by the person"
    assert kinds(session) == ["booked", "cancelled"]


def test_what_the_firm_has_done_cannot_be_cancelled(session: Session) -> None:
    reference = booking.book(session, request(), NOW, Random(1)).reference
    with session.begin():
        session.execute(update(Callback).values(status="done", closed_at=NOW))
    assert changes.cancel(session, reference, "here", NOW) is None
    done = finding.find(session, reference, "here")
    assert done is not None
    assert "done" in finding.status_words(done, NOW)


def test_a_missed_window_is_said_plainly(session: Session) -> None:
    reference = booking.book(session, request(), NOW, Random(1)).reference
    found = finding.find(session, reference, "here")
    assert found is not None
    assert "on the firm's list" in finding.status_words(found, NOW)
    words = finding.status_words(found, NOW + timedelta(days=2))
    assert "has passed" in words
    assert "(312) 600-8815" in words


@pytest.mark.parametrize("statement", [update(ConsentRecord).values(given=False), delete(ConsentRecord)])
def test_the_ledger_cannot_be_rewritten(session: Session, statement: Any) -> None:
    booking.book(session, request(), NOW, Random(1))
    with pytest.raises(DBAPIError, match="append-only"), session.begin():
        session.execute(statement)
    assert count(session, ConsentRecord) == 1


# ------------------------------------------------------------------------------------------------ requests


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "why?"},
        {"name": "Bob\r\nBcc: a@b.c"},
        {"phone": "312-555-0143"},
        {"phone": "+14165550143", "consent": consent("+14165550143")},
        {"topics": ("Robert'); DROP TABLE callbacks",)},
        {"channel": "fax"},
        {"conversation_id": ""},
        {"note": "x" * 2001},
        {"status": "done"},
        {"consent": consent(OTHER)},
        {"consent": consent(f"{PHONE};ext=204")},
        {"extension": "204"},
        {"extension": "call me"},
        {"consent": Consent(wording="Call me whenever", at=NOW)},
        {"consent": Consent(version="call-0", wording=wording(PHONE), at=NOW)},
        {"consent": None},
    ],
)
def test_a_faulty_request_is_refused_and_not_quoted(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as caught:
        request(**changes)
    assert "555-0143" not in str(caught.value)
    assert "Bcc" not in str(caught.value)
    assert "input_value" not in str(caught.value)


@pytest.mark.parametrize("name", ["Call", "House", "Good"])
def test_a_name_that_is_a_word_can_be_stored(name: str) -> None:
    assert request(name=name).name == name


def test_a_request_without_consent_cannot_be_made() -> None:
    given = request().model_dump()
    del given["consent"]
    with pytest.raises(ValidationError):
        CallbackRequest(**given)


def test_reprs_hold_nothing_personal(session: Session) -> None:
    asked = request(note="my brother is ill")
    booking.book(session, asked, NOW, Random(1))
    stored = finding.find_open(session, "here")
    for shown in (repr(asked), str(asked), repr(stored), str(stored), repr(asked.consent)):
        assert not any(word in shown for word in ("Maria", "0143", "brother", "312,000"))


def test_moments_are_kept_to_the_microsecond_in_utc(session: Session) -> None:
    moment = NOW + timedelta(microseconds=123456)
    booking.book(session, request(), moment, Random(1))
    found = finding.find_open(session, "here")
    assert found is not None
    assert found.created_at == moment
    assert found.created_at.tzinfo is UTC


def test_the_gravest_mark_stays_and_is_handed_on(session: Session) -> None:
    first = booking.book(session, request(mark="danger"), NOW, Random(1))
    booking.book(session, request(mark="distress", window=window("friday morning")), NOW, Random(2))
    with session.begin():
        callback = session.scalars(select(Callback).where(Callback.reference == first.reference)).one()
        assert callback.mark == "danger"
        consented = session.scalars(select(ConsentRecord).limit(1)).one()
        handoff = Handoff.of(callback, consented, "callback.requested", NOW, 1)
    assert "Spoke of harming someone" in handoff.summary()
    assert "harming" not in handoff.headline
