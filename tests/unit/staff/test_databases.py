"""Accounts, sessions, attempts and the audit log on SQLite and PostgreSQL, also where several come at the same moment."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from shortfall.base.database import make_engine, migrate, sessions
from shortfall.staff import accounts, attempts, audit
from shortfall.staff import sessions as staff_sessions

NOW = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
PASSWORD = "four words in a row"


@pytest.fixture
def engine(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """A database with the account ana; passwords are hashed for a test run."""
    monkeypatch.setattr(accounts, "hasher", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
    accounts._decoy.cache_clear()
    migrate(database_url)
    made = make_engine(database_url)
    with sessions(made)() as session:
        accounts.add(session, "ana", PASSWORD, NOW)
    yield made
    made.dispose()
    accounts._decoy.cache_clear()


@pytest.mark.parametrize("change", ["UPDATE staff_audit SET login = 'ben'", "DELETE FROM staff_audit"])
def test_the_log_can_only_grow(engine: Engine, change: str) -> None:
    with pytest.raises(DBAPIError, match="append-only"), engine.begin() as connection:
        connection.execute(sa.text(change))
    with sessions(engine)() as session:
        assert [line.action for line in audit.read(session)] == ["account_added"]


def test_the_log_cannot_be_emptied_at_once(postgres_url: str) -> None:
    migrate(postgres_url)
    engine = make_engine(postgres_url)
    for table in ("staff_audit", "consents", "sms_opt_outs"):
        with pytest.raises(DBAPIError, match="append-only"), engine.begin() as connection:
            connection.execute(sa.text(f"TRUNCATE {table}"))
    engine.dispose()


def test_guesses_at_the_same_moment_are_all_counted(engine: Engine) -> None:
    waits: list[int | None] = []
    ready = threading.Barrier(12)

    def guess() -> None:
        ready.wait(60)
        with sessions(engine)() as session:
            waits.append(attempts.begin(session, "ana", "192.0.2.1", NOW))

    threads = [threading.Thread(target=guess) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(waits) == 12
    let_through = Counter(wait is None for wait in waits)[True]
    assert let_through <= attempts.AT_ONE_ACCOUNT
    with sessions(engine)() as session:
        # Those who were refused have left nothing: the lock ends as promised.
        assert attempts.begin(session, "ana", "192.0.2.1", NOW + timedelta(minutes=15)) is None


def test_a_disabled_account_is_closed_with_its_sessions(engine: Engine) -> None:
    with sessions(engine)() as session:
        account = accounts.verify(session, "ana", PASSWORD)
        assert account is not None
        key = staff_sessions.begin(session, account.id, NOW)
        assert staff_sessions.find(session, key, NOW) is not None
        accounts.disable(session, "ana", NOW)
        assert staff_sessions.find(session, key, NOW) is None
        assert accounts.verify(session, "ana", PASSWORD) is None
        accounts.enable(session, "ana", NOW)
        assert staff_sessions.find(session, key, NOW) is None
        assert accounts.verify(session, "ana", PASSWORD) is not None


def test_a_session_ends_by_itself(engine: Engine) -> None:
    with sessions(engine)() as session:
        account = accounts.verify(session, "ana", PASSWORD)
        assert account is not None
        key = staff_sessions.begin(session, account.id, NOW)
        idle = NOW + staff_sessions.IDLE
        assert staff_sessions.find(session, key, idle - timedelta(seconds=1)) is not None
        assert staff_sessions.find(session, key, idle) is None
