"""Choose the thresholds of engine/reading.py by cross-validation on our own training examples.

    engine/.venv/bin/python -m bench.thresholds

Each example is read by a model that has not seen it. What an answer is worth: right 1, right as one of two 0.85, asking back
with the right topic among the choices 0.5, asking back without it 0, a wrong answer -1.
"""

from __future__ import annotations

import itertools
import os
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
import yaml
from sklearn.model_selection import StratifiedKFold

from engine import reading
from engine.classifier import SETTLED
from engine.encoder import shared_encoder
from engine.featurizer import Segments
from engine.intent_model import IntentModel
from shortfall.content.questions import load_questions

REFUSALS = {"out_of_scope", "other_debt"}


def examples() -> tuple[list[str], np.ndarray]:
    """All training examples with their intents."""
    rows = [(example, topic.id) for topic in load_questions().values() for example in topic.examples["en"]]
    for path in sorted(Path("data/nlu").glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            if block["intent"] in SETTLED:
                continue
            rows += [(line[2:].strip(), block["intent"]) for line in block["examples"].splitlines() if line.strip()]
    return [text for text, _ in rows], np.array([intent for _, intent in rows])


def readings_out_of_fold() -> list[tuple[str, list[reading.Reading]]]:
    """Every example as read by a model trained on the other folds."""
    texts, intents = examples()
    vectors = shared_encoder().encode(texts)
    found = []
    for train, test in StratifiedKFold(3, shuffle=True, random_state=5).split(texts, intents):
        model = IntentModel()
        model.fit([texts[i] for i in train], vectors[train], list(intents[train]))
        for i in test:
            segments = Segments(texts[i])
            scores = model.score(segments.texts, segments.vectors)
            found.append(
                (
                    str(intents[i]),
                    [
                        reading.Reading(part, model.intents, s.probability, s.nearest, s.total)
                        for part, s in zip(segments.texts, scores, strict=True)
                    ],
                )
            )
    return found


def outcome(expected: str, decision: reading.Decision) -> str:
    """right, two (right as one of two), choice (asked back with it), unsure or wrong."""
    accepted = REFUSALS if expected in REFUSALS else {expected}
    if decision.intent == "nlu_fallback":
        if expected in REFUSALS:
            return "right"
        choices = [name for name, _ in decision.ranking[:4] if name not in reading.DIALOGUE][:3]
        return "choice" if expected in choices else "unsure"
    if decision.intent == "two_topics":
        return "two" if accepted & set(decision.topics) else "wrong"
    return "right" if decision.intent in accepted else "wrong"


WORTH = {"right": 1.0, "two": 0.85, "choice": 0.5, "unsure": 0.0, "wrong": -1.0}


def main() -> None:
    data = readings_out_of_fold()
    # Figures and states depend on no threshold, and are slow to find out.
    subjects = [
        (e, r, reading.Figures.of(r[0].text, None)) for e, r in data if e not in reading.DIALOGUE or e in REFUSALS
    ]
    results = []
    grid = {
        "ANSWER": (0.25, 0.3, 0.35, 0.4),
        "SECOND": (0.1, 0.15, 0.2),
        "CLEAR": (0.6, 0.7, 0.8),
        "JOB": (0.35, 0.5, 0.6),
        "QUESTIONS": (0.0, 0.3, 1.0),
    }
    in_use = tuple(getattr(reading, name) for name in grid)
    for setting in itertools.product(*grid.values()):
        for name, value in zip(grid, setting, strict=True):
            setattr(reading, name, value)
        outcomes = [outcome(expected, reading.decide(parts, None, figures)) for expected, parts, figures in subjects]
        results.append((np.mean([WORTH[o] for o in outcomes]), *setting, outcomes))
    results.sort(key=lambda row: -row[0])
    chosen = next(row for row in results if row[1:-1] == in_use)
    print(*grid, "  worth | right two choice unsure wrong")
    for worth, *setting, outcomes in [*results[:15], chosen]:
        shares = "  ".join(f"{outcomes.count(kind) / len(outcomes):.3f}" for kind in WORTH)
        print(*setting, f"  {worth:.4f} | {shares}")
    print("The last line is the setting in use.")


if __name__ == "__main__":
    main()
