"""Work out how much of a paycheck is within reach in Illinois."""

from __future__ import annotations

from decimal import Decimal

from rasa_sdk.events import EventType, SlotSet

from actions.action_wages_start import SKIPPED
from actions.base import CALL_ME, SafeAction, Turn
from actions.desk import told_elsewhere
from shortfall.law.wages import maximum
from shortfall.law.words import explain_wages, wage_notes


class ActionWages(SafeAction):
    """Runs when the form closes; silent when it closed without figures."""

    def name(self) -> str:
        return "action_wages"

    def answer(self, turn: Turn) -> list[EventType]:
        known = {
            name: None if value in (None, SKIPPED) else Decimal(value)
            for name in ("gross", "disposable")
            for value in [turn.slot(f"wages_{name}")]
        }
        events: list[EventType] = [SlotSet(f"wages_{name}", None) for name in ("gross", "disposable", "period")]
        if (known["gross"] is None and known["disposable"] is None) or not turn.slot("wages_period"):
            return events
        if told_elsewhere(turn, "calculate_wages"):
            return events
        limit = maximum(known["gross"], known["disposable"], turn.slot("wages_period"), turn.world.now().date())
        turn.say(
            explain_wages(limit, turn.channel),
            topic="calculate_wages",
            card=limit.card() | {"notes": wage_notes(limit)},
            choices=[("What income is protected?", "/exemptions"), CALL_ME],
            sources=[{"cite": limit.citation, "url": ""}],
        )
        return events
