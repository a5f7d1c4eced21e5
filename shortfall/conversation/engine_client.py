"""The way to the engine, which alone understands what people mean."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Self

import aiohttp
from pydantic import BaseModel, Field, ValidationError, field_validator

from shortfall.base import trace
from shortfall.base.channel import Channel
from shortfall.base.keys import read_or_create_key
from shortfall.base.language import Language
from shortfall.base.settings import Settings


class EngineDown(Exception):
    """The engine gave no usable answer; `kind` says how: unreachable, timeout, status, garbage, silence; or busy, when
    another message of the chat took too long."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


class EngineChoice(BaseModel):
    """A choice as the engine offers it; the payload never leaves the gateway."""

    label: str = Field(min_length=1, max_length=300)
    payload: str = Field(min_length=1, max_length=2000)


class EngineSource(BaseModel):
    """A source as the engine gives it."""

    cite: str = Field(max_length=500)
    url: str = Field(max_length=2000)

    @field_validator("url")
    @classmethod
    def _web_only(cls, url: str) -> str:
        # An answer without its link is still an answer; a link that runs code is not a link.
        return url if url.startswith(("https://", "http://")) else ""


class EngineMessage(BaseModel):
    """One message from the engine."""

    text: str = Field(max_length=20_000)
    topic: str | None = Field(None, max_length=80)
    question: str | None = Field(None, max_length=80)
    law: str | None = Field(None, max_length=8)
    reads: Language | None = None
    choices: list[EngineChoice] = Field(default_factory=list, max_length=30)
    sources: list[EngineSource] = Field(default_factory=list, max_length=30)
    card: dict[str, Any] | None = None
    asking: str | None = Field(None, max_length=80)
    lang: Language | None = None


class EngineReply(BaseModel):
    """The engine's answer to one message."""

    messages: list[EngineMessage] = Field(max_length=30)


class EngineState(BaseModel):
    """What the engine says of itself."""

    actions: bool = False


class Outgoing:
    """A message of which the engine has the beginning.

    Args:
        rest: of its body.
        request: gives the status and content of the answer.
        timeout: seconds that the answer may take from when the rest was sent.
    """

    def __init__(self, rest: asyncio.Future[bytes], request: asyncio.Task[tuple[int, bytes]], timeout: float) -> None:
        self._rest = rest
        self._request = request
        self._timeout = timeout

    async def send(
        self, *, uid: str, payload: str | None, asking: str | None, again: bool, locale: str | None = None
    ) -> list[EngineMessage]:
        """Send the rest; what the engine answers.

        Args:
            uid: the message's id in its chat.
            payload: of a choice.
            asking: the slot that the chat was last asked for.
            locale: the language that the chat was opened in, where that is known.
            again: it may have been sent before; what was answered then is answered now, and nothing is done twice.

        Raises:
            EngineDown: no usable answer came in time.
        """
        body: dict[str, Any] = {"id": uid, "asking": asking, "again": again}
        body |= {} if payload is None else {"payload": payload}
        body |= {} if locale is None else {"locale": locale}
        if not self._rest.done():  # nobody waits for it any more where the engine has refused already, or died
            self._rest.set_result(f", {json.dumps(body)[1:]}".encode())
        try:
            async with asyncio.timeout(self._timeout):
                status, content = await self._request
        except TimeoutError:
            raise EngineDown("timeout") from None
        if status != 200:
            raise EngineDown("status")
        try:
            reply = EngineReply.model_validate_json(content)
        except ValidationError:
            raise EngineDown("garbage") from None
        said = [message for message in reply.messages if message.text.strip() or message.card or message.choices]
        if not said:
            # An action that failed leaves the person without an answer: no better than an engine that is down.
            raise EngineDown("silence")
        return said


