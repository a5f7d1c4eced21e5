"""Sessions of the staff: kept on the server, where they can be ended. Only the hash of a session's id is stored."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, String, delete, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from shortfall.base.database import Base, UtcDateTime

IDLE = timedelta(minutes=60)
"""After so long without a click a session ends. A list that keeps itself up to date is not a click."""
LIFE = timedelta(hours=12)
"""After so long it ends in any case: a working day, and never the next one."""
_NOTED_EVERY = timedelta(minutes=1)


class StaffSession(Base):
    """A session that was begun and not ended."""

    __tablename__ = "staff_sessions"

    id_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("staff_accounts.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)


@dataclass(frozen=True)
class Visitor:
    """Who is asking."""

    account_id: int
    login: str
    id_hash: str
    seen_at: datetime
    second_factor: bool = False
    """Whether their account has one."""
    role: str = "clerk"
    """One of accounts.ROLES."""
    name: str | None = None
    """What stands under a text that they approve."""

    def may(self, part: str) -> bool:
        """Whether they may open "desk" or "content"."""
        from shortfall.staff.accounts import ROLES

        return part in ROLES.get(self.role, ())


def new_id() -> str:
    """An id nobody can guess: 256 random bits."""
    return secrets.token_urlsafe(32)


def hashed(session_id: str) -> str:
    """What is stored of an id. It is random, so that a plain hash will do."""
    return hashlib.sha256(session_id.encode()).hexdigest()


def begin(session: Session, account_id: int, now: datetime, replacing: str = "") -> str:
    """Begin a session under a fresh id, end the one whose id is `replacing`, and sweep out what has run out."""
    session_id = new_id()
    gone = or_(
        StaffSession.id_hash == hashed(replacing),
        StaffSession.seen_at <= now - IDLE,
        StaffSession.created_at <= now - LIFE,
    )
    with session.begin():
        session.execute(delete(StaffSession).where(gone))
        session.add(StaffSession(id_hash=hashed(session_id), account_id=account_id, created_at=now, seen_at=now))
    return session_id


def find(session: Session, session_id: str, now: datetime) -> Visitor | None:
    """Who holds this id, while the session lasts and the account is open."""
    from shortfall.staff.accounts import StaffAccount

    with session.begin():
        row = session.execute(
            select(
                StaffAccount.id,
                StaffAccount.login,
                StaffSession.seen_at,
                StaffAccount.totp.is_not(None).label("factor"),
                StaffAccount.role,
                StaffAccount.name,
            )
            .join(StaffAccount, StaffAccount.id == StaffSession.account_id)
            .where(
                StaffSession.id_hash == hashed(session_id),
                StaffSession.seen_at > now - IDLE,
                StaffSession.created_at > now - LIFE,
                StaffAccount.disabled_at.is_(None),
            )
        ).first()
    if row is None:
        return None
    return Visitor(row.id, row.login, hashed(session_id), row.seen_at, row.factor, row.role, row.name)


def touch(session: Session, visitor: Visitor, now: datetime) -> None:
    """Note that there was a click, once a minute at most."""
    if now - visitor.seen_at < _NOTED_EVERY:
        return
    with session.begin():
        session.execute(update(StaffSession).where(StaffSession.id_hash == visitor.id_hash).values(seen_at=now))


def end(session: Session, visitor: Visitor) -> None:
    """End a session."""
    with session.begin():
        session.execute(delete(StaffSession).where(StaffSession.id_hash == visitor.id_hash))
