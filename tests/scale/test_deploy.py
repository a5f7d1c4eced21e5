"""A whole installation: nginx with TLS, two gateways, engines, actions, worker, PostgreSQL, Redis, as deploy/compose.yml has them.

SHORTFALL_TEST_ENGINES=2 is the long form (`make test-scale`).
"""

from __future__ import annotations

import os
import re
import signal
import ssl
import subprocess
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import httpx
import psycopg
import pytest

from shortfall.base.limits import BODY_LIMIT
from shortfall.base.settings import ROOT
from tests.conversations.chat import Chat
from tests.conversations.loader import filling, load
from tests.conversations.test_conversations import play
from tests.scale.containers import UID, Installation, healthy, installed, user
from tests.scale.servers import until
from tests.system.running import listening

ENGINES = int(os.environ.get("SHORTFALL_TEST_ENGINES", "1"))
LOOPBACK = "0100007F"


@pytest.fixture(scope="module")
def installation() -> Iterator[Installation]:
    with installed(engines=ENGINES) as found:
        yield found


@pytest.fixture
def http(installation: Installation) -> Iterator[httpx.Client]:
    context = ssl.create_default_context(cafile=str(installation.certificate))
    with httpx.Client(base_url=installation.url, verify=context, timeout=60, trust_env=False) as client:
        yield client


