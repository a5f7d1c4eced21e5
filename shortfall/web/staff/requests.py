"""The list, one request, what is done with it, and the file for a spreadsheet."""

from __future__ import annotations

import hashlib
from typing import Any

from fastapi import APIRouter, Request
from sqlalchemy.orm import Session
from starlette.responses import RedirectResponse, Response

from shortfall.base.hours import office_zone
from shortfall.callbacks.tables import Callback
from shortfall.reading.companies import hits
from shortfall.reading.reference import find_reference
from shortfall.sms.confirmation import tell_missed
from shortfall.staff import audit, inbox
from shortfall.staff.conflicts import in_use
from shortfall.staff.export import to_csv
from shortfall.staff.handling import ACTIONS, GIVEN, NOTE_LIMIT, OUTCOMES, Asked, Conflict, colleagues, handle, join
from shortfall.staff.sessions import Visitor
from shortfall.staff.times import TRIES
from shortfall.web.staff.desk import Desk
from shortfall.web.staff.door import Clerk, Form, Turned
from shortfall.web.staff.pages import HEADERS

_GONE = "There is no request with this reference."
_DID = {
    "claim": "Yours now.",
    "take_over": "Yours now.",
    "called": "Noted: called.",
    "no_answer": "Noted: no answer. It waits in the list again.",
    "done": "Done.",
    "release": "Released. It waits in the list again.",
    "reopen": "Open again.",
    "no_answer_told": "Noted: no answer. It waits in the list again, and a text tells them that we called.",
    "no_answer_untold": "Noted: no answer. It waits in the list again. No text went out: they had enough of ours today, or want none.",
    "assign": "Given to a colleague.",
    "opposing": "Saved.",
    "joined": "Joined: one call for both.",
    "password": "Your password is changed. Your other sessions have ended.",
}
_FIELDS = {"assign", "opposing"}
"""Actions with a field of their own."""
_BACK_TO_LIST = {"no_answer", "done", "release"}


