"""Answers that name several states at once type what the states' tables say: they fail here when a cell changes."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping

import pytest

from shortfall.base.firm import DATA
from shortfall.base.language import Language
from shortfall.content.questions import Question, questions

STATES = {row["code"]: row for row in csv.DictReader((DATA / "law" / "states.csv").open(encoding="utf-8"))}
OTHERS = {code: row for code, row in STATES.items() if code != "IL"}
STATE_LAW = {name: question for name, question in questions().items() if question.topic == "state_law"}
BARRED = {code for code, row in STATES.items() if row["deficiency_allowed"] == "no_for_most_homes"}

# question: the state, the cell, what it has to say, and how the answer says it in English and Spanish.
TIED: tuple[tuple[str, str, str, str, str, str], ...] = (
    ("deadline", "NY", "deadline_to_seek", "90 days", "90 days in New York", "90 días en Nueva York"),
    ("deadline", "ID", "deadline_to_seek", "3 months", "three months in Idaho", "tres meses en Idaho"),
    ("deadline", "TX", "deadline_to_seek", "2 years", "two years in Texas", "dos años en Texas"),
    ("deadline", "OH", "deadline_to_seek", "2 years", "Ohio limits collecting to two years", "Ohio limita el cobro a dos años"),
    ("coop_shares", "NY", "deadline_to_seek", "90 days", "90-day limit", "plazo de 90 días"),
    ("waived_in_complaint", "WI", "rule", "faster sale", "Wisconsin", "Wisconsin"),
    ("second_loan_or_refinance", "CA", "rule", "second loan", "California", "California"),
    ("second_loan_or_refinance", "WA", "rule", "second", "Washington", "Washington"),
    *(
        ("trustee_sale_states", code, "deficiency_allowed", "no_for_most_homes", name, name)
        for code, name in (("AK", "Alaska"), ("CA", "California"), ("WA", "Washington"))
    ),
    *(
        ("home_you_live_in", code, "deficiency_allowed", "no_for_most_homes", name, name)
        for code, name in (("CA", "California"), ("AZ", "Arizona"), ("MN", "Minnesota"))
    ),
    *(
        ("which_states_bar", code, "deficiency_allowed", "no_for_most_homes", STATES[code]["state"], STATES[code]["state_es"])
        for code in sorted(BARRED)
    ),
)  # fmt: skip


@pytest.mark.parametrize(("name", "code", "cell", "says", "en", "es"), TIED)
def test_an_answer_says_what_the_cell_says(name: str, code: str, cell: str, says: str, en: str, es: str) -> None:
    assert says in STATES[code][cell]
    texts = STATE_LAW[f"state_law/{name}"].text
    for words, in_language, each in (
        (en, "state", (texts.web["en"], texts.sms["en"])),
        (es, "state_es", (texts.web["es"], texts.sms["es"])),
    ):
        naming = [said for said in each if STATES[code][in_language] in said]
        assert naming and all(words in said for said in naming)


@pytest.mark.parametrize("question", STATE_LAW.values(), ids=STATE_LAW)
def test_every_state_that_is_named_is_tied_to_its_cell(question: Question) -> None:
    tied = {code for name, code, *_ in TIED if question.id == f"state_law/{name}"}
    assert named(question.text.web) | named(question.text.sms) <= tied


def named(texts: Mapping[Language, str]) -> set[str]:
    """The states that a text names, but Illinois."""
    words = " ".join(texts.values())
    return {
        code
        for code, row in OTHERS.items()
        if re.search(rf"\b(?:{row['state']}|{row['state_es']})\b(?!, D\.)", words)
        and f"West {row['state']}" not in words
    }
