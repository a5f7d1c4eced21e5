"""What each of the 51 jurisdictions says about a deficiency.

The table is data/law/states.csv. Column `measure` tells how a deficiency is counted there (see `Measure`).
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal, cast, get_args

TABLE = Path(__file__).resolve().parents[2] / "data" / "law" / "states.csv"

Channel = Literal["web", "sms"]
Allowed = Literal["yes", "limited", "no_for_most_homes"]
Measure = Literal[
    "price",  # what is owed less the sale price
    "value",  # less the market value, when that is more than the price
    "value_on_request",  # the same, but only if the former owner asks the court
    "lender_bought",  # the same, but only if the lender itself bought at the sale
    "either",  # price or value: the judge or the facts decide, so both are shown
    "half",  # less the price and half of what the market value is above it; the full value in a strict foreclosure
    "protected",  # nothing for most homes; where the protection does not reach, by price or value
]


@dataclass(frozen=True)
class State:
    """One row of the table. `sources` are addresses; `confidence` is high or medium; `deadline` may be empty.

    `fair_value_limit` and `purchase_money_protected` are yes, partial or no. `ask_attorney` marks rows that rest on
    secondary sources or turn on facts.
    """

    code: str
    name: str
    process: str
    deficiency_allowed: Allowed
    rule: str
    fair_value_limit: str
    measure: Measure
    deadline: str
    purchase_money_protected: str
    citation: str
    sources: tuple[str, ...]
    confidence: str
    note: str
    ask_attorney: bool


# Medium rows, and rows whose answer turns on the route or on facts.
_ASK_ATTORNEY = frozenset(
    {
        "AL",
        "CO",
        "DE",
        "DC",
        "IN",
        "KY",
        "MS",
        "NH",
        "NJ",
        "NM",
        "RI",
        "SD",
        "VT",
        "VA",
        "WY",
        "AZ",
        "CA",
        "CT",
        "IA",
        "KS",
        "LA",
        "NV",
        "NC",
        "WA",
    }
)


def load_states(path: Path = TABLE) -> Mapping[str, State]:
    """The table by postal code, in the order of the file.

    Raises:
        ValueError: a row says something the columns do not allow.
    """
    states: dict[str, State] = {}
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            code = row["code"]
            if row["deficiency_allowed"] not in get_args(Allowed) or row["measure"] not in get_args(Measure):
                raise ValueError(f"{path.name}, {code}: deficiency_allowed or measure")
            states[code] = State(
                code=code,
                name=row["state"],
                process=row["usual_process"],
                deficiency_allowed=cast(Allowed, row["deficiency_allowed"]),
                rule=row["rule"],
                fair_value_limit=row["fair_value_limit"],
                measure=cast(Measure, row["measure"]),
                deadline=row["deadline_to_seek"],
                purchase_money_protected=row["purchase_money_protected"],
                citation=row["citation"],
                sources=tuple(row["sources"].split(";")),
                confidence=row["confidence"],
                note=row["note"],
                ask_attorney=code in _ASK_ATTORNEY,
            )
    return MappingProxyType(states)


STATES = load_states()

# --- In words ------------------------------------------------------------------------------------------------------------

_ANSWER = {
    "yes": "In {name}, yes: you can still owe after the sale.",
    "limited": "In {name}, you can sometimes still owe after the sale.",
    "no_for_most_homes": "In {name}, most often no for a home.",
}


def describe(state: State, channel: Channel) -> str:
    """The state's rule in plain words, the answer first. Of `channel` "sms": at most 306 GSM-7 septets."""
    parts = [_ANSWER[state.deficiency_allowed].format(name=state.name), state.rule]
    if channel == "web":
        if state.deadline:
            parts.append(f"Time limit or step for the lender: {state.deadline[0].lower()}{state.deadline[1:]}.")
        if state.ask_attorney:
            parts.append("The details matter here, so people often ask an attorney licensed there.")
        parts.append("A second mortgage or home equity line can follow other rules.")
        if state.code == "IL":
            parts.append("This is general information. The firm works in Illinois.")
        else:
            parts.append(f"This is general information. The firm works in Illinois, not in {state.name}.")
        return " ".join(parts)
    if state.ask_attorney:
        parts.append("Ask an attorney there.")
    parts.append("General info. The firm works in Illinois.")
    return " ".join(parts)
