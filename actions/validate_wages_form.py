"""Read pay figures inside the wage form. Three misses end kindly."""

from __future__ import annotations

from decimal import Decimal

from rasa_sdk.events import EventType

from actions.action_wages_start import SKIPPED, to_slots
from actions.base import Turn
from actions.figure_form import FigureForm
from actions.pay import read_pay
from shortfall.law.wages import Period
from shortfall.reading.amounts import foreign_currency

MOST = Decimal(1_000_000)
_PER: dict[Period, str] = {
    "weekly": "a week",
    "fortnightly": "every two weeks",
    "twice_a_month": "twice a month",
    "monthly": "a month",
}


class ValidateWagesForm(FigureForm):
    """Pay before and after taxes, and how often."""

    form = "wages_form"
    topic = "calculate_wages"
    tries = "wages_tries"

    def read(self, turn: Turn, asked: str) -> list[EventType]:
        if asked == "wages_disposable" and turn.intent in {"skip", "deny"}:
            return self.keep({"wages_disposable": SKIPPED})
        slots = to_slots(read_pay(turn.text, asked=asked, period=turn.slot("wages_period")))
        if asked == "wages_disposable" and slots.get("wages_gross") == SKIPPED:
            del slots["wages_gross"]
        known = turn.slot("wages_period")
        given = [slots[name] for name in ("wages_gross", "wages_disposable") if name in slots]
        if foreign_currency(turn.text):
            return self.missed(turn, "Could you give that in US dollars?")
        if any(Decimal(amount) > MOST for amount in given if amount != SKIPPED):
            return self.missed(turn, "That seems too large for one paycheck. What is it in dollars?")
        other_period = known and slots.get("wages_period", known) != known
        if other_period and "wages_gross" not in slots and turn.slot("wages_gross"):
            return self.missed(turn, f"The pay before taxes was {_PER[known]}. What is left after taxes {_PER[known]}?")
        gross = slots.get("wages_gross", turn.slot("wages_gross"))
        disposable = slots.get("wages_disposable")
        if gross and disposable and SKIPPED not in (gross, disposable) and Decimal(disposable) > Decimal(gross):
            return self.missed(turn, "Pay after taxes cannot be more than pay before taxes. What is left after taxes?")
        if given and not (slots.get("wages_period") or known):
            return self.missed(
                turn,
                "How often is that: each week, every two weeks, twice a month or each month? "
                'For example "1,150 a week".',
            )
        if given:
            return self.keep(slots)
        return self.missed(turn, 'I need your pay in dollars and how often, such as "$1,150 a week".')
