"""The inbox: which requests there are, in the order in which to call, and everything about one of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, case, exists, func, not_, or_, select
from sqlalchemy.orm import Session

from shortfall.base.database import of_row
from shortfall.base.hours import office_zone
from shortfall.callbacks.consent import TEXT_VERSIONS
from shortfall.callbacks.ledger import last_line
from shortfall.callbacks.outbox import DEAD, WAITING, Delivery
from shortfall.callbacks.tables import Callback, CallbackEvent, ConsentRecord, phone_hash
from shortfall.conversation.transcript import ChatMessage
from shortfall.reading.phone import find_phone
from shortfall.reading.reference import find_reference
from shortfall.staff import audit

FILTERS = ("open", "waiting", "claimed", "mine", "spanish", "overdue", "done", "cancelled")
PAGE = 50
SCANNED = 5000
"""Names are encrypted, so a search for one opens them: so many at most, the open requests first."""
SOON = timedelta(days=30)
"""A day so near comes before distress and before the window."""
SPOKEN = 300
"""Messages of a transcript that are shown, the last ones."""


@dataclass(frozen=True)
class Page:
    """One page of a list."""

    callbacks: Sequence[Callback]
    total: int
    number: int
    pages: int
    counts: dict[str, int]
    """As `counts` gives them, of the same moment."""
    same_number: Mapping[int, Sequence[str]]
    """For the id of an open request the references of the other open ones for its number."""


@dataclass(frozen=True)
class Found:
    """What a search found; `complete` is False when there was more to look through, or more was found than is shown."""

    callbacks: Sequence[Callback]
    complete: bool
    same_number: Mapping[int, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Request:
    """All that there is about one request. `erased` says that the person has erased the conversation."""

    callback: Callback
    events: Sequence[CallbackEvent]
    consents: Sequence[ConsentRecord]
    transcript: Sequence[ChatMessage]
    deliveries: Sequence[Delivery]
    same_number: Sequence[Callback]
    """Other open requests for the number, made in other chats."""
    joined: Sequence[Callback]
    """Older ones that were joined to it."""
    joined_to: Callback | None
    """The newer one that it was joined to."""
    may_tell_missed: bool
    """As the function of this name says."""

    @property
    def others(self) -> Sequence[Callback]:
        """The requests that belong beside it."""
        return *self.same_number, *self.joined

    @property
    def texts(self) -> bool | None:
        """Whether the person agreed to texts; None if they were not asked or said no. It can be taken back."""
        return next((line.given for line in reversed(self.consents) if line.kind == "text"), None)

    @property
    def targets(self) -> dict[str, Delivery]:
        """Where it goes, and the delivery that says how that stands: one that waits or failed, else the last."""
        found: dict[str, Delivery] = {}
        for delivery in self.deliveries:
            if delivery.target not in found or found[delivery.target].state not in (WAITING, DEAD):
                found[delivery.target] = delivery
        return found

    @property
    def erased(self) -> bool:
        return self.callback.channel == "web" and not self.transcript


def page(session: Session, show: str, login: str, now: datetime, number: int, role: str = "") -> Page:
    """A page (from 1) of one of FILTERS, for an account and its role; closed requests newest first.

    Open ones: a life in danger first, then the urgent by their day, then those in distress, then by when to call. Who was tried and
    is to be tried again later stands only by that time until it comes, so that whoever can be called now is on top.
    """
    which = _which(show, login, now, role)
    order = (
        (Callback.closed_at.desc(), Callback.id.desc())
        if show in ("done", "cancelled")
        else (_grave(), _urgent(now), _deadline(now), _marked(now), _call_at(), Callback.id)
    )
    with session.begin():
        total = session.scalar(select(func.count()).select_from(Callback).where(which)) or 0
        pages = max(1, -(-total // PAGE))
        number = min(max(1, number), pages)
        rows = session.scalars(
            select(Callback).where(which).order_by(*order).limit(PAGE).offset(PAGE * (number - 1))
        ).all()
        return Page(rows, total, number, pages, _counts(session, login, now, role), _same_number(session, rows))


def counts(session: Session, login: str, now: datetime, role: str = "") -> dict[str, int]:
    """How many requests each of FILTERS has, and "urgent": the open ones that are. "newest" and "newest_urgent" are the highest ids
    of open ones, by which a browser knows that one came in."""
    with session.begin():
        return _counts(session, login, now, role)


def version(session: Session) -> str:
    """Something that changes whenever a request does: each change adds an event, and who is erased is nobody's number."""
    with session.begin():
        last = session.scalar(select(func.max(CallbackEvent.id))) or 0
        erased = select(func.count()).select_from(Callback).where(Callback.phone_hash == "")
        return f"{last}.{session.scalar(erased) or 0}"


