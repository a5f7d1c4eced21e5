"""Everything we send by text goes through here: the opt-out ledger, consent, quiet hours, one attempt at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import case, func, select, update
from sqlalchemy.orm import Session, sessionmaker

from shortfall.base import trace
from shortfall.base.encryption import identities
from shortfall.callbacks.consent import TEXT_VERSIONS, TEXT_VERSIONS_BEFORE
from shortfall.callbacks.tables import Callback, ConsentRecord
from shortfall.reading.phone import time_zones
from shortfall.sms.compose import LIMIT, gsm7
from shortfall.sms.provider import Provider, Refused, TryLater, Unclear
from shortfall.sms.store import SmsInbound, SmsOutbound, SmsPerson, SmsStatus, opt, opted_out, person_locked, person_of

EARLIEST, LATEST = time(8), time(21)
"""47 CFR 64.1200(c)(1): the hours, where the person is, in which we may start a conversation."""
ALWAYS = frozenset({"stopped", "help"})
"""What even those who opted out may get: the one confirmation, and help when they ask for it."""
REPLY, LIFELINE = "reply", "lifeline"
"""What an answer is for; the second speaks to somebody in danger."""
BEYOND_BUDGET = ALWAYS | {LIFELINE}
"""What goes out on a day whose texts are spent: nobody in danger is kept waiting because others text."""
PER_NUMBER = 4
"""Texts that we start ourselves to one number in a day: anybody can book and move a call in somebody else's name."""
UNPROVED = 1
"""The same for a number that has never written to us, but for the text of somebody at the firm who has just called it."""
DAY = timedelta(days=1)
BUDGET_WAIT = timedelta(minutes=15)
"""When to look again once all the texts of a day are spent."""
CONFIRMATION, CANCELLED, MISSED = "callback", "cancelled", "missed"
"""What a text about a callback is for; the second ends the consent, the others need one that still stands when they go out."""

SETTLE = timedelta(seconds=15)
"""How long after an attempt without an answer we look whether it was sent."""
UNREACHABLE = timedelta(minutes=30)
"""After this a phone that was off is tried once more."""

log = structlog.get_logger(__name__)


def enqueue(db: Session, *, number: str, text: str, purpose: str, now: datetime) -> bool:
    """Send a text that we start ourselves, when it may be sent. Works inside the caller's transaction and does not commit.

    Args:
        number: E.164.
        text: at most 306 septets once it is GSM-7.
        purpose: what it is for, one word; kept with it.
        now: aware.

    Returns:
        False when it may not be sent: there is no consent to these texts for this number, it opted out, or it has had enough
        texts of ours today.

    Raises:
        ValueError: the text is empty or too long, or the number is not North American.
    """
    text = gsm7(text).strip()
    if not text or len(text) > LIMIT:
        raise ValueError("a text has between 1 and 306 septets")
    person = person_of(number)
    row = person_locked(db, person)
    if opted_out(db, person) or not _consented(db, number, purpose):
        return False
    if _had(db, person, now) >= (PER_NUMBER if purpose == MISSED or _wrote(db, person) else UNPROVED):
        log.warning("sms_enough_for_a_day")
        return False
    if row is None:
        row = SmsPerson(person=person, number=number)
        db.add(row)
    add(db, row, text, purpose, send_at=next_allowed(now, time_zones(number)), now=now)
    return True


def add(
    db: Session,
    row: SmsPerson,
    text: str,
    purpose: str,
    *,
    send_at: datetime,
    now: datetime,
    reply_to: int | None = None,
) -> SmsOutbound:
    """Put a text among those to be sent; a worker sends it once it is due."""
    out = SmsOutbound(
        person=row.person, text=text, purpose=purpose, reply_to=reply_to, send_at=send_at, at=now, state="due", tries=0
    )
    db.add(out)
    row.due_at = send_at if row.due_at is None else min(row.due_at, send_at)
    db.flush()
    return out


def hold_back(db: Session, person: str) -> None:
    """Do not send what waits to be sent about a callback. Works inside the caller's transaction."""
    person_locked(db, person)
    waiting = update(SmsOutbound).where(
        SmsOutbound.person == person,
        SmsOutbound.state == "due",
        SmsOutbound.purpose.in_((CONFIRMATION, CANCELLED, MISSED)),
    )
    db.execute(waiting.values(state="refused"))


