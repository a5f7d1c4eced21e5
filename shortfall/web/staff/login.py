"""Coming in, going out, and one's own password."""

from __future__ import annotations

import anyio
import structlog
from anyio import to_thread
from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from shortfall.staff import accounts, attempts, audit, second_factor, sessions
from shortfall.staff.accounts import StaffAccount
from shortfall.staff.sessions import Visitor
from shortfall.web.staff.desk import Desk
from shortfall.web.staff.door import Form, Me, inside

log = structlog.get_logger(__name__)

AT_ONCE = 2
"""Passwords that are checked at the same time: each takes 64 MiB."""
_WRONG = "That does not open an account. Please check name, password and, if you have an app for it, its newest code."


def login_router(desk: Desk) -> APIRouter:
    """/staff/login, /staff/logout, /staff/password."""
    router = APIRouter()
    slots = anyio.CapacityLimiter(AT_ONCE)

    def ask(request: Request, to: str, status: int = 200, login: str = "", problem: str = "") -> Response:
        with desk.reading() as session:
            if not accounts.any_active(session):
                return desk.pages.show("empty", desk.clock(), status=503)
        session_id = desk.door.cookie(request) or sessions.new_id()
        page = desk.pages.show(
            "login", desk.clock(), status=status, login=login, problem=problem, to=to, csrf=desk.door.csrf(session_id)
        )
        if not desk.door.cookie(request):
            desk.door.give_cookie(request, page, session_id)
        return page

    def check(request: Request, login: str, password: str, code: str | None = None) -> StaffAccount | int:
        """The account, or the seconds to wait; 0 when the password was wrong, or the code of an account that has a second factor.

        Args:
            code: None where someone is in already, and shows only that it is still they.
        """
        address = desk.door.address(request)
        with desk.writing() as session:
            wait = attempts.begin(session, login, address, desk.clock())
            if wait is not None:
                log.warning("staff_login_held_back")
                return wait
            account = accounts.verify(session, login, password)
            if account and code is not None and not second_factor.opens(session, account.id, code, desk.clock()):
                account = None
            with session.begin():
                name = login if account or accounts.exists(session, login) else "unknown"
                action = "logged_in" if account else "login_refused"
                audit.record(session, name, action, desk.clock(), address=address)
            if account is None:
                return 0
            attempts.succeeded(session, login, address, desk.clock())
            return account

    def wait_words(seconds: int) -> str:
        return f"Too many tries. Please wait {-(-seconds // 60)} minutes, or ask for a new password."

    @router.get("/login")
    def login_page(request: Request, next: str = "") -> Response:
        with desk.reading() as session:
            if sessions.find(session, desk.door.cookie(request), desk.clock()):
                return RedirectResponse(inside(next), 303)
        return ask(request, inside(next))

    @router.post("/login")
    async def log_in(request: Request, form: Form) -> Response:
        login, to = form.get("login", "").strip().lower()[:64], inside(form.get("next", ""))
        found = await to_thread.run_sync(
            check, request, login, form.get("password", ""), form.get("code", "")[:20], limiter=slots
        )
        if isinstance(found, StaffAccount):
            return await to_thread.run_sync(let_in, request, found.id, to)
        if not found:
            return await to_thread.run_sync(ask, request, to, 401, login, _WRONG)
        page = await to_thread.run_sync(ask, request, to, 429, login, wait_words(found))
        page.headers["Retry-After"] = str(found)
        return page

    def let_in(request: Request, account_id: int, to: str) -> Response:
        with desk.writing() as session:
            session_id = sessions.begin(session, account_id, desk.clock(), replacing=desk.door.cookie(request))
        response = RedirectResponse(to, 303)
        desk.door.give_cookie(request, response, session_id)
        return response

    @router.post("/logout")
    def log_out(request: Request, me: Me) -> Response:
        with desk.writing() as session:
            sessions.end(session, me)
            with session.begin():
                audit.record(session, me.login, "logged_out", desk.clock(), address=desk.door.address(request))
        response = RedirectResponse("/staff/login", 303)
        desk.door.give_cookie(request, response, sessions.new_id())
        return response

    def password_form(request: Request, me: Visitor, status: int = 200, problem: str = "") -> Response:
        return desk.show(request, me, "password", status=status, problem=problem, shortest=accounts.SHORTEST)

    @router.get("/password")
    def password_page(request: Request, me: Me) -> Response:
        desk.door.clicked(me)
        return password_form(request, me)

    @router.post("/password")
    async def change_password(request: Request, me: Me, form: Form) -> Response:
        return await to_thread.run_sync(
            change, request, me, form.get("current", ""), form.get("password", ""), form.get("again", ""), limiter=slots
        )

    def change(request: Request, me: Visitor, current: str, password: str, again: str) -> Response:
        found = check(request, me.login, current)
        if not isinstance(found, StaffAccount):
            problem = wait_words(found) if found else "The present password is not right."
            return password_form(request, me, 429 if found else 422, problem)
        if password != again:
            return password_form(request, me, 422, "The new password was typed in two ways. Please type it again.")
        with desk.writing() as session:
            try:
                accounts.set_password(session, me.login, password, desk.clock(), by=me.login)
            except accounts.Refused as refusal:
                return password_form(request, me, 422, str(refusal))
        return let_in(request, me.account_id, "/staff/?did=password")

    return router
