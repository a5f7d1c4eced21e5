"""Names inside whole messages, in both languages: one that is missed is asked for, one that is none is called by nobody."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from shortfall.base.firm import DATA
from shortfall.callbacks.parts import read_parts
from shortfall.content.questions import Language
from shortfall.reading.facts import read_facts
from shortfall.reading.names import read_name
from shortfall.talk.acts import read_acts

NOW = datetime(2026, 11, 30, 15, tzinfo=UTC)
SLOTS = {"name": "callback_name", "phone": "callback_phone", "when": "callback_window", "check": "callback_confirmed"}
ROWS = list(csv.DictReader(Path(__file__).with_name("names_in_messages.csv").open(encoding="utf-8")))
WORDS = sorted(
    {w for s in yaml.safe_load((DATA / "function_words.yml").read_text("utf-8")).values() for w in s.split()}
)
NAMES_TOO = {"sean"}
"""Of these words the one that is an everyday name."""


def read(row: dict[str, str]) -> str:
    """The name that is read in a message, empty where none is."""
    text = row["text"]
    if row["asked"] == "talk":
        return str(next((fact.value for fact in read_facts(text, NOW.date()) if fact.name == "name"), ""))
    language, asks = cast(Language, row["language"]), "asks" in read_acts(text)
    asked = SLOTS[row["asked"]]
    return read_parts(text, NOW, asked=asked, named=row["known"], language=language, asks=asks).name or ""


@pytest.mark.parametrize("row", ROWS, ids=[row["text"] for row in ROWS])
def test_no_other_name_is_read_than_the_one_that_is_said(row: dict[str, str]) -> None:
    assert read(row) in ("", row["name"])


@pytest.mark.parametrize(("language", "least"), [("es", 57), ("en", 36)])
def test_most_names_are_read(language: str, least: int) -> None:
    assert sum(read(row) == row["name"] for row in ROWS if row["language"] == language) >= least


@given(
    st.sampled_from(WORDS),
    st.sampled_from(("callback_name", "callback_phone")),
    st.sampled_from(("", " .", ", gracias", ", thanks")),
)
def test_a_word_that_only_joins_others_is_no_name(word: str, asked: str, behind: str) -> None:
    if word not in NAMES_TOO:
        assert read_parts(f"{word}{behind}", NOW, asked=asked).name is None
        assert read_parts(f"312 555 0147. {word} ", NOW, asked=asked).name is None


@given(st.lists(st.sampled_from(WORDS), min_size=2, max_size=4))
def test_nor_are_several(words: list[str]) -> None:
    if NAMES_TOO.isdisjoint(words):
        assert read_name(" ".join(words)) is None


@pytest.mark.parametrize("text", ["sean", "Mia", "call me Al", "Lucía de los Santos", "jenny han", "Del Rivers"])
def test_a_name_that_holds_one_is_a_name(text: str) -> None:
    assert read_name(text)
