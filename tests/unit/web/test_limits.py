"""Counting by itself; with Redis it is in tests/scale."""

from __future__ import annotations

import ipaddress
import threading
from pathlib import Path

import pytest
import time_machine
from limits.storage import MemoryStorage

from shortfall.base.settings import Settings
from shortfall.web.limits import EXPIRY_SECONDS, Limits

ADDRESS = ipaddress.ip_address("192.0.2.7")


@pytest.fixture
def limits(tmp_path: Path) -> Limits:
    return Limits(Settings(var_dir=tmp_path, messages_per_minute=3, messages_per_minute_address=1000, rate_limit="on"))


def test_a_chat_may_go_on_after_a_minute(limits: Limits) -> None:
    with time_machine.travel("2026-11-25T12:00:00Z", tick=False) as clock:
        assert [limits.message("one", ADDRESS) for _ in range(3)] == [None] * 3
        clock.shift(20)
        assert limits.message("one", ADDRESS) == 40
        assert limits.message("other", ADDRESS) is None
        clock.shift(41)
        assert limits.message("one", ADDRESS) is None


def memory(limits: Limits) -> MemoryStorage:
    """Where this process counts."""
    storage = limits._own.storage
    assert isinstance(storage, MemoryStorage)
    return storage


def test_no_thread_is_made_for_a_count(limits: Limits, monkeypatch: pytest.MonkeyPatch) -> None:
    memory(limits).timer.join(30)  # the one that it begins with
    made = []
    monkeypatch.setattr(threading.Thread, "start", lambda thread: made.append(thread))
    with time_machine.travel("2026-11-25T12:00:00Z", tick=False) as clock:
        for number in range(50):
            limits.message(f"chat {number}", ADDRESS)
        assert len(made) == 1, "the first look for what has expired"
        clock.shift(EXPIRY_SECONDS + 1)
        for number in range(50):
            limits.message(f"later {number}", ADDRESS)
        assert len(made) == 2


def test_what_has_expired_is_forgotten(limits: Limits) -> None:
    with time_machine.travel("2026-11-25T12:00:00Z", tick=False) as clock:
        for number in range(50):
            limits.message(f"chat {number}", ADDRESS)
        storage = memory(limits)
        storage.timer.join(30)
        assert len(storage.events) > 50
        clock.shift(EXPIRY_SECONDS + 1)
        limits.message("later", ADDRESS)
        storage.timer.join(30)
        assert len([key for key, events in storage.events.items() if events]) <= 2
