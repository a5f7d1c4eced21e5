"""The intent classifier as a Rasa component: engine.intent_model over a message and its questions, topic first, then question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_RESPONSE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from engine.encoder import shared_encoder
from engine.featurizer import ORIGIN, SEGMENTS, Segments
from engine.intent_model import IntentModel, Scores, Settings
from shortfall.content.questions import asks
from shortfall.reading.states import find_state
from shortfall.talk.moves import ABOUT_THE_LAW, CLEAR, DIALOGUE, QUESTION, Context, Subjects

Array = npt.NDArray[Any]

SCORES = "scores"
"""The Scored of a message."""
SETTLED = frozenset(
    "no_text other_language too_long two_topics danger violence distress unsure not_yet why repeat complaint unhelpful acknowledge my_case".split()
)
"""Intents that no example teaches: the guard and the moves settle them."""
QUESTIONS = 0.3
"""What the questions of a story weigh beside the whole of it."""
ASKED = 0.50
"""Probability from which each of two questions is taken to be about its subject."""
ELLIPTIC = 7
"""Words of the longest message that is also read completed by the question before it."""
LIKE_ITSELF = 0.6
"""Cosine to the nearest example from which an elliptic message names its own question ("my 401k")."""
MOST_CHOICES = 2


@dataclass
class Scored:
    """A message with its scores; what it is about depends on what was said before it."""

    model: IntentModel
    of_topic: Mapping[str, IntentModel]
    segments: Segments
    completed: tuple[str, Array] | None = None
    """The message with the question before it, where it was read so."""
    _found: dict[str, Subjects] = field(default_factory=dict)

    @cached_property
    def vectors(self) -> Array:
        return self.segments.vectors()

    @cached_property
    def scores(self) -> list[Scores]:
        return self.model.score(self.segments.texts, self.vectors)

    def subjects(self, text: str, context: Context) -> Subjects:
        """What the message is about, alone or completed by the last question, whichever is clearer."""
        if text in self._found:
            return self._found[text]
        alone = self._alone()
        best = alone
        ask = asks().get(context.last or "")
        name, sure = alone.ranking[0]
        if ask and not context.asked and len(text.split()) <= ELLIPTIC and (sure < CLEAR or alone.nearest < 0.6):
            whole = f"{ask} {text}"
            vector = shared_encoder().encode([whole])
            (score,) = self.model.score([whole], vector)
            completed = _subjects(self.model.intents, score.probability, score.total, score.nearest)
            other, other_sure = completed.ranking[0]
            if other not in DIALOGUE and (other_sure > sure or (name in DIALOGUE and sure < CLEAR)):
                best = completed
                self.completed = whole, vector[0]
        self._found[text] = best
        return best

    def _alone(self) -> Subjects:
        whole, *questions = self.scores
        probability, total, nearest = whole.probability, whole.total, whole.nearest
        if questions:
            # The whole says most; each question adds as much as it is sure of itself ("which is it?" is sure of nothing).
            weights = np.array([1.0, *(QUESTIONS * q.probability.max() / len(questions) for q in questions)])
            probability = np.average([s.probability for s in self.scores], axis=0, weights=weights)
            total = np.average([s.total for s in self.scores], axis=0, weights=weights)
            nearest = np.max([s.nearest for s in self.scores], axis=0)
        return _subjects(self.model.intents, probability, total, nearest, self._pair())

    def _pair(self) -> tuple[str, ...]:
        """The subjects that the questions of a message are clearly about, each once, at most two."""
        found = []
        for text, score in zip(self.segments.texts[1:], self.scores[1:], strict=True):
            intent = self.model.intents[int(score.total.argmax())]
            state = intent in ABOUT_THE_LAW and find_state(text)
            if state or score.probability.max() >= ASKED:
                found.append("state_law" if state else intent)
        return tuple(dict.fromkeys(intent for intent in found if intent not in DIALOGUE))[:2]

    def question(self, topic: str) -> Sequence[tuple[str, float]]:
        """The questions of a topic, likeliest first: ("exemptions/car", probability)."""
        model = self.of_topic.get(topic)
        if model is None:
            return ()
        texts, vectors = [self.segments.texts[0]], [self.vectors[0]]
        if self.completed is not None and self.scores[0].nearest.max() < LIKE_ITSELF:
            texts, vectors = [self.completed[0]], [self.completed[1]]
        for text, made in zip(self.segments.texts[1:], self.vectors[1:], strict=True):
            texts.append(text)
            vectors.append(made)
        scores = model.score(texts, np.vstack(vectors))
        probability = np.mean([score.probability for score in scores], axis=0)
        total = np.mean([score.total for score in scores], axis=0)
        return [(model.intents[i], round(float(probability[i]), 4)) for i in np.argsort(-total)]


def _subjects(
    intents: Sequence[str], probability: Array, total: Array, nearest: Array, pair: tuple[str, ...] = ()
) -> Subjects:
    order = np.argsort(-total)
    ranking = [(intents[i], round(float(probability[i]), 4)) for i in order]
    return Subjects(ranking, float(nearest[order[0]]), pair)


def selected(questions: Mapping[str, Sequence[tuple[str, float]]], chosen: str | None = None) -> dict[str, Any]:
    """Rasa's output of a response selector: for each topic the question to answer; its overview where none is clear.

    Args:
        questions: of each topic, likeliest first.
        chosen: the question that was chosen and not read.
    """
    found: dict[str, Any] = {"all_retrieval_intents": list(questions)}
    for topic, ranking in questions.items():
        name, sure = ranking[0] if ranking else (f"{topic}/overview", 1.0)
        if chosen and chosen.startswith(f"{topic}/"):
            name, sure = chosen, 1.0
        elif sure < QUESTION:
            name = f"{topic}/overview"
        near = [other for other, _ in ranking if other != name and not other.endswith("/overview")]
        found[topic] = {
            "response": {"intent_response_key": name, "utter_action": f"utter_{name}", "confidence": sure},
            "ranking": [{"intent_response_key": other, "confidence": p} for other, p in ranking[:6]],
            "near": near[:MOST_CHOICES],
        }
    return found


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=True)
class IntentClassifier(GraphComponent):
    """Gives every message its scores; engine.reader decides by them."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {}

    def __init__(
        self, model: IntentModel, of_topic: dict[str, IntentModel], storage: ModelStorage, resource: Resource
    ) -> None:
        self._model = model
        self._of_topic = of_topic
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
        return cls(IntentModel(Settings(**config)), {}, model_storage, resource)

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
            of_topic = {path.name: IntentModel.load(path) for path in (folder / "topics").iterdir()}
            return cls(IntentModel.load(folder / "topic"), of_topic, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        examples = [m for m in training_data.intent_examples if m.get(TEXT) and m.get(INTENT) not in SETTLED]
        texts = [m.get(TEXT) for m in examples]
        vectors = np.vstack([next(f.features for f in m.features if f.origin == ORIGIN) for m in examples])
        self._model.fit(texts, vectors, [m.get(INTENT) for m in examples])
        rows: dict[str, list[int]] = defaultdict(list)
        for row, message in enumerate(examples):
            if message.get(INTENT_RESPONSE_KEY):
                rows[message.get(INTENT)].append(row)
        for topic, own in rows.items():
            labels = [f"{topic}/{examples[row].get(INTENT_RESPONSE_KEY).split('/')[-1]}" for row in own]
            if len(set(labels)) > 1:
                self._of_topic[topic] = model = IntentModel(self._model.settings)
                model.fit([texts[row] for row in own], vectors[own], labels)
        with self._storage.write_to(self._resource) as folder:
            _save(self._model, folder / "topic")
            (folder / "topics").mkdir()
            for topic, model in self._of_topic.items():
                _save(model, folder / "topics" / topic)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if segments := message.get(SEGMENTS):
                message.set(SCORES, Scored(self._model, self._of_topic, segments))
        return messages


def _save(model: IntentModel, folder: Any) -> None:
    folder.mkdir()
    model.save(folder)
