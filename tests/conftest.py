"""What all tests share.

Read by the root environment and, for tests/engine, by the engine's: standard library and pytest only.
"""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.packages import command, missing, needed_by

if TYPE_CHECKING:
    from tests.channels.fake_twilio import FakeTwilio
    from tests.system.running import Run

# What is encrypted in tests is encrypted under keys of their own, not under those of this machine.
os.environ.setdefault("SHORTFALL_ENCRYPTION_KEYS", "test-" * 13)
os.environ.setdefault("SHORTFALL_IDENTITY_KEY", "identity-" * 8)

# The engine's tests need Rasa; its own environment runs them.
collect_ignore = [] if importlib.util.find_spec("rasa") else ["engine"]


LONGEST = ("tests/system/test_run.py", "tests/browser/test_access.py", "tests/browser/test_widget.py", "tests/scale/")
"""A minute or more each: they begin first, so that no worker is left alone with one at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest. Leave out the tests whose programs are not installed, and say how to install them."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))
    if absent := set(missing()):
        for item in items:
            if lacks := sorted(absent.intersection(needed_by(item.nodeid))):
                item.add_marker(pytest.mark.skip(f"not installed: sudo {command(lacks)}"))


@pytest.fixture(scope="session")
def twilio() -> Iterator[FakeTwilio]:
    """Where the assistant under test sends its text messages."""
    from tests.channels.fake_twilio import FakeTwilio

    fake = FakeTwilio()
    yield fake
    fake.stop()


@pytest.fixture(scope="session")
def run(tmp_path_factory: pytest.TempPathFactory, twilio: FakeTwilio) -> Iterator[Run]:
    """The whole assistant: its real processes on free ports, with a state folder of their own."""
    from tests.system.running import running

    with running(tmp_path_factory.mktemp("stack"), SHORTFALL_SMS_WAIT="0", **twilio.settings()) as started:
        yield started


@pytest.fixture(scope="session")
def stack(run: Run) -> str:
    """The address of the whole assistant."""
    return run.url


@pytest.fixture(scope="session")
def postgres() -> Iterator[Any]:
    """A PostgreSQL server of these tests' own (tests.postgres.Postgres)."""
    if "postgresql" in missing():
        pytest.skip(f"not installed: sudo {command(['postgresql'])}")
    from tests.postgres import running

    with running() as server:
        yield server


@pytest.fixture
def postgres_url(postgres: Any) -> str:
    """The SQLAlchemy URL of an empty PostgreSQL database."""
    return str(postgres.new_database())


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The SQLAlchemy URL of an empty database: the test runs on each kind that we support."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'shortfall.db'}"
    return str(request.getfixturevalue("postgres_url"))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """With SHORTFALL_STRICT=1 a test that did not run, or was expected to fail, is a failure."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("SHORTFALL_STRICT") != "1" or reporter is None:
        return
    if any(reporter.stats.get(kind) for kind in ("skipped", "xfailed", "xpassed")):
        reporter.write_line("\nstrict: no test may be skipped or expected to fail", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
