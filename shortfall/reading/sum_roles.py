"""What a sum is, by the words on either side of it, learned from sums that were labelled by hand. Pure, linear.

The patterns (shortfall/reading/figures.py) say what a sum may be; the regression says how likely it is that the message bears it. Its weights stand in
data/sums/weights.json.gz, and `engine.sum_roles` makes them from data/sums/*.txt (docs/decisions/0028).
"""

from __future__ import annotations

import gzip
import json
import math
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise, takewhile

from shortfall.base.firm import DATA
from shortfall.reading.amounts.tokens import fold

WEIGHTS = DATA / "sums" / "weights.json.gz"
_PAY = frozenset({"pay", "take_home"})
_BEARS: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("pay", "take_home", "hourly"), _PAY),  # the two are read together, and stand in one place
    **dict.fromkeys(("savings", "held"), frozenset({"savings", "held"})),
    **dict.fromkeys(("costs", "sale_costs"), frozenset({"costs", "fees"})),
    **dict.fromkeys(("car_value", "car_loan"), frozenset({"car"})),
    "principal": frozenset({"debt", "purchase_price"}),
    # What is reckoned with: "what if it goes for 150", "how long at 300 a month".
    "sale_price": frozenset({"sale_price", "supposed"}),
    "monthly_payment": frozenset({"monthly_payment", "supposed"}),
}
"""By role, where it is not the label of its own name."""
_TOKEN = re.compile(r"[a-z]++(?:'[a-z]++)?+|\d++(?:[.,]\d++)*+|[^\s\w]", re.ASCII)
_DIGIT = re.compile(r"\d")
_ENDS = frozenset(".?!;")
_NEAR, _FAR, _STEM = 5, 14, 5
LEARNED = frozenset(
    "debt second_loan judgment deficiency sale_price market_value payment monthly_payment offer fees costs sale_costs taxes dues pay take_home hourly taken held "
    "savings purchase_price principal car_value car_loan".split()
)
"""The roles that are weighed. The others are worked out, or bear nothing on the home."""
LEAST = 0.25
"""A role that is less likely is not noted. On talks that were left out of the learning nineteen of twenty right roles are likelier, and half of the wrong ones."""


class Words:
    """A message as the words about its sums. Made once for all of them."""

    def __init__(self, text: str) -> None:
        found = list(_TOKEN.finditer(fold(text)))
        self._text = text
        self._words = ["#" if each[0][0].isdigit() else each[0] for each in found]
        self._starts = [each.start() for each in found]

    def features(self, span: tuple[int, int], size: Decimal, role: str | None) -> Iterator[str]:
        """What is known of the sum that stands at `span`: its size in dollars, the role that the patterns give it, and some words of its sentence."""
        first, behind = bisect_left(self._starts, span[0]), bisect_left(self._starts, span[1])
        ahead = list(takewhile(_within, reversed(self._words[max(0, first - _FAR) : first])))
        after = list(takewhile(_within, self._words[behind : behind + _FAR]))
        stop = self._words[behind + len(after) : behind + len(after) + 1]
        ahead, after = [*ahead, "^"], [*after, *stop]
        yield f"role {role}"
        yield f"size {size.adjusted()} {size.normalize().as_tuple().digits[0] >= 3}"
        yield f"written {_DIGIT.sub('0', self._text[slice(*span)].strip().lower())[:9]}"
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


@cache
def _weights() -> tuple[Sequence[str], Mapping[str, Mapping[str, float]]]:
    """The labels, and of each feature what it adds to each of them."""
    with gzip.open(WEIGHTS, "rt", encoding="utf-8") as file:
        told = json.load(file)
    return tuple(told["labels"]), told["features"]


def likely(words: Words, span: tuple[int, int], size: Decimal, role: str) -> float:
    """How likely it is that the message bears this role of a sum."""
    labels, weights = _weights()
    total = dict.fromkeys(labels, 0.0)
    for feature in ("", *words.features(span, size, role)):
        for label, weight in weights.get(feature, {}).items():
            total[label] += weight
    most = max(total.values())
    shares = {label: math.exp(score - most) for label, score in total.items()}
    return sum(shares.get(label, 0.0) for label in bears(role)) / sum(shares.values())


def bears(role: str) -> frozenset[str]:
    """The labels under which a sum has a role."""
    return _BEARS.get(role, frozenset({role}))
