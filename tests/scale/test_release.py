"""A release: engines are replaced one after the other while people talk, and nobody is left without an answer."""

from __future__ import annotations

import signal
import ssl
import threading
from collections import Counter
from itertools import pairwise
from typing import Any
from uuid import uuid4

import httpx

from tests.scale.containers import Installation, healthy, installed
from tests.scale.servers import until

QUESTIONS = (
    "what is a deficiency judgment",
    "can they take my paycheck",
    "how long can they collect",
    "what about my car",
)


class Talker(threading.Thread):
    """Somebody who asks until told to stop, and sends a refused message again under its id, as the widget does."""

    def __init__(self, installation: Installation, stop: threading.Event) -> None:
        super().__init__()
        self._installation, self._stop_asking = installation, stop
        self.first: Counter[int] = Counter()
        """What was said to each message when it was first sent."""
        self.second: Counter[int] = Counter()
        """… and to those that had to be sent again."""
        self.number = 0
        """How many different messages were sent."""
        self.roles: list[str] = []
        """Who said what the chat holds in the end, in order."""

    def run(self) -> None:
        """Talk."""
        trust = ssl.create_default_context(cafile=str(self._installation.certificate))
        with httpx.Client(base_url=self._installation.url, verify=trust, timeout=60, trust_env=False) as http:
            token = http.post("/api/chat/sessions").json()["token"]
            chat = {"Authorization": f"Bearer {token}"}
            while not self._stop_asking.is_set():
                body = {"text": f"{QUESTIONS[self.number % 4]}, time {self.number}", "message_id": str(uuid4())}
                answer = http.post("/api/chat/messages", json=body, headers=chat)
                self.first[answer.status_code] += 1
                if answer.status_code != 200:
                    self._stop_asking.wait(1)
                    answer = http.post("/api/chat/messages", json=body, headers=chat)
                    self.second[answer.status_code] += 1
                self.number += 1
                self._stop_asking.wait(0.3)
            page = {"earlier": True}
            where: dict[str, Any] = {}
            while page["earlier"]:
                page = http.get("/api/chat/messages", headers=chat, params=where).json()
                self.roles[:0] = [message["role"] for message in page["messages"]]
                where = {"before": page["messages"][0]["id"]}


def test_engines_are_replaced_one_by_one_while_people_talk() -> None:
    with installed(engines=2, SHORTFALL_RATE_LIMIT="off") as installation:
        stop = threading.Event()
        talkers = [Talker(installation, stop) for _ in range(3)]
        for talker in talkers:
            talker.start()
        try:
            for name in ("engine-1", "engine-2"):
                old, asked = installation.processes[name], sum(sum(talker.first.values()) for talker in talkers)
                old.send_signal(signal.SIGTERM)
                old.wait(60)
                new = installation.again[name]()
                log = installation.folder / f"{name}.log"
                until(lambda name=name: healthy("engine", installation.ports[name]), new, log)  # type: ignore[misc]
                # People were answered all the while, by the other engine.
                assert sum(talker.first[200] for talker in talkers) > asked
        finally:
            stop.set()
            for talker in talkers:
                talker.join(120)
        first = sum((talker.first for talker in talkers), Counter[int]())
        second = sum((talker.second for talker in talkers), Counter[int]())
        assert set(first) <= {200, 503} and set(second) <= {200}, (first, second)
        assert first[503] <= len(talkers) * 2, "only what an engine had in hand as it stopped"
        for talker in talkers:
            assert talker.roles.count("user") == talker.number > 0
            assert ("user", "user") not in pairwise([*talker.roles, "user"]), "a message without a reply"
