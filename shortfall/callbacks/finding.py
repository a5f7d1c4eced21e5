"""Who may see and change a request: the chat that made it, and one that proves it by reference and number together.

A number alone opens nothing. Functions with a session that has no transaction under way; `owned`, `locked` and `newest_open` work in one.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from shortfall.base.firm import load_firm
from shortfall.callbacks.ledger import happened
from shortfall.callbacks.tables import Callback, CallbackEvent
from shortfall.content.questions import Language
from shortfall.content.texts import text
from shortfall.reading.reference import find_reference

GIVES_RIGHTS = ("booked", "proved", "confirmed", "told_missed")
"""The events of a conversation by which a request is its own. The last two are texts to the very number it is for."""


def owned(conversation_id: str) -> Select[int]:
    """The ids of the requests that a conversation has rights over."""
    return select(CallbackEvent.callback_id).where(
        CallbackEvent.conversation_id == conversation_id, CallbackEvent.kind.in_(GIVES_RIGHTS)
    )


def locked(session: Session, reference: str, conversation_id: str) -> Callback | None:
    """A conversation's own request by its reference, locked until the transaction under way ends."""
    return session.scalars(_own(reference, conversation_id).with_for_update()).first()


def find(session: Session, reference: str, conversation_id: str) -> Callback | None:
    """The request with this reference, if it is the conversation's own."""
    with session.begin():
        return session.scalars(_own(reference, conversation_id)).first()


def find_open(session: Session, conversation_id: str) -> Callback | None:
    """The conversation's newest open request."""
    with session.begin():
        return newest_open(session, conversation_id)


def newest_open(session: Session, conversation_id: str) -> Callback | None:
    """The same, in the transaction under way."""
    own = select(Callback).where(Callback.closed_at.is_(None), Callback.id.in_(owned(conversation_id)))
    newest = own.order_by(Callback.id.desc()).limit(1)
    return session.scalars(newest.execution_options(populate_existing=True)).first()


def prove(
    session: Session, reference: str, phone: str, conversation_id: str, channel: str, now: datetime
) -> Callback | None:
    """Open a request to another conversation, for whoever knows both its reference and its phone number (E.164).

    None for an unknown reference and for a wrong number alike.
    """
    wanted = select(Callback).where(Callback.reference == (find_reference(reference) or ""))
    with session.begin():
        callback = session.scalars(wanted).first()
        if callback is None or callback.phone != phone:
            return None
        happened(session, callback, "proved", channel, conversation_id, now)
        return callback


def status_words(callback: Callback, now: datetime, language: Language = "en") -> str:
    """How a request stands, in a sentence or two for the person who made it."""
    # Of one that was joined to another nothing is said that only the staff know: no word of the other request, nor of its time.
    key = callback.status if callback.status in {"cancelled", "done", "joined"} else "listed"
    if key == "listed" and callback.window.end <= now:
        key = "over"
    values = {"reference": callback.reference, "when": callback.window.in_words(language)}
    return text(f"status.{key}", language, 0, phone=str(load_firm()["phone"]), **values)


def _own(reference: str, conversation_id: str) -> Select[Callback]:
    wanted = Callback.reference == (find_reference(reference) or "")
    own = select(Callback).where(wanted, Callback.id.in_(owned(conversation_id)))
    return own.execution_options(populate_existing=True)
