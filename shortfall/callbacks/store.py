"""Where requests for a callback are kept, with the consent to each and everything that happened to them.

Every function here is one transaction of its own: give it a session that has none under way.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any, Literal, cast

from sqlalchemy import JSON, ForeignKey, Index, String, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from shortfall.base import trace
from shortfall.base.database import Base, Private, UtcDateTime
from shortfall.base.encryption import identities
from shortfall.base.firm import load_firm
from shortfall.base.settings import settings
from shortfall.callbacks import outbox
from shortfall.callbacks.request import CallbackRequest, Channel, Consent
from shortfall.callbacks.targets import switched_on
from shortfall.callbacks.targets.base import Event, Handoff
from shortfall.callbacks.window import CallingWindow
from shortfall.reading import distress
from shortfall.reading.names import read_name
from shortfall.reading.reference import find_reference, new_reference

_ATTEMPTS = 8

Status = Literal["waiting", "claimed", "done", "cancelled"]


class Callback(Base):
    """One request. It is open until `closed_at` is set; one phone has at most one open request."""

    __tablename__ = "callbacks"
    __table_args__ = (
        Index(
            "one_open_callback_per_phone",
            "phone_hash",
            unique=True,
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
        Index("callbacks_by_urgency", "closed_at", "urgent", "window_start"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(9), unique=True)
    status: Mapped[str] = mapped_column(String(16), default="waiting")
    name: Mapped[str] = mapped_column(Private)
    phone: Mapped[str] = mapped_column(Private)
    phone_hash: Mapped[str] = mapped_column(String(64), index=True)
    """The blind index of the number, by which a person's requests are found."""
    window_start: Mapped[datetime] = mapped_column(UtcDateTime)
    window_end: Mapped[datetime] = mapped_column(UtcDateTime)
    caller_zone: Mapped[str] = mapped_column(String(64))
    asap: Mapped[bool]
    topics: Mapped[list[str]] = mapped_column(JSON)
    figures: Mapped[str] = mapped_column(Private)
    note: Mapped[str] = mapped_column(Private)
    urgent: Mapped[bool]
    urgent_reason: Mapped[str | None] = mapped_column(Private)
    """Why, for staff: "sale on Fri Nov 27"."""
    mark: Mapped[str | None] = mapped_column(String(16), default=None)
    """The gravest that was said of a life in danger: crisis, danger, violence, distress. Staff see it first."""
    wish: Mapped[str | None] = mapped_column(Private)
    """The person's own words where other times would do as well, or were wanted: "weekday mornings"."""
    channel: Mapped[str] = mapped_column(String(8))
    conversation_id: Mapped[str] = mapped_column(String(128), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    claimed_by: Mapped[str | None] = mapped_column(String(32), default=None)
    """The account of the member of the staff who has it."""
    no_answers: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)
    """Goes up with every change, whoever makes it: what the staff decide holds for the version they have seen."""

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  (read by SQLAlchemy)

    @property
    def window(self) -> CallingWindow:
        """When the firm calls."""
        return CallingWindow.between(
            self.window_start, self.window_end, self.caller_zone, asap=self.asap, wish=self.wish or ""
        )


class ConsentRecord(Base):
    """A line of the consent ledger: a yes, or its withdrawal. The database lets lines be added, and number and wording be
    blanked for privacy; no more."""

    __tablename__ = "consents"

    id: Mapped[int] = mapped_column(primary_key=True)
    callback_id: Mapped[int] = mapped_column(ForeignKey("callbacks.id"), index=True)
    kind: Mapped[str] = mapped_column(String(8))  # call; text is asked for separately
    given: Mapped[bool]
    version: Mapped[str] = mapped_column(String(32))
    wording: Mapped[str | None] = mapped_column(Private)  # None, as the number, once it was erased
    phone: Mapped[str | None] = mapped_column(Private)
    channel: Mapped[str] = mapped_column(String(8))
    conversation_id: Mapped[str] = mapped_column(String(128))
    message_id: Mapped[str | None] = mapped_column(String(128))
    how: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class CallbackEvent(Base):
    """Something that happened to a request. `detail` names fields and times, never a person."""

    __tablename__ = "callback_events"

    id: Mapped[int] = mapped_column(primary_key=True)
    callback_id: Mapped[int] = mapped_column(ForeignKey("callbacks.id"), index=True)
    kind: Mapped[str] = mapped_column(String(32))
    """booked, asked_again, proved, …_changed, text_stopped, cancelled; handling.ACTIONS"""
    channel: Mapped[str] = mapped_column(String(8))
    conversation_id: Mapped[str] = mapped_column(String(128), index=True)
    detail: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    staff: Mapped[str | None] = mapped_column(String(32), default=None)
    note: Mapped[str | None] = mapped_column(Private, default=None)
    """Who of the staff did it, and what they noted."""


