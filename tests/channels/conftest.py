"""Fixtures: everything a text message passes through."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from shortfall.base import logs
from tests.channels.stand import Stand, standing


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What is logged, everything included; the logging of the test run is put back afterwards."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = io.StringIO()
    logs.configure("debug", stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.fixture
def stand(tmp_path: Path, written: io.StringIO) -> Iterator[Stand]:
    """Gateway, engine stand-in, fake Twilio, worker."""
    with standing(tmp_path) as found:
        yield found
