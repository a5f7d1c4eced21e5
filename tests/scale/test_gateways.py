"""Two gateways on one PostgreSQL and one Redis, with a stand-in for the engine that notices who comes at once."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest

from shortfall.base.database import migrate
from shortfall.base.settings import ROOT
from tests.faults.table import tell
from tests.scale.servers import Server, create_database, postgres, redis, started, stop
from tests.system.running import family, free_ports
from tests.unit.web.stand_in import StandIn, plain

KEY = "0123456789abcdef" * 4


class Careful(StandIn):
    """Counts the messages of each chat that are being answered at once."""

    def __init__(self) -> None:
        super().__init__(KEY)
        self.most = 0
        self._busy: dict[str, int] = {}
        self._lock = threading.Lock()
        self.reply = self._count

    def _count(self, body: dict[str, Any]) -> list[dict[str, Any]]:
        with self._lock:
            self._busy[body["sender"]] = self._busy.get(body["sender"], 0) + 1
            self.most = max(self.most, self._busy[body["sender"]])
        time.sleep(0.05)  # long enough that two would meet
        with self._lock:
            self._busy[body["sender"]] -= 1
        return [plain(f"You said: {body['text']}", topic="fallback")]


@pytest.fixture(scope="module")
def database() -> Iterator[Server]:
    with postgres() as server:
        yield server


@contextmanager
def gateways(folder: Path, database: Server, engine: StandIn, **settings: str) -> Iterator[list[httpx.Client]]:
    """Two of them, each with a state folder of its own."""
    name = f"chat_{folder.name}".replace("-", "_").lower()
    create_database(database, f'"{name}"')
    url = f"postgresql+psycopg://postgres@127.0.0.1:{database.port}/{name}"
    migrate(url)
    with ExitStack() as stack:
        clients = []
        for port in free_ports(2):
            environment = os.environ | {
                "SHORTFALL_VAR_DIR": str(folder / str(port)),
                "SHORTFALL_DATABASE_URL": url,
                "SHORTFALL_PORT": str(port),
                "SHORTFALL_ENGINE_URL": f"http://127.0.0.1:{engine.port}",
                "SHORTFALL_INTERNAL_KEY": KEY,
                "SHORTFALL_SECRET_KEY": KEY,
                "SHORTFALL_ENCRYPTION_KEYS": KEY,
                "SHORTFALL_IDENTITY_KEY": KEY,
                **{f"SHORTFALL_{key.upper()}": value for key, value in settings.items()},
            }
            command = [sys.executable, "-m", "shortfall.web"]
            stack.enter_context(started(command, folder / f"{port}.log", port, cwd=ROOT, env=environment))
            clients.append(
                stack.enter_context(httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60, trust_env=False))
            )
        yield clients


def opened(gateway: httpx.Client) -> dict[str, str]:
    response = gateway.post("/api/chat/sessions")
    assert response.status_code == 201, response.text
    return {"Authorization": f"Bearer {response.json()['token']}"}


def test_one_chat_is_never_at_two_gateways_at_once(tmp_path: Path, database: Server) -> None:
    engine = Careful()
    with (
        redis() as cache,
        gateways(tmp_path, database, engine, redis_url=f"redis://127.0.0.1:{cache.port}/0", rate_limit="off") as both,
    ):
        chat = opened(both[0])

        def say(number: int) -> int:
            body = {"text": f"message {number}"}
            return both[number % 2].post("/api/chat/messages", json=body, headers=chat).status_code

        with ThreadPoolExecutor(12) as pool:
            assert set(pool.map(say, range(24))) == {200}
        assert len(engine.asked) == 24
        assert engine.most == 1
        said = both[1].get("/api/chat/messages", headers=chat).json()["messages"][1:]
        assert [message["role"] for message in said] == ["user", "assistant"] * 24
        assert all(
            answer["text"] == f"You said: {question['text']}"
            for question, answer in zip(said[::2], said[1::2], strict=True)
        )
    engine.stop()


def test_a_redis_that_hangs_leaves_no_chat_held_by_nobody(tmp_path: Path, database: Server) -> None:
    engine = StandIn(KEY)
    with (
        redis() as cache,
        # A lock left behind would be held for 75 seconds, and the clients here wait 60.
        gateways(
            tmp_path,
            database,
            engine,
            redis_url=f"redis://127.0.0.1:{cache.port}/0",
            rate_limit="off",
            engine_timeout="60",
        ) as both,
    ):
        chat = opened(both[0])

        def say(gateway: httpx.Client) -> int:
            return gateway.post("/api/chat/messages", json={"text": "hello"}, headers=chat).status_code

        assert say(both[0]) == 200
        cache.process.send_signal(signal.SIGSTOP)
        # Asked for while nobody listens, the lock is taken when Redis wakes.
        assert say(both[0]) == 200
        cache.process.send_signal(signal.SIGCONT)
        assert [say(gateway) for gateway in both] == [200, 200]

        def stop_redis(body: dict[str, Any]) -> list[dict[str, Any]]:
            cache.process.send_signal(signal.SIGSTOP)
            return [plain("Here is the answer.")]

        engine.reply = stop_redis
        assert say(both[0]) == 200, "taken well, and not to be given back"
        engine.reply = lambda body: [plain("Here is the answer.")]
        cache.process.send_signal(signal.SIGCONT)
        assert say(both[1]) == 200
    engine.stop()


def test_a_database_that_hangs_keeps_nobody_waiting_for_ever(tmp_path: Path, database: Server) -> None:
    engine = Careful()
    with gateways(tmp_path, database, engine, engine_timeout="1") as both:
        chats = [opened(gateway) for gateway in both]
        bodies = [
            {"text": f"Can they take my car, {name}?", "message_id": str(uuid4())} for name in ("first", "second")
        ]

        def say(number: int) -> httpx.Response:
            return both[number].post("/api/chat/messages", json=bodies[number], headers=chats[number])

        def stop_postgres(body: dict[str, Any]) -> list[dict[str, Any]]:
            held.update(family(database.process.pid))
            tell(held, signal.SIGSTOP)
            stopped.set()
            return [plain(f"You said: {body['text']}")]

        held: set[int] = set()
        stopped = threading.Event()
        answer, engine.reply = engine.reply, stop_postgres
        try:
            with ThreadPoolExecutor(1) as pool:
                # One is caught with its answer still to be stored, the other before anything is.
                first = pool.submit(say, 0)
                assert stopped.wait(60)
                refused = [say(1), first.result()]
        finally:
            tell(held, signal.SIGCONT)
        engine.reply = answer
        for refusal in refused:
            assert refusal.status_code == 503 and int(refusal.headers["Retry-After"]) > 0
            assert refusal.json()["error"]["code"] == "unavailable"
            assert refusal.headers["X-Content-Type-Options"] == "nosniff"
        for number, gateway in enumerate(both):
            assert say(number).status_code == 200
            said = gateway.get("/api/chat/messages", headers=chats[number]).json()["messages"][1:]
            text = bodies[number]["text"]
            assert [message["text"] for message in said] == [text, f"You said: {text}"]
    engine.stop()


def test_limits_count_for_both_and_hold_when_redis_is_away(tmp_path: Path, database: Server) -> None:
    engine = StandIn(KEY)
    with (
        redis() as cache,
        gateways(
            tmp_path, database, engine, redis_url=f"redis://127.0.0.1:{cache.port}/0", messages_per_minute="4"
        ) as both,
    ):
        chat = opened(both[0])

        def say(number: int) -> int:
            return both[number % 2].post("/api/chat/messages", json={"text": "hello"}, headers=chat).status_code

        assert [say(number) for number in range(6)] == [200] * 4 + [429] * 2
        stop(cache.process)
        # Each counts for itself now: answered, and still not without end.
        answers = [say(number) for number in range(10)]
        assert answers == [200] * 8 + [429] * 2
    engine.stop()