Also = Callable[[Session, Callback], object]
"""What another part writes in the same transaction."""


class WindowPassed(ValueError):
    """The calling window is over; another has to be chosen before anything is promised."""


class NotStored(RuntimeError):
    """The request could not be stored. It carries no cause: a database's own message may quote the phone number."""


@dataclass(frozen=True)
class Booked:
    """What may be promised: the request is stored under `reference`; `created` is False if it was open already."""

    reference: str
    created: bool


def book(
    session: Session,
    request: CallbackRequest,
    now: datetime,
    random: Random,
    replaces: str | None = None,
    also: Also | None = None,
) -> Booked:
    """Store a request, its consent and an event, all or nothing; when this returns, they are committed.

    A phone with an open request keeps that one: what was said now replaces the window, name, note and figures, topics
    are added, urgency stays once it is there. This also holds for two requests at the same moment.

    The same request under the same yes is stored once, however often it comes: whoever got no answer may ask again.

    Args:
        replaces: the reference of a request of this conversation that moves to another number: the consent for the old
            one is withdrawn with it.
        also: writes what belongs to it (a text that confirms it) in the same transaction.

    Raises:
        WindowPassed: the window ended before `now`.
        NotStored: no free reference was found; nothing was stored.
        sqlalchemy.exc.SQLAlchemyError: the database cannot be reached or stays locked; nothing was stored.
    """
    if request.window.end <= now:
        raise WindowPassed
    for _ in range(_ATTEMPTS):
        reference = new_reference(random)
        try:
            with session.begin():
                return _book(session, request, now, reference, replaces, also)
        except IntegrityError:
            # The reference is taken, or the same phone was booked a moment ago: the next attempt sees that.
            continue
    raise NotStored


def find(session: Session, reference: str, conversation_id: str, phone: str | None = None) -> Callback | None:
    """The request with this reference, if it was asked for in this conversation or for this phone (E.164)."""
    with session.begin():
        return _find(session, reference, conversation_id, phone)


def find_open(session: Session, conversation_id: str) -> Callback | None:
    """The newest open request that was asked for in this conversation."""
    asked_here = select(CallbackEvent.callback_id).where(CallbackEvent.conversation_id == conversation_id)
    with session.begin():
        return session.scalars(
            select(Callback)
            .where(Callback.closed_at.is_(None), Callback.id.in_(asked_here))
            .order_by(Callback.id.desc())
            .limit(1)
            .execution_options(populate_existing=True)
        ).first()


def change_window(
    session: Session,
    reference: str,
    conversation_id: str,
    window: CallingWindow,
    now: datetime,
    phone: str | None = None,
    also: Also | None = None,
) -> Callback | None:
    """Move an open request to another window. None if there is no such open request for this conversation or phone.

    The window that it has already changes nothing.

    Args:
        also: writes what belongs to it in the same transaction.

    Raises:
        WindowPassed: the window ended before `now`.
    """
    if window.end <= now:
        raise WindowPassed
    with session.begin():
        callback = _find(session, reference, conversation_id, phone, lock=True)
        if callback is None or callback.closed_at is not None:
            return None
        if callback.window == window:
            return callback
        detail = {"from": callback.window.label, "to": window.label}
        _set_window(callback, window)
        callback.changed_at = now
        event = _event(callback, "window_changed", callback.channel, conversation_id, detail, now)
        session.add(event)
        _announce(session, callback, event)
        if also is not None:
            also(session, callback)
        return callback


