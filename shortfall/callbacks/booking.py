"""Storing a request. One transaction of its own: give it a session that has none under way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any, cast

from sqlalchemy import and_, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from shortfall.callbacks.finding import locked, owned
from shortfall.callbacks.ledger import agreed, happened, take_back, withdraw
from shortfall.callbacks.request import CallbackRequest, Consent
from shortfall.callbacks.tables import Callback, ConsentRecord, phone_hash
from shortfall.callbacks.window import CallingWindow
from shortfall.conversation.transcript import ChatSession
from shortfall.reading import distress
from shortfall.reading.reference import new_reference

_ATTEMPTS = 8

Also = Callable[[Session, Callback], object]
"""What another part writes in the same transaction."""


class NoSuchTime(ValueError):
    """The calling window is over, or the office is not open then (any more): another has to be chosen."""


class NotStored(RuntimeError):
    """The request could not be stored. It carries no cause: a database's own message may quote the phone number."""


@dataclass(frozen=True)
class Booked:
    """What may be promised: the request is stored under `reference`; `created` is False if this chat had it open already."""

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

    A chat that has an open request for this number keeps that one: what was said now replaces the window, name, note and
    figures, topics are added, urgency stays once it is there. This also holds for two requests at the same moment. What
    other chats have asked for at the same number is neither touched nor told: a number proves nothing about who is typing.

    The same request is stored once, however often it comes: whoever got no answer may ask again, and a yes that adds nothing to
    what stands is not noted again.

    Args:
        replaces: the reference of a request of this conversation that moves to another number: the consent for the old
            one is withdrawn with it.
        also: writes what belongs to it in the same transaction.

    Raises:
        NoSuchTime: the window ended before `now` or is not within the office's hours.
        NotStored: no free reference was found; nothing was stored.
        sqlalchemy.exc.SQLAlchemyError: the database cannot be reached or stays locked; nothing was stored.
    """
    check_time(request.window, now)
    for _ in range(_ATTEMPTS):
        reference = new_reference(random)
        try:
            with session.begin():
                return _book(session, request, now, reference, replaces, also)
        except IntegrityError:
            # The reference is taken, or the same chat booked a moment ago: the next attempt sees that.
            continue
    raise NotStored


def check_time(window: CallingWindow, now: datetime) -> None:
    """Whether a window may be promised. Asked when it is booked or moved, never of one that is stored.

    Raises:
        NoSuchTime: it is over, or the office is not open then.
    """
    if window.end <= now or not window.in_office_hours:
        raise NoSuchTime


def set_window(callback: Callback, window: CallingWindow) -> None:
    """Put a window on a request."""
    callback.window_start, callback.window_end = window.start, window.end
    callback.caller_zone, callback.asap = window.caller_zone, window.asap
    callback.wish = window.wish
    callback.next_try = None


def _book(
    session: Session,
    request: CallbackRequest,
    now: datetime,
    reference: str,
    replaces: str | None,
    also: Also | None,
) -> Booked:
    here = request.conversation_id
    same = and_(Callback.phone_hash == phone_hash(request.phone), Callback.closed_at.is_(None))
    if replaces:  # two may be held below: by their ids, as everybody takes them (base/database.py)
        both = select(Callback.id).where(Callback.id.in_(owned(here)), or_(same, Callback.reference == replaces))
        session.execute(both.order_by(Callback.id).with_for_update())
    callback = session.scalars(
        select(Callback)
        .where(same, Callback.id.in_(owned(here)))
        .order_by(Callback.id.desc())
        .limit(1)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).first()
    moved = locked(session, replaces, here) if replaces else None
    moving = moved is not None and moved.closed_at is None and moved.phone != request.phone
    if moved and moving:
        if callback is None:
            take_back(session, moved, ("call", "text"), here, "gave another number", now)
            callback = moved
            callback.phone, callback.phone_hash = request.phone, phone_hash(request.phone)
        else:  # the other number has a request of this chat already: that one goes on
            withdraw(session, moved, here, "gave another number", now)
    if callback is not None and not moving and not _differences(callback, request):
        return Booked(callback.reference, _made_by(session, callback, request.consent))
    created = callback is None
    if callback is None:
        came = session.get(ChatSession, here)
        callback = Callback(
            reference=reference,
            status="waiting",
            phone=request.phone,
            phone_hash=phone_hash(request.phone),
            topics=[],
            urgent=False,
            channel=request.channel,
            conversation_id=here,
            page=came.page if came else None,
            campaign=came.campaign if came else None,
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
    callback.extension = request.extension
    set_window(callback, request.window)
    callback.topics = list(dict.fromkeys([*callback.topics, *request.topics]))
    callback.urgent = callback.urgent or request.urgent
    callback.urgent_reason = request.urgent_reason or callback.urgent_reason
    callback.mark = gravest(callback.mark, request.mark)
    callback.language = request.language or callback.language
    callback.stage = request.stage or callback.stage
    callback.deadline = request.deadline or callback.deadline
    callback.opposing = callback.opposing or request.opposing or None  # what the staff noted stays
    callback.changed_at = now
    session.flush()
    agreed(session, callback, "call", request.consent, here)
    kind = "booked" if created else "number_changed" if callback is moved else "asked_again"
    happened(session, callback, kind, request.channel, here, now, detail)
    if also is not None:
        also(session, callback)
    return Booked(callback.reference, created)


def _made_by(session: Session, callback: Callback, consent: Consent) -> bool:
    """Whether it was this very yes that made the request: the answer to it got lost, and it comes once more."""
    lines = select(ConsentRecord).where(ConsentRecord.callback_id == callback.id, ConsentRecord.kind == "call")
    first = session.scalars(lines.order_by(ConsentRecord.id).limit(1)).one()
    return first.at == consent.at or (first.message_id is not None and first.message_id == consent.message_id)


def _differences(callback: Callback, request: CallbackRequest) -> list[str]:
    """The names of the fields that a second request changes."""
    texts = ("name", "figures", "note")
    changed = [field for field in texts if getattr(request, field) not in ("", getattr(callback, field))]
    if (callback.window_start, callback.window_end) != (request.window.start, request.window.end):
        changed.append("window")
    if callback.extension != request.extension:
        changed.append("extension")
    if set(request.topics) - set(callback.topics):
        changed.append("topics")
    if request.urgent and not callback.urgent:
        changed.append("urgent")
    if gravest(callback.mark, request.mark) != callback.mark:
        changed.append("mark")
    return changed


def gravest(*marks: str | None) -> str | None:
    """The gravest of several marks; None where there is none."""
    found = distress.gravest([cast(distress.Level, mark) for mark in marks if mark])
    return None if found == "none" else found
