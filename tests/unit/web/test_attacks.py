"""What strangers may try."""

from __future__ import annotations

import asyncio
import base64
import json
import re
import socket
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
from itsdangerous import URLSafeSerializer
from starlette.responses import PlainTextResponse

from shortfall.base.database import make_engine
from shortfall.base.limits import BODY_LIMIT
from shortfall.conversation.engine_client import EngineMessage
from shortfall.conversation.transcript import Transcript
from shortfall.web.errors import Faults
from shortfall.web.middleware import Guard
from shortfall.web.tokens import Tokens
from tests.unit.web.serving import Gateway, new_message_id, running
from tests.unit.web.stand_in import plain

Chat = dict[str, str]
JSON = {"Content-Type": "application/json"}


def raw(gateway: Gateway, request: bytes) -> bytes:
    """Send bytes, read all that comes back."""
    with socket.create_connection(("127.0.0.1", gateway.port), timeout=20) as connection:
        try:
            connection.sendall(request)
        except OSError:
            pass  # refused before we were done
        answer = b""
        try:
            while part := connection.recv(65536):
                answer += part
        except ConnectionResetError:
            pass
        return answer


def _bearer(token: str) -> Chat:
    return {"Authorization": f"Bearer {token}"}


def _forgeries(token: str) -> Iterator[str]:
    head, _, signature = token.rpartition(".")
    yield "x"
    yield "." * 50
    yield "é" * 10
    yield token[:-1]
    yield head
    yield f"{head}.{signature[::-1]}"
    yield f"{token}.{signature}"
    payload = json.loads(base64.urlsafe_b64decode(head + "=" * (-len(head) % 4)))
    longer = base64.urlsafe_b64encode(json.dumps([payload[0], payload[1] + 9_999_999]).encode()).decode().strip("=")
    yield f"{longer}.{signature}"
    yield str(URLSafeSerializer("guess", salt="shortfall.chat").dumps(payload))
    yield "A" * 4000


def test_forged_tokens_are_refused_alike(gateway: Gateway, chat: Chat) -> None:
    token = chat["Authorization"].removeprefix("Bearer ")
    refusals = set()
    for forged in _forgeries(token):
        headers = {"Authorization": f"Bearer {forged}".encode()}
        response = gateway.http.get("/api/chat/messages", headers=headers)  # type: ignore[arg-type]
        assert response.status_code == 401, forged
        assert response.headers["WWW-Authenticate"] == "Bearer"
        refusals.add(response.text)
    refusals.add(gateway.http.get("/api/chat/messages").text)
    refusals.add(gateway.http.get("/api/chat/messages", headers={"Authorization": f"Basic {token}"}).text)
    assert len(refusals) == 1


def test_tokens_signed_with_the_right_key_but_odd_insides_are_refused(gateway: Gateway, chat: Chat) -> None:
    key = (gateway.settings.var_dir / "token.key").read_text()
    signer = Tokens(key)._signer
    for inside in (None, 5, "ab", [], ["a"], ["a", "b"], [1, 2**40], {"session": 1}, ["a", True, 1], ["a", 10**30]):
        token = signer.dumps(inside)
        response = gateway.http.get("/api/chat/messages", headers=_bearer(str(token)))
        assert response.status_code == 401, inside


def test_a_token_ends_after_a_day_of_silence(gateway: Gateway, chat: Chat) -> None:
    gateway.clock.move(hours=23, minutes=59)
    assert gateway.say(chat, "still here").status_code == 200
    gateway.clock.move(hours=24)
    assert gateway.say(chat, "too late").status_code == 401


def test_a_token_goes_on_while_it_is_used(gateway: Gateway, chat: Chat) -> None:
    """Four days in all, never a day without a word."""
    for _ in range(4):
        gateway.clock.move(hours=23, minutes=50)
        assert gateway.say(chat, "still here").status_code == 200


def test_a_token_of_another_machine_is_refused(gateway: Gateway, tmp_path_factory: pytest.TempPathFactory) -> None:
    with running(tmp_path_factory.mktemp("other"), secret_key="another key, long enough for anyone") as other:
        theirs = other.open()
    assert gateway.http.get("/api/chat/messages", headers=theirs).status_code == 401


def test_keys_are_readable_by_their_owner_only(gateway: Gateway) -> None:
    for name in ("token.key", "internal.key", "shortfall.db"):
        assert (gateway.settings.var_dir / name).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("path", ["/api/chat/messages", "/api/chat/sessions", "/nowhere"])
