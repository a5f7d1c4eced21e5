"""The intent model: two linear classifiers that also look at the nearest examples. Pure: texts and vectors in, scores out.

The first tells intents apart by words, characters (TF-IDF, as in Joachims 1998) and the published sentence vector. Where labels are
finer ("exemptions/car" of the intent "exemptions") a second tells those apart, by both sentence vectors; what it gives to the
finer labels of one intent adds up. The intent's probability is the geometric mean of the two, which is less often sure and
wrong than either. To it is added the cosine similarity of the message to the intent's nearest example: it tells whether the message is
like anything we know, and is not diluted when intents are added.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from scipy.optimize import minimize
from sklearn.feature_extraction.text import TfidfVectorizer

from engine.encoder import DIMENSIONS
from engine.ngrams import Ngrams

Array = npt.NDArray[Any]

_WORDS = {"analyzer": "word", "ngram_range": (1, 2), "sublinear_tf": True, "token_pattern": r"(?u)\b\w+\b"}
_CHARACTERS = {"analyzer": "char_wb", "ngram_range": (1, 4), "sublinear_tf": True}
_ENOUGH = 5e-7  # relative gain of an iteration below which a regression is done


@dataclass(frozen=True)
class Settings:
    """Chosen by cross-validation (bench/hint3.py --choose), never on test data."""

    c: float = 10.0  # inverse regularisation of the logistic regressions
    dense_scale: float = 2.0  # length of the sentence vector beside the two sparse blocks, whose length is 1
    nearest_weight: float = 1.0  # weight of the nearest example's cosine beside the probability
    published: int = DIMENSIONS  # numbers of the published sentence vector, with which a vector begins


@dataclass(frozen=True)
class Scores:
    """What the model thinks of one message: arrays of length n_intents, and `fine` over the finer labels (None without them)."""

    total: Array
    probability: Array
    nearest: Array
    fine: Array | None = None


class IntentModel:
    """Fit once, save, load, score."""

    def __init__(self, settings: Settings = Settings()) -> None:
        self.settings = settings
        self.intents: list[str] = []
        self.labels: list[str] = []

    def fit(self, texts: Sequence[str], vectors: Array, labels: Sequence[str], near: int | None = None) -> None:
        """Learn from examples.

        Args:
            texts: n examples.
            vectors: (n, d) sentence vectors of the same examples, unit vectors of 384 side by side, the published one first.
            labels: n names, "intent" or "intent/finer", of at least two intents.
            near: how many of the first a message may be nearest to, all by default; every intent has to be among them.

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
        words = TfidfVectorizer(**_WORDS, dtype=np.float32)
        characters = TfidfVectorizer(**_CHARACTERS, dtype=np.float32)
        sparse = sp.hstack([words.fit_transform(texts), characters.fit_transform(texts)], format="csr")
        self._words = Ngrams(_WORDS, words.vocabulary_, words.idf_)
        self._characters = Ngrams(_CHARACTERS, characters.vocabulary_, characters.idf_)
        scaled = vectors * np.float32(self.settings.dense_scale)
        published = np.ascontiguousarray(scaled[:, : self.settings.published])
        even = (len(labels) / len(self.intents) / np.bincount(owners))[owners]  # each intent weighs the same
        self._weights, self._bias = _regression(sparse, published, owners, self.settings.c, even)
        self._fine = self._fine_bias = np.empty(0, np.float32)
        if len(self.labels) > len(self.intents):
            none = sp.csr_matrix((len(labels), 0), dtype=np.float32)
            # Each example weighs the same here: an intent with many questions is asked about more.
            self._fine, self._fine_bias = _regression(none, scaled, fine, self.settings.c, np.ones(len(labels)))
        # The examples of one intent lie together, beginning at its start.
        order = np.argsort(owners[:near], kind="stable")
        self._starts = np.searchsorted(owners[order], np.arange(len(self.intents)))
        self._examples = np.ascontiguousarray(vectors[order].T)

    def score(self, texts: Sequence[str], vectors: Array | Callable[[], Array]) -> list[Scores]:
        """Score messages.

        Args:
            texts: n messages.
            vectors: (n, d) sentence vectors of the same messages, or what gives them: asked when all else is done, for it may
                have to wait.

        Returns:
            n scores over `self.intents`.
        """
        sparse = np.stack([self._sparse_logits(text) for text in texts])
        vectors = np.asarray(vectors() if callable(vectors) else vectors, dtype=np.float32)
        scale, width = self.settings.dense_scale, min(self.settings.published, vectors.shape[1])
        dense = scale * (vectors[:, :width] @ self._weights[len(self._weights) - width :])
        probabilities = _softmax(sparse + dense + self._bias)
        fine: Sequence[Array | None] = [None] * len(texts)
        if self._fine.size:
            found = _softmax(scale * (vectors @ self._fine) + self._fine_bias)
            fine = list(found)
            added = np.add.reduceat(found, self._label_starts, axis=1)
            probabilities = np.sqrt(probabilities * added)
            probabilities /= probabilities.sum(axis=1, keepdims=True)
        # Row by row: of several rows BLAS first makes a copy of all the examples.
        cosines = np.stack([vector @ self._examples for vector in vectors]) * (width / vectors.shape[1])
        nearest = np.maximum.reduceat(cosines, self._starts, axis=1)
        total = probabilities + self.settings.nearest_weight * nearest
        return [Scores(*row) for row in zip(total, probabilities, nearest, fine, strict=True)]

    def _sparse_logits(self, text: str) -> Array:
        """What the n-grams of a text add to each intent."""
        (words, word_weights), (characters, character_weights) = self._words.weigh(text), self._characters.weigh(text)
        columns = np.concatenate([words, characters + len(self._words.idf)])
        found: Array = np.concatenate([word_weights, character_weights]).astype(np.float32) @ self._weights[columns]
        return found

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
            starts=self._starts,
            label_starts=self._label_starts,
            examples=self._examples.T,
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
            model._label_starts = arrays["label_starts"]
            model._starts, model._examples = arrays["starts"], np.ascontiguousarray(arrays["examples"].T)
        return model


