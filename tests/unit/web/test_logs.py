"""Logs are one JSON line per event and never carry people."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog

from shortfall.base import logs
from shortfall.base.limits import LONGEST_MESSAGE
from tests.unit.web.serving import new_message_id, running


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    """What was logged; the logging of the test run is put back afterwards."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    written = io.StringIO()
    logs.configure("debug", written)
    yield written
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def _events(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


@pytest.mark.parametrize(
    "personal",
    [
        "(312) 555-0101",
        "312-555-0101",
        "312.555.0101",
        "3125550101",
        "+1 312 555 0101",
        "+13125550101",
        "1-312-555-0101",
        "jane.roe+x@example.co.uk",
        "123-45-6789",
        "Bearer abc.def-ghi",
    ],
)
def test_personal_data_is_redacted_wherever_it_stands(stream: io.StringIO, personal: str) -> None:
    log = structlog.get_logger("test")
    log.info(f"call {personal} now", reason=f"of {personal}", parts=[personal, {"deep": personal}])
    logging.getLogger("library").warning("said %s", personal)
    assert len(_events(stream)) == 2
    assert personal not in stream.getvalue()


def test_fields_for_words_are_withheld(stream: io.StringIO) -> None:
    structlog.get_logger("test").info(
        "turn", text="I lost my home", token="abc", name="Jane Roe", details={"phone": "x1"}
    )
    (event,) = _events(stream)
    assert (event["text"], event["token"], event["name"], event["details"]) == ("[withheld]",) * 3 + (
        {"phone": "[withheld]"},
    )


def test_what_operations_need_is_kept(stream: io.StringIO) -> None:
    with structlog.contextvars.bound_contextvars(request_id="12345678901234567890123456789012"):
        structlog.get_logger("test").warning("engine_down", kind="timeout", ms=12.5, tries=3, port=8080, none=None)
    (event,) = _events(stream)
    assert event["request_id"] == "12345678901234567890123456789012"
    assert (event["event"], event["kind"], event["ms"], event["tries"], event["level"]) == (
        ("engine_down", "timeout", 12.5, 3, "warning")
    )
    assert event["timestamp"].endswith("Z")
    assert event["logger"] == "test"


def test_exceptions_are_type_and_place_never_their_words(stream: io.StringIO) -> None:
    try:
        raise ValueError("Jane Roe owes 312000")
    except ValueError as error:
        structlog.get_logger("test").error("failed", exc_info=error)
        logging.getLogger("library").exception("failed too")
    assert "Jane" not in stream.getvalue()
    for event in _events(stream):
        assert event["error"] == "ValueError"
        assert "test_logs.py" in event["where"][-1]


def test_a_whole_conversation_leaves_no_trace_in_the_logs(stream: io.StringIO, tmp_path: Path) -> None:
    with running(tmp_path) as gateway:
        chat = gateway.open()
        words = "My name is Jane Roe, I lost my home, call (312) 555-0101"
        gateway.say(chat, words)
        choice = gateway.say(chat, "paycheck").json()["messages"][0]["choices"][0]["id"]
        gateway.say(chat, choice=choice)
        gateway.say(chat, "x" * (LONGEST_MESSAGE + 1))
        gateway.http.post(
            "/api/chat/messages", content=b'{"text": "Jane Roe', headers=chat | {"Content-Type": "application/json"}
        )
        gateway.engine.status = 500
        gateway.say(chat, words, message_id=new_message_id())
        gateway.engine.raw = b'{"messages": "Jane Roe"}'
        gateway.say(chat, words)
        gateway.http.get("/Jane?phone=3125550101", headers=chat)
        gateway.engine.stop()
        gateway.say(chat, words)
        gateway.http.delete("/api/chat/messages", headers=chat)
        sender = gateway.engine.asked[0]["sender"]
    written = stream.getvalue()
    assert len([event for event in _events(stream) if event["event"] == "request"]) > 9
    assert "engine_down" in written
    for secret in (
        "Jane",
        "lost my home",
        "555-0101",
        "3125550101",
        chat["Authorization"].split()[1],
        choice,
        sender,
        "xxxx",
    ):
        assert secret not in written
