"""The gateway's channel: a real Sanic server on loopback, Rasa's own handler, a real SQLite tracker store."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
import requests
from rasa.core.channels import channel as rasa_channel
from rasa.core.channels.channel import UserMessage
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.tracker_store import AwaitableTrackerStore, FailSafeTrackerStore, InMemoryTrackerStore, SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.common import update_sanic_log_level
from rasa.utils.endpoints import EndpointConfig
from sanic import Sanic

from engine import channel
from engine.channel import MAX_BODY, MAX_TEXT, GatewayChannel, Sms, Web, first_words, forget, incoming

SECRET = "my ssn is 078-05-1120 and my name is Ophelia"


class Healthy(BaseHTTPRequestHandler):
    """An action server that is well."""

    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/health" else 404)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Nothing."""


@contextmanager
def action_server() -> Iterator[str]:
    """Its address."""
    with HTTPServer(("127.0.0.1", 0), Healthy) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class Agent:
    """Answers like Rasa's agent: into the message's own output channel; "fail" makes it fall over."""

    def __init__(self, store: Any) -> None:
        self.tracker_store = store
        self.lock_store = InMemoryLockStore()
        self.processor = self
        self.ready = True
        self.action_endpoint: EndpointConfig | None = None
        self.heard: list[UserMessage] = []

    def is_ready(self) -> bool:
        return self.ready

    async def handle_message(self, message: UserMessage) -> None:
        self.heard.append(message)
        if "fail" in message.text:
            raise RuntimeError(f"could not read {message.text!r}")
        if "nothing" in message.text:
            return
        await message.output_channel.send_response(
            message.sender_id,
            {
                "text": " An answer. ",
                "buttons": [{"title": "Call me", "payload": "/callback", "type": "postback"}],
                "metadata": {
                    "topic": "jail",
                    "sources": [{"cite": "c", "url": "https://example.org"}],
                    "asking": "callback_name",
                },
            },
        )
        await message.output_channel.send_response(message.sender_id, {"text": "More."})


class Engine:
    """A running server and what it heard."""

    def __init__(self, url: str, key: str, agent: Agent) -> None:
        self.url, self.agent = url, agent
        self.headers = {"Authorization": f"Bearer {key}"}

    def post(self, body: Any) -> requests.Response:
        return requests.post(f"{self.url}/messages", json=body, headers=self.headers, timeout=10)


def store_at(path: Path) -> SQLTrackerStore:
    return SQLTrackerStore(Domain.empty(), dialect="sqlite", db=str(path))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Sanic, str, str]]:
    """The application, its address and its key."""
    folder = tmp_path_factory.mktemp("var")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHORTFALL_VAR_DIR", str(folder))
        channel = GatewayChannel.from_credentials(None)
    update_sanic_log_level()  # as `rasa run` does
    app = Sanic("channel_test", configure_logging=False)
    rasa_channel.register([channel], app, route="/webhooks/")
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    loop = asyncio.new_event_loop()
    started, stop = threading.Event(), asyncio.Event()

    async def serve() -> None:
        running = await app.create_server(sock=listener, return_asyncio_server=True, access_log=False)
        assert running is not None
        await running.startup()
        await running.start_serving()
        started.set()
        await stop.wait()
        running.close()
        await running.wait_closed()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
    thread.start()
    assert started.wait(20)
    key = (folder / "internal.key").read_text(encoding="ascii").strip()
    yield app, f"http://127.0.0.1:{listener.getsockname()[1]}/webhooks/shortfall", key
    loop.call_soon_threadsafe(stop.set)
    thread.join(20)
    assert not thread.is_alive()
    loop.close()


@pytest.fixture
def engine(server: tuple[Sanic, str, str], tmp_path: Path) -> Engine:
    """The server with an agent and a tracker store of its own."""
    app, url, key = server
    app.ctx.agent = Agent(FailSafeTrackerStore(AwaitableTrackerStore(store_at(tmp_path / "rasa.db"))))
    return Engine(url, key, app.ctx.agent)


