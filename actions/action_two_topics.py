"""Two things in one message: both questions are answered, or a question and then a call is begun, or left, or figures are worked out."""

from __future__ import annotations

from rasa_sdk.events import ActiveLoop, EventType, FollowupAction

from actions.action_callback_start import ActionCallbackStart
from actions.action_estimate_start import ActionEstimateStart
from actions.action_urgent import ActionUrgent
from actions.base import SafeAction, Turn
from actions.request import leave, say
from shortfall.talk.moves import CALLBACK, CANCEL, ESTIMATE, URGENT


class ActionTwoTopics(SafeAction):
    """`topics` comes with the message from the engine (shortfall/talk/moves.py)."""

    def name(self) -> str:
        return "action_two_topics"

    def answer(self, turn: Turn) -> list[EventType]:
        topics = turn.tracker.latest_message.get("topics") or ()
        if CANCEL in topics:
            say(turn, "left")
        for response in turn.questions[:2]:
            turn.respond(response)
        if URGENT in topics:
            return ActionUrgent().answer(turn)
        if CANCEL in topics:
            return [ActiveLoop(None), *leave(turn)]
        if ESTIMATE in topics:
            return [*ActionEstimateStart().answer(turn), FollowupAction("estimate_form")]
        if CALLBACK in topics:
            return [*ActionCallbackStart().answer(turn), FollowupAction("callback_form")]
        return []
