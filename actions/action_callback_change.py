"""A stored callback: when it is, another time, number or name, no texts, or its end.

From the conversation it was made in, and from any other for whoever knows its reference and its phone number.
"""

from __future__ import annotations

import re
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
    figures_of,
    got,
    heard,
    later,
    leave,
    named_part,
    number_problem,
    own_number,
    say,
    shown,
    times,
)
from actions.urgency import nearest, reason_in
from shortfall.base.hours import hours_text, office_zone
from shortfall.callbacks.booking import NoSuchTime
from shortfall.callbacks.changes import add_note, allow_texts, cancel, change_name, change_window, stop_texts
from shortfall.callbacks.consent import text_version, text_wording
from shortfall.callbacks.finding import find, find_open, prove, status_words
from shortfall.callbacks.parts import caller_zone, read_parts
from shortfall.callbacks.request import Consent
from shortfall.callbacks.tables import Callback
from shortfall.callbacks.window import CallingWindow, day_words, parse_window, with_hours
from shortfall.callbacks.wishes import cancels, names_wrong_time, wish_of, without_proof
from shortfall.content.questions import payload
from shortfall.content.texts import text as words_of
from shortfall.reading.agreed import OfNotes, asked_of_notes
from shortfall.reading.booked import (
    asked_time,
    find_extension,
    is_bare_note,
    read_booked,
    wants_second,
    without_extension,
)
from shortfall.reading.calls import TIME_SAID
from shortfall.reading.names import FUNCTION_WORDS
from shortfall.reading.phone import Phone, PhoneProblem, find_phone, format_phone, read_phone, with_extension
from shortfall.reading.reference import find_reference, without_reference
from shortfall.reading.spanish import times_in_english
from shortfall.reading.spelling import normalise
from shortfall.sms.confirmation import confirming, no_more
from shortfall.talk.intents import CALLED_OFF

_TELLING = re.compile(r"[^\W\d_]{2,}|\d+")
LEAST_TOLD = 2
"""Words that tell something in the shortest note."""
CHOSEN = "change my callback"
"""What the choice to change the booked call says; behind it stand the words that it was offered for, which can only bring a time."""
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


def read_back(turn: Turn, callback: Callback, before: str = "") -> list[EventType]:
    """The whole record, with the ways to change it. Nothing is changed by it.

    Args:
        before: what is said first.
    """
    language, web = turn.language, turn.channel == "web"
    parts = {
        "name": callback.name,
        "number": format_phone(callback.dial),
        "language": "español" if callback.language == "es" else "",
        "wish": callback.wish,
        "day": callback.deadline and day_words(callback.deadline, language),
        "in_note": callback.note,
        # What is stored is for the staff, in English.
        "figures": callback.figures if language == "en" else figures_of(turn.case, language),
    }
    lines = [words_of(f"callback.line.{name}", language, value=value) for name, value in parts.items() if value]
    if find_extension(turn.text) is not None and not callback.extension:
        lines.insert(2, words_of("callback.line.no_extension", language))
    first = f"{before} {status_words(callback, turn.world.now(), language)}".strip()
    ways = words_of("change.sooner" if web else "change.ways", language, phone=firm_phone())
    if web:
        said = "\n\n".join([first, "\n".join(f"- {line}" for line in lines), ways])
    else:
        said = " ".join([first, *(f"{line}." for line in lines), ways])
    adds = (words_of("change.choice.note", language), "add a note to my call")
    turn.say(said, topic="callback_change", choices=[*later(turn), adds] if web else ())
    return []


def unchanged(turn: Turn, callback: Callback, before: str) -> list[EventType]:
    """That the call stands as it was, and that nothing else was sent or changed."""
    return read_back(turn, callback, words_of(f"change.{before}", turn.language))


def known(turn: Turn, callback: Callback, words: str) -> list[EventType]:
    """Whether something is in the note: yes where all of its words are, else it is added now."""
    held = " ".join(
        filter(None, (callback.note, callback.figures, callback.wish, callback.urgent_reason, callback.opposing))
    )
    if len(told_by(words)) < LEAST_TOLD:
        return read_back(turn, callback)
    if told_by(words) <= told_by(held):
        return unchanged(turn, callback, "in_note")
    return note(turn, callback, words, key="not_in_note")


