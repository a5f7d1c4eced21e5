"""What a week looks like to the firm: what was not understood, where people left a form, who helped, in which languages and states,
and how many requests of each source ended as a case. Counts only: nothing here names anybody."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Any

from sqlalchemy import ColumnElement, FromClause, select
from sqlalchemy.orm import Session

from shortfall.callbacks.tables import Callback
from shortfall.conversation.transcript import ChatMessage, ChatSession
from shortfall.insight.report import Period, periods_of, total
from shortfall.law.states import load_states

WEEKS = 8
ANSWERS_WITHIN = timedelta(minutes=30)
"""Who has not answered a form's question after so long has left it."""
MOST = 15


@dataclass(frozen=True)
class Share:
    """A part of a whole, by name: chats that left a form at a step, of those that were asked there."""

    name: str
    part: int
    whole: int


@dataclass(frozen=True)
class Funnel:
    """Requests of one source: asked for, closed as done, and those that became a case, were referred, or were no case."""

    source: str
    requests: int
    done: int
    retained: int
    referred: int
    no: int


@dataclass(frozen=True)
class Weekly:
    """All that the page shows."""

    weeks: list[Period]
    total: Period
    helped: list[Share]
    left: list[Share]
    languages: list[Share]
    states: list[Share]
    funnel: list[Funnel]


def weekly(session: Session, now: datetime, zone: tzinfo) -> Weekly:
    """The last WEEKS weeks, within the transaction under way."""
    since = (now - timedelta(weeks=WEEKS)).replace(microsecond=0)
    weeks = periods_of(session, since, now, zone, weekly=True)
    return Weekly(
        weeks,
        total(weeks),
        helped(_helped(session, since)),
        _left(session, since, now),
        _languages(session, since),
        _states(session, since),
        _funnel(session, since),
    )


def helped(told: Iterable[tuple[str, bool]]) -> list[Share]:
    """How often each question's answer helped, of the times somebody said so; the least helpful first."""
    said: defaultdict[str, list[bool]] = defaultdict(list)
    for question, did in told:
        said[question].append(did)
    shares = [Share(name, sum(each), len(each)) for name, each in said.items()]
    return sorted(shares, key=lambda share: (share.part / share.whole, -share.whole, share.name))[:MOST]


def _helped(session: Session, since: datetime) -> list[tuple[str, bool]]:
    column = _column(ChatMessage.__table__, "helped")
    if column is None:
        return []
    query = select(ChatMessage.topic, ChatMessage.question, column).where(column.is_not(None), ChatMessage.at >= since)
    return [
        (f"{topic}/{question or 'overview'}", bool(did)) for topic, question, did in session.execute(query) if topic
    ]


def _left(session: Session, since: datetime, now: datetime) -> list[Share]:
    """At which question of a form people left it: it was the last thing the chat said, and nobody has answered since."""
    query = (
        select(ChatMessage.session_id, ChatMessage.role, ChatMessage.asking, ChatMessage.at)
        .where(ChatMessage.at >= since)
        .order_by(ChatMessage.seq)
        .execution_options(yield_per=1000)
    )
    asked: defaultdict[str, set[str]] = defaultdict(set)
    last: dict[str, tuple[str | None, datetime]] = {}
    for chat, role, asking, at in session.execute(query):
        last[chat] = (asking if role == "assistant" else None, at)
        if asking:
            asked[asking].add(chat)
    left = Counter(asking for asking, at in last.values() if asking and at <= now - ANSWERS_WITHIN)
    shares = [
        Share(step.replace("_", ": ", 1).replace("_", " ").capitalize(), left[step], len(chats))
        for step, chats in asked.items()
    ]
    return sorted(shares, key=lambda share: (-share.part, -share.whole, share.name))[:MOST]


def _languages(session: Session, since: datetime) -> list[Share]:
    requests = session.scalars(select(Callback.language).where(Callback.created_at >= since)).all()
    column, chats = _column(ChatSession.__table__, "language"), list[str | None]()
    if column is not None:
        chats = list(session.scalars(select(column).where(ChatSession.created_at >= since)))
    spoken = chats if any(chats) else requests
    names = {"en": "English", "es": "Spanish"}
    return _shares(names.get(str(each), "not known") for each in spoken)


def _states(session: Session, since: datetime) -> list[Share]:
    """Chats by the state whose law they were told; those that were told Illinois's only are one, wherever they are."""
    states = load_states()
    query = select(ChatMessage.session_id, ChatMessage.law).where(ChatMessage.law.is_not(None), ChatMessage.at >= since)
    told: defaultdict[str, set[str]] = defaultdict(set)
    for chat, law in session.execute(query.distinct()):
        told[chat].add(str(law))
    found = []
    for laws in told.values():
        elsewhere = sorted(law for law in laws if law in states and law != "IL")
        found += [states[law].name for law in elsewhere] or ["Illinois, or not said"]
    return _shares(found)


def _funnel(session: Session, since: datetime) -> list[Funnel]:
    """By campaign, else by page, else by channel."""
    wanted = [column for name in ("campaign", "page") if (column := _column(Callback.__table__, name)) is not None]
    query = select(Callback.status, Callback.outcome, Callback.channel, *wanted).where(Callback.created_at >= since)
    sources: defaultdict[str, list[tuple[str, str | None]]] = defaultdict(list)
    for status, outcome, channel, *came in session.execute(query):
        source = next((each for each in came if each), {"web": "web chat", "sms": "text message"}.get(channel, channel))
        sources[source].append((status, outcome))
    rows = [
        Funnel(
            source,
            len(each),
            sum(status == "done" for status, _ in each),
            sum(outcome == "retained" for _, outcome in each),
            sum(outcome == "referred" for _, outcome in each),
            sum(outcome == "no" for _, outcome in each),
        )
        for source, each in sources.items()
    ]
    return sorted(rows, key=lambda row: (-row.requests, row.source))[:MOST]


def _shares(names: Iterable[str]) -> list[Share]:
    counts = Counter(names)
    return [Share(name, count, counts.total()) for name, count in counts.most_common(MOST)]


def _column(table: FromClause, name: str) -> ColumnElement[Any] | None:
    """A column that this release may have or not."""
    return table.columns.get(name)
