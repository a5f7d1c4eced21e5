"""How many steps a pattern of Python's `re` takes over a text: a small backtracking matcher that counts, where `re` will not tell.

It walks the tree that `re` itself parses and tries the same alternatives in the same order. What it leaves out of `re` (its
shortcuts for a literal beginning) makes it count more, never less.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

ops: Any = import_module("re._constants")
parser: Any = import_module("re._parser")
Test = Callable[[str], bool]
INFINITE = int(ops.MAXREPEAT)


class TooMany(Exception):
    """More steps than allowed."""


class Program:
    """A pattern as instructions for `run`.

    Args:
        pattern: as given to `re.compile`.
        flags: likewise.
    """

    def __init__(self, pattern: str, flags: int) -> None:
        tree = parser.parse(pattern, flags)
        self.flags = int(tree.state.flags)
        self.groups = tree.state.groups
        self.loops = 0
        self.steps = 0
        self.limit = 10**9
        self._code = self._compiled(list(tree), self.flags)
        self._begins = self._first(list(tree), self.flags) if _plain(self._code) else None
        self._missed: dict[tuple[str, str], int | None] = {}
        self._whole = [*self._code[:-1], ("at", ops.AT_END_STRING, False), ("end",)]

    # --- compiling: each instruction is (name, …), addresses are absolute within one list ---------------------------------

    def _compiled(self, nodes: Sequence[Any], flags: int) -> list[tuple[Any, ...]]:
        code: list[tuple[Any, ...]] = []
        self._emit(nodes, flags, code)
        code.append(("end",))
        return code

    def _emit(self, nodes: Sequence[Any], flags: int, code: list[Any]) -> None:
        for kind, value in nodes:
            if (test := self._test(kind, value, flags)) is not None:
                code.append(("char", test))
            elif kind is ops.BRANCH:
                at = len(code)
                code.append(None)
                starts, ends = [], []
                for branch in value[1]:
                    starts.append(len(code))
                    self._emit(branch, flags, code)
                    ends.append(len(code))
                    code.append(None)
                firsts = [self._first(branch, flags) for branch in value[1]]
                code[at] = ("branch", tuple(zip(starts, firsts, strict=True)), {})
                for end in ends:
                    code[end] = ("jump", len(code))
            elif kind is ops.SUBPATTERN:
                group, add, remove, inner = value
                if group:
                    code.append(("save", 2 * group))
                self._emit(inner, (flags | add) & ~remove, code)
                if group:
                    code.append(("save", 2 * group + 1))
            elif kind in (ops.MAX_REPEAT, ops.MIN_REPEAT):
                self._repeat(value, kind is ops.MAX_REPEAT, flags, code)
            elif kind is ops.POSSESSIVE_REPEAT:
                code.append(("atomic", self._compiled([(ops.MAX_REPEAT, value)], flags)))
            elif kind is ops.ATOMIC_GROUP:
                code.append(("atomic", self._compiled(list(value), flags)))
            elif kind in (ops.ASSERT, ops.ASSERT_NOT):
                direction, inner = value
                width = inner.getwidth()[0] if direction < 0 else 0
                code.append(("look", kind is ops.ASSERT, width, self._compiled(list(inner), flags)))
            elif kind is ops.AT:
                code.append(("at", value, bool(flags & re.ASCII)))
            elif kind is ops.GROUPREF:
                code.append(("ref", value, flags))
            elif kind is ops.GROUPREF_EXISTS:
                group, yes, no = value
                at = len(code)
                code.append(None)
                self._emit(yes, flags, code)
                leap = len(code)
                code.append(None)
                code[at] = ("exists", group, len(code))
                if no is not None:
                    self._emit(no, flags, code)
                code[leap] = ("jump", len(code))
            else:
                raise NotImplementedError(str(kind))

    def _repeat(self, value: Any, greedy: bool, flags: int, code: list[Any]) -> None:
        least, most, inner = value
        inner = list(inner)
        if len(inner) == 1 and (test := self._test(inner[0][0], inner[0][1], flags)) is not None:
            code.append(("run", test, int(least), int(most), greedy))
            return
        for _ in range(least):
            self._emit(inner, flags, code)
        if most == ops.MAXREPEAT:
            loop = self.loops
            self.loops += 1
            at = len(code)
            code.append(None)
            code.append(("mark", loop))
            self._emit(inner, flags, code)
            code.append(("moved", loop))
            code.append(("jump", at))
            code[at] = ("split", at + 1, len(code), greedy)
            return
        splits = []
        for _ in range(most - least):
            splits.append(len(code))
            code.append(None)
            self._emit(inner, flags, code)
        for at in splits:
            code[at] = ("split", at + 1, len(code), greedy)

    def _test(self, kind: Any, value: Any, flags: int) -> Test | None:
        """Whether a character is taken, for nodes that take exactly one."""
        if kind not in (ops.LITERAL, ops.NOT_LITERAL, ops.ANY, ops.IN):
            return None
        if kind is ops.LITERAL:
            source = re.escape(chr(value))
        elif kind is ops.NOT_LITERAL:
            source = f"[^{re.escape(chr(value))}]"
        elif kind is ops.ANY:
            source = "."
        else:
            source = _class(value)
        matcher = re.compile(source, flags & (re.IGNORECASE | re.ASCII | re.DOTALL))
        known: dict[str, bool] = {}

        def test(character: str) -> bool:
            if (found := known.get(character)) is None:
                found = known[character] = matcher.fullmatch(character) is not None
            return found

        return test

    def _first(self, nodes: Sequence[Any], flags: int) -> Test | None:
        """What the first character must be like; None where that is not plain."""
        for kind, value in nodes:
            if kind in (ops.AT, ops.ASSERT, ops.ASSERT_NOT):
                continue
            if kind is ops.SUBPATTERN:
                return self._first(value[-1], (flags | value[1]) & ~value[2])
            if kind in (ops.MAX_REPEAT, ops.MIN_REPEAT) and value[0] > 0:
                return self._first(value[2], flags)
            if kind is ops.BRANCH:
                firsts = [self._first(branch, flags) for branch in value[1]]
                if any(first is None for first in firsts):
                    return None
                return lambda character: any(first(character) for first in firsts if first)
            return self._test(kind, value, flags)
        return None

    # --- running ----------------------------------------------------------------------------------------------------------

    def count(self, text: str, limit: int = 10**9) -> int:
        """The steps of finding every match in a text, and of seeing whether the whole of it is one.

        Raises:
            TooMany: `limit` was passed.
        """
        self.steps, self.limit = 0, limit
        self.spans(text)
        self._run(self._whole, text, 0)
        return self.steps

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where every match in a text begins and ends."""
        found = []
        at = 0
        while at <= len(text):
            if at < len(text) and (missed := self._misses(text, at)):
                self.steps += missed
                at += 1
                continue
            end = self._run(self._code, text, at)
            if end is not None:
                found.append((at, end))
            at = at + 1 if end is None or end == at else end
        return found

    def _misses(self, text: str, at: int) -> int | None:
        """The steps after which a match fails that begins with the wrong character; None where it is not the wrong one.

        They go by that character and the one before it alone, and so are counted once for each such pair.
        """
        if self._begins is None:
            return None
        pair = text[at - 1 : at], text[at]
        if pair not in self._missed:
            before = self.steps
            self._missed[pair] = None
            if not self._begins(text[at]):
                self._run(self._code, text, at)
                self._missed[pair], self.steps = self.steps - before, before
        return self._missed[pair]

    def _run(self, code: list[tuple[Any, ...]], text: str, at: int, saved: dict[int, int] | None = None) -> int | None:
        """Where a match that begins at a place ends."""
        kept: dict[int, int] = {} if saved is None else saved
        stack: list[tuple[int, int, dict[int, int]]] = []
        pc, size = 0, len(text)
        while True:
            self.steps += 1
            if self.steps > self.limit:
                raise TooMany
            step = code[pc]
            name = step[0]
            good = True
            if name == "char":
                good = at < size and step[1](text[at])
                at, pc = at + 1, pc + 1
            elif name == "run":
                _, test, least, most, greedy = step
                reached = at
                stop = min(size, at + most)
                while reached < stop and test(text[reached]):
                    reached += 1
                self.steps += reached - at
                good = reached - at >= least
                if good:
                    ends = range(at + least, reached) if greedy else range(reached, at + least, -1)
                    stack.extend((pc + 1, end, kept) for end in ends)
                    at, pc = (reached if greedy else at + least), pc + 1
            elif name == "branch":
                known = step[2]
                character = text[at] if at < size else ""
                alternatives = known.get(character)
                if alternatives is None:
                    alternatives = known[character] = [
                        start for start, first in step[1] if first is None or (character and first(character))
                    ]
                good = bool(alternatives)
                if good:
                    stack.extend((start, at, kept) for start in reversed(alternatives[1:]))
                    pc = alternatives[0]
            elif name == "jump":
                pc = step[1]
            elif name == "split":
                _, one, two, greedy = step
                pc, other = (one, two) if greedy else (two, one)
                stack.append((other, at, kept))
            elif name == "save":
                kept = kept | {step[1]: at}
                pc += 1
            elif name == "mark":
                kept = kept | {-1 - step[1]: at}
                pc += 1
            elif name == "moved":
                good = kept[-1 - step[1]] != at
                pc += 1
            elif name == "at":
                good, pc = _stands(step[1], step[2], text, at), pc + 1
            elif name == "look":
                _, wanted, width, inner = step
                start = at - width
                good = (start >= 0 and self._run(inner, text, start, kept) is not None) == wanted
                pc += 1
            elif name == "atomic":
                end = self._run(step[1], text, at, kept)
                good, at, pc = end is not None, at if end is None else end, pc + 1
            elif name == "ref":
                known_text = text[kept[2 * step[1]] : kept[2 * step[1] + 1]] if 2 * step[1] + 1 in kept else None
                good = known_text is not None and text.startswith(known_text, at)
                at, pc = at + len(known_text or ""), pc + 1
            elif name == "exists":
                pc = pc + 1 if 2 * step[1] + 1 in kept else step[2]
            else:
                return at
            if not good:
                if not stack:
                    return None
                pc, at, kept = stack.pop()


