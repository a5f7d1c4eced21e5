"""Our engine beside Rasa's defaults (the pipeline and policies that `rasa init` leaves to Rasa) on the same data, in one run.

    .venv/bin/python -m bench.engine [--turns 200] [--epochs 100] [--keep FOLDER] [--json OUT]

Trains both cold, each with an empty cache; starts both, with the action server beside them; sends the same distinct questions to
each in turn, then 16 at a time. The defaults are asked through Rasa's own `rest` channel and run as Rasa wrote them: ours changes Rasa
(engine/patches.py) as its channel is loaded.
Nearly all of the time goes into training the defaults: an hour and a half on two cores with their 100 epochs of DIET. With fewer --epochs
their training time is a lower bound (latency and memory do not depend on it). Writes nothing outside a temporary folder, or outside
FOLDER, where both models are kept with what their training took: another run with it measures the engines only.
"""

from __future__ import annotations

import json
import os
import random
import secrets
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import requests
import yaml

from bench import figures
from shortfall.content.questions import load_questions
from tests.scale.servers import started
from tests.system.running import free_ports, resident

ROOT = Path(__file__).resolve().parent.parent
KEY = secrets.token_hex(32)
"""What the processes here show each other."""
STOCK = (str(ROOT / "engine/.venv/bin/rasa"),)
OURS = (str(ROOT / "engine/.venv/bin/python"), "-m", "shortfall.processes.rasa")
OUR_ENGINE = (
    str(ROOT / "engine/.venv/bin/python"),
    "-m",
    "shortfall.processes.engine_process",
)  # as `make run` starts it
CONCURRENT = 16
QUIET = {
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "RASA_TELEMETRY_ENABLED": "false",
    "PYTHONWARNINGS": "ignore",
}


@dataclass
class Figures:
    """Seconds, megabytes, milliseconds, turns a second."""

    train_seconds: float
    train_megabytes: float
    model_megabytes: float
    start_seconds: float
    memory_megabytes: float
    p50_ms: float
    p95_ms: float
    turns_per_second: float


def environment(folder: Path) -> dict[str, str]:
    return {
        **os.environ,
        **QUIET,
        "RASA_CACHE_DIRECTORY": str(folder / "cache"),
        "SHORTFALL_VAR_DIR": str(folder),
        "MPLCONFIGDIR": str(folder),
    }


def rules_only(folder: Path) -> Path:
    """Our training files without the one story among them, which says nothing and which TED refuses to train on."""
    copy = folder / "data"
    for part in ("nlu", "rules"):
        shutil.copytree(ROOT / "data" / part, copy / part, dirs_exist_ok=True)
    (copy / "rules/said_elsewhere.yml").unlink()
    return copy


def train(rasa: Sequence[str], config: Path, folder: Path, data: Path) -> tuple[float, float, float]:
    """Seconds, peak memory of the largest process and size of the model, trained cold."""
    command = [
        *rasa,
        "train",
        "-c",
        str(config),
        "--fixed-model-name",
        "model",
        "--out",
        str(folder),
        "--skip-validation",
        "--data",
        str(data),
    ]
    with (folder / "train.log").open("w") as log:
        began = time.monotonic()
        process = subprocess.Popen(command, cwd=ROOT, env=environment(folder), stdout=log, stderr=log)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - began
    if status:
        sys.exit(f"training with {config} failed; see {folder / 'train.log'}")
    return seconds, usage.ru_maxrss / 1024, (folder / "model.tar.gz").stat().st_size / 2**20


def defaults(epochs: int, folder: Path) -> Path:
    """A configuration with what Rasa fills in where `rasa init` leaves pipeline and policies empty, on our data."""
    found = next(
        (ROOT / "engine/.venv/lib").glob("python*/site-packages/rasa/engine/recipes/config_files/default_config.yml")
    )
    config = yaml.safe_load(found.read_text(encoding="utf-8"))
    for component in config["pipeline"]:
        if component["name"] == "DIETClassifier":
            component["epochs"] = epochs
    config |= {"recipe": "default.v1", "assistant_id": "stock", "language": "en"}
    config["importers"] = [{"name": "engine.importer.TopicImporter"}]
    path = folder / "config.yml"
    path.write_text(yaml.safe_dump(config), encoding="utf-8")
    return path


