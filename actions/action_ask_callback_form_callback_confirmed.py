"""Read the whole request back, with the question of consent in the words that the ledger keeps: one yes is for both."""

from __future__ import annotations

from rasa_sdk.events import EventType

from actions.base import SafeAction, Turn
from actions.request import SLOTS, summary
from shortfall.callbacks.consent import wording
from shortfall.content.texts import text

READ_BACK = frozenset((*SLOTS, "callback_about"))


class ActionAskConfirmed(SafeAction):
    """Nothing is sent before this is answered."""

    def name(self) -> str:
        return "action_ask_callback_form_callback_confirmed"

    def answer(self, turn: Turn) -> list[EventType]:
        if turn.asked_just_now("callback_confirmed"):
            return []
        sms, language = turn.channel == "sms", turn.language
        unheeded = turn.intent == "affirm"  # a yes that did not count: they read what they would say it to
        if "callback_confirmed" in turn.everything_asked and not _changed(turn) and not unheeded:
            # It stands above already.
            said = text("callback.back", language)
        elif sms:
            notice = text("callback.notice", language)
            told = any(notice in each.text for each in turn.said_before)
            said = "\n".join([*summary(turn), *([] if told else [notice])])
        else:
            said = "\n".join([text("callback.check", language), "", *(f"- {line}" for line in summary(turn)), ""])
        changes = {part: f"change the {part}" for part in ("name", "number", "time")}
        choices = {"send": "yes", **changes, "leave": "never mind"}
        turn.say(
            f"{said}\n{wording(turn.slot('callback_phone'), turn.channel, language)}",
            topic="callback",
            asking="callback_confirmed",
            # By text they would push the question off the first message.
            choices=[] if sms else [(text(f"callback.choice.{name}", language), to) for name, to in choices.items()],
        )
        return []


def _changed(turn: Turn) -> bool:
    """Whether this message has changed what was read back before."""
    return any(event.get("event") == "slot" and event.get("name") in READ_BACK for event in turn.since_heard)
