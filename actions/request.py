"""A request for a callback while it is being filled in: what a message brings for it, what is passed along, how it is left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from textwrap import shorten
from typing import Any
from zoneinfo import ZoneInfo

from rasa_sdk.events import EventType, FollowupAction, SlotSet
from sqlalchemy.exc import SQLAlchemyError

from actions.base import Choice, Turn, asking_of, call_me, topic_of
from actions.figures import read_back
from actions.forms import EXTRA_SLOTS, FORM_SLOTS
from actions.urgency import coming, dated, in_words, nearest, opening_words, reason_in, undated, urgent_reason
from shortfall.base.hours import hours_text, next_opening, office_zone
from shortfall.base.masking import mask, sensitive
from shortfall.callbacks.parts import SOMEONE, caller_zone, means_own_number, read_parts
from shortfall.callbacks.quotes import Told, best, facts_in_words, tells
from shortfall.callbacks.window import (
    CallingWindow,
    as_choice,
    day_words,
    in_own_words,
    on_clock,
    openings,
    parse_window,
)
from shortfall.content.questions import Language, asks, label, payload
from shortfall.content.texts import has_text, text
from shortfall.reading.agreed import OfNotes
from shortfall.reading.belongings import ROLES
from shortfall.reading.calls import SPEAKS_OF_CALL, TIME_SAID, asks_when_called, kept_for_call, wants_call
from shortfall.reading.corrected import corrects
from shortfall.reading.denials import find_denials, stems
from shortfall.reading.distress import level
from shortfall.reading.moods import bare
from shortfall.reading.names import clean, insisted_name, read_name
from shortfall.reading.papers import denies_papers
from shortfall.reading.phone import EXAMPLE, PhoneProblem, Second, format_phone
from shortfall.reading.sentences import CLAUSE, FIRST, SENTENCE, VERB_NOT
from shortfall.reading.told import possible
from shortfall.reading.tongues import wanted_tongue
from shortfall.reading.urgent import taken_back
from shortfall.reading.when import own_zone, read_ask
from shortfall.reading.withdrawn import left_out, withdraws
from shortfall.sms.store import number_of
from shortfall.talk.acts import UNMET, read_acts
from shortfall.talk.asked_again import COMPLAINT
from shortfall.talk.beside import asked_beside
from shortfall.talk.case import Case
from shortfall.talk.intents import CALLED_OFF, OUT
from shortfall.talk.limits import CLEAR
from shortfall.talk.moves.subjects import LIFE
from shortfall.talk.offers import Offer, taken

SLOTS = FORM_SLOTS["callback_form"]
EVERY = (*SLOTS, *EXTRA_SLOTS["callback_form"])
TITLES = asks()
MOST_TOPICS = 4
STORY_WORDS = 8
"""From so many words on a message is a story rather than a question or a button."""
LONGEST_STORY = 400
"""Characters of each of the messages that are passed along."""
_OF_THE_CASE = frozenset({"stage", "ended", "bankruptcy"})
"""Facts that tell where somebody stands."""
MOST_NOTE = 500
MOST_BY_TEXT = 60
MOST_ASKED = 80
SHORTEST_STORY = 120
"""Characters of the longest sentence that is quoted only because it says what a name is."""
QUOTED_APART = '" / "'
"""Between two messages that are quoted."""
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
_DENIES = re.compile(
    rf"\b(?:not|no|never|nunca|ning[uú]n\w{{0,2}}|{VERB_NOT}) (?:\w{{1,12}} ){{0,3}}?(?:a|an|any|the|my|it|have|that|un|una|el|la|mi)\b",
    re.I,
)
# "No its a settlement offer", "i DID sign", "no, es una oferta": of the answer that was just given.
_REJECTS = re.compile(
    r"^\W*(?i:no|nope|nah|wait|wrong)\b\W{0,3}(?i:no\W{1,3})?(?i:it'?s|it is|it was|this is|that is|i'?m|i am|they'?re|es|era|se trata|estoy|yo s[ií])\b|\b(?:[Ii]|[Ww]e|it|IT) (?:DID|DO|AM|HAVE|WAS|IS)\b(?= [a-z])"
    r"|^\W*(?i:but |pero )?(?i:i|we) (?i:did|do) (?i:sign|have|pay|own|live|owe)\b|^\W*(?i:pero )?(?i:yo )?(?i:s[ií]) (?i:lo )?(?i:firm[eé]|pagu[eé]|debo)\b"
)
OF_PAPERS = "served_with_papers"
"""The topic of who holds court papers."""
# "… at 312-555-0143, and": what is left where a number stood.
_GAP = re.compile(r" (?:(?:al|at|on|es|is) )?(?=[,.;!?])| (?:al|at|on|es|is)\Z")
_GIVES_NUMBER = re.compile(
    rf"(?:,? ?\b(?:my|mi) (?:number|cell|phone|n[uú]mero|cel\w{{0,4}}|tel[eé]fono|tel)(?: is| es)? |\b(?:at|al|on) )?{_PHONE.pattern}",
    re.I,
)
_LEFT_OPEN = re.compile(r"\A(?:[\s,;.]|and\b|y\b){1,4}|[\s,;]{1,4}\Z", re.I)
MOST_TEXTS = 60
"""Messages of the person among which the first is looked for."""
# "PNC", "Marisol": a name that is no first word.
_WORDS = re.compile(r"\w+")
_A_NAME = re.compile(r"(?<=[a-z,] )(?!I\b)[A-Z]\w{1,20}")
_WISH_OF_CALL = re.compile(
    r"\b(?:(?:can|could|please|pls|have|get|want|need|would like) )?(?:you|u|some ?(?:one|body)|a (?:person|lawyer|human)|an attorney)?(?: to)?(?: please)? ?(?:call|phone|ring)(?: me| us)?(?: back)?\b"
    r"|\b(?:mejor )?(?:que )?(?:me|nos) (?:llame|llamen|hable|hablen|marque|marquen)(?: alguien)?\b|\bll[aá]menme\b|\b(?:my|mi) (?:name|number|cell|phone|nombre|n[uú]mero|cel\w{0,4}|tel[eé]fono)(?: is| es)?\b",
    re.I,
)
# A name that is given, a day and an hour, and courtesies.
_OF_A_REQUEST = re.compile(
    r"\b(?:(?:my |mi )?(?:name|nombre)(?: is| es|'s)?|me llamo)(?: [^\W\d_]{1,20}){1,3}|\b(?:please|pls|thanks?|thank you|por favor|gracias|asap|(?:as )?soon as (?:you can|possible)|any ?time)\b"
    r"|\b(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri)(?:day)?|tomorrow|today|noon|mornings?|afternoons?|lunes|martes|mi[eé]rcoles|jueves|viernes|ma[nñ]ana|tarde|\d{1,2} ?(?:am|pm))\b",
    re.I,
)
_A_LONG_WORD = re.compile(r"[^\W\d_]{2,}")
_SAYS_SOMETHING = 5
"""Words of the shortest sentence that says more than that a call is wanted, by whom and when."""
_CLAUSE_ENDS = re.compile(r"([.,;!?])\s|(\s)(?=(?:and|but|because|can|could|y|pero|porque|entonces|pueden?)\s)", re.I)
_PARTS = {
    "callback_name": re.compile(r"\b(?:name|nombre)\b", re.I),
    "callback_phone": re.compile(r"\b(?:phone|number|cell|digits|n[uú]mero|tel[eé]fono|celular)\b", re.I),
    "callback_window": re.compile(r"\b(?:time|when|day|date|hour|later|earlier|hora|d[ií]a|fecha|cu[aá]ndo)\b", re.I),
    "callback_about": re.compile(
        r"\b(?:about(?! (?:\w{2,12} )?\$?\d)|topic|subject|note|reason|asunto|tema|motivo)\b", re.I
    ),
}


def say(turn: Turn, key: str, asking: str | None = None, **values: str) -> None:
    """One of the texts under `callback`; with `asking` it is the question itself, and the form asks no other."""
    turn.say(text(f"callback.{key}", turn.language, 0, **values), topic="callback", asking=asking)


def times(turn: Turn, phone: str | None) -> list[Choice]:
    """The next times at which somebody can call this number, and one for all others. By text they would be longer than the question."""
    if turn.channel == "sms":
        return []
    zone = caller_zone(phone, turn.user_texts(MOST_TEXTS))
    windows = [as_choice(window, turn.language) for window in openings(turn.world.now(), zone)]
    return [*windows, (text("callback.choice.other", turn.language), "another time")]


def either(turn: Turn, window: CallingWindow) -> Sequence[Choice]:
    """The two readings of a time, to press; by text a number would mean an hour."""
    return () if turn.channel == "sms" else window.either


_ANOTHER_TIME = re.compile(
    r"(?:another|some other|a different) (?:time|day|hour)|otr[oa] (?:hora|d[ií]a|momento)", re.I
)


def means_another_time(words: str) -> bool:
    """None of the times on the buttons: these words alone. "Maybe another time" wants no call."""
    return _ANOTHER_TIME.fullmatch(words.strip(" .!,")) is not None


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
    told = turn.user_texts(MOST_TEXTS)[1 if turn.text else 0 :]
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
        named=str(turn.slot("callback_name") or ""),
        stood=_stood(turn),
    )
    found: dict[str, Any] = {}
    zone, stands = own_zone(turn.text), turn.slot("callback_window")
    if (
        zone and stands and stands["caller_zone"] != zone and not parts.window
    ):  # "I'm on Chicago time", of what was read back
        window = on_clock(CallingWindow.model_validate(stands), zone, turn.world.now(), turn.language)
        parts = replace(parts, window=window)
    if parts.name and (asked != "callback_name" or not _another_subject(turn)):
        found["callback_name"] = parts.name
    if parts.phone:
        found["callback_phone"] = parts.phone
    if parts.window:
        window = _before_the_sale(turn, parts.window)
        if not window.wish and (offered := turn.slot("callback_offered")) and _day_of(offered) == _day_of(window):
            window = window.model_copy(update={"wish": offered["wish"]})  # that it is noted was promised with the offer
        open_to_ask = window.adjusted or window.ambiguous
        if window.adjusted and not window.ambiguous and _offered_before(turn, window):
            window = window.model_copy(update={"unsuited": True})
        found["callback_window"] = None if open_to_ask else window.model_dump(mode="json")
        found["callback_offered"] = window.model_dump(mode="json") if open_to_ask else None
    if (parts.window and asked != "callback_window") and (
        _is_of_the_offer(turn, parts.window) or _corrects_only(turn.text)
    ):
        del found["callback_window"], found["callback_offered"]
    if parts.who:
        found["callback_about"] = about(turn) | {"who": parts.who}
        if not parts.name and turn.slot("callback_name"):
            found["callback_name"] = None  # it was the name of whoever writes
    elif parts.mine and (stands := about(turn))["who"]:
        found["callback_about"] = stands | {"who": ""}
        if not parts.name and turn.slot("callback_name"):
            found["callback_name"] = None  # it was the name of whom they wanted called
    if parts.second:
        found["callback_about"] = _with_second(found.get("callback_about") or about(turn), parts.second, turn.language)
    same = {name for name, value in found.items() if value == turn.slot(name) and value is not None}
    wrong = parts.problem if parts.problem and parts.problem.reason != "missing" else None
    problem = number_problem(wrong, turn.language) if wrong else ""
    return {name: value for name, value in found.items() if name not in same}, problem


def _with_second(known: dict[str, Any], second: Second, language: Language) -> dict[str, Any]:
    """What is passed along, with another person's number in the note, once."""
    number = format_phone(second.phone.dial)
    if number in known["note"]:
        return known
    said = text("callback.second", language, who=second.whose, number=number)
    return known | {"note": f"{known['note'][: MOST_NOTE - len(said) - 1]} {said}".strip()}


