"""Fixtures: an office."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from shortfall.staff import accounts
from tests.unit.web.staff.office import Office, office


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Passwords are hashed for a test run, not against thieves."""
    monkeypatch.setattr(accounts, "hasher", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
    accounts._decoy.cache_clear()
    yield
    accounts._decoy.cache_clear()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Office]:
    """An office with one clerk, ana; rate limits off."""
    with office(tmp_path) as opened:
        yield opened


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The same for tests with many cases that change nothing for each other: one server for all of a module."""
    with office(tmp_path_factory.mktemp("office")) as opened:
        yield opened
