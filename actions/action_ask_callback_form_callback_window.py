"""Ask when to call; where the time wished for cannot be had, or can be meant in two ways, ask about that."""

from __future__ import annotations

from rasa_sdk.events import EventType

from actions.base import SafeAction, Turn
from actions.request import either, say, times, unsuited_before
from shortfall.base.hours import hours_text
from shortfall.callbacks.window import CallingWindow
from shortfall.content.texts import text


class ActionAskWindow(SafeAction):
    """The nearest time is a question, never a decision."""

    def name(self) -> str:
        return "action_ask_callback_form_callback_window"

    def answer(self, turn: Turn) -> list[EventType]:
        if turn.asked_just_now("callback_window"):
            return []
        if not (offered := turn.slot("callback_offered")):
            turn.respond("utter_ask_callback_form_callback_window", times(turn, turn.slot("callback_phone")))
            return []
        window = CallingWindow.model_validate(offered)
        if (
            turn.times_asked("callback_window")
            and offered not in turn.set_now("callback_offered")
            and not window.unsuited
        ):
            # It stands above already: what was asked in between is answered.
            back = text("callback.offer_back", turn.language, when=window.in_words(turn.language))
            turn.say(window.ambiguous or back, topic="callback", asking="callback_window")
            return []
        if window.unsuited:
            if unsuited_before(turn):
                again = text("callback.not_then_again", turn.language)
                turn.say(again, topic="callback", asking="callback_window", choices=_choices(turn, "as_wished", "time"))
            else:
                say(turn, "not_then", "callback_window", hours=hours_text(turn.language))
            return []
        offer = text(
            f"callback.offer{'' if window.wish else '_alone'}",
            turn.language,
            reason=window.adjusted or "",
            wish=window.wish,
        )
        turn.say(
            window.ambiguous or offer,
            topic="callback",
            asking="callback_window",
            choices=either(turn, window) if window.ambiguous else _choices(turn, "fits", "asap"),
        )
        return []


_SAID = {"fits": "yes", "asap": "asap", "as_wished": "yes", "time": "another time"}


def _choices(turn: Turn, *names: str) -> list[tuple[str, str]]:
    return [(text(f"callback.choice.{name}", turn.language), _SAID[name]) for name in names]
