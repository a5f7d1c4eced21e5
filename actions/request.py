"""A request for a callback while it is being filled in: what a message brings for it, what is passed along, how it is left."""

from __future__ import annotations

import re
from textwrap import shorten
from typing import Any

from rasa_sdk.events import EventType, SlotSet
from sqlalchemy.exc import SQLAlchemyError

from actions.base import Choice, Turn
from actions.figures import read_back
from actions.forms import EXTRA_SLOTS, FORM_SLOTS
from actions.urgency import UNDATED, nearest, reason_in, urgent_reason
from shortfall.base.hours import office_zone
from shortfall.base.masking import mask, sensitive
from shortfall.callbacks.parts import SOMEONE, means_own_number, read_parts
from shortfall.callbacks.window import CallingWindow, as_choice, openings, parse_window
from shortfall.content.questions import Language, asks
from shortfall.content.texts import has_text, text
from shortfall.reading.distress import level
from shortfall.reading.names import clean, insisted_name, read_name
from shortfall.reading.phone import EXAMPLE, PhoneProblem, format_phone, time_zone
from shortfall.reading.urgent import taken_back
from shortfall.sms.store import number_of
from shortfall.talk.moves import LIFE, OUT

SLOTS = FORM_SLOTS["callback_form"]
EVERY = (*SLOTS, *EXTRA_SLOTS["callback_form"])
TITLES = asks()
MOST_TOPICS = 6
STORY_WORDS = 8
"""From so many words on a message is a story rather than a question or a button."""
LONGEST_STORY = 300
MOST_NOTE = 500
MOST_BY_TEXT = 60
# Not a yes, however close it sounds.
HEDGED = re.compile(
    r"\b(?:maybe|perhaps|possibly|not|unsure|depends|don'?t(?! mind)|guess|might|later|if|unless|but|except|never|won'?t|can'?t|stop"
    r"|wait|no(?! problem| worries| hay problema)|pero|tal vez|quiz[aá]s?|a lo mejor|depende|luego|despu[eé]s|todav[ií]a|espere|excepto|nunca)\b|\?",
    re.I,
)
_PHONE = re.compile(r"(?<!\d)(?:\+?1[ .-]{0,2})?\(?\d{3}\)?[ .-]{0,3}\d{3}[ .-]{0,3}\d{4}(?!\d)")
_A_WORD = re.compile(r"[a-z]{3}", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:change|wrong|correct|fix|edit|redo|mistake|typo|another|different|other|cambi(?:ar|e|en|o)|corregir|otr[oa]|equivocad[oa]|error)\b",
    re.I,
)
_KINDNESS = re.compile(
    r"^(?:(?:thanks?|thank you|i see|good (?:morning|evening|afternoon|day)|hello|hi|hey|ok|okay|pardon|gracias|hola|buenas?)\b[^.!?]{0,60}[.!?]{1,3}\s{0,3}){1,3}",
    re.I,
)
_CLAUSE = re.compile(r"[.,;!\n]\s")
_CLAUSE_ENDS = re.compile(r"([.,;!?])\s|(\s)(?=(?:and|but|because|can|could|y|pero|porque|entonces|pueden?)\s)", re.I)
_PARTS = {
    "callback_name": re.compile(r"\b(?:name|nombre)\b", re.I),
    "callback_phone": re.compile(r"\b(?:phone|number|cell|digits|n[uú]mero|tel[eé]fono|celular)\b", re.I),
    "callback_window": re.compile(r"\b(?:time|when|day|date|hour|later|earlier|hora|d[ií]a|fecha|cu[aá]ndo)\b", re.I),
    "callback_about": re.compile(r"\b(?:about|topic|subject|note|reason|asunto|tema|motivo)\b", re.I),
}


def say(turn: Turn, key: str, asking: str | None = None, **values: str) -> None:
    """One of the texts under `callback`; with `asking` it is the question itself, and the form asks no other."""
    turn.say(text(f"callback.{key}", turn.language, 0, **values), topic="callback", asking=asking)


def times(turn: Turn, phone: str | None) -> list[Choice]:
    """The next times at which somebody can call this number, and one for all others. By text they would be longer than the question."""
    if turn.channel == "sms":
        return []
    zone = time_zone(phone) if phone else str(office_zone())
    windows = [as_choice(window, turn.language) for window in openings(turn.world.now(), zone)]
    return [*windows, (text("callback.choice.other", turn.language), "another time")]


def number_problem(problem: PhoneProblem, language: Language) -> str:
    """Why what was given is no number to call, and what helps."""
    return text(f"phone.{problem.reason}", language, example=EXAMPLE)


