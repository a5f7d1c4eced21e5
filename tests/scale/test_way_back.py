"""The way back, rehearsed with what people left: this release fills a database, the one before works on it, and this one finds all of it again.

The release before is the code that stood before the newest migration, taken from the history; each database is a real one.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, timedelta
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import Engine, select

from shortfall.base.database import make_engine, migrate, sessions
from shortfall.base.settings import ROOT, settings
from shortfall.callbacks import booking, changes
from shortfall.callbacks.consent import text_version, text_wording
from shortfall.callbacks.outbox import Delivery
from shortfall.callbacks.request import Consent
from shortfall.callbacks.tables import Callback, ConsentRecord
from shortfall.conversation.engine_client import EngineMessage
from shortfall.conversation.transcript import Transcript
from shortfall.sms.outbound import enqueue
from shortfall.sms.store import SmsOutbound, opt, opted_out, person_of
from tests.unit.callbacks.receivers import NOW, asked

STAYS, COMES, THIRD = "+13125550143", "+17735550199", "+13125550177"
VERSIONS = "shortfall/migrations/versions"


def git(*arguments: str) -> bytes:
    return subprocess.run(["git", *arguments], cwd=ROOT, check=True, capture_output=True, timeout=60).stdout


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The code of the release before: as it stood when the newest migration in the history had not yet come."""
    added = (
        git("log", "-1", "--diff-filter=A", "--format=%H", "--", f"{VERSIONS}/{path.name}").decode().strip()
        for path in sorted((ROOT / VERSIONS).glob("0*.py"), reverse=True)
    )
    commit = next(found for found in added if found)
    folder = tmp_path_factory.mktemp("before")
    archive = git("archive", f"{commit}^", "shortfall", "data", "actions")
    subprocess.run(["tar", "-x", "-C", str(folder)], input=archive, check=True, timeout=60)
    return folder


def lived(engine: Engine) -> str:
    """Two people: one asks for a call and texts and is sent one, the other asks and takes it back, and wants no more texts."""
    transcript, now = Transcript(engine), NOW.astimezone(UTC)
    transcript.open("c1", "welcome", "Welcome.", now)
    turn = transcript.accept("c1", "q1", "can they take my paycheck", None, now)
    answer = EngineMessage(text="Only with a judgment.", topic="wage_garnishment", lang="en")
    transcript.answer("c1", turn.seq, [("a1", answer)], now)
    for number, (phone, chat) in enumerate(((STAYS, "c1"), (COMES, "c2"))):
        with sessions(engine)() as db:
            booking.book(db, asked(phone, conversation_id=chat), NOW, Random(number))
    with sessions(engine)() as db:
        references = dict(db.execute(select(Callback.conversation_id, Callback.reference)).all())
    yes = Consent(version=text_version(), wording=text_wording(STAYS), at=now, message_id="m2")
    with sessions(engine)() as db:
        assert changes.allow_texts(db, references["c1"], "c1", yes, now)
    with sessions(engine)() as db:
        assert changes.cancel(db, references["c2"], "c2", now + timedelta(minutes=1))
    with sessions(engine).begin() as db:
        assert enqueue(db, number=STAYS, text="Noted: we call tomorrow.", purpose="callback", now=now)
        opt(db, person_of(THIRD), out=True, how="word", now=now)
        # Of the request that was taken back nothing is handed on but that it was.
        assert {each.state for each in db.scalars(select(Delivery))} == {"waiting"}
    return references["c1"]


@pytest.fixture(autouse=True)
def told(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Callbacks are handed to one of the firm's systems."""
    monkeypatch.setenv("SHORTFALL_TELL", '["slack"]')
    settings.cache_clear()
    yield
    monkeypatch.undo()
    settings.cache_clear()


def test_the_release_before_goes_on_with_what_this_one_left(database_url: str, before: Path) -> None:
    migrate(database_url)
    engine = make_engine(database_url)
    reference = lived(engine)
    program = [sys.executable, str(ROOT / "tests/scale/older.py"), database_url, reference]
    ran = subprocess.run(
        program, cwd=before, env=os.environ | {"PYTHONPATH": str(before)}, capture_output=True, text=True, timeout=120
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    found = json.loads(ran.stdout.splitlines()[-1])

    assert found["code"].startswith(str(before)) and found["newer"]
    assert found["chat"] == ["Welcome.", "can they take my paycheck", "Only with a judgment."]
    assert found["callbacks"] == [f"Maria Lopez {STAYS} waiting", f"Maria Lopez {COMES} cancelled"]
    assert found["consents"] == [
        f"call True {STAYS}",
        f"call True {COMES}",
        f"text True {STAYS}",
        f"call False {COMES}",
    ]
    assert found["out"] == [False, False] and found["due"] == 2 and found["texts"] == ["Noted: we call tomorrow. due"]

    # And forward again: what the release before wrote is read by this one.
    migrate(database_url)
    assert [each.text for each in Transcript(engine).read("c1", 50)[0]][-2:] == ["and my car?", "Some of it is safe."]
    with sessions(engine)() as db:
        states = [(each.name, each.phone, each.status) for each in db.scalars(select(Callback).order_by(Callback.id))]
        assert states == [
            ("Maria Lopez", STAYS, "cancelled"),
            ("Maria Lopez", COMES, "cancelled"),
            ("Ana Ruiz", THIRD, "waiting"),
        ]
        given = [(each.phone, each.given) for each in db.scalars(select(ConsentRecord).order_by(ConsentRecord.id))]
        assert given[-1] == (THIRD, True) and (STAYS, False) in given
        assert [opted_out(db, person_of(each)) for each in (STAYS, COMES, THIRD)] == [False, True, True]
        assert [each.text for each in db.scalars(select(SmsOutbound))] == ["Noted: we call tomorrow."]
    engine.dispose()
