"""The action server: keyed, bounded, and not to be stopped by one action."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from pathlib import Path

import httpx
import pytest

from actions.server import MAX_BODY, MODULES, make_runner
from shortfall.base.firm import load_firm
from tests.actions.stuck import KEY
from tests.system.running import free_ports

HEADERS = {"Authorization": f"Bearer {KEY}", "Content-Type": "application/json"}


class Server:
    """The running server."""

    def __init__(self, url: str, process: int) -> None:
        self.url = url
        self.process = process

    def run(self, name: str, **more: str) -> httpx.Response:
        """Call an action."""
        call = {"next_action": name, "tracker": {"slots": {}}} | more
        return httpx.post(f"{self.url}/webhook", headers=HEADERS, json=call, timeout=60, trust_env=False)

    def memory(self) -> int:
        """The most that the listening process has had in use, in kB."""
        status = Path(f"/proc/{self.process}/status").read_text()
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    (port,) = free_ports(1)
    url = f"http://127.0.0.1:{port}"
    with subprocess.Popen([sys.executable, "-m", "tests.actions.stuck", str(port)]) as process:
        try:
            for _ in range(300):
                try:
                    httpx.get(f"{url}/health", trust_env=False)
                    break
                except httpx.TransportError:
                    time.sleep(0.1)
            yield Server(url, process.pid)
        finally:
            process.terminate()


def worker(answer: httpx.Response) -> str:
    """Which process ran an action."""
    return str(answer.json()["responses"][0]["text"])


def test_an_action_runs_in_a_process_of_its_own(server: Server) -> None:
    answer = server.run("echo")
    assert answer.status_code == 200
    assert int(worker(answer)) != server.process


def test_an_action_that_hangs_is_ended_with_an_apology_and_the_next_one_runs(server: Server) -> None:
    with ThreadPoolExecutor(2) as visitors:
        stuck, other = visitors.submit(server.run, "hang"), visitors.submit(server.run, "echo")
        done, _ = wait([stuck, other], return_when=FIRST_COMPLETED)
        assert done == {other} and other.result().status_code == 200
        answer = stuck.result()
    assert answer.status_code == 200
    (said,) = answer.json()["responses"]
    assert load_firm()["phone"] in said["text"] and said["metadata"] == {"topic": "error"}
    assert answer.json()["events"] == []
    # Both processes work again, the one that hung made anew.
    with ThreadPoolExecutor(2) as visitors:
        assert all(each.status_code == 200 for each in visitors.map(server.run, ["echo"] * 10))


def test_the_apology_is_in_the_language_of_the_talk(server: Server) -> None:
    case = {"language": {"value": "es", "words": "", "turn": 0, "sure": True}}
    call = {"next_action": "hang", "tracker": {"slots": {"case": case}}}
    answer = httpx.post(f"{server.url}/webhook", headers=HEADERS, json=call, timeout=60, trust_env=False)
    assert answer.json()["responses"][0]["text"].startswith("Perd")


def test_an_action_that_takes_its_process_along_fails_and_the_next_one_runs(server: Server) -> None:
    assert server.run("die").status_code == 500
    assert [server.run("echo").status_code for _ in range(4)] == [200] * 4


@pytest.mark.parametrize("key", ["", "Bearer", f"Bearer {KEY[:-1]}", KEY, f"Basic {KEY}"])
def test_who_has_no_key_is_refused_before_anything_is_read(server: Server, key: str) -> None:
    answer = httpx.post(
        f"{server.url}/webhook",
        headers=HEADERS | {"Authorization": key},
        json={"next_action": "echo"},
        trust_env=False,
    )
    assert answer.status_code == 401
    assert httpx.get(f"{server.url}/actions", trust_env=False).status_code == 404


def test_a_small_body_that_unpacks_to_a_huge_one_takes_no_memory(server: Server) -> None:
    bomb = zlib.compress(b'{"next_action": "echo", "more": "' + b"a" * 280_000_000 + b'"}', 9)
    assert len(bomb) < 300_000
    before = server.memory()
    answer = httpx.post(
        f"{server.url}/webhook",
        headers=HEADERS | {"Content-Encoding": "deflate"},
        content=bomb,
        timeout=60,
        trust_env=False,
    )
    assert answer.status_code == 413
    assert server.memory() - before < 3 * MAX_BODY / 1024


def test_a_packed_body_is_read_and_a_broken_one_is_not(server: Server) -> None:
    packed = HEADERS | {"Content-Encoding": "deflate"}
    call = json.dumps({"next_action": "echo", "more": "a" * 100_000}).encode()
    answer = httpx.post(f"{server.url}/webhook", headers=packed, content=zlib.compress(call), trust_env=False)
    assert answer.json()["responses"][0]["size"] == len(call)
    broken = httpx.post(f"{server.url}/webhook", headers=packed, content=b"no zlib", trust_env=False)
    assert broken.status_code == 413
    large = httpx.post(f"{server.url}/webhook", headers=HEADERS, content=b" " * (MAX_BODY + 1), trust_env=False)
    assert large.status_code == 413


def test_the_runner_knows_every_action_and_says_what_rasa_expects() -> None:
    # In a thread of its own: where a browser test ran before, an event loop is running in this one.
    alone, runner = ThreadPoolExecutor(1), make_runner()

    def run(call: bytes) -> tuple[int, bytes]:
        return alone.submit(runner, call).result()

    assert "actions.action_plan" in MODULES
    status, body = run(json.dumps({"next_action": "action_nobody_knows"}).encode())
    assert (status, json.loads(body)["action_name"]) == (404, "action_nobody_knows")
    # The engine sends no domain (endpoints.yml), without which the SDK alone would run nothing.
    status, body = run(json.dumps({"next_action": "action_unsure", "tracker": {"sender_id": "x"}}).encode())
    assert status == 200 and json.loads(body)["responses"]
    status, body = run(b"[]")
    assert status == 500 and b"failed" in body
