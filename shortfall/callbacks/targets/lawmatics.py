"""A custom form of Lawmatics: POST https://api.lawmatics.com/v1/forms/{form}/submit, with the form's own field keys."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from shortfall.callbacks.targets.base import Handoff
from shortfall.callbacks.targets.clio import split_name
from shortfall.callbacks.targets.http import Poster, check_url, settle

OURS = (
    "first_name",
    "last_name",
    "phone",
    "message",
    "reference",
    "event",
    "window",
    "urgent",
    "language",
    "page",
    "campaign",
    "stage",
    "deadline",
    "opposing",
    "key",
)
"""What a field of the form can be filled with."""


class Lawmatics:
    """Submissions of one form; a change or cancellation is a submission of its own that says so.

    Args:
        fields: for each of `OURS` that the form has, the form's key for it.

    Raises:
        ValueError: the URL is no https address, or `fields` names something else or lacks phone or message.
    """

    name = "lawmatics"
    label = "Lawmatics"

    def __init__(self, url: str, fields: Mapping[str, str], poster: Poster, *, allow_loopback: bool = False) -> None:
        self._url = check_url(url, allow_loopback=allow_loopback)
        if unknown := set(fields) - set(OURS):
            raise ValueError(f"unknown fields: {', '.join(sorted(unknown))}; known are {', '.join(OURS)}")
        if not {"phone", "message"} <= set(fields):
            raise ValueError("the form needs at least a field for phone and one for message")
        self._fields, self._poster = dict(fields), poster

    def deliver(self, key: str, handoff: Handoff, now: datetime) -> None:
        """See `Target`. 200 is success."""
        first, last = split_name(handoff.name)
        values = {
            "first_name": first,
            "last_name": last,
            "phone": handoff.dialled,
            "message": f"{handoff.summary()}\n[{key}]",
            "reference": handoff.reference,
            "event": handoff.event,
            "window": handoff.window.label,
            "urgent": "yes" if handoff.urgent else "no",
            "language": handoff.language,
            "page": handoff.page,
            "campaign": handoff.campaign,
            "stage": handoff.stage,
            "deadline": str(handoff.deadline or ""),
            "opposing": handoff.opposing,
            "key": key,
        }
        body = json.dumps({theirs: values[ours] for ours, theirs in self._fields.items()}).encode()
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        settle(self._poster.post(self._url, body, headers, now), success=frozenset({200}))
