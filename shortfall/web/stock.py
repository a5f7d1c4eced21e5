"""What stands in the database, counted when somebody looks. Every gateway shows the same: take the highest, do not add up."""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import UTC, datetime

import structlog
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import SQLAlchemyError

log = structlog.get_logger(__name__)

FRESH_SECONDS = 10.0
"""However often somebody looks, the database is asked no more often."""


class Stock(Collector):
    """Callbacks and deliveries by state. Without the database there are no figures, and everything else is still told."""

    def __init__(self, database: Engine) -> None:
        self._database = database.execution_options(read_only=True)
        self._counted: list[Metric] = []
        self._until = 0.0

    def describe(self) -> Iterable[Metric]:
        """Nothing: the names are not known without the database."""
        return ()

    def collect(self) -> Iterable[Metric]:
        """The figures, at most ten seconds old."""
        if time.monotonic() >= self._until:
            try:
                self._counted = list(self._count())
            except SQLAlchemyError as error:
                log.warning("database_failed", exc_info=error)
                self._counted = []
            self._until = time.monotonic() + FRESH_SECONDS
        return self._counted

    def _count(self) -> Iterable[Metric]:
        with self._database.connect() as connection:
            callbacks = GaugeMetricFamily("shortfall_callbacks", "callbacks by state", labels=["state"])
            for state, count in connection.execute(text("SELECT status, count(*) FROM callbacks GROUP BY status")):
                callbacks.add_metric([state], count)
            yield callbacks
            overdue = text("SELECT count(*) FROM callbacks WHERE closed_at IS NULL AND window_end < :now")
            now = datetime.now(UTC)
            late = connection.scalar(
                overdue, {"now": now if connection.dialect.name != "sqlite" else now.replace(tzinfo=None)}
            )
            yield GaugeMetricFamily(
                "shortfall_callbacks_overdue", "open callbacks whose window has passed", value=late or 0
            )
            if inspect(connection).has_table("deliveries"):
                outbox = GaugeMetricFamily("shortfall_deliveries", "deliveries to the firm by state", labels=["state"])
                for state, count in connection.execute(text("SELECT state, count(*) FROM deliveries GROUP BY state")):
                    outbox.add_metric([state], count)
                yield outbox
