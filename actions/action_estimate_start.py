"""Begin an estimate with whatever was told, now or before."""

from __future__ import annotations

from rasa_sdk.events import EventType

from actions.base import SafeAction, Turn
from actions.validate_estimate_form import ValidateEstimateForm


class ActionEstimateStart(SafeAction):
    """The form asks the rest."""

    def name(self) -> str:
        return "action_estimate_start"

    def answer(self, turn: Turn) -> list[EventType]:
        return ValidateEstimateForm().begin(turn)
