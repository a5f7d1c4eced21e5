"""A choice that is taken up by its number or in other words, and that stands for plain words, is read as those words.

First of the pipeline, so that "1" to "Yes, call me" is to everything after it what the button sends on the web: "yes".
"""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from engine.reader import CHOSEN, context_of
from shortfall.talk.acts import read_acts
from shortfall.talk.moves import Heard, Subjects, offer


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=False)
class Choices(GraphComponent):
    """Puts the words of a choice in the place of what takes it up. Choices that stand for an intent are left to the reader."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Choices:
        return cls()

    def process(self, messages: list[Message], tracker: DialogueStateTracker) -> list[Message]:
        context = context_of(tracker)
        for message in messages if context.offered else ():
            text = message.get(TEXT) or ""
            taken = offer(Heard(text, (), read_acts(text), Subjects(())), context)
            if taken and taken.text:
                message.set(TEXT, taken.text, add_to_output=True)
                message.set(CHOSEN, True)
        return messages
