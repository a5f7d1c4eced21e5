"""Begin a callback request: say what will be passed along, before anything personal is asked."""

from __future__ import annotations

from rasa_sdk.events import ActiveLoop, EventType, SlotSet

from actions.base import SafeAction, Turn, firm_phone
from actions.figures import SLOTS as ESTIMATE_SLOTS
from actions.figures import read_back
from actions.forms import FORM_SLOTS
from shortfall.callbacks.phone import find_phone
from shortfall.callbacks.window import parse_window
from shortfall.topics import load_topics

_TITLES = {topic.id: topic.title for topic in load_topics().values()}


def subjects(turn: Turn) -> list[str]:
    """The topics talked about so far that an attorney would want to know of."""
    return [topic for topic in turn.topics if topic in _TITLES]


def figures(turn: Turn) -> str:
    """The figures given so far, in words; empty where there are none."""
    return read_back({name: turn.slot(name) for name in ESTIMATE_SLOTS})


class ActionCallbackStart(SafeAction):
    """Fills in what is known, so that nobody is asked twice."""

    def name(self) -> str:
        return "action_callback_start"

    def answer(self, turn: Turn) -> list[EventType]:
        now = turn.world.now()
        topics, sums = subjects(turn), figures(turn)
        urgent = "urgent" in turn.topics
        lines = []
        if topics:
            lines += [f"- {_TITLES[topic]}" for topic in topics[-3:]]
        if sums:
            lines.append(f"- your figures: {sums}")
        opening = f"I can ask the firm to call you. If it cannot wait, call {firm_phone()}."
        if lines:
            opening += "\n\nI will pass along what we talked about:\n\n" + "\n".join(lines)
        turn.say(opening, topic="callback")
        about = {"topics": topics, "figures": sums, "urgent": urgent, "note": ""} if lines or urgent else None
        phone = find_phone(turn.text)
        window = parse_window(turn.text, now) if turn.text else None
        known = {
            "callback_about": about,
            "callback_phone": phone,
            "callback_window": window.model_dump(mode="json") if window else None,
        }
        return [
            ActiveLoop(None),
            SlotSet("requested_slot", None),
            *(SlotSet(name, known.get(name)) for name in FORM_SLOTS["callback_form"]),
            SlotSet("callback_tries", 0),
        ]
