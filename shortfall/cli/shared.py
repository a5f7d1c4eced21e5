"""What the commands share: settings, database, and how they print."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Annotated, Any, NoReturn

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.table import Table
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from shortfall.base import logs
from shortfall.base.database import make_engine
from shortfall.base.settings import Settings, settings

console = Console()
errors = Console(stderr=True)

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def now() -> datetime:
    """The time now, aware."""
    return datetime.now(UTC)


def fail(why: str, code: int = 1) -> NoReturn:
    """End with a line on standard error."""
    errors.print(why, style="red", markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(code)


def configured() -> Settings:
    """The settings; a wrong one ends the command with its name."""
    try:
        found = settings()
    except ValidationError as error:
        first = error.errors()[0]
        fail(f"SHORTFALL_{'.'.join(map(str, first['loc'])).upper()}: {first['msg']}")
    logs.configure("error")
    return found


@contextmanager
def database(config: Settings) -> Iterator[Engine]:
    """The database; one that cannot be used ends the command with the reason."""
    engine = make_engine(config.database)
    try:
        yield engine
    except SQLAlchemyError as error:
        fail(f"the database cannot be used: {str(error).splitlines()[0]}")
    finally:
        engine.dispose()


def show(data: Any, as_json: bool, *, empty: str = "Nothing.") -> None:
    """Print rows as a table, a mapping as lines, or either as JSON."""
    if as_json:
        typer.echo(json.dumps(data, default=_plain, ensure_ascii=False))
    elif isinstance(data, Mapping):
        for key, value in data.items():
            console.print(f"{key}: {_words(value)}", markup=False, highlight=False, soft_wrap=True)
    elif not data:
        console.print(empty)
    else:
        _table(data)


def _table(rows: Sequence[Mapping[str, Any]]) -> None:
    table = Table()
    for name in rows[0]:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(_words(value) for value in row.values()))
    console.print(table)


def _words(value: Any) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value)) or "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(_plain(value))


def _plain(value: Any) -> Any:
    return value.isoformat(timespec="seconds") if isinstance(value, datetime) else str(value)
