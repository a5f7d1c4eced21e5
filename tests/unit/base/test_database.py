"""Engines, migrations and moments, on a real file."""

from __future__ import annotations

import multiprocessing
import stat
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from random import Random

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError, OperationalError, StatementError
from sqlalchemy.orm import Mapped, mapped_column

from shortfall.base import database
from shortfall.base.database import Base, TooNew, UtcDateTime, make_engine, migrate, sessions
from shortfall.base.encryption import cipher
from shortfall.base.settings import settings
from shortfall.callbacks import booking, tables
from shortfall.conversation.transcript import Transcript
from shortfall.insight.review import ReviewedMessage
from tests.unit.callbacks.receivers import NOW as ASKED_AT
from tests.unit.callbacks.receivers import asked


class Moment(Base):
    __tablename__ = "moments_of_this_test"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime | None] = mapped_column(UtcDateTime)


def url_in(folder: Path) -> str:
    return f"sqlite:///{folder / 'state' / 'shortfall.db'}"


def test_several_processes_may_migrate_at_once(tmp_path: Path) -> None:
    url = url_in(tmp_path)
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=migrate, args=(url,)) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0, 0]
    with make_engine(url).connect() as connection:
        tables = set(connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'")))
    assert {"callbacks", "consents", "callback_events", "alembic_version"} <= tables


def test_migrating_says_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    migrate(url_in(tmp_path))
    migrate(url_in(tmp_path))
    assert capfd.readouterr() == ("", "")


def test_the_migrations_make_the_tables_that_the_code_expects(tmp_path: Path) -> None:
    migrate(url_in(tmp_path))
    ours = ("callbacks", "consents", "callback_events", ReviewedMessage.__tablename__)
    with make_engine(url_in(tmp_path)).connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), Base.metadata)
    assert [d for d in differences if any(name in str(d) for name in ours)] == []


