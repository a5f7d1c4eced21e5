"""Say what a fixed monthly payment does to an Illinois judgment."""

from __future__ import annotations

from rasa_sdk.events import EventType

from actions.base import SafeAction, Turn
from actions.desk import told_elsewhere
from actions.request import call_choice, resumed
from shortfall.content.questions import label, payload
from shortfall.law.figures import legal_figure
from shortfall.law.interest import Plan, judgment_rate, plan
from shortfall.law.intervals import format_money
from shortfall.law.said import said
from shortfall.law.words import explain_plan, plan_notes
from shortfall.reading.facts import to_interval
from shortfall.reading.pay import period_in


def plan_of(turn: Turn, *, consumer: bool = False) -> Plan | None:
    """What the payment does; None where it or the amount is missing. A range is planned for at its upper end, a small judgment at the
    higher of the two rates, or as `consumer` debt at the lower."""
    amount, payment = to_interval(turn.slot("judgment_amount")), to_interval(turn.slot("plan_payment"))
    if amount is None or payment is None:
        return None
    rate = judgment_rate(amount.high, turn.world.today)
    return plan(amount.high, payment.low, rate.low if consumer else rate.high)


class ActionPlan(SafeAction):
    """Runs when the form closes; silent when it closed without figures."""

    def name(self) -> str:
        return "action_plan"

    def answer(self, turn: Turn) -> list[EventType]:
        result, today, language = plan_of(turn), turn.world.today, turn.language
        if (turn.intent != "cancel" and told_elsewhere(turn, "calculate_plan")) or result is None:
            return []
        words = explain_plan(result, turn.channel, language)
        paid = turn.case.facts.get("monthly_payment")
        if paid and period_in(paid.words) not in {None, "monthly"}:  # "180 a week"
            told = paid.words if paid.words.startswith("$") else f"${paid.words}"
            words = f"{said('plan.each', language, told=told, sum=format_money(result.payment))} {words}"
        lower = plan_of(turn, consumer=True)
        if turn.channel == "web":
            words = said("plan.for", language, sum=format_money(result.principal), words=words)
        turn.say(
            words,
            topic="calculate_plan",
            card=result.card(today) | {"notes": plan_notes(lower if lower != result else None, language)},
            choices=[(label("settle_for_less", language), payload("settle_for_less")), *call_choice(turn)],
            sources=[{"cite": legal_figure("judgment_interest", today).source, "url": ""}],
        )
        return resumed(turn)
