"""What a container engine would do with deploy/compose.yml, done by hand on loopback: the same commands, users and environments.

Each service's command, user and environment are read from that file. Only what a container engine itself provides is put in its
place: host names become ports on loopback, /run/secrets and /state become folders, /app the source tree, which the user cannot
write to.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from shortfall.base.settings import ROOT
from tests.scale.servers import Server, folder_of, nginx, postgres, redis, started, until
from tests.system.running import free_ports

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "deploy" / "compose.yml").read_text(encoding="utf-8"))
UID = COMPOSE["x-hardened"]["user"].split(":")[0]


@dataclass
class Installation:
    """A running one: where it is public, what to trust, and every process by name and number."""

    url: str
    certificate: Path
    folder: Path
    postgres: Server
    redis: Server
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    ports: dict[str, int] = field(default_factory=dict)
    again: dict[str, Callable[[], subprocess.Popen[bytes]]] = field(default_factory=dict)
    """Starts a process anew, by its name, once it has ended."""

    def log(self, name: str) -> list[dict[str, Any]]:
        """What a process has logged: every line of it is JSON."""
        lines = (self.folder / f"{name}.log").read_text().splitlines()
        assert [line for line in lines if not line.startswith("{")] == [], name
        return [json.loads(line) for line in lines]

    def state(self, name: str) -> Path:
        """The folder that a process may write to."""
        return self.folder / name


def user(uid: str = UID) -> list[str]:
    """The command that gives up root, every capability, and the way back. Empty for who is not root: nothing to give up."""
    if os.geteuid():
        return []
    return [
        "setpriv",
        "--reuid",
        uid,
        "--regid",
        uid,
        "--clear-groups",
        "--no-new-privs",
        "--inh-caps=-all",
        "--bounding-set=-all",
    ]


def _python(command: str, folder: Path) -> tuple[str, dict[str, str]]:
    """The Python of an environment, as the user can run it: where it lies in somebody's home, a linked copy in `folder` is run."""
    environment = ROOT / Path(command).relative_to("/app").parent.parent
    python = environment / "bin" / "python"
    # Where the user cannot reach its library, a system's other Python 3.11 may be loaded instead, and is not what we install.
    same = f"import sys; sys.exit(sys.version != {sys.version!r})"
    if subprocess.run([*user(), str(python), "-c", same], check=False, stderr=subprocess.DEVNULL).returncode == 0:
        return str(python), {}
    home = python.resolve().parent.parent
    for part in ("bin", "lib"):
        if not (folder / "python" / part).exists():
            leave = shutil.ignore_patterns("site-packages", "test", "__pycache__")
            shutil.copytree(home / part, folder / "python" / part, copy_function=_link, ignore=leave, symlinks=True)
    (packages,) = environment.glob("lib/python3.11/site-packages")
    more = {"PYTHONPATH": f"{ROOT}:{packages}", "LD_LIBRARY_PATH": str(folder / "python" / "lib")}
    return str(folder / "python" / "bin" / python.resolve().name), more


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _environment(service: dict[str, Any], state: Path, secrets: Path, hosts: dict[str, str]) -> dict[str, str]:
    found = {
        "PATH": "/usr/bin:/bin",
        "HOME": str(state),
        "TMPDIR": str(state),
        "PYTHONUNBUFFERED": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    for name, value in service["environment"].items():
        # What the operator did not set in deploy/.env has its default.
        text = (
            re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", str(value))
            .replace("${SHORTFALL_TELL:?name the systems of the firm that are told of callbacks, or []}", "[]")
            .replace("/run/secrets", str(secrets))
            .replace("0.0.0.0", "127.0.0.1")
        )
        for host, address in hosts.items():
            text = text.replace(host, address)
        found[name] = str(state) if text == "/state" else text
    return found


def secrets(folder: Path, database: Server, cache: Server) -> None:
    """Make them with the installation's own script, and have PostgreSQL and Redis obey them."""
    made = [str(ROOT / "deploy" / "make-secrets"), str(folder), f"127.0.0.1:{database.port}", f"127.0.0.1:{cache.port}"]
    subprocess.run(made, check=True, stdout=subprocess.DEVNULL)
    folder.chmod(0o755)
    script = (ROOT / "deploy" / "postgres-init.sh").read_text().replace("/run/secrets", str(folder))
    place = {"PGHOST": "127.0.0.1", "PGPORT": str(database.port)}
    subprocess.run(["bash", "-c", script], check=True, env=os.environ | place, stdout=subprocess.DEVNULL)
    password = (folder / "redis_password").read_text().strip()
    subprocess.run(
        ["redis-cli", "-p", str(cache.port), "config", "set", "requirepass", password],
        check=True,
        stdout=subprocess.DEVNULL,
    )


OF_THIS_MACHINE = ("localhost", "127.0.0.1")


def public_nginx(
    port: int, plain: int, gateways: list[int], folder: Path, rate: int, names: Sequence[str] = OF_THIS_MACHINE
) -> str:
    """deploy/nginx.conf with the ports, names and certificates of this test."""
    text = (ROOT / "deploy" / "nginx.conf").read_text()
    (line,) = re.findall(r"server gateway:8080( [^;]*;)", text)
    replacements = {
        "/tmp/": "",
        f"server gateway:8080{line}": "\n".join(f"server 127.0.0.1:{each}{line}" for each in gateways),
        "include /run/secrets/server_name;": f"server_name {' '.join(names)};",
        "listen 8443": f"listen 127.0.0.1:{port}",
        "listen 8080": f"listen 127.0.0.1:{plain}",
        "/run/secrets/": f"{folder}/",
        "rate=20r/s": f"rate={rate}r/s",
        "worker_processes auto": "worker_processes 2",
        "access_log /dev/stdout line": "access_log access.log line",
    }
    for old, new in replacements.items():
        assert old in text, old
        text = text.replace(old, new)
    return text


def engines_nginx(port: int, engines: list[int]) -> str:
    """One address for several engines.

    One that is away refuses connections, which costs nothing to find out each time; were it left out for a while after a failure, two
    failures could leave out both.
    """
    servers = " ".join(f"server 127.0.0.1:{each} max_fails=0;" for each in engines)
    return (
        "pid nginx.pid; events {} http { access_log off; "
        "client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi; "
        f"upstream engines {{ least_conn; {servers} keepalive 32; }} server {{ listen 127.0.0.1:{port}; location / {{ "
        'proxy_http_version 1.1; proxy_set_header Connection ""; proxy_next_upstream error; proxy_pass http://engines; } } }'
    )


@contextmanager
def installed(engines: int = 1, gateways: int = 2, rate: int = 20, **settings: str) -> Iterator[Installation]:
    """A whole installation, ready: `rate` requests a second from one address, and more `settings` for its gateways.

    A test sends more from one address in a minute than any home does.
    """
    with ExitStack() as stack:
        folder = stack.enter_context(folder_of(None))
        database, cache = stack.enter_context(postgres()), stack.enter_context(redis())
        secrets(folder / "secrets", database, cache)
        ports = iter(free_ports(4 + engines + gateways))
        actions, balanced, tls, plain = (next(ports) for _ in range(4))
        found = Installation(f"https://localhost:{tls}", folder / "secrets" / "tls.crt", folder, database, cache)
        at = {"engine": [next(ports) for _ in range(engines)], "gateway": [next(ports) for _ in range(gateways)]}
        engine = balanced if engines > 1 else at["engine"][0]
        hosts = {
            "http://engine:5005": f"http://127.0.0.1:{engine}",
            "http://actions:5055": f"http://127.0.0.1:{actions}",
        }

        def start(service: str, name: str, port: int = 0, wait: bool = True) -> subprocess.Popen[bytes]:
            made = COMPOSE["services"][service]
            state = folder / name
            state.mkdir(mode=0o700, exist_ok=True)
            if os.geteuid() == 0:
                os.chown(state, int(UID), int(UID))
            python, more = _python(made["command"][0], folder)
            environment = _environment(made, state, folder / "secrets", hosts) | more
            for variable in environment:
                if re.fullmatch(r"SHORTFALL_(\w+_)?PORT", variable):
                    environment[variable] = str(port)
            if service == "gateway":
                environment |= {
                    "SHORTFALL_MESSAGES_PER_MINUTE_ADDRESS": "100000",
                    "SHORTFALL_SESSIONS_PER_HOUR": "100000",
                    **settings,
                }
            command = [*user(), python, *made["command"][1:]]
            process = stack.enter_context(
                started(command, folder / f"{name}.log", port if wait else 0, cwd=ROOT, env=environment)
            )
            found.processes[name], found.ports[name] = process, port
            found.again[name] = partial(start, service, name, port, wait)
            return process

        assert start("migrate", "migrate").wait(120) == 0, (folder / "migrate.log").read_text()
        start("actions", "actions", actions)
        for number, port in enumerate(at["engine"], 1):
            start("engine", f"engine-{number}", port, wait=False)
        if engines > 1:
            stack.enter_context(nginx(engines_nginx(balanced, at["engine"]), balanced, user("33")))
        for number, port in enumerate(at["gateway"], 1):
            start("gateway", f"gateway-{number}", port)
        start("worker", "worker")
        for number in range(1, engines + 1):
            name = f"engine-{number}"
            until(lambda name=name: healthy("engine", found.ports[name]), found.processes[name], folder / f"{name}.log")  # type: ignore[misc]
        stack.enter_context(nginx(public_nginx(tls, plain, at["gateway"], folder / "secrets", rate), tls, user("33")))
        found.ports["nginx"], found.ports["plain"] = tls, plain
        yield found


def healthy(service: str, port: int) -> bool:
    """Whether the service's own health check passes."""
    test = COMPOSE["services"][service]["healthcheck"]["test"]
    command = [re.sub(r"127\.0\.0\.1:\d+", f"127.0.0.1:{port}", part) for part in test[1:]]
    return subprocess.run([sys.executable, *command[1:]], check=False, stderr=subprocess.DEVNULL).returncode == 0
