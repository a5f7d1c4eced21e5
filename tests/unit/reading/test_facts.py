"""What a message says between its lines: a sale whose day has passed, a home that still stands, and who sits elsewhere."""

from __future__ import annotations

import datetime

import pytest

from shortfall.reading.facts import read_facts

ON = datetime.date(2026, 11, 29)


def value(text: str, name: str) -> object:
    return next((fact.value for fact in read_facts(text, ON) if fact.case_name == name), None)


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("auction was two days ago, anything left to do?", "sold"),
        ("the sale took place on November 10", "sold"),
        ("la subasta fue anteayer, ya perdí todo?", "sold"),
        ("the auction was set for November 10 but the bank postponed it", None),
        ("auction was supposed to be yesterday, they cancelled", None),
        ("the sale was Nov 10 but it never happened", None),
        ("la subasta era ayer pero la suspendieron", None),
        ("the sale was Nov 3 and the judge confirmed it last week", "confirmed"),
    ],
)
def test_a_sale_whose_day_has_passed_is_a_sale(text: str, stage: str | None) -> None:
    found = value(text, "stage")
    assert found == stage or (stage is None and found == "sale_set")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("some collection agency out of Georgia keeps mailing me", None),
        ("I get calls from Arizona about the old loan", None),
        ("una agencia de Texas me llama por la casa", None),
        ("a law firm in Ohio wrote to me, the condo was in Florida", "FL"),
        ("my house in Georgia was foreclosed", "GA"),
    ],
)
def test_where_a_collector_sits_says_nothing_of_the_case(text: str, place: str | None) -> None:
    assert value(text, "state") == place


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("my place is worth maybe 140k and the bank says i owe 205k, what would the deficiency be", "debt"),
        ("it was worth 140k, sold at the auction for 90k, and the bank says i owe 61k", "deficiency"),
    ],
)
def test_what_is_owed_on_a_home_that_stands_is_the_loan(text: str, role: str) -> None:
    assert read_facts(text, ON) and value(text, role) is not None
