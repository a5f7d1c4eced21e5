"""One id for everything that one request causes, in the logs of all four processes. Standard library only: the engine uses it too.

The gateway makes it for each request (X-Request-ID), shows it to the engine as a header, the engine puts it beside the message it
stores, the action server finds it there and writes it into the events of a callback, from where the worker takes it up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

HEADER = "X-Request-ID"
_ID = re.compile(r"[0-9a-f]{8,64}")
_current: ContextVar[str | None] = ContextVar("request_id", default=None)


def current() -> str | None:
    """The id of the request that is being worked on, if there is one."""
    return _current.get()


@contextmanager
def under(request_id: object) -> Iterator[None]:
    """Work under this id; under none when it is not of our making (8 to 64 hexadecimal characters)."""
    known = isinstance(request_id, str) and _ID.fullmatch(request_id)
    token = _current.set(str(request_id) if known else None)
    try:
        yield
    finally:
        _current.reset(token)


def header() -> Mapping[str, str]:
    """The header that hands the id on; empty when there is none."""
    found = current()
    return {HEADER: found} if found else {}


def detail() -> dict[str, str]:
    """The id as a part of what is stored about an event; empty when there is none."""
    found = current()
    return {"request_id": found} if found else {}
