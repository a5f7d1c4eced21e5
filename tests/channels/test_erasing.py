"""Someone is erased while a worker has their message in hand: nothing breaks, nothing comes back. On SQLite and PostgreSQL."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from shortfall.base.database import sessions
from shortfall.conversation.transcript import ChatMessage, ChatSession
from shortfall.privacy import person as people
from shortfall.privacy.engine_memory import EngineMemory
from shortfall.sms.store import SmsInbound, SmsOutbound, SmsPerson
from tests.channels.stand import PHONE, Stand, standing
from tests.unit.web.stand_in import plain


@pytest.fixture
def stand(tmp_path: Path, database_url: str, written: io.StringIO) -> Iterator[Stand]:
    """As elsewhere, on each kind of database."""
    with standing(tmp_path, database_url=database_url) as found:
        yield found


def erase(stand: Stand) -> dict[str, int]:
    memory = EngineMemory.of(stand.gateway.settings)
    with sessions(stand.database).begin() as session:
        return people.erase(session, people.find_person(session, PHONE, memory), memory, stand.clock())


def nothing_is_left(stand: Stand) -> None:
    with stand.session() as db:
        for table in (ChatSession, ChatMessage, SmsPerson):
            assert db.scalar(select(func.count()).select_from(table)) == 0, table
        assert {
            *(one.body for one in db.scalars(select(SmsInbound))),
            *(one.text for one in db.scalars(select(SmsOutbound))),
        } <= {""}


@pytest.mark.parametrize("before", [[], ["hello"]], ids=["first message", "later message"])
def test_erased_while_the_engine_thinks(stand: Stand, written: io.StringIO, before: list[str]) -> None:
    for words in before:
        stand.text(words)

    def reply(body: dict[str, Any]) -> list[dict[str, Any]]:
        assert erase(stand)["texts"]
        return [plain("Too late.")]

    stand.gateway.engine.reply = reply
    assert stand.text("my secret") == []
    nothing_is_left(stand)
    assert "job_failed" not in written.getvalue() and "Traceback" not in written.getvalue()
    assert "sms_not_answered" not in written.getvalue()


def test_who_was_erased_may_text_again_and_begins_anew(stand: Stand) -> None:
    stand.text("hello")
    erase(stand)
    (answer,) = stand.text("hello again")
    assert answer.endswith("You said: hello again") and "automated" in answer


def test_an_attempt_that_hung_when_they_were_erased_is_not_made_again(stand: Stand) -> None:
    stand.text("hello")
    with sessions(stand.database).begin() as db:
        out = db.scalars(select(SmsOutbound)).one()
        out.state, out.tried_at, out.sid = "sending", stand.clock(), None
    erase(stand)
    before = len(stand.twilio.sent)
    stand.clock.move(hours=1)
    assert len(stand.text("hello again")) == 1
    assert len(stand.twilio.sent) == before + 1