def search(session: Session, words: str) -> Found:
    """Requests by reference, by phone number (or four of its digits or more), or by name, at most a page of them."""
    reference, phone = find_reference(words), find_phone(words)
    with session.begin():
        for exact in (
            Callback.reference == reference if reference else None,
            Callback.phone_hash == phone_hash(phone) if phone else None,
        ):
            if exact is not None:
                rows = session.scalars(select(Callback).where(exact).order_by(Callback.id.desc()).limit(PAGE)).all()
                if rows:
                    return Found(rows, True, _same_number(session, rows))
        if not words.strip():
            return Found([], True)
        scanned = session.execute(
            select(Callback.id, Callback.reference, Callback.name, Callback.phone)
            .order_by(Callback.closed_at.is_not(None), _grave(), Callback.urgent.desc(), Callback.id.desc())
            .limit(SCANNED + 1)
        ).all()
        ids = [
            row.id
            for row in scanned[:SCANNED]
            if _matches(words, of_row(row.name, row.reference), of_row(row.phone, row.reference))
        ]
        rows = session.scalars(
            select(Callback)
            .where(Callback.id.in_(ids[:PAGE]))
            .order_by(Callback.closed_at.is_not(None), _grave(), Callback.urgent.desc(), Callback.window_start)
        ).all()
        return Found(rows, len(scanned) <= SCANNED and len(ids) <= PAGE, _same_number(session, rows))


def look_at(session: Session, reference: str, login: str, now: datetime, address: str | None) -> Request | None:
    """Everything about the request with this reference, and a line in the audit log that it was seen. None: no such one."""
    with session.begin():
        callback = session.scalars(select(Callback).where(Callback.reference == reference)).first()
        if callback is None:
            return None
        events = session.scalars(select(CallbackEvent).filter_by(callback_id=callback.id).order_by(CallbackEvent.id))
        consents = session.scalars(select(ConsentRecord).filter_by(callback_id=callback.id).order_by(ConsentRecord.id))
        told = list(events)
        conversations = {event.conversation_id for event in told} | {callback.conversation_id}
        said = session.scalars(
            select(ChatMessage)
            .where(ChatMessage.session_id.in_(conversations))
            .order_by(ChatMessage.seq.desc())
            .limit(SPOKEN)
        )
        handed_on = session.scalars(select(Delivery).filter_by(callback_id=callback.id).order_by(Delivery.id))
        audit.record(session, login, "viewed", now, reference=reference, address=address)
        same = (
            select(Callback).where(_open_with(callback.phone_hash), Callback.id != callback.id).order_by(Callback.id)
            if callback.closed_at is None
            else None
        )
        older = select(Callback).where(Callback.joined_to == callback.id).order_by(Callback.id)
        return Request(
            callback,
            told,
            list(consents),
            list(said)[::-1],
            list(handed_on),
            same_number=session.scalars(same).all() if same is not None else (),
            joined=session.scalars(older).all(),
            joined_to=session.get(Callback, callback.joined_to) if callback.joined_to else None,
            may_tell_missed=may_tell_missed(session, callback),
        )


def may_tell_missed(session: Session, callback: Callback) -> bool:
    """Whether one text may say that nobody was reached: agreed to by its own question, and not sent yet. Within the transaction under way."""
    last = last_line(session, callback, "text")
    told = exists().where(CallbackEvent.callback_id == callback.id, CallbackEvent.kind == "told_missed")
    return last is not None and last.given and last.version in TEXT_VERSIONS and not session.scalar(select(told))


