"""A world for the actions: Monday morning, seeded chance, a migrated SQLite file of the test's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from sqlalchemy.orm import Session

from actions.base import World
from shortfall.base.database import make_engine, sessions
from tests.actions.helper import NOW
from tests.actions.talk import Talk
from tests.databases import migrated


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "shortfall.db"
    migrated(f"sqlite:///{path}")
    return path


@pytest.fixture
def world(database: Path) -> Iterator[World]:
    engine = make_engine(f"sqlite:///{database}")
    made = sessions(engine)
    yield World(now=lambda: NOW, random=Random(7), sessions=lambda: made)
    engine.dispose()


@pytest.fixture
def session(world: World) -> Iterator[Session]:
    with world.sessions()() as session:
        yield session


@pytest.fixture
def talk(world: World) -> Talk:
    return Talk(world)


@pytest.fixture
def talk_by_text(world: World) -> Talk:
    return Talk(world, channel="sms")