@pytest.fixture
def log(server: tuple[Sanic, str, str]) -> Iterator[io.StringIO]:
    """What the engine's log handler writes, for Sanic too."""
    (handler,) = logging.getLogger("sanic.error").handlers
    assert isinstance(handler, logging.StreamHandler)
    written = io.StringIO()
    before = handler.setStream(written)
    yield written
    handler.setStream(before)


def body(**changes: Any) -> dict[str, Any]:
    return {"sender": "abc-1", "channel": "web", "text": "hello"} | changes


class TestIncoming:
    """The message in a request body."""

    def test_text(self) -> None:
        message, output, _ = incoming(body(asking="callback_name"))
        assert (message.text, message.sender_id, message.input_channel) == ("hello", "abc-1", "web")
        assert message.metadata == {"asking": "callback_name"}
        assert message.parse_data is None
        assert message.output_channel is output
        assert isinstance(output, Web)
        texted, by_text, _ = incoming(body(channel="sms"))
        assert isinstance(by_text, Sms)
        assert texted.metadata == {"asking": None, "channel": "sms"}

    @pytest.mark.parametrize("said", [{"text": "hola"}, {"payload": "/exemptions"}])
    def test_the_language_of_the_page(self, said: dict[str, str]) -> None:
        message, *_ = incoming(body(**said, locale="es"))
        assert (message.metadata or {})["locale"] == "es"
        assert "locale" not in (incoming(body(**said))[0].metadata or {})
        with pytest.raises(ValueError, match="locale"):
            incoming(body(**said, locale="fr"))

    @pytest.mark.parametrize(
        ("text", "kept"),
        [
            ("/callback", "callback"),
            ("  /restart", "restart"),
            ("//x", "x"),
            ("/ /callback", "callback"),
            ("/\t//\n/callback", "callback"),
            ("\u00a0/callback", "callback"),
            ("\x1f/callback", "callback"),
            ('/inform{"estimate_debt": 1}', 'inform{"estimate_debt": 1}'),
            ("/", ""),
            ("and/or", "and/or"),
            ("1/2", "1/2"),
        ],
    )
    def test_text_is_never_an_intent(self, text: str, kept: str) -> None:
        message, *_ = incoming(body(text=text))
        assert message.text == kept
        assert message.parse_data is None
        assert not message.text.strip().startswith("/")

    def test_a_choice_is_an_intent(self) -> None:
        message, *_ = incoming(body(payload="/wage_garnishment"))
        assert message.parse_data is not None
        assert message.parse_data["intent"] == {"name": "wage_garnishment", "confidence": 1.0}
        assert message.text == "/wage_garnishment"

    @pytest.mark.parametrize(
        "payload",
        [
            '/inform{"estimate_debt": 1}',
            "/call back",
            "/callback\n",
            " /callback",
            "//callback",
            "Illinois",
            "/",
            "/a/b/c",
            "/a@0.5",
        ],
    )
    def test_any_other_payload_is_text(self, payload: str) -> None:
        message, *_ = incoming(body(payload=payload))
        assert message.parse_data is None
        assert not message.text.startswith("/")

    @pytest.mark.parametrize(
        "wrong",
        [
            None,
            [],
            "hello",
            7,
            {},
            {"sender": "a", "channel": "web"},
            body(channel="email"),
            body(channel=["web"]),
            body(channel=None),
            body(text=None),
            body(text=7),
            body(text=["hello"]),
            body(text="x" * (MAX_TEXT + 1)),
            body(payload=7),
            body(payload=["/callback"]),
            body(payload={"a": 1}),
            body(payload="x" * (MAX_TEXT + 1)),
            body(id=7),
            body(again=1),
            body(asking=7),
            body(asking=["callback_name"]),
            body(asking={"a": 1}),
            *(
                body(sender=sender)
                for sender in (
                    "",
                    "a b",
                    "a/b",
                    "../a",
                    "a\n",
                    "a\x00",
                    "é",
                    "a;b",
                    "a'b",
                    "a%20b",
                    "x" * 129,
                    7,
                    None,
                    ["a"],
                    {"a": 1},
                )
            ),
        ],
    )
    def test_anything_else_is_refused(self, wrong: Any) -> None:
        with pytest.raises((KeyError, TypeError, ValueError)):
            incoming(wrong)

    def test_the_longest_is_taken(self) -> None:
        assert len(incoming(body(text="x" * MAX_TEXT, sender="x" * 128))[0].text) == MAX_TEXT


