"""What is written down beside a request, in the transaction under way: consents, events, and what the firm's systems are told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from shortfall.base import trace
from shortfall.base.settings import settings
from shortfall.callbacks import outbox
from shortfall.callbacks.request import Consent
from shortfall.callbacks.tables import Callback, CallbackEvent, ConsentRecord
from shortfall.callbacks.targets.base import Event, Handoff

_ANNOUNCED: dict[str, Event] = {
    "booked": "callback.requested",
    "asked_again": "callback.changed",
    "window_changed": "callback.changed",
    "name_changed": "callback.changed",
    "note_added": "callback.changed",
    "number_changed": "callback.changed",
    "joined": "callback.changed",
    "joined_to": "callback.cancelled",
    "joined_cancelled": "callback.changed",
    "cancelled": "callback.cancelled",
}


def happened(
    session: Session,
    callback: Callback,
    kind: str,
    channel: str,
    conversation_id: str,
    now: datetime,
    detail: dict[str, Any] | None = None,
    *,
    staff: str | None = None,
    note: str | None = None,
) -> CallbackEvent:
    """Write an event, and tell the firm's systems if it is one of those they hear of."""
    event = CallbackEvent(
        callback_id=callback.id,
        kind=kind,
        channel=channel,
        conversation_id=conversation_id,
        detail=(detail or {}) | trace.detail(),
        at=now,
        staff=staff,
        note=note,
    )
    session.add(event)
    session.flush()
    if told := _ANNOUNCED.get(kind):
        outbox.enqueue(session, callback.id, _handoff(session, callback, told, event), settings().targets)
    return event


def agreed(session: Session, callback: Callback, kind: str, consent: Consent, conversation_id: str) -> None:
    """The line of the ledger for a yes."""
    session.add(
        ConsentRecord(
            **_common(callback, kind, consent, conversation_id),
            given=True,
            phone=callback.phone,
            channel=callback.channel,
            message_id=consent.message_id,
            how="said yes in the chat",
            at=consent.at,
        )
    )


def last_line(session: Session, callback: Callback, kind: str) -> ConsentRecord | None:
    """How a consent stands: its last line."""
    lines = select(ConsentRecord).where(ConsentRecord.callback_id == callback.id, ConsentRecord.kind == kind)
    return session.scalars(lines.order_by(ConsentRecord.id.desc()).limit(1)).first()


def take_back(
    session: Session, callback: Callback, kinds: Iterable[str], conversation_id: str, how: str, now: datetime
) -> None:
    """A line for every kind of consent that stands: it is taken back, in the words in which it was given."""
    for kind in kinds:
        last = last_line(session, callback, kind)
        if last is not None and last.given:
            common = _common(callback, kind, last, conversation_id)
            session.add(
                ConsentRecord(**common, given=False, phone=last.phone, channel=callback.channel, how=how, at=now)
            )


def withdraw(session: Session, callback: Callback, conversation_id: str, how: str, now: datetime) -> None:
    """Close a request whose call is not wanted any more: lines in the ledger, event, deliveries."""
    take_back(session, callback, ("call", "text"), conversation_id, how, now)
    callback.status, callback.closed_at, callback.changed_at = "cancelled", now, now
    happened(session, callback, "cancelled", callback.channel, conversation_id, now)
    # Whoever is to make the one call for both has to know that one of them is not wanted.
    newer = session.get(Callback, callback.joined_to) if callback.joined_to else None
    if newer is not None and newer.closed_at is None:
        newer.changed_at = now
        detail = {"reference": callback.reference}
        happened(session, newer, "joined_cancelled", newer.channel, newer.conversation_id, now, detail)


def _handoff(session: Session, callback: Callback, told: Event, event: CallbackEvent) -> Handoff:
    consent = last_line(session, callback, "call")
    if consent is None:
        raise LookupError("a request without a consent")
    joined = session.scalars(select(Callback).where(Callback.joined_to == callback.id).order_by(Callback.id)).all()
    into = session.get(Callback, callback.joined_to) if event.kind == "joined_to" else None
    return Handoff.of(callback, consent, told, event.at, event.id, joined, into)


def _common(callback: Callback, kind: str, asked: Consent | ConsentRecord, conversation_id: str) -> dict[str, Any]:
    """What a yes and its withdrawal have in common: what was asked, word for word."""
    return {
        "callback_id": callback.id,
        "kind": kind,
        "version": asked.version,
        "wording": asked.wording,
        "conversation_id": conversation_id,
    }
