"""Where the time of a question goes: the engine and the gateway, looked at from outside a thousand times a second while questions are asked.

    make profile

Writes var/bench/profile-engine.svg and profile-gateway.svg (flame graphs, by py-spy), and prints the share of a question's time of what
`PARTS` names. py-spy needs to be allowed to look at other processes (root, or ptrace_scope 0).
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from bench import figures
from bench.turns import Person
from shortfall.settings import ROOT
from shortfall.topics import load_topics
from tests.system.running import command, family, running

PY_SPY = "py-spy==0.4.1"
PARTS = {
    "engine": {
        "onnxruntime": "sentence embedding (ONNX Runtime)",
        "SentenceEncoder": "… tokens and arrays around it",
        "IntentModel.score": "n-grams, scores and nearest examples",
        "decide (engine/reading.py": "one topic, two, or asking back",
        "EncryptedTrackerStore._read": "the conversation read and decrypted",
        "EncryptedTrackerStore._add": "the conversation encrypted and written",
        "RulePolicy": "rules",
        "_run_action (rasa/core/processor.py": "answer rendered, events",
        "action_extract_slots": "slots",
        "sanic": "Rasa's web server",
    },
    "gateway": {
        "Transcript.accept": "the message stored",
        "Transcript.answer": "the answer stored",
        "aiohttp": "the client to the engine",
        "structlog": "log",
        "pydantic": "checks and JSON",
        "fastapi": "routing and the rest of FastAPI",
        "uvicorn": "the server",
    },
}
"""What stands for what in a stack; the first that is found in it counts."""
IDLE = (
    "wait (threading.py",
    "WorkerThread.run (anyio",
    "Runner.run (asyncio",
    "run_forever",
    "_worker (concurrent/futures",
)


def shares(raw: Path, parts: dict[str, str]) -> Counter[str]:
    """How many samples each part has; `raw` has a line for each stack, frames joined by ";", then a count."""
    found: Counter[str] = Counter()
    for line in raw.read_text(encoding="utf-8").splitlines():
        stack, count = line.rsplit(" ", 1)
        frames = stack.split(";")
        if any(idle in frames[-1] for idle in IDLE):
            continue
        found[next((name for mark, name in parts.items() if mark in stack), "other")] += int(count)
    return found


def look(pid: int, seconds: int, form: str, out: Path) -> subprocess.Popen[bytes]:
    """Begin to sample a process."""
    uv = ROOT / "var/uv/bin/uv"
    line = [str(uv) if uv.exists() else "uv", "tool", "run", "--quiet", "--from", PY_SPY, "py-spy", "record"]
    line += ["--pid", str(pid), "--rate", "1000", "--duration", str(seconds), "--format", form, "--output", str(out)]
    return subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def main() -> int:
    """Profile and print."""
    parser = figures.parser(__doc__)
    parser.add_argument("--seconds", type=int, default=20)
    arguments = parser.parse_args()
    folder = ROOT / "var/bench"
    folder.mkdir(parents=True, exist_ok=True)
    examples = [example for topic in load_topics().values() for example in topic.examples]
    random.Random(3).shuffle(examples)
    asked = iter(examples)
    with tempfile.TemporaryDirectory() as state, running(Path(state)) as assistant:
        person = Person(assistant.url)
        pids = {pid: command(pid) for pid in family(assistant.process.pid)}
        named = {"engine": "shortfall.engine_process", "gateway": "shortfall.gateway"}
        for form, suffix in (("raw", "txt"), ("flamegraph", "svg")):
            for name, module in named.items():
                pid = next(pid for pid, line in pids.items() if module in line.split())
                sampler = look(pid, arguments.seconds, form, folder / f"profile-{name}.{suffix}")
                ends = time.monotonic() + arguments.seconds + 1
                number = 0
                while time.monotonic() < ends:
                    if number % 10 == 0:
                        person.begin()
                    person.say(f"hello, {next(asked)}")
                    number += 1
                if sampler.wait():
                    print("py-spy could not look at the process: root, or kernel.yama.ptrace_scope=0, is needed")
                    return 1
                if form == "raw":
                    found = shares(folder / f"profile-{name}.{suffix}", PARTS[name])
                    print(f"{name}: {number} questions")
                    for part, count in found.most_common():
                        print(f"  {part:42}{100 * count / found.total():5.1f}%")
    return 0


if __name__ == "__main__":
    sys.exit(main())
