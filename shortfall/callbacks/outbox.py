"""What the firm's systems have still to be told: written with the request, delivered by the worker, never given up silently.

A row of `deliveries` is one event for one target. A worker takes it under a lease; if it dies, the lease runs out and the row
is tried again under the same key, so a target may hear of an event twice, never of none, and can tell by the key.
Events of one request reach a target in their order.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Self

import structlog
from pydantic import ValidationError
from sqlalchemy import ColumnElement, ForeignKey, Index, String, UniqueConstraint, exists, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column, sessionmaker

from shortfall.base import trace
from shortfall.base.database import Base, Private, UtcDateTime, of_row, to_row
from shortfall.base.encryption import Undecipherable
from shortfall.base.settings import Settings
from shortfall.callbacks.targets.base import Disabled, Failed, Handoff, Permanent, Target, Temporary

log = structlog.get_logger(__name__)

JITTER = 0.2
LONGEST_WAIT = timedelta(hours=24)
"""The most that a target's Retry-After can ask for."""

WAITING, DELIVERED, DEAD, ERASED = "waiting", "delivered", "dead", "erased"
UNREADABLE = "unreadable"
"""The error of a delivery that none of the keys opens: there is nothing to hand over."""


class Delivery(Base):
    """One event for one target. `payload` is gone as soon as it is delivered."""

    __tablename__ = "deliveries"
    row = ("target", "key")
    __table_args__ = (
        UniqueConstraint("target", "key", name="one_delivery_per_target_and_key"),
        Index("deliveries_due", "state", "target", "next_attempt_at"),
        Index("deliveries_in_order", "callback_id", "target", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64))
    """The idempotency key: the same for an event at every target and every attempt (`webhook-id`)."""
    callback_id: Mapped[int] = mapped_column(ForeignKey("callbacks.id"))
    event: Mapped[str] = mapped_column(String(32))
    target: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(12), default=WAITING)
    payload: Mapped[str | None] = mapped_column(Private("deliveries.payload"))
    attempts: Mapped[int] = mapped_column(default=0)
    """Counted as an attempt begins; it also tells whether a lease is still one's own."""
    next_attempt_at: Mapped[datetime] = mapped_column(UtcDateTime)
    leased_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_error: Mapped[str | None] = mapped_column(String(32))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class DeliveryTarget(Base):
    """A target that asked for a rest, or that must be left alone."""

    __tablename__ = "delivery_targets"

    name: Mapped[str] = mapped_column(String(16), primary_key=True)
    paused_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    disabled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


@dataclass(frozen=True)
class Plan:
    """When a delivery is tried again.

    Args:
        retry_after: at once, then these long after each failure; then a person has to look.
        lease: longer than any delivery may take; this long it waits when its worker dies.
    """

    retry_after: tuple[timedelta, ...]
    lease: timedelta

    @classmethod
    def of(cls, config: Settings) -> Self:
        """The plan of these settings."""
        # A delivery is a name's resolution and one exchange; the rest is room for a machine that is busy.
        lease = timedelta(seconds=6 * config.target_timeout)
        return cls(tuple(timedelta(seconds=seconds) for seconds in config.retry_after), lease)


@dataclass(frozen=True)
class Leased:
    """A delivery that is this worker's own until the lease ends."""

    id: int
    key: str
    attempt: int


def enqueue(session: Session, callback_id: int, handoff: Handoff, targets: Sequence[str]) -> None:
    """Add a row for each target to the transaction under way."""
    key = f"msg_{handoff.reference.replace('-', '')}_{handoff.sequence}_{int(handoff.at.timestamp()):x}"
    session.add_all(
        Delivery(
            key=key,
            callback_id=callback_id,
            event=handoff.event,
            target=target,
            state=WAITING,
            payload=handoff.model_dump_json(),
            attempts=0,
            next_attempt_at=handoff.at,
            created_at=handoff.at,
        )
        for target in targets
    )


def deliver_once(
    writing: sessionmaker[Session], target: Target, plan: Plan, clock: Callable[[], datetime], random: Random
) -> int:
    """Deliver what is most overdue for a target: 1, or 0 if nothing is due. Any number of workers may do this at once.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: the database is away; nothing is lost.
    """
    leased = lease(writing, target.name, plan, clock())
    if leased is None:
        return 0
    try:
        handoff = _handoff(writing, leased)
    except Permanent as failure:
        _failed(writing, target.name, plan, leased, failure, clock(), random)
        return 1
    with trace.under(handoff.request_id):
        _deliver(writing, target, plan, leased, handoff, clock, random)
    return 1


def _deliver(
    writing: sessionmaker[Session],
    target: Target,
    plan: Plan,
    leased: Leased,
    handoff: Handoff,
    clock: Callable[[], datetime],
    random: Random,
) -> None:
    try:
        target.deliver(leased.key, handoff, clock())
    except Failed as failure:
        _failed(writing, target.name, plan, leased, failure, clock(), random, handoff)
    except Exception as error:
        # A fault of ours; what it was is in the log, and the plan leaves time to put it right.
        log.error("delivery_broke", target=target.name, exc_info=error)
        _failed(writing, target.name, plan, leased, Temporary("fault"), clock(), random)
    else:
        now = clock()
        _close(writing, leased, {"state": DELIVERED, "closed_at": now, "payload": None, "last_error": None})
        log.info("delivered", target=target.name, event_id=leased.key, attempt=leased.attempt)


