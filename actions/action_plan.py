"""Say what a fixed monthly payment does to an Illinois judgment."""

from __future__ import annotations

from rasa_sdk.events import EventType

from actions.base import CALL_ME, SafeAction, Turn
from actions.desk import told_elsewhere
from shortfall.law.figures import legal_figure
from shortfall.law.interest import judgment_rate, plan
from shortfall.law.intervals import format_money
from shortfall.law.words import PLAN_NOTES, explain_plan
from shortfall.reading.facts import to_interval


class ActionPlan(SafeAction):
    """Runs when the form closes; silent when it closed without figures."""

    def name(self) -> str:
        return "action_plan"

    def answer(self, turn: Turn) -> list[EventType]:
        amount, payment = to_interval(turn.slot("judgment_amount")), to_interval(turn.slot("plan_payment"))
        if (turn.intent != "cancel" and told_elsewhere(turn, "calculate_plan")) or amount is None or payment is None:
            return []
        today = turn.world.now().date()
        # A range is planned for at its upper end, a small judgment at the higher of the two rates.
        result = plan(amount.high, payment.low, judgment_rate(amount.high, today).high)
        words = explain_plan(result, turn.channel)
        if turn.channel == "web":
            words = f"For a judgment of {format_money(amount.high)}: {words}"
        turn.say(
            words,
            topic="calculate_plan",
            card=result.card(today) | {"notes": list(PLAN_NOTES)},
            choices=[("Would they take less?", "/settle_for_less"), CALL_ME],
            sources=[{"cite": legal_figure("judgment_interest", today).source, "url": ""}],
        )
        return []
