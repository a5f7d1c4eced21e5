"""One message of a chat at a time, wherever its requests arrive."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary

import structlog
from redis.asyncio import Redis
from redis.asyncio.lock import Lock
from redis.exceptions import LockError, RedisError

from shortfall.gateway.engine import EngineDown

log = structlog.get_logger(__name__)

POLL_SECONDS = 0.02


class Turns:
    """Locks by chat: in this process always, and in Redis where several gateways share one.

    Within a gateway messages are taken in the order they came; between two gateways one waits for the other. When Redis
    is away the gateway goes on with its own locks: the engine, which has locks of its own, decides then.

    Args:
        redis_url: empty for one gateway alone.
        lease: seconds after which the lock of a gateway that died is given away; longer than any turn.
    """

    def __init__(self, redis_url: str, lease: float) -> None:
        # A chat's lock lives as long as someone holds or awaits it.
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._lease = lease
        self._redis = Redis.from_url(redis_url, socket_timeout=2, socket_connect_timeout=1) if redis_url else None

    @asynccontextmanager
    async def one(self, chat: str) -> AsyncIterator[None]:
        """Hold the chat.

        Raises:
            EngineDown: others held it for too long; nothing was done.
        """
        # The name is bound until the block ends: a weak dictionary forgets what nobody holds.
        local = self._locks.setdefault(chat, asyncio.Lock())
        async with local:
            shared = await self._take(chat)
            try:
                yield
            finally:
                if shared:
                    # Expired or unreachable: either way it is not held any more, or not for long.
                    with contextlib.suppress(LockError, RedisError):
                        await shared.release()

    async def close(self) -> None:
        """Give the connections back."""
        if self._redis:
            await self._redis.aclose()

    async def _take(self, chat: str) -> Lock | None:
        if not self._redis:
            return None
        lock = self._redis.lock(f"shortfall:turn:{chat}", timeout=self._lease, sleep=POLL_SECONDS)
        try:
            taken = await lock.acquire(blocking_timeout=2 * self._lease)
        except RedisError as error:
            log.warning("redis_failed", what="turn", exc_info=error)
            return None
        if not taken:
            raise EngineDown("busy")
        return lock
