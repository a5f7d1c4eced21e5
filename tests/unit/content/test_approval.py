"""An approval is for exactly what was read: it lapses with the words, the sources, or a figure of the law."""

from __future__ import annotations

import datetime
import shutil
from dataclasses import fields, replace
from pathlib import Path

import pytest

from shortfall.base.firm import DATA
from shortfall.content.approval import approve, approved, fingerprint, lapsed
from shortfall.content.questions import LANGUAGES, ContentError, Question, Text, Variant, load_question, questions

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
    with pytest.raises(ContentError, match="not a name"):
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


NOT_READ = {"topic", "name", "next", "review", "examples", "assumes"}
"""What an approval is not for: where a question stands, its buttons, itself, and how people ask."""


def changes(question: Question) -> dict[str, Question]:
    """The question with each of its parts changed, by the name of the part."""

    def said(text: Text) -> list[Text]:
        return [replace(text, web={**text.web, "en": "Changed."}), replace(text, sms={**text.sms, "en": "Changed."})]

    found = {
        "id": replace(question, id="exemptions/other"),
        "ask": replace(question, ask={**question.ask, "en": "Another?"}),
        "law": replace(question, law="federal" if question.law != "federal" else "general"),
        "elsewhere": replace(question, elsewhere=(*question.elsewhere, "interest")),
        "beside": replace(question, beside=(*question.beside, "interest")),
        "whole": replace(question, whole=not question.whole),
        "applies": replace(question, applies="equity" if question.applies != "equity" else "growth"),
        "office": replace(question, office="clerk" if question.office != "clerk" else "aid"),
        "everywhere": replace(question, everywhere={"en": "Changed.", "es": "Otra cosa."}),
        "unknown": replace(question, unknown={"en": "what changed", "es": "otra cosa"}),
    }
    found |= {f"text {n}": replace(question, text=text) for n, text in enumerate(said(question.text))}
    for at, variant in enumerate(question.when):
        for n, other in enumerate(
            [*(replace(variant, text=t) for t in said(variant.text)), replace(variant, facts={})]
        ):
            found[f"when {at} {n}"] = replace(question, when=(*question.when[:at], other, *question.when[at + 1 :]))
    found["when none"] = replace(question, when=(*question.when, Variant({"home": frozenset({"llc"})}, question.text)))
    first, *others = question.sources
    for name, source in (
        ("cite", replace(first, cite="elsewhere")),
        ("url", replace(first, url="https://elsewhere.example")),
    ):
        found[f"sources {name}"] = replace(question, sources=(source, *others))
    return found


def test_no_part_that_people_read_changes_without_the_approval_lapsing() -> None:
    """A field that is added to a question fails here, until it is part of what is read or said not to be."""
    every = [q for q in questions().values() if q.when][:20] + [questions()[NAME]]
    for question in every:
        parts = changes(question)
        before = fingerprint(question, "en", DAY)
        assert [name for name, other in parts.items() if fingerprint(other, "en", DAY) == before] == []
        assert {name.split()[0] for name in parts} | NOT_READ | {"federal"} == {each.name for each in fields(Question)}
        assert len({fingerprint(other, "en", DAY) for other in parts.values()}) == len(parts)


def test_no_two_texts_have_one_hash() -> None:
    hashes = [fingerprint(q, language, DAY) for q in questions().values() for language in LANGUAGES]
    assert len(set(hashes)) == len(hashes)
