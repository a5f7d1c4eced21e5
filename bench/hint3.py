"""The same intent model on HINT3, real chatbot traffic with out-of-scope messages (Arora et al. 2020, hellohaptik/HINT3).

    engine/.venv/bin/python -m bench.hint3 [FOLDER]            the table, beside the published rows
    engine/.venv/bin/python -m bench.hint3 [FOLDER] --choose   settings by cross-validation on the training files alone

Without the layers that were taught our own topics (engine.tune), which know nothing of other subjects: the published sentence
vector alone. FOLDER (default ../shared/hint3) holds <bot>_train.csv and <bot>_test.csv with the columns sentence,label.
"""

from __future__ import annotations

import csv
import itertools
import os
from pathlib import Path
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
import numpy.typing as npt
from sklearn.model_selection import RepeatedStratifiedKFold

from bench import figures
from engine.encoder import SentenceEncoder
from engine.intent_model import IntentModel, Settings

BOTS = ("sofmattress", "curekart", "powerplay11")
OUT = "NO_NODES_DETECTED"
REFUSED = 0.6
# In-scope accuracy, and the same at the threshold that refuses 60% of what is out of scope (published predictions).
PUBLISHED = {
    "Rasa DIET+ConveRT": ((0.693, 0.584), (0.841, 0.721), (0.491, 0.425)),
    "BERT": ((0.736, 0.693), (0.836, 0.783), (0.585, 0.498)),
    "Dialogflow": ((0.732, 0.723), (0.750, 0.732), (0.596, 0.513)),
    "Haptik": ((0.723, 0.684), (0.808, 0.772), (0.673, 0.618)),
}


def read(folder: Path, bot: str, part: str) -> tuple[list[str], npt.NDArray[Any]]:
    with (folder / f"{bot}_{part}.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return [row["sentence"] for row in rows], np.array([row["label"] for row in rows])


def both_figures(
    right: npt.NDArray[Any], confidence: npt.NDArray[Any], inside: npt.NDArray[Any]
) -> tuple[float, float]:
    """In-scope accuracy, and the same counting only answers above the threshold that refuses 60% of the rest."""
    threshold = np.quantile(confidence[~inside], REFUSED)
    return float(right[inside].mean()), float((right & (confidence > threshold))[inside].mean())


def published() -> SentenceEncoder:
    """The encoder as its publisher made it."""
    return SentenceEncoder(taught=None)


def measure(folder: Path, settings: Settings) -> dict[str, tuple[float, float]]:
    figures = {}
    encoder = published()
    for bot in BOTS:
        texts, labels = read(folder, bot, "train")
        tests, truth = read(folder, bot, "test")
        model = IntentModel(settings)
        model.fit(texts, encoder.encode(texts), list(labels))
        totals = np.array([s.total for s in model.score(tests, encoder.encode(tests))])
        predicted = np.array(model.intents)[totals.argmax(axis=1)]
        figures[bot] = both_figures(predicted == truth, totals.max(axis=1), truth != OUT)
    return figures


def described(setting: tuple[float, ...]) -> str:
    return "c={:g} dense_scale={:g} nearest_weight={:g}".format(*setting)


def choose(folder: Path) -> None:
    """Three-fold cross-validation, four times; in each fold a fifth of the intents is left out of training and plays out of scope."""
    results: dict[tuple[float, ...], list[float]] = {}
    for bot in BOTS:
        texts, labels = read(folder, bot, "train")
        vectors = published().encode(texts)
        names, counts = np.unique(labels, return_counts=True)
        keep = np.isin(labels, names[counts >= 3])
        texts, labels, vectors = [t for t, k in zip(texts, keep, strict=True) if k], labels[keep], vectors[keep]
        folds = RepeatedStratifiedKFold(n_splits=3, n_repeats=4, random_state=7)
        for number, (train, test) in enumerate(folds.split(texts, labels)):
            strangers = np.random.default_rng(number).permutation(np.unique(labels))[
                : max(2, len(np.unique(labels)) // 5)
            ]
            train = train[~np.isin(labels[train], strangers)]
            for c, scale in itertools.product((3.0, 10.0, 30.0, 100.0), (1.0, 2.0, 3.0)):
                model = IntentModel(Settings(c=c, dense_scale=scale, nearest_weight=0.0))
                model.fit([texts[i] for i in train], vectors[train], list(labels[train]))
                scores = model.score([texts[i] for i in test], vectors[test])
                for weight in (0.0, 0.5, 1.0, 1.5):
                    totals = np.array([s.probability + weight * s.nearest for s in scores])
                    predicted = np.array(model.intents)[totals.argmax(axis=1)]
                    inside = ~np.isin(labels[test], strangers)
                    accuracy, refusing = both_figures(predicted == labels[test], totals.max(axis=1), inside)
                    results.setdefault((c, scale, weight), []).append((accuracy + refusing) / 2)
        print(f"{bot} done", flush=True)
    ranked = sorted(results.items(), key=lambda item: -np.mean(item[1]))
    for setting, values in ranked[:20]:
        print(described(setting), f"{np.mean(values):.4f}")
    # One standard error is noise; inside it the most regularised model is taken, as is usual (Breiman et al. 1984).
    best = ranked[0][1]
    floor = np.mean(best) - np.std(best, ddof=1) / np.sqrt(len(best))
    chosen = min(
        (item for item in ranked if np.mean(item[1]) >= floor), key=lambda item: (item[0][0], -np.mean(item[1]))
    )
    print("chosen:", described(chosen[0]), f"{np.mean(chosen[1]):.4f} (floor {floor:.4f})")


def main() -> None:
    parser = figures.parser(__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("../shared/hint3"))
    parser.add_argument("--choose", action="store_true")
    arguments = parser.parse_args()
    if not arguments.folder.is_dir():
        parser.error(f"no folder {arguments.folder}: give the one with the HINT3 files")
    if arguments.choose:
        choose(arguments.folder)
        return
    found = measure(arguments.folder, Settings())
    print(f"{'in-scope accuracy / at 60% refused':36}" + "".join(f"{bot:>18}" for bot in BOTS))
    for name, row in {**PUBLISHED, "Shortfall": tuple(found[bot] for bot in BOTS)}.items():
        print(f"{name:36}" + "".join(f"{f'{a:.3f} / {b:.3f}':>18}" for a, b in row))
    flat = {f"{bot}_{kind}": value for bot in BOTS for kind, value in zip(("all", "refusing"), found[bot], strict=True)}
    figures.write(arguments.json, flat)


if __name__ == "__main__":
    main()
