"""The same intent model on BANKING77-OOS: how well it tells questions of a subject from near ones that it was never taught.

    engine/.venv/bin/python -m bench.banking77 FOLDER [--json OUT]

FOLDER is Datasets/BANKING77-OOS of the public repository jianguoz/Few-Shot-Intent-Detection (Zhang et al. 2022, "Are Pretrained
Transformers Robust in Intent Classification?"): 50 intents of a bank are taught; near are messages of the 27 others (id-oos), far
those of no bank (ood-oos). As in bench.hint3, without the layers that were taught our own topics. FPR95 is the share of them that
is answered where 95% of what is in scope is: lower is better.
"""

from __future__ import annotations

import os
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
import numpy.typing as npt

from bench import figures
from bench.hint3 import published
from engine.intent_model import IntentModel, Settings

KEPT = 0.95


def read(folder: Path) -> tuple[list[str], list[str]]:
    """The messages of a part, and the intent of each."""
    texts, labels = ((folder / name).read_text(encoding="utf-8").splitlines() for name in ("seq.in", "label"))
    return texts, labels


def fpr95(inside: npt.NDArray[np.float64], outside: npt.NDArray[np.float64]) -> float:
    """The share of `outside` that is at least as sure as the surest 95% of `inside`; arrays of confidence."""
    return float((outside >= np.quantile(inside, 1 - KEPT)).mean())


def measure(folder: Path, settings: Settings) -> dict[str, float]:
    """In-scope accuracy, and FPR95 of near and of far."""
    encoder, model = published(), IntentModel(settings)
    texts, labels = read(folder / "train")
    model.fit(texts, encoder.encode(texts), labels)
    sure, right = {}, 0.0
    for part in ("", "id-oos", "ood-oos"):
        tests, truth = read(folder / part / "test")
        totals = np.array([score.total for score in model.score(tests, encoder.encode(tests))])
        sure[part] = totals.max(axis=1)
        if not part:
            right = float((np.array(model.intents)[totals.argmax(axis=1)] == np.array(truth)).mean())
    return {
        "accuracy": right,
        "near_fpr95": fpr95(sure[""], sure["id-oos"]),
        "far_fpr95": fpr95(sure[""], sure["ood-oos"]),
    }


def main() -> None:
    parser = figures.parser(__doc__)
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    if not (arguments.folder / "train" / "seq.in").is_file():
        parser.error(f"{arguments.folder} has no train/seq.in: give the folder BANKING77-OOS")
    found = measure(arguments.folder, Settings())
    for name, value in found.items():
        print(f"{name:12} {value:.3f}")
    figures.write(arguments.json, found)


if __name__ == "__main__":
    main()
