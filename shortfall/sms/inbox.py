"""The worker's job: answer what came in, one person at a time and each person's messages in order, and send what is due."""

from __future__ import annotations

import asyncio
import re
import secrets
import threading
from collections import deque
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any, TypeVar

import structlog
from sqlalchemy import Engine as Database
from sqlalchemy import select, update
from sqlalchemy.exc import SQLAlchemyError

from shortfall.base import trace
from shortfall.base.database import make_engine, sessions
from shortfall.base.limits import LONGEST_MESSAGE
from shortfall.base.masking import mask
from shortfall.base.metrics import Metrics
from shortfall.base.settings import Settings
from shortfall.content.questions import Language
from shortfall.conversation.conversation import Conversation, clean
from shortfall.conversation.engine_client import Engine, EngineDown
from shortfall.conversation.messages import Said
from shortfall.conversation.transcript import ChatErasure, ChatMessage, ChatSession, SessionGone, Transcript, open_chat
from shortfall.reading import opt_out
from shortfall.sms.choose import choose_or_none
from shortfall.sms.compose import compose, language_of, sendable
from shortfall.sms.outbound import LIFELINE, REPLY, Sender, add
from shortfall.sms.provider import Provider
from shortfall.sms.receive import end
from shortfall.sms.store import DOUBTFUL, LAPSE, LIFE, SmsInbound, SmsPerson, claim, just_asked, next_due, person_locked
from shortfall.sms.texts import said as words_of
from shortfall.sms.texts import texts
from shortfall.sms.thread import carry, chat_of, greeting, hold_calls, refusal

RETRY = timedelta(seconds=5)
"""Wait after the engine did not answer."""
GIVE_UP = 6
"""Times that an engine which is there may fail on one message; then it is set aside, the person is told, and the next is answered."""
TIMED_OUT = 3
"""Failures that a missing answer counts as: while it was waited for, nobody else was answered either."""
TOLD_AGAIN = timedelta(days=90)
"""After so long a silence a number may be someone else's: they are told again who this is."""
_AWAY = "unreachable"
"""The failure that says nothing about the message."""
PATIENCE = 3
"""Times the wait for the rest of what somebody is writing that they are waited for at most, should they go on and on."""
_BY_ITSELF = re.compile(r"\W{0,20}+[1-9]\W{0,20}+")
"""The number of a choice answers what was asked; it is not the beginning of a sentence."""

T = TypeVar("T")


class _TakenOver(Exception):
    """The person was erased meanwhile, or is another worker's."""


log = structlog.get_logger(__name__)


