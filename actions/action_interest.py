"""Say what an unpaid Illinois judgment grows to."""

from __future__ import annotations

from rasa_sdk.events import EventType

from actions.base import CALL_ME, SafeAction, Turn
from actions.desk import told_elsewhere
from actions.figures import to_interval
from shortfall.law.figures import figure
from shortfall.law.interest import DAYS_IN_YEAR, growth
from shortfall.law.intervals import Interval
from shortfall.law.states import STATES
from shortfall.law.words import explain_growth, growth_notes

YEARS = (1, 3)
"""Shown where no time was given, and the years that a judgment may be enforced without being revived."""


def other_state(turn: Turn) -> str:
    """A sentence for who told us of another state; empty for Illinois."""
    state = STATES.get(turn.slot("estimate_state") or turn.slot("state_asked") or "IL")
    if state is None or state.code == "IL":
        return ""
    return f"\n\nThese are Illinois rules. {state.name} has its own rate."


class ActionInterest(SafeAction):
    """Runs when the form closes; silent when it closed without an amount."""

    def name(self) -> str:
        return "action_interest"

    def answer(self, turn: Turn) -> list[EventType]:
        amount = to_interval(turn.slot("judgment_amount"))
        if amount is None:
            return []
        if told_elsewhere(turn, "calculate_interest"):
            return []
        today = turn.world.now().date()
        given = to_interval(turn.slot("interest_days"))
        years = (*YEARS, int(figure("judgment_years", today)))
        result = growth(amount, [given] if given else [Interval.of(year * DAYS_IN_YEAR) for year in years], today)
        turn.say(
            explain_growth(result, turn.channel) + (other_state(turn) if turn.channel == "web" else ""),
            topic="calculate_interest",
            card=result.card(None if given else today) | {"notes": growth_notes(result)},
            choices=[("What would a payment plan do?", "/calculate_plan"), CALL_ME],
            sources=[{"cite": result.citation, "url": ""}],
        )
        return []
