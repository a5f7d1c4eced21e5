"""The tables of the text messages, and what several parts do with them. Functions work in the caller's transaction.

A person is the blind index of a phone number, and that is also the id of their conversation. The number itself stands in one
row, encrypted, until the conversation is erased; the opt-out ledger never holds it.
"""

from __future__ import annotations

import json
import secrets
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import (
    JSON,
    ColumnElement,
    ForeignKey,
    Index,
    Select,
    String,
    UniqueConstraint,
    delete,
    exists,
    func,
    or_,
    select,
    union_all,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column
from sqlalchemy.sql.dml import UpdateBase

from shortfall.base import trace
from shortfall.base.database import Base, Private, UtcDateTime, of_row
from shortfall.base.encryption import identities
from shortfall.sms.provider import STATUSES

LIFE = frozenset({"crisis", "danger", "violence"})
"""Topics of a life in danger: nothing stands before or beside what is said about them."""
DOUBTFUL: Final = "doubtful"
"""Topic and purpose of what is said to somebody who may want no more texts."""
LAPSE = timedelta(days=1)
"""Silence after which a conversation starts afresh: MORE and (in the engine) figures and choices are forgotten."""


class SmsPerson(Base):
    """Someone who texts with us. `due_at` is when a worker has something to do for them; a lease makes it one worker at a time."""

    __tablename__ = "sms_people"
    row = ("person",)
    __table_args__ = (Index("sms_people_due", "due_at"),)

    person: Mapped[str] = mapped_column(String(64), primary_key=True)
    number: Mapped[str] = mapped_column(Private("sms_people.number"))
    told_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When they were last told who this is."""
    heard_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    pages: Mapped[str] = mapped_column(Private("sms_people.pages"), default="[]")
    """What MORE brings: a JSON list of [text, []]; the empty list is for the release before, and so is `choices`."""
    choices: Mapped[list[str]] = mapped_column(JSON, default=list)
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    lease: Mapped[str | None] = mapped_column(String(32))
    lease_until: Mapped[datetime | None] = mapped_column(UtcDateTime)

    def put_off(self, pages: list[str]) -> None:
        """Keep pages for MORE."""
        self.pages = json.dumps([[page, []] for page in pages])

    def waiting(self) -> list[str]:
        """The pages kept for MORE."""
        return [text for text, _ in json.loads(self.pages)]


class SmsInbound(Base):
    """A message that came in. `state`: waiting, answered, joined (read together with the one before), stopped (the person wants
    no texts), or aside (it could not be answered)."""

    __tablename__ = "sms_inbound"
    row = ("sid",)
    __table_args__ = (Index("sms_inbound_waiting", "person", "state", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sid: Mapped[str] = mapped_column(String(40), unique=True)
    token: Mapped[str | None] = mapped_column(String(64), unique=True)
    person: Mapped[str] = mapped_column(String(64))
    body: Mapped[str] = mapped_column(Private("sms_inbound.body"))
    media: Mapped[int]
    state: Mapped[str] = mapped_column(String(8), default="waiting")
    doubtful: Mapped[bool] = mapped_column(default=False)
    """It may have meant "no more texts": for a person to look at."""
    failures: Mapped[int] = mapped_column(default=0)
    code: Mapped[str | None] = mapped_column(String(8), default=None)
    """What became of the code that it brought to go on with a chat of the web (thread.py, Taken); None where it brought none."""
    request_id: Mapped[str | None] = mapped_column(String(64), default=trace.current)
    """Of the request that brought it (`trace`), as that of a text of ours is of the one that caused it."""
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class SmsOutbound(Base):
    """A message of ours. `state`: due, sending, sent, refused (by the ledger or the provider). One answer per message that came in."""

    __tablename__ = "sms_outbound"
    row = ("person",)
    __table_args__ = (
        Index("sms_outbound_open", "person", "state", "send_at"),
        Index("sms_outbound_tried", "tried_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(String(64))
    text: Mapped[str] = mapped_column(Private("sms_outbound.text"))
    purpose: Mapped[str] = mapped_column(String(32))
    reply_to: Mapped[int | None] = mapped_column(ForeignKey("sms_inbound.id"), unique=True)
    retry_of: Mapped[int | None] = mapped_column(ForeignKey("sms_outbound.id"), unique=True)
    state: Mapped[str] = mapped_column(String(8), default="due")
    send_at: Mapped[datetime] = mapped_column(UtcDateTime)
    tried_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    tries: Mapped[int] = mapped_column(default=0)
    sid: Mapped[str | None] = mapped_column(String(40), unique=True)
    status: Mapped[str | None] = mapped_column(String(16))
    error: Mapped[int | None]
    request_id: Mapped[str | None] = mapped_column(String(64), default=trace.current)
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    def reached(self, status: str, error: int | None) -> bool:
        """Take a report over if it is further than what is known; whether it was."""
        if self.status is not None and STATUSES[status] <= STATUSES[self.status]:
            return False
        self.status, self.error = status, error
        return True


class SmsStatus(Base):
    """A report of the provider, as it came. It may come before we know that the message was sent."""

    __tablename__ = "sms_statuses"
    __table_args__ = (UniqueConstraint("sid", "status", name="each_status_once"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sid: Mapped[str] = mapped_column(String(40))
    status: Mapped[str] = mapped_column(String(16))
    error: Mapped[int | None]
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class SmsOptOut(Base):
    """A line of the opt-out ledger; the last one of a person counts. It stays when all else about them is erased."""

    __tablename__ = "sms_opt_outs"
    __table_args__ = (Index("sms_opt_outs_of_a_person", "person", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(String(64))
    out: Mapped[bool]
    how: Mapped[str] = mapped_column(String(32))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


def person_of(number: str) -> str:
    """Whose number (E.164) it is: 64 hexadecimal characters, also the id of the conversation."""
    return identities().of(number, "sms")


def person_locked(db: Session, person: str) -> SmsPerson | None:
    """The person's row, ours alone until the transaction ends: what is decided on the ledger then stays true."""
    return db.scalar(select(SmsPerson).filter_by(person=person).with_for_update())


def number_of(db: Session, person: str) -> str | None:
    """The number (E.164) that a person texts from; None for nobody who texts."""
    number: str | None = of_row(db.scalar(select(SmsPerson.number).where(SmsPerson.person == person)), person)
    return number


def opted_out(db: Session, person: str) -> bool:
    """Whether the ledger says that they want no texts."""
    last = select(SmsOptOut.out).filter_by(person=person).order_by(SmsOptOut.id.desc()).limit(1)
    return bool(db.scalar(last))


def just_asked(db: Session, person: str) -> bool:
    """Whether the last that they were sent asks whether they want no more texts."""
    last = select(SmsOutbound.purpose).where(SmsOutbound.person == person).order_by(SmsOutbound.id.desc()).limit(1)
    return db.scalar(last) == DOUBTFUL


def opt(db: Session, person: str, *, out: bool, how: str, now: datetime) -> bool:
    """Write into the ledger that they opted out or in; what was about to be sent or answered is dropped. Whether it is news."""
    if opted_out(db, person) == out:
        return False
    db.add(SmsOptOut(person=person, out=out, how=how, at=now))
    if out:
        stopped = {"state": "stopped"}
        open_ones = update(SmsInbound).where(SmsInbound.person == person, SmsInbound.state.in_(("waiting", "aside")))
        db.execute(open_ones.values(stopped))
        db.execute(update(SmsOutbound).filter_by(person=person, state="due").values(state="refused"))
    db.flush()
    return True


def set_aside(db: Session) -> list[SmsInbound]:
    """The messages that were set aside, oldest first."""
    return list(db.scalars(select(SmsInbound).filter_by(state="aside").order_by(SmsInbound.id)))


def take_up_again(db: Session, key: int, now: datetime) -> bool:
    """Have a message that was set aside answered after all; False where it is none, or the person is gone or wants no texts."""
    message = db.get(SmsInbound, key)
    row = person_locked(db, message.person) if message else None
    if message is None or message.state != "aside" or row is None or opted_out(db, row.person):
        return False
    message.state, message.failures = "waiting", 0
    row.due_at = now if row.due_at is None else min(row.due_at, now)
    return True


def claim(db: Session, now: datetime, lease: timedelta) -> tuple[str, str] | None:
    """Take the person who has waited longest, for this worker alone: (person, lease); None when nothing is due.

    A worker that dies holds its lease until it runs out.
    """
    free = or_(SmsPerson.lease_until.is_(None), SmsPerson.lease_until <= now)
    row = db.scalar(
        select(SmsPerson)
        .where(SmsPerson.due_at <= now, free)
        .order_by(SmsPerson.due_at)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    if row is None:
        return None
    row.lease, row.lease_until = secrets.token_hex(16), now + lease
    return row.person, row.lease


def next_due(db: Session, person: str) -> datetime | None:
    """When there is something to do for this person; None when there is nothing."""
    waiting = db.scalar(
        select(SmsInbound.at).filter_by(person=person, state="waiting").order_by(SmsInbound.id).limit(1)
    )
    sending = select(SmsOutbound.send_at).where(SmsOutbound.person == person, SmsOutbound.state.in_(("due", "sending")))
    out = db.scalar(sending.order_by(SmsOutbound.send_at).limit(1))
    return min((at for at in (waiting, out) if at is not None), default=None)


def erase(db: Session, person: str) -> int:
    """Forget what a person wrote and was sent, and their number; how many messages that were.

    The ids of their messages stay, so that none is taken twice, until `drop` takes them; and so does the ledger: that somebody
    wants no texts must outlive everything else. A worker in the middle of an answer finds nobody to give it to.
    """
    row = person_locked(db, person)
    if row is None:
        return 0
    received = update(SmsInbound).where(SmsInbound.person == person).values(body="", state="stopped", doubtful=False)
    sent = update(SmsOutbound).where(SmsOutbound.person == person)
    gone = _count(db, received) + _count(db, sent.values(text=""))
    _count(db, sent.where(SmsOutbound.state.in_(("due", "sending"))).values(state="refused"))
    db.delete(row)
    db.flush()
    return gone


def lapsed(before: datetime, now: datetime) -> Select[str]:
    """The people whose last message, in or out, is older, and for whom no worker has anything in hand."""
    messages = union_all(
        select(SmsInbound.person, SmsInbound.at), select(SmsOutbound.person, SmsOutbound.at)
    ).subquery()
    person: ColumnElement[str] = messages.c.person
    busy = exists().where(SmsPerson.person == person, SmsPerson.lease_until > now)
    return select(person).where(~busy).group_by(person).having(func.max(messages.c.at) < before)


def drop(db: Session, person: str) -> int:
    """Take out all rows about a person but the ledger's; how many messages that were."""
    person_locked(db, person)
    sids = select(SmsOutbound.sid).where(SmsOutbound.person == person, SmsOutbound.sid.is_not(None))
    _count(db, delete(SmsStatus).where(SmsStatus.sid.in_(sids)))
    gone = _count(db, delete(SmsOutbound).where(SmsOutbound.person == person))
    gone += _count(db, delete(SmsInbound).where(SmsInbound.person == person))
    _count(db, delete(SmsPerson).where(SmsPerson.person == person))
    return gone


def _count(db: Session, statement: UpdateBase) -> int:
    return int(db.execute(statement.execution_options(synchronize_session=False)).rowcount)  # type: ignore[attr-defined]
