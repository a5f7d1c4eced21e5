"""The words of every Spanish text, one for each thing: data/glossary.yml. Shown to whoever reviews a text, and kept to by a test."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import yaml

from shortfall.base.firm import DATA, LOADER

# A word in brackets or quotes is the English one beside ours, or a paper's own.
_ASIDE = re.compile(r"\([^()]*+\)|\"[^\"]*+\"|“[^”]*+”")


@dataclass(frozen=True)
class Term:
    """A thing: its English name, the Spanish ones we use, what it means in plain words ("" where it needs none), and patterns of those we do not."""

    english: str
    spanish: tuple[str, ...]
    means: str
    never: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def glossary() -> tuple[Term, ...]:
    """All terms, in the order of the file."""
    with (DATA / "glossary.yml").open(encoding="utf-8") as stream:
        raw = yaml.load(stream, LOADER)
    return tuple(
        Term(english, tuple(part["es"].split("; ")), part["says"], tuple(part.get("never", ())))
        for english, part in raw.items()
    )


def terms_in(text: str) -> tuple[Term, ...]:
    """The terms that a Spanish text uses, in singular or plural."""
    return tuple(term for term in glossary() if any(_named(name).search(text) for name in term.spanish))


def strays(text: str) -> list[str]:
    """The words of a Spanish text for which the glossary has another, each with that one: "remate (subasta)"."""
    bare = _ASIDE.sub(" ", text)
    return [
        f"{match[0]} ({term.spanish[0]})"
        for term in glossary()
        for pattern in term.never
        if (match := re.search(rf"\b(?:{pattern})\b", bare, re.I))
    ]


@lru_cache(maxsize=256)
def _named(name: str) -> re.Pattern[str]:
    return re.compile(r"\b" + r"\s+".join(rf"{re.escape(word)}(?:e?s)?" for word in name.split()) + r"\b", re.I)
