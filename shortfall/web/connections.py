"""Connections: the server's own, which waits for ever and takes heads of any size, with an end to both.

Bodies have theirs in the middleware. Bounds are those of deploy/nginx.conf, so that a gateway without a proxy stands as well.
"""

from __future__ import annotations

import asyncio
from asyncio import TimerHandle
from typing import Any

import structlog
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from shortfall.web.errors import ChatError, Faults
from shortfall.web.middleware import HEADERS

HEAD_BYTES = 32 * 1024
HEAD_SECONDS = 10.0
READER_SECONDS = 30.0

log = structlog.get_logger(__name__)


class Connection(HttpToolsProtocol):
    """One connection. A request's head (its first line and headers) must come whole within HEAD_SECONDS and HEAD_BYTES; an
    answer must be taken within READER_SECONDS."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._head = 0
        """Bytes of an unfinished head."""
        self._head_ends: TimerHandle | None = None
        self._reader_ends: TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a head."""
        super().connection_made(transport)
        self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        self._stop(self._head_ends)
        self._stop(self._reader_ends)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take bytes, unless they make the head too long."""
        if self.transport.is_closing():
            return
        super().data_received(data)
        if self.transport.is_closing():
            return
        if self._head_ends is not None:
            self._head += len(data)
            if self._head > HEAD_BYTES:
                self._refuse(Faults.head_too_big())
        elif self._idle and self.timeout_keep_alive_task is None:
            # Blank lines between requests end the server's own patience, and begin no head.
            self._await_head()

    def on_message_begin(self) -> None:
        """A head has begun."""
        super().on_message_begin()
        if self._head_ends is None:
            self._await_head()

    def on_headers_complete(self) -> None:
        """A head is whole.

        Raises:
            OverflowError: it came at once and is too long all the same.
        """
        self._stop(self._head_ends)
        self._head_ends = None
        if len(self.url) + sum(len(name) + len(value) for name, value in self.headers) > HEAD_BYTES:
            self._head = HEAD_BYTES + 1
            raise OverflowError
        super().on_headers_complete()

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no HTTP, or what on_headers_complete has refused."""
        self._refuse(Faults.head_too_big() if self._head > HEAD_BYTES else Faults.malformed())

    def pause_writing(self) -> None:
        """The client does not read."""
        super().pause_writing()
        self._reader_ends = self.loop.call_later(READER_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        """It reads again."""
        self._stop(self._reader_ends)
        super().resume_writing()

    def _await_head(self) -> None:
        self._head = 0
        self._head_ends = self.loop.call_later(HEAD_SECONDS, self._head_is_late)

    @property
    def _idle(self) -> bool:
        """Whether every request so far is answered."""
        return self.cycle is None or self.cycle.response_complete

    def _head_is_late(self) -> None:
        if not self._idle:
            # While an answer is being written, nothing more is read: the next head cannot come.
            self._head_ends = self.loop.call_later(HEAD_SECONDS, self._head_is_late)
        elif self._head:
            self._refuse(Faults.too_slow())
        else:
            self.transport.close()

    def _refuse(self, error: ChatError) -> None:
        log.info("refused", status=error.status)
        response = error.response()
        headers = [*response.raw_headers, *((name.lower().encode(), value.encode()) for name, value in HEADERS.items())]
        lines = [b"%s: %s\r\n" % header for header in headers]
        self.transport.write(b"".join([STATUS_LINE[error.status], *lines, b"\r\n", bytes(response.body)]))
        self.transport.close()

    @staticmethod
    def _stop(timer: TimerHandle | None) -> None:
        if timer is not None:
            timer.cancel()
