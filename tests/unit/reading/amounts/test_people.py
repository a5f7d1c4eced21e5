"""How people write and dictate house debts, prices and wages: a list written before the reader was."""

from __future__ import annotations

from pathlib import Path

import pytest

from shortfall.reading.amounts import Amount, find_amounts

LINES = [
    line.split(" => ")
    for line in Path(__file__).with_name("people.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def written(amount: Amount) -> str:
    """ "150000..160000! debt x2": `!` where the person must be asked."""
    low, high = f"{amount.low.normalize():f}", f"{amount.high.normalize():f}"
    return (
        (low if low == high else f"{low}..{high}")
        + ("!" if amount.ambiguous else "")
        + f" {amount.kind or '-'}"
        + (f" x{amount.count}" if amount.count > 1 else "")
    )


@pytest.mark.parametrize(("text", "expected"), LINES, ids=[text[:60] for text, _ in LINES])
def test_line(text: str, expected: str) -> None:
    asked = expected.endswith(" ?")
    found = " | ".join(written(amount) for amount in find_amounts(text, house_context=asked)) or "none"
    assert found == expected.removesuffix(" ?")