def _softmax(logits: Array) -> Array:
    found: Array = np.exp(logits - logits.max(axis=1, keepdims=True))
    found /= found.sum(axis=1, keepdims=True)
    return found


def _regression(
    sparse: sp.csr_matrix, dense: Array, owners: Array, c: float, weigh: Array, most: int = 120
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
    n, wide, classes = len(owners), sparse.shape[1], int(owners.max()) + 1
    turned = sparse.T.tocsr()
    rows, weigh = np.arange(n), weigh.astype(np.float32)
    shape = (wide + dense.shape[1] + 1, classes)

    def loss(flat: Array) -> tuple[float, Array]:
        weights = flat.reshape(shape).astype(np.float32)
        logits = dense @ weights[wide:-1]
        logits += weights[-1]
        if wide:
            logits += sparse @ weights[:wide]
        probability = _softmax(logits)
        lost = -float(weigh @ np.log(np.maximum(probability[rows, owners], 1e-30)))
        probability[rows, owners] -= 1
        probability *= weigh[:, None]
        gradient = np.concatenate([turned @ probability, dense.T @ probability, probability.sum(axis=0)[None]])
        gradient[:-1] += weights[:-1] / np.float32(c)
        lost += float(np.square(weights[:-1]).sum()) / 2 / c
        return lost / n, gradient.ravel().astype(np.float64) / n

    options = {"maxiter": most, "ftol": _ENOUGH, "gtol": 1e-6}
    found = minimize(loss, np.zeros(shape[0] * classes), jac=True, method="L-BFGS-B", options=options)
    weights = found.x.reshape(shape).astype(np.float32)
    return np.ascontiguousarray(weights[:-1]), weights[-1]
