"""Begin the growth of a judgment with the amount told, or with what was worked out before."""

from __future__ import annotations

from rasa_sdk.events import EventType, SlotSet

from actions.base import SafeAction, Turn
from actions.validate_interest_form import ValidateInterestForm


class ActionInterestStart(SafeAction):
    """The form asks the rest."""

    def name(self) -> str:
        return "action_interest_start"

    def answer(self, turn: Turn) -> list[EventType]:
        return [
            SlotSet("interest_days", None),
            *ValidateInterestForm().begin(turn),
        ]  # a time told now is filled in again
