"""The printable summary of one chat: its figures, questions and sources on a page of their own, without a script.

The page is reached by a ticket: signed, good for ten minutes, and good for this alone, so that the chat's token never stands in
an address. Expired, forged or erased, one kind page says that it is gone; which of these is nobody's business.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pydantic import BaseModel, Field
from starlette.responses import HTMLResponse

from shortfall.content.placeholders import fill, placeholders
from shortfall.content.questions import asks
from shortfall.conversation.messages import Message
from shortfall.conversation.transcript import SessionGone
from shortfall.law.intervals import Interval, format_interval, format_money
from shortfall.web.addresses import client_address
from shortfall.web.api import Bearer, Desk, documented
from shortfall.web.tokens import Tokens

TICKET_LIFE = timedelta(minutes=10)
LONGEST = 600
"""Messages, the newest, that a summary is made of."""
CSP = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_HEADERS = {"Content-Security-Policy": CSP, "Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow"}
_TEMPLATES = Path(__file__).parent / "templates"


class Ticket(BaseModel):
    """Where the summary is to be read, and until when."""

    url: str = Field(description="a path on this host; open it in a new tab and print it from there")
    expires_at: datetime


@dataclass(frozen=True)
class Table:
    """The figures of one card: a title, rows of (label, value), sentences under it, and the labels of what the rest comes to."""

    title: str
    rows: tuple[tuple[str, str], ...]
    notes: tuple[str, ...] = ()
    results: tuple[str, ...] = ()


def summary_router(desk: Desk, tickets: Tokens, firm: Mapping[str, Any]) -> APIRouter:
    """The two routes. `tickets` signs them, and nothing that it signs opens a chat."""
    values = placeholders(firm)
    titles = asks()
    zone = ZoneInfo(firm["time_zone"])
    pages = Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined)
    page, gone = pages.get_template("summary.html"), pages.get_template("gone.html")
    about = {
        "firm": values["firm"],
        "legal_name": firm["legal_name"],
        "phone": values["phone"],
        "phone_link": firm["phone_e164"],
        "address": values["address"],
        "hours": values["hours"],
        "disclaimer": fill(" ".join(firm["disclaimer"].split()), values),
    }
    router = APIRouter()

    def told(status: int, words: str, headers: Mapping[str, str] | None = None) -> HTMLResponse:
        return HTMLResponse(gone.render(about, words=words), status, headers={**_HEADERS, **(headers or {})})

    @router.post("/api/chat/summary", status_code=201, tags=["chat"], responses=documented(401, 429, 503))
    async def ask_for_summary(request: Request, bearer: Bearer = None) -> Ticket:
        """A page to print with the figures, questions and sources of this chat: its address is good for ten minutes."""
        session = await desk.session(bearer)
        wait = await desk.limits.count(desk.limits.message, session, client_address(request.scope, desk.trusted))
        if wait is not None:
            desk.metrics.refused.inc()
            raise desk.faults.too_many(wait)
        try:
            await desk.conversation.read(session, 1)
        except SessionGone:
            raise desk.faults.session_over() from None
        expires_at = (desk.clock() + TICKET_LIFE).replace(microsecond=0)
        return Ticket(url=f"/summary/{tickets.issue(session, expires_at)}", expires_at=expires_at)

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
            return told(
                429,
                "That was a little fast. Please wait a minute and load this page again.",
                {"Retry-After": str(wait)},
            )
        if session is None:
            return told(404, "This summary is no longer here. Please go back to the chat and ask for it again.")
        try:
            messages, _ = await desk.conversation.read(session, LONGEST)
        except SessionGone:
            return told(404, "This summary is no longer here. Please go back to the chat and ask for it again.")
        html = page.render(
            about,
            made=in_words(now.astimezone(zone)),
            begun=in_words(messages[0].at.astimezone(zone)) if messages else "",
            tables=tables(messages),
            asked=asked(messages, titles),
            sources=sources(messages),
        )
        return HTMLResponse(html, headers=_HEADERS)

    return router


def in_words(at: datetime) -> str:
    """ "November 24, 2026, 6:05 PM CST"."""
    return f"{at:%B} {at.day}, {at.year}, {at.hour % 12 or 12}:{at:%M %p %Z}"


def asked(messages: Sequence[Message], titles: Mapping[str, str]) -> list[tuple[str, list[str]]]:
    """What the person asked and the titles of the answers, for what was answered by a topic; each answer once."""
    found: list[tuple[str, list[str]]] = []
    seen: set[str] = set()
    question: str | None = None
    for message in messages:
        if message.role == "user":
            question = message.text
        elif question is not None and message.topic and message.topic in titles and message.topic not in seen:
            seen.add(message.topic)
            if found and found[-1][0] == question:
                found[-1][1].append(titles[message.topic])
            else:
                found.append((question, [titles[message.topic]]))
    return found


def sources(messages: Iterable[Message]) -> list[tuple[str, str]]:
    """Every citation once, with its address where that is one of the web."""
    found: dict[str, str] = {}
    for message in messages:
        for source in message.sources or ():
            url = source.url if source.url.startswith(("https://", "http://")) else ""
            found[source.cite] = found.get(source.cite) or url
    return list(found.items())


def tables(messages: Iterable[Message]) -> list[Table]:
    """The last card of each kind as a table. A card that is not as it should be is left out, never the page."""
    latest: dict[str, Mapping[str, Any]] = {}
    for message in messages:
        if message.card and message.card.get("type") in _DRAWN:
            latest[message.card["type"]] = message.card
    drawn = []
    for kind, draw in _DRAWN.items():
        if kind in latest:
            try:
                drawn.append(draw(latest[kind]))
            except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation):
                continue
    return drawn


def _span(value: Mapping[str, str]) -> str:
    return format_interval(Interval.of(value["low"], value["high"]))


_LINES = {
    "debt": "Owed: the judgment or the payoff",
    "interest": "Interest up to the sale",
    "costs": "Court costs",
    "fees": "Lawyers' fees",
    "advances": "Taxes and insurance the lender paid",
    "sale_costs": "Sale costs",
    "credits": "Less credits",
    "sale_price": "Less the sale price",
    "market_value": "Market value of the home",
    "junior_liens": "Other liens paid from the rest",
}


def _estimate(card: Mapping[str, Any]) -> Table:
    rows = [(_LINES.get(part["name"], part["name"]), _span(part)) for part in card["components"]]
    when = f", {card['when']}" if card.get("when") else ""
    results = [(f"Rough shortfall{when}", _span(card["deficiency"]))]
    if also := card.get("also"):
        results.append((f"Rough shortfall, {also['when']}", _span(also)))
    if Decimal(card["surplus"]["high"]):
        results.append(("May be left over for the owner", _span(card["surplus"])))
    rows += results
    if card.get("per_year"):
        rows.append(("Growth in a year as an unpaid judgment", _span(card["per_year"])))
    where = f" ({card['state']})" if card.get("state") else ""
    title = f"Rough shortfall after the sale{where}"
    return Table(title, tuple(rows), tuple(card["notes"]), tuple(label for label, _ in results))


_PERIODS = {
    "weekly": "each week",
    "fortnightly": "every two weeks",
    "twice_a_month": "twice a month",
    "monthly": "each month",
}


def _wages(card: Mapping[str, Any]) -> Table:
    rows = [("Paid", _PERIODS[card["period"]])]
    if card["gross"]:
        rows.append(("Pay before taxes", format_money(Decimal(card["gross"]))))
    if card["disposable"]:
        rows.append(("Take-home pay", format_money(Decimal(card["disposable"]))))
    rows.append(("Take-home pay out of reach", format_money(Decimal(card["protected"]))))
    rows.append((most := "The most that can be taken", _span(card["maximum"])))
    return Table(
        "What can be taken from a paycheck in Illinois",
        tuple(rows),
        (*card.get("notes", ()), card["citation"]),
        (most,),
    )


def _interest(card: Mapping[str, Any]) -> Table:
    rows = [("Judgment", _span(card["principal"]))]
    rows.append(("Growth in a day", _span(card["per_diem"])))
    rows.append(("Growth in a year", _span(card["per_year"])))
    for point in card["points"]:
        low, high = point["days"]["low"], point["days"]["high"]
        days = f"{low:,}" if low == high else f"{low:,} to {high:,}"
        rows.append((f"Balance after {days} days unpaid", _span(point["balance"])))
    return Table("How an unpaid judgment grows in Illinois", tuple(rows), (*card.get("notes", ()), card["citation"]))


def _plan(card: Mapping[str, Any]) -> Table:
    rows = [
        ("Judgment", format_money(Decimal(card["principal"]))),
        ("Paid each month", format_money(Decimal(card["payment"]))),
        ("Interest in the first month", format_money(Decimal(card["first_interest"]))),
    ]
    if card["months"] is None:
        rows.append(("Paid off after", "never: the payment does not get past the interest"))
    else:
        rows.append(("Paid off after", f"{int(card['months']):,} months"))
        rows.append(("Interest in all", format_money(Decimal(card["total_interest"]))))
        rows.append(("Paid in all", format_money(Decimal(card["total_paid"]))))
    return Table("What a monthly payment does", tuple(rows), tuple(card.get("notes", ())))


_DRAWN = {"estimate": _estimate, "wages": _wages, "interest": _interest, "plan": _plan}