def _day_of(window: CallingWindow | Mapping[str, Any]) -> date:
    """The caller's day of a time."""
    return CallingWindow.model_validate(window).caller_start.date()


def _stood(turn: Turn) -> CallingWindow | None:
    """The time that was offered or put down for this request, also one that was not taken: a part of it may be named alone later."""
    for value in (turn.slot("callback_offered"), turn.slot("callback_window"), *_times_before(turn)):
        if value:
            return CallingWindow.model_validate(value)
    return None


def called_off(turn: Turn) -> bool:
    """Whether a call was called off just now, so that another one is the same at another time."""
    return CALLED_OFF in turn.all_topics[-2:]


def _times_before(turn: Turn) -> Iterator[Mapping[str, Any] | None]:
    """The times that stood in this request or were offered for it, the last one first."""
    for event in reversed(turn.tracker.events):
        if event.get("name") == "callback_about" and event.get("value") is None and not called_off(turn):
            return  # that was another request
        if event.get("name") in {"callback_offered", "callback_window"}:
            yield event.get("value")


def _is_of_the_offer(turn: Turn, window: CallingWindow) -> bool:
    """Whether a day is the one on which an offer ends, and nothing is said of a call."""
    ends = turn.case["offer_date"]
    return bool(ends) and window.start.date().isoformat() in ends and not SPEAKS_OF_CALL.search(turn.text)


