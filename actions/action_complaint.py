""" "That's not what I asked", "that's wrong": the runner-up reading is offered; a fact told last is taken back."""

from __future__ import annotations

from rasa_sdk.events import EventType, SlotSet

from actions.base import Choice, SafeAction, Turn
from actions.desk import ask_desk
from shortfall.content.questions import asks, label, payload
from shortfall.content.texts import text
from shortfall.reading.asides import corrects
from shortfall.talk.desk import told

MOST = 3


def runners(turn: Turn) -> list[Choice]:
    """What else the message before may have been about."""
    message = turn.message_before
    answered = {turn.last_topic}
    # Who puts it right says what is meant instead.
    names: list[str] = list(turn.tracker.latest_message.get("likely") or ()) if corrects(turn.text) else []
    for topic, selector in (message.get("response_selector") or {}).items():
        if topic in answered and isinstance(selector, dict):
            names += [entry["intent_response_key"] for entry in selector.get("ranking", ())[1:3]]
    names += [str(entry["name"]) for entry in message.get("intent_ranking") or () if entry["name"] not in answered]
    known = [name for name in dict.fromkeys(names) if name in asks()]
    return [(label(name, turn.language), payload(name)) for name in known[:MOST]]


class ActionComplaint(SafeAction):
    """Never the same answer again."""

    def name(self) -> str:
        return "action_complaint"

    def answer(self, turn: Turn) -> list[EventType]:
        case = turn.case
        before = [name for name in turn.heard_before if name in case]
        if "wrong" in turn.acts and before and turn.last_topic in {"desk", "noted"}:
            fact = told(case, before[-1:], turn.language)
            turn.say(text("complaint.undone", turn.language, fact="; ".join(fact)), topic="noted")
            return [SlotSet("case", case.without(before[-1]).slot())]
        if choices := runners(turn):
            turn.say(text("complaint.other", turn.language), topic="complaint", choices=choices)
        elif turn.last_topic == "complaint":
            ask_desk(turn)
        else:
            turn.say(text("complaint.none", turn.language), topic="complaint")
        return []
