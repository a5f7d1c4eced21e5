"""Fixtures of the abuse: how much of it, and an eye on what the assistant prints meanwhile."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.system.leaks import fault
from tests.system.running import Run

MESSAGES = int(os.environ.get("SHORTFALL_FUZZ", "300"))
"""How many messages the chat is told; the text messages are a tenth of them."""


@dataclass(frozen=True)
class Watch:
    """What the processes have printed since a moment."""

    printed: Path
    begin: int

    def lines(self) -> list[str]:
        """Line by line."""
        with self.printed.open("rb") as file:
            file.seek(self.begin)
            return file.read().decode("utf-8", "replace").splitlines()

    def wrong(self) -> list[str]:
        """Lines that must not be: errors, stack traces, answers of status 500 and above."""
        return [line for line in self.lines() if fault(line) or "unexpected" in line]


@pytest.fixture
def watch(run: Run) -> Iterator[Watch]:
    """From here on nothing may go wrong in any process, and all is well at the end."""
    watching = Watch(run.printed, run.printed.stat().st_size)
    yield watching
    assert watching.wrong() == []
    assert httpx.get(f"{run.url}/readyz", timeout=30, trust_env=False).status_code == 200