def next_allowed(now: datetime, zones: Sequence[str]) -> datetime:
    """`now`, or the next time it is between 8:00 and 21:00 in all of these `zones`, which lie less than 13 hours apart."""
    at = now
    for _ in range(len(zones) + 1):
        later = max((_morning(at, ZoneInfo(zone)) for zone in zones), default=at)
        if later == at:
            return at
        at = later
    return at


def _morning(at: datetime, zone: ZoneInfo) -> datetime:
    """`at`, or the next 8:00 where it is night."""
    local = at.astimezone(zone)
    if EARLIEST <= local.time() < LATEST:
        return at
    day = local.date() if local.time() < EARLIEST else local.date() + timedelta(days=1)
    return datetime.combine(day, EARLIEST, zone)


def _had(db: Session, person: str, now: datetime) -> int:
    """How many texts of the last day we started ourselves; those that were held back were none."""
    started = (
        SmsOutbound.person == person,
        SmsOutbound.reply_to.is_(None),
        SmsOutbound.retry_of.is_(None),
        SmsOutbound.purpose.not_in(ALWAYS),
        SmsOutbound.state != "refused",
        SmsOutbound.at > now - DAY,
    )
    return db.scalar(select(func.count()).where(*started)) or 0


def _wrote(db: Session, person: str) -> bool:
    """Whether this number ever wrote to us: then it is theirs who texts with us."""
    return db.scalar(select(SmsInbound.id).where(SmsInbound.person == person).limit(1)) is not None


def sent_today(db: Session, now: datetime) -> int:
    """How many texts were given to the provider in the last day, to everyone."""
    return db.scalar(select(func.count()).where(SmsOutbound.tried_at > now - DAY)) or 0


def _consented(db: Session, number: str, purpose: str) -> bool:
    """Whether the last answer about texts to this number was a yes, to a question that named texts for this purpose."""
    good = TEXT_VERSIONS if purpose == MISSED else TEXT_VERSIONS | TEXT_VERSIONS_BEFORE
    lines = (
        select(ConsentRecord)
        .join(Callback, Callback.id == ConsentRecord.callback_id)
        .where(Callback.phone_hash == identities().of(number, "callback"), ConsentRecord.kind == "text")
        .order_by(ConsentRecord.id.desc())
    )
    # A request can change its number; the line says which one was meant.
    last = next((line for line in db.scalars(lines) if line.phone == number), None)
    return last is not None and last.given and last.version in good


