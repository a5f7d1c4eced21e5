"""What each of the 51 jurisdictions says about a deficiency.

The table is data/law/states.csv. Column `measure` tells how a deficiency is counted there (see `Measure`).
"""

from __future__ import annotations

import csv
import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal, cast, get_args

from shortfall.base.channel import Channel
from shortfall.base.gsm7 import folded, septets
from shortfall.law.said import Language

TABLE = Path(__file__).resolve().parents[2] / "data" / "law" / "states.csv"

Allowed = Literal["yes", "limited", "no_for_most_homes"]
Measure = Literal[
    "price",  # what is owed less the sale price
    "value",  # less the market value, when that is more than the price
    "value_on_request",  # the same, but only if the former owner asks the court
    "lender_bought",  # the same, but only if the lender itself bought at the sale
    "either",  # price or value: the judge or the facts decide, so both are shown
    "half",  # less the price and half of what the market value is above it; the full value in a strict foreclosure
    "confirmed",  # less the price if a judge finds that it was the market value; nothing if not
    "protected",  # nothing for most homes; where the protection does not reach, by price or value
]


@dataclass(frozen=True)
class State:
    """One row of the table. `url` is the official page of the first citation, "" where none is known; `sources` are the pages
    that were read; `confidence` is high or medium; `deadlines` are whole sentences, or empty; `free_help` is the site of free legal help,
    `help_phone` the telephone number for the whole state that stood on the organisation's own page (`help_phone_url`) on the day
    `help_phone_checked`; "" and None where none was read.

    `fair_value_limit` and `purchase_money_protected` are yes, partial or no. `ask_attorney` marks rows that rest on
    secondary sources or turn on facts.
    """

    code: str
    name: str
    names: Mapping[Language, str]
    process: str
    deficiency_allowed: Allowed
    rules: Mapping[Language, str]
    fair_value_limit: str
    measure: Measure
    deadlines: Mapping[Language, str]
    purchase_money_protected: str
    citation: str
    url: str
    sources: tuple[str, ...]
    free_help: str
    help_phone: str
    help_phone_url: str
    help_phone_checked: datetime.date | None
    checked: datetime.date
    confidence: str
    note: str
    ask_attorney: bool

    @property
    def rule(self) -> str:
        """The rule in English."""
        return self.rules["en"]

    @property
    def deadline(self) -> str:
        """The lender's time limit or step in English, in whole sentences; empty where none is known."""
        return self.deadlines["en"]


# Medium rows, and rows whose answer turns on the route or on facts.
_ASK_ATTORNEY = frozenset("AL CO DE DC IN KY MS NH NJ NM RI SD VT VA WY AZ CA CT IA KS LA NV NC WA".split())


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
                names={"en": row["state"], "es": row["state_es"]},
                process=row["usual_process"],
                deficiency_allowed=cast(Allowed, row["deficiency_allowed"]),
                rules={"en": row["rule"], "es": row["rule_es"]},
                fair_value_limit=row["fair_value_limit"],
                measure=cast(Measure, row["measure"]),
                deadlines={"en": row["deadline_to_seek"], "es": row["deadline_es"]},
                purchase_money_protected=row["purchase_money_protected"],
                citation=row["citation"],
                url=row["url"],
                sources=tuple(row["sources"].split(";")),
                free_help=row["free_help"],
                help_phone=row["help_phone"],
                help_phone_url=row["help_phone_url"],
                help_phone_checked=datetime.date.fromisoformat(row["help_phone_checked"])
                if row["help_phone"]
                else None,
                checked=datetime.date.fromisoformat(row["checked"]),
                confidence=row["confidence"],
                note=row["note"],
                ask_attorney=code in _ASK_ATTORNEY,
            )
    return MappingProxyType(states)


STATES = load_states()

# --- In words ------------------------------------------------------------------------------------------------------------

_ANSWER: Mapping[Language, Mapping[Allowed, str]] = {
    "en": {
        "yes": "In {name} you can still owe after the sale.",
        "limited": "In {name} you can sometimes still owe after the sale.",
        "no_for_most_homes": "In {name} a home seldom leaves a debt.",
    },
    "es": {
        "yes": "En {name} se puede deber lo que falta.",
        "limited": "En {name} a veces se debe lo que falta.",
        "no_for_most_homes": "En {name} casi nunca queda deuda por una casa.",
    },
}
_SAID: Mapping[Language, Mapping[str, str]] = {
    "en": {
        "ask": "The details matter here, so people often ask an attorney licensed there.",
        "second": "A second mortgage, or a line behind another loan, can follow other rules.",
        "here": "This is general information. The firm works in Illinois.",
        "there": "This is general information. The firm works in Illinois, not in {name}.",
        "ask_sms": "Ask an attorney there.",
        "general_sms": "General info; the firm is in Illinois.",
        "second_sms": "Second loans can differ.",
    },
    "es": {
        "ask": "Aquí importan los detalles, y mucha gente pregunta a un abogado de ese estado.",
        "second": "Una segunda hipoteca, o una línea detrás de otro préstamo, puede tener otras reglas.",
        "here": "Es información general. El bufete trabaja en Illinois.",
        "there": "Es información general. El bufete trabaja en Illinois, no en {name}.",
        "ask_sms": "Pregunte a un abogado allí.",
        "general_sms": "Es general; el bufete es de Illinois.",
        "second_sms": "Un segundo préstamo puede ser distinto.",
    },
}
SMS_LIMIT = 306
"""Septets of a text message in two parts."""


def limit_of(state: State) -> Mapping[Language, str]:
    """The lender's time limit or step, by language, where there is one and the state's rule does not name it."""
    named = set(re.findall(r"\d+", state.rules["en"])) & set(re.findall(r"\d+", state.deadline))
    return {} if named or not state.deadline else state.deadlines


def allowed(state: State, language: Language) -> str:
    """Whether what is left can be asked for there, in one sentence."""
    return _ANSWER[language][state.deficiency_allowed].format(name=state.names[language])


def describe(state: State, channel: Channel, language: Language = "en") -> str:
    """The state's rule in plain words, the answer first. Of `channel` "sms": at most 306 GSM-7 septets, in Spanish without the
    accents that GSM-7 lacks; the warning about second loans and the deadline are said where there is room."""
    name, rule, says = state.names[language], state.rules[language], _SAID[language]
    parts = [allowed(state, language), rule]
    if channel == "web":
        parts += filter(None, [state.deadlines[language]])
        if state.ask_attorney:
            parts.append(says["ask"])
        parts += [says["second"], says["here" if state.code == "IL" else "there"].format(name=name)]
        return " ".join(parts)
    if state.ask_attorney:
        parts.append(says["ask_sms"])
    parts.append(says["general_sms"])
    for extra in filter(None, (says["second_sms"], state.deadlines[language])):
        if septets(folded(" ".join([*parts, extra]))) <= SMS_LIMIT:
            parts.insert(2, extra)
    return " ".join(parts)
