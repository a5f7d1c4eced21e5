"""What becomes of an answer whose chat is gone, on SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from shortfall.base.database import make_engine, migrate, sessions
from shortfall.conversation.engine_client import EngineMessage
from shortfall.conversation.transcript import ChatMessage, SessionGone, Transcript

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
ANSWER = [("a1", EngineMessage(text="Here is the answer."))]


def test_an_answer_to_a_chat_that_was_erased_meanwhile_is_not_stored(database_url: str) -> None:
    migrate(database_url)
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
