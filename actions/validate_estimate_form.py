"""The estimate: what was owed, the sale price, the state, and the market value where it counts."""

from __future__ import annotations

from decimal import Decimal

from actions.base import Turn
from actions.figure_form import Doubt, FigureForm, Slots, implied
from actions.figures import (
    DATED,
    ENDS,
    ENDS_THE_DEBT,
    EVERY,
    PARTS,
    SKIPPED,
    UNKNOWN,
    by_short_sale,
    change,
    complete,
    guess,
    strict,
    to_figures,
    unsold,
    with_defaults,
)
from shortfall.content.texts import text
from shortfall.law.deficiency import Problem, problems
from shortfall.law.intervals import NOTHING, Interval, format_interval, whole
from shortfall.reading.facts import to_bounded, to_interval
from shortfall.reading.figures import BELOW
from shortfall.talk.money_sums import LEAST_SHARE, LEFT

MUCH_ABOVE = Decimal("1.25")
_SLOT_OF = {"debt": "estimate_debt", "sale_price": "estimate_sale_price", "market_value": "estimate_market_value"}


class ValidateEstimateForm(FigureForm):
    """A home that is not sold yet has a range of prices."""

    form = "estimate_form"
    topic = "calculate"
    result = PARTS | {*DATED, "judgment", "stage"}

    def fill(self, turn: Turn, slots: Slots) -> Slots:
        filled = super().fill(turn, slots)
        if turn.asked == "estimate_sale_price" and turn.fresh and "market_value" in turn.heard:
            filled |= self._unsold(filled)  # "Zillow says 210" is what it may bring
        if strict(turn.case):
            filled |= self._as_valued(filled)  # nothing was sold: the value stands for the price
        elif unsold(turn.case) or filled["estimate_sale_price"] == SKIPPED:
            filled |= self._unsold(filled)  # nobody knows the price, and nobody is asked for it
        if filled["estimate_market_value"] == SKIPPED and {"state", "debt", "sale_price"} & set(turn.heard):
            filled["estimate_market_value"] = None  # whether it counts depends on these
        return with_defaults(filled, turn.case, turn.world.today)

    def over(self, turn: Turn, slots: Slots) -> bool:
        value = (change(turn.case) or ("",))[0]
        return value in ENDS or (value in ENDS_THE_DEBT and not complete(slots))

    def without(self, turn: Turn, asked: str, slots: Slots) -> Slots:
        if asked == "estimate_state":
            # The bare sum helps more than nothing; it says that the rule depends on the state.
            return {asked: UNKNOWN} if turn.intent != "not_yet" else {}
        if asked == "estimate_market_value":
            price = slots["estimate_sale_price"]
            needed = price == SKIPPED or (price is None and unsold(turn.case))  # it stands for the price
            return {} if needed else {asked: SKIPPED}
        return self._unsold(slots) or {asked: SKIPPED} if asked == "estimate_sale_price" else {}

    def without_sum(self, turn: Turn, slots: Slots, kept: str) -> str:
        owed = to_interval(slots["estimate_debt"])
        if not owed or slots["estimate_sale_price"] not in (None, SKIPPED):
            return super().without_sum(turn, slots, kept)
        return text("figures.dropped_range", turn.language, owed=format_interval(owed, turn.language), facts=kept)

    def check(self, turn: Turn, slots: Slots) -> list[Problem]:
        figures = to_figures({**turn.slots(EVERY), **slots}, turn.case)
        debt, price = figures.debt, figures.sale_price
        found = problems(figures, turn.language)
        loans = figures.junior_liens or NOTHING
        asks_the_rest = any(map(LEFT.search, turn.user_texts()))  # it is for them, and told as the whole debt
        if not (found or asks_the_rest) and debt and price and price.low > (debt.high + loans.told.high) * MUCH_ABOVE:
            # What is left after a sale, told as what was owed, would come out as money for the owner.
            owed, paid = (format_interval(each, turn.language) for each in (debt, price))
            question = text("figures.below_price", turn.language, debt=owed, price=paid)
            found = [Problem("debt", "below_price", question)]
        return found

    def instead(self, turn: Turn, slots: Slots) -> Doubt | None:
        """Where nobody knows the price, what the home is worth is asked instead, once."""
        price, waits = slots["estimate_sale_price"], unsold(turn.case)
        if price is None and by_short_sale(turn) and slots["estimate_debt"] is not None:
            again = "estimate_sale_price" in turn.everything_asked
            return None if again else Doubt("estimate_sale_price", text("figures.short_sale", turn.language))
        asked = turn.asked == "estimate_market_value" or "estimate_market_value" in turn.everything_asked
        unknown = price == SKIPPED or ((waits or strict(turn.case)) and price is None)
        if not unknown or slots["estimate_debt"] is None or slots["estimate_market_value"] is not None or asked:
            return None
        if strict(turn.case):
            return Doubt("estimate_market_value", text("figures.strict", turn.language))
        key = "not_yet" if waits or turn.intent == "not_yet" else "unsure.estimate_sale_price"
        not_sure = (text("figures.not_sure", turn.language), "not sure")
        return Doubt("estimate_market_value", text(f"figures.{key}", turn.language), [not_sure])

    def so_far(self, turn: Turn, slots: Slots) -> str:
        """The gap between what was owed and the price, where only the state is missing."""
        if BELOW in turn.heard and (owed := to_interval(slots["estimate_debt"])):
            return text("figures.below_owed", turn.language, owed=format_interval(owed, turn.language))
        if price_meant := implied(turn):
            return price_meant
        debt, price = (to_bounded(slots[name]) for name in ("estimate_debt", "estimate_sale_price"))
        if slots["estimate_state"] is not None or not debt or not price or debt.low <= price.high:
            return ""
        gap = Interval(debt.low - price.high, debt.high - price.low)
        return text("figures.gap", turn.language, sum=format_interval(whole(gap), turn.language))

    def news(self, turn: Turn, slots: Slots) -> str:
        """That a price below what is owed leaves something, or which price the sums that were told would mean."""
        waits = slots["estimate_sale_price"] in (None, SKIPPED)
        return self.so_far(turn, slots) if waits and {BELOW, "debt", "deficiency"} & set(turn.heard) else ""

    def slot_of(self, problem: Problem) -> str:
        return _SLOT_OF.get(problem.field, "")

    def _as_valued(self, slots: Slots) -> Slots:
        value = to_bounded(slots.get("estimate_market_value"))
        return {"estimate_sale_price": guess(value)} if value else {}

    def _unsold(self, slots: Slots) -> Slots:
        """The prices that a home of this value may bring; nothing where the price or no value is known."""
        value = to_bounded(slots.get("estimate_market_value"))
        if value is None or slots.get("estimate_sale_price") not in (None, SKIPPED):
            return {}
        return {"estimate_sale_price": guess(Interval(value.low * LEAST_SHARE, value.high))}
