"""Reading question files: what is taken, which variant is said, and how a fault is named."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from shortfall.base.firm import load_firm
from shortfall.base.kept import DAYS, kept_in_words
from shortfall.content.placeholders import fill, placeholders
from shortfall.content.questions import (
    JOBS,
    ContentError,
    asks,
    label,
    load_question,
    load_questions,
    payload,
    questions,
)
from shortfall.law.figures import in_words
from shortfall.law.interest import growth
from shortfall.law.intervals import Interval, format_interval

ON = datetime.date(2026, 11, 24)
VALUES = {"firm": "The Firm", "phone": "(312) 555-0100"}
SOURCE = {"cite": "c", "url": "https://example.org", "checked": datetime.date(2026, 11, 1), "confidence": "high"}
GOOD: dict[str, Any] = {
    "ask": {"en": "Can they take my car?", "es": "¿Me quitan el carro?"},
    "law": "IL",
    "answer": {"en": "\n  No.\n\n- Call {phone}.\n\n", "es": "No."},
    "sms": {"en": "No.\nCall   {firm}:\n{phone}\n", "es": "No."},
    "next": ["callback"],
    "sources": [SOURCE],
    "review": {"en": {"by": None, "on": None}, "es": {"by": None, "on": None}},
    "examples": {"en": [" can they take it ", 1099], "es": ["me lo quitan"]},
}
SOLD = {
    "if": {"stage": ["sold", "judgment"]},
    "answer": {"en": "Sold.", "es": "Vendida."},
    "sms": {"en": "S", "es": "V"},
}


def write(folder: Path, content: Any, name: str = "exemptions/car") -> Path:
    path = folder / f"{name}.yml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(content if isinstance(content, str) else yaml.safe_dump(content), encoding="utf-8")
    return path


def test_a_question_is_read(tmp_path: Path) -> None:
    question = load_question(write(tmp_path, GOOD))
    assert (question.id, question.topic, question.name, question.law) == ("exemptions/car", "exemptions", "car", "IL")
    assert question.text.web["en"] == "No.\n\n- Call {phone}."
    assert fill(question.text.sms["en"], VALUES) == "No. Call The Firm: (312) 555-0100"
    assert question.sources[0].checked == datetime.date(2026, 11, 1)
    assert question.examples["en"] == ("can they take it", "1099")
    assert question.elsewhere == () == question.when
    assert (question.review["en"].by, question.review["en"].on) == (None, None)


def test_the_first_variant_that_fits_the_case_is_said(tmp_path: Path) -> None:
    rental = {**SOLD, "if": {"stage": "judgment", "home": "rental"}, "answer": {"en": "Rental.", "es": "Renta."}}
    question = load_question(write(tmp_path, GOOD | {"when": [rental, SOLD]}))
    assert question.text_for({"stage": "sold"}).web["en"] == "Sold."
    assert question.text_for({"stage": "judgment", "home": "rental"}).web["en"] == "Rental."
    assert question.text_for({"stage": "judgment", "home": None}).web["en"] == "Sold."
    assert question.text_for({"stage": "behind"}) == question.text


@pytest.mark.parametrize("key", ["on", '"on"'])
def test_a_review_counts_with_and_without_quotes(tmp_path: Path, key: str) -> None:
    text = yaml.safe_dump({name: part for name, part in GOOD.items() if name != "review"})
    review = f"review: {{en: {{by: B. Fard, {key}: 2026-11-20}}, es: {{by: null, {key}: null}}}}\n"
    question = load_question(write(tmp_path, text + review))
    assert (question.review["en"].by, question.review["en"].on) == ("B. Fard", datetime.date(2026, 11, 20))


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"extra": 1}, "unknown: ['extra']"),
        ({"law": "TX"}, "law is 'TX'"),
        ({"applies": "boat"}, "applies is 'boat', not one of account,"),
        ({"elsewhere": ["boat"]}, "elsewhere names unknown columns: ['boat']"),
        ({"elsewhere": ["deficiency"]}, "['deficiency'] opens no answer of this topic"),
        ({"ask": {"en": "x"}}, "languages are ['en']"),
        ({"answer": {"en": "x", "es": "y", "fr": "z"}}, "languages are"),
        ({"answer": 5}, ""),
        ({"answer": None}, ""),
        ({"when": [{**SOLD, "if": {"stage": "gone"}}]}, "when: stage: ['gone'] is not known"),
        ({"when": [{**SOLD, "if": {"weather": "rain"}}]}, "when: weather"),
        ({"sources": [{"cite": "c"}]}, ""),
        ({"sources": [{**SOURCE, "checked": "last year"}]}, "source 'c': checked is not a date"),
        ({"sources": [{**SOURCE, "confidence": "sure"}]}, "source 'c': confidence is neither high nor medium"),
        ({"sources": None}, ""),
        ({"review": None}, ""),
        ({"review": {"en": {"by": None, "on": None}}}, "es"),
        ({"next": None}, ""),
        ({"examples": None}, ""),
        ({"examples": {"en": []}}, "es"),
        ({"examples": {"en": [{"Decree of 2022": "the house to me"}], "es": []}}, "in quotes, because of its colon"),
    ],
)
def test_a_fault_is_named_with_its_file(tmp_path: Path, change: dict[str, Any], fault: str) -> None:
    with pytest.raises(ContentError) as caught:
        load_question(write(tmp_path, GOOD | change))
    assert str(caught.value).startswith("exemptions/car.yml: ")
    assert fault in str(caught.value)


@pytest.mark.parametrize("missing", GOOD)
def test_a_missing_part_is_named(tmp_path: Path, missing: str) -> None:
    rest = {name: part for name, part in GOOD.items() if name != missing}
    with pytest.raises(ContentError, match=rf"exemptions/car\.yml: fields missing: \['{missing}'\]"):
        load_question(write(tmp_path, rest))


@pytest.mark.parametrize("content", ["", "- a list", "just words", "a: [", "a: b: c"])
def test_what_is_no_question_at_all(tmp_path: Path, content: str) -> None:
    with pytest.raises(ContentError, match=r"^exemptions/car\.yml: "):
        load_question(write(tmp_path, content))


def test_questions_come_by_id_and_every_topic_has_an_overview(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="no question files"):
        load_questions(tmp_path)
    write(tmp_path, GOOD, "liens/sell")
    with pytest.raises(ContentError, match=r"liens: there is no overview\.yml"):
        load_questions(tmp_path)
    write(tmp_path, GOOD, "liens/overview")
    assert list(load_questions(tmp_path)) == ["liens/overview", "liens/sell"]


def test_a_choice_is_named_and_leads_to_its_question_topic_or_job() -> None:
    assert payload("exemptions/car") == "/exemptions/car"
    assert payload("exemptions") == "/exemptions/overview"
    assert payload("callback") == "/callback"
    assert label("exemptions", "es") == questions()["exemptions/overview"].ask["es"] == asks("es")["exemptions"]
    assert label("callback", "en") == JOBS["callback"]["en"]


def test_the_firm_and_the_law_fill_every_placeholder() -> None:
    values = placeholders(load_firm(), ON)
    assert set(values) == {"firm", "phone", "help", "address", "hours", "attorney"} | set(in_words(ON)) | set(
        kept_in_words(DAYS)
    )
    assert all(values.values())


def test_fill_leaves_other_braces_alone_and_names_what_it_does_not_know() -> None:
    assert fill("{ phone } {} {phone}", VALUES) == "{ phone } {} (312) 555-0100"
    with pytest.raises(ContentError, match=r"unknown placeholder \{fone\}"):
        fill("Call {fone}.", VALUES)


@pytest.mark.parametrize("name", questions())
def test_every_text_can_be_filled(name: str) -> None:
    values = placeholders(load_firm(), ON)
    question = questions()[name]
    for text in (question.text, *(variant.text for variant in question.when)):
        for said in (*text.web.values(), *text.sms.values()):
            assert "{" not in fill(said, values)


def test_texts_take_the_figures_of_the_law_in_force() -> None:
    before, after = (placeholders(load_firm(), datetime.date(year, 6, 1)) for year in (2025, 2026))
    assert (before["homestead"], after["homestead"]) == ("$15,000", "$50,000")
    assert (after["judgment_interest"], after["wage_gross_share"], after["wage_floor"]) == ("9%", "15%", "$675")
    assert (after["wage_protected_hours"], after["judgment_years"], after["federal_minimum_wage"]) == (
        "45",
        "7",
        "$7.25",
    )
    assert "household_goods" not in before


def test_the_worked_example_of_interest_is_right() -> None:
    """Its sums stand in the text: they are written anew when the rate changes."""
    today = datetime.datetime.now(datetime.UTC).date()
    grown = growth(Interval.of(50_000), [Interval.of(7 * 365)], today)
    answer = fill(questions()["judgment_interest/overview"].text.web["en"], placeholders(load_firm(), today))
    for amount in (grown.per_year, grown.per_diem):
        assert format_interval(amount) in answer
