"""What the webhooks write down before they answer: the message, and whether it ends the texts. Blocks; call it from a thread."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import Select, func, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, sessionmaker

from shortfall.base.masking import mask
from shortfall.callbacks.finding import newest_open, owned, status_words
from shortfall.callbacks.ledger import withdraw
from shortfall.callbacks.tables import Callback, phone_hash
from shortfall.content.questions import Language
from shortfall.content.texts import text
from shortfall.reading import distress, opt_out
from shortfall.reading.chat_code import find_code
from shortfall.sms.compose import language_of, sendable, spelled
from shortfall.sms.outbound import add, apply_reports
from shortfall.sms.provider import Inbound, StatusUpdate
from shortfall.sms.store import (
    DOUBTFUL,
    LIFE,
    SmsInbound,
    SmsOutbound,
    SmsPerson,
    SmsStatus,
    just_asked,
    opt,
    opted_out,
    person_locked,
    person_of,
)
from shortfall.sms.texts import texts
from shortfall.sms.thread import REMOVED, take
from shortfall.talk.acts import read_acts

Outcome = Literal["stored", "seen", "stop", "start", "help", "doubtful", "stopped", "limited"]

_HOUR = timedelta(hours=1)
_PURPOSE = {"stopped_stands": "stopped", "stopped_calls": "stopped"}


class _CallMeanwhile(Exception):
    """A call was asked for while this waited for the person: who says stop means that one too."""


def receive(writing: sessionmaker[Session], message: Inbound, now: datetime, per_hour: int | None) -> Outcome:
    """Store a message, once, in one transaction; what it says about the texts themselves holds from that moment.

    Args:
        per_hour: how many messages of one person are answered in an hour; None for any number.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: it is not stored.
    """
    while True:
        try:
            with writing.begin() as db:
                return _receive(db, message, now, per_hour)
        except (IntegrityError, _CallMeanwhile):
            # The same message, or another one of the same new person, came in beside it: now it is there to be seen.
            continue


def _receive(db: Session, message: Inbound, now: datetime, per_hour: int | None) -> Outcome:
    same = [SmsInbound.sid == message.id]
    if message.token:
        same.append(SmsInbound.token == message.token)
    if db.scalar(select(SmsInbound.id).where(or_(*same))) is not None:
        return "seen"
    person = person_of(message.sender)
    command = opt_out.read(message.text)
    if command is None or command.kind == "doubtful":
        command = _answered(db, person, message.text, command)
    kind = command.kind if command and (command.kind == "stop" or not message.handled) else message.handled
    waiting = _calls(message.sender, person)
    # Calls before the person, as everybody takes them (base/database.py).
    calls = db.scalars(waiting.with_for_update()).all() if kind == "stop" else ()
    row = person_locked(db, person)
    if kind == "stop" and len(db.scalars(waiting).all()) > len(calls):
        raise _CallMeanwhile
    if row is None:
        row = SmsPerson(person=person, number=message.sender, pages="[]", choices=[])
        db.add(row)
    if message.handled == "start" and command is None and not opted_out(db, person):
        # To the provider "Yes" means START; to someone who gets our texts it answers our question.
        kind = None
    life, code = distress.level(message.text) in LIFE, find_code(message.text)
    if kind == DOUBTFUL and life:
        kind = None  # a life first: it is answered
    stored = SmsInbound(
        sid=message.id,
        token=message.token,
        person=person,
        body=REMOVED if code else mask(message.text),
        media=message.media,
        doubtful=kind == DOUBTFUL,
        state="answered",
        failures=0,
        at=now,
    )
    db.add(stored)
    db.flush()
    outcome, said = _about_the_texts(db, message, person, kind, _language(db, person, command), calls, now)
    if outcome == "stored":
        recent = select(func.count()).where(SmsInbound.person == person, SmsInbound.at > now - _HOUR)
        many = db.scalar(recent) or 0
        if per_hour is not None and many > per_hour:
            # Said once; after that, silence is what ends two machines that answer each other.
            told = (
                select(SmsOutbound.id).filter_by(person=person, purpose="too_many").where(SmsOutbound.at > now - _HOUR)
            )
            spanish = "_es" if language_of([message.text]) == "es" else ""
            outcome, said = "limited", None if db.scalar(told.limit(1)) else f"too_many{spanish}"
        else:
            if code:
                # What it is good for is settled here, once; a worker does the rest, and says it.
                stored.code = take(db, person, code, message.id, now)
            stored.state = "waiting"
            row.due_at = now if row.due_at is None else min(row.due_at, now)
    elif outcome == "stopped":
        stored.state = "stopped"
    # What the provider has answered by itself needs no second answer.
    if said and not message.handled:
        words = texts()[said]
        if outcome == "start" and (callback := newest_open(db, person)):
            words += " " + sendable(spelled(status_words(callback, now, "es" if said.endswith("_es") else "en")))
        if outcome == "stop" and life:
            # The last text that they get from us is not the end of the texts alone.
            language: Language = "es" if distress.in_spanish(message.text) else "en"
            words = f"{text(f'life.{distress.level(message.text)}.sms', language)}\n{words}"
        add(
            db,
            row,
            words,
            _PURPOSE.get(said.removesuffix("_es"), said.removesuffix("_es")),
            send_at=now,
            now=now,
            reply_to=stored.id,
        )
    return outcome


def _answered(db: Session, person: str, said: str, doubtful: opt_out.Command | None) -> opt_out.Command | None:
    """What a message asks for whose sender was just asked whether they want no more texts: "yes" ends them, and so does what may
    mean it once more."""
    agrees = {"yes", "asks"} & read_acts(said) == {"yes"}
    return opt_out.Command("stop", "en") if (agrees or doubtful) and just_asked(db, person) else doubtful


def _language(db: Session, person: str, command: opt_out.Command | None) -> Language:
    """That of the word; of STOP, START and HELP, which Spanish has too, that of our last text to them."""
    if command and command.language == "es":
        return "es"
    newest = select(SmsOutbound).where(SmsOutbound.person == person).order_by(SmsOutbound.id.desc()).limit(1)
    last = db.scalars(newest).first() if command else None
    return language_of([last.text]) if last else "en"


def _calls(number: str, person: str) -> Select[Callback]:
    """The calls that are still to be made to a number, or that whoever texts from it asked for."""
    theirs = or_(Callback.phone_hash == phone_hash(number), Callback.id.in_(owned(person)))
    return select(Callback).where(theirs, Callback.closed_at.is_(None)).order_by(Callback.id)


def _call(db: Session, waiting: Sequence[Callback], person: str, *, cancel: bool, now: datetime) -> tuple[str, bool]:
    """What is said of calls (_calls: nobody is to call; _stands: one that they asked for goes on; else empty), and whether one of
    theirs was cancelled.

    Whoever has the number may say that nobody is to call it, whoever asked for the call. What the answer tells is only of calls
    that this person asked for: nobody learns that another request exists.
    """
    mine = set(db.scalars(owned(person)))
    if cancel:
        for callback in waiting:
            withdraw(db, callback, person, "withdrawn by text", now)
    theirs = any(callback.id in mine for callback in waiting)
    return ("_calls", theirs) if cancel else ("_stands" if theirs else "", False)


def end(db: Session, row: SmsPerson, language: Language, now: datetime) -> str:
    """End the texts of somebody who was asked whether they want no more, and may have said so once more; what confirms it."""
    opt(db, row.person, out=True, how="word", now=now)
    call, _ = _call(db, db.scalars(_calls(row.number, row.person)).all(), row.person, cancel=False, now=now)
    return texts()[f"stopped{call}{'_es' if language == 'es' else ''}"]


def _about_the_texts(
    db: Session,
    message: Inbound,
    person: str,
    kind: str | None,
    language: str,
    calls: Sequence[Callback],
    now: datetime,
) -> tuple[Outcome, str | None]:
    """What the message does to the texts themselves, and which text confirms it."""
    spanish = "_es" if language == "es" else ""
    match kind:
        case "stop":
            news = opt(db, person, out=True, how="word", now=now)
            call, cancelled = _call(db, calls, person, cancel=opt_out.ends_calls(message.text), now=now)
            return "stop", f"stopped{call}{spanish}" if news or cancelled else None
        case "start":
            opt(db, person, out=False, how="word", now=now)
            return "start", f"started{spanish}"
        case "help":
            return "help", f"help{spanish}"
        case "doubtful" if not opted_out(db, person):
            return DOUBTFUL, f"doubtful{spanish}"
    return ("stopped", None) if opted_out(db, person) else ("stored", None)


def report(writing: sessionmaker[Session], update: StatusUpdate, now: datetime) -> None:
    """Store what became of a message of ours, and act on it.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: it is not stored.
    """
    try:
        with writing.begin() as db:
            db.add(SmsStatus(sid=update.id, status=update.status, error=update.error, at=now))
    except IntegrityError:
        return
    apply_reports(writing, update.id, now)
