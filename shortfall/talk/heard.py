"""What a message says and where it stands in its talk: what the moves decide by. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from shortfall.content.questions import OVERVIEW
from shortfall.reading import distress
from shortfall.reading.facts import Fact
from shortfall.talk import intents, limits
from shortfall.talk.case import Case
from shortfall.talk.offers import Offer

LONG_STORY = 25
"""Words from which on a message tells more than one thing."""


def is_long(text: str) -> bool:
    """Whether a message is judged by its sentences where it is looked at for a life in danger, and for no more texts."""
    return len(text.split()) >= LONG_STORY


@dataclass(frozen=True)
class Subjects:
    """What a message may be about, most likely first, and how similar it is to our examples.

    `ranking` holds (intent, probability); `nearest` the cosine of the first to its nearest example; `pair` two subjects, or one
    and a second question of it, that two questions of the message are clearly about; `margin` by how much the best subject scores above "none of ours".
    """

    ranking: Sequence[tuple[str, float]]
    nearest: float = 1.0
    pair: Sequence[str] = ()
    margin: float = 1.0
    again: bool = False
    """Whether the question it is likest to was the one answered last."""
    repeated: str = ""
    """The subject of a question that was asked before and left unanswered; it stands first in `pair`."""
    parts: Sequence[str] = ()
    """What each question of a message that has several is likeliest about, clear or not: "exemptions/car"."""
    grave: float = 0.0
    """The probability that the message tells of a life in danger."""
    no_more_texts: float = 0.0
    """The probability that it wants no more texts from us."""
    likeliest: Sequence[tuple[str, float]] = ()
    """The likeliest questions of all topics, ("exemptions/car", probability)."""


@dataclass(frozen=True)
class Heard:
    """A message, read."""

    text: str
    facts: Sequence[Fact]
    acts: frozenset[str]
    subjects: Subjects

    @property
    def words(self) -> int:
        return len(self.text.split())

    @cached_property
    def level(self) -> distress.Level:
        """How grave what it says is for the person."""
        return distress.level(self.text)

    @property
    def top(self) -> str:
        return self.subjects.ranking[0][0]

    @property
    def sure(self) -> float:
        """The probability of the most likely subject."""
        return self.subjects.ranking[0][1]

    @property
    def asked(self) -> str | None:
        """The subject of the first clear question in the message, if it is in scope."""
        return next((name for name in self.subjects.pair if name != intents.OUT), None)

    @property
    def told(self) -> bool:
        """Whether the message told a fact; who it is that writes says nothing of the case, nor does what is asked of a county."""
        return any(fact.name not in {"name", "asked_county"} for fact in self.facts)

    def has(self, name: str, role: str | None = None) -> bool:
        """Whether the message told a fact of this name."""
        return any(fact.name == name and (role is None or fact.role == role) for fact in self.facts)


@dataclass(frozen=True)
class Context:
    """The situation when a message arrives: the case, the slot asked for, the offers, and the last subject."""

    case: Case = field(default_factory=Case)
    form: str | None = None
    asked: str | None = None
    offered: tuple[Offer, ...] = ()
    questioned: bool = False
    """Whether the last reply ended in a question, so that "ok" means yes."""
    last: str | None = None
    """The topic or question ("exemptions/car") answered last."""
    question: str | None = None
    """The question answered last, whatever was said since."""
    answered: frozenset[str] = frozenset()
    """The topics that the last reply answered."""
    told: str | None = None
    """The question answered last, also where a form has asked on since."""
    before: str | None = None
    """The person's message before this one, in words."""
    earlier: tuple[str, ...] = ()
    """The person's last messages, newest first."""
    misread: bool = False
    """Whether it is read once more, because the lifeline that it got was without cause."""
    left: tuple[tuple[str, str], ...] = ()
    """Questions asked earlier in this talk, beside others, that no reply answered: their words, and which question it is ("" where that was
    not clear)."""
    booked: bool = False
    """Whether a call was booked in this conversation."""
    today: date | None = None
    """The date at the office."""
    result: str | None = None
    """The last result of this conversation: one of RESULTS."""
    texted: bool = False
    """Whether the talk is by text message."""


@dataclass(frozen=True)
class Move:
    """The chosen meaning: an intent of the domain, with its details."""

    intent: str
    confidence: float = 1.0
    topics: tuple[str, ...] = ()
    opened: tuple[str, ...] = ()
    """Those of the topics, all of them questions, of which only the title and how the answer opens are said."""
    question: str | None = None
    """A question of the topic ("exemptions/car"), if it was picked from a choice instead of read."""
    text: str | None = None
    """The plain words behind a choice, to be read instead of the message."""
    federal: bool = False
    """Whether what is worked out is true in every state."""
    beside: str | None = None
    """What else the message says, where what the move answers is cut out of it."""


def answering(question: str) -> Move:
    """The move that answers one question ("exemptions/car")."""
    return Move(question.partition("/")[0], question=question)


def asks_or_tells_nothing(heard: Heard) -> bool:
    """Whether something is asked, or there is nothing to note instead."""
    return "asks" in heard.acts or not heard.facts


def is_narrow(name: str) -> bool:
    topic, _, question = name.partition("/")
    return bool(question) and question != OVERVIEW and topic != intents.OUT


def probability(heard: Heard, name: str) -> float:
    return dict(heard.subjects.ranking).get(name, 0.0)


def is_news(heard: Heard, context: Context) -> bool:
    """Whether the message told something that is not in the case yet."""
    return any(
        context.case[fact.case_name] != fact.value
        for fact in heard.facts
        if fact.name not in {"name", "county", "asked_county"}
    )


def asks_more(heard: Heard) -> bool:
    return "asks" in heard.acts and heard.sure >= limits.ANSWER


def asks_else(heard: Heard) -> bool:
    """Whether a message asks about another subject, whatever figures stand in it: "I make 900 a week, can they take my car?"."""
    mine = intents.DIALOGUE | intents.ABOUT_THE_FIGURE | intents.ABOUT_THE_LAW
    return "asks" in heard.acts and heard.sure >= limits.INTERRUPTS and heard.top not in mine


def little_else(heard: Heard) -> bool:
    """Whether a message is little more than its amounts."""
    spoken = sum(len(fact.words.split()) for fact in heard.facts if fact.name == "money")
    return heard.words - spoken <= 6
