"""The consent to be called, and apart from it those to a text and to an e-mail: data/texts/consents.yml, which are kept with every yes."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import yaml

from shortfall.base.firm import DATA, LOADER, load_firm
from shortfall.content.placeholders import fill, placeholders
from shortfall.content.questions import LANGUAGES, Language
from shortfall.reading.phone import format_phone


@lru_cache(maxsize=1)
def _consents() -> dict[str, Any]:
    with (DATA / "texts" / "consents.yml").open(encoding="utf-8") as stream:
        found: dict[str, Any] = yaml.load(stream, LOADER)
    return found


def version(channel: str = "web", language: Language = "en") -> str:
    """The version of the question that is asked on a channel."""
    return str(_consents()["call"][channel][language]["version"])


def text_version(language: Language = "en") -> str:
    """The version of the question about texts."""
    return str(_consents()["text"][language]["version"])


def mail_version(language: Language = "en") -> str:
    """The version of the consent to an e-mail with a summary."""
    return str(_consents()["mail"][language]["version"])


def mail_wording(language: Language = "en") -> str:
    """The consent to an e-mail with a summary."""
    return fill(_consents()["mail"][language]["text"], placeholders(load_firm()))


CONSENT_VERSION = version()
TEXT_VERSION = text_version()
TEXT_VERSIONS = frozenset(text_version(language) for language in LANGUAGES)
"""Of the questions about texts that are in force."""
TEXT_VERSIONS_BEFORE = frozenset(before for language in LANGUAGES for before in _consents()["text"][language]["before"])
"""Of those before, whose yes still holds for the texts that they named: about a callback that is stored, moved or cancelled."""


def wordings(phone: str) -> dict[str, str]:
    """The questions in force that a person may say yes to, by version, with the number read back.

    Args:
        phone: E.164, with an extension as in RFC 3966.
    """
    return {
        asked["version"]: _filled(asked["text"], phone)
        for by_language in _consents()["call"].values()
        for asked in by_language.values()
    }


def wording(phone: str, channel: str = "web", language: Language = "en") -> str:
    """The one of the `wordings` that is asked on a channel."""
    return wordings(phone)[version(channel, language)]


def wording_in(said: str, phone: str) -> tuple[str, str] | None:
    """The version and the words of the question that stands word for word in what was said; None where none does."""
    return next(((name, words) for name, words in wordings(phone).items() if words in said), None)


def text_wording(phone: str, language: Language = "en") -> str:
    """The separate question about texts, with the number (E.164) read back."""
    return _filled(_consents()["text"][language]["text"], phone)


def text_wordings(phone: str) -> dict[str, str]:
    """The same in every language, by version."""
    return {text_version(language): text_wording(phone, language) for language in LANGUAGES}


def _filled(words: str, phone: str) -> str:
    return fill(words, {**placeholders(load_firm()), "number": format_phone(phone)})
