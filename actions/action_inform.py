"""A bare figure, state, time or "yes" outside a form: it belongs to what was said before."""

from __future__ import annotations

from rasa_sdk.events import EventType
from sqlalchemy.exc import SQLAlchemyError

from actions.action_callback_change import follow_up, unreachable
from actions.action_callback_start import begin
from actions.action_correct import take_up
from actions.action_fallback import ActionFallback
from actions.base import SafeAction, Turn, call_me
from actions.desk import DESK, acknowledge, ask_desk
from shortfall.content.texts import text
from shortfall.reading.calls import kept_for_call
from shortfall.talk.applied import to_catch_up
from shortfall.talk.compose import elsewhere, for_their_county

# After these the assistant had offered a call, so that "yes" means that.
OFFERS_A_CALL = {
    "calculate",
    "urgent",
    "fallback",
    "calculate_wages",
    "calculate_interest",
    "calculate_plan",
    "bot_challenge",
}

A_PLACE = 6
"""Words of the longest message that does no more than name a place."""


class ActionInform(SafeAction):
    """Hands over to the action that the words belong to."""

    def name(self) -> str:
        return "action_inform"

    def answer(self, turn: Turn) -> list[EventType]:
        if turn.last_asking:
            try:
                if (events := follow_up(turn, turn.last_asking)) is not None:
                    return events
            except (SQLAlchemyError, OSError):
                return unreachable(turn)
        if kept_for_call(turn.text):
            turn.say(text("callback.kept", turn.language), topic="noted", choices=[call_me(turn.language)])
            return []
        if turn.intent == "affirm":
            if turn.last_topic in OFFERS_A_CALL:
                return begin(turn)
            last = turn.last_said
            if last and len(last.choices) > 1:
                turn.say(text("desk.which", turn.language), topic=DESK, choices=last.choices)
            else:
                turn.respond("utter_nothing_pending")
            return []
        if (events := take_up(turn)) is not None:
            return events
        if noted := acknowledge(turn):
            if {"arrears", "savings"} & {*turn.heard} and {"arrears", "savings"} <= {*turn.case}:
                noted = f"{noted} {to_catch_up(turn.case, turn.language)}"
            question = next(iter(turn.answered), None)
            if (
                question
                and turn.intent == "inform"
                and {*turn.heard} <= {"state", "area", "asked_of", "county", "lives_in"}
                and len(turn.text.split()) <= A_PLACE
                and _is_other_there(turn)
            ):
                # "Cook county", where it is asked for the place: what was answered, as it is there, or what else there is on it.
                turn.say(noted, topic="noted")
                turn.respond(f"utter_{question}")
            else:
                ask_desk(turn, noted)
            return []
        return ActionFallback().answer(turn)


def _is_other_there(turn: Turn) -> bool:
    """Whether what was answered last reads otherwise at the place that was told: in another state, or with the offices of a county."""
    place, last = turn.case.place_here, turn.last_said
    said = last.text if last else ""
    return elsewhere(turn.case.place) or bool(place and for_their_county(said, place) != said)
