"""The `shortfall` command. One module a group of commands; every command takes --json where it prints data."""

from __future__ import annotations

from importlib.metadata import version
from typing import Annotated

import typer

from shortfall.cli import backup, check, content, keys, outbox, privacy, process, report, review, sms, staff, widget

app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False, help="Run and operate Shortfall.")

app.command()(process.run)
app.command()(process.train)
app.command()(process.migrate)
app.command()(check.check)
app.command("widget")(widget.widget)
app.command()(report.report)
app.add_typer(content.app, name="content")
app.add_typer(review.app, name="review")
app.add_typer(staff.app, name="staff")
app.add_typer(outbox.app, name="outbox")
app.add_typer(privacy.app, name="privacy")
app.add_typer(keys.app, name="keys")
app.add_typer(sms.app, name="sms")
app.command()(backup.backup)
app.command()(backup.restore)
app.add_typer(backup.ledgers, name="ledgers")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(version("shortfall"))
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Run and operate Shortfall."""


def main() -> None:
    """The entry point."""
    app()
