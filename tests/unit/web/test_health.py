"""Health, readiness, metrics."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.unit.web.serving import Gateway, running

Chat = dict[str, str]


def test_alive_whatever_the_rest_does(gateway: Gateway) -> None:
    gateway.engine.stop()
    assert gateway.http.get("/healthz").json() == {"status": "ok"}


def test_ready_names_what_is_missing(gateway: Gateway) -> None:
    assert gateway.http.get("/readyz").json() == {"status": "ok", "database": True, "engine": True}
    gateway.engine.stop()
    without_engine = gateway.http.get("/readyz")
    assert without_engine.status_code == 503
    assert without_engine.json() == {"status": "unavailable", "database": True, "engine": False}
    gateway.engine.start()
    with sqlite3.connect(gateway.settings.var_dir / "shortfall.db") as database:
        database.execute("DROP TABLE chat_erasures")
    without_database = gateway.http.get("/readyz")
    assert without_database.status_code == 503
    assert without_database.json() == {"status": "unavailable", "database": False, "engine": True}


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
