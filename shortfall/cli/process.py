"""Starting, training, and bringing the database up to date."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy.exc import SQLAlchemyError

from shortfall.base import database
from shortfall.cli.shared import configured, console, fail
from shortfall.processes import run as supervisor
from shortfall.processes import training


def run(
    ready_file: Annotated[
        Path | None, typer.Option(help="Write the address to this file once a message was answered.")
    ] = None,
) -> None:
    """Start everything, until Ctrl-C. Trains first if needed."""
    raise typer.Exit(supervisor.main(["--ready-file", str(ready_file)] if ready_file else []))


def train() -> None:
    """Train the model if something it depends on has changed."""
    try:
        training.ensure_model()
    except training.EngineProblem as problem:
        fail(str(problem))


def migrate() -> None:
    """Update the database to the newest version."""
    try:
        current = database.migrate(configured().database)
    except (OSError, SQLAlchemyError) as error:
        fail(f"the database could not be migrated: {str(error).splitlines()[0]}")
    console.print(
        "The database is up to date." if current else "The database is newer than this release and works with it."
    )
