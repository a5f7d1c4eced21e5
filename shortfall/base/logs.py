"""Logging: one JSON line per event, with nothing in it that a person said or is reached by."""

from __future__ import annotations

import logging
import re
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any, TextIO

import structlog

from shortfall.base import trace
from shortfall.base.masking import mask

_WITHHELD = frozenset(
    {"address", "answer", "authorization", "body", "card", "choice", "content", "email", "header", "headers", "label"}
    | {"message", "messages", "name", "number", "payload", "phone", "query", "question", "reply", "secret", "sender"}
    | {"sms", "text", "to", "token", "url", "user"}
)
"""Fields that would carry a person's words, whereabouts or keys: their values are never written."""
_OURS = frozenset({"level", "logger", "request_id", "timestamp"})
"""Fields written by this module and the gateway only; ids and times must not be mistaken for phone numbers."""
_PHONE = re.compile(r"(?<![\w.])(?:\+\d[\d ().-]{7,16}\d|(?:1[ .-]?)?\(?\d{3}\)?[ .-]?\d{3}[ .-]?\d{4})(?![\w])")
_EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]++@[\w-]++(?:\.[\w-]++)+")
_TOKEN = re.compile(r"(?i)\bbearer\s+\S+")


def redact(text: str) -> str:
    """The text without phone numbers, e-mail addresses, tokens and the numbers that `mask` removes."""
    text = _TOKEN.sub("[token]", text)
    text = _EMAIL.sub("[email]", text)
    text = _PHONE.sub("[phone]", text)
    return mask(text)


def _traced(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """The id of the request, where one is being worked on."""
    if found := trace.current():
        event.setdefault("request_id", found)
    return event


def _without_people(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Withhold fields by name, redact the strings of all others."""
    return {
        key: "[withheld]" if key in _WITHHELD else value if key in _OURS else _redacted(value)
        for key, value in event.items()
        if not key.startswith("_") and key not in ("color_message", "positional_args")
    }


def _redacted(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, dict):
        return {str(key): "[withheld]" if key in _WITHHELD else _redacted(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_redacted(part) for part in value]
    return redact(str(value))


def _where(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """An exception becomes its type and places: its message may quote what a person wrote."""
    info = event.pop("exc_info", None)
    event.pop("stack_info", None)
    error = sys.exc_info()[1] if info is True else info[1] if isinstance(info, tuple) else info
    if isinstance(error, BaseException):
        event["error"] = type(error).__qualname__
        frames = traceback.extract_tb(error.__traceback__)[-8:]
        event["where"] = [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
    return event


def _short(path: str) -> str:
    return "/".join(path.split("/")[-2:])


def configure(level: str = "info", stream: TextIO | None = None) -> None:
    """Send everything this process logs, the libraries' lines included, to `stream` (standard output by default)."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        _traced,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    # Foreign lines are dressed by the formatter, ours before it; both are cleaned last, where nothing can be added.
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            _where,
            _without_people,
            structlog.processors.JSONRenderer(),
        ],
    )
    handler = logging.StreamHandler(stream or sys.stdout)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        library = logging.getLogger(name)
        library.handlers.clear()
        library.propagate = True
    # These write whole addresses at info level.
    for name in ("httpx", "httpcore", "uvicorn.access", "urllib3", "alembic"):
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
