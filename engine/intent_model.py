"""The intent model: what a message means by five opinions, multiplied, and a sixth. Pure: texts and vectors in, scores out.

Two are linear classifiers: one tells intents apart by words, characters (TF-IDF, as in Joachims 1998) and the published sentence
vector; where labels are finer ("exemptions/car" of the intent "exemptions") another tells those apart, by both sentence vectors.
Two are the nearest examples of each label, by sentence vector and by words and characters. The fifth is for finer labels again: how
much of the message's words the examples of a label share, a word of few labels counting most (BM25, Robertson and Zaragoza 2009).
"Contingency" is said of one question alone.

Their product (a product of experts, Hinton 2002) is less often sure and wrong than any of them, and so is the product over several
views of one message: by itself, by its questions, after what was said before. To an intent's probability the cosine of its nearest
example is added: it tells whether the message is like anything we know, and is not diluted when intents are added.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from sklearn.feature_extraction.text import TfidfVectorizer

from engine.alike import Alike
from engine.descent import least
from engine.encoder import DIMENSIONS
from engine.ngrams import Ngrams

Array = npt.NDArray[Any]

TWICE = 2
"""Examples that an n-gram has to stand in: what stands in one alone is two thirds of them and tells nothing."""
MANY = 5000
"""Examples from which that holds: of few nothing can be spared (HINT3 has some hundreds)."""
_WORDS = {"analyzer": "word", "ngram_range": (1, 2), "sublinear_tf": True, "token_pattern": r"(?u)\b\w+\b"}
_CHARACTERS = {"analyzer": "char_wb", "ngram_range": (1, 4), "sublinear_tf": True}
SATURATION, LENGTH = 1.2, 0.5
"""k and b of BM25: how soon more of the same word tells nothing new, and how far a label of many words is discounted."""
UNLIKELY = 1e-5
"""No opinion is surer than this that a label is not meant."""
SPLIT = 0.1
"""About how undecided a regression is in the end between a class and the others, relative to how it begins."""
BESIDE = 3.0
"""What all other examples weigh beside the sayings that a look is for."""
_ENOUGH = 5e-7  # relative gain of an iteration below which a regression is done


@dataclass(frozen=True)
class Settings:
    """Chosen by cross-validation (bench/hint3.py --choose), never on test data."""

    c: float = 10.0  # inverse regularisation of the logistic regressions
    dense_scale: float = 2.0  # length of the sentence vector beside the two sparse blocks, whose length is 1
    nearest_weight: float = 1.0  # weight of the nearest example's cosine beside the probability
    coarse: float = 0.75  # exponent of the intents' classifier in the product; that of the finer labels has 1
    alike: float = 4.0  # what a cosine of 1 to the nearest example adds, by sentence vector
    shared: float = 6.0  # the same by words, and again by characters
    told: float = 0.3  # what the words that a label's examples share with the message add, by BM25
    temperature: float = 1.5  # divides it all, so that probabilities are shares of cases that are right
    second: float = 1.0  # exponent of the larger encoder's probabilities, where it is asked
    all_six: float = 0.85  # what the evidence of all six is brought back to the scale of five by
    published: int = DIMENSIONS  # numbers of the published sentence vector, with which a vector begins


@dataclass(frozen=True)
class Scores:
    """What the model thinks of one message.

    `evidence` and `fine` are over the labels, the others over the intents: `evidence` a logarithm, to be added to that of other
    views; `probability` and `fine` shares; `nearest` a cosine; `total` the probability with the cosine added.
    """

    evidence: Array
    probability: Array
    fine: Array
    nearest: Array
    total: Array


@dataclass(frozen=True)
class Look:
    """What a second look is learned from: texts, which of them are meant, and their vectors.

    `silent` are the intents whose examples say nothing against it.
    """

    texts: Sequence[str]
    meant: Sequence[bool]
    vectors: Array
    silent: frozenset[str] = frozenset()


class Second(Protocol):
    """A further opinion: how likely each label is."""

    labels: list[str]

    def logits(self, texts: Sequence[str]) -> Array:
        """(n, labels), before the softmax."""


class IntentModel:
    """Fit once, save, load, score."""

    def __init__(self, settings: Settings = Settings()) -> None:
        self.settings = settings
        self.intents: list[str] = []
        self.labels: list[str] = []
        self.second: Second | None = None
        """Asked where the others are not sure (docs/decisions/0023, 0031)."""

    def fit(
        self,
        texts: Sequence[str],
        vectors: Array,
        labels: Sequence[str],
        near: int | None = None,
        looks: Sequence[Look] = (),
    ) -> None:
        """Learn from examples.

        Args:
            texts: n examples.
            vectors: (n, d) sentence vectors of the same examples, unit vectors of 384 side by side, the published one first.
            labels: n names, "intent" or "intent/finer", of at least two intents.
            near: how many of the first a message may be nearest to, all by default; every intent has to be among them.
            looks: what each second look is learned from, beside those examples.

        Raises:
            ValueError: fewer than two intents, or lengths that differ.
        """
        if not len(texts) == len(vectors) == len(labels):
            raise ValueError("texts, vectors and labels must be of one length")
        self.labels = sorted(set(labels), key=lambda label: label.split("/"))
        self.intents = sorted({label.split("/")[0] for label in labels})
        if len(self.intents) < 2:
            raise ValueError("at least two intents are needed")
        vectors = np.ascontiguousarray(vectors, dtype=np.float32)
        fine = np.array([self.labels.index(label) for label in labels])
        owner = np.array([self.intents.index(label.split("/")[0]) for label in self.labels])
        owners = owner[fine]
        self._label_starts = np.searchsorted(owner, np.arange(len(self.intents)))
        least = TWICE if len(texts) >= MANY else 1
        words = TfidfVectorizer(**_WORDS, min_df=least, dtype=np.float32)
        characters = TfidfVectorizer(**_CHARACTERS, min_df=least, dtype=np.float32)
        sparse = sp.hstack([words.fit_transform(texts), characters.fit_transform(texts)], format="csr")
        self._words = Ngrams(_WORDS, words.vocabulary_, words.idf_)
        self._characters = Ngrams(_CHARACTERS, characters.vocabulary_, characters.idf_)
        scaled = vectors * np.float32(self.settings.dense_scale)
        published = np.ascontiguousarray(scaled[:, : self.settings.published])
        even = (len(labels) / len(self.intents) / np.bincount(owners))[owners]  # each intent weighs the same
        self._weights, self._bias = regression(sparse, published, owners, self.settings.c, even)
        self._fine = self._fine_bias = np.empty(0, np.float32)
        if len(self.labels) > len(self.intents):
            none = sp.csr_matrix((len(labels), 0), dtype=np.float32)
            # Each example weighs the same here: an intent with many questions is asked about more.
            self._fine, self._fine_bias = regression(none, scaled, fine, self.settings.c, np.ones(len(labels)))
        self._looks = np.empty((sparse.shape[1] + published.shape[1] + 1, len(looks)), np.float32)
        for at, look in enumerate(looks):
            said = sp.hstack([words.transform(look.texts), characters.transform(look.texts)], format="csr")
            other = np.array([label.split("/")[0] not in look.silent for label in labels])
            dense = np.vstack([look.vectors * np.float32(self.settings.dense_scale), scaled])
            meant = np.concatenate([np.array(look.meant, int), np.zeros(len(labels), int)])
            weigh = np.concatenate([np.ones(len(look.texts)), other * (BESIDE * meant.sum() / other.sum())])
            columns = np.ascontiguousarray(dense[:, : self.settings.published], dtype=np.float32)
            found, bias = regression(sp.vstack([said, sparse], format="csr"), columns, meant, self.settings.c, weigh)
            self._looks[:, at] = np.append(found[:, 1] - found[:, 0], bias[1] - bias[0])
        # The examples of one label lie together, and so do those of an intent.
        order = np.argsort(fine[:near], kind="stable")
        self._examples = Alike.of(vectors[order])
        self._example_grams = sparse[order].tocsc()
        self._know_labels(fine[order])
        self._know_words()

    def score(self, texts: Sequence[str], vectors: Array | Callable[[], Array]) -> list[Scores]:
        """Score messages.

        Args:
            texts: n messages.
            vectors: (n, d) sentence vectors of the same messages, or what gives them: asked when all else is done, for it may
                have to wait.

        Returns:
            n scores over `self.intents`.
        """
        grams = [self._grams(text) for text in texts]
        sparse = np.stack([weights @ self._weights[columns] for columns, weights in grams])
        shared = np.stack([self._example_grams[:, columns] @ weights for columns, weights in grams])
        vectors = np.asarray(vectors() if callable(vectors) else vectors, dtype=np.float32)
        settings = self.settings
        width = min(settings.published, vectors.shape[1])
        dense = settings.dense_scale * (vectors[:, :width] @ self._weights[len(self._weights) - width :])
        coarse = _logarithm(_softmax(sparse + dense + self._bias))[:, self.owner]
        evidence = settings.coarse * coarse
        if self._fine.size:
            evidence += _logarithm(_softmax(settings.dense_scale * (vectors @ self._fine) + self._fine_bias))
            evidence += settings.told * np.stack([self._told(columns) for columns, _ in grams])
        else:
            evidence += coarse
        alike = self._best(self._examples.cosines(vectors) * np.float32(width / vectors.shape[1]))
        evidence += settings.alike * alike + settings.shared * self._best(shared)
        return [
            self.judge(row, best)
            for row, best in zip(evidence, np.maximum.reduceat(alike, self._label_starts, axis=1), strict=True)
        ]

    def look(self, texts: Sequence[str], vectors: Array) -> Array:
        """For each look the probability that one of these texts is meant."""
        own = self.settings.published
        told = np.stack([weights @ self._looks[columns] for columns, weights in map(self._grams, texts)])
        told += self.settings.dense_scale * (vectors[:, :own] @ self._looks[-own - 1 : -1]) + self._looks[-1]
        found: Array = 1 / (1 + np.exp(-told.max(axis=0)))
        return found

    def judge(self, evidence: Array, nearest: Array) -> Scores:
        """What evidence over the labels and cosines over the intents come to."""
        fine = _softmax((evidence / self.settings.temperature)[None])[0]
        probability = np.add.reduceat(fine, self._label_starts)
        return Scores(evidence, probability, fine, nearest, probability + self.settings.nearest_weight * nearest)

    def with_second(self, score: Scores, views: Sequence[tuple[str, float]]) -> Scores:
        """A score with the larger encoder's opinion; unchanged where there is none.

        Args:
            views: the texts that the message is read as, each with its weight.
        """
        if self.second is None:
            return score
        texts, weights = zip(*views, strict=True)
        sure = np.average(_logarithm(_softmax(self.second.logits(texts))), axis=0, weights=weights)
        topics = np.maximum.reduceat(sure, self._second_starts)
        found = np.where(self._seconds >= 0, sure[self._seconds], topics[self._second_topics])
        evidence = self.settings.all_six * (score.evidence + self.settings.second * found)
        return self.judge(evidence, score.nearest)

    def know_second(self, second: Second) -> None:
        """Ask the larger encoder as well. A question that it was not taught counts as the likeliest of its topic."""
        place = {label: at for at, label in enumerate(second.labels)}
        topics, self._second_starts = np.unique([label.partition("/")[0] for label in second.labels], return_index=True)
        of = {topic: at for at, topic in enumerate(topics)}
        self._seconds = np.array([place.get(label, -1) for label in self.labels])
        self._second_topics = np.array([of.get(label.partition("/")[0], 0) for label in self.labels])
        self.second = second

    def finer(self, intent: str) -> slice:
        """Where the finer labels of an intent stand; nowhere where it has none."""
        return self._finer.get(intent, slice(0))

    def _know_labels(self, example_labels: Array) -> None:
        """What follows from the labels and from that of each example, once."""
        self._example_labels = example_labels
        self._present, self._example_starts = np.unique(example_labels, return_index=True)
        ends = [*self._label_starts[1:], len(self.labels)]
        self.owner = np.repeat(np.arange(len(self.intents)), np.diff([0, *ends]))
        """Of each label the place of its intent."""
        self.place = {label: place for place, label in enumerate(self.labels)}
        self._finer = {
            intent: slice(start + (self.labels[start] == intent), end)
            for intent, start, end in zip(self.intents, self._label_starts, ends, strict=True)
        }

    def _know_words(self) -> None:
        """How often the examples of each label hold each word or pair of words, saturated and weighed as BM25 does, once."""
        said = self._example_grams[:, : len(self._words.idf)].astype(bool).astype(np.float32)
        of_label = sp.csr_matrix(
            (
                np.ones(len(self._example_labels), np.float32),
                (self._example_labels, np.arange(len(self._example_labels))),
            ),
            shape=(len(self.labels), len(self._example_labels)),
        )
        counts = (of_label @ said).tocoo()
        lengths = np.bincount(counts.row, counts.data, len(self.labels))
        labels_with = np.bincount(counts.col, minlength=len(self._words.idf))
        self._rarity = np.log((len(self.labels) + 0.5) / (labels_with + 0.5)).astype(np.float32)
        much = counts.data + SATURATION * (1 - LENGTH + LENGTH * lengths / lengths.mean())[counts.row]
        weights = counts.data * (SATURATION + 1) / much * self._rarity[counts.col]
        self._by_label = sp.csc_matrix((weights.astype(np.float32), (counts.row, counts.col)), shape=counts.shape)

    def _told(self, columns: Array) -> Array:
        """What the words of a text tell of each label: (labels,), about as large for a long text as for a short one."""
        words = columns[columns < len(self._words.idf)]
        found: Array = self._by_label[:, words] @ np.ones(len(words), np.float32)
        found /= np.sqrt(max(float(self._rarity[words].sum()), 1e-9))
        return found

    def _best(self, similar: Array) -> Array:
        """The most similar example of each label, (n, labels); 0 where it has none."""
        found = np.zeros((len(similar), len(self.labels)), np.float32)
        found[:, self._present] = np.maximum.reduceat(similar, self._example_starts, axis=1)
        return found

    def _grams(self, text: str) -> tuple[Array, Array]:
        """The columns of the n-grams of a text, and their weights."""
        (words, word_weights), (characters, character_weights) = self._words.weigh(text), self._characters.weigh(text)
        columns = np.concatenate([words, characters + len(self._words.idf)])
        return columns, np.concatenate([word_weights, character_weights]).astype(np.float32)

    def save(self, folder: Path) -> None:
        """Write the model as JSON and plain arrays (no pickle: a model file must not be able to run code)."""
        folder.mkdir(parents=True, exist_ok=True)
        vocabularies = {
            name: {gram: int(i) for gram, i in ngrams.vocabulary.items()}
            for name, ngrams in (("words", self._words), ("characters", self._characters))
        }
        facts = {"settings": asdict(self.settings), "labels": self.labels, "intents": self.intents, **vocabularies}
        (folder / "model.json").write_text(json.dumps(facts), encoding="utf-8")
        np.savez(
            folder / "arrays.npz",
            words_idf=self._words.idf,
            characters_idf=self._characters.idf,
            weights=self._weights,
            bias=self._bias,
            fine=self._fine,
            fine_bias=self._fine_bias,
            looks=self._looks,
            label_starts=self._label_starts,
            examples=self._examples.numbers,
            examples_scale=self._examples.scale,
            example_labels=self._example_labels,
            grams_data=self._example_grams.data,
            grams_rows=self._example_grams.indices,
            grams_starts=self._example_grams.indptr,
        )

    @classmethod
    def load(cls, folder: Path) -> IntentModel:
        """Read what `save` wrote."""
        facts = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        model = cls(Settings(**facts["settings"]))
        model.labels, model.intents = facts["labels"], facts["intents"]
        with np.load(folder / "arrays.npz", allow_pickle=False) as arrays:
            model._words = Ngrams(_WORDS, facts["words"], arrays["words_idf"])
            model._characters = Ngrams(_CHARACTERS, facts["characters"], arrays["characters_idf"])
            model._weights, model._bias = arrays["weights"], arrays["bias"]
            model._fine, model._fine_bias = arrays["fine"], arrays["fine_bias"]
            model._looks = arrays["looks"]
            model._label_starts = arrays["label_starts"]
            model._examples = Alike(arrays["examples"], arrays["examples_scale"])
            model._know_labels(arrays["example_labels"])
            parts = (arrays["grams_data"], arrays["grams_rows"], arrays["grams_starts"])
            shape = (len(model._example_labels), len(model._words.idf) + len(model._characters.idf))
            model._example_grams = sp.csc_matrix(parts, shape=shape)
            model._know_words()
        return model


def _logarithm(probability: Array) -> Array:
    """Of probabilities, none of which rules anything out by itself."""
    found: Array = np.log(probability + np.float32(UNLIKELY))
    return found


def _softmax(logits: Array) -> Array:
    # Below that a share of anything is a denormal number, which multiplies thirty times slower.
    found: Array = np.exp(np.maximum(logits - logits.max(axis=1, keepdims=True), np.float32(-40)))
    found /= found.sum(axis=1, keepdims=True)
    return found


def regression(
    sparse: sp.csr_matrix, dense: Array, owners: Array, c: float, weigh: Array, most: int = 40
) -> tuple[Array, Array]:
    """Multinomial logistic regression with L2 regularisation by L-BFGS.

    Sparse and dense columns are kept apart and in single precision, which is many times faster than a library's solver on both
    in one matrix, at the same optimum.

    Args:
        sparse, dense: (n, p) and (n, d) features.
        owners: the class of each row.
        c: inverse strength of the regularisation.
        weigh: what each row weighs.
        most: iterations at most.

    Returns:
        Weights (p + d, classes) and bias (classes,).
    """
    wide, classes = sparse.shape[1], int(owners.max()) + 1
    weigh = (weigh / len(owners)).astype(np.float32)
    rows, ridge = np.arange(len(owners)), np.float32(1 / (c * len(owners)))
    turned = sparse.T.tocsr()
    # Along the axes of its own spread each column of the vectors can be weighed by itself; the penalty is the same in all of them.
    axes = np.linalg.eigh(dense.T.astype(np.float64) @ dense)[1].astype(np.float32)
    dense = dense @ axes
    spread = np.concatenate([sparse.power(2).T @ weigh, np.square(dense).T @ weigh, [weigh.sum()]])
    share = np.bincount(owners, weigh, classes)
    curvature = np.outer(spread, SPLIT * share * (1 - share)).astype(np.float32)
    curvature[:-1] += ridge

    def loss(weights: Array) -> tuple[float, Array]:
        logits = dense @ weights[wide:-1]
        logits += weights[-1]
        if wide:
            logits += sparse @ weights[:wide]
        probability = _softmax(logits)
        lost = -float(weigh @ np.log(np.maximum(probability[rows, owners], 1e-30)).astype(np.float64))
        probability[rows, owners] -= 1
        probability *= weigh[:, None]
        gradient = np.concatenate([turned @ probability, dense.T @ probability, probability.sum(axis=0)[None]])
        gradient[:-1] += ridge * weights[:-1]
        return lost + float(ridge) * float(np.square(weights[:-1]).sum(dtype=np.float64)) / 2, gradient

    weights = least(loss, np.zeros(curvature.shape, np.float32), curvature, most, _ENOUGH)
    weights[wide:-1] = axes @ weights[wide:-1]
    return np.ascontiguousarray(weights[:-1]), weights[-1]
