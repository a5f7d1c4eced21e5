"""Read the amount of the judgment and what is paid each month."""

from __future__ import annotations

from rasa_sdk.events import EventType

from actions.base import Turn
from actions.figure_form import FigureForm
from actions.figures import to_slot
from actions.growth import AMOUNT_NEEDED, IN_DOLLARS, read_amount, read_payment
from shortfall.reading.amounts import foreign_currency


class ValidatePlanForm(FigureForm):
    """Two figures in one message fill both."""

    form = "plan_form"
    topic = "calculate_plan"
    tries = "interest_tries"

    def read(self, turn: Turn, asked: str) -> list[EventType]:
        if asked == "judgment_amount":
            amount, question = read_amount(turn.text, asked=True)
            if amount is None:
                return self.missed(turn, question or AMOUNT_NEEDED)
            payment = read_payment(turn.text)
            found = {"judgment_amount": to_slot(amount)}
            return self.keep(found if payment in {None, amount.high} else {**found, "plan_payment": str(payment)})
        payment = read_payment(turn.text, asked=True)
        if payment is None:
            hint = 'I need a monthly amount in dollars, such as "$400".'
            return self.missed(turn, IN_DOLLARS if foreign_currency(turn.text) else hint)
        return self.keep({"plan_payment": str(payment)})
