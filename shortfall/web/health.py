"""For those who watch over the process: is it alive, is it ready, what has it done."""

from __future__ import annotations

from typing import Any

import structlog
from anyio import to_thread
from fastapi import APIRouter, Request
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pydantic import BaseModel, Field
from sqlalchemy.exc import SQLAlchemyError
from starlette.responses import Response

from shortfall.base.metrics import Metrics
from shortfall.conversation.engine_client import Engine
from shortfall.conversation.locks import Turns
from shortfall.conversation.transcript import Transcript
from shortfall.web.addresses import Network, is_ours
from shortfall.web.api import documented
from shortfall.web.errors import Faults
from shortfall.web.stock import Stock

log = structlog.get_logger(__name__)


class Alive(BaseModel):
    """The process answers."""

    status: str = "ok"


class Ready(BaseModel):
    """Whether chats can be answered, and which part is missing."""

    status: str = Field(
        description="'ok'; 'unavailable' without database, engine or actions, which every answer needs; 'degraded' without what only "
        "texts and callbacks (worker, ledgers) or several gateways (redis) need"
    )
    database: bool
    engine: bool
    actions: bool
    redis: bool | None = Field(description="null where there is none")
    worker: bool | None = Field(description="whether nothing waits for it for too long; null without the database")
    ledgers: bool | None = Field(
        description="false after a restore, until `shortfall ledgers merge`: nothing is sent and nobody is called; null without the "
        "database"
    )


def health_router(
    transcript: Transcript,
    engine: Engine,
    turns: Turns,
    stock: Stock,
    metrics: Metrics,
    faults: Faults,
    trusted: tuple[Network, ...],
) -> APIRouter:
    """/healthz, /readyz and /metrics."""
    router = APIRouter(tags=["health"])

    @router.get("/healthz", responses=documented())
    async def healthz() -> Alive:
        """Whether the process is alive, whatever the rest does."""
        return Alive()

    missing: dict[int | str, dict[str, Any]] = {
        503: {"model": Ready, "description": "what every answer needs is missing"}
    }

    @router.get("/readyz", responses=documented() | missing)
    async def readyz(response: Response) -> Ready:
        """Whether each part does what is asked of it."""
        worker: bool | None = None
        ledgers: bool | None = None
        try:
            await to_thread.run_sync(transcript.reachable)
            worker = await to_thread.run_sync(stock.worker_works)
            ledgers = await to_thread.run_sync(stock.ledgers_whole)
            database = True
        except SQLAlchemyError as error:
            log.warning("database_failed", exc_info=error)
            database = False
        (answers, actions), redis = await engine.ready(), await turns.reachable()
        status = "degraded" if False in (worker, redis, ledgers) else "ok"
        if not (database and answers and actions):
            status, response.status_code = "unavailable", 503
        return Ready(
            status=status,
            database=database,
            engine=answers,
            actions=actions,
            redis=redis,
            worker=worker,
            ledgers=ledgers,
        )

    @router.get("/metrics", include_in_schema=False)
    async def read_metrics(request: Request) -> Response:
        """Counters for Prometheus; for this machine and our own proxies only."""
        if not is_ours(request.scope, trusted):
            raise faults.http(404)
        # It asks the database, too.
        text = await to_thread.run_sync(generate_latest, metrics.registry)
        return Response(text, headers={"Content-Type": CONTENT_TYPE_LATEST})

    return router
