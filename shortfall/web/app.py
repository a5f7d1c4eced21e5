"""Puts the gateway together."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import partial

import structlog
from fastapi import FastAPI
from sqlalchemy import Engine as Database
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import RedirectResponse

from shortfall.base.database import BUSY_SECONDS, make_engine, sessions
from shortfall.base.firm import load_firm
from shortfall.base.keys import read_or_create_key
from shortfall.base.limits import BODY_LIMIT
from shortfall.base.metrics import Metrics
from shortfall.base.settings import Settings
from shortfall.content.placeholders import placeholders
from shortfall.conversation.conversation import Conversation
from shortfall.conversation.engine_client import Engine
from shortfall.conversation.locks import Turns
from shortfall.conversation.transcript import Transcript
from shortfall.sms.choose import choose_or_none, our_number, ways
from shortfall.sms.thread import erase_what_went_on
from shortfall.staff.conflicts import LARGEST
from shortfall.web import errors
from shortfall.web.addresses import networks
from shortfall.web.api import Desk, chat_router
from shortfall.web.changes import changes_router
from shortfall.web.health import health_router
from shortfall.web.legal import legal_router
from shortfall.web.limits import Limits
from shortfall.web.middleware import Envelope, Guard
from shortfall.web.opening import Openings
from shortfall.web.page import STATIC, Assets, page_router
from shortfall.web.sms import sms_router
from shortfall.web.staff.app import staff_app
from shortfall.web.stock import Stock
from shortfall.web.summary import Post, summary_router
from shortfall.web.thread import thread_router
from shortfall.web.tokens import Tokens
from shortfall.web.widget import load_widget, widget_router

LARGER = {"/sms/": 32 * 1024, "/staff/conflicts": LARGEST + BODY_LIMIT}
BODY_SECONDS = 10.0
DATABASE_SECONDS = BUSY_SECONDS + 5.0
"""What a request may spend on the database: a wait for SQLite's lock, and its own statements."""
ERASURE_SECONDS = 30.0

log = structlog.get_logger(__name__)


def utc_now() -> datetime:
    """The time now, aware."""
    return datetime.now(UTC)


def fresh_id() -> str:
    """An id nobody can guess: 128 random bits."""
    return secrets.token_hex(16)


def create_app(
    settings: Settings, *, clock: Callable[[], datetime] = utc_now, new_id: Callable[[], str] = fresh_id
) -> FastAPI:
    """The gateway. The database must have been migrated.

    Raises:
        OSError, ValueError: var_dir cannot be written, a key is broken, or a trusted proxy is no address.
    """
    firm = load_firm()
    values = placeholders(firm)
    faults = errors.Faults(firm["phone"])
    trusted = networks(settings.trusted_proxies)
    metrics = Metrics()
    database = make_engine(settings.database)
    stock = Stock(database, settings.sms_budget_per_day, clock)
    metrics.registry.register(stock)
    transcript = Transcript(database)
    engine = Engine.of(settings)
    # Longer than any turn takes.
    patience = settings.engine_timeout + DATABASE_SECONDS
    turns = Turns(settings.redis_url.get_secret_value(), patience)
    conversation = Conversation(transcript, engine, metrics, "web", clock, new_id, turns)
    secret = settings.secret_key.get_secret_value() or read_or_create_key(settings.var_dir / "token.key")
    limits = Limits(settings)
    desk = Desk(
        conversation=conversation,
        tokens=Tokens(secret),
        limits=limits,
        metrics=metrics,
        faults=faults,
        clock=clock,
        trusted=trusted,
        token_life=timedelta(hours=settings.token_hours),
        openings=Openings(firm, values, ways(settings)),
        erase_what_went_on=partial(_erase_what_went_on, database, clock),
    )

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        sweeper = asyncio.create_task(_sweep(conversation))
        try:
            yield
        finally:
            sweeper.cancel()
            await asyncio.gather(sweeper, return_exceptions=True)
            await conversation.close()
            database.dispose()

    app = FastAPI(
        title="Shortfall chat",
        version="0.1.0",
        description=f"The chat of {values['firm']}: general information about money owed after a foreclosure.",
        docs_url=None,
        redoc_url=None,
        # The redirect would name the host that the request claims to be for.
        redirect_slashes=False,
        lifespan=lifespan,
        middleware=[
            Middleware(Envelope, new_id=new_id),
            Middleware(
                CORSMiddleware,
                allow_origins=settings.allowed_origins,
                allow_methods=["GET", "POST", "DELETE"],
                allow_headers=["Authorization", "Content-Type"],
                expose_headers=["Retry-After", "X-Request-ID"],
                max_age=600,
            ),
            Middleware(Guard, faults=faults, limit=BODY_LIMIT, seconds=BODY_SECONDS, patience=patience, larger=LARGER),
        ],
    )
    errors.install(app, faults, desk.opened_in)
    post = Post(database, settings.mail_budget_per_day) if settings.mails else None
    app.include_router(chat_router(desk))
    app.include_router(summary_router(desk, Tokens(secret, "summary"), firm, post))
    app.include_router(health_router(transcript, engine, turns, stock, metrics, faults, trusted))
    app.add_api_route("/staff", lambda: RedirectResponse("/staff/", 303), include_in_schema=False)
    app.mount(
        "/staff",
        staff_app(
            database,
            clock,
            limits,
            trusted,
            firm,
            settings.staff_second_factor == "required",
            settings.confirms_by_text,
        ),
        name="staff",
    )
    widget = load_widget()
    app.include_router(widget_router(widget))
    app.include_router(page_router(firm, widget))
    app.include_router(legal_router(firm, settings, clock))
    app.include_router(changes_router(firm, database, limits, trusted, clock))
    if number := our_number(settings):
        app.include_router(thread_router(desk, database, number))
    if provider := choose_or_none(settings):
        app.include_router(sms_router(settings, provider, database, limits, metrics, faults, trusted, clock))
    app.mount("/static", Assets(directory=STATIC), name="static")
    return app


def _erase_what_went_on(database: Database, clock: Callable[[], datetime], chat: str) -> None:
    erase_what_went_on(sessions(database), chat, clock())


async def _sweep(conversation: Conversation) -> None:
    while True:
        try:
            await conversation.finish_erasures()
        except Exception as error:
            # Erasing must go on when the database comes back.
            log.error("erasing_failed", exc_info=error)
        await asyncio.sleep(ERASURE_SECONDS)
