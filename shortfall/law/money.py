"""Outside measurements know the reading of amounts by this name; it lives in shortfall.reading.amounts, its values in intervals.

The readers are looked up when they are asked for: the law itself must not depend on the reading of words.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from shortfall.law.intervals import CENT, NOTHING, ZERO, Interval, format_interval, format_money, to_cents

_READERS = frozenset({"Amount", "Role", "find_amounts", "foreign_currency"})

__all__ = ["CENT", "NOTHING", "ZERO", "Interval", "format_interval", "format_money", "to_cents"]


def __getattr__(name: str) -> Any:
    if name in _READERS:
        return getattr(import_module("shortfall.reading.amounts.money"), name)
    raise AttributeError(name)
