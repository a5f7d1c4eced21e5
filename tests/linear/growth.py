"""What the proofs share: how the cost of a text may grow with its length."""

from __future__ import annotations

import copy
import re
import sys
from collections.abc import Callable
from functools import lru_cache
from importlib import import_module
from random import Random
from types import FrameType
from typing import Any

import re2

from bench.hostile import Attack, attacks
from bench.readers import Search
from shortfall.reading.guarded import Guarded, Rules, Several
from tests.linear.steps import Program, TooMany

parser: Any = import_module("re._parser")
AHEAD = 100
SHORT, LONG, LONGEST = 250, 1_000, 4_000
INFINITE = float("inf")
SLACK = 4.5
"""A text four times as long may cost four times as much, and a little more for what its short form had no room for."""


def superlinear(cost: Callable[[str], float], attack: Attack) -> str | None:
    """What grows faster than the text, or None. Repeats that have an end fill up below a thousand characters, so that what looks
    too fast from 250 to 1,000 must be too fast from there to 4,000 as well; what has no end is found at 1,000 already."""
    short, long = cost(attack.text(SHORT)), cost(attack.text(LONG))
    if long <= SLACK * short < INFINITE:
        return None
    longest = cost(attack.text(LONGEST))
    return f"{short:.0f}, {long:.0f}, {longest:.0f}: {attack}" if not longest <= SLACK * long < INFINITE else None


def steps(program: Program) -> Callable[[str], float]:
    """The steps of a pattern over a text; without bound where no linear pattern of ours comes near."""

    def cost(text: str) -> float:
        try:
            return program.count(text, limit=300 * max(len(text), 1))
        except TooMany:
            return INFINITE

    return cost


def faults(pattern: str, flags: int, random: Random) -> list[str]:
    """The attacks, made from the pattern itself, under which it is worse than linear. All are tried in a short form; those that cost
    most, or grow fastest, in the long ones."""
    program = Program(pattern, flags)
    cost = steps(program)
    shorts: dict[Attack, tuple[float, float]] = {}
    for attack in dict.fromkeys(attacks(pattern, flags, random)):
        tiny, short = cost(attack.text(SHORT // 4)), cost(attack.text(SHORT))
        if short == INFINITE:
            return [f"no end of it at {SHORT} characters: {attack}"]
        shorts[attack] = (short / max(tiny, 50), short)
    chosen = {each: None for place in (0, 1) for each in sorted(shorts, key=lambda one: shorts[one][place])[-4:]}
    return [found for attack in chosen if (found := superlinear(cost, attack))][:3]


PATTERNS = (re.Pattern, type(re2.compile("")), re2.Set)
"""Python's own, and those of RE2, which is linear whatever the pattern."""
GUARDED = (Guarded, Several, Rules)


class Counting:
    """Stands for a pattern and adds up how many characters it is given."""

    given = 0
    slowly = 0
    """Those of them that Python's own are given."""

    def __init__(self, pattern: Any) -> None:
        self._pattern = pattern
        self._reach = sys.maxsize
        if isinstance(pattern, re.Pattern):
            # `match` looks no further than the pattern is wide, and what it looks ahead for.
            self._reach = parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE).getwidth()[1] + AHEAD

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._pattern, name)
        if name in ("search", "match", "fullmatch", "finditer", "findall", "split", "Match"):

            def counted(text: str, pos: int = 0, endpos: int = sys.maxsize, /) -> Any:
                # A call costs something on its own; the arguments of `split` are other ones and not used.
                room = max(0, min(len(text), endpos) - pos)
                self._add(20 + (min(room, self._reach) if name == "match" else room))
                return found(text) if name in ("split", "Match") else found(text, pos, endpos)

            return counted
        if name in ("sub", "subn"):

            def substituted(new: Any, text: str, count: int = 0) -> Any:
                self._add(20 + len(text))
                return found(new, text, count)

            return substituted
        return found

    def _add(self, characters: int) -> None:
        Counting.given += characters
        Counting.slowly += characters if isinstance(self._pattern, re.Pattern) else 0


def counting(value: Any) -> Any:
    """A value with every pattern in it counted."""
    if isinstance(value, PATTERNS):
        return Counting(value)
    if isinstance(value, GUARDED):
        getattr(value, "loose", None)  # made when first asked
        whole = copy.copy(value)
        vars(whole).update({name: counting(each) for name, each in vars(value).items()})
        return whole
    if isinstance(value, tuple):
        made = [counting(each) for each in value]
        return type(value)(*made) if hasattr(value, "_fields") else tuple(made)
    if isinstance(value, list):
        return [counting(each) for each in value]
    if isinstance(value, dict):
        return {key: counting(each) for key, each in value.items()}
    return value


OF_ONE_MESSAGE = 32
"""Places of the caches that keep what several readers of one message begin with."""


@lru_cache(maxsize=1)
def _caches() -> list[Any]:
    # Of what is loaded only: a reader keeps nothing elsewhere, and the engine's environment cannot load all rooms.
    ours = [module for name, module in list(sys.modules.items()) if name.partition(".")[0] in {"shortfall", "engine"}]
    found = [value for module in ours for value in vars(module).values() if isinstance(value, type(_caches))]
    return [each for each in found if each.cache_parameters()["maxsize"] == OF_ONE_MESSAGE]


def _forget() -> None:
    """Let a text cost what it costs the first time it is read."""
    for each in _caches():
        each.cache_clear()


def characters(reader: Callable[[str], object]) -> Callable[[str], float]:
    """How many characters a reader hands to patterns, each of which is linear in them."""

    def cost(text: str) -> float:
        _forget()
        Counting.given = 0
        reader(text)
        return Counting.given

    return cost


def lines(reader: Callable[[str], object]) -> Callable[[str], float]:
    """How many lines of Python a reader runs through."""

    def cost(text: str) -> float:
        run = 0

        def trace(frame: FrameType, event: str, argument: object) -> Any:
            nonlocal run
            run += event == "line"
            return trace

        _forget()
        before = sys.gettrace()
        sys.settrace(trace)
        try:
            reader(text)
        finally:
            sys.settrace(before)
        return run

    return cost


def reader_faults(
    reader: Callable[[str], object], pool: list[str], random: Random, made: int, changed: int
) -> list[str]:
    """The attacks under which a reader is worse than linear, among those that a search finds to cost it most."""
    given, run = characters(reader), lines(reader)
    found = Search(pool, random, lambda attack: given(attack.text(LONG))).worst(made, changed, keep=3)
    found += Search(pool, random, lambda attack: run(attack.text(SHORT))).worst(made // 4, changed // 4, keep=2)
    return [fault for attack in dict.fromkeys(found) for cost in (given, run) if (fault := superlinear(cost, attack))]
