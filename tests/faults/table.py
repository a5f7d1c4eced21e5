"""Each part killed, paused and starved of disk, one after the other, while people chat, text and book: what they see of it.

    .venv/bin/python -m tests.faults.table [--rows WORDS] [--json OUT]

The processes, PostgreSQL and Redis are real ones. A process that is killed is started again at once, as its supervisor does it;
PostgreSQL and Redis after five seconds. A pause is SIGSTOP for ten seconds, for PostgreSQL of all its processes. Disk is taken away by
filling a small file system (tmpfs, so this needs root) with a file, for fifteen seconds. Each row begins and ends well: people come a
few seconds before the fault and go on for some after it. Prints a table; 1 when something that was confirmed is lost, somebody is
never answered, a process ends by itself, or the logs hold a stack trace or something private.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass, field
from itertools import count
from pathlib import Path
from random import Random

from sqlalchemy import func, select

from shortfall.base.database import make_engine, sessions
from shortfall.callbacks.tables import Callback
from shortfall.conversation.transcript import ChatMessage
from tests.channels.fake_twilio import FakeTwilio
from tests.faults.people import FIRST, LAST, SUBJECT, Outcome, Person, Texter, Visitor
from tests.faults.run import crashes
from tests.faults.stack import Stack, standing, use_test_keys
from tests.scale import servers
from tests.scale.servers import Server, accepts, create_database, until
from tests.system.leaks import leaks
from tests.system.running import family

VISITORS, TEXTERS = 4, 2
PAUSE = 0.7
"""Seconds between an answer and the next message: four visitors and two who text make about four messages a second."""
BEFORE, AFTER = 4.0, 6.0
AWAY, HELD, FULL = 5.0, 10.0, 15.0
ENGINE_TIMEOUT = 6.0


@dataclass
class Row:
    """What one fault did. Seconds, counts; `back` is from the fault's begin until all is ready for good."""

    name: str
    answered: int = 0
    refused: dict[str, int] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    longest_web: float = 0.0
    longest_sms: float = 0.0
    back: float = 0.0
    confirmed: int = 0
    confirmed_lost: int = 0
    answers_lost: int = 0
    wrong: list[str] = field(default_factory=list)


def tell(pids: set[int], number: signal.Signals) -> None:
    """Send a signal to those that are still there."""
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, number)


class Service:
    """A server that is no process of ours: killed and started again as a service manager does it, paused with all its children."""

    def __init__(self, server: Server) -> None:
        self._server, self._process = server, server.process

    def kill(self) -> None:
        """As when its machine dies, and comes back."""
        tell(family(self._process.pid), signal.SIGKILL)
        self._process.wait()
        time.sleep(AWAY)
        with self._server.log.open("ab") as output:
            self._process = subprocess.Popen(
                self._server.command, stdout=output, stderr=output, start_new_session=True, cwd=self._server.folder
            )
        until(lambda: accepts(self._server.port), self._process, self._server.log)

    def hold(self) -> None:
        """Neither dead nor alive."""
        held = family(self._process.pid)
        tell(held, signal.SIGSTOP)
        time.sleep(HELD)
        tell(held, signal.SIGCONT)

    def stop(self) -> None:
        """End it."""
        servers.stop(self._process, signal.SIGINT)


@contextmanager
def small_disk(megabytes: int) -> Iterator[Path]:
    """A file system of this size."""
    with tempfile.TemporaryDirectory(prefix="shortfall-disk-") as name:
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=755", "tmpfs", name], check=True)
        try:
            yield Path(name)
        finally:
            subprocess.run(["umount", "--lazy", name], check=True)