class TestMessages:
    """POST messages."""

    def test_answers_in_the_agreed_shape(self, engine: Engine) -> None:
        answer = engine.post(body(text="can I go to jail?"))
        assert answer.status_code == 200
        assert answer.json() == {
            "messages": [
                {
                    "text": "An answer.",
                    "topic": "jail",
                    "question": None,
                    "law": None,
                    "lang": None,
                    "reads": None,
                    "choices": [{"label": "Call me", "payload": "/callback"}],
                    "sources": [{"cite": "c", "url": "https://example.org"}],
                    "card": None,
                    "asking": "callback_name",
                },
                {
                    "text": "More.",
                    "topic": None,
                    "question": None,
                    "law": None,
                    "lang": None,
                    "reads": None,
                    "choices": [],
                    "sources": [],
                    "card": None,
                    "asking": None,
                },
            ]
        }

    def test_a_message_that_was_answered_is_answered_alike_and_not_acted_on(self, engine: Engine) -> None:
        answer = BotUttered(
            "Your request is stored.", {"buttons": []}, {"metadata": {"topic": "callback", "asking": "x"}}
        )
        events = [
            UserUttered("call me", input_channel="web"),
            BotUttered("Please check."),
            UserUttered("yes", input_channel="web", metadata={}),
            answer,
        ]
        events[0].message_id, events[2].message_id = "m1", "m2"
        asyncio.run(engine.agent.tracker_store.save(DialogueStateTracker.from_events("abc-1", events)))
        (said,) = engine.post(body(text="yes", id="m2", again=True)).json()["messages"]
        assert (said["text"], said["topic"], said["asking"]) == ("Your request is stored.", "callback", "x")
        assert engine.agent.heard == []

    def test_nobody_is_left_without_a_word(self, engine: Engine) -> None:
        assert len(engine.post(body(text="nothing is said to this", id="m4")).json()["messages"]) == 2
        assert [(message.text, message.message_id) for message in engine.agent.heard] == [
            ("nothing is said to this", "m4"),
            ("/nlu_fallback", "m4"),
        ]

    def test_a_message_that_was_not_answered_is_acted_on(self, engine: Engine) -> None:
        assert len(engine.post(body(id="m3", again=True)).json()["messages"]) == 2
        assert [message.message_id for message in engine.agent.heard] == ["m3"]

    @pytest.mark.parametrize(
        "headers",
        [
            {},
            {"Authorization": ""},
            {"Authorization": "Bearer"},
            {"Authorization": "Bearer " + "0" * 64},
            {"Authorization": "Basic abc"},
            {"Authorization": "Bearer \u00e9".encode()},
        ],
    )
    def test_without_the_key_nothing_is_heard(self, engine: Engine, headers: dict[str, Any]) -> None:
        assert requests.post(f"{engine.url}/messages", json=body(), headers=headers, timeout=10).status_code == 401
        assert requests.delete(f"{engine.url}/conversations/abc-1", headers=headers, timeout=10).status_code == 401
        assert engine.agent.heard == []

    def test_a_key_with_more_at_its_end_is_wrong(self, engine: Engine) -> None:
        engine.headers["Authorization"] += "0"
        assert engine.post(body()).status_code == 401

    def test_a_body_too_large(self, engine: Engine) -> None:
        assert engine.post(body(extra="x" * MAX_BODY)).status_code == 413
        assert engine.agent.heard == []

    @pytest.mark.parametrize("raw", [b"", b"{", b"\xff\xfe", b"hello", b'{"sender": "a",}', b"[" * 8000])
    def test_bad_json(self, engine: Engine, raw: bytes) -> None:
        answer = requests.post(f"{engine.url}/messages", data=raw, headers=engine.headers, timeout=10)
        assert answer.status_code == 400
        assert engine.agent.heard == []

    @pytest.mark.parametrize(
        "wrong", [[], "x", None, {}, body(text=7), body(sender="a b"), body(channel="email"), body(asking=[])]
    )
    def test_wrong_types(self, engine: Engine, wrong: Any) -> None:
        # None is sent as no body at all.
        assert engine.post(wrong).status_code == 400
        assert engine.agent.heard == []

    @pytest.mark.parametrize("text", ["/callback", "  /restart", "//x", "/ /callback"])
    def test_an_order_from_outside_is_text(self, engine: Engine, text: str) -> None:
        assert engine.post(body(text=text)).status_code == 200
        (message,) = engine.agent.heard
        assert message.parse_data is None
        assert not message.text.strip().startswith("/")

    def test_a_failure_says_nothing_of_the_message(
        self, engine: Engine, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
    ) -> None:
        with caplog.at_level(logging.DEBUG):
            answer = engine.post(body(text=f"fail: {SECRET}"))
        assert answer.status_code == 500
        written = answer.text + caplog.text + "".join(capfd.readouterr())
        assert "RuntimeError" in written
        assert not [word for word in ("078-05-1120", "Ophelia", "Traceback") if word in written]

    @pytest.mark.parametrize("raw", [f'{{"text": "{SECRET}"', f'{{"text": "{SECRET}"}}'])
    def test_a_refusal_says_nothing_of_the_message(
        self, engine: Engine, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str], raw: str
    ) -> None:
        with caplog.at_level(logging.DEBUG):
            answer = requests.post(f"{engine.url}/messages", data=raw, headers=engine.headers, timeout=10)
        assert answer.status_code == 400
        written = answer.text + caplog.text + "".join(capfd.readouterr())
        assert not [word for word in ("078-05-1120", "Ophelia") if word in written]

    def test_without_a_model(self, engine: Engine) -> None:
        assert requests.get(f"{engine.url}/", timeout=10).json() == {"status": "ok", "actions": False}
        with action_server() as url:
            engine.agent.action_endpoint = EndpointConfig(f"{url}/webhook")
            assert requests.get(f"{engine.url}/", timeout=10).json() == {"status": "ok", "actions": True}
        assert requests.get(f"{engine.url}/", timeout=10).json() == {"status": "ok", "actions": False}
        engine.agent.ready = False
        assert requests.get(f"{engine.url}/", timeout=10).status_code == 503
        assert engine.post(body()).status_code == 503
        assert engine.agent.heard == []


