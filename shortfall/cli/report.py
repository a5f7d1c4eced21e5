"""`shortfall report`."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Annotated, Literal

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from shortfall.base.database import make_engine, sessions
from shortfall.base.hours import office_zone
from shortfall.base.settings import settings
from shortfall.insight.report import Period, periods_of, total, unhelped

TOP = 15


def report(
    days: Annotated[int, typer.Option(min=1, max=3660, help="how far back to look")] = 28,
    per: Annotated[Literal["day", "week"], typer.Option(help="one line for each")] = "week",
    as_json: Annotated[bool, typer.Option("--json", help="print JSON instead of tables")] = False,
) -> None:
    """Report what people ask, what was not understood, and how many reached a person."""
    now = datetime.now(UTC)
    with sessions(make_engine(settings().database), read_only=True)() as session:
        since = now - timedelta(days=days)
        periods = periods_of(session, since, now, office_zone(), weekly=per == "week")
        said = unhelped(session, since, now)
    everything = total(periods)
    if as_json:
        whole = {"per": per, "periods": [vars(p) for p in periods], "total": vars(everything), "unhelped": said}
        typer.echo(json.dumps(whole, indent=2))
        return
    console = Console()
    console.print(_periods(periods, everything, per))
    console.print(_topics(everything))
    if everything.helped or everything.not_helped:
        console.print(_helped(everything))
    if said:
        console.print(_unhelped(said))


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%" if whole else ""


def _periods(periods: list[Period], everything: Period, per: str) -> Table:
    table = Table(title=f"By {per}", title_justify="left")
    table.add_column(per)
    for name in ("chats", "messages", "not understood", "", "asked again", "callbacks", "", "reached"):
        table.add_column(name, justify="right")
    for period in [*periods, everything]:
        table.add_row(
            period.begins,
            str(period.chats),
            str(period.messages),
            str(period.not_understood),
            _share(period.not_understood, period.messages),
            str(period.asked_again),
            str(period.callbacks),
            _share(period.callbacks, period.chats),
            str(period.reached),
            style="bold" if period is everything else None,
        )
    return table


def _topics(everything: Period) -> Table:
    table = Table(title=f"What people asked (the {TOP} most frequent)", title_justify="left")
    table.add_column("topic")
    table.add_column("answers", justify="right")
    table.add_column("", justify="right")
    whole = everything.topics.total()
    for topic, count in everything.topics.most_common(TOP):
        table.add_row(topic, str(count), _share(count, whole))
    return table


def _helped(everything: Period) -> Table:
    """The answers that helped least come first: they are the ones to rewrite."""
    table = Table(title=f"Did this help? (the {TOP} answers that helped least)", title_justify="left")
    table.add_column("question")
    for name in ("no", "yes", ""):
        table.add_column(name, justify="right")
    names = everything.not_helped.keys() | everything.helped.keys()
    for name in sorted(names, key=lambda one: (-everything.not_helped[one], everything.helped[one], one))[:TOP]:
        yes, no = everything.helped[name], everything.not_helped[name]
        table.add_row(name, str(no), str(yes), _share(yes, yes + no))
    return table


def _unhelped(said: dict[str, list[str]]) -> Table:
    table = Table(title="Asked where it did not help (names and numbers taken out)", title_justify="left")
    table.add_column("question")
    table.add_column("asked")
    for name, asked in list(said.items())[:TOP]:
        table.add_row(name, "\n".join(escape(words) for words in asked))
    return table
