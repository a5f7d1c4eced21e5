"""The webhooks of the text-message provider: verified, written down, acknowledged. A worker answers (shortfall/sms/inbox.py)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import structlog
from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Request
from sqlalchemy import Engine as Database
from starlette.responses import Response

from shortfall.base.database import sessions
from shortfall.base.metrics import Metrics
from shortfall.base.settings import Settings
from shortfall.sms.choose import INBOUND, STATUS, base_url
from shortfall.sms.provider import Provider
from shortfall.sms.receive import receive, report
from shortfall.web.addresses import Network, client_address
from shortfall.web.errors import ChatError, Faults
from shortfall.web.limits import Limits

NOTHING = '<?xml version="1.0" encoding="UTF-8"?><Response/>'
"""TwiML that says: taken, and there is nothing to send back now."""

log = structlog.get_logger(__name__)


def sms_router(
    settings: Settings,
    provider: Provider,
    database: Database,
    limits: Limits,
    metrics: Metrics,
    faults: Faults,
    trusted: tuple[Network, ...],
    clock: Callable[[], datetime],
) -> APIRouter:
    """/sms/twilio and /sms/twilio/status."""
    router = APIRouter(tags=["sms"], include_in_schema=False)
    writing = sessions(database)
    # SQLite lets one write at a time and wakes whoever is lucky; in a queue of our own nobody waits for ever.
    turns = CapacityLimiter(1) if database.dialect.name == "sqlite" else None
    base = base_url(settings)
    per_hour = settings.sms_per_hour if settings.rate_limit == "on" else None

    async def verified(request: Request, path: str) -> bytes:
        """The raw body, which the provider signed for the address we are configured to have, whatever the request says it was.

        Raises:
            ChatError: 403, or 429 where that happens too often.
        """
        body = await request.body()
        if not request.scope["query_string"] and provider.verify(base + path, body, request.headers):
            return body
        if wait := await limits.count(limits.forged, client_address(request.scope, trusted)):
            raise faults.too_many(wait)
        metrics.texts.labels("forged").inc()
        log.warning("sms_forged")
        raise ChatError(403, "forbidden")

    @router.post(INBOUND)
    async def incoming(request: Request) -> Response:
        """Store a message and acknowledge it; what is stored is answered, now or when everything is back."""
        body = await verified(request, INBOUND)
        try:
            message = provider.parse(body, request.headers)
        except ValueError:
            # It is the provider's, but nothing that can be answered: a short code, say. Sending it again would not help.
            metrics.texts.labels("ignored").inc()
            return Response(NOTHING, media_type="text/xml")
        outcome = await to_thread.run_sync(receive, writing, message, clock(), per_hour, limiter=turns)
        metrics.texts.labels(outcome).inc()
        return Response(NOTHING, media_type="text/xml")

    @router.post(STATUS)
    async def status(request: Request) -> Response:
        """Store what became of a message of ours."""
        body = await verified(request, STATUS)
        try:
            update = provider.parse_status(body)
        except ValueError:
            metrics.texts.labels("ignored").inc()
            return Response(status_code=204)
        await to_thread.run_sync(report, writing, update, clock(), limiter=turns)
        metrics.texts.labels("status").inc()
        return Response(status_code=204)

    return router
