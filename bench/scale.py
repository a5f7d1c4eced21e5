"""People in conversation with a whole installation, with one engine and with two: throughput, percentiles, and what a conversation costs.

    .venv/bin/python -m bench.scale [--users 50] [--seconds 90] [--speed 12] [--share 0.3] [--json OUT]

PostgreSQL, Redis, nginx with TLS, two gateways, actions and worker as deploy/compose.yml has them (tests/scale), asked by Locust with
the scenarios of tests/conversations (bench/load/locustfile.py), people reading and typing `speed` times faster than people do. All
of it, the people too, runs on this machine; so that the engines are what saturates, each is given `share` of one core by the kernel's
own control groups (root; without, nothing is limited and the scaling figure says little). Processor time is what each part used
for what was answered; it does not depend on what else runs.
"""

from __future__ import annotations

import contextlib
import csv
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import redis

from bench import figures
from bench.tools import tool
from shortfall.base.settings import ROOT
from tests.scale.containers import Installation, installed
from tests.system.running import family, processor_seconds

LOCUST = "locust==2.47.0"
GROUPS = Path("/sys/fs/cgroup")
PERIOD = 100_000  # microseconds


@dataclass(frozen=True)
class Load:
    """How many people, for how many seconds, how much faster than life."""

    users: int
    seconds: int
    speed: float


@dataclass(frozen=True)
class Found:
    """What one installation did. Percentiles are milliseconds to the answer of a message; costs are per thousand conversations."""

    conversations: int
    messages: int
    failures: int
    a_second: float
    percentiles: dict[str, float]
    processor_seconds: dict[str, float]
    megabytes: float
    redis_commands: float


@contextlib.contextmanager
def limited(pid: int, share: float) -> Iterator[bool]:
    """Give a process, with its threads, a share of one core; whether that could be done."""
    legacy = (GROUPS / "cpu").is_dir()
    group = (GROUPS / "cpu" if legacy else GROUPS) / f"shortfall-bench-{pid}"
    quota = ("cpu.cfs_quota_us", f"{int(share * PERIOD)}") if legacy else ("cpu.max", f"{int(share * PERIOD)} {PERIOD}")
    made = False
    with contextlib.suppress(OSError):
        group.mkdir()
        (group / quota[0]).write_text(quota[1])
        (group / "cgroup.procs").write_text(str(pid))
        made = True
    try:
        yield made
    finally:
        with contextlib.suppress(OSError):
            (group.parent / "cgroup.procs").write_text(str(pid))
        with contextlib.suppress(OSError):
            group.rmdir()


def used_by(installation: Installation) -> dict[str, float]:
    """What each part has used, with all that it has started; parts of one kind together."""
    found: dict[str, float] = defaultdict(float)
    processes = {name: process.pid for name, process in installation.processes.items() if name != "migrate"}
    processes |= {"postgresql": installation.postgres.process.pid, "redis": installation.redis.process.pid}
    for name, pid in processes.items():
        for each in family(pid):
            with contextlib.suppress(OSError):
                # A PostgreSQL connection that was closed was a child that has ended.
                found[name.partition("-")[0]] += processor_seconds(each, with_ended_children=True)
    return found


def stored_bytes(installation: Installation) -> int:
    """The size of all databases."""
    address = f"host=127.0.0.1 port={installation.postgres.port} user=postgres dbname=postgres"
    with psycopg.connect(address) as connection:
        row = connection.execute("SELECT sum(pg_database_size(datname)) FROM pg_database").fetchone()
    assert row
    return int(row[0])


def redis_commands(installation: Installation) -> int:
    """How many commands Redis has carried out."""
    password = (installation.folder / "secrets/redis_password").read_text().strip()
    with redis.Redis(port=installation.redis.port, password=password) as client:
        return int(client.info("stats")["total_commands_processed"])


