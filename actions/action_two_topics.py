"""Two things in one message: both questions are answered, or a question and then a call is begun, or left, or figures are worked out."""

from __future__ import annotations

from rasa_sdk.events import ActiveLoop, EventType, FollowupAction

from actions.action_callback_start import begin
from actions.action_estimate_start import ActionEstimateStart
from actions.action_urgent import ActionUrgent
from actions.base import SafeAction, Turn
from actions.request import leave, say
from shortfall.content.questions import label, payload
from shortfall.talk.intents import CALLBACK, CANCEL, ESTIMATE, OUT, URGENT


class ActionTwoTopics(SafeAction):
    """`topics` comes with the message from the engine (shortfall/talk/moves/)."""

    def name(self) -> str:
        return "action_two_topics"

    def answer(self, turn: Turn) -> list[EventType]:
        topics = turn.tracker.latest_message.get("topics") or ()
        if CANCEL in topics:
            say(turn, "left")
        asked = turn.questions[:2]
        ours = [response for response in asked if not response.startswith(f"utter_{OUT}/")]
        if turn.channel == "sms" and ours:
            # The rest of an answer, which MORE brings, is no word on what is not covered: that is offered by its name.
            beside = [name.removeprefix("utter_") for name in asked if name not in ours]
            asked = ours
            choices = [(label(name, turn.language), payload(name)) for name in beside]
        else:
            choices = []
        for response in asked:
            turn.respond(response, choices)
        if URGENT in topics:
            return ActionUrgent().answer(turn)
        if CANCEL in topics:
            return [ActiveLoop(None), *leave(turn)]
        if ESTIMATE in topics:
            return [*ActionEstimateStart().answer(turn), FollowupAction("estimate_form")]
        if CALLBACK in topics:
            return begin(turn)
        return []
