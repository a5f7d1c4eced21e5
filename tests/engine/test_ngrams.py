"""N-grams weighed one text at a time are what scikit-learn makes of them."""

from __future__ import annotations

import random

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from engine.intent_model import _CHARACTERS, _WORDS
from engine.ngrams import Ngrams

KNOWN = [
    "can they take money from my paycheck",
    "will i go to jail for this?",
    "the bank sold my house, and now they say I still owe",
    "What's a deficiency judgment?",
    "ça va, señor İpek: 312-555-0142 a b",
]
PIECES = [
    *" ".join(KNOWN).split(),
    " ",
    "  ",
    "\n",
    "\t",
    "?",
    "...",
    "'",
    "x",
    "é",
    "ß",
    "İ",
    "🏠",
    "\u200b",
    "42",
    "$312k",
    "",
]


def texts() -> list[str]:
    chance = random.Random(5)
    mixed = ["".join(chance.choices(PIECES, k=chance.randrange(25))) for _ in range(150)]
    spaced = [" ".join(chance.choices(PIECES, k=chance.randrange(25))) for _ in range(150)]
    return [*KNOWN, *mixed, *spaced, "", " ", "zzz", "a" * 400]


@pytest.mark.parametrize("options", [_WORDS, _CHARACTERS], ids=["words", "characters"])
def test_the_same_as_scikit_learn(options: dict[str, object]) -> None:
    vectorizer = TfidfVectorizer(**options, dtype=np.float64).fit(KNOWN)
    ngrams = Ngrams(options, vectorizer.vocabulary_, vectorizer.idf_)
    asked = texts()
    expected = vectorizer.transform(asked).toarray()
    assert (expected > 0).any(axis=1).sum() > 200
    for text, row in zip(asked, expected, strict=True):
        columns, weights = ngrams.weigh(text)
        found = np.zeros_like(row)
        found[columns] = weights
        assert len(set(columns.tolist())) == len(columns)
        np.testing.assert_allclose(found, row, rtol=0, atol=1e-12)
