"""The firm's list for conflicts of interest: uploaded, looked at, taken into use."""

from __future__ import annotations

from typing import Any

from anyio import to_thread
from fastapi import APIRouter, Request
from sqlalchemy import select
from starlette.datastructures import UploadFile
from starlette.responses import RedirectResponse, Response

from shortfall.callbacks.tables import Callback
from shortfall.reading.companies import hits
from shortfall.staff.conflicts import LARGEST, Read, Unreadable, in_use, read_csv, upload, use
from shortfall.staff.sessions import Visitor
from shortfall.web.staff.desk import Desk
from shortfall.web.staff.door import Clerk, Form, Turned

SHOWN = 15
"""Names of a list that are shown before it is taken into use."""


def conflicts_router(desk: Desk) -> APIRouter:
    """/staff/conflicts, /staff/conflicts/use"""
    router = APIRouter(prefix="/conflicts")

    def page(request: Request, me: Visitor, status: int = 200, **more: Any) -> Response:
        with desk.reading() as session, session.begin():
            held = in_use(session)
        values: dict[str, Any] = {"problem": "", "notice": "", "read": None, "uid": "", "standing": 0, **more}
        return desk.show(request, me, "conflicts", status=status, held=held, shown=SHOWN, largest=LARGEST, **values)

    @router.get("")
    def list_page(request: Request, me: Clerk, did: str = "") -> Response:
        desk.door.clicked(me)
        return page(request, me, notice="The list is in use." if did == "used" else "")

    @router.post("")
    async def take(request: Request, me: Clerk) -> Response:
        file = (await request.form()).get("file")  # read at the door already
        raw = await file.read(LARGEST + 1) if isinstance(file, UploadFile) else b""
        return await to_thread.run_sync(preview, request, me, raw)

    def preview(request: Request, me: Visitor, raw: bytes) -> Response:
        desk.door.clicked(me)
        try:
            read: Read = read_csv(raw)
        except Unreadable as fault:
            return page(request, me, 422, problem=f"{fault} Nothing was changed.")
        with desk.writing() as session:
            uid = upload(session, read.names, me.login, desk.clock(), desk.door.address(request))
        with desk.reading() as session, session.begin():
            waiting = session.scalars(select(Callback).where(Callback.closed_at.is_(None))).all()
        standing = sum(bool(hits(read.names, c.name, c.opposing, c.note)) for c in waiting)
        return page(request, me, read=read, uid=uid, standing=standing)

    @router.post("/use")
    def take_into_use(request: Request, me: Clerk, form: Form) -> Response:
        desk.door.clicked(me)
        with desk.writing() as session:
            done = use(session, form.get("uid", "")[:64], me.login, desk.clock(), desk.door.address(request))
        if not done:
            raise Turned(422, "This list is not there any more. Please upload it again.")
        return RedirectResponse("/staff/conflicts?did=used", 303)

    return router
