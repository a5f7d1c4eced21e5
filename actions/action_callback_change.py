"""Cancel, move or ask about a stored callback, from the conversation it was made in."""

from __future__ import annotations

import re
from datetime import datetime

from rasa_sdk.events import ActiveLoop, EventType, SlotSet
from sqlalchemy.orm import Session

from actions.base import CALL_ME, SafeAction, Turn, firm_phone
from actions.validate_callback_form import ValidateCallbackForm, read_edits, read_window
from shortfall.callbacks.store import (
    Callback,
    cancel,
    change_window,
    find,
    find_open,
    find_reference,
    status_words,
)
from shortfall.callbacks.window import CallingWindow, parse_window

_CANCEL = re.compile(r"\b(?:cancel|call (?:it )?off|withdraw|remove|delete|(?:don'?t|do not) call)\b", re.I)
_UNWANTED = re.compile(r"\b(?:drop|forget|no longer|(?:don'?t|do not) (?:need|want))\b", re.I)
_OTHER_TIME = re.compile(r"\b(?:instead|rather|move|reschedule|another time|different time)\b", re.I)
_STATUS = re.compile(
    r"\b(?:when (?:will|are|is)|what time|status|still (?:on|coming)|nobody|no one|never called|"
    r"hasn'?t|haven'?t|didn'?t)\b",
    re.I,
)


def wanted(turn: Turn, session: Session) -> Callback | None:
    """The request meant: by the reference given, else the newest one of this conversation."""
    conversation = turn.tracker.sender_id
    if reference := find_reference(turn.text):
        return find(session, reference, conversation)
    if (known := turn.slot("callback_reference")) and (callback := find(session, known, conversation)):
        return callback
    return find_open(session, conversation)


def cancels(text: str, now: datetime) -> bool:
    """Whether the call itself is not wanted, rather than its time: a wrong guess would lose it."""
    if _OTHER_TIME.search(text):
        return False
    return bool(_CANCEL.search(text) or (_UNWANTED.search(text) and parse_window(text, now) is None))


def move(turn: Turn) -> list[EventType]:
    """Read a new time and move the request to it."""
    with turn.world.sessions()() as session:
        callback = wanted(turn, session)
        if callback is None:
            return _none(turn)
        # "I don't want the morning" names the wrong time.
        value, question = (None, None) if _UNWANTED.search(turn.text) else read_window(turn)
        if value is None:
            turn.say(
                question or 'What time would suit you? For example "tomorrow afternoon" or "friday at 10".',
                topic="callback_change",
                asking="callback_new_window",
            )
            return []
        window = CallingWindow.model_validate(value)
        moved = change_window(session, callback.reference, turn.tracker.sender_id, window, turn.world.now())
        if moved is None:
            turn.say(f"I could not change that one. Please call {firm_phone()}.", topic="callback_change")
            return []
    turn.say(
        f"Done. Your callback {moved.reference} is now set for {window.label}.",
        topic="callback_change",
        card={"type": "callback", "reference": moved.reference, "window": window.label},
    )
    return []


def unsent(turn: Turn) -> list[EventType]:
    """The request that is still being filled in is meant: dropped, or an earlier answer changed; the form asks on."""
    if cancels(turn.text, turn.world.now()):
        turn.say("No problem. I have not sent or stored a request. Ask me anything else.", topic="cancel")
        return [*ValidateCallbackForm.leave(), ActiveLoop(None)]
    edits = read_edits(turn)
    known = {name: value for name, value in edits.items() if value is not None or turn.slot(name) is not None}
    if "callback_phone" in known:
        known["callback_consent"] = None
    turn.say("All right." if known else "Let us finish the request first.", topic="callback_change")
    return [SlotSet(name, value) for name, value in known.items()]


def _none(turn: Turn) -> list[EventType]:
    turn.say(
        "I find no callback from this conversation under that reference. "
        f"If you asked somewhere else, call {firm_phone()}, or I can set up a new one.",
        topic="callback_change",
        choices=[CALL_ME],
    )
    return []


class ActionCallbackChange(SafeAction):
    """Three things a person may want; the words tell which."""

    def name(self) -> str:
        return "action_callback_change"

    def answer(self, turn: Turn) -> list[EventType]:
        text = turn.text
        if turn.form == "callback_form" and not find_reference(text):
            return unsent(turn)
        with turn.world.sessions()() as session:
            callback = wanted(turn, session)
            if callback is None:
                return _none(turn)
            if cancels(text, turn.world.now()):
                done = cancel(session, callback.reference, turn.tracker.sender_id, turn.world.now())
                if done is None:
                    turn.say(f"I could not cancel that one. Please call {firm_phone()}.", topic="callback_change")
                else:
                    turn.say(
                        f"{status_words(done, turn.world.now())} You can ask for a new one any time.",
                        topic="callback_change",
                    )
                return []
            if _STATUS.search(text):
                turn.say(
                    f"{status_words(callback, turn.world.now())} If you need someone sooner, call {firm_phone()}.",
                    topic="callback_change",
                )
                return []
        return move(turn)
