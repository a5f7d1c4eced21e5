"""What the assistant says: answers composed for the case, and the standing texts of domain.yml, never the same words twice.

Rasa's natural language generator, in the engine's own process (endpoints.yml, nlg).
"""

from __future__ import annotations

import copy
import datetime
import itertools
from collections.abc import Mapping
from typing import Any

from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from shortfall.base.firm import load_firm
from shortfall.content.placeholders import fill, placeholders
from shortfall.content.questions import Language, questions
from shortfall.talk.case import Case
from shortfall.talk.compose import Channel, compose

UTTER = "utter_"
AGAIN = "_again"
"""Ends the name of a response that puts a form's question for the second time, in few words."""


class Speech(TemplatedNaturalLanguageGenerator):
    """Answers from data/topics/, everything else from domain.yml with the firm's facts filled in."""

    def __init__(self, endpoint_config: EndpointConfig | None = None, domain: Domain | None = None) -> None:
        super().__init__(domain.responses if domain else {})
        self._firm = load_firm()
        self._day: datetime.date | None = None
        self._values: dict[str, str] = {}

    def values(self) -> dict[str, str]:
        """What placeholders stand for today."""
        today = datetime.datetime.now(datetime.UTC).date()
        if today != self._day:
            self._day, self._values = today, placeholders(self._firm, today)
        return self._values

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any
    ) -> dict[str, Any] | None:
        """The message for an utter action, as Rasa's channels expect it; None for one that is not known."""
        name = utter_action.removeprefix(UTTER)
        if question := questions().get(name):
            return self._answer(question.id, tracker, output_channel)
        found = await super().generate(utter_action, tracker, output_channel, **kwargs)
        if found is None:
            return None
        slot = (found.get("metadata") or {}).get("asking")
        if slot and name.startswith("ask_"):
            if asked_since(tracker, slot):
                return {"text": ""}  # the form's own action has just put it in other words
            again = f"{utter_action}{AGAIN}"
            if asked_before(tracker, slot) and again in self.responses:
                found = await super().generate(again, tracker, output_channel, **kwargs) or found
        message: dict[str, Any] = copy.deepcopy(found)
        if "text" in message:
            message["text"] = fill(message["text"], self.values())
        return message

    def _answer(self, name: str, tracker: DialogueStateTracker, output_channel: str) -> dict[str, Any]:
        question = questions()[name]
        channel: Channel = "sms" if output_channel == "sms" else "web"
        case = Case.of(tracker.get_slot("case"))
        language: Language = "es" if case["language"] == "es" else "en"
        parse = tracker.latest_message.parse_data if tracker.latest_message else {}
        selector = (parse.get("response_selector") or {}).get(question.topic) or {}
        answer = compose(question, case, language, channel, self.values(), selector.get("near") or ())
        return {
            "text": answer.text,
            "buttons": [{"title": label, "payload": payload} for label, payload in answer.choices],
            "metadata": answer.metadata(question.topic),
        }


def asking(event: Event) -> str | None:
    """The slot that a message of the assistant asked for."""
    if not isinstance(event, BotUttered):
        return None
    about = event.metadata or {}
    inner = about.get("metadata")
    found: str | None = (inner if isinstance(inner, Mapping) else about).get("asking")
    return found


def asked_since(tracker: DialogueStateTracker, slot: str) -> bool:
    """Whether the slot was asked for since the person's last message."""
    since = itertools.takewhile(lambda event: not isinstance(event, UserUttered), reversed(tracker.events))
    return any(asking(event) == slot for event in since)


def asked_before(tracker: DialogueStateTracker, slot: str) -> bool:
    """Whether the slot was asked for in this talk."""
    return any(asking(event) == slot for event in tracker.events)


def said_before(tracker: DialogueStateTracker, text: str) -> bool:
    """Whether these very words were said in this talk."""
    return any(isinstance(event, BotUttered) and event.text == text for event in tracker.events)
