"""What is stored about a person is found, shown, erased, and kept no longer than set. On SQLite and PostgreSQL."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Engine, select, text, update
from sqlalchemy.exc import DBAPIError

from shortfall.base.database import make_engine, sessions, to_row
from shortfall.base.encryption import cipher, forget_keys, keys, new_key
from shortfall.base.settings import Settings, settings
from shortfall.callbacks import booking, changes
from shortfall.callbacks.outbox import Delivery
from shortfall.callbacks.tables import Callback, ConsentRecord
from shortfall.conversation.engine_client import EngineMessage
from shortfall.conversation.transcript import ChatErasure, Transcript
from shortfall.privacy import person as people
from shortfall.privacy.engine_memory import EngineMemory
from shortfall.privacy.receipts import Receipt
from shortfall.privacy.retention import sweep
from shortfall.privacy.rotation import NotFinished, reencrypt, rotate, stale
from tests.databases import migrated
from tests.unit.callbacks.receivers import NOW, PHONE, SECRET, Clock, asked

OTHER = "+17735550199"
TRACES = ("Maria", "0143", "sheriff", "312,000", "lockout")


@pytest.fixture
def config(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    monkeypatch.setenv("SHORTFALL_VAR_DIR", str(tmp_path))
    monkeypatch.setenv("SHORTFALL_DATABASE_URL", database_url)
    monkeypatch.setenv("SHORTFALL_WEBHOOK_URL", "https://hooks.example.com/")
    monkeypatch.setenv("SHORTFALL_WEBHOOK_SECRET", SECRET)
    settings.cache_clear()
    migrated(database_url)
    yield settings()
    settings.cache_clear()
    forget_keys()


@pytest.fixture
def engine(config: Settings) -> Iterator[Engine]:
    engine = make_engine(config.database)
    yield engine
    engine.dispose()


@pytest.fixture
def memory(config: Settings) -> EngineMemory:
    """Rasa's table, as Rasa makes it."""
    found = EngineMemory.of(config)
    with found._engine.begin() as connection:
        connection.execute(
            text(
                "CREATE TABLE events (id INTEGER PRIMARY KEY, sender_id VARCHAR(255), type_name VARCHAR(255),"
                " timestamp FLOAT, intent_name VARCHAR(255), action_name VARCHAR(255), data TEXT)"
            )
        )
    return found


def remember(memory: EngineMemory, sender: str, said: str, number: int, at: float = NOW.timestamp()) -> None:
    with memory._engine.begin() as connection:
        connection.execute(
            text("INSERT INTO events (id, sender_id, type_name, timestamp, data) VALUES (:n, :s, 'user', :at, :d)"),
            {"n": number, "s": sender, "at": at, "d": cipher().encrypt(json.dumps({"text": said}))},
        )


def live(engine: Engine, memory: EngineMemory) -> str:
    """Two people with a chat and a callback each; the reference of the first."""
    transcript = Transcript(engine)
    references = []
    for number, (chat, phone, name) in enumerate((("here", PHONE, "Maria Lopez"), ("there", OTHER, "Bob Jones")), 1):
        transcript.open(chat, f"{chat}-1", "Hi.", NOW)
        said = f"I am {name}, {phone}, lockout tomorrow"
        turn = transcript.accept(chat, f"{chat}-2", said, None, NOW)
        card = {"type": "estimate", "figures": "312,000"}
        choices = [{"label": f"Call {phone}", "payload": "/callback"}]
        reply = EngineMessage(text=f"Hello {name}", card=card, choices=choices)
        transcript.answer(chat, turn.seq, [(f"{chat}-3", reply)], NOW)
        remember(memory, chat, said, number)
        with sessions(engine)() as session:
            asked_for = asked(phone, name=name, conversation_id=chat)
            references.append(booking.book(session, asked_for, NOW, Random(number)).reference)
    return references[0]


def stored(engine: Engine, memory: EngineMemory) -> str:
    """Every value of every table, decrypted where that is possible."""
    found = []
    for one in {engine, memory._engine}:
        tables = sa.MetaData()
        tables.reflect(one)
        with one.connect() as connection:
            for table in tables.tables.values():
                for row in connection.execute(select(table)):
                    found += [_opened(value) for value in row]
    return "\n".join(found)


def _opened(value: Any) -> str:
    if isinstance(value, str) and value.startswith("gAAAA"):
        return cipher().decrypt(value)
    return str(value)


def erase(engine: Engine, memory: EngineMemory, who: str) -> dict[str, int]:
    with sessions(engine).begin() as session:
        return people.erase(session, people.find_person(session, who, memory), memory, NOW)


# ------------------------------------------------------------------------------------------------ at rest