def _corrects_only(text: str) -> bool:
    """Whether sums and days are put right, and no time for a call is named: "143 isn't mine, my pay isn't 910" names no hour."""
    wrong = any(map(corrects, SENTENCE.findall(text)))
    return wrong and not (SPEAKS_OF_CALL.search(text) or TIME_SAID.search(text) or _OF_A_CLOCK.search(text))


_OF_A_CLOCK = re.compile(r"\b(?:mon|tue|wed|thu|fri)\w{0,6}\b|\d ?[ap]\.?m\b", re.I)


def _offered_before(turn: Turn, window: CallingWindow) -> bool:
    """Whether this time was offered for this request, and not taken."""
    offered = (each for each in _times_before(turn) if each and each.get("adjusted"))
    return any(CallingWindow.model_validate(each).start == window.start for each in offered)


def unsuited_before(turn: Turn) -> bool:
    """Whether hours that the office does not have were asked for before, and another time was not found."""
    return sum(bool(each and each.get("unsuited")) for each in _times_before(turn)) > 1


def answer_beside(turn: Turn) -> str | None:
    """Answer what a message asks beside a part of the request: the likeliest, a choice of two, or that it is passed on.

    Returns:
        The words that are to be passed on because nothing answers them; empty where they are answered, None where nothing is asked.
    """
    if not (asked := asked_beside(turn.text)):
        return None
    named = turn.questions if turn.tracker.latest_message.get("topics") else []
    most = 2 if turn.intent == "affirm" else 1
    if len(named) <= most or turn.channel == "sms":
        for response in named[:most]:
            turn.respond(response)
    elif named:
        choices = [(label(name, turn.language), payload(name)) for name in turn.tracker.latest_message["topics"][:2]]
        turn.say(text("callback.asked_which", turn.language), topic="callback", choices=choices)
    if not named:
        say(turn, "asked_unclear", value=shorten(asked, MOST_ASKED, placeholder=" ..."))
    return "" if named else asked


