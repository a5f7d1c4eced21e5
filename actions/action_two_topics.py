"""Two questions in one message: both answers, in the order they were asked."""

from __future__ import annotations

from rasa_sdk.events import EventType

from actions.base import SafeAction, Turn


class ActionTwoTopics(SafeAction):
    """`topics` comes with the message from the engine (shortfall/talk/moves.py)."""

    def name(self) -> str:
        return "action_two_topics"

    def answer(self, turn: Turn) -> list[EventType]:
        for response in turn.questions[:2]:
            turn.respond(response)
        return []
