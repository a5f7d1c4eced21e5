"""Cosines in eight bits against those in single precision."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from engine.alike import Alike

RANDOM = np.random.default_rng(4)


def unit(rows: int, width: int) -> npt.NDArray[np.float32]:
    found = RANDOM.standard_normal((rows, width)).astype(np.float32)
    return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), dtype=np.float32)


def test_the_cosines_are_those_of_the_vectors() -> None:
    examples = np.vstack([unit(500, 768), np.zeros((1, 768), np.float32)])
    messages = np.vstack([unit(3, 768), examples[:2]])
    found = Alike.of(examples).cosines(messages)
    assert found.shape == (5, 501)
    assert np.abs(found - messages @ examples.T).max() < 0.004
    assert found[3].argmax() == 0 and found[4].argmax() == 1


def test_what_is_saved_is_what_was_made() -> None:
    made, messages = Alike.of(unit(50, 384)), unit(2, 384)
    assert np.array_equal(Alike(made.numbers, made.scale).cosines(messages), made.cosines(messages))
