"""Messages that were not understood, without the person in them: candidates for new examples.

A candidate is what somebody typed and was answered with "did you mean" or "I did not follow". Names, numbers, addresses and e-mails
are taken out before it is shown; what is left is meant for an editor's eyes, and is copied nowhere by itself.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from shortfall.base.database import Base, UtcDateTime
from shortfall.base.logs import redact
from shortfall.content.questions import load_questions
from shortfall.conversation.transcript import ChatMessage
from shortfall.law.states import load_states

TOPIC = "fallback"
NAME, PLACE, NUMBER = "[name]", "[address]", "[number]"

_STREET = re.compile(
    r"(?i)\b\d{1,6}\s{1,5}+(?:[nsew]\.?\s{1,5}+)?(?:[\w.']{1,40}+\s{1,5}+){1,4}"
    r"(?:st|street|ave|avenue|rd|road|blvd|boulevard|dr|drive|ln|lane|ct|court|pl|place|way|ter|terrace|pkwy|parkway)\b\.?"
    r"(?:\s{0,5}+,?\s{0,5}+(?:apt|unit|#)\s{0,5}+\w{1,20})?"
)
_CUE = re.compile(
    r"(?i)\b(my name(?:'s| is)|(?:his|her|their) name(?:'s| is)|this is|call me|i am called|signed|sincerely|"
    r"mrs?\.?|ms\.?|dr\.?|husband|wife|son|daughter|brother|sister|mother|father|mom|dad|judge|attorney)"
    r"(,?\s++)((?:[a-z'’-]++\s*+){1,3})"
)
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_LONG_NUMBER = re.compile(r"(?<![\d$,.])\d{5,}(?![\d,])")


class ReviewedMessage(Base):
    """A candidate that an editor has dealt with. It goes with its message, whose number another one may then get."""

    __tablename__ = "reviewed_messages"

    message_seq: Mapped[int] = mapped_column(
        ForeignKey("chat_messages.seq", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    at: Mapped[datetime] = mapped_column(UtcDateTime)


@dataclass(frozen=True)
class Candidate:
    """A message that was not understood: its number, the day, the words that are left, and what was offered instead."""

    id: int
    day: str
    text: str
    offered: tuple[str, ...]


FAMILIAR = 3
"""In examples of so many topics a word is one of the subject's own, and no name."""


@lru_cache
def _vocabulary() -> frozenset[str]:
    """Words that people use about this subject: none of them is taken for a name."""
    topics = defaultdict(set)
    for question in load_questions().values():
        ours, theirs = (question.text.web["en"], question.ask["en"]), question.examples["en"]
        for text, topic in [*((text, None) for text in ours), *((text, question.topic) for text in theirs)]:
            for word in _WORD.findall(text):
                topics[word.lower()].add(topic)
    states = [state.name for state in load_states().values()]
    # People name themselves and each other in our examples too, but not the same name in many of them.
    words = (word for word, where in topics.items() if None in where or len(where) >= FAMILIAR)
    return frozenset([*words, *(word.lower() for state in states for word in _WORD.findall(state))])


def without_people(text: str) -> str:
    """The text with names, phone numbers, e-mails, street addresses and long numbers taken out.

    A word counts as a name when it follows what introduces one ("my name is", "Mrs.", "my son"), or is written with a capital,
    and is not a word of our own topics. Names in lower case that nothing introduces stay: they cannot be told from other words.
    """
    text = _STREET.sub(PLACE, redact(text))
    text = _LONG_NUMBER.sub(NUMBER, text)
    text = _CUE.sub(lambda cue: cue[1] + cue[2] + _WORD.sub(_hide, cue[3]), text)
    shouting = text.upper() == text
    return _WORD.sub(lambda word: word[0] if shouting or not word[0][0].isupper() else _hide(word), text)


def _hide(word: re.Match[str]) -> str:
    before, after = word.string[max(0, word.start() - 1) : word.start()], word.string[word.end() : word.end() + 1]
    said = word[0].lower()
    ours = before == "[" or after == "]" or said == "removed" or said in _vocabulary()
    return word[0] if ours else NAME


def candidates(session: Session, *, since: datetime | None = None, limit: int = 200) -> list[Candidate]:
    """Messages not yet dealt with, newest first, each wording once."""
    found: dict[str, Candidate] = {}
    for message, answer in _waiting(session, since):
        text = without_people(message.text)
        if text.lower() not in found:
            offered = tuple(choice["label"] for choice in answer.choices or ())
            found[text.lower()] = Candidate(message.seq, message.at.date().isoformat(), text, offered)
        if len(found) == limit:
            break
    return list(found.values())


def mark_done(session: Session, ids: Iterable[int], now: datetime) -> int:
    """Take candidates off the list, every message of the same wording with them; how many messages these were.

    The session is committed by the caller.
    """
    wanted = set(ids)
    wordings = {message.seq: without_people(message.text).lower() for message, _ in _waiting(session, None)}
    gone = {wording for seq, wording in wordings.items() if seq in wanted}
    done = sorted(seq for seq, wording in wordings.items() if wording in gone)
    session.add_all(ReviewedMessage(message_seq=seq, at=now) for seq in done)
    return len(done)


def _waiting(session: Session, since: datetime | None) -> Iterator[tuple[ChatMessage, ChatMessage]]:
    """Each message that was not understood and not dealt with, and what it was answered, newest first."""
    reply = aliased(ChatMessage)
    query = (
        select(ChatMessage, reply)
        .join(reply, reply.reply_to == ChatMessage.seq)
        .outerjoin(ReviewedMessage, ReviewedMessage.message_seq == ChatMessage.seq)
        .where(reply.topic == TOPIC, ChatMessage.payload.is_(None), ReviewedMessage.message_seq.is_(None))
        .order_by(ChatMessage.seq.desc())
        .execution_options(yield_per=100)
    )
    if since:
        query = query.where(ChatMessage.at >= since)
    for row in session.execute(query):
        yield row[0], row[1]
