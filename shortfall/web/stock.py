"""What stands in the database, counted when somebody looks. Every gateway shows the same: take the highest, do not add up."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

import structlog
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy import ColumnElement, Engine, func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import InstrumentedAttribute, Session

from shortfall.base.database import sessions
from shortfall.base.seal import sealed
from shortfall.callbacks.outbox import Delivery, due
from shortfall.callbacks.tables import Callback
from shortfall.sms.outbound import BLOCKED, DAY, sent_today
from shortfall.sms.store import SmsInbound, SmsOutbound, SmsPerson

log = structlog.get_logger(__name__)

FRESH_SECONDS = 10.0
"""However often somebody looks, the database is asked no more often."""
LATE = timedelta(minutes=10)
"""A worker takes up what is due within seconds; what has been due for so long, none takes up."""


class Stock(Collector):
    """Callbacks, deliveries and texts by state. Without the database there are no figures, and everything else is still told.

    Args:
        texts_per_day: how many texts may be sent in a day.
    """

    def __init__(self, database: Engine, texts_per_day: int, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._reading = sessions(database, read_only=True)
        self._texts_per_day = texts_per_day
        self._clock = clock
        self._counted: list[Metric] = []
        self._until = 0.0

    def worker_works(self) -> bool:
        """Whether nothing has been waiting for a worker for too long.

        Raises:
            sqlalchemy.exc.SQLAlchemyError: the database cannot be reached.
        """
        with self._reading() as db:
            return not _late(db, self._clock())

    def ledgers_whole(self) -> bool:
        """Whether no restore has lost an opt-out or a withdrawal.

        Raises:
            sqlalchemy.exc.SQLAlchemyError: the database cannot be reached.
        """
        return sealed(self._database)

    def describe(self) -> Iterable[Metric]:
        """Nothing: the names are not known without the database."""
        return ()

    def collect(self) -> Iterable[Metric]:
        """The figures, at most ten seconds old."""
        if time.monotonic() >= self._until:
            try:
                with self._reading() as db:
                    self._counted = list(self._count(db, self._clock()))
            except SQLAlchemyError as error:
                log.warning("database_failed", exc_info=error)
                self._counted = []
            self._until = time.monotonic() + FRESH_SECONDS
        return self._counted

    def _count(self, db: Session, now: datetime) -> Iterable[Metric]:
        yield _by_state(db, "shortfall_callbacks", "callbacks by state", Callback.status)
        overdue = _how_many(db, Callback.id, Callback.closed_at.is_(None), Callback.window_end < now)
        yield _gauge("shortfall_callbacks_overdue", "open callbacks whose window has passed", overdue)
        yield _by_state(db, "shortfall_deliveries", "deliveries to the firm by state", Delivery.state)
        yield _gauge("shortfall_work_late", "deliveries and texts that a worker should have taken up", _late(db, now))
        aside = _how_many(db, SmsInbound.id, SmsInbound.state == "aside", SmsInbound.at > now - DAY)
        yield _gauge(
            "shortfall_texts_aside", "texts of the last day that could not be answered and were set aside", aside
        )
        yield _gauge("shortfall_texts_today", "texts sent in the last day", sent_today(db, now))
        yield _gauge("shortfall_texts_budget", "texts that may be sent in a day", self._texts_per_day)
        blocked = _how_many(db, SmsOutbound.id, SmsOutbound.tried_at > now - DAY, SmsOutbound.error.in_(BLOCKED))
        yield _gauge(
            "shortfall_ledgers_unmerged",
            "1 after a restore whose ledgers wait for `shortfall ledgers merge`",
            not self.ledgers_whole(),
        )
        yield _gauge("shortfall_texts_blocked", "texts of the last day that a carrier blocked", blocked)


def _late(db: Session, now: datetime) -> int:
    late = _how_many(db, Delivery.id, *due(now - LATE))
    return late + _how_many(db, SmsPerson.person, SmsPerson.due_at < now - LATE)


def _gauge(name: str, about: str, value: int) -> Metric:
    return GaugeMetricFamily(name, about, value=value)


def _by_state(db: Session, name: str, about: str, column: InstrumentedAttribute[str]) -> Metric:
    family = GaugeMetricFamily(name, about, labels=["state"])
    for state, count in db.execute(select(column, func.count()).group_by(column)):
        family.add_metric([state], count)
    return family


def _how_many(
    db: Session, column: InstrumentedAttribute[int] | InstrumentedAttribute[str], *which: ColumnElement[bool]
) -> int:
    return db.scalar(select(func.count(column)).where(*which)) or 0
