"""Read each answer inside the estimate: figures, corrections, "skip", "never mind"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa_sdk.events import EventType

from actions.base import Turn
from actions.figure_form import SKIPPED, FigureForm
from actions.figures import EVERY, IF_WRONG, SLOTS, UNKNOWN, complete, read_back, settle, with_defaults
from shortfall.reading.states import find_state

_HINTS = {
    "estimate_debt": 'I need a rough amount in dollars here, such as "$310,000" or "between 300 and 320k".',
    "estimate_sale_price": 'I need the sale price in dollars, such as "$250,000". A guess is fine.',
    "estimate_state": 'I did not recognize that state. Please type its name, such as "Illinois".',
    "estimate_market_value": 'Please give a rough amount such as "$280,000", or say "skip".',
}


class ValidateEstimateForm(FigureForm):
    """What was owed, the sale price, the state, and the market value where it counts."""

    form = "estimate_form"
    topic = "calculate"
    tries = "estimate_tries"
    keeps = SLOTS

    def read(self, turn: Turn, asked: str) -> list[EventType]:
        today = turn.world.now().date()
        have = turn.slots(EVERY)
        have["estimate_state"] = have["estimate_state"] or turn.slot("state_asked")

        def filled(slots: Mapping[str, Any]) -> dict[str, Any]:
            found = with_defaults({**have, **slots}, today)
            # The extras are touched only when something was said about them.
            return {name: found.get(name) for name in EVERY if name in SLOTS or name in slots}

        if turn.intent == "skip" and asked == "estimate_market_value":
            return self.keep(filled({asked: SKIPPED}))
        if turn.intent in {"skip", "deny"} and asked == "estimate_state" and not find_state(turn.text):
            # The bare sum helps more than nothing; it says that the rule depends on the state.
            return self.keep(filled({asked: UNKNOWN}))
        understood = settle(turn.text, turn.text_before, have, asked, on=today, yes=turn.intent == "affirm")
        slots = filled(understood.slots)
        if understood.question:
            return self.missed(turn, understood.question, slots)
        if understood.slots:
            if not complete(slots) and set(understood.slots) - {"estimate_state"}:
                said = read_back(understood.slots)
                words = f"I read: {said}. {IF_WRONG}" if understood.shorthand else f"Got it: {said}."
                turn.say(words, topic="calculate")
            return self.keep(slots)
        if turn.intent == "skip":
            return self.missed(turn, "I cannot work it out without that one. A rough guess is fine.", slots)
        return self.missed(turn, _HINTS[asked], slots)
