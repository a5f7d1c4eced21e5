"""Begin the wage figure with whatever pay was already given in this message."""

from __future__ import annotations

from typing import Any

from rasa_sdk.events import ActiveLoop, EventType, SlotSet

from actions.base import SafeAction, Turn
from actions.pay import Pay, read_pay

SKIPPED = "skipped"


def to_slots(pay: Pay) -> dict[str, Any]:
    """Slots from what was read; a figure without a period waits for it."""
    slots: dict[str, Any] = {}
    if pay.period:
        slots["wages_period"] = pay.period
    if pay.gross is not None:
        slots["wages_gross"] = str(pay.gross)
    if pay.disposable is not None:
        slots["wages_disposable"] = str(pay.disposable)
        slots.setdefault("wages_gross", SKIPPED)
    return slots


class ActionWagesStart(SafeAction):
    """The form asks the rest."""

    def name(self) -> str:
        return "action_wages_start"

    def answer(self, turn: Turn) -> list[EventType]:
        slots = to_slots(read_pay(turn.text))
        if "wages_period" not in slots:
            slots = {}
        if not slots:
            turn.say(
                "I can work out the most that Illinois lets a creditor take from a paycheck.", topic="calculate_wages"
            )
        return [
            ActiveLoop(None),
            SlotSet("requested_slot", None),
            *(SlotSet(name, slots.get(name)) for name in ("wages_gross", "wages_disposable", "wages_period")),
            SlotSet("wages_tries", 0),
        ]
