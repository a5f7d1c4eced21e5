"""Whether something is to happen within days, from all that the person has written."""

from __future__ import annotations

from datetime import UTC, datetime

from actions.base import Turn
from shortfall.base.hours import office_zone
from shortfall.reading.urgent import find_deadline

UNDATED = "said it is urgent"


def urgent_reason(turn: Turn) -> str:
    """ "sale on Fri Nov 27" from the latest message that names such a day, and else "said it is urgent"; "" if it is not.

    Days are counted from when the person wrote: "tomorrow" does not move on with the conversation.
    """
    now = turn.world.now()
    today = now.astimezone(office_zone()).date()
    for event in reversed(turn.tracker.events):
        if event.get("event") != "user":
            continue
        said = event.get("timestamp")
        said_at = datetime.fromtimestamp(said, UTC) if isinstance(said, int | float) else now
        deadline = find_deadline(str(event.get("text") or ""), said_at)
        if deadline and deadline.is_near(today):
            return deadline.words
    return UNDATED if "urgent" in turn.topics else ""
