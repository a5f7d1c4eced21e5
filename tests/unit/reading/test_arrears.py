"""What somebody is behind by, which is not what they owe."""

from __future__ import annotations

from datetime import date

import pytest

from shortfall.reading.facts import read_facts


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ("we're 7,450 behind and the whole loan is 166k", {"arrears": "7450", "debt": "166000"}),
        ("bank says 13 thousand in back payments", {"arrears": "13000"}),
        ("the past due amount is $6,120.40", {"arrears": "6120.40"}),
        ("me piden 9,300 para ponerme al corriente", {"arrears": "9300"}),
        # How long, another's, or only the loan.
        ("three months behind on a 155k mortgage", {"debt": "155000"}),
        ("my nephew was 11k behind on his", {}),
    ],
)
def test_it_is_told_from_the_loan(said: str, known: dict[str, str]) -> None:
    money = {fact.role: fact.value["low"] for fact in read_facts(said, date(2026, 12, 1)) if fact.name == "money"}
    assert {role: value for role, value in money.items() if role in {"arrears", "debt"}} == known