def test_the_migrations_can_be_undone(tmp_path: Path) -> None:
    migrate(url_in(tmp_path))
    engine = make_engine(url_in(tmp_path))
    config = Config()
    config.set_main_option("script_location", str(Path(database.__file__).parents[1] / "migrations"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
        left = connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'")).all()
    assert left == ["alembic_version"]


def test_moments_come_back_aware_in_utc(tmp_path: Path) -> None:
    engine = make_engine(url_in(tmp_path))
    Moment.__table__.create(engine)  # type: ignore[attr-defined]
    at = datetime(2026, 11, 23, 10, 7, tzinfo=timezone(timedelta(hours=-6)))
    with sessions(engine).begin() as session:
        session.add_all([Moment(id=1, at=at), Moment(id=2, at=None)])
    with sessions(engine)() as session:
        assert session.scalars(select(Moment.at).order_by(Moment.id)).all() == [at.astimezone(UTC), None]
        assert session.scalars(select(Moment.at)).first().tzinfo is UTC  # type: ignore[union-attr]
        session.add(Moment(at=datetime(2026, 11, 23)))
        with pytest.raises(StatementError, match="naive"):
            session.flush()


def test_the_file_is_the_owners_alone_and_keeps_its_promises(tmp_path: Path) -> None:
    engine = make_engine(url_in(tmp_path))
    with engine.begin() as connection:
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1
        assert connection.scalar(text("PRAGMA busy_timeout")) == 10_000
        connection.execute(text("CREATE TABLE t (x)"))
    assert {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "state").iterdir()} == {0o600}


def test_a_write_transaction_locks_at_once_and_a_reader_does_not_wait(tmp_path: Path) -> None:
    engine = make_engine(url_in(tmp_path))
    Moment.__table__.create(engine)  # type: ignore[attr-defined]
    with sessions(engine)() as writer, sessions(engine, read_only=True)() as reader, engine.connect() as other:
        writer.connection()
        assert reader.scalars(select(Moment)).all() == []
        # Without patience the second writer is refused before it has done anything.
        other.connection.execute("PRAGMA busy_timeout = 0")
        with pytest.raises(OperationalError, match="locked"):
            other.execute(select(Moment))


def test_errors_do_not_show_what_was_to_be_stored(tmp_path: Path) -> None:
    migrate(url_in(tmp_path))
    with pytest.raises(IntegrityError) as caught, sessions(make_engine(url_in(tmp_path))).begin() as session:
        session.add(tables.Callback(name="Maria Lopez", phone="+13125550143"))
        session.flush()
    assert "Maria" not in str(caught.value)
    assert "0143" not in str(caught.value)


def test_foreign_keys_hold(tmp_path: Path) -> None:
    migrate(url_in(tmp_path))
    event = tables.CallbackEvent(
        callback_id=99, kind="x", channel="web", conversation_id="c", detail={}, at=datetime(2026, 1, 1, tzinfo=UTC)
    )
    with pytest.raises(IntegrityError), sessions(make_engine(url_in(tmp_path))).begin() as session:
        session.add(event)


def test_what_was_stored_in_plain_is_encrypted_in_place(tmp_path: Path) -> None:
    url = url_in(tmp_path)
    engine = database._engine(url, foreign_keys=False)
    config = Config()
    config.set_main_option("script_location", str(Path(database.__file__).parents[1] / "migrations"))
    at = "2026-11-23 16:00:00"
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")
        connection.execute(
            text(
                "INSERT INTO callbacks (id, reference, status, name, phone, window_start, window_end, caller_zone, asap, topics, figures,"
                " note, urgent, channel, conversation_id, created_at, changed_at) VALUES (1, 'K7QM-4XRT', 'waiting', 'Maria',"
                " '+13125550143', :at, :at, 'America/Chicago', 0, '[]', '', '', 0, 'web', 'c', :at, :at)"
            ),
            {"at": at},
        )
        connection.execute(
            text(
                "INSERT INTO consents (callback_id, kind, given, version, wording, phone, channel, conversation_id, how, at)"
                " VALUES (1, 'call', 1, 'call-1', 'May we?', '+13125550143', 'web', 'c', 'said yes', :at)"
            ),
            {"at": at},
        )
    migrate(url)
    with engine.connect() as connection:
        name, phone, number = connection.execute(text("SELECT name, phone, phone_hash FROM callbacks")).one()
        wording = connection.scalar(text("SELECT wording FROM consents"))
    assert [cipher().decrypt(token) for token in (name, phone, wording)] == ["Maria", "+13125550143", "May we?"]
    assert number == tables.phone_hash("+13125550143")
    with engine.begin() as connection, pytest.raises(IntegrityError, match="append-only"):
        connection.execute(text("UPDATE consents SET how = 'forged'"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0002")
        assert connection.scalar(text("SELECT phone FROM callbacks")) == "+13125550143"


def test_only_a_durable_commit_waits_for_the_disk(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'x.db'}")
    full, normal = 2, 1
    for durable, expected in ((True, full), (False, normal), (True, full)):  # one connection, used by each in turn
        with sessions(engine, durable=durable).begin() as db:
            assert db.execute(text("PRAGMA synchronous")).scalar_one() == expected
    with engine.begin() as connection:
        assert connection.execute(text("PRAGMA synchronous")).scalar_one() == full
    engine.dispose()


def test_going_back_loses_none_of_two_requests_for_one_number(database_url: str) -> None:
    """The release before allows a number one open request; the way back leaves both, and the way forward again as well."""
    migrate(database_url)
    engine = make_engine(database_url)
    config = Config()
    config.set_main_option("script_location", str(Path(database.__file__).parents[1] / "migrations"))
    with sessions(engine)() as session:
        for number, chat in enumerate(("here", "there", "elsewhere")):
            booking.book(session, asked(conversation_id=chat), ASKED_AT, Random(number))
    with sessions(engine)() as session, session.begin():
        first = session.get_one(tables.Callback, 1)
        first.status, first.closed_at, first.joined_to = "joined", ASKED_AT, 2
    for revision in ("0010", "head"):
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            (command.downgrade if revision == "0010" else command.upgrade)(config, revision)
            found = connection.execute(text("SELECT status FROM callbacks ORDER BY id")).scalars().all()
        assert found == ["done", "waiting", "waiting"]
    engine.dispose()


def _by_a_newer_release(url: str, floor: str) -> None:
    """What a release after this one leaves behind: a revision we do not know, a column more, a table more."""
    migrate(url)
    with make_engine(url).begin() as connection:
        connection.execute(text("ALTER TABLE callbacks ADD COLUMN newer VARCHAR(8)"))
        connection.execute(text("CREATE TABLE newer_things (id INTEGER PRIMARY KEY)"))
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        connection.execute(text("UPDATE schema_floor SET revision = :floor"), {"floor": floor})


def test_an_older_release_starts_on_a_newer_database_that_fits_it(
    database_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _by_a_newer_release(database_url, "0011")
    assert migrate(database_url) is False
    monkeypatch.setenv("SHORTFALL_DATABASE_URL", database_url)
    settings.cache_clear()
    try:
        assert database.main() == 0
    finally:
        settings.cache_clear()
    assert capsys.readouterr().out == "The database is newer than this release and works with it.\n"
    # And it works: a conversation, and a request with everything in it.
    engine = make_engine(database_url)
    transcript = Transcript(engine)
    now = datetime(2026, 11, 24, 15, tzinfo=UTC)
    transcript.open("chat", "welcome", "Welcome.", now)
    transcript.accept("chat", "q", "Can they?", None, now)
    with sessions(engine)() as session:
        assert booking.book(session, asked(), ASKED_AT, Random(1)).created
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "9999"
    engine.dispose()


@pytest.mark.parametrize("table", [True, False])
def test_an_older_release_says_why_it_does_not_start_on_one_that_does_not(tmp_path: Path, table: bool) -> None:
    url = url_in(tmp_path)
    _by_a_newer_release(url, "9999")
    if not table:
        with make_engine(url).begin() as connection:
            connection.execute(text("DROP TABLE schema_floor"))
    with pytest.raises(TooNew, match="newer than this release"):
        migrate(url)
