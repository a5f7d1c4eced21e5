"""The legal words of the field and the topics that they name: data/terms.yml. They are said in English in the middle of Spanish too."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import yaml

from shortfall.base.firm import DATA, LOADER


@dataclass(frozen=True)
class Term:
    """A legal word: its name, how it is said, and the topics of which one is meant by it."""

    name: str
    said: re.Pattern[str]
    topics: frozenset[str]


@lru_cache(maxsize=1)
def terms() -> tuple[Term, ...]:
    """All of them, in the order of the file."""
    with (DATA / "terms.yml").open(encoding="utf-8") as stream:
        raw = yaml.load(stream, LOADER)
    return tuple(
        Term(name, re.compile(rf"\b(?:{part['said']})", re.I), frozenset(part["topics"])) for name, part in raw.items()
    )


def topics_named(text: str) -> frozenset[str]:
    """The topics that are named by a legal word of a text."""
    return frozenset[str]().union(*(term.topics for term in terms() if term.said.search(text)))