def told_by(words: str) -> frozenset[str]:
    """The words and figures that tell something."""
    return frozenset(
        word for word in _TELLING.findall(words.lower()) if word not in FUNCTION_WORDS | {"st", "nd", "rd", "th"}
    )


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
    text = asked_time(text) or text
    offered = turn.slot("callback_offered")
    stands = CallingWindow.model_validate(offered) if offered else callback.window
    wrong, zone = names_wrong_time(text), caller_zone(callback.phone, turn.user_texts())
    window = None if wrong else parse_window(with_hours(text), turn.world.now(), zone, turn.language, stood=stands)
    if window and not window.ambiguous and (coming := _next_week(text, turn, callback)) != text:
        window = parse_window(with_hours(coming), turn.world.now(), zone, turn.language, stood=stands)
    if turn.intent == "affirm" and offered and (window is None or window.adjusted):
        window = stands
    elif window and (window.adjusted or window.ambiguous):
        key = "callback.offer" if window.wish else "callback.offer_alone"
        offer = words_of(key, turn.language, reason=window.adjusted or "", wish=window.wish)
        choices = either(turn, window)
        turn.say(window.ambiguous or offer, topic="callback_change", asking="callback_new_window", choices=choices)
        return [] if window.ambiguous else [SlotSet("callback_offered", window.model_dump(mode="json"))]
    elif window and offered and window.start.date() == stands.start.date() and not window.wish:
        window = window.model_copy(update={"wish": stands.wish})  # that it is noted was promised with the offer
    if window is None:
        # The words ask for any other time.
        _say(turn, "which_time", asking="callback_new_window", choices=times(turn, callback.phone)[:-1])
        return []
    if (window.start, window.end, window.wish) == (callback.window_start, callback.window_end, callback.wish or ""):
        return unchanged(turn, callback, "nothing_changed")
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


def _next_week(text: str, turn: Turn, callback: Callback) -> str:
    """The words, with the weekday that is today's as the next one where the call stands on a later day: "monday instead", said on a monday."""
    today = turn.world.now().astimezone(office_zone())
    if callback.window.start.date() <= today.date():
        return text
    words, day = normalise(times_in_english(text)), f"{today:%A}".lower()
    plain = re.search(rf"\b(?<!next )(?<!this ){day}\b", words)
    return f"{words[: plain.start()]}next {words[plain.start() :]}" if plain else text


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


def note(turn: Turn, callback: Callback, text: str, key: str = "noted") -> list[EventType]:
    """Put what they want the caller to know on the request."""
    if is_bare_note(text):
        _say(turn, "which_note", asking="callback_new_note")
        return []
    now, conversation = turn.world.now(), turn.tracker.sender_id
    try:
        noted = turn.world.surely(lambda session: add_note(session, callback.reference, conversation, text, now))
    except ValueError:
        _say(turn, "note_full", phone=firm_phone())
        return []
    if noted is None:
        return _refused(turn)
    said = words_of(
        f"change.{key}",
        turn.language,
        reference=noted.reference,
        when=noted.window.in_words(turn.language),
        words=text,
    )
    late = [words_of("change.sooner", turn.language, phone=firm_phone())] if nearest(turn) else []
    turn.say(" ".join([said, *late]), topic="callback_change")
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
    if not given:
        say(turn, "first")
    elif any(value and turn.slot(name) for name, value in given.items()):
        say(turn, "changed")
    else:  # "change the time" has changed nothing yet: what follows asks for it
        got(turn, given)
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
    """What the words want done with the request. Only a wish of its own cancels it, and never a choice to change it."""
    if text.startswith(CHOSEN) and callback.closed_at is None:
        return move(turn, callback, text.removeprefix(CHOSEN))
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
    if (events := _of_the_record(turn, callback, text, wish)) is not None:
        return events
    number = read_phone(text)
    given = number.dial if isinstance(number, Phone) else None
    if given != callback.dial and (given or wish == "number"):
        return renumber(turn, callback, text)
    if wish == "name":
        return rename(turn, callback, text)
    if wish == "status":
        return read_back(turn, callback)
    if wish == "note":
        return note(turn, callback, text)
    return move(turn, callback, text)


