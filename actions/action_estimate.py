"""Work the estimate out and explain it."""

from __future__ import annotations

from typing import Any

from rasa_sdk.events import EventType

from actions.base import Choice, SafeAction, Turn
from actions.figures import EVERY, IF_WRONG, complete, read_back, refinable, to_figures
from shortfall.law.deficiency import estimate
from shortfall.law.words import explain, notes

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
        words = f"I read: {read_back(slots)}. {IF_WRONG}\n\n{words}"
    choices = [PERSON]
    if refinable(slots, today):
        choices.append(CLOSER)
    if result.per_year:
        choices.append(GROWTH)
    turn.say(
        words,
        topic="calculate",
        card=result.card() | {"notes": notes(result)},
        choices=[*choices, COLLECT],
        sources=[{"cite": result.citation, "url": url} for url in (result.state.sources if result.state else ())[:1]],
    )


class ActionEstimate(SafeAction):
    """Runs when the form closes; silent when it closed without figures."""

    def name(self) -> str:
        return "action_estimate"

    def answer(self, turn: Turn) -> list[EventType]:
        slots = turn.slots(EVERY)
        if complete(slots):
            tell(turn, slots)
        return []
