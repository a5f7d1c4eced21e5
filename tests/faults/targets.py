"""The firm's systems in bad weather: real servers that check each vendor's format, and then fail, hang, refuse, or take a
request and lose the answer."""

from __future__ import annotations

import re
import socket
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from email import message_from_bytes
from random import Random
from typing import Any

from aiosmtpd.controller import Controller

from tests.unit.callbacks.receivers import DROP, SECRET, Reply, Request, clio, receiving, slack, standard_webhooks

HANG = "hang"
TIMEOUT = 3.0
"""Seconds that the worker gives a delivery; hanging is longer."""
MAIL = "intake@example.com"
_KEY = re.compile(r"msg_[A-Z0-9]+_\d+_[0-9a-f]+")
_REFERENCE = re.compile(r"\(([A-Z0-9]{4}-[A-Z0-9]{4})\)")

BAD: dict[str, list[Any]] = {
    "webhook": [Reply(500), Reply(429, headers={"Retry-After": "1"}), DROP, HANG, Reply(410)],
    "clio": [Reply(500), Reply(429), DROP, HANG, Reply(401), Reply(422)],
    "slack": [Reply(500), Reply(429, headers={"Retry-After": "1"}), DROP, HANG, Reply(410), Reply(403)],
    "email": ["451 later", "550 no", DROP, HANG],
}
"""What each does instead of answering well; DROP takes the request and closes without a word."""


class Targets:
    """What they were given. `taken` counts what each has taken, by the idempotency key; Slack is told the reference only."""

    def __init__(self, random: Random, share: float) -> None:
        self._random, self._share = random, share
        self._lock = threading.Lock()
        self._down: dict[str, float] = {}
        self.taken: dict[str, Counter[str]] = defaultdict(Counter)
        """In the order in which each was taken first."""
        self.moods: dict[str, Counter[str]] = defaultdict(Counter)
        self.malformed: list[str] = []
        self.calm = False
        self.settings: dict[str, str] = {}

    def fail(self, name: str, seconds: float) -> None:
        """Let a target answer nothing but 500 (the mail server: 451) for a while."""
        self._down[name] = time.monotonic() + seconds

    def mood(self, name: str, identity: str) -> Any:
        """What it does to a request: None takes it and says so."""
        with self._lock:
            bad = None
            if not self.calm:
                if time.monotonic() < self._down.get(name, 0.0):
                    bad = BAD[name][0]
                elif self._random.random() < self._share:
                    bad = self._random.choice(BAD[name])
            if bad in (None, DROP):
                self.taken[name][identity] += 1
            kind = bad if isinstance(bad, str) else str(bad.status) if bad else "ok"
            self.moods[name][kind] += 1
        if bad == HANG:
            time.sleep(TIMEOUT + 1)
            return DROP
        return bad

    def answer(self, name: str, check: Any, request: Request) -> Reply | str:
        """What an HTTP target answers."""
        good = check(request)
        if good.status >= 300:
            self.malformed.append(f"{name}: {good.status}")
            return Reply(good.status)
        found = (_REFERENCE if name == "slack" else _KEY).search(
            request.headers.get("webhook-id") or request.body.decode()
        )
        identity = found[found.re.groups] if found else "none"
        bad = self.mood(name, identity)
        return good if bad is None else bad  # type: ignore[no-any-return]


class _Mail:
    def __init__(self, targets: Targets) -> None:
        self._targets = targets

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:
        import asyncio

        message = message_from_bytes(envelope.content)
        found = _KEY.search(message["Message-ID"] or "")
        # Hanging must not hold the other connections.
        bad = await asyncio.to_thread(self._targets.mood, "email", found[0] if found else "none")
        if bad == DROP:
            server.transport.abort()
            return "421 gone"
        return bad or "250 taken"


@contextmanager
def open_targets(random: Random, share: float) -> Iterator[Targets]:
    """Webhook, Clio, Slack and mail, and the settings that lead there.

    Args:
        share: of all deliveries, how many go wrong.
    """
    targets = Targets(random, share)
    checks = {"webhook": standard_webhooks, "clio": clio, "slack": slack}
    with ExitStack() as held:
        urls = {
            name: held.enter_context(
                receiving(lambda request, name=name, check=check: targets.answer(name, check, request))  # type: ignore[misc]
            ).url
            for name, check in checks.items()
        }
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = int(probe.getsockname()[1])
        mail = Controller(_Mail(targets), hostname="127.0.0.1", port=port, ready_timeout=60)
        mail.start()
        held.callback(mail.stop)
        targets.settings = {
            "SHORTFALL_WEBHOOK_URL": urls["webhook"],
            "SHORTFALL_WEBHOOK_SECRET": SECRET,
            "SHORTFALL_CLIO_URL": urls["clio"],
            "SHORTFALL_CLIO_TOKEN": "clio-token",
            "SHORTFALL_SLACK_URL": urls["slack"],
            "SHORTFALL_SMTP_HOST": "127.0.0.1",
            "SHORTFALL_SMTP_PORT": str(port),
            "SHORTFALL_SMTP_SECURITY": "none",
            "SHORTFALL_MAIL_FROM": "desk@example.com",
            "SHORTFALL_MAIL_TO": f'["{MAIL}"]',
            "SHORTFALL_TARGETS_ON_LOOPBACK": "true",
            "SHORTFALL_TARGET_TIMEOUT": str(TIMEOUT),
            # The standard plan takes three days.
            "SHORTFALL_RETRY_AFTER": "[1, 1, 2, 2, 3, 3, 4, 4, 5]",
        }
        yield targets
