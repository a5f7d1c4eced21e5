"""Names of companies and people in what somebody wrote: whole words, without case, accents, punctuation and the endings of companies."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

import yaml

from shortfall.base.firm import DATA, LOADER

OTHER_SIDE = (
    r"(?:lenders?|banks?|credit union|servicer|compan(?:y|ies)|lawyers?|attorneys?|law (?:firm|office)|collectors?|collections?|agenc(?:y|ies)"
    r"|debt buyers?|creditors?|callers?|cobrador(?:es)?|agencia|abogad[oa]s?)"
)
"""Whoever collects, in a pattern."""
SOMEONE = r"(?:someone|somebody|guy|lady|man|woman|people|person)"
"""Whoever calls for them."""
_ENDINGS = frozenset("inc llc llp lp ltd co corp corporation company na plc fsb".split())
_WORD = re.compile(r"[a-z0-9]+")


def hits(names: Sequence[str], *texts: str | None) -> list[str]:
    """The names on a list that stand in texts. Each word of a text is looked up once, so the length of the list costs nothing."""
    if not names:
        return []
    by_first = _by_first(tuple(names))
    found: dict[str, None] = {}
    for text in texts:
        words = _WORD.findall(_plain(text or ""))
        for at, word in enumerate(words):
            for name, wanted in by_first.get(word, ()):
                if words[at : at + len(wanted)] == wanted:
                    found[name] = None
    return list(found)


def words_of(name: str) -> list[str]:
    """The words of a name that tell it from others."""
    words = _WORD.findall(_plain(name))
    while len(words) > 1 and words[-1] in _ENDINGS:
        words.pop()
    return words


def other_side(*texts: str) -> str:
    """The lenders, servicers and buyers of debts (data/lenders.yml) that are named in texts, as on their papers, at most three: "U.S. Bank"."""
    said = _lenders()
    found = dict.fromkeys(said[name] for name in hits(tuple(said), *texts))
    return "; ".join(list(found)[:3])


@lru_cache(maxsize=1)
def _lenders() -> Mapping[str, str]:
    """For each way of naming one its name."""
    with (DATA / "lenders.yml").open(encoding="utf-8") as stream:
        names: dict[str, list[str]] = yaml.load(stream, LOADER)
    return {each: name for name, said in names.items() for each in said}


@lru_cache(maxsize=4)
def _by_first(names: tuple[str, ...]) -> Mapping[str, Sequence[tuple[str, list[str]]]]:
    found: defaultdict[str, list[tuple[str, list[str]]]] = defaultdict(list)
    for name in names:
        if words := words_of(name):
            found[words[0]].append((name, words))
    return found


_DOTS = re.compile(r"[.'\u2019]")


def _plain(text: str) -> str:
    """Without case, accents, dots and apostrophes: "U.S. Bank, N.A." is "us bank, na"."""
    plain = "".join(each for each in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(each))
    return _DOTS.sub("", plain)
