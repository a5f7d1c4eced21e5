"""A running gateway for tests: real server, real database, the stand-in as its engine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import uvicorn

from shortfall.base.keys import read_or_create_key
from shortfall.base.settings import Settings
from shortfall.web.__main__ import listen
from shortfall.web.app import create_app
from shortfall.web.connections import Connection
from tests.databases import migrated
from tests.unit.web.stand_in import StandIn


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        """Let time pass."""
        self.now += timedelta(**by)


@dataclass
class Gateway:
    """The gateway under test and what stands around it."""

    url: str
    port: int
    engine: StandIn
    clock: Clock
    settings: Settings
    http: httpx.Client

    def open(self) -> dict[str, str]:
        """Open a chat; the header that speaks for it."""
        response = self.http.post("/api/chat/sessions")
        assert response.status_code == 201, response.text
        return {"Authorization": f"Bearer {response.json()['token']}"}

    def say(self, chat: dict[str, str], text: str | None = None, **body: Any) -> httpx.Response:
        """Send a message."""
        if text is not None:
            body["text"] = text
        return self.http.post("/api/chat/messages", json=body, headers=chat)

    def transcript(self, chat: dict[str, str]) -> list[tuple[str, str]]:
        """Who said what."""
        response = self.http.get("/api/chat/messages", headers=chat)
        assert response.status_code == 200, response.text
        return [(message["role"], message["text"]) for message in response.json()["messages"]]


def new_message_id() -> str:
    """As a client would make one."""
    return str(uuid4())


@contextmanager
def running(folder: Path, **overrides: Any) -> Iterator[Gateway]:
    """A gateway on a free port with its state in `folder`."""
    engine = StandIn(read_or_create_key(folder / "internal.key"))
    defaults: dict[str, Any] = {
        "var_dir": folder,
        "engine_port": engine.port,
        "engine_timeout": 5.0,
        "rate_limit": "off",
    }
    settings = Settings(_env_file=None, **(defaults | overrides))
    migrated(settings.database)
    clock = Clock()
    app = create_app(settings, clock=clock)
    listening = listen("127.0.0.1", 0)
    port = listening.getsockname()[1]
    options: dict[str, Any] = {"log_config": None, "access_log": False, "proxy_headers": False}
    config = uvicorn.Config(app, http=Connection, ws="none", timeout_graceful_shutdown=1, **options)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30, trust_env=False) as http:
            assert http.get("/healthz").status_code == 200
            yield Gateway(str(http.base_url), port, engine, clock, settings, http)
    finally:
        server.should_exit = True
        engine.stop()
        thread.join(10)
        listening.close()