def _of_the_record(turn: Turn, callback: Callback, text: str, wish: str) -> list[EventType] | None:
    """What is answered by the record alone; None where something is to be changed."""
    said = None if asked_time(text) else read_booked(text)
    if said is None or (said.kind == "has" and not (turn.form == "callback_form" and wish in {"note", "status"})):
        return None
    if said.kind == "known":
        return known(turn, callback, said.words)
    if said.kind == "unanswered":
        when = callback.window.in_words(turn.language)
        _say(turn, "unanswered", phone=firm_phone(), reference=callback.reference, when=when)
        return []
    if said.kind == "asked":
        return read_back(turn, callback)
    extension = find_extension(text)
    if extension and extension != callback.extension:
        return renumber(turn, callback, with_extension(callback.phone, extension))
    zone = caller_zone(callback.phone, turn.user_texts())
    window = parse_window(with_hours(without_extension(text)), turn.world.now(), zone, turn.language)
    if said.kind == "kept" and (
        (window and (window.start, window.end) != (callback.window_start, callback.window_end))
        or wish in {"number", "name"}
    ):
        return None  # "keep the number, but friday at 10"
    return unchanged(turn, callback, "nothing_new" if said.kind in {"one_only", "has"} else "nothing_changed")


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
        return open_elsewhere(turn, reference, known.get("wish", "")) if reference else none_found(turn)
    steps = {
        "callback_new_window": move,
        "callback_new_phone": renumber,
        "callback_new_name": rename,
        "callback_new_note": note,
        "callback_second": change_or_keep,
    }
    if asking not in steps and not (asking == "callback_cancel" and turn.intent == "affirm"):
        return None
    with turn.world.sessions()() as session:
        callback = wanted(turn, session)
    if callback is None:
        return none_found(turn)
    if asking not in steps:
        return call_off(turn, callback)
    words = without_reference(turn.text)
    told = asking != "callback_new_note" and not words.startswith(CHOSEN)
    events = _of_the_record(turn, callback, words, asking) if told else None
    return steps[asking](turn, callback, words) if events is None else events


def change_or_keep(turn: Turn, callback: Callback, text: str) -> list[EventType]:
    """The answer to whether the booked call is to be changed or another made: another time moves it, and a no keeps it."""
    keeps = "no" in turn.acts and not (text.startswith(CHOSEN) or asked_time(text))
    return unchanged(turn, callback, "nothing_changed") if keeps else change(turn, callback, text)


def none_found(turn: Turn) -> list[EventType]:
    """No call of this conversation: its reference is asked for once, in the same words whether there is one or not."""
    if turn.slot("reference_asked"):
        words = words_of("change.none", turn.language, phone=firm_phone())
        turn.say(words, topic="callback_change", choices=[call_me(turn.language)])
        return [SlotSet("reference_asked", None)]
    wish = without_reference(turn.text)
    kind = wish_of(wish, turn.world.now())
    can = words_of(f"change.can.{kind if kind in {'time', 'cancel'} else 'look'}", turn.language)
    which = words_of(f"change.which_{turn.channel}", turn.language, phone=firm_phone())
    turn.say(f"{can} {which}", topic="callback_change", asking="callback_proof")
    # What is no change is answered by the record.
    return [SlotSet("reference_asked", {"reference": None, "wish": "" if kind in {"status", "note"} else wish})]


def change_or_second(turn: Turn) -> bool:
    """Whether somebody who asks for a call was asked which is meant, because one of this conversation is booked."""
    try:
        with turn.world.sessions()() as session:
            callback = find_open(session, turn.tracker.sender_id)
    except (SQLAlchemyError, OSError):
        return False
    number = read_phone(turn.text)
    if callback is None or wants_second(turn.text) or (isinstance(number, Phone) and number.e164 != callback.phone):
        return False
    language, timed = turn.language, TIME_SAID.search(turn.text)
    choices = [
        (
            words_of("change.choice.this", language),
            f"{CHOSEN}: {turn.text}" if timed else CHOSEN,
        ),
        (words_of("change.choice.second", language), payload("callback")),
        (words_of("change.choice.as_it_is", language), "keep my callback"),
    ]
    status = status_words(callback, turn.world.now(), language)
    turn.say(
        f"{status} {words_of('change.or_second', language)}",
        topic="callback_change",
        asking="callback_second",
        choices=choices,
    )
    return True


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
        said = read_booked(turn.text)
        filling = turn.form == "callback_form"
        if filling and not (reference or said):
            return unsent(turn)
        # Whoever has a call booked, or wants something done with it, fills in no other one.
        drops: list[EventType] = []
        if filling and (reference or (said and said.kind in {"one_only", "has", "kept"})):
            drops = [*leave(turn), ActiveLoop(None)]
        try:
            with turn.world.sessions()() as session:
                callback = wanted(turn, session)
            if callback is not None:
                return [*drops, *change(turn, callback, wish)]
            if reference:
                return [*drops, *open_elsewhere(turn, reference, wish)]
            if filling and not drops:
                passed = shown(turn, {}, asked_of_notes(turn.text) or OfNotes(""))
                return [SlotSet("callback_about", passed)] if passed else []
            return [*drops, *none_found(turn)]
        except (SQLAlchemyError, OSError):
            return unreachable(turn)
