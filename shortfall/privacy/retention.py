"""Nothing about a person is kept longer than the settings say. The worker sweeps once a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import and_, delete, exists, func, select, update
from sqlalchemy.orm import Session, sessionmaker

from shortfall.base.settings import Settings
from shortfall.callbacks.outbox import Delivery
from shortfall.callbacks.tables import Callback, ConsentRecord
from shortfall.conversation import mail
from shortfall.conversation.transcript import ChatMessage, ChatSession, erase_chat
from shortfall.privacy.engine_memory import EngineMemory
from shortfall.privacy.person import blank, blank_consents, blank_events
from shortfall.privacy.receipts import Receipt
from shortfall.sms import store as sms
from shortfall.sms.thread import ChatCode, tied
from shortfall.staff.attempts import KNOWN_FOR, StaffAttempt

BATCH = 100


def sweep(writing: sessionmaker[Session], memory: EngineMemory, config: Settings, clock: Callable[[], datetime]) -> int:
    """Erase up to a batch of each kind whose time is over; how much that was. A receipt says what.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: the database is away; the next round does it.
    """
    now = clock()
    with writing.begin() as session:
        counts = {
            # In the order in which everybody takes them (base/database.py).
            "callbacks": _callbacks(session, now - timedelta(days=config.keep_callbacks_days)),
            "consents": _consents(session, now - timedelta(days=config.keep_consents_days)),
            "texts": _texts(session, now - timedelta(days=config.keep_chats_days), now),
            "chat_messages": _chats(session, now - timedelta(days=config.keep_chats_days), now),
            "chat_mails": mail.let_go(session, now - mail.DAY),
            "chat_codes": _codes(session, now - sms.LAPSE),
            "staff_attempts": _attempts(session, now - KNOWN_FOR),
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
    spoke = func.coalesce(last, ChatSession.created_at)
    old = select(ChatSession.id).where(spoke < before, ChatSession.id.not_in(_waiting(session))).limit(BATCH)
    return sum(max(1, erase_chat(session, one, now)) for one in sorted(session.scalars(old)))


def _waiting(session: Session) -> set[str]:
    """Conversations about which the firm has still to call, on the web and by text."""
    return tied(session, set(session.scalars(select(Callback.conversation_id).where(Callback.closed_at.is_(None)))))


def _texts(session: Session, before: datetime, now: datetime) -> int:
    """Conversations by text message, as those above: what was texted never outlives the chat that it became."""
    waiting = _waiting(session)
    old = [one for one in session.scalars(sms.lapsed(before, now)) if one not in waiting]
    return sum(max(1, sms.drop(session, one)) for one in sorted(old[:BATCH]))


def _codes(session: Session, before: datetime) -> int:
    """Codes by which a chat went on by text, or did not, once nothing depends on them.

    One that was taken by a text that is still to be answered (the text waits, or was set aside) is needed as long as the chat is there.
    """
    answering = exists().where(sms.SmsInbound.sid == ChatCode.sid, sms.SmsInbound.state.in_(("waiting", "aside")))
    needed = and_(answering, exists().where(ChatSession.id == ChatCode.chat))
    gone = delete(ChatCode).where(ChatCode.ends_at <= before, ~needed).execution_options(synchronize_session=False)
    return int(session.execute(gone).rowcount)  # type: ignore[attr-defined]


def _attempts(session: Session, before: datetime) -> int:
    """Attempts of the staff to log in, with the addresses they came from, once nothing depends on them."""
    gone = delete(StaffAttempt).where(StaffAttempt.at <= before).execution_options(synchronize_session=False)
    return int(session.execute(gone).rowcount)  # type: ignore[attr-defined]


def _callbacks(session: Session, before: datetime) -> int:
    """Requests that were closed before: who made them is taken out, with what was to be delivered about them."""
    old = session.scalars(
        select(Callback)
        .where(Callback.closed_at < before, Callback.phone_hash != "")
        .order_by(Callback.id)
        .limit(BATCH)
        .with_for_update()
    ).all()
    ids = [callback.id for callback in old]
    for callback in old:
        blank(callback)
    payloads = update(Delivery).where(Delivery.callback_id.in_(ids)).values(payload=None)
    session.execute(payloads.execution_options(synchronize_session=False))
    blank_events(session, ids)
    return len(old)


def _consents(session: Session, before: datetime) -> int:
    old = select(ConsentRecord.id).join(Callback, Callback.id == ConsentRecord.callback_id)
    old = old.where(ConsentRecord.at < before, ConsentRecord.phone.is_not(None), Callback.closed_at.is_not(None))
    return blank_consents(session, ConsentRecord.id.in_(session.scalars(old.limit(BATCH)).all()))
