"""An approval is for exactly what was read: it lapses with the words, the sources, or a figure of the law."""

from __future__ import annotations

import datetime
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from shortfall.base.firm import DATA
from shortfall.content.approval import approve, approved, fingerprint, lapsed
from shortfall.content.questions import ContentError, Question, load_question

DAY = datetime.date(2026, 11, 28)
NAME = "exemptions/car"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "exemptions").mkdir()
    shutil.copy(DATA / "topics" / f"{NAME}.yml", tmp_path / f"{NAME}.yml")
    return tmp_path


def read(folder: Path) -> Question:
    return load_question(folder / f"{NAME}.yml")


def test_an_approval_names_person_day_and_text(folder: Path) -> None:
    before = read(folder)
    assert not approved(before, "en", DAY) and not lapsed(before, "en", DAY)
    approve(before, "en", "B. Fard", DAY, folder)
    after = read(folder)
    assert (after.review["en"].by, after.review["en"].on) == ("B. Fard", DAY)
    assert approved(after, "en", DAY) and not approved(after, "es", DAY)
    approve(after, "es", "B. Fard", DAY, folder)
    both = read(folder)
    assert approved(both, "en", DAY) and approved(both, "es", DAY)
    assert replace(both, review=before.review) == before  # nothing else was touched


def test_it_lapses_with_the_words_the_sources_or_a_figure(folder: Path) -> None:
    approve(read(folder), "en", "B. Fard", DAY, folder)
    question = read(folder)
    changed = replace(question, text=replace(question.text, web={**question.text.web, "en": "Yes."}))
    assert lapsed(changed, "en", DAY)
    assert lapsed(replace(question, sources=question.sources[1:]), "en", DAY)
    assert lapsed(replace(question, law="general"), "en", DAY)
    # The car's protected value was another one in 2025.
    assert "{vehicle}" in question.text.web["en"]
    assert lapsed(question, "en", datetime.date(2025, 6, 1))
    # The other language and the examples are no part of it.
    spanish = replace(question, text=replace(question.text, web={**question.text.web, "es": "Sí."}))
    assert approved(spanish, "en", DAY)
    assert approved(replace(question, examples={"en": (), "es": ()}), "en", DAY)
    assert fingerprint(question, "en", DAY) != fingerprint(question, "es", DAY)


@pytest.mark.parametrize("name", ["", "x", 'A", on: 2020-01-01, by: "B', "a\nb: c", "{"])
def test_a_name_cannot_write_anything_else(folder: Path, name: str) -> None:
    with pytest.raises(ContentError, match="no name"):
        approve(read(folder), "en", name, DAY, folder)


def test_a_file_without_the_one_line_is_left_alone(folder: Path) -> None:
    path = folder / f"{NAME}.yml"
    question = read(folder)
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("review: {", "review:  # waits\n  {", 1).replace("review:", "reviews:"), encoding="utf-8"
    )
    with pytest.raises(ContentError, match="one line"):
        approve(question, "en", "B. Fard", DAY, folder)
