"""/changes: what the law's figures are and since when, and when each answer was last checked and by whom it was read."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from anyio import to_thread
from fastapi import APIRouter, Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sqlalchemy import Engine
from starlette.responses import HTMLResponse

from shortfall.base.database import sessions
from shortfall.content.questions import OVERVIEW, questions
from shortfall.content.reviews import Standing, day_of, decisions, standing
from shortfall.law.figures import FIGURES, LegalFigure, shown
from shortfall.web.addresses import Network, client_address
from shortfall.web.limits import Limits
from shortfall.web.summary import CSP, TEMPLATES

_HEADERS = {"Content-Security-Policy": CSP, "Cache-Control": "public, max-age=300"}


@dataclass(frozen=True)
class Checked:
    """An answer: what it is called, and who of the firm has read it as it stands."""

    ask: str
    review: Standing


def changes_router(
    firm: Mapping[str, Any],
    database: Engine,
    limits: Limits,
    trusted: tuple[Network, ...],
    clock: Callable[[], datetime.datetime],
) -> APIRouter:
    """The one route."""
    router = APIRouter(include_in_schema=False)
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    environment.filters["day"] = lambda day: f"{day:%B} {day.day}, {day.year}"
    page = environment.get_template("changes.html")
    reading = sessions(database, read_only=True)

    def render() -> str:
        today = day_of(clock())
        with reading() as session, session.begin():
            found = decisions(session)
        days: dict[datetime.date, dict[str, list[Checked]]] = {}
        for question in questions().values():
            last = max(source.checked for source in question.sources)
            stands = standing(question, "en", today, found.get((question.id, "en"), ()))
            title = questions()[f"{question.topic}/{OVERVIEW}"].ask["en"]
            days.setdefault(last, {}).setdefault(title, []).append(Checked(question.ask["en"], stands))
        return page.render(
            firm=firm["name"],
            legal_name=firm["legal_name"],
            address=firm["address"],
            phone=firm["phone"],
            phone_link=firm["phone_e164"],
            figures=history(),
            days=sorted(days.items(), reverse=True),
        )

    @router.api_route("/changes", methods=["GET", "HEAD"])
    async def changes(request: Request) -> HTMLResponse:
        wait = await limits.count(limits.page, client_address(request.scope, trusted))
        if wait is not None:
            words = "That was a little fast. Please wait a minute and load this page again."
            return HTMLResponse(words, 429, {**_HEADERS, "Cache-Control": "no-store", "Retry-After": str(wait)})
        return HTMLResponse(await to_thread.run_sync(render), headers=_HEADERS)

    return router


def history() -> list[tuple[LegalFigure, str]]:
    """Every figure of Illinois law there is, newest first, with its value in words."""
    every = [entry for entries in FIGURES.values() for entry in entries]
    every.sort(key=lambda entry: (entry.start or datetime.date.min, entry.name), reverse=True)
    return [(entry, shown(entry)) for entry in every]
