"""A stand-in for the engine: a real HTTP server on loopback that speaks the contract and can be told to fail."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Queue
from typing import Any

Body = dict[str, Any]

ESTIMATE: Body = {
    "type": "estimate",
    "state": "IL",
    "debt": {"low": "312000.00", "high": "312000.00"},
    "sale_price": {"low": "250000.00", "high": "250000.00"},
    "components": [
        {"name": "debt", "low": "312000.00", "high": "312000.00"},
        {"name": "interest", "low": "0.00", "high": "8000.50"},
        {"name": "sale_price", "low": "250000.00", "high": "250000.00"},
    ],
    "deficiency": {"low": "62000.00", "high": "70000.50"},
    "surplus": {"low": "0.00", "high": "0.00"},
    "notes": ["Interest after the sale is not in this figure."],
}


def plain(text: str, **more: Any) -> Body:
    """One engine message."""
    return {"text": text, "topic": None, "choices": [], "sources": [], "card": None, "asking": None} | more


def answering(*messages: Body) -> Callable[[Body], list[Body]]:
    """The same answer to everything."""
    return lambda body: list(messages)


def converse(body: Body) -> list[Body]:
    """What the stand-in says when it is well."""
    if "payload" in body:
        return [plain(f"You chose {body['payload']}.", topic=body["payload"].lstrip("/"))]
    text = body["text"]
    if "paycheck" in text:
        return [
            plain(
                "They need a court order first.\n\nThen:\n- a notice comes\n- you have time to answer\n\nCall (312) 600-8815.",
                topic="wage_garnishment",
                choices=[
                    {"label": "What can they not take?", "payload": "/exemptions"},
                    {"label": "My bank account", "payload": "/bank_account_freeze"},
                ],
                sources=[{"cite": "735 ILCS 5/12-803", "url": "https://www.ilga.gov/example"}],
            )
        ]
    if "312k" in text:
        return [plain("Roughly $62,000.", topic="calculate", card=ESTIMATE)]
    if "hostile" in text:
        attack = "<img src=x onerror=alert(1)><script>alert(2)</script>"
        sources = [{"cite": attack, "url": "javascript:alert(3)"}]
        return [plain(attack, topic="fallback", choices=[{"label": attack, "payload": "/help"}], sources=sources)]
    return [plain(f"You said: {text}", topic="fallback", asking="debt" if "estimate" in text else None)]


class StandIn:
    """Holds the server, what it was asked, and how it shall behave.

    `status` answers that status; `raw` answers those bytes as 200; `hasty`, "refuses" or "dies", does so before all is
    heard; `hang` holds answers until `release` is called.
    """

    def __init__(self, key: str) -> None:
        self.key = key
        self.asked: list[Body] = []
        self.forgotten: list[str] = []
        self.moved: list[tuple[str, str]] = []
        """Which conversation goes on under which name."""
        self.moving: Callable[[], object] = lambda: None
        """What happens while one is moved."""
        self.status = 200
        self.actions = True
        self.raw: bytes | None = None
        self.hasty = ""
        self.reply: Callable[[Body], list[Body]] = converse
        self.begun: Queue[str] = Queue()
        """What has come of each message, with every piece of it."""
        self.arrived = threading.Semaphore(0)
        self.broken_off = threading.Semaphore(0)
        self.erasing = threading.Semaphore(0)
        self._gate = threading.Event()
        self._gate.set()
        self._server: ThreadingHTTPServer | None = None
        self.port = 0
        self.start()

    def start(self) -> None:
        """Listen; on the same port as before, if there was one."""
        stand_in = self

        class Handler(_Handler):
            owner = stand_in

        server = ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        server.daemon_threads = True
        self.port = server.server_address[1]
        self._server = server
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def stop(self) -> None:
        """Stop listening, so that connections are refused."""
        self._gate.set()
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def told_to_forget(self) -> str:
        """Block until an erasure arrives; whose it is."""
        assert self.erasing.acquire(timeout=20)
        return self.forgotten[-1]

    def hang(self) -> None:
        """Hold every answer from now on."""
        self._gate.clear()

    def release(self) -> None:
        """Let the held answers go."""
        self._gate.set()

    def wait(self) -> None:
        """Block while answers are held."""
        self._gate.wait(30)


class _Handler(BaseHTTPRequestHandler):
    owner: StandIn

    def do_GET(self) -> None:
        self.owner.wait()
        self._send(self.owner.status, json.dumps({"status": "ok", "actions": self.owner.actions}).encode())

    def do_POST(self) -> None:
        if self.owner.hasty:
            self.rfile.readline()
            if self.owner.hasty == "refuses":
                self._send(503, b"{}")
            self.close_connection = True
            self.owner.broken_off.release()
            return
        content = self._body()
        if content is None:
            self.close_connection = True
            self.owner.broken_off.release()
            return
        body = json.loads(content)
        if self.headers.get("Authorization") != f"Bearer {self.owner.key}":
            self._send(401, b"{}")
            return
        if "/conversations/" in self.path:
            self.owner.moving()
            if self.owner.status == 200:
                self.owner.moved.append((body["from"], self.path.rpartition("/")[2]))
            self._send(204 if self.owner.status == 200 else self.owner.status, b"")
            return
        self.owner.asked.append(body)
        self.owner.arrived.release()
        self.owner.wait()
        if self.owner.raw is not None:
            self._send(200, self.owner.raw)
        elif self.owner.status != 200:
            self._send(self.owner.status, b"secret traceback")
        else:
            self._send(200, json.dumps({"messages": self.owner.reply(body)}).encode())

    def _body(self) -> bytes | None:
        """A body that comes in chunks; None when it does not come to its end."""
        whole = b""
        while (line := self.rfile.readline()) and (size := int(line, 16)):
            whole += self.rfile.read(size)
            self.rfile.readline()
            self.owner.begun.put(whole.decode())
        return whole if line else None

    def do_DELETE(self) -> None:
        self.owner.wait()
        if self.owner.status != 200:
            self._send(self.owner.status, b"")
            return
        self.owner.forgotten.append(self.path.rpartition("/")[2])
        self.owner.erasing.release()
        self._send(204, b"")

    def _send(self, status: int, body: bytes) -> None:
        try:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            if status != 204:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if status != 204:
                self.wfile.write(body)
        except OSError:
            pass  # the gateway gave up waiting

    def log_message(self, format: str, *args: Any) -> None:
        """Stay quiet."""
