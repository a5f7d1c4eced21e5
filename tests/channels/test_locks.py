"""On PostgreSQL: two that hold rows of calls, people, chats and codes take them in one order, so that none waits for the other for ever."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import Connection, event, text
from sqlalchemy.orm import sessionmaker

from shortfall.base.database import make_engine, sessions
from shortfall.callbacks.booking import book
from shortfall.conversation.transcript import ChatSession, Moved
from shortfall.privacy import person as people
from shortfall.privacy.engine_memory import EngineMemory
from shortfall.privacy.retention import sweep
from shortfall.sms.confirmation import confirming
from shortfall.sms.provider import Inbound
from shortfall.sms.receive import receive
from shortfall.sms.store import person_locked, person_of
from shortfall.sms.thread import carry, erase_what_went_on, hold_calls, make, take
from tests.channels.stand import OTHER, PHONE, Stand, standing
from tests.channels.test_thread import Page
from tests.unit.callbacks.receivers import asked as a_request

RANK = {"callbacks": 1, "sms_people": 2, "chat_sessions": 3, "chat_codes": 4}
LIMIT = 30
Act = Callable[[sessionmaker[Any]], object]


def held(statement: str) -> str | None:
    """The table whose rows a statement holds until the transaction ends; None for any that is not of these."""
    words = statement.split()
    match words[0]:
        case "UPDATE":
            table = words[1]
        case "DELETE":
            table = words[2]
        case "SELECT" if "FOR UPDATE" in statement:
            table = words[words.index("FROM") + 1].strip(",")
        case _:
            return None
    return table if table in RANK else None


@pytest.fixture
def stand(tmp_path: Path, postgres_url: str) -> Iterator[Stand]:
    with standing(tmp_path, database_url=postgres_url) as found:
        yield found


class Scene:
    """A chat of the web that a phone has taken and asked for a call in, and another with a code that is still good."""

    def __init__(self, stand: Stand) -> None:
        self.stand, self.now = stand, stand.clock()
        self.person = person_of(PHONE)
        self.left, self.open = Page(stand), Page(stand)
        with sessions(stand.database)() as db:
            book(db, a_request(PHONE, conversation_id=self.left.id), self.now, Random(1))
        stand.text(self.left.code())
        self.code = self.open.code().split()[1]
        self.memory = EngineMemory.of(stand.gateway.settings)

    def make(self, writing: sessionmaker[Any]) -> None:
        with suppress(Moved), writing.begin() as db:  # a phone may have been first
            make(db, self.open.id, Random(7), self.now)

    def take(self, writing: sessionmaker[Any]) -> None:
        with writing.begin() as db:
            take(db, person_of(OTHER), self.code, "SM1", self.now)

    def stop(self, writing: sessionmaker[Any]) -> None:
        receive(
            writing,
            Inbound(id="SM2", token=None, sender=PHONE, text="STOP and do not call me", media=0),
            self.now,
            None,
        )

    def book_again(self, writing: sessionmaker[Any]) -> None:
        with writing() as db:
            request = a_request(PHONE, conversation_id=self.left.id, name="Ann Lee")
            book(db, request, self.now, Random(2), also=confirming("moved", self.left.id, self.now))

    def erase_web(self, writing: sessionmaker[Any]) -> None:
        erase_what_went_on(writing, self.left.id, self.now)

    def erase(self, writing: sessionmaker[Any]) -> None:
        with writing.begin() as db:
            people.erase(db, people.find_person(db, PHONE, self.memory), self.memory, self.now)

    def sweep(self, writing: sessionmaker[Any]) -> None:
        self.stand.clock.move(days=4000)
        sweep(writing, self.memory, self.stand.gateway.settings, self.stand.clock)

    def carry(self, writing: sessionmaker[Any]) -> None:
        with writing.begin() as db:
            hold_calls(db, self.left.id)
            if person_locked(db, self.person) is not None and db.get(ChatSession, self.left.id) is not None:
                carry(db, self.left.id, self.person, "u1", self.now)


@pytest.mark.parametrize("act", ["make", "take", "stop", "book_again", "erase_web", "erase", "sweep", "carry"])
def test_everybody_takes_them_in_one_order(stand: Stand, act: str) -> None:
    scene, engine = Scene(stand), make_engine(stand.gateway.settings.database)
    taken: list[list[str]] = [[]]

    @event.listens_for(engine, "begin")
    def begun(_connection: Connection) -> None:
        taken.append([])

    @event.listens_for(engine, "after_cursor_execute")
    def said(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if table := held(statement):
            taken[-1].append(table)

    getattr(scene, act)(sessions(engine))
    orders = [list(dict.fromkeys(each)) for each in taken if each]
    assert orders and all(each == sorted(each, key=RANK.__getitem__) for each in orders), orders
    engine.dispose()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("make", "take"),
        ("take", "make"),
        ("stop", "book_again"),
        ("book_again", "stop"),
        ("carry", "erase"),
        ("erase", "carry"),
    ],
)
def test_two_at_once_both_come_to_an_end(stand: Stand, first: str, second: str) -> None:
    """The first stops where it holds its first rows, until the second has ended or waits for it; neither is ended by the database."""
    scene, engine = Scene(stand), make_engine(stand.gateway.settings.database)
    holds, go_on, failed = threading.Event(), threading.Event(), []

    @event.listens_for(engine, "after_cursor_execute")
    def said(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if threading.current_thread().name == "first" and held(statement) and not holds.is_set():
            holds.set()
            assert go_on.wait(LIMIT)

    def run(act: str) -> None:
        try:
            getattr(scene, act)(sessions(engine))
        except BaseException as error:
            failed.append(error)

    one = threading.Thread(target=run, args=(first,), name="first")
    two = threading.Thread(target=run, args=(second,), name="second")
    one.start()
    assert holds.wait(LIMIT)
    two.start()
    with stand.database.connect().execution_options(isolation_level="AUTOCOMMIT") as look:
        waits = text(
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
        )
        while two.is_alive() and not look.scalar(waits):
            two.join(0.05)
    go_on.set()
    for thread in (one, two):
        thread.join(LIMIT)
        assert not thread.is_alive()
    assert failed == []
    engine.dispose()
