"""Tokens, also those that were seen before."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta

import pytest

from shortfall.web.tokens import LONGEST, Tokens

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
SECRET = "0123456789abcdef" * 4


def test_a_token_that_was_good_ends_all_the_same() -> None:
    tokens = Tokens(SECRET)
    token = tokens.issue("a" * 32, NOW + timedelta(hours=1))
    for minutes, expected in ((0, "a" * 32), (59, "a" * 32), (60, None), (90, None), (30, "a" * 32)):
        assert tokens.session(token, NOW + timedelta(minutes=minutes)) == expected


@pytest.mark.parametrize(
    "forged",
    [
        "",
        "x",
        Tokens("another secret of thirty-two letters").issue("a" * 32, NOW + timedelta(hours=1)),
        Tokens(SECRET, "summary").issue("a" * 32, NOW + timedelta(hours=1)),
        Tokens(SECRET).issue(secrets.token_hex(LONGEST), NOW + timedelta(hours=1)),
        Tokens(SECRET).issue("a" * 32, NOW + timedelta(hours=1))[:-1] + "\u0660",
    ],
)
def test_what_is_not_ours_is_never_read(forged: str) -> None:
    tokens = Tokens(SECRET)
    assert [tokens.session(forged, NOW) for _ in range(3)] == [None] * 3
