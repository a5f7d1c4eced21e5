"""`shortfall staff`: accounts of the inbox at /staff."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from sqlalchemy.orm import Session

from shortfall.base.database import make_engine, migrate, sessions
from shortfall.base.settings import settings
from shortfall.staff import accounts, second_factor
from shortfall.staff.accounts import Refused

app = typer.Typer(no_args_is_help=True, help="Manage the accounts of the staff inbox.")

Name = Annotated[str, typer.Argument(help="the name to sign in with: small letters, digits, dots and dashes")]
Generate = Annotated[bool, typer.Option("--generate", help="generate a password and show it once")]
Json = Annotated[bool, typer.Option("--json", help="print JSON; a password is generated, not asked for")]


@app.command()
def add(name: Name, generate: Generate = False, as_json: Json = False) -> None:
    """Create an account."""
    with _database() as session:
        password = _password(generate or as_json)
        accounts.add(session, name, password, _now())
    _told(name, password if generate or as_json else None, as_json, f"{name} can sign in at /staff.")


@app.command("list")
def list_accounts(as_json: Json = False) -> None:
    """List all accounts."""
    with _database() as session:
        found = accounts.everyone(session)
    if as_json:
        rows = [
            {
                "name": account.login,
                "since": account.created_at.isoformat(),
                "role": account.role,
                "second_factor": account.totp is not None,
                "disabled": account.disabled_at.isoformat() if account.disabled_at else None,
            }
            for account in found
        ]
        typer.echo(json.dumps(rows))
        return
    if not found:
        typer.echo("No account yet. Create one: shortfall staff add NAME")
        return
    table = Table("name", "role", "since", "second factor", "disabled")
    for account in found:
        table.add_row(
            account.login,
            account.role,
            f"{account.created_at:%Y-%m-%d}",
            "yes" if account.totp else "no",
            f"{account.disabled_at:%Y-%m-%d}" if account.disabled_at else "",
        )
    Console().print(table)


@app.command()
def role(
    name: Name,
    role: Annotated[str, typer.Argument(help="clerk: the callers; reviewer: the texts; attorney: both")],
    shown: Annotated[
        str | None, typer.Option("--name", help="the name shown under what they approve, such as 'B. Fard'")
    ] = None,
    as_json: Json = False,
) -> None:
    """Set what an account may open. Ends its sessions."""
    with _database() as session:
        accounts.set_role(session, name, role, shown, _now())
    _told(name, None, as_json, f"{name} is now {role}.")


@app.command()
def disable(name: Name, as_json: Json = False) -> None:
    """Disable an account and end its sessions."""
    with _database() as session:
        accounts.disable(session, name, _now())
    _told(name, None, as_json, f"{name} can no longer sign in.")


@app.command()
def enable(name: Name, as_json: Json = False) -> None:
    """Enable a disabled account."""
    with _database() as session:
        accounts.enable(session, name, _now())
    _told(name, None, as_json, f"{name} can sign in again.")


@app.command()
def password(name: Name, generate: Generate = False, as_json: Json = False) -> None:
    """Set a new password. Ends the account's sessions and any lock."""
    with _database() as session:
        new = _password(generate or as_json)
        accounts.set_password(session, name, new, _now())
    _told(name, new if generate or as_json else None, as_json, f"{name} has a new password.")


@app.command("second-factor-off")
def second_factor_off(name: Name, as_json: Json = False) -> None:
    """Remove the second factor of an account that lost phone and recovery codes. Ends its sessions."""
    with _database() as session:
        second_factor.remove(session, name, _now())
    _told(
        name, None, as_json, f"{name} signs in with the password alone, and can set up an app at /staff/second-factor."
    )


@contextmanager
def _database() -> Iterator[Session]:
    """A session on the migrated database; what an account refuses is said in one line."""
    url = settings().database
    migrate(url)
    engine = make_engine(url)
    try:
        with sessions(engine)() as session:
            yield session
    except Refused as refusal:
        typer.echo(str(refusal), err=True)
        raise typer.Exit(1) from None
    finally:
        engine.dispose()


def _password(generate: bool) -> str:
    if generate:
        return accounts.generate_password()
    return str(
        typer.prompt(f"Password (at least {accounts.SHORTEST} characters)", hide_input=True, confirmation_prompt=True)
    )


def _told(name: str, password: str | None, as_json: bool, words: str) -> None:
    if as_json:
        typer.echo(json.dumps({"name": name} | ({"password": password} if password else {})))
        return
    typer.echo(words)
    if password:
        typer.echo(f"Password, shown this once: {password}")


def _now() -> datetime:
    return datetime.now(UTC)
