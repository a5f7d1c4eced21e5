"""`python -m shortfall.processes.run`: the real processes, started, watched and stopped."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
import requests

from shortfall.base.settings import ROOT, Settings
from shortfall.processes.chat import Api
from shortfall.processes.run import CannotRun, check_ports
from tests.system.running import alive, command, environment, family, listening, running, three_ports

LOOPBACK = "0100007F"


def test_it_answers_through_all_processes(stack: str) -> None:
    chat = Api(stack)
    assert chat.open()[0]["text"]
    (first, *_) = chat.send({"text": "can they take money out of my paycheck"})
    assert first["topic"] == "wage_garnishment"
    # A form is the action server's work.
    assert any("?" in message["text"] for message in chat.send({"text": "how much will I owe"}))
    chat.erase()


def test_sigterm_stops_everything_and_only_loopback_was_used(tmp_path: Path) -> None:
    with running(tmp_path) as run:
        pids = family(run.process.pid)
        found = listening(pids)
        assert {port for _, port in found} == set(run.ports.values())
        assert {address for address, _ in found} == {LOOPBACK}
        for name in ("rasa.db", "shortfall.db", "internal.key", "log/engine.log"):
            assert (run.folder / name).stat().st_mode & 0o077 == 0, name
        # What the libraries would say at every start.
        assert "Warning" not in run.printed.read_text()
        run.process.send_signal(signal.SIGTERM)
        assert run.process.wait(30) == 0
        assert alive(pids) == set()
    assert run.printed.read_text().rstrip().endswith("Stopped.")
    with pytest.raises(requests.ConnectionError):
        Api(run.url).ready()


def test_nothing_outlives_a_killed_supervisor(tmp_path: Path) -> None:
    with running(tmp_path) as run:
        pids = family(run.process.pid)
        assert len(pids) > len(run.ports)
        run.process.kill()
        run.process.wait(30)
        begun = time.monotonic()
        while alive(pids):
            assert time.monotonic() - begun < 60, [command(pid) for pid in alive(pids)]
            time.sleep(0.2)


def test_when_one_process_dies_all_stop_and_the_log_is_named(tmp_path: Path) -> None:
    with running(tmp_path) as run:
        pids = family(run.process.pid)
        (engine,) = [pid for pid in pids if "shortfall.processes.engine_process" in command(pid)]
        os.kill(engine, signal.SIGKILL)
        assert run.process.wait(30) == 1
        assert alive(pids) == set()
        assert f"stopped: the engine ended by itself; see engine.log (logs: {tmp_path}/log)" in run.printed.read_text()


def test_a_signal_during_the_start_leaves_nothing_behind(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "shortfall.processes.run"],
        cwd=ROOT,
        env=environment(tmp_path, three_ports()),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert process.stdout
    process.stdout.readline()  # the first process has something to say, so all have been started
    pids = family(process.pid)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)
    assert process.returncode == 0
    assert len(pids) > 3
    assert alive(pids) == set()


@pytest.mark.parametrize("name", ["PORT", "ENGINE_PORT", "ACTIONS_PORT"])
def test_a_taken_port_is_one_clear_line(name: str, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-m", "shortfall.processes.run"],
            cwd=ROOT,
            env=environment(tmp_path, three_ports() | {name: port}),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.returncode == 1
    (line,) = (done.stdout + done.stderr).splitlines()
    assert line.startswith(f"cannot run: cannot listen on 127.0.0.1:{port} for the ")
    assert line.endswith(f"stop what uses it, or set SHORTFALL_{name}")


def test_a_setting_of_the_wrong_kind_is_one_clear_line(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "shortfall.processes.run"],
        cwd=ROOT,
        env=environment(tmp_path, {}) | {"SHORTFALL_PORT": "eighty"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith("cannot run: SHORTFALL_PORT: ")


def test_two_processes_cannot_share_a_port(tmp_path: Path) -> None:
    ports = three_ports()
    with pytest.raises(CannotRun, match="SHORTFALL_PORT"):
        config = Settings(port=ports["PORT"], engine_port=ports["ENGINE_PORT"], actions_port=ports["PORT"])
        check_ports(config)
