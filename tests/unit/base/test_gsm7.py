"""Lengths of text messages, as a carrier counts them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shortfall.base.gsm7 import BASIC, EXTENDED, foreign, segments, septets


def test_the_alphabet_is_complete() -> None:
    # 3GPP TS 23.038: 128 places, one of them the escape.
    assert len(BASIC) == 127
    assert not BASIC & EXTENDED


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("", 0),
        ("a", 1),
        ("Hello, $5 @ 9 a.m.?", 19),
        ("€", 2),
        ("[x]", 5),
        ("a^b", 4),
        ("Å\n", 2),
        ("{}\\[]~|^€\f", 20),
    ],
)
def test_septets(text: str, length: int) -> None:
    assert septets(text) == length


@pytest.mark.parametrize(
    "text", ["\u2019", "\u201cquoted\u201d", "a \u2014 b", "caf\u00ea", "\u00e1", "👍", "`", "\t", "…"]
)
def test_strangers_are_refused(text: str) -> None:
    assert foreign(text)
    with pytest.raises(ValueError, match="not GSM-7"):
        septets(text)


@pytest.mark.parametrize("text", ["Attorney's fees: $250 (50% off)", "¿qué señor?", "line\nline", "ñ à è é ì ò ù ü"])
def test_what_the_alphabet_has(text: str) -> None:
    assert foreign(text) == set()


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", 0),
        ("a", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("a" * 152 + "€" + "a" * 151, 2),  # the pair does not fit into the first part, and the rest fills the second
        ("a" * 152 + "€" + "a" * 152, 3),
        ("ê" * 70, 1),
        ("ê" * 71, 2),
        ("ê" * 134, 2),
        ("ê" * 135, 3),
        ("👍" * 35, 1),  # two units each
        ("👍" * 36, 2),
    ],
)
def test_segments(text: str, parts: int) -> None:
    assert segments(text) == parts


@given(st.text(alphabet=sorted(BASIC | EXTENDED), max_size=700))
def test_parts_hold_what_they_must(text: str) -> None:
    total, parts = septets(text), segments(text)
    if total <= 160:
        assert parts == (1 if text else 0)
    else:
        # At most one septet of each part but the last is wasted before an escape pair.
        assert -(-total // 153) <= parts <= -(-total // 152)


@given(st.text(max_size=200))
def test_every_text_has_a_length(text: str) -> None:
    assert (segments(text) == 0) == (text == "")
