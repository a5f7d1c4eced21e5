"""Word and character n-grams of one message, weighed as scikit-learn's TfidfVectorizer weighs them.

Its `transform` is made for thousands of texts; for one it spends most of its time on checks and matrices. Here the same n-grams
(its own analyzer finds them) are counted and weighed directly, with the same result.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import TfidfVectorizer

Indices = npt.NDArray[np.intp]
Weights = npt.NDArray[np.float64]


class Ngrams:
    """Sublinear TF-IDF of length 1 (Salton and Buckley 1988) over a fixed vocabulary."""

    def __init__(self, options: dict[str, Any], vocabulary: dict[str, int], idf: npt.NDArray[Any]) -> None:
        """
        Args:
            options: those of the TfidfVectorizer whose n-grams these are.
            vocabulary: n-gram to column.
            idf: inverse document frequency of each column.
        """
        self.vocabulary = vocabulary
        self.idf = np.asarray(idf)
        self._analyze = TfidfVectorizer(**options).build_analyzer()

    def weigh(self, text: str) -> tuple[Indices, Weights]:
        """The columns of the known n-grams of a text, and their weights; both empty if there are none."""
        counts = Counter(column for gram in self._analyze(text) if (column := self.vocabulary.get(gram)) is not None)
        columns = np.fromiter(counts, np.intp, len(counts))
        weights = (1 + np.log(np.fromiter(counts.values(), np.float64, len(counts)))) * self.idf[columns]
        return columns, weights / (np.linalg.norm(weights) or 1.0)
