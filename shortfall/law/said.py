"""Sentences about figures, by key and language: data/law/words.yml. PyYAML only, so that every room can use them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from shortfall.base.language import Language as Language

FILE = Path(__file__).resolve().parents[2] / "data" / "law" / "words.yml"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@lru_cache(maxsize=1)
def words() -> Mapping[str, Mapping[str, Mapping[Language, str]]]:
    """The whole file: group, key, language."""
    with FILE.open(encoding="utf-8") as stream:
        found: Mapping[str, Any] = yaml.load(stream, _LOADER)
    return found


def said(key: str, language: Language = "en", **values: str) -> str:
    """A sentence by its key ("note.rough"), filled in.

    Raises:
        KeyError: there is none.
    """
    group, _, name = key.partition(".")
    sentence = words()[group][name][language]
    for gap, value in values.items():
        sentence = sentence.replace("{" + gap + "}", value)
    return sentence


def has(key: str) -> bool:
    """Whether there is a sentence of this key."""
    group, _, name = key.partition(".")
    return name in words().get(group, {})


def listed(parts: Sequence[str], language: Language = "en") -> str:
    """ "court costs, sale costs and fees"; in Spanish "e" stands for "y" before an i."""
    *before, last = parts
    if not before:
        return last
    link = said("span.and", language)
    if language == "es" and last.lower().startswith(("i", "hi")) and not last.lower().startswith(("hie", "hia")):
        link = " e "
    return f"{', '.join(before)}{link}{last}"


def either(parts: Sequence[str], language: Language = "en") -> str:
    """ "5% or 9%"."""
    return said("span.or", language).join(parts)


def month(day: datetime.date, language: Language = "en") -> str:
    """ "March 2026", "marzo de 2026"."""
    return said("span.month", language, month=said(f"months.{day.month}", language), year=str(day.year))
