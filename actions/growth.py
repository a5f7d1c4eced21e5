"""What is to grow or to be paid off: the judgment that was told, or what an estimate came to."""

from __future__ import annotations

from actions.base import Turn
from actions.figure_form import Slots
from actions.figures import EVERY, deficiency_of, guess, mirrored, with_defaults
from shortfall.reading.facts import to_interval


def with_amount(turn: Turn, slots: Slots) -> Slots:
    """The slots with the amount. It is what the lender says is left; after an estimate what that came to, also where the judgment told was its debt."""
    if "judgment" in turn.heard and "sale_price" not in turn.case:
        return slots  # with a price told, what it left grows, and not the whole judgment of the foreclosure
    if claimed := to_interval(turn.case["deficiency"]):
        return {**slots, "judgment_amount": guess(claimed)}
    today = turn.world.today
    estimate = with_defaults(mirrored(turn.slots(EVERY), turn.case, turn.heard), turn.case, today)
    owed = deficiency_of(estimate, turn.case, today)
    judged_first = "judgment" in turn.case and "debt" not in turn.case
    if owed and (
        slots["judgment_amount"] is None or judged_first or (turn.last_topic == "calculate" and not turn.asked)
    ):
        return {**slots, "judgment_amount": guess(owed)}
    return slots
