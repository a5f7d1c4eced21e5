"""What encrypting Rasa's tracker store costs a turn, beside Rasa's own store in the same run.

    engine/.venv/bin/python -m bench.tracker_store [turns] [--json OUT]

A turn reads the whole conversation and writes what is new, as Rasa does; the conversation is 10 turns long.
"""

from __future__ import annotations

import asyncio
import logging
import os
import statistics
import tempfile
import time
from pathlib import Path

os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
os.environ.setdefault("SHORTFALL_ENCRYPTION_KEYS", "bench-" * 11)

from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bench import figures
from engine.tracker_store import EncryptedTrackerStore

TURNS_OF_A_CONVERSATION = 10
INTENT = {"name": "wage_garnishment", "confidence": 0.9}
PARSED = {"intent": INTENT, "entities": [], "intent_ranking": [INTENT] * 10, "text": "can they take my pay"}


async def turns(store: SQLTrackerStore, count: int) -> list[float]:
    """Milliseconds of each turn's reading and writing."""
    found = []
    for number in range(count):
        sender = f"chat-{number // TURNS_OF_A_CONVERSATION}"
        begun = time.perf_counter()
        tracker = await store.retrieve(sender) or DialogueStateTracker(sender, store.domain.slots)
        reading = time.perf_counter() - begun
        for event in (
            UserUttered("can they take my pay", INTENT, [], PARSED),
            ActionExecuted("utter_wage_garnishment"),
            BotUttered("x" * 700),
            ActionExecuted("action_listen"),
        ):
            tracker.update(event)
        begun = time.perf_counter()
        await store.save(tracker)
        found.append(1000 * (reading + time.perf_counter() - begun))
    return found


def main() -> None:
    """Print the table."""
    logging.disable(logging.WARNING)
    parser = figures.parser(__doc__)
    parser.add_argument("turns", type=int, nargs="?", default=400)
    arguments = parser.parse_args()
    count = arguments.turns
    domain = Domain.from_dict({"intents": ["wage_garnishment"], "actions": ["utter_wage_garnishment"]})
    with tempfile.TemporaryDirectory() as folder:
        medians: dict[str, list[float]] = {}
        for kind in (SQLTrackerStore, EncryptedTrackerStore, SQLTrackerStore, EncryptedTrackerStore):
            file = Path(folder) / f"{kind.__name__}{len(medians)}.db"
            found = statistics.median(asyncio.run(turns(kind(domain, db=str(file)), count)))
            medians.setdefault(kind.__name__, []).append(found)
    plain, encrypted = (min(medians[kind.__name__]) for kind in (SQLTrackerStore, EncryptedTrackerStore))
    print(f"Rasa's own store   {plain:6.2f} ms a turn (median)   1.00")
    print(f"encrypted          {encrypted:6.2f} ms a turn (median)   {encrypted / plain:.2f}")
    figures.write(arguments.json, {"encrypted_ms": encrypted, "to_plain": encrypted / plain})


if __name__ == "__main__":
    main()
