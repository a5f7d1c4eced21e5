"""What the assistant says: answers composed for the case, and the standing texts of domain.yml, never the same words twice.

Rasa's natural language generator, in the engine's own process (endpoints.yml, nlg).
"""

from __future__ import annotations

import copy
import datetime
from typing import Any

from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from shortfall.base.firm import load_firm
from shortfall.content.placeholders import fill, placeholders
from shortfall.content.questions import Language, questions
from shortfall.content.texts import text
from shortfall.talk.case import Case
from shortfall.talk.compose import Channel, compose

UTTER = "utter_"


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
            message = self._answer(question.id, tracker, output_channel)
        else:
            found = await super().generate(utter_action, tracker, output_channel, **kwargs)
            if found is None:
                return None
            message = copy.deepcopy(found)
            if "text" in message:
                message["text"] = fill(message["text"], self.values())
        if message.get("text") and comfort_due(tracker) and not kwargs.get("comforted"):
            language: Language = "es" if Case.of(tracker.get_slot("case"))["language"] == "es" else "en"
            message["text"] = f"{text('life.distress', language, phone=self._firm['phone'])}\n\n{message['text']}"
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


def comfort_due(tracker: DialogueStateTracker) -> bool:
    """Whether this is the first that is said to a message of somebody in distress: a human word comes before the answer."""
    if not (tracker.latest_message and tracker.latest_message.parse_data.get("comfort")):
        return False
    last = next((event for event in reversed(tracker.events) if isinstance(event, BotUttered | UserUttered)), None)
    return isinstance(last, UserUttered)


def said_before(tracker: DialogueStateTracker, words: str) -> bool:
    """Whether these very words were said in this talk."""
    return any(isinstance(event, BotUttered) and event.text == words for event in tracker.events)
