"""Pay before and after taxes, and how often."""

from __future__ import annotations

from actions.base import Turn
from actions.figure_form import FigureForm, Slots
from actions.figures import SKIPPED, read_back
from shortfall.content.texts import text
from shortfall.law.deficiency import Problem
from shortfall.law.intervals import Interval
from shortfall.law.wages import maximum
from shortfall.law.words import most_of_pay
from shortfall.reading.facts import to_interval
from shortfall.reading.pay import LEAST_LEFT
from shortfall.talk.applied import for_hours

MOST = Interval.of(1_000_000).high


class ValidateWagesForm(FigureForm):
    """Take-home pay alone is enough."""

    form = "wages_form"
    topic = "calculate_wages"
    result = frozenset({"pay", "take_home", "chosen", "pay_period"})

    def fill(self, turn: Turn, slots: Slots) -> Slots:
        filled = super().fill(turn, slots)
        if filled["wages_gross"] is None and filled["wages_disposable"] not in (None, SKIPPED):
            filled["wages_gross"] = SKIPPED
        gross, period = to_interval(filled["wages_gross"]), filled["wages_period"]
        if gross and period and filled["wages_disposable"] is None:
            most = maximum(gross.high, None, period, turn.world.today).maximum.high
            if most == 0:
                filled["wages_disposable"] = SKIPPED  # not even of all of it could anything be taken
        return filled

    def so_far(self, turn: Turn, slots: Slots) -> str:
        """The most by pay before taxes, where only take-home pay is missing: that can lower it, and never raises it."""
        gross, period = to_interval(slots["wages_gross"]), slots["wages_period"]
        if not gross or not period or slots["wages_disposable"] is not None:
            return ""
        return most_of_pay(maximum(gross.high, None, period, turn.world.today), turn.language)

    def news(self, turn: Turn, slots: Slots) -> str:
        """The most of the pay that was just told, with what was read."""
        told = [name for name in ("pay", "pay_period") if name in turn.heard]
        most = self.so_far(turn, slots) if told else ""
        known = read_back(turn.case, turn.language, ["pay", "pay_period"])
        if not most:
            return ""
        read = text("figures.read", turn.language, facts=known)
        return " ".join(part for part in (most, for_hours(turn.case, turn.language), read) if part)

    def without(self, turn: Turn, asked: str, slots: Slots) -> Slots:
        return {asked: SKIPPED} if asked == "wages_disposable" else {}

    def check(self, turn: Turn, slots: Slots) -> list[Problem]:
        gross, left = to_interval(slots.get("wages_gross")), to_interval(slots.get("wages_disposable"))
        for name, amount in (("wages_gross", gross), ("wages_disposable", left)):
            if amount and amount.high > MOST:
                return [Problem(name, "absurd", text("figures.too_much_pay", turn.language))]
        if gross and left and left.high < gross.low * LEAST_LEFT:
            return [Problem("wages_disposable", "unusual", text("figures.little_pay", turn.language))]
        if gross and left and left.high > gross.high:
            newest = "wages_gross" if turn.heard == ["pay"] else "wages_disposable"
            return [Problem(newest, "order", text("figures.more_than_gross", turn.language))]
        return []

    def slot_of(self, problem: Problem) -> str:
        return problem.field