def requests_router(desk: Desk, texts: bool) -> APIRouter:
    """/staff/, /staff/list, /staff/search, /staff/export, /staff/requests/… `texts`: they can be sent."""
    router = APIRouter()

    def note_down(request: Request, me: Visitor, action: str, **detail: Any) -> None:
        with desk.writing.begin() as session:
            audit.record(
                session, me.login, action, desk.clock(), address=desk.door.address(request), detail=detail or None
            )

    def listed(me: Visitor, show: str, page: str) -> dict[str, Any]:
        show = show if show in inbox.FILTERS else "open"
        number = int(page) if page.isascii() and page.isdecimal() and len(page) < 6 else 1
        with desk.reading() as session:
            found = inbox.page(session, show, me.login, desk.clock(), number, me.role)
            return {"show": show, "page": found, "counts": found.counts, "conflicting": conflicting(session, found)}

    def conflicting(session: Session, found: inbox.Page | inbox.Found) -> set[int]:
        """The open requests on a list in which a name of the firm's list for conflicts stands."""
        with session.begin():
            names = list_names(session)
        return {c.id for c in found.callbacks if not c.closed_at and hits(names, c.name, c.opposing, c.note)}

    def list_names(session: Session) -> list[str]:
        held = in_use(session)
        return held.names if held else []

    @router.get("/")
    def list_page(
        request: Request, me: Clerk, show: str = "open", page: str = "1", did: str = "", about: str = ""
    ) -> Response:
        desk.door.clicked(me)
        values = listed(me, show, page)
        note_down(request, me, "listed", show=values["show"])
        return desk.show(request, me, "list", notice=_DID.get(did, ""), about=find_reference(about) or "", **values)

    @router.get("/list")
    def list_part(request: Request, me: Clerk, show: str = "open", page: str = "1") -> Response:
        """The list alone, for the page that keeps itself up to date. It is no click: sessions run out under it."""
        with desk.reading() as session:
            version = inbox.version(session)
        # Words like "in 40 min" change with the minute.
        parts = f"{version} {desk.clock():%Y%m%d%H%M} {me.id_hash} {show} {page}"
        tag = f'"{hashlib.sha256(parts.encode()).hexdigest()[:32]}"'
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=HEADERS | {"ETag": tag})
        response = desk.show(request, me, "_list", **listed(me, show, page))
        response.headers["ETag"] = tag
        return response

    @router.post("/search")
    def search(request: Request, me: Clerk, form: Form) -> Response:
        """By POST, so that no name and no number stands in an address, a history or a proxy's log."""
        desk.door.clicked(me)
        words = " ".join(form.get("words", "")[:100].split())
        with desk.reading() as session:
            found = inbox.search(session, words)
            counts = inbox.counts(session, me.login, desk.clock(), me.role)
            against = conflicting(session, found)
        note_down(request, me, "searched", found=len(found.callbacks))
        return desk.show(request, me, "search", words=words, found=found, counts=counts, conflicting=against)

    @router.post("/export")
    def export(request: Request, me: Clerk, form: Form) -> Response:
        desk.door.clicked(me)
        show = form.get("show", "open")
        show = show if show in inbox.FILTERS else "open"
        with desk.reading() as session:
            callbacks = inbox.export(session, show, me.login, desk.clock(), me.role)
        note_down(request, me, "exported", show=show, count=len(callbacks))
        day = desk.clock().astimezone(office_zone()).date()
        headers = HEADERS | {"Content-Disposition": f'attachment; filename="callbacks-{show}-{day}.csv"'}
        return Response(to_csv(callbacks, desk.pages.titles), media_type="text/csv; charset=utf-8", headers=headers)

    def shown(
        request: Request,
        me: Visitor,
        reference: str,
        *,
        status: int = 200,
        notice: str = "",
        problem: str = "",
        note: str = "",
    ) -> Response:
        with desk.writing() as session:
            found = inbox.look_at(session, reference, me.login, desk.clock(), desk.door.address(request))
            if found is None:
                raise Turned(404, _GONE)
            with session.begin():
                names, others = list_names(session), [who for who in colleagues(session) if who != me.login]
        c = found.callback
        said = [message.text for message in found.transcript if message.role == "user"]
        allowed = [name for name, action in ACTIONS.items() if action.allowed(found.callback, me.login)]
        return desk.show(
            request,
            me,
            "request",
            status=status,
            found=found,
            allowed=[name for name in allowed if name not in _FIELDS],
            fields=[name for name in allowed if name in _FIELDS],
            conflicts=hits(names, c.name, c.opposing, c.note, c.figures, *said),
            colleagues=[*others, *GIVEN],
            tell_missed=texts and found.may_tell_missed,
            outcomes=OUTCOMES,
            canned=desk.pages.canned,
            notice=notice,
            problem=problem,
            note=note,
            note_limit=NOTE_LIMIT,
        )

    @router.get("/requests/{reference}")
    def request_page(request: Request, me: Clerk, reference: str, did: str = "") -> Response:
        desk.door.clicked(me)
        return shown(request, me, reference, notice=_DID.get(did, ""))

    @router.post("/requests/{reference}")
    def act(request: Request, me: Clerk, reference: str, form: Form) -> Response:
        desk.door.clicked(me)
        action, note, version = form.get("action", ""), form.get("note", "").strip(), form.get("version", "")
        canned = form.get("canned", "")
        note = f"{canned}. {note}".removesuffix(". ") if canned in desk.pages.canned else note
        asked = Asked(*(form.get(name, "").strip() for name in ("again", "outcome", "to", "opposing")))
        other = find_reference(form.get("other", ""))
        if (action not in ACTIONS and not (action == "join" and other)) or not (
            version.isascii() and version.isdecimal() and len(version) < 9
        ):
            raise Turned(422, "This form could not be read. Please go back and reload the page.")
        if asked.again not in ("", *TRIES) or asked.outcome not in ("", *OUTCOMES) or len(asked.opposing) > 120:
            raise Turned(422, "This form could not be read. Please go back and reload the page.")
        if len(note) > NOTE_LIMIT:
            words = f"A note has at most {NOTE_LIMIT} characters; this one has {len(note)}. Nothing was changed yet."
            return shown(request, me, reference, status=422, problem=words, note=note)
        told: list[bool] = []

        def also(session: Session, callback: Callback) -> None:
            if texts and action == "no_answer" and form.get("tell") and inbox.may_tell_missed(session, callback):
                told.append(tell_missed(session, callback, desk.clock()))

        try:
            with desk.writing() as session:
                address = desk.door.address(request)
                if action == "join" and other:
                    newer = join(session, reference, other, me.login, int(version), desk.clock(), address)
                    if newer is None:
                        raise Turned(404, _GONE)
                    return RedirectResponse(f"/staff/requests/{newer}?did=joined", 303)
                callback = handle(
                    session, reference, action, me.login, int(version), note, desk.clock(), address, asked, also
                )
        except Conflict as conflict:
            return shown(request, me, reference, status=409, problem=str(conflict), note=note)
        if callback is None:
            raise Turned(404, _GONE)
        if action in _BACK_TO_LIST:
            did = f"{action}_{'told' if any(told) else 'untold'}" if told else action
            return RedirectResponse(f"/staff/?did={did}&about={callback.reference}", 303)
        return RedirectResponse(f"/staff/requests/{callback.reference}?did={action}", 303)

    @router.get("/activity")
    def activity(request: Request, me: Clerk, before: str = "") -> Response:
        desk.door.clicked(me)
        last = int(before) if before.isascii() and before.isdecimal() and len(before) < 15 else None
        with desk.reading() as session:
            lines = audit.read(session, before=last)
        note_down(request, me, "read_activity")
        return desk.show(request, me, "activity", lines=lines, more=len(lines) == audit.PAGE)

    return router