def _class(items: Sequence[Any]) -> str:
    said = []
    for kind, value in items:
        if kind is ops.NEGATE:
            said.append("^")
        elif kind is ops.LITERAL:
            said.append(re.escape(chr(value)))
        elif kind is ops.RANGE:
            said.append(f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}")
        else:
            said.append(_CATEGORIES[value])
    return f"[{''.join(said)}]"


_CATEGORIES = {
    ops.CATEGORY_DIGIT: r"\d",
    ops.CATEGORY_NOT_DIGIT: r"\D",
    ops.CATEGORY_SPACE: r"\s",
    ops.CATEGORY_NOT_SPACE: r"\S",
    ops.CATEGORY_WORD: r"\w",
    ops.CATEGORY_NOT_WORD: r"\W",
}


def _plain(code: Sequence[tuple[Any, ...]]) -> bool:
    """Whether a pattern looks at no more than a character and the one before it until it takes its first."""
    place = next(place for place, step in enumerate(code) if step[0] not in ("at", "save"))
    beside = (ops.AT_BOUNDARY, ops.AT_NON_BOUNDARY, ops.AT_BEGINNING, ops.AT_BEGINNING_STRING)
    return code[place][0] in ("char", "run", "branch") and all(
        step[0] == "save" or step[1] in beside for step in code[:place]
    )


def _stands(what: Any, ascii_only: bool, text: str, at: int) -> bool:
    if what in (ops.AT_BEGINNING, ops.AT_BEGINNING_STRING):
        return at == 0
    if what is ops.AT_END:
        return at == len(text) or (at == len(text) - 1 and text[at] == "\n")
    if what is ops.AT_END_STRING:
        return at == len(text)
    before = at > 0 and _wordly(text[at - 1], ascii_only)
    after = at < len(text) and _wordly(text[at], ascii_only)
    return (before != after) == (what is ops.AT_BOUNDARY)


def _wordly(character: str, ascii_only: bool) -> bool:
    return (character.isalnum() or character == "_") and (not ascii_only or character.isascii())
