"""The firm's list for conflicts of interest, kept as a CSV file elsewhere and uploaded: whose names stand in a request.

A list is uploaded, looked at, and only then taken into use; it replaces the one before. Names are matched as whole words
(shortfall/reading/companies.py). A match is no more than a reason to look.
"""

from __future__ import annotations

import csv
import io
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import String, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from shortfall.base.database import Base, PrivateJson, UtcDateTime
from shortfall.reading.companies import words_of
from shortfall.staff import audit

LARGEST = 256 * 1024
"""Bytes of a file."""
MOST = 5000
"""Names on a list."""
LONGEST = 120
_HEADINGS = {"name", "party", "client", "company"}


class ConflictList(Base):
    """A list that was uploaded; it is in use once `used_at` is set."""

    __tablename__ = "conflict_lists"
    row = ("uid",)

    uid: Mapped[str] = mapped_column(String(32), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    login: Mapped[str] = mapped_column(String(32))
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    names: Mapped[list[str]] = mapped_column(PrivateJson("conflict_lists.names"))


class Unreadable(ValueError):
    """The file is no list; the message says why, to a person."""


@dataclass(frozen=True)
class Read:
    """What a file holds: its names, each once, and how many lines had none."""

    names: tuple[str, ...]
    skipped: int


def read_csv(raw: bytes) -> Read:
    """The names in a CSV file: the column headed "name", "party", "client" or "company", else the first one.

    Raises:
        Unreadable: it is no text, no CSV, too long, or has no name in it.
    """
    if len(raw) > LARGEST:
        raise Unreadable(f"A file has at most {LARGEST // 1024} kB.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")  # what Excel writes
    if "\0" in text:
        raise Unreadable("This is no CSV file. In Excel: Save as, CSV UTF-8.")
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error:
        raise Unreadable("This is no CSV file. In Excel: Save as, CSV UTF-8.") from None
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    headings = [cell.strip().lower() for cell in rows[0]] if rows else []
    column = next((at for at, heading in enumerate(headings) if heading in _HEADINGS), None)
    cells = [(row[column or 0] if len(row) > (column or 0) else "") for row in rows[0 if column is None else 1 :]]
    names = [" ".join(cell.split())[:LONGEST] for cell in cells]
    kept = {" ".join(words): name for name in names if len("".join(words := words_of(name))) >= 3}
    if not kept:
        raise Unreadable("There is no name in this file.")
    if len(kept) > MOST:
        raise Unreadable(f"A list has at most {MOST} names; this one has {len(kept)}.")
    return Read(tuple(kept.values()), sum(not words_of(name) for name in names))


def upload(session: Session, names: Sequence[str], login: str, now: datetime, address: str | None) -> str:
    """Keep a list to be looked at, in place of one that was not taken into use; its id."""
    uid = secrets.token_hex(16)
    with session.begin():
        session.execute(delete(ConflictList).where(ConflictList.used_at.is_(None)))
        session.add(ConflictList(uid=uid, at=now, login=login, used_at=None, names=list(names)))
        audit.record(session, login, "conflicts_uploaded", now, address=address, detail={"names": len(names)})
    return uid


def use(session: Session, uid: str, login: str, now: datetime, address: str | None) -> bool:
    """Take an uploaded list into use, in place of the one before; False if it is there no more."""
    with session.begin():
        found = session.get(ConflictList, uid)
        if found is None or found.used_at is not None:
            return False
        session.execute(delete(ConflictList).where(ConflictList.uid != uid))
        found.used_at = now
        audit.record(session, login, "conflicts_used", now, address=address, detail={"names": len(found.names)})
        return True


def in_use(session: Session) -> ConflictList | None:
    """The list in use, within the transaction under way."""
    return session.scalars(select(ConflictList).where(ConflictList.used_at.is_not(None))).first()
