"""A stored callback: when it is, another time, number or name, no texts, or its end.

From the conversation it was made in, and from any other for whoever knows its reference and its phone number.
"""

from __future__ import annotations

import re
from datetime import datetime

from rasa_sdk.events import ActiveLoop, EventType, FollowupAction, SlotSet
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from actions.base import CALL_ME, SafeAction, Turn, firm_phone
from actions.forms import FORM_SLOTS
from actions.urgency import UNDATED
from actions.validate_callback_form import UNAGREED, ValidateCallbackForm, read_edits, read_window
from shortfall.callbacks.store import (
    Callback,
    cancel,
    change_name,
    change_window,
    find,
    find_open,
    prove,
    status_words,
    stop_texts,
)
from shortfall.callbacks.window import CallingWindow, parse_window
from shortfall.reading.names import read_name
from shortfall.reading.phone import PhoneProblem, find_phone, read_phone
from shortfall.reading.reference import find_reference, without_reference
from shortfall.sms.confirmation import confirming, no_more

MOST_GUESSES = 3
"""How often a conversation may try a reference that is not its own."""

_CANCEL = re.compile(
    r"\b(?:cancel|call (?:it )?off|withdraw|revoke|remove|delete|undo|opt out|take (?:me|my (?:name|number)) off|(?:don'?t|do not|not to|never) "
    r"(?:\w+ )?(?:call|phone|ring|contact)|stop (?:calling|contacting|phoning)|no (?:more )?calls?|leave me alone"
    r"|take back my (?:ok|consent|permission|yes))\b",
    re.I,
)
_UNWANTED = re.compile(
    r"\b(?:drop|forget|no longer|no need|(?:don'?t|do not) (?:need|want)|changed? my mind|found (?:another|a different) lawyer)\b",
    re.I,
)
_OTHER_TIME = re.compile(r"\b(?:instead|rather|move|reschedule|another time|different time|later)\b", re.I)
_CHANGE = re.compile(
    r"\b(?:change|move|reschedule|push|switch|make it|make the call|instead|rather|earlier|can'?t make|different|another|edit|update)\b",
    re.I,
)
_STATUS = re.compile(
    r"\b(?:when (?:will|are|is|was|do)|what (?:time|day|was|is)|status|still|nobody|no one|never|hasn'?t|haven'?t|didn'?t|did (?:you|my)"
    r"|look up|check|keep|who is going to|has any(?:one|body)|is (?:someone|somebody|anyone|anybody)|passed|missed)\b",
    re.I,
)
_NO_TEXTS = re.compile(r"\b(?:don'?t|do not|stop|no|quit) (?:\w+ )?text(?:s|ing)?\b", re.I)
_NUMBER = re.compile(r"\b(?:number|phone|cell|mobile|landline)\b", re.I)
_GIVES_NUMBER = re.compile(r"\bwrong\b|\bnumber is\b", re.I)
_NAME = re.compile(r"\bname\b", re.I)
_WORD = re.compile(r"\w")
_NEW_NAME = re.compile(r"\b(?:name (?:is|to|should be)|to|it'?s|is)\s+(.+)$", re.I)


def wanted(turn: Turn, session: Session) -> Callback | None:
    """The request meant: by the reference given, else the newest one of this conversation."""
    conversation = turn.tracker.sender_id
    if reference := find_reference(turn.text):
        return find(session, reference, conversation)
    if (known := turn.slot("callback_reference")) and (callback := find(session, known, conversation)):
        if callback.closed_at is None:
            return callback
        return find_open(session, conversation) or callback
    return find_open(session, conversation)


def cancels(text: str, now: datetime) -> bool:
    """Whether the call itself is not wanted, rather than its time: a wrong guess would lose it."""
    if _OTHER_TIME.search(text):
        return False
    return bool(_CANCEL.search(text) or (_UNWANTED.search(text) and parse_window(text, now) is None))


def call_off(turn: Turn, callback: Callback) -> list[EventType]:
    """Cancel it, and with it withdraw every consent."""
    now, conversation = turn.world.now(), turn.tracker.sender_id
    also = confirming("cancelled", conversation, now)
    done = turn.world.surely(lambda session: cancel(session, callback.reference, conversation, now, also=also))
    if done is None:
        turn.say(f"I could not cancel that one. Please call {firm_phone()}.", topic="callback_change")
    else:
        turn.say(
            f"{status_words(done, turn.world.now())} You can ask for a new one any time.",
            topic="callback_change",
            choices=[CALL_ME],
        )
    return []


