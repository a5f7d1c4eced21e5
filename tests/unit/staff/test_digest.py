"""The daily summary: mail to a real SMTP server, claimed in a real database by many workers."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from shortfall.base.database import make_engine, sessions
from shortfall.base.hours import office_zone
from shortfall.base.settings import Settings
from shortfall.callbacks import booking
from shortfall.callbacks.targets import WronglySet
from shortfall.callbacks.targets.email import Mailer
from shortfall.staff.digest import Digest, Summary, send_due
from tests.unit.callbacks.receivers import asked
from tests.unit.callbacks.targets.test_email import Inbox, inbox  # noqa: F401  (a fixture)
from tests.unit.callbacks.test_store import url  # noqa: F401  (a fixture)

TO = ["intake@example.com", "attorney@example.com"]
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=office_zone())


def given(**more: Any) -> Settings:
    values = {"smtp_host": "127.0.0.1", "smtp_security": "none", "mail_from": "desk@example.com", "digest_to": TO}
    return Settings(_env_file=None, **(values | {"public_url": "https://desk.example.com"} | more))


def summary(port: int, **more: Any) -> Summary:
    found = Summary.of(given(smtp_port=port, target_timeout=30.0, **more))
    assert found
    return found


@pytest.fixture
def writing(url: str) -> Any:  # noqa: F811
    engine = make_engine(url)
    yield sessions(engine)
    engine.dispose()


def at(moment: datetime) -> Callable[[], datetime]:
    return lambda: moment


def book(writing: sessionmaker[Session], number: int, now: datetime = MONDAY, **more: Any) -> str:
    with writing() as session:
        request = asked(f"+1312555{number:04}", conversation_id=f"c{number}", **more)
        return booking.book(session, request, now, Random(number)).reference


def test_many_workers_send_one_to_each_and_nothing_about_a_person(
    writing: sessionmaker[Session],
    inbox: tuple[Inbox, int],  # noqa: F811
) -> None:
    book(writing, 1, name="Maria Lopez", note="they took my check", figures="Owes $312,000.")
    urgent = book(
        writing, 2, urgent=True, urgent_reason="sale on Fri Nov 27", deadline=date(2026, 11, 27), mark="danger"
    )
    daily, start = summary(inbox[1]), threading.Barrier(6)

    def worker() -> None:
        start.wait(30)
        send_due(writing, daily, at(MONDAY))

    workers = [threading.Thread(target=worker) for _ in range(6)]
    for one in workers:
        one.start()
    for one in workers:
        one.join(60)
    assert sorted(str(message["To"]) for message in inbox[0].messages) == sorted(TO)
    message = inbox[0].messages[0]
    assert (message["Subject"], message["Auto-Submitted"]) == ("Callbacks: 2 open, 1 urgent", "auto-generated")
    lines = message.get_content().splitlines()
    assert lines[0] == "2 open, 1 urgent; 2 with nobody yet. Today 8 am, in the order to call:"
    assert lines[2] == f"{urgent}  URGENT, by Fri Nov 27, call tomorrow 9 am–noon"
    assert lines[-1] == "https://desk.example.com/staff/"
    for private in ("Maria", "Lopez", "555", "check", "312", "danger", "sale"):
        assert private not in message.get_content()
    # Never again on that day; on the next one, again.
    assert send_due(writing, daily, at(MONDAY + timedelta(hours=9))) == 0
    assert send_due(writing, daily, at(MONDAY + timedelta(days=1))) == 2
    with writing() as session:
        rows = session.scalars(select(Digest)).all()
    assert len(rows) == 4 and not [row for row in rows if "@" in row.recipient]


def test_it_is_sent_from_the_time_set_on_days_the_office_is_open() -> None:
    daily = summary(1, digest_at="08:30")
    days = {
        datetime(2026, 11, 23, 8, 29): None,
        datetime(2026, 11, 23, 8, 30): 23,
        datetime(2026, 11, 23, 23, 59): 23,  # a worker that was away all day
        datetime(2026, 11, 24, 0, 1): None,
        datetime(2026, 11, 26, 9, 0): None,  # Thanksgiving
        datetime(2026, 11, 28, 9, 0): None,  # Saturday
        datetime(2026, 11, 29, 9, 0): None,
        datetime(2026, 11, 30, 9, 0): 30,
    }
    for moment, day in days.items():
        due = daily.due(moment.replace(tzinfo=office_zone()).astimezone(UTC))
        assert (due.day if due else None) == day, moment


def test_what_was_put_off_is_tried_again_alone_and_what_is_refused_is_let_be(
    writing: sessionmaker[Session],
    inbox: tuple[Inbox, int],  # noqa: F811
) -> None:
    daily = summary(inbox[1], retry_after=[60, 60])
    inbox[0].recipient_answers = {TO[0]: "451 try later"}
    assert send_due(writing, daily, at(MONDAY)) == 2
    assert [message["To"] for message in inbox[0].messages] == [TO[1]]
    assert "nobody is waiting" in inbox[0].messages[0]["Subject"]
    assert send_due(writing, daily, at(MONDAY + timedelta(seconds=59))) == 0
    inbox[0].recipient_answers = {}
    assert send_due(writing, daily, at(MONDAY + timedelta(seconds=60))) == 1
    assert [message["To"] for message in inbox[0].messages] == [TO[1], TO[0]]
    inbox[0].answer = "550 no"
    tuesday = MONDAY + timedelta(days=1)
    assert [send_due(writing, daily, at(tuesday + timedelta(hours=hours))) for hours in range(3)] == [2, 0, 0]
    inbox[0].answer = "421 closed"
    wednesday = MONDAY + timedelta(days=2)
    tried = [send_due(writing, daily, at(wednesday + timedelta(minutes=minutes))) for minutes in range(6)]
    assert tried == [2, 2, 2, 0, 0, 0]


def test_a_worker_that_died_is_followed_by_another(
    writing: sessionmaker[Session],
    inbox: tuple[Inbox, int],  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    daily = summary(inbox[1], digest_to=TO[:1])
    with monkeypatch.context() as dying:
        dying.setattr(Mailer, "send", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            send_due(writing, daily, at(MONDAY))
    assert send_due(writing, daily, at(MONDAY + timedelta(minutes=1))) == 0
    assert send_due(writing, daily, at(MONDAY + timedelta(minutes=5))) == 1
    assert len(inbox[0].messages) == 1


def test_it_is_off_unless_somebody_is_named_and_makes_no_target_of_the_mail_server() -> None:
    assert Summary.of(given(digest_to=[])) is None
    assert given().set_up == [] and given(mail_to=TO).set_up == ["email"]
    for wrong in ({"smtp_host": ""}, {"mail_from": ""}, {"digest_to": ["nobody"]}):
        with pytest.raises(WronglySet, match="daily summary: ") as said:
            Summary.of(given(**wrong))
        assert "nobody" not in str(said.value)
    for odd in ("8", "24:00", "08:00:00", "8 am"):
        with pytest.raises(ValueError, match="digest_at"):
            given(digest_at=odd)