@contextmanager
def action_server() -> Iterator[int]:
    """The port of a running action server."""
    (port,) = free_ports(1)
    with tempfile.TemporaryDirectory() as folder:
        settings = os.environ | {
            "SHORTFALL_VAR_DIR": folder,
            "SHORTFALL_ACTIONS_PORT": str(port),
            "SHORTFALL_INTERNAL_KEY": KEY,
        }
        subprocess.run([sys.executable, "-m", "shortfall.base.database"], cwd=ROOT, env=settings, check=True)
        with started([sys.executable, "-m", "actions"], Path(os.devnull), port, cwd=ROOT, env=settings):
            yield port


def our_command(folder: Path, port: int, actions: int) -> tuple[list[str], dict[str, str]]:
    """How our engine is started, with which settings."""
    return list(OUR_ENGINE), {
        "SHORTFALL_ENGINE_PORT": str(port),
        "SHORTFALL_ACTIONS_PORT": str(actions),
        "SHORTFALL_INTERNAL_KEY": KEY,
        "SHORTFALL_MODEL": str(folder / "model.tar.gz"),
    }


def stock_command(folder: Path, port: int, actions: int) -> tuple[list[str], dict[str, str]]:
    """How Rasa's defaults are started: with Rasa's own store of conversations in a SQLite file, and as quiet as ours."""
    endpoints, credentials = folder / "endpoints.yml", folder / "credentials.yml"
    store = {"type": "SQL", "dialect": "sqlite", "db": str(folder / "tracker.db")}
    actions_at = {
        "url": f"http://127.0.0.1:{actions}/webhook",
        "headers": {"Authorization": f"Bearer {KEY}"},
    }
    endpoints.write_text(yaml.safe_dump({"tracker_store": store, "action_endpoint": actions_at}))
    credentials.write_text("rest:\n")
    command = [*STOCK, "run", "--quiet", "-i", "127.0.0.1", "-p", str(port), "-m", str(folder / "model.tar.gz")]
    return [*command, "--endpoints", str(endpoints), "--credentials", str(credentials)], {}


STARTED = {"Shortfall": our_command, "Rasa defaults": stock_command}
CHANNELS = {"Shortfall": ("shortfall/messages", "text"), "Rasa defaults": ("rest/webhook", "message")}
"""Where each takes messages, and how a message names its words."""


class Server:
    """A running engine with a tracker store of its own."""

    def __init__(self, name: str, folder: Path, actions: int) -> None:
        (port,) = free_ports(1)
        self.path, self.words = CHANNELS[name]
        self.url = f"http://127.0.0.1:{port}/webhooks"
        command, more = STARTED[name](folder, port, actions)
        self.log = (folder / "run.log").open("w")
        began = time.monotonic()
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=environment(folder) | more, stdout=self.log, stderr=self.log
        )
        while not self._ready():
            if self.process.poll() is not None:
                sys.exit(f"the engine did not start; see {self.log.name}")
            time.sleep(0.2)
        self.start_seconds = time.monotonic() - began
        self.session = requests.Session()
        adapter = requests.adapters.HTTPAdapter(pool_maxsize=CONCURRENT)
        self.session.mount("http://", adapter)

    def _ready(self) -> bool:
        try:
            return requests.get(f"{self.url}/{self.path.split('/')[0]}/", timeout=2).ok
        except requests.ConnectionError:
            return False

    def turn(self, sender: str, text: str) -> float:
        """Seconds that one turn took."""
        began = time.perf_counter()
        reply = self.session.post(
            f"{self.url}/{self.path}",
            json={"sender": sender, "channel": "web", self.words: text},
            headers={"Authorization": f"Bearer {KEY}"},
            timeout=60,
        )
        reply.raise_for_status()
        return time.perf_counter() - began

    def memory(self) -> float:
        """Resident megabytes."""
        return resident(self.process.pid)

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(20)
        self.log.close()


