"""Say what a fixed monthly payment does to an Illinois judgment."""

from __future__ import annotations

from decimal import Decimal

from rasa_sdk.events import EventType

from actions.action_interest import other_state
from actions.base import CALL_ME, SafeAction, Turn
from actions.desk import told_elsewhere
from actions.figures import to_interval
from shortfall.law.figures import legal_figure
from shortfall.law.interest import judgment_rate, plan
from shortfall.law.intervals import format_money
from shortfall.law.words import PLAN_NOTES, explain_plan


class ActionPlan(SafeAction):
    """Runs when the form closes; silent when it closed without figures."""

    def name(self) -> str:
        return "action_plan"

    def answer(self, turn: Turn) -> list[EventType]:
        amount, payment = to_interval(turn.slot("judgment_amount")), turn.slot("plan_payment")
        if amount is None or payment is None:
            return []
        if told_elsewhere(turn, "calculate_plan"):
            return []
        today = turn.world.now().date()
        # A range is planned for at its upper end, a small judgment at the higher of the two rates.
        result = plan(amount.high, Decimal(payment), judgment_rate(amount.high, today).high)
        words = explain_plan(result, turn.channel)
        if turn.channel == "web":
            words = f"For a judgment of {format_money(amount.high)}: {words}{other_state(turn)}"
        turn.say(
            words,
            topic="calculate_plan",
            card=result.card(today) | {"notes": list(PLAN_NOTES)},
            choices=[("Would they take less?", "/settle_for_less"), CALL_ME],
            sources=[{"cite": legal_figure("judgment_interest", today).source, "url": ""}],
        )
        return []
