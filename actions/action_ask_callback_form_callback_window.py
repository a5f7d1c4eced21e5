"""Ask when to call; where the time wished for cannot be had, or can be meant in two ways, ask about that."""

from __future__ import annotations

from rasa_sdk.events import EventType

from actions.base import Choice, SafeAction, Turn
from shortfall.base.hours import office_zone
from shortfall.callbacks.window import CallingWindow, as_choice, openings
from shortfall.content.texts import text
from shortfall.reading.phone import time_zone


def slots(turn: Turn) -> list[Choice]:
    """The next times at which somebody can call, and one for all others."""
    phone = turn.slot("callback_phone")
    zone = time_zone(phone) if phone else str(office_zone())
    times = [as_choice(window, turn.language) for window in openings(turn.world.now(), zone)]
    return [*times, (text("callback.choice.other", turn.language), "another time")]


class ActionAskWindow(SafeAction):
    """The nearest time is a question, never a decision."""

    def name(self) -> str:
        return "action_ask_callback_form_callback_window"

    def answer(self, turn: Turn) -> list[EventType]:
        if turn.asked_just_now("callback_window"):
            return []
        if not (offered := turn.slot("callback_offered")):
            # By text they would be longer than the question.
            turn.respond("utter_ask_callback_form_callback_window", slots(turn) if turn.channel == "web" else ())
            return []
        window = CallingWindow.model_validate(offered)
        choice = [
            (text(f"callback.choice.{name}", turn.language), said) for name, said in (("fits", "yes"), ("asap", "asap"))
        ]
        offer = text("callback.offer", turn.language, reason=window.adjusted or "", wish=window.wish)
        turn.say(
            window.ambiguous or offer,
            topic="callback",
            asking="callback_window",
            choices=() if window.ambiguous else choice,
        )
        return []
