"""The texts about a callback are written with what they tell of: with consent only, and never when that is not stored."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from shortfall.base.database import make_engine, sessions
from shortfall.base.gsm7 import septets
from shortfall.callbacks.booking import NoSuchTime, book
from shortfall.callbacks.changes import allow_texts, cancel, change_window, stop_texts
from shortfall.callbacks.consent import TEXT_VERSION, text_wording, wording
from shortfall.callbacks.request import CallbackRequest, Consent
from shortfall.callbacks.tables import Callback
from shortfall.callbacks.window import CallingWindow, parse_window
from shortfall.sms.confirmation import What, confirming, no_more
from shortfall.sms.confirmation import wording as text_of
from shortfall.sms.store import SmsInbound, SmsOutbound, person_of
from tests.databases import migrated

NOW = datetime(2026, 11, 23, 10, 7, tzinfo=ZoneInfo("America/Chicago"))
NIGHT = datetime(2026, 11, 23, 22, 0, tzinfo=ZoneInfo("America/Chicago"))
PHONE = "+13125550143"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    url = f"sqlite:///{tmp_path / 'x.db'}"
    migrated(url)
    engine = make_engine(url)
    with sessions(engine)() as session:
        yield session
    engine.dispose()


def window(when: str) -> CallingWindow:
    found = parse_window(when, NOW)
    assert found is not None
    return found


def request(*, conversation: str = "here", when: str = "friday after 4:30pm arizona time") -> CallbackRequest:
    return CallbackRequest.model_validate(
        {
            "name": "Maria Lopez",
            "phone": PHONE,
            "window": window(when),
            "channel": "web",
            "conversation_id": conversation,
        }
        | {"consent": Consent(wording=wording(PHONE), at=NOW)}
    )


def booked(session: Session, now: datetime = NOW, *, texts: bool = True, **changes: Any) -> str:
    """A stored request, with a yes to texts about it; its reference."""
    wanted = request(**changes)
    reference = book(session, wanted, now, Random(1)).reference
    also = confirming("stored", wanted.conversation_id, now)
    if texts:
        yes = Consent(version=TEXT_VERSION, wording=text_wording(PHONE), at=now)
        assert allow_texts(session, reference, wanted.conversation_id, yes, now, also)
    return reference


def move(session: Session, reference: str, when: str, now: datetime = NOW, conversation: str = "here") -> None:
    also = confirming("moved", conversation, now)
    assert change_window(session, reference, conversation, window(when), now, also=also)


def call_off(session: Session, reference: str, now: datetime = NOW, conversation: str = "here") -> None:
    assert cancel(session, reference, conversation, now, also=confirming("cancelled", conversation, now))


def waiting(session: Session) -> list[SmsOutbound]:
    """What will be sent."""
    with session.begin():
        due = select(SmsOutbound).where(SmsOutbound.state == "due").order_by(SmsOutbound.id)
        return list(session.scalars(due.execution_options(populate_existing=True)))


def all_sent(session: Session) -> None:
    """What waits goes out."""
    with session.begin():
        session.execute(update(SmsOutbound).where(SmsOutbound.state == "due").values(state="sent"))


def test_it_names_reference_and_window_and_fits_two_segments(session: Session) -> None:
    reference = booked(session)
    (text,) = waiting(session)
    assert reference in text.text and "STOP" in text.text and "Maria" not in text.text
    assert septets(text.text) <= 306
    assert text.send_at == NOW


def test_at_night_it_waits_for_the_morning(session: Session) -> None:
    booked(session, NIGHT)
    (text,) = waiting(session)
    assert text.send_at == datetime(2026, 11, 24, 8, 0, tzinfo=NOW.tzinfo)


def test_without_consent_nothing_is_sent(session: Session) -> None:
    reference = booked(session, texts=False)
    move(session, reference, "december 1 at 10")
    call_off(session, reference)
    assert waiting(session) == []


def test_who_texts_from_this_number_has_the_answer_there(session: Session) -> None:
    here = person_of(PHONE)
    reference = booked(session, conversation=here)
    move(session, reference, "december 1 at 10", conversation=here)
    call_off(session, reference, conversation=here)
    assert waiting(session) == []


def wrote(session: Session) -> None:
    """The number has texted us before, so that it gets more than one text a day."""
    with session.begin():
        words = {"body": "hi", "media": 0, "doubtful": False, "state": "answered", "failures": 0, "at": NOW}
        session.add(SmsInbound(sid="SM1", person=person_of(PHONE), **words))


def test_another_time_is_confirmed_once(session: Session) -> None:
    wrote(session)
    reference = booked(session)
    all_sent(session)
    for _ in range(2):
        move(session, reference, "december 1 at 10")
    (text,) = waiting(session)
    assert reference in text.text and "now set for Tuesday, December 1, 10" in text.text
    assert text.send_at == NOW


def test_a_number_that_never_wrote_gets_one_text_and_no_more_that_day(session: Session) -> None:
    reference = booked(session)
    all_sent(session)
    move(session, reference, "december 1 at 10")
    call_off(session, reference)
    assert waiting(session) == []


def test_the_end_is_confirmed_once_though_the_consent_ends_with_it(session: Session) -> None:
    wrote(session)
    reference = booked(session)
    all_sent(session)
    for _ in range(2):
        call_off(session, reference)
    (text,) = waiting(session)
    assert reference in text.text and "is cancelled" in text.text


def test_what_is_no_longer_so_is_not_sent(session: Session) -> None:
    reference = booked(session, NIGHT)
    move(session, reference, "december 1 at 10", NIGHT)
    assert ["now set for" in text.text for text in waiting(session)] == [True]
    call_off(session, reference, NIGHT)
    assert ["is cancelled" in text.text for text in waiting(session)] == [True]


def test_after_no_texts_nothing_goes_out_that_waited_and_nothing_new(session: Session) -> None:
    reference = booked(session, NIGHT)
    assert stop_texts(session, reference, "here", NIGHT, also=no_more)
    assert waiting(session) == []
    move(session, reference, "december 1 at 10", NIGHT)
    call_off(session, reference, NIGHT)
    assert waiting(session) == []


def test_no_texts_after_the_end_holds_back_the_last_one_too(session: Session) -> None:
    reference = booked(session)
    all_sent(session)
    call_off(session, reference, NIGHT)
    assert stop_texts(session, reference, "here", NIGHT, also=no_more)
    assert waiting(session) == []


@pytest.mark.parametrize("what", ["stored", "moved", "cancelled", "missed"])
def test_the_longest_fits_two_segments_of_plain_characters(session: Session, what: What) -> None:
    # The day, the month and the zone with the longest names, on both clocks.
    booked(session, when="wednesday september 22 2027 between 10:30 and 12:30 newfoundland time")
    with session.begin():
        callback = session.scalars(select(Callback)).one()
        callback.caller_zone = "America/St_Johns"
        assert septets(text_of(callback, what)) <= 306
        session.rollback()


def test_a_request_that_fails_leaves_no_text_and_a_text_that_fails_no_request(session: Session) -> None:
    late = datetime(2026, 12, 24, tzinfo=NOW.tzinfo)
    with pytest.raises(NoSuchTime):
        book(session, request(), late, Random(1), also=confirming("stored", "here", late))

    def fail(_session: Session, _callback: Callback) -> None:
        raise OSError

    with pytest.raises(OSError):
        book(session, request(), NOW, Random(1), also=fail)
    assert waiting(session) == []
    with session.begin():
        assert session.scalars(select(Callback)).all() == []
