"""The printable summary of one chat: its figures, questions and sources on a page of their own, without a script.

The page is reached by a ticket: signed, good for ten minutes, and good for this alone, so that the chat's token never stands in
an address. Expired, forged or erased, one kind page says that it is gone; which of these is nobody's business.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs
from zoneinfo import ZoneInfo

from anyio import to_thread
from fastapi import APIRouter, Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pydantic import BaseModel, Field
from sqlalchemy import Engine as Database
from sqlalchemy import select
from starlette.responses import HTMLResponse, RedirectResponse, Response

from shortfall.base.database import sessions
from shortfall.callbacks.consent import mail_version, mail_wording
from shortfall.content.placeholders import fill, placeholders
from shortfall.content.questions import LANGUAGES, Language, asks
from shortfall.content.texts import text
from shortfall.conversation.cards import KINDS, CallbackCard, Card, Table, read_card, table
from shortfall.conversation.mail import Outcome, enqueue
from shortfall.conversation.messages import Message
from shortfall.conversation.transcript import ChatSession, SessionGone
from shortfall.reading.mail_address import LONGEST as LONGEST_ADDRESS
from shortfall.reading.mail_address import read_address
from shortfall.sms.compose import language_of
from shortfall.talk.intents import CALLED_OFF
from shortfall.web.addresses import client_address
from shortfall.web.api import Bearer, Desk, documented
from shortfall.web.errors import accepted
from shortfall.web.tokens import Tokens

TICKET_LIFE = timedelta(minutes=10)
RECENT = 6
"""Answers, the newest, by which the language of a chat is told."""
LONGEST = 600
"""Messages, the newest, that a summary is made of."""
CSP = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_HEADERS = {"Content-Security-Policy": CSP, "Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow"}
MOST_MAILED = 40
"""Questions, the newest, and sources that an e-mail holds."""
TEMPLATES = Path(__file__).parent / "templates"


class Ticket(BaseModel):
    """Where the summary is to be read, and until when."""

    words: str = Field(description="that it is ready, in the language of the chat")
    link: str = Field(description="what the link says")
    url: str = Field(description="a path on this host; open it in a new tab and print it from there")
    expires_at: datetime


@dataclass(frozen=True)
class Post:
    """Where summaries that are to be mailed are written down, and how many a day."""

    database: Database
    per_day: int


def summary_router(desk: Desk, tickets: Tokens, firm: Mapping[str, Any], post: Post | None = None) -> APIRouter:
    """The routes. `tickets` signs them, and nothing that it signs opens a chat. Without `post` nothing can be mailed."""
    zone = ZoneInfo(firm["time_zone"])
    pages = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    page, gone = pages.get_template("summary.html"), pages.get_template("gone.html")
    mail = Environment(loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, trim_blocks=True)
    letter = mail.get_template("summary.txt")  # plain text: nothing in it is markup
    writing = sessions(post.database) if post else None
    about = {language: _about(firm, language) for language in LANGUAGES}
    router = APIRouter()

    def told(request: Request, status: int, key: str, headers: Mapping[str, str] | None = None) -> HTMLResponse:
        # Of a summary that is not there only the browser can say the language.
        language = accepted(request.headers)
        html = gone.render(about[language], words=text(f"summary.{key}", language))
        return HTMLResponse(html, status, headers={**_HEADERS, **(headers or {})})

    @router.post("/api/chat/summary", status_code=201, tags=["chat"], responses=documented(401, 410, 429, 503))
    async def ask_for_summary(request: Request, bearer: Bearer = None) -> Ticket:
        """A page to print with the figures, questions and sources of this chat: its address is good for ten minutes."""
        session = await desk.session(bearer)
        await desk.check(desk.limits.message, session, client_address(request.scope, desk.trusted))
        messages, _ = await desk.told(desk.conversation.read(session, 2 * RECENT))
        expires_at = (desk.clock() + TICKET_LIFE).replace(microsecond=0)
        words, link = (text(f"summary.{key}", spoken(messages)) for key in ("ready", "open_mail" if post else "open"))
        url = f"/summary/{tickets.issue(session, expires_at)}"
        return Ticket(words=words, link=link, url=url, expires_at=expires_at)

    def shown(
        ticket: str, messages: Sequence[Message], status: int = 200, told: str = "", address: str = ""
    ) -> HTMLResponse:
        """The page. `told` is the key of what is said of a summary that was to be mailed."""
        language = spoken(messages)
        html = page.render(
            about[language],
            made=in_words(desk.clock().astimezone(zone), language),
            begun=in_words(messages[0].at.astimezone(zone), language) if messages else "",
            tables=tables(messages, language),
            asked=asked(messages, asks(language)),
            sources=sources(messages),
            action=f"/summary/{ticket}/mail" if post else "",
            told=told,
            typed=address,
            consent=mail_wording(language),
            version=mail_version(language),
        )
        # Only where there is a form may one be sent, and to ourselves alone.
        headers = (
            _HEADERS | {"Content-Security-Policy": CSP.replace("form-action 'none'", "form-action 'self'")}
            if post
            else _HEADERS
        )
        return HTMLResponse(html, status, headers=headers)

    async def opened(request: Request, ticket: str) -> tuple[str, list[Message]] | HTMLResponse:
        """The chat of a ticket and its messages; else what is answered instead."""
        session = tickets.session(ticket, desk.clock())
        # Forged tickets count against the address that tries them.
        wait = await desk.limits.count(
            desk.limits.message, session or "no ticket", client_address(request.scope, desk.trusted)
        )
        if wait is not None:
            desk.metrics.refused.inc()
            return told(request, 429, "fast", {"Retry-After": str(wait)})
        if session is None:
            return told(request, 404, "gone")
        try:
            messages, _ = await desk.conversation.read(session, LONGEST)
        except SessionGone:
            return told(request, 404, "gone")
        return session, messages

    @router.api_route("/summary/{ticket}", methods=["GET", "HEAD"], include_in_schema=False)
    async def read_summary(request: Request, ticket: str, mail: str = "") -> HTMLResponse:
        found = await opened(request, ticket)
        return (
            found if isinstance(found, HTMLResponse) else shown(ticket, found[1], told="sent" if mail == "sent" else "")
        )

    if post is None or writing is None:
        return router
    per_day = post.per_day

    def taken(session: str, address: str, version: str, messages: Sequence[Message]) -> Outcome | None:
        language, now = spoken(messages), desk.clock()
        words = letter.render(
            about[language],
            made=in_words(now.astimezone(zone), language),
            tables=tables(messages, language),
            asked=titled(messages, asks(language))[-MOST_MAILED:],
            sources=sources(messages)[-MOST_MAILED:],
        )
        subject = text("summary.title_with", language, firm=about[language]["firm"])
        with writing.begin() as db:
            here = select(ChatSession.id).where(ChatSession.id == session, ChatSession.moved_to.is_(None))
            if db.scalar(here.with_for_update()) is None:
                return None  # erased, or gone to a phone, a moment ago
            return enqueue(db, session, address, subject, words, language, version, now, per_day)

    @router.post("/summary/{ticket}/mail", include_in_schema=False)
    async def mail_summary(request: Request, ticket: str) -> Response:
        found = await opened(request, ticket)
        if isinstance(found, HTMLResponse):
            return found
        session, messages = found
        typed, version = await _form(request)
        address = read_address(typed)
        if address is None:
            return shown(ticket, messages, 422, "no_address", typed[:LONGEST_ADDRESS])
        if version != mail_version(
            spoken(messages)
        ):  # the page is from before the wording changed, or the talk's language did
            return shown(ticket, messages, 409, "ask_again", address)
        if await desk.limits.count(desk.limits.mail, client_address(request.scope, desk.trusted)) is not None:
            desk.metrics.refused.inc()
            return shown(ticket, messages, 429, "busy", address)
        outcome = await to_thread.run_sync(taken, session, address, version, messages)
        if outcome is None:
            return told(request, 404, "gone")
        if outcome == "taken":
            return RedirectResponse(f"/summary/{ticket}?mail=sent", 303, headers=_HEADERS)
        return shown(ticket, messages, 429, outcome, address)

    return router


async def _form(request: Request) -> tuple[str, str]:
    """What was typed as the address, and the version of the wording that was agreed to; empty where they did not come once."""
    try:
        sent = parse_qs((await request.body()).decode("ascii"), keep_blank_values=True, max_num_fields=4)
    except ValueError:
        return "", ""
    typed, version = (values[0] if len(values := sent.get(name, [])) == 1 else "" for name in ("address", "version"))
    return typed, version


def spoken(messages: Iterable[Message]) -> Language:
    """The language of a chat: that of its newest answers."""
    return language_of([message.text for message in messages if message.role == "assistant"][-RECENT:])


def _about(firm: Mapping[str, Any], language: Language) -> dict[str, Any]:
    """What stands on the page in a language, whoever's it is."""
    values = placeholders(firm, language=language)
    disclaimer = firm["disclaimer" if language == "en" else "disclaimer_es"]
    return {
        "language": language,
        "say": lambda key, **gaps: text(f"summary.{key}", language, 0, **gaps),
        "firm": values["firm"],
        "legal_name": firm["legal_name"],
        "phone": values["phone"],
        "phone_link": firm["phone_e164"],
        "address": values["address"],
        "hours": values["hours"],
        "disclaimer": fill(" ".join(disclaimer.split()), values),
    }