def for_whom(turn: Turn, given: Mapping[str, Any]) -> None:
    """Say that somebody else is to be called, or that it is not somebody else any more, where this message says so."""
    passed = given.get("callback_about")
    if passed and passed["who"] != about(turn)["who"]:
        who = passed["who"]
        key = "for_someone" if who == SOMEONE else "for_who" if who else "for_you"
        say(turn, key, value=relative(who, turn.language))


def passed_over(turn: Turn, given: Mapping[str, Any]) -> None:
    """Say why the time that was named first is not the one that was put down."""
    window = given.get("callback_window")
    if window and window.get("aside"):
        when = CallingWindow.model_validate(window).in_words(turn.language)
        say(turn, "soonest" if window["asap"] else "instead", reason=window["aside"], when=when)


def got(turn: Turn, given: Mapping[str, Any]) -> None:
    """Say which number and time were put down while something else is still to be asked for; later all of it is read back, by text
    behind an answer that may fill the first message."""
    behind = turn.channel == "sms" and bool(asked_beside(turn.text))
    if all(given.get(name, turn.slot(name)) for name in SLOTS[:-1]) and not behind:
        return
    phone, window = given.get("callback_phone"), given.get("callback_window")
    parts = [format_phone(phone)] if phone and turn.asked != "callback_phone" else []
    if window and turn.asked != "callback_window":
        parts.append(when_words(CallingWindow.model_validate(window), turn.language))
    if parts:
        say(turn, "got", value="; ".join(parts))
    if given.get("callback_offered") and turn.asked in {"callback_name", "callback_phone"}:
        say(turn, "time_later")


def shown(turn: Turn, given: Mapping[str, Any], asked: OfNotes) -> dict[str, Any] | None:
    """Answer what is asked about the request itself by what stands in it: it is no subject of the call.

    Returns:
        What is passed along, where something that was asked for stands in it only now; None where nothing changed.
    """
    known, about_ = (
        {name: given.get(name, turn.slot(name)) for name in SLOTS},
        given.get("callback_about") or about(turn),
    )
    window, phone = known["callback_window"], known["callback_phone"]
    parts = {
        "name": known["callback_name"],
        "number": phone and format_phone(phone),
        "when": window and when_words(CallingWindow.model_validate(window), turn.language),
        "facts": facts_of(turn, turn.language),
        "figures": figures_of(turn.case, turn.language),
        "note": about_["note"],
    }
    said = {name: text(f"callback.line.{name}", turn.language, value=value) for name, value in parts.items() if value}
    quoted = [each for each in about_["told"].split("\n") if each]
    yes, new = list[str](), list[str]()
    out = False
    for thing in _AND_TOO.split(asked.thing):
        thing = _THAT.sub("", thing)
        wanted = frozenset(stems(thing)) - _OF_NOTES
        if not wanted:
            continue
        if lines := [
            *_naming(thing, wanted, said),
            *(each for each in quoted if not asked.mends and wanted <= {*stems(each)}),
        ]:
            yes.append(shorten(lines[0], MOST_ASKED, placeholder=" ..."))
        elif any(wanted & {*each.words} for words in turn.user_texts(MOST_TEXTS)[1:] for each in find_denials(words)):
            out = True
        elif not asked.mends and not any(part.search(thing) for part in _PARTS.values()):
            new.append(_unnumbered(thing))
    facts = ". ".join(said[name] for name in ("facts", "figures") if name in said)
    if out:
        say(turn, "noted_out" if facts else "noted_none", value=facts)
    if yes:
        say(turn, "noted_yes", value="; ".join(dict.fromkeys(yes)).rstrip("."))
    if new:
        say(turn, "noted_added", value="; ".join(new))
        return about_ | {"note": ". ".join(filter(None, (about_["note"].rstrip(". "), *new)))[:MOST_NOTE]}
    if not (out or yes):
        say(turn, "noted_now" if said else "nothing_noted", value=". ".join(said.values()).rstrip("."))
    return None


_THAT = re.compile(r"\A\W{0,3}(?:that|about|que|de|lo de)\b\s?", re.I)
_AND_TOO = re.compile(r",\s|\s(?:and|y|or|o|also)\s", re.I)
_OF_NOTES = frozenset(
    stems(
        "that this it them everything all right new change part thing number numbers correction notes note it's he's she's i'm eso todo nota cambio"
    )
)
"""Stems of words that only point at something in the notes."""
_A_DAY = re.compile(r"\b(?:date|day|fecha|d[ií]a)\b", re.I)


