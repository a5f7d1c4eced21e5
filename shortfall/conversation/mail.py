"""Summaries that people have asked to be sent to an address of theirs: written down with the address, both gone once it is sent.

What stays for a day is that one was asked for, in which chat and under which wording of the consent, and a blind index of the
address: so much is needed to send nobody too many.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import Index, String, delete, func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column
from sqlalchemy.sql.dml import UpdateBase

from shortfall.base.database import Base, Private, UtcDateTime
from shortfall.base.encryption import identities

PER_CHAT = PER_ADDRESS = 3
"""Summaries that one chat may send in a day, and that one address may be sent by anybody: whoever types an address need not be its owner."""
DAY = timedelta(days=1)
_COUNTING = 7301864
"""The key of the lock under which mails are counted; any number that nothing else uses."""

Outcome = Literal["taken", "enough", "busy"]
"""Taken; enough for this chat or this address today; enough for all chats together today."""


class ChatMail(Base):
    """One summary for one address. `state`: waiting, sent, or failed."""

    __tablename__ = "chat_mails"
    row = ("uid",)
    __table_args__ = (Index("chat_mails_due", "state", "next_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(32), unique=True)
    """In the Message-ID, at every attempt: a summary that comes twice is seen to be the same."""
    chat: Mapped[str | None] = mapped_column(String(64), index=True)
    address: Mapped[str | None] = mapped_column(Private("chat_mails.address"))
    address_hash: Mapped[str] = mapped_column(String(64), index=True)
    subject: Mapped[str] = mapped_column(String(200))
    """In our own words; nothing of it is about a person."""
    text: Mapped[str | None] = mapped_column(Private("chat_mails.text"))
    language: Mapped[str] = mapped_column(String(2))
    consent: Mapped[str] = mapped_column(String(32))
    """The version of the wording that was agreed to."""
    state: Mapped[str] = mapped_column(String(8), default="waiting")
    attempts: Mapped[int] = mapped_column(default=0)
    """Counted as one begins; it also tells whether a lease is still one's own."""
    next_at: Mapped[datetime] = mapped_column(UtcDateTime)
    leased_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


def enqueue(
    db: Session,
    chat: str,
    address: str,
    subject: str,
    text: str,
    language: str,
    consent: str,
    now: datetime,
    per_day: int,
) -> Outcome:
    """Have a summary sent, in the transaction under way, if there were not too many. Who holds the chat's row counts rightly."""
    index = _index(address)
    if db.get_bind().dialect.name == "postgresql":
        # Of chats that ask at once, each counts what the one before has written.
        db.execute(select(func.pg_advisory_xact_lock(_COUNTING)))

    def had(*which: object) -> int:
        lately = select(func.count()).select_from(ChatMail).where(ChatMail.at > now - DAY, *which)  # type: ignore[arg-type]
        return db.scalar(lately) or 0

    if had(ChatMail.chat == chat) >= PER_CHAT or had(ChatMail.address_hash == index) >= PER_ADDRESS:
        return "enough"
    if had() >= per_day:
        return "busy"
    uid = secrets.token_hex(16)
    db.add(
        ChatMail(
            uid=uid, chat=chat, address=address, address_hash=index, subject=subject, text=text, language=language,
            consent=consent, state="waiting", attempts=0, next_at=now, at=now,
        )
    )  # fmt: skip
    return "taken"


def forget(db: Session, chat: str) -> int:
    """Send nothing more of a chat, and forget where to; how many summaries that were. That there were some stays for the rest of their day:
    else erasing a chat would let the next one write to the same address without end."""
    gone = update(ChatMail).where(ChatMail.chat == chat)
    _count(db, gone.where(ChatMail.state == "waiting").values(state="failed"))
    return _count(db, gone.values(chat=None, address=None, text=None))


def let_go(db: Session, before: datetime) -> int:
    """Take out what was asked for before; how many summaries that were."""
    return _count(db, delete(ChatMail).where(ChatMail.at <= before))


def _index(address: str) -> str:
    """Of the inbox: "ann+1@" is Ann's, and so is "a.nn@" where dots do not count."""
    name, _, host = address.lower().partition("@")
    name = name.partition("+")[0]
    if host in _DOTS_DO_NOT_COUNT:
        name = name.replace(".", "")
    return identities().of(f"{name}@{host}", "mail")


_DOTS_DO_NOT_COUNT = frozenset({"gmail.com", "googlemail.com"})


def _count(db: Session, statement: UpdateBase) -> int:
    return int(db.execute(statement.execution_options(synchronize_session=False)).rowcount)  # type: ignore[attr-defined]
