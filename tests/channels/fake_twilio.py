"""A stand-in for Twilio: a real HTTP server with its message API, which can fail, hold answers back or lose them; and a phone
that signs its webhooks with Twilio's own validator."""

from __future__ import annotations

import base64
import json
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import httpx
from twilio.request_validator import RequestValidator

ACCOUNT = "AC" + "1" * 32
TOKEN = "2" * 32
OUR_NUMBER = "+13125550100"
PUBLIC = "https://chat.example.com"

Verdict = tuple[int, dict[str, Any]] | None
"""An HTTP status and body instead of taking the message; None takes it."""


@dataclass
class Sent:
    """A message that Twilio took."""

    sid: str
    to: str
    text: str
    at: datetime
    fields: dict[str, str] = field(default_factory=dict)


class FakeTwilio:
    """Records what it was given to send. `judge` may refuse; `after` runs when a message was taken, before it is answered."""

    def __init__(self) -> None:
        self.sent: list[Sent] = []
        self.asked = 0
        self.judge: Callable[[Sent], Verdict] = lambda sent: None
        self.after: Callable[[Sent], None] = lambda sent: None
        self.changed = threading.Condition()
        fake = self

        class Handler(_Handler):
            owner = fake

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def settings(self) -> dict[str, str]:
        """The environment of an assistant that texts through this."""
        return {
            "SHORTFALL_TWILIO_ACCOUNT_SID": ACCOUNT,
            "SHORTFALL_TWILIO_AUTH_TOKEN": TOKEN,
            "SHORTFALL_TWILIO_FROM": OUR_NUMBER,
            "SHORTFALL_TWILIO_API": self.url,
            "SHORTFALL_PUBLIC_URL": PUBLIC,
        }

    def to(self, number: str) -> list[str]:
        """The texts that a phone got, oldest first."""
        with self.changed:
            return [each.text for each in self.sent if each.to == number]

    def wait(self, condition: Callable[[], bool], seconds: float = 90) -> None:
        """Block until the condition holds; looked at whenever a message was taken."""
        with self.changed:
            assert self.changed.wait_for(condition, seconds), f"not within {seconds} s; {len(self.sent)} were sent"

    def stop(self) -> None:
        """End the server."""
        self._server.shutdown()
        self._server.server_close()


class _Handler(BaseHTTPRequestHandler):
    owner: FakeTwilio
    protocol_version = "HTTP/1.1"

    def _allowed(self) -> bool:
        expected = base64.b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()
        return self.headers.get("Authorization") == f"Basic {expected}"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if not self._allowed() or self.path != f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json":
            return self._send(401, {"code": 20003, "message": "Authenticate", "status": 401})
        fields = dict(parse_qsl(body, keep_blank_values=True))
        sent = Sent(f"SM{secrets.token_hex(16)}", fields["To"], fields["Body"], datetime.now(UTC), fields)
        if verdict := self.owner.judge(sent):
            return self._send(*verdict)
        with self.owner.changed:
            self.owner.sent.append(sent)
            self.owner.changed.notify_all()
        self.owner.after(sent)
        self._send(201, _shown(sent))

    def do_GET(self) -> None:
        self.owner.asked += 1
        to = parse_qs(urlsplit(self.path).query).get("To", [""])[0]
        with self.owner.changed:
            found = [_shown(each) for each in reversed(self.owner.sent) if each.to == to]
        self._send(200, {"messages": found, "page": 0, "page_size": 50, "next_page_uri": None, "uri": self.path})

    def _send(self, status: int, body: dict[str, Any]) -> None:
        content = json.dumps(body).encode()
        try:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)
        except OSError:
            pass  # whoever asked is gone

    def log_message(self, format: str, *args: Any) -> None:
        """Stay quiet."""


def _shown(sent: Sent) -> dict[str, Any]:
    return {
        "sid": sent.sid,
        "body": sent.text,
        "to": sent.to,
        "status": "queued",
        "date_created": format_datetime(sent.at),
        "account_sid": ACCOUNT,
    }


def message(sender: str, text: str, **more: str) -> dict[str, str]:
    """The fields of Twilio's webhook for a message, blank ones included."""
    sid = f"SM{secrets.token_hex(16)}"
    return {
        "MessageSid": sid,
        "SmsSid": sid,
        "AccountSid": ACCOUNT,
        "MessagingServiceSid": "",
        "From": sender,
        "To": OUR_NUMBER,
        "Body": text,
        "NumMedia": "0",
        "NumSegments": "1",
        "FromCity": "",
        "FromState": "IL",
        "FromZip": "",
        "FromCountry": "US",
    } | more


def status(sid: str, reached: str, error: int | None = None) -> dict[str, str]:
    """The fields of a status callback."""
    found = {"MessageSid": sid, "MessageStatus": reached, "AccountSid": ACCOUNT, "ErrorCode": str(error or "")}
    return found if error else {name: value for name, value in found.items() if name != "ErrorCode"}


def signed(path: str, fields: dict[str, str], token: str = TOKEN, base: str = PUBLIC) -> tuple[bytes, dict[str, str]]:
    """Body and headers of a webhook, signed as Twilio signs."""
    signature = RequestValidator(token).compute_signature(base + path, fields)
    headers = {"X-Twilio-Signature": signature, "Content-Type": "application/x-www-form-urlencoded"}
    return urlencode(fields).encode(), headers


def post(http: httpx.Client, path: str, fields: dict[str, str], **headers: str) -> httpx.Response:
    """Send a webhook."""
    body, own = signed(path, fields)
    return http.post(path, content=body, headers=own | headers)
