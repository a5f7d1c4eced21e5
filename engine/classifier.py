"""The intent classifier as a Rasa component: engine.intent_model over a message and its questions, by topic and by question."""

from __future__ import annotations

import multiprocessing
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import yaml
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_RESPONSE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from engine import mpnet
from engine.encoder import DIMENSIONS
from engine.featurizer import SEGMENTS, Segments, encoder_of, language_of_example
from engine.focus import sentences
from engine.gloss import Glossed
from engine.intent_model import IntentModel, Look, Scores, Settings
from shortfall.base.firm import DATA
from shortfall.content import texts
from shortfall.content.questions import JOBS, LANGUAGES, Language, asks, label
from shortfall.reading.asides import corrects, matter, set_aside
from shortfall.reading.denials import rejections
from shortfall.reading.states import find_state
from shortfall.talk.acts import OF_SOMEBODY, POINTS, read_acts
from shortfall.talk.asked_again import same_question
from shortfall.talk.desk import SAID
from shortfall.talk.heard import Context, Subjects, is_long
from shortfall.talk.intents import ABOUT_THE_LAW, DIALOGUE, OUT
from shortfall.talk.limits import ANSWER, CLEAR, QUESTION
from shortfall.talk.plausible import set_aside as denies_what
from shortfall.talk.plausible import unlikely

Array = npt.NDArray[Any]

SECOND = "second"
"""Where the larger encoder stands beside the models. It reads English, and Spanish in English words."""
SCORES = "scores"
"""The Scored of a message."""
SETTLED = frozenset(
    "no_text other_language spanish english too_long two_topics either danger violence distress unsure not_yet why repeat complaint acknowledge my_case by_text by_mail how_figured deadlines".split()
)
"""Intents without examples. The guard and the moves decide them."""
LOOKS: Mapping[str, frozenset[str]] = {
    "life": frozenset({"crisis", "abuse_at_home"}),
    "no_more_texts": frozenset({"callback_change", "privacy"}),
}
"""What every message is looked at for a second time, and the intents whose examples say nothing against it. Of each there is a file in
data/ with what is meant and what only resembles it."""
SETTINGS: Mapping[Language, Settings] = {
    "en": Settings(coarse=0.9, told=2.1, alike=16.8, shared=8.7, temperature=2.6),
    "es": Settings(second=0.75, all_six=0.8),
}
"""Chosen on talks that no model had seen (docs/decisions/0022, 0031)."""
QUESTIONS = 0.27
"""Weight of all questions of a message together, relative to the whole message."""
LAST = 1.55
"""Weight of a short message read after the question answered last."""
BEFORE = 1.05
"""… read after the person's previous message."""
STANDS = 0.63
"""… read after the person's stage, such as "the house was sold"."""
REJECTED = 4.7
"""Subtracted from the logarithm of the last question's probability if the person says that was not it."""
ADDS = 2.9
"""Added to that of the last topic if a few words ask nothing: "it's va money" adds to what was asked."""
SHORT = 6
"""A message of at most so many words needs the full context; one twice as long needs half as much."""
SURE, SURE_OF = 0.8, 0.7
"""Probability of its subject, and of the question in it, from which a message stands by itself: what was said before it changes
nothing then (docs/decisions/0017), and need not be read again."""
CLEAR_WITHOUT = 0.8
"""Probability of a question from which the larger encoder is not asked."""
ASKED = 0.40
"""Smallest probability at which each of two questions counts as about its subject."""
OUTSIDE = 0.60
"""… and as about none of ours: a story about a tenant or a car holds such words and asks about the home."""
ASKED_AGAIN = 0.20
"""… and where it was asked before and left unanswered."""
GUESSED = 0.50
"""Smallest probability at which the likeliest question of one of several parts is opened beside what is answered. Of 35 that were
opened 12 of 13 were right above it, and 4 of 22 below: those are choices."""
PART = 0.25
"""Weight of the whole message in context, relative to one of its questions."""
MOST_CHOICES = 2
LIKELIEST = 10
"""Questions of all topics that the moves are told of."""


