""" "Say that again": the last answer, shorter."""

from __future__ import annotations

import re

from rasa_sdk.events import EventType

from actions.base import SafeAction, Turn
from shortfall.content.texts import text

SENTENCES = 2


class ActionRepeat(SafeAction):
    """Its first two sentences, with the same choices."""

    def name(self) -> str:
        return "action_repeat"

    def answer(self, turn: Turn) -> list[EventType]:
        last = turn.last_said
        if last is None:
            turn.say(text("repeat.nothing", turn.language), topic="repeat")
            return []
        sentences = re.split(r"(?<=[.!?])\s+", " ".join(last.text.split()))
        turn.say(
            text("repeat.short", turn.language, text=" ".join(sentences[:SENTENCES])),
            topic=last.topic or "repeat",
            choices=last.choices,
            asking=last.asking,
        )
        return []