class Sender:
    """Sends what is due for one person. A message is marked before it goes out and after, so that a crash in between is seen,
    and what may have been sent is looked up at the provider before it is sent again.

    Args:
        per_day: texts to everyone in a day. What is over it waits, but for the answers to STOP, HELP and a life in danger.
    """

    def __init__(
        self, writing: sessionmaker[Session], provider: Provider, clock: Callable[[], datetime], per_day: int
    ) -> None:
        self._writing = writing
        self._per_day = per_day
        self._provider = provider
        self._clock = clock

    def send_next(self, person: str, lease: str) -> datetime | bool:
        """Send the oldest text that is due: True when that is settled, False when none is due, a time when to come back."""
        with self._writing.begin() as db:
            row = person_locked(db, person)
            if row is None or row.lease != lease:
                return False
            number, now = row.number, self._clock()
            out = db.scalar(
                select(SmsOutbound)
                .where(
                    SmsOutbound.person == person,
                    SmsOutbound.state.in_(("sending", "due")),
                    SmsOutbound.send_at <= now,
                )
                # One whose fate is unknown goes first, or an answer would overtake it.
                .order_by(case((SmsOutbound.state == "sending", 0), else_=1), SmsOutbound.id)
                .limit(1)
            )
            if out is None:
                return False
            unwanted = opted_out(db, person) and out.purpose not in ALWAYS
            unwanted = unwanted or (out.purpose in (CONFIRMATION, MISSED) and not _consented(db, number, out.purpose))
            if unwanted and out.state == "due":
                out.state = "refused"
                return True
            unclear = out.tried_at if out.state == "sending" else None
            if unclear is not None and now < unclear + SETTLE:
                return unclear + SETTLE
            if unclear is None and out.purpose not in BEYOND_BUDGET and sent_today(db, now) >= self._per_day:
                log.error("sms_budget_spent", per_day=self._per_day)
                return now + BUDGET_WAIT
            if unclear is None:
                out.state, out.tried_at, out.tries = "sending", now, out.tries + 1
            key, text, cause = out.id, out.text, out.request_id
        with trace.under(cause):
            if unclear is not None:
                return self._settle(key, number, text, unclear)
            return self._send(key, person, number, text)

    def _send(self, key: int, person: str, number: str, text: str) -> datetime | bool:
        try:
            sid = self._provider.send(number, text)
        except Refused as error:
            self._refused(key, person, error.code)
        except TryLater:
            return self._again(key)
        except Unclear:
            return self._clock() + SETTLE
        else:
            self._done(key, sid)
            log.info("sms_sent")
        return True

    def _settle(self, key: int, number: str, text: str, since: datetime) -> datetime | bool:
        """Find out whether an attempt without an answer was sent after all."""
        try:
            found = self._provider.sent(number, text, since)
        except TryLater:
            return self._clock() + SETTLE
        with self._writing.begin() as db:
            known = set(db.scalars(select(SmsOutbound.sid).where(SmsOutbound.sid.in_(found))))
        new = [sid for sid in reversed(found) if sid not in known]
        log.warning("sms_unclear", sent=bool(new))
        if new:
            self._done(key, new[0])
            return True
        with self._writing.begin() as db:
            again = db.get_one(SmsOutbound, key, with_for_update=True)
            if again.state == "sending":
                again.state = "due"
        return True

    def _done(self, key: int, sid: str) -> None:
        with self._writing.begin() as db:
            out = db.get_one(SmsOutbound, key)
            out.state, out.sid = "sent", sid
        # Reports may have come before the answer to our own request.
        apply_reports(self._writing, sid, self._clock())

    def _again(self, key: int) -> datetime:
        with self._writing.begin() as db:
            out = db.get_one(SmsOutbound, key, with_for_update=True)
            wait = timedelta(seconds=min(2**out.tries, 300))
            if out.state == "sending":  # unless it was erased meanwhile
                out.state, out.send_at = "due", self._clock() + wait
            log.warning("sms_not_sent", tries=out.tries)
            return self._clock() + wait

    def _refused(self, key: int, person: str, code: int) -> None:
        with self._writing.begin() as db:
            person_locked(db, person)
            out = db.get_one(SmsOutbound, key)
            out.state = "refused"
            out.error = code
            react(db, out, code, self._clock())


def apply_reports(writing: sessionmaker[Session], sid: str, now: datetime) -> None:
    """Take over what the provider has said of a message, and do what an error asks for. Nothing if we do not know it (yet).

    To be called after either has been committed, the report or the message's id: whoever comes second sees both.
    """
    with writing.begin() as db:
        person = db.scalar(select(SmsOutbound.person).filter_by(sid=sid))
        if person is None:
            return
        person_locked(db, person)
        out = db.scalars(select(SmsOutbound).filter_by(sid=sid).with_for_update()).one()
        for report in db.scalars(select(SmsStatus).filter_by(sid=sid).order_by(SmsStatus.id)).all():
            further = out.reached(report.status, report.error)
            if further and report.error and report.status in ("undelivered", "failed"):
                react(db, out, report.error, now)


OPTED_OUT, UNREACHED, LANDLINE = 21610, 30003, 30006
BLOCKED = frozenset({30007, 30034, 30863, 30870, 30943, 30949})
"""A carrier filtered it, or the number or campaign is not registered: no retry helps, somebody has to look."""


def react(db: Session, out: SmsOutbound, code: int, now: datetime) -> None:
    """What follows from an error (https://www.twilio.com/docs/api/errors); the caller holds the person's row."""
    if code == OPTED_OUT:
        opt(db, out.person, out=True, how="carrier", now=now)
    elif code == UNREACHED and out.retry_of is None:
        row = person_locked(db, out.person)
        if row is None or not out.text or opted_out(db, out.person):
            return
        later = next_allowed(now + UNREACHABLE, time_zones(row.number))
        add(db, row, out.text, out.purpose, send_at=later, now=now).retry_of = out.id
    elif code in BLOCKED:
        log.error("sms_blocked", code=code)
    else:
        log.warning("sms_failed", code=code, landline=code == LANDLINE)
