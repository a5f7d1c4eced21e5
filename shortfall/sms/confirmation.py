"""The texts we start ourselves: that a callback is stored, moved or cancelled, or that we called, to those who said yes to them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Literal

from sqlalchemy.orm import Session

from shortfall.base.firm import load_firm
from shortfall.callbacks.ledger import happened
from shortfall.callbacks.tables import Callback
from shortfall.content.questions import Language
from shortfall.content.texts import text
from shortfall.sms.outbound import CANCELLED, CONFIRMATION, MISSED, enqueue, hold_back
from shortfall.sms.store import person_of

What = Literal["stored", "moved", "cancelled", "missed"]


def wording(callback: Callback, what: What) -> str:
    """What it says: the reference and the window, never why the person asked; at most two parts."""
    firm, language = load_firm(), language_of(callback)
    values = {"reference": callback.reference, "when": callback.window.in_words(language)}
    return text(f"confirm.{what}", language, 0, firm=str(firm["name"]), phone=str(firm["phone"]), **values)


def language_of(callback: Callback) -> Language:
    """The language of a request's talk."""
    return "es" if callback.language == "es" else "en"


def confirm(session: Session, callback: Callback, what: What, conversation_id: str, now: datetime) -> bool:
    """Send the confirmation, in the transaction under way; whether it may be sent.

    From then on the thread with this number may see and change the request. The text takes the place of an earlier one that
    has not gone out yet. Whoever texts from this very number has the answer on the same screen already. Before a cancellation
    is written: with it the consent ends.
    """
    person = person_of(callback.phone)
    hold_back(session, person)
    if conversation_id == person:
        return False
    purpose = CANCELLED if what == "cancelled" else CONFIRMATION
    if not enqueue(session, number=callback.phone, text=wording(callback, what), purpose=purpose, now=now):
        return False
    if what == "stored":
        happened(session, callback, "confirmed", "sms", person, now)
    return True


def tell_missed(session: Session, callback: Callback, now: datetime) -> bool:
    """Say that we called and reached nobody, in the transaction under way; whether it may be said. Whoever calls sees to it that it is once."""
    words = wording(callback, "missed")
    if not enqueue(session, number=callback.phone, text=words, purpose=MISSED, now=now):
        return False
    happened(session, callback, "told_missed", "sms", person_of(callback.phone), now)
    return True


def confirming(what: What, conversation_id: str, now: datetime) -> Callable[[Session, Callback], object]:
    """What the callback's store is to do along with a change of this kind."""
    return lambda session, callback: confirm(session, callback, what, conversation_id, now)


def no_more(session: Session, callback: Callback) -> None:
    """Hold back, in the transaction under way, what has not gone out yet: the consent to texts is withdrawn."""
    hold_back(session, person_of(callback.phone))