def cancel(
    session: Session,
    reference: str,
    conversation_id: str,
    now: datetime,
    phone: str | None = None,
    also: Also | None = None,
) -> Callback | None:
    """Close a request and record that the consent to be called is withdrawn. Cancelling twice changes nothing more.

    `also` writes what belongs to it in the same transaction, while the consents still stand. None if there is no such request for this conversation or phone, or the firm has dealt with it already.
    """
    with session.begin():
        callback = _find(session, reference, conversation_id, phone, lock=True)
        if callback is None or callback.status == "done":
            return None
        if callback.status == "cancelled":
            return callback
        if also is not None:
            also(session, callback)
        withdraw(session, callback, conversation_id, "cancelled by the person", now)
        return callback


def change_name(session: Session, reference: str, conversation_id: str, name: str, now: datetime) -> Callback | None:
    """Put another name on an open request of this conversation; None if there is none.

    Raises:
        ValueError: not a plain name.
    """
    plain = read_name(name)
    if plain is None:
        raise ValueError("not a plain name")
    with session.begin():
        callback = _find(session, reference, conversation_id, None, lock=True)
        if callback is None or callback.closed_at is not None:
            return None
        if callback.name == plain:
            return callback
        callback.name, callback.changed_at = plain, now
        event = _event(callback, "name_changed", callback.channel, conversation_id, {}, now)
        session.add(event)
        _announce(session, callback, event)
        return callback


def stop_texts(
    session: Session, reference: str, conversation_id: str, now: datetime, also: Also | None = None
) -> Callback | None:
    """Withdraw the consent to texts and leave the call as it is; None if this conversation has no such request.

    `also` does what belongs to it in the same transaction.
    """
    with session.begin():
        callback = _find(session, reference, conversation_id, None, lock=True)
        if callback is not None:
            _withdraw(session, callback, ("text",), conversation_id, "asked for no texts", now)
            session.add(_event(callback, "text_stopped", callback.channel, conversation_id, {}, now))
            if also is not None:
                also(session, callback)
        return callback


def prove(
    session: Session, reference: str, phone: str, conversation_id: str, channel: Channel, now: datetime
) -> Callback | None:
    """Open a request to another conversation, for whoever knows both its reference and its phone number (E.164).

    None for an unknown reference and for a wrong number alike.
    """
    with session.begin():
        callback = _find(session, reference, "", phone)
        if callback is not None:
            session.add(_event(callback, "proved", channel, conversation_id, {}, now))
        return callback


def withdraw(session: Session, callback: Callback, conversation_id: str, how: str, now: datetime) -> None:
    """Close an open request in the transaction under way: lines in the ledger, event, deliveries."""
    _withdraw(session, callback, ("call", "text"), conversation_id, how, now)
    _close(session, callback, conversation_id, now)


def status_words(callback: Callback, now: datetime) -> str:
    """How a request stands, in a sentence or two for the person who made it."""
    if callback.status == "cancelled":
        return f"Your callback {callback.reference} is cancelled. The firm will not call you about it."
    if callback.status == "done":
        return f"Your callback {callback.reference} is marked as done."
    window = callback.window
    if window.end <= now:
        phone = load_firm()["phone"]
        return (
            f"The time for your callback {callback.reference} ({window.label}) has passed. If nobody reached you, "
            f"I am sorry. Please call {phone}, or tell me another time."
        )
    return f"Your callback {callback.reference} is on the firm's list for {window.label}."


def gravest(*marks: str | None) -> str | None:
    """The gravest of several marks; None where there is none."""
    found = distress.gravest([cast(distress.Level, mark) for mark in marks if mark])
    return None if found == "none" else found


