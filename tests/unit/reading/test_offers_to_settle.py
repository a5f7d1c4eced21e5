"""What somebody offers to take instead of what is owed, and until when: no debt, no pay, no court's day and no loan that was not signed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from shortfall.callbacks.parts import read_parts
from shortfall.reading.facts import read_facts
from shortfall.reading.signers import find_signers
from shortfall.reading.urgent import find_events
from shortfall.talk.case import Case

MONDAY = date(2026, 11, 30)
NOW = datetime(2026, 11, 30, 10, tzinfo=ZoneInfo("America/Chicago"))


def told(text: str, before: Case | None = None) -> dict[str, Any]:
    known = before or Case()
    case = known.heard(read_facts(text, MONDAY, case=known.slot()), 1)
    return {name: case[name].get("low") if isinstance(case[name], dict) else case[name] for name in case}


@pytest.mark.parametrize(
    ("text", "offer", "owed"),
    [
        (
            "the collection lawyer writes that I owe 44,000 but she'd take 12,000 if we send it at once",
            "12000",
            "44000",
        ),
        ("letter sayin i owe 27k from the house, they'll accept 6k", "6000", "27000"),
        ("they'd be happy with 7,500 and close it", "7500", None),
        ("they want 15,000 instead of the full amount", "15000", None),
        ("el abogado dice que aceptarían 7,000 si pago en enero", "7000", None),
        ("me la dejan en 11,000", "11000", None),
    ],
)
def test_what_they_would_take_is_an_offer_and_what_is_owed_stays(text: str, offer: str, owed: str | None) -> None:
    found = told(text)
    assert found["offer"] == offer and "taken" not in found
    assert (found.get("deficiency") or found.get("debt")) == owed


@pytest.mark.parametrize(
    "text",
    [
        "they'll take 150 a week",
        "they will take 900 out of my check",
        "they won't accept 6,000",
        "will they take 300 from my wages",
        "no aceptan 6,000",
    ],
)
def test_what_is_taken_of_pay_or_refused_is_none(text: str) -> None:
    assert "offer" not in told(text)


def test_an_offer_that_was_put_down_as_owed_is_put_right() -> None:
    before = Case().heard(read_facts("they sold my house and now they say I owe 9,500", MONDAY), 0)
    assert before["deficiency"]
    found = told("no, I owe 31,000 and the offer is 9,500", before)
    assert found["offer"] == "9500" and found.get("deficiency") != "9500"


@pytest.mark.parametrize(
    "text",
    [
        "their letter says to respond before December 14",
        "I gotta sign by 12/14/2026",
        "we have until December 14 to accept the settlement",
        "the deal expires on Dec 14",
        "they want 8,000 by december 14 or the deal is gone",
        "la carta dice que conteste antes del 14 de diciembre",
        "tengo hasta el 14 de diciembre para firmar",
        "the discount is valid through dec 14",
    ],
)
def test_the_end_of_an_offer_is_no_day_of_a_court(text: str) -> None:
    days = {name: value for name, value in told(text).items() if name.endswith("_date")}
    assert days == {"offer_date": ["2026-12-14", "2026-12-14"]}
    assert not find_events(text, NOW)
    assert read_parts(text, NOW, asked="callback_name").window is None


def test_once_an_offer_is_known_the_day_to_answer_is_its_own() -> None:
    offered = Case().heard(read_facts("they offered to settle for 8,000", MONDAY), 0)
    assert told("I have to answer them by December 14", offered)["offer_date"] == ["2026-12-14", "2026-12-14"]
    assert "answer_date" in told("the judge wants my answer by December 14", offered)


@pytest.mark.parametrize(
    "text",
    [
        "the summons says I must answer by December 14",
        "the court letter says to respond by December 14",
        "my answer is due December 14",
        "la corte dice que conteste antes del 14 de diciembre",
    ],
)
def test_a_court_still_sets_its_day(text: str) -> None:
    found = told(text)
    assert {"answer_date", "hearing_date"} & found.keys() and "offer_date" not in found


def test_no_court_papers_are_no_court_and_take_the_paper_back() -> None:
    before = Case().heard(read_facts("I got a summons", MONDAY), 0)
    assert before["paper"] == "summons"
    found = told("put dec 14 in there, and I never got any court papers", before)
    assert not {"paper", "hearing_date"} & found.keys()
    assert told("did I say I don't have court papers?", before)["paper"] == "summons"


@pytest.mark.parametrize("asked", ["callback_name", "callback_phone", "callback_confirmed"])
def test_a_day_to_be_noted_is_no_time_to_call(asked: str) -> None:
    text = "Lena Ostrow 217-555-0162. please add dec 14 to it, write december 14 on the note"
    found = read_parts(text, NOW, asked=asked)
    assert (found.phone, found.window) == ("+12175550162", None)
    assert read_parts("Lena Ostrow 217-555-0162, dec 14 at 2pm", NOW, asked=asked).window


@pytest.mark.parametrize(
    "text",
    [
        "if we don't sign it in time do they sue",
        "what if I won't sign",
        "I haven't signed it yet",
        "I never signed their settlement",
        "todavía no firmé el acuerdo",
        "y si yo no firmo",
    ],
)
def test_an_offer_that_is_not_signed_says_nothing_of_the_loan(text: str) -> None:
    assert not find_signers(text)
