"""What text messages say beside the answers, from data/firm.yml."""

from __future__ import annotations

from functools import lru_cache

from shortfall.base.firm import load_firm
from shortfall.content.placeholders import fill, placeholders
from shortfall.content.questions import LANGUAGES, Language
from shortfall.sms.compose import sendable, spelled


@lru_cache
def texts() -> dict[str, str]:
    """The texts under `sms` by name, the Spanish ones with `_es` after it, and `notice`, which comes before the first answer."""
    firm = load_firm()
    values = {language: placeholders(firm, language=language) for language in LANGUAGES}
    found = {"notice": firm["welcome"]["sms"], **firm["sms"]}
    filled = {
        name: fill(" ".join(text.split()), values["es" if name.endswith("_es") else "en"])
        for name, text in found.items()
    }
    return {name: sendable(spelled(text)) for name, text in filled.items()}


def said(name: str, language: Language) -> str:
    """One of the `texts` in a language."""
    return texts()[f"{name}_es" if language == "es" else name]
