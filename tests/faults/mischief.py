"""What goes wrong while people ask: processes killed and held, databases locked or cut off, targets down. Seeded."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from random import Random

import psycopg

from tests.faults.stack import Stack
from tests.faults.targets import BAD, Targets

AT_ONCE = 0.25
"""So many of the mischiefs do not wait until the stack has got over the one before. If none waited, processes that take ten
seconds to start would be killed while they start for ever, and nobody would get to the parts that matter."""
OVER_IT = 60.0
"""Seconds after which the next comes even if the stack does not answer again."""


class Mischief:
    """Does one thing after the other, each kind as often as any other, until told to stop.

    Args:
        pause: the shortest and the longest time in seconds from when the stack answers again to the next one.
        rounds: how often each kind at most; None for no end.
    """

    def __init__(
        self, stack: Stack, targets: Targets, random: Random, pause: tuple[float, float], rounds: int | None = None
    ) -> None:
        self._stack, self._targets, self._random, self._pause = stack, targets, random, pause
        self._rounds = rounds
        self._stop = threading.Event()
        self.done: Counter[str] = Counter()
        self.failed: list[str] = []
        self._thread = threading.Thread(target=self._work, name="mischief")

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Let the last one end."""
        self._stop.set()
        self._thread.join()

    def wait(self) -> None:
        """Until every round is over."""
        self._thread.join()

    def _kinds(self) -> dict[str, Callable[[], None]]:
        stack, random = self._stack, self._random
        found: dict[str, Callable[[], None]] = {f"{name} killed": partial(stack.kill, name) for name in stack.names}
        found |= {f"{name} held": partial(_held, stack, name, random) for name in stack.names}
        if stack.database.startswith("sqlite"):
            found["database locked"] = lambda: _lock(stack.folder / "shortfall.db", random.uniform(1, 13))
            found["engine's memory locked"] = lambda: _lock(stack.folder / "rasa.db", random.uniform(1, 8))
        else:
            # As often as two of the others: this is the one that can cut a commit from its answer.
            found["connections cut"] = lambda: _cut(stack.database, random)
            found["connections cut many times"] = lambda: _cut(stack.database, random, times=5)
        found["a target down"] = lambda: self._targets.fail(random.choice(sorted(BAD)), random.uniform(2, 8))
        return found

    def _work(self) -> None:
        try:
            self._one_after_the_other()
        except Exception as error:
            # A run in which nothing goes wrong any more would prove nothing.
            self.failed.append(f"mischief itself broke: {type(error).__name__}: {error}")

    def _one_after_the_other(self) -> None:
        kinds = self._kinds()
        left = self._rounds
        while left is None or left > 0:
            names = list(kinds)
            self._random.shuffle(names)
            for name in names:
                if self._stop.wait(self._random.uniform(*self._pause)):
                    return
                self._stack.keep_metrics()
                if ended := self._stack.ended():
                    # A process that ends by itself is a finding; a supervisor would start it again.
                    self.failed += [f"{each} ended by itself" for each in ended]
                    for each in ended:
                        self._stack.start(each)
                kinds[name]()
                self.done[name] += 1
                if self._random.random() >= AT_ONCE:
                    self._until_over_it()
            left = None if left is None else left - 1

    def _until_over_it(self) -> None:
        begun = time.monotonic()
        while not self._stack.answers() and time.monotonic() - begun < OVER_IT:
            if self._stop.wait(0.5):
                return


def _lock(path: Path, seconds: float) -> None:
    """Another program writes for a long time."""
    with closing(sqlite3.connect(path, timeout=60, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        time.sleep(seconds)
        connection.execute("ROLLBACK")


def _held(stack: Stack, name: str, random: Random) -> None:
    """A process stands still for some seconds."""
    stack.hold(name, random.uniform(1, 5))


def _cut(url: str, random: Random, times: int = 1) -> None:
    """End every connection to the database, from the server's side."""
    for _ in range(times):
        time.sleep(random.uniform(0, 0.4))
        with psycopg.connect(url.replace("postgresql+psycopg://", "postgresql://"), autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
