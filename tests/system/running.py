"""The whole assistant as `python -m shortfall.processes.run` starts it, and a look at its processes from outside."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from shortfall.base.settings import ROOT

LIMIT = 240
PROCESSES = {
    "shortfall.processes.engine_process": "engine",
    "-m actions": "actions",
    "shortfall.web": "gateway",
    "shortfall.processes.worker": "worker",
    "shortfall.processes.run": "supervisor",
}
"""Part of the command line, and name."""


@dataclass(frozen=True)
class Run:
    """One run: where it answers, its supervisor, its ports, its state folder and what it has printed."""

    url: str
    process: subprocess.Popen[bytes]
    ports: dict[str, int]
    folder: Path
    printed: Path


def free_ports(count: int) -> list[int]:
    """Ports nobody listens on."""
    with ExitStack() as held:
        found = [held.enter_context(socket.socket()) for _ in range(count)]
        for one in found:
            one.bind(("127.0.0.1", 0))
        return [int(one.getsockname()[1]) for one in found]


def environment(folder: Path, ports: dict[str, int]) -> dict[str, str]:
    """Settings of a run of its own."""
    named = {f"SHORTFALL_{name}": str(port) for name, port in ports.items()}
    return os.environ | named | {"SHORTFALL_VAR_DIR": str(folder), "SHORTFALL_RATE_LIMIT": "off"}


def three_ports() -> dict[str, int]:
    """A free port for each setting."""
    return dict(zip(("PORT", "ENGINE_PORT", "ACTIONS_PORT"), free_ports(3), strict=True))


@contextmanager
def running(folder: Path, **more: str) -> Iterator[Run]:
    """The assistant, ready, with `more` in its environment; stopped at the end if it still runs."""
    ports, ready, printed = three_ports(), folder / "ready", folder / "printed"
    with printed.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "shortfall.processes.run", "--ready-file", str(ready)],
            cwd=ROOT,
            env=environment(folder, ports) | more,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            begun = time.monotonic()
            while not ready.exists():
                assert process.poll() is None, printed.read_text()
                assert time.monotonic() - begun < LIMIT, printed.read_text()
                time.sleep(0.1)
            yield Run(f"http://127.0.0.1:{ports['PORT']}", process, ports, folder, printed)
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
            process.wait(30)


def alive(pids: set[int]) -> set[int]:
    """Those that still run."""
    return {pid for pid in pids if _parent(pid) is not None}


def family(pid: int) -> set[int]:
    """The process and all that it has started, directly or not."""
    parents = {int(entry.name): _parent(int(entry.name)) for entry in Path("/proc").iterdir() if entry.name.isdigit()}
    found = {pid}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def command(pid: int) -> str:
    """A process's command line."""
    return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()


def processes(run: Run) -> dict[str, list[int]]:
    """The processes of a run by name; the supervisor is several."""
    found: dict[str, list[int]] = {}
    for pid in family(run.process.pid):
        line = command(pid)
        if name := next((name for part, name in PROCESSES.items() if part in line), None):
            found.setdefault(name, []).append(pid)
    return found


def resident(pid: int) -> float:
    """Megabytes (10^6 bytes) of memory that a process holds."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith("VmRSS:"))


def processor_seconds(pid: int, *, with_ended_children: bool = False) -> float:
    """Processor time that a process has used, and what those that it started had used when they ended."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11 : 15 if with_ended_children else 13])) / os.sysconf("SC_CLK_TCK")


def listening(pids: set[int]) -> set[tuple[str, int]]:
    """(address in the kernel's hexadecimal, port) of each TCP socket the processes listen on."""
    inodes = set()
    for pid in pids:
        for descriptor in Path(f"/proc/{pid}/fd").iterdir():
            try:
                inodes.add(os.readlink(descriptor).removeprefix("socket:[").removesuffix("]"))
            except FileNotFoundError:
                continue  # closed while we looked
    found = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        for row in Path(table).read_text().splitlines()[1:]:
            fields = row.split()
            if fields[3] == "0A" and fields[9] in inodes:
                address, port = fields[1].split(":")
                found.add((address, int(port, 16)))
    return found


def _parent(pid: int) -> int | None:
    """A process's parent; None when it is gone, or dead and only waits to be noticed."""
    try:
        state, parent = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[:2]
    except (FileNotFoundError, ProcessLookupError):
        return None
    return None if state == "Z" else int(parent)
