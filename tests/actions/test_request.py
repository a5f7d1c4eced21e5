"""How much of somebody's own words a request reads back."""

from __future__ import annotations

import pytest

from actions.request import whole_clauses


@pytest.mark.parametrize(
    ("words", "most", "read"),
    [
        ("they sold it. I owe more than I can pay", 60, "they sold it. I owe more than I can pay"),
        ("they sold it. I owe more than I can pay", 20, "they sold it."),
        ("the bank sued me and they want 41k from me and I am lost", 45, "the bank sued me and they want 41k from me"),
        ("me demandaron y quieren 41 mil pero no puedo pagar", 32, "me demandaron y quieren 41 mil"),
        ("one clause so long that nothing of it fits", 20, "one clause so ..."),
    ],
)
def test_words_are_read_back_to_the_end_of_a_clause(words: str, most: int, read: str) -> None:
    assert whole_clauses(words, most) == read