def questions(n: int) -> list[str]:
    """Distinct questions over all topics; a word is added so that no training text repeats to the letter."""
    chosen = random.Random(11).sample([e for topic in load_questions().values() for e in topic.examples["en"]], n)
    return [f"hello, {text}" for text in chosen]


def main() -> int:
    parser = figures.parser(__doc__)
    parser.add_argument("--turns", type=int, default=200)
    parser.add_argument("--epochs", type=int, default=100)
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    arguments = parser.parse_args()
    asked = questions(2 * arguments.turns)
    serial, crowd = asked[: arguments.turns], asked[arguments.turns :]
    workplace = arguments.keep or Path(tempfile.mkdtemp(prefix="shortfall-bench-"))
    results: dict[str, Figures] = {}
    held, run = ExitStack(), secrets.token_hex(4)  # new conversations, also where a folder is kept
    try:
        trained = {}
        data = rules_only(workplace)
        commands = {"Shortfall": OURS, "Rasa defaults": STOCK}
        for name in commands:
            folder = workplace / name.split()[0].lower()
            folder.mkdir(parents=True, exist_ok=True)
            config = ROOT / "config.yml" if name == "Shortfall" else defaults(arguments.epochs, folder)
            known = folder / "trained.json"
            if not known.is_file():
                print(f"training: {name} …", flush=True)
                known.write_text(json.dumps(train(commands[name], config, folder, data)), encoding="utf-8")
            trained[name] = (folder, json.loads(known.read_text(encoding="utf-8")))
            print(f"{name} trained in {trained[name][1][0]:.0f} s", flush=True)
        actions = held.enter_context(action_server())
        servers = {name: Server(name, folder, actions) for name, (folder, _) in trained.items()}
        for server in servers.values():
            held.callback(server.stop)
        times: dict[str, list[float]] = {name: [] for name in servers}
        for i, text in enumerate(serial):  # in turn, so that a slow moment of the machine hits both
            for name, server in servers.items():
                times[name].append(server.turn(f"{run}-serial-{i // 5}", text))
        for name, server in servers.items():
            with ThreadPoolExecutor(CONCURRENT) as pool:
                began = time.perf_counter()
                list(pool.map(server.turn, [f"{run}-crowd-{i}" for i in range(len(crowd))], crowd))
                rate = len(crowd) / (time.perf_counter() - began)
            seconds, peak, size = trained[name][1]
            ordered = sorted(times[name])
            results[name] = Figures(
                seconds, peak, size, server.start_seconds, server.memory(),
                1000 * statistics.median(ordered), 1000 * ordered[int(0.95 * len(ordered))], rate,
            )  # fmt: skip
    finally:
        held.close()
        if not arguments.keep:
            shutil.rmtree(workplace, ignore_errors=True)
    ours, stock = results["Shortfall"], results["Rasa defaults"]
    if arguments.epochs < 100:
        print(
            f"\nDIET was trained for {arguments.epochs} of its 100 epochs: the defaults' training time is a lower bound."
        )
    print(f"\n{'':20}{'Shortfall':>12}{'defaults':>12}{'ratio':>8}")
    for name, value in asdict(ours).items():
        other = asdict(stock)[name]
        print(f"{name:20}{value:12.1f}{other:12.1f}{value / other:8.2f}")
    ratios = {f"{name}_to_defaults": value / asdict(stock)[name] for name, value in asdict(ours).items()}
    figures.write(arguments.json, ratios | {"p50_ms": ours.p50_ms, "turns_per_second": ours.turns_per_second})
    return 0


if __name__ == "__main__":
    sys.exit(main())
