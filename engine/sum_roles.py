"""Learn what a sum is from labelled sums, and write the weights that shortfall/reading/sum_roles.py reads.

    PYTHONPATH=. engine/.venv/bin/python -m engine.sum_roles [--check]

data/sums/*.txt: one message a line, the number of its talk and a tab before it, each sum marked as Rasa marks an entity: "owe [142k](debt)". A multinomial
regression with L2 regularisation learns from what the patterns take each of them for and from the words on either side. It takes some seconds. --check
learns four fifths and tells how the rest is read, instead of writing.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from shortfall.reading.fact import to_interval
from shortfall.reading.facts import read_facts
from shortfall.reading.sum_roles import LEARNED, WEIGHTS, Words, bears
from shortfall.reading.sum_roles import LEAST as LEAST_LIKELY
from shortfall.talk.case import Case

ON = date(2026, 11, 30)
"""The day that the labelled talks are of."""
STRENGTH = 1.0
"""Inverse strength of the regularisation, chosen on talks that were left out."""
LEAST = 0.02
"""Weights smaller than this are left out of the file."""
_MARK = re.compile(r"\[([^\]]+)\]\((\w+)\)")


@dataclass(frozen=True)
class Labelled:
    """A sum as the patterns take it, and as what somebody who read the talk takes it."""

    talk: str
    role: str
    label: str
    features: tuple[str, ...]


def unmarked(line: str) -> tuple[str, list[tuple[tuple[int, int], str]]]:
    """A line without its marks, and where each marked sum stands then, with its label."""
    text, spans, last = "", [], 0
    for mark in _MARK.finditer(line):
        text += line[last : mark.start()]
        spans.append(((len(text), len(text) + len(mark[1])), mark[2]))
        text, last = text + mark[1], mark.end()
    return text + line[last:], spans


def made_of() -> str:
    """A hash of the labelled sums, which is kept with the weights."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in sorted(WEIGHTS.parent.glob("*.txt")))).hexdigest()


def labelled(lines: Iterable[str]) -> Iterator[Labelled]:
    """Every marked sum that the patterns give a role, the case carried along as far as it is right."""
    talk, case = "", Case()
    for turn, line in enumerate(lines):
        now, _, said = line.rstrip("\n").partition("\t")
        if now != talk:
            talk, case = now, Case()
        text, spans = unmarked(said)
        words, right = Words(text), []
        for fact in read_facts(text, ON, case=case.slot(), learned=False):
            size = to_interval(fact.value) if fact.name == "money" else None
            marked = [label for (start, end), label in spans if start < fact.span[1] and fact.span[0] < end]
            if size and fact.role in LEARNED and marked:
                features = tuple(words.features(fact.span, size.high, fact.role))
                yield Labelled(now, fact.role, marked[0], features)
            if not size or (fact.role and marked and marked[0] in bears(fact.role)):
                right.append(fact)
        case = case.heard(right, turn)


def learn(sums: Sequence[Labelled], strength: float = STRENGTH) -> tuple[DictVectorizer, LogisticRegression]:
    """The regression over the features of these sums."""
    columns = DictVectorizer(dtype=np.float32)
    table = columns.fit_transform([dict.fromkeys(each.features, 1.0) for each in sums])
    model = LogisticRegression(C=strength, max_iter=200, tol=1e-3)
    return columns, model.fit(table, [each.label for each in sums])


def write(sums: Sequence[Labelled], to: Path = WEIGHTS) -> int:
    """Learn all of them, write the weights, and tell how many features there are."""
    columns, model = learn(sums)
    labels = [str(label) for label in model.classes_]
    rows = {"": model.intercept_} | dict(zip(columns.get_feature_names_out(), model.coef_.T, strict=True))
    told = {
        name: {
            label: round(float(weight), 2) for label, weight in zip(labels, row, strict=True) if abs(weight) >= LEAST
        }
        for name, row in rows.items()
    }
    text = json.dumps(
        {"of": made_of(), "labels": labels, "features": {name: row for name, row in sorted(told.items()) if row}}
    )
    with to.open("wb") as file, gzip.GzipFile("", "wb", mtime=0, fileobj=file) as packed:
        packed.write(text.encode())
    return len(told)


def check(sums: Sequence[Labelled], parts: int = 5) -> Iterator[str]:
    """How the roles fare in talks that were left out: at some thresholds, how many of the right and of the wrong ones are noted."""
    right = np.array([each.label in bears(each.role) for each in sums])
    found = np.zeros(len(sums))
    part = np.array([int(hashlib.sha256(each.talk.encode()).hexdigest(), 16) % parts for each in sums])
    for out in range(parts):
        columns, model = learn([each for each, of in zip(sums, part, strict=True) if of != out])
        places = {str(label): place for place, label in enumerate(model.classes_)}
        for at in np.flatnonzero(part == out):
            shares = model.predict_proba(columns.transform([dict.fromkeys(sums[at].features, 1.0)]))[0]
            found[at] = sum(shares[places[label]] for label in bears(sums[at].role) if label in places)
    yield f"{len(sums)} sums, {right.mean():.3f} of them right by the patterns alone"
    for least in (0.05, 0.1, LEAST_LIKELY, 0.2, 0.3):
        kept = found >= least
        yield f"from {least}: {kept[right].mean():.3f} of the right and {kept[~right].mean():.3f} of the wrong ones, {right[kept].mean():.3f} right"


def main() -> None:
    """Write the weights, or tell how good they would be."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="learn four fifths of the talks and read the others")
    files = sorted(WEIGHTS.parent.glob("*.txt"))
    sums = [each for path in files for each in labelled(f"{path.stem}{line}" for line in path.open(encoding="utf-8"))]
    if parser.parse_args().check:
        print(*check(sums), sep="\n")
    else:
        print(f"{len(sums)} sums, {write(sums)} features: {WEIGHTS}")


if __name__ == "__main__":
    main()
