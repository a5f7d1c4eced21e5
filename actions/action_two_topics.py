"""Two things in one message, or three: its questions are answered or opened, and then a call is begun, or left, or figures are worked out."""

from __future__ import annotations

from collections.abc import Mapping

from rasa_sdk.events import ActiveLoop, EventType, FollowupAction

from actions.action_callback_start import begin
from actions.action_deadlines import ActionDeadlines
from actions.action_estimate_start import ActionEstimateStart
from actions.action_how_figured import ActionHowFigured
from actions.action_interest_start import ActionInterestStart
from actions.action_plan_start import ActionPlanStart
from actions.action_urgent import ActionUrgent
from actions.action_wages_start import ActionWagesStart
from actions.base import SafeAction, Turn
from actions.request import leave, say
from shortfall.content.questions import label, payload
from shortfall.talk.intents import CALLBACK, CANCEL, OUT, URGENT

FORMS: Mapping[str, tuple[type[SafeAction], str]] = {
    "calculate": (ActionEstimateStart, "estimate_form"),
    "calculate_interest": (ActionInterestStart, "interest_form"),
    "calculate_plan": (ActionPlanStart, "plan_form"),
    "calculate_wages": (ActionWagesStart, "wages_form"),
}
"""How each calculation is begun, and the form that goes on with it."""
FIRST: Mapping[str, type[SafeAction]] = {
    "deadlines": ActionDeadlines,
    URGENT: ActionUrgent,
    "how_figured": ActionHowFigured,
}
"""What is said before the other questions where it leads the topics: a day by which something must be done, a sum."""


class ActionTwoTopics(SafeAction):
    """`topics` comes with the message from the engine (shortfall/talk/moves/)."""

    def name(self) -> str:
        return "action_two_topics"

    def answer(self, turn: Turn) -> list[EventType]:
        topics = turn.tracker.latest_message.get("topics") or ()
        if CANCEL in topics and (turn.asked or "").startswith("callback_"):
            say(turn, "left")
        events = FIRST[topics[0]]().answer(turn) if topics and topics[0] in FIRST else []
        opened = [f"utter_{name}" for name in turn.tracker.latest_message.get("opened") or ()]
        asked = [name for name in turn.questions if name not in opened]
        ours = [response for response in asked if not response.startswith(f"utter_{OUT}/")]
        if turn.channel == "sms" and ours:
            # The rest of an answer, which MORE brings, is no word on what is not covered: that is offered by its name.
            beside = [name.removeprefix("utter_") for name in asked if name not in ours]
            asked = ours
            choices = [(label(name, turn.language), payload(name)) for name in beside]
        else:
            choices = []
        for response in (*asked, *opened):
            turn.respond(response, choices)
        if URGENT in topics[1:]:
            return ActionUrgent().answer(turn)
        if CANCEL in topics:
            return [ActiveLoop(None), *leave(turn)]
        if job := next(iter(FORMS.keys() & {*topics}), None):
            start, form = FORMS[job]
            return [*start().answer(turn), FollowupAction(form)]
        if CALLBACK in topics:
            return begin(turn)
        return events
