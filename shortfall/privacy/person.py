"""Everything that is stored about one person: found by phone number or reference, shown, erased."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from shortfall.callbacks.outbox import ERASED, WAITING, Delivery
from shortfall.callbacks.phone import find_phone
from shortfall.callbacks.store import (
    Callback,
    CallbackEvent,
    ConsentRecord,
    find_reference,
    phone_hash,
    withdraw,
)
from shortfall.encryption import identities
from shortfall.gateway.transcript import ChatMessage, ChatSession, erase_chat
from shortfall.privacy.engine_memory import EngineMemory
from shortfall.privacy.receipts import Receipt
from shortfall.privacy.tables import private_columns

NOBODY = "erased"
_KNOWN = {"callbacks", "consents", "deliveries", "chat_messages"}


@dataclass(frozen=True)
class Person:
    """What leads to everything about someone."""

    callbacks: tuple[int, ...]
    conversations: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.callbacks or self.conversations)


def find_person(session: Session, text: str, memory: EngineMemory) -> Person:
    """The person with this phone number or reference; an empty one if nothing is stored.

    Raises:
        ValueError: `text` is neither.
    """
    phone, reference = find_phone(text), find_reference(text)
    if reference is not None:
        # Who is known by a reference is known by its number, and so by their other requests.
        first = session.scalars(select(Callback).where(Callback.reference == reference)).first()
        numbers = {first.phone} if first is not None and first.phone else set()
        ids = {first.id} if first is not None else set()
    elif phone is not None:
        numbers, ids = {phone}, set()
    else:
        raise ValueError("neither a US phone number nor a reference such as K7QM-4XRT")
    hashes = [phone_hash(number) for number in numbers]
    ids |= set(session.scalars(select(Callback.id).where(Callback.phone_hash.in_(hashes))))
    texting = {identities().of(number, "sms") for number in numbers}
    found: set[str] = set(session.scalars(select(ChatSession.id).where(ChatSession.id.in_(texting))))
    found |= {one for one in texting if memory.texts([one])}
    for table in (Callback, CallbackEvent, ConsentRecord):
        key = Callback.id if table is Callback else table.callback_id  # type: ignore[union-attr]
        found |= set(session.scalars(select(table.conversation_id).where(key.in_(ids))))
    return Person(tuple(sorted(ids)), tuple(sorted(found - {NOBODY})))


def show(session: Session, person: Person, memory: EngineMemory) -> dict[str, list[dict[str, Any]]]:
    """All rows about a person, decrypted, by table: the answer to a request for access."""
    by_callback = {
        "callbacks": (Callback, Callback.id),
        "consents": (ConsentRecord, ConsentRecord.callback_id),
        "callback_events": (CallbackEvent, CallbackEvent.callback_id),
        "deliveries": (Delivery, Delivery.callback_id),
    }
    found: dict[str, list[dict[str, Any]]] = {}
    for name, (table, key) in by_callback.items():
        found[name] = _rows(session, table.__table__, key.in_(person.callbacks))  # type: ignore[arg-type]
    messages: sa.Table = ChatMessage.__table__  # type: ignore[assignment]
    found["chat_messages"] = _rows(session, messages, ChatMessage.session_id.in_(person.conversations))
    for other in _others():
        found[other.name] = _rows(session, other, other.c.callback_id.in_(person.callbacks))
    found["engine_events"] = [{"data": text} for text in memory.texts(person.conversations)]
    return {name: rows for name, rows in found.items() if rows}


def erase(session: Session, person: Person, memory: EngineMemory, now: datetime) -> dict[str, int]:
    """Take out everything about a person and leave a receipt; how many rows of each kind. The transaction is the caller's.

    An open request is cancelled first, and the firm's systems are told the reference that is not to be called any more.
    The consent ledger keeps that there was a consent, when and how, and loses number and wording.
    """
    callbacks = session.scalars(select(Callback).where(Callback.id.in_(person.callbacks)).with_for_update()).all()
    counts = {"callbacks": len(callbacks)}
    counts["deliveries"] = _drop_payloads(session, person.callbacks, now)
    for callback in callbacks:
        still_open = callback.closed_at is None
        blank(callback)
        if still_open:
            withdraw(session, callback, NOBODY, "erased on request", now)
    session.flush()
    events = update(CallbackEvent).where(CallbackEvent.callback_id.in_(person.callbacks))
    counts["callback_events"] = _count(session, events.values(detail={}, conversation_id=NOBODY))
    counts["consents"] = blank_consents(session, ConsentRecord.callback_id.in_(person.callbacks))
    for other in _others():
        empty = {name: None if other.c[name].nullable else "" for name in private_columns()[other]}
        counts[other.name] = _count(
            session, update(other).where(other.c.callback_id.in_(person.callbacks)).values(empty)
        )
    counts["chat_messages"] = sum(erase_chat(session, one, now) for one in person.conversations)
    counts["engine_events"] = memory.forget(person.conversations)
    counts = {name: count for name, count in counts.items() if count}
    session.add(Receipt(at=now, reason="request", counts=counts))
    return counts


def blank(callback: Callback) -> None:
    """Take out of a request all that says who made it. Its reference, window and fate stay, for the firm's own counts."""
    callback.name = callback.phone = callback.phone_hash = callback.figures = callback.note = ""
    callback.topics, callback.conversation_id = [], NOBODY


def blank_consents(session: Session, which: sa.ColumnElement[bool]) -> int:
    """Empty number and wording in the ledger, the one change that its lock lets through; how many lines."""
    lines = update(ConsentRecord).where(which, ConsentRecord.phone.is_not(None))
    return _count(session, lines.values(phone=None, wording=None))


def _drop_payloads(session: Session, callbacks: Sequence[int], now: datetime) -> int:
    deliveries = update(Delivery).where(Delivery.callback_id.in_(callbacks), Delivery.payload.is_not(None))
    waiting = deliveries.where(Delivery.state == WAITING).values(state=ERASED, payload=None, closed_at=now)
    return _count(session, waiting) + _count(session, deliveries.values(payload=None))


def _count(session: Session, statement: sa.sql.dml.UpdateBase) -> int:
    statement = statement.execution_options(synchronize_session=False)
    return int(session.execute(statement).rowcount)  # type: ignore[attr-defined]


def _others() -> list[sa.Table]:
    """Tables with private columns that belong to a request and need nothing but emptying."""
    return [table for table in private_columns() if table.name not in _KNOWN and "callback_id" in table.c]


def _rows(session: Session, table: sa.Table, which: sa.ColumnElement[bool]) -> list[dict[str, Any]]:
    return [dict(row._mapping) for row in session.execute(select(table).where(which))]
