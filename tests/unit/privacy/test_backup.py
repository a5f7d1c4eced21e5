"""A backup that was taken while the database was written to gives everything back."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import Engine, func, select, text
from sqlalchemy.exc import DBAPIError

from shortfall.base.database import make_engine, migrate, sessions
from shortfall.base.encryption import forget_keys, identities, keys, new_key
from shortfall.base.settings import Settings
from shortfall.callbacks import booking, changes
from shortfall.callbacks.tables import Callback, ConsentRecord
from shortfall.privacy.backup import BackupProblem, backup, restore
from shortfall.privacy.ledgers import Ledgers, OptOut, key_of, merge
from shortfall.privacy.ledgers import read as read_ledgers
from shortfall.sms.store import opt, opted_out, person_of
from tests.postgres import Postgres
from tests.unit.callbacks.receivers import NOW, asked


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    monkeypatch.setenv("SHORTFALL_VAR_DIR", str(tmp_path / "state"))
    monkeypatch.delenv("SHORTFALL_ENCRYPTION_KEYS")
    monkeypatch.delenv("SHORTFALL_IDENTITY_KEY")
    forget_keys()
    found = Settings(_env_file=None)
    migrate(found.database)
    yield found
    monkeypatch.undo()
    forget_keys()


def book(engine: Engine, phone: str, number: int) -> None:
    with sessions(engine)() as session:
        booking.book(session, asked(phone), NOW, Random(number))


def names(config: Settings) -> list[str]:
    engine = make_engine(config.database)
    with sessions(engine)() as session:
        found = [callback.name + callback.phone for callback in session.scalars(select(Callback).order_by(Callback.id))]
        assert session.scalar(select(func.count()).select_from(ConsentRecord)) == len(found)
    engine.dispose()
    return found


def test_everything_comes_back_keys_too_when_asked(config: Settings, tmp_path: Path) -> None:
    engine = make_engine(config.database)
    book(engine, "+13125550143", 1)
    (config.var_dir / "rasa.db").touch()
    memory = make_engine(f"sqlite:///{config.var_dir / 'rasa.db'}")
    with memory.begin() as connection:
        connection.execute(text("CREATE TABLE events (data TEXT)"))
        connection.execute(text("INSERT INTO events VALUES ('said')"))
    file = tmp_path / "backup.tar.gz"
    with engine.connect() as writer:  # a writer holds the lock and the log is not empty
        writer.execute(text("SELECT 1"))
        held = backup(config, file, NOW, with_keys=True)
    assert held == ["shortfall.db", "rasa.db", "encryption.key", "identity.key"]
    assert file.stat().st_mode & 0o077 == 0
    was = names(config)
    book(engine, "+17735550199", 2)
    engine.dispose()
    memory.dispose()
    for path in config.var_dir.iterdir():
        path.unlink()
    with pytest.raises(BackupProblem, match="forgotten"):
        restore(config, file)
    assert restore(config, file, nothing_since=True) == held
    assert names(config) == was == ["Maria Lopez+13125550143"]
    restored = make_engine(f"sqlite:///{config.var_dir / 'rasa.db'}")
    with restored.connect() as connection:
        assert connection.scalar(text("SELECT data FROM events")) == "said"
    assert {path.stat().st_mode & 0o077 for path in config.var_dir.iterdir()} == {0}


def test_later_writes_in_the_old_log_do_not_come_through(config: Settings, tmp_path: Path) -> None:
    engine = make_engine(config.database)
    book(engine, "+13125550143", 1)
    backup(config, tmp_path / "b", NOW)
    book(engine, "+17735550199", 2)
    restore(config, tmp_path / "b")
    engine.dispose()
    assert names(config) == ["Maria Lopez+13125550143"]


def test_the_keys_are_not_inside_unless_asked(config: Settings, tmp_path: Path) -> None:
    book(make_engine(config.database), "+13125550143", 1)
    assert backup(config, tmp_path / "b", NOW) == ["shortfall.db"]
    with tarfile.open(tmp_path / "b") as archive:
        assert sorted(archive.getnames()) == ["backup.json", "shortfall.db"]
        raw = b"".join(part.read() for name in archive.getnames() if (part := archive.extractfile(name)))
    assert keys()[0].encode() not in raw and b"Maria" not in raw and b"0143" not in raw


def test_a_backup_that_the_keys_do_not_open_is_not_restored(config: Settings, tmp_path: Path) -> None:
    engine = make_engine(config.database)
    book(engine, "+13125550143", 1)
    backup(config, tmp_path / "b", NOW)
    engine.dispose()
    key = config.var_dir / "encryption.key"
    kept = key.read_text()
    key.write_text(new_key())
    with pytest.raises(BackupProblem, match="keys"):
        restore(config, tmp_path / "b")
    key.write_text(kept)
    assert names(config) == ["Maria Lopez+13125550143"]


def test_what_is_no_backup_changes_nothing(config: Settings, tmp_path: Path) -> None:
    engine = make_engine(config.database)
    book(engine, "+13125550143", 1)
    backup(config, tmp_path / "b", NOW)
    whole = (tmp_path / "b").read_bytes()
    outside = tmp_path / "outside"
    with tarfile.open(tmp_path / "evil", "w:gz") as archive:
        (tmp_path / "x").write_text('{"format": 1, "at": "", "holds": ["../outside"]}')
        archive.add(tmp_path / "x", "backup.json")
        archive.add(tmp_path / "x", "../outside")
    (tmp_path / "cut").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "text").write_text("hello")
    for name in ("evil", "cut", "text"):
        with pytest.raises(BackupProblem):
            restore(config, tmp_path / name)
    assert not outside.exists()
    assert names(config) == ["Maria Lopez+13125550143"]
    with pytest.raises(BackupProblem, match="exists already"):
        backup(config, tmp_path / "b", NOW)


FIRST, SECOND = "+13125550143", "+17735550199"


def opt_out(config: Settings, number: str, *, out: bool = True, minutes: int = 0) -> None:
    engine = make_engine(config.database)
    with sessions(engine)() as session, session.begin():
        opt(session, person_of(number), out=out, how="word", now=NOW + timedelta(minutes=minutes))
    engine.dispose()


def is_out(config: Settings, number: str) -> bool:
    engine = make_engine(config.database)
    with sessions(engine)() as session:
        found = opted_out(session, person_of(number))
    engine.dispose()
    return found


def test_a_stop_after_the_backup_outlives_the_restore(config: Settings, tmp_path: Path) -> None:
    opt_out(config, SECOND)
    backup(config, tmp_path / "b", NOW)
    opt_out(config, FIRST, minutes=1)
    opt_out(config, SECOND, out=False, minutes=2)  # and texts are on again here
    restore(config, tmp_path / "b")
    restore(config, tmp_path / "b")
    assert (is_out(config, FIRST), is_out(config, SECOND)) == (True, False)


def test_a_consent_taken_back_after_the_backup_stays_so_and_nobody_calls(config: Settings, tmp_path: Path) -> None:
    engine = make_engine(config.database)
    book(engine, FIRST, 1)
    book(engine, SECOND, 2)
    backup(config, tmp_path / "b", NOW)
    with sessions(engine)() as session:
        reference, chat = session.execute(
            select(Callback.reference, Callback.conversation_id).order_by(Callback.id).limit(1)
        ).one()
    with sessions(engine)() as session:
        assert changes.cancel(session, reference, chat, NOW + timedelta(hours=1)) is not None
    engine.dispose()
    restore(config, tmp_path / "b")
    engine = make_engine(config.database)
    with sessions(engine)() as session:
        first, second = session.scalars(select(Callback).order_by(Callback.id))
        assert (first.status, second.status) == ("cancelled", "waiting")
        last = session.scalars(select(ConsentRecord).where(ConsentRecord.callback_id == first.id)).all()[-1]
        assert not last.given and last.phone == FIRST
    engine.dispose()


def test_it_refuses_to_go_without_them(config: Settings, tmp_path: Path) -> None:
    backup(config, tmp_path / "b", NOW)
    opt_out(config, FIRST)
    database = config.var_dir / "shortfall.db"
    whole = database.read_bytes()
    database.write_bytes(b"torn" * 100)
    with pytest.raises(BackupProblem, match="forgotten"):
        restore(config, tmp_path / "b")
    assert database.read_bytes() == b"torn" * 100
    # Lines saved elsewhere do.
    database.write_bytes(whole)
    saved = read_ledgers(make_engine(config.database), key_of(identities())).to_json()
    database.unlink()
    restore(config, tmp_path / "b", Ledgers.from_json(saved))
    assert is_out(config, FIRST)


def test_opt_outs_under_another_identity_key_are_not_lost_in_silence(config: Settings, tmp_path: Path) -> None:
    backup(config, tmp_path / "b", NOW, with_keys=True)
    opt_out(config, FIRST)
    lines = read_ledgers(make_engine(config.database), "another key")
    with pytest.raises(BackupProblem, match=r"identity\.key"):
        restore(config, tmp_path / "b", lines)
    assert is_out(config, FIRST)


def test_of_two_ledgers_the_newest_word_counts(config: Settings) -> None:
    engine = make_engine(config.database)
    opt_out(config, FIRST, minutes=10)
    person = person_of(FIRST)
    older = Ledgers("k", (OptOut(person, True, "word", NOW), OptOut(person, False, "word", NOW + timedelta(minutes=5))))
    assert merge(engine, older, "k") == 3
    assert is_out(config, FIRST)
    assert merge(engine, older, "k") == 0
    engine.dispose()


def test_postgresql_is_sent_to_its_own_tools(config: Settings, tmp_path: Path) -> None:
    with pytest.raises(BackupProblem, match="pg_dump"):
        backup(config.model_copy(update={"database_url": "postgresql+psycopg://u@h/n"}), tmp_path / "b", NOW)


def test_what_postgresqls_own_tools_saved_comes_back(config: Settings, postgres: Postgres, tmp_path: Path) -> None:
    url = postgres.new_database()
    there = config.model_copy(update={"database_url": url})
    migrate(there.database)
    engine = make_engine(there.database)
    book(engine, "+13125550143", 1)
    name, file = url.rpartition("/")[2], str(tmp_path / "shortfall.dump")
    postgres.run("pg_dump", "--format=custom", f"--file={file}", "--dbname", name)
    book(engine, "+17735550199", 2)
    engine.dispose()
    opt_out(there, FIRST)
    saved = read_ledgers(make_engine(there.database), key_of(identities()))
    # As docs/privacy.md says, over what is there.
    postgres.run("pg_restore", "--clean", "--if-exists", "--single-transaction", "--dbname", name, file)
    migrate(there.database)
    assert names(there) == ["Maria Lopez+13125550143"]
    restored = make_engine(there.database)
    assert not is_out(there, FIRST)
    assert merge(restored, saved, key_of(identities())) == 1 and is_out(there, FIRST)
    with pytest.raises(DBAPIError), restored.begin() as connection:
        connection.execute(text("DELETE FROM consents"))  # the ledger is append-only, as before
    book(restored, "+17735550199", 3)
    restored.dispose()
    assert len(names(there)) == 2
