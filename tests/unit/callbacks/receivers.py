"""The other ends of deliveries: HTTP servers that check what the vendor documents, and answer as it documents."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from standardwebhooks import Webhook, WebhookVerificationError

from shortfall.callbacks.consent import wording
from shortfall.callbacks.request import CallbackRequest, Consent
from shortfall.callbacks.targets.base import Handoff
from shortfall.callbacks.window import parse_window

NOW = datetime(2026, 11, 23, 10, 7, tzinfo=ZoneInfo("America/Chicago"))
PHONE = "+13125550143"
SECRET = "whsec_" + "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
DROP = "drop"
"""Take the request, then close without an answer."""
TRICKLE = "trickle"
"""Answer a byte of a header at a time, until the other side has had enough."""


@dataclass(frozen=True)
class Request:
    """What arrived."""

    path: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Reply:
    """What is answered."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


Answer = Callable[[Request], "Reply | str"]


@dataclass
class Receiver:
    """A running server."""

    url: str
    requests: list[Request] = field(default_factory=list)
    planned: list[Reply | str] = field(default_factory=list)
    """Answers for the next requests, before the vendor's own."""

    @property
    def keys(self) -> list[str]:
        return [request.headers["webhook-id"] for request in self.requests]


@contextmanager
def receiving(answer: Answer) -> Iterator[Receiver]:
    """A server on loopback that answers with `answer`, unless something else is planned."""
    closing = threading.Event()
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            request = Request(self.path, {k.lower(): v for k, v in self.headers.items()}, body)
            with lock:
                receiver.requests.append(request)
                reply = receiver.planned.pop(0) if receiver.planned else None
            reply = reply or answer(request)
            self.close_connection = True
            if reply == DROP:
                return
            if reply == TRICKLE:
                self.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
                while not closing.wait(0.05):
                    try:
                        self.wfile.write(b"x")
                    except OSError:
                        return
                return
            assert isinstance(reply, Reply)
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, *_: Any) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 128

    server = Server(("127.0.0.1", 0), Handler)
    receiver = Receiver(f"http://127.0.0.1:{server.server_address[1]}/hook")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        closing.set()
        server.shutdown()
        server.server_close()


def standard_webhooks(request: Request) -> Reply:
    """2xx only for a body that the official library verifies."""
    try:
        found = Webhook(SECRET).verify(request.body, dict(request.headers))
    except WebhookVerificationError:
        return Reply(401)
    good = set(found) == {"type", "timestamp", "data"} and len(request.body) < 20_000
    return Reply(204 if good and request.headers["content-type"] == "application/json" else 400)


def clio(request: Request) -> Reply:
    """Lead Inbox: 201; 401 for a wrong token; 422 for a required field that is missing or blank."""
    body = request.json
    if request.headers["content-type"] != "application/json" or request.headers["accept"] != "application/json":
        return Reply(415)
    if body.get("inbox_lead_token") != "clio-token":
        return Reply(401, b'{"error":"token"}')
    required = ("from_first", "from_last", "from_message", "referring_url", "from_source")
    lead = body.get("inbox_lead") or {}
    if set(body) != {"inbox_lead_token", "inbox_lead"} or not all(
        str(lead.get(name) or "").strip() for name in required
    ):
        return Reply(422)
    if set(lead) - {*required, "from_email", "from_phone"}:
        return Reply(422)
    return Reply(201, b'{"inbox_lead":{"id":1}}')


def lawmatics(request: Request) -> Reply:
    """A form with fields of its own, three of which must be there."""
    if not request.path.startswith("/v1/forms/") or not request.path.endswith("/submit"):
        return Reply(404)
    return Reply(
        200 if {"field_1", "field_2", "field_3"} <= set(request.json) <= {f"field_{n}" for n in range(1, 9)} else 422
    )


def slack(request: Request) -> Reply:
    """An incoming webhook: `ok` for a text, `invalid_payload` for anything else."""
    text = request.json.get("text")
    return Reply(200, b"ok") if isinstance(text, str) and text else Reply(400, b"invalid_payload")


def handoff(**changes: Any) -> Handoff:
    """A request as a target is given it."""
    found = parse_window("tomorrow morning", NOW, "America/New_York")
    assert found is not None
    given: dict[str, Any] = {
        "event": "callback.requested",
        "at": NOW,
        "sequence": 7,
        "reference": "K7QM-4XRT",
        "name": "Maria Lopez",
        "phone": PHONE,
        "window_start": found.start,
        "window_end": found.end,
        "caller_zone": "America/New_York",
        "asap": False,
        "urgent": True,
        "topics": ("wage_garnishment", "jail"),
        "figures": "Owes about $312,000; sold for $250,000.",
        "note": "The sheriff came. Please <call> & say who you are.",
        "channel": "web",
        "consent": {"given": True, "version": "call-1", "at": NOW},
    }
    return Handoff(**(given | changes))


def asked(phone: str = PHONE, **changes: Any) -> CallbackRequest:
    """A request as the assistant books it."""
    found = parse_window("tomorrow morning", NOW)
    given: dict[str, Any] = {
        "name": "Maria Lopez",
        "phone": phone,
        "window": found,
        "topics": ("wage_garnishment",),
        "figures": "Owes about $312,000.",
        "note": "The sheriff came.",
        "channel": "web",
        "conversation_id": "here",
        "consent": Consent(wording=wording(phone), at=NOW, message_id="m1"),
    }
    return CallbackRequest(**(given | changes))


class Clock:
    """A clock that a test moves."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now.astimezone(UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **time: float) -> None:
        self.now += timedelta(**time)


class Unshaken(Random):
    """No jitter."""

    def random(self) -> float:
        return 0.0
