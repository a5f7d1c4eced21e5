"""How well messages are understood in the middle of a talk, by question, without a server.

    engine/.venv/bin/python -m bench.talks [FILE.csv ...] [--list] [--json OUT]

bench/talks.csv holds talks that people had who had not seen the code, bench/imagined.csv and imagined_es.csv talks that were imagined,
one person at a time, by somebody who knew nothing of the questions. Both were labelled by somebody else, in the form of shortfall/content/talks.py,
and none of it is learned from. Each message is read with what was rightly said before it, so that one miss does not make the next.

    answered    the share of what was asked that the answers are about, to the question
    within      the same, with the choices below the answers
    topic       the subject is right, whatever the question
    other       of messages that ask nothing of the content: taken for what they are
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

from bench import figures
from bench.understanding import TODAY, trained
from engine.classifier import Scored
from engine.featurizer import Segments
from engine.guard import settled_intent
from engine.intent_model import IntentModel
from engine.language import hear
from engine.reader import answered_by, choices_below
from shortfall.content.questions import Language
from shortfall.content.talks import KINDS, talks
from shortfall.reading.facts import read_facts
from shortfall.talk.acts import read_acts
from shortfall.talk.beside import with_the_rest
from shortfall.talk.heard import Context, Heard, Move
from shortfall.talk.intents import SETTLES
from shortfall.talk.moves import decide

TALKS, *IMAGINED = (Path(__file__).with_name(f"{name}.csv") for name in ("talks", "imagined", "imagined_es"))
STORY = 25
FITS: Mapping[str, str] = {
    **KINDS,
    # The day itself, counted, answers these as well.
    "served_with_papers/counting_the_days": "deadlines",
    "served_with_papers/how_many_days": "deadlines",
}
"""What else is right of a label, as intents."""


@dataclass(frozen=True)
class Turn:
    """A message as it was understood: the halves of what was asked, what was answered, and what stood below as choices."""

    text: str
    good: Sequence[frozenset[str]]
    answered: Sequence[str]
    choices: Sequence[str]

    @property
    def asks(self) -> bool:
        return any("/" in name for half in self.good for name in half)

    def share(self, names: Sequence[str]) -> float:
        """How many halves some names are about."""
        found = {name for each in names for name in (each, *(kind for kind, of in FITS.items() if each in of.split()))}
        return sum(bool(half & found) for half in self.good) / len(self.good)

    @property
    def on_topic(self) -> bool:
        topics = {name.partition("/")[0] for half in self.good for name in half if "/" in name}
        return any(name.partition("/")[0] in topics for name in self.answered)


def play(models: Mapping[Language, IntentModel], path: Path = TALKS) -> Iterator[Turn]:
    """Every message of the talks, read in its talk."""
    context = Context(today=TODAY)
    for number, said in enumerate(talks(path)):
        if said.before is None:
            context = Context(today=TODAY)
        text, good = said.text, [frozenset(half) for half in said.good]
        segments = Segments(text, hear(text, context.case["language"]).language)
        scored = Scored(models[segments.language], segments)
        facts = read_facts(text, TODAY, case=context.case.slot())
        subjects = scored.subjects(text, context, context.case.heard(facts, number).values())
        settled = settled_intent(text)
        move = Move(settled) if settled else decide(Heard(text, facts, read_acts(text), subjects), context)
        move = with_the_rest(move, answered_by(move, scored), subjects.parts, context)
        yield Turn(text, good, answered_by(move, scored), choices_below(move, scored, subjects, last=context.last))
        last = next((name for half in said.good for name in half if "/" in name), None)
        context = replace(
            context,
            case=context.case.heard(facts, number),
            last=last or context.last,
            answered=frozenset({last.partition("/")[0]}) if last else frozenset(),
            before=text if move.intent not in SETTLES and len(text.split()) <= STORY else None,
        )


def measure(turns: Sequence[Turn]) -> dict[str, float]:
    """The figures of some messages."""
    asking, other = [turn for turn in turns if turn.asks], [turn for turn in turns if not turn.asks]
    return {
        "answered": sum(turn.share(turn.answered) for turn in asking) / len(asking),
        "within": sum(turn.share([*turn.answered, *turn.choices]) for turn in asking) / len(asking),
        "topic": sum(turn.on_topic for turn in asking) / len(asking),
        "other": sum(turn.share(turn.answered) for turn in other) / len(other),
    }


def show(turns: Sequence[Turn]) -> None:
    """Print each message that was not answered whole."""
    for turn in turns:
        if turn.share(turn.answered) < 1:
            good = " + ".join("|".join(sorted(half)) for half in turn.good)
            print(f"  {turn.text}\n    {good}\n    -> {' + '.join(turn.answered)}   below: {', '.join(turn.choices)}")


def main() -> int:
    parser = figures.parser(__doc__)
    parser.add_argument("files", nargs="*", type=Path, default=(TALKS, *IMAGINED))
    parser.add_argument("--list", action="store_true", help="show each message that was not answered whole")
    arguments = parser.parse_args()
    models = trained()
    found: dict[str, float] = {}
    for path in arguments.files:
        turns = [turn for turn in play(models, path) if frozenset({"NONE"}) not in turn.good]
        if arguments.list:
            show(turns)
        of = measure(turns)
        print(
            f"{path.name}: {sum(turn.asks for turn in turns)} messages that ask, {sum(not turn.asks for turn in turns)} others"
        )
        for name, value in of.items():
            print(f"{name:10}{value:.3f}")
        found |= {f"{path.stem}_{name}": value for name, value in of.items()}
    figures.write(arguments.json, found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
