"""A signed webhook, as Standard Webhooks 1.0.0 describes it (https://www.standardwebhooks.com)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from standardwebhooks import Webhook as Signer

from shortfall.base.hours import office_zone
from shortfall.callbacks.targets.base import Disabled, Handoff
from shortfall.callbacks.targets.http import Poster, check_url, temporary


class Webhook:
    """Everything about a request, to the firm's own receiver.

    Args:
        secrets: "whsec_…", newest first; with two of them both sign, so that the receiver can change over.

    Raises:
        ValueError: the URL is no https address or a secret is not base64 of at least 24 bytes.
    """

    name = "webhook"
    label = "Webhook"

    def __init__(self, url: str, secrets: Sequence[str], poster: Poster, *, allow_loopback: bool = False) -> None:
        self._url = check_url(url, allow_loopback=allow_loopback)
        self._signers = [Signer(secret) for secret in secrets]
        if not self._signers or any(len(signer._whsecret) < 24 for signer in self._signers):
            raise ValueError("its secret must be whsec_ and the base64 of 24 to 64 random bytes")
        self._poster = poster

    def deliver(self, key: str, handoff: Handoff, now: datetime) -> None:
        """See `Target`. Success is 2xx; 410 disables; everything else is tried again, as the specification asks."""
        body = json.dumps(body_of(handoff), ensure_ascii=False, separators=(",", ":"))
        answer = self._poster.post(
            self._url,
            body.encode(),
            {
                "Content-Type": "application/json",
                "User-Agent": "Shortfall/1",
                "webhook-id": key,
                "webhook-timestamp": str(int(now.timestamp())),
                "webhook-signature": " ".join(signer.sign(key, now, body) for signer in self._signers),
            },
            now,
        )
        if answer.status == 410:
            raise Disabled("gone")
        if not 200 <= answer.status < 300:
            raise temporary(answer)


def body_of(handoff: Handoff) -> dict[str, Any]:
    """The body: type, timestamp (when it happened) and data. It is the same at every attempt."""
    window = handoff.window
    return {
        "type": handoff.event,
        "timestamp": handoff.at.isoformat(),
        "data": {
            "reference": handoff.reference,
            "sequence": handoff.sequence,
            "name": handoff.name,
            "phone": handoff.phone,
            "extension": handoff.extension,
            "window": {
                "label": window.label,
                "firm": {
                    "start": window.start.isoformat(),
                    "end": window.end.isoformat(),
                    "time_zone": str(office_zone()),
                },
                "caller": {
                    "start": window.caller_start.isoformat(),
                    "end": window.caller_end.isoformat(),
                    "time_zone": handoff.caller_zone,
                },
                "asap": handoff.asap,
            },
            "mark": handoff.mark,
            "urgent": handoff.urgent,
            "stage": handoff.stage,
            "deadline": handoff.deadline.isoformat() if handoff.deadline else None,
            "opposing": handoff.opposing,
            "topics": list(handoff.topics),
            "figures": handoff.figures,
            "note": handoff.note,
            "joined": list(handoff.joined),
            "joined_to": handoff.joined_to,
            "channel": handoff.channel,
            "source": {"page": handoff.page, "campaign": handoff.campaign},
            "language": handoff.language,
            "consent": {
                "given": handoff.consent.given,
                "wording_version": handoff.consent.version,
                "at": handoff.consent.at.isoformat(),
            },
        },
    }
