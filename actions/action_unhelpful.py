""" "That didn't help": a person, and free help beside the firm."""

from __future__ import annotations

from rasa_sdk.events import EventType

from actions.base import SafeAction, Turn, call_me, firm_phone
from shortfall.content.questions import label, payload
from shortfall.content.texts import text
from shortfall.law.elsewhere import free_help
from shortfall.law.states import STATES
from shortfall.talk.compose import elsewhere


class ActionUnhelpful(SafeAction):
    """Outside Illinois the firm is not offered."""

    def name(self) -> str:
        return "action_unhelpful"

    def answer(self, turn: Turn) -> list[EventType]:
        place = turn.case.place
        help_choice = (label("free_help", turn.language), payload("free_help"))
        if place and elsewhere(place):
            turn.say(
                text(
                    "unhelpful_elsewhere",
                    turn.language,
                    state=STATES[place].names[turn.language],
                    site=free_help(place),
                ),
                topic="unhelpful",
                choices=[help_choice],
            )
        else:
            turn.say(
                text("unhelpful", turn.language, phone=firm_phone()),
                topic="unhelpful",
                choices=[call_me(turn.language), help_choice],
            )
        return []
