"""Learn what a sum or a day is from labelled messages, and write the weights that shortfall/reading/learned.py reads.

    PYTHONPATH=. engine/.venv/bin/python -m engine.roles {sums,days} [--check]

data/sums/*.txt, data/days/*.txt: one message a line, the number of its talk and a tab before it, each sum or day marked as Rasa marks an entity: "owe
[142k](debt)". A multinomial regression with L2 regularisation learns from what the patterns take each of them for and from the words on either side. It
takes some seconds. --check learns four fifths and tells how the rest is read, instead of writing.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from shortfall.reading import day_roles, sum_roles
from shortfall.reading.day_roles import DAYS, mention_of, mentions, of_day
from shortfall.reading.fact import Fact, to_interval
from shortfall.reading.facts import read_facts
from shortfall.reading.learned import Learned, Words
from shortfall.reading.sum_roles import SUMS, of_sum
from shortfall.talk.case import Case

ON = date(2026, 11, 30)
"""The day that the labelled talks are of, where the name of their file does not begin with another."""
STRENGTH = 1.0
"""Inverse strength of the regularisation, chosen on talks that were left out."""
LEAST = 0.02
"""Weights smaller than this are left out of the file."""
_MARK = re.compile(r"\[([^\]]+)\]\((\w+)\)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")

Marked = Sequence[tuple[tuple[int, int], str]]


@dataclass(frozen=True)
class Labelled:
    """A sum or a day as the patterns take it, and as what somebody who read the talk takes it."""

    talk: str
    role: str | None
    label: str
    features: tuple[str, ...]


def unmarked(line: str) -> tuple[str, list[tuple[tuple[int, int], str]]]:
    """A line without its marks, and where each marked thing stands then, with its label."""
    text, spans, last = "", [], 0
    for mark in _MARK.finditer(line):
        text += line[last : mark.start()]
        spans.append(((len(text), len(text) + len(mark[1])), mark[2]))
        text, last = text + mark[1], mark.end()
    return text + line[last:], spans


def made_of(learned: Learned) -> str:
    """A hash of the labelled messages, which is kept with the weights."""
    return hashlib.sha256(
        b"".join(path.read_bytes() for path in sorted(learned.weights.parent.glob("*.txt")))
    ).hexdigest()


Found = Iterator[tuple[Fact | None, str | None, Sequence[str], tuple[str, ...]]]
"""Of what is named in a message: the fact that the patterns make of it, their role, the labels that it was marked with, and what is known of it."""


def _labels(marked: Marked, span: tuple[int, int]) -> list[str]:
    return [label for (start, end), label in marked if start < span[1] and span[0] < end]


def sums_in(words: Words, facts: Sequence[Fact], marked: Marked, on: date) -> Found:
    """The sums that have a role."""
    for fact in facts:
        if fact.name == "money" and (size := to_interval(fact.value)):
            yield fact, fact.role, _labels(marked, fact.span), (*of_sum(words, fact.span, size.high, fact.role),)


def days_in(words: Words, facts: Sequence[Fact], marked: Marked, on: date) -> Found:
    """The days that have a role, and those that have none."""
    named = mentions(words.text, on)
    taken = []
    for fact in facts:
        if fact.name == "date" and (place := mention_of(fact, named, on)):
            taken.append(place)
            yield fact, fact.role, _labels(marked, place.span), (*of_day(words, place, on, bool(fact.role)),)
    for place in named:
        if place not in taken:
            yield None, None, _labels(marked, place.span), (*of_day(words, place, on, False),)


@dataclass(frozen=True)
class Kind:
    """What is learned: by which weights it is read, how it is found in a message, and from when on a role is noted."""

    learned: Learned
    found: Callable[[Words, Sequence[Fact], Marked, date], Found]
    least: float
    fewest: int
    """What is known of fewer of them is left out."""


KINDS: Mapping[str, Kind] = {
    "sums": Kind(SUMS, sums_in, sum_roles.LEAST, fewest=1),
    "days": Kind(DAYS, days_in, day_roles.LEAST, fewest=2),
}


def labelled(kind: Kind, lines: Iterable[str], on: date = ON) -> Iterator[Labelled]:
    """Every marked sum or day, the case carried along as far as it is right."""
    talk, case = "", Case()
    for turn, line in enumerate(lines):
        now, _, said = line.rstrip("\n").partition("\t")
        if now != talk:
            talk, case = now, Case()
        text, marked = unmarked(said)
        facts = read_facts(text, on, case=case.slot(), learned=False)
        right = [*facts]
        for fact, role, labels, features in kind.found(Words(text), facts, marked, on):
            if labels and (role is None or role in kind.learned.roles):
                yield Labelled(now, role, labels[0], features)
            if fact and not (role and labels and labels[0] in kind.learned.bears(role)):
                right.remove(fact)
        case = case.heard(right, turn)


def learn(things: Sequence[Labelled], fewest: int = 1) -> tuple[DictVectorizer, LogisticRegression]:
    """The regression over their features."""
    columns = DictVectorizer(dtype=np.float32)
    often = Counter(feature for each in things for feature in {*each.features})
    table = columns.fit_transform(
        [{feature: 1.0 for feature in each.features if often[feature] >= fewest} for each in things]
    )
    model = LogisticRegression(C=STRENGTH, max_iter=200, tol=1e-3)
    return columns, model.fit(table, [each.label for each in things])


def write(kind: Kind, things: Sequence[Labelled], to: Path | None = None) -> int:
    """Learn all of them, write the weights, and tell how many features there are."""
    columns, model = learn(things, kind.fewest)
    labels = [str(label) for label in model.classes_]
    rows = {"": model.intercept_} | dict(zip(columns.get_feature_names_out(), model.coef_.T, strict=True))
    told = {
        name: {
            label: round(float(weight), 2) for label, weight in zip(labels, row, strict=True) if abs(weight) >= LEAST
        }
        for name, row in rows.items()
    }
    text = json.dumps(
        {
            "of": made_of(kind.learned),
            "labels": labels,
            "features": {name: row for name, row in sorted(told.items()) if row},
        }
    )
    with (to or kind.learned.weights).open("wb") as file, gzip.GzipFile("", "wb", mtime=0, fileobj=file) as packed:
        packed.write(text.encode())
    return len(told)


def left_out(kind: Kind, things: Sequence[Labelled], parts: int = 5) -> Iterator[tuple[Labelled, dict[str, float]]]:
    """Each of them with how likely its labels are to a regression that was learned from other talks."""
    part = [int(hashlib.sha256(each.talk.encode()).hexdigest(), 16) % parts for each in things]
    for out in range(parts):
        columns, model = learn([each for each, of in zip(things, part, strict=True) if of != out], kind.fewest)
        for each in (each for each, of in zip(things, part, strict=True) if of == out):
            shares = model.predict_proba(columns.transform([dict.fromkeys(each.features, 1.0)]))[0]
            yield each, dict(zip(map(str, model.classes_), shares, strict=True))


def check(kind: Kind, things: Sequence[Labelled]) -> Iterator[str]:
    """How the roles fare in talks that were left out: at some thresholds, how many of the right and of the wrong ones are noted."""
    read = [(each, shares) for each, shares in left_out(kind, things)]
    right = np.array([each.label in kind.learned.bears(each.role) for each, _ in read if each.role])
    found = np.array(
        [sum(shares.get(label, 0.0) for label in kind.learned.bears(each.role)) for each, shares in read if each.role]
    )
    yield f"{len(right)} with a role, {right.mean():.3f} of them right by the patterns alone"
    for at in sorted({0.05, 0.1, 0.2, 0.3, 0.5, kind.least}):
        kept = found >= at
        yield f"from {at}: {kept[right].mean():.3f} of the right and {kept[~right].mean():.3f} of the wrong ones, {right[kept].mean():.3f} right"


def of_files(kind: Kind) -> Iterator[Labelled]:
    """All that is labelled."""
    for path in sorted(kind.learned.weights.parent.glob("*.txt")):
        day = _DAY.match(path.stem)
        with path.open(encoding="utf-8") as file:
            yield from labelled(
                kind, (f"{path.stem}{line}" for line in file), date.fromisoformat(day[0]) if day else ON
            )


def main() -> None:
    """Write the weights, or tell how good they would be."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("--check", action="store_true", help="learn four fifths of the talks and read the others")
    given = parser.parse_args()
    kind = KINDS[given.kind]
    things = [*of_files(kind)]
    if given.check:
        print(*check(kind, things), sep="\n")
    else:
        print(f"{len(things)} {given.kind}, {write(kind, things)} features: {kind.learned.weights}")


if __name__ == "__main__":
    main()
