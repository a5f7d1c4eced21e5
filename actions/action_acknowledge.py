""" "ok", "hm", "thanks": a word back, and nothing is started."""

from __future__ import annotations

from rasa_sdk.events import EventType

from actions.base import SafeAction, Turn
from shortfall.content.texts import text
from shortfall.talk.intents import RESULTS


class ActionAcknowledge(SafeAction):
    """Each time in other words. After a result: that it is not the last word."""

    def name(self) -> str:
        return "action_acknowledge"

    def answer(self, turn: Turn) -> list[EventType]:
        if turn.intent == "acknowledge" and turn.last_topic in RESULTS and "acknowledge" not in turn.all_topics:
            turn.say(text("figures.not_final", turn.language), topic="acknowledge")
            return []
        topic = "thanks" if turn.intent == "thanks" else "acknowledge"
        said = turn.all_topics.count(topic)
        turn.say(text("thanks" if topic == "thanks" else "acknowledged", turn.language, said), topic=topic)
        return []
