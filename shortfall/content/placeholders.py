"""What `{firm}`, `{phone}` and `{homestead}` stand for in every text. Standard library and PyYAML only."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import Any

from shortfall.base.kept import days_kept, kept_in_words
from shortfall.content.questions import ContentError, Language
from shortfall.law.figures import in_words

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def placeholders(firm: Mapping[str, Any], on: datetime.date | None = None, language: Language = "en") -> dict[str, str]:
    """What `{firm}`, `{phone}` and their like stand for in every text, and the law's figures by name: `{judgment_interest}`.

    `{help}` is where a person turns: the firm's number, and for somebody in another state the free legal aid there, which
    shortfall/talk/compose.py puts in its place.

    Args:
        on: the day whose law is shown; today where it is not given.
    """
    return (
        in_words(on or datetime.datetime.now(datetime.UTC).date())
        | kept_in_words(days_kept())
        | {
            "firm": firm["name"],
            "phone": firm["phone"],
            "help": firm["phone"],
            "address": firm["address"],
            "hours": firm["hours_text"][language],
            "attorney": firm["responsible_attorney"],
        }
    )


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put the firm's facts into a text.

    Raises:
        ContentError: the text names a placeholder that is not known.
    """

    def value(match: re.Match[str]) -> str:
        if match[1] not in values:
            raise ContentError(f"unknown placeholder {{{match[1]}}}")
        return values[match[1]]

    return _PLACEHOLDER.sub(value, text)
