"""What people asked, what was not understood, and how many reached a person. Counts only: nothing here names anybody."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from shortfall.callbacks.tables import Callback
from shortfall.conversation.transcript import ChatMessage, ChatSession
from shortfall.insight.review import TOPIC as NOT_UNDERSTOOD

STEPS = frozenset({"callback", "calculate", "calculate_wages", "inform", "correct", "error", "none"})
"""Answers that belong to a form and not to a question."""


@dataclass
class Period:
    """A day, or a week by its Monday. `topics` counts answers, a message with two topics twice."""

    begins: str
    chats: int = 0
    messages: int = 0
    not_understood: int = 0
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
        asked = "/".join(part for part in (topic, question) if part) or "none"
        (of(at).helped if helped else of(at).not_helped)[asked] += 1
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
        for name in ("chats", "messages", "not_understood", "callbacks", "reached"):
            setattr(whole, name, getattr(whole, name) + getattr(period, name))
        for name in ("topics", "helped", "not_helped"):
            getattr(whole, name).update(getattr(period, name))
    return whole
