"""Who saw and did what. The database lets lines be added, no more; no line holds a caller's name, number or words."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from shortfall.base.database import Base, UtcDateTime

PAGE = 100

WORDS = {
    "account_added": "account added",
    "account_disabled": "account disabled",
    "account_enabled": "account opened again",
    "password_changed": "password changed",
    "role_changed": "role changed",
    "second_factor_added": "second factor set up",
    "second_factor_removed": "second factor taken away",
    "recovery_code_used": "signed in with a recovery code",
    "logged_in": "signed in",
    "login_refused": "sign-in refused",
    "locked_out": "too many sign-ins tried",
    "logged_out": "signed out",
    "listed": "looked at the list",
    "searched": "searched",
    "exported": "exported",
    "viewed": "opened",
    "text_approved": "approved a text",
    "text_sent_back": "sent a text back",
    "read_activity": "looked at this log",
    "claim": "claimed",
    "take_over": "took over",
    "release": "released",
    "called": "called",
    "no_answer": "no answer",
    "done": "done",
    "reopen": "reopened",
    "assign": "gave it to somebody",
    "opposing": "noted who stands against",
    "conflicts_uploaded": "uploaded a list for conflicts",
    "conflicts_used": "took a list for conflicts into use",
    "joined": "joined two requests for one number",
    "joined_to": "joined it to a newer request",
}


class AuditLine(Base):
    """One thing that was seen or done."""

    __tablename__ = "staff_audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    login: Mapped[str] = mapped_column(String(32))
    """Who: an account, "shell" for the command line, or "unknown" for a name that is no account."""
    action: Mapped[str] = mapped_column(String(32))
    reference: Mapped[str | None] = mapped_column(String(9), index=True)
    address: Mapped[str | None] = mapped_column(String(64))
    detail: Mapped[dict[str, Any]] = mapped_column(JSON)


def record(
    session: Session,
    login: str,
    action: str,
    now: datetime,
    *,
    reference: str | None = None,
    address: str | None = None,
    detail: dict[str, Any] | None = None,
) -> None:
    """Add a line, within the transaction under way."""
    session.add(
        AuditLine(at=now, login=login, action=action, reference=reference, address=address, detail=detail or {})
    )


def read(session: Session, *, before: int | None = None, reference: str | None = None) -> list[AuditLine]:
    """Lines, newest first, at most a page of them: those older than the line `before`, or about one request."""
    query = select(AuditLine).order_by(AuditLine.id.desc()).limit(PAGE)
    if before is not None:
        query = query.where(AuditLine.id < before)
    if reference is not None:
        query = query.where(AuditLine.reference == reference)
    with session.begin():
        return list(session.scalars(query))
