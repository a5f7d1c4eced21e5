"""The amount of a judgment. The time is never asked for."""

from __future__ import annotations

from actions.base import Turn
from actions.figure_form import FigureForm, Slots
from actions.growth import with_amount


class ValidateInterestForm(FigureForm):
    """The amount told, or what an estimate came to."""

    form = "interest_form"
    topic = "calculate_interest"
    result = frozenset({"judgment", "deficiency", "judgment_date", "monthly_payment"})

    def fill(self, turn: Turn, slots: Slots) -> Slots:
        return with_amount(turn, super().fill(turn, slots))
