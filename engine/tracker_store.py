"""Rasa's memory of conversations in an SQL database, what was said in it encrypted.

    tracker_store:
      type: engine.tracker_store.EncryptedTrackerStore
      dialect: sqlite
      db: var/rasa.db

takes what Rasa's own `type: SQL` takes. Events written by that one stay readable and are encrypted by `shortfall keys rotate`.

Each turn reads the conversation and adds to it, so both are said to the database directly: Rasa's own way, through objects and a
new connection each time, takes several times as long. In a SQLite file a turn is written to the log (WAL) without waiting for the
disk: a killed process loses nothing, a power cut perhaps the last turns of a conversation. Callbacks are not kept here.

A turn must not take longer for all that was said before. So once in PAGE events what holds by then (slots, the open form) is
written down again, and a turn reads from OVERLAP events before the newest such page on.
"""

from __future__ import annotations

import asyncio
import json
from typing import Any

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SessionStarted, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.ext.declarative import declarative_base
from sqlalchemy.types import TypeDecorator

from shortfall.base.encryption import EVENTS_DATA, Cipher, cipher, place_of

PAGE, OVERLAP = 160, 80
"""Events; a turn has about ten."""


class EncryptedText(TypeDecorator):
    """Text as a token in the database, plain in Python."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Any) -> str | None:
        return None if value is None else cipher().encrypt(value)

    def process_result_value(self, value: str | None, dialect: Any) -> str | None:
        return None if value is None else cipher().reveal(value)


class EncryptedTrackerStore(SQLTrackerStore):
    """The same table as Rasa's own, `data` encrypted. Sender, kind, intent and action names stay readable for queries."""

    Base = declarative_base()

    class SQLEvent(Base):  # type: ignore[misc, valid-type]
        """One event of a conversation."""

        __tablename__ = "events"

        id = sa.Column(sa.Integer, primary_key=True)
        sender_id = sa.Column(sa.String(255), nullable=False, index=True)
        type_name = sa.Column(sa.String(255), nullable=False)
        timestamp = sa.Column(sa.Float)
        intent_name = sa.Column(sa.String(255))
        action_name = sa.Column(sa.String(255))
        data = sa.Column(EncryptedText)

    engine: Any  # sqlalchemy.engine.Engine, of an SQLAlchemy without types

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        if self.engine.dialect.name == "sqlite" and self.engine.url.database not in (None, "", ":memory:"):
            self.engine = sa.create_engine(
                self.engine.url, poolclass=sa.pool.QueuePool, connect_args={"check_same_thread": False}
            )
            sa.event.listen(self.engine, "connect", _use_the_log)
            self.sessionmaker = sa.orm.session.sessionmaker(bind=self.engine)

    async def _retrieve(self, sender_id: str, fetch_events_from_all_sessions: bool) -> DialogueStateTracker | None:
        # In a thread: the other conversations go on while a database far away, or a locked file, lets one wait.
        return await asyncio.to_thread(self._read, sender_id, fetch_events_from_all_sessions)

    def _read(self, sender_id: str, fetch_events_from_all_sessions: bool) -> DialogueStateTracker | None:
        with self.engine.connect() as connection:
            query = _EVERYTHING if fetch_events_from_all_sessions else _RECENT
            stored = connection.execute(query, {"sender": sender_id}).all()
        if not stored or not self.domain:
            return None
        ring = cipher()  # once for them all: it looks whether the keys were changed
        place = place_of(EVENTS_DATA, sender_id)
        events = [json.loads(ring.reveal(row.data, place)) for row in stored]
        pages = [n for n, row in enumerate(stored) if row.type_name == _PAGE]
        if pages and not fetch_events_from_all_sessions:
            # From the start of a turn: half of one makes no sense to Rasa.
            start = next((n for n, event in enumerate(events) if _listens(event)), pages[-1])
            events, pages = events[min(start, pages[-1]) :], [pages[-1] - min(start, pages[-1])]
        tracker = DialogueStateTracker.from_dict(sender_id, events, self.domain.slots)
        tracker.stored = len(tracker.events)
        tracker.page = pages[-1] if pages else 0
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Add the events that are not stored yet."""
        await self.stream_events(tracker)
        await asyncio.to_thread(self._add, tracker)

    def _add(self, tracker: DialogueStateTracker) -> None:
        with self.engine.begin() as connection:
            # Rasa's lock keeps turns of a conversation apart: what was stored when it was read is what is stored now.
            stored = tracker.__dict__.get("stored")
            if stored is None:
                stored = connection.execute(_STORED, {"sender": tracker.sender_id}).scalar_one()
            ring = cipher()
            events = list(tracker.events)
            if new := [_row(tracker.sender_id, event, ring) for event in events[stored:]]:
                connection.execute(_INSERT, new)
            if len(events) - tracker.__dict__.get("page", 0) >= PAGE and _at_rest(events) and tracker.slots:
                connection.execute(_INSERT, _page(tracker, ring))
                tracker.page = len(events)
        tracker.stored = len(events)

    def rename(self, source: str, target: str) -> None:
        """Go on with a conversation under another name, in place of what went under that, in one transaction; nothing where there is
        none. What was said is sealed anew, for it belongs to its conversation."""
        with self.engine.begin() as connection:
            stored = connection.execute(sa.select(_EVENTS.c.id, _EVENTS.c.data).where(_THIS), {"sender": source}).all()
            if not stored:
                return
            ring = cipher()
            before, after = place_of(EVENTS_DATA, source), place_of(EVENTS_DATA, target)
            connection.execute(_EVENTS.delete().where(_THIS), {"sender": target})
            connection.execute(
                _EVENTS.update()
                .where(_EVENTS.c.id == sa.bindparam("key"))
                .values(sender_id=target, data=sa.bindparam("sealed")),
                [{"key": row.id, "sealed": ring.encrypt(ring.reveal(row.data, before), after)} for row in stored],
            )


def _use_the_log(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")


def _listens(event: dict[str, Any]) -> bool:
    return bool(event["event"] == ActionExecuted.type_name and event.get("name") == ACTION_LISTEN_NAME)


def _at_rest(events: list[Event]) -> bool:
    """Whether a turn has ended."""
    return isinstance(events[-1], ActionExecuted) and events[-1].action_name == ACTION_LISTEN_NAME


_PAGE = "page"
"""What the table calls the first event of a page; to Rasa it is a slot like the others."""


def _page(tracker: DialogueStateTracker, ring: Cipher) -> list[dict[str, Any]]:
    """Rows that make what holds now, whatever came before OVERLAP events ago. There is always one: some slot that is empty
    would do."""
    slots = list(tracker.slots.values())
    filled = [slot for slot in slots if slot.value != slot.initial_value] or slots[:1]
    events: list[Event] = [SlotSet(slot.name, slot.value) for slot in filled]
    if tracker.active_loop:
        events.append(ActiveLoop(tracker.active_loop.name))
    rows = [_row(tracker.sender_id, event, ring) for event in events]
    rows[0]["type_name"] = _PAGE
    return rows


def _row(sender: str, event: Event, ring: Cipher) -> dict[str, Any]:
    data = event.as_dict()
    return {
        "sender_id": sender,
        "type_name": event.type_name,
        "timestamp": data.get("timestamp"),
        "intent_name": data.get("parse_data", {}).get("intent", {}).get("name"),
        "action_name": data.get("name"),
        "data": ring.encrypt(json.dumps(data), place_of(EVENTS_DATA, sender)),
    }


# The same table without the types of its columns: what is encrypted is dealt with here, all of a turn at once.
_TYPED = EncryptedTrackerStore.SQLEvent.__table__
_EVENTS = sa.table(_TYPED.name, *(sa.column(each.name) for each in _TYPED.columns))
_EVERYTHING = (
    sa.select(_EVENTS.c.data, _EVENTS.c.type_name)
    .where(_EVENTS.c.sender_id == sa.bindparam("sender"))
    .order_by(_EVENTS.c.id)
)
_STARTED = (
    sa.select(sa.func.max(_EVENTS.c.timestamp))
    .where(_EVENTS.c.sender_id == sa.bindparam("sender"), _EVENTS.c.type_name == SessionStarted.type_name)
    .scalar_subquery()
)
# As Rasa defines it: from the newest start of a session, or everything where none was stored.
_SESSION = _EVERYTHING.where(_EVENTS.c.timestamp >= sa.func.coalesce(_STARTED, _EVENTS.c.timestamp))
_STORED = sa.select(sa.func.count()).select_from(_SESSION.subquery())
_THIS = _EVENTS.c.sender_id == sa.bindparam("sender")
_NEWEST_PAGE = sa.select(sa.func.max(_EVENTS.c.id)).where(_THIS, _EVENTS.c.type_name == _PAGE).scalar_subquery()
_FROM = (
    sa.select(_EVENTS.c.id)
    .where(_THIS, _EVENTS.c.id <= _NEWEST_PAGE)
    .order_by(_EVENTS.c.id.desc())
    .offset(OVERLAP)
    .limit(1)
    .scalar_subquery()
)
_RECENT = _SESSION.where(_EVENTS.c.id >= sa.func.coalesce(_FROM, 0))
_INSERT = _EVENTS.insert()
