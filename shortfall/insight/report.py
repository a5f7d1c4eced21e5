"""What people asked, what was not understood or did not help, and how many reached a person. Nothing here names anybody."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from shortfall.callbacks.tables import Callback
from shortfall.conversation.transcript import ChatMessage, ChatSession
from shortfall.insight.review import TOPIC as NOT_UNDERSTOOD
from shortfall.insight.review import without_people

STEPS = frozenset({"callback", "calculate", "calculate_wages", "inform", "correct", "error", "none"})
"""Answers that belong to a form and not to a question."""


@dataclass
class Period:
    """A day, or a week by its Monday. `topics` counts answers, a message with two topics twice."""

    begins: str
    chats: int = 0
    messages: int = 0
    not_understood: int = 0
    asked_again: int = 0
    """Messages that answered a form's question and were asked it again, nothing else having been answered."""
    callbacks: int = 0
    reached: int = 0
    """Callbacks that the firm has marked as done."""
    topics: Counter[str] = field(default_factory=Counter)
    helped: Counter[str] = field(default_factory=Counter)
    """Answers by question ("exemptions/car") of which the person said that they helped, and of which that they did not."""
    not_helped: Counter[str] = field(default_factory=Counter)


def periods_of(session: Session, since: datetime, until: datetime, zone: tzinfo, *, weekly: bool) -> list[Period]:
    """What happened from `since` to before `until`, by day or week of `zone`; periods without anything are left out.

    What was erased, by a person or because it grew old, is not counted.
    """
    periods: defaultdict[str, Period] = defaultdict(lambda: Period(""))

    def of(at: datetime) -> Period:
        day = at.astimezone(zone).date()
        begins = (day - timedelta(days=day.weekday()) if weekly else day).isoformat()
        period = periods[begins]
        period.begins = begins
        return period

    opened = select(ChatSession.created_at).where(ChatSession.created_at >= since, ChatSession.created_at < until)
    for at in session.scalars(opened):
        of(at).chats += 1
    for at, status in session.execute(
        select(Callback.created_at, Callback.status).where(Callback.created_at >= since, Callback.created_at < until)
    ):
        of(at).callbacks += 1
        of(at).reached += status == "done"
    answered: set[int] = set()
    seen: set[tuple[int, str]] = set()
    rated = select(ChatMessage.at, ChatMessage.topic, ChatMessage.question, ChatMessage.helped)
    rated = rated.where(ChatMessage.helped.is_not(None), ChatMessage.at >= since, ChatMessage.at < until)
    for at, topic, question, helped in session.execute(rated):
        (of(at).helped if helped else of(at).not_helped)[_named(topic, question)] += 1
    for at in _asked_again(session, since, until):
        of(at).asked_again += 1
    replies = (
        select(ChatMessage.reply_to, ChatMessage.topic, ChatMessage.at)
        .where(ChatMessage.reply_to.is_not(None), ChatMessage.at >= since, ChatMessage.at < until)
        .order_by(ChatMessage.seq)
        .execution_options(yield_per=1000)
    )
    for message, topic, at in session.execute(replies):
        assert message is not None  # so the query says
        period = of(at)
        if message not in answered:
            answered.add(message)
            period.messages += 1
            period.not_understood += topic == NOT_UNDERSTOOD
        if topic and topic not in STEPS and (message, topic) not in seen:
            seen.add((message, topic))
            period.topics[topic] += 1
    return [periods[begins] for begins in sorted(periods)]


def total(periods: list[Period]) -> Period:
    """All periods in one."""
    whole = Period("total")
    for period in periods:
        for name in ("chats", "messages", "not_understood", "asked_again", "callbacks", "reached"):
            setattr(whole, name, getattr(whole, name) + getattr(period, name))
        for name in ("topics", "helped", "not_helped"):
            getattr(whole, name).update(getattr(period, name))
    return whole


def unhelped(session: Session, since: datetime, until: datetime, most: int = 3) -> dict[str, list[str]]:
    """What people had typed who said that an answer did not help, without the person in it: the newest few by question."""
    message = aliased(ChatMessage)
    query = (
        select(ChatMessage.topic, ChatMessage.question, message)
        .join(message, ChatMessage.reply_to == message.seq)
        .where(ChatMessage.helped.is_(False), ChatMessage.at >= since, ChatMessage.at < until)
        .order_by(ChatMessage.seq.desc())
        .execution_options(yield_per=100)
    )
    found: defaultdict[str, list[str]] = defaultdict(list)
    for topic, question, asked in session.execute(query):
        said = found[_named(topic, question)]
        if len(said) < most and (words := without_people(asked.text)) not in said:
            said.append(words)
    return dict(found)


def _named(topic: str | None, question: str | None) -> str:
    return "/".join(part for part in (topic, question) if part) or "none"


def _asked_again(session: Session, since: datetime, until: datetime) -> list[datetime]:
    """When a reply asked for what the reply before it in the chat had asked for, and answered no question."""
    query = (
        select(ChatMessage.session_id, ChatMessage.reply_to, ChatMessage.asking, ChatMessage.question, ChatMessage.at)
        .where(ChatMessage.reply_to.is_not(None), ChatMessage.at >= since, ChatMessage.at < until)
        .order_by(ChatMessage.session_id, ChatMessage.seq)
        .execution_options(yield_per=1000)
    )
    found = []
    chat = before = None
    for (in_chat, _), reply in groupby(session.execute(query), key=lambda row: (row[0], row[1])):
        rows = list(reply)
        asking, at = rows[-1].asking, rows[-1].at
        if in_chat == chat and asking and asking == before and not any(row.question for row in rows):
            found.append(at)
        chat, before = in_chat, asking
    return found
