"""Which examples of different questions mean nearly the same, by the published sentence vector: for `shortfall content audit`.

    engine/.venv/bin/python -m engine.nearest [TOPIC ...] [--least 0.9]

One line a pair, nearest first: the cosine, both questions, both examples. A pair is no fault by itself ("can they take my car" and "can
they take my truck" may be two questions); whoever writes content settles it: move one, drop one, or leave both.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence

import numpy as np

from engine.encoder import SentenceEncoder
from engine.examples import Example, examples

LEAST = 0.9
_BLOCK = 1024  # rows compared at once


def pairs(rows: Sequence[Example], least: float) -> Iterator[tuple[float, Example, Example]]:
    """Each example with its nearest one of another question, where that is at least so near; each pair once, nearest first."""
    vectors = SentenceEncoder(taught=None).encode([row.text for row in rows])
    owners = np.array([row.question or row.intent for row in rows])
    found: dict[tuple[int, int], float] = {}
    for start in range(0, len(rows), _BLOCK):
        part = slice(start, start + _BLOCK)
        cosines = vectors[part] @ vectors.T
        cosines[owners[part, None] == owners[None]] = -1
        for i, (j, cosine) in enumerate(zip(cosines.argmax(axis=1), cosines.max(axis=1), strict=True), start):
            if cosine >= least:
                found[min(i, int(j)), max(i, int(j))] = float(cosine)
    for (i, j), cosine in sorted(found.items(), key=lambda item: -item[1]):
        yield cosine, rows[i], rows[j]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("topics", nargs="*", help="only pairs with a question of these; all")
    parser.add_argument("--least", type=float, default=LEAST, help="the least cosine (default %(default)s)")
    chosen = parser.parse_args()
    wanted = set(chosen.topics)
    for cosine, one, other in pairs(examples(), chosen.least):
        names = (one.question or one.intent, other.question or other.intent)
        if not wanted or wanted & {part for name in names for part in (name, name.partition("/")[0])}:
            print(f"{cosine:.3f}  {names[0]} | {names[1]}  {one.text} | {other.text}")


if __name__ == "__main__":
    main()
