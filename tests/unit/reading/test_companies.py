"""The lenders and buyers of debts that people name, and what only sounds like one."""

from __future__ import annotations

import pytest

from shortfall.reading.companies import _lenders, other_side, words_of


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("us bank took my house", "U.S. Bank"),
        ("I owe U.S. Bank, N.A. a lot", "U.S. Bank"),
        ("wellsfargo and BofA", "Wells Fargo Bank; Bank of America"),
        ("chase foreclosed on me last year", "JPMorgan Chase Bank"),
        ("le debo a chase bank", "JPMorgan Chase Bank"),
        (
            "Mr. Cooper keeps calling, then midland sued me",
            "Nationstar Mortgage (Mr. Cooper); Midland Credit Management",
        ),
        ("5th third", "Fifth Third Bank"),
        ("M&T Bank", "M&T Bank"),
        ("Dyck-O'Neal wants $40,000", "Dyck-O'Neal"),
        # No company, or nobody's.
        ("they chase me every day", ""),
        ("I live in Midland, Texas", ""),
        ("the bank took it, a bus bank", ""),
        ("I did discover it and key to the regions", ""),
        ("", ""),
    ],
)
def test_a_lender_is_named_as_on_its_papers(said: str, name: str) -> None:
    assert other_side(said) == name


def test_at_most_three_each_once_in_the_order_said() -> None:
    texts = ("truist", "pnc and truist", "flagstar, hsbc")
    assert other_side(*texts) == "Truist Bank; PNC Bank; Flagstar Bank"


def test_every_way_of_naming_one_is_found_and_stands_once() -> None:
    known = _lenders()
    assert len({" ".join(words_of(said)) for said in known}) == len(known)
    for said, name in known.items():
        assert name in other_side(f"well, {said.title()}: they") and len(name) <= 38
