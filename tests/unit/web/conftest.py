"""Fixtures: a gateway that runs."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from shortfall.base import logs
from tests.unit.web.serving import Gateway, running


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Logging as in service, but to nowhere; the logging of the test run is put back afterwards."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    logs.configure("error", io.StringIO())
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.fixture
def gateway(tmp_path: Path) -> Iterator[Gateway]:
    """A gateway with its own database and engine stand-in, rate limits off."""
    with running(tmp_path) as served:
        yield served


@pytest.fixture(scope="module")
def shared_gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    """The same for tests with many cases that change nothing for each other: one server for all of a module."""
    with running(tmp_path_factory.mktemp("gateway")) as served:
        yield served


@pytest.fixture
def chat(gateway: Gateway) -> dict[str, str]:
    """An open chat."""
    return gateway.open()
