"""A life first: what was being asked is left, so that nothing follows the lifeline."""

from __future__ import annotations

from rasa_sdk.events import ActiveLoop, EventType, SlotSet

from actions.base import SafeAction, Turn


class ActionCrisis(SafeAction):
    """Closes an open form; the figures given so far stay."""

    def name(self) -> str:
        return "action_crisis"

    def answer(self, turn: Turn) -> list[EventType]:
        turn.respond("utter_crisis")
        return [ActiveLoop(None), SlotSet("requested_slot", None)]
