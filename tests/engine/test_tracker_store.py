"""What Rasa remembers is encrypted in its table, and comes back whole. On SQLite and PostgreSQL."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from rasa.core.tracker_store import SQLTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from engine.channel import forget, rename
from engine.tracker_store import OVERLAP, PAGE, EncryptedTrackerStore
from shortfall.base.encryption import EVENTS_DATA, cipher, place_of

ROOT = Path(__file__).resolve().parents[2]
DOMAIN = Domain.from_dict({"slots": {"name": {"type": "text", "mappings": [{"type": "custom"}]}}})


@pytest.fixture(params=["sqlite", "postgresql"])
def endpoint(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[EndpointConfig]:
    kind = yaml.safe_load((ROOT / "endpoints.yml").read_text())["tracker_store"]["type"]
    if request.param == "sqlite":
        yield EndpointConfig(type=kind, dialect="sqlite", db=str(tmp_path / "rasa.db"))
    else:
        url = request.getfixturevalue("postgres_url").replace("+psycopg:", "+psycopg2:")
        yield EndpointConfig(type=kind, url=url)


def conversation() -> DialogueStateTracker:
    tracker = DialogueStateTracker("here", DOMAIN.slots)
    events = [ActionExecuted("action_listen"), UserUttered("I am Maria, 312 555 0143"), SlotSet("name", "Maria")]
    for event in events:
        tracker.update(event)
    return tracker


def test_the_endpoints_name_a_store_that_keeps_what_was_said_encrypted(endpoint: EndpointConfig) -> None:
    store = TrackerStore.create(endpoint, DOMAIN)
    inner = getattr(store, "_tracker_store", store)
    assert isinstance(inner, EncryptedTrackerStore) and isinstance(inner, SQLTrackerStore)
    asyncio.run(store.save(conversation()))
    with inner.engine.connect() as connection:
        rows = [row[0] for row in connection.execute("SELECT data FROM events ORDER BY id")]
    assert len(rows) == 3
    assert not [row for row in rows if "Maria" in row or "0143" in row or row.startswith("{")]
    assert "0143" in cipher().decrypt(rows[1])
    found = asyncio.run(store.retrieve("here"))
    assert found is not None
    assert found.latest_message.text == "I am Maria, 312 555 0143" and found.get_slot("name") == "Maria"
    asyncio.run(store.save(found))
    with inner.engine.connect() as connection:
        assert connection.execute("SELECT count(*) FROM events").scalar() == 3
    forget(store, "here")
    assert asyncio.run(store.retrieve("here")) is None


def test_each_save_adds_what_is_new(endpoint: EndpointConfig) -> None:
    store = TrackerStore.create(endpoint, DOMAIN)

    def texts() -> list[str]:
        found = asyncio.run(store.retrieve("here"))
        return [event.text for event in found.events if isinstance(event, UserUttered)] if found else []

    known = conversation()
    asyncio.run(store.save(known))
    asyncio.run(store.save(conversation()))  # known from elsewhere: what of it is stored has to be looked up
    for text in ("second", "third"):
        known.update(UserUttered(text))
        asyncio.run(store.save(known))
    found = asyncio.run(store.retrieve("here"))
    assert found is not None
    found.update(UserUttered("fourth"))
    asyncio.run(store.save(found))
    asyncio.run(store.save(found))
    assert texts() == ["I am Maria, 312 555 0143", "second", "third", "fourth"]
    forget(store, "here")
    assert texts() == []


def test_conversations_from_before_encryption_go_on(tmp_path: Path) -> None:
    file = str(tmp_path / "rasa.db")
    asyncio.run(SQLTrackerStore(DOMAIN, db=file).save(conversation()))
    with sqlite3.connect(file) as connection:
        assert json.loads(connection.execute("SELECT data FROM events LIMIT 1").fetchone()[0])
    found = asyncio.run(EncryptedTrackerStore(DOMAIN, db=file).retrieve("here"))
    assert found is not None and found.get_slot("name") == "Maria"


def test_a_conversation_that_waits_for_the_file_holds_up_no_other(tmp_path: Path) -> None:
    file = str(tmp_path / "rasa.db")
    store = EncryptedTrackerStore(DOMAIN, db=file)

    async def scene() -> None:
        assert await store.retrieve("nobody") is None  # opens the file
        other = sqlite3.connect(file, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        waiting = asyncio.create_task(store.save(conversation()))
        await asyncio.sleep(0.1)
        # Were the event loop held up, this line would come only after the save had given up.
        other.execute("ROLLBACK")
        await waiting

    asyncio.run(scene())
    assert asyncio.run(store.retrieve("here")) is not None


def test_a_turn_reads_no_more_after_a_long_talk_and_nothing_that_holds_is_lost(endpoint: EndpointConfig) -> None:
    store = TrackerStore.create(endpoint, DOMAIN)
    asyncio.run(store.save(conversation()))
    lengths = []
    for turn in range(150):
        found = asyncio.run(store.retrieve("here"))
        assert found is not None
        lengths.append(len(found.events))
        if turn == 1:  # a form that stays open, begun long before what is read at the end
            found.update(ActiveLoop("callback_form"))
        said = [UserUttered(f"word {turn}"), BotUttered(f"answer {turn}")]
        for event in [*said, *[ActionExecuted("action_repeat")] * 5, ActionExecuted("action_listen")]:
            found.update(event)
        asyncio.run(store.save(found))
    assert max(lengths[75:]) == max(lengths[:75]) < PAGE + OVERLAP + 10
    found = asyncio.run(store.retrieve("here"))
    assert found is not None
    assert found.get_slot("name") == "Maria"
    assert found.active_loop is not None and found.active_loop.name == "callback_form"
    said = [event.text for event in found.events if isinstance(event, UserUttered)]
    assert said[-8:] == [f"word {turn}" for turn in range(142, 150)]
    # Everything is still there for whoever asks for all of it.
    whole = asyncio.run(store.retrieve_full_tracker("here"))
    assert whole is not None
    assert sum(isinstance(event, UserUttered) for event in whole.events) == 151


def test_a_conversation_goes_on_under_another_name_in_place_of_what_went_under_it(endpoint: EndpointConfig) -> None:
    store = TrackerStore.create(endpoint, DOMAIN)
    other = DialogueStateTracker("there", DOMAIN.slots)
    other.update(ActionExecuted("action_listen"))
    other.update(UserUttered("my wife is Rosa"))
    asyncio.run(store.save(conversation()))
    asyncio.run(store.save(other))
    for _ in range(2):  # done already is done: what went on is not lost when it is asked for again
        rename(store, "here", "there")
        assert asyncio.run(store.retrieve("here")) is None
        found = asyncio.run(store.retrieve("there"))
        assert found is not None and found.get_slot("name") == "Maria"
        assert found.latest_message.text == "I am Maria, 312 555 0143"
    with getattr(store, "_tracker_store", store).engine.connect() as connection:
        data = [row[0] for row in connection.execute("SELECT data FROM events")]
    assert len(data) == 3 and not [row for row in data if "Rosa" in cipher().decrypt(row)]
    assert all(cipher().decrypt(row, place_of(EVENTS_DATA, "there")) for row in data), "sealed to where it is now"
