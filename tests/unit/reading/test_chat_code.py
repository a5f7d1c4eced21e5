"""Codes to go on by text: made to be told from everything else that people text, and read however they are typed."""

from __future__ import annotations

from random import Random

import pytest

from shortfall.reading.chat_code import LENGTH, find_code, new_code
from shortfall.reading.reference import is_reference, new_reference


def test_every_code_is_read_back_and_is_no_reference() -> None:
    random = Random(18)
    for _ in range(2000):
        code = new_code(random)
        assert len(code) == LENGTH and find_code(code) == find_code(f"CHAT {code}") == code
        assert not is_reference(code) and find_code(new_reference(random)) is None


@pytest.mark.parametrize(
    "text", ["CHAT K7QM4XR", "chat k7q m4xr", "k7qm4xr", "K7Q-M4XR.", "code: K7QM4XR", "my code is k7qm4xr", "código K7QM4XR", "CHATK7QM4XR\n"]
)  # fmt: skip
def test_a_code_is_read_however_it_is_typed(text: str) -> None:
    assert find_code(text) == "K7QM4XR"


@pytest.mark.parametrize("text", ["CHAT K7QM4X", "chat 1234567", "code K7OM4XR"])
def test_after_the_word_whatever_was_meant_as_one_counts(text: str) -> None:
    assert find_code(text)


@pytest.mark.parametrize(
    "text", ["", "CHAT", "chat tonight", "chat monday 9", "24CH234", "K7QM-4XRT", "chat K7QM-4XRT", "7734567", "312 555 0143", "can they take my pay", "K7QM4XR thanks", "x" * 9999]
)  # fmt: skip
def test_what_is_no_code(text: str) -> None:
    assert find_code(text) is None
