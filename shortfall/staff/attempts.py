"""Guessing at passwords: how often is too often, without handing a stranger the means to lock a person out.

Three counts over a quarter of an hour: what one address tries at one account, what one address tries at all, and what all
the addresses from which an account has never been opened try at it together. An address from which somebody has logged in
during the last month is not held back by the guesses of others, so a flood of guesses cannot keep the person out there.
"""

from __future__ import annotations

import math
from datetime import datetime, timedelta

from sqlalchemy import Boolean, ColumnElement, Index, String, and_, delete, exists, select
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from shortfall.base.database import Base, UtcDateTime
from shortfall.base.encryption import identities

SPAN = timedelta(minutes=15)
AT_ONE_ACCOUNT = 5
FROM_ONE_ADDRESS = 20
FROM_STRANGERS = 20
KNOWN_FOR = timedelta(days=30)


class StaffAttempt(Base):
    """An attempt to log in. The name is kept as a blind index: people type passwords into the wrong field."""

    __tablename__ = "staff_attempts"
    __table_args__ = (
        Index("staff_attempts_by_login", "login_hash", "at"),
        Index("staff_attempts_by_address", "address", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    login_hash: Mapped[str] = mapped_column(String(64))
    address: Mapped[str] = mapped_column(String(64))
    succeeded: Mapped[bool] = mapped_column(Boolean)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


def begin(session: Session, login: str, address: str, now: datetime) -> int | None:
    """Note an attempt before its password is looked at; seconds to wait when there were too many, else None.

    It is written down first and counted second, so that attempts at the same moment see each other. One that is refused
    is taken out again: a lock ends a quarter of an hour after the guesses that made it, whatever is tried meanwhile.
    """
    login_hash = _hash(login)
    with session.begin():
        attempt = StaffAttempt(login_hash=login_hash, address=address, succeeded=False, at=now)
        session.add(attempt)
        session.execute(delete(StaffAttempt).where(StaffAttempt.at <= now - KNOWN_FOR))
    with session.begin():
        waits = [
            _wait(session, and_(_at(login_hash), _from(address)), AT_ONE_ACCOUNT, now),
            _wait(session, _from(address), FROM_ONE_ADDRESS, now),
        ]
        if not session.scalar(select(_opened_from(login_hash, address))):
            waits.append(_wait(session, and_(_at(login_hash), ~_known_address(login_hash)), FROM_STRANGERS, now))
        wait = max(waits)
        if wait > 0:
            session.delete(attempt)
            return wait
    return None


def succeeded(session: Session, login: str, address: str, now: datetime) -> None:
    """The password was right: this address is known now, and its wrong guesses at this account are forgotten."""
    login_hash = _hash(login)
    with session.begin():
        session.execute(delete(StaffAttempt).where(_at(login_hash), _from(address)))
        session.add(StaffAttempt(login_hash=login_hash, address=address, succeeded=True, at=now))


def forget(session: Session, login: str) -> None:
    """Forget the wrong guesses at an account, within the transaction under way."""
    session.execute(delete(StaffAttempt).where(_at(_hash(login)), StaffAttempt.succeeded.is_(False)))


def _hash(login: str) -> str:
    return identities().of(login, "staff login")


def _at(login_hash: str) -> ColumnElement[bool]:
    return StaffAttempt.login_hash == login_hash


def _from(address: str) -> ColumnElement[bool]:
    return StaffAttempt.address == address


def _opened_from(login_hash: str, address: str) -> ColumnElement[bool]:
    return exists().where(_at(login_hash), _from(address), StaffAttempt.succeeded)


def _known_address(login_hash: str) -> ColumnElement[bool]:
    success = aliased(StaffAttempt)
    return exists().where(success.login_hash == login_hash, success.address == StaffAttempt.address, success.succeeded)


def _wait(session: Session, which: ColumnElement[bool], allowed: int, now: datetime) -> int:
    """Seconds until one more attempt is allowed, this one being written down already; 0 if it is allowed now."""
    # Attempts that make the lock, newest first: when the oldest of the last `allowed` has aged, one more fits. Asked for once: what
    # was there for one statement may be taken out again before the next.
    failures = select(StaffAttempt.at).where(which, StaffAttempt.succeeded.is_(False), StaffAttempt.at > now - SPAN)
    oldest = session.scalar(failures.order_by(StaffAttempt.at.desc()).offset(allowed).limit(1))
    return 0 if oldest is None else max(1, math.ceil((oldest + SPAN - now).total_seconds()))
