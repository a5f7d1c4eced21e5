"""The supervisor under many signals: it stops once, whole, and says that nothing ended by itself."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from shortfall.base.settings import Settings
from shortfall.processes.run import parts

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


TOLD = {
    "SHORTFALL_SLACK_URL": "https://hooks.slack.test/T/B/x",
    "SHORTFALL_CLIO_TOKEN": "clio-secret",
    "SHORTFALL_LAWMATICS_FORM_URL": "https://api.lawmatics.test/submit",
    "SHORTFALL_TWILIO_AUTH_TOKEN": "twilio-secret",
}


def test_only_the_worker_holds_what_opens_the_firms_systems(tmp_path: Path) -> None:
    """Also where the secrets stand in a file that every process reads."""
    written = tmp_path / ".env"
    written.write_text("".join(f"{name}={value}\n" for name, value in TOLD.items()))
    whole = Settings(_env_file=written)
    held = {}
    for part in parts(whole):
        show = "import sys; from shortfall.base.settings import Settings; print(Settings(_env_file=sys.argv[1]).model_dump_json())"
        hide = {"SHORTFALL_ENGINE_HOST", "SHORTFALL_ACTIONS_HOST"}
        given = {name: value for name, value in part.environment.items() if name not in hide}
        shown = subprocess.run(
            [sys.executable, "-c", show, str(written)],
            env=os.environ | given,
            capture_output=True,
            text=True,
            check=True,
        )
        found = json.loads(shown.stdout)
        secrets = {name for name in TOLD if found[name.removeprefix("SHORTFALL_").lower()]}
        held[part.name] = (secrets, found["tell"])
    told = ["clio", "lawmatics", "slack"]
    assert held == {
        "engine": (set(), told),
        "actions": (set(), told),
        "gateway": ({"SHORTFALL_TWILIO_AUTH_TOKEN"}, told),
        "worker": (set(TOLD), None),
    }