def _naming(thing: str, wanted: frozenset[str], said: Mapping[str, str]) -> list[str]:
    """The lines of a request that name a thing: by what they are, or in its words."""
    days = _A_DAY.search(thing) is not None
    by_part = {"name": "callback_name", "number": "callback_phone", "when": "callback_window"}
    found = [
        line for name, line in said.items() if name in by_part and not days and _PARTS[by_part[name]].search(thing)
    ]
    items = [item for name in ("facts", "figures", "note") if name in said for item in _items(said[name])]
    own = wanted - {*stems("date day fecha")}
    named = [
        item for item in items if (own and own <= {*stems(item)}) or (days and not own and any(map(str.isdigit, item)))
    ]
    return found or named or [line for name, line in said.items() if name == "when" and days and not own]


def _items(line: str) -> list[str]:
    """The parts of a line of facts or figures."""
    return _ITEM.split(line.partition(": ")[2])


_ITEM = re.compile(r"; |, (?=[^\W\d])")


def when_words(window: CallingWindow, language: Language) -> str:
    """A time as it is read back, with the limit that was set: "…, and no later than Tuesday, December 1"."""
    said = window.in_words(language)
    late = window.by and window.by > window.caller_start.date()
    return (
        text("callback.no_later", language, when=said, day=day_words(window.by, language))
        if late and window.by
        else said
    )


_AND = re.compile(r"\s(?:and|y|but|pero)\s", re.I)


def _another_subject(turn: Turn) -> bool:
    """Whether what looks like a name is surely about something: "add interest and costs"."""
    first, *more = FIRST.split(turn.text.strip(), maxsplit=1)
    if not more and (apart := _AND.search(turn.text)) and turn.text[: apart.start()].strip().istitle():
        first, more = (
            turn.text[: apart.start()].strip(),
            [turn.text[apart.end() :]],
        )  # "Ruth Okafor and please note that court is Dec 9"
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
        stands["figures"] = figures_of(turn.case, "en") or str(
            known.get("figures", "")
        )  # as they are now: a figure may have been put right since
        if not stands["urgent"] and (near := nearest(turn)):
            stands["urgent"] = near.words
        stands["urgent"] = dated(stands["urgent"], turn)
        if denies_papers(turn.text):
            stands["topics"] = [topic for topic in stands["topics"] if topic != OF_PAPERS]
        if stands["urgent"] and not undated(stands["urgent"]) and taken_back(turn.text):
            left = nearest(turn)
            stands["urgent"] = left.words if left else ""
        return stands
    topics = asked_about(turn)[-MOST_TOPICS:]
    wished = " ".join(
        filter(kept_for_call, reversed(turn.user_texts(MOST_TEXTS)))
    )  # "put that down for whoever calls me"
    sums = figures_of(turn.case, "en")
    return {
        "topics": topics,
        "figures": sums,
        "urgent": urgent_reason(turn),
        "note": _unnumbered(wished)[:MOST_NOTE],
        "told": _story(turn),
        "who": "",
    }


def figures_of(case: Case, language: Language) -> str:
    """The figures that are passed along: those of the home, then those of a car and of savings."""
    offered = read_back(case, language, ("offer", "offer_date"))
    return ", ".join(filter(None, (read_back(case, language), offered, read_back(case, language, ROLES))))


def noted(turn: Turn, words: str) -> dict[str, Any]:
    """What is passed along, with these words of theirs besides; but no threat and no despair, which have a mark of their own."""
    known = about(turn)
    if level(words) in LIFE or _after_danger(turn) or asks_when_called(words):
        return known
    added = _unnumbered(words)
    return known | {"note": f"{known['note']} {added}".strip()[:MOST_NOTE]}


def asked_about(turn: Turn) -> list[str]:
    """The topics of what the person chose, or clearly asked and did not object to, oldest first: the first answer to each message.

    What was only told, or read with a doubt, is a guess of ours and no word of theirs. A second answer was hardly asked for; of two that
    may have been meant, and were both opened, it is not known which was.
    """
    found: list[str] = []
    waiting = answered = False
    offers: list[Offer] = []
    for event in turn.tracker.events:
        if event.get("event") == "user":
            parsed, words = event.get("parse_data") or {}, str(event.get("text") or "")
            acts = set(parsed.get("acts") or ())
            said_no = answered and _REJECTS.search(words)
            if (UNMET & acts or said_no) and not waiting:
                found = found[:-1]
            if denies_papers(words):
                found = [each for each in found if each != OF_PAPERS]
            answered = False
            chosen = words.startswith("/") or taken(words, offers, frozenset(acts)) is not None
            intent = parsed.get("intent") or {}
            denied = "asks" not in acts and not words.startswith("/") and _DENIES.search(words) and not said_no
            clear = "asks" in read_acts(words) and float(intent.get("confidence", 1)) >= CLEAR and not denied
            waiting = intent.get("name") != "either" and (chosen or clear)
            offers = []
        elif event.get("event") == "bot":
            offers += [Offer(each["title"], each["payload"]) for each in (event.get("data") or {}).get("buttons") or ()]
            topic = topic_of(event) if waiting else None
            if topic and topic in TITLES and topic != OUT:
                found = [*(each for each in found if each != topic), topic]
                waiting, answered = False, not str(event.get("text") or "").rstrip().endswith("?")
    return found


