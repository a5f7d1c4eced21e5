"""The intent classifier as a Rasa component: engine.intent_model over a message and its questions."""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from engine.featurizer import ORIGIN, SEGMENTS, Segments
from engine.intent_model import IntentModel, Settings
from engine.reading import Figures, Reading, decide

RANKED = 6
SETTLED = frozenset({"no_text", "other_language", "too_long", "two_topics"})  # by engine.guard and engine.reading


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=True)
class IntentClassifier(GraphComponent):
    """Sets intent, intent_ranking and, where a message asks about two topics, `topics`."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {}

    def __init__(self, model: IntentModel, storage: ModelStorage, resource: Resource) -> None:
        self._model = model
        self._storage = storage
        self._resource = resource

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> IntentClassifier:
        return cls(IntentModel(Settings(**config)), model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> IntentClassifier:
        with model_storage.read_from(resource) as folder:
            return cls(IntentModel.load(folder), model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        learned = (message for message in training_data.intent_examples if message.get(INTENT) not in SETTLED)
        examples = [message for message in learned if message.get(TEXT)]
        vectors = np.vstack(
            [next(feature.features for feature in message.features if feature.origin == ORIGIN) for message in examples]
        )
        self._model.fit([m.get(TEXT) for m in examples], vectors, [m.get(INTENT) for m in examples])
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            segments: Segments | None = message.get(SEGMENTS)
            if not segments:
                continue
            asking = (message.get("metadata") or {}).get("asking")
            # What needs no vectors is done while they are made.
            figures = Figures.of(segments.texts[0], asking)
            scores = self._model.score(segments.texts, segments.vectors)
            readings = [
                Reading(text, self._model.intents, score.probability, score.nearest, score.total)
                for text, score in zip(segments.texts, scores, strict=True)
            ]
            decision = decide(readings, asking, figures)
            message.set(INTENT, {"name": decision.intent, "confidence": decision.confidence}, add_to_output=True)
            message.set(
                INTENT_RANKING_KEY,
                [{"name": name, "confidence": confidence} for name, confidence in decision.ranking[:RANKED]],
                add_to_output=True,
            )
            if decision.topics:
                message.set("topics", list(decision.topics), add_to_output=True)
        return messages