def own_number(turn: Turn) -> str | None:
    """The number that somebody texts from, or told us before."""
    if turn.channel != "sms":
        return str(turn.slot("callback_phone") or turn.case["phone"] or "") or None
    try:
        with turn.world.sessions()() as session, session.begin():
            return number_of(session, turn.tracker.sender_id)
    except (SQLAlchemyError, OSError):
        return None


def heard(turn: Turn, asked: str | None = None) -> tuple[dict[str, Any], str]:
    """The slots that the message fills or changes, in whatever order, and what is wrong with a number, in words.

    A time that can be had only nearly, or in two ways, goes into `callback_offered`, to be asked about.
    """
    this = means_own_number(turn.text) or (asked == "callback_phone" and turn.intent == "affirm")
    told = turn.user_texts()[1 if turn.text else 0 :]
    insists = asked == "callback_name" and insisted_name(turn.text, next(iter(told), ""))
    if not insists and (turn.intent in {"unsure", "skip", "not_yet"} or {"acknowledge", "thanks"} & turn.acts):
        asked = None  # "hm" and "pass" are no names
    phone = turn.slot("callback_phone")
    parts = read_parts(
        turn.text,
        turn.world.now(),
        asked=asked,
        phone=phone,
        own=own_number(turn) if this else None,
        asks="asks" in turn.acts,
        told=told,
        language=turn.language,
    )
    found: dict[str, Any] = {}
    if parts.name and (asked != "callback_name" or not _another_subject(turn)):
        found["callback_name"] = parts.name
    if parts.phone:
        found["callback_phone"] = parts.phone
    if parts.window:
        open_to_ask = parts.window.adjusted or parts.window.ambiguous
        found["callback_window"] = None if open_to_ask else parts.window.model_dump(mode="json")
        found["callback_offered"] = parts.window.model_dump(mode="json") if open_to_ask else None
    if parts.who:
        found["callback_about"] = about(turn) | {"who": parts.who}
        if not parts.name and turn.slot("callback_name"):
            found["callback_name"] = None  # it was the name of whoever writes
    same = {name for name, value in found.items() if value == turn.slot(name) and value is not None}
    wrong = parts.problem if parts.problem and parts.problem.reason != "missing" else None
    problem = number_problem(wrong, turn.language) if wrong else ""
    return {name: value for name, value in found.items() if name not in same}, problem


def _another_subject(turn: Turn) -> bool:
    """Whether what looks like a name is surely about something: "add interest and costs"."""
    first, *more = _CLAUSE.split(turn.text.strip(), maxsplit=1)
    if more and len(first.split()) <= 3 and read_name(first):
        return False  # "Dee. It has to be tomorrow, the sale is thursday"
    ranking = turn.tracker.latest_message.get("intent_ranking") or [{}]
    likely, sure = str(ranking[0].get("name", "")), float(ranking[0].get("confidence", 0))
    return (
        len(turn.text.split()) > 2 and sure >= 0.8 and likely not in {"inform", "greet", "callback", "callback_change"}
    )


def named_part(text: str) -> str | None:
    """The part of a request that a message wants changed, without a new value for it: "change the number"."""
    if not _CHANGE.search(text):
        return None
    return next((slot for slot, pattern in _PARTS.items() if pattern.search(text)), None)


def about(turn: Turn) -> dict[str, Any]:
    """What is passed along: as it stands in the request, else what was talked about so far."""
    if known := turn.slot("callback_about"):
        stands = {"topics": [], "urgent": "", "note": "", "told": "", "who": "", **known}
        stands["figures"] = read_back(turn.case, "en") or str(
            known.get("figures", "")
        )  # as they are now: a figure may have been put right since
        if stands["urgent"] not in ("", UNDATED) and taken_back(turn.text):
            left = nearest(turn)
            stands["urgent"] = left.words if left else ""
        return stands
    topics = [topic for topic in turn.topics if topic in TITLES and topic != OUT][-MOST_TOPICS:]
    sums = read_back(turn.case, "en")
    return {
        "topics": topics,
        "figures": sums,
        "urgent": urgent_reason(turn),
        "note": "",
        "told": _story(turn),
        "who": "",
    }


def noted(turn: Turn, words: str) -> dict[str, Any]:
    """What is passed along, with these words of theirs besides; but no threat and no despair, which have a mark of their own."""
    known = about(turn)
    if level(words) in LIFE:
        return known
    added = _PHONE.sub(" ", mask(words)).strip()
    return known | {"note": f"{known['note']} {added}".strip()[:MOST_NOTE]}


