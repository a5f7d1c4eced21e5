"""The printable summary of one chat: its figures, questions and sources on a page of their own, without a script.

The page is reached by a ticket: signed, good for ten minutes, and good for this alone, so that the chat's token never stands in
an address. Expired, forged or erased, one kind page says that it is gone; which of these is nobody's business.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pydantic import BaseModel, Field
from starlette.responses import HTMLResponse

from shortfall.content.placeholders import fill, placeholders
from shortfall.content.questions import LANGUAGES, Language, asks
from shortfall.content.texts import text
from shortfall.conversation.cards import KINDS, Table, read_card, table
from shortfall.conversation.messages import Message
from shortfall.conversation.transcript import SessionGone
from shortfall.sms.compose import language_of
from shortfall.web.addresses import client_address
from shortfall.web.api import Bearer, Desk, documented
from shortfall.web.tokens import Tokens

TICKET_LIFE = timedelta(minutes=10)
RECENT = 6
"""Answers, the newest, by which the language of a chat is told."""
LONGEST = 600
"""Messages, the newest, that a summary is made of."""
CSP = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_HEADERS = {"Content-Security-Policy": CSP, "Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow"}
TEMPLATES = Path(__file__).parent / "templates"


class Ticket(BaseModel):
    """Where the summary is to be read, and until when."""

    words: str = Field(description="that it is ready, in the language of the chat")
    link: str = Field(description="what the link says")
    url: str = Field(description="a path on this host; open it in a new tab and print it from there")
    expires_at: datetime


def summary_router(desk: Desk, tickets: Tokens, firm: Mapping[str, Any]) -> APIRouter:
    """The two routes. `tickets` signs them, and nothing that it signs opens a chat."""
    zone = ZoneInfo(firm["time_zone"])
    pages = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    page, gone = pages.get_template("summary.html"), pages.get_template("gone.html")
    about = {language: _about(firm, language) for language in LANGUAGES}
    router = APIRouter()

    def told(request: Request, status: int, key: str, headers: Mapping[str, str] | None = None) -> HTMLResponse:
        # Of a summary that is not there only the browser can say the language.
        language: Language = "es" if request.headers.get("accept-language", "").lower().startswith("es") else "en"
        html = gone.render(about[language], words=text(f"summary.{key}", language))
        return HTMLResponse(html, status, headers={**_HEADERS, **(headers or {})})

    @router.post("/api/chat/summary", status_code=201, tags=["chat"], responses=documented(401, 410, 429, 503))
    async def ask_for_summary(request: Request, bearer: Bearer = None) -> Ticket:
        """A page to print with the figures, questions and sources of this chat: its address is good for ten minutes."""
        session = await desk.session(bearer)
        await desk.check(desk.limits.message, session, client_address(request.scope, desk.trusted))
        messages, _ = await desk.told(desk.conversation.read(session, 2 * RECENT))
        expires_at = (desk.clock() + TICKET_LIFE).replace(microsecond=0)
        words, link = (text(f"summary.{key}", spoken(messages)) for key in ("ready", "open"))
        url = f"/summary/{tickets.issue(session, expires_at)}"
        return Ticket(words=words, link=link, url=url, expires_at=expires_at)

    @router.api_route("/summary/{ticket}", methods=["GET", "HEAD"], include_in_schema=False)
    async def read_summary(request: Request, ticket: str) -> HTMLResponse:
        now = desk.clock()
        session = tickets.session(ticket, now)
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
        language = spoken(messages)
        html = page.render(
            about[language],
            made=in_words(now.astimezone(zone), language),
            begun=in_words(messages[0].at.astimezone(zone), language) if messages else "",
            tables=tables(messages, language),
            asked=asked(messages, asks(language)),
            sources=sources(messages),
        )
        return HTMLResponse(html, headers=_HEADERS)

    return router


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


def sources(messages: Iterable[Message]) -> list[tuple[str, str]]:
    """Every citation once, with its address where that is one of the web."""
    found: dict[str, str] = {}
    for message in messages:
        for source in message.sources or ():
            url = source.url if source.url.startswith(("https://", "http://")) else ""
            found[source.cite] = found.get(source.cite) or url
    return list(found.items())


def tables(messages: Iterable[Message], language: Language = "en") -> list[Table]:
    """The last card of each kind in rows. A card that is not as it should be is left out, never the page."""
    latest = {type(card): card for message in messages if (card := read_card(message.card))}
    return [table(latest[kind], language) for kind in KINDS if kind in latest]
