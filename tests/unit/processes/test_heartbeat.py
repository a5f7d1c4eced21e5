"""A worker shows that it lives, and stops doing so when a piece of work hangs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from shortfall.processes.heartbeat import DEAD_SECONDS, HUNG_SECONDS, Heart, alive, heartbeat_file


def test_a_round_that_hangs_stops_the_heart(tmp_path: Path) -> None:
    now = [0.0]
    heart = Heart(tmp_path / "beat", lambda: now[0])
    with heart.round():
        now[0] = HUNG_SECONDS
        assert heart.beat()
        (tmp_path / "beat").unlink()
        now[0] += 1
        assert not heart.beat() and not (tmp_path / "beat").exists()
    assert heart.beat() and (tmp_path / "beat").exists()


def test_a_round_that_fails_is_over(tmp_path: Path) -> None:
    now = [0.0]
    heart = Heart(tmp_path / "beat", lambda: now[0])
    try:
        with heart.round():
            raise OSError
    except OSError:
        now[0] = 2 * HUNG_SECONDS
    assert heart.beat()


def test_a_file_that_is_old_or_missing_is_no_sign_of_life(tmp_path: Path) -> None:
    file = heartbeat_file(tmp_path)
    assert not alive(file, 1000)
    file.touch()
    os.utime(file, (1000, 1000))
    assert alive(file, 999 + DEAD_SECONDS) and not alive(file, 1000 + DEAD_SECONDS)


def test_the_probe_of_the_containers(tmp_path: Path) -> None:
    probe = [sys.executable, "-m", "shortfall.processes.heartbeat"]
    environment = os.environ | {"SHORTFALL_VAR_DIR": str(tmp_path)}
    assert subprocess.run(probe, env=environment, check=False).returncode == 1
    Heart(heartbeat_file(tmp_path)).beat()
    assert subprocess.run(probe, env=environment, check=False).returncode == 0