def _story(turn: Turn) -> str:
    """What the person told before, in their own words: the longest of their messages, masked, cut at a word."""
    told = [words for words in turn.user_texts() if words != turn.text and len(words.split()) >= STORY_WORDS]
    if len(turn.text.split()) >= 2 * STORY_WORDS:
        told.append(turn.text)
    # Words of a threat or of despair are not read back as what the call is about: the request is marked instead.
    told = [words for words in told if level(words) not in LIFE]
    longest = clean(_PHONE.sub(" ", mask(max(told, key=len, default=""))))
    # "Thank you, that is helpful. Can they take my flat?": the kindness is not what the call is about.
    return whole_clauses(_KINDNESS.sub("", longest) or longest, LONGEST_STORY)


def lines(turn: Turn, known: dict[str, Any]) -> list[str]:
    """What is passed along, a line each, as the person is shown it."""
    language = turn.language
    titles = "; ".join(asks(language)[topic] for topic in known["topics"] if topic in TITLES)
    who = "someone" if known["who"] == SOMEONE else "who"
    # What is stored is for the staff, in English.
    figures = known["figures"] if language == "en" or not known["figures"] else read_back(turn.case, language)
    # By text what they wrote is only named, so that what is asked is not pushed behind it; the staff get all of it.
    begin = whole_clauses(known["told"], MOST_BY_TEXT) if turn.channel == "sms" else known["told"]
    told = "told" if begin == known["told"] else "told_begin"
    values = {who: relative(known["who"], language), "note": known["note"], told: begin, "topics": titles}
    values |= {"figures": figures, "urgent": reason_in(known["urgent"], turn, language)}
    return [text(f"callback.line.{name}", language, value=value) for name, value in values.items() if value]


def whole_clauses(words: str, most: int) -> str:
    """As much of what somebody wrote as fits, to the end of a clause; to the end of a word where its first clause does not fit."""
    ends = (max(match.end(1), match.start(2)) for match in _CLAUSE_ENDS.finditer(words))
    end = max((place for place in (*ends, len(words)) if place <= most), default=0)
    return words[:end].rstrip(" ,;") if end else shorten(words, most, placeholder=" ...")


def relative(who: str, language: Language) -> str:
    """Who is to be called: "mom", "su mamá"; a word we do not have as it was written."""
    return text(f"relative.{who}", language) if has_text(f"relative.{who}", language) else who


def summary(turn: Turn) -> list[str]:
    """All that will be stored, for the person to check."""
    window = CallingWindow.model_validate(turn.slot("callback_window"))
    parts = {
        "name": turn.slot("callback_name"),
        "number": format_phone(turn.slot("callback_phone")),
        "asap" if window.asap else "when": window.in_words(turn.language),
        "wish": window.wish,
        "language": "español" if turn.language == "es" else "",
    }
    said = [text(f"callback.line.{name}", turn.language, value=value) for name, value in parts.items() if value]
    return [*said, *lines(turn, about(turn))]


def soonest(turn: Turn, phone: str | None) -> dict[str, Any] | None:
    """The first time at which the firm can call, as the slot holds it."""
    zone = time_zone(phone.partition(";")[0]) if phone else office_zone().key
    window = parse_window("as soon as possible", turn.world.now(), zone)
    return window.model_dump(mode="json") if window else None


def private_numbers(turn: Turn, asked: str) -> bool:
    """Whether the message holds a Social Security, card or account number; a phone number with a slip looks like one."""
    mistyped = asked == "callback_phone" and not _A_WORD.search(turn.text)
    return sensitive(turn.text) and not mistyped


def leave(turn: Turn, *, keep: bool = False) -> list[EventType]:
    """Close the form. What was given is forgotten, or kept for when they come back to it."""
    kept = turn.slots((*SLOTS[:-1], "callback_about", "callback_offered", "callback_replaces")) if keep else {}
    return [*(SlotSet(name, kept.get(name)) for name in EVERY), SlotSet("requested_slot", None)]


def card(reference: str, window: CallingWindow, language: Language) -> dict[str, str]:
    """The card of a call that is booked."""
    return {
        "type": "callback",
        "reference": reference,
        "window": window.in_words(language),
        "start": window.start.isoformat(),
        "end": window.end.isoformat(),
    }


def later(turn: Turn) -> list[Choice]:
    """What stands below that card on the web: another time, or no call."""
    names = ("move", "cancel") if turn.channel == "web" else ()
    said = {"move": "change my callback", "cancel": "cancel my callback"}
    return [(text(f"callback.choice.{name}", turn.language), said[name]) for name in names]
