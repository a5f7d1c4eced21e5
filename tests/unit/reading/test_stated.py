"""A sum or a day has a role only where a clause says it of that very thing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from shortfall.reading.facts import read_facts
from shortfall.talk.case import Case

ON = date(2026, 11, 30)


def told(text: str) -> dict[str, Any]:
    """The sums and days that a message tells."""
    facts = read_facts(text, ON)
    return {fact.case_name: fact.value for fact in facts if fact.name in {"money", "date"}}


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("they settled and a check for 1,900 came", "pay"),
        ("el licenciado me cobró 400 y se fue", "pay"),
        ("we are trying to sell the cabin and there is a lien of 30 thousand", "sale_price"),
        ("they sold it and the clerk keeps nine thousand and something", "sale_price"),
        ("the goats are worth maybe 6 thousand", "market_value"),
        ("the IRS says I owe 14k", "debt"),
        ("an investor would pay 150 for it", "purchase_price"),
        ("the landlord kept my deposit nine hundred", "rent"),
        ("the plumber will take 1800", "taken"),
    ],
)
def test_a_sum_of_something_else_has_no_role(text: str, role: str) -> None:
    assert role not in told(text)


@pytest.mark.parametrize(
    ("text", "role", "low"),
    [
        ("I get a check for 900 every two weeks", "pay", "900.00"),
        ("gano 15 la ora", "hourly", "15"),
        ("Sold. 152,000", "sale_price", "152000"),
        ("house went to auction last month. 165,000", "sale_price", "165000"),
        ("our mobile home is worth 35k", "market_value", "35000"),
        ("they will take 240 out of my check", "taken", "240"),
    ],
)
def test_what_is_said_of_a_sum_still_counts(text: str, role: str, low: str) -> None:
    assert told(text)[role]["low"] == low


@pytest.mark.parametrize(
    "text",
    [
        "I was only 61 at the time",
        "my aunt, who is seventy-two, cries all day",
        "they charged me for nine of them",
        "if you pay even one dollar it starts over",
        "the document number begins with 3301",
    ],
)
def test_what_counts_no_money_is_none(text: str) -> None:
    assert not told(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("do I have to be out by Friday", "lockout_date"),
        ("if the judge signed it in June what then", "judgment_date"),
        ("Thursday is not the auction, it's the other one", "sale_date"),
        ("Judge ruled against me October 22. My brother can move me Monday", "hearing_date"),
        ("I'm behind. I've been at my son's since July", "missed_date"),
        ("the landlord quit paying in August 2026", "missed_date"),
        ("a deputy brought papers about the condo. we left in 2024", "served_date"),
    ],
)
def test_a_day_of_something_else_is_no_day_of_the_case(text: str, name: str) -> None:
    assert name not in told(text)


def test_a_coming_sale_is_this_years() -> None:
    assert told("we were buying it on contract and it goes up for sale Dec 18")["sale_date"][0] == "2026-12-18"


def test_a_figure_is_taken_back_only_where_it_is_that_figure() -> None:
    turns = ("I owe 61,000 on my house", "the 9,000 is the offer not the debt")
    case = Case().heard(read_facts(turns[0], ON), 0)
    assert ("retracted", "debt") not in [(fact.name, fact.value) for fact in read_facts(turns[1], ON, case=case.slot())]


def test_after_pay_a_bare_sum_is_no_thousands() -> None:
    case = Case().heard(read_facts("they sold it for 140, I owed 190", ON), 0)
    case = case.heard(read_facts("i make 880 a week before taxes", ON, case=case.slot()), 1)
    found = read_facts("about 730", ON, case=case.slot())
    assert all(fact.value["low"] != "730000" for fact in found if fact.name == "money")
