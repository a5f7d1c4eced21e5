"""Nothing about a person is kept longer than the settings say. The worker sweeps once a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import exists, func, select, update
from sqlalchemy.orm import Session, sessionmaker

from shortfall.callbacks.outbox import Delivery
from shortfall.callbacks.store import Callback, CallbackEvent, ConsentRecord
from shortfall.gateway.transcript import ChatMessage, ChatSession, erase_chat
from shortfall.privacy.engine_memory import EngineMemory
from shortfall.privacy.person import NOBODY, blank, blank_consents
from shortfall.privacy.receipts import Receipt
from shortfall.settings import Settings

BATCH = 100


def sweep(writing: sessionmaker[Session], memory: EngineMemory, config: Settings, clock: Callable[[], datetime]) -> int:
    """Erase up to a batch of each kind whose time is over; how much that was. A receipt says what.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: the database is away; the next round does it.
    """
    now = clock()
    with writing.begin() as session:
        counts = {
            "chat_messages": _chats(session, now - timedelta(days=config.keep_chats_days), now),
            "callbacks": _callbacks(session, now - timedelta(days=config.keep_callbacks_days)),
            "consents": _consents(session, now - timedelta(days=config.keep_consents_days)),
        }
        # Chats that were erased above are forgotten by the gateway's queue; this finds what no chat belongs to.
        counts["engine_events"] = memory.forget_before((now - timedelta(days=config.keep_chats_days)).timestamp())
        counts = {name: count for name, count in counts.items() if count}
        if counts:
            session.add(Receipt(at=now, reason="retention", counts=counts))
    return sum(counts.values())


def _chats(session: Session, before: datetime, now: datetime) -> int:
    """Conversations whose last message is older; not while the firm has still to call about one."""
    last = select(func.max(ChatMessage.at)).where(ChatMessage.session_id == ChatSession.id).scalar_subquery()
    waiting = exists().where(Callback.conversation_id == ChatSession.id, Callback.closed_at.is_(None))
    old = select(ChatSession.id).where(func.coalesce(last, ChatSession.created_at) < before, ~waiting).limit(BATCH)
    return sum(max(1, erase_chat(session, one, now)) for one in session.scalars(old).all())


def _callbacks(session: Session, before: datetime) -> int:
    """Requests that were closed before: who made them is taken out, with what was to be delivered about them."""
    old = session.scalars(
        select(Callback).where(Callback.closed_at < before, Callback.phone_hash != "").limit(BATCH).with_for_update()
    ).all()
    ids = [callback.id for callback in old]
    for callback in old:
        blank(callback)
    for statement in (
        update(Delivery).where(Delivery.callback_id.in_(ids)).values(payload=None),
        update(CallbackEvent).where(CallbackEvent.callback_id.in_(ids)).values(conversation_id=NOBODY),
    ):
        session.execute(statement.execution_options(synchronize_session=False))
    return len(old)


def _consents(session: Session, before: datetime) -> int:
    old = select(ConsentRecord.id).join(Callback, Callback.id == ConsentRecord.callback_id)
    old = old.where(ConsentRecord.at < before, ConsentRecord.phone.is_not(None), Callback.closed_at.is_not(None))
    return blank_consents(session, ConsentRecord.id.in_(session.scalars(old.limit(BATCH)).all()))
