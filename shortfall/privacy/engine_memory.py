"""What the engine remembers, seen from outside it: the events of Rasa's tracker store, encrypted like everything else."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Self

import sqlalchemy as sa

from shortfall.base.encryption import EVENTS_DATA, cipher, place_of
from shortfall.base.settings import Settings

EVENTS = sa.table(
    "events", sa.column("id"), sa.column("sender_id"), sa.column("timestamp", sa.Float), sa.column("data", sa.Text)
)
_BATCH = 200


class EngineMemory:
    """Rasa's table of events: in rasa.db in the state folder, or in PostgreSQL where the settings name one.

    Before the engine has run for the first time there is no such table, and nothing is found in it.
    """

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    @classmethod
    def of(cls, config: Settings) -> Self:
        """The memory that belongs to these settings."""
        url = sa.make_url(config.tracker_url.get_secret_value() or config.database)
        if url.get_backend_name() == "postgresql":
            # The engine's address may name the older driver, the only one that its SQLAlchemy knows.
            url = url.set(drivername="postgresql+psycopg")
            return cls(sa.create_engine(url, hide_parameters=True, pool_pre_ping=True))
        # Not database.make_engine: the file is Rasa's, which need not exist yet and keeps its own journal.
        file = f"sqlite:///{config.var_dir / 'rasa.db'}"
        return cls(sa.create_engine(file, hide_parameters=True, connect_args={"timeout": 10}))

    def texts(self, senders: Iterable[str]) -> list[str]:
        """The events of these conversations, as JSON, oldest first."""
        query = (
            sa.select(EVENTS.c.sender_id, EVENTS.c.data)
            .where(EVENTS.c.sender_id.in_(list(senders)))
            .order_by(EVENTS.c.id)
        )
        if not self._there():
            return []
        ring = cipher()
        with self._engine.begin() as connection:
            return [ring.reveal(data, place_of(EVENTS_DATA, sender)) for sender, data in connection.execute(query)]

    def forget(self, senders: Iterable[str]) -> int:
        """Delete the events of these conversations; how many there were."""
        if not self._there():
            return 0
        with self._engine.begin() as connection:
            return connection.execute(sa.delete(EVENTS).where(EVENTS.c.sender_id.in_(list(senders)))).rowcount

    def forget_before(self, timestamp: float) -> int:
        """Delete conversations whose last event is older (seconds since 1970): also those that no chat belongs to."""
        if not self._there():
            return 0
        last = (
            sa.select(EVENTS.c.sender_id)
            .group_by(EVENTS.c.sender_id)
            .having(sa.func.max(EVENTS.c.timestamp) < timestamp)
        )
        with self._engine.begin() as connection:
            return connection.execute(sa.delete(EVENTS).where(EVENTS.c.sender_id.in_(last))).rowcount

    def reencrypt(self) -> int:
        """Put every event under the first key; how many were not."""
        if not self._there():
            return 0
        ring = cipher()
        changed, after = 0, 0
        while True:
            with self._engine.begin() as connection:
                query = (
                    sa.select(EVENTS.c.id, EVENTS.c.sender_id, EVENTS.c.data)
                    .where(EVENTS.c.id > after)
                    .order_by(EVENTS.c.id)
                )
                rows = connection.execute(query.limit(_BATCH)).all()
                for key, sender, data in rows:
                    place = place_of(EVENTS_DATA, sender)
                    if data is not None and not ring.is_current(data, place):
                        token = ring.encrypt(ring.reveal(data, place), place)
                        same = (EVENTS.c.id == key) & (EVENTS.c.data == data)
                        changed += connection.execute(sa.update(EVENTS).where(same).values(data=token)).rowcount
            if not rows:
                return changed
            after = rows[-1].id

    def _there(self) -> bool:
        url = self._engine.url
        if url.get_backend_name() == "sqlite" and not Path(str(url.database)).exists():
            return False
        return sa.inspect(self._engine).has_table(EVENTS.name)
