"""Clio Grow's Lead Inbox (https://docs.developers.clio.com/guides/clio-grow/lead-inbox-api/).

It knows no idempotency key and no change of a lead: a change or a cancellation arrives as a lead of its own that says so
first, and every message ends with the reference and the key by which a repeated one is seen.
"""

from __future__ import annotations

import json
from datetime import datetime

from shortfall.callbacks.targets.base import Handoff
from shortfall.callbacks.targets.http import Poster, check_url, settle

NO_SURNAME = "(no last name given)"


class Clio:
    """Leads for the firm's Clio Grow account.

    Args:
        token: the account's Lead Inbox token; it travels in the body, so bodies are never logged.
        referring_url: the page to name where it is not known which one the request came from.

    Raises:
        ValueError: the URL is no https address.
    """

    name = "clio"
    label = "Clio Grow"

    def __init__(
        self, url: str, token: str, referring_url: str, poster: Poster, *, allow_loopback: bool = False
    ) -> None:
        self._url = check_url(url, allow_loopback=allow_loopback)
        self._token, self._referring_url, self._poster = token, referring_url, poster

    def deliver(self, key: str, handoff: Handoff, now: datetime) -> None:
        """See `Target`. 201 is success, 401 a wrong token, 422 a field that Clio refuses: both stay."""
        first, last = split_name(handoff.name)
        lead = {
            "from_first": first,
            "from_last": last,
            "from_message": f"{handoff.summary()}\n[{key}]",
            "from_phone": handoff.dialled,
            "referring_url": handoff.page or self._referring_url,
            "from_source": f"Shortfall: {handoff.campaign}" if handoff.campaign else "Shortfall",
        }
        body = {"inbox_lead_token": self._token, "inbox_lead": {field: text for field, text in lead.items() if text}}
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        settle(self._poster.post(self._url, json.dumps(body).encode(), headers, now), success=frozenset({201}))


def split_name(name: str) -> tuple[str, str]:
    """First and last name, neither ever empty: Clio requires both."""
    first, _, last = name.strip().partition(" ")
    return first or "(erased)", last.strip() or NO_SURNAME
