"""The engine as one process, for the supervisor and for containers alike; in the engine's environment:

    engine/.venv/bin/python -m shortfall.processes.engine_process

Writes the endpoints that Rasa needs from the settings, then becomes `rasa run`. It knows the environment only, no .env:
SHORTFALL_VAR_DIR, _ENGINE_HOST, _ENGINE_PORT, _ACTIONS_PORT, _ACTIONS_URL, _TRACKER_URL,
_DATABASE_URL, _REDIS_URL, _MODEL, _INTERNAL_KEY.
Standard library and PyYAML only until Rasa itself is imported.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import yaml

from shortfall.base.keys import read_or_create_key
from shortfall.base.secret_files import read_secret_files

ROOT = Path(__file__).resolve().parents[2]
LOOPBACK = "127.0.0.1"
LOCK_SECONDS = 5.0
"""How long the engine waits for Redis before a turn fails, kindly, at the gateway."""


def endpoints(environment: Mapping[str, str], source: Path = ROOT / "endpoints.yml") -> dict[str, Any]:
    """The project's endpoints.yml with what the settings change: where the action server, the conversations and the locks are.

    What holds a password is not written out but named, as Rasa reads it from the environment, unless Rasa cannot.

    Raises:
        ValueError: SHORTFALL_REDIS_URL is no redis:// or rediss:// address.
    """
    found: dict[str, Any] = yaml.safe_load(source.read_text(encoding="utf-8"))
    port = environment.get("SHORTFALL_ACTIONS_PORT") or "5055"
    base = environment.get("SHORTFALL_ACTIONS_URL") or f"http://{LOOPBACK}:{port}"
    found["action_endpoint"]["url"] = f"{base.rstrip('/')}/webhook"
    found["action_endpoint"]["headers"] = {"Authorization": "Bearer ${SHORTFALL_INTERNAL_KEY}"}
    store = found["tracker_store"]
    if tracker_url(environment):
        # Rasa takes a whole SQLAlchemy URL as the host, and then needs no other part.
        store |= {"dialect": "postgresql", "url": "${SHORTFALL_TRACKER_URL}"}
        store.pop("db", None)
    elif store.get("dialect") == "sqlite":
        store["db"] = str(Path(environment.get("SHORTFALL_VAR_DIR") or ROOT / "var") / "rasa.db")
    if redis := environment.get("SHORTFALL_REDIS_URL"):
        found["lock_store"] = _lock_store(redis)
    return found


def tracker_url(environment: Mapping[str, str]) -> str:
    """Where conversations are kept: SHORTFALL_TRACKER_URL, else the public side's PostgreSQL, else nowhere but in a file (empty)."""
    if given := environment.get("SHORTFALL_TRACKER_URL"):
        return given
    scheme, colon, rest = environment.get("SHORTFALL_DATABASE_URL", "").partition("://")
    # The engine's SQLAlchemy is older and knows the older driver.
    return f"postgresql+psycopg2://{rest}" if colon and scheme.split("+")[0] == "postgresql" else ""


def _lock_store(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in ("redis", "rediss") or not parts.hostname:
        raise ValueError("SHORTFALL_REDIS_URL: not a redis:// or rediss:// address")
    store: dict[str, Any] = {
        "type": "redis",
        "url": parts.hostname,
        "port": parts.port or 6379,
        "db": int(parts.path.strip("/") or 0),
        "key_prefix": "shortfall",
        "socket_timeout": LOCK_SECONDS,
    }
    if parts.username:
        store["username"] = unquote(parts.username)
    if parts.password:
        store["password"] = unquote(parts.password)
    if parts.scheme == "rediss":
        store["use_ssl"] = True
    return store


def write_endpoints(environment: Mapping[str, str], source: Path = ROOT / "endpoints.yml") -> Path:
    """The endpoints as a file in the state folder, for its owner alone.

    Raises:
        OSError: the folder cannot be written.
        ValueError: see `endpoints`.
    """
    written = Path(environment.get("SHORTFALL_VAR_DIR") or ROOT / "var") / "endpoints.yml"
    written.parent.mkdir(parents=True, exist_ok=True)
    text = "# Written at every start from the project's endpoints.yml.\n" + yaml.safe_dump(
        endpoints(environment, source)
    )
    draft = written.with_name(f".{written.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as stream:
        stream.write(text)
    draft.replace(written)
    return written


def command(environment: Mapping[str, str], written: Path) -> list[str]:
    """The arguments of `rasa`."""
    return [
        *("run", "--quiet"),
        *("-i", environment.get("SHORTFALL_ENGINE_HOST") or LOOPBACK),
        *("-p", environment.get("SHORTFALL_ENGINE_PORT") or "5005"),
        *("--model", environment.get("SHORTFALL_MODEL") or "models/shortfall.tar.gz"),
        *("--endpoints", str(written), "--credentials", "credentials.yml"),
    ]


def main() -> int:
    """Serve until told to stop; 1 when the settings do not allow it, with one line that says why."""
    # What is written from here on may hold what people said.
    os.umask(0o077)
    try:
        read_secret_files()
        written = write_endpoints(os.environ)
        os.environ["SHORTFALL_TRACKER_URL"] = tracker_url(os.environ)
        folder = Path(os.environ.get("SHORTFALL_VAR_DIR") or ROOT / "var")
        os.environ["SHORTFALL_INTERNAL_KEY"] = os.environ.get("SHORTFALL_INTERNAL_KEY") or read_or_create_key(
            folder / "internal.key"
        )
    except (OSError, ValueError) as error:
        print(f"engine: cannot start: {error}", file=sys.stderr)
        return 1
    os.chdir(ROOT)
    # A pool for each engine: PostgreSQL's own limit is 100 for all.
    os.environ.setdefault("POSTGRESQL_POOL_SIZE", "5")
    os.environ.setdefault("POSTGRESQL_MAX_OVERFLOW", "10")
    # The matrices of one message are small: threads for them cost more than they bring, most of all on a busy machine.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from shortfall.processes import rasa  # only now: it is Rasa's own world

    sys.argv[1:] = command(os.environ, written)
    rasa.main()
    return 0


if __name__ == "__main__":
    sys.exit(main())
