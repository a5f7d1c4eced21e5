"""A new encryption key in front, everything under it, the old one away: while all processes run."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

from shortfall.base.encryption import cipher, keys, new_key, write_keys
from shortfall.privacy.engine_memory import EngineMemory
from shortfall.privacy.tables import place_in, private_columns, rows

BATCH = 200
GRACE_SECONDS = 60.0
"""Longer than any transaction that may still write under the old key."""
_LEDGER = "consents"


class NotFinished(RuntimeError):
    """Rows under an old key keep coming; it was left in place, and nothing is lost."""


def rotate(
    database: sa.Engine,
    memory: EngineMemory,
    *,
    grace: float = GRACE_SECONDS,
    sleep: Callable[[float], None] = time.sleep,
) -> int:
    """Rotate the keys of the key file; how many values were written anew.

    Processes notice the new file at their next use of a key. A transaction that had begun before may still bring a row under
    the old key, so the old one goes only after a pause and a pass that finds nothing.

    Raises:
        NotFinished: see there; run it again.
        OSError: the key file cannot be written.
    """
    write_keys([new_key(), *keys()])
    changed = reencrypt(database, memory)
    sleep(grace)
    changed += reencrypt(database, memory)
    if late := reencrypt(database, memory):
        raise NotFinished(f"{late} values were still written under the old key")
    write_keys(keys()[:1])
    return changed


def reencrypt(database: sa.Engine, memory: EngineMemory) -> int:
    """Put every encrypted value under the first key, in batches; how many were not. Others may read and write meanwhile."""
    return sum(_table(database, table, columns) for table, columns in private_columns().items()) + memory.reencrypt()


def stale(database: sa.Engine) -> int:
    """How many rows hold a value that is not under the first key."""
    found = 0
    for table, columns in private_columns().items():
        raw = _raw(table, columns)
        with database.execution_options(read_only=True).connect() as connection:
            for row in connection.execute(sa.select(raw)).yield_per(1000):
                found += any(_stale(table, column, row) for column in columns)
    return found


def _raw(table: sa.Table, columns: list[str]) -> sa.TableClause:
    """The table without its types, so that what is encrypted is read and written as the tokens it is."""
    (key,) = table.primary_key.columns
    plain = dict.fromkeys((key.name, *rows()[table]))
    return sa.table(table.name, *(sa.column(name) for name in plain), *(sa.column(name, sa.Text) for name in columns))


def _stale(table: sa.Table, column: str, row: sa.Row[Any]) -> bool:
    value = getattr(row, column)
    return value is not None and not cipher().is_current(value, place_in(table, column, row))


def _table(database: sa.Engine, table: sa.Table, columns: list[str]) -> int:
    (key,) = table.primary_key.columns
    raw = _raw(table, columns)
    changed, after = 0, None
    while True:
        query = sa.select(raw).order_by(raw.c[key.name]).limit(BATCH)
        if after is not None:
            query = query.where(raw.c[key.name] > after)
        with database.begin() as connection:
            found = connection.execute(query).all()
            stale = [(row, column) for row in found for column in columns if _stale(table, column, row)]
            if stale:
                with _unlocked(connection, table.name):
                    for row, column in stale:
                        # Somebody may have changed it since; then it is under the first key already.
                        value, place = getattr(row, column), place_in(table, column, row)
                        same = (raw.c[key.name] == row[0]) & (raw.c[column] == value)
                        token = cipher().encrypt(cipher().decrypt(value, place), place)
                        changed += connection.execute(sa.update(raw).where(same).values({column: token})).rowcount
        if len(found) < BATCH:
            return changed
        after = found[-1][0]


@contextmanager
def _unlocked(connection: sa.Connection, table: str) -> Iterator[None]:
    """The ledger lets no line be changed: its lock is lifted for this transaction, in which nobody else gets in."""
    if table != _LEDGER:
        yield
    elif connection.dialect.name == "postgresql":
        connection.execute(sa.text("ALTER TABLE consents DISABLE TRIGGER consents_append_only"))
        yield
        connection.execute(sa.text("ALTER TABLE consents ENABLE TRIGGER consents_append_only"))
    else:
        lock = connection.scalar(
            sa.text("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = 'consents_no_update'")
        )
        connection.execute(sa.text("DROP TRIGGER consents_no_update"))
        yield
        connection.exec_driver_sql(str(lock))
