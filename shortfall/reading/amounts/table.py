"""What a language brings to the one grammar of numbers: its words, and no rule of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal
from functools import cached_property
from typing import Literal, NamedTuple

Kind = Literal[
    "debt", "judgment", "second_loan", "sale_price", "market_value", "purchase_price", "offer", "payment",
    "monthly_payment", "arrears", "pay", "rent", "fees", "costs", "taxes", "deficiency", "other", "score",
]  # fmt: skip
"""What a sum is. `score` is none: a word that takes the number beside it away ("my credit score is 580")."""


class Cue(NamedTuple):
    """What a phrase says about the amount beside it.

    `rank`: of two phrases about one amount the higher counts (3: names one thing, "attorney fees"; 2: owed, sold; 1: paid).
    `large`: it speaks of a house or a loan, so that "250" means thousands. `beside`: only of the amount just before ("a month").
    """

    kind: Kind
    rank: int = 2
    large: bool = False
    beside: bool = False


Words = frozenset[str]


def words(text: str) -> Words:
    """A set of words, or of phrases parted by "|"."""
    return frozenset(phrase.strip() for phrase in text.split("|")) if "|" in text else frozenset(text.split())


def count(text: str, first: int, step: int = 1) -> dict[str, Decimal]:
    """Words that count up: `count("one two", 1)`."""
    return {word: Decimal(first + step * place) for place, word in enumerate(text.split())}


def slips(word: str) -> list[str]:
    """A letter left out, doubled, or two changed about, in a word so long that it makes no other: "thosand", "hunderd"."""
    pieces = [(word[:place], word[place:]) for place in range(1, len(word))] if len(word) >= 6 else []
    return (
        [a + b[1:] for a, b in pieces]
        + [a + b[0] + b for a, b in pieces]
        + [a + b[1] + b[0] + b[2:] for a, b in pieces if len(b) > 1]
    )


def with_slips(meanings: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """The words, and what slips of the finger make of them."""
    return {slip: value for word, value in meanings.items() for slip in slips(word)} | dict(meanings)


@dataclass(frozen=True, eq=False)
class Table:
    """The words of a language. Every set holds small letters without accents; phrases are parted by single spaces."""

    atoms: Mapping[str, Decimal] = field(default_factory=dict)
    """Number words below a thousand."""
    hundred: Words = frozenset()
    scales: Mapping[str, Decimal] = field(default_factory=dict)
    loose: Words = frozenset()
    """Scales that mean thousands as well as millions."""
    parts: Mapping[str, Decimal] = field(default_factory=dict)
    multiples: Mapping[str, Decimal] = field(default_factory=dict)
    """ "twice 90k"."""
    some: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """ "a couple", "a few"."""
    one: Words = frozenset()
    joins: Words = frozenset()
    of: Words = frozenset()
    lone: Words = frozenset()
    """Scales that need no number before them: "mil quinientos"."""
    oh: Words = frozenset()
    point: Words = frozenset()
    vague: Words = frozenset()
    """ "three hundred something thousand", "sesenta y tantos mil"."""
    dollars: Words = frozenset()
    cents: Words = frozenset()
    nothing: Words = frozenset()
    to: Words = frozenset()
    either: Words = frozenset()
    between: Words = frozenset()
    hedges: Words = frozenset()
    """Words that stand before an amount and make it approximate."""
    more_or_less: Words = frozenset()
    """What stands between a sum and how far it may be off: "185 give or take 5"."""
    after: Words = frozenset()
    ceiling: Words = frozenset()
    floor: Words = frozenset()
    ceiling_after: Words = frozenset()
    floor_after: Words = frozenset()
    """Bounds that stand behind an amount: "300k or more"."""
    decades: Mapping[str, Decimal] = field(default_factory=dict)
    """ "the low nineties"."""
    low: Words = frozenset()
    mid: Words = frozenset()
    high: Words = frozenset()
    denied: Words = frozenset()
    sorry: Words = frozenset()
    was: Words = frozenset()
    now: Words = frozenset()
    each: Words = frozenset()
    loans: Words = frozenset()
    counted: Words = frozenset()
    named: Words = frozenset()
    months: Words = frozenset()
    hours: Words = frozenset()
    people: Words = frozenset()
    breaks: Words = frozenset()
    fillers: Words = frozenset()
    cues: Mapping[str, Cue] = field(default_factory=dict)
    unsure: bool = False
    """Whether nothing in the text tells the language, so that "3 mil" may be three millions or three thousand."""
    marks: Words = frozenset()
    """Words by which the language is told."""

    @cached_property
    def starts(self) -> Words:
        """Words that a number may begin with."""
        groups = (
            self.atoms,
            self.decades,
            self.some,
            self.one,
            self.parts,
            self.hundred,
            self.nothing,
            self.point,
            self.lone,
            ("negative", "minus", "us", "usd"),
        )
        return frozenset(word for group in groups for word in group)

    @cached_property
    def part_starts(self) -> Words:
        """Words that "half", "a quarter", "three quarters" may begin with."""
        return frozenset({*self.parts, *self.one, *(word for word, value in self.atoms.items() if value <= 3)})

    @cached_property
    def vague_starts(self) -> Words:
        """The first words of `vague`."""
        return frozenset(phrase.split()[0] for phrase in self.vague)

    @cached_property
    def after_starts(self) -> Words:
        """The first words of what may stand behind an amount and say something of it."""
        return frozenset(phrase.split()[0] for phrase in self.after | self.floor_after | self.ceiling_after)

    @cached_property
    def phrases(self) -> dict[str, dict[str, list[list[str]]]]:
        """The phrases of `cues` as their words, by the first word and the second ("" for a word alone), the longest first."""
        found: dict[str, dict[str, list[list[str]]]] = {}
        for phrase in sorted(self.cues, key=lambda each: -len(each.split())):
            first, *rest = parts = phrase.split()
            found.setdefault(first, {}).setdefault(rest[0] if rest else "", []).append(parts)
        return found

    @cached_property
    def ends(self) -> Words:
        """The last words of what may stand before an amount and say something of it."""
        phrases = self.denied | self.ceiling | self.floor | self.hedges | self.between
        return frozenset({phrase.split()[-1] for phrase in phrases} | {"of", "the", "for", "at", "in"})

    @cached_property
    def turns(self) -> Words:
        """The words of which a correction has at least one."""
        return frozenset({word for phrase in self.sorry | self.now for word in phrase.split()} | {"no"})

    def over(self, other: Table) -> Table:
        """Both tables; where they differ this one counts, and a word that is one of its `marks` is no number word of the other."""
        merged: dict[str, object] = {}
        for each in fields(self):
            mine, theirs = getattr(self, each.name), getattr(other, each.name)
            if isinstance(mine, bool):
                continue
            if isinstance(mine, Mapping):
                merged[each.name] = {key: value for key, value in theirs.items() if key not in self.marks} | dict(mine)
            else:
                merged[each.name] = (theirs - self.marks) | mine
        return Table(**merged)  # type: ignore[arg-type]


def cues(*rows: tuple[Cue, str]) -> dict[str, Cue]:
    """Phrases of each cue, parted by "|"."""
    return {phrase.strip(): cue for cue, phrases in rows for phrase in phrases.split("|")}