def test_nothing_about_a_person_lies_readable_in_any_table(engine: Engine, memory: EngineMemory) -> None:
    live(engine, memory)
    raw = []
    for one in {engine, memory._engine}:
        tables = sa.MetaData()
        tables.reflect(one)
        with one.connect() as connection:
            raw += [str(row) for table in tables.tables.values() for row in connection.execute(select(table))]
    assert not [word for word in TRACES if any(word in row for row in raw)]


# ------------------------------------------------------------------------------------------------ access


def test_everything_about_a_person_is_shown_and_nothing_of_others(engine: Engine, memory: EngineMemory) -> None:
    reference = live(engine, memory)
    for who in ("(312) 555-0143", reference, reference.lower().replace("-", " ")):
        with sessions(engine)() as session:
            found = people.show(session, people.find_person(session, who, memory), memory)
        counts = {name: len(rows) for name, rows in found.items()}
        assert counts == {
            "callbacks": 1,
            "consents": 1,
            "callback_events": 1,
            "deliveries": 1,
            "chat_messages": 3,
            "engine_events": 1,
        }
        shown = str(found)
        assert all(word in shown for word in TRACES)
        assert "Bob" not in shown and "0199" not in shown


def test_neither_a_number_nor_a_reference_is_refused(engine: Engine, memory: EngineMemory) -> None:
    with sessions(engine)() as session:
        with pytest.raises(ValueError, match="neither"):
            people.find_person(session, "Maria", memory)
        assert not people.find_person(session, "312-555-0143", memory)
        assert not people.find_person(session, "K7QM-4XRT", memory)


# ------------------------------------------------------------------------------------------------ erasure


@pytest.mark.parametrize("by", ["phone", "reference"])
def test_a_person_is_erased_everywhere_and_others_are_left(engine: Engine, memory: EngineMemory, by: str) -> None:
    reference = live(engine, memory)
    counts = erase(engine, memory, PHONE if by == "phone" else reference)
    left = stored(engine, memory)
    assert not [word for word in ("Maria", "0143") if word in left]
    assert "Bob Jones" in left and "0199" in left
    assert counts == {
        "callbacks": 1,
        "deliveries": 1,
        "callback_events": 2,
        "consents": 2,
        "chat_messages": 3,
        "engine_events": 1,
    }
    with sessions(engine)() as session:
        (receipt,) = session.scalars(select(Receipt)).all()
        assert (receipt.at, receipt.reason, receipt.counts) == (NOW, "request", counts)
        assert session.scalars(select(ChatErasure.sender)).all() == ["here"]
        assert not people.find_person(session, PHONE, memory)


def test_who_is_erased_is_not_called_and_the_firm_is_told(engine: Engine, memory: EngineMemory) -> None:
    reference = live(engine, memory)
    erase(engine, memory, PHONE)
    with sessions(engine)() as session:
        callback = session.scalars(select(Callback).where(Callback.reference == reference)).one()
        assert callback.status == "cancelled" and callback.closed_at == NOW
        told = session.scalars(select(Delivery).where(Delivery.callback_id == callback.id).order_by(Delivery.id)).all()
        assert [(row.event, row.state) for row in told] == [
            ("callback.requested", "erased"),
            ("callback.cancelled", "waiting"),
        ]
        assert reference in str(told[1].payload) and "Maria" not in str(told[1].payload)
        ledger = session.scalars(select(ConsentRecord).where(ConsentRecord.callback_id == callback.id)).all()
        assert [(line.given, line.how, line.phone, line.wording) for line in ledger] == [
            (True, "said yes in the chat", None, None),
            (False, "erased on request", None, None),
        ]


def test_erasing_again_finds_nobody(engine: Engine, memory: EngineMemory) -> None:
    live(engine, memory)
    erase(engine, memory, PHONE)
    with sessions(engine)() as session:
        assert not people.find_person(session, PHONE, memory)


# ------------------------------------------------------------------------------------------------ the ledger


@pytest.mark.parametrize(
    "change",
    [
        {"given": False},
        {"how": "forged"},
        {"version": "call-9"},
        {"at": NOW + timedelta(days=1)},
        {"channel": "sms"},
        {"kind": "text"},
        {"message_id": "other"},
        {"conversation_id": "other"},
        {"callback_id": 2},
        {"phone": OTHER},
        {"phone": None},
        {"wording": None},
        {"phone": None, "wording": "You may call me any time."},
        {"phone": None, "wording": None, "given": False},
        {"phone": None, "wording": None, "how": "forged"},
    ],
)
def test_the_ledger_lets_nothing_but_blanking_through(
    engine: Engine, memory: EngineMemory, change: dict[str, Any]
) -> None:
    live(engine, memory)
    private = {"phone", "wording"}
    sealed = {name: to_row(value, 1) if name in private else value for name, value in change.items()}
    with pytest.raises(DBAPIError, match="append-only"), sessions(engine).begin() as session:
        session.execute(update(ConsentRecord).where(ConsentRecord.callback_id == 1).values(**sealed))
    with sessions(engine).begin() as session:
        assert people.blank_consents(session, ConsentRecord.callback_id == 1) == 1
    with pytest.raises(DBAPIError, match="append-only"), sessions(engine).begin() as session:
        session.execute(sa.delete(ConsentRecord))
    with sessions(engine)() as session:
        lines = session.scalars(select(ConsentRecord).order_by(ConsentRecord.id)).all()
    assert [(line.given, line.phone is None) for line in lines] == [(True, True), (True, False)]


