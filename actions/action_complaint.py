""" "That's not what I asked", "yes but can they?", "more": what else may be meant, what else there is on it, a person; "that's wrong" takes back a fact told last."""

from __future__ import annotations

from dataclasses import replace

from rasa_sdk.events import EventType, SlotSet

from actions.base import SafeAction, Turn, firm_phone
from shortfall.content.texts import text
from shortfall.talk.asked_again import COMPLAINT, person
from shortfall.talk.desk import told


class ActionComplaint(SafeAction):
    """Never the same answer again."""

    def name(self) -> str:
        return "action_complaint"

    def answer(self, turn: Turn) -> list[EventType]:
        case = turn.case
        before = [name for name in turn.heard_before if name in case]
        # A bare "no" under choices refuses those, and not what was noted above them.
        refused = "no" in turn.acts and not (turn.last_said and turn.last_said.choices)
        if ("wrong" in turn.acts or refused) and before and turn.last_topic in {"desk", "noted"}:
            fact = told(case, before[-1:], turn.language)
            turn.say(text("complaint.undone", turn.language, fact="; ".join(fact)), topic="noted")
            return [SlotSet("case", case.without(before[-1]).slot())]
        question = next(iter(turn.answered), None)
        if question and "unhelpful" not in turn.acts:
            turn.respond(f"utter_{question}")  # and where that was said, what comes in its place (engine/speech.py)
            return []
        said = person(turn.case, turn.language, turn.times_running(COMPLAINT), firm_phone())
        if not question and "unhelpful" not in turn.acts:
            said = replace(said, text=text("complaint.none", turn.language))
        turn.say(said.text, topic=COMPLAINT, choices=said.choices)
        return []
