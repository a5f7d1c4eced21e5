"""What becomes of an answer whose chat is gone, on SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from shortfall.base.database import make_engine, sessions
from shortfall.conversation.engine_client import EngineMessage
from shortfall.conversation.transcript import ChatMessage, SessionGone, Transcript
from tests.databases import migrated

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
ANSWER = [("a1", EngineMessage(text="Here is the answer."))]


def test_an_answer_to_a_chat_that_was_erased_meanwhile_is_not_stored(database_url: str) -> None:
    migrated(database_url)
    database = make_engine(database_url)
    transcript = Transcript(database)
    for chat in ("erased", "kept"):
        transcript.open(chat, f"welcome-{chat}", "Welcome.", NOW)
    turns = {chat: transcript.accept(chat, f"q-{chat}", "Can they?", None, NOW) for chat in ("erased", "kept")}
    transcript.erase("erased", NOW)
    with pytest.raises(SessionGone):
        transcript.answer("erased", turns["erased"].seq, ANSWER, NOW)
    with pytest.raises(SessionGone):
        transcript.accept("erased", "again", "Can they?", None, NOW)
    assert [message.text for message in transcript.answer("kept", turns["kept"].seq, ANSWER, NOW)] == [
        ANSWER[0][1].text
    ]
    with sessions(database, read_only=True)() as db:
        assert db.scalar(select(func.count()).select_from(ChatMessage)) == 3
    database.dispose()


def test_a_long_chat_is_read_a_page_at_a_time(database_url: str) -> None:
    migrated(database_url)
    database = make_engine(database_url)
    transcript = Transcript(database)
    for chat in ("long", "other"):
        transcript.open(chat, f"{chat}-0", "Welcome.", NOW)
    for n in range(1, 13):
        transcript.accept("long", f"long-{n}", "Hello.", None, NOW)
    seen: list[str] = []
    before, earlier = None, True
    while earlier:
        page, earlier = transcript.read("long", 5, before)
        assert len(page) <= 5
        seen = [message.id for message in page] + seen
        before = page[0].id
    assert seen == [f"long-{n}" for n in range(13)]
    # A message of another chat is no place to go on from.
    assert transcript.read("long", 5, "other-0") == ([], False)
    database.dispose()
