"""What people gave, looked for where it must not be: in logs, metrics and whatever else was printed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Leak:
    """A place where something private stands. The thing itself is not shown again."""

    file: str
    line: int
    kind: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.kind}"


def forms(number: str) -> list[str]:
    """A US number (E.164) in every way that it is commonly written."""
    area, prefix, line = number[2:5], number[5:8], number[8:]
    joined = [f"{area}{between}{prefix}{between}{line}" for between in ("", "-", ".", " ")]
    return [*joined, f"({area}) {prefix}-{line}", f"({area}){prefix}-{line}", f"{prefix}-{line}"]


def leaks(files: Iterable[Path], *, numbers: Iterable[str], words: Iterable[str]) -> list[Leak]:
    """Where a number (E.164, in any form) or one of the words (names, parts of messages; case does not matter) is found."""
    wanted = {form: "number" for number in numbers for form in forms(number)} | {
        word.lower(): "words" for word in words
    }
    # Longest first, so that what is found is the whole of it; a number must not be part of a longer one, such as a time.
    pattern = re.compile(
        "|".join(
            rf"(?<![\d.])(?:1[ .-]?)?{re.escape(each)}(?!\d)" if wanted[each] == "number" else re.escape(each)
            for each in sorted(wanted, key=len, reverse=True)
        )
    )
    found = []
    for file in files:
        with file.open(encoding="utf-8", errors="replace") as lines:
            for number, line in enumerate(lines, 1):
                if match := pattern.search(line.lower()):
                    found.append(Leak(file.name, number, wanted.get(match[0], "number")))
    return found
