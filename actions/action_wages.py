"""Work out how much of a paycheck is within reach in Illinois."""

from __future__ import annotations

from rasa_sdk.events import EventType

from actions.base import SafeAction, Turn
from actions.desk import told_elsewhere
from actions.figures import read_back
from actions.request import call_choice, resumed
from shortfall.content.questions import label, payload
from shortfall.content.texts import text
from shortfall.law.intervals import format_interval
from shortfall.law.wages import WageLimit, with_chosen, within_reach
from shortfall.law.words import beside_the_most, explain_wages, wage_notes
from shortfall.reading.facts import to_interval
from shortfall.talk.applied import for_hours

STOP = "wage_garnishment/stop_or_fight"
"""Offered to whoever is being garnished already."""


def limit_of(turn: Turn) -> WageLimit | None:
    """What the pay that was told comes to; None where some of it is missing."""
    gross, left = to_interval(turn.slot("wages_gross")), to_interval(turn.slot("wages_disposable"))
    period = turn.slot("wages_period")
    if (gross is None and left is None) or not period or turn.slot("wages_disposable") is None:
        return None
    left = with_chosen(left, to_interval(turn.case["chosen"]))
    return within_reach(gross, left, period, turn.world.today)


class ActionWages(SafeAction):
    """Runs when the form closes; silent when it closed without figures. Elsewhere, that state's rule."""

    def name(self) -> str:
        return "action_wages"

    def answer(self, turn: Turn) -> list[EventType]:
        if turn.intent != "cancel" and told_elsewhere(turn, "calculate_wages"):
            return []
        limit, language = limit_of(turn), turn.language
        if limit is None:
            return []
        words = explain_wages(limit, turn.channel, language)
        names = ["exemptions"]
        if taken := to_interval(turn.case["taken"]):
            names.insert(0, STOP)
            words = f"{words} {beside_the_most(taken, limit, language)}"
        if (chosen := to_interval(turn.case["chosen"])) and "take_home" in turn.case:
            words = f"{words} {text('figures.added_back', language, sum=format_interval(chosen, language))}"
        if hours := for_hours(turn.case, language):
            words = f"{words} {hours}"
        if turn.channel == "web":
            known = read_back(turn.case, language, ("pay", "take_home", "pay_period"))
            words = f"{text('figures.read', language, facts=known)}\n\n{words}"
        turn.say(
            words,
            topic="calculate_wages",
            card=limit.card(language) | {"notes": wage_notes(limit, language)},
            choices=[*((label(name, language), payload(name)) for name in names), *call_choice(turn)],
            sources=[{"cite": limit.citation, "url": ""}],
        )
        return resumed(turn)
