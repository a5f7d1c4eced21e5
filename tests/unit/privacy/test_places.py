"""What is encrypted is read in its own row and column only: moved, it is refused. What was written before that is bound by a rotation."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import Engine, select, text, update
from sqlalchemy.orm import Session

from shortfall.base.database import make_engine, of_row, sessions, to_row
from shortfall.base.encryption import Undecipherable, cipher, place_of
from shortfall.callbacks import booking
from shortfall.callbacks.tables import Callback
from shortfall.conversation.engine_client import EngineChoice, EngineMessage
from shortfall.conversation.transcript import Transcript
from shortfall.privacy.engine_memory import EngineMemory
from shortfall.privacy.rotation import reencrypt, stale
from shortfall.privacy.tables import private_columns, rows
from tests.databases import migrated
from tests.unit.callbacks.receivers import NOW, asked

MARIA, BOB = "+13126420143", "+13126420199"


@pytest.fixture
def database(database_url: str) -> Iterator[Engine]:
    migrated(database_url)
    engine = make_engine(database_url)
    with sessions(engine)() as session:
        booking.book(session, asked(phone=MARIA, name="Maria Lopez", conversation_id="one"), NOW, Random(1))
        booking.book(session, asked(phone=BOB, name="Bob Jones", conversation_id="two"), NOW, Random(2))
    yield engine
    engine.dispose()


def names(session: Session) -> list[tuple[str, str]]:
    return [(row.name, row.phone) for row in session.scalars(select(Callback).order_by(Callback.id))]


def test_every_private_column_says_where_it_is_and_by_what_its_row_is_known() -> None:
    for table, columns in private_columns().items():
        for column in columns:
            assert getattr(table.c[column].type, "column", None) == f"{table.name}.{column}"
        assert rows()[table] and all(name in table.c and not table.c[name].nullable for name in rows()[table])
        assert set(rows()[table]).isdisjoint(columns)


@pytest.mark.parametrize(
    "swap",
    [
        "UPDATE callbacks SET phone = (SELECT phone FROM callbacks AS other WHERE other.id = 2) WHERE id = 1",
        "UPDATE callbacks SET note = name WHERE id = 1",
        "UPDATE callbacks SET name = phone WHERE id = 1",
        "UPDATE callbacks SET phone = (SELECT phone FROM consents WHERE callback_id = 1 LIMIT 1) WHERE id = 1",
        "UPDATE callbacks SET reference = 'ZZZZ-ZZZZ' WHERE id = 1",
    ],
)
def test_a_token_that_was_moved_is_refused(database: Engine, swap: str) -> None:
    with sessions(database)() as session:
        assert names(session) == [("Maria Lopez", MARIA), ("Bob Jones", BOB)]
    with database.begin() as connection:
        connection.execute(text(swap))
    with sessions(database)() as session:
        with pytest.raises(Undecipherable, match="does not belong") as caught:
            names(session)
        assert "Maria" not in str(caught.value)
        row = session.execute(
            select(Callback.reference, Callback.name, Callback.phone, Callback.note).where(Callback.id == 1)
        ).one()
        with pytest.raises(Undecipherable):
            [of_row(value, row.reference) for value in (row.name, row.phone, row.note)]


def test_choices_of_another_chat_are_not_carried_out(database: Engine) -> None:
    transcript = Transcript(database)
    for chat in ("mine", "theirs"):
        transcript.open(chat, f"{chat}-0", "Welcome.", NOW)
        turn = transcript.accept(chat, f"{chat}-1", "Hello.", None, NOW)
        choices = [EngineChoice(label=chat, payload=f"/{chat}")]
        transcript.answer(chat, turn.seq, [(f"{chat}-2", EngineMessage(text="Well?", choices=choices))], NOW)
    assert transcript.accept("mine", "mine-3", None, "mine-2.0", NOW).payload == "/mine"
    moved = "UPDATE chat_messages SET choices = (SELECT choices FROM chat_messages AS o WHERE o.uid = 'theirs-2') WHERE uid = 'mine-2'"
    with database.begin() as connection:
        connection.execute(text(moved))
    with pytest.raises(Undecipherable):
        transcript.accept("mine", "mine-4", None, "mine-2.0", NOW)


def test_a_statement_must_say_to_which_row_a_value_belongs(database: Engine) -> None:
    with sessions(database)() as session, session.begin():
        which = update(Callback).where(Callback.id == 1)
        with pytest.raises(Exception, match="to which row"):
            session.execute(which.values(name="Somebody Else"))
    with sessions(database)() as session, session.begin():
        reference = session.scalars(select(Callback.reference).where(Callback.id == 1)).one()
        session.execute(which.values(name=to_row("Somebody Else", reference), note=""))
    with sessions(database)() as session:
        first = session.get_one(Callback, 1)
        assert (first.name, first.note) == ("Somebody Else", "")
        first.name = session.get_one(Callback, 2).name
        session.commit()
        assert type(first.name) is str
    with sessions(database)() as session:
        assert session.get_one(Callback, 1).name == "Bob Jones"


def test_rows_from_before_are_read_and_bound_by_a_rotation(database: Engine, tmp_path: Path) -> None:
    before = {}
    with database.begin() as connection:
        for table, columns in private_columns().items():
            for key, *values in connection.execute(
                text(f"SELECT {table.primary_key.columns[0].name}, {', '.join(columns)} FROM {table.name}")
            ):
                for column, token in zip(columns, values, strict=True):
                    if token is not None and table.name != "consents":
                        before[table.name, key, column] = cipher().decrypt(token)
                        change = f"UPDATE {table.name} SET {column} = :token WHERE {table.primary_key.columns[0].name} = :key"
                        connection.execute(
                            text(change), {"token": cipher().encrypt(before[table.name, key, column]), "key": key}
                        )
    assert before
    with sessions(database)() as session:
        assert names(session) == [("Maria Lopez", MARIA), ("Bob Jones", BOB)]
    memory = EngineMemory(make_engine(f"sqlite:///{tmp_path / 'none.db'}"))
    assert stale(database) > 0
    assert reencrypt(database, memory) == len(before)
    assert stale(database) == 0 and reencrypt(database, memory) == 0
    with database.begin() as connection:
        token = connection.scalar(text("SELECT phone FROM callbacks WHERE id = 1"))
        reference = connection.scalar(text("SELECT reference FROM callbacks WHERE id = 1"))
    assert cipher().decrypt(token, place_of("callbacks.phone", reference)) == MARIA
    with pytest.raises(Undecipherable):
        cipher().decrypt(token, place_of("callbacks.phone", "another"))
