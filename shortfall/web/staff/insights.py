"""What people asked this week, as plots that are tables: every bar has its figure beside it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from shortfall.base.hours import office_zone
from shortfall.content.questions import asks
from shortfall.insight.weekly import WEEKS, weekly
from shortfall.web.staff.desk import Desk
from shortfall.web.staff.door import Me


def insights_router(desk: Desk) -> APIRouter:
    """/staff/insights"""
    router = APIRouter()

    @router.get("/insights")
    def page(request: Request, me: Me) -> Response:
        desk.door.clicked(me)
        with desk.reading() as session, session.begin():
            found = weekly(session, desk.clock(), office_zone())
        return desk.show(request, me, "insights", found=found, titles=asks(), weeks=WEEKS)

    return router
