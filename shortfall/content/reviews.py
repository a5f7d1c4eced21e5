"""What the attorney decided on the web about each text: approved, or sent back with a note. A line is added, never changed.

It stands beside the `review:` of the files (shortfall/content/approval.py): either is enough, and both are for exactly one text.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, String, Text, bindparam, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from shortfall.base.database import Base, UtcDateTime
from shortfall.base.hours import office_zone
from shortfall.content.approval import approved, as_read, fingerprint
from shortfall.content.questions import Language, Question

State = Literal["approved", "lapsed", "sent_back", "waiting"]
NOTE_LIMIT = 1000


class ContentReview(Base):
    """One decision about one text."""

    __tablename__ = "content_reviews"

    id: Mapped[int] = mapped_column(primary_key=True)
    question: Mapped[str] = mapped_column(String(120), index=True)
    language: Mapped[str] = mapped_column(String(2))
    approved: Mapped[bool]
    by: Mapped[str] = mapped_column(String(80))
    """The name that is shown under the answer."""
    login: Mapped[str] = mapped_column(String(32))
    at: Mapped[datetime.datetime] = mapped_column(UtcDateTime)
    text: Mapped[str] = mapped_column(String(32))
    """The hash of what was read (fingerprint)."""
    words: Mapped[str] = mapped_column(Text)
    """What was read, by which it is shown what has changed since."""
    note: Mapped[str | None] = mapped_column(Text)


@dataclass(frozen=True)
class Standing:
    """How the review of a text stands. `by`, `on`, `note` and `words` are of the decision that counts, where there is one."""

    state: State
    by: str | None = None
    on: datetime.date | None = None
    note: str | None = None
    words: str | None = None


def decisions(session: Session, question: str | None = None) -> dict[tuple[str, str], list[ContentReview]]:
    """All decisions, or those on one question, by question and language, newest first; within the transaction under way."""
    query = select(ContentReview).order_by(ContentReview.id.desc())
    if question is not None:
        query = query.where(ContentReview.question == question)
    found: dict[tuple[str, str], list[ContentReview]] = {}
    for line in session.scalars(query):
        found.setdefault((line.question, line.language), []).append(line)
    return found


def standing(
    question: Question, language: Language, on: datetime.date, lines: Sequence[ContentReview] = ()
) -> Standing:
    """How a text stands on a day, by its file and the decisions about it, newest first."""
    text = fingerprint(question, language, on)
    if last := next((line for line in lines if line.text == text), None):
        return Standing("approved" if last.approved else "sent_back", last.by, _day(last.at), last.note, last.words)
    review = question.review[language]
    if approved(question, language, on):
        return Standing("approved", review.by, review.on)
    if lines:  # it has changed since; one that was sent back waits to be read again
        last = lines[0]
        return Standing("lapsed" if last.approved else "waiting", last.by, _day(last.at), last.note, last.words)
    if review.by is not None:
        return Standing("lapsed", review.by, review.on)
    return Standing("waiting")


def decide(
    session: Session,
    question: Question,
    language: Language,
    approved: bool,
    by: str,
    login: str,
    note: str,
    now: datetime.datetime,
) -> None:
    """Add a decision on the text as it is said today, within the transaction under way."""
    today = day_of(now)
    session.add(
        ContentReview(
            question=question.id,
            language=language,
            approved=approved,
            by=by,
            login=login,
            at=now,
            text=fingerprint(question, language, today),
            words=as_read(question, language, today),
            note=note or None,
        )
    )


_NEWEST = (
    select(ContentReview.approved, ContentReview.by, ContentReview.at)
    .where(
        ContentReview.question == bindparam("of"),
        ContentReview.language == bindparam("in"),
        ContentReview.text == bindparam("read"),
    )
    .order_by(ContentReview.id.desc())
    .limit(1)
)


def reviewed(
    db: Connection | Session, question: Question, language: Language, now: datetime.datetime
) -> tuple[str, datetime.date] | None:
    """Who approved a text that is being said, and when, as `standing` has it; None where nobody has. One statement, for a
    person waits for it; within the transaction under way."""
    text = fingerprint(question, language, day_of(now))
    last = db.execute(_NEWEST, {"of": question.id, "in": language, "read": text}).first()
    if last is not None:
        return (last.by, _day(last.at)) if last.approved else None
    review = question.review[language]
    return (review.by, review.on) if review.by and review.on and review.text == text else None


def day_of(now: datetime.datetime) -> datetime.date:
    """The day whose law is said (shortfall/content/placeholders.py)."""
    return now.astimezone(datetime.UTC).date()


def _day(at: datetime.datetime) -> datetime.date:
    """The day of a decision, on the firm's clock."""
    return at.astimezone(office_zone()).date()
