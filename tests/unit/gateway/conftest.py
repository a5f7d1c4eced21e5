"""Fixtures: a gateway that runs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.gateway.serving import Gateway, running


@pytest.fixture
def gateway(tmp_path: Path) -> Iterator[Gateway]:
    """A gateway with its own database and engine stand-in, rate limits off."""
    with running(tmp_path) as served:
        yield served


@pytest.fixture
def chat(gateway: Gateway) -> dict[str, str]:
    """An open chat."""
    return gateway.open()