def _story(turn: Turn) -> str:
    """What the person told, in their own words, a line for each message: those that say most, and the one that asks for the call."""
    if withdraws(turn.text):
        return ""
    before = [words for words in quotable(turn) if not kept_for_call(words)]  # they are in the note
    told = {
        plain: words for words in reversed(before) if len(words.split()) >= STORY_WORDS and (plain := _plainly(words))
    }
    asking = "" if _after_danger(turn) else _plainly(_without_the_call(turn.text.replace(_wish(turn), " ")))
    read = _facts_read(turn)
    quoted = best([*told], [read.get(words, set()) for words in told.values()], LONGEST_STORY)
    again = _asked_again(turn)
    quoted.append("" if again in quoted or again not in map(_plainly, before) else again)
    quoted.append(_named_first(asking, before, " ".join(quoted)))
    return "\n".join(part for part in (*quoted, asking) if part)


_NO_MATTER = frozenset({"case", "name", "phone", "language", "distress", "state", "lives_in", "retracted"})
"""What is read in a message and does not make it worth quoting."""


def _facts_read(turn: Turn) -> dict[str, set[Told]]:
    """The facts that were read in each message, by its words."""
    users = (event for event in turn.tracker.events if event.get("event") == "user")
    read = {str(event.get("text") or ""): (event.get("parse_data") or {}).get("entities") or () for event in users}
    named = {
        words: [
            (
                f"{each.get('role')}_date" if each["entity"] == "date" else str(each.get("role") or each["entity"]),
                str(each.get("value")),
            )
            for each in found
        ]
        for words, found in read.items()
    }
    return {words: {told for told in found if told[0] not in _NO_MATTER} for words, found in named.items()}


def quotable(turn: Turn) -> list[str]:
    """What the person wrote before this message, the newest first, without a danger to a life and what was said right after it, unless that
    says where they stand: "my house was sold in march" is what the call is about."""
    said = turn.user_texts(MOST_TEXTS)
    after = {at - 1 for at, words in enumerate(said) if level(words) in LIFE and not _says_where(said[at - 1])}
    return [words for at, words in enumerate(said) if words != turn.text and at not in after]


def _after_danger(turn: Turn) -> bool:
    """Whether a danger to a life was told in the message before this one."""
    return level(turn.text_before) in LIFE


def leave_out(turn: Turn) -> dict[str, Any]:
    """What is passed along without the words of theirs that this message takes out."""
    known = about(turn)
    lines = [*known["told"].split("\n"), known["note"]]
    *told, note = left_out(turn.text, lines if known["note"] else lines[:-1]) + [""] * (not known["note"])
    return known | {"told": "\n".join(filter(None, told)), "note": note}


def facts_of(turn: Turn, language: Language) -> str:
    """What the case holds besides its figures, in plain words; by text only what comes first."""
    words = [*reversed(turn.user_texts(MOST_TEXTS))]
    found = facts_in_words(turn.case, words, [_ended(in_words(each, language)) for each in coming(turn)], language)
    while turn.channel == "sms" and len("; ".join(found)) > MOST_BY_TEXT:
        found.pop()
    return "; ".join(found)


def _ended(words: str) -> str:
    """Words that a full stop was to follow, where something else does: "at 9 a.m."."""
    return f"{words}." if words.endswith(".m") else words


def of_the_time(turn: Turn, given: Mapping[str, Any]) -> str:
    """The answer to "would it be today?": yes or no by the time that stands, else by the hours of the office; empty where it is not asked."""
    if not (asked := asks_when_called(turn.text)):
        return ""
    language, now = turn.language, turn.world.now()
    stands = next(
        filter(None, (given.get("callback_window"), turn.slot("callback_window"), given.get("callback_offered"))), None
    )
    window = CallingWindow.model_validate(stands) if stands else None
    when = when_words(window, language) if window else ""
    ask = read_ask(asked, now, ZoneInfo(window.caller_zone) if window else office_zone())
    day = ask.days[0] if ask and ask.day_named and len(ask.days) == 1 else None
    if day and window:
        return text(f"callback.on.{'yes' if window.caller_start.date() == day else 'no'}", language, when=when)
    if window:
        return text("callback.on.stands", language, when=when)
    opening = next_opening(now)
    opens = opening_words(opening, language) if opening else text("callback.on.now", language)
    free = parse_window(asked, now) if day else None
    key = "open" if day is None else "can" if free and free.start.date() == day and not free.adjusted else "cannot"
    return text(f"callback.on.{key}", language, opens=opens, hours=hours_text(language))


