"""What people gave, looked for where it must not be: in logs, metrics and whatever else was printed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

# What may be a number of seven or ten digits, at whatever place in a row of such; not a part of a longer one, such as a time.
# One expression of thousands of alternatives would take minutes for the logs of a long run.
_NUMBER = re.compile(r"(?<![\d.])(?:1[ .-]?)?(?=((?:\(\d{3}\) ?|\d{3}[ .-]?)?\d{3}[ .-]?\d{4})(?!\d))")


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


def fault(line: str) -> str:
    """What a printed line tells that must not be: the event of an error or of an answer of status 500 and above, or a stack trace. Empty: nothing."""
    try:
        entry = json.loads(line[line.index("{") :])
    except ValueError:
        entry = {}
    status = entry.get("status")
    if entry.get("level") in ("error", "critical") or (isinstance(status, int) and status >= 500):
        return str(entry.get("event", "an error"))
    return "a stack trace" if "Traceback (most recent call last)" in line else ""


def leaks(files: Iterable[Path], *, numbers: Iterable[str], words: Iterable[str]) -> list[Leak]:
    """Where a number (E.164, in any form) or one of the words (names, parts of messages; case does not matter) is found."""
    given = {form for number in numbers for form in forms(number)}
    said = [word.lower() for word in words]
    found = []
    for file in files:
        with file.open(encoding="utf-8", errors="replace") as lines:
            for place, line in enumerate(map(str.lower, lines), 1):
                if any(match[1] in given for match in _NUMBER.finditer(line)):
                    found.append(Leak(file.name, place, "number"))
                elif any(word in line for word in said):
                    found.append(Leak(file.name, place, "words"))
    return found
