"""The amount of a judgment, and what is paid each month."""

from __future__ import annotations

from actions.base import Turn
from actions.figure_form import FigureForm, Slots
from actions.growth import with_amount


class ValidatePlanForm(FigureForm):
    """Two figures in one message fill both."""

    form = "plan_form"
    topic = "calculate_plan"
    result = frozenset({"judgment", "deficiency", "judgment_date", "monthly_payment"})

    def fill(self, turn: Turn, slots: Slots) -> Slots:
        return with_amount(turn, super().fill(turn, slots))
