"""The intent classifier as a Rasa component: engine.intent_model over a message and its questions, by topic and by question."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
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

from engine.encoder import DIMENSIONS
from engine.featurizer import SEGMENTS, Segments, encoder_of, language_of_example
from engine.intent_model import IntentModel, Scores, Settings
from shortfall.content import texts
from shortfall.content.questions import LANGUAGES, Language, asks
from shortfall.reading.states import find_state
from shortfall.talk.acts import read_acts
from shortfall.talk.desk import SAID
from shortfall.talk.moves import ABOUT_THE_LAW, CLEAR, DIALOGUE, ORDERS, OUT, QUESTION, Context, Subjects

Array = npt.NDArray[Any]

SCORES = "scores"
"""The Scored of a message."""
SETTLED = frozenset(
    "no_text other_language spanish english too_long two_topics danger violence distress unsure not_yet why repeat complaint unhelpful acknowledge my_case deadlines".split()
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
SHORT = 4
"""Words of the longest that is, only because it is not clear by itself."""
LIKE_EXAMPLE = 0.75
"""The same, where it also has an "it" or "that"."""
SURE = 0.75
"""Probability from which a message says by itself what it is about."""
SITUATED = 12
"""Words of the longest message that is weighed by what stands before it, where it is not sure by itself."""
STANDS = 1.0
"""How much the message after "the house was sold" (or however things stand) weighs beside the message alone, as an exponent."""
BEFORE = 0.5
"""The same for the message after the person's one before. More draws whole questions over to the subject before."""
UNLIKELY = 1e-3
"""Nothing is ruled out by what stood before it."""
MOST_CHOICES = 2


@dataclass
class Scored:
    """A message with its scores; what it is about depends on what was said before it."""

    model: IntentModel
    segments: Segments
    completed: Scores | None = None
    """Of the message with the question before it, where it was read so."""
    _found: dict[str, Subjects] = field(default_factory=dict)

    @cached_property
    def scores(self) -> list[Scores]:
        return self.model.score(self.segments.texts, self.segments.vectors)

    def subjects(self, text: str, context: Context) -> Subjects:
        """What the message is about, alone or completed by the last question, whichever is clearer."""
        if text in self._found:
            return self._found[text]
        alone = best = self._alone()
        ask = asks(self.segments.language).get(context.last or "")
        if ask and not context.asked and leans(text, alone):
            completed, score = self._read(f"{ask} {text}")
            if clearer(completed, alone, goes_on=bool(_GOES_ON.match(text))):
                best, self.completed = completed, score
        if not context.asked and best.ranking[0][1] < SURE and len(text.split()) <= SITUATED:
            best = self._situated(text, best, context)
        self._found[text] = best
        return best

    def _situated(self, text: str, alone: Subjects, context: Context) -> Subjects:
        """What an unclear message is about, weighed by what was said before it and by how things stand with the person."""
        stands = [(stands_said(context, self.segments.language), STANDS), (context.before, BEFORE)]
        top = alone.ranking[0][0]
        if not any(before for before, _ in stands):
            return alone
        if top in DIALOGUE and not (top in ORDERS and "asks" in read_acts(text)):
            return alone
        weighed = dict(alone.ranking)
        for before, weight in stands:
            if before:
                there = dict(self._read(f"{before}. {text}")[0].ranking)
                weighed = {name: sure * (there[name] + UNLIKELY) ** weight for name, sure in weighed.items()}
        total = sum(weighed.values())
        ranking = sorted(((name, round(sure / total, 4)) for name, sure in weighed.items()), key=lambda each: -each[1])
        if ranking[0][0] in DIALOGUE:
            return alone
        return Subjects(ranking, alone.nearest, alone.pair, margin=alone.margin)

    def _subjects(self, score: Scores, pair: tuple[str, ...] = ()) -> Subjects:
        return _subjects(self.model.intents, score, SCALES[self.segments.language], pair)

    def _read(self, whole: str) -> tuple[Subjects, Scores]:
        (score,) = self.model.score([whole], encoder_of(self.segments.language).encode([whole]))
        return self._subjects(score), score

    def _alone(self) -> Subjects:
        whole, *questions = self.scores
        probability, total, nearest = whole.probability, whole.total, whole.nearest
        if questions:
            # The whole says most; each question adds as much as it is sure of itself ("which is it?" is sure of nothing).
            weights = np.array([1.0, *(QUESTIONS * q.probability.max() / len(questions) for q in questions)])
            probability = np.average([s.probability for s in self.scores], axis=0, weights=weights)
            total = np.average([s.total for s in self.scores], axis=0, weights=weights)
            nearest = np.max([s.nearest for s in self.scores], axis=0)
        return self._subjects(Scores(total, probability, nearest), self._pair())

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
        own = [i for i, label in enumerate(self.model.labels) if label.startswith(f"{topic}/")]
        if not own:
            return ()
        whole, *parts = self.scores
        if self.completed is not None and whole.nearest.max() < LIKE_ITSELF:
            whole = self.completed
        # A part of the message says as much about the topic's questions as it is about the topic.
        found = np.sum([score.fine[own] for score in (whole, *parts) if score.fine is not None], axis=0)
        found /= found.sum()
        return [(self.model.labels[own[i]], round(float(found[i]), 4)) for i in np.argsort(-found)]

    def likeliest(self, topic: str) -> str:
        """The question of a topic that is clear, else the topic itself; a name that is no topic is given back."""
        ranking = self.question(topic)
        return ranking[0][0] if ranking and ranking[0][1] >= QUESTION else topic


