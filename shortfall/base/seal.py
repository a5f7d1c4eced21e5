"""Whether the ledgers of opt-outs and withdrawals are those that were written here, or came out of a backup.

PostgreSQL's own tools restore a database as it was, and know nothing of who has said STOP since. The seal is a line in the database
that says which tables of which server the ledgers are: their object identifiers, the server's, and its timeline. None of these is
in a dump, and a restore makes others: `pg_restore` makes the tables anew, another server has another identifier, and recovery to a
point in time begins another timeline. So a restored database carries a seal that does not fit it, until the ledgers are merged.
(SQLite is restored by `shortfall restore`, which merges by itself.)
"""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from sqlalchemy import Connection, Engine, String, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Mapped, mapped_column

from shortfall.base.database import Base

BROKEN = (
    "The database came out of a backup: who has opted out or taken back a consent since then is not in it. Nothing is sent and nobody "
    "is shown whom to call until `shortfall ledgers merge FILE` has been run with the file that `shortfall ledgers save` wrote."
)


class LedgerSeal(Base):
    """The seal: one row, about nobody."""

    __tablename__ = "ledger_seal"

    here: Mapped[str] = mapped_column(String(80), primary_key=True)


_HERE = (
    # The timeline that is written now: that of the last checkpoint is the old one for some minutes after a promotion.
    "concat_ws('.', (SELECT system_identifier FROM pg_control_system()), "
    "('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int, "
    "to_regclass('sms_opt_outs')::oid, to_regclass('consents')::oid)"
)


def sealed(engine: Engine) -> bool:
    """Whether the ledgers are known to be whole. False as well where there is no seal.

    Raises:
        sqlalchemy.exc.OperationalError: the database cannot be reached.
    """
    if engine.dialect.name != "postgresql":
        return True
    try:
        with engine.connect() as connection:
            return connection.scalar(text(f"SELECT bool_and(here = {_HERE}) FROM ledger_seal")) is True
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) == "42P01":  # undefined_table: half restored, or not migrated
            return False
        raise


FRESH_SECONDS = 3.0
"""How long it is taken for granted that the ledgers are still whole. That they are not is never taken for granted."""


class Seal:
    """The seal as those ask who ask all the time: the desk at each request, the worker in each round. Any thread may.

    Args:
        clock: seconds that only go forward.
    """

    def __init__(self, engine: Engine, clock: Callable[[], float] = monotonic) -> None:
        self._engine = engine
        self._clock = clock
        self._until = float("-inf")

    def __call__(self) -> bool:
        """Whether the ledgers are known to be whole, or were a moment ago.

        Raises:
            sqlalchemy.exc.OperationalError: the database cannot be reached.
        """
        asked = self._clock()
        if asked < self._until:
            return True
        whole = sealed(self._engine)
        # From when it was asked, not from when the answer came.
        self._until = asked + FRESH_SECONDS if whole else float("-inf")
        return whole


def seal(connection: Connection) -> None:
    """Say that the ledgers are whole as they are. Works inside the caller's transaction."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("DELETE FROM ledger_seal"))
        connection.execute(text(f"INSERT INTO ledger_seal (here) SELECT {_HERE}"))
