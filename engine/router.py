"""Says of each message which language it is read in (engine.language), and whether the talk goes over to that."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from engine.component import Component
from engine.featurizer import LANGUAGE
from engine.language import hear, odds
from engine.reader import CHOSEN, SWITCHED, context_of


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=False)
class LanguageRouter(Component):
    """Sets the language of a message. What a choice of ours sends is no evidence of how a person talks."""

    @classmethod
    def warm_up(cls) -> None:
        odds()  # here and not with the first message

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
