"""A correction outside a form: "no, 280 not 250" after the result works it out anew."""

from __future__ import annotations

from rasa_sdk.events import EventType, FollowupAction, SlotSet

from actions.action_estimate import tell
from actions.base import SafeAction, Turn
from actions.figures import SLOTS, complete, settle, to_figures, with_defaults
from shortfall.law.deficiency import missing
from shortfall.law.money import Amount, format_interval


def ask_place(turn: Turn, amount: Amount) -> None:
    """Ask what a bare amount is."""
    words = format_interval(amount.interval)
    turn.say(
        f"Is {words} what was owed, or the sale price?",
        topic="calculate",
        choices=[(f"{words} was owed", f"I owed {words}"), (f"It sold for {words}", f"It sold for {words}")],
    )


def revise(turn: Turn) -> list[EventType] | None:
    """Change a finished estimate by what was just said; None if there is none or nothing to change."""
    have = {name: turn.slot(name) for name in SLOTS}
    if missing(to_figures(have)):
        return None
    understood = settle(turn.text, turn.text_before, have, yes=turn.intent == "affirm")
    if understood.question:
        turn.say(understood.question, topic="calculate")
        return []
    if not understood.slots and understood.unplaced:
        ask_place(turn, understood.unplaced[0])
        return []
    if not understood.slots:
        return None
    moved = "estimate_state" in understood.slots
    slots = with_defaults(
        {**have, **({"estimate_market_value": None} if moved else {}), **understood.slots}, turn.world.now().date()
    )
    events: list[EventType] = [SlotSet(name, slots.get(name)) for name in SLOTS]
    if not complete(slots):
        return [*events, FollowupAction("estimate_form")]
    tell(turn, slots)
    return events


class ActionCorrect(SafeAction):
    """Revises the estimate, or asks what is to be changed."""

    def name(self) -> str:
        return "action_correct"

    def answer(self, turn: Turn) -> list[EventType]:
        events = revise(turn)
        if events is None:
            turn.say(
                'What would you like to change? For example "it sold for 280,000" or "change my callback".',
                topic="correct",
            )
            return []
        return events
