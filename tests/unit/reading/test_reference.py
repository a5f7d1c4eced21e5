"""References: read out, typed, found, and taken for nothing else."""

from __future__ import annotations

from random import Random

import pytest

from shortfall.reading.amounts import find_amounts
from shortfall.reading.phone import find_phone
from shortfall.reading.reference import find_reference, is_reference, new_reference, without_reference
from shortfall.reading.states import find_state


def test_they_are_easy_to_read_out() -> None:
    random = Random(7)
    for _ in range(300):
        reference = new_reference(random)
        assert len(reference) == 9
        assert reference[4] == "-"
        assert not set(reference) & set("01258OILSZBUAE")
        assert set(reference) & set("34679")


def test_they_are_taken_for_nothing_else() -> None:
    random = Random(8)
    for _ in range(2000):
        reference = new_reference(random)
        for typed in (reference, reference.lower().replace("-", " ")):
            assert find_reference(f"it is {typed}, please") == reference
            assert is_reference(typed)
            assert not find_amounts(typed, house_context=True)
            assert not find_state(typed, bare=True)
            assert not find_phone(typed)


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("cancel K7QM-4XRT please", "K7QM-4XRT"),
        ("k7qm4xrt", "K7QM-4XRT"),
        ("it's k7qm 4xrt", "K7QM-4XRT"),
        ("my number is 3467-9346", None),
        ("cancel my callback", None),
        ("XK7QM-4XRTX", None),
        ("", None),
    ],
)
def test_found_in_text(text: str, reference: str | None) -> None:
    assert find_reference(text) == reference


def test_what_is_said_beside_it() -> None:
    assert without_reference("move YF6P-4QGT to friday").split() == ["move", "to", "friday"]


@pytest.mark.parametrize(
    "text", ["K7QM-X4RT", "k7qmx4rt", " k7qm x4rt!", "about K7QM-X4RT", "my code: K7QM-X4RT", "cancel k7qm-x4rt"]
)
def test_little_more_than_a_reference(text: str) -> None:
    assert is_reference(text)


@pytest.mark.parametrize(
    "text",
    [
        "hmmm hmmm",
        "hmmmmmmm",
        "340k-370k",
        "346k 379k",
        "346k mrtg",
        "39th 47th",
        "3467-9346",
        "K7QM",
        "can they still come after me, K7QM-X4RT",
        "",
    ],
)
def test_something_else(text: str) -> None:
    assert not is_reference(text)
