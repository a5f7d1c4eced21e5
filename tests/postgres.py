"""A throw-away PostgreSQL server on loopback, from Debian's package. Standard library only."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

LIMIT = 60
USER = "shortfall"


@dataclass(frozen=True)
class Postgres:
    """A running server."""

    port: int
    folder: Path
    programs: Path
    _numbers: Iterator[int] = field(default_factory=count)

    def new_database(self) -> str:
        """The SQLAlchemy URL of an empty database."""
        name = f"test_{next(self._numbers)}"
        self.run("createdb", name)
        return f"postgresql+psycopg://{USER}@127.0.0.1:{self.port}/{name}"

    def run(self, program: str, *arguments: str) -> bytes:
        """The output of one of PostgreSQL's own programs on this server."""
        command = [str(self.programs / program), "-h", "127.0.0.1", "-p", str(self.port), "-U", USER, *arguments]
        return subprocess.run(command, check=True, capture_output=True, timeout=LIMIT).stdout


@contextmanager
def running() -> Iterator[Postgres]:
    """A server with a data folder of its own; both are gone afterwards.

    Raises:
        FileNotFoundError: PostgreSQL is not installed.
    """
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    if not found:
        raise FileNotFoundError("PostgreSQL is not installed: apt-get install postgresql")
    programs, folder = found[-1], Path(tempfile.mkdtemp(prefix="shortfall-postgres-"))
    # It refuses to run as root.
    lower = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
    if lower:
        shutil.chown(folder, "postgres", "postgres")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    data = str(folder / "data")
    try:
        subprocess.run(
            [*lower, str(programs / "initdb"), "-D", data, "-U", USER, "--auth=trust", "--encoding=UTF8", "--no-sync"],
            check=True,
            capture_output=True,
            timeout=LIMIT,
            cwd="/",
        )
        settings = {
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": str(folder),
            "fsync": "off",
            "max_connections": "200",
        }
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(
                [*lower, str(programs / "postgres"), "-D", data, "-p", str(port), *options],
                stdout=log,
                stderr=log,
                cwd="/",
            )
        try:
            postgres = Postgres(port, folder, programs)
            _wait(postgres, server)
            yield postgres
        finally:
            server.send_signal(signal.SIGQUIT)
            server.wait(LIMIT)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _wait(postgres: Postgres, server: subprocess.Popen[bytes]) -> None:
    begun = time.monotonic()
    ready = [str(postgres.programs / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(postgres.port)]
    while subprocess.run(ready, timeout=LIMIT).returncode:
        assert server.poll() is None, (postgres.folder / "log").read_text()
        assert time.monotonic() - begun < LIMIT, (postgres.folder / "log").read_text()
        time.sleep(0.1)
