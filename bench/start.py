"""From `make run` to the first real answer, and the memory of each process, beside what importing Rasa alone takes in the same run.

    .venv/bin/python -m bench.start [--runs 3] [--json OUT]

Everything is installed and trained. Warm starts one after the other (medians); before the cold one the kernel is made to forget
the files it has in memory, which only root may do: without it there is no cold figure. Memory is each process's own share (PSS),
after twenty questions.
"""

from __future__ import annotations

import contextlib
import os
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

from bench import figures
from bench.turns import ENGINE_PYTHON, Person
from shortfall.base.settings import ROOT
from shortfall.content.questions import load_questions
from tests.system.running import processes, running

IMPORTS = """
from engine import no_tensorflow
no_tensorflow.apply()
import rasa.core.agent, rasa.server
"""


def imports() -> float:
    """Seconds to import what an engine of Rasa needs, and nothing else."""
    began = time.monotonic()
    environment = os.environ | {"PYTHONWARNINGS": "ignore", "SQLALCHEMY_SILENCE_UBER_WARNING": "1"}
    subprocess.run([ENGINE_PYTHON, "-c", IMPORTS], cwd=ROOT, env=environment, check=True, stderr=subprocess.DEVNULL)
    return time.monotonic() - began


def start(memory: dict[str, float] | None = None) -> float:
    """Seconds to the first real answer, which is what the supervisor itself waits for."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as assistant:
        took = time.monotonic() - began
        if memory is not None:
            person = Person(assistant.url)
            for topic in list(load_questions().values())[:20]:
                person.say(topic.examples["en"][0])
            memory |= {name: sum(map(share, pids)) for name, pids in processes(assistant).items()}
        return took


def share(pid: int) -> float:
    """Megabytes of a process, what it shares counted in part."""
    rows = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(row.split()[1]) for row in rows if row.startswith("Pss:")) / 1024


def forget_files() -> bool:
    """Make the kernel forget its file cache; whether it did."""
    with contextlib.suppress(OSError):
        os.sync()
        Path("/proc/sys/vm/drop_caches").write_text("3\n")
        return True
    return False


def main() -> None:
    """Print the table."""
    parser = figures.parser(__doc__)
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    memory: dict[str, float] = {}
    start()  # whatever was not compiled yet
    pairs = [(imports(), start(memory)) for _ in range(arguments.runs)]
    floor, warm = (statistics.median(values) for values in zip(*pairs, strict=True))
    found = {"imports_s": floor, "warm_s": warm, "warm_to_imports": warm / floor}
    if forget_files():
        found["cold_s"] = start()
    found |= {f"{name}_MB": megabytes for name, megabytes in sorted(memory.items())}
    for name, value in found.items():
        print(f"{name:18}{value:8.2f}")
    figures.write(arguments.json, found)


if __name__ == "__main__":
    main()
