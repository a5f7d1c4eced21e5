"""Show the whole request and ask for the last yes."""

from __future__ import annotations

from rasa_sdk.events import EventType

from actions.base import SafeAction, Turn
from actions.validate_callback_form import summary


class ActionAskConfirmed(SafeAction):
    """Nothing is sent before this is answered."""

    def name(self) -> str:
        return "action_ask_callback_form_callback_confirmed"

    def answer(self, turn: Turn) -> list[EventType]:
        turn.say(
            f"Please check:\n\n{summary(turn)}\n\nIs that right? You can also tell me what to change.",
            topic="callback",
            asking="callback_confirmed",
            choices=[
                ("Yes, send it", "yes"),
                ("Change the number", "change the number"),
                ("Change the time", "change the time"),
            ],
        )
        return []
