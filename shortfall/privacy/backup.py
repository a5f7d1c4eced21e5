"""Backup and restore on SQLite: one file with both databases, taken while everything runs. PostgreSQL has pg_dump."""

from __future__ import annotations

import io
import json
import os
import sqlite3
import tarfile
import tempfile
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import SQLAlchemyError

from shortfall.base.database import make_engine, migrate
from shortfall.base.encryption import Identities, Undecipherable, cipher, identities, key_files
from shortfall.base.keys import read_or_create_key
from shortfall.base.settings import Settings
from shortfall.privacy.ledgers import LedgerProblem, Ledgers, key_of, merge
from shortfall.privacy.ledgers import read as read_ledgers

_MANIFEST = "backup.json"
_KEYS = ("encryption.key", "identity.key")
_FORMAT = 1


class BackupProblem(RuntimeError):
    """Why it cannot be done, in a line."""


def backup(config: Settings, file: Path, now: datetime, *, with_keys: bool = False) -> list[str]:
    """Write a backup and return what is in it. Without the keys the file is of no use to a thief, nor without them to you.

    Raises:
        BackupProblem: the database is not SQLite, there is none, or the file exists.
        OSError, sqlite3.Error: it could not be written.
    """
    found = {name: path for name, path in _databases(config).items() if path.exists()}
    if "shortfall.db" not in found:
        raise BackupProblem("there is no database yet")
    names: list[str] = []
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise BackupProblem(f"{file} exists already") from None
    with os.fdopen(descriptor, "wb") as stream, tarfile.open(fileobj=stream, mode="w:gz") as archive:
        with tempfile.TemporaryDirectory(dir=file.parent) as folder:
            for name, path in found.items():
                copy = Path(folder) / name
                _copy(path, copy)
                archive.add(copy, name)
                names.append(name)
        for path in key_files() if with_keys else ():
            if path.exists():
                archive.add(path, path.name)
                names.append(path.name)
        manifest = json.dumps({"format": _FORMAT, "at": now.isoformat(), "holds": names}).encode()
        entry = tarfile.TarInfo(_MANIFEST)
        entry.size = len(manifest)
        archive.addfile(entry, io.BytesIO(manifest))
    return names


def restore(config: Settings, file: Path, ledgers: Ledgers | None = None, *, nothing_since: bool = False) -> list[str]:
    """Put a backup in the place of what is there and return what was restored. Nothing may be running.

    Everything is unpacked and checked beside the state folder before anything is replaced. Who opted out of texts or took back a
    consent after the backup has still done so: those lines of the database that is there are merged into the backup's.

    Args:
        ledgers: lines saved elsewhere, merged as well; with them no database need be there.
        nothing_since: nobody can have opted out since the backup, so that without a database it may be restored.

    Raises:
        BackupProblem: it is no backup, it is damaged, the keys at hand do not open it, or what was said since the backup would be
            lost; nothing was changed.
        OSError: it could not be read or written.
    """
    places = _databases(config) | {path.name: path for path in key_files()}
    config.var_dir.mkdir(parents=True, exist_ok=True)
    since = [ledgers] if ledgers else []
    if not nothing_since or places["shortfall.db"].exists():
        since += _ledgers_of(places["shortfall.db"], needed=not (since or nothing_since))
    with tempfile.TemporaryDirectory(dir=config.var_dir) as folder:
        names = _unpack(file, Path(folder))
        for name in names:
            if name.endswith(".db"):
                _check(Path(folder) / name)
        _check_keys(Path(folder))
        _merge_into(Path(folder), since)
        for name in names:
            place = places[name]
            for left in (f"{place}-wal", f"{place}-shm", f"{place}-journal"):
                Path(left).unlink(missing_ok=True)
            os.replace(Path(folder) / name, place)
            place.chmod(0o600)
    return names


