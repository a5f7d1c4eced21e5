"""What is stored about one person: shown, or erased."""

from __future__ import annotations

from typing import Annotated

import typer
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from shortfall.base.database import sessions
from shortfall.cli.shared import Json, configured, console, database, fail, now, show
from shortfall.privacy import person as people
from shortfall.privacy.engine_memory import EngineMemory
from shortfall.privacy.receipts import Receipt

app = typer.Typer(no_args_is_help=True, help="Show or erase what is stored about a person.")

Who = Annotated[str, typer.Argument(help="a phone number, or a reference such as K7QM-4XRT")]


@app.command("show")
def show_(who: Who, as_json: Json = False) -> None:
    """Show everything stored about a person, for a request for access."""
    config = configured()
    memory = EngineMemory.of(config)
    with database(config) as engine, sessions(engine, read_only=True)() as session:
        found = people.show(session, _find(session, who, memory), memory)
    if as_json:
        show(found, True)
        return
    for name, rows in found.items():
        console.print(f"\n{name} ({len(rows)})", style="bold")
        for row in rows:
            show(row, False)
            console.print()


@app.command("erase")
def erase_(
    who: Who,
    yes: Annotated[bool, typer.Option("--yes", help="do not ask")] = False,
    as_json: Json = False,
) -> None:
    """Erase a person everywhere. Leaves a receipt and cancels an open callback."""
    config = configured()
    memory = EngineMemory.of(config)
    with database(config) as engine:
        with sessions(engine, read_only=True)() as session:
            found = people.show(session, _find(session, who, memory), memory)
        if not yes:
            console.print(", ".join(f"{len(rows)} {name}" for name, rows in found.items()))
            typer.confirm("Erase all of this? This cannot be undone", abort=True)
        counts = _erase(engine, who, memory)
    show(counts, as_json)


@app.command("receipts")
def receipts_(as_json: Json = False) -> None:
    """List what was erased, when and why."""
    with database(configured()) as engine, sessions(engine, read_only=True)() as session:
        rows = session.scalars(select(Receipt).order_by(Receipt.id))
        show([{"at": row.at, "reason": row.reason} | {"rows": _words(row.counts)} for row in rows], as_json)


def _erase(engine: Engine, who: str, memory: EngineMemory) -> dict[str, int]:
    with sessions(engine).begin() as session:
        return people.erase(session, _find(session, who, memory), memory, now())


def _find(session: Session, who: str, memory: EngineMemory) -> people.Person:
    try:
        found = people.find_person(session, who, memory)
    except ValueError as problem:
        fail(str(problem), 2)
    if not found:
        fail("nothing is stored under this number or reference")
    return found


def _words(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.items())
