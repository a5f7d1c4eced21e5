"""Not sure what was meant: what it may be, worded as answers; else the desk asks. "I did not follow" is said once at most."""

from __future__ import annotations

from rasa_sdk.events import EventType, FollowupAction

from actions.action_correct import goes_on
from actions.base import SafeAction, Turn
from actions.desk import acknowledge, ask_desk, likely
from shortfall.content.texts import text


class ActionFallback(SafeAction):
    """Also what Rasa calls when no rule applies."""

    def name(self) -> str:
        return "action_fallback"

    def answer(self, turn: Turn) -> list[EventType]:
        # "And if it sold for 300?" after a result is plain enough, whatever it is taken for.
        if not turn.form and (form := goes_on(turn)):
            return [FollowupAction(form)]
        choices = likely(turn)
        if choices and turn.last_topic not in {"fallback", "desk"}:
            turn.say(text("unclear.likely", turn.language), topic="fallback", choices=choices)
        else:
            ask_desk(
                turn, acknowledge(turn) or (text("unclear.sorry", turn.language) if turn.last_topic != "desk" else "")
            )
        # Where no rule applies, none would tell Rasa to stop either.
        return [FollowupAction("action_listen")]