@pytest.fixture
def trusted(installation: Installation, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address, for clients that learn from the environment whom to trust."""
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(installation.certificate))
    return installation.url


def opened(http: httpx.Client) -> dict[str, str]:
    """A chat; the header that speaks for it."""
    response = http.post("/api/chat/sessions")
    assert response.status_code == 201, response.text
    return {"Authorization": f"Bearer {response.json()['token']}"}


def say(http: httpx.Client, chat: dict[str, str], text: str) -> httpx.Response:
    """One message, once."""
    return http.post("/api/chat/messages", json={"text": text, "message_id": str(uuid4())}, headers=chat)


def query(installation: Installation, statement: str) -> list[tuple[object, ...]]:
    address = f"postgresql://postgres@127.0.0.1:{installation.postgres.port}/shortfall"
    with psycopg.connect(address) as connection:
        return connection.execute(statement).fetchall()


def test_every_process_is_a_user_without_rights_on_loopback(installation: Installation) -> None:
    for name, process in installation.processes.items():
        if process.poll() is not None:
            assert (name, process.returncode) == ("migrate", 0)
            continue
        status = dict(line.split(":\t", 1) for line in Path(f"/proc/{process.pid}/status").read_text().splitlines())
        if os.geteuid() == 0:
            assert status["Uid"].split() == [UID] * 4, name
            assert int(status["CapEff"], 16) == int(status["CapBnd"], 16) == 0, name
            assert status["NoNewPrivs"] == "1", name
        assert {address for address, _ in listening({process.pid})} <= {LOOPBACK}, name
        # What it keeps is for its owner alone.
        kept = [path for path in (installation.folder / name).rglob("*") if path.is_file()]
        assert [path for path in kept if path.stat().st_mode & 0o077] == [], name
    for place in ("shortfall", "engine", "models", "data", "."):
        writes = subprocess.run([*user(), "test", "-w", str(ROOT / place)], check=False).returncode == 0
        assert writes == (os.geteuid() != 0), place


def test_health_checks_pass_and_metrics_stay_inside(installation: Installation, http: httpx.Client) -> None:
    assert healthy("gateway", installation.ports["gateway-1"])
    assert healthy("engine", installation.ports["engine-1"])
    assert healthy("actions", installation.ports["actions"])
    assert http.get("/readyz").json() == {
        "status": "ok",
        "database": True,
        "engine": True,
        "actions": True,
        "redis": True,
        "worker": True,
        "ledgers": True,
    }
    assert http.get("/metrics").status_code == 404
    inside = httpx.get(f"http://127.0.0.1:{installation.ports['gateway-1']}/metrics", trust_env=False)
    assert "shortfall_turns_total" in inside.text


def test_the_proxy_says_https_only_and_believes_no_client(installation: Installation, http: httpx.Client) -> None:
    plain = httpx.get(f"http://127.0.0.1:{installation.ports['plain']}/x", trust_env=False)
    assert plain.status_code == 308 and plain.headers["Location"] == "https://localhost/x"
    page = http.get("/", headers={"Accept-Encoding": "gzip", "X-Forwarded-For": "10.0.0.1"})
    assert page.headers["Strict-Transport-Security"] == "max-age=63072000"
    assert "Content-Encoding" not in page.headers
    assert http.get("/static/style.css", headers={"Accept-Encoding": "gzip"}).headers["Content-Encoding"] == "gzip"
    assert http.post("/api/chat/messages", content=b"x" * (BODY_LIMIT + 1)).status_code == 413
    assert "10.0.0.1" not in "".join(map(str, installation.log("gateway-1") + installation.log("gateway-2")))


def test_a_callback_is_booked_through_tls_and_found_in_postgresql(
    installation: Installation, trusted: str, http: httpx.Client
) -> None:
    (scenario, *_) = load()["callback"]
    values = filling(4_000_000)
    chat = Chat(trusted)
    faults = [fault for turn in scenario.turns for fault in play(chat, turn, values)]
    assert faults == [], chat.lines
    rows = query(installation, "SELECT reference, status, name, phone FROM callbacks")
    assert [row[:2] for row in rows] == [(values["reference"], "waiting")]
    assert values["phone"][-4:] not in str(rows), "encrypted at rest"
    assert query(installation, "SELECT count(*) FROM events")[0][0]
    # The id of the request that booked it: in the gateway's log, the engine's, and with the event that the worker takes up.
    ((detail,),) = query(installation, "SELECT detail FROM callback_events WHERE kind = 'booked'")
    assert isinstance(detail, dict)
    under = {
        name.split("-")[0]
        for name in ("gateway-1", "gateway-2", *(f"engine-{number}" for number in range(1, ENGINES + 1)))
        for line in installation.log(name)
        if line.get("request_id") == detail["request_id"]
    }
    assert under == {"gateway", "engine"}


def test_conversations_hold_across_gateways(installation: Installation, trusted: str) -> None:
    scenarios = [scenario for subject in ("faq", "estimate", "wages") for scenario in load()[subject][:2]]
    for number, scenario in enumerate(scenarios):
        chat = Chat(trusted)
        faults = [fault for turn in scenario.turns for fault in play(chat, turn, filling(5_000_000 + number))]
        assert faults == [], (scenario.name, chat.lines)


def test_both_gateways_serve_one_chat_one_message_at_a_time(installation: Installation, http: httpx.Client) -> None:
    chat = opened(http)
    said = [f"what is a deficiency judgment, asked {number} times" for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda text: say(http, chat, text), said))
    assert Counter(answer.status_code for answer in answers) == {200: 8}
    messages = http.get("/api/chat/messages", headers=chat).json()["messages"][1:]
    # Each question is followed by its own answer: none was handled while another one was.
    assert [message["role"] for message in messages[::2]] == ["user"] * 8
    assert sorted(message["text"] for message in messages[::2]) == sorted(said)
    for name in ("gateway-1", "gateway-2"):
        assert any(line.get("route") == "/api/chat/messages" for line in installation.log(name)), name


def test_when_a_gateway_dies_the_chat_goes_on(installation: Installation, http: httpx.Client) -> None:
    chat = opened(http)
    assert say(http, chat, "what is a deficiency").status_code == 200
    installation.processes["gateway-2"].send_signal(signal.SIGKILL)
    installation.processes["gateway-2"].wait(30)
    for text in ("can they take my car", "how long can they collect", "what about my bank account"):
        assert say(http, chat, text).status_code == 200
    assert len(http.get("/api/chat/messages", headers=chat).json()["messages"]) >= 9


def test_logs_are_json_and_say_nothing_of_people(installation: Installation) -> None:
    until(lambda: bool(installation.log("gateway-1")))
    for name in installation.processes:
        lines = installation.log(name) if name != "migrate" else []
        # No digits of a time or an id, both of which may well hold the four last ones of a number.
        said = re.sub(r"'(timestamp|request_id)': '[^']*'", "", str(lines))
        for secret in ("Maria", "paycheck", "deficiency judgment", filling(4_000_000)["phone"][-4:]):
            assert secret not in said, name
