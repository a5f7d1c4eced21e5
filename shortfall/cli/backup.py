"""Backup and restore."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Annotated

import typer

from shortfall.base.database import migrate
from shortfall.cli.shared import Json, configured, console, fail, now, show
from shortfall.privacy import backup as files
from shortfall.processes.run import CannotRun, check_ports


def backup(
    file: Annotated[Path, typer.Argument(help="the file to write")],
    with_keys: Annotated[
        bool, typer.Option("--with-keys", help="put the keys in: keep the file like a key then")
    ] = False,
    as_json: Json = False,
) -> None:
    """Write both SQLite databases into one file, while everything runs."""
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
    as_json: Json = False,
) -> None:
    """Put a backup in the place of what is there. Stop everything first."""
    config = configured()
    try:
        check_ports(config)
    except CannotRun:
        fail("something is still running on the ports of the assistant: stop it first")
    if not yes:
        typer.confirm(f"Replace what is in {config.var_dir} by this backup? It cannot be undone", abort=True)
    try:
        names = files.restore(config, file)
    except (files.BackupProblem, OSError) as problem:
        fail(f"not restored: {problem}")
    migrate(config.database)
    show({"restored": names}, as_json)
