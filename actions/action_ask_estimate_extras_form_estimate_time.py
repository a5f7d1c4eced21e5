"""Ask when judgment and sale were, or for the one of them that is not known yet."""

from __future__ import annotations

from rasa_sdk.events import EventType

from actions.base import SafeAction, Turn

_EXAMPLE = 'For example "March 2026". You can say "skip".'


class ActionAskEstimateTime(SafeAction):
    """Interest runs from the judgment to the sale."""

    def name(self) -> str:
        return "action_ask_estimate_extras_form_estimate_time"

    def answer(self, turn: Turn) -> list[EventType]:
        known = turn.slot("estimate_dates") or {}
        if "judgment" in known:
            question = f"When was the sale? {_EXAMPLE}"
        elif "sale" in known:
            question = f"When did the court enter the foreclosure judgment? {_EXAMPLE}"
        else:
            question = (
                "Interest runs from the court's judgment to the sale. When were they? For example "
                '"March 2026 and October 2026", or "7 months". You can say "skip".'
            )
        turn.say(question, topic="calculate", asking="estimate_time", choices=[("Skip", "skip")])
        return []
