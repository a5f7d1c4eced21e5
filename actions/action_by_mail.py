""" "E-mail me this": the summary can be sent to an address, from its own page, where the firm has that."""

from __future__ import annotations

from rasa_sdk.events import EventType

from actions.base import SafeAction, Turn, firm_phone
from shortfall.content.texts import text


class ActionByMail(SafeAction):
    """Whether it can, and how. No address is asked for in the talk: it would stay in what is kept of it."""

    def name(self) -> str:
        return "action_by_mail"

    def answer(self, turn: Turn) -> list[EventType]:
        key = "sms" if turn.channel == "sms" else "offered" if "by_mail" in turn.world.ways() else "none"
        turn.say(text(f"by_mail.{key}", turn.language, phone=firm_phone()), topic="by_mail")
        return []