def _before_the_sale(turn: Turn, window: CallingWindow) -> CallingWindow:
    """A time that would end only when the home is sold, or people are put out, is as soon as the office can; what was asked for is kept."""
    late = next(
        (each for each in coming(turn) if each.kind in {"sale", "lockout"} and each.first == window.start.date()), None
    )
    if window.asap or not late or not window.start < late.begins <= window.end + timedelta(hours=1):
        return window
    soon = parse_window("as soon as possible", turn.world.now(), window.caller_zone)
    return (
        soon.model_copy(update={"wish": window.wish or in_own_words(turn.text), "aside": in_words(late, turn.language)})
        if soon
        else window
    )


def _wish(turn: Turn) -> str:
    """The words that tell when to call: they are passed on as that."""
    window = read_parts(turn.text, turn.world.now(), language=turn.language).window
    return window.wish if window and window.wish else "\0"


def _asked_again(turn: Turn) -> str:
    """The question that was asked again and not answered, in their own words: for it a person was offered."""
    words = found = ""
    for event in turn.tracker.events:
        if event.get("event") == "user":
            asks = "asks" in ((event.get("parse_data") or {}).get("acts") or ())
            words = str(event.get("text") or "") if asks else words
        elif event.get("event") == "bot" and topic_of(event) == COMPLAINT:
            found = words
    return _plainly(found)


def _named_first(asking: str, before: list[str], quoted: str) -> str:
    """The short sentence that first named what is to be passed on ("tell them about PNC too"), unless it is quoted anyway."""
    for name in _A_NAME.findall(asking):
        said = (one.strip() for words in reversed(before) for one in SENTENCE.findall(words))
        first = next((one for one in said if name.lower() in _WORDS.findall(one.lower())), "")
        plain = _plainly(first) if len(first) <= SHORTEST_STORY else ""
        if plain and plain not in quoted:
            return plain
    return ""


def _plainly(words: str) -> str:
    """Words as they are passed along: no number of a phone or an account, no kindness before them, no threat and no despair."""
    if level(words) in LIFE:
        return ""  # they are not read back as what the call is about: the request is marked instead
    plain = _unnumbered(words)
    # "Thank you, that is helpful. Can they take my flat?": the kindness is not what the call is about.
    return heart(_KINDNESS.sub("", plain) or plain, LONGEST_STORY)


def _unnumbered(words: str) -> str:
    """Words without the numbers of phones and accounts, and without the holes where they stood."""
    plain = clean(mask(words))
    if not _PHONE.search(plain):
        return plain
    return _LEFT_OPEN.sub("", _GAP.sub("", clean(_GIVES_NUMBER.sub(" ", plain))))


def _without_the_call(words: str) -> str:
    """What a message says besides asking for the call and giving a name, a number or a time: its other sentences."""
    kept = []
    for sentence in SENTENCE.findall(words):
        rest = _OF_A_REQUEST.sub(" ", _WISH_OF_CALL.sub(" ", _PHONE.sub(" ", sentence)))
        if len(_A_LONG_WORD.findall(rest)) >= _SAYS_SOMETHING:
            kept.append(sentence.strip())
    return " ".join(kept)


def lines(turn: Turn, known: dict[str, Any]) -> list[str]:
    """What is passed along, a line each, as the person is shown it."""
    language = turn.language
    titles = "; ".join(asks(language)[topic] for topic in known["topics"] if topic in TITLES)
    who = "someone" if known["who"] == SOMEONE else "who"
    # What is stored is for the staff, in English.
    figures = known["figures"] if language == "en" or not known["figures"] else figures_of(turn.case, language)
    # By text what they wrote is only named, so that what is asked is not pushed behind it; the staff get all of it.
    words = QUOTED_APART.join(known["told"].split("\n"))
    begin = whole_clauses(known["told"].partition("\n")[0], MOST_BY_TEXT) if turn.channel == "sms" else words
    told = "told" if begin == words else "told_begin"
    values = {
        who: relative(known["who"], language),
        "facts": facts_of(turn, language),
        "note": known["note"],
        told: begin,
        "topics": titles,
    }
    values |= {"figures": figures, "urgent": reason_in(known["urgent"], turn, language)}
    return [text(f"callback.line.{name}", language, value=value) for name, value in values.items() if value]


def whole_clauses(words: str, most: int) -> str:
    """As much of what somebody wrote as fits, to the end of a clause; to the end of a word where its first clause does not fit."""
    ends = (max(match.end(1), match.start(2)) for match in _CLAUSE_ENDS.finditer(words))
    end = max((place for place in (*ends, len(words)) if place <= most), default=0)
    return words[:end].rstrip(" ,;") if end else shorten(words, most, placeholder=" ...")


