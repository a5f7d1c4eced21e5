"""Work the estimate out and explain it."""

from __future__ import annotations

from typing import Any

from rasa_sdk.events import EventType

from actions.base import SafeAction, Turn
from actions.figures import SLOTS, read_back, to_figures
from shortfall.law.deficiency import estimate, missing
from shortfall.law.words import explain

NEXT = (("Have a person go over it with me", "/callback"), ("How could they collect it?", "/collection_methods"))


def tell(turn: Turn, slots: dict[str, Any]) -> None:
    """Say what the figures in `slots` come to."""
    result = estimate(to_figures(slots), turn.world.now().date())
    words = explain(result, turn.channel)
    if turn.channel == "web":
        words = f'I read: {read_back(slots)}.\n\n{words}\n\nTo change a figure, just say so: "it sold for 280".'
    turn.say(
        words,
        topic="calculate",
        card=result.card(),
        choices=NEXT,
        sources=[{"cite": result.citation, "url": url} for url in (result.state.sources if result.state else ())[:1]],
    )


class ActionEstimate(SafeAction):
    """Runs when the form closes; silent when it closed without figures."""

    def name(self) -> str:
        return "action_estimate"

    def answer(self, turn: Turn) -> list[EventType]:
        slots = {name: turn.slot(name) for name in SLOTS}
        if not missing(to_figures(slots)):
            tell(turn, slots)
        return []
