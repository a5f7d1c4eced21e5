"""The towns of Illinois by which people say where a home is (data/law/illinois_towns.txt)."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

TOWNS = Path(__file__).resolve().parents[2] / "data" / "law" / "illinois_towns.txt"


@lru_cache(maxsize=1)
def towns() -> frozenset[str]:
    """Their names in small letters.

    Raises:
        OSError: the file cannot be read.
    """
    lines = TOWNS.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
