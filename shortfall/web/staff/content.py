"""The texts as the attorney reads them: which wait, one of them with what has changed, approving and sending back, and a list on paper."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from fastapi import APIRouter, Request
from sqlalchemy.orm import Session
from starlette.responses import RedirectResponse, Response

from shortfall.base.masking import mask
from shortfall.content.approval import as_read, fingerprint
from shortfall.content.glossary import terms_in
from shortfall.content.questions import LANGUAGES, Language, Question, questions
from shortfall.content.reviews import NOTE_LIMIT, Standing, State, day_of, decide, decisions, standing
from shortfall.staff import audit
from shortfall.web.staff.desk import Desk
from shortfall.web.staff.door import Form, Reviewer, Turned

STATES: tuple[State, ...] = get_args(State)
PRINTED = 60
"""Questions on one printed list: as many as somebody reads in an afternoon."""
_GONE = "There is no such question."
_DID = {"approved": "Approved.", "sent_back": "Sent back, with your note."}


@dataclass(frozen=True)
class Item:
    """A question and how the review of each language stands."""

    question: Question
    reviews: Mapping[Language, Standing]


def content_router(desk: Desk) -> APIRouter:
    """/staff/content…"""
    router = APIRouter(prefix="/content")

    def items(session: Session, wanted: Iterable[Question]) -> list[Item]:
        today, found = day_of(desk.clock()), decisions(session)
        return [
            Item(one, {each: standing(one, each, today, found.get((one.id, each), ())) for each in LANGUAGES})
            for one in wanted
        ]

    def everything() -> list[Item]:
        with desk.reading() as session, session.begin():
            return items(session, questions().values())

    @router.get("")
    def list_page(request: Request, me: Reviewer, topic: str = "", state: str = "", language: str = "") -> Response:
        desk.door.clicked(me)
        every = everything()
        counts: dict[str, Counter[str]] = {}
        for item in every:
            for each, stands in item.reviews.items():
                for name in (item.question.topic, "all"):
                    counts.setdefault(name, Counter())[f"{each} {stands.state}"] += 1
        shown = wanted(every, topic, state, language) if topic or state else []
        return desk.show(
            request,
            me,
            "content",
            counts=counts,
            shown=shown,
            topic=topic if topic in counts else "",
            state=state if state in STATES else "",
            language=language if language in LANGUAGES else "",
            states=STATES,
        )

    @router.get("/print")
    def printed(
        request: Request, me: Reviewer, topic: str = "", state: str = "", language: str = "", page: str = "1"
    ) -> Response:
        """To be read on paper, with room to sign."""
        desk.door.clicked(me)
        shown, today = wanted(everything(), topic, state, language), day_of(desk.clock())
        pages = max(1, -(-len(shown) // PRINTED))
        number = min(max(1, int(page) if page.isascii() and page.isdecimal() and len(page) < 4 else 1), pages)
        texts = [
            (item, each, as_read(item.question, each, today), fingerprint(item.question, each, today)[:8])
            for item in shown[PRINTED * (number - 1) : PRINTED * number]
            for each in LANGUAGES
            if language in ("", each) and state in ("", item.reviews[each].state)
        ]
        choice = {"topic": topic, "state": state, "language": language}
        return desk.show(request, me, "content_print", texts=texts, page=number, pages=pages, choice=choice)

    def shown(request: Request, me: Reviewer, name: str, status: int = 200, **more: Any) -> Response:
        question = questions().get(name)
        if question is None:
            raise Turned(404, _GONE)
        today = day_of(desk.clock())
        with desk.reading() as session, session.begin():
            lines = decisions(session, name)
        sides = []
        for each in LANGUAGES:
            past = lines.get((name, each), [])
            stands = standing(question, each, today, past)
            text = as_read(question, each, today)
            changed = difference(stands.words, text) if stands.words and stands.words != text else []
            sides.append((each, stands, fingerprint(question, each, today), changed, past))
        values: dict[str, Any] = {"notice": "", "problem": "", "note": "", "wrong": "", "limit": NOTE_LIMIT, **more}
        # What is filled in as a person reads it: the law's figures and the firm's facts of today.
        fill = desk.pages.filler(today)
        terms = terms_in(as_read(question, "es", today))
        return desk.show(
            request, me, "content_one", status=status, q=question, sides=sides, fill=fill, terms=terms, **values
        )

    @router.get("/{topic}/{name}")
    def one(request: Request, me: Reviewer, topic: str, name: str, did: str = "") -> Response:
        desk.door.clicked(me)
        return shown(request, me, f"{topic}/{name}", notice=_DID.get(did, ""))

    @router.post("/{topic}/{name}")
    def review(request: Request, me: Reviewer, topic: str, name: str, form: Form) -> Response:
        desk.door.clicked(me)
        question = questions().get(f"{topic}/{name}")
        if question is None:
            raise Turned(404, _GONE)
        language, action = form.get("language", ""), form.get("action", "")
        note = form.get("note", "").strip()
        if language not in LANGUAGES or action not in _DID:
            raise Turned(422, "This form could not be read. Please go back and reload the page.")
        each: Language = "es" if language == "es" else "en"
        now = desk.clock()
        again: dict[str, Any] = {"note": note, "wrong": language}
        if len(note) > NOTE_LIMIT:
            words = f"A note has at most {NOTE_LIMIT} characters; this one has {len(note)}. Nothing was changed yet."
            return shown(request, me, question.id, 422, problem=words, **again)
        if action == "sent_back" and not note:
            words = "Please say in the note what should change. Nothing was changed yet."
            return shown(request, me, question.id, 422, problem=words, **again)
        # Exactly what was on the screen, or nothing.
        if form.get("text", "") != fingerprint(question, each, day_of(now)):
            words = "This text has changed since you opened it. Please read it again; nothing was approved."
            return shown(request, me, question.id, 409, problem=words, **again)
        with desk.writing.begin() as session:
            decide(session, question, each, action == "approved", me.name or me.login, me.login, mask(note), now)
            audit.record(
                session,
                me.login,
                f"text_{action}",
                now,
                address=desk.door.address(request),
                detail={"question": question.id, "language": each},
            )
        return RedirectResponse(f"/staff/content/{question.id}?did={action}", 303)

    return router


def wanted(every: Iterable[Item], topic: str, state: str, language: str) -> list[Item]:
    """The questions of a topic, of a state of review in either language or in one; all where neither is given."""
    languages = [each for each in LANGUAGES if language in ("", each)] or LANGUAGES
    return [
        item
        for item in every
        if topic in ("", item.question.topic)
        and (not state or any(item.reviews[each].state == state for each in languages))
    ]


def difference(before: str, after: str) -> list[tuple[str, str]]:
    """What changed between two texts, line by line: ("-" or "+", the line)."""
    return [
        (line[0], line[2:])
        for line in difflib.ndiff(before.splitlines(), after.splitlines())
        if line[0] in "+-" and line[2:].strip()
    ]
