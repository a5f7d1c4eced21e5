"""Read the amount of the judgment, and a time where one is given with it."""

from __future__ import annotations

from rasa_sdk.events import EventType

from actions.base import Turn
from actions.figure_form import FigureForm
from actions.figures import to_slot
from actions.growth import AMOUNT_NEEDED, read_amount, read_days


class ValidateInterestForm(FigureForm):
    """The amount alone is asked for."""

    form = "interest_form"
    topic = "calculate_interest"
    tries = "interest_tries"

    def read(self, turn: Turn, asked: str) -> list[EventType]:
        amount, question = read_amount(turn.text, asked=True)
        days = read_days(turn.text, turn.world.now().date())
        time = {"interest_days": to_slot(days)} if days else {}
        if amount is None:
            return self.missed(turn, question or AMOUNT_NEEDED, time)
        return self.keep({"judgment_amount": to_slot(amount), **time})
