"""Changes of a stored request by the conversation whose own it is: another time or name, texts or none, its end.

Every function is one transaction of its own: give it a session that has none under way. None means that the conversation has
no such request, or that it is closed.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from shortfall.base.masking import mask
from shortfall.callbacks.booking import Also, check_time, set_window
from shortfall.callbacks.consent import text_wordings
from shortfall.callbacks.finding import locked
from shortfall.callbacks.ledger import agreed, happened, last_line, take_back, withdraw
from shortfall.callbacks.request import MOST_NOTE, Consent
from shortfall.callbacks.tables import Callback
from shortfall.callbacks.window import CallingWindow
from shortfall.reading.names import insisted_name, read_name


def change_window(
    session: Session,
    reference: str,
    conversation_id: str,
    window: CallingWindow,
    now: datetime,
    also: Also | None = None,
) -> Callback | None:
    """Move an open request to another window. The window that it has already changes nothing.

    Args:
        also: writes what belongs to it in the same transaction.

    Raises:
        NoSuchTime: the window ended before `now` or is not within the office's hours.
    """
    check_time(window, now)
    with session.begin():
        callback = locked(session, reference, conversation_id)
        if callback is None or callback.closed_at is not None:
            return None
        stored = CallingWindow.between(window.start, window.end, window.caller_zone, asap=window.asap, wish=window.wish)
        if callback.window == stored:
            return callback
        detail = {"from": callback.window.label, "to": window.label}
        set_window(callback, window)
        callback.changed_at = now
        happened(session, callback, "window_changed", callback.channel, conversation_id, now, detail)
        if also is not None:
            also(session, callback)
        return callback


def change_name(session: Session, reference: str, conversation_id: str, name: str, now: datetime) -> Callback | None:
    """Put another name on an open request.

    Raises:
        ValueError: not a plain name.
    """
    plain = read_name(name) or insisted_name(name, name)
    if plain is None:
        raise ValueError("not a plain name")
    with session.begin():
        callback = locked(session, reference, conversation_id)
        if callback is None or callback.closed_at is not None:
            return None
        if callback.name != plain:
            callback.name, callback.changed_at = plain, now
            happened(session, callback, "name_changed", callback.channel, conversation_id, now)
        return callback


def add_note(session: Session, reference: str, conversation_id: str, words: str, now: datetime) -> Callback | None:
    """Put more of the person's words on an open request, account numbers masked. The same words again change nothing.

    Raises:
        ValueError: there is no room for them.
    """
    with session.begin():
        callback = locked(session, reference, conversation_id)
        if callback is None or callback.closed_at is not None:
            return None
        told = mask(words.strip())
        if told not in callback.note:
            whole = " / ".join(filter(None, (callback.note, told)))
            if len(whole) > MOST_NOTE:
                raise ValueError("the note is full")
            callback.note, callback.changed_at = whole, now
            happened(session, callback, "note_added", callback.channel, conversation_id, now)
        return callback


def cancel(
    session: Session, reference: str, conversation_id: str, now: datetime, also: Also | None = None
) -> Callback | None:
    """Close a request and record that the consent to be called is withdrawn. Cancelling twice changes nothing more.

    `also` writes what belongs to it in the same transaction, while the consents still stand. None also if the firm has
    dealt with it already.
    """
    with session.begin():
        callback = locked(session, reference, conversation_id)
        if callback is None or callback.status == "done":
            return None
        if callback.status == "cancelled":
            return callback
        if also is not None:
            also(session, callback)
        withdraw(session, callback, conversation_id, "cancelled by the person", now)
        return callback


def allow_texts(
    session: Session, reference: str, conversation_id: str, consent: Consent, now: datetime, also: Also | None = None
) -> Callback | None:
    """Record the separate yes to texts about an open request. The same yes again changes nothing.

    Raises:
        ValueError: the yes is not to texts at this number in the wording in force.
    """
    with session.begin():
        callback = locked(session, reference, conversation_id)
        if callback is None or callback.closed_at is not None:
            return None
        if text_wordings(callback.phone).get(consent.version) != consent.wording:
            raise ValueError("the consent is not for this number in the wording in force")
        last = last_line(session, callback, "text")
        if last is None or last.at != consent.at or last.phone != callback.phone:
            agreed(session, callback, "text", consent, conversation_id)
            happened(session, callback, "text_agreed", callback.channel, conversation_id, now)
            if also is not None:
                also(session, callback)
        return callback


def stop_texts(
    session: Session, reference: str, conversation_id: str, now: datetime, also: Also | None = None
) -> Callback | None:
    """Withdraw the consent to texts and leave the call as it is. `also` does what belongs to it in the same transaction."""
    with session.begin():
        callback = locked(session, reference, conversation_id)
        if callback is not None:
            take_back(session, callback, ("text",), conversation_id, "asked for no texts", now)
            happened(session, callback, "text_stopped", callback.channel, conversation_id, now)
            if also is not None:
                also(session, callback)
        return callback