# What goes on from what was said before: "and if I don't", "even my name", "same for my 401k".
_GOES_ON = re.compile(
    r"\W*(?:(?:ok|so|well|no|yes|wait|thanks|ty) )*(?:and|but|or|even|also|what about|how about|what if|if|same|then|plus|except|unless)\b",
    re.I,
)
# What stands for something said before: "can I use it again". Not "they", which is the lender nearly always.
_STANDS_FOR = re.compile(r"\b(?:it|that|this|them|those|these|one|same)\b", re.I)


def leans(text: str, alone: Subjects) -> bool:
    """Whether a message may need the question before it to be understood."""
    if len(text.split()) > ELLIPTIC:
        return False
    return bool(
        (alone.ranking[0][1] < CLEAR and len(text.split()) <= SHORT)
        or alone.nearest < LIKE_ITSELF
        or _GOES_ON.match(text)
        or (_STANDS_FOR.search(text) and alone.nearest < LIKE_EXAMPLE)
    )


def clearer(completed: Subjects, alone: Subjects, *, goes_on: bool) -> bool:
    """Whether a message is better understood with the question before it."""
    name, sure = alone.ranking[0]
    other, other_sure = completed.ranking[0]
    if other in DIALOGUE:
        return False
    return other_sure > sure or (name in DIALOGUE and (goes_on or sure < CLEAR))


@dataclass(frozen=True)
class Scale:
    """How the scores of a language are brought to the scale that the thresholds of shortfall/talk/moves.py are of."""

    sharper: float = 1.0
    """Exponent of the probabilities: above 1 makes the likeliest surer."""
    nearest: float = 0.0
    """Added to the cosine of the nearest example."""
    margin: float = 0.0
    """Added to the margin over "none of ours"."""


SCALES: Mapping[Language, Scale] = {"en": Scale(), "es": Scale(nearest=0.1)}
"""The Spanish ones were chosen on bench/spanish.csv (docs/decisions/0011)."""


def stands_said(context: Context, language: Language) -> str | None:
    """How things stand with the person, in a few words of theirs."""
    stage = str(context.case["stage"])
    if stage not in SAID:
        return None
    return (
        SAID[stage] if language == "en" else texts.text(f"stage.{'sold' if stage == 'confirmed' else stage}", language)
    )


def _subjects(intents: Sequence[str], score: Scores, scale: Scale, pair: tuple[str, ...] = ()) -> Subjects:
    order = np.argsort(-score.total)
    sharper = score.probability**scale.sharper
    sharper /= sharper.sum()
    ranking = [(intents[i], round(float(sharper[i]), 4)) for i in order]
    margin = 1.0
    if OUT in intents:
        out = intents.index(OUT)
        margin = float(np.delete(score.total, out).max() - score.total[out]) + scale.margin
    return Subjects(ranking, float(score.nearest[order[0]]) + scale.nearest, pair, margin=margin)


def selected(
    questions: Mapping[str, Sequence[tuple[str, float]]], chosen: str | None = None, meant: Sequence[str] = ()
) -> dict[str, Any]:
    """Rasa's output of a response selector: for each topic the question to answer; its overview where none is clear.

    Args:
        questions: of each topic, likeliest first.
        chosen: the question that was chosen and not read.
        meant: what else the message may have been about.
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
            "meant": list(meant),
        }
    return found


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=True)
class IntentClassifier(GraphComponent):
    """Gives every message its scores; engine.reader decides by them."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {}

    def __init__(self, models: dict[Language, IntentModel], storage: ModelStorage, resource: Resource) -> None:
        self._models = models
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
        return cls({"en": IntentModel(Settings(**config))}, model_storage, resource)

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
            return cls(load_models(folder), model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        examples = [m for m in training_data.intent_examples if m.get(TEXT) and m.get(INTENT) not in SETTLED]
        rows = {
            language: [(str(m.get(TEXT)), _label(m)) for m in examples if language_of_example(m) == language]
            for language in LANGUAGES
        }
        self._models = fit_models(rows, self._models["en"].settings)
        with self._storage.write_to(self._resource) as folder:
            for language, model in self._models.items():
                model.save(folder / language)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if segments := message.get(SEGMENTS):
                message.set(SCORES, Scored(self._models[segments.language], segments))
        return messages


def fit_models(
    rows: Mapping[Language, Sequence[tuple[str, str]]], settings: Settings | None = None
) -> dict[Language, IntentModel]:
    """A model for each language that there are examples of, (text, label) each.

    The Spanish one learns from the English examples as well: its vectors read both, and a mixed message has the words of both.
    """
    models = {}
    for language, own in rows.items():
        if not own:
            continue
        learned = [*own, *rows["en"]] if language == "es" else own
        texts, labels = [text for text, _ in learned], [label for _, label in learned]
        encoder = encoder_of(language)
        models[language] = IntentModel(
            replace(settings or Settings(), published=DIMENSIONS if language == "en" else encoder.width)
        )
        models[language].fit(texts, encoder.encode(texts), labels, near=len(own))
    return models


def load_models(folder: Path) -> dict[Language, IntentModel]:
    """The models that `IntentClassifier.train` wrote, by language."""
    return {language: IntentModel.load(folder / language) for language in LANGUAGES if (folder / language).is_dir()}


def _label(message: Message) -> str:
    """The finest name of what an example means: "exemptions/car", or an intent that has no questions."""
    intent, key = str(message.get(INTENT)), message.get(INTENT_RESPONSE_KEY)
    return f"{intent}/{key.split('/')[-1]}" if key else intent