def in_words(at: datetime, language: Language = "en") -> str:
    """ "November 24, 2026, 6:05 PM CST"."""
    clock = f"{at.hour % 12 or 12}:{at:%M %p %Z}"
    name = text("date.months", language, at.month - 1)
    return text("summary.when", language, month=name, day=str(at.day), year=str(at.year), clock=clock)


def asked(messages: Sequence[Message], titles: Mapping[str, str]) -> list[tuple[str, list[str]]]:
    """What the person asked and what was answered, for what was answered by a topic; each answer once."""
    found: list[tuple[str, list[str]]] = []
    seen: set[str] = set()
    question: str | None = None
    for message in messages:
        if message.role == "user":
            question = message.text
        elif question is not None and message.topic and message.topic in titles and message.text not in seen:
            seen.add(message.text)
            if found and found[-1][0] == question:
                found[-1][1].append(message.text)
            else:
                found.append((question, [message.text]))
    return found


def titled(messages: Sequence[Message], titles: Mapping[str, str]) -> list[tuple[str, list[str]]]:
    """The same for an e-mail, under our own titles. What somebody typed is not mailed: else anybody could have us write to others in
    words of theirs."""
    found: dict[str, list[str]] = {}
    for _, answers in asked(messages, titles):
        for answer in answers:
            topic = next(message.topic for message in messages if message.text == answer and message.topic in titles)
            found.setdefault(titles[topic or ""], []).append(answer)
    return list(found.items())


def sources(messages: Iterable[Message]) -> list[tuple[str, str]]:
    """Every citation once, with its address where that is one of the web."""
    found: dict[str, str] = {}
    for message in messages:
        for source in message.sources or ():
            url = source.url if source.url.startswith(("https://", "http://")) else ""
            found[source.cite] = found.get(source.cite) or url
    return list(found.items())


def tables(messages: Iterable[Message], language: Language = "en") -> list[Table]:
    """The last card of each kind in rows, a cancelled call left out. A card that is not as it should be is left out, never the page."""
    latest: dict[type[Card], Card] = {}
    for message in messages:
        if card := read_card(message.card):
            latest[type(card)] = card
        elif message.topic == CALLED_OFF:
            latest.pop(CallbackCard, None)
    return [table(latest[kind], language) for kind in KINDS if kind in latest]
