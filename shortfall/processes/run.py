"""Everything under one supervisor: engine, actions, gateway, and the worker where there is one.

    python -m shortfall.processes.run

Trains if needed, brings the database up to date, starts the processes at once, waits until a real message was answered
and prints the address. Ctrl-C or SIGTERM stops all; when one process ends, so do the others. Only the gateway may be
reached from outside, and only when SHORTFALL_HOST says so.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import shlex
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from logging import Formatter, LogRecord
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

import requests
from honcho.manager import Manager
from honcho.printer import Message, Printer
from honcho.process import Popen, Process
from pydantic import ValidationError
from sqlalchemy.exc import SQLAlchemyError

from shortfall.base.database import migrate
from shortfall.base.secret_files import OF_THE_FIRM, SUFFIX
from shortfall.base.settings import ROOT, Settings, settings
from shortfall.processes.chat import Api, ChatProblem, address
from shortfall.processes.training import ENGINE_PYTHON, MODEL, EngineProblem, ensure_model

LOOPBACK = "127.0.0.1"
READY_SECONDS = 180
LOG_BYTES = 5_000_000
FIRST_QUESTION = "what is a deficiency judgment"


class CannotRun(Exception):
    """Why it cannot start, in one line."""


@dataclass(frozen=True)
class Part:
    """One process: its name, its command, and what its environment has beyond ours."""

    name: str
    command: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)


def without_secrets(config: Settings, *kept: str) -> dict[str, str]:
    """What keeps the secrets of the firm's systems from a process that answers strangers, from .env as well.

    Whether a system is told is known to it without them, by SHORTFALL_TELL, as in deploy/compose.yml.

    Args:
        kept: those that it needs all the same.
    """
    nothing = dict.fromkeys(
        sorted(OF_THE_FIRM - set(kept) - {"SHORTFALL_LAWMATICS_FIELDS"}), ""
    )  # names of a form's fields
    return nothing | {f"{name}{SUFFIX}": "" for name in nothing} | {"SHORTFALL_TELL": json.dumps(config.targets)}


def parts(config: Settings) -> list[Part]:
    """The processes of the assistant."""
    python = sys.executable
    return [
        Part(
            "engine",
            (str(ENGINE_PYTHON), "-m", "shortfall.processes.engine_process"),
            {"SHORTFALL_ENGINE_HOST": LOOPBACK} | without_secrets(config),
        ),
        Part("actions", (python, "-m", "actions"), {"SHORTFALL_ACTIONS_HOST": LOOPBACK} | without_secrets(config)),
        # It checks Twilio's signature.
        Part("gateway", (python, "-m", "shortfall.web"), without_secrets(config, "SHORTFALL_TWILIO_AUTH_TOKEN")),
        Part("worker", (python, "-m", "shortfall.processes.worker")),
    ]


def check_ports(config: Settings) -> None:
    """See that every port can be listened on.

    Raises:
        CannotRun: one cannot.
    """
    wanted = (
        ("engine", LOOPBACK, config.engine_port, "SHORTFALL_ENGINE_PORT"),
        ("actions", LOOPBACK, config.actions_port, "SHORTFALL_ACTIONS_PORT"),
        ("gateway", config.host, config.port, "SHORTFALL_PORT"),
    )
    with ExitStack() as held:
        for name, host, port, setting in wanted:
            listening = held.enter_context(socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET))
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                listening.bind((host, port))
                listening.listen()
            except OSError as error:
                why = f"{host}:{port} for the {name}: {error.strerror or error}"
                raise CannotRun(f"cannot listen on {why}; stop what uses it, or set {setting}") from None


def ask_once(url: str) -> bool:
    """Whether a message gets a real answer, through everything; the chat is erased again."""
    try:
        chat = Api(url)
        if not chat.ready():
            return False
        chat.open()
        answer = chat.send({"text": FIRST_QUESTION})
        chat.erase()
    except (ChatProblem, requests.RequestException):
        return False
    return any(message["text"] for message in answer)


def model_refused(config: Settings) -> bool:
    """Whether the engine runs without its model: it listens only after it has tried to load it, then never again."""
    try:
        response = requests.get(f"http://{LOOPBACK}:{config.engine_port}/webhooks/shortfall/", timeout=5)
    except requests.RequestException:
        return False
    return response.status_code == 503


class Output(Printer):
    """What the processes print goes to var/log/<name>.log and, with its name before it, to the terminal."""

    def __init__(self, folder: Path, names: Sequence[str]) -> None:
        super().__init__(sys.stdout)
        folder.mkdir(parents=True, exist_ok=True)
        self._logs = {name: _log(folder / f"{name}.log") for name in names}

    def write(self, message: Message) -> None:
        """Take one line; what the supervisor itself has to say is said elsewhere."""
        if log := self._logs.get(message.name):
            text = message.data.decode("utf-8", "replace").rstrip("\n")
            log.emit(LogRecord(message.name, 0, "", 0, text, None, None))
            super().write(message)


def _log(path: Path) -> RotatingFileHandler:
    handler = RotatingFileHandler(path, maxBytes=LOG_BYTES, backupCount=1, encoding="utf-8")
    handler.setFormatter(Formatter("%(message)s"))
    return handler


# Looked up here, because little is safe to do between a fork and what follows it.
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None
_PR_SET_PDEATHSIG = 1  # prctl(2)


def end_with_parent(end: signal.Signals) -> None:
    """Let the kernel send this process `end` when its parent is gone, however that ends; on Linux only."""
    if _LIBC:
        _LIBC.prctl(_PR_SET_PDEATHSIG, end)


class Bound(Process):
    """A process that does not outlive the supervisor, even one that is killed."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._child_ctor = partial(Popen, preexec_fn=partial(end_with_parent, signal.SIGTERM))

    def run(self, *args: Any, **options: Any) -> None:
        """Between the supervisor and the process stands a copy of the supervisor, which reads what it prints and must go too."""
        end_with_parent(signal.SIGKILL)
        super().run(*args, **options)


