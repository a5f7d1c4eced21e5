"""Work the estimate out and explain it."""

from __future__ import annotations

from typing import Any

from rasa_sdk.events import EventType

from actions.base import Choice, SafeAction, Turn
from actions.figures import EVERY, read_back, refinable, to_figures
from shortfall.law.deficiency import estimate, missing
from shortfall.law.words import explain

PERSON: Choice = ("Have a person go over it with me", "/callback")
COLLECT: Choice = ("How could they collect it?", "/collection_methods")
CLOSER: Choice = ("Add interest and costs", "/refine")
GROWTH: Choice = ("How would it grow unpaid?", "/calculate_interest")


def tell(turn: Turn, slots: dict[str, Any]) -> None:
    """Say what the figures in `slots` come to."""
    today = turn.world.now().date()
    result = estimate(to_figures(slots), today)
    words = explain(result, turn.channel)
    if turn.channel == "web":
        words = f'I read: {read_back(slots)}.\n\n{words}\n\nTo change a figure, just say so: "it sold for 280".'
    choices = [PERSON]
    if refinable(slots, today):
        choices.append(CLOSER)
    if result.per_year:
        choices.append(GROWTH)
    turn.say(
        words,
        topic="calculate",
        card=result.card(),
        choices=[*choices, COLLECT],
        sources=[{"cite": result.citation, "url": url} for url in (result.state.sources if result.state else ())[:1]],
    )


class ActionEstimate(SafeAction):
    """Runs when the form closes; silent when it closed without figures."""

    def name(self) -> str:
        return "action_estimate"

    def answer(self, turn: Turn) -> list[EventType]:
        slots = {name: turn.slot(name) for name in EVERY}
        if not missing(to_figures(slots)):
            tell(turn, slots)
        return []
