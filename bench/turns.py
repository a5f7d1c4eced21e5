"""A question and an answer to a form through the gateway, beside the least that a turn can take, in one run.

    .venv/bin/python -m bench.turns [--rounds 60] [--starts 3] [--json OUT]

Starts the assistant as `make run` does, on free ports with a state folder of its own; three times, for one start differs from the
next by a twentieth. The floor is one sentence embedding (in the engine's environment, two threads as in the engine) and one POST to a
bare ASGI echo under the gateway's server. Each round does one of each kind: embedding, echo, one question that was not asked before, an
answer to a form. Targets: a question at most 2 times the floor, an answer to a form at most 1.5 times a question.
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import requests

from bench import figures
from engine.focus import parts
from shortfall.base.settings import ROOT
from shortfall.content.questions import load_questions
from tests.scale.servers import started
from tests.system.running import free_ports, running

ENGINE_PYTHON = ROOT / "engine/.venv/bin/python"
# Reads a text a line, writes the seconds that its embedding took.
EMBED = """
import sys, time
from engine.encoder import SentenceEncoder
encoder = SentenceEncoder()
for line in sys.stdin:
    began = time.perf_counter()
    encoder.encode([line.strip()])
    print(time.perf_counter() - began, flush=True)
"""
FORM = ("312k", "it sold for 250k")
WARM_UP = 5


async def echo(scope: dict[str, Any], receive: Callable[[], Any], send: Callable[[Any], Any]) -> None:
    """The least ASGI application: what comes in goes out."""
    body = (await receive()).get("body", b"")
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"application/json")]})
    await send({"type": "http.response.body", "body": body})


def bare_server(app: str, port: int) -> AbstractContextManager[subprocess.Popen[bytes]]:
    """A bare ASGI application under the gateway's server."""
    command = [sys.executable, "-m", "uvicorn", app, "--port", str(port), "--lifespan", "off", "--log-level", "error"]
    return started(command, Path(os.devnull), port, cwd=ROOT)


@contextmanager
def echoing() -> Iterator[str]:
    """The address of a running echo."""
    port = free_ports(1)[0]
    with bare_server("bench.turns:echo", port):
        yield f"http://127.0.0.1:{port}/"


class Person:
    """Someone at the chat API."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._http = requests.Session()
        self.begin()

    def begin(self) -> None:
        """Start a conversation."""
        made = self._http.post(f"{self._url}/api/chat/sessions", timeout=60)
        made.raise_for_status()
        self._http.headers["Authorization"] = f"Bearer {made.json()['token']}"

    def say(self, text: str) -> float:
        """Seconds that a turn took."""
        began = time.perf_counter()
        reply = self._http.post(f"{self._url}/api/chat/messages", json={"text": text}, timeout=60)
        seconds = time.perf_counter() - began
        reply.raise_for_status()
        return seconds


def measure(url: str, rounds: int, seed: int) -> dict[str, list[float]]:
    """Seconds of each kind of turn; `seed` chooses what is asked."""
    examples = [f"hello, {text}" for topic in load_questions().values() for text in topic.examples["en"] if "?" in text]
    # One embedding is the floor of one question: two of them in a message are read one by one.
    asked = random.Random(seed).sample([text for text in examples if not parts(text)], rounds + WARM_UP)
    times: dict[str, list[float]] = {"embedding": [], "echo": [], "question": [], "form": []}
    embedder = subprocess.Popen(
        [ENGINE_PYTHON, "-c", EMBED], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert embedder.stdin and embedder.stdout
    asking, filling, bare = Person(url), Person(url), requests.Session()
    with embedder, echoing() as echo_url:
        for i, text in enumerate(asked):
            if i % 10 == 0:
                asking.begin()
            if i % len(FORM) == 0:
                filling.begin()
                filling.say("how much will I owe?")
            embedder.stdin.write(f"{' '.join(text.split())}\n")
            embedder.stdin.flush()
            taken = {"embedding": float(embedder.stdout.readline())}
            began = time.perf_counter()
            bare.post(echo_url, json={"text": text}, timeout=60).raise_for_status()
            taken["echo"] = time.perf_counter() - began
            taken["question"] = asking.say(text)
            taken["form"] = filling.say(FORM[i % len(FORM)])
            if i >= WARM_UP:
                for kind, seconds in taken.items():
                    times[kind].append(seconds)
        embedder.stdin.close()
    return times


def main() -> None:
    """Print the table."""
    parser = figures.parser(__doc__)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--starts", type=int, default=3)
    arguments = parser.parse_args()
    times: defaultdict[str, list[float]] = defaultdict(list)
    for start in range(arguments.starts):
        with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as assistant:
            for kind, seconds in measure(assistant.url, arguments.rounds, start).items():
                times[kind] += seconds
    medians = {kind: 1000 * statistics.median(values) for kind, values in times.items()}
    floor = medians["embedding"] + medians["echo"]
    found = {
        **{f"{kind}_ms": value for kind, value in medians.items()},
        "question_to_floor": medians["question"] / floor,
        "form_to_question": medians["form"] / medians["question"],
    }
    for name, value in found.items():
        print(f"{name:20}{value:8.2f}")
    figures.write(arguments.json, found)


if __name__ == "__main__":
    main()
