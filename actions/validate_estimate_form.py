"""Read each answer inside the estimate: figures, corrections, "skip", "never mind". Three misses end kindly."""

from __future__ import annotations

from typing import Any

from rasa_sdk.events import EventType, SlotSet

from actions.base import CALL_ME, SafeAction, Turn, firm_phone
from actions.figures import MONEY_SLOTS, SKIPPED, SLOTS, UNKNOWN, complete, read_back, settle, with_defaults
from shortfall.law.states import find_state

MOST_TRIES = 3

_HINTS = {
    "estimate_debt": 'I need a rough amount in dollars here, such as "$310,000" or "between 300 and 320k".',
    "estimate_sale_price": 'I need the sale price in dollars, such as "$250,000". A guess is fine.',
    "estimate_state": 'I did not recognize that state. Please type its name, such as "Illinois".',
    "estimate_market_value": 'Please give a rough amount such as "$280,000", or say "skip".',
}


class ValidateEstimateForm(SafeAction):
    """Called after every message; returning nothing lets another rule answer, requested_slot None ends the form."""

    def name(self) -> str:
        return "validate_estimate_form"

    def answer(self, turn: Turn) -> list[EventType]:
        asked = turn.asked
        if asked is None or not turn.to_be_read:
            return []
        if turn.intent == "cancel":
            turn.respond("utter_cancel")
            return self.leave()
        have = {name: turn.slot(name) for name in SLOTS}
        have["estimate_state"] = have["estimate_state"] or turn.slot("state_asked")
        if turn.intent == "skip" and asked == "estimate_market_value":
            return self.keep({**have, asked: SKIPPED}, turn)
        if turn.intent in {"skip", "deny"} and asked == "estimate_state" and not find_state(turn.text):
            # The bare sum helps more than nothing; it says that the rule depends on the state.
            return self.keep({**have, asked: UNKNOWN}, turn)
        understood = settle(turn.text, turn.text_before, have, asked, yes=turn.intent == "affirm")
        slots = with_defaults({**have, **understood.slots}, turn.world.now().date())
        if understood.question:
            return self.missed(understood.question, slots, turn)
        if understood.slots:
            if not complete(slots) and any(name in understood.slots for name in MONEY_SLOTS):
                turn.say(f"Got it: {read_back(understood.slots)}.", topic="calculate")
            return self.keep(slots, turn)
        if turn.intent == "skip":
            return self.missed("I cannot work it out without that one. A rough guess is fine.", slots, turn)
        return self.missed(_HINTS[asked], slots, turn)

    @staticmethod
    def keep(slots: dict[str, Any], turn: Turn) -> list[EventType]:
        """Set what is known and clear the count of misses."""
        filled = with_defaults(slots, turn.world.now().date())
        return [*(SlotSet(name, filled.get(name)) for name in SLOTS), SlotSet("estimate_tries", 0)]

    def missed(self, hint: str, slots: dict[str, Any], turn: Turn) -> list[EventType]:
        """Help, twice, keeping what was understood; then offer the person."""
        tries = int(turn.slot("estimate_tries") or 0) + 1
        if tries >= MOST_TRIES:
            turn.say(
                f"This may be easier with a person. Call {firm_phone()}, or I can have someone call you. "
                "You can also ask me something else.",
                topic="calculate",
                choices=[CALL_ME],
            )
            return self.leave()
        turn.say(hint, topic="calculate")
        return [*(SlotSet(name, slots.get(name)) for name in SLOTS), SlotSet("estimate_tries", tries)]

    @staticmethod
    def leave() -> list[EventType]:
        """Close the form without a result."""
        return [*(SlotSet(name, None) for name in (*SLOTS, "estimate_tries")), SlotSet("requested_slot", None)]
