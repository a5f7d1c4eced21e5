"""Talks that people may have with the assistant, imagined one person at a time and labelled by somebody else: data/talks/<language>.csv.

A row a message, in the order of its talk: talk,text,good. `good` names the questions that a good operator would answer, "|" between
those that serve as well, the best first, and "+" between the halves of a message that asks two things; or what the message is
otherwise (KINDS). The engine's environment reads this file too.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from shortfall.base.firm import DATA
from shortfall.content.questions import Language

KINDS: Mapping[str, str] = {
    "BOT": "bot_challenge",
    "CALLBACK": "callback callback_change inform affirm",
    "FIGURES": "calculate calculate_wages calculate_interest calculate_plan refine inform correct skip",
    "OUT": "out_of_scope/not_about_law out_of_scope other_debt",
    "TELLS": "inform acknowledge correct unsure",
    "URGENT": "urgent deadlines",
    "COMPLAINT": "complaint correct repeat",
    "CRISIS": "crisis danger",
    "DISTRESS": "distress crisis",
    "SMALL": "affirm deny thanks acknowledge goodbye greet skip unsure",
}
"""What a message may be that asks no question of the content, and what may be made of it."""
LEARNED = frozenset({"BOT", "CALLBACK", "FIGURES", "OUT", "TELLS", "URGENT"})
"""Kinds whose messages are examples of the first of these."""


@dataclass(frozen=True)
class Said:
    """A message of a talk, the one before it in that talk, and what a good operator would answer."""

    text: str
    before: str | None
    good: tuple[tuple[str, ...], ...]

    @property
    def label(self) -> str:
        """What it is an example of: "exemptions/car", or an intent; empty where it asks two things, or nothing that has a text."""
        best = self.good[0][0] if len(self.good) == 1 else ""
        return best if "/" in best else KINDS[best].split()[0] if best in LEARNED else ""


def talks(path: Path) -> Iterator[Said]:
    """The messages of a file of talks.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open(encoding="utf-8", newline="") as stream:
        talk, before = "", None
        for row in csv.DictReader(stream):
            if row["talk"] != talk:
                talk, before = row["talk"], None
            yield Said(row["text"], before, tuple(tuple(half.split("|")) for half in row["good"].split("+")))
            before = row["text"]


def learned(language: Language, data: Path = DATA) -> Iterator[Said]:
    """The messages of a language that are an example of something."""
    return (said for said in talks(data / "talks" / f"{language}.csv") if said.label)
