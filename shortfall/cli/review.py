"""`shortfall review`: messages that were not understood, for whoever edits the topics. docs/operations.md says what to do with them."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer
import yaml
from rich.console import Console
from rich.table import Table
from rich.text import Text

from shortfall.base.database import make_engine, sessions
from shortfall.base.settings import settings
from shortfall.insight.review import Candidate, candidates, mark_done

app = typer.Typer(no_args_is_help=True, help="List messages that were not understood, without personal details.")

Days = Annotated[int, typer.Option(min=1, max=3660, help="how far back to look")]
Limit = Annotated[int, typer.Option(min=1, max=10_000, help="how many at most")]


def _found(days: int, limit: int) -> list[Candidate]:
    with sessions(make_engine(settings().database), read_only=True)() as session:
        return candidates(session, since=datetime.now(UTC) - timedelta(days=days), limit=limit)


@app.command("list")
def show(
    days: Days = 28,
    limit: Limit = 50,
    as_json: Annotated[bool, typer.Option("--json", help="print JSON instead of a table")] = False,
) -> None:
    """List them, newest first."""
    found = _found(days, limit)
    if as_json:
        typer.echo(json.dumps([asdict(each) for each in found], indent=2, ensure_ascii=False))
        return
    table = Table()
    for name in ("id", "day", "message", "offered instead"):
        table.add_column(name, justify="right" if name == "id" else "left")
    for each in found:
        table.add_row(str(each.id), each.day, Text(each.text), Text(", ".join(each.offered)))
    Console().print(table if found else "There is nothing to review.")


@app.command()
def export(
    path: Annotated[Path, typer.Argument(help="a YAML file to write; - prints it")] = Path("-"),
    days: Days = 28,
    limit: Limit = 500,
) -> None:
    """Write them as YAML, to sort into topic files by hand."""
    rows = [
        {"id": each.id, "text": each.text, "offered": list(each.offered), "topic": None} for each in _found(days, limit)
    ]
    text = yaml.safe_dump(rows, sort_keys=False, allow_unicode=True, width=120)
    if str(path) == "-":
        typer.echo(text, nl=False)
    else:
        path.touch(mode=0o600)
        path.write_text(text, encoding="utf-8")
        typer.echo(f"{len(rows)} messages in {path}. Delete the file when you are done.")


@app.command()
def done(ids: Annotated[list[int], typer.Argument(help="numbers from `list`")]) -> None:
    """Remove messages from the list."""
    with sessions(make_engine(settings().database)).begin() as session:
        count = mark_done(session, ids, datetime.now(UTC))
    typer.echo(f"{count} removed from the list.")