def phone_hash(phone: str) -> str:
    """The blind index of a number (E.164) among the callbacks."""
    return identities().of(phone, "callback")


def _book(
    session: Session,
    request: CallbackRequest,
    now: datetime,
    reference: str,
    replaces: str | None,
    also: Also | None,
) -> Booked:
    callback = session.scalars(
        select(Callback)
        .where(Callback.phone_hash == phone_hash(request.phone), Callback.closed_at.is_(None))
        .with_for_update()
        .execution_options(populate_existing=True)
    ).first()
    moved = _find(session, replaces, request.conversation_id, None, lock=True) if replaces else None
    if moved and moved.closed_at is None and moved.phone != request.phone:
        _withdraw(session, moved, ("call", "text"), request.conversation_id, "gave another number", now)
        if callback is None:
            callback = moved
            callback.phone, callback.phone_hash = request.phone, phone_hash(request.phone)
        else:  # the other number has a request of its own: that one goes on
            _close(session, moved, request.conversation_id, now)
    if (
        callback is not None
        and (first := _booked_by(session, callback, request))
        and not _differences(callback, request)
    ):
        return Booked(callback.reference, first.kind == "booked")
    created = callback is None
    if callback is None:
        callback = Callback(
            reference=reference,
            status="waiting",
            phone=request.phone,
            phone_hash=phone_hash(request.phone),
            topics=[],
            urgent=False,
            channel=request.channel,
            conversation_id=request.conversation_id,
            created_at=now,
            name=request.name,
            figures=request.figures,
            note=request.note,
        )
        detail: dict[str, Any] = {}
        session.add(callback)
    else:
        detail = {"from": callback.window.label, "to": request.window.label, "changed": _differences(callback, request)}
        callback.name = request.name
        callback.figures = request.figures or callback.figures
        callback.note = request.note or callback.note
    _set_window(callback, request.window)
    callback.topics = list(dict.fromkeys([*callback.topics, *request.topics]))
    callback.urgent = callback.urgent or request.urgent
    callback.urgent_reason = request.urgent_reason or callback.urgent_reason
    callback.mark = gravest(callback.mark, request.mark)
    callback.changed_at = now
    session.flush()
    for kind, consent in (("call", request.consent), ("text", request.text_consent)):
        if consent is not None:
            session.add(_given(callback, kind, consent, request))
    kind = "booked" if created else "number_changed" if callback is moved else "asked_again"
    event = _event(callback, kind, request.channel, request.conversation_id, detail, now)
    session.add(event)
    _announce(session, callback, event)
    if also is not None:
        also(session, callback)
    return Booked(callback.reference, created)


def _booked_by(session: Session, callback: Callback, request: CallbackRequest) -> CallbackEvent | None:
    """What this very yes has done to the request already."""
    given = select(ConsentRecord).where(
        ConsentRecord.callback_id == callback.id,
        ConsentRecord.conversation_id == request.conversation_id,
        ConsentRecord.kind == "call",
        ConsentRecord.given,
        ConsentRecord.at == request.consent.at,
    )
    if all(line.phone != request.phone for line in session.scalars(given)):
        return None
    mine = select(CallbackEvent).where(
        CallbackEvent.callback_id == callback.id,
        CallbackEvent.conversation_id == request.conversation_id,
        CallbackEvent.kind.in_(("booked", "asked_again", "number_changed")),
        CallbackEvent.at >= request.consent.at,
    )
    return session.scalars(mine.order_by(CallbackEvent.id).limit(1)).first()


_ANNOUNCED: dict[str, Event] = {
    "booked": "callback.requested",
    "asked_again": "callback.changed",
    "window_changed": "callback.changed",
    "name_changed": "callback.changed",
    "number_changed": "callback.changed",
    "cancelled": "callback.cancelled",
}


