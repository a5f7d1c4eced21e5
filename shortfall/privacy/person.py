"""Everything that is stored about one person: found by phone number or reference, shown, erased.

What is private in which table is said by `tables.private_columns`; tests/unit/privacy/test_tables.py fails for a column that is
forgotten here, in the retention or in the rotation of keys.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import or_, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from shortfall.base.database import Base, of_row
from shortfall.callbacks.ledger import withdraw
from shortfall.callbacks.outbox import ERASED, WAITING, Delivery
from shortfall.callbacks.tables import Callback, CallbackEvent, ConsentRecord, phone_hash
from shortfall.conversation.mail import ChatMail
from shortfall.conversation.transcript import ChatMessage, ChatSession, erase_chat
from shortfall.privacy.engine_memory import EngineMemory
from shortfall.privacy.receipts import Receipt
from shortfall.reading.phone import find_phone
from shortfall.reading.reference import find_reference
from shortfall.sms import store as sms
from shortfall.sms.thread import ChatCode, tied

NOBODY = "erased"

_BY_CALLBACK: dict[type[Base], InstrumentedAttribute[int]] = {
    Callback: Callback.id,
    ConsentRecord: ConsentRecord.callback_id,
    CallbackEvent: CallbackEvent.callback_id,
    Delivery: Delivery.callback_id,
}
_BY_CONVERSATION: dict[type[Base], InstrumentedAttribute[Any]] = {
    ChatMessage: ChatMessage.session_id,
    ChatMail: ChatMail.chat,
    sms.SmsPerson: sms.SmsPerson.person,
    sms.SmsInbound: sms.SmsInbound.person,
    sms.SmsOutbound: sms.SmsOutbound.person,
    sms.SmsOptOut: sms.SmsOptOut.person,
}


@dataclass(frozen=True)
class Person:
    """What leads to everything about someone. The id of a conversation by text message is the blind index of its number."""

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
    texting = {sms.person_of(number) for number in numbers}
    # Who texts from one number may ask to be called at another.
    theirs = or_(Callback.phone_hash.in_(hashes), Callback.conversation_id.in_(texting))
    ids |= set(session.scalars(select(Callback.id).where(theirs)))
    # The chats that went on at these numbers, and what was asked for in them.
    found = set(session.scalars(select(ChatSession.id).where(ChatSession.moved_to.in_(texting))))
    ids |= set(session.scalars(select(Callback.id).where(Callback.conversation_id.in_(found))))
    for conversation in (ChatSession.id, sms.SmsPerson.person):
        found |= set(session.scalars(select(conversation).where(conversation.in_(texting))))
    found |= {one for one in texting if memory.texts([one])}
    for table in (Callback, CallbackEvent, ConsentRecord):
        found |= set(session.scalars(select(table.conversation_id).where(_BY_CALLBACK[table].in_(ids))))
    return Person(tuple(sorted(ids)), tuple(sorted(tied(session, found - {NOBODY}))))


def show(session: Session, person: Person, memory: EngineMemory) -> dict[str, list[dict[str, Any]]]:
    """All rows about a person, decrypted, by table: the answer to a request for access."""
    found: dict[str, list[dict[str, Any]]] = {}
    for table, callback in _BY_CALLBACK.items():
        found |= _rows(session, table, callback.in_(person.callbacks))
    for table, conversation in _BY_CONVERSATION.items():
        found |= _rows(session, table, conversation.in_(person.conversations))
    found["engine_events"] = [{"data": text} for text in memory.texts(person.conversations)]
    return {name: rows for name, rows in found.items() if rows}


def erase(session: Session, person: Person, memory: EngineMemory, now: datetime) -> dict[str, int]:
    """Take out everything about a person and leave a receipt; how many rows of each kind. The transaction is the caller's.

    An open request is cancelled first, and the firm's systems are told the reference that is not to be called any more.
    The consent ledger keeps that there was a consent, when and how, and loses number and wording. The ledger of those who want
    no texts stays as it is.
    """
    theirs = select(Callback).where(Callback.id.in_(person.callbacks)).order_by(Callback.id)
    callbacks = session.scalars(theirs.with_for_update()).all()
    counts = {"callbacks": len(callbacks)}
    counts["deliveries"] = _drop_payloads(session, person.callbacks, now)
    for callback in callbacks:
        still_open = callback.closed_at is None
        blank(callback)
        if still_open:
            withdraw(session, callback, NOBODY, "erased on request", now)
    session.flush()
    counts["callback_events"] = blank_events(session, person.callbacks)
    counts["consents"] = blank_consents(session, ConsentRecord.callback_id.in_(person.callbacks))
    # Texts before chats: the worker opens a chat under the lock that this takes.
    counts["texts"] = sum(sms.erase(session, one) for one in person.conversations)
    counts["chat_messages"] = sum(erase_chat(session, one, now) for one in person.conversations)
    codes = ChatCode.chat.in_(person.conversations) | ChatCode.person.in_(person.conversations)
    counts["chat_codes"] = _count(session, sa.delete(ChatCode).where(codes))
    counts["engine_events"] = memory.forget(person.conversations)
    counts = {name: count for name, count in counts.items() if count}
    session.add(Receipt(at=now, reason="request", counts=counts))
    return counts


def blank(callback: Callback) -> None:
    """Take out of a request all that says who made it. Its reference, window and fate stay, for the firm's own counts."""
    callback.name = callback.phone = callback.phone_hash = callback.figures = callback.note = ""
    callback.wish = callback.urgent_reason = callback.extension = callback.opposing = None
    callback.stage = callback.deadline = None
    callback.topics, callback.conversation_id = [], NOBODY


def blank_events(session: Session, callbacks: Sequence[int]) -> int:
    """Empty what happened to requests of its details, the staff's notes among them; how many events."""
    events = update(CallbackEvent).where(CallbackEvent.callback_id.in_(callbacks))
    return _count(session, events.values(detail={}, note=None, conversation_id=NOBODY))


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


def _rows(session: Session, kind: type[Base], which: sa.ColumnElement[bool]) -> dict[str, list[dict[str, Any]]]:
    table = kind.__table__
    rows = [row._mapping for row in session.execute(select(*table.columns).where(which))]
    shown = [{name: of_row(value, *(row[each] for each in kind.row)) for name, value in row.items()} for row in rows]
    return {kind.__tablename__: shown}
