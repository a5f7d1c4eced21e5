"""Begin the wage figure with whatever pay was told."""

from __future__ import annotations

from rasa_sdk.events import EventType

from actions.base import SafeAction, Turn
from actions.validate_wages_form import ValidateWagesForm


class ActionWagesStart(SafeAction):
    """The form asks the rest."""

    def name(self) -> str:
        return "action_wages_start"

    def answer(self, turn: Turn) -> list[EventType]:
        return ValidateWagesForm().begin(turn)
