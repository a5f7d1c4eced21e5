"""The servers of a larger installation, each a real one on loopback in a folder of its own: PostgreSQL, Redis, nginx.

They are Debian's packages (postgresql, redis-server, nginx). As root, PostgreSQL runs as its own user, because it refuses root.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.system.running import free_ports

LIMIT = 120
HOST = "127.0.0.1"


@dataclass(frozen=True)
class Server:
    """A running server, its port, its process, and how to start it again."""

    port: int
    process: subprocess.Popen[bytes]
    log: Path
    command: tuple[str, ...] = ()
    folder: Path = Path("/")


def until(true: Callable[[], bool], process: subprocess.Popen[bytes] | None = None, log: Path | None = None) -> None:
    """Wait for a condition while the process lives."""
    begun = time.monotonic()
    while not true():
        told = log.read_text(errors="replace")[-4000:] if log and log.exists() else ""
        assert process is None or process.poll() is None, told
        assert time.monotonic() - begun < LIMIT, told or "it did not come true"
        time.sleep(0.1)


def accepts(port: int) -> bool:
    """Whether somebody listens there."""
    with socket.socket() as one:
        one.settimeout(2)
        return one.connect_ex((HOST, port)) == 0


@contextmanager
def started(command: Sequence[str], log: Path, port: int = 0, **options: object) -> Iterator[subprocess.Popen[bytes]]:
    """A process, ready when its port accepts; ended at the end, with all it has started."""
    with log.open("ab") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, start_new_session=True, **options)  # type: ignore[call-overload]
    try:
        if port:
            until(lambda: accepts(port), process, log)
        yield process
    finally:
        stop(process)


def stop(process: subprocess.Popen[bytes], number: signal.Signals = signal.SIGTERM) -> None:
    """End a process and its group."""
    if process.poll() is None:
        process.send_signal(number)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@contextmanager
def folder_of(user: str | None) -> Iterator[Path]:
    """A temporary folder that the user owns."""
    with tempfile.TemporaryDirectory(prefix="shortfall-") as name:
        path = Path(name)
        path.chmod(0o755)
        if user:
            shutil.chown(path, user)
        yield path


def postgres_programs() -> Path:
    """Where Debian keeps initdb and postgres, newest version first."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    assert found, "PostgreSQL is missing: apt-get install postgresql"
    return found[-1].parent


@contextmanager
def postgres(on: Path | None = None) -> Iterator[Server]:
    """PostgreSQL with the superuser `postgres`, whom it trusts on loopback; its data in the folder `on`, if that is given."""
    programs, user = postgres_programs(), None
    if os.geteuid() == 0:
        user = pwd.getpwnam("postgres").pw_name
    become = ["runuser", "-u", user, "--"] if user else []
    (port,) = free_ports(1)
    with folder_of(user) as folder:
        data = (on or folder) / "data"
        if on and user:
            shutil.chown(on, user)
        make = [str(programs / "initdb"), "-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"]
        subprocess.run([*become, *make], check=True, stdout=subprocess.DEVNULL, cwd=folder)
        settings = {"port": port, "listen_addresses": HOST, "unix_socket_directories": folder, "fsync": "off"}
        serve = [str(programs / "postgres"), "-D", str(data)]
        for name, value in settings.items():
            serve += ["-c", f"{name}={value}"]
        log = folder / "log"
        # setpriv becomes the server itself, so that the signal that ends it does not stop at a parent.
        prefix = ["setpriv", "--reuid", user, "--regid", user, "--clear-groups"] if user else []
        with started([*prefix, *serve], log, port, cwd=folder) as process:
            until(lambda: _psql(port, "SELECT 1") == 0, process, log)
            yield Server(port, process, log, (*prefix, *serve), folder)
            # "Fast": open connections are cut.
            stop(process, signal.SIGINT)


def _psql(port: int, statement: str) -> int:
    command = ["psql", "-h", HOST, "-p", str(port), "-U", "postgres", "-d", "postgres", "-qc", statement]
    return subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode


def create_database(server: Server, name: str) -> None:
    """An empty database."""
    assert _psql(server.port, f"CREATE DATABASE {name}") == 0


@contextmanager
def redis() -> Iterator[Server]:
    """Redis that keeps nothing."""
    (port,) = free_ports(1)
    with folder_of(None) as folder:
        command = [
            "redis-server",
            "--port",
            str(port),
            "--bind",
            HOST,
            "--save",
            "",
            "--appendonly",
            "no",
            "--dir",
            str(folder),
        ]
        with started(command, folder / "log", port) as process:
            yield Server(port, process, folder / "log", tuple(command), folder)


@contextmanager
def nginx(text: str, port: int, user: Sequence[str] = ()) -> Iterator[Server]:
    """nginx with this configuration; `user` is a command that gives up root first."""
    with folder_of(None) as folder:
        folder.chmod(0o777)
        path = folder / "nginx.conf"
        path.write_text(text)
        command = [*user, "nginx", "-p", str(folder), "-c", str(path), "-e", "stderr", "-g", "daemon off;"]
        with started(command, folder / "log", port) as process:
            yield Server(port, process, folder / "log")
