"""Rate limits: per chat, per address, and on opening chats."""

from __future__ import annotations

import math
import time

from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from shortfall.gateway.addresses import Address, limit_key
from shortfall.settings import Settings

STAFF_PER_MINUTE = 240
"""Pages and updates of the staff inbox for one address; a whole office may share one."""


class Limits:
    """Counts in this process's memory; several gateways would share a store by another `limits` storage."""

    def __init__(self, settings: Settings) -> None:
        self._on = settings.rate_limit == "on"
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._chat = RateLimitItemPerMinute(settings.messages_per_minute, namespace="chat")
        self._address = RateLimitItemPerMinute(settings.messages_per_minute_address, namespace="address")
        self._forged = RateLimitItemPerMinute(settings.messages_per_minute_address, namespace="forged")
        self._opening = RateLimitItemPerHour(settings.sessions_per_hour, namespace="opening")
        self._staff = RateLimitItemPerMinute(STAFF_PER_MINUTE, namespace="staff")

    def opening(self, address: Address | None) -> int | None:
        """Count a new chat; seconds to wait when there were too many, else None."""
        return self._hit(self._opening, limit_key(address))

    def message(self, session: str, address: Address | None) -> int | None:
        """Count a message; seconds to wait when there were too many, else None."""
        return self._hit(self._chat, session) or self._hit(self._address, limit_key(address))

    def staff(self, address: Address | None) -> int | None:
        """Count a request to the staff inbox; seconds to wait when there were too many, else None."""
        return self._hit(self._staff, limit_key(address))

    def forged(self, address: Address | None) -> int | None:
        """Count a webhook without a good signature; seconds to wait when there were too many, else None."""
        return self._hit(self._forged, limit_key(address))

    def _hit(self, item: RateLimitItem, key: str) -> int | None:
        if not self._on or self._limiter.hit(item, key):
            return None
        return max(1, math.ceil(self._limiter.get_window_stats(item, key).reset_time - time.time()))
