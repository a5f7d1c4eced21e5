"""The imagined talks: every label exists, nothing that measures is learned from, and no text stands for two things."""

from __future__ import annotations

from pathlib import Path

import pytest

from shortfall.base.firm import DATA
from shortfall.content.questions import LANGUAGES, load_questions
from shortfall.content.talks import KINDS, Said, learned, talks

ROOT = DATA.parent
LEARNED = sorted((DATA / "talks").glob("*.csv"))
MEASURED = [ROOT / "bench" / name for name in ("talks.csv", "imagined.csv", "imagined_es.csv")]
OTHERS = {*KINDS, "NONE"}
"""What a message may be that is an example of nothing."""


@pytest.mark.parametrize("path", [*LEARNED, *MEASURED], ids=lambda path: path.name)
def test_every_label_is_a_question_or_a_kind(path: Path) -> None:
    known = {*load_questions(), *OTHERS}
    unknown = {name for said in talks(path) for half in said.good for name in half} - known
    assert not unknown


def test_what_measures_is_not_learned() -> None:
    seen = {said.text for path in LEARNED for said in talks(path) if len(said.text.split()) > 4}
    assert not [said.text for path in MEASURED for said in talks(path) if said.text in seen]


def test_one_text_is_an_example_of_one_thing() -> None:
    found = {
        example.lower(): question.id
        for question in load_questions().values()
        for language in LANGUAGES
        for example in question.examples[language]
    }
    twice = [
        said.text
        for language in LANGUAGES
        for said in learned(language)
        if found.setdefault(said.text.lower(), said.label) != said.label
    ]
    assert not twice


def test_a_message_knows_the_one_before_it_in_its_own_talk(tmp_path: Path) -> None:
    path = tmp_path / "talks.csv"
    rows = ["1,they sold it,TELLS", "1,and my car?,exemptions/car|exemptions/tools", "2,hi + bye,SMALL"]
    path.write_text("\n".join(["talk,text,good", *rows]), encoding="utf-8")
    first, second, third = talks(path)
    assert (first.before, second.before, third.before) == (None, "they sold it", None)
    assert [said.label for said in (first, second, third)] == ["inform", "exemptions/car", ""]


def test_what_asks_two_things_is_an_example_of_neither() -> None:
    assert not Said("my car, and my pay?", None, (("exemptions/car",), ("wage_garnishment/how_much",))).label
