"""The supervisor under many signals: it stops once, whole, and says that nothing ended by itself."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

SUPERVISOR = """
import sys
from pathlib import Path
from shortfall.processes.run import Output, Part, Supervisor

sleeper = (sys.executable, "-c", "import time; print('up', flush=True); time.sleep(600)")
names = ["one", "two", "three"]
supervisor = Supervisor([Part(name, sleeper) for name in names], Output(Path(sys.argv[1]), names), lambda: None)
print("going", flush=True)
supervisor.loop()
print("died:", supervisor.died, flush=True)
"""


@pytest.mark.parametrize("lines", [2, 4], ids=["while some start", "when all are up"])
def test_many_signals_stop_everything_once(tmp_path: Path, lines: int) -> None:
    with subprocess.Popen([sys.executable, "-c", SUPERVISOR, str(tmp_path)], stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout
            for _ in range(lines):
                process.stdout.readline()
            for number in range(100):
                process.send_signal(signal.SIGTERM if number % 2 else signal.SIGINT)
            said, _ = process.communicate(timeout=60)
            assert process.returncode == 0
            assert said.endswith(b"died: None\n")
        finally:
            process.kill()
