""" "Text me this chat": the talk may go on by text message, where the firm has that."""

from __future__ import annotations

from rasa_sdk.events import EventType

from actions.base import SafeAction, Turn, firm_phone
from shortfall.content.texts import text


class ActionByText(SafeAction):
    """Whether it may, and how. The code itself is no part of the talk: the client asks for it when it sees this topic."""

    def name(self) -> str:
        return "action_by_text"

    def answer(self, turn: Turn) -> list[EventType]:
        key = "here" if turn.channel == "sms" else "offered" if "by_text" in turn.world.ways() else "none"
        topic = "by_mail" if key == "none" else "by_text"  # a summary is the next best
        turn.say(text(f"by_text.{key}", turn.language, phone=firm_phone()), topic=topic)
        return []