def talk(url: str, load: Load, folder: Path) -> list[dict[str, str]]:
    """Let people talk; Locust's rows, one for each kind of request."""
    command = [*tool(LOCUST, ["pyyaml"]), "locust", "--headless", "--only-summary", "--loglevel", "ERROR"]
    command += ["-f", "bench/load/locustfile.py", "-H", url, "-u", str(load.users), "-r", "10"]
    command += ["-t", f"{load.seconds}s", "--csv", str(folder / "load")]
    # Locust ends with 1 when a request failed; that is counted below.
    subprocess.run(
        command, cwd=ROOT, check=False, stdout=subprocess.DEVNULL, env=os.environ | {"SPEED": str(load.speed)}
    )
    with (folder / "load_stats.csv").open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


def measure(engines: int, load: Load, share: float) -> Found:
    """Start an installation, let people talk to it, and add up."""
    with contextlib.ExitStack() as held:
        folder = Path(held.enter_context(tempfile.TemporaryDirectory()))
        installation = held.enter_context(installed(engines=engines, rate=100_000, SHORTFALL_RATE_LIMIT="off"))
        for number in range(1, engines + 1):
            if not held.enter_context(limited(installation.processes[f"engine-{number}"].pid, share)):
                print("control groups cannot be set here: the engines are not limited")
        talk(installation.url, Load(4, 15, load.speed), folder)  # warms every process, counts for nothing
        used, size, commands = (
            used_by(installation),
            stored_bytes(installation),
            redis_commands(installation),
        )
        begun = time.monotonic()
        rows = talk(installation.url, load, folder)
        took = time.monotonic() - begun
        used = {name: seconds - used[name] for name, seconds in used_by(installation).items()}
        size, commands = stored_bytes(installation) - size, redis_commands(installation) - commands
    by_name = {row["Name"]: row for row in rows}
    conversations, messages = (int(by_name[name]["Request Count"]) for name in ("open", "message"))
    return Found(
        conversations,
        messages,
        int(by_name["Aggregated"]["Failure Count"]),
        messages / min(took, load.seconds),
        {each: float(by_name["message"][each]) for each in ("50%", "95%", "99%")},
        {name: 1000 * seconds / conversations for name, seconds in sorted(used.items())},
        1000 * size / 1e6 / conversations,
        1000 * commands / conversations,
    )


def main() -> int:
    """Print the table; 1 when anything failed."""
    parser = figures.parser(__doc__)
    parser.add_argument("--users", type=int, default=50)
    parser.add_argument("--seconds", type=int, default=90)
    parser.add_argument("--speed", type=float, default=12)
    parser.add_argument("--share", type=float, default=0.3)
    arguments = parser.parse_args()
    load = Load(arguments.users, arguments.seconds, arguments.speed)
    found = {engines: measure(engines, load, arguments.share) for engines in (1, 2)}
    one, two = found[1], found[2]
    print(f"{'':34}{'1 engine':>12}{'2 engines':>12}")
    rows = {
        "conversations": (one.conversations, two.conversations),
        "messages": (one.messages, two.messages),
        "failures": (one.failures, two.failures),
        "messages a second": (one.a_second, two.a_second),
        **{f"{each} of answers within, ms": (one.percentiles[each], two.percentiles[each]) for each in one.percentiles},
        "database, MB a 1,000 conversations": (one.megabytes, two.megabytes),
        "Redis commands a conversation": (one.redis_commands / 1000, two.redis_commands / 1000),
        **{
            f"{name}, s a 1,000 conversations": (one.processor_seconds[name], two.processor_seconds[name])
            for name in one.processor_seconds
        },
    }
    for name, (first, second) in rows.items():
        print(f"{name:34}{first:12.1f}{second:12.1f}")
    print(f"{'two engines to one':34}{two.a_second / one.a_second:24.2f}")
    figures.write(
        arguments.json,
        {
            "failures": one.failures + two.failures,
            "two_to_one": two.a_second / one.a_second,
            "messages_a_second": two.a_second,
            "p50_ms": two.percentiles["50%"],
            "p95_ms": two.percentiles["95%"],
            "p99_ms": two.percentiles["99%"],
            "messages_a_conversation": two.messages / two.conversations,
            "MB_a_thousand": two.megabytes,
            "redis_commands_a_thousand": two.redis_commands,
            **{f"{name}_s_a_thousand": seconds for name, seconds in two.processor_seconds.items()},
        },
    )
    return 1 if one.failures or two.failures else 0


if __name__ == "__main__":
    sys.exit(main())
