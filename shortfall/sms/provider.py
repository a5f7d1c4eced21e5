"""What a text-message provider must be able to do. Twilio is one (`twilio.py`); `console.py` needs no account."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol


@dataclass(frozen=True)
class Inbound:
    """A text message that came in.

    Args:
        id: the provider's id of the message; the same message again has the same one.
        token: the provider's id of the delivery, the same over its retries.
        sender: E.164.
        text: as typed; may be empty.
        media: pictures and the like that came with it.
        handled: an opt-out word that the provider has already answered by itself.
    """

    id: str
    token: str | None
    sender: str = field(repr=False)
    text: str = field(repr=False)
    media: int = 0
    handled: Literal["stop", "start", "help"] | None = None


@dataclass(frozen=True)
class StatusUpdate:
    """What became of a message that we sent; `status` is one of `STATUSES`."""

    id: str
    status: str
    error: int | None = None


STATUSES = {
    "accepted": 0,
    "scheduled": 0,
    "queued": 1,
    "sending": 2,
    "sent": 3,
    "delivered": 4,
    "undelivered": 4,
    "failed": 4,
    "canceled": 4,
    "read": 5,
}
"""How far each state is. Reports come in any order; a message never goes back, and one end is not replaced by another."""


class Refused(Exception):
    """The provider will not send this, now or later; `code` is its error code."""

    def __init__(self, code: int) -> None:
        super().__init__(str(code))
        self.code = code


class TryLater(Exception):
    """It was surely not sent, and may be later: the provider is busy, cannot be reached, or does not know our key."""


class Unclear(Exception):
    """It may have been sent or not: the answer was lost on the way."""


class Provider(Protocol):
    """A way to receive and to send text messages. `send` and `sent` block."""

    def verify(self, url: str, body: bytes, headers: Mapping[str, str]) -> bool:
        """Whether a webhook to `url` is the provider's own. Never raises."""

    def parse(self, body: bytes, headers: Mapping[str, str]) -> Inbound:
        """The message in a verified webhook.

        Raises:
            ValueError: it is not a message from a phone.
        """

    def parse_status(self, body: bytes) -> StatusUpdate:
        """The report in a verified status callback.

        Raises:
            ValueError: it is not a report.
        """

    def send(self, number: str, text: str) -> str:
        """Send `text` to `number` (E.164); the provider's id of the message.

        Raises:
            Refused, TryLater, Unclear: there is no id.
        """

    def sent(self, number: str, text: str, since: datetime) -> list[str]:
        """Ids of messages with this very text to `number` that the provider took since then. It settles an `Unclear`.

        Raises:
            TryLater: it cannot be asked.
        """