# ------------------------------------------------------------------------------------------------ retention


def test_nothing_is_kept_longer_than_set(engine: Engine, memory: EngineMemory, config: Settings) -> None:
    reference = live(engine, memory)
    with sessions(engine)() as session:
        changes.cancel(session, reference, "here", NOW)
    remember(memory, "nobody's chat", "lockout", 9)
    kept = config.model_copy(update={"keep_chats_days": 10, "keep_callbacks_days": 20, "keep_consents_days": 30})
    clock, writing = Clock(NOW), sessions(engine)

    def round(days: int) -> dict[str, int]:
        clock.now = NOW + timedelta(days=days)
        while sweep(writing, memory, kept, clock):
            pass
        with sessions(engine)() as session:
            found = session.scalars(select(Receipt).order_by(Receipt.id.desc())).first()
        return found.counts if found and found.at == clock.now else {}

    assert round(9) == {}
    # "there" stays: the firm has still to call.
    assert round(11) == {"chat_messages": 3, "engine_events": 3}
    assert round(19) == {}
    assert round(21) == {"callbacks": 1}
    left = stored(engine, memory)
    assert "Maria" not in left and "Bob Jones" in left
    assert "0143" in left  # the ledger
    assert round(31) == {"consents": 2}
    assert "0143" not in stored(engine, memory)


# ------------------------------------------------------------------------------------------------ keys


def key_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SHORTFALL_ENCRYPTION_KEYS")
    forget_keys()


def test_rotation_puts_everything_under_a_new_key_and_drops_the_old(
    engine: Engine, memory: EngineMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    key_file(monkeypatch)
    live(engine, memory)
    before, old = stored(engine, memory), keys()
    assert rotate(engine, memory, grace=0) >= 20
    assert len(keys()) == 1 and keys() != old
    assert stored(engine, memory) == before
    assert stale(engine) == 0
    with pytest.raises(DBAPIError, match="append-only"), sessions(engine).begin() as session:
        session.execute(update(ConsentRecord).values(how="forged"))


def test_a_row_written_under_the_old_key_meanwhile_is_caught(
    engine: Engine, memory: EngineMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    key_file(monkeypatch)
    live(engine, memory)
    slow = cipher()  # a transaction that began before
    late = text("UPDATE callbacks SET name = :name WHERE id = 1").bindparams(name=slow.encrypt("Late"))

    def meanwhile(_: float) -> None:
        with engine.begin() as connection:
            connection.execute(late)

    rotate(engine, memory, grace=1, sleep=meanwhile)
    with sessions(engine)() as session:
        assert session.get_one(Callback, 1).name == "Late"


def test_the_old_key_stays_while_rows_still_come_under_it(
    engine: Engine, memory: EngineMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    key_file(monkeypatch)
    live(engine, memory)
    monkeypatch.setattr("shortfall.privacy.rotation.reencrypt", lambda *_: 1)
    with pytest.raises(NotFinished):
        rotate(engine, memory, grace=0)
    assert len(keys()) == 2
    assert "Maria" in stored(engine, memory)


def test_keys_of_the_environment_are_rotated_in_three_steps(
    engine: Engine, memory: EngineMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = keys()[0], new_key()
    live(engine, memory)
    monkeypatch.setenv("SHORTFALL_ENCRYPTION_KEYS", f"{new},{old}")
    assert stale(engine) > 0
    assert reencrypt(engine, memory) > 0
    assert reencrypt(engine, memory) == 0
    monkeypatch.setenv("SHORTFALL_ENCRYPTION_KEYS", new)
    assert "Maria" in stored(engine, memory)


def test_events_from_before_encryption_are_read_and_then_encrypted(engine: Engine, memory: EngineMemory) -> None:
    with memory._engine.begin() as connection:
        connection.execute(
            text("INSERT INTO events (id, sender_id, timestamp, data) VALUES (5, 'x', 1, :d)"), {"d": "{}"}
        )
    assert memory.texts(["x"]) == ["{}"]
    assert memory.reencrypt() == 1
    with memory._engine.connect() as connection:
        assert cipher().decrypt(connection.scalar(text("SELECT data FROM events"))) == "{}"


def test_before_the_engine_has_run_there_is_nothing_to_find(config: Settings) -> None:
    memory = EngineMemory.of(config)
    assert (memory.texts(["x"]), memory.forget(["x"]), memory.forget_before(9e9), memory.reencrypt()) == ([], 0, 0, 0)
    assert not (config.var_dir / "rasa.db").exists()
