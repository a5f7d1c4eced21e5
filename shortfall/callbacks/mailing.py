"""The worker's job: send the summaries that people have asked for, through the firm's mail server."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP as POLICY

import structlog
from sqlalchemy import or_, select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker

from shortfall.base.encryption import Undecipherable
from shortfall.callbacks.targets.base import Permanent, Temporary
from shortfall.callbacks.targets.email import Mailer, address_of
from shortfall.conversation.mail import DAY, ChatMail

AGAIN = tuple(timedelta(seconds=seconds) for seconds in (5, 60, 300, 1800, 7200, 18000))
"""At once, then so long after each failure; after that the address is let go: a summary of yesterday helps nobody."""

log = structlog.get_logger(__name__)


def send_once(writing: sessionmaker[Session], mailer: Mailer, lease: timedelta, clock: Callable[[], datetime]) -> int:
    """Send the summary that has waited longest: 1, or 0 when none is due. Any number of workers may do this at once.

    A worker that dies holds its lease until that runs out; then the same message goes out again, under the same Message-ID.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: the database is away; nothing is lost.
    """
    now = clock()
    with writing.begin() as db:
        free = or_(ChatMail.leased_until.is_(None), ChatMail.leased_until <= now)
        # One that is older came out of a backup: what was asked for then was sent then, or is wanted no more.
        wanted = (ChatMail.state == "waiting", ChatMail.next_at <= now, ChatMail.at > now - DAY)
        due = select(ChatMail.id, ChatMail.attempts).where(*wanted, free)
        found = db.execute(due.order_by(ChatMail.next_at).limit(1).with_for_update(skip_locked=True)).first()
        if found is None:
            return 0
        key, attempt = found.id, found.attempts + 1
        db.execute(update(ChatMail).where(ChatMail.id == key).values(attempts=attempt, leased_until=now + lease))
    try:
        message, address = _message(writing, mailer, key, now)
        mailer.send(message, [address])
    except Permanent as failure:
        log.warning("summary_not_sent", kind=failure.kind)
        _close(writing, key, attempt)
    except SQLAlchemyError:
        raise
    except Exception as error:
        # One that cannot be made or sent, whatever is wrong with it, never stands in the way of the others.
        kind = error.kind if isinstance(error, Temporary) else type(error).__name__
        again = AGAIN[attempt - 1] if attempt <= len(AGAIN) else None
        log.warning("summary_not_sent", kind=kind, again_in=again and round(again.total_seconds()))
        _close(writing, key, attempt, clock() + again if again else None)
    else:
        log.info("summary_sent")
        _close(writing, key, attempt, sent=True)
    return 1


def _message(writing: sessionmaker[Session], mailer: Mailer, key: int, now: datetime) -> tuple[EmailMessage, str]:
    """The message and where it goes.

    Raises:
        Permanent: it was erased meanwhile, none of the keys opens it, or the address is none.
    """
    try:
        with writing.begin() as db:
            row = db.get(ChatMail, key)
    except Undecipherable:
        raise Permanent("unreadable") from None
    if row is None or row.state != "waiting" or row.address is None or row.text is None:
        raise Permanent("erased")
    message = EmailMessage(policy=POLICY)
    message["Subject"] = row.subject
    message["From"] = mailer.sender
    message["To"] = _recipient(row.address)
    message["Date"] = now
    message["Message-ID"] = f"<{row.uid}@{mailer.sender.domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(row.text)
    message["Content-Language"] = row.language  # the one before takes such a header out
    return message, row.address


def _recipient(address: str) -> Address:
    try:
        return address_of(address)
    except ValueError:
        raise Permanent("address") from None


def _close(
    writing: sessionmaker[Session], key: int, attempt: int, again: datetime | None = None, *, sent: bool = False
) -> None:
    """Write down how it went, unless another worker has taken over; when it is settled, address and text are gone."""
    values: dict[str, object] = {"next_at": again, "leased_until": None}
    if again is None:
        state = "sent" if sent else "failed"
        values = {"state": state, "address": None, "text": None, "leased_until": None}
    with writing.begin() as db:
        mine = update(ChatMail).where(ChatMail.id == key, ChatMail.attempts == attempt, ChatMail.state == "waiting")
        db.execute(mine.values(values).execution_options(synchronize_session=False))
