"""One message of a chat at a time, wherever its requests arrive."""

from __future__ import annotations

import asyncio
import contextlib
import math
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary

import structlog
from redis.asyncio import Redis
from redis.asyncio.lock import Lock
from redis.exceptions import LockError, RedisError

from shortfall.conversation.engine_client import EngineDown

log = structlog.get_logger(__name__)

POLL_SECONDS = 0.02
LET_GO_SECONDS = 1.0


class _Lock(Lock):
    """A lock that knows itself again: where only the answer to taking it got lost, it is taken."""

    async def do_acquire(self, token: str | bytes) -> bool:
        """See `redis.asyncio.lock.Lock`; `token` is whose the lock is to be."""
        return bool(await super().do_acquire(token) or await self.redis.get(self.name) == token)


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
        self._late: set[asyncio.Task[None]] = set()
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
            token = secrets.token_hex(16).encode()
            shared = await self._take(chat, token)
            try:
                yield
            finally:
                if shared:
                    await self._give(shared, token)

    async def reachable(self) -> bool | None:
        """Whether Redis answers; None where there is none."""
        if self._redis is None:
            return None
        try:
            await self._redis.ping()
        except RedisError:
            return False
        return True

    async def close(self) -> None:
        """Give the connections back."""
        for late in self._late:
            late.cancel()
        if self._redis:
            await self._redis.aclose()

    async def _take(self, chat: str, token: bytes) -> Lock | None:
        if not self._redis:
            return None
        lock = _Lock(self._redis, f"shortfall:turn:{chat}", timeout=self._lease, sleep=POLL_SECONDS)
        try:
            taken = await lock.acquire(blocking_timeout=2 * self._lease, token=token)
        except RedisError as error:
            log.warning("redis_failed", what="turn", exc_info=error)
            self._let_go_later(lock, token)
            return None
        if not taken:
            raise EngineDown("busy")
        return lock

    async def _give(self, lock: Lock, token: bytes) -> None:
        try:
            await lock.do_release(token)
        except LockError:
            pass  # expired: it is not held any more
        except RedisError:
            self._let_go_later(lock, token)

    def _let_go_later(self, lock: Lock, token: bytes) -> None:
        """What a Redis that hangs was asked for, it does when it wakes: the chat would be held by nobody for a whole lease."""
        task = asyncio.create_task(self._let_go(lock, token))
        self._late.add(task)
        task.add_done_callback(self._late.discard)

    async def _let_go(self, lock: Lock, token: bytes) -> None:
        for _ in range(math.ceil(self._lease / LET_GO_SECONDS)):
            await asyncio.sleep(LET_GO_SECONDS)
            # Still away, or not asked for yet: both may change.
            with contextlib.suppress(LockError, RedisError):
                await lock.do_release(token)
                return
