"""What actions and forms say, by key: data/texts/<language>.yml. Standard library and PyYAML only."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

import yaml

from shortfall.base.firm import DATA, LOADER
from shortfall.content.questions import ContentError, Language


@lru_cache(maxsize=1)
def _responses() -> Mapping[str, Any]:
    with (DATA / "texts" / "responses_es.yml").open(encoding="utf-8") as stream:
        found: Mapping[str, Any] = yaml.load(stream, LOADER)
    return found


def translated(name: str, english: Mapping[str, Any], channel: str) -> dict[str, Any]:
    """A response of domain.yml, as Rasa gives it, in Spanish: the same choices and the same metadata under other words.

    One without Spanish stays as it is: a test refuses it, and a talk goes on rather than break off.
    """
    spanish, about = _responses().get(name), dict(english.get("metadata") or {})
    if spanish is None:
        return dict(english)
    if "back" in about:
        about["back"] = spanish["back"]
    buttons = list(english.get("buttons") or ())
    titles = spanish.get("buttons", ())[: len(buttons)]
    buttons = [{**button, "title": title} for button, title in zip(buttons, titles, strict=True)]
    words = str(spanish.get(channel) or spanish["text"]).strip()
    return {**english, "text": words, "buttons": buttons, "metadata": about}


@lru_cache(maxsize=2)
def texts(language: Language) -> Mapping[str, Any]:
    """All texts of a language, nested as in the file."""
    with (DATA / "texts" / f"{language}.yml").open(encoding="utf-8") as stream:
        found: Mapping[str, Any] = yaml.load(stream, LOADER)
    return found


def text(key: str, language: Language = "en", nth: int = 0, **values: str) -> str:
    """A text by its dotted key ("desk.ask"), filled in. Of several wordings the `nth`, so that none is said twice running.

    Raises:
        ContentError: there is no such text.
    """
    found: Any = texts(language)
    for part in key.split("."):
        if not isinstance(found, Mapping) or part not in found:
            raise ContentError(f"no text {key} in {language}")
        found = found[part]
    if isinstance(found, Sequence) and not isinstance(found, str):
        found = found[nth % len(found)]
    filled = str(found)
    for name, value in values.items():
        filled = filled.replace("{" + name + "}", value)
    return _A_OR_DE_EL.sub(r"\1l", filled) if language == "es" else filled


_A_OR_DE_EL = re.compile(r"\b(de|a) el\b")
""" "De el Distrito" is "del Distrito" and "a el 3" is "al 3"; "él" and "El Paso" stay as they are."""


def has_text(key: str, language: Language = "en") -> bool:
    """Whether there is a text of this key."""
    try:
        text(key, language)
    except ContentError:
        return False
    return True


def day_in_words(day: date, language: Language) -> str:
    """ "Thursday, December 3, 2026"."""
    weekday, month = text("date.weekdays", language, day.weekday()), text("date.months", language, day.month - 1)
    return text("date.full", language, weekday=weekday, month=month, day=str(day.day), year=str(day.year))


def short_day(day: date, language: Language) -> str:
    """ "December 3, 2026", "el 3 de diciembre de 2026"."""
    month = text("date.months", language, day.month - 1)
    return text("date.of_day", language, month=month, day=str(day.day), year=str(day.year))
