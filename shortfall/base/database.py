"""The database of the public side: engines, sessions and migrations, on SQLite or PostgreSQL.

Whoever holds rows of more than one of these tables takes them in this order, and rows of one table by their key: callbacks,
sms_people, chat_sessions, chat_codes. In another order two transactions can wait for each other, and PostgreSQL ends one of them.
"""

from __future__ import annotations

import json
import logging
import os
import sqlite3
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar, cast

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, DateTime, Dialect, Engine, Text, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.orm import DeclarativeBase, Mapper, Session, sessionmaker
from sqlalchemy.orm.attributes import instance_state, set_committed_value
from sqlalchemy.types import TypeDecorator

from shortfall.base.encryption import check_place, cipher, place_of
from shortfall.base.settings import settings

BUSY_SECONDS = 10
_FLOOR = "schema_floor"
log = logging.getLogger(__name__)
_MIGRATION_LOCK = 7_238_455_123_600_881  # any constant: it names the migration among PostgreSQL's advisory locks


class Base(DeclarativeBase):
    """The parent of every table."""

    row: ClassVar[tuple[str, ...]] = ()
    """The columns by which a row with private ones is known: they are there before it is written, and never change."""

    def known_by(self) -> tuple[object, ...]:
        """What this row is known by."""
        return tuple(getattr(self, name) for name in self.row)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment. Aware datetimes go in, aware datetimes in UTC come out, on every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive datetimes; SQLite, which knows no time zones, is given UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime cannot be stored")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class _Sealed(TypeDecorator[Any]):
    """Encrypted in the database, plain in Python; it cannot be searched for, see `encryption.Identities`.

    What is written and read knows its row: mapped objects see to it by themselves (`Base.row`), statements by `of_row`.

    Args:
        column: where it stands, "table.column".
    """

    impl = Text
    cache_ok = True

    def __init__(self, column: str = "") -> None:
        super().__init__()
        self.column = column

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """What is written: a token.

        Raises:
            ValueError: the value is not empty, and does not say to which row it belongs.
        """
        if value is None:
            return None
        place = place_of(self.column)
        if isinstance(value, _OfRow):
            value, place = value.value, place_of(self.column, *value.row)
        text = self._written(value)
        if self.column and text and place == place_of(self.column):
            raise ValueError(f"{self.column}: to which row does it belong?")
        return cipher().encrypt(text, place if self.column else "")

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """What is read: with the place that it says it belongs to, which is still to be checked.

        Raises:
            Undecipherable: it was written with a key that is not set any more.
        """
        if value is None:
            return None
        found, text = cipher().unseal(value)
        return _Found(found, text, self) if self.column else self._read(text)

    def _written(self, value: Any) -> str:
        raise NotImplementedError

    def _read(self, text: str) -> Any:
        raise NotImplementedError


class Private(_Sealed):
    """Text about a person."""

    cache_ok = True

    def _written(self, value: Any) -> str:
        return str(value)

    def _read(self, text: str) -> Any:
        return text


class PrivateJson(_Sealed):
    """What `json` can hold about a person."""

    cache_ok = True

    def _written(self, value: Any) -> str:
        return json.dumps(value)

    def _read(self, text: str) -> Any:
        return json.loads(text)


@dataclass(frozen=True)
class _OfRow:
    """A value to be written, and what its row is known by."""

    value: Any
    row: tuple[object, ...]


@dataclass(frozen=True)
class _Found:
    """A text that was read, and where it says it belongs; None says nothing."""

    place: str | None
    text: str
    kind: _Sealed

    def of(self, row: tuple[object, ...]) -> Any:
        check_place(self.place, self.text, place_of(self.kind.column, *row))
        return self.kind._read(self.text)


def to_row(value: Any, *row: object) -> Any:
    """A private value for a statement that writes it; `row` is what the mapped class names in `row`."""
    return None if value is None else _OfRow(value, row)


def of_row(value: Any, *row: object) -> Any:
    """A private value that a statement has read from a row.

    Raises:
        Undecipherable: it belongs to another row or column.
    """
    return value.of(row) if isinstance(value, _Found) else value


def _sealed(mapper: Mapper[Any]) -> list[str]:
    return [prop.key for prop in mapper.column_attrs if isinstance(prop.columns[0].type, _Sealed)]


@event.listens_for(Base, "before_insert", propagate=True)
@event.listens_for(Base, "before_update", propagate=True)
def _say_the_row(mapper: Mapper[Any], _connection: Connection, target: Base) -> None:
    state = instance_state(target)
    for name in _sealed(mapper):
        column = mapper.column_attrs[name].columns[0]
        if name not in state.dict and not state.persistent and column.default is not None and column.default.is_scalar:
            setattr(target, name, column.default.arg)
        value = state.dict.get(name)
        if isinstance(value, _OfRow):  # from an attempt to write it that failed
            value = value.value
        changed = not state.persistent or state.attrs[name].history.has_changes()
        if value is not None and changed and cast(_Sealed, column.type).column:
            setattr(target, name, _OfRow(value, target.known_by()))


