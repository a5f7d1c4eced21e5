"""Short spellings written out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shortfall.reading.shorthand import written_out


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("can i make an appt w/ the atty", "can i make an appointment with the attorney"),
        ("they took my pymt w/o asking", "they took my payment without asking"),
        ("can they garnish me w/my kids", "can they garnish me with my kids"),
        ("are SS checks safe", "are social security checks safe"),
        ("my ss number", "my ss number"),
        ("u got a msg", "you got a message"),
        ("Burr St and the URL", "Burr St and the URL"),
        ("write me at u@mail.com", "write me at u@mail.com"),
        ("b/c of the amt", "because of the amount"),
    ],
)
def test_written_out(text: str, read: str) -> None:
    assert written_out(text) == read


@given(st.text(max_size=300))
def test_what_is_written_out_stays_as_it_is(text: str) -> None:
    once = written_out(text)
    assert written_out(once) == once
