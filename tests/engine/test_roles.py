"""What a sum or a day is, learned: the weights that are committed, and how they are made."""

from __future__ import annotations

import gzip
import json
from decimal import Decimal
from pathlib import Path

import pytest

from engine.roles import KINDS, labelled, learn, made_of, unmarked, write
from shortfall.reading.learned import Words
from shortfall.reading.sum_roles import SUMS, of_sum


@pytest.mark.parametrize("kind", KINDS)
def test_the_weights_are_made_of_what_is_labelled(kind: str) -> None:
    learned = KINDS[kind].learned
    with gzip.open(learned.weights, "rt", encoding="utf-8") as file:
        assert json.load(file)["of"] == made_of(learned), (
            f"run `PYTHONPATH=. engine/.venv/bin/python -m engine.roles {kind}`"
        )


def test_a_day_is_learned_with_its_role_and_without_one() -> None:
    lines = ["1\tthe sale is [dec 15](sale)", "2\tmy rent is due [the 3rd](other), call [friday](callback)"]
    assert [(each.role, each.label) for each in labelled(KINDS["days"], lines)] == [
        ("sale", "sale"),
        (None, "other"),
        (None, "callback"),
    ]


def test_marks_are_those_of_rasa() -> None:
    assert unmarked("owe [142k](debt), not [9](gone)") == ("owe 142k, not 9", [((4, 8), "debt"), ((14, 15), "gone")])


def test_what_is_learned_is_written_and_tells_sums_apart(tmp_path: Path) -> None:
    lines = [
        f"{talk}\t{line}"
        for talk, line in enumerate(
            ("we owed [142,000](debt)", "my cousin owed [88,000](anothers)", "it sold for [91,000](sale_price)") * 4
        )
    ]
    sums = list(labelled(KINDS["sums"], lines))
    assert {(each.role, each.label) for each in sums} == {
        ("debt", "debt"),
        ("debt", "anothers"),
        ("sale_price", "sale_price"),
    }
    columns, model = learn(sums)
    read = {
        text: model.predict(
            columns.transform([dict.fromkeys(of_sum(Words(text), span, Decimal(97_000), "debt"), 1.0)])
        )[0]
        for text, span in (("we owed 97,000", (8, 14)), ("my cousin owed 97,000", (15, 21)))
    }
    assert [label in SUMS.bears("debt") for label in read.values()] == [True, False]
    made = tmp_path / "weights.json.gz"
    assert write(KINDS["sums"], sums, made) and write(KINDS["sums"], sums, tmp_path / "again.gz")
    assert made.read_bytes() == (tmp_path / "again.gz").read_bytes()
