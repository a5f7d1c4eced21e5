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
from shortfall.conversation.transcript import Transcript
from shortfall.web.addresses import Network, is_ours
from shortfall.web.api import documented
from shortfall.web.errors import Faults

log = structlog.get_logger(__name__)


class Alive(BaseModel):
    """The process answers."""

    status: str = "ok"


class Ready(BaseModel):
    """Whether chats can be answered, and which part cannot."""

    status: str = Field(description="'ok' or 'unavailable'")
    database: bool
    engine: bool


def health_router(
    transcript: Transcript, engine: Engine, metrics: Metrics, faults: Faults, trusted: tuple[Network, ...]
) -> APIRouter:
    """/healthz, /readyz and /metrics."""
    router = APIRouter(tags=["health"])

    @router.get("/healthz", responses=documented())
    async def healthz() -> Alive:
        """Whether the process is alive, whatever the rest does."""
        return Alive()

    missing: dict[int | str, dict[str, Any]] = {503: {"model": Ready, "description": "database or engine is missing"}}

    @router.get("/readyz", responses=documented() | missing)
    async def readyz(response: Response) -> Ready:
        """Whether database and engine can be reached."""
        try:
            await to_thread.run_sync(transcript.reachable)
            database = True
        except SQLAlchemyError as error:
            log.warning("database_failed", exc_info=error)
            database = False
        state = Ready(status="unavailable", database=database, engine=await engine.ready())
        if state.database and state.engine:
            state.status = "ok"
        else:
            response.status_code = 503
        return state

    @router.get("/metrics", include_in_schema=False)
    async def read_metrics(request: Request) -> Response:
        """Counters for Prometheus; for this machine and our own proxies only."""
        if not is_ours(request.scope, trusted):
            raise faults.http(404)
        # It asks the database, too.
        text = await to_thread.run_sync(generate_latest, metrics.registry)
        return Response(text, headers={"Content-Type": CONTENT_TYPE_LATEST})

    return router
