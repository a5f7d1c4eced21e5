"""Choose the thresholds of shortfall/talk/limits.py on the labelled messages of bench.understanding, by cross-validation.

    engine/.venv/bin/python -m bench.thresholds [FILE.csv ...] [--fresh]

Our own examples cannot choose them: the encoder's upper layers were taught by these, so that the model is surer of them than of
any stranger's message. What an answer is worth: right 1, right as one of two 0.85, asking back with the right topic among the
choices 0.5, asking back without it 0 (0.3 where it is none of ours), a wrong answer -1, and -0.6 where the right one is a choice
below it. The settings are ranked by their mean; the last line is what is to be expected of messages that did not choose: each
fifth of them read by the setting that is best on the other four.
"""

from __future__ import annotations

import itertools
import os
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np

from bench import figures
from bench.understanding import DEV, TODAY, Read, Row, fresh, measure, outcome, read_of, rows_of, subjects_of, trained
from shortfall.reading.facts import read_facts
from shortfall.talk import limits
from shortfall.talk.acts import read_acts
from shortfall.talk.heard import Heard

GRID = {
    "ANSWER": (0.2, 0.25, 0.3, 0.35),
    "SECOND": (0.08, 0.1, 0.15),
    "CLEAR": (0.6, 0.7),
    "JOB": (0.4, 0.5),
    "REFUSED": (-0.05, 0.0, 0.05),
    "BETWEEN": (0.3, 0.4, 0.5),
}
WORTH = {"right": 1.0, "asked": 0.5, "lost": 0.0, "beside": -0.6, "wrong": -1.0}
OUTSIDE = {"right": 1.0, "asked": 0.3, "lost": 0.3, "beside": -1.0, "wrong": -1.0}
TWO = 0.85
FOLDS = 5


def worth(row: Row, found: Read) -> float:
    """What an answer is worth."""
    kind = outcome(row, found)
    if kind == "right" and len(found.answered) > 1:
        return TWO
    return (WORTH if row.inside else OUTSIDE)[kind]


def main() -> None:
    parser = figures.parser(__doc__)
    parser.add_argument("files", nargs="*", type=Path, default=DEV)
    parser.add_argument("--fresh", action="store_true", help="train a model now")
    arguments = parser.parse_args()
    if missing := [str(path) for path in arguments.files if not path.is_file()]:
        parser.error(f"no file {', '.join(missing)}: give a CSV of text,topic,alt_topic")
    rows = [row for path in arguments.files for row in rows_of(path)]
    models = fresh() if arguments.fresh else trained()
    # Scores, facts and acts depend on no threshold.
    heard = [
        Heard(
            row.text,
            read_facts(row.text, TODAY),
            read_acts(row.text),
            subjects_of(models, row.text),
        )
        for row in rows
    ]
    in_use = tuple(getattr(limits, name) for name in GRID)
    settings = list(dict.fromkeys([*itertools.product(*GRID.values()), in_use]))
    all_found: list[list[Read]] = []
    for setting in settings:
        for name, value in zip(GRID, setting, strict=True):
            setattr(limits, name, value)
        all_found.append([read_of(each) for each in heard])
    worths = np.array([[worth(row, each) for row, each in zip(rows, found, strict=True)] for found in all_found])
    order = np.argsort(-worths.mean(axis=1))
    print(*GRID)
    for which in [*order[:10], settings.index(in_use)]:
        shares = "  ".join(f"{name} {value[0]:.3f}" for name, value in measure(rows, all_found[which]).items())
        print(*settings[which], f" {worths[which].mean():.4f} | {shares}")
    print("The last of these is the setting in use.")
    folds = np.random.default_rng(1).integers(0, FOLDS, len(rows))
    best = [int(worths[:, folds != fold].mean(axis=1).argmax()) for fold in range(FOLDS)]
    unseen = [all_found[best[fold]][i] for i, fold in enumerate(folds)]
    print("cross-validated:", "  ".join(f"{name} {value[0]:.3f}" for name, value in measure(rows, unseen).items()))


if __name__ == "__main__":
    main()
