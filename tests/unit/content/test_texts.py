"""What actions say stands in both languages, with the same keys and the same gaps to fill."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from shortfall.base.gsm7 import folded, septets
from shortfall.content.check import MAX_GRADE, MIN_EASE_ES, ease_es, grade
from shortfall.content.questions import ContentError
from shortfall.content.texts import text, texts


def leaves(part: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Each text of a language with its key."""
    if isinstance(part, dict):
        for name, inner in part.items():
            yield from leaves(inner, f"{key}.{name}".strip("."))
    elif isinstance(part, list):
        for at, inner in enumerate(part):
            yield from leaves(inner, f"{key}[{at}]")
    else:
        yield key, str(part)


EN, ES = dict(leaves(texts("en"))), dict(leaves(texts("es")))


def test_two_words_become_one_in_spanish() -> None:
    said = text("applied.judgment.old", "es", told="el 3 de mayo", years="7", then="El Paso, de El Salvador")
    assert said.startswith("Una del 3 de mayo cumplió 7 años en El Paso, de El Salvador"), said


def test_both_languages_have_the_same_texts() -> None:
    assert set(ES) == set(EN)


@pytest.mark.parametrize("key", EN)
def test_a_text_has_the_same_gaps_in_both_languages(key: str) -> None:
    assert sorted(re.findall(r"\{\w+\}", EN[key])) == sorted(re.findall(r"\{\w+\}", ES[key]))


@pytest.mark.parametrize("key", [key for key in EN if len(EN[key].split()) > 5])
def test_a_text_is_plain(key: str) -> None:
    assert grade(EN[key]) <= MAX_GRADE + 1
    # Of a few words the figure says little.
    assert ease_es(ES[key]) >= (MIN_EASE_ES if len(ES[key].split()) >= 12 else MIN_EASE_ES - 15)


@pytest.mark.parametrize("key", ES)
def test_spanish_says_usted(key: str) -> None:
    assert not re.search(r"\b(?:tú|tu|tus|ti|tienes|puedes|quieres|dime|llama al|eres)\b", ES[key], re.I)


@pytest.mark.parametrize("key", [key for key in EN if key.endswith("_sms")])
def test_a_text_for_messages_fits(key: str) -> None:
    longest = {"{state}": "North Carolina", "{site}": "coloradolegalservices.org", "{firm}": "The Law Center"}
    for said in (EN[key], ES[key]):
        for gap, value in longest.items():
            said = said.replace(gap, value)
        assert septets(folded(said)) <= 306


def test_wordings_take_turns_and_an_unknown_key_is_named() -> None:
    assert text("thanks", "es", 0) != text("thanks", "es", 1)
    assert text("noted", "en", facts="x") == "Got it: x."
    with pytest.raises(ContentError, match="no text nothing in es"):
        text("nothing", "es")
