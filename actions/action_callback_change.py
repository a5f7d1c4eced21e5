"""A stored callback: when it is, another time, number or name, no texts, or its end.

From the conversation it was made in, and from any other for whoever knows its reference and its phone number.
"""

from __future__ import annotations

from rasa_sdk.events import ActiveLoop, EventType, FollowupAction, SlotSet
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from actions.base import CALL_ME, SafeAction, Turn, firm_phone
from actions.request import EVERY, HEDGED, SLOTS, heard, leave, named_part, own_number, say, times
from shortfall.base.hours import hours_text
from shortfall.callbacks.booking import NoSuchTime
from shortfall.callbacks.changes import allow_texts, cancel, change_name, change_window, stop_texts
from shortfall.callbacks.consent import TEXT_VERSION, text_wording
from shortfall.callbacks.finding import find, find_open, prove, status_words
from shortfall.callbacks.parts import read_parts
from shortfall.callbacks.request import Consent
from shortfall.callbacks.tables import Callback
from shortfall.callbacks.window import CallingWindow, parse_window
from shortfall.callbacks.wishes import cancels, names_wrong_time, wish_of
from shortfall.content.texts import text as words_of
from shortfall.reading.phone import Phone, PhoneProblem, find_phone, read_phone, time_zone
from shortfall.reading.reference import find_reference, without_reference
from shortfall.sms.confirmation import confirming, no_more

MOST_GUESSES = 3
"""How often a conversation may try a reference that is not its own."""


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


def call_off(turn: Turn, callback: Callback) -> list[EventType]:
    """Cancel it, and with it withdraw every consent."""
    now, conversation = turn.world.now(), turn.tracker.sender_id
    also = confirming("cancelled", conversation, now)
    done = turn.world.surely(lambda session: cancel(session, callback.reference, conversation, now, also=also))
    if done is None:
        return _refused(turn)
    words = f"{status_words(done, now)} You can ask for a new one any time."
    turn.say(words, topic="callback_change", choices=[CALL_ME])
    return []


def _refused(turn: Turn) -> list[EventType]:
    turn.say(f"I could not change that one. Please call {firm_phone()}.", topic="callback_change")
    return []


def move(turn: Turn, callback: Callback, text: str) -> list[EventType]:
    """Read a new time and move the request to it; a time that can be had only nearly is asked about first."""
    window = None
    if turn.intent == "affirm" and (offered := turn.slot("callback_offered")):
        window = CallingWindow.model_validate(offered)
    elif not names_wrong_time(text):
        window = parse_window(text, turn.world.now(), time_zone(callback.phone))
        if window and (window.adjusted or window.ambiguous):
            offer = words_of("callback.offer", turn.language, reason=window.adjusted or "", wish=window.wish)
            turn.say(window.ambiguous or offer, topic="callback_change", asking="callback_new_window")
            return [] if window.ambiguous else [SlotSet("callback_offered", window.model_dump(mode="json"))]
    if window is None:
        turn.say(
            'What time would suit you? For example "tomorrow afternoon" or "friday at 10". '
            'You can also say "change my number", "change my name" or "cancel my callback".',
            topic="callback_change",
            asking="callback_new_window",
            choices=times(turn, callback.phone)[:-1],  # the words above ask for any other
        )
        return []
    now, conversation = turn.world.now(), turn.tracker.sender_id
    also, wanted = confirming("moved", conversation, now), window
    try:
        moved = turn.world.surely(
            lambda session: change_window(session, callback.reference, conversation, wanted, now, also=also)
        )
    except NoSuchTime:
        other = words_of("callback.other_time", turn.language, hours=hours_text())
        turn.say(other, topic="callback_change", asking="callback_new_window")
        return [SlotSet("callback_offered", None)]
    if moved is None:
        return _refused(turn)
    late = ""
    if moved.urgent_reason:  # of this request's own: nobody is told what the staff joined to it
        late = f" It is marked urgent ({moved.urgent_reason}). If that is too late, call {firm_phone()}."
    turn.say(
        f"Done. Your callback {moved.reference} is now set for {window.label}.{late}",
        topic="callback_change",
        card={"type": "callback", "reference": moved.reference, "window": window.label},
    )
    return [SlotSet("callback_offered", None)]


def rename(turn: Turn, callback: Callback, text: str) -> list[EventType]:
    """Put the right name on the request."""
    name = read_parts(text, turn.world.now(), asked="callback_name").name
    if name is None:
        turn.say("What is the right name?", topic="callback_change", asking="callback_new_name")
        return []
    now, conversation = turn.world.now(), turn.tracker.sender_id
    changed = turn.world.surely(lambda session: change_name(session, callback.reference, conversation, name, now))
    if changed is None:
        return _refused(turn)
    turn.say(f"Done. The firm will ask for {name} ({changed.reference}).", topic="callback_change")
    return []


