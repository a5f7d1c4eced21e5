"""A line in a Slack channel, through an incoming webhook, with nothing in it about a person."""

from __future__ import annotations

import json
from datetime import datetime

from shortfall.callbacks.targets.base import Disabled, Handoff, Temporary
from shortfall.callbacks.targets.http import Poster, check_url, settle


class Slack:
    """Reference, channel, window on the firm's clock, urgency, and a link to the inbox where the rest is.

    Raises:
        ValueError: the URL is no https address.
    """

    name = "slack"
    label = "Slack"

    def __init__(self, url: str, inbox_url: str, poster: Poster, *, allow_loopback: bool = False) -> None:
        self._url = check_url(url, allow_loopback=allow_loopback)
        self._inbox_url, self._poster = inbox_url, poster

    def deliver(self, key: str, handoff: Handoff, now: datetime) -> None:
        """See `Target`. Success is 200 with the body `ok`; 400, 403 and 404 stay; an archived channel (410) disables."""
        text = f"{handoff.headline}, by {handoff.channel}. {handoff.office_label}."
        body = json.dumps({"text": f"{_escaped(text)} {_escaped(self._inbox_url)}"}).encode()
        answer = self._poster.post(self._url, body, {"Content-Type": "application/json"}, now)
        if answer.status == 410:
            raise Disabled("gone")
        settle(answer, success=frozenset({200}))
        if answer.body.strip() != b"ok":
            raise Temporary("not_ok")


def _escaped(text: str) -> str:
    """Slack's three control characters."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