class Supervisor(Manager):
    """Starts all at once, and stops all when one ends or a signal comes."""

    def __init__(self, found: Sequence[Part], output: Output, watch: Callable[[], None]) -> None:
        super().__init__(output)
        self._process_ctor = Bound
        self.died: str | None = None
        self._asked = False
        self._watch = watch
        for part in found:
            # `exec` leaves no shell between a process and its signals.
            self.add_process(
                part.name, f"exec {shlex.join(part.command)}", env=os.environ | part.environment, cwd=str(ROOT)
            )

    @property
    def stopping(self) -> bool:
        """Whether the end has begun."""
        return bool(self._terminating)

    def terminate(self) -> None:
        """Stop all; when some are still being started, as soon as they have been.

        A signal handler calls this in the middle of anything, so the first call only leaves word: the loop comes round ten
        times a second.
        """
        if self._asked and self._all_started():
            super().terminate()
        self._asked = True

    def _any_stopped(self) -> bool:
        """Asked by the loop, which then calls `terminate`."""
        if not self._asked and super()._any_stopped():
            self.died = next(name for name, state in self._processes.items() if "returncode" in state)
            self._asked = True
        return self._asked

    def _start(self) -> None:
        super()._start()
        # Only now, because a thread does not survive the forks above.
        threading.Thread(target=self._watch, daemon=True).start()


def serve(config: Settings, begun: float, ready_file: Path | None) -> int:
    """Run all processes until they stop: 0 when told to, 1 when one of them ended by itself or no answer came."""
    url = address(config)
    logs = config.var_dir / "log"
    problems: list[str] = []

    def watch() -> None:
        started = time.monotonic()
        while not supervisor.stopping:
            if ask_once(url):
                if ready_file:
                    ready_file.write_text(url)
                print(f"\nReady after {time.monotonic() - begun:.1f} s: {url}   (Ctrl-C stops)\n", flush=True)
                return
            if model_refused(config):
                problems.append(f"the engine could not load {MODEL}: delete it and start again")
            elif time.monotonic() - started > READY_SECONDS:
                problems.append(f"no answer within {READY_SECONDS} s")
            if problems:
                supervisor.terminate()
                return
            time.sleep(0.2)

    found = parts(config)
    supervisor = Supervisor(found, Output(logs, [part.name for part in found]), watch)
    # A closed terminal must not leave the processes behind.
    signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
    supervisor.loop()
    if supervisor.died:
        problems.append(f"the {supervisor.died} ended by itself; see {supervisor.died}.log")
    if problems:
        print(f"stopped: {problems[0]} (logs: {logs})", file=sys.stderr)
        return 1
    print("Stopped.")
    return 0


def prepare() -> Settings:
    """Check and prepare all that must be there before anything starts.

    Raises:
        CannotRun: something is wrong that a person must put right.
    """
    try:
        config = settings()
    except ValidationError as error:
        first = error.errors()[0]
        raise CannotRun(f"SHORTFALL_{'.'.join(map(str, first['loc'])).upper()}: {first['msg']}") from None
    config = config.model_copy(update={"var_dir": config.var_dir.resolve()})
    # The engine knows no settings file, and all must agree on where the state is.
    os.environ["SHORTFALL_VAR_DIR"] = str(config.var_dir)
    check_ports(config)
    try:
        config.var_dir.mkdir(parents=True, exist_ok=True)
        ensure_model()
        migrate(config.database)
    except EngineProblem as problem:
        raise CannotRun(str(problem)) from None
    except (OSError, SQLAlchemyError) as error:
        raise CannotRun(f"cannot prepare {config.var_dir}: {str(error).splitlines()[0]}") from None
    return config


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    begun = time.monotonic()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ready-file", type=Path, help="write the address here once a message was answered")
    chosen = parser.parse_args(arguments)
    # Until the supervisor takes over, a signal unwinds what is being done.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        config = prepare()
        # What is written from here on may hold what people said.
        os.umask(0o077)
        return serve(config, begun, chosen.ready_file)
    except CannotRun as problem:
        print(f"cannot run: {problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
