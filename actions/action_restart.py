"""Start over: the open form from its first question, or everything. Takes the place of Rasa's own."""

from __future__ import annotations

from rasa_sdk.events import EventType, FollowupAction, SlotSet

from actions.base import SafeAction, Turn
from actions.figures import TOLD_BY
from actions.forms import ALL_SLOTS, EXTRA_SLOTS, FORM_SLOTS
from shortfall.content.texts import text

CONTACT = frozenset({"name", "phone", "language"})
"""What is kept of a case that starts over."""


class ActionRestart(SafeAction):
    """Forgets figures and answers; a stored callback stays."""

    def name(self) -> str:
        return "action_restart"

    def answer(self, turn: Turn) -> list[EventType]:
        if turn.form:
            turn.say(text("restart.form", turn.language), topic="restart")
            names = (*FORM_SLOTS.get(turn.form, ()), *EXTRA_SLOTS.get(turn.form, ()))
            case = turn.case.without(*(TOLD_BY[name] for name in names if name in TOLD_BY))
            return [*(SlotSet(name, None) for name in names), SlotSet("case", case.slot())]
        turn.say(text("restart.all", turn.language), topic="restart")
        turn.respond("utter_greet")
        case = turn.case.without(*(name for name in turn.case if name not in CONTACT))
        return [
            *(SlotSet(name, None) for name in ALL_SLOTS),
            SlotSet("case", case.slot()),
            FollowupAction("action_listen"),
        ]
