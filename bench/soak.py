"""The assistant in use for an hour: does any process grow, slow down or fail?

    .venv/bin/python -m bench.soak [--minutes 60] [--rate 2] [--json OUT]

Starts the assistant as `make run` does, on free ports with a state folder of its own, and plays the scenarios of tests/conversations
against the chat API, some of them at the same time, at RATE turns a second; every answer is judged as the tests judge it. Every other
chat is erased at its end. Each minute: resident memory and open files of each process, time to the answer (50 and 95 of 100), errors.
At the end, for each process, a line is fitted to its memory from minute 10 on. Exits 1 when something failed, when a process grew by more
than GROWTH_PERCENT and GROWTH_MB an hour, or when its open files rose by more than FILES. Memory and files are judged from half an hour on.
"""

from __future__ import annotations

import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path
from typing import Any

from bench import figures
from tests.conversations.chat import Chat
from tests.conversations.loader import Scenario, filling, load
from tests.conversations.test_conversations import play
from tests.system.leaks import fault
from tests.system.running import PROCESSES, Run, processes, resident, running

WARM_UP_MINUTES = 10
JUDGED_MINUTES = 30
GROWTH_PERCENT = 3.0
GROWTH_MB = 6.0
FILES = 10
TOGETHER = 8
"""Conversations under way at the same time."""


@dataclass(frozen=True)
class Minute:
    """What was seen at the end of a minute: seconds from the start, milliseconds, megabytes (10^6 bytes), files."""

    at: float
    turns: int
    p50: float
    p95: float
    errors: int
    memory: dict[str, float]
    files: dict[str, int]


def talk(url: str, numbers: Iterator[int], errors: list[str]) -> Iterator[float]:
    """Conversations without end; the seconds that each turn took. What was wrong is added to `errors`."""
    scenarios: list[Scenario] = [each for found in load().values() for each in found]
    for number in numbers:
        scenario, values = random.choice(scenarios), filling(number)
        try:
            chat = Chat(url)
            for turn in scenario.turns:
                began = time.perf_counter()
                faults = play(chat, turn, values)
                yield time.perf_counter() - began
                if faults:
                    errors.append(f"{scenario.name}: {'; '.join(faults)}")
                    break
            if number % 2:
                chat.erase()
        except Exception as error:
            errors.append(f"{scenario.name}: {type(error).__name__}")
            yield 0.0


def slope(points: list[tuple[float, float]]) -> tuple[float, float]:
    """The line of least squares through (hours, value): its rise an hour, and its value at the first point."""
    rise, start = statistics.linear_regression([x for x, _ in points], [y for _, y in points])
    return rise, start + rise * points[0][0]


def soak(run: Run, minutes: int, rate: float) -> tuple[list[Minute], list[str]]:
    """Talk, and look every minute."""
    errors: list[str] = []
    numbers = count(random.SystemRandom().randrange(12_000_000))
    people = [talk(run.url, numbers, errors) for _ in range(TOGETHER)]
    found, seen = processes(run), list[Minute]()
    names = [name for name in PROCESSES.values() if name in found]
    print("minute  turns  p50 ms  p95 ms  errors" + "".join(f"  {name + ' MB (files)':>20}" for name in names))
    begun, turn = time.monotonic(), 0
    for minute in range(1, minutes + 1):
        times, failed = list[float](), len(errors)
        while (now := time.monotonic() - begun) < 60 * minute:
            # After a stall nobody types faster than before.
            turn = max(turn, int(now * rate) - TOGETHER)
            if (wait := turn / rate - now) > 0:
                time.sleep(min(wait, 60 * minute - now))
                continue
            times.append(next(people[turn % TOGETHER]))
            turn += 1
        one = Minute(
            round(now, 1),
            len(times),
            round(1000 * statistics.median(times), 1),
            round(1000 * statistics.quantiles(times, n=20)[-1], 1),
            len(errors) - failed,
            {name: round(sum(map(resident, found[name])), 2) for name in names},
            {name: sum(len(list(Path(f"/proc/{pid}/fd").iterdir())) for pid in found[name]) for name in names},
        )
        seen.append(one)
        shown = "".join(f"  {f'{one.memory[name]:.1f} ({one.files[name]})':>20}" for name in names)
        print(f"{minute:6}{one.turns:7}{one.p50:8.1f}{one.p95:8.1f}{one.errors:8}{shown}", flush=True)
    return seen, errors


def bad_lines(folder: Path) -> list[str]:
    """Where a process logged what it must not."""
    return [
        f"{path.name}:{number}: {what}"
        for path in sorted((folder / "log").glob("*.log*"))
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if (what := fault(line))
    ]


def verdict(seen: list[Minute]) -> tuple[dict[str, dict[str, float]], list[str]]:
    """How each process grew, and which grew too much."""
    steady = seen[WARM_UP_MINUTES - 1 :] if len(seen) >= JUDGED_MINUTES else seen
    grown, wrong = {}, []
    for name in seen[0].memory:
        rise, start = slope([(one.at / 3600, one.memory[name]) for one in steady])
        files = steady[-1].files[name] - steady[0].files[name]
        grown[name] = {
            "mb_an_hour": round(rise, 2),
            "percent_an_hour": round(100 * rise / start, 2),
            "first_mb": steady[0].memory[name],
            "last_mb": steady[-1].memory[name],
            "files": files,
        }
        if len(seen) >= JUDGED_MINUTES and (
            (rise > GROWTH_MB and 100 * rise / start > GROWTH_PERCENT) or files > FILES
        ):
            wrong.append(f"{name} grows: {rise:.1f} MB an hour, {files} files")
    return grown, wrong


def main() -> int:
    """Print the table and the verdict."""
    parser = figures.parser(__doc__)
    parser.add_argument("--minutes", type=int, default=60)
    parser.add_argument("--rate", type=float, default=2.0, help="turns a second")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as run:
        seen, errors = soak(run, given.minutes, given.rate)
        errors += bad_lines(Path(folder))
    grown, wrong = verdict(seen) if len(seen) > 1 else ({}, [])
    print(f"\n{'':12}{'MB an hour':>12}{'% an hour':>12}{'from MB':>10}{'to MB':>10}{'files':>8}")
    for name, one in grown.items():
        print(
            f"{name:12}{one['mb_an_hour']:12.2f}{one['percent_an_hour']:12.2f}"
            f"{one['first_mb']:10.1f}{one['last_mb']:10.1f}{one['files']:8.0f}"
        )
    turns = sum(one.turns for one in seen)
    print(f"{turns} turns, {len(errors)} errors; {'; '.join(wrong) or 'nothing grows beyond the bound'}")
    print(*errors[:50], sep="\n")
    if given.json:
        everything: dict[str, Any] = {
            "turns": turns,
            "rate": given.rate,
            "errors": errors,
            "grown": grown,
            "wrong": wrong,
            "minutes": [asdict(one) for one in seen],
        }
        given.json.write_text(json.dumps(everything, indent=2) + "\n", encoding="utf-8")
    return 1 if errors or wrong else 0


if __name__ == "__main__":
    sys.exit(main())
