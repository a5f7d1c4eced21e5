"""Gateway, engine stand-in, fake Twilio and the worker's job, in one process: enough to text with, and a clock to move."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from shortfall.base.database import make_engine, sessions
from shortfall.base.metrics import Metrics
from shortfall.conversation.conversation import Conversation
from shortfall.conversation.engine_client import Engine as RasaEngine
from shortfall.conversation.transcript import Transcript
from shortfall.sms.choose import INBOUND, STATUS, choose
from shortfall.sms.inbox import Inbox
from shortfall.sms.store import SmsInbound, SmsOutbound
from shortfall.web.app import fresh_id
from tests.channels.fake_twilio import FakeTwilio, message, post, status
from tests.unit.web.serving import Clock, Gateway, running

PHONE = "+13127440101"
OTHER = "+13127440102"


@dataclass
class Stand:
    """What a test texts with."""

    gateway: Gateway
    twilio: FakeTwilio
    inbox: Inbox
    database: Engine

    @property
    def clock(self) -> Clock:
        """The clock of everything here."""
        return self.gateway.clock

    def webhook(self, text: str, sender: str = PHONE, **more: str) -> httpx.Response:
        """A message comes in."""
        return post(self.gateway.http, INBOUND, message(sender, text, **more))

    def work(self) -> int:
        """Do everything that is due."""
        done = 0
        while step := self.inbox.run_once():
            done += step
        return done

    def text(self, words: str, sender: str = PHONE, **more: str) -> list[str]:
        """Text something; what the phone gets."""
        before = len(self.twilio.to(sender))
        assert self.webhook(words, sender, **more).status_code == 200
        self.work()
        return self.twilio.to(sender)[before:]

    def report(self, sid: str, reached: str, error: int | None = None) -> httpx.Response:
        """Twilio says what became of a message."""
        return post(self.gateway.http, STATUS, status(sid, reached, error))

    def session(self) -> Session:
        """A look into the database."""
        return sessions(self.database, read_only=True)()

    def outbound(self) -> list[SmsOutbound]:
        """All that was to be sent, oldest first."""
        with self.session() as db:
            return list(db.scalars(select(SmsOutbound).order_by(SmsOutbound.id)))

    def inbound(self) -> list[SmsInbound]:
        """All that came in, oldest first."""
        with self.session() as db:
            return list(db.scalars(select(SmsInbound).order_by(SmsInbound.id)))


def inbox_of(
    gateway: Gateway, database: Engine, lease: timedelta = timedelta(seconds=60), wait: timedelta = timedelta()
) -> Inbox:
    """The job of another worker on the same database."""
    provider = choose(gateway.settings)
    assert provider is not None
    transcript = Transcript(database)
    engine = RasaEngine(f"http://127.0.0.1:{gateway.engine.port}", gateway.engine.key, gateway.settings.engine_timeout)
    conversation = Conversation(transcript, engine, Metrics(), "sms", gateway.clock, fresh_id)
    inbox = Inbox(
        database,
        transcript,
        conversation,
        provider,
        gateway.clock,
        fresh_id,
        lease,
        gateway.settings.sms_budget_per_day,
        wait,
    )
    _opened.append(inbox)
    return inbox


_opened: list[Inbox] = []
"""What `standing` closes at its end: a test may open more than one."""


@contextmanager
def standing(folder: Path, **overrides: Any) -> Iterator[Stand]:
    """Everything, with its state in `folder`."""
    twilio = FakeTwilio()
    ours = {name.removeprefix("SHORTFALL_").lower(): value for name, value in twilio.settings().items()}
    try:
        with running(folder, **(ours | overrides)) as gateway:
            database = make_engine(gateway.settings.database)
            yield Stand(gateway, twilio, inbox_of(gateway, database), database)
            database.dispose()
    finally:
        while _opened:
            _opened.pop().close()
        twilio.stop()


def together(*works: Any) -> None:
    """Run several at once, to the end."""
    threads = [threading.Thread(target=each) for each in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(90)