@event.listens_for(Base, "after_insert", propagate=True)
@event.listens_for(Base, "after_update", propagate=True)
def _plain_again(mapper: Mapper[Any], _connection: Connection, target: Base) -> None:
    for name in _sealed(mapper):
        if isinstance(value := instance_state(target).dict.get(name), _OfRow):
            set_committed_value(target, name, value.value)


@event.listens_for(Base, "load", propagate=True)
@event.listens_for(Base, "refresh", propagate=True)
def _check_the_row(target: Base, *_: Any) -> None:
    state = instance_state(target)
    for name in _sealed(state.mapper):
        if isinstance(value := state.dict.get(name), _Found):
            set_committed_value(target, name, value.of(target.known_by()))


def make_engine(url: str) -> Engine:
    """An engine for `url`. Connections are opened on first use; the folder of an SQLite file is made here.

    On SQLite every transaction begins IMMEDIATE, so two writers queue (up to 10 s) instead of failing half-way;
    `sessions(engine, read_only=True)` gives sessions that do not queue.

    Raises:
        OSError: the folder of the SQLite file cannot be written.
    """
    return _engine(url, foreign_keys=True)


def sessions(engine: Engine, *, read_only: bool = False, durable: bool = True) -> sessionmaker[Session]:
    """A maker of sessions. What they return stays readable after commit.

    On SQLite a commit waits for the disk, unless not `durable`: then a killed process still loses nothing, but a power cut may take
    the newest commits, in order, until the next durable one of any process.
    """
    options = engine.execution_options(read_only=read_only, durable=durable)
    return sessionmaker(options, expire_on_commit=False)


class TooNew(SQLAlchemyError):
    """The database was changed by a newer release in a way that this one cannot live with."""


def migrate(url: str) -> bool:
    """Bring the database to the newest version; does nothing when it is there already.

    All in one transaction under a lock, so any number of processes may call this as they start. A database of a newer release is
    left as it is: migrations add first and take away only in a later release, and the table `schema_floor` names the oldest
    migration whose release still fits.

    Returns:
        False when the database is newer than this release and works with it.

    Raises:
        TooNew: it is newer and does not fit.
        sqlalchemy.exc.SQLAlchemyError: the database cannot be reached, or a migration failed (and was rolled back).
    """
    logging.getLogger("alembic").setLevel(logging.WARNING)
    # SQLite rebuilds a table by dropping the old one, which with foreign keys on would empty its children.
    engine = _engine(url, foreign_keys=False)
    try:
        with engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})
            config = Config()
            config.set_main_option("script_location", str(Path(__file__).parents[1] / "migrations"))
            config.attributes["connection"] = connection
            if newer := _newer(connection, ScriptDirectory.from_config(config)):
                log.warning("the database is newer than this release and works with it: revision %s", newer)
                return False
            command.upgrade(config, "head")
            return True
    finally:
        engine.dispose()


def _newer(connection: Connection, scripts: ScriptDirectory) -> str:
    """The database's revision when a newer release made it; empty when it is one of ours.

    Raises:
        TooNew: this release does not fit it.
    """
    known = {script.revision for script in scripts.walk_revisions()}
    revision = MigrationContext.configure(connection).get_current_revision()
    if revision is None or revision in known:
        return ""
    floor = (
        connection.scalar(text("SELECT revision FROM schema_floor")) if inspect(connection).has_table(_FLOOR) else None
    )
    if floor not in known:
        raise TooNew(
            f"the database is newer than this release (revision {revision}): start that release, or restore a backup"
        )
    return revision


def _engine(url: str, *, foreign_keys: bool) -> Engine:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(url, hide_parameters=True, pool_pre_ping=True)
    if parsed.database and parsed.database != ":memory:":
        _make_private_file(Path(parsed.database))
    # hide_parameters keeps names and numbers out of error messages and logs.
    engine = create_engine(url, hide_parameters=True, connect_args={"timeout": BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver would begin transactions by itself, and too late
        (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
        if mode == "delete":
            connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        read_only = options.get("read_only", False)
        wait = "FULL" if options.get("durable", True) else "NORMAL"  # for the disk, at a commit
        # Said to the driver itself: as statements of SQLAlchemy's these would cost more than the transaction.
        driver = cast(sqlite3.Connection, connection.connection.dbapi_connection)
        try:
            if not read_only and connection.info.get("synchronous") != wait:
                driver.execute(f"PRAGMA synchronous = {wait}")
                connection.info["synchronous"] = wait
            driver.execute("BEGIN" if read_only else "BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            raise DBAPIError.instance("BEGIN", None, error, sqlite3.Error) from error

    return engine


def _make_private_file(path: Path) -> None:
    """SQLite gives its log files the permissions of the database, so that one file decides for all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def main() -> int:
    """`python -m shortfall.base.database`: bring the database up to date before anything else starts; 1 when it cannot be."""
    try:
        current = migrate(settings().database)
    except (OSError, ValueError, SQLAlchemyError) as error:
        print(f"database: cannot migrate: {str(error).splitlines()[0]}", file=sys.stderr)
        return 1
    print("The database is up to date." if current else "The database is newer than this release and works with it.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