def renumber(turn: Turn, callback: Callback, text: str) -> list[EventType]:
    """Another number needs a consent of its own: the request is filled in again around it, and replaces the old one."""
    phone = read_phone(text)
    if isinstance(phone, PhoneProblem):
        question = "What is the new number?" if phone.reason == "missing" else phone.message
        turn.say(f"{question} Until then the old one stays.", topic="callback_change", asking="callback_new_phone")
        return []
    if phone.dial == callback.dial:
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
        "callback_phone": phone.dial,
        "callback_window": window.model_dump(mode="json") if window.end > turn.world.now() else None,
        "callback_replaces": callback.reference,
    }
    turn.say("For another number I need a new yes from you. Until then the old one stays.", topic="callback_change")
    return [
        ActiveLoop(None),
        SlotSet("requested_slot", None),
        *(SlotSet(name, known.get(name)) for name in EVERY),
        FollowupAction("callback_form"),
    ]


def unsent(turn: Turn) -> list[EventType]:
    """The request that is still being filled in is meant: dropped, or a part of it changed; the form asks on."""
    given, _ = heard(turn, turn.asked)
    if not given and cancels(turn.text, turn.world.now()):
        say(turn, "left")
        return [*leave(turn), ActiveLoop(None)]
    if not given and (part := named_part(turn.text)) in SLOTS and turn.slot(part) is not None:
        given = {part: None}
    say(turn, "changed" if given else "first")
    return [SlotSet(name, value) for name, value in given.items()]


def texts_agreed(turn: Turn) -> list[EventType]:
    """The answer to whether a text may confirm what was just booked: only a clear yes is one."""
    if turn.intent != "affirm" or HEDGED.search(turn.text):
        say(turn, "texts_unclear")
        return []
    now, conversation = turn.world.now(), turn.tracker.sender_id
    with turn.world.sessions()() as session:
        callback = wanted(turn, session)
    if callback is None:
        return none_found(turn)
    yes = Consent(version=TEXT_VERSION, wording=text_wording(callback.phone), at=now)
    also = confirming("stored", conversation, now)
    turn.world.surely(lambda session: allow_texts(session, callback.reference, conversation, yes, now, also=also))
    say(turn, "texts_agreed")
    return []


def change(turn: Turn, callback: Callback, text: str) -> list[EventType]:
    """What the words want done with the request."""
    now, wish = turn.world.now(), wish_of(text, turn.world.now())
    if wish == "no_texts":
        conversation = turn.tracker.sender_id
        turn.world.surely(lambda session: stop_texts(session, callback.reference, conversation, now, also=no_more))
        turn.say(f"No texts, then. {status_words(callback, now)}", topic="callback_change")
        return []
    if wish == "cancel":
        return call_off(turn, callback)
    if callback.closed_at is not None:
        turn.say(f"{status_words(callback, now)} I can set up a new one.", topic="callback_change", choices=[CALL_ME])
        return []
    number = read_phone(text)
    given = number.dial if isinstance(number, Phone) else None
    if given != callback.dial and (given or wish == "number"):
        return renumber(turn, callback, text)
    if wish == "name":
        return rename(turn, callback, text)
    if wish == "status":
        words = f"{status_words(callback, now)} If you need someone sooner, call {firm_phone()}."
        turn.say(words, topic="callback_change")
        return []
    return move(turn, callback, text)


def open_elsewhere(turn: Turn, reference: str, wish: str) -> list[EventType]:
    """A request of another conversation: shown to whoever also knows the number it was made for.

    By text the sender's own number is one they know. The answers to an unknown reference and to a wrong number are the same, and
    three of them are all there are.
    """
    tries = int(turn.slot("reference_tries") or 0)
    if tries >= MOST_GUESSES:
        return _no_more_guesses(turn)
    given = find_phone(turn.text)
    phone = given or (own_number(turn) if turn.channel == "sms" else None)
    if phone:
        with turn.world.sessions()() as session:
            callback = prove(session, reference, phone, turn.tracker.sender_id, turn.channel, turn.world.now())
        if callback is not None:
            known = {"callback_reference": callback.reference, "reference_asked": None, "reference_tries": 0}
            return [*(SlotSet(name, value) for name, value in known.items()), *change(turn, callback, wish)]
    asked = SlotSet("reference_asked", {"reference": reference, "wish": wish})
    if given is None:
        turn.say(
            f"{reference} is not from this conversation. To be sure it is yours: what phone number was it made for? "
            f"You can also call {firm_phone()}.",
            topic="callback_change",
            asking="callback_proof",
        )
        return [asked]
    if tries + 1 >= MOST_GUESSES:
        return _no_more_guesses(turn)
    turn.say(
        "I find no callback with that reference and number. Please check both and send the number again, "
        f"or call {firm_phone()}.",
        topic="callback_change",
        asking="callback_proof",
    )
    return [asked, SlotSet("reference_tries", tries + 1)]


def _no_more_guesses(turn: Turn) -> list[EventType]:
    words = f"I could not match that, so I cannot look further here. Please call {firm_phone()} and a person will help."
    turn.say(words, topic="callback_change")
    return [SlotSet("reference_asked", None), SlotSet("reference_tries", MOST_GUESSES)]


def follow_up(turn: Turn, asking: str) -> list[EventType] | None:
    """The answer to a question asked here, or None if it was not asked here or there is nothing to answer about."""
    if asking == "callback_text":
        return texts_agreed(turn)
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
