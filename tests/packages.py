"""The programs that tests drive, as Debian packages. Standard library only: `make packages` runs this before anything is installed.

    python -m tests.packages

As root, or where sudo asks for no password, it installs what is missing. Otherwise it prints the one command that would, and pytest
leaves out the tests that need it. With SHORTFALL_STRICT=1 a missing package is an error.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

PACKAGES: Mapping[str, tuple[str, ...]] = {
    "chromium": ("chromium",),
    "nginx-light": ("nginx", "/usr/sbin/nginx"),
    "nodejs": ("node",),
    "npm": ("npm",),
    "openssl": ("openssl",),
    "postgresql": ("/usr/lib/postgresql/*/bin/initdb",),
    "redis-server": ("redis-server",),
}
"""Package and where its program may be: a name on the PATH, or a pattern from the root."""
_SERVERS = ("nginx-light", "openssl", "postgresql", "redis-server")
NEEDED_BY: Mapping[str, tuple[str, ...]] = {
    "tests/browser/test_build.py": ("nodejs", "npm"),
    "tests/browser": ("chromium",),
    "tests/deploy/test_nginx.py": ("nginx-light", "openssl"),
    "tests/deploy/test_files.py::test_nginx_accepts_its_file": ("nginx-light", "openssl"),
    "tests/deploy/test_files.py::test_secrets_are_made_once_and_differ": ("openssl",),
    "tests/faults/test_table.py": _SERVERS,
    "tests/scale": _SERVERS,
}
"""The packages of a test by how its name begins; the first that fits. Whoever asks for the fixture `postgres` needs that."""


def missing() -> list[str]:
    """The packages that are not installed."""
    return [name for name, places in PACKAGES.items() if not any(map(_there, places))]


def needed_by(test: str) -> tuple[str, ...]:
    """The packages that a test needs, by its node id."""
    return next((packages for start, packages in NEEDED_BY.items() if test.startswith(start)), ())


def command(packages: list[str]) -> str:
    """What installs them."""
    return f"apt-get install -y --no-install-recommends {' '.join(packages)}"


def _there(place: str) -> bool:
    return any(Path("/").glob(place[1:])) if place.startswith("/") else shutil.which(place) is not None


def _rights() -> list[str] | None:
    """What stands before apt-get; None where nothing may be installed."""
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return []
    sudo = ["sudo", "-n"]
    asked = shutil.which("sudo") and subprocess.run([*sudo, "true"], capture_output=True, check=False).returncode == 0
    return sudo if asked else None


def main() -> int:
    """Install what is missing, or say what would."""
    if not (wanted := missing()):
        return 0
    if (rights := _rights()) is not None:
        print(f"Installing {', '.join(wanted)} ...", flush=True)
        for step in ("apt-get update -qq", f"{command(wanted)} -qq"):
            done = [*rights, "env", "DEBIAN_FRONTEND=noninteractive", *step.split()]
            subprocess.run(done, stdout=subprocess.DEVNULL, check=False)
        wanted = missing()
    if wanted:
        print(
            f"Not installed: {', '.join(wanted)}. The tests that need them are left out. To run them too:",
            file=sys.stderr,
        )
        print(f"    sudo {command(wanted)}", file=sys.stderr)
    return int(bool(wanted) and os.environ.get("SHORTFALL_STRICT") == "1")


if __name__ == "__main__":
    sys.exit(main())
