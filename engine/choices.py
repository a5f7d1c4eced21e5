"""Replace a message that picks a choice ("1") with the plain words behind that choice.

This runs first in the pipeline. So "1" for "Yes, call me" looks like the web button to everything after it: "yes". After a lifeline that was given
without cause, what the message asks besides is read; where it asks nothing, the message that got the lifeline is read again.
"""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from engine.component import Component
from engine.reader import BEFORE, CHOSEN, MISREAD, context_of
from shortfall.reading.distress import beside_denial
from shortfall.talk.acts import read_acts
from shortfall.talk.heard import Heard, Subjects
from shortfall.talk.moves.answers import offer
from shortfall.talk.moves.subjects import LIFE


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=False)
class Choices(Component):
    """Replaces the message with the words of the choice it picks. The reader handles choices that stand for an intent."""

    def process(self, messages: list[Message], tracker: DialogueStateTracker) -> list[Message]:
        context = context_of(tracker)
        for message in messages:
            text = message.get(TEXT) or ""
            if LIFE & context.answered and (besides := beside_denial(text)) is not None:
                before = next((each.text for each in reversed(tracker.events) if isinstance(each, UserUttered)), "")
                message.set(TEXT, besides or before or text, add_to_output=True)
                message.set(MISREAD, "rest" if besides else BEFORE)
                continue
            if not context.offered:
                continue
            taken = offer(Heard(text, (), read_acts(text), Subjects(())), context)
            if taken and taken.text:
                message.set(TEXT, taken.text, add_to_output=True)
                message.set(CHOSEN, True)
        return messages
