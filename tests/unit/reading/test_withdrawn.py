"""Words of one's own that are not to be passed on."""

from __future__ import annotations

import pytest

from shortfall.reading.opt_out import read
from shortfall.reading.withdrawn import left_out, withdraws

QUOTED = ["they mailed an order on June 3. I drank too much that year", "what can they take from me"]
FIRST, SECOND = "they mailed an order on June 3.", "what can they take from me"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("please leave out the part about how I drank", [FIRST, SECOND]),
        ("yes but take out where I wrote that I drank", [FIRST, SECOND]),
        ("erase the last thing I said", [QUOTED[0], ""]),
        ("cut the first sentence of my words", ["", SECOND]),
        ("I'd rather you not send what I told you", ["", ""]),
        ("don't include my words", ["", ""]),
        ("don't tell them what I said about the swimming pool", ["", ""]),  # nothing like it is quoted: all of it
        ("no les manden lo que escribí", ["", ""]),
        ("quite la segunda parte de mis palabras", [QUOTED[0], ""]),
    ],
)
def test_what_is_pointed_at_is_left_out(text: str, left: list[str]) -> None:
    assert withdraws(text)
    assert left_out(text, QUOTED) == left


@pytest.mark.parametrize(
    "text", ["can they take what I said I own", "delete my number", "tell them what I said", "I wrote them a letter"]
)
def test_other_wishes_take_nothing_out(text: str) -> None:
    assert not withdraws(text)


def test_by_text_it_does_not_end_the_texts() -> None:
    assert read("pls don't send them what I wrote") is None
    stop = read("don't send me texts")
    assert stop and stop.kind == "stop"
