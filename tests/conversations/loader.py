"""Scenarios from YAML: what a person says or chooses, turn by turn, and what they may expect. Pure apart from reading.

Texts may hold `{phone}` (a number no other scenario uses), `{phone_shown}` (the same as people read it) and
`{reference}` (of the callback booked last), `{weekday}` (the name of a working day that is neither today nor tomorrow). `sms: {...}` in a turn takes the place of what is expected of the web where a text
message says it otherwise; `null` there lets an expectation go, `user` there is what is texted instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

FOLDER = Path(__file__).parent

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_DOES = ("user", "choose")
EXPECTATIONS = {
    "topic": str,  # of the first reply
    "topic_in": list,  # where more than one answer serves the person
    "topics": list,  # each is answered in this turn
    "says": list,  # each in some reply; letter case does not count
    "says_any": list,  # at least one of them
    "says_not": list,
    "card": dict,  # a part of some reply's card
    "no_card": bool,
    "choices": list,  # each is a part of some choice's label
    "asks": str,  # a part of the last reply: what the person is asked now
    "error": str,  # the API's error code, where it refuses the message
    "transcript_not": list,  # nowhere in the stored transcript, the person's own words included
}


class ScenarioError(ValueError):
    """A scenario file is not of the agreed shape; the message names the scenario."""


@dataclass(frozen=True)
class Turn:
    """One thing a person does, and what is expected of the answer. Just one of `user` and `choose` is set.

    `sms` is what is expected of the answer to a text message, `by_text` what is texted where that is not the same.
    """

    user: str | None
    choose: str | None
    expect: Mapping[str, Any] = field(default_factory=dict)
    sms: Mapping[str, Any] = field(default_factory=dict)
    by_text: str | None = None


@dataclass(frozen=True)
class Scenario:
    """A whole conversation; `name` is unique in its file."""

    name: str
    turns: tuple[Turn, ...]

    @property
    def otherwise_by_text(self) -> bool:
        """Whether a text message differs: in what is texted, in what is expected, or in how a choice is picked."""
        return any(turn.by_text or turn.choose or dict(turn.sms) != dict(turn.expect) for turn in self.turns)


def scenario(raw: Mapping[str, Any]) -> Scenario:
    """A scenario from its YAML.

    Raises:
        ScenarioError: a part is missing, unknown or of the wrong kind.
    """
    if set(raw) != {"name", "turns"} or not raw["turns"]:
        raise ScenarioError(f"{raw.get('name')}: needs a name and turns, nothing else")
    return Scenario(str(raw["name"]), tuple(_turn(str(raw["name"]), turn) for turn in raw["turns"]))


def _turn(name: str, raw: Mapping[str, Any]) -> Turn:
    does = [key for key in _DOES if key in raw]
    expect = {key: value for key, value in raw.items() if key not in (*_DOES, "sms")}
    otherwise = dict(raw.get("sms", {}))
    by_text = otherwise.pop("user", None)
    if len(does) != 1 or not isinstance(raw[does[0]], str):
        raise ScenarioError(f"{name}: a turn is either user or choose, with a text")
    for key, value in (*expect.items(), *((key, value) for key, value in otherwise.items() if value is not None)):
        if not isinstance(value, EXPECTATIONS.get(key, ())):
            raise ScenarioError(f"{name}: {key}: {value!r}")
    sms = {key: value for key, value in (expect | otherwise).items() if value is not None}
    return Turn(raw.get("user"), raw.get("choose"), expect, sms, by_text)


def load(folder: Path = FOLDER) -> dict[str, list[Scenario]]:
    """All scenarios by the subject that their file is named after.

    Raises:
        ScenarioError: a file is faulty, or two of its scenarios share a name.
    """
    found = {
        path.stem: [scenario(raw) for raw in yaml.safe_load(path.read_text(encoding="utf-8"))]
        for path in sorted(folder.glob("*.yml"))
    }
    for subject, scenarios in found.items():
        names = [each.name for each in scenarios]
        if doubled := {name for name in names if names.count(name) > 1}:
            raise ScenarioError(f"{subject}: twice: {sorted(doubled)}")
    return found


def fill(value: Any, values: Mapping[str, str]) -> Any:
    """The text, list or mapping with its placeholders filled in."""
    if isinstance(value, str):
        return _PLACEHOLDER.sub(lambda match: values.get(match[1], match[0]), value)
    if isinstance(value, list):
        return [fill(item, values) for item in value]
    if isinstance(value, Mapping):
        return {key: fill(item, values) for key, item in value.items()}
    return value


def said(scenario: Scenario, values: Mapping[str, str]) -> Iterator[str]:
    """What the person types, turn by turn, without the choices: enough to drive a load test."""
    return (str(fill(turn.user, values)) for turn in scenario.turns if turn.user is not None)


def weekday(today: date) -> str:
    """A working day that needs no date beside it: on a Tuesday "tuesday at 10" may be either of two."""
    days = (today + timedelta(days=ahead) for ahead in range(2, 6))
    return next(day for day in days if day.weekday() < 5).strftime("%A")


def filling(number: int) -> dict[str, str]:
    """What the placeholders of a scenario stand for; `number` as for `phone`."""
    return {**phone(number), "weekday": weekday(datetime.now(ZoneInfo("America/Chicago")).date())}


def phone(number: int) -> dict[str, str]:
    """Values for a scenario: a valid United States number for each `number` below 12,800,000.

    Four Illinois area codes; the exchange begins with 6 to 9 and a digit other than 1 and 5, so that it is neither a
    service code nor reserved for fiction.
    """
    number, line = divmod(number, 10_000)
    number, last = divmod(number, 10)
    number, middle = divmod(number, 8)
    area, first = divmod(number, 4)
    exchange = f"{6 + first}{'02346789'[middle]}{last}"
    code = ("312", "773", "708", "847")[area % 4]
    return {"phone": f"{code}-{exchange}-{line:04}", "phone_shown": f"({code}) {exchange}-{line:04}"}
