"""Health, readiness, metrics."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from shortfall.base.database import make_engine, sessions
from shortfall.sms.store import SmsPerson
from tests.system.running import free_ports
from tests.unit.web.serving import Gateway, running

Chat = dict[str, str]
ALL_WELL = {
    "status": "ok",
    "database": True,
    "engine": True,
    "actions": True,
    "redis": None,
    "worker": True,
    "ledgers": True,
}


def test_alive_whatever_the_rest_does(gateway: Gateway) -> None:
    gateway.engine.stop()
    assert gateway.http.get("/healthz").json() == {"status": "ok"}


def test_ready_names_what_is_missing(gateway: Gateway) -> None:
    assert gateway.http.get("/readyz").json() == ALL_WELL
    gateway.engine.actions = False
    without_actions = gateway.http.get("/readyz")
    assert without_actions.status_code == 503
    assert without_actions.json() == ALL_WELL | {"status": "unavailable", "actions": False}
    gateway.engine.actions = True
    gateway.engine.stop()
    without_engine = gateway.http.get("/readyz")
    assert without_engine.status_code == 503
    assert without_engine.json() == ALL_WELL | {"status": "unavailable", "engine": False, "actions": False}
    gateway.engine.start()
    with sqlite3.connect(gateway.settings.var_dir / "shortfall.db") as database:
        database.execute("DROP TABLE chat_erasures")
    without_database = gateway.http.get("/readyz")
    assert without_database.status_code == 503
    assert without_database.json() == ALL_WELL | {
        "status": "unavailable",
        "database": False,
        "worker": None,
        "ledgers": None,
    }


def test_ready_says_that_the_worker_has_stopped_and_redis_is_away(tmp_path: Path) -> None:
    (port,) = free_ports(1)
    with running(tmp_path, redis_url=f"redis://127.0.0.1:{port}/0") as gateway:
        with sessions(make_engine(gateway.settings.database)).begin() as db:
            person = SmsPerson(person="p" * 64, number="+13125550101", pages="[]", choices=[])
            person.due_at = datetime(2020, 1, 1, tzinfo=UTC)
            db.add(person)
        state = gateway.http.get("/readyz")
        assert state.status_code == 200  # who chats is answered
        assert state.json() == ALL_WELL | {"status": "degraded", "worker": False, "redis": False}


def test_metrics_count_turns_and_failures_without_people(gateway: Gateway, chat: Chat) -> None:
    gateway.say(chat, "my paycheck, I am Jane Roe")
    gateway.engine.status = 500
    gateway.say(chat, "again")
    text = gateway.http.get("/metrics").text
    assert 'shortfall_turns_total{channel="web",topic="wage_garnishment"} 1.0' in text
    assert 'shortfall_engine_failures_total{kind="status"} 1.0' in text
    assert "shortfall_engine_seconds_bucket" in text
    assert "shortfall_chats_total 1.0" in text
    assert "Jane" not in text
    assert gateway.engine.asked[0]["sender"] not in text


@pytest.mark.parametrize(
    ("proxies", "forwarded", "status"),
    [
        (["127.0.0.1"], None, 200),
        (["127.0.0.1"], "203.0.113.9", 404),
        (["127.0.0.1"], "127.0.0.1, 203.0.113.9", 404),
        (["127.0.0.1", "10.0.0.0/8"], "10.0.0.4", 200),
        ([], "203.0.113.9", 200),
    ],
)
def test_metrics_are_for_this_machine_and_our_proxies(
    tmp_path: Path, proxies: list[str], forwarded: str | None, status: int
) -> None:
    with running(tmp_path, trusted_proxies=proxies) as gateway:
        headers = {"X-Forwarded-For": forwarded} if forwarded else {}
        assert gateway.http.get("/metrics", headers=headers).status_code == status
