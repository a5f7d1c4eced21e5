"""A sum has a role only where the words about it bear it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from shortfall.reading.facts import read_facts
from shortfall.reading.learned import Words
from shortfall.reading.sum_roles import SUMS, of_sum

ON = date(2026, 11, 30)


def roles(text: str, **given: str) -> dict[str, Decimal]:
    """The sums of a message that have a role."""
    facts = read_facts(text, ON, **given)  # type: ignore[arg-type]
    return {fact.role: Decimal(fact.value["low"]) for fact in facts if fact.name == "money" and fact.role in SUMS.roles}


@pytest.mark.parametrize(
    "text",
    [
        "my nephew, fifteen, took the papers at the door",
        "what if some guy offers 240 for it",
        "would 900 be enough to make them go away",
        "my FICO was 655 before all of this",
        "the man next door wants 1,800 for the fence",
        "the plumber wants 3,400 before he comes back",
        "mi primo debe 90 mil de la suya",
    ],
)
def test_what_is_no_sum_of_their_case_is_not_noted(text: str) -> None:
    assert roles(text) == {}


@pytest.mark.parametrize(
    ("text", "noted"),
    [
        ("we owe 203k and it went for 171", {"debt": 203_000, "sale_price": 171_000}),
        ("they took 164 out of my check friday", {"taken": 164}),
        ("the court gave them a judgment of 38,400", {"judgment": 38_400}),
        ("vale 240 mil y debemos 205", {"market_value": 240_000, "debt": 205_000}),
    ],
)
def test_what_they_tell_is_noted(text: str, noted: dict[str, int]) -> None:
    assert roles(text) == noted


def test_what_a_form_asked_for_needs_no_words() -> None:
    assert roles("my cousin thinks 240", asked="estimate_debt") == {"debt": Decimal(240_000)}


def test_every_share_is_one_of_a_whole() -> None:
    words = Words("they say we owe 41,000 after the sale. is that mine?")
    shares = {role: SUMS.likely(of_sum(words, (16, 22), Decimal(41_000), role), role) for role in SUMS.roles}
    assert all(0 <= share <= 1 for share in shares.values()) and max(shares, key=lambda role: shares[role]) in {
        "deficiency",
        "debt",
    }
