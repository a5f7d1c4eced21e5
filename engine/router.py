"""Says of each message which language it is read in (engine.language), and whether the talk goes over to that."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from engine.featurizer import LANGUAGE
from engine.language import hear, odds
from engine.reader import CHOSEN, SWITCHED, context_of


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=False)
class LanguageRouter(GraphComponent):
    """Sets the language of a message. What a choice of ours sends is no evidence of how a person talks."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LanguageRouter:
        odds()  # here and not with the first message
        return cls()

    def process(self, messages: list[Message], tracker: DialogueStateTracker) -> list[Message]:
        context = context_of(tracker)
        sent = {offer.payload for offer in context.offered}
        for message in messages:
            text = message.get(TEXT) or ""
            if message.get(CHOSEN) or text in sent:
                message.set(LANGUAGE, hear(text).language)
                continue
            heard = hear(text, context.case["language"], context.asked)
            message.set(LANGUAGE, heard.language, add_to_output=True)
            if heard.switch:
                message.set(SWITCHED, "command" if heard.command else "words")
        return messages
