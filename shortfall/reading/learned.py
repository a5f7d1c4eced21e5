"""What a sum or a day is, by the words on either side of it, learned from messages that were labelled by hand. Pure, linear.

A regression whose weights `engine.roles` makes from data/sums and data/days (docs/decisions/0028 and 0029).
"""

from __future__ import annotations

import gzip
import json
import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise, takewhile
from pathlib import Path

from shortfall.reading.amounts.tokens import fold

_TOKEN = re.compile(r"[a-z]++(?:'[a-z]++)?+|\d++(?:[.,]\d++)*+|[^\s\w]", re.ASCII)
_DIGIT = re.compile(r"\d")
_ENDS = frozenset(".?!;")
_NEAR, _FAR, _STEM = 5, 14, 5


class Words:
    """A message as the words about what is named in it. Made once for all of that."""

    def __init__(self, text: str) -> None:
        found = list(_TOKEN.finditer(fold(text)))
        self.text = text
        self._words = ["#" if each[0][0].isdigit() else each[0] for each in found]
        self._starts = [each.start() for each in found]

    def features(self, span: tuple[int, int], role: str | None = None) -> Iterator[str]:
        """What is known of what stands at `span`: the role that the patterns give it if that counts, and some words of its sentence."""
        first, behind = bisect_left(self._starts, span[0]), bisect_left(self._starts, span[1])
        ahead = list(takewhile(_within, reversed(self._words[max(0, first - _FAR) : first])))
        after = list(takewhile(_within, self._words[behind : behind + _FAR]))
        stop = self._words[behind + len(after) : behind + len(after) + 1]
        ahead, after = [*ahead, "^"], [*after, *stop]
        yield f"written {_DIGIT.sub('0', self.text[slice(*span)].strip().lower())[:9]}"
        if role:
            yield f"role {role}"
            yield f"role {role} {ahead[0]}"
            yield f"role {role} > {after[0] if after else ''}"
        for sign, words in (("-", ahead), ("+", after)):
            for step, word in enumerate(words[:_NEAR]):
                yield f"{sign}{step} {word}"
            for one, two in pairwise(words[:_NEAR]):
                yield f"{sign} {one} {two}"
            for word in {word[:_STEM] for word in words}:
                yield f"{sign} {word}"


def _within(word: str) -> bool:
    return word not in _ENDS


class Learned:
    """A regression, read from its file when it is first asked."""

    def __init__(self, weights: Path, roles: Iterable[str], bears: Mapping[str, frozenset[str]]) -> None:
        self.weights, self.roles, self._bears = weights, frozenset(roles), bears

    @cached_property
    def _told(self) -> tuple[Sequence[str], Mapping[str, Sequence[tuple[int, float]]]]:
        """The labels, and of each feature what it adds to which of them."""
        with gzip.open(self.weights, "rt", encoding="utf-8") as file:
            told = json.load(file)
        place = {label: number for number, label in enumerate(told["labels"])}
        rows = {
            name: tuple((place[label], each) for label, each in row.items()) for name, row in told["features"].items()
        }
        return tuple(place), rows

    def shares(self, features: Iterable[str]) -> dict[str, float]:
        """How likely each label is."""
        labels, weights = self._told
        total = [0.0] * len(labels)
        for feature in ("", *features):
            for place, weight in weights.get(feature, ()):
                total[place] += weight
        most = max(total)
        shares = {label: math.exp(score - most) for label, score in zip(labels, total, strict=True)}
        whole = sum(shares.values())
        return {label: share / whole for label, share in shares.items()}

    def likely(self, features: Iterable[str], role: str) -> float:
        """How likely it is that the message bears this role."""
        shares = self.shares(features)
        return sum(shares.get(label, 0.0) for label in self.bears(role))

    def bears(self, role: str) -> frozenset[str]:
        """The labels under which something has a role."""
        return self._bears.get(role, frozenset({role}))
