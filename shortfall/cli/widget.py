"""`shortfall widget`: the lines that put the chat on a website."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from shortfall.base.firm import load_firm
from shortfall.base.settings import settings


def widget(
    origin: Annotated[str, typer.Option(help="address of the gateway for browsers")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="print data instead")] = False,
) -> None:
    """Print the HTML for a website, in two forms: pinned to this build, and always the newest."""
    from shortfall.web.widget import STABLE, load_widget  # FastAPI: a fifth of every command's start

    built, firm = load_widget(), load_firm()
    origin = (origin or f"http://{settings().host}:{settings().port}").rstrip("/")
    pinned, newest = built.snippet(firm, origin), built.snippet(firm, origin, pinned=False)
    if as_json:
        found = {"url": origin + built.path, "stable_url": origin + STABLE, "integrity": built.integrity}
        typer.echo(json.dumps(found | {"pinned": pinned, "newest": newest}))
        return
    typer.echo(f"<!-- This build only, checked by its hash; change it with each release. -->\n{pinned}")
    typer.echo(f"<!-- Or: always the newest. -->\n{newest}")
    typer.echo(f"The site's origin must be in SHORTFALL_ALLOWED_ORIGINS, now {json.dumps(settings().allowed_origins)}.")
