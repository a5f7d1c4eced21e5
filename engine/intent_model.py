"""The intent model: a linear classifier that also looks at the nearest examples. Pure: texts and vectors in, scores out.

Two views of a message, sparse (word and character TF-IDF, as in Joachims 1998) and dense (the sentence vector), go into one
multinomial logistic regression. To its probabilities is added, per intent, the cosine similarity of the message to that
intent's nearest example. The probabilities tell intents apart; the similarity tells whether the message is like anything we
know, which is most of what refuses messages that are out of scope, and it is not diluted when intents are added.
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

from engine.ngrams import Ngrams

Array = npt.NDArray[Any]

_WORDS = {"analyzer": "word", "ngram_range": (1, 2), "sublinear_tf": True, "token_pattern": r"(?u)\b\w+\b"}
_CHARACTERS = {"analyzer": "char_wb", "ngram_range": (1, 4), "sublinear_tf": True}


@dataclass(frozen=True)
class Settings:
    """Chosen by cross-validation (bench/hint3.py --choose), never on test data."""

    c: float = 3.0  # inverse regularisation of the logistic regression
    dense_scale: float = 2.0  # length of the sentence vector beside the two sparse blocks, whose length is 1
    nearest_weight: float = 1.0  # weight of the nearest example's cosine beside the probability


@dataclass(frozen=True)
class Scores:
    """What the model thinks of one message: arrays of length n_intents."""

    total: Array
    probability: Array
    nearest: Array


class IntentModel:
    """Fit once, save, load, score."""

    def __init__(self, settings: Settings = Settings()) -> None:
        self.settings = settings
        self.intents: list[str] = []

    def fit(self, texts: Sequence[str], vectors: Array, labels: Sequence[str]) -> None:
        """Learn from examples.

        Args:
            texts: n examples.
            vectors: (n, d) unit sentence vectors of the same examples.
            labels: n intent names, at least two of them different.

        Raises:
            ValueError: fewer than two intents, or lengths that differ.
        """
        if not len(texts) == len(vectors) == len(labels):
            raise ValueError("texts, vectors and labels must be of one length")
        self.intents = sorted(set(labels))
        if len(self.intents) < 2:
            raise ValueError("at least two intents are needed")
        words = TfidfVectorizer(**_WORDS, dtype=np.float32)
        characters = TfidfVectorizer(**_CHARACTERS, dtype=np.float32)
        sparse = sp.hstack([words.fit_transform(texts), characters.fit_transform(texts)], format="csr")
        dense = np.asarray(vectors, dtype=np.float32) * np.float32(self.settings.dense_scale)
        self._words = Ngrams(_WORDS, words.vocabulary_, words.idf_)
        self._characters = Ngrams(_CHARACTERS, characters.vocabulary_, characters.idf_)
        owners = np.array([self.intents.index(label) for label in labels])
        self._weights, self._bias = _regression(sparse, dense, owners, self.settings.c)
        # The examples of one intent lie together, beginning at its start.
        order = np.argsort(owners, kind="stable")
        self._starts = np.searchsorted(owners[order], np.arange(len(self.intents)))
        self._examples = np.ascontiguousarray(np.asarray(vectors, dtype=np.float32)[order].T)

    def score(self, texts: Sequence[str], vectors: Array | Callable[[], Array]) -> list[Scores]:
        """Score messages.

        Args:
            texts: n messages.
            vectors: (n, d) unit sentence vectors of the same messages, or what gives them: asked when all else is done,
                for it may have to wait.

        Returns:
            n scores over `self.intents`.
        """
        sparse = np.stack([self._sparse_logits(text) for text in texts])
        vectors = np.asarray(vectors() if callable(vectors) else vectors, dtype=np.float32)
        width = len(self._weights) - vectors.shape[1]
        dense = self.settings.dense_scale * (vectors @ self._weights[width:])
        logits = sparse + dense + self._bias
        logits -= logits.max(axis=1, keepdims=True)
        probabilities = np.exp(logits)
        probabilities /= probabilities.sum(axis=1, keepdims=True)
        # Row by row: of several rows BLAS first makes a copy of all the examples.
        cosines = np.stack([vector @ self._examples for vector in vectors])
        nearest = np.maximum.reduceat(cosines, self._starts, axis=1)
        total = probabilities + self.settings.nearest_weight * nearest
        return [Scores(*row) for row in zip(total, probabilities, nearest, strict=True)]

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
        (folder / "model.json").write_text(
            json.dumps({"settings": asdict(self.settings), "intents": self.intents, **vocabularies}), encoding="utf-8"
        )
        np.savez(
            folder / "arrays.npz",
            words_idf=self._words.idf,
            characters_idf=self._characters.idf,
            weights=self._weights,
            bias=self._bias,
            starts=self._starts,
            examples=self._examples.T,
        )

    @classmethod
    def load(cls, folder: Path) -> IntentModel:
        """Read what `save` wrote."""
        facts = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        model = cls(Settings(**facts["settings"]))
        model.intents = facts["intents"]
        with np.load(folder / "arrays.npz", allow_pickle=False) as arrays:
            model._words = Ngrams(_WORDS, facts["words"], arrays["words_idf"])
            model._characters = Ngrams(_CHARACTERS, facts["characters"], arrays["characters_idf"])
            model._weights, model._bias = arrays["weights"], arrays["bias"]
            model._starts, model._examples = arrays["starts"], np.ascontiguousarray(arrays["examples"].T)
        return model


def _regression(sparse: sp.csr_matrix, dense: Array, owners: Array, c: float) -> tuple[Array, Array]:
    """Multinomial logistic regression with L2 regularisation, each class weighing the same, by L-BFGS.

    Sparse and dense columns are kept apart and in single precision, which is many times faster than a library's solver on both
    in one matrix, at the same optimum.

    Args:
        sparse, dense: (n, p) and (n, d) features.
        owners: the class of each row.
        c: inverse strength of the regularisation.

    Returns:
        Weights (p + d, classes) and bias (classes,).
    """
    n, wide, classes = len(owners), sparse.shape[1], int(owners.max()) + 1
    turned = sparse.T.tocsr()
    rows = np.arange(n)
    weigh = (n / classes / np.bincount(owners))[owners].astype(np.float32)
    shape = (wide + dense.shape[1] + 1, classes)

    def loss(flat: Array) -> tuple[float, Array]:
        weights = flat.reshape(shape).astype(np.float32)
        logits = sparse @ weights[:wide]
        logits += dense @ weights[wide:-1]
        logits += weights[-1]
        logits -= logits.max(axis=1, keepdims=True)
        np.exp(logits, out=logits)
        logits /= logits.sum(axis=1, keepdims=True)
        lost = -float(weigh @ np.log(np.maximum(logits[rows, owners], 1e-30)))
        logits[rows, owners] -= 1
        logits *= weigh[:, None]
        gradient = np.concatenate([turned @ logits, dense.T @ logits, logits.sum(axis=0)[None]])
        gradient[:-1] += weights[:-1] / np.float32(c)
        lost += float(np.square(weights[:-1]).sum()) / 2 / c
        return lost / n, gradient.ravel().astype(np.float64) / n

    found = minimize(
        loss,
        np.zeros(shape[0] * classes),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": 300, "gtol": 1e-6, "ftol": 1e-6},
    )
    weights = found.x.reshape(shape).astype(np.float32)
    return np.ascontiguousarray(weights[:-1]), weights[-1]