class Engine:
    """A client of the engine's private channel.

    Args:
        url: the engine's base address.
        key: the internal key.
        timeout: seconds a whole answer may take.
    """

    def __init__(self, url: str, key: str, timeout: float) -> None:
        self._url = url.rstrip("/")
        self._headers = {"Authorization": f"Bearer {key}"}
        self._timeout = timeout
        self._client: aiohttp.ClientSession | None = None

    @classmethod
    def of(cls, config: Settings) -> Self:
        """The engine of these settings.

        Raises:
            OSError, ValueError: var_dir cannot be written, or the key in it is broken.
        """
        key = config.internal_key.get_secret_value() or read_or_create_key(config.var_dir / "internal.key")
        return cls(config.engine, key, config.engine_timeout)

    @asynccontextmanager
    async def message(self, sender: str, channel: Channel, text: str | None) -> AsyncIterator[Outgoing]:
        """A message on its way: typed `text` (None: it is a choice) goes at once, so that the engine reads it while the block
        stores it. A block that ends without sending the rest has said nothing, for the engine answers whole messages only."""
        rest: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()

        async def body() -> AsyncIterator[bytes]:
            opening = {"sender": sender, "channel": channel} | ({} if text is None else {"text": text})
            yield json.dumps(opening)[:-1].encode()
            yield await rest

        request = asyncio.create_task(self._request("POST", "/webhooks/shortfall/messages", None, body()))
        try:
            yield Outgoing(rest, request, self._timeout)
        finally:
            request.cancel()
            await asyncio.gather(request, return_exceptions=True)

    async def forget(self, sender: str) -> None:
        """Erase the engine's memory of a conversation; done already is done.

        Raises:
            EngineDown: it may still remember.
        """
        path = f"/webhooks/shortfall/conversations/{sender}"
        status, _ = await self._request("DELETE", path, min(self._timeout, 3.0))
        if status not in (200, 204, 404):
            raise EngineDown("status")

    async def move(self, source: str, target: str) -> None:
        """Have the engine go on under another name with a conversation; what it knew under that name is gone. Done already is done.

        Raises:
            EngineDown: it may or may not have.
        """

        async def body() -> AsyncIterator[bytes]:
            yield json.dumps({"from": source}).encode()

        path = f"/webhooks/shortfall/conversations/{target}"
        status, _ = await self._request("POST", path, self._timeout, body())
        if status != 204:
            raise EngineDown("status")

    async def ready(self) -> tuple[bool, bool]:
        """Whether the engine can answer, and whether it reaches the action server."""
        try:
            status, content = await self._request("GET", "/webhooks/shortfall/", min(self._timeout, 3.0))
            state = EngineState.model_validate_json(content)
        except (EngineDown, ValidationError):
            return False, False
        return status == 200, state.actions

    async def close(self) -> None:
        """Give the connections back."""
        if self._client:
            await self._client.close()

    async def _request(
        self, method: str, path: str, seconds: float | None, body: AsyncIterator[bytes] | None = None
    ) -> tuple[int, bytes]:
        """Status and content of an answer; `seconds` of None: the caller knows how long to wait."""
        if self._client is None:  # made here, because it belongs to the event loop that is running
            # Proxy settings of the environment must not carry chats off this machine; aiohttp leaves them alone by default.
            self._client = aiohttp.ClientSession(
                # A message must not meet a connection that is just being closed (Rasa's server does so after 120 s), and a new one
                # may reach an engine that was added since.
                connector=aiohttp.TCPConnector(limit=200, keepalive_timeout=4),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers=self._headers,
            )
        headers = trace.header() if body is None else {**trace.header(), "Content-Type": "application/json"}
        limit = aiohttp.ClientTimeout(total=seconds)
        try:
            async with self._client.request(
                method, self._url + path, data=body, headers=headers, timeout=limit, allow_redirects=False
            ) as response:
                return response.status, await response.read()
        except TimeoutError:
            raise EngineDown("timeout") from None
        except aiohttp.ClientError:
            raise EngineDown("unreachable") from None
