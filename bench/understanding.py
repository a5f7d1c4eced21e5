"""How well people are understood: real messages through the pipeline's own reading and decision, without a server.

    engine/.venv/bin/python -m bench.understanding [FILE.csv ...] [--fresh] [--list] [--json OUT]

FILES have the columns text,topic,alt_topic, in English or Spanish (bench/spanish.csv is our own Spanish and mixed set, never
learned from; default ../shared/eval/dev_questions.csv and dev_questions2.csv). Each message is the
first of its talk, read by the trained model (models/shortfall.tar.gz), or with --fresh by one that is trained now from data/.

    right     one of the topics answered (at most two are) is accepted for it; an urgent one, a calculation or a call by its intent
    asked     it was asked back: what was meant, or where things stand
    wrong     only what is not accepted was answered; "beside" where the right one was a choice below the answer

In scope: right / messages in scope. Refused: "out_of_scope" answered / messages out of scope (topics out_of_scope and other_debt).
Refused or asked: the same, with those that were asked back. Wrong: wrong / all messages. Among three: right, or an accepted topic
among the choices offered (three at most) / messages in scope. Intervals are Wilson's at 95%.
"""

from __future__ import annotations

import csv
import datetime
import os
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np

from bench import figures
from bench.figures import wilson
from engine.classifier import Scored, fit_models, load_models
from engine.examples import examples
from engine.featurizer import Segments
from engine.guard import settled_intent
from engine.intent_model import IntentModel
from engine.language import hear
from shortfall.content.questions import LANGUAGES, Language
from shortfall.reading.facts import read_facts
from shortfall.talk.acts import read_acts
from shortfall.talk.desk import ASKS_BACK, LIKELIEST, MOST, likely, meant
from shortfall.talk.heard import Context, Heard, Move, Subjects
from shortfall.talk.intents import OUT
from shortfall.talk.moves import decide

DEV = (Path("../shared/eval/dev_questions.csv"), Path("../shared/eval/dev_questions2.csv"))
MODEL = Path("models/shortfall.tar.gz")
REFUSED = frozenset({OUT, "other_debt"})
TODAY = datetime.date(2026, 12, 1)
FIRST = Context()
"""The first message of a talk."""


@dataclass(frozen=True)
class Row:
    """A message with what may be answered."""

    text: str
    accepted: frozenset[str]

    @property
    def inside(self) -> bool:
        return OUT not in self.accepted


@dataclass(frozen=True)
class Read:
    """What was made of a message: the topics answered, the choices offered, and what the model thought."""

    answered: tuple[str, ...]
    offered: tuple[str, ...]
    subjects: Subjects
    move: Move