class Inbox:
    """Any number of workers and threads may call `run_once`; a lease in the database gives each person to one of them.

    Args:
        conversation: of the channel "sms".
        clock: the time now, aware.
        lease: longer than an engine's answer and a send together; after a crash, this is how long a person waits for
            another worker.
        per_day: texts that all of us send in a day.
        wait: how long after a text the next one of its sender may come and still be read together with it.
    """

    def __init__(
        self,
        database: Database,
        transcript: Transcript,
        conversation: Conversation,
        provider: Provider,
        clock: Callable[[], datetime],
        new_id: Callable[[], str],
        lease: timedelta,
        per_day: int,
        wait: timedelta,
    ) -> None:
        self._writing = sessions(database)
        self._reading = sessions(database, read_only=True)
        self._transcript = transcript
        self._conversation = conversation
        self._sender = Sender(self._writing, provider, clock, per_day)
        self._clock = clock
        self._new_id = new_id
        self._lease = lease
        self._wait_for_more = wait
        self._unreleased: deque[tuple[str, str]] = deque()
        """(person, lease) where the database was away when their turn ended: they need not wait for the lease to run out."""
        # The engine's client belongs to one event loop, and the job's threads share it.
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, name="sms-engine", daemon=True).start()

    def run_once(self) -> int:
        """Do what is due for one person; how many messages were answered or sent."""
        now = self._clock()
        while self._unreleased:
            with suppress(IndexError):  # another thread was quicker
                self._release(*self._unreleased.popleft(), None)
        with self._reading() as db:
            # Looking costs no lock, and mostly there is nothing.
            if db.scalar(select(SmsPerson.person).where(SmsPerson.due_at <= now).limit(1)) is None:
                return 0
        with self._writing.begin() as db:
            claimed = claim(db, now, self._lease)
        if claimed is None:
            return 0
        person, lease = claimed
        done, later = 0, None
        ends = now + self._lease / 2
        try:
            while self._clock() < ends:
                step = self._step(person, lease)
                if step is False:
                    break
                if step is not True:
                    later = step
                    break
                done += 1
        finally:
            self._release(person, lease, later)
        return done

    def close(self) -> None:
        """Give the engine's connections back; nothing is answered after this."""
        self._wait(self._conversation.close())
        self._loop.call_soon_threadsafe(self._loop.stop)

    def _step(self, person: str, lease: str) -> datetime | bool:
        """Send or answer one message: True when done, False when nothing is due, a time when to come back."""
        sent = self._sender.send_next(person, lease)
        return sent if sent is not False else self._answer_next(person, lease)

    def _release(self, person: str, lease: str, later: datetime | None) -> None:
        try:
            with self._writing.begin() as db:
                row = person_locked(db, person)
                if row is None or row.lease != lease:
                    return
                row.lease = row.lease_until = None
                due = next_due(db, person)
                row.due_at = due if due is None or later is None else max(due, later)
        except SQLAlchemyError:
            self._unreleased.append((person, lease))
            raise

    def _answer_next(self, person: str, lease: str) -> datetime | bool:
        with self._reading() as db:
            row = db.get(SmsPerson, person)
            waiting = db.scalars(
                select(SmsInbound).filter_by(person=person, state="waiting").order_by(SmsInbound.id)
            ).all()
            if row is None or not waiting:
                return False
            # What was given to the engine is settled; before that, the texts of a few seconds are one message.
            asked = select(ChatMessage.seq).filter_by(session_id=person, uid=waiting[0].sid)
            settled = db.scalar(asked) is not None
            batch = waiting[:1] if settled else together(waiting, self._wait_for_more)
            # Silence lets go of the rest of an answer, unless we were the ones who kept silent.
            silent = row.heard_at is None or batch[0].at - row.heard_at > LAPSE
            pages = [] if silent else row.waiting()
            new = row.told_at is None or (batch[0].at - row.told_at > TOLD_AGAIN and silent)
        if not settled and len(batch) == len(waiting) and (later := self._unfinished(batch)):
            return later
        if len(batch) > 1 and not self._join(person, lease, batch):
            return False  # they changed meanwhile
        message = batch[0]
        with trace.under(message.request_id):
            return self._answer_stored(person, lease, message, pages, new)

    def _unfinished(self, batch: Sequence[SmsInbound]) -> datetime | None:
        """When to look again at texts to which another may still come; None where there is nothing to wait for."""
        if by_itself(batch[-1]):
            return None
        until = min(batch[-1].at + self._wait_for_more, batch[0].at + PATIENCE * self._wait_for_more)
        return until if until > self._clock() else None

    def _join(self, person: str, lease: str, batch: Sequence[SmsInbound]) -> bool:
        """Make several texts one, in one transaction: the first holds all the words and is answered, the others are done.
        False where they, or the person, are not what they were."""
        first, *others = batch
        with self._writing.begin() as db:
            row = person_locked(db, person)
            if row is None or row.lease != lease:
                return False
            done = update(SmsInbound).where(SmsInbound.id.in_([each.id for each in others]))
            done = done.where(SmsInbound.state == "waiting").values(state="joined")
            kept = db.get_one(SmsInbound, first.id)
            if kept.state != "waiting":
                return False
            db.execute(done)
            words = " ".join(part for each in batch if (part := clean(each.body)))
            kept.body = first.body = mask(words)  # a number that came in two pieces is seen only now
            kept.media = first.media = sum(each.media for each in batch)
            kept.at = first.at = batch[-1].at
        return True

    def _answer_stored(
        self, person: str, lease: str, message: SmsInbound, pages: list[str], new: bool
    ) -> datetime | bool:
        try:
            answer, purpose = self._answer(person, lease, message, pages, new)
        except _TakenOver:
            return False
        except SQLAlchemyError:
            raise  # the database is away: that is no fault of the message
        except Exception as error:
            down = error.kind if isinstance(error, EngineDown) else "broken"
            if not isinstance(error, EngineDown):
                log.error("sms_not_answered", exc_info=error)
            if down == _AWAY or not self._set_aside(person, lease, message.id, TIMED_OUT if down == "timeout" else 1):
                return self._clock() + RETRY
            return True
        return self._store(person, lease, message, answer, new, purpose)

    def _answer(
        self, person: str, lease: str, message: SmsInbound, pages: list[str], new: bool
    ) -> tuple[list[str], str]:
        """The texts that answer a message, and what for: the first is sent, the others wait for MORE.

        Raises:
            EngineDown: there is no answer yet.
            _TakenOver: there is nobody to answer.
        """
        command = opt_out.read(message.body)
        if command and command.kind == "more" and pages:
            return pages, REPLY
        text = clean(message.body)
        if not text:
            return [words_of("picture" if message.media else "empty", self._language(person)), *pages], REPLY
        said = self._take_over(person, lease, message) if message.code else self._say(person, lease, message.sid, text)
        crisis, doubtful = any(each.topic in LIFE for each in said), any(each.topic == DOUBTFUL for each in said)
        if message.media:
            said = [Said(words_of("picture_too", language_of([each.text for each in said]))), *said]
        first, *rest = compose(said)
        if new and not doubtful:
            # Who this is comes before everything but a lifeline.
            notice = words_of("notice", language_of([first]))
            first = "\n".join((first, notice) if crisis else (notice, first))
        return [sendable(page) for page in (first, *rest)], LIFELINE if crisis else DOUBTFUL if doubtful else REPLY

    def _language(self, person: str) -> Language:
        """The language that the person was answered in last."""
        try:
            messages, _ = self._transcript.read(person, 2)
        except SessionGone:
            return "en"
        return language_of([message.text for message in messages if message.role == "assistant"])

    def _say(self, person: str, lease: str, sid: str, text: str) -> list[Said]:
        """One turn of the conversation. The same message again gives the same answer, whatever happened in between."""
        try:
            self._wait(self._conversation.say(person, text=text, uid=sid))
        except SessionGone:
            self._open(person, lease)
            return self._say(person, lease, sid, text)
        return self._transcript.answers(person, sid)

    def _take_over(self, person: str, lease: str, message: SmsInbound) -> list[Said]:
        """Go on with the chat of the web whose code a message took; else say that it took none. Again gives the same answer."""
        with self._reading() as db:
            chat = chat_of(db, message.sid)
            if chat is None:
                return [Said(refusal(db, person, message.code))]
        self._wait(self._conversation.move(chat, person))
        now = self._clock()
        with self._writing.begin() as db:
            hold_calls(db, chat)
            row = person_locked(db, person)
            erased = row is None or db.get(ChatSession, chat) is None
            if erased:  # on either side, and the engine remembers it under the name that nobody erases any more
                db.merge(ChatErasure(sender=person, requested_at=now))
            elif row is not None and row.lease == lease:
                language = carry(db, chat, person, self._new_id(), now)
                first = greeting(db, chat, language, message.code)
        if erased or row is None or row.lease != lease:
            raise _TakenOver
        turn = self._transcript.accept(person, message.sid, message.body, None, now)
        if not turn.replies:
            self._transcript.answer(person, turn.seq, [(self._new_id(), each) for each in first], now)
        return self._transcript.answers(person, message.sid)

    def _open(self, person: str, lease: str) -> None:
        """Begin the person's chat, under their lock: whoever is erased in the middle of an answer gets no new one."""
        with self._writing.begin() as db:
            row = person_locked(db, person)
            if row is None or row.lease != lease:
                raise _TakenOver
            if db.get(ChatSession, person) is None:
                open_chat(db, person, self._new_id(), texts()["notice"], self._clock())

    def _wait(self, turn: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(turn, self._loop).result()

    def _set_aside(self, person: str, lease: str, key: int, failures: int) -> bool:
        """Count failures on a message; with one too many it is set aside, the person is told, and it is True.

        It is not tried again until somebody says so (`shortfall sms aside retry`), and is answered in full then.
        """
        now = self._clock()
        with self._writing.begin() as db:
            row = person_locked(db, person)
            message = db.get_one(SmsInbound, key)
            message.failures += failures
            if message.failures < GIVE_UP or row is None or row.lease != lease or message.state != "waiting":
                return False
            message.state = "aside"
            add(db, row, words_of("failed", language_of([message.body])), "aside", send_at=now, now=now)
        log.error("sms_set_aside")
        return True

    def _store(self, person: str, lease: str, message: SmsInbound, answer: list[str], new: bool, purpose: str) -> bool:
        """The answer, and that it was given, in one transaction; nothing when another worker has taken over or they opted out."""
        now = self._clock()
        with self._writing.begin() as db:
            row = person_locked(db, person)
            stored = db.get_one(SmsInbound, message.id)
            if row is None or row.lease != lease or stored.state != "waiting":
                return False
            first, rest = answer[0], answer[1:]
            if purpose == DOUBTFUL and just_asked(db, person):
                first, purpose = end(db, row, language_of([first]), now), "stopped"
            add(db, row, first, purpose, send_at=now, now=now, reply_to=stored.id)
            stored.state, stored.doubtful = "answered", purpose == DOUBTFUL
            row.put_off(rest)
            row.heard_at = message.at
            row.told_at = now if new and purpose != DOUBTFUL else row.told_at
        log.info("sms_answered")
        return True


def together(waiting: Sequence[SmsInbound], wait: timedelta) -> Sequence[SmsInbound]:
    """The texts at the beginning that belong together: each came soon after the one before, and none stands by itself."""
    length = len(waiting[0].body)
    if by_itself(waiting[0]):
        return waiting[:1]
    for count, (before, each) in enumerate(pairwise(waiting), 1):
        length += 1 + len(each.body)
        if each.at - before.at >= wait or by_itself(each) or length > LONGEST_MESSAGE:
            return waiting[:count]
    return waiting


def by_itself(message: SmsInbound) -> bool:
    """Whether a text is an answer or a command that nothing belongs to: MORE, the number of a choice, a code."""
    command = opt_out.read(message.body)
    return bool(message.code or _BY_ITSELF.fullmatch(message.body)) or (command is not None and command.kind == "more")


def open_inbox(config: Settings) -> Inbox | None:
    """The inbox of these settings; None where there are no text messages, or too few settings for them.

    Raises:
        OSError: var_dir cannot be written.
    """
    provider = choose_or_none(config)
    if provider is None:
        return None
    database = make_engine(config.database)
    transcript = Transcript(database)

    def now() -> datetime:
        return datetime.now(UTC)

    def new_id() -> str:
        return secrets.token_hex(16)

    conversation = Conversation(transcript, Engine.of(config), Metrics(), "sms", now, new_id)
    lease = timedelta(seconds=5 * config.engine_timeout)
    wait, per_day = timedelta(seconds=config.sms_wait), config.sms_budget_per_day
    return Inbox(database, transcript, conversation, provider, now, new_id, lease=lease, per_day=per_day, wait=wait)
