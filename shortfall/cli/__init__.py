"""The `shortfall` command. One module a group of commands; every command takes --json where it prints data."""

from __future__ import annotations

import typer

from shortfall.cli import report, review

app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False, help="Run and look after Shortfall.")

app.command()(report.report)
app.add_typer(review.app, name="review")


@app.callback()
def _root() -> None:
    """Run and look after Shortfall."""


def main() -> None:
    """The entry point."""
    app()
