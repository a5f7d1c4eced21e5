"""A stored callback: when it is, another time, number or name, no texts, or its end.

From the conversation it was made in, and from any other for whoever knows its reference and its phone number.
"""

from __future__ import annotations

from collections.abc import Sequence

from rasa_sdk.events import ActiveLoop, EventType, FollowupAction, SlotSet
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from actions.base import Choice, SafeAction, Turn, call_me, firm_phone
from actions.request import (
    EVERY,
    HEDGED,
    SLOTS,
    card,
    either,
    heard,
    later,
    leave,
    named_part,
    number_problem,
    own_number,
    say,
    times,
)
from actions.urgency import reason_in
from shortfall.base.hours import hours_text
from shortfall.callbacks.booking import NoSuchTime
from shortfall.callbacks.changes import add_note, allow_texts, cancel, change_name, change_window, stop_texts
from shortfall.callbacks.consent import text_version, text_wording
from shortfall.callbacks.finding import find, find_open, prove, status_words
from shortfall.callbacks.parts import read_parts
from shortfall.callbacks.request import Consent
from shortfall.callbacks.tables import Callback
from shortfall.callbacks.window import CallingWindow, parse_window, with_hours
from shortfall.callbacks.wishes import cancels, names_wrong_time, wish_of, without_proof
from shortfall.content.texts import text as words_of
from shortfall.reading.phone import Phone, PhoneProblem, find_phone, read_phone, time_zone
from shortfall.reading.reference import find_reference, without_reference
from shortfall.sms.confirmation import confirming, no_more
from shortfall.talk.intents import CALLED_OFF

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
    words = f"{status_words(done, now, turn.language)} {words_of('change.new_any_time', turn.language)}"
    turn.say(words, topic=CALLED_OFF, choices=[call_me(turn.language)])
    return []


def _say(turn: Turn, key: str, asking: str | None = None, choices: Sequence[Choice] = (), **values: str) -> None:
    """One of the texts under `change`."""
    words = words_of(f"change.{key}", turn.language, 0, **values)
    turn.say(words, topic="callback_change", asking=asking, choices=choices)


def _refused(turn: Turn) -> list[EventType]:
    _say(turn, "refused", phone=firm_phone())
    return []


def move(turn: Turn, callback: Callback, text: str) -> list[EventType]:
    """Read a new time and move the request to it; a time that can be had only nearly is asked about first."""
    offered = turn.slot("callback_offered")
    stands = CallingWindow.model_validate(offered) if offered else callback.window
    window = (
        None
        if names_wrong_time(text)
        else parse_window(with_hours(text), turn.world.now(), time_zone(callback.phone), turn.language, stood=stands)
    )
    if turn.intent == "affirm" and offered and (window is None or window.adjusted):
        window = stands
    elif window and (window.adjusted or window.ambiguous):
        offer = words_of("callback.offer", turn.language, reason=window.adjusted or "", wish=window.wish)
        choices = either(turn, window)
        turn.say(window.ambiguous or offer, topic="callback_change", asking="callback_new_window", choices=choices)
        return [] if window.ambiguous else [SlotSet("callback_offered", window.model_dump(mode="json"))]
    elif window and offered and window.start.date() == stands.start.date() and not window.wish:
        window = window.model_copy(update={"wish": stands.wish})  # that it is noted was promised with the offer
    if window is None:
        # The words ask for any other time.
        _say(turn, "which_time", asking="callback_new_window", choices=times(turn, callback.phone)[:-1])
        return []
    now, conversation = turn.world.now(), turn.tracker.sender_id
    also, wanted = confirming("moved", conversation, now), window
    try:
        moved = turn.world.surely(
            lambda session: change_window(session, callback.reference, conversation, wanted, now, also=also)
        )
    except NoSuchTime:
        other = words_of("callback.other_time", turn.language, hours=hours_text(turn.language))
        turn.say(other, topic="callback_change", asking="callback_new_window")
        return [SlotSet("callback_offered", None)]
    if moved is None:
        return _refused(turn)
    late = ""
    if moved.urgent_reason:  # of this request's own: nobody is told what the staff joined to it
        reason = reason_in(moved.urgent_reason, turn, turn.language)
        late = " " + words_of("change.marked_urgent", turn.language, reason=reason, phone=firm_phone())
    when = window.in_words(turn.language)
    turn.say(
        words_of("change.moved", turn.language, reference=moved.reference, when=when) + late,
        topic="callback_change",
        card=card(moved.reference, window, turn.language),
        choices=later(turn),
    )
    return [SlotSet("callback_offered", None)]


