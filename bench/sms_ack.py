"""How fast a text message is acknowledged while the engine is down and a worker keeps trying, beside a bare ASGI echo in the same run.

.venv/bin/python -m bench.sms_ack [seconds] [messages a second] [--json OUT]
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx

from bench import figures
from shortfall.base.database import migrate
from shortfall.base.settings import ROOT
from shortfall.sms.choose import INBOUND
from tests.channels.fake_twilio import FakeTwilio, message, signed
from tests.system.running import free_ports


async def echo(
    scope: dict[str, Any],
    receive: Callable[[], Awaitable[dict[str, Any]]],
    send: Callable[[dict[str, Any]], Awaitable[None]],
) -> None:
    """The least that an ASGI application can do with a body."""
    if scope["type"] != "http":
        return
    body = (await receive()).get("body", b"")
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % len(body))]})
    await send({"type": "http.response.body", "body": body})


def percentile(values: list[float], share: float) -> float:
    """In milliseconds."""
    return 1000 * sorted(values)[min(len(values) - 1, int(share * len(values)))]


def main() -> None:
    """Measure and print."""
    parser = figures.parser(__doc__)
    parser.add_argument("seconds", type=float, nargs="?", default=30.0)
    parser.add_argument("rate", type=float, nargs="?", default=20.0, help="messages a second")
    arguments = parser.parse_args()
    seconds, rate = arguments.seconds, arguments.rate
    twilio = FakeTwilio()
    port, engine_port, echo_port = free_ports(3)
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | twilio.settings()
        environment |= {"SHORTFALL_VAR_DIR": folder, "SHORTFALL_PORT": str(port), "SHORTFALL_RATE_LIMIT": "off"}
        environment |= {"SHORTFALL_ENGINE_PORT": str(engine_port), "SHORTFALL_LOG_LEVEL": "error"}
        migrate(f"sqlite:///{folder}/shortfall.db")
        quiet = ["--log-level", "error", "--port", str(echo_port)]
        commands = [
            ["-m", "shortfall.web"],
            ["-m", "uvicorn", "bench.sms_ack:echo", *quiet],
            ["-m", "shortfall.processes.worker"],
        ]
        processes = [subprocess.Popen([sys.executable, *c], cwd=ROOT, env=environment) for c in commands]
        try:
            with httpx.Client(timeout=30, trust_env=False) as http:
                figures.write(arguments.json, _measure(http, port, echo_port, seconds, rate))
        finally:
            for process in processes:
                process.kill()
                process.wait()
            twilio.stop()
        size = (Path(folder) / "shortfall.db").stat().st_size
        print(f"database afterwards: {size / 1e6:.1f} MB")


def _measure(http: httpx.Client, port: int, echo_port: int, seconds: float, rate: float) -> dict[str, float]:
    for url in (f"http://127.0.0.1:{port}/healthz", f"http://127.0.0.1:{echo_port}/"):
        for _ in range(600):
            try:
                http.post(url) if "healthz" not in url else http.get(url)
                break
            except httpx.TransportError:
                time.sleep(0.1)
    ours: list[float] = []
    bare: list[float] = []
    begun = time.perf_counter()
    for number in range(int(seconds * rate)):
        time.sleep(max(0.0, begun + number / rate - time.perf_counter()))
        body, headers = signed(INBOUND, message(f"+1312744{number % 200:04}", f"can they take my paycheck {number}"))
        for times, url in ((ours, f"http://127.0.0.1:{port}{INBOUND}"), (bare, f"http://127.0.0.1:{echo_port}/")):
            asked = time.perf_counter()
            assert http.post(url, content=body, headers=headers).status_code == 200
            times.append(time.perf_counter() - asked)
    found: dict[str, float] = {}
    for share in (0.5, 0.95, 0.99):
        mine, theirs = percentile(ours, share), percentile(bare, share)
        found |= {f"p{round(100 * share)}_ms": mine, f"p{round(100 * share)}_to_echo": mine / theirs}
        print(f"p{round(100 * share)}: {mine:.1f} ms, bare echo {theirs:.1f} ms, {mine / theirs:.1f} times")
    took = time.perf_counter() - begun
    print(f"{len(ours)} messages in {took:.0f} s, slowest {1000 * max(ours):.0f} ms")
    return found


if __name__ == "__main__":
    main()