def _ledgers_of(path: Path, *, needed: bool) -> list[Ledgers]:
    """The ledgers of the database that is about to be replaced.

    Raises:
        BackupProblem: they are needed and cannot be read.
    """
    try:
        if not path.exists():
            raise LedgerProblem("there is no database here")
        engine = make_engine(f"sqlite:///{path}")
        try:
            return [read_ledgers(engine, key_of(identities()))]
        finally:
            engine.dispose()
    except LedgerProblem as problem:
        if not needed:
            return []
        raise BackupProblem(
            f"{problem}, so whoever opted out of texts or took back a consent since the backup would be forgotten. Give their "
            "lines with --ledgers, or say --nothing-since if nobody can have written since"
        ) from None


def _merge_into(folder: Path, since: list[Ledgers]) -> None:
    """Add the lines to the unpacked copy.

    Raises:
        BackupProblem: they cannot be.
    """
    copy = f"sqlite:///{folder / 'shortfall.db'}"
    theirs = folder / "identity.key"
    key = key_of(Identities(read_or_create_key(theirs)) if theirs.exists() else identities())
    if not any(each.opt_outs or each.withdrawals for each in since):
        return
    migrate(copy)
    engine = make_engine(copy)
    try:
        for each in since:
            merge(engine, each, key)
    except (LedgerProblem, SQLAlchemyError) as problem:
        why = problem if isinstance(problem, LedgerProblem) else "the opt-outs and withdrawals could not be merged"
        raise BackupProblem(str(why)) from None
    finally:
        engine.dispose()
    with closing(sqlite3.connect(folder / "shortfall.db")) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # only the file itself is moved


def _databases(config: Settings) -> dict[str, Path]:
    url = make_url(config.database)
    if url.get_backend_name() != "sqlite" or not url.database:
        raise BackupProblem("the database is PostgreSQL: use pg_dump and pg_restore (docs/privacy.md)")
    return {"shortfall.db": Path(url.database), "rasa.db": config.var_dir / "rasa.db"}


def _copy(source: Path, copy: Path) -> None:
    """SQLite's own way: whole and consistent, whoever writes meanwhile."""
    reading = sqlite3.connect(f"file:{source}?mode=ro", uri=True, timeout=30)
    with closing(reading) as one, closing(sqlite3.connect(copy)) as other:
        one.backup(other)
    copy.chmod(0o600)


def _unpack(file: Path, folder: Path) -> list[str]:
    try:
        with tarfile.open(file, "r:gz") as archive:
            known = {entry.name: entry for entry in archive.getmembers() if entry.isfile()}
            opened = archive.extractfile(known[_MANIFEST])
            manifest = json.load(opened) if opened else {}
            names = [str(name) for name in manifest["holds"]]
            if manifest["format"] != _FORMAT or not set(names) <= {"shortfall.db", "rasa.db", *_KEYS}:
                raise BackupProblem("this backup was made by another version")
            for name in names:
                part = archive.extractfile(known[name])
                assert part is not None
                with (folder / name).open("wb") as out:
                    while chunk := part.read(1 << 20):
                        out.write(chunk)
    except (tarfile.TarError, KeyError, ValueError, EOFError):
        raise BackupProblem("this is not a backup, or it is damaged") from None
    return names


def _check(path: Path) -> None:
    try:
        with closing(sqlite3.connect(path)) as connection:
            (answer,) = connection.execute("PRAGMA integrity_check").fetchone()
    except sqlite3.DatabaseError:
        answer = "damaged"
    if answer != "ok":
        raise BackupProblem(f"{path.name} in the backup is damaged")


def _check_keys(folder: Path) -> None:
    """A backup that the keys do not open would be lost data that looks restored."""
    if (folder / "encryption.key").exists():
        return
    with closing(sqlite3.connect(folder / "shortfall.db")) as connection:
        for query in ("SELECT name FROM callbacks LIMIT 1", "SELECT text FROM chat_messages LIMIT 1"):
            for (token,) in connection.execute(query):
                try:
                    cipher().decrypt(token)
                except Undecipherable:
                    raise BackupProblem(
                        "the keys that are set do not open this backup: put back the encryption.key it was made under"
                    ) from None
