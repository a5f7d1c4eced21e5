"""What is read in some hundreds of sentences, word for word: a change of the reader shows here first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from shortfall.reading.amounts import Amount, find_amounts

READINGS: list[dict[str, Any]] = yaml.load(
    Path(__file__).with_name("readings.yml").read_text(encoding="utf-8"), yaml.CSafeLoader
)


def written(text: str, amount: Amount) -> str:
    """An amount as the file has it."""
    readings = " or ".join(
        f"{each.low.normalize():f}" if each.exact else f"{each.low.normalize():f} to {each.high.normalize():f}"
        for each in amount.readings
    )
    start, end = amount.span
    return f"{'~' if amount.approximate else ''}{readings} {amount.role or '-'} @{text[start:end]}"


@pytest.mark.parametrize("row", READINGS, ids=lambda row: row["text"][:60])
def test_sentence(row: dict[str, Any]) -> None:
    text = row["text"]
    assert [written(text, amount) for amount in find_amounts(text)] == row["reads"]
    asked = [written(text, amount) for amount in find_amounts(text, house_context=True)]
    assert asked == row.get("asked", row["reads"])


# What people say around it: a space, words of either number, so many that the sentence stands far along, figures that are no money.
AROUND = [
    (" ", ""),
    ("Hm. ", ""),
    ("So hm. ", ". Ok so."),
    ("Hm. " * 80, ""),
    ("Zero idea. Nineteen ninety. 2 kids. ", ""),
]
# These are an answer only when nothing else is said.
ALONE = {"nothing", "none", "nada", "2024"}


@pytest.mark.parametrize("row", [row for row in READINGS if row["text"] not in ALONE], ids=lambda row: row["text"][:60])
def test_what_is_said_around_a_sentence_changes_nothing(row: dict[str, Any]) -> None:
    for before, after in AROUND:
        text = before + row["text"] + after
        assert [written(text, amount) for amount in find_amounts(text)] == row["reads"]
        asked = [written(text, amount) for amount in find_amounts(text, house_context=True)]
        assert asked == row.get("asked", row["reads"])
