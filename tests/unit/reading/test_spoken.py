"""Other people's ways of saying a time, a number, a name or a sum: one line of a list a case (`python -m bench.spoken` counts them)."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from bench.spoken import READERS, Row

_LISTS = sorted((Path(__file__).parent / "spoken").glob("*.csv"))


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("kind", "row"), [pytest.param(path.stem, row, id=row["text"][:60]) for path in _LISTS for row in _rows(path)]
)
def test_it_is_read_as_it_was_meant(kind: str, row: Row) -> None:
    right, _, read = READERS[kind.rpartition("_")[2]](row)
    assert right, f"read as {read or 'nothing'}"
