""" "That's not what I asked", "yes but can they?", "that's wrong": what was understood, what else may be meant, a person; a fact told last is taken back."""

from __future__ import annotations

from rasa_sdk.events import EventType, SlotSet

from actions.base import SafeAction, Turn, firm_phone
from shortfall.content.questions import OVERVIEW
from shortfall.content.texts import text
from shortfall.talk.acts import UNMET
from shortfall.talk.asked_again import COMPLAINT, PATIENCE, asked_again
from shortfall.talk.desk import told

LIKELY = 0.05
"""Smallest probability of a topic of the message before that is offered."""


def readings(turn: Turn) -> list[str]:
    """What this message and the one before may be about, besides what was answered and what was offered just now."""
    before, latest = turn.message_before, turn.tracker.latest_message
    names = [str(name) for name in latest.get("likely") or () if "asks" in turn.acts]
    for selector in (before.get("response_selector") or {}).values():
        if isinstance(selector, dict):
            names += [*(selector.get("meant") or ()), *(selector.get("near") or ())]
    names += [str(each["name"]) for each in before.get("intent_ranking") or () if each["confidence"] >= LIKELY]
    gone = {*(latest.get("shown") or ()), *(f"/{name}" for name in turn.answered)}
    return [name for name in dict.fromkeys(names) if not {f"/{name}", f"/{name}/{OVERVIEW}"} & gone]


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
        question = next(iter(turn.answered), None)
        if question and not UNMET & turn.acts:
            # With what was told since, or whole where it was only opened; else it is not said again (engine/speech.py).
            turn.respond(f"utter_{question}")
            return []
        said, choices = asked_again(
            question,
            readings(turn),
            case,
            turn.language,
            nth=PATIENCE if "unhelpful" in turn.acts else turn.times_running(COMPLAINT),
            phone=firm_phone(),
            sorry=True,
        )
        turn.say(said, topic=COMPLAINT, choices=choices)
        return []
