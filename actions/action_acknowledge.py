""" "ok", "hm", "thanks": a word back, and nothing is started."""

from __future__ import annotations

from rasa_sdk.events import EventType

from actions.base import SafeAction, Turn
from shortfall.content.texts import text


class ActionAcknowledge(SafeAction):
    """Each time in other words."""

    def name(self) -> str:
        return "action_acknowledge"

    def answer(self, turn: Turn) -> list[EventType]:
        topic = "thanks" if turn.intent == "thanks" else "acknowledge"
        said = turn.all_topics.count(topic)
        turn.say(text("thanks" if topic == "thanks" else "acknowledged", turn.language, said), topic=topic)
        return []
