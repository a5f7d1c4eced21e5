"""Ask, apart from the call, whether a text may confirm it."""

from __future__ import annotations

from rasa_sdk.events import EventType

from actions.base import SafeAction, Turn
from shortfall.callbacks.consent import text_wording


class ActionAskText(SafeAction):
    """A no changes nothing about the call."""

    def name(self) -> str:
        return "action_ask_callback_form_callback_text"

    def answer(self, turn: Turn) -> list[EventType]:
        turn.say(
            text_wording(turn.slot("callback_phone")),
            topic="callback",
            asking="callback_text",
            choices=[("Yes, text me", "yes"), ("No texts", "no")],
        )
        return []
