"""Messages that were not understood, and the counts beside them, from a real database."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from typer.testing import CliRunner

from shortfall.base.database import make_engine, sessions
from shortfall.base.settings import settings
from shortfall.cli import app
from shortfall.conversation.engine_client import EngineChoice, EngineMessage
from shortfall.conversation.transcript import ChatMessage, Transcript, erase_chat
from shortfall.insight.report import periods_of, total
from shortfall.insight.review import candidates, mark_done, without_people
from tests.databases import migrated

NOW = datetime.now(UTC)
run = CliRunner().invoke


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    found = f"sqlite:///{tmp_path / 'shortfall.db'}"
    monkeypatch.setenv("SHORTFALL_VAR_DIR", str(tmp_path))
    monkeypatch.delenv("SHORTFALL_DATABASE_URL", raising=False)
    settings.cache_clear()
    migrated(found)
    yield found
    settings.cache_clear()


@pytest.fixture
def session(url: str) -> Iterator[Session]:
    transcript = Transcript(make_engine(url))
    transcript.open("chat", "welcome", "Hello.", NOW - timedelta(hours=2))
    said = {
        "can they take my boat": ("fallback", ["Can they take my car?"]),
        "Can they take my boat": ("fallback", []),
        "my name is maria lopez, call 312-642-0143": ("fallback", []),
        "can they take my paycheck": ("wage_garnishment", []),
        "my wages and my house": ("wage_garnishment", []),
    }
    for number, (text, (topic, labels)) in enumerate(said.items()):
        at = NOW - timedelta(hours=1) + timedelta(minutes=number)
        turn = transcript.accept("chat", f"u{number}", text, None, at)
        choices = [EngineChoice(label=label, payload="/x") for label in labels]
        answers = [(f"a{number}", EngineMessage(text="…", topic=topic, choices=choices))]
        if "house" in text:
            answers.append((f"b{number}", EngineMessage(text="…", topic="property_lien")))
        transcript.answer("chat", turn.seq, answers, at)
    with sessions(make_engine(url))() as opened:
        yield opened


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("my name is maria lopez and i lost my house", "my name is [name] [name] and i lost my house"),
        ("Hi this is Bob Kowalski, can they sue me?", "Hi this is [name] [name], can they sue me?"),
        ("call me at 312-642-0143 or jane@example.com", "call me at [phone] or [email]"),
        ("they took 1420 N Kedzie Ave from us", "they took [address] from us"),
        ("Can Zenith Mutual sue me in Illinois?", "Can [name] [name] sue me in Illinois?"),
        ("case 1234567 is closed", "case [number] is closed"),
        ("CAN THEY TAKE MY CAR", "CAN THEY TAKE MY CAR"),
        ("I owed $312,000 and it sold for 250000", "I owed $312,000 and it sold for [number]"),
    ],
)
def test_people_are_taken_out(said: str, shown: str) -> None:
    assert without_people(said) == shown


def test_only_what_was_not_understood_each_wording_once(session: Session) -> None:
    found = candidates(session)
    assert [each.text for each in found] == ["my name is [name] [name], call [phone]", "Can they take my boat"]
    assert "maria" not in str(found) and "0143" not in str(found)
    assert mark_done(session, [found[0].id, 999], NOW) == 1
    session.commit()
    assert mark_done(session, [found[0].id], NOW) == 0
    assert [each.text for each in candidates(session)] == ["Can they take my boat"]
    assert candidates(session, since=NOW + timedelta(days=1)) == []


def test_a_message_that_gets_the_number_of_an_erased_one_is_seen(url: str, session: Session) -> None:
    assert mark_done(session, [row.id for row in candidates(session)], NOW)
    session.commit()
    erase_chat(session, "chat", NOW)
    session.commit()
    transcript = Transcript(make_engine(url))
    transcript.open("next", "welcome", "Hello.", NOW)
    for number in range(20):
        turn = transcript.accept("next", f"u{number}", f"can they take my {'x' * number}", None, NOW)
        transcript.answer("next", turn.seq, [(f"a{number}", EngineMessage(text="…", topic="fallback"))], NOW)
    assert len(candidates(session)) == 20


def test_the_report_counts_messages_once_and_topics_each(session: Session) -> None:
    periods = periods_of(session, NOW - timedelta(days=1), NOW, ZoneInfo("America/Chicago"), weekly=True)
    everything = total(periods)
    assert (everything.chats, everything.messages, everything.not_understood) == (1, 5, 3)
    assert everything.topics == {"fallback": 3, "wage_garnishment": 2, "property_lien": 1}


def test_the_report_counts_what_helped_by_question(session: Session) -> None:
    answers = session.scalars(select(ChatMessage).where(ChatMessage.topic == "wage_garnishment")).all()
    for answer, helped in zip(answers, (True, False), strict=True):
        answer.question, answer.helped = "how_much", helped
    session.commit()
    everything = total(periods_of(session, NOW - timedelta(days=1), NOW, ZoneInfo("America/Chicago"), weekly=True))
    assert everything.helped == everything.not_helped == {"wage_garnishment/how_much": 1}
    assert re.search(r"wage_garnishment/how_much +. +1 +. +1 +. +50.0%", run(app, ["report"]).stdout)


def test_the_report_says_what_was_asked_where_an_answer_did_not_help(url: str, session: Session) -> None:
    transcript = Transcript(make_engine(url))
    pay = EngineMessage(text="…", topic="wage_garnishment", question="how_much")
    for number in range(5):
        said = f"this is Bob Kowalski, {'really ' * number}can they take my pay"
        turn = transcript.accept("chat", f"w{number}", said, None, NOW - timedelta(minutes=10 - number))
        transcript.answer("chat", turn.seq, [(f"v{number}", pay)], NOW - timedelta(minutes=10 - number))
    for answer in session.scalars(select(ChatMessage).where(ChatMessage.question == "how_much")):
        answer.helped = answer.uid == "v1"
    session.commit()
    shown = run(app, ["report"]).stdout
    assert "Asked where it did not help" in shown and "can they take my pay" in shown and "Kowalski" not in shown
    (asked,) = json.loads(run(app, ["report", "--json"]).stdout)["unhelped"].values()
    newest = ["really really really really", "really really really", "really really"]
    assert asked == [f"this is [name] [name], {words} can they take my pay" for words in newest]


def test_the_report_counts_what_was_asked_again(url: str, session: Session) -> None:
    transcript = Transcript(make_engine(url))
    phone = EngineMessage(text="What number?", topic="callback", asking="callback_phone")
    beside = EngineMessage(text="Usually not.", topic="exemptions", question="car")
    name = EngineMessage(text="What name?", topic="callback", asking="callback_name")
    for number, replies in enumerate([[phone], [beside, phone], [phone], [name], [phone]]):
        turn = transcript.accept("chat", f"w{number}", "hm", None, NOW - timedelta(minutes=10 - number))
        answers = [(f"v{number}{place}", reply) for place, reply in enumerate(replies)]
        transcript.answer("chat", turn.seq, answers, NOW - timedelta(minutes=10 - number))
    everything = total(periods_of(session, NOW - timedelta(days=1), NOW, ZoneInfo("America/Chicago"), weekly=True))
    assert everything.asked_again == 1  # the third alone: the second answered what was asked beside it


@pytest.mark.usefixtures("session")
def test_the_commands(tmp_path: Path) -> None:
    result = run(app, ["report", "--json"])
    assert result.exit_code == 0, result
    counted = json.loads(result.stdout)
    assert counted["total"]["not_understood"] == 3
    assert "wage_garnishment" in run(app, ["report"]).stdout
    listed = json.loads(run(app, ["review", "list", "--json"]).stdout)
    assert len(listed) == 2
    path = tmp_path / "candidates.yml"
    assert run(app, ["review", "export", str(path)]).exit_code == 0
    assert "boat" in path.read_text() and path.stat().st_mode & 0o077 == 0
    assert "3 removed" in run(app, ["review", "done", *(str(each["id"]) for each in listed)]).stdout
    assert "nothing to review" in run(app, ["review", "list"]).stdout
