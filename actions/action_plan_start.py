"""Begin a payment plan with the amount and the payment told, or with what was worked out before."""

from __future__ import annotations

from rasa_sdk.events import EventType

from actions.base import SafeAction, Turn
from actions.validate_plan_form import ValidatePlanForm


class ActionPlanStart(SafeAction):
    """The form asks the rest."""

    def name(self) -> str:
        return "action_plan_start"

    def answer(self, turn: Turn) -> list[EventType]:
        return ValidatePlanForm().begin(turn)
