"""A summary of what waits, by e-mail to the firm, once on each day that the office is open. It says nothing about a person.

Each recipient has a message and a row of `digests` for the day: whoever adds the row sends it, so many workers send it once. A failure
waits in the row for its next try, for the rest of that day; a message that was sent as its worker died goes out again under the same id.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from email.headerregistry import Address
from typing import Self

import structlog
from sqlalchemy import String, delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column, sessionmaker

from shortfall.base.database import Base, UtcDateTime
from shortfall.base.encryption import identities
from shortfall.base.hours import office_zone, open_hours
from shortfall.base.settings import DIGEST, Settings
from shortfall.callbacks.outbox import Plan
from shortfall.callbacks.tables import Callback
from shortfall.callbacks.targets import WronglySet, mail_server
from shortfall.callbacks.targets.base import Failed, Temporary
from shortfall.callbacks.targets.email import Mailer, address_of, plain
from shortfall.staff import inbox, times

log = structlog.get_logger(__name__)

LISTED = 30
"""Requests that are named, the first of the list."""
KEPT = timedelta(days=30)


class Digest(Base):
    """The summary of a day for a recipient, who stands as a blind index."""

    __tablename__ = "digests"

    day: Mapped[date] = mapped_column(primary_key=True)
    recipient: Mapped[str] = mapped_column(String(64), primary_key=True)
    attempts: Mapped[int]
    """Counted as one begins; it also tells whether the row is still one's own."""
    next_attempt_at: Mapped[datetime] = mapped_column(UtcDateTime)
    """Until then a worker is at it, or it rests."""
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


@dataclass(frozen=True)
class Summary:
    """Who gets it, when and through what.

    Args:
        at: on the firm's clock.
        inbox_url: where the requests are.
    """

    mailer: Mailer
    recipients: tuple[Address, ...]
    at: time
    inbox_url: str
    plan: Plan

    @classmethod
    def of(cls, config: Settings) -> Self | None:
        """As the settings say; None where nobody is to get it.

        Raises:
            WronglySet: they cannot work.
        """
        if not config.digest_to:
            return None
        if missing := config.missing(*DIGEST):
            raise WronglySet(f"daily summary: {', '.join(missing)} not set")
        try:
            mailer = Mailer(mail_server(config), config.mail_from)
            recipients = tuple(map(address_of, config.digest_to))
        except ValueError as error:
            raise WronglySet(f"daily summary: {error}") from None
        at = time.fromisoformat(config.digest_at)
        return cls(mailer, recipients, at, f"{config.site}/staff/", Plan.of(config))

    def due(self, now: datetime) -> date | None:
        """The day whose summary is due: a day that the office is open, from the time set to its end."""
        here = now.astimezone(office_zone())
        return here.date() if open_hours(here.date()) and here.time() >= self.at else None


def send_due(writing: sessionmaker[Session], summary: Summary, clock: Callable[[], datetime]) -> int:
    """Send what is due: how many messages were tried. Any number of workers may do this at once.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: the database is away; the next round does it.
    """
    day = summary.due(clock())
    return 0 if day is None else sum(_send(writing, summary, day, who, clock()) for who in summary.recipients)


def compose(session: Session, now: datetime, inbox_url: str) -> tuple[str, str]:
    """The subject and the words: counts, and of the first requests of the list the reference, urgency and by when."""
    page = inbox.page(session, "open", "", now, 1)
    counts = page.counts
    if not counts["open"]:
        return "Callbacks: nobody is waiting for a call", f"Nobody is waiting for a call.\n\n{inbox_url}"
    parts = [f"{counts['open']} open", *(f"{counts[name]} {name}" for name in ("urgent", "overdue") if counts[name])]
    lines = [
        f"{', '.join(parts)}; {counts['waiting']} with nobody yet. {times.moment(now, now).capitalize()}, in the order to call:",
        "",
        *(_line(callback, now) for callback in page.callbacks[:LISTED]),
    ]
    if page.total > LISTED:
        lines.append(f"and {page.total - LISTED} more")
    return f"Callbacks: {', '.join(parts)}", "\n".join([*lines, "", inbox_url])


def _line(callback: Callback, now: datetime) -> str:
    """ "K7QM-4XRT  URGENT, by Tue Dec 1, call today 2–4 pm, taken"."""
    end = callback.next_try or callback.window_end
    again = callback.next_try and f"try again {times.moment(callback.next_try, now)}"
    parts = (
        "URGENT" if callback.urgent else "",
        f"by {times.of(callback.deadline, now)}" if callback.deadline else "",
        again or f"call {times.window(callback.window_start, callback.window_end, now)}",
        f"overdue by {times.length(now - end)}" if end <= now else "",
        "taken" if callback.claimed_by else "",
    )
    return f"{callback.reference}  {', '.join(part for part in parts if part)}"


def _send(writing: sessionmaker[Session], summary: Summary, day: date, who: Address, now: datetime) -> int:
    blind = identities().of(who.addr_spec, "digest")
    attempt = _claim(writing, summary.plan, day, blind, now)
    if attempt is None:
        return 0
    with writing() as session:
        subject, body = compose(session, now, summary.inbox_url)
    message = plain(f"summary_{day}_{blind[:16]}", subject, body, summary.mailer.sender, [who], now)
    try:
        summary.mailer.send(message, [who.addr_spec])
    except Failed as failure:
        rest = summary.plan.retry_after
        if isinstance(failure, Temporary) and attempt <= len(rest):
            _note(writing, day, blind, attempt, next_attempt_at=now + rest[attempt - 1])
            log.warning("summary_failed", day=str(day), kind=failure.kind, attempt=attempt)
        else:
            _note(writing, day, blind, attempt, closed_at=now)
            log.error("summary_not_sent", day=str(day), kind=failure.kind, attempt=attempt)
    else:
        _note(writing, day, blind, attempt, closed_at=now)
        log.info("summary_sent", day=str(day), attempt=attempt)
    return 1


def _claim(writing: sessionmaker[Session], plan: Plan, day: date, recipient: str, now: datetime) -> int | None:
    """Take the summary of a day for a recipient, for as long as a sending may take: the number of the attempt, or None."""
    try:
        with writing.begin() as session:
            held = session.get(Digest, (day, recipient), with_for_update=True)
            if held is None:
                session.execute(delete(Digest).where(Digest.day < day - KEPT))
                held = Digest(day=day, recipient=recipient, attempts=0, next_attempt_at=now, closed_at=None)
                session.add(held)
            if held.closed_at or held.next_attempt_at > now:
                return None
            held.attempts += 1
            held.next_attempt_at = now + plan.lease
            return held.attempts
    except IntegrityError:
        return None  # another worker was the first


def _note(writing: sessionmaker[Session], day: date, recipient: str, attempt: int, **values: datetime) -> None:
    """Write down how it went, unless another worker has taken over."""
    with writing.begin() as session:
        held = session.get(Digest, (day, recipient), with_for_update=True)
        if held and held.attempts == attempt:
            for name, value in values.items():
                setattr(held, name, value)
