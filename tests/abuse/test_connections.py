"""What can be done to the gateway with a socket: it answers others meanwhile, lets go of the abuser, and keeps its size.

What a single strange request gets is in tests/unit/web/test_attacks.py; here is what is slow, large or many.
"""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack

import httpx
import pytest

from tests.abuse.conftest import Watch
from tests.system.running import Run, processes, resident

MEGABYTES = 25
"""How much the gateway may grow under any one of these."""
IDLE = 200
SLOW_ONES = 10
HEAD = b"Host: x\r\nContent-Type: application/json\r\n"
CHUNKED = b"POST /api/chat/messages HTTP/1.1\r\n" + HEAD + b"Transfer-Encoding: chunked\r\n\r\n"


@pytest.fixture(autouse=True)
def unmoved(run: Run, watch: Watch) -> Iterator[None]:
    """Nothing is logged as an error, and the gateway does not grow."""
    (gateway,) = processes(run)["gateway"]
    before = resident(gateway)
    yield
    assert resident(gateway) - before < MEGABYTES


def opened(run: Run) -> socket.socket:
    """A connection to the gateway."""
    return socket.create_connection(("127.0.0.1", run.ports["PORT"]), timeout=60)


def sized(length: int) -> bytes:
    """The head of a message of this length."""
    return b"POST /api/chat/messages HTTP/1.1\r\n" + HEAD + b"Content-Length: %d\r\n\r\n" % length


def rest(connection: socket.socket) -> bytes:
    """All that comes until the gateway closes."""
    answer = b""
    try:
        while part := connection.recv(65536):
            answer += part
    except ConnectionResetError:
        pass  # it closed on what we were still sending
    return answer


def send(connection: socket.socket, parts: Iterator[bytes]) -> None:
    """Send until nothing is left, or nobody listens any more."""
    try:
        for part in parts:
            connection.sendall(part)
    except OSError:
        pass


def exchange(run: Run, parts: Iterator[bytes]) -> bytes:
    """What the gateway answers to these bytes, read while they are sent; a question of someone else is answered meanwhile."""
    with opened(run) as connection:
        sending = threading.Thread(target=send, args=(connection, parts))
        sending.start()
        served(run)
        answer = rest(connection)
        connection.close()
        sending.join()
    return answer


def served(run: Run) -> None:
    """Someone else's question, asked and answered."""
    with httpx.Client(base_url=run.url, timeout=60, trust_env=False) as http:
        token = http.post("/api/chat/sessions").json()["token"]
        answer = http.post(
            "/api/chat/messages", json={"text": "can they take my car?"}, headers={"Authorization": f"Bearer {token}"}
        )
        assert answer.status_code == 200 and answer.json()["messages"][0]["text"]


def refused(answer: bytes, status: int) -> None:
    """One refusal, in the shape of all, with the security headers, and the connection is closed."""
    head, _, body = answer.partition(b"\r\n\r\n")
    assert int(head.split()[1]) == status, answer[:500]
    assert set(json.loads(body)["error"]) == {"code", "message"}
    lowered = head.lower()
    assert b"connection: close" in lowered and b"content-security-policy:" in lowered


def again(part: bytes, times: int) -> Iterator[bytes]:
    return (part for _ in range(times))


def test_the_slow_are_let_go_and_others_are_served(run: Run) -> None:
    begun = {
        "head": b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ",
        "first line": b"GET /heal",
        "body": sized(400) + b'{"text": "',
        "chunks": CHUNKED + b"1\r\n{\r\n",
        "second head": b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\nGET /healthz HTTP/1.1\r\nX-Slow: ",
    }
    dribble = {"chunks": b"1\r\n \r\n"}
    with ExitStack() as held:
        slow = [
            (kind, held.enter_context(opened(run)), start) for kind, start in begun.items() for _ in range(SLOW_ONES)
        ]
        idle = [held.enter_context(opened(run)) for _ in range(IDLE)]
        # Blank lines after an answer are no request.
        blank = held.enter_context(opened(run))
        blank.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        answered = b""
        while b'{"status":"ok"}' not in answered:  # head and body may come apart
            part = blank.recv(65536)
            assert part, answered
            answered += part
        blank.sendall(b"\r\n")
        for _, connection, start in slow:
            connection.sendall(start)
        answers: dict[int, bytes] = {}

        def collect(number: int) -> None:
            answers[number] = rest(slow[number][1])

        readers = [threading.Thread(target=collect, args=(number,)) for number in range(len(slow))]
        for reader in readers:
            reader.start()
        while any(reader.is_alive() for reader in readers):
            for kind, connection, _ in slow:
                send(connection, again(dribble.get(kind, b"x"), 1))
            served(run)
            time.sleep(0.5)
        for number, (kind, _, _) in enumerate(slow):
            answer = answers[number]
            if kind == "second head":
                first, _, answer = answer.partition(b'{"status":"ok"}')
                assert first.startswith(b"HTTP/1.1 200")
            refused(answer, 408)
        assert {rest(connection) for connection in [*idle, blank]} == {b""}


