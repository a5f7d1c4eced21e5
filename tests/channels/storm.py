"""Messages while everything fails: the engine away, a worker killed, the database locked. The test runs it small, `bench/sms.py` whole."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from shortfall.base.settings import ROOT
from shortfall.sms.choose import INBOUND
from tests.channels.fake_twilio import FakeTwilio, message, post
from tests.unit.web.serving import Gateway, running

LEASE_SECONDS = 8.0


@dataclass
class Outcome:
    """What came of it. `answers` are the numbers of the answered messages, per phone, in the order they arrived there."""

    sent: dict[str, list[int]]
    answers: dict[str, list[int]]
    acknowledged: list[float]
    seconds: float
    kills: int


def storm(folder: Path, *, seconds: float, per_second: int, phones: int, locked: float, workers: int = 2) -> Outcome:
    """Text for `seconds` with the engine away; in the middle lock the database for `locked` seconds and kill a worker;
    then let the engine come back, kill another while it sends, and wait until all is answered."""
    twilio = FakeTwilio()
    ours = {name.removeprefix("SHORTFALL_").lower(): value for name, value in twilio.settings().items()}
    try:
        with running(folder, **ours) as gateway:
            gateway.engine.reply = lambda body: [{**_PLAIN, "text": f"Answer to {body['text']}."}]
            gateway.clock.__class__ = _RealClock  # type: ignore[assignment]
            return _storm(folder, gateway, twilio, seconds, per_second, phones, locked, workers)
    finally:
        twilio.stop()


_PLAIN: dict[str, Any] = {"topic": None, "choices": [], "sources": [], "card": None, "asking": None}


class _RealClock:
    """The time itself: other processes know no other."""

    def __call__(self) -> object:
        from datetime import UTC, datetime

        return datetime.now(UTC)


def _storm(
    folder: Path,
    gateway: Gateway,
    twilio: FakeTwilio,
    seconds: float,
    per_second: int,
    phones: int,
    locked: float,
    workers: int,
) -> Outcome:
    numbers = [f"+1312744{number:04}" for number in range(phones)]
    sent: dict[str, list[int]] = {number: [] for number in numbers}
    acknowledged: list[float] = []
    refused: Counter[int] = Counter()
    environment = os.environ | twilio.settings()
    environment |= {"SHORTFALL_VAR_DIR": str(folder), "SHORTFALL_ENGINE_PORT": str(gateway.engine.port)}
    # Each text by itself: whether several are read together is another test's.
    environment |= {"SHORTFALL_DATABASE_URL": gateway.settings.database, "SHORTFALL_SMS_WAIT": "0"}

    def start() -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "tests.channels.worker", str(LEASE_SECONDS)]
        return subprocess.Popen(command, cwd=ROOT, env=environment)

    running_workers = [start() for _ in range(workers)]
    kills = 0

    def kill() -> None:
        nonlocal kills
        running_workers[0].send_signal(signal.SIGKILL)
        running_workers.pop(0).wait()
        running_workers.append(start())
        kills += 1

    def lock() -> None:
        if not gateway.settings.database.startswith("sqlite"):
            return
        with closing(sqlite3.connect(folder / "shortfall.db", timeout=30, isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            time.sleep(locked)
            connection.execute("ROLLBACK")

    try:
        gateway.engine.stop()
        begun = time.monotonic()
        count = round(seconds * per_second)
        locks = threading.Lock()
        waiting = threading.Semaphore(16)

        def one(number: int) -> None:
            phone = numbers[number % phones]
            fields = message(phone, f"message {number}")
            asked = time.monotonic()
            with httpx.Client(base_url=gateway.url, timeout=30, trust_env=False) as http:
                status = post(http, INBOUND, fields).status_code
                with locks:
                    refused.update([status] if status != 200 else [])
                    acknowledged.append(time.monotonic() - asked)
                if number % 10 == 0:
                    # Twilio may send the same twice.
                    post(http, INBOUND, fields)

        def of_a_phone(phone: str, mine: list[int]) -> None:
            # A person's messages come one after the other.
            for number in mine:
                time.sleep(max(0.0, begun + number / per_second - time.monotonic()))
                with waiting:
                    one(number)
                sent[phone].append(number)

        texting = [
            threading.Thread(target=of_a_phone, args=(phone, list(range(index, count, phones))))
            for index, phone in enumerate(numbers)
        ]
        for thread in texting:
            thread.start()
        time.sleep(seconds / 3)
        locking = threading.Thread(target=lock)
        locking.start()
        kill()
        for thread in (*texting, locking):
            thread.join()
        assert not refused and len(acknowledged) == count, (
            f"not acknowledged: {refused}, {count - len(acknowledged)} lost"
        )
        gateway.engine.start()
        twilio.wait(lambda: len(twilio.sent) >= count // 4)
        kill()
        twilio.wait(lambda: len({each.text for each in twilio.sent}) >= count, 600)
        time.sleep(LEASE_SECONDS + 2)  # whatever would be sent twice has had its time
        took = time.monotonic() - begun
    finally:
        for worker in running_workers:
            worker.kill()
            worker.wait()
    answers = {phone: [int(text.rsplit(" ", 1)[1].rstrip(".")) for text in twilio.to(phone)] for phone in numbers}
    return Outcome(sent, answers, sorted(acknowledged), took, kills)


def faults(outcome: Outcome) -> list[str]:
    """What went wrong, in words."""
    found = []
    for phone, numbers in outcome.sent.items():
        got = outcome.answers[phone]
        counted = Counter(got)
        found += [f"{number} was not answered" for number in numbers if number not in counted]
        found += [f"{number} was answered {times} times" for number, times in counted.items() if times > 1]
        if got != sorted(got):
            found.append("answers out of order")
    return found
