"""Begin a callback request: say what will be passed along, before anything personal is asked."""

from __future__ import annotations

import re
from textwrap import shorten

from rasa_sdk.events import ActiveLoop, EventType, SlotSet

from actions.base import SafeAction, Turn, firm_phone
from actions.figures import read_back
from actions.forms import FORM_SLOTS
from actions.urgency import urgent_reason
from shortfall.base.hours import office_zone
from shortfall.base.masking import mask
from shortfall.callbacks.window import parse_window
from shortfall.content.questions import asks
from shortfall.reading.names import clean
from shortfall.reading.phone import find_phone, time_zone

TITLES = asks()
MOST_TOPICS = 6
STORY_WORDS = 8
"""From so many words on a message is a story rather than a question or a button."""
LONGEST_STORY = 300

_PHONE = re.compile(r"(?<!\d)(?:\+?1[ .-]*)?\(?\d{3}\)?[ .-]*\d{3}[ .-]*\d{4}(?!\d)")
_SOMEONE_ELSE = re.compile(
    r"\b(?:call|phone|ring|telephone|reach|contact|speak (?:to|with)|talk to)\s+(?:to\s+)?(?:my|our)\s+"
    r"(?P<who>(?:ex-?)?(?:wife|husband|spouse|partner)|(?:step|grand)?(?:daughter|son|mother|father|mom|dad|parents?)"
    r"|sister|brother|aunt|uncle|niece|nephew|cousin|(?:mother|father|son|daughter|brother|sister)-in-law"
    r"|fiancee?|friend|caregiver|pastor|grandma|grandpa)\b",
    re.IGNORECASE,
)

NOTICE = "Asking for a call does not make you a client, and what you write here is not confidential."


def subjects(turn: Turn) -> list[str]:
    """The last topics talked about: few enough that the person can see all that is passed along."""
    return [topic for topic in turn.topics if topic in TITLES][-MOST_TOPICS:]


def figures(turn: Turn) -> str:
    """The figures given so far, in words; empty where there are none."""
    return read_back(turn.case, turn.language)


def someone_else(text: str) -> str:
    """ "daughter" in "call my daughter instead"; empty where the person asks for themselves."""
    found = _SOMEONE_ELSE.search(text)
    return found["who"].lower() if found else ""


def story(turn: Turn) -> str:
    """What the person told before, in their own words: the longest of their messages, masked, cut at a word."""
    before = [text for text in turn.user_texts() if text != turn.text]
    told = [text for text in before if len(text.split()) >= STORY_WORDS]
    if len(turn.text.split()) >= 2 * STORY_WORDS:
        told.append(turn.text)
    longest = _PHONE.sub(" ", mask(max(told, key=len, default="")))
    return shorten(clean(longest), LONGEST_STORY, placeholder=" ...")


class ActionCallbackStart(SafeAction):
    """Fills in what is known, so that nobody is asked twice."""

    def name(self) -> str:
        return "action_callback_start"

    def answer(self, turn: Turn) -> list[EventType]:
        now = turn.world.now()
        # "Call me at 312…" as the answer to a question of the open request takes nothing back.
        # And outside the form something is known only where a request could not be stored: it is taken up again.
        sent = turn.slot("callback_confirmed") is True
        given = {} if sent else turn.slots(FORM_SLOTS["callback_form"])
        topics, sums, urgent, who = subjects(turn), figures(turn), urgent_reason(turn), someone_else(turn.text)
        told = story(turn)
        note = " ".join(part for part in (f"Please call their {who}." if who else "", told) if part)
        lines = [f"- who to call: your {who}"] if who else []
        lines += [f'- your words: "{told}"'] if told else []
        lines += [f"- {TITLES[topic]}" for topic in topics]
        if sums:
            lines.append(f"- your figures: {sums}")
        opening = f"I can ask the firm to call you. If it cannot wait, call {firm_phone()}."
        if urgent:
            lines.append(f"- urgent: {urgent}")
        if lines:
            opening += "\n\nI will pass along what we talked about:\n\n" + "\n".join(lines)
        opening += f"\n\n{NOTICE}"
        if not any(given.values()) and turn.form != "callback_form":
            turn.say(opening, topic="callback")
        about = {"topics": topics, "figures": sums, "urgent": urgent, "note": note} if lines else None
        phone = find_phone(turn.text)
        window = parse_window(turn.text, now, time_zone(phone) if phone else office_zone().key)
        if window and window.ambiguous:
            window = None  # the form asks
        elif window and window.adjusted:
            turn.say(window.adjusted, topic="callback")
        known = {
            "callback_about": about,
            "callback_phone": phone,
            "callback_window": window.model_dump(mode="json") if window else None,
        }
        return [
            ActiveLoop(None),
            SlotSet("requested_slot", None),
            *(SlotSet(name, known.get(name) or given.get(name)) for name in FORM_SLOTS["callback_form"]),
            SlotSet("callback_tries", 0),
            *([] if turn.form == "callback_form" or any(given.values()) else [SlotSet("callback_replaces", None)]),
        ]
