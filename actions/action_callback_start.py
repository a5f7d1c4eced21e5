"""Begin a callback request: say what will be passed along, before anything personal is asked."""

from __future__ import annotations

from rasa_sdk.events import ActiveLoop, EventType, SlotSet

from actions.base import SafeAction, Turn, firm_phone
from actions.figures import SLOTS as ESTIMATE_SLOTS
from actions.figures import read_back
from actions.forms import FORM_SLOTS
from shortfall.callbacks.hours import office_zone
from shortfall.callbacks.phone import find_phone, time_zone
from shortfall.callbacks.window import parse_window
from shortfall.topics import load_topics

TITLES = {topic.id: topic.title for topic in load_topics().values()}
MOST_TOPICS = 6

NOTICE = "Asking for a call does not make you a client, and what you write here is not confidential."


def subjects(turn: Turn) -> list[str]:
    """The last topics talked about: few enough that the person can see all that is passed along."""
    return [topic for topic in turn.topics if topic in TITLES][-MOST_TOPICS:]


def figures(turn: Turn) -> str:
    """The figures given so far, in words; empty where there are none."""
    return read_back({name: turn.slot(name) for name in ESTIMATE_SLOTS})


class ActionCallbackStart(SafeAction):
    """Fills in what is known, so that nobody is asked twice."""

    def name(self) -> str:
        return "action_callback_start"

    def answer(self, turn: Turn) -> list[EventType]:
        now = turn.world.now()
        # "Call me at 312…" as the answer to a question of the open request takes nothing back.
        given = {name: turn.slot(name) for name in FORM_SLOTS["callback_form"]} if turn.form == "callback_form" else {}
        topics, sums = subjects(turn), figures(turn)
        urgent = "urgent" in turn.topics
        lines = []
        lines += [f"- {TITLES[topic]}" for topic in topics]
        if sums:
            lines.append(f"- your figures: {sums}")
        opening = f"I can ask the firm to call you. If it cannot wait, call {firm_phone()}."
        if lines:
            opening += "\n\nI will pass along what we talked about:\n\n" + "\n".join(lines)
        opening += f"\n\n{NOTICE}"
        if not given:
            turn.say(opening, topic="callback")
        about = {"topics": topics, "figures": sums, "urgent": urgent, "note": ""} if lines or urgent else None
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
        ]
