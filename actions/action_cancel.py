""" "Never mind" outside a form. It may be meant for a callback that is booked; then that is asked, or done if said."""

from __future__ import annotations

from rasa_sdk.events import EventType
from sqlalchemy.exc import SQLAlchemyError

from actions.action_callback_change import call_off
from actions.base import SafeAction, Turn
from shortfall.callbacks.finding import find_open
from shortfall.callbacks.wishes import cancels
from shortfall.content.texts import text
from shortfall.reading.calls import refuses_call
from shortfall.talk.intents import CALLED_OFF


class ActionCancel(SafeAction):
    """Whoever takes back their consent may do so in any words."""

    def name(self) -> str:
        return "action_cancel"

    def answer(self, turn: Turn) -> list[EventType]:
        language = turn.language
        try:
            with turn.world.sessions()() as session:
                callback = find_open(session, turn.tracker.sender_id)
        except (SQLAlchemyError, OSError):
            callback = None  # nothing was asked of the database
        if callback is None:
            if refuses_call(turn.text):
                turn.say(text("callback.left", language), topic=CALLED_OFF)
            else:
                turn.respond("utter_cancel")
            return []
        if cancels(turn.text, turn.world.now()):
            return call_off(turn, callback)
        turn.say(
            text("change.still_on", language, reference=callback.reference, when=callback.window.in_words(language)),
            topic="callback_change",
            asking="callback_cancel",
            choices=[
                (text("change.choice.cancel", language), "cancel my callback"),
                (text("change.choice.keep", language), "keep my callback"),
            ],
        )
        return []