def test_a_big_body_with_its_length_is_refused(gateway: Gateway, chat: Chat, path: str) -> None:
    response = gateway.http.post(path, content=b"x" * (BODY_LIMIT + 1), headers=chat | JSON)
    assert (response.status_code, response.json()["error"]["code"]) == (413, "too_big")
    assert gateway.engine.asked == []


@pytest.mark.parametrize("path", ["/api/chat/messages", "/api/chat/sessions"])
def test_a_big_body_in_chunks_is_refused(gateway: Gateway, chat: Chat, path: str) -> None:
    head = (
        f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        f"Authorization: {chat['Authorization']}\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    chunk = b"400\r\n" + b"[" * 0x400 + b"\r\n"
    answer = raw(gateway, head.encode() + chunk * (BODY_LIMIT // 0x400 + 1))
    assert answer.startswith(b"HTTP/1.1 413")
    assert b"too_big" in answer


def test_a_body_at_the_limit_is_read(gateway: Gateway, chat: Chat) -> None:
    body = json.dumps({"text": "fits"}).encode()
    response = gateway.http.post(
        "/api/chat/messages", content=body + b" " * (BODY_LIMIT - len(body)), headers=chat | JSON
    )
    assert response.status_code == 200


@pytest.mark.parametrize("length", ["-1", "1e3", "abc", "99999999999999999999999", "5, 6"])
def test_lying_lengths_are_refused(gateway: Gateway, chat: Chat, length: str) -> None:
    request = (
        f"POST /api/chat/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nConnection: close\r\n"
        f"Authorization: {chat['Authorization']}\r\nContent-Length: {length}\r\n\r\n" + '{"text": "hello"}'
    )
    answer = raw(gateway, request.encode())
    assert answer[9:12] in (b"400", b"413")
    assert gateway.engine.asked == []


def test_a_length_that_is_too_short_cannot_smuggle_a_message(gateway: Gateway, chat: Chat) -> None:
    request = (
        f"POST /api/chat/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        f"Authorization: {chat['Authorization']}\r\nContent-Length: 5\r\nConnection: close\r\n\r\n"
        + '{"text": "hello"}'
    )
    assert raw(gateway, request.encode())[9:12] in (b"400", b"422")
    assert gateway.engine.asked == []


def test_a_client_that_leaves_mid_body_does_no_harm(gateway: Gateway, chat: Chat) -> None:
    with socket.create_connection(("127.0.0.1", gateway.port)) as connection:
        connection.sendall(b"POST /api/chat/messages HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n{")
    assert gateway.say(chat, "still well").status_code == 200
    assert len(gateway.engine.asked) == 1


async def whole_body() -> Any:
    return {"type": "http.request", "body": b"", "more_body": False}


def guarded(app: Any, receive: Any = whole_body, *, seconds: float = 60, patience: float = 60) -> list[Any]:
    """What is sent of an app behind such a guard."""
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": "/", "headers": []}
    guard = Guard(app, Faults("(312) 555-0100"), limit=10, seconds=seconds, patience=patience)
    # In a thread of its own: the browser tests leave an event loop behind in this one.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, guard(scope, receive, send)).result()
    return sent


def test_a_body_that_never_ends_is_given_up() -> None:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        raise AssertionError("nothing may read half a body")

    async def receive() -> Any:
        await asyncio.Event().wait()

    sent = guarded(app, receive, seconds=0.01)
    assert sent[0]["status"] == 408
    assert (b"connection", b"close") in sent[0]["headers"]


@pytest.mark.parametrize("end", ["an answer", "a refusal", "a fault of ours"])
def test_what_takes_too_long_is_told_to_come_again_and_goes_on(end: str) -> None:
    ended = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await asyncio.sleep(0.1)
        ended.append(end)
        if end == "a refusal":
            raise Faults("").session_over()
        if end == "a fault of ours":
            raise RuntimeError
        await PlainTextResponse("late")(scope, receive, send)

    head, body = guarded(app, patience=0.01)
    assert head["status"] == 503
    assert "(312) 555-0100" in json.loads(body["body"])["error"]["message"]
    assert ended == [end]


def test_what_has_begun_to_answer_may_take_its_time() -> None:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await asyncio.sleep(0.1)
        await send({"type": "http.response.body", "body": b"whole"})

    head, body = guarded(app, patience=0.01)
    assert (head["status"], body["body"]) == (200, b"whole")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b"5",
        b'"text"',
        b"[" * 8000,
        b'{"text":' * 900,
        b'{"text": ' + b"[" * 4000 + b"]" * 4000 + b"}",
        b"{}",
        b'{"text": null}',
        b'{"text": 5}',
        b'{"text": ["a"]}',
        b'{"text": {"a": 1}}',
        b'{"text": true}',
        b'{"choice": 5}',
        b'{"text": "a", "choice": "b"}',
        b'{"text": "a", "payload": "/restart"}',
        b'{"text": "a", "sender": "someone"}',
        b'{"text": "a", "message_id": "not a uuid"}',
        b'{"text": "a", "message_id": 5}',
        b'{"text": NaN}',
        b'{"text": "\xff\xfe"}',
        b"\xef\xbb\xbf{}",
        b'{"text": "\\ud800"}',
        b'{"text": "\\udc00\\ud800"}',
        b'{"choice": "' + b"x" * 5000 + b'"}',
        b'{"choice": "\\u0000"}',
        b'{"choice": "\\ud800.0"}',
    ],
)
def test_nonsense_is_refused_kindly(shared_gateway: Gateway, body: bytes) -> None:
    chat = shared_gateway.open()
    response = shared_gateway.http.post("/api/chat/messages", content=body, headers=chat | JSON)
    assert response.status_code == 422
    assert set(response.json()) == {"error"}
    assert set(response.json()["error"]) == {"code", "message"}
    assert shared_gateway.engine.asked == []
    assert len(shared_gateway.transcript(chat)) == 1


def test_a_lone_surrogate_among_words_is_not_an_error_of_ours(gateway: Gateway, chat: Chat) -> None:
    response = gateway.http.post("/api/chat/messages", content=b'{"text": "help \\ud83d me"}', headers=chat | JSON)
    assert response.status_code in (200, 422)


def test_json_must_be_said_to_be_json(gateway: Gateway, chat: Chat) -> None:
    """Else any web page could post for a visitor without asking the browser first."""
    response = gateway.http.post(
        "/api/chat/messages", content=b'{"text": "a"}', headers=chat | {"Content-Type": "text/plain"}
    )
    assert response.status_code == 422


def test_errors_have_one_shape(gateway: Gateway) -> None:
    for method, path in (
        ("GET", "/nowhere"),
        ("PUT", "/api/chat/messages"),
        ("GET", "/static/../app.py"),
        ("GET", "/static/%00"),
    ):
        response = gateway.http.request(method, path)
        assert response.status_code in (404, 405)
        assert set(response.json()["error"]) == {"code", "message"}


@pytest.mark.parametrize("path", ["/static/..%2fapp.py", "/static/%2e%2e/app.py", "/static//etc/passwd", "/static/"])
def test_only_static_files_are_served(gateway: Gateway, path: str) -> None:
    assert gateway.http.get(path).status_code == 404


def test_a_broken_database_is_told_kindly(gateway: Gateway, chat: Chat) -> None:
    with sqlite3.connect(gateway.settings.var_dir / "shortfall.db") as database:
        database.execute("ALTER TABLE chat_messages RENAME TO elsewhere")
    response = gateway.say(chat, "hello")
    assert response.status_code == 503
    assert response.json()["error"]["code"] == "unavailable"
    assert "(312) 600-8815" in response.json()["error"]["message"]
    assert "chat_messages" not in response.text


def test_our_own_fault_is_told_kindly(gateway: Gateway, chat: Chat) -> None:
    with sqlite3.connect(gateway.settings.var_dir / "shortfall.db") as database:
        database.execute("UPDATE chat_messages SET choices = 'not json'")
    response = gateway.http.get("/api/chat/messages", headers=chat)
    assert response.status_code == 500
    assert response.json()["error"]["code"] == "problem"
    assert "(312) 600-8815" in response.json()["error"]["message"]


def test_every_answer_carries_the_security_headers(gateway: Gateway, chat: Chat) -> None:
    for path in ("/", "/static/style.css", "/widget.js", "/api/chat/messages", "/nowhere", "/healthz"):
        response = gateway.http.get(path, headers=chat)
        assert response.headers["Content-Security-Policy"] == (
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
            "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        )
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert "Set-Cookie" not in response.headers
    assert gateway.http.get("/api/chat/messages", headers=chat).headers["Cache-Control"] == "no-store"


def test_cors_is_for_listed_origins_only(tmp_path: Path) -> None:
    with running(tmp_path, allowed_origins=["https://firm.example"]) as gateway:
        ask = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization,content-type"}
        good = gateway.http.options("/api/chat/messages", headers=ask | {"Origin": "https://firm.example"})
        assert good.status_code == 200
        assert good.headers["Access-Control-Allow-Origin"] == "https://firm.example"
        assert "Access-Control-Allow-Credentials" not in good.headers
        for origin in ("https://evil.example", "https://firm.example.evil.example", "null", "http://firm.example"):
            bad = gateway.http.options("/api/chat/messages", headers=ask | {"Origin": origin})
            assert "Access-Control-Allow-Origin" not in bad.headers
            simple = gateway.http.post("/api/chat/sessions", headers={"Origin": origin})
            assert "Access-Control-Allow-Origin" not in simple.headers
        # A page that may embed the chat must be able to read our refusals too.
        theirs = {"Origin": "https://firm.example", "Accept-Language": "es"}
        big = gateway.http.post("/api/chat/messages", content=b"x" * (BODY_LIMIT + 1), headers=theirs)
        assert (big.status_code, big.headers["Access-Control-Allow-Origin"]) == (413, "https://firm.example")
        # They come in the language that is asked for, so no cache may keep one for somebody else.
        lost = gateway.http.get("/api/nowhere", headers=theirs)
        assert [(said.headers["Content-Language"], said.headers["Cache-Control"]) for said in (big, lost)] == [
            ("es", "no-store")
        ] * 2
        asked = ask | theirs | {"Access-Control-Request-Headers": "accept-language,authorization,content-type"}
        assert gateway.http.options("/api/chat/messages", headers=asked).status_code == 200


def _spoofed(gateway: Gateway, forwarded: str) -> httpx.Response:
    return gateway.http.post("/api/chat/sessions", headers={"X-Forwarded-For": forwarded})


def test_chats_per_address_are_limited(tmp_path: Path) -> None:
    with running(tmp_path, rate_limit="on", sessions_per_hour=2, trusted_proxies=["127.0.0.1"]) as gateway:
        assert [_spoofed(gateway, "203.0.113.9").status_code for _ in range(3)] == [201, 201, 429]
        # What the client wrote before the proxy's own entry changes nothing.
        refused = _spoofed(gateway, "198.51.100.1, 203.0.113.9")
        assert refused.status_code == 429
        assert 0 < int(refused.headers["Retry-After"]) <= 3600
        assert "(312) 600-8815" in refused.json()["error"]["message"]
        assert _spoofed(gateway, "203.0.113.10").status_code == 201
        # One household's IPv6 addresses are one.
        assert [_spoofed(gateway, f"2001:db8::{n}").status_code for n in range(3)] == [201, 201, 429]


@pytest.mark.parametrize(
    ("locale", "begins", "wait"), [("en", "A new chat cannot", "minutes"), ("es", "Por ahora no se puede", "minutos")]
)
def test_who_has_sent_nothing_is_not_said_to_send_too_fast(tmp_path: Path, locale: str, begins: str, wait: str) -> None:
    with running(tmp_path, rate_limit="on", sessions_per_hour=1) as gateway:
        answers = [gateway.http.post("/api/chat/sessions", json={"locale": locale}) for _ in range(2)]
        assert [answer.status_code for answer in answers] == [201, 429]
        refused, seconds = answers[1].json()["error"], int(answers[1].headers["Retry-After"])
        assert (
            refused["code"] == "full"
            and refused["message"].startswith(begins)
            and "(312) 600-8815" in refused["message"]
        )
        minutes = re.search(rf"(\d+) {wait}", refused["message"])
        assert minutes and 0 <= 60 * int(minutes[1]) - seconds < 60


def test_forwarded_addresses_of_strangers_are_not_believed(tmp_path: Path) -> None:
    with running(tmp_path, rate_limit="on", sessions_per_hour=2, trusted_proxies=["10.0.0.0/8"]) as gateway:
        assert [_spoofed(gateway, f"203.0.113.{n}").status_code for n in range(3)] == [201, 201, 429]


def test_messages_are_limited_per_chat_and_per_address(tmp_path: Path) -> None:
    limits = {"rate_limit": "on", "messages_per_minute": 3, "messages_per_minute_address": 5}
    with running(tmp_path, **limits) as gateway:
        first, second = gateway.open(), gateway.open()
        assert [gateway.say(first, "a").status_code for _ in range(4)] == [200, 200, 200, 429]
        assert [gateway.say(second, "a").status_code for _ in range(3)] == [200, 200, 429]
        refused = gateway.say(second, "a")
        assert 0 < int(refused.headers["Retry-After"]) <= 60
        assert refused.json()["error"]["code"] == "too_many"
        assert len(gateway.engine.asked) == 5
        # Reading and erasing are never limited.
        assert gateway.http.get("/api/chat/messages", headers=first).status_code == 200
        assert gateway.http.delete("/api/chat/messages", headers=first).status_code == 204


# ------------------------------------------------------------------------------------------------ another person's chat


def test_nobody_chooses_the_chat_they_are_given(gateway: Gateway, chat: Chat) -> None:
    gateway.say(chat, "my secret")
    planted = {"session": "planted", "session_id": "planted", "id": "planted", "token": chat["Authorization"][7:]}
    opened = gateway.http.post(
        "/api/chat/sessions", json=planted, params=planted, headers=chat | {"Cookie": "session=planted"}
    )
    assert opened.status_code in (201, 422)
    theirs = gateway.open() if opened.status_code == 422 else {"Authorization": f"Bearer {opened.json()['token']}"}
    assert theirs != chat and "planted" not in opened.text
    assert [role for role, _ in gateway.transcript(theirs)] == ["assistant"]
    gateway.say(theirs, "hello")
    assert gateway.engine.asked[-1]["sender"] not in ("planted", gateway.engine.asked[-2]["sender"])


def test_a_choice_or_an_id_of_another_chat_opens_nothing(gateway: Gateway, chat: Chat) -> None:
    offered = plain("Shall we call you?", choices=[{"label": "Call +1 312 555 0143", "payload": "/secret_payload"}])
    gateway.engine.reply = lambda body: [offered]
    uid = new_message_id()
    (answer,) = gateway.say(chat, "call me please", message_id=uid).json()["messages"]
    other = gateway.open()
    asked = len(gateway.engine.asked)
    refused = gateway.say(other, choice=answer["choices"][0]["id"])
    assert 400 <= refused.status_code < 500 and "0143" not in refused.text
    assert len(gateway.engine.asked) == asked
    # The same id in another chat is another message.
    gateway.engine.reply = lambda body: [plain("Yours.")]
    (mine,) = gateway.say(other, "call me please", message_id=uid).json()["messages"]
    assert mine["text"] == "Yours."
    assert "Yours." not in str(gateway.transcript(chat))


def test_what_another_chat_was_asked_is_not_what_this_one_answers(gateway: Gateway, chat: Chat) -> None:
    other = gateway.open()
    gateway.engine.reply = lambda body: [plain("What number?", asking="callback_phone")]
    gateway.say(chat, "call me please")
    gateway.say(other, "hello")
    assert gateway.engine.asked[-1]["sender"] != gateway.engine.asked[-2]["sender"]
    assert "callback_phone" not in str(gateway.engine.asked[-1])


def test_answers_are_those_of_the_chat_they_were_given_in(gateway: Gateway) -> None:
    """Two chats may number their messages alike."""
    database = make_engine(gateway.settings.database)
    transcript, now = Transcript(database), gateway.clock()
    for name in ("theirs", "mine"):
        transcript.open(name, "welcome", "Hello.", now)
        turn = transcript.accept(name, "u1", "call me", None, now)
        transcript.answer(name, turn.seq, [("a1", EngineMessage(text=f"The answer is {name}."))], now)
    assert [said.text for said in transcript.answers("mine", "u1")] == ["The answer is mine."]
    assert [said.text for said in transcript.answers("theirs", "u1")] == ["The answer is theirs."]
    database.dispose()


@pytest.mark.parametrize(
    "path", ["/api/chat/messages/", "/api/chat/sessions/", "/healthz/", "/staff/login/", "/static"]
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_no_answer_sends_anybody_to_the_host_that_a_request_names(
    shared_gateway: Gateway, path: str, method: str
) -> None:
    response = shared_gateway.http.request(method, path, headers={"Host": "evil.example"})
    assert response.status_code in (303, 401, 403, 404, 405), response.status_code
    assert "evil.example" not in response.headers.get("Location", "")