def rename(turn: Turn, callback: Callback, text: str) -> list[EventType]:
    """Put the right name on the request."""
    name = read_parts(text, turn.world.now(), asked="callback_name", told=[turn.text_before]).name
    if name is None:
        _say(turn, "which_name", asking="callback_new_name")
        return []
    now, conversation = turn.world.now(), turn.tracker.sender_id
    changed = turn.world.surely(lambda session: change_name(session, callback.reference, conversation, name, now))
    if changed is None:
        return _refused(turn)
    _say(turn, "renamed", name=name, reference=changed.reference)
    return []


def note(turn: Turn, callback: Callback, text: str) -> list[EventType]:
    """Put what they want the caller to know on the request."""
    now, conversation = turn.world.now(), turn.tracker.sender_id
    try:
        noted = turn.world.surely(lambda session: add_note(session, callback.reference, conversation, text, now))
    except ValueError:
        _say(turn, "note_full", phone=firm_phone())
        return []
    if noted is None:
        return _refused(turn)
    _say(turn, "noted", reference=noted.reference, when=noted.window.in_words(turn.language))
    return []


def renumber(turn: Turn, callback: Callback, text: str) -> list[EventType]:
    """Another number needs a consent of its own: the request is filled in again around it, and replaces the old one."""
    phone, language = read_phone(text), turn.language
    if isinstance(phone, PhoneProblem):
        missing = phone.reason == "missing"
        question = words_of("change.which_number", language) if missing else number_problem(phone, language)
        stays = words_of("change.old_stays", language)
        turn.say(f"{question} {stays}", topic="callback_change", asking="callback_new_phone")
        return []
    if phone.dial == callback.dial:
        known_already = words_of("change.same_number", language)
        turn.say(f"{known_already} {status_words(callback, turn.world.now(), language)}", topic="callback_change")
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
    _say(turn, "new_yes")
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
    if not given or any(given.values()):  # "change the time" has changed nothing yet: what follows asks for it
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
    yes = Consent(version=text_version(turn.language), wording=text_wording(callback.phone, turn.language), at=now)
    also = confirming("stored", conversation, now)
    turn.world.surely(lambda session: allow_texts(session, callback.reference, conversation, yes, now, also=also))
    say(turn, "texts_agreed")
    return []


def change(turn: Turn, callback: Callback, text: str) -> list[EventType]:
    """What the words want done with the request."""
    now, wish, language = turn.world.now(), wish_of(text, turn.world.now()), turn.language
    if wish == "no_texts":
        conversation = turn.tracker.sender_id
        turn.world.surely(lambda session: stop_texts(session, callback.reference, conversation, now, also=no_more))
        turn.say(
            f"{words_of('change.no_texts', language)} {status_words(callback, now, language)}", topic="callback_change"
        )
        return []
    if wish == "cancel":
        return call_off(turn, callback)
    if callback.closed_at is not None:
        words = f"{status_words(callback, now, language)} {words_of('change.new', language)}"
        turn.say(words, topic="callback_change", choices=[call_me(language)])
        return []
    number = read_phone(text)
    given = number.dial if isinstance(number, Phone) else None
    if given != callback.dial and (given or wish == "number"):
        return renumber(turn, callback, text)
    if wish == "name":
        return rename(turn, callback, text)
    if wish == "status":
        parts = [status_words(callback, now, language), words_of("change.sooner", language, phone=firm_phone())]
        if callback.extension:
            parts.insert(1, words_of("change.extension", language, extension=callback.extension))
        if callback.note:
            parts.insert(-1, words_of("change.note_is", language, note=callback.note))
        turn.say(" ".join(parts), topic="callback_change")
        return []
    if wish == "note":
        return note(turn, callback, text)
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
    wish = without_proof(wish)
    phone = given or (own_number(turn) if turn.channel == "sms" else None)
    if phone:
        with turn.world.sessions()() as session:
            callback = prove(session, reference, phone, turn.tracker.sender_id, turn.channel, turn.world.now())
        if callback is not None:
            known = {"callback_reference": callback.reference, "reference_asked": None, "reference_tries": 0}
            return [*(SlotSet(name, value) for name, value in known.items()), *change(turn, callback, wish)]
    asked = SlotSet("reference_asked", {"reference": reference, "wish": wish})
    if given is None:
        _say(turn, "prove", asking="callback_proof", reference=reference, phone=firm_phone())
        return [asked]
    if tries + 1 >= MOST_GUESSES:
        return _no_more_guesses(turn)
    _say(turn, "not_proved", asking="callback_proof", phone=firm_phone())
    return [asked, SlotSet("reference_tries", tries + 1)]


def _no_more_guesses(turn: Turn) -> list[EventType]:
    _say(turn, "no_more_guesses", phone=firm_phone())
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
    words = words_of("change.none", turn.language, phone=firm_phone())
    turn.say(words, topic="callback_change", choices=[call_me(turn.language)])
    return []


def unreachable(turn: Turn) -> list[EventType]:
    """The database does not answer: what is stored is unchanged, and that is all that may be said."""
    _say(turn, "unreachable", phone=firm_phone())
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
