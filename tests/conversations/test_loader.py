"""A scenario that says something unheard of must not pass silently."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conversations.loader import ScenarioError, fill, load, phone, said, scenario, weekday


@pytest.mark.parametrize(
    "turn",
    [
        {"user": "hi", "topik": "greet"},
        {"user": "hi", "choose": "Illinois"},
        {"topic": "greet"},
        {"user": "hi", "says": "hello"},
        {"user": 312},
    ],
)
def test_a_faulty_turn_is_refused(turn: dict[str, Any]) -> None:
    with pytest.raises(ScenarioError, match="faulty"):
        scenario({"name": "faulty", "turns": [turn]})


def test_every_file_loads_and_there_are_enough() -> None:
    assert sum(map(len, load().values())) >= 60


@pytest.mark.parametrize(
    ("turn", "differs"),
    [
        ({"user": "hi", "says": ["Hello"]}, False),
        ({"user": "hi", "says": ["Hello"], "sms": {"says": ["Hello"]}}, False),
        ({"user": "hi", "says": ["Hello"], "sms": {"says": ["Hi"]}}, True),
        ({"user": "hi", "says": ["Hello"], "sms": {"says": None}}, True),
        ({"user": "hi", "sms": {"user": "HELLO"}}, True),
        ({"choose": "Illinois"}, True),
    ],
)
def test_what_is_played_by_text_too(turn: dict[str, Any], differs: bool) -> None:
    assert scenario({"name": "n", "turns": [{"user": "and?"}, turn]}).otherwise_by_text is differs


def test_what_was_said_is_filled_in_and_choices_left_out() -> None:
    read = scenario({"name": "n", "turns": [{"user": "call {phone}"}, {"choose": "Illinois"}, {"user": "{unknown}"}]})
    assert list(said(read, {"phone": "312-600-8815"})) == ["call 312-600-8815", "{unknown}"]


def test_placeholders_are_filled_at_every_depth() -> None:
    filled = fill({"says": ["{a}!"], "card": {"reference": "{a}"}}, {"a": "1"})
    assert filled == {"says": ["1!"], "card": {"reference": "1"}}


@given(st.integers(0, 12_799_999))
def test_every_phone_is_valid(number: int) -> None:
    assert phonenumbers.is_valid_number(phonenumbers.parse(phone(number)["phone"], "US"))


def test_a_weekday_is_neither_today_nor_tomorrow() -> None:
    for day in (date(2026, 11, 30) + timedelta(days=more) for more in range(7)):
        assert weekday(day) not in {(day + timedelta(days=ahead)).strftime("%A") for ahead in (0, 1)}
        assert weekday(day) not in {"Saturday", "Sunday"}