def rows_of(path: Path) -> list[Row]:
    """The messages of a file. What is none of ours by its first label must be refused."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    found = []
    for row in rows:
        labels = {row["topic"], row.get("alt_topic") or row["topic"]}
        found.append(Row(row["text"], frozenset({OUT}) if row["topic"] in REFUSED else frozenset(labels)))
    return found


def trained(archive: Path = MODEL) -> dict[Language, IntentModel]:
    """The classifier's models out of Rasa's archive."""
    with tarfile.open(archive) as tar, tempfile.TemporaryDirectory() as folder:
        tar.extractall(folder, [member for member in tar.getmembers() if "IntentClassifier" in member.name])
        found = next(Path(folder).rglob("en/model.json"))
        return load_models(found.parent.parent)


def fresh() -> dict[Language, IntentModel]:
    """Models trained now."""
    return fit_models(
        {
            language: [(row.text, row.question or row.intent) for row in examples(language=language)]
            for language in LANGUAGES
        }
    )


def subjects_of(models: Mapping[Language, IntentModel], text: str, context: Context = FIRST) -> Subjects:
    """What the model of its language takes a message to be about."""
    segments = Segments(text, hear(text, context.case["language"], context.asked).language)
    case = context.case.heard(read_facts(text, TODAY, context.asked), 0).values()
    return Scored(models[segments.language], segments).subjects(text, context, case)


def read(models: Mapping[Language, IntentModel], text: str, context: Context = FIRST) -> Read:
    """What the pipeline makes of a message."""
    subjects = subjects_of(models, text, context)
    return read_of(Heard(text, read_facts(text, TODAY, context.asked), read_acts(text), subjects), context)


def read_of(heard: Heard, context: Context = FIRST) -> Read:
    """What is decided of a message that was read."""
    move = Move(settled) if (settled := settled_intent(heard.text)) else decide(heard, context)
    if move.intent in ASKS_BACK:
        # The desk offers what may have been meant where it knows how far things have come; else it asks that.
        offers = (
            MOST if move.intent == "nlu_fallback" else LIKELIEST if heard.has("stage") or context.case["stage"] else 0
        )
        return Read((), _topics(likely(heard.subjects.likeliest)[:offers]), heard.subjects, move)
    answered = tuple(dict.fromkeys(name.partition("/")[0] for name in move.topics)) or (move.intent,)
    # The question of a topic that is answered is its likeliest.
    said = [
        next((each for each, _ in heard.subjects.likeliest if each.partition("/")[0] == name), name)
        for name in answered
    ]
    return Read(answered, _topics(meant(heard.subjects.likeliest, said)), heard.subjects, move)


def _topics(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.partition("/")[0] for name in names))


def outcome(row: Row, found: Read) -> str:
    """right, asked (with the right one among the choices), lost (asked without it), wrong, or beside: wrong with the right one as a choice."""
    if row.accepted & set(found.answered):
        return "right"
    if found.answered:
        return "beside" if row.accepted & set(found.offered) else "wrong"
    return "asked" if row.accepted & set(found.offered) else "lost"


def measure(rows: Sequence[Row], found: Sequence[Read]) -> dict[str, tuple[float, float, float]]:
    """The figures, each with its interval."""
    outcomes = [outcome(row, read) for row, read in zip(rows, found, strict=True)]
    inside = Counter(o for row, o in zip(rows, outcomes, strict=True) if row.inside)
    outside = Counter(o for row, o in zip(rows, outcomes, strict=True) if not row.inside)
    n, m = inside.total(), outside.total()

    def wrong(kinds: Counter[str]) -> int:
        return kinds["wrong"] + kinds["beside"]

    return {
        "in_scope_accuracy": wilson(inside["right"], n),
        "among_three": wilson(inside["right"] + inside["asked"] + inside["beside"], n),
        "out_of_scope_recall": wilson(outside["right"], m),
        "refused_or_asked": wilson(m - wrong(outside), m),
        "wrong_answer_rate": wilson(wrong(inside) + wrong(outside), n + m),
        "wrong_in_scope": wilson(wrong(inside), n),
        "asked_back": wilson(sum(not read.answered for read in found), n + m),
        "answered_two": wilson(sum(len(read.answered) > 1 for read in found), n + m),
    }


def seen(rows: Sequence[Row], found: Sequence[Read]) -> str:
    """How well the model alone sees what was meant, whatever is decided: right, among two, among three, in scope."""
    ranks = [
        next((i for i, (name, _) in enumerate(read.subjects.ranking) if name in row.accepted), 99)
        for row, read in zip(rows, found, strict=True)
        if row.inside
    ]
    return "  ".join(f"among {n} {np.mean([rank < n for rank in ranks]):.3f}" for n in (1, 2, 3))


def main() -> int:
    parser = figures.parser(__doc__)
    parser.add_argument("files", nargs="*", type=Path, default=DEV)
    parser.add_argument("--fresh", action="store_true", help="train a model now")
    parser.add_argument("--list", action="store_true", help="show each message that was not answered rightly")
    arguments = parser.parse_args()
    if missing := [str(path) for path in arguments.files if not path.is_file()]:
        parser.error(f"no file {', '.join(missing)}: give a CSV of text,topic,alt_topic")
    rows = [row for path in arguments.files for row in rows_of(path)]
    models = fresh() if arguments.fresh else trained()
    found = [read(models, row.text) for row in rows]
    result = measure(rows, found)
    print(f"n = {len(rows)} ({sum(row.inside for row in rows)} in scope)   seen in scope: {seen(rows, found)}")
    for name, value in result.items():
        print(f"{name.replace('_', ' '):22} {value[0]:.3f}   [{value[1]:.3f}, {value[2]:.3f}]")
    if arguments.list:
        for row, read_as in zip(rows, found, strict=True):
            if (kind := outcome(row, read_as)) != "right":
                print(
                    f"  {kind:6} {'/'.join(sorted(row.accepted))} -> {'+'.join(read_as.answered) or '-'}: {row.text[:100]}"
                )
    figures.write(arguments.json, {name: value[0] for name, value in result.items()})
    return 0


if __name__ == "__main__":
    sys.exit(main())
