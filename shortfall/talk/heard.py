"""What a message says and where it stands in its talk: what the moves decide by. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from shortfall.content.questions import OVERVIEW
from shortfall.reading.facts import Fact
from shortfall.talk.case import Case
from shortfall.talk.offers import Offer

ANSWER = 0.35
"""Smallest probability at which one subject is answered without asking back. bench/thresholds.py chose these numbers."""
SECOND = 0.05
"""Smallest probability at which the runner-up is answered too, if the first is not clear."""
RIVAL = 0.25
"""The runner-up must also have at least this share of the first's probability."""
CLEAR = 0.62
"""Smallest probability at which the first is answered alone."""
JOB = 0.40
"""Smallest probability at which a form is opened, or a message refused, without asking back."""
LIKE_NOTHING = 0.45
"""Below this cosine to the nearest example, the message is about nothing we know."""

INTERRUPTS = 0.80
"""Smallest probability at which a short answer counts as another subject."""

BETWEEN = 0.80
"""Margin below which, where "none of ours" comes second or third, both are said."""
SURE = 0.95
"""Smallest probability at which words that only report progress count as a question about a subject."""
STORY = 7
"""Longest message, in words, that only tells something, unless its subject is clear."""
QUESTION = 0.32
"""Smallest probability at which one question of a topic is answered. Below it, the topic's overview is."""

EITHER = 0.80
"""Probability of the likeliest question below which the one after it is answered as well, each in a sentence or two."""
RIVALS = 0.10
"""It must have at least this share of the first's probability."""

OF_ITS_OWN = 0.50
"""Share from which a question stands beside the state it is asked of."""

FEW = 3
"""A message with fewer words that is not clear is asked about, instead of getting two answers."""

OUT = "out_of_scope"
"""The topic of questions that are out of scope."""

SHORT_ANSWER = 12
"""Longest message, in words, that can be a plain answer."""

# Intents that are not subjects: never one of two topics, never in "did you mean".
DIALOGUE = frozenset(
    "affirm back bot_challenge cancel correct deny goodbye greet help inform nlu_fallback no_text other_language out_of_scope "
    "restart skip spanish english thanks too_long two_topics crisis danger violence distress urgent callback callback_change calculate calculate_wages calculate_interest "
    "calculate_plan refine unsure not_yet why repeat complaint unhelpful acknowledge my_case by_text by_mail how_figured deadlines".split()
)
SETTLES = DIALOGUE - {"nlu_fallback", "inform"}
"""Intents of messages that the next one does not lean on. What was only told, or not understood, it does: "can they take that?"."""
# Answered with a form or a refusal. A wrong one of these is worse than a wrong answer.
JOBS = frozenset(
    "calculate calculate_wages calculate_interest calculate_plan refine callback_change out_of_scope".split()
)
# What a person may mean who gives both figures of an estimate without asking for one.
ABOUT_THE_FIGURE = frozenset(
    "calculate calculate_interest refine define_deficiency still_owe_after_foreclosure inform correct out_of_scope surplus how_lender_gets_judgment".split()
)

# What a person may mean who asks about another state than Illinois.
ABOUT_THE_LAW = frozenset(
    "state_law still_owe_after_foreclosure will_lender_pursue define_deficiency define_deficiency_judgment how_lender_gets_judgment inform".split()
)
LOST = frozenset({"sale_set", "sold", "confirmed"})
"""Stages that only a home can reach. Judgments and garnished pay also come from other debts."""

CALLBACK = "callback"
"""The job of having a person call."""
CANCEL = "cancel"
URGENT = "urgent"
ESTIMATE = "calculate"
"""The job of working out what may be left to pay."""

COMMANDS = frozenset("back cancel restart help callback_change crisis urgent".split())
"""Learned intents that are obeyed no matter what was asked before."""

RESULTS = frozenset({"calculate", "calculate_wages", "calculate_interest", "calculate_plan"})
"""Results. "Ok" after one starts nothing."""
ANSWERS = frozenset("affirm deny inform correct skip cancel nlu_fallback unsure not_yet why acknowledge".split())
"""Intents that a form handles itself. For any other it pauses, lets that intent's rule run, and comes back."""

NAMES = frozenset({"callback_name", "callback_new_name"})
TIMES = frozenset({"callback_window", "callback_new_window"})
PHONES = frozenset({"callback_phone", "callback_new_phone"})

CALL = frozenset({*NAMES, *TIMES, *PHONES, "callback_confirmed"})


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
        return next((name for name in self.subjects.pair if name != OUT), None)

    @property
    def told(self) -> bool:
        """Whether the message told a fact; who it is that writes says nothing of the case."""
        return any(fact.name != "name" for fact in self.facts)

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
    answered: frozenset[str] = frozenset()
    """The topics that the last reply answered."""
    before: str | None = None
    """The person's message before this one, in words."""
    booked: bool = False
    """Whether a call was booked in this conversation."""
    today: date | None = None
    """The date at the office."""
    result: str | None = None
    """The last result of this conversation: one of RESULTS."""


@dataclass(frozen=True)
class Move:
    """The chosen meaning: an intent of the domain, with its details."""

    intent: str
    confidence: float = 1.0
    topics: tuple[str, ...] = ()
    question: str | None = None
    """A question of the topic ("exemptions/car"), if it was picked from a choice instead of read."""
    text: str | None = None
    """The plain words behind a choice, to be read instead of the message."""


def answering(question: str) -> Move:
    """The move that answers one question ("exemptions/car")."""
    return Move(question.partition("/")[0], question=question)


def asks_or_tells_nothing(heard: Heard) -> bool:
    """Whether something is asked, or there is nothing to note instead."""
    return "asks" in heard.acts or not heard.facts


def is_narrow(name: str) -> bool:
    topic, _, question = name.partition("/")
    return bool(question) and question != OVERVIEW and topic != OUT


def probability(heard: Heard, name: str) -> float:
    return dict(heard.subjects.ranking).get(name, 0.0)


def is_news(heard: Heard, context: Context) -> bool:
    """Whether the message told something that is not in the case yet."""
    return any(context.case[fact.case_name] != fact.value for fact in heard.facts if fact.name != "name")


def asks_more(heard: Heard) -> bool:
    return "asks" in heard.acts and heard.sure >= ANSWER


def asks_else(heard: Heard) -> bool:
    """Whether a message asks about another subject, whatever figures stand in it: "I make 900 a week, can they take my car?"."""
    mine = DIALOGUE | ABOUT_THE_FIGURE | ABOUT_THE_LAW
    return "asks" in heard.acts and heard.sure >= INTERRUPTS and heard.top not in mine


def little_else(heard: Heard) -> bool:
    """Whether a message is little more than its amounts."""
    spoken = sum(len(fact.words.split()) for fact in heard.facts if fact.name == "money")
    return heard.words - spoken <= 6
