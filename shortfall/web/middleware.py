"""What every request goes through: an id, security headers, a log line, a cap on its body. Plain ASGI, no buffering of answers."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shortfall.base import trace
from shortfall.web.errors import ChatError, Faults, accepted

log = structlog.get_logger(__name__)

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "Cache-Control": "no-store",
}
"""Of every answer, unless a route says otherwise."""
_QUIET = {"/healthz", "/readyz", "/metrics"}


class Envelope:
    """Gives each request an id, each answer its security headers (a route may set its own), each pair one log line."""

    def __init__(self, app: ASGIApp, new_id: Callable[[], str]) -> None:
        self._app = app
        self._new_id = new_id

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = self._new_id()
        status = 0

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers["X-Request-ID"] = request_id
            await send(message)

        started = time.perf_counter()
        with trace.under(request_id):
            try:
                await self._app(scope, receive, sending)
            finally:
                # The route's pattern, never the address asked for: anything may be written in an address.
                route = getattr(scope.get("route"), "path", None)
                route = scope.get("root_path", "") + route if route else "none"
                level = log.debug if route in _QUIET else log.info
                took = round(1000 * (time.perf_counter() - started), 1)
                level("request", method=scope["method"][:10], route=route, status=status, ms=took)


class Guard:
    """Refuses bodies that are too big or too slow before anything reads them, and turns our own faults into kind words; a
    database that hangs is one of them.

    Args:
        limit: bytes.
        larger: bytes for paths that begin so, where senders need more.
        seconds: within which the whole body must have come.
        patience: seconds from then until the answer must have begun. What has not is told to come again later; the work itself
            is left to end, for nobody knows how much of it is done.
    """

    def __init__(
        self,
        app: ASGIApp,
        faults: Faults,
        limit: int,
        seconds: float,
        patience: float,
        larger: Mapping[str, int] | None = None,
    ) -> None:
        self._app = app
        self._larger = larger or {}
        self._faults = faults
        self._limit = limit
        self._seconds = seconds
        self._patience = patience
        self._refusals: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = refused = False
        timer: asyncio.TimerHandle | None = None

        async def sending(message: Message) -> None:
            nonlocal started
            if not refused:
                started = True
                await send(message)

        def refuse() -> None:
            nonlocal refused
            if not started:
                refused = True
                log.error("no_answer_in_time")
                refusal = asyncio.create_task(
                    self._faults.storage_down().response(accepted(Headers(scope=scope)))(scope, receive, send)
                )
                self._refusals.add(refusal)
                refusal.add_done_callback(self._refusals.discard)

        try:
            body = await self._body(scope, receive)
            if body is None:
                return
            pending: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

            async def replay() -> Message:
                return pending.pop() if pending else await receive()

            timer = asyncio.get_running_loop().call_later(self._patience, refuse)
            await self._app(scope, replay, sending)
        except ChatError as error:
            await error.response(accepted(Headers(scope=scope)))(scope, receive, sending)
        except Exception as error:
            log.error("unexpected", exc_info=error)
            if not started:
                await self._faults.unexpected().response(accepted(Headers(scope=scope)))(scope, receive, sending)
        finally:
            if timer:
                timer.cancel()

    async def _body(self, scope: Scope, receive: Receive) -> bytes | None:
        """The body; None when the client has gone."""
        limit = next((size for path, size in self._larger.items() if scope["path"].startswith(path)), self._limit)
        declared = Headers(scope=scope).get("content-length", "")
        if declared.isdecimal() and int(declared[:20]) > limit:
            raise self._faults.too_big()
        parts: list[bytes] = []
        size = 0
        try:
            async with asyncio.timeout(self._seconds):
                while True:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        return None
                    part = message.get("body", b"")
                    size += len(part)
                    if size > limit:
                        raise self._faults.too_big()
                    parts.append(part)
                    if not message.get("more_body", False):
                        return b"".join(parts)
        except TimeoutError:
            raise self._faults.too_slow() from None