def heart(words: str, most: int) -> str:
    """As much of what somebody wrote as fits: what they ask, where they stand, how it begins, and what is next to these; "…" where
    something is left out."""
    if len(words) <= most:
        return words.strip()
    parts = [part for sentence in SENTENCE.findall(words) for part in _clauses(sentence, most // 2) if part.strip()]
    weight = [2 * ("asks" in read_acts(part)) or 2 * bool(tells(part)) or int(_says_where(part)) for part in parts]
    told = [place for place, weighs in enumerate(weight) if weighs]
    near = [min((abs(place - each) for each in told), default=place) for place in range(len(parts))]
    kept: set[int] = set()
    room = most
    for place in sorted(range(len(parts)), key=lambda at: (-weight[at], at > 0, near[at], at)):
        needs = len(parts[place].strip()) + 3  # a space and, perhaps, the sign of what is left out
        if needs <= room:
            kept.add(place)
            room -= needs
    said = [("… " if place and place - 1 not in kept else "") + parts[place].strip() for place in sorted(kept)]
    return " ".join([*said, *(["…"] if len(parts) - 1 not in kept else ())]) if said else whole_clauses(words, most)


def _says_where(part: str) -> bool:
    """Whether it tells where somebody stands: "account frozen", "me demandaron"."""
    words = bare(part)
    return any(name in _OF_THE_CASE and said.search(words) for name, _, said in possible(words))


def _clauses(sentence: str, most: int) -> list[str]:
    """A sentence, or where it is longer the clauses it is made of."""
    ends = (
        (max(match.end(1), match.start(2)) for match in _CLAUSE_ENDS.finditer(sentence)) if len(sentence) > most else ()
    )
    places = [0, *ends, len(sentence)]
    return [sentence[start:end] for start, end in pairwise(places)]


def relative(who: str, language: Language) -> str:
    """Who is to be called: "mom", "su mamá"; a word we do not have as it was written."""
    return text(f"relative.{who}", language) if has_text(f"relative.{who}", language) else who


def summary(turn: Turn) -> list[str]:
    """All that will be stored, for the person to check. By text the time and how to agree come first, before what may be cut."""
    window = CallingWindow.model_validate(turn.slot("callback_window"))
    parts = {
        "reply_yes": when_words(window, turn.language) if turn.channel == "sms" else "",
        "name": turn.slot("callback_name"),
        # By text the question names it, and the time is not to be pushed behind the rest.
        "number": "" if turn.channel == "sms" else format_phone(turn.slot("callback_phone")),
        "asap" if window.asap else "when": "" if turn.channel == "sms" else when_words(window, turn.language),
        "wish": "" if window.by and turn.channel == "sms" else window.wish,
        "language": tongue(turn),
    }
    said = [text(f"callback.line.{name}", turn.language, value=value) for name, value in parts.items() if value]
    return [*said, *lines(turn, about(turn))]


def wished_tongue(turn: Turn) -> str:
    """The language other than that of the talk in which the person asked to be called, in English small letters; else empty."""
    wished = next((found for words in turn.user_texts(MOST_TEXTS) if (found := wanted_tongue(words))), "")
    return "" if wished == ("spanish" if turn.language == "es" else "english") else wished


def tongue(turn: Turn) -> str:
    """In which language they want to be called, as they read it; empty where it is English and nothing was asked for."""
    if wished := wished_tongue(turn):
        return text(f"tongue.{wished}", turn.language)
    return "español" if turn.language == "es" else ""


def soonest(turn: Turn, phone: str | None) -> dict[str, Any] | None:
    """The first time at which the firm can call, as the slot holds it; the time they wished for with a near day beside it is passed on."""
    zone = caller_zone(phone, turn.user_texts(MOST_TEXTS))
    window = parse_window("as soon as possible", turn.world.now(), zone)
    asked = (each for each in CLAUSE.findall(turn.text) if wants_call(each) and TIME_SAID.search(each))
    wish = in_own_words(next(asked, ""))
    return window.model_copy(update={"wish": wish}).model_dump(mode="json") if window else None


def private_numbers(turn: Turn, asked: str) -> bool:
    """Whether the message holds a Social Security, card or account number; a phone number with a slip looks like one."""
    mistyped = asked == "callback_phone" and not _A_WORD.search(turn.text)
    return sensitive(turn.text) and not mistyped


def leave(turn: Turn, *, keep: bool = False) -> list[EventType]:
    """Close the form. What was given is forgotten, or kept for when they come back to it."""
    kept = turn.slots((*SLOTS[:-1], "callback_about", "callback_offered", "callback_replaces")) if keep else {}
    return [*(SlotSet(name, kept.get(name)) for name in EVERY), SlotSet("requested_slot", None)]


def in_progress(turn: Turn) -> bool:
    """Whether a request was being filled in when figures were asked for: its question stood, and nobody dropped it."""
    if turn.slot("callback_about") is None or turn.intent == "cancel":
        return False
    stood: str | None = None
    is_open = False
    for event in turn.tracker.events:
        if event.get("event") == "active_loop":
            is_open = event.get("name") == "callback_form"
        elif event.get("event") == "bot" and is_open:
            stood = asking_of(event)
    return not is_open and stood in SLOTS


def resumed(turn: Turn) -> list[EventType]:
    """What takes a request up again after a result; nothing where none was being filled in."""
    return [FollowupAction("callback_form")] if in_progress(turn) else []


def call_choice(turn: Turn) -> list[Choice]:
    """The choice to be called, below a result; none while a request for that is open."""
    return [] if in_progress(turn) else [call_me(turn.language)]


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
