"""Ask for consent in the words that the ledger keeps."""

from __future__ import annotations

from rasa_sdk.events import EventType

from actions.base import SafeAction, Turn
from shortfall.callbacks.consent import wording


class ActionAskConsent(SafeAction):
    """The number is read back inside the question."""

    def name(self) -> str:
        return "action_ask_callback_form_callback_consent"

    def answer(self, turn: Turn) -> list[EventType]:
        turn.say(
            wording(turn.slot("callback_phone")),
            topic="callback",
            asking="callback_consent",
            choices=[("Yes, call me", "yes"), ("No", "no")],
        )
        return []
