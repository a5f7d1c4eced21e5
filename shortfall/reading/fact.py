"""What a message says, as Rasa's entities have it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from shortfall.law.intervals import Interval


@dataclass(frozen=True)
class Fact:
    """Something a message says. `name` and `role` are those of the Rasa entity; `span` is where it stands in the message.

    `value` is JSON: {"low", "high"} of decimal strings for money, two ISO days for a date, else a word. `sure` is False for
    what is only inferred, and for money whose size or place can be read in two ways.
    """

    name: str
    value: Any
    words: str
    span: tuple[int, int]
    role: str | None = None
    sure: bool = True

    @property
    def case_name(self) -> str:
        """What the case calls it."""
        if self.name == "money":
            return self.role or ""
        if self.name == "date":
            return f"{self.role}_date"
        if self.name == "length":
            return "days_to_sale" if self.role else ""
        return self.role if self.name == "state" and self.role == "lives_in" else self.name

    def entity(self) -> dict[str, Any]:
        """The fact as a Rasa entity."""
        found = {
            "entity": self.name,
            "value": self.value,
            "start": self.span[0],
            "end": self.span[1],
            "words": self.words,
            "sure": self.sure,
            "extractor": "Reader",
        }
        return found | ({"role": self.role} if self.role else {})


def to_interval(value: Any) -> Interval | None:
    """The figures of such a value, without its bound; None for anything else."""
    if not isinstance(value, Mapping) or "low" not in value:
        return None
    return Interval(Decimal(value["low"]), Decimal(value["high"]))
