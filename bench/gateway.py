"""What the gateway adds to a turn: with an engine that answers at once, beside a bare ASGI echo under the same server, in one run.

    .venv/bin/python -m bench.gateway [--rounds 400] [--json OUT]

Wall-clock milliseconds of a message (medians, in turn with the echo) and the gateway's own processor time for one.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests

from bench import figures
from bench.turns import Person, bare_server, echoing
from shortfall.base.settings import ROOT
from tests.scale.servers import started
from tests.system.running import environment, free_ports, processor_seconds

WARM_UP = 20
REPLY = {
    "messages": [
        {
            "text": "They can take part of your pay, and only after a judgment. " * 10,
            "topic": "wage_garnishment",
            "choices": [{"label": "What is protected?", "payload": "/exemptions"}] * 3,
            "sources": [{"cite": "735 ILCS 5/12-803", "url": "https://www.ilga.gov/"}],
            "card": None,
            "asking": None,
        }
    ]
}
ANSWER = json.dumps(REPLY).encode()


async def instant(scope: dict[str, Any], receive: Callable[[], Any], send: Callable[[Any], Any]) -> None:
    """An engine that always gives the same answer at once."""
    while (await receive()).get("more_body"):
        pass
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"application/json")]})
    await send({"type": "http.response.body", "body": ANSWER})


@contextmanager
def gateway(folder: Path) -> Iterator[tuple[str, int]]:
    """The address and the process id of a gateway with such an engine."""
    port, engine = free_ports(2)
    settings = environment(folder, {"PORT": str(port), "ENGINE_PORT": str(engine)})  # type: ignore[dict-item]
    command, log = [sys.executable, "-m", "shortfall.web"], folder / "gateway.log"
    with (
        bare_server("bench.gateway:instant", engine),
        started(command, log, port, cwd=ROOT, env=settings) as process,
    ):
        yield f"http://127.0.0.1:{port}", process.pid


def main() -> None:
    """Print the table."""
    parser = figures.parser(__doc__)
    parser.add_argument("--rounds", type=int, default=400)
    arguments = parser.parse_args()
    times: dict[str, list[float]] = {"echo": [], "gateway": []}
    with tempfile.TemporaryDirectory() as folder, gateway(Path(folder)) as (url, pid), echoing() as echo_url:
        person, bare, used = Person(url), requests.Session(), 0.0
        for i in range(arguments.rounds + WARM_UP):
            if i % 10 == 0:
                person.begin()
            if i == WARM_UP:
                used = processor_seconds(pid)
            began = time.perf_counter()
            bare.post(echo_url, json={"text": "x"}, timeout=60).raise_for_status()
            taken = {"echo": time.perf_counter() - began, "gateway": person.say(f"can they take my pay, try {i}")}
            if i >= WARM_UP:
                for kind, seconds in taken.items():
                    times[kind].append(seconds)
        used = processor_seconds(pid) - used
    echo, ours = (1000 * statistics.median(times[kind]) for kind in ("echo", "gateway"))
    found = {
        "echo_ms": echo,
        "message_ms": ours,
        "to_echo": ours / echo,
        "processor_ms": 1000 * used / arguments.rounds,
    }
    for name, value in found.items():
        print(f"{name:14}{value:8.2f}")
    figures.write(arguments.json, found)


if __name__ == "__main__":
    main()
