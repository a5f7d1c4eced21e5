"""A sum that was worked out and is said back in shorthand is no new figure."""

from __future__ import annotations

from datetime import date

import pytest

from shortfall.reading.facts import read_facts
from shortfall.talk.case import Case


@pytest.mark.parametrize(
    ("told", "said", "price"),
    [
        ("my flat is worth 190 and I owe 238", "and then I don't have to pay the 48?", None),
        ("la casa vale 190 y debo 238", "o sea que ya no pago los 48?", None),
        ("my flat is worth 190 and I owe 238", "it went for 48", "48000"),
        ("my flat is worth 190 and I owe 238", "like 150?", "150000"),
    ],
)
def test_what_is_left_is_no_price(told: str, said: str, price: str | None) -> None:
    case = Case().heard(read_facts(told, date(2026, 12, 1)), 1)
    facts = read_facts(said, date(2026, 12, 1), case=case.slot(), asked="estimate_sale_price", about="calculate")
    found = {fact.role: fact.value["low"] for fact in facts if fact.name == "money"}
    assert found.get("sale_price") == price
