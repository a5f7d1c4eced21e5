"""`python -m shortfall.web` as a process."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx

from shortfall.base.settings import ROOT


def _environment(folder: Path, port: int) -> dict[str, str]:
    return os.environ | {
        "SHORTFALL_VAR_DIR": str(folder),
        "SHORTFALL_PORT": str(port),
        "SHORTFALL_ENGINE_PORT": "1",
        "SHORTFALL_LOG_LEVEL": "info",
    }


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def test_a_taken_port_is_one_clear_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-m", "shortfall.web"],
            cwd=ROOT,
            env=_environment(tmp_path, port),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.splitlines() == [f"gateway: cannot listen on 127.0.0.1:{port}: another program uses it"]


def test_a_database_that_cannot_be_opened_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "shortfall.db").mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "shortfall.web"],
        cwd=ROOT,
        env=_environment(tmp_path, _free_port()),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith("gateway: cannot start: ")


def test_it_serves_logs_json_without_addresses_and_stops(tmp_path: Path) -> None:
    port = _free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "shortfall.web"],
        cwd=ROOT,
        env=_environment(tmp_path, port),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    lines = []
    for line in process.stdout:
        lines.append(line)
        if "startup complete" in line:
            break
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False) as http:
        response = http.post("/api/chat/sessions?from=3125550101", headers={"X-Forwarded-For": "203.0.113.77"})
        assert response.status_code == 201
        assert "server" not in response.headers
    process.send_signal(signal.SIGTERM)
    rest, errors = process.communicate(timeout=60)
    events = [json.loads(line) for line in [*lines, *rest.splitlines()]]
    (request,) = [event for event in events if event["event"] == "request"]
    assert (request["route"], request["status"]) == ("/api/chat/sessions", 201)
    assert request["request_id"] == response.headers["X-Request-ID"]
    for secret in ("203.0.113.77", "3125550101", response.json()["token"]):
        assert secret not in rest + errors + "".join(lines)
    assert errors == ""
