"""The one text we start ourselves: that a callback is stored, to those who said yes to it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from shortfall.callbacks.store import Callback
from shortfall.sms.outbound import enqueue
from shortfall.topics import load_firm


def wording(callback: Callback) -> str:
    """What it says: the reference and the window, never why the person asked; at most 306 septets."""
    firm = load_firm()
    return (
        f"{firm['name']}: your callback {callback.reference} is on our list for {callback.window.label}. "
        f"Questions or changes: {firm['phone']}. Reply HELP for help, STOP to end texts."
    )


def confirm(session: Session, callback: Callback, now: datetime) -> bool:
    """Send the confirmation, in the transaction under way; whether it may be sent.

    Whoever booked by text message has the answer on the same screen already.
    """
    if callback.channel == "sms":
        return False
    return enqueue(session, number=callback.phone, text=wording(callback), purpose="callback", now=now)
