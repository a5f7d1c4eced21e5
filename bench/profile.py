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
from bench.tools import tool
from bench.turns import Person
from shortfall.base.settings import ROOT
from shortfall.content.questions import load_questions
from tests.system.running import processes, running

PY_SPY = "py-spy==0.4.3"
PARTS = {
    "engine": {
        "(onnxruntime/": "sentence embedding (ONNX Runtime)",
        "(engine/encoder.py": "tokens and arrays around it",
        "(engine/intent_model.py": "n-grams, scores, nearest examples",
        "(engine/reading.py": "one topic, two, or asking back",
        "(engine/guard.py": "input guard",
        "(engine/focus.py": "questions found in a story",
        "_read (engine/tracker_store.py": "conversation read and decrypted",
        "_add (engine/tracker_store.py": "conversation encrypted and written",
        "(rasa/core/policies/rule_policy.py": "rules",
        "_run_action (rasa/core/processor.py": "answers and their events",
        "run_action_extract_slots": "slots",
        "handle_message (rasa/core/processor.py": "the rest of Rasa",
        "(sanic/": "Rasa's web server",
    },
    "gateway": {
        "(shortfall/conversation/transcript.py": "message and answer stored",
        "(aiohttp/": "client to the engine",
        "(structlog/": "log",
        "(shortfall/web/tokens.py": "token checked",
        "(shortfall/base/masking.py": "numbers masked",
        "(shortfall/": "the rest of ours",
        "(pydantic": "checks",
        "(fastapi/": "FastAPI and Starlette",
        "(starlette/": "FastAPI and Starlette",
        "(uvicorn/": "server",
        "(anyio/": "threads",
    },
}
"""What stands for what in a stack: the innermost frame that has a mark counts."""
IDLE = ("wait (threading.py", "run (anyio/", "run (asyncio/", "serve (sanic/", "_worker (concurrent/")
"""Innermost frames of a thread that waits."""


def shares(raw: Path, parts: dict[str, str]) -> Counter[str]:
    """How many samples each part has; `raw` has a line for each stack, frames joined by ";", then a count."""
    found: Counter[str] = Counter()
    for line in raw.read_text(encoding="utf-8").splitlines():
        stack, count = line.rsplit(" ", 1)
        frames = stack.split(";")
        if any(idle in frames[-1] for idle in IDLE):
            continue
        marks = (name for frame in reversed(frames) for mark, name in parts.items() if mark in frame)
        found[next(marks, "other")] += int(count)
    return found


def look(pid: int, seconds: int, form: str, out: Path) -> subprocess.Popen[bytes]:
    """Begin to sample a process."""
    line = [*tool(PY_SPY), "py-spy", "record", "--pid", str(pid), "--rate", "1000", "--duration", str(seconds)]
    line += ["--format", form, "--output", str(out.relative_to(ROOT))]  # py-spy writes this line into the graph
    return subprocess.Popen(line, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def main() -> int:
    """Profile and print."""
    parser = figures.parser(__doc__)
    parser.add_argument("--seconds", type=int, default=20)
    arguments = parser.parse_args()
    folder = ROOT / "var/bench"
    folder.mkdir(parents=True, exist_ok=True)
    examples = [example for topic in load_questions().values() for example in topic.examples["en"]]
    random.Random(3).shuffle(examples)
    asked = iter(examples)
    with tempfile.TemporaryDirectory() as state, running(Path(state)) as assistant:
        person = Person(assistant.url)
        pids = processes(assistant)
        for form, suffix in (("raw", "txt"), ("flamegraph", "svg")):
            for name in PARTS:
                (pid,) = pids[name]
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
