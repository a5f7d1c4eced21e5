"""The tables of the callbacks: the requests, the consent ledger, and everything that happened to a request."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import JSON, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from shortfall.base.database import Base, Private, UtcDateTime
from shortfall.base.encryption import identities
from shortfall.callbacks.window import CallingWindow
from shortfall.reading.phone import with_extension

Status = Literal["waiting", "claimed", "done", "cancelled", "joined"]


class Callback(Base):
    """One request. It is open until `closed_at` is set.

    A chat has at most one open request for a number; requests for the same number from several chats stand side by side,
    for a number proves nothing about who is typing.
    """

    __tablename__ = "callbacks"
    row = ("reference",)
    __table_args__ = (
        Index(
            "one_open_callback_per_chat_and_phone",
            "conversation_id",
            "phone_hash",
            unique=True,
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
        Index("callbacks_by_urgency", "closed_at", "urgent", "window_start"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(9), unique=True)
    status: Mapped[str] = mapped_column(String(16), default="waiting")
    name: Mapped[str] = mapped_column(Private("callbacks.name"))
    phone: Mapped[str] = mapped_column(Private("callbacks.phone"))
    """E.164; empty once it was erased."""
    extension: Mapped[str | None] = mapped_column(Private("callbacks.extension"), default=None)
    """What to dial once the number has answered: "204"."""
    phone_hash: Mapped[str] = mapped_column(String(64), index=True)
    """The blind index of the number, by which the staff see that two requests are for the same one."""
    window_start: Mapped[datetime] = mapped_column(UtcDateTime)
    window_end: Mapped[datetime] = mapped_column(UtcDateTime)
    caller_zone: Mapped[str] = mapped_column(String(64))
    asap: Mapped[bool]
    topics: Mapped[list[str]] = mapped_column(JSON)
    figures: Mapped[str] = mapped_column(Private("callbacks.figures"))
    note: Mapped[str] = mapped_column(Private("callbacks.note"))
    urgent: Mapped[bool]
    urgent_reason: Mapped[str | None] = mapped_column(Private("callbacks.urgent_reason"))
    """Why, for staff: "sale on Fri Nov 27"."""
    mark: Mapped[str | None] = mapped_column(String(16), default=None)
    """The gravest that was said of a life in danger: crisis, danger, violence, distress. Staff see it first."""
    language: Mapped[str | None] = mapped_column(String(2), default=None)
    """The language of the talk, in which they would rather be called; None in requests from before it was kept."""
    wish: Mapped[str | None] = mapped_column(Private("callbacks.wish"))
    """The person's own words where other times would do as well, or were wanted: "weekday mornings"."""
    stage: Mapped[str | None] = mapped_column(String(16), default=None)
    """How far the foreclosure has come (shortfall/talk/case.py, STAGES)."""
    deadline: Mapped[date | None] = mapped_column(default=None)
    """The first day of a sale, hearing, lockout or answer that was told."""
    opposing: Mapped[str | None] = mapped_column(Private("callbacks.opposing"), default=None)
    """Who stands against the person, as it was said or as the staff noted it: lender, servicer, buyer of the debt."""
    channel: Mapped[str] = mapped_column(String(8))
    conversation_id: Mapped[str] = mapped_column(String(128), index=True)
    page: Mapped[str | None] = mapped_column(String(300), default=None)
    """The page that the chat was opened on, and its campaign: for the firm's own counts."""
    campaign: Mapped[str | None] = mapped_column(String(80), default=None)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    joined_to: Mapped[int | None] = mapped_column(default=None, index=True)
    """The newer request for the same number that the staff joined this one to: one call for both."""
    claimed_by: Mapped[str | None] = mapped_column(String(32), default=None)
    """The account of the member of the staff who has it."""
    for_role: Mapped[str | None] = mapped_column(String(16), default=None)
    """The role (accounts.ROLES) that it was given to, whoever has it."""
    no_answers: Mapped[int] = mapped_column(default=0)
    next_try: Mapped[datetime | None] = mapped_column(UtcDateTime, default=None)
    """When to call again after nobody answered; it counts in place of the window."""
    outcome: Mapped[str | None] = mapped_column(String(16), default=None)
    """How it ended: retained, referred, no."""
    version: Mapped[int] = mapped_column(default=1)
    """Goes up with every change, whoever makes it: what the staff decide holds for the version they have seen."""

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  (read by SQLAlchemy)

    @property
    def window(self) -> CallingWindow:
        """When the firm calls."""
        return CallingWindow.between(
            self.window_start, self.window_end, self.caller_zone, asap=self.asap, wish=self.wish or ""
        )

    @property
    def dial(self) -> str:
        """The number with its extension, "+13125550143;ext=204" (RFC 3966)."""
        return with_extension(self.phone, self.extension)


class ConsentRecord(Base):
    """A line of the consent ledger: a yes, or its withdrawal. The database lets lines be added, and number and wording be
    blanked for privacy; no more."""

    __tablename__ = "consents"
    row = ("callback_id",)

    id: Mapped[int] = mapped_column(primary_key=True)
    callback_id: Mapped[int] = mapped_column(ForeignKey("callbacks.id"), index=True)
    kind: Mapped[str] = mapped_column(String(8))  # call; text is asked for separately
    given: Mapped[bool]
    version: Mapped[str] = mapped_column(String(32))
    wording: Mapped[str | None] = mapped_column(Private("consents.wording"))  # None, as the number, once it was erased
    phone: Mapped[str | None] = mapped_column(Private("consents.phone"))
    channel: Mapped[str] = mapped_column(String(8))
    conversation_id: Mapped[str] = mapped_column(String(128))
    message_id: Mapped[str | None] = mapped_column(String(128))
    how: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class CallbackEvent(Base):
    """Something that happened to a request. `detail` names fields, times and references, never a person."""

    __tablename__ = "callback_events"
    row = ("callback_id",)

    id: Mapped[int] = mapped_column(primary_key=True)
    callback_id: Mapped[int] = mapped_column(ForeignKey("callbacks.id"), index=True)
    kind: Mapped[str] = mapped_column(String(32))
    """booked, asked_again, proved, confirmed (by text), …_changed, text_agreed, text_stopped, cancelled, joined;
    handling.ACTIONS"""
    channel: Mapped[str] = mapped_column(String(8))
    conversation_id: Mapped[str] = mapped_column(String(128), index=True)
    detail: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    staff: Mapped[str | None] = mapped_column(String(32), default=None)
    note: Mapped[str | None] = mapped_column(Private("callback_events.note"), default=None)
    """Who of the staff did it, and what they noted."""


def phone_hash(phone: str) -> str:
    """The blind index of a number (E.164) among the callbacks."""
    return identities().of(phone, "callback")
