"""The language in which somebody wants to be called."""

from __future__ import annotations

import pytest

from shortfall.content.texts import texts
from shortfall.reading.tongues import _TONGUES, wanted_tongue


@pytest.mark.parametrize(
    ("text", "tongue"),
    [
        ("does anyone there speak good Ukrainian", "ukrainian"),
        ("an arabic-speaking lawyer would help", "arabic"),
        ("call my mother in Korean please", "korean"),
        ("i need an interpreter for sign language", "asl"),
        ("¿hay alguien que hable polaco?", "polish"),
        ("que me hablen en español", "spanish"),
        ("I do not speak English", None),
        ("no hablo inglés", None),
        ("my lawyer is polish", None),
        ("the house stood in Polish Village", None),
        ("we ate at a greek place", None),
    ],
)
def test_a_language_is_wished_for(text: str, tongue: str | None) -> None:
    assert wanted_tongue(text) == tongue


def test_each_language_has_a_name_to_be_read() -> None:
    assert set(texts("en")["tongue"]) == set(texts("es")["tongue"]) == set(_TONGUES)
