"""The least value of a convex function: known where it is known, and a regression as scikit-learn fits it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
import scipy.sparse as sp
from sklearn.linear_model import LogisticRegression

from engine.descent import least
from engine.intent_model import regression

Array = npt.NDArray[np.float32]


@pytest.mark.parametrize("wrong", [1.0, 30.0, 1 / 30], ids=["as told", "flatter than told", "steeper than told"])
def test_a_bowl_has_its_bottom_where_it_was_put(wrong: float) -> None:
    random = np.random.default_rng(1)
    bottom = random.normal(size=(5, 40)).astype(np.float32)
    steep = np.geomspace(0.01, 100, 200).reshape(5, 40).astype(np.float32)

    def bowl(at: Array) -> tuple[float, Array]:
        return float((steep * (at - bottom) ** 2).sum()) / 2, steep * (at - bottom)

    found = least(bowl, np.zeros_like(bottom), steep * np.float32(wrong), 200, 0.0)
    assert np.allclose(found, bottom, atol=1e-3)


def test_a_curvature_that_is_not_known_is_learned() -> None:
    def bowl(at: Array) -> tuple[float, Array]:
        return float(at[0] ** 2 + 50 * (at[1] - at[0] - 3) ** 2), np.array(
            [2 * at[0] - 100 * (at[1] - at[0] - 3), 100 * (at[1] - at[0] - 3)], np.float32
        )

    assert np.allclose(least(bowl, np.ones(2, np.float32), np.ones(2, np.float32), 100, 0.0), [0, 3], atol=1e-3)


def test_it_ends_when_an_iteration_gains_too_little() -> None:
    asked = 0

    def slope(at: Array) -> tuple[float, Array]:
        nonlocal asked
        asked += 1
        return float(np.square(at).sum()), 2 * at

    least(slope, np.full(3, 5, np.float32), np.full(3, 2, np.float32), 50, 1e-6)
    assert asked <= 3


def test_a_regression_is_scikit_learns() -> None:
    random = np.random.default_rng(2)
    owners = random.integers(0, 4, 300)
    dense = (random.normal(size=(4, 12))[owners] + random.normal(size=(300, 12))).astype(np.float32)
    sparse = sp.random(300, 40, 0.1, "csr", np.float32, random)
    weigh = random.uniform(0.5, 2, 300)
    weights, bias = regression(sparse, dense, owners, 1.0, weigh)
    both = sp.hstack([sparse, dense]).toarray()
    theirs = LogisticRegression(C=1.0, max_iter=2000, tol=1e-8).fit(both, owners, weigh)
    assert np.allclose(weights, theirs.coef_.T, atol=0.01)
    logits = both @ weights + bias
    found = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    assert np.allclose(found, theirs.predict_proba(both), atol=0.005)
