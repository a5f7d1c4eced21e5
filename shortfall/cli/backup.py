"""Backup and restore."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy.exc import SQLAlchemyError

from shortfall.base.database import make_engine, migrate
from shortfall.base.encryption import identities
from shortfall.cli.shared import Json, configured, console, fail, now, show
from shortfall.privacy import backup as files
from shortfall.privacy.ledgers import LedgerProblem, Ledgers, key_of, merge, read
from shortfall.processes.run import CannotRun, check_ports

ledgers = typer.Typer(
    no_args_is_help=True, help="Save and merge opt-outs and withdrawn consents, which no restore may lose."
)


@ledgers.command()
def save(file: Annotated[Path, typer.Argument(help="the file to write")], as_json: Json = False) -> None:
    """Write both ledgers to a file. It contains no phone number."""
    try:
        lines = read(make_engine(configured().database), key_of(identities()))
        with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as stream:
            stream.write(lines.to_json())
    except (LedgerProblem, OSError) as problem:
        fail(f"not saved: {problem}")
    show({"opt_outs": len(lines.opt_outs), "withdrawals": len(lines.withdrawals)}, as_json)


@ledgers.command("merge")
def add(
    file: Annotated[Path | None, typer.Argument(help="a file that `save` wrote")] = None,
    nothing_since: Annotated[
        bool, typer.Option("--nothing-since", help="merge without a file: nobody can have opted out since the backup")
    ] = False,
    as_json: Json = False,
) -> None:
    """Add the rows of a file that the database lacks. Run it after pg_restore; until then nothing is sent."""
    if (file is None) != nothing_since:
        fail("name the file that `shortfall ledgers save` wrote, or pass --nothing-since", 2)
    try:
        lines = Ledgers.from_json(file.read_text(encoding="utf-8")) if file else Ledgers("")
        added = merge(make_engine(configured().database), lines, key_of(identities()))
    except (LedgerProblem, OSError, SQLAlchemyError) as problem:
        fail(f"not merged: {problem if isinstance(problem, LedgerProblem | OSError) else 'the database'}")
    show({"added": added}, as_json)


def backup(
    file: Annotated[Path, typer.Argument(help="the file to write")],
    with_keys: Annotated[
        bool, typer.Option("--with-keys", help="include the keys; then protect the file like a key")
    ] = False,
    as_json: Json = False,
) -> None:
    """Write both SQLite databases to one file. Everything may keep running."""
    try:
        names = files.backup(configured(), file, now(), with_keys=with_keys)
    except (files.BackupProblem, OSError, sqlite3.Error) as problem:
        fail(f"no backup: {problem}")
    show({"file": str(file), "holds": names}, as_json)
    if not with_keys and not as_json:
        console.print("The keys are not in it. Keep a copy of encryption.key and identity.key in another place.")


def restore(
    file: Annotated[Path, typer.Argument(help="a file that `shortfall backup` wrote")],
    yes: Annotated[bool, typer.Option("--yes", help="do not ask")] = False,
    saved: Annotated[Path | None, typer.Option("--ledgers", help="a file that `shortfall ledgers save` wrote")] = None,
    nothing_since: Annotated[
        bool,
        typer.Option("--nothing-since", help="restore without a database: nobody can have opted out since the backup"),
    ] = False,
    as_json: Json = False,
) -> None:
    """Replace the databases with a backup. Stop everything first. Opt-outs and withdrawals since the backup are kept."""
    config = configured()
    try:
        check_ports(config)
    except CannotRun:
        fail("the assistant is still running (its ports are in use): stop it first")
    if not yes:
        typer.confirm(f"Replace what is in {config.var_dir} with this backup? This cannot be undone", abort=True)
    try:
        lines = Ledgers.from_json(saved.read_text(encoding="utf-8")) if saved else None
        names = files.restore(config, file, lines, nothing_since=nothing_since)
    except (files.BackupProblem, LedgerProblem, OSError) as problem:
        fail(f"not restored: {problem}")
    migrate(config.database)
    show({"restored": names}, as_json)
