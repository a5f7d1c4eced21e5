"""Say what an unpaid Illinois judgment grows to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from rasa_sdk.events import EventType

from actions.base import SafeAction, Turn
from actions.desk import told_elsewhere
from actions.request import call_choice, resumed
from shortfall.content.questions import label, payload
from shortfall.content.texts import text
from shortfall.law.figures import figure
from shortfall.law.interest import DAYS_IN_YEAR, Growth, growth
from shortfall.law.intervals import Interval
from shortfall.law.words import explain_growth, growth_notes
from shortfall.reading.facts import to_interval
from shortfall.talk.desk import in_words

YEARS = (1, 3)
"""Shown where no time was given, and the years that a judgment may be enforced without being revived."""


def since(judged: list[str] | None, today: date) -> Interval | None:
    """The days from a judgment until today, where its date was told and has passed."""
    if judged is None or date.fromisoformat(judged[0]) > today:
        return None
    first, last = map(date.fromisoformat, judged)
    return Interval.of(max(0, (today - last).days), (today - first).days)


def _begun(turn: Turn, amount: Interval) -> list[str] | None:
    """The day from which the amount grows. The interest up to the sale is within what an estimate says is left after it."""
    judged, sold, confirmed = (turn.case[f"{name}_date"] for name in ("judgment", "sale", "confirmed"))
    of_the_judgment = to_interval(turn.case["judgment"]) == amount
    if judged and sold and not of_the_judgment and sold[0] > judged[0]:
        return list(sold)
    # What is left is owed by the order that confirms the sale.
    begun = judged or (None if of_the_judgment else confirmed)
    return list(begun) if begun else None


def _counted_from(turn: Turn) -> str:
    """From which day it grows, in words, and that the order's own day decides."""
    amount = to_interval(turn.slot("judgment_amount"))
    begun = _begun(turn, amount) if amount else None
    names = ("judgment_date", "confirmed_date", "sale_date")
    name = next((name for name in names if begun and turn.case[name] == begun), None)
    if name is None:
        return ""
    return text(f"figures.counted.{name}", turn.language, day=in_words(name, begun, turn.language))


def growth_of(turn: Turn) -> Growth | None:
    """What the amount grows to; None where there is none."""
    amount, today = to_interval(turn.slot("judgment_amount")), turn.world.today
    if amount is None:
        return None
    if given := to_interval(turn.slot("interest_days")):
        return growth(amount, [given], today)
    if grown := since(_begun(turn, amount), today):
        ahead = Interval(grown.low + DAYS_IN_YEAR, grown.high + DAYS_IN_YEAR)
        return replace(growth(amount, [grown, ahead], today), so_far=True)
    years = (*YEARS, int(figure("judgment_years", today)))
    return growth(amount, [Interval.of(year * DAYS_IN_YEAR) for year in years], today)


class ActionInterest(SafeAction):
    """Runs when the form closes; silent when it closed without an amount."""

    def name(self) -> str:
        return "action_interest"

    def answer(self, turn: Turn) -> list[EventType]:
        result, today, language = growth_of(turn), turn.world.today, turn.language
        if (turn.intent != "cancel" and told_elsewhere(turn, "calculate_interest")) or result is None:
            return []
        turn.say(
            explain_growth(result, turn.channel, language, _counted_from(turn) if result.so_far else ""),
            topic="calculate_interest",
            # Days that were told, and those since a judgment, are not counted from today.
            card=result.card(None if result.so_far or len(result.points) == 1 else today)
            | {"notes": growth_notes(result, language)},
            choices=[(label("calculate_plan", language), payload("calculate_plan")), *call_choice(turn)],
            sources=[{"cite": result.citation, "url": ""}],
        )
        return resumed(turn)