def move(turn: Turn, callback: Callback, text: str) -> list[EventType]:
    """Read a new time and move the request to it."""
    # "I don't want the morning" names the wrong time.
    value, question = (None, None) if _UNWANTED.search(text) else read_window(turn, text)
    if value is None:
        turn.say(
            question
            or 'What time would suit you? For example "tomorrow afternoon" or "friday at 10". '
            'You can also say "change my number", "change my name" or "cancel my callback".',
            topic="callback_change",
            asking="callback_new_window",
        )
        return []
    window = CallingWindow.model_validate(value)
    now, conversation = turn.world.now(), turn.tracker.sender_id
    also = confirming("moved", conversation, now)
    moved = turn.world.surely(
        lambda session: change_window(session, callback.reference, conversation, window, now, also=also)
    )
    if moved is None:
        turn.say(f"I could not change that one. Please call {firm_phone()}.", topic="callback_change")
        return []
    late = ""
    if moved.urgent:
        late = f" It is marked urgent ({moved.urgent_reason or UNDATED}). If that is too late, call {firm_phone()}."
    turn.say(
        f"Done. Your callback {moved.reference} is now set for {window.label}.{late}",
        topic="callback_change",
        card={"type": "callback", "reference": moved.reference, "window": window.label},
    )
    return []


def rename(turn: Turn, callback: Callback, text: str) -> list[EventType]:
    """Put the right name on the request."""
    said = _NEW_NAME.search(text)
    name = read_name(said[1] if said else text)
    if name is None:
        turn.say("What is the right name?", topic="callback_change", asking="callback_new_name")
        return []
    now, conversation = turn.world.now(), turn.tracker.sender_id
    changed = turn.world.surely(lambda session: change_name(session, callback.reference, conversation, name, now))
    if changed is None:
        turn.say(f"I could not change that one. Please call {firm_phone()}.", topic="callback_change")
    else:
        turn.say(f"Done. The firm will ask for {name} ({changed.reference}).", topic="callback_change")
    return []


def renumber(turn: Turn, callback: Callback, text: str) -> list[EventType]:
    """Another number needs a consent of its own: the request is filled in again around it, and replaces the old one."""
    phone = read_phone(text)
    if isinstance(phone, PhoneProblem):
        question = "What is the new number?" if phone.reason == "missing" else phone.message
        turn.say(f"{question} Until then the old one stays.", topic="callback_change", asking="callback_new_phone")
        return []
    if phone.e164 == callback.phone:
        turn.say(f"That is the number I have. {status_words(callback, turn.world.now())}", topic="callback_change")
        return []
    window = callback.window
    known = {
        "callback_about": {
            "topics": callback.topics,
            "figures": callback.figures,
            "urgent": callback.urgent_reason or "",
            "note": callback.note,
        },
        "callback_name": callback.name,
        "callback_phone": phone.e164,
        "callback_window": window.model_dump(mode="json") if window.end > turn.world.now() else None,
        "callback_replaces": callback.reference,
    }
    turn.say("For another number I need a new yes from you. Until then the old one stays.", topic="callback_change")
    return [
        ActiveLoop(None),
        SlotSet("requested_slot", None),
        *(SlotSet(name, known.get(name)) for name in (*FORM_SLOTS["callback_form"], "callback_replaces")),
        SlotSet("callback_tries", 0),
        FollowupAction("callback_form"),
    ]


def unsent(turn: Turn) -> list[EventType]:
    """The request that is still being filled in is meant: dropped, or an earlier answer changed; the form asks on."""
    if cancels(turn.text, turn.world.now()):
        turn.say("No problem. I have not sent or stored a request. Ask me anything else.", topic="cancel")
        return [*ValidateCallbackForm.leave(), ActiveLoop(None)]
    edits = read_edits(turn)
    known = {name: value for name, value in edits.items() if value is not None or turn.slot(name) is not None}
    if "callback_phone" in known:
        known |= UNAGREED
    words = "All right." if known else "Let us finish the request first."
    if moved := known.get("callback_window"):
        words += f" The time is now {CallingWindow.model_validate(moved).label}."
    turn.say(words, topic="callback_change")
    return [SlotSet(name, value) for name, value in known.items()]


