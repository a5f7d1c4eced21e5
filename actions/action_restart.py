"""Start over: the open form from its first question, or everything. Takes the place of Rasa's own."""

from __future__ import annotations

from rasa_sdk.events import EventType, FollowupAction, SlotSet

from actions.base import SafeAction, Turn
from actions.forms import ALL_SLOTS, EXTRA_SLOTS, FORM_SLOTS


class ActionRestart(SafeAction):
    """Forgets figures and answers; a stored callback stays."""

    def name(self) -> str:
        return "action_restart"

    def answer(self, turn: Turn) -> list[EventType]:
        if turn.form:
            turn.say("All right, from the start.", topic="restart")
            return [SlotSet(name, None) for name in (*FORM_SLOTS.get(turn.form, ()), *EXTRA_SLOTS.get(turn.form, ()))]
        turn.say("All right, let us start over.", topic="restart")
        turn.respond("utter_greet")
        return [*(SlotSet(name, None) for name in ALL_SLOTS), FollowupAction("action_listen")]
