"""How the other states collect a judgment: data/law/states_collection.csv, one rule a row, and data/law/states.csv.

Only rules marked high or medium are given; what is marked low waits until somebody has read the law itself.
"""

from __future__ import annotations

import csv
import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from shortfall.law.said import Language
from shortfall.law.states import STATES, limit_of

TABLE = Path(__file__).resolve().parents[2] / "data" / "law" / "states_collection.csv"

RULES = (
    "wages",
    "judgment",
    "suit",
    "interest",
    "homestead",
    "account",
    "car",
    "answer",
    "redemption",
    "process",
    "second",
    "short_sale",
    "guarantor",
)
"""What the table tells of a state. `process` is whether a home is sold by order of a court or without one; `account` and `car` are what a creditor with a judgment must leave of these, for the states whose law was read; `second`, `short_sale` and `guarantor` are only where its law speaks of a second loan, a short sale or a guarantor. `deficiency`, the rule of states.csv, is told beside these."""


@dataclass(frozen=True)
class Cell:
    """One rule of one state in whole sentences, by language, with its citation, its official page ("" where none is known), the
    day it was read and how sure it is (high or medium)."""

    text: Mapping[Language, str]
    citation: str
    url: str
    checked: datetime.date
    confidence: str
    limit: Mapping[Language, str] = field(default_factory=dict)
    """The lender's time limit or step as a sentence, where the text does not name it."""


@lru_cache(maxsize=1)
def load_rules(path: Path = TABLE) -> Mapping[tuple[str, str], Cell]:
    """Every rule that is sure enough to be told, by (postal code, rule).

    Raises:
        ValueError: a row names no state, no such rule or no such confidence, or lacks its words or its citation.
    """
    found: dict[tuple[str, str], Cell] = {}
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            place = f"{path.name}, {row['code']} {row['rule']}"
            if (
                row["code"] not in STATES
                or row["rule"] not in RULES
                or row["confidence"] not in {"high", "medium", "low"}
            ):
                raise ValueError(f"{place}: not known, or no such confidence")
            if row["confidence"] == "low":
                continue
            if not (row["en"] and row["es"] and row["citation"]):
                raise ValueError(f"{place}: it needs words in both languages and a citation")
            found[row["code"], row["rule"]] = Cell(
                text={"en": row["en"], "es": row["es"]},
                citation=row["citation"],
                url=row["url"],
                checked=datetime.date.fromisoformat(row["checked"]),
                confidence=row["confidence"],
            )
    return found


def cell(code: str, rule: str) -> Cell | None:
    """What is known of a state's rule; None where nothing is, or nothing that is sure enough.

    Args:
        code: postal code.
        rule: one of RULES, deficiency, or deadline: the lender's time limit for what is left after the sale.
    """
    state = STATES[code]
    if rule == "deadline":
        words = state.deadlines
        return Cell(words, state.citation, state.url, state.checked, state.confidence) if state.deadline else None
    if rule == "deficiency":
        return Cell(state.rules, state.citation, state.url, state.checked, state.confidence, limit_of(state))
    return load_rules().get((code, rule))


def free_help(code: str) -> str:
    """Where legal help is free in a state."""
    return STATES[code].free_help
