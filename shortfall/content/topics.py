"""The topics: one YAML file each in data/topics/, the single source of what the assistant says about a subject.

Read by the engine (intents, examples, responses, rules), by the gateway (labels) and by the tests. Standard library and
PyYAML only, because the engine's environment is not ours to choose.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from shortfall.base.firm import DATA, LOADER, load_firm
from shortfall.law.figures import in_words

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_FIELDS = {"id", "title", "answer", "sms", "sources", "review", "follow_ups", "examples"}


# What a choice says when it leads to a job and not to a topic.
FOLLOW_UP_LABELS = {
    "calculate": "Estimate what I might owe",
    "calculate_interest": "How much would it grow?",
    "calculate_plan": "What would a payment plan do?",
    "calculate_wages": "How much of my pay could be taken?",
    "refine": "Add interest and costs",
    "callback": "Have a person call me",
}


class ContentError(ValueError):
    """A content file says something it may not; the message names the file and the fault."""


@dataclass(frozen=True)
class Source:
    """Where a fact comes from: a citation, a page, the day it was checked, and how sure we are (high or medium)."""

    cite: str
    url: str
    checked: datetime.date
    confidence: str


@dataclass(frozen=True)
class Topic:
    """One subject people ask about. `reviewed_by` is None until the attorney has read it."""

    id: str
    title: str
    answer: str
    sms: str
    sources: tuple[Source, ...]
    reviewed_by: str | None
    reviewed_on: datetime.date | None
    follow_ups: tuple[str, ...]
    examples: tuple[str, ...]


def placeholders(firm: Mapping[str, Any], on: datetime.date | None = None) -> dict[str, str]:
    """What `{firm}`, `{phone}` and their like stand for in every text, and the law's figures by name: `{judgment_interest}`.

    Args:
        on: the day whose law is shown; today where it is not given.
    """
    return in_words(on or datetime.datetime.now(datetime.UTC).date()) | {
        "firm": firm["name"],
        "phone": firm["phone"],
        "address": firm["address"],
        "hours": firm["hours_text"],
        "attorney": firm["responsible_attorney"],
    }


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put the firm's facts into a text.

    Raises:
        ContentError: the text names a placeholder that is not known.
    """

    def value(match: re.Match[str]) -> str:
        if match[1] not in values:
            raise ContentError(f"unknown placeholder {{{match[1]}}}")
        return values[match[1]]

    return _PLACEHOLDER.sub(value, text)


def load_topic(path: Path, values: Mapping[str, str]) -> Topic:
    """Read one topic file and fill its placeholders.

    Raises:
        ContentError: a part is missing, unknown or of the wrong kind.
    """
    try:
        with path.open(encoding="utf-8") as stream:
            raw = yaml.load(stream, LOADER)
        if not isinstance(raw, dict) or set(raw) != _FIELDS:
            found = set(raw) if isinstance(raw, dict) else set()
            raise ContentError(f"fields missing: {sorted(_FIELDS - found)}; unknown: {sorted(found - _FIELDS)}")
        if raw["id"] != path.stem:
            raise ContentError(f"id {raw['id']!r} is not the file's name")
        sources = tuple(
            Source(cite=s["cite"], url=s["url"], checked=s["checked"], confidence=s["confidence"])
            for s in raw["sources"]
        )
        for source in sources:
            if not isinstance(source.checked, datetime.date):
                raise ContentError(f"source {source.cite!r}: checked is not a date")
        return Topic(
            id=raw["id"],
            title=raw["title"],
            answer=fill(raw["answer"].strip(), values),
            sms=fill(" ".join(raw["sms"].split()), values),
            sources=sources,
            reviewed_by=raw["review"]["by"],
            # YAML 1.1 reads a bare `on` as true; editors need not know.
            reviewed_on=raw["review"].get("on", raw["review"].get(True)),
            follow_ups=tuple(raw["follow_ups"]),
            examples=tuple(str(example).strip() for example in raw["examples"]),
        )
    except (KeyError, TypeError, AttributeError, yaml.YAMLError, ContentError) as error:
        raise ContentError(f"{path.name}: {error}") from error


def load_topics(folder: Path = DATA / "topics", firm: Path = DATA / "firm.yml") -> dict[str, Topic]:
    """All topics by id, in file order.

    Raises:
        ContentError: a file is faulty, or there is none.
    """
    values = placeholders(load_firm(firm))
    topics = {path.stem: load_topic(path, values) for path in sorted(folder.glob("*.yml"))}
    if not topics:
        raise ContentError(f"no topic files in {folder}")
    return topics


def load_titles(folder: Path = DATA / "topics") -> dict[str, str]:
    """The title of each topic by its id; a hundred times quicker than reading the files whole."""
    values = placeholders(load_firm())
    lines = {
        path.stem: re.search(r"^title:.*$", path.read_text("utf-8"), re.MULTILINE) for path in folder.glob("*.yml")
    }
    return {name: fill(yaml.load(line[0], LOADER)["title"], values) for name, line in lines.items() if line}
