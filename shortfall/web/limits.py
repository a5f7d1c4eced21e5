"""Rate limits: per chat, per address, and on opening chats."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

import structlog
from anyio import to_thread
from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.storage import MemoryStorage, RedisStorage
from limits.strategies import MovingWindowRateLimiter
from redis.exceptions import RedisError

from shortfall.base.settings import Settings
from shortfall.web.addresses import Address, limit_key

STAFF_PER_MINUTE = 240
"""Pages and updates of the staff inbox for one address; a whole office may share one."""
MAILS_PER_HOUR = 6
"""Summaries by e-mail that one client may ask for, in whatever chats."""
CODES_PER_HOUR = 5
"""Codes of one chat to go on by text; six times as many of one address."""

log = structlog.get_logger(__name__)

EXPIRY_SECONDS = 60.0
AWAY_SECONDS = 10.0
"""How long a gateway counts for itself after Redis has failed, before it asks again."""


class _Memory(MemoryStorage):
    """Looks for what has expired once a minute; by itself it does so at every count, in a thread that it makes for it."""

    def __init__(self) -> None:
        self._next_look = 0.0
        super().__init__()

    def _MemoryStorage__schedule_expiry(self) -> None:
        if (now := time.time()) >= self._next_look:
            self._next_look = now + EXPIRY_SECONDS
            super()._MemoryStorage__schedule_expiry()  # type: ignore[misc]


class Limits:
    """Counts in this process's memory, or in Redis for all gateways. These calls may block then: see `count`."""

    def __init__(self, settings: Settings) -> None:
        self._on = settings.rate_limit == "on"
        self._own = MovingWindowRateLimiter(_Memory())
        self._all: MovingWindowRateLimiter | None = None
        if url := settings.redis_url.get_secret_value():
            options = {"socket_timeout": 0.5, "socket_connect_timeout": 0.5}
            self._all = MovingWindowRateLimiter(RedisStorage(url, key_prefix="shortfall", **options))  # type: ignore[arg-type]
        self._away_until = 0.0
        self._chat = RateLimitItemPerMinute(settings.messages_per_minute, namespace="chat")
        self._address = RateLimitItemPerMinute(settings.messages_per_minute_address, namespace="address")
        self._forged = RateLimitItemPerMinute(settings.messages_per_minute_address, namespace="forged")
        self._opening = RateLimitItemPerHour(settings.sessions_per_hour, namespace="opening")
        self._code = RateLimitItemPerHour(CODES_PER_HOUR, namespace="code")
        self._codes = RateLimitItemPerHour(6 * CODES_PER_HOUR, namespace="codes")
        self._mail = RateLimitItemPerHour(MAILS_PER_HOUR, namespace="mail")
        self._staff = RateLimitItemPerMinute(STAFF_PER_MINUTE, namespace="staff")

    async def count(self, counter: Callable[..., int | None], *what: object) -> int | None:
        """What `counter`, a method below, says of `what`; off the event loop where counting waits for another process."""
        if self._on and self._all is not None:
            return await to_thread.run_sync(counter, *what)
        return counter(*what)

    def opening(self, address: Address | None) -> int | None:
        """Count a new chat; seconds to wait when there were too many, else None."""
        return self._hit(self._opening, limit_key(address))

    def message(self, session: str, address: Address | None) -> int | None:
        """Count a message; seconds to wait when there were too many, else None."""
        return self._hit(self._chat, session) or self._hit(self._address, limit_key(address))

    def code(self, session: str, address: Address | None) -> int | None:
        """Count a code to go on by text; seconds to wait when there were too many, else None."""
        return self._hit(self._code, session) or self._hit(self._codes, limit_key(address))

    def mail(self, address: Address | None) -> int | None:
        """Count a summary to be mailed; seconds to wait when there were too many, else None."""
        return self._hit(self._mail, limit_key(address))

    def staff(self, address: Address | None) -> int | None:
        """Count a request to the staff inbox; seconds to wait when there were too many, else None."""
        return self._hit(self._staff, limit_key(address))

    def page(self, address: Address | None) -> int | None:
        """Count a public page that is made anew; seconds to wait when there were too many, else None."""
        return self._hit(self._address, f"page {limit_key(address)}")

    def forged(self, address: Address | None) -> int | None:
        """Count a webhook without a good signature; seconds to wait when there were too many, else None."""
        return self._hit(self._forged, limit_key(address))

    def _hit(self, item: RateLimitItem, key: str) -> int | None:
        if not self._on:
            return None
        if self._all and time.monotonic() >= self._away_until:
            try:
                return _wait(self._all, item, key)
            except RedisError as error:
                # Someone frightened must not be turned away because a counter is missing, nor a flood let in.
                log.warning("redis_failed", what="limits", exc_info=error)
                self._away_until = time.monotonic() + AWAY_SECONDS
        return _wait(self._own, item, key)


def _wait(limiter: MovingWindowRateLimiter, item: RateLimitItem, key: str) -> int | None:
    if limiter.hit(item, key):
        return None
    return max(1, math.ceil(limiter.get_window_stats(item, key).reset_time - time.time()))
