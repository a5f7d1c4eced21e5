"""All that is owned and owed, from a list of sums."""

from __future__ import annotations

from datetime import date

import pytest

from shortfall.reading.facts import read_facts
from shortfall.talk.case import Case

ON = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("text", "owned", "owed"),
    [
        ("i owned a truck worth 12,000 and 900 in the bank. i owed 8k on the truck and 41k on cards. insolvent?", "12900", "49000"),
        ("Was I insolvent with $140,000 of debts and $95,000 of assets?", "95000", "140000"),
        ("tenia un carro de 6,000 y 2,000 en el banco y debia 30 mil en tarjetas, era insolvente?", "8000", "30000"),
        ("all my things were worth 20k, debts came to 65k, they forgave 30k. insolvent or not", "20000", "65000"),
    ],
)  # fmt: skip
def test_both_sides_are_added_up(text: str, owned: str, owed: str) -> None:
    said = {fact.role: fact.value["low"] for fact in read_facts(text, ON) if fact.name == "money"}
    assert said.pop("forgiven", "30000") == "30000"
    assert said == {"owned_in_all": owned, "owed_in_all": owed}


def test_what_was_forgiven_was_owed_as_well_where_the_rest_is_told_besides() -> None:
    case = Case().heard(read_facts("got a 1099-c for 58,000", ON), 0)
    assert case["forgiven"] == {"low": "58000", "high": "58000"} and case["debt"] is None
    text = "i had 12,000 in my 401k, a car worth 6,000 and owed 71,000 besides"
    case = case.heard(read_facts(text, ON, about="tax_1099c", case=case.slot()), 1)
    assert (case["owned_in_all"]["low"], case["owed_in_all"]["low"]) == ("18000", "129000")


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("I owe 210,000 and it is worth 180,000", None),  # of a home, and nobody asked about tax
        ("i owed 97k all together, am i insolvent", None),
        ("they forgave 60,000, how much tax", "tax_1099c"),
    ],
)
def test_of_one_side_or_of_another_matter_nothing_is_added(text: str, about: str | None) -> None:
    assert not {"owned_in_all", "owed_in_all"} & {fact.role for fact in read_facts(text, ON, about=about)}
