""" "I don't know" outside a form: the desk asks where things stand."""

from __future__ import annotations

from rasa_sdk.events import EventType

from actions.base import SafeAction, Turn
from actions.desk import ask_desk


class ActionUnsure(SafeAction):
    """Also for people who say that they are lost."""

    def name(self) -> str:
        return "action_unsure"

    def answer(self, turn: Turn) -> list[EventType]:
        ask_desk(turn)
        return []
