"""A text that gets no answer in time is set aside after the second time, and answered when somebody says so."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from typer.testing import CliRunner, Result

from shortfall.base.database import sessions
from shortfall.base.settings import settings
from shortfall.cli import app
from shortfall.sms.store import set_aside, take_up_again
from shortfall.sms.texts import texts
from tests.channels.stand import OTHER, PHONE, Stand, standing
from tests.unit.web.stand_in import plain


def shortfall(stand: Stand, *arguments: str) -> Result:
    """The command, on the stand's database and by its clock."""
    environment = {"SHORTFALL_VAR_DIR": str(stand.gateway.settings.var_dir), "SHORTFALL_DATABASE_URL": ""}
    with pytest.MonkeyPatch.context() as patched:
        for name, value in environment.items():
            patched.setenv(name, value)
        settings.cache_clear()
        try:
            with time_machine.travel(stand.clock(), tick=False):
                return CliRunner().invoke(app, list(arguments))
        finally:
            settings.cache_clear()


def rounds(stand: Stand, count: int) -> None:
    """So many rounds of work, as far apart as the worker's tries are."""
    for _ in range(count):
        stand.work()
        stand.clock.move(seconds=6)


@pytest.fixture
def slow(tmp_path: Path) -> Iterator[Stand]:
    """A stand that waits two seconds for the engine, which one that works keeps on a busy machine too."""
    with standing(tmp_path, engine_timeout=2.0) as found:
        yield found


def test_after_two_times_without_an_answer_it_is_set_aside_and_never_sent_again(slow: Stand) -> None:
    slow.text("hello")
    slow.gateway.engine.hang()
    slow.webhook("poison")
    rounds(slow, 1)
    assert [row.state for row in slow.inbound()] == ["answered", "waiting"]  # once may be chance
    rounds(slow, 1)
    assert [row.state for row in slow.inbound()] == ["answered", "aside"]
    asked = len(slow.gateway.engine.asked)
    rounds(slow, 5)
    assert len(slow.gateway.engine.asked) == asked
    assert slow.twilio.to(PHONE)[1:] == [texts()["failed"]]
    slow.gateway.engine.release()
    assert slow.text("another") == ["You said: another"]
    assert "shortfall_texts_aside 1.0" in slow.gateway.http.get("/metrics").text


def test_it_is_listed_and_taken_up_again_by_hand(stand: Stand) -> None:
    stand.text("hello")
    stand.gateway.engine.reply = lambda body: [] if "poison" in body["text"] else [plain("Fine.")]
    stand.webhook("poison in the well")
    rounds(stand, 7)
    found = json.loads(shortfall(stand, "sms", "aside", "list", "--json").stdout)
    assert [one["text"] for one in found] == ["poison in the well"]
    assert "poison in the well" in shortfall(stand, "sms", "aside", "list").stdout
    stand.gateway.engine.reply = lambda body: [plain("Mended.")]
    before = len(stand.twilio.to(PHONE))
    retried = shortfall(stand, "sms", "aside", "retry", str(found[0]["id"]))
    assert (retried.exit_code, retried.stdout) == (0, "1 of 1 will be answered.\n")
    stand.work()
    assert stand.twilio.to(PHONE)[before:] == ["Mended."]
    assert json.loads(shortfall(stand, "sms", "aside", "list", "--json").stdout) == []
    nothing = shortfall(stand, "sms", "aside", "retry", str(found[0]["id"]))
    assert (nothing.exit_code, nothing.stdout) == (1, "0 of 1 will be answered.\n")


def test_who_has_said_stop_is_not_answered_after_all(stand: Stand) -> None:
    stand.text("hello", OTHER)
    stand.gateway.engine.reply = lambda body: []
    stand.webhook("poison", OTHER)
    rounds(stand, 7)
    with stand.session() as db:
        (key,) = (row.id for row in set_aside(db))
    stand.text("STOP", OTHER)
    with sessions(stand.database).begin() as db:
        assert not take_up_again(db, key, stand.clock())
        assert set_aside(db) == []
