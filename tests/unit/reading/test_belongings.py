"""Sums of a car, of savings and of other things are none of the home's."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from shortfall.reading.facts import read_facts

ON = date(2026, 11, 30)
FORD = "It's a Ford, I owe 3,000 on it and it's worth about 8,000. No wait, I owe 3,400. Worth maybe 8,200."


def told(text: str, case: dict[str, Any] | None = None, asked: str | None = None) -> dict[str, Any]:
    found = read_facts(text, ON, asked, case=case)
    return {f.case_name: int(f.value["low"]) if isinstance(f.value, dict) else f.value for f in found if f.case_name}


def known(**sums: int) -> dict[str, Any]:
    return {name: {"value": {"low": str(sum_), "high": str(sum_)}, "turn": 1} for name, sum_ in sums.items()}


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        (f"They say they can take my car too. {FORD}", {"car_loan": 3400, "car_value": 8200}),
        ("my pickup is worth 14 grand and I owe 6,000", {"car_value": 14000, "car_loan": 6000}),
        ("we owe 195,000 on the house and 5,500 on the motorcycle", {"debt": 195000, "car_loan": 5500}),
        ("I owe 170k on the condo, worth 140k. my Corolla, worth 3,000", {"debt": 170000, "market_value": 140000, "car_value": 3000}),
        ("an old Buick worth maybe 850", {"car_value": 850}),
        ("my truck is worth 13", {"car_value": 13000}),
        ("mi troca vale 7,500 y debo 2,000 de ella", {"car_value": 7500, "car_loan": 2000}),
        ("we have 7,200 in our savings account", {"savings": 7200}),
        ("tengo 4 mil ahorrados", {"savings": 4000}),
        ("my savings are 2,500. The house sold for 150,000 and I owed 190,000", {"savings": 2500, "sale_price": 150000, "debt": 190000}),
        ("the boat, worth 9k", {}),
        # Nothing of a thing: what is only asked about, and what is owed after a sale.
        ("my car broke so I fell behind, I owe 11,000", {"debt": 11000}),
        ("my van is worth 4,000, paid off. they say I owe 52,000", {"car_value": 4000, "debt": 52000}),
        ("Can they take my truck? I owe 52,000 after the sale", {"deficiency": 52000}),
    ],
)  # fmt: skip
def test_the_thing_that_is_spoken_of_decides(text: str, sums: dict[str, int]) -> None:
    assert {name: value for name, value in told(text).items() if isinstance(value, int) and name != "other"} == sums


def test_it_carries_on_to_the_next_message_until_another_is_named() -> None:
    car = known(car_value=8000, car_loan=3000)
    assert told("no wait, I owe 3,400", car) == {"car_loan": 3400}
    assert told("I owe 120,000", car) == {"debt": 120000}
    assert told("the house, I owe 41,000 on it", car) == {"debt": 41000}


def test_what_was_taken_for_the_homes_is_put_right() -> None:
    before = known(debt=3400, market_value=8200)
    said = told("that 3,400 and 8,200 is my Ford, not the house!", before, "callback_phone")
    assert (said["car_loan"], said["car_value"]) == (3400, 8200)
    found = read_facts("that 3,400 and 8,200 is my Ford, not the house!", ON, case=before)
    assert {fact.value for fact in found if fact.name == "retracted"} == {"debt", "market_value"}
    both = (
        "But the 3,400 and 8,200 is my Ford, not the house! My house I owe about 91,000, it is worth maybe 150 thousand"
    )
    sums = {"car_loan": 3400, "car_value": 8200, "debt": 91000, "market_value": 150000}
    assert told(both, before) == {**sums, "guessed": "debt market_value"}  # "about", "maybe"
