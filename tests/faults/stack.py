"""The four processes, each of which can be killed, held and started again. Nothing here is kinder than a real supervisor."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from shortfall.base.database import migrate
from shortfall.base.settings import ROOT, Settings
from shortfall.processes.run import parts
from tests.system.running import LIMIT, environment, three_ports


class Stack:
    """Engine, actions, gateway and worker with a state folder of their own; what they print is in `logs`."""

    def __init__(self, folder: Path, **more: str) -> None:
        ports = three_ports()
        self.folder, self.logs = folder, folder / "log"
        self.logs.mkdir()
        self.environment = environment(folder, ports) | more
        self.url = f"http://127.0.0.1:{ports['PORT']}"
        self._actions = f"http://127.0.0.1:{ports['ACTIONS_PORT']}"
        self.database = more.get("SHORTFALL_DATABASE_URL") or f"sqlite:///{folder / 'shortfall.db'}"
        self._parts = {part.name: part for part in parts(Settings())}
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._lock = threading.Lock()
        self._stopped = False

    @property
    def names(self) -> list[str]:
        """The processes."""
        return list(self._parts)

    def start(self, name: str) -> None:
        """Start a process that does not run."""
        part = self._parts[name]
        with self._lock, (self.logs / f"{name}.log").open("ab") as output:
            if not self._stopped:
                self._running[name] = subprocess.Popen(
                    part.command,
                    cwd=ROOT,
                    env=self.environment | part.environment,
                    stdout=output,
                    stderr=subprocess.STDOUT,
                )

    def kill(self, name: str) -> None:
        """SIGKILL, and a new start as a supervisor makes it: at once."""
        self._running[name].kill()
        self._running[name].wait()
        self.start(name)

    def hold(self, name: str, seconds: float) -> None:
        """Neither dead nor alive for a while: what a machine does that swaps, or is moved."""
        held = self._running[name]
        held.send_signal(signal.SIGSTOP)
        time.sleep(seconds)
        held.send_signal(signal.SIGCONT)

    def ended(self) -> list[str]:
        """Those that ended by themselves, which none may."""
        return [name for name, process in self._running.items() if process.poll() is not None]

    def ready(self) -> bool:
        """Whether the gateway says that all is well."""
        try:
            return httpx.get(f"{self.url}/readyz", timeout=10, trust_env=False).status_code == 200
        except httpx.HTTPError:
            return False

    def answers(self) -> bool:
        """Whether a conversation can go on: the gateway is ready, and so are the actions, which it does not ask."""
        try:
            return httpx.get(f"{self._actions}/health", timeout=10, trust_env=False).is_success and self.ready()
        except httpx.HTTPError:
            return False

    def wait_ready(self) -> None:
        """Until the gateway says so."""
        begun = time.monotonic()
        while not self.ready():
            assert time.monotonic() - begun < LIMIT, f"not ready: {self.logs}"
            time.sleep(0.1)

    def keep_metrics(self) -> None:
        """Add what /metrics says now to what is kept of it."""
        try:
            said = httpx.get(f"{self.url}/metrics", timeout=10, trust_env=False).text
        except httpx.HTTPError:
            return
        with (self.logs / "metrics.txt").open("a", encoding="utf-8") as kept:
            kept.write(said)

    def command(self, *arguments: str) -> str:
        """What `shortfall …` prints; kept with the logs."""
        done = subprocess.run(
            [Path(self._parts["gateway"].command[0]).with_name("shortfall"), *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=LIMIT,
            check=True,
        )
        with (self.logs / "commands.txt").open("a", encoding="utf-8") as kept:
            kept.write(done.stdout + done.stderr)
        return done.stdout

    def stop(self) -> None:
        """End all."""
        with self._lock:
            self._stopped = True
            found = list(self._running.values())
        for process in found:
            process.send_signal(signal.SIGCONT)
            process.terminate()
        for process in found:
            try:
                process.wait(60)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@contextmanager
def standing(folder: Path, **more: str) -> Iterator[Stack]:
    """A stack that is ready; stopped at the end."""
    stack = Stack(folder, **more)
    migrate(stack.database)
    try:
        for name in stack.names:
            stack.start(name)
        stack.wait_ready()
        yield stack
    finally:
        stack.stop()


KEYS = {"SHORTFALL_ENCRYPTION_KEYS": "test-" * 13, "SHORTFALL_IDENTITY_KEY": "identity-" * 8}
"""What a run outside pytest is given, so that it can read what the processes have stored."""


def use_test_keys() -> None:
    """Read and write under keys of the tests' own."""
    for name, value in KEYS.items():
        os.environ.setdefault(name, value)