def _announce(session: Session, callback: Callback, event: CallbackEvent) -> None:
    """Write, in the transaction of the event itself, what the firm's systems have to be told about it."""
    session.flush()
    consent = session.scalars(
        select(ConsentRecord)
        .where(ConsentRecord.callback_id == callback.id, ConsentRecord.kind == "call")
        .order_by(ConsentRecord.id.desc())
        .limit(1)
    ).one()
    handoff = Handoff.of(callback, consent, _ANNOUNCED[event.kind], event.at, event.id)
    outbox.enqueue(session, callback.id, handoff, switched_on(settings()))


def _differences(callback: Callback, request: CallbackRequest) -> list[str]:
    """The names of the fields that a second request changes."""
    texts = ("name", "figures", "note")
    changed = [field for field in texts if getattr(request, field) not in ("", getattr(callback, field))]
    if (callback.window_start, callback.window_end) != (request.window.start, request.window.end):
        changed.append("window")
    if set(request.topics) - set(callback.topics):
        changed.append("topics")
    if request.urgent and not callback.urgent:
        changed.append("urgent")
    if gravest(callback.mark, request.mark) != callback.mark:
        changed.append("mark")
    return changed


def _set_window(callback: Callback, window: CallingWindow) -> None:
    callback.window_start, callback.window_end = window.start, window.end
    callback.caller_zone, callback.asap = window.caller_zone, window.asap
    callback.wish = window.wish


def _close(session: Session, callback: Callback, conversation_id: str, now: datetime) -> None:
    callback.status, callback.closed_at, callback.changed_at = "cancelled", now, now
    event = _event(callback, "cancelled", callback.channel, conversation_id, {}, now)
    session.add(event)
    _announce(session, callback, event)


def _given(callback: Callback, kind: str, consent: Consent, request: CallbackRequest) -> ConsentRecord:
    """The line of the ledger for a yes."""
    return ConsentRecord(
        **_common(callback, kind, consent, request.conversation_id),
        given=True,
        phone=request.phone,
        channel=request.channel,
        message_id=consent.message_id,
        how="said yes in the chat",
        at=consent.at,
    )


def _common(callback: Callback, kind: str, asked: Consent | ConsentRecord, conversation_id: str) -> dict[str, Any]:
    """What a yes and its withdrawal have in common: what was asked, word for word."""
    return {
        "callback_id": callback.id,
        "kind": kind,
        "version": asked.version,
        "wording": asked.wording,
        "conversation_id": conversation_id,
    }


def _withdraw(
    session: Session, callback: Callback, kinds: tuple[str, ...], conversation_id: str, how: str, now: datetime
) -> None:
    """A line for every kind of consent that stands: it is taken back, in the words in which it was given."""
    for kind in kinds:
        last = session.scalars(
            select(ConsentRecord)
            .where(ConsentRecord.callback_id == callback.id, ConsentRecord.kind == kind)
            .order_by(ConsentRecord.id.desc())
            .limit(1)
        ).first()
        if last is not None and last.given:
            common = _common(callback, kind, last, conversation_id)
            session.add(
                ConsentRecord(**common, given=False, phone=last.phone, channel=callback.channel, how=how, at=now)
            )


def _find(
    session: Session, reference: str, conversation_id: str, phone: str | None, *, lock: bool = False
) -> Callback | None:
    wanted = find_reference(reference)
    if wanted is None:
        return None
    query = select(Callback).where(Callback.reference == wanted).execution_options(populate_existing=True)
    callback = session.scalars(query.with_for_update() if lock else query).first()
    if callback is None:
        return None
    asked_here = select(CallbackEvent.id).where(
        CallbackEvent.callback_id == callback.id,
        CallbackEvent.conversation_id == conversation_id,
        CallbackEvent.kind.in_(("booked", "asked_again", "proved")),
    )
    if session.scalars(asked_here.limit(1)).first() is None and callback.phone != phone:
        return None
    return callback


def _event(
    callback: Callback, kind: str, channel: Channel | str, conversation_id: str, detail: dict[str, Any], now: datetime
) -> CallbackEvent:
    return CallbackEvent(
        callback_id=callback.id,
        kind=kind,
        channel=channel,
        conversation_id=conversation_id,
        detail=detail | trace.detail(),
        at=now,
    )
