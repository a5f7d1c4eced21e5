"""The action server, as Rasa calls it, for callers with the internal key only and with bodies of bounded size.

rasa-sdk's own has no key, unpacks bodies of any size, runs all actions on its event loop and sends back what made one fail.
"""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
import pkgutil
import zlib
from collections.abc import Callable
from typing import Any

from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection, ActionMissingDomainException, ActionNotFoundException
from sanic import Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

import actions
from actions.pool import Answer, Died, Pool, Runner
from shortfall.base import logs
from shortfall.base.settings import settings

logger = logging.getLogger(__name__)

MAX_BODY = 16 * 1024 * 1024
"""Bytes of a call, unpacked: a conversation of a thousand turns has about five million."""
PACKAGE = "actions"
MODULES = tuple(found.name for found in pkgutil.iter_modules(actions.__path__, f"{PACKAGE}.") if "__" not in found.name)
"""All actions, one a module."""


def configure_logs() -> None:
    """The log of every process here: one line each, none that names what somebody wants."""
    logs.configure(settings().log_level)
    for name in ("rasa_sdk", "sanic", "sanic.root"):
        # They name every action and every request at info level.
        logging.getLogger(name).setLevel(logging.WARNING)


def make_runner() -> Runner:
    """All actions of the package, loaded, as a function from a call to its answer."""
    configure_logs()
    executor = ActionExecutor()
    executor.register_package(PACKAGE)
    loop = asyncio.new_event_loop()

    def run(call: bytes) -> Answer:
        try:
            wanted = json.loads(call)
            wanted.setdefault("domain", {})  # the SDK refuses a call without one, which no action here reads
            result = loop.run_until_complete(executor.run(wanted))
        except ActionExecutionRejection as error:
            return _failed(400, error.message, error.action_name)
        except ActionNotFoundException as error:
            return _failed(404, error.message, error.action_name)
        except ActionMissingDomainException as error:
            return _failed(449, error.message, error.action_name)
        except Exception as error:
            # The kind of failure, never the message that caused it.
            logger.error("a call failed: %s", type(error).__name__)
            return _failed(500, "failed", "")
        return 200, json.dumps(result.model_dump() if result else None).encode()

    return run


def _failed(status: int, error: str, name: str) -> Answer:
    return status, json.dumps({"error": error, "action_name": name}).encode()


def create_app(pool: Callable[[], Pool], key: str) -> Sanic[Any, Any]:
    """The server.

    Args:
        pool: makes what runs the actions, once the server starts.
        key: the internal key; whoever calls shows it as a Bearer.
    """
    app = Sanic("actions", configure_logging=False)
    app.config.REQUEST_MAX_SIZE = MAX_BODY
    expected = f"Bearer {key}".encode()

    @app.before_server_start
    async def begin(app: Sanic[Any, Any]) -> None:
        app.ctx.pool = pool()
        await asyncio.to_thread(app.ctx.pool.wait)

    @app.after_server_stop
    async def end(app: Sanic[Any, Any]) -> None:
        app.ctx.pool.close()

    @app.get("/health")
    async def health(request: Request) -> HTTPResponse:
        return response.json({"status": "ok"})

    @app.post("/webhook", stream=True)
    async def webhook(request: Request) -> HTTPResponse:
        # Before anything of the body is read.
        if not hmac.compare_digest(request.headers.get("authorization", "").encode(), expected):
            return response.json({"error": "unauthorized"}, status=401)
        body = await unpacked(request)
        if body is None:
            return response.json({"error": "too large"}, status=413)
        try:
            status, answer = await request.app.ctx.pool.run(body)
        except Died:
            logger.error("an action ended its process")
            return response.json({"error": "failed"}, status=500)
        return HTTPResponse(answer, status, content_type="application/json")

    return app


async def unpacked(request: Request) -> bytes | None:
    """The body, inflated where it was packed; None for one that is larger than MAX_BODY or no body at all, however it came."""
    stream: Any = request.stream  # Sanic gives none only once the answer is out
    packed = zlib.decompressobj() if request.headers.get("content-encoding") == "deflate" else None
    parts, room = [], MAX_BODY + 1
    async for part in stream:
        try:
            plain = packed.decompress(part, room) if packed else part
        except zlib.error:
            return None
        room -= len(plain)
        if room <= 0:
            return None
        parts.append(plain)
    return b"".join(parts)
