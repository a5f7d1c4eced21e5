"""Setting up one's own second factor."""

from __future__ import annotations

from anyio import to_thread
from fastapi import APIRouter, Request
from starlette.responses import Response

from shortfall.staff import accounts, attempts, second_factor
from shortfall.staff.accounts import Refused
from shortfall.staff.sessions import Visitor
from shortfall.web.staff.desk import Desk
from shortfall.web.staff.door import Form, Me


def second_factor_router(desk: Desk, firm: str) -> APIRouter:
    """/staff/second-factor."""
    router = APIRouter()

    def ask(request: Request, me: Visitor, secret: str, status: int = 200, problem: str = "") -> Response:
        return desk.show(
            request,
            me,
            "second_factor",
            status=status,
            problem=problem,
            secret=secret,
            picture=second_factor.picture(secret, me.login, firm),
            codes=[],
        )

    @router.get("/second-factor")
    def page(request: Request, me: Me) -> Response:
        desk.door.clicked(me)
        return ask(request, me, second_factor.new_secret())

    @router.post("/second-factor")
    async def set_up(request: Request, me: Me, form: Form) -> Response:
        return await to_thread.run_sync(enrol, request, me, form)

    def enrol(request: Request, me: Visitor, form: Form) -> Response:
        secret, now = form.get("secret", ""), desk.clock()
        with desk.writing() as session:
            # Whoever sits down at an open screen must not make it theirs: guesses are counted as at the front door.
            wait = attempts.begin(session, me.login, desk.door.address(request), now)
            if wait is not None:
                words = f"Too many tries. Please wait {-(-wait // 60)} minutes."
                return ask(request, me, second_factor.new_secret(), 429, words)
            account = accounts.verify(session, me.login, form.get("password", ""))
            if account is None or not second_factor.opens(session, account.id, form.get("present", "")[:20], now):
                words = "The password or the present code is not right. Please scan the new picture and try again."
                return ask(request, me, second_factor.new_secret(), 422, words)
            try:
                codes = second_factor.enrol(session, me.login, secret, form.get("code", "")[:20], now)
            except Refused as refusal:
                return ask(
                    request, me, second_factor.new_secret(), 422, f"{refusal} The picture is a new one: scan it again."
                )
            attempts.succeeded(session, me.login, desk.door.address(request), now)
        return desk.show(request, me, "second_factor", problem="", secret="", picture="", codes=codes)

    return router
