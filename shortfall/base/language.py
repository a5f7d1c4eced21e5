"""The languages that the assistant speaks."""

from __future__ import annotations

from typing import Literal, get_args

Language = Literal["en", "es"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