class TestHalfMessages:
    """The text comes first, the rest when the gateway has stored it."""

    @pytest.mark.parametrize(
        ("part", "text"),
        [
            (b'{"sender": "a", "text": "can they?"', "can they?"),
            (b'{"text": " /callback "', "callback"),
            (b'{"text": "caf\xc3\xa9 \\u00e9"', "café é"),
            (b'{"text": "can they?"}', ""),
            (b'{"text": "can th', ""),
            (b'{"sender": "a"', ""),
            (b'{"text": 7', ""),
            (b'{"text": null', ""),
            (b'["text"', ""),
            (b'{"text": "' + b"x" * (MAX_TEXT + 1) + b'"', ""),
            (b'{"text": ' + b"[" * 8000, ""),
            (b"\xff", ""),
            (b"", ""),
        ],
    )
    def test_first_words(self, part: bytes, text: str) -> None:
        assert first_words(part) == text

    def test_it_is_read_at_once_and_heard_when_it_is_whole(
        self, engine: Engine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        read: list[tuple[str, int]] = []
        begun = threading.Event()

        def read_ahead(text: str) -> None:
            read.append((text, len(engine.agent.heard)))
            begun.set()

        def pieces() -> Iterator[bytes]:
            yield b'{"sender": "abc-1", "channel": "web", "text": "//can they?"'
            assert begun.wait(20)
            yield b', "id": "m1", "again": false}'

        monkeypatch.setattr(channel, "read_ahead", read_ahead)
        answer = requests.post(f"{engine.url}/messages", data=pieces(), headers=engine.headers, timeout=20)
        assert answer.status_code == 200
        assert read == [("can they?", 0)]
        assert [(message.text, message.message_id) for message in engine.agent.heard] == [("can they?", "m1")]

    @pytest.mark.parametrize("whole", [False, True])
    def test_it_is_read_once_however_it_comes(
        self, engine: Engine, monkeypatch: pytest.MonkeyPatch, whole: bool
    ) -> None:
        read: list[str] = []
        monkeypatch.setattr(channel, "read_ahead", read.append)
        content = json.dumps({"sender": "abc-1", "channel": "web", "text": "can they?", "id": "m1"}).encode()
        end = content.index(b', "id"')
        pieces = [content] if whole else [content[:9], content[9:end], content[end:], b" "]
        url = f"{engine.url}/messages"
        assert requests.post(url, data=iter(pieces), headers=engine.headers, timeout=20).status_code == 200
        assert read == ["can they?"]

    def test_a_choice_is_not_read(self, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
        read: list[str] = []
        monkeypatch.setattr(channel, "read_ahead", read.append)
        assert engine.post(body(text=None, payload="/callback")).status_code == 200
        assert read == []

    def test_words_beside_a_payload_are_its_label(self) -> None:
        message, *_ = incoming(body(text="My bank account", payload="/bank_account_freeze"))
        assert message.text == "/bank_account_freeze"

    def test_what_cannot_be_read_ahead_is_answered(
        self, engine: Engine, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        def fail(text: str) -> None:
            raise RuntimeError(text)

        monkeypatch.setattr(channel, "read_ahead", fail)
        assert engine.post(body(text=SECRET)).status_code == 200
        assert "RuntimeError" in caplog.text
        assert "Ophelia" not in caplog.text

    def test_broken_chunks_say_nothing_of_the_message(
        self, engine: Engine, log: io.StringIO, capfd: pytest.CaptureFixture[str]
    ) -> None:
        head = f"POST /webhooks/shortfall/messages HTTP/1.1\r\nHost: x\r\nAuthorization: {engine.headers['Authorization']}\r\n"
        port = int(engine.url.split(":")[2].split("/")[0])
        with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
            connection.sendall(f"{head}Transfer-Encoding: chunked\r\n\r\nzz\r\n{SECRET}\r\n{SECRET}\r\n\r\n".encode())
            answer = connection.recv(1000)
        assert b" 400 " in answer
        assert engine.post(body(text="another")).status_code == 200
        assert [message.text for message in engine.agent.heard] == ["another"]
        assert "connection_task uncaught" in log.getvalue()
        written = log.getvalue() + "".join(capfd.readouterr())
        assert not [word for word in ("078-05-1120", "Ophelia", "Traceback") if word in written]

    def test_without_the_key_nothing_is_read(self, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
        read: list[str] = []
        monkeypatch.setattr(channel, "read_ahead", read.append)
        assert (
            requests.post(f"{engine.url}/messages", data=iter([b'{"text": "x"', b"}"]), timeout=20).status_code == 401
        )
        assert read == []

    def test_a_message_without_its_end_is_not_heard(
        self, engine: Engine, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
    ) -> None:
        opening = f'{{"sender": "abc-1", "channel": "web", "text": "{SECRET}"'.encode()

        def breaks_off() -> Iterator[bytes]:
            yield opening
            raise InterruptedError

        with caplog.at_level(logging.DEBUG):
            with pytest.raises(requests.ConnectionError):
                requests.post(f"{engine.url}/messages", data=breaks_off(), headers=engine.headers, timeout=20)
            assert engine.post(body(text="another")).status_code == 200
        assert [message.text for message in engine.agent.heard] == ["another"]
        written = caplog.text + "".join(capfd.readouterr())
        assert not [word for word in ("078-05-1120", "Ophelia", "Traceback") if word in written]

    def test_a_body_that_never_ends(self, engine: Engine) -> None:
        def endless() -> Iterator[bytes]:
            for _ in range(1000):
                yield b"x" * 1000

        try:
            status = requests.post(
                f"{engine.url}/messages", data=endless(), headers=engine.headers, timeout=20
            ).status_code
        except requests.ConnectionError:  # it was told off while it was still talking
            status = 413
        assert status == 413
        assert engine.agent.heard == []


def remember(store: Any, *senders: str) -> None:
    async def save() -> None:
        for sender in senders:
            tracker = await store.get_or_create_tracker(sender)
            tracker.update(UserUttered(SECRET))
            await store.save(tracker)

    asyncio.run(save())


def known(store: Any) -> set[str]:
    async def read() -> set[str]:
        return set(await store.keys())

    return asyncio.run(read())


class TestForgetting:
    """DELETE conversations/<sender>."""

    @pytest.mark.parametrize("wrapped", [False, True])
    def test_sqlite(self, tmp_path: Path, wrapped: bool) -> None:
        inner = store_at(tmp_path / "rasa.db")
        store = FailSafeTrackerStore(AwaitableTrackerStore(inner)) if wrapped else inner
        remember(store, "one", "two")
        forget(store, "one")
        assert known(store) == {"two"}
        forget(store, "one")
        forget(store, "nobody")
        assert known(store) == {"two"}

    def test_nothing_is_left_for_a_new_process(self, tmp_path: Path) -> None:
        first = store_at(tmp_path / "rasa.db")
        remember(first, "one")
        forget(first, "one")
        assert known(store_at(tmp_path / "rasa.db")) == set()

    def test_in_memory(self) -> None:
        store = InMemoryTrackerStore(Domain.empty())
        remember(store, "one", "two")
        forget(store, "one")
        assert known(store) == {"two"}

    def test_over_http(self, engine: Engine, log: io.StringIO) -> None:
        remember(engine.agent.tracker_store, "one", "two")
        answer = requests.delete(f"{engine.url}/conversations/one", headers=engine.headers, timeout=10)
        assert (answer.status_code, answer.content) == (204, b"")
        assert known(engine.agent.tracker_store) == {"two"}
        assert (
            requests.delete(f"{engine.url}/conversations/nobody", headers=engine.headers, timeout=10).status_code == 204
        )
        assert log.getvalue() == ""


class TestMoving:
    """POST conversations/<sender>: what went under another name goes on under this one."""

    def test_over_http(self, engine: Engine, log: io.StringIO) -> None:
        engine.agent.tracker_store = InMemoryTrackerStore(Domain.empty())
        remember(engine.agent.tracker_store, "web", "phone", "other")
        for _ in range(2):
            answer = requests.post(
                f"{engine.url}/conversations/phone", json={"from": "web"}, headers=engine.headers, timeout=10
            )
            assert (answer.status_code, answer.content) == (204, b"")
            assert known(engine.agent.tracker_store) == {"phone", "other"}
        assert log.getvalue() == ""

    @pytest.mark.parametrize(
        ("raw", "status"),
        [
            (b"", 400),
            (b"{}", 400),
            (b"[]", 400),
            (b'{"from": 1}', 400),
            (b'{"from": "a b"}', 400),
            (b'{"from": ""}', 400),
            (b"[" * 8000, 400),
            (b'{"from": "' + b"x" * MAX_BODY + b'"}', 413),
        ],
    )
    def test_bad_bodies(self, engine: Engine, raw: bytes, status: int) -> None:
        remember(engine.agent.tracker_store, "phone")
        answer = requests.post(f"{engine.url}/conversations/phone", data=raw, headers=engine.headers, timeout=10)
        assert answer.status_code == status
        assert known(engine.agent.tracker_store) == {"phone"}

    def test_without_the_key_nothing_is_moved(self, engine: Engine) -> None:
        url = f"{engine.url}/conversations/phone"
        assert requests.post(url, json={"from": "web"}, timeout=10).status_code == 401
