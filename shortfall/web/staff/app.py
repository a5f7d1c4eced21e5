"""Puts the inbox together: an application of its own, mounted at /staff."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import structlog
from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from shortfall.base.database import sessions
from shortfall.base.seal import Seal
from shortfall.web.addresses import Network
from shortfall.web.limits import Limits
from shortfall.web.page import Assets
from shortfall.web.staff.conflicts import conflicts_router
from shortfall.web.staff.content import content_router
from shortfall.web.staff.desk import Desk
from shortfall.web.staff.door import Door, Turned
from shortfall.web.staff.insights import insights_router
from shortfall.web.staff.login import login_router
from shortfall.web.staff.pages import HEADERS, HERE, Pages
from shortfall.web.staff.requests import requests_router
from shortfall.web.staff.second_factor import second_factor_router

log = structlog.get_logger(__name__)


def staff_app(
    database: Engine,
    clock: Callable[[], datetime],
    limits: Limits,
    trusted: tuple[Network, ...],
    firm: Mapping[str, Any],
    second_factor: bool = False,
    texts: bool = False,
) -> FastAPI:
    """The inbox. The database must have been migrated. `second_factor`: nobody works without one. `texts`: they can be
    sent."""
    writing, reading = sessions(database), sessions(database, read_only=True)
    door = Door(writing, reading, clock, limits, trusted, second_factor, Seal(database))
    desk = Desk(door, Pages(firm), writing, reading, clock)
    # In `dependencies`, so that no route can be forgotten.
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False)
    app.state.door = door
    app.mount("/static", Assets(directory=HERE / "static"), name="static")
    own = (login_router(desk), second_factor_router(desk, firm["name"]))
    for router in (
        *own,
        requests_router(desk, texts),
        content_router(desk),
        conflicts_router(desk),
        insights_router(desk),
    ):
        app.include_router(router, dependencies=[Depends(door.arrive)])

    async def turned(request: Request, error: Exception) -> Response:
        assert isinstance(error, Turned)
        if error.to and error.status == 303:
            return RedirectResponse(error.to, 303, HEADERS)
        if error.to:
            return desk.pages.show("onward", clock(), to=error.to)
        page = desk.pages.show("sorry", clock(), status=error.status, words=error.words)
        if error.retry_after is not None:
            page.headers["Retry-After"] = str(error.retry_after)
        return page

    async def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        return desk.pages.show("sorry", clock(), status=error.status_code, words="There is nothing here.")

    async def unread(request: Request, error: Exception) -> Response:
        return desk.pages.show("sorry", clock(), status=422, words="That could not be read. Please reload the page.")

    async def database_failed(request: Request, error: Exception) -> Response:
        log.error("database_failed", exc_info=error)
        words = "The database does not answer. Nothing was changed. Please try again in a minute."
        return desk.pages.show("sorry", clock(), status=503, words=words)

    app.add_exception_handler(Turned, turned)
    app.add_exception_handler(HTTPException, refused)
    app.add_exception_handler(RequestValidationError, unread)
    app.add_exception_handler(SQLAlchemyError, database_failed)
    return app
