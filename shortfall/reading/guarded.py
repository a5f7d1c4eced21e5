"""Patterns that say no quickly: most of what is looked for stands in no message, and Python's patterns take long to find that out.

A `Guarded` pattern finds exactly what its pattern finds. First it asks RE2, which looks at each character once, for a looser pattern that is
made from it: what stands beside a match (`\\b`, a look ahead or behind) is left out, and a letter outside ASCII may be any other. Where that
finds nothing there is nothing, and else the search begins where it found something.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cached_property
from importlib import import_module
from typing import Any

import re2

ops: Any = import_module("re._constants")
parser: Any = import_module("re._parser")
New = str | Callable[[re.Match[str]], str]


class Guarded:
    """A compiled pattern by its own name: `search`, `finditer` and `sub`, as `re.Pattern` has them."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.exact = re.compile(pattern, flags)

    @property
    def loosely(self) -> str:
        """In RE2's grammar, a pattern of all that `exact` may match."""
        tree = parser.parse(self.exact.pattern, self.exact.flags & ~re.UNICODE)
        return _loose(tree, ignoring=bool(self.exact.flags & re.I))

    @cached_property
    def loose(self) -> Any:
        """That pattern, made when first asked."""
        options = _options()
        options.max_mem = _MEMORY
        return re2.compile(self.loosely, options)

    def search(self, text: str, *part: int) -> re.Match[str] | None:
        """The first match in a text, or in a part of it (from, and to where), which is not worth two looks."""
        if part or len(text) < _SHORT:
            return self.exact.search(text, *part)
        found = self.loose.search(text)
        return self.exact.search(text, found.start()) if found else None

    def finditer(self, text: str, *part: int) -> Iterator[re.Match[str]]:
        """All matches in a text or in a part of it, in their order."""
        if part or len(text) < _SHORT:
            return self.exact.finditer(text, *part)
        found = self.loose.search(text)
        return self.exact.finditer(text, found.start()) if found else iter(())

    def each(self, text: str) -> Iterator[re.Match[str]]:
        """All matches, as `finditer` has them; sooner where they are short, and the looser pattern finds few that are none."""
        done = 0
        for found in self.loose.finditer(text):
            start, end = found.span()
            for place in range(start, max(end, start + 1)):
                if place >= done and (match := self.exact.match(text, place)):
                    done = max(match.end(), place + 1)
                    yield match

    def sub(self, new: New, text: str) -> str:
        """The text with every match replaced."""
        return self.exact.sub(new, text) if len(text) < _SHORT or self.loose.search(text) else text


class Several:
    """Many patterns asked at once: which of them may stand in a text."""

    def __init__(self, patterns: Iterable[Guarded]) -> None:
        self.patterns = tuple(patterns)

    @cached_property
    def loose(self) -> Any:
        """The RE2 set of them all, and of nothing, which stands everywhere."""
        found = re2.Set.SearchSet(_options())
        for pattern in ("", *(each.loosely for each in self.patterns)):
            found.Add(pattern)
        found.Compile()
        return found

    def possible(self, text: str) -> Collection[int]:
        """The places of those that may be found in a text or in a part of it taken alone; all others are found in none."""
        found = self.loose.Match(text) or ()
        return {each - 1 for each in found if each} if 0 in found else range(len(self.patterns))


class Rules:
    """Substitutions that are made one after another, each in what the one before has made.

    Args:
        rules: a pattern, and what `re.sub` puts in its place.
    """

    def __init__(self, rules: Iterable[tuple[str, New]]) -> None:
        patterns, self._new = zip(*rules, strict=True)
        self.several = Several(Guarded(pattern) for pattern in patterns)

    def sub(self, text: str) -> str:
        """The text after all of them."""
        possible = self.several.possible(text)
        for number, (pattern, new) in enumerate(zip(self.several.patterns, self._new, strict=True)):
            if number in possible and (changed := pattern.exact.sub(new, text)) != text:
                text, possible = changed, self.several.possible(changed)
        return text


def _options() -> Any:
    options = re2.Options()
    options.log_errors = False
    return options


_OUTSIDE = r"\x{80}-\x{10ffff}"
_SHORT = 60
"""Characters of a text that the exact pattern is through with at once."""
_MEMORY = 1 << 20
"""Of one pattern in bytes; with less room for what it has seen it is a little slower."""
_FEW = 8
"""Of longer repeats only whether they may be empty is kept."""


def _loose(nodes: Iterable[tuple[Any, Any]], *, ignoring: bool) -> str:
    return "".join(_one(kind, value, ignoring) for kind, value in nodes)


def _one(kind: Any, value: Any, ignoring: bool) -> str:
    if kind is ops.BRANCH:
        return _either(_loose(way, ignoring=ignoring) for way in value[1])
    if kind is ops.SUBPATTERN:
        _, added, dropped, inner = value
        return f"(?:{_loose(inner, ignoring=bool((ignoring or added & re.I) and not dropped & re.I))})"
    if kind is ops.ATOMIC_GROUP:
        return f"(?:{_loose(value, ignoring=ignoring)})"
    if kind in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
        least, most, inner = value
        times = f"{{{least},{most}}}" if most <= _FEW else "+" if least else "*"
        return f"(?:{_loose(inner, ignoring=ignoring)}){times}"
    if kind is ops.GROUPREF_EXISTS:
        return _either(_loose(way or (), ignoring=ignoring) for way in value[1:])
    if kind is ops.GROUPREF:
        return "(?s:.*)"
    if kind in (ops.AT, ops.ASSERT, ops.ASSERT_NOT):
        return ""
    return _class((kind, value), ignoring)


def _either(ways: Iterable[str]) -> str:
    return f"(?:{'|'.join(ways)})"


def _class(node: tuple[Any, Any], ignoring: bool) -> str:
    """What stands for one character: those of ASCII that fit, and any other where one of them may."""
    kind, value = node
    if kind is ops.LITERAL:
        cases = {chr(value), chr(value).lower(), chr(value).upper()} if ignoring else {chr(value)}
        # "\u017f" is an "s" and "\u212a" a "k", where the case of letters is ignored.
        alone = value < 128 and not (ignoring and cases & set("iks"))
        fitting = [ord(case) for case in cases if case.isascii()]
    else:
        alone = False
        fitting = [code for code in range(128) if _fits(kind, value, code, ignoring)]
    return "[" + "".join(f"\\x{code:02x}" for code in fitting) + ("" if alone else _OUTSIDE) + "]"


_CATEGORIES: dict[Any, Callable[[str], bool]] = {
    ops.CATEGORY_DIGIT: str.isdigit,
    ops.CATEGORY_NOT_DIGIT: lambda character: not character.isdigit(),
    ops.CATEGORY_SPACE: str.isspace,
    ops.CATEGORY_NOT_SPACE: lambda character: not character.isspace(),
    ops.CATEGORY_WORD: lambda character: character.isalnum() or character == "_",
    ops.CATEGORY_NOT_WORD: lambda character: not (character.isalnum() or character == "_"),
}


def _fits(kind: Any, value: Any, code: int, ignoring: bool) -> bool:
    character = chr(code)
    if kind is ops.IN:
        negated = value[0][0] is ops.NEGATE
        return negated != any(_fits(each[0], each[1], code, ignoring) for each in value[negated:])
    if kind is ops.CATEGORY:
        return _CATEGORIES[value](character)
    cases = {code, ord(character.lower()), ord(character.upper())} if ignoring else {code}
    if kind is ops.RANGE:
        return any(value[0] <= case <= value[1] for case in cases)
    return kind is ops.ANY or (value in cases) == (kind is ops.LITERAL)
