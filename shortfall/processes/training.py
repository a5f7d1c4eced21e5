"""The engine's model: trained when something it depends on has changed, and only then.

    python -m shortfall.processes.training              train if needed
    python -m shortfall.processes.training --validate   check domain and data; any finding is a failure

Rasa's own output goes to var/log/.
"""

from __future__ import annotations

import argparse
import fcntl
import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from shortfall.base.settings import ROOT, settings

MODEL = Path("models/shortfall.tar.gz")
ENGINE_PYTHON = Path("engine/.venv/bin/python")
RASA = (str(ENGINE_PYTHON), "-m", "shortfall.processes.rasa")
PROJECT = ("--domain", "domain.yml", "--data", "data", "--config", "config.yml")

INPUTS = (
    "config.yml",
    "domain.yml",
    "data/**/*.yml",
    "data/talks/*.csv",
    "engine/*.py",
    "engine/uv.lock",
    "engine/weights/*.sha256",
    "shortfall/content/questions.py",
    "shortfall/content/talks.py",
    "shortfall/law/figures.py",
)
"""What the model is made from, as patterns."""
NOT_INPUTS = (
    "engine/channel.py",
    "engine/choices.py",
    "engine/examples.py",
    "engine/focus.py",
    "engine/gloss.py",
    "engine/guard.py",
    "engine/logs.py",
    "engine/patches.py",
    "engine/reader.py",
    "engine/roles.py",
    "engine/speech.py",
    "engine/tracker_store.py",
    "engine/tune.py",
)
"""What is read only while answering, so that a change of it needs a restart and no training."""


class EngineProblem(Exception):
    """The engine's environment is missing, or Rasa failed; the text is for the terminal."""


def inputs(root: Path = ROOT) -> list[Path]:
    """The files the model is made from, relative to `root`, in a fixed order."""
    found = {path.relative_to(root) for pattern in INPUTS for path in root.glob(pattern)}
    return sorted(path for path in found if not any(path.match(pattern) for pattern in NOT_INPUTS))


def key(root: Path = ROOT) -> str:
    """A hash over the inputs and the model made from them; it changes when either does."""
    total = hashlib.sha256()
    for path in [*inputs(root), MODEL]:
        content = (root / path).read_bytes()
        total.update(f"{path.as_posix()}\0{len(content)}\0".encode() + content)
    return total.hexdigest()


def is_current(root: Path = ROOT) -> bool:
    """Whether the model there was trained here from the inputs as they are now."""
    stored = _key_file(root)
    return (root / MODEL).is_file() and stored.is_file() and stored.read_text(encoding="ascii").strip() == key(root)


def ensure_model(root: Path = ROOT, *, rasa: Sequence[str] = RASA, say: Callable[[str], None] = print) -> bool:
    """Train if the model is missing or stale; whether it was trained.

    Raises:
        EngineProblem: it could not be.
    """
    with _one_at_a_time(root):
        if is_current(root):
            return False
        _key_file(root).unlink(missing_ok=True)
        # Forced, because Rasa's cache sees changes of a component's class but not of the modules under it.
        train = (
            "train",
            *PROJECT,
            "--out",
            str(MODEL.parent),
            "--fixed-model-name",
            "shortfall",
            "--force",
            "--skip-validation",
        )
        run_rasa("Training the model", "train", [*rasa, *train], root, say)
        _key_file(root).write_text(key(root) + "\n", encoding="ascii")
        return True


def validate(root: Path = ROOT, *, rasa: Sequence[str] = RASA, say: Callable[[str], None] = print) -> None:
    """Let Rasa check domain and data.

    Raises:
        EngineProblem: it found something.
    """
    run_rasa(
        "Validating domain and data", "validate", [*rasa, "data", "validate", "--fail-on-warnings", *PROJECT], root, say
    )


def run_rasa(what: str, log_name: str, command: Sequence[str], root: Path, say: Callable[[str], None]) -> None:
    """Run Rasa with a short sign of life instead of its output, which goes to var/log/<log_name>.log.

    Raises:
        EngineProblem: it cannot be started or fails; with the last lines of its output.
    """
    if not (root / command[0]).is_file():
        raise EngineProblem("the engine is not installed: run `make install`")
    log = settings().var_dir.resolve() / "log" / f"{log_name}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    begun = time.monotonic()
    say(f"{what} ...")
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(command, cwd=root, stdout=output, stderr=subprocess.STDOUT, start_new_session=True)
        try:
            _watch(process, what, begun, say)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
    if process.returncode:
        last = log.read_text(encoding="utf-8", errors="replace").splitlines()[-20:]
        raise EngineProblem("\n".join([f"{what} failed; the whole output is in {log}", *last]))
    say(f"{what}: done in {time.monotonic() - begun:.0f} s")


def _watch(process: subprocess.Popen[bytes], what: str, begun: float, say: Callable[[str], None]) -> None:
    live = sys.stdout.isatty()
    while True:
        try:
            process.wait(1 if live else 20)
        except subprocess.TimeoutExpired:
            line = f"{what} ... {time.monotonic() - begun:.0f} s"
            if live:
                sys.stdout.write(f"\r{line}")
                sys.stdout.flush()
            else:
                say(line)
        else:
            if live:
                sys.stdout.write("\r\033[K")
            return


def _key_file(root: Path) -> Path:
    return root / MODEL.parent / "shortfall.key"


@contextmanager
def _one_at_a_time(root: Path) -> Iterator[None]:
    """Two that start together train once."""
    folder = root / MODEL.parent
    folder.mkdir(exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; 1 when Rasa failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--validate", action="store_true")
    chosen = parser.parse_args(arguments)
    try:
        if chosen.validate:
            validate()
        elif not ensure_model():
            print(f"Nothing changed since {MODEL} was trained.")
    except EngineProblem as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
