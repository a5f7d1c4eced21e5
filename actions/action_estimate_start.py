"""Begin an estimate with whatever figures were already given, in this message or before."""

from __future__ import annotations

from typing import Any

from rasa_sdk.events import ActiveLoop, EventType, SlotSet

from actions.base import SafeAction, Turn
from actions.figure_form import SKIPPED
from actions.figures import EVERY, IF_WRONG, complete, read_back, understand, with_defaults
from shortfall.reading.states import find_state


def gather(turn: Turn) -> tuple[dict[str, Any], str | None]:
    """The slots an estimate starts with, and a question about a figure that does not make sense.

    "What if it sold for 280?" keeps the other figures; "estimate" alone, after a finished one, starts afresh.
    """
    today = turn.world.now().date()
    have = turn.slots(EVERY)
    latest = understand(turn.text, have, on=today)
    if complete(have) and (latest.slots or latest.doubtful):
        kept = dict(have)
        # Whether the market value matters depends on the other figures, and what it is on the home alone.
        if kept["estimate_market_value"] == SKIPPED or "estimate_state" in latest.slots:
            kept["estimate_market_value"] = None
        if latest.doubtful:
            kept[latest.doubtful] = None
        return {**kept, **latest.slots}, latest.question
    found: dict[str, Any] = {}
    if not complete(have):
        for text in reversed(turn.user_texts()):
            understood = understand(text, found, on=today)
            found.update({k: v for k, v in understood.slots.items() if k != "estimate_market_value"})
        found.update({name: value for name, value in have.items() if value is not None})
    found.update(latest.slots)
    if "estimate_state" not in found:
        said = (find_state(text) for text in turn.user_texts())
        state = next((code for code in said if code), None) or turn.slot("state_asked")
        if state:
            found["estimate_state"] = state
    return found, latest.question


class ActionEstimateStart(SafeAction):
    """Reads back what is known; the form asks the rest."""

    def name(self) -> str:
        return "action_estimate_start"

    def answer(self, turn: Turn) -> list[EventType]:
        found, question = gather(turn)
        slots = with_defaults(found, turn.world.now().date())
        if question:
            turn.say(question, topic="calculate")
        elif not complete(slots):
            known = read_back(slots)
            if known:
                turn.say(f"Let us work it out. I read: {known}. {IF_WRONG}", topic="calculate")
            else:
                turn.say(
                    "I can work out a rough figure from what was owed and what the home sold for. "
                    "It is general information, not advice.",
                    topic="calculate",
                )
        return [
            ActiveLoop(None),
            SlotSet("requested_slot", None),
            *(SlotSet(name, slots.get(name)) for name in EVERY),
            SlotSet("estimate_tries", 0),
        ]