def change(turn: Turn, callback: Callback, text: str) -> list[EventType]:
    """What the words want done with the request."""
    now = turn.world.now()
    if _NO_TEXTS.search(text):
        conversation = turn.tracker.sender_id
        turn.world.surely(lambda session: stop_texts(session, callback.reference, conversation, now, also=no_more))
        turn.say(f"No texts, then. {status_words(callback, now)}", topic="callback_change")
        return []
    if cancels(text, now):
        return call_off(turn, callback)
    if callback.closed_at is not None:
        turn.say(f"{status_words(callback, now)} I can set up a new one.", topic="callback_change", choices=[CALL_ME])
        return []
    changing = _CHANGE.search(text) is not None
    given = find_phone(text)
    if given != callback.phone and (given or (_NUMBER.search(text) and (changing or _GIVES_NUMBER.search(text)))):
        return renumber(turn, callback, text)
    if _NAME.search(text):
        return rename(turn, callback, text)
    # A reference alone asks how it stands.
    if (_STATUS.search(text) or not _WORD.search(text)) and not changing:
        turn.say(
            f"{status_words(callback, now)} If you need someone sooner, call {firm_phone()}.", topic="callback_change"
        )
        return []
    return move(turn, callback, text)


def open_elsewhere(turn: Turn, reference: str, wish: str) -> list[EventType]:
    """A request of another conversation: shown to whoever also knows the number it was made for.

    The answers to an unknown reference and to a wrong number are the same, and three of them are all there are.
    """
    tries = int(turn.slot("reference_tries") or 0)
    if tries >= MOST_GUESSES:
        return _no_more_guesses(turn)
    phone = find_phone(turn.text)
    if phone is None:
        turn.say(
            f"{reference} is not from this conversation. To be sure it is yours: what phone number was it made for? "
            f"You can also call {firm_phone()}.",
            topic="callback_change",
            asking="callback_proof",
        )
        return [SlotSet("reference_asked", {"reference": reference, "wish": wish})]
    with turn.world.sessions()() as session:
        callback = prove(session, reference, phone, turn.tracker.sender_id, turn.channel, turn.world.now())
    if callback is not None:
        known: list[EventType] = [
            SlotSet("callback_reference", callback.reference),
            SlotSet("reference_asked", None),
            SlotSet("reference_tries", 0),
        ]
        return [*known, *change(turn, callback, wish)]
    if tries + 1 >= MOST_GUESSES:
        return [SlotSet("reference_tries", MOST_GUESSES), *_no_more_guesses(turn)]
    turn.say(
        "I find no callback with that reference and number. Please check both and send the number again, "
        f"or call {firm_phone()}.",
        topic="callback_change",
        asking="callback_proof",
    )
    return [SlotSet("reference_asked", {"reference": reference, "wish": wish}), SlotSet("reference_tries", tries + 1)]


def _no_more_guesses(turn: Turn) -> list[EventType]:
    turn.say(
        f"I could not match that, so I cannot look further here. Please call {firm_phone()} and a person will help.",
        topic="callback_change",
    )
    return [SlotSet("reference_asked", None)]


def follow_up(turn: Turn, asking: str) -> list[EventType] | None:
    """The answer to a question asked here, or None if it was not asked here or there is nothing to answer about."""
    if asking == "callback_proof":
        known = turn.slot("reference_asked") or {}
        reference = find_reference(turn.text) or known.get("reference")
        return open_elsewhere(turn, reference, known.get("wish", "")) if reference else None
    steps = {"callback_new_window": move, "callback_new_phone": renumber, "callback_new_name": rename}
    if asking not in steps and not (asking == "callback_cancel" and turn.intent == "affirm"):
        return None
    with turn.world.sessions()() as session:
        callback = wanted(turn, session)
    if callback is None:
        return none_found(turn)
    return steps[asking](turn, callback, without_reference(turn.text)) if asking in steps else call_off(turn, callback)


def none_found(turn: Turn) -> list[EventType]:
    """There is nothing to change in this conversation."""
    turn.say(
        "I find no callback from this conversation. If you asked somewhere else, send me its reference code, "
        f"or call {firm_phone()}. I can also set up a new one.",
        topic="callback_change",
        choices=[CALL_ME],
    )
    return []


def unreachable(turn: Turn) -> list[EventType]:
    """The database does not answer: what is stored is unchanged, and that is all that may be said."""
    turn.say(
        "I am sorry: I cannot reach the list of callbacks just now, so nothing was changed. "
        f"Please try again in a minute, or call {firm_phone()}.",
        topic="callback_change",
    )
    return []


class ActionCallbackChange(SafeAction):
    """What is wanted is told from the words."""

    def name(self) -> str:
        return "action_callback_change"

    def answer(self, turn: Turn) -> list[EventType]:
        reference, wish = find_reference(turn.text), without_reference(turn.text)
        if turn.form == "callback_form" and not reference:
            return unsent(turn)
        try:
            with turn.world.sessions()() as session:
                callback = wanted(turn, session)
            if callback is not None:
                return change(turn, callback, wish)
            return open_elsewhere(turn, reference, wish) if reference else none_found(turn)
        except (SQLAlchemyError, OSError):
            return unreachable(turn)
