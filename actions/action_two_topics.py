"""Two questions in one message: both answers, in the order they were asked."""

from __future__ import annotations

from rasa_sdk.events import EventType

from actions.action_state_law import ActionStateLaw
from actions.base import SafeAction, Turn


class ActionTwoTopics(SafeAction):
    """`topics` comes with the message from the engine (engine.reading)."""

    def name(self) -> str:
        return "action_two_topics"

    def answer(self, turn: Turn) -> list[EventType]:
        events: list[EventType] = []
        for topic in (turn.tracker.latest_message.get("topics") or [])[:2]:
            if topic == "state_law":
                events += ActionStateLaw().answer(turn)
            else:
                turn.respond(f"utter_{topic}")
        return events
