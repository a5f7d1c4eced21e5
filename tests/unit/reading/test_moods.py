"""What is told, denied, supposed or asked of every fact that is one word in the case, in both languages (moods.csv)."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from types import MappingProxyType

import pytest

from shortfall.reading.facts import read_facts
from shortfall.reading.moods import Affirmed, affirmed, bare
from shortfall.talk.case import Case, Known

ON = date(2026, 11, 29)
with (Path(__file__).parent / "moods.csv").open(encoding="utf-8") as stream:
    ROWS = [(row["fact"], row["value"], row["mood"], row["text"]) for row in csv.DictReader(stream)]


def after(text: str, case: Case) -> Case:
    return case.heard(read_facts(text, ON, case=case.slot()), 1)


def told_before(name: str, value: str) -> Case:
    return Case(MappingProxyType({name: Known(value, "", 0)}))


@pytest.mark.parametrize(
    ("name", "value", "text"), [(name, value, text) for name, value, mood, text in ROWS if mood == "told"]
)
def test_what_is_told_is_known(name: str, value: str, text: str) -> None:
    assert after(text, Case())[name] == value


@pytest.mark.parametrize(
    ("name", "value", "text"), [(name, value, text) for name, value, mood, text in ROWS if mood == "denied"]
)
def test_what_is_denied_is_not_told_and_is_taken_back(name: str, value: str, text: str) -> None:
    assert after(text, Case())[name] != value
    assert after(text, told_before(name, value))[name] != value


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [(name, value, text) for name, value, mood, text in ROWS if mood in {"asked", "supposed"}],
)
def test_what_is_asked_or_supposed_neither_tells_nor_takes_back(name: str, value: str, text: str) -> None:
    assert after(text, Case())[name] != value
    assert after(text, told_before(name, value))[name] == value


@pytest.mark.parametrize(
    ("text", "words", "places"),
    [
        ("they have not sued me", "they sued me", (5,)),
        ("I didn't file", "I filed", (2,)),
        ("there is no judgment", "there is a judgment", (9,)),
        ("no me han demandado", "me demandaron", (0,)),
        ("we did sell it", "we sold it", ()),
    ],
)
def test_what_is_denied_as_if_it_were_told(text: str, words: str, places: tuple[int, ...]) -> None:
    assert affirmed(bare(text)) == Affirmed(words, places)


def test_what_needs_no_other_words() -> None:
    assert affirmed("they sold the house") is None


@pytest.mark.parametrize(
    ("text", "before", "now"),
    [
        # What is denied takes back what it would need, and nothing else.
        ("we never filed bankruptcy", ("bankruptcy", "discharged"), None),
        ("it was never dismissed", ("bankruptcy", "discharged"), "discharged"),
        ("the sale was not confirmed", ("stage", "confirmed"), "sold"),
        ("it is not an FHA loan", ("loan", "va"), "va"),
        ("it is not a HECM", ("loan", "reverse"), "first"),
        ("I'm not the co-signer", ("who", "tenant"), "tenant"),
        # Whoever was served with nothing may be sued all the same.
        ("I was never served", ("stage", "sued"), "sued"),
        ("it was not sold for 200,000", ("stage", "sold"), "sold"),
    ],
)
def test_what_a_denial_leaves(text: str, before: tuple[str, str], now: str | None) -> None:
    assert after(text, told_before(*before))[before[0]] == now


def test_the_later_words_of_a_message_count() -> None:
    assert after("it was not sold in May. it was sold in June", Case())["stage"] == "sold"
    assert after("it was sold, no wait, it was not sold", Case())["stage"] is None


@pytest.mark.parametrize(
    ("about", "signed"), [("cosigner_spouse_divorce", "signed"), ("deed_in_lieu", None), (None, None)]
)
def test_what_was_signed_is_the_note_where_that_was_spoken_of(about: str | None, signed: str | None) -> None:
    assert Case().heard(read_facts("yes I signed it", ON, about=about), 0)["signed"] == signed


def test_that_they_did_sign_is_said_of_no_other_paper() -> None:
    assert Case().heard(read_facts("I really did sign", ON, about="deed_in_lieu"), 0)["signed"] is None


def test_an_answer_to_the_court_that_was_filed_is_no_bankruptcy() -> None:
    assert after("I already filed my answer", Case())["bankruptcy"] is None
    assert after("I already filed", Case())["bankruptcy"] == "filed"