def export(session: Session, show: str, login: str, now: datetime, role: str = "") -> list[Callback]:
    """All requests of one of FILTERS, oldest window first."""
    with session.begin():
        which = _which(show, login, now, role)
        return list(session.scalars(select(Callback).where(which).order_by(Callback.window_start, Callback.id)))


def _grave() -> ColumnElement[int]:
    """Where a request stands by its mark of a life in danger; all others stand last."""
    return case({"crisis": 0, "danger": 1, "violence": 2}, value=Callback.mark, else_=3)


def _due(now: datetime) -> ColumnElement[bool]:
    """Not put off until a next try, or after an early one until its window, that is still to come."""
    waits = and_(Callback.no_answers > 0, func.coalesce(Callback.next_try, Callback.window_start) > now)
    return not_(waits)


def _urgent(now: datetime) -> ColumnElement[int]:
    return case((and_(Callback.urgent, _due(now)), 0), else_=1)


def _deadline(now: datetime) -> ColumnElement[date]:
    """The day by which it matters; one that is past, far off or unknown stands last."""
    today = now.astimezone(office_zone()).date()
    soon = and_(Callback.deadline >= today, Callback.deadline <= today + SOON, _due(now))
    return case((soon, Callback.deadline), else_=date.max)


def _call_at() -> ColumnElement[datetime]:
    """When to call: in the window, or at the next try."""
    return func.coalesce(Callback.next_try, Callback.window_start)


def _marked(now: datetime) -> ColumnElement[int]:
    return case((and_(Callback.mark.is_not(None), _due(now)), 0), else_=1)


def _counts(session: Session, login: str, now: datetime, role: str) -> dict[str, int]:
    conditions = {show: _which(show, login, now, role) for show in FILTERS}
    conditions["urgent"] = and_(conditions["open"], Callback.urgent)
    sums = [func.coalesce(func.sum(case((which, 1), else_=0)), 0) for which in conditions.values()]
    newest = [func.coalesce(func.max(case((conditions[name], Callback.id))), 0) for name in ("open", "urgent")]
    found = map(int, session.execute(select(*sums, *newest)).one())
    return dict(zip((*conditions, "newest", "newest_urgent"), found, strict=True))


def _which(show: str, login: str, now: datetime, role: str) -> ColumnElement[bool]:
    still_open = Callback.closed_at.is_(None)
    for_us = and_(Callback.claimed_by.is_(None), Callback.for_role == role)
    return {
        "open": still_open,
        "waiting": and_(still_open, Callback.status == "waiting"),
        "claimed": and_(still_open, Callback.status == "claimed"),
        "mine": and_(still_open, or_(Callback.claimed_by == login, for_us)),
        "spanish": and_(still_open, Callback.language == "es"),
        "overdue": and_(still_open, func.coalesce(Callback.next_try, Callback.window_end) <= now),
        "done": Callback.status == "done",
        "cancelled": Callback.status == "cancelled",
    }[show]


def _open_with(*hashes: str) -> ColumnElement[bool]:
    return and_(Callback.closed_at.is_(None), Callback.phone_hash.in_(hashes), Callback.phone_hash != "")


def _same_number(session: Session, callbacks: Sequence[Callback]) -> dict[int, list[str]]:
    """For each open request that shares its number with other open ones their references, by its id."""
    mine = [callback for callback in callbacks if callback.closed_at is None]
    columns = select(Callback.id, Callback.reference, Callback.phone_hash).order_by(Callback.id)
    found = session.execute(columns.where(_open_with(*{callback.phone_hash for callback in mine}))).all()
    others = {
        callback.id: [row.reference for row in found if row.phone_hash == callback.phone_hash and row.id != callback.id]
        for callback in mine
    }
    return {key: references for key, references in others.items() if references}


def _matches(words: str, name: str, phone: str) -> bool:
    digits = re.sub(r"\D", "", words)
    if len(digits) >= 4 and not re.search(r"[^\W\d]", words):
        return digits in phone
    return all(word in name.casefold() for word in words.casefold().split())
