"""Spanish in English words, for the encoder that reads English alone."""

from __future__ import annotations

import json
from collections.abc import Sequence

import numpy as np
import pytest

from engine.encoder import Vectors
from engine.gloss import WORDS, Glossed, beside, gloss, pairs, words_of


@pytest.fixture(scope="module")
def words() -> dict[str, str]:
    found: dict[str, str] = json.loads(WORDS.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize(
    ("spanish", "english"),
    [
        ("hipoteca", "mortgage"),
        ("dinero", "money"),
        ("abogado", "lawyer"),
        ("corte", "court"),
        ("carro", "car"),
        ("renta", "rent"),
    ],
)
def test_the_words_of_the_subject_are_known(words: dict[str, str], spanish: str, english: str) -> None:
    assert words[spanish] == english


def test_what_is_not_known_stays_as_it_is_and_figures_and_points_in_their_place() -> None:
    said = gloss(
        "Perdí la casa en Joliet, ¿debo 48,000?", {"perdí": "lost", "la": "the", "casa": "home", "debo": "owe"}
    )
    assert said == "lost the home en Joliet, owe 48,000?"


def test_words_stand_for_those_they_stand_beside_however_often_others_do() -> None:
    told = beside(
        [
            (words_of(ours), words_of(theirs))
            for ours, theirs in (
                ("the car", "el carro"),
                ("the court", "la corte"),
                ("the house", "la casa"),
                ("a car", "un carro"),
            )
        ]
    )
    assert max(told["carro"], key=lambda word: told["carro"][word]) == "car"


def test_texts_of_both_languages_are_paired() -> None:
    assert ("Can they take my car?", "¿Me pueden quitar el carro?") in set(pairs())


class _Reader:
    def __init__(self) -> None:
        self.labels = ["a", "b"]
        self.read: list[str] = []

    def logits(self, texts: Sequence[str]) -> Vectors:
        self.read += texts
        return np.zeros((len(texts), 2), np.float32)


def test_the_encoder_is_given_english(words: dict[str, str]) -> None:
    reader = _Reader()
    assert Glossed(reader).logits(["mi hipoteca"]).shape == (1, 2)
    assert reader.read == ["my mortgage"]
