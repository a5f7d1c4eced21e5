"""Texts made to keep a pattern busy: what its own alternatives spell, over and over, and then something that does not fit.

Nothing here is a list of known attacks. `fragments` reads a pattern as Python's own parser does and gives strings that it
half matches; `attacks` repeats them, alone, in pairs and after what may stand before them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from random import Random
from typing import Any

ops: Any = import_module("re._constants")
parser: Any = import_module("re._parser")
PLAIN = (" ", "1", "a", "-", "1 ", "a ", ".", "\n", "1-", "'", ",", "\t ", "é", "$1", "x1", "Ab ")
"""What any pattern may choke on."""
ENDS = ("!", "", " x")
_CATEGORIES = {
    ops.CATEGORY_DIGIT: "1",
    ops.CATEGORY_NOT_DIGIT: "a",
    ops.CATEGORY_SPACE: " ",
    ops.CATEGORY_NOT_SPACE: "a",
    ops.CATEGORY_WORD: "a",
    ops.CATEGORY_NOT_WORD: " ",
}
_TRIED = " a1-.,'!éZ_\n:/$"


@dataclass(frozen=True)
class Attack:
    """A text of any length: `head`, then `body` as often as it fits, then `tail`."""

    head: str
    body: str
    tail: str

    def text(self, length: int) -> str:
        """Exactly `length` characters of it."""
        room = length - len(self.head) - len(self.tail)
        return (self.head + (self.body * (room // len(self.body) + 1))[: max(room, 0)] + self.tail)[:length]


def _one_of(items: Sequence[Any], random: Random) -> str:
    if items[0][0] is ops.NEGATE:
        outside = [c for c in _TRIED if not any(_in(item, c) for item in items[1:])]
        return random.choice(outside) if outside else "\u2603"
    kind, value = random.choice(list(items))
    if kind is ops.LITERAL:
        return chr(value)
    if kind is ops.RANGE:
        return chr(random.choice((value[0], value[1])))
    return _CATEGORIES.get(value, "a")


def _in(item: tuple[Any, Any], character: str) -> bool:
    kind, value = item
    if kind is ops.LITERAL:
        return chr(value) == character
    if kind is ops.RANGE:
        return bool(value[0] <= ord(character) <= value[1])
    tests = {
        ops.CATEGORY_DIGIT: character.isdigit(),
        ops.CATEGORY_SPACE: character.isspace(),
        ops.CATEGORY_WORD: character.isalnum() or character == "_",
    }
    negated = {ops.CATEGORY_NOT_DIGIT: ops.CATEGORY_DIGIT, ops.CATEGORY_NOT_SPACE: ops.CATEGORY_SPACE}
    negated[ops.CATEGORY_NOT_WORD] = ops.CATEGORY_WORD
    return not tests[negated[value]] if value in negated else tests[value]


def spell(nodes: Iterable[tuple[Any, Any]], random: Random) -> str:
    """A text that the nodes of a parsed pattern may match; what must be seen beside it is spelled now and then."""
    said = []
    for kind, value in nodes:
        if kind is ops.LITERAL:
            said.append(chr(value))
        elif kind is ops.NOT_LITERAL:
            said.append(" " if chr(value) != " " else "a")
        elif kind is ops.ANY:
            said.append("a")
        elif kind is ops.IN:
            said.append(_one_of(value, random))
        elif kind is ops.BRANCH:
            said.append(spell(random.choice(value[1]), random))
        elif kind is ops.SUBPATTERN:
            said.append(spell(value[-1], random))
        elif kind is ops.ATOMIC_GROUP:
            said.append(spell(value, random))
        elif kind in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
            least, most, body = value
            times = random.randint(least, max(least, min(most, least + 2)))
            said += [spell(body, random) for _ in range(min(times, 12))]
        elif kind is ops.ASSERT and random.random() < 0.5:
            said.append(spell(value[1], random))
        elif kind is ops.GROUPREF_EXISTS:
            said.append(spell(random.choice([part for part in value[1:] if part is not None]), random))
    return "".join(said)


def _repeats(nodes: Sequence[tuple[Any, Any]], before: list[tuple[Any, Any]]) -> Iterator[tuple[list[Any], Any]]:
    """Each repeat with what stands before it."""
    ahead = list(before)
    for kind, value in nodes:
        if kind is ops.BRANCH:
            for branch in value[1]:
                yield from _repeats(branch, ahead)
        elif kind is ops.SUBPATTERN:
            yield from _repeats(value[-1], ahead)
        elif kind is ops.ATOMIC_GROUP:
            yield from _repeats(value, ahead)
        elif kind in (ops.ASSERT, ops.ASSERT_NOT):
            yield from _repeats(value[1], ahead)
        elif kind in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
            if value[1] > 1:
                yield ahead, value[2]
            yield from _repeats(value[2], ahead)
        elif kind is ops.GROUPREF_EXISTS:
            for part in value[1:]:
                if part is not None:
                    yield from _repeats(part, ahead)
        ahead = [*ahead, (kind, value)]


def _ways(nodes: Sequence[tuple[Any, Any]], random: Random) -> Iterator[str]:
    """The nodes spelled once for each alternative of each choice among them."""
    for place, (kind, value) in enumerate(nodes):
        if kind is ops.BRANCH:
            inner = [way for branch in value[1] for way in _ways(branch, random)]
        elif kind is ops.SUBPATTERN:
            inner = list(_ways(value[-1], random))
        elif kind is ops.ATOMIC_GROUP:
            inner = list(_ways(value, random))
        elif kind in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
            inner = list(_ways(value[2], random))
        else:
            continue
        if len(inner) > 1:
            yield from (spell(nodes[:place], random) + way + spell(nodes[place + 1 :], random) for way in inner)
    yield spell(nodes, random)


def fragments(pattern: str, flags: int, random: Random, most: int = 40) -> list[str]:
    """Short strings that the pattern's own alternatives spell."""
    tree = parser.parse(pattern, flags)
    found = {spell(body, random) for before, body in _repeats(list(tree), []) for _ in range(4)}
    found |= {spell(tree, random) for _ in range(12)}
    short = sorted(text for text in found if 0 < len(text) <= 60)
    return random.sample(short, min(most, len(short)))


def attacks(pattern: str, flags: int, random: Random, most: int = 60) -> list[Attack]:
    """Texts for one pattern, no two alike."""
    tree = parser.parse(pattern, flags)
    found: dict[Attack, None] = {}
    repeats = list(_repeats(list(tree), []))
    for before, body in random.sample(repeats, min(len(repeats), 20)):
        for _ in range(3):
            head, one, two = spell(before, random), spell(body, random), spell(body, random)
            end = random.choice(ENDS)
            found |= dict.fromkeys(Attack("", text, end) for text in (head + one, head + one * 3, head) if text)
            found |= dict.fromkeys(Attack(head, text, end) for text in (one, one + two) if text)
    each = {
        Attack(spell(before, random), way, end)
        for before, body in repeats
        for way in set(_ways(list(body), random))
        for end in ("!", " x")
        if way
    }
    whole = [spell(tree, random) for _ in range(6)]
    for text in filter(None, whole):
        found[Attack("", text, "!")] = None
        found[Attack("", f"{text} ", "")] = None
        found[Attack(text[: len(text) // 2], text[len(text) // 2 :] or "a", "!")] = None
    chosen = list(found)
    chosen = random.sample(chosen, min(len(chosen), most))
    heads = [text[:-1] for text in whole if text]
    return (
        chosen
        + sorted(each, key=str)
        + [Attack(random.choice(heads) if heads else "", text, end) for text in PLAIN for end in ENDS]
    )
