"""Whether more texts are wanted: how to end them, and nothing else."""

from __future__ import annotations

from rasa_sdk.events import EventType

from actions.base import SafeAction, Turn
from shortfall.sms.store import DOUBTFUL
from shortfall.sms.texts import said


class ActionNoMoreTexts(SafeAction):
    """The same words as where the grammar is in doubt (shortfall/sms/receive.py)."""

    def name(self) -> str:
        return "action_no_more_texts"

    def answer(self, turn: Turn) -> list[EventType]:
        turn.dispatcher.utter_message(text=said("doubtful", turn.answers_in), metadata={"topic": DOUBTFUL})
        return []
