"""The text that confirms a callback is written with the request: with consent only, and never when the request is not stored."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from shortfall.callbacks.consent import TEXT_VERSION, text_wording, wording
from shortfall.callbacks.request import CallbackRequest, Consent
from shortfall.callbacks.store import Callback, WindowPassed, book
from shortfall.callbacks.window import parse_window
from shortfall.database import make_engine, migrate, sessions
from shortfall.gsm7 import septets
from shortfall.sms.confirmation import confirm
from shortfall.sms.store import SmsOutbound

NOW = datetime(2026, 11, 23, 10, 7, tzinfo=ZoneInfo("America/Chicago"))
NIGHT = datetime(2026, 11, 23, 22, 0, tzinfo=ZoneInfo("America/Chicago"))
PHONE = "+13125550143"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    url = f"sqlite:///{tmp_path / 'x.db'}"
    migrate(url)
    engine = make_engine(url)
    with sessions(engine)() as session:
        yield session
    engine.dispose()


def request(
    *, texts: bool = True, channel: str = "web", when: str = "friday after 4:30pm arizona time"
) -> CallbackRequest:
    window = parse_window(when, NOW)
    assert window is not None
    text = Consent(version=TEXT_VERSION, wording=text_wording(PHONE), at=NOW) if texts else None
    return CallbackRequest.model_validate(
        {"name": "Maria Lopez", "phone": PHONE, "window": window, "channel": channel, "conversation_id": "here"}
        | {"consent": Consent(wording=wording(PHONE), at=NOW), "text_consent": text}
    )


def waiting(session: Session) -> list[SmsOutbound]:
    with session.begin():
        return list(session.scalars(select(SmsOutbound)))


def test_it_names_reference_and_window_and_fits_two_segments(session: Session) -> None:
    booked = book(session, request(), NOW, Random(1), also=partial(confirm, now=NOW))
    (text,) = waiting(session)
    assert booked.reference in text.text and "STOP" in text.text and "Maria" not in text.text
    assert septets(text.text) <= 306
    assert text.send_at == NOW


def test_at_night_it_waits_for_the_morning(session: Session) -> None:
    book(session, request(), NIGHT, Random(1), also=partial(confirm, now=NIGHT))
    (text,) = waiting(session)
    assert text.send_at == datetime(2026, 11, 24, 8, 0, tzinfo=NOW.tzinfo)


def test_without_consent_nothing_is_sent(session: Session) -> None:
    book(session, request(texts=False), NOW, Random(1), also=partial(confirm, now=NOW))
    assert waiting(session) == []


def test_who_booked_by_text_has_the_answer_there(session: Session) -> None:
    book(session, request(channel="sms"), NOW, Random(1), also=partial(confirm, now=NOW))
    assert waiting(session) == []


def test_a_request_that_fails_leaves_no_text_and_a_text_that_fails_no_request(session: Session) -> None:
    late = datetime(2026, 12, 24, tzinfo=NOW.tzinfo)
    with pytest.raises(WindowPassed):
        book(session, request(), late, Random(1), also=partial(confirm, now=late))

    def fail(_session: Session, _callback: Callback) -> None:
        raise OSError

    with pytest.raises(OSError):
        book(session, request(), NOW, Random(1), also=fail)
    assert waiting(session) == []
    with session.begin():
        assert session.scalars(select(Callback)).all() == []
