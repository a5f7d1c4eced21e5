"""How the other states collect a judgment: data/law/states_collection.csv and states.csv, one cell a question.

Only cells marked high or medium are given; the others are as good as empty.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from shortfall.law.states import STATES

TABLE = Path(__file__).resolve().parents[2] / "data" / "law" / "states_collection.csv"

# Column of the table: (text, citation, its name in the note's list of confidences, how it is said)
_COLUMNS = {
    "wages": ("wage_garnishment", "wage_citation", "wage", "{}"),
    "judgment": ("judgment_years", "judgment_citation", "judgment", "a judgment lasts {}."),
    "suit": ("suit_years", "suit_citation", "suit", "time to sue on a written loan: {}."),
    "interest": ("judgment_interest", "interest_citation", "interest", "interest on a judgment: {}."),
    "homestead": ("homestead", "homestead_citation", "homestead", "home equity protected: {}"),
    "answer": ("answer_days", "answer_citation", "answer", "days to answer a lawsuit: {}."),
    "redemption": (
        "redemption_after_sale",
        "redemption_citation",
        "redemption",
        "buying the home back after the sale: {}.",
    ),
}
_CONFIDENCE = re.compile(r"\b(wage|judgment|suit|interest|homestead|answer|redemption)=(high|medium|low)\b")


@dataclass(frozen=True)
class Cell:
    """One rule of one state: a sentence or part of one, with its citation and how sure we are (high or medium)."""

    text: str
    citation: str
    url: str
    confidence: str


@lru_cache(maxsize=1)
def _rows() -> Mapping[str, Mapping[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as stream:
        return {row["code"]: row for row in csv.DictReader(stream)}


def cell(code: str, column: str) -> Cell | None:
    """What a state's table says of a column; None where it says nothing, or nothing that is sure enough.

    Args:
        code: postal code.
        column: deficiency, wages, judgment, suit, interest, homestead, answer or redemption.
    """
    if column == "deficiency":
        state = STATES[code]
        return Cell(state.rule, state.citation, state.sources[0] if state.sources else "", state.confidence)
    text, citation, name, said = _COLUMNS[column]
    row = _rows()[code]
    sure = dict(_CONFIDENCE.findall(row["note"])).get(name, "low")
    if not row[text].strip() or sure == "low":
        return None
    return Cell(said.format(row[text].strip()), row[citation].strip(), "", sure)


def free_help(code: str) -> str:
    """Where legal help is free in a state."""
    return _rows()[code]["free_help"].strip() or "lawhelp.org"