def due(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Which deliveries a worker may take up."""
    earlier = aliased(Delivery)
    return (
        Delivery.state == WAITING,
        Delivery.next_attempt_at <= now,
        or_(Delivery.leased_until.is_(None), Delivery.leased_until <= now),
        # A cancellation must not overtake its request, also not one that is dead and may be retried yet.
        ~exists().where(
            earlier.callback_id == Delivery.callback_id,
            earlier.target == Delivery.target,
            or_(earlier.state == WAITING, (earlier.state == DEAD) & (earlier.last_error != UNREADABLE)),
            earlier.id < Delivery.id,
        ),
        ~exists().where(
            DeliveryTarget.name == Delivery.target,
            or_(DeliveryTarget.disabled_at.is_not(None), DeliveryTarget.paused_until > now),
        ),
    )


def lease(writing: sessionmaker[Session], target: str, plan: Plan, now: datetime) -> Leased | None:
    """Take the delivery that is most overdue for a target, so that no other worker does while the lease lasts."""
    oldest = (
        select(Delivery.id, Delivery.key, Delivery.attempts)
        .where(Delivery.target == target, *due(now))
        .order_by(Delivery.next_attempt_at, Delivery.id)
        .limit(1)
        .with_for_update(skip_locked=True, of=Delivery)
    )
    with writing.begin() as session:
        row = session.execute(oldest).first()
        if row is None:
            return None
        mine = Leased(row.id, row.key, row.attempts + 1)
        session.execute(
            update(Delivery).where(Delivery.id == mine.id).values(attempts=mine.attempt, leased_until=now + plan.lease)
        )
        return mine


def retry(session: Session, now: datetime, *, callback_id: int | None = None, target: str | None = None) -> int:
    """Put dead letters back in front, with the whole plan before them, and switch their targets on again.

    Returns how many. `callback_id` and `target` choose among them. The transaction is the caller's.
    """
    chosen = select(Delivery).where(Delivery.state == DEAD, Delivery.payload.is_not(None))
    targets = update(DeliveryTarget)
    if target is not None:
        chosen = chosen.where(Delivery.target == target)
        targets = targets.where(DeliveryTarget.name == target)
    if callback_id is not None:
        chosen = chosen.where(Delivery.callback_id == callback_id)
    rows = session.scalars(chosen.order_by(Delivery.id).with_for_update(of=Delivery)).all()
    for row in rows:
        row.state, row.attempts, row.next_attempt_at = WAITING, 0, now
        row.leased_until = row.closed_at = None
    if callback_id is not None:
        targets = targets.where(DeliveryTarget.name.in_({row.target for row in rows}))
    session.execute(targets.values(disabled_at=None, paused_until=None))
    return len(rows)


def _handoff(writing: sessionmaker[Session], leased: Leased) -> Handoff:
    """What to hand over; a row that cannot be read must not stand in the way of the others.

    Raises:
        Permanent: it was erased meanwhile, or none of the keys opens it.
    """
    try:
        with writing.begin() as session:
            row = session.execute(
                select(Delivery.payload, Delivery.target, Delivery.key).where(
                    Delivery.id == leased.id, Delivery.state == WAITING
                )
            ).one_or_none()
        return Handoff.model_validate_json((row and of_row(row.payload, row.target, row.key)) or "")
    except (Undecipherable, ValidationError):
        raise Permanent(UNREADABLE) from None


def _failed(
    writing: sessionmaker[Session],
    target: str,
    plan: Plan,
    leased: Leased,
    failure: Failed,
    now: datetime,
    random: Random,
    handoff: Handoff | None = None,
) -> None:
    if handoff is not None and isinstance(failure, Temporary) and failure.only:
        # Written down before anything else is decided: whoever got it must not get it again, however it goes on.
        left = handoff.model_copy(update={"only": failure.only})
        _close(writing, leased, {"payload": to_row(left.model_dump_json(), target, leased.key)})
    last = leased.attempt > len(plan.retry_after)
    if isinstance(failure, Permanent) or last:
        dead = {"state": DEAD, "closed_at": now, "last_error": failure.kind, "leased_until": None}
        _close(writing, leased, dead)
        log.error("dead_letter", target=target, event_id=leased.key, kind=failure.kind, see="shortfall outbox list")
    else:
        wait = plan.retry_after[leased.attempt - 1] * (1 + JITTER * random.random())
        asked = timedelta(seconds=getattr(failure, "retry_after", None) or 0)
        wait = max(wait, min(asked, LONGEST_WAIT))
        values = {"next_attempt_at": now + wait, "last_error": failure.kind, "leased_until": None}
        _close(writing, leased, values)
        log.warning(
            "delivery_failed",
            target=target,
            event_id=leased.key,
            kind=failure.kind,
            again_in=round(wait.total_seconds()),
        )
        if asked:
            # It is the target that is busy, not this delivery.
            _rest(writing, target, paused_until=now + min(asked, LONGEST_WAIT))
    if isinstance(failure, Disabled):
        _rest(writing, target, disabled_at=now)
        log.error("target_disabled", target=target, see="shortfall outbox retry --target")


def _close(writing: sessionmaker[Session], leased: Leased, values: dict[str, object]) -> None:
    """Write down how it went, unless the lease ran out and another worker has taken over."""
    with writing.begin() as session:
        session.execute(
            update(Delivery)
            .where(Delivery.id == leased.id, Delivery.attempts == leased.attempt, Delivery.state == WAITING)
            .values(values)
        )


def _rest(writing: sessionmaker[Session], target: str, **values: datetime) -> None:
    try:
        with writing.begin() as session:
            session.merge(DeliveryTarget(name=target, **values))
    except IntegrityError:
        # Another worker was the first to say so; now there is a row to change.
        with writing.begin() as session:
            session.merge(DeliveryTarget(name=target, **values))