@pytest.mark.parametrize("megabytes", [1, 50])
def test_a_body_without_bounds_is_refused(run: Run, megabytes: int) -> None:
    block = b"[" * 100_000
    refused(exchange(run, iter([sized(megabytes * 1_000_000), *again(block, megabytes * 10)])), 413)
    chunk = b"%x\r\n" % len(block) + block + b"\r\n"
    refused(exchange(run, iter([CHUNKED, *again(chunk, megabytes * 10)])), 413)


def test_an_endless_body_in_chunks_is_refused(run: Run) -> None:
    def endless() -> Iterator[bytes]:
        yield CHUNKED
        while True:
            yield b"400\r\n" + b" " * 0x400 + b"\r\n"

    refused(exchange(run, endless()), 413)


def test_a_body_that_nobody_announced_is_no_request(run: Run) -> None:
    request = b"POST /api/chat/messages HTTP/1.1\r\n" + HEAD + b"\r\n"
    answer = exchange(run, iter([request, *again(b"[" * 100_000, 10)]))
    assert answer.startswith(b"HTTP/1.1 4")


def test_nobody_is_told_to_go_on_with_a_body_that_is_too_big(run: Run) -> None:
    head = sized(50_000_000).replace(b"\r\n\r\n", b"\r\nExpect: 100-continue\r\n\r\n")
    refused(exchange(run, iter([head])), 413)


@pytest.mark.parametrize(
    "parts",
    [
        [b"GET /healthz HTTP/1.1\r\nHost: x\r\n", *[b"X-%d: y\r\n" % number for number in range(10_000)], b"\r\n"],
        [b"GET /healthz HTTP/1.1\r\n" + b"".join(b"X-%d: y\r\n" % number for number in range(10_000)) + b"\r\n"],
        [b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Large: ", *[b"y" * 100_000] * 500, b"\r\n\r\n"],
        [b"GET /", *[b"y" * 100_000] * 500, b" HTTP/1.1\r\nHost: x\r\n\r\n"],
        [b"GET /" + b"y" * 40_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n"],
    ],
    ids=["many headers", "many headers at once", "a large header", "a large address", "a large address at once"],
)
def test_a_head_without_bounds_is_refused(run: Run, parts: list[bytes]) -> None:
    refused(exchange(run, iter(parts)), 431)


@pytest.mark.parametrize(
    "request_",
    [
        b"GET /a\x00b HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /\xff\xfe HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\nHost: x\r\nX\x00Y: z\r\n\r\n",
        b"POST /api/chat/messages HTTP/1.1\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST /api/chat/messages HTTP/1.1\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcde",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 500,
        b"\x00" * 1000,
        b"HELO mail\r\n\r\n",
    ],
)
def test_what_is_no_http_is_refused_as_kindly(run: Run, request_: bytes) -> None:
    refused(exchange(run, iter([request_])), 400)


def test_requests_in_a_row_are_answered_in_their_order(run: Run) -> None:
    names = [b"/healthz" if number % 3 else b"/nowhere" for number in range(300)]
    requests = b"".join(b"GET %s HTTP/1.1\r\nHost: x\r\n\r\n" % name for name in names[:-1])
    last = b"GET %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n" % names[-1]
    answer = exchange(run, iter([requests + last]))
    statuses = [int(part[:3]) for part in answer.split(b"HTTP/1.1 ")[1:]]
    assert statuses == [200 if name == b"/healthz" else 404 for name in names]


def test_there_is_no_way_out_of_http(run: Run) -> None:
    upgrade = b"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
    with opened(run) as connection:
        connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n" + upgrade + b"\r\n")
        assert connection.recv(65536).startswith(b"HTTP/1.1 200")


def test_of_a_key_that_is_given_twice_the_last_counts(run: Run) -> None:
    with httpx.Client(base_url=run.url, timeout=60, trust_env=False) as http:
        token = http.post("/api/chat/sessions").json()["token"]
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        twice = b'{"text": "can they take my car?", "text": "hello"}'
        assert http.post("/api/chat/messages", content=twice, headers=headers).status_code == 200
        said = http.get("/api/chat/messages", headers=headers).json()["messages"]
        assert [each["text"] for each in said if each["role"] == "user"] == ["hello"]