@dataclass
class Scored:
    """A message with its scores. What it means depends on what was said before."""

    model: IntentModel
    segments: Segments
    _found: dict[str, Subjects] = field(default_factory=dict)
    _judged: Scores | None = None
    """Of the message in its talk."""
    _against: Array | float = 0.0
    """What counts against each label, whatever the message."""
    _open: tuple[tuple[str, str], ...] = ()
    """What was asked before and not answered (`Context.left`)."""
    _words: dict[str, str] = field(default_factory=dict)
    """The words of the question that asks about a subject."""

    @cached_property
    def scores(self) -> list[Scores]:
        return self.model.score(self.segments.texts, self.segments.vectors)

    @cached_property
    def looks(self) -> Mapping[str, float]:
        """The probability of each of LOOKS, in whatever words.

        In a long message one sentence says it, and the rest hides it; a question of it, read alone, only sounds like it. So there it is that
        of the sentence that says it most.
        """
        said, vectors = self.segments.texts, self.segments.vectors
        if is_long(written := self.segments.written):
            said = [written[start:end] for start, end in sentences(written)]
            vectors = partial(encoder_of(self.segments.language).encode, said)
        return dict(zip(LOOKS, map(float, self.model.look(said, vectors())), strict=False))

    @cached_property
    def alone(self) -> Scores:
        """The message by itself, with each of its questions."""
        questions = self.scores[1:]
        return self._together(self.scores, [1.0, *(QUESTIONS / len(questions) for _ in questions)])

    def subjects(self, text: str, context: Context, case: Mapping[str, str | None] | None = None) -> Subjects:
        """What the message is about, in context. The shorter it is, the more the context counts.

        Args:
            case: the facts that are one word each, as the message or what was said before tells them.
        """
        if text not in self._found:
            told = " ".join(
                filter(None, (text, context.before, _asked_last(context.last or "", self.segments.language)))
            )
            less = unlikely(told, case or {}, " ".join(self.segments.texts[1:]), text)
            labels, place = self.model.labels, self.model.place
            against = np.array([less.get(intent, 0.0) for intent in self.model.intents])[self.model.owner]
            for name in less.keys() & place:
                against[place[name]] += less[name]
            topic, acts = (context.last or "").partition("/")[0], read_acts(text)
            if ({"complaint", "wrong"} & acts or rejections(text)) and context.last in place:
                against[place[context.last]] += REJECTED
            if topic in self.model.intents and self._rejects(text, topic):
                against[self._of(topic)] += REJECTED
                context, topic = replace(context, last=None), ""
            elif context.last and denies_what(context.last, text):
                context, topic = replace(context, last=None), ""  # what it speaks of is not theirs
            if not context.asked and len(text.split()) <= SHORT and topic in self.model.intents and "asks" not in acts:
                against[self._of(topic)] -= ADDS
            self._against, self._open = self.model.settings.temperature * against, context.left
            written = self.segments.texts[0]
            read = self._aside(written, context) if context.asked else self._in_talk(written, context)
            self._judged = self._weighed(read)
            subjects = _subjects(self.model.intents, self._judged, SCALES[self.segments.language], tuple(self._pair))
            fine = self._judged.fine
            likeliest = [(labels[i], round(float(fine[i]), 4)) for i in np.argsort(-fine)[:LIKELIEST]]
            likest = self.question(subjects.ranking[0][0])[:1]
            again = any(name == context.last and sure >= SURE for name, sure in likest)
            self._found[text] = replace(
                subjects,
                again=again and not self._says_else(context.last),
                likeliest=likeliest,
                repeated=next((name for name in self._pair if self._is_left(name)), ""),
                parts=self._guesses[0],
                grave=self.looks.get("life", 0.0),
                no_more_texts=self.looks.get("no_more_texts", 0.0),
            )
        return self._found[text]

    def _of(self, topic: str) -> Array:
        """Which labels are of a topic."""
        found: Array = self.model.owner == self.model.intents.index(topic)
        return found

    def _rejects(self, text: str, topic: str) -> bool:
        """Whether a message that puts right what it asks sets a subject aside, or by itself asks about another."""
        if not corrects(text):
            return False
        if gone := set_aside(text):
            (score,) = self.model.score([gone], encoder_of(self.segments.language).encode([gone]))
            if self._top(score)[0] == topic:
                return True
        return self._top(self.alone)[0] != topic

    def _aside(self, text: str, context: Context) -> Scores:
        """A message inside a form. "Where would I find that?" points at what was asked for, "must they go after him first?" at who was spoken of."""
        if context.last and OF_SOMEBODY.search(text) and "asks" in read_acts(text):
            return self._in_talk(text, context)
        language, what = self.segments.language, f"figures.what.{context.asked}"
        unclear = self._top(self.alone)[1] < ANSWER and len(text.split()) <= 2 * SHORT
        if not (unclear and POINTS.search(text) and texts.has_text(what)):
            return self.alone
        view = f"{texts.text(what, language)}. {text}"
        (score,) = self.model.score([view], encoder_of(language).encode([view]))
        return self._together([self.alone, score], [1.0, LAST])

    def _in_talk(self, text: str, context: Context) -> Scores:
        alone, language = self.alone, self.segments.language
        top, sure = self._top(alone)
        if (top in DIALOGUE and sure >= CLEAR) or self._stands_alone(text, top, sure):
            return alone
        own = 1.0 + QUESTIONS * (len(self.scores) > 1)
        before = (
            (_asked_last(context.last or "", language), LAST, " "),
            (matter(context.before or "", spanish=language == "es"), BEFORE, ". "),
            (stands_said(context, language), STANDS, ". "),
        )
        views = [(f"{said}{joint}{text}", weight) for said, weight, joint in before if said]
        if not views:
            return self._twice(alone, [(text, 1.0)])
        share = min(1.0, SHORT / len(text.split()))
        texts, weights = [view for view, _ in views], [weight * share * own for _, weight in views]
        scores = self.model.score(texts, encoder_of(language).encode(texts))
        found = self._together([alone, *scores], [own, *weights])
        found = self._twice(found, list(zip((text, *texts), (own, *weights), strict=True)))
        return alone if self._top(found)[0] in DIALOGUE else found

    def _twice(self, found: Scores, views: Sequence[tuple[str, float]]) -> Scores:
        """The same, read by the larger encoder too unless it is clear without."""
        return found if found.fine.max() >= CLEAR_WITHOUT else self.model.with_second(found, views)

    def _stands_alone(self, text: str, top: str, sure: float) -> bool:
        """Whether a message is clear without context. A short one never is: "even when it is old"."""
        return (
            len(text.split()) > SHORT
            and sure >= SURE
            and all(share >= SURE_OF for _, share in self._questions(top, self.alone)[:1])
        )

    def _together(self, scores: Sequence[Scores], weights: Sequence[float]) -> Scores:
        """Combine several views of one message. It is as similar to a label as its most similar view."""
        evidence = np.average([score.evidence for score in scores], axis=0, weights=weights)
        return self.model.judge(evidence, np.max([score.nearest for score in scores], axis=0))

    def _says_else(self, question: str | None) -> bool:
        """Whether the message by itself is like another question."""
        top, sure = self._top(self.alone)
        return sure >= ANSWER and any(name != question for name, _ in self._questions(top, self.alone)[:1])

    def _weighed(self, score: Scores) -> Scores:
        """Subtract what counts against each label."""
        return self.model.judge(score.evidence - self._against, score.nearest)

    def _top(self, score: Scores) -> tuple[str, float]:
        best = int(score.probability.argmax())
        return self.model.intents[best], float(score.probability[best])

    @property
    def _pair(self) -> Mapping[str, Scores]:
        """The first two of what the questions of a message are clearly about."""
        return dict(self._in_turn[:2])

    @property
    def _in_turn(self) -> list[tuple[str, Scores]]:
        """All of them: first what was asked before and left unanswered."""
        return sorted(self._asked.items(), key=lambda each: not self._is_left(each[0]))

    def _is_left(self, name: str) -> bool:
        return bool(self._open) and (
            self._was_open(self._words.get(name, "")) or self.likeliest(name) in {each for _, each in self._open}
        )

    def _was_open(self, words: str) -> bool:
        return any(same_question(words, said) for said, _ in self._open)

    @property
    def asks(self) -> list[tuple[str, str]]:
        """The questions of a message that has several: the words of each, and which it is; "" where that is not clear."""
        named = {words: self.likeliest(name) if "/" not in name else name for name, words in self._words.items()}
        parts = self.segments.texts[1:]
        return (
            [(part, named.get(part, "")) for part in parts if "complaint" not in read_acts(part)]
            if len(parts) > 1
            else []
        )

    @property
    def left(self) -> list[str]:
        """What else was asked, besides the two that are answered: first what is clear."""
        clear = [self.likeliest(name) if "/" not in name else name for name, _ in self._in_turn[2:]]
        return [*clear, *self._guesses[1]]

    @cached_property
    def _parts(self) -> Sequence[tuple[str, Scores]]:
        """The questions of a message, each read within the whole; a complaint ("are you even reading this") asks nothing."""
        whole, found = self._judged or self.scores[0], []
        for text, part in zip(self.segments.texts[1:], self.scores[1:], strict=True):
            if "complaint" not in read_acts(text):
                beside = self._together([part, whole], [1.0, PART])
                views = [(text, 1.0), (self.segments.texts[0], PART)]
                found.append((text, self._weighed(self._twice(beside, views))))
        return found

    @property
    def _guesses(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What each of several questions is likeliest about, as a question, each once: the likely, and the others."""
        likely: list[str] = []
        others: list[str] = []
        for _, score in self._parts if len(self._parts) > 1 else ():
            best = int(score.fine.argmax())
            name = self.model.labels[best]
            least = OUTSIDE if name.partition("/")[0] == OUT else GUESSED
            (likely if score.fine[best] >= least else others).append(name)
        return tuple(dict.fromkeys(likely)), tuple(dict.fromkeys(others))

    @cached_property
    def _asked(self) -> Mapping[str, Scores]:
        """What the questions of a message are clearly about, each once, with what the question says.

        Two of one topic are its name and that of the second question: "can they garnish me, and can they do it before court".
        """
        found: dict[str, Scores] = {}
        for text, score in self._parts:
            intent, sure = self._top(score)
            state = intent in ABOUT_THE_LAW and find_state(text)
            name = "state_law" if state else intent
            least = OUTSIDE if name == OUT else ASKED_AGAIN if self._was_open(text) else ASKED
            if not (state or sure >= least) or name in DIALOGUE:
                continue
            if name not in found:
                found[name], self._words[name] = score, text
            else:
                (first, _), (second, clear) = self._questions(name, found[name])[0], self._questions(name, score)[0]
                if first != second and clear >= QUESTION:
                    found[second], self._words[second] = score, text
        return found

    def question(self, topic: str) -> Sequence[tuple[str, float]]:
        """The questions of a topic, most likely first: ("exemptions/car", probability)."""
        score = self._judged or self.alone
        if len(self._asked) > 1 and topic in self._asked:
            score = self._asked[topic]
        return self._questions(topic, score)

    def _questions(self, topic: str, score: Scores) -> Sequence[tuple[str, float]]:
        own = self.model.finer(topic)
        labels, found = self.model.labels[own], score.fine[own]
        return tuple((labels[i], round(float(found[i] / found.sum()), 4)) for i in np.argsort(-found))

    def likeliest(self, topic: str) -> str:
        """The clear question of a topic, otherwise the topic. A name that is not a topic is returned unchanged."""
        ranking = self.question(topic)
        return ranking[0][0] if ranking and ranking[0][1] >= QUESTION else topic


@dataclass(frozen=True)
class Scale:
    """Brings the scores of a language to the scale of the thresholds in shortfall/talk/limits.py."""

    sharper: float = 1.0
    """Exponent of the probabilities. Above 1 makes the most likely one more certain."""
    nearest: float = 0.0
    """Added to the cosine of the nearest example."""
    margin: float = 0.0
    """Added to the margin over "none of ours"."""


SCALES: Mapping[Language, Scale] = {"en": Scale(), "es": Scale(sharper=0.85, nearest=0.1)}
"""The Spanish ones were chosen on bench/spanish.csv (docs/decisions/0011)."""


def _asked_last(name: str, language: Language) -> str | None:
    """The question answered last, or the subject of the last calculation."""
    return label(name, language) if name in JOBS else asks(language).get(name)


SAID_OF: Mapping[tuple[str, str], str] = {
    ("loan", "reverse"): "it is a reverse mortgage",
    ("who", "tenant"): "i rent there, i am the tenant",
}
"""What makes it another subject altogether, in words that a message is read after."""


def stands_said(context: Context, language: Language) -> str | None:
    """The person's situation, in a few words a person would use."""
    stage = str(context.case["stage"])
    if language == "es":
        return texts.text(f"stage.{'sold' if stage == 'confirmed' else stage}", language) if stage in SAID else None
    said = [words for (fact, value), words in SAID_OF.items() if context.case[fact] == value]
    return ". ".join([*said, *([SAID[stage]] if stage in SAID else [])]) or None


def _subjects(intents: Sequence[str], score: Scores, scale: Scale, pair: tuple[str, ...] = ()) -> Subjects:
    order = np.argsort(-score.probability)
    sharper = score.probability**scale.sharper
    sharper /= sharper.sum()
    ranking = [(intents[i], round(float(sharper[i]), 4)) for i in order]
    margin = 1.0
    if OUT in intents:
        out = intents.index(OUT)
        margin = float(np.delete(score.total, out).max() - score.total[out]) + scale.margin
    return Subjects(ranking, float(score.nearest[order[0]]) + scale.nearest, pair, margin=margin)


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
    """Scores every message. engine.reader decides with the scores."""

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
        return cls({}, model_storage, resource)

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
        self._models = fit_models(rows)
        with self._storage.write_to(self._resource) as folder:
            for language, model in self._models.items():
                model.save(folder / language)
            mpnet.write(folder / SECOND)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if segments := message.get(SEGMENTS):
                message.set(SCORES, Scored(self._models[segments.language], segments))
        return messages


def fit_models(rows: Mapping[Language, Sequence[tuple[str, str]]]) -> dict[Language, IntentModel]:
    """A model for each language that there are examples of, (text, label) each.

    The Spanish one learns from the English examples as well: its vectors read both, and a mixed message has the words of both.
    Each is fitted in a process of its own, because the regressions keep only one core busy.
    """
    learns = {
        language: (own, [*own, *rows["en"]] if language == "es" else own) for language, own in rows.items() if own
    }
    with ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn")) as pool:
        fitted = {
            language: pool.submit(_fit, language, texts, len(own), [told(name, language) for name in LOOKS])
            for language, (own, texts) in learns.items()
        }
        return {language: model.result() for language, model in fitted.items()}


def told(name: str, language: Language) -> Sequence[tuple[str, bool]]:
    """What one of LOOKS is learned from, and whether it is meant; for Spanish both languages, as with the rest."""
    found = yaml.safe_load((DATA / f"{name}.yml").read_text(encoding="utf-8"))
    spoken = ("es", "en") if language == "es" else ("en",)
    return [(text, kind == "meant") for kind, said in found.items() for each in spoken for text in said[each]]


def _fit(
    language: Language, rows: Sequence[tuple[str, str]], near: int, looks: Sequence[Sequence[tuple[str, bool]]]
) -> IntentModel:
    """The model of one language; `near` as in `IntentModel.fit`, `looks` as `told` gives them, in the order of LOOKS."""
    texts, labels = [text for text, _ in rows], [label for _, label in rows]
    encoder = encoder_of(language)
    model = IntentModel(replace(SETTINGS[language], published=DIMENSIONS if language == "en" else encoder.width))
    learned = []
    for silent, look in zip(LOOKS.values(), looks, strict=False):
        said, meant = [text for text, _ in look], [meant for _, meant in look]
        learned.append(Look(said, meant, encoder.encode(said), silent))
    model.fit(texts, encoder.encode(texts), labels, near=near, looks=learned)
    return model


def load_models(folder: Path) -> dict[Language, IntentModel]:
    """The models that `IntentClassifier.train` wrote, by language."""
    models = {language: IntentModel.load(folder / language) for language in LANGUAGES if (folder / language).is_dir()}
    if (folder / SECOND).is_dir():
        larger = mpnet.SecondReader(folder / SECOND)
        models["en"].know_second(larger)
        if "es" in models:
            models["es"].know_second(Glossed(larger))
    return models


def _label(message: Message) -> str:
    """The most specific label of an example: "exemptions/car", or an intent without questions."""
    intent, key = str(message.get(INTENT)), message.get(INTENT_RESPONSE_KEY)
    return f"{intent}/{key.split('/')[-1]}" if key else intent