def fill(disk: Path) -> None:
    """Leave no byte free, for a while."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as out:
        try:
            while out.write(b"\0" * 65536):
                pass
        except OSError:
            pass
    time.sleep(FULL)
    ballast.unlink()


class Load:
    """People who come, ask, book and go, until told to stop."""

    def __init__(self, stack: Stack, twilio: FakeTwilio, numbers: Iterator[int], chance: Random) -> None:
        self._stack, self._twilio, self._numbers, self._chance = stack, twilio, numbers, chance
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self.people: list[Outcome] = []
        kinds = [self._visitor] * VISITORS + [self._texter] * TEXTERS
        self._threads = [threading.Thread(target=self._come_and_go, args=(kind,)) for kind in kinds]

    def __enter__(self) -> Load:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _come_and_go(self, kind: Callable[[int, Random], Person]) -> None:
        while not self._stop.is_set():
            with self._lock:
                person = kind(next(self._numbers), Random(self._chance.random()))
            say = person.say

            def unhurried(text: str, say: Callable[[str], str] = say) -> str:
                self._stop.wait(PAUSE)
                return say(text)

            person.say = unhurried  # type: ignore[method-assign]
            outcome = person.book()
            with self._lock:
                self.people.append(outcome)

    def _visitor(self, number: int, chance: Random) -> Person:
        return Visitor(self._stack.url, number, chance, wants=True)

    def _texter(self, number: int, chance: Random) -> Person:
        return Texter(self._stack.url, self._twilio, number, chance, wants=True)


class Ready:
    """Looks at /readyz all the time; `back` is when it last turned good, in seconds since the beginning."""

    def __init__(self, stack: Stack) -> None:
        self._stack, self._stop = stack, threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self.back = 0.0

    def __enter__(self) -> Ready:
        self._begun = time.monotonic()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        was = True
        while not self._stop.wait(0.1):
            began = time.monotonic()
            now = self._stack.ready()
            slow = time.monotonic() - began > 1.5
            if now and (slow or not was):
                self.back = time.monotonic() - self._begun
            was = now


def suffer(name: str, fault: Callable[[], None], stack: Stack, load: Load) -> Row:
    """One row."""
    with load, Ready(stack) as ready:
        time.sleep(BEFORE)
        fault()
        stack.wait_ready()
        time.sleep(AFTER)
    row = Row(name, back=round(max(0.0, ready.back - BEFORE), 1) if ready.back else 0.0)
    waits = {
        channel: [wait for one in load.people if one.channel == channel for wait in one.waits]
        for channel in ("web", "sms")
    }
    row.answered = sum(map(len, waits.values()))
    row.longest_web, row.longest_sms = (round(max(waits[channel], default=0.0), 1) for channel in ("web", "sms"))
    row.refused = dict(sum((one.seen for one in load.people), Counter[str]()))
    row.words = sorted(set().union(*(one.words for one in load.people)))
    row.wrong = [f"{one.channel}: {one.lost}" for one in load.people if one.lost]
    row.wrong += [f"{each} ended by itself" for each in stack.ended()]
    engine = make_engine(stack.database)
    with sessions(engine, read_only=True)() as db:
        promised = {one.reference for one in load.people if one.reference}
        stored = set(db.scalars(select(Callback.reference).where(Callback.reference.in_(promised))))
        asked = [uid for one in load.people if one.channel == "web" for uid in one.sent]
        keys = select(ChatMessage.seq).where(ChatMessage.uid.in_(asked), ChatMessage.role == "user")
        replied = db.scalar(
            select(func.count(func.distinct(ChatMessage.reply_to))).where(ChatMessage.reply_to.in_(keys))
        )
    engine.dispose()
    row.confirmed, row.confirmed_lost = len(promised), len(promised - stored)
    row.answers_lost = len(asked) - int(replied or 0)
    if row.confirmed_lost:
        row.wrong.append(f"{row.confirmed_lost} confirmed callbacks lost")
    return row


def servers_rows(rows: Sequence[str] = ()) -> list[Row]:
    """Everything on PostgreSQL and Redis; those rows whose name has one of the words, all when there are none."""
    with ExitStack() as held:
        folder = Path(held.enter_context(tempfile.TemporaryDirectory()))
        disk = held.enter_context(small_disk(400)) if wanted("postgresql starved", rows) else None
        database, cache = held.enter_context(servers.postgres(disk)), held.enter_context(servers.redis())
        create_database(database, "shortfall")
        twilio = FakeTwilio()
        held.callback(twilio.stop)
        services = {"postgresql": Service(database), "redis": Service(cache)}
        for service in services.values():
            held.callback(service.stop)
        more = {
            "SHORTFALL_DATABASE_URL": f"postgresql+psycopg://postgres@127.0.0.1:{database.port}/shortfall",
            "SHORTFALL_REDIS_URL": f"redis://127.0.0.1:{cache.port}/0",
            "SHORTFALL_ENGINE_TIMEOUT": str(ENGINE_TIMEOUT),
        }
        stack = held.enter_context(standing(folder, **more, **twilio.settings()))
        faults: dict[str, Callable[[], None]] = {}
        for name in stack.names:
            faults[f"{name} killed"] = lambda name=name: stack.kill(name)  # type: ignore[misc]
            faults[f"{name} paused"] = lambda name=name: stack.hold(name, HELD)  # type: ignore[misc]
        for name, service in services.items():
            faults[f"{name} killed"], faults[f"{name} paused"] = service.kill, service.hold
        if disk:
            faults["postgresql starved of disk"] = lambda: fill(disk)
        return told(faults, rows, stack, twilio)


def sqlite_rows(rows: Sequence[str] = ()) -> list[Row]:
    """One machine with its whole state, logs included, on a small disk."""
    if not wanted("sqlite starved", rows):
        return []
    with ExitStack() as held:
        disk = held.enter_context(small_disk(64))
        twilio = FakeTwilio()
        held.callback(twilio.stop)
        more = {"SHORTFALL_ENGINE_TIMEOUT": str(ENGINE_TIMEOUT)}
        stack = held.enter_context(standing(disk, **more, **twilio.settings()))
        return told({"sqlite starved of disk": lambda: fill(disk)}, rows, stack, twilio)


def wanted(name: str, rows: Sequence[str]) -> bool:
    """Whether a row is among those asked for."""
    return not rows or any(each in name or name in each for each in rows)


def told(faults: dict[str, Callable[[], None]], rows: Sequence[str], stack: Stack, twilio: FakeTwilio) -> list[Row]:
    """The rows, one after the other, and a look into the logs at the end."""
    numbers, chance, found, people = count(), Random(7), [], list[Outcome]()
    for name, fault in faults.items():
        if not wanted(name, rows):
            continue
        load = Load(stack, twilio, numbers, chance)
        found.append(suffer(name, fault, stack, load))
        people += load.people
        print(line(found[-1]), flush=True)
    private = leaks(
        sorted(stack.logs.iterdir()),
        numbers=[one.number for one in people],
        words=[*FIRST, *LAST, SUBJECT, "teal mailbox"],
    )
    found[-1].wrong += [f"leak: {leak}" for leak in private] + crashes(stack)
    return found


HEADING = (
    "| fault | messages answered | refused, then answered | longest wait web / text | ready again after | callbacks confirmed / lost | "
    "chat answers not kept |\n|---|---|---|---|---|---|---|"
)


def line(row: Row) -> str:
    """A row of the table."""
    refused = ", ".join(f"{number} x {kind}" for kind, number in sorted(row.refused.items())) or "none"
    return (
        f"| {row.name} | {row.answered} | {refused} | {row.longest_web} s / {row.longest_sms} s | {row.back} s | "
        f"{row.confirmed} / {row.confirmed_lost} | {row.answers_lost} |"
    )


def main() -> int:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", nargs="*", default=[], help="only those whose name has one of these")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    use_test_keys()
    print(HEADING)
    found = (
        servers_rows(given.rows) if any(wanted(name, given.rows) for name in ("killed", "paused", "postgresql")) else []
    )
    found += sqlite_rows(given.rows)
    wrong = [f"{row.name}: {each}" for row in found for each in row.wrong]
    print("\nPeople were told:", *sorted(set().union(*(row.words for row in found))), sep="\n  ")
    print(f"\nwrong: {len(wrong)}", *wrong[:50], sep="\n")
    if given.json:
        given.json.write_text(json.dumps([asdict(row) for row in found], indent=2) + "\n", encoding="utf-8")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
