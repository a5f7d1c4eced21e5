"""From scores to one intent: which topic is meant, whether two are, whether none is clear, whether it is an answer to a question.

Pure: no Rasa here. The thresholds were chosen by cross-validation on our own training examples (bench/thresholds.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from shortfall.law.money import Amount, find_amounts
from shortfall.law.states import find_state
from shortfall.reading.reference import is_reference

Array = npt.NDArray[Any]

ANSWER = 0.35  # probability from which one topic is answered without asking back
SECOND = 0.15  # probability from which the runner-up is answered as well, when the first is not clear
QUESTIONS = 0.3  # what the questions of a story weigh beside the whole of it
ASKED = 0.50  # probability from which each of two questions is taken to be about its subject
CLEAR = 0.70  # probability from which the first needs no second
JOB = 0.50  # probability from which a form is opened or a message refused without asking back
LIKE_NOTHING = 0.45  # cosine to the nearest example below which nothing we know is meant

# Intents that are not subjects: they are never one of two topics nor a did-you-mean.
DIALOGUE = frozenset(
    "affirm back bot_challenge cancel correct deny goodbye greet help inform nlu_fallback no_text other_debt other_language out_of_scope "
    "restart skip spanish thanks too_long two_topics crisis urgent callback callback_change calculate calculate_wages calculate_interest calculate_plan refine about_firm fees "
    "privacy".split()
)
# Answered with a form or a refusal, which is worse to get wrongly than an answer.
JOBS = frozenset(
    {
        "calculate",
        "calculate_wages",
        "calculate_interest",
        "calculate_plan",
        "refine",
        "callback_change",
        "out_of_scope",
        "other_debt",
    }
)
# What a person may mean when they give the two figures of an estimate without asking for one in so many words.
ABOUT_THE_FIGURE = frozenset(
    "calculate calculate_interest refine define_deficiency still_owe_after_foreclosure inform correct out_of_scope surplus how_lender_gets_judgment".split()
)
# What a person may mean who asks about another state than Illinois.
ABOUT_THE_LAW = frozenset(
    "state_law still_owe_after_foreclosure will_lender_pursue define_deficiency define_deficiency_judgment how_lender_gets_judgment "
    "inform".split()
)
# What the forms ask for, by the kind of answer.
YES_OR_NO = frozenset({"callback_consent", "callback_text", "callback_confirmed", "callback_cancel"})
FREE_TEXT = frozenset({"callback_name", "callback_about", "callback_new_name"})
NAMES = frozenset({"callback_name", "callback_new_name"})
_CAPITALS = re.compile(r"(?:[A-Z][\w'.-]*\s*){1,4}")
_LETTERS = re.compile(r"(?:[^\W\d_][\w'.-]*\s*){1,4}")
# In small letters a name may sound foreign too, but has none of the words that people say in Spanish when asked for it.
_SPANISH_SAID = re.compile(
    r"\b(?:no|s[ií]|habl\w*|espa[nñ]ol|ingl[eé]s|castellano|entiend\w*|comprend\w*|hola|buen[oa]s|gracias|ayud\w*|quier\w*|necesit\w*|"
    r"pued\w*|teng\w*|tiene\w*|por|para|favor|qu[eé]|qui[eé]n|c[oó]mo|d[oó]nde|cu[aá]ndo|en|con|mis?|me|llam\w*|soy|se[nñ]or\w*|usted\w*|"
    r"alguien|abogad\w*|deudas?|hipotecas?|casas?|bancos?|perd[ií])\b",
    re.I,
)
TIMES = frozenset({"callback_window", "callback_new_window"})
SHORT_ANSWER = 12  # words
OBEYED = 0.50  # probability from which a short answer is a command or a yes instead
INTERRUPTS = 0.80  # probability from which a short answer is another subject instead

# Always obeyed, whatever was asked before.
COMMANDS = frozenset("back cancel restart help callback_change crisis urgent spanish".split())

# Said first of all, whatever else a message says: the lifeline costs nothing, missing it might.
_DESPAIR = re.compile(
    r"\b(?:suicid\w*|kill(?:ing)? (?:my|him|her|them|our)(?:self|selves)|end(?:ing)? (?:it all|my (?:own )?life)|tak(?:e|ing) my (?:own )?life|"
    r"(?:want|wanna|going|rather|better off) (?:to )?(?:die|be dead|dead)|(?:don'?t|do not|dont) (?:want|wanna) (?:to )?(?:live|be alive|be here anymore|wake up)|"
    r"(?:end(?:ing)? it|done|finished) (?:with life|living|tonight|today|over this)|no point (?:in )?(?:living|going on)|better off without me|"
    r"(?:hurt|harm)(?:ing)? (?:my|him|her)self|no reason (?:left )?to live|shoot (?:my|him|her)self|overdos\w*|hang (?:my|him|her)self)\b",
    re.I,
)
_DANGER = re.compile(
    r"\b(?:sale|sold|sell\w*|auction|sheriff|court|hearing|lock\w*|evict\w*|kick\w*|judge|trial|emergency|urgent)\b",
    re.I,
)
# Who gives a number to be called at wants a call, whatever it is about.
_CALL_ME_AT = re.compile(r"\b(?:call|phone|ring) (?:me|us)\b(?=.*?\d{3}\)?[ .-]*\d{3}[ .-]*\d{4}(?!\d))", re.I | re.S)
_YES = re.compile(
    r"^\W*(?:yes|yea|yeah|yep|yup|y|ok|okay|sure|correct|right|confirmed?|i (?:do|agree|consent)|go ahead|please do)\b",
    re.I,
)
_NO = re.compile(r"^\W*(?:no|nope|nah|n|not really|i don'?t)\b", re.I)
_QUESTION = re.compile(
    r"\?\s*$|^\W*(?:what|whats|when|where|which|why|how|who|can|could|will|would|do|does|did|is|are|should)\b.+\b(?:i|they|you|we|it|my|the|this)\b",
    re.I,
)
_FILLER = re.compile(
    r"\b(?:about|around|roughly|approximately|maybe|like|i think|i guess|probably|it was|it is|its|it's|we|i|owed?|owes?|they|got|sold|for|"
    r"the|a|of|in|dollars?|bucks|or so|give or take|somewhere|just|over|under|total|home|house|is|was|at|my|and|to|range|between|from|"
    r"debt|loan|price|sale|judgment|judgement|balance|state|live)\b|[^\w\s]",
    re.I,
)


@dataclass(frozen=True)
class Reading:
    """The scores of one reading of a message (the whole, or one of its questions): arrays over `intents`."""

    text: str
    intents: Sequence[str]
    probability: Array
    nearest: Array
    total: Array


@dataclass(frozen=True)
class Decision:
    """What the message is taken to mean. `topics` holds two ids when both are to be answered."""

    intent: str
    confidence: float
    ranking: list[tuple[str, float]]
    topics: tuple[str, ...] = ()


@dataclass(frozen=True)
class Figures:
    """The amounts and the state that a message names, whatever it is about."""

    amounts: Sequence[Amount]
    state: str | None

    @classmethod
    def of(cls, text: str, asking: str | None) -> Figures:
        """Those of a text, after the question that a form has just asked, if any."""
        house = asking is not None and asking.startswith("estimate_")
        return cls(find_amounts(text, house_context=house), find_state(text, bare=asking == "estimate_state"))


def decide(readings: Sequence[Reading], asking: str | None = None, figures: Figures | None = None) -> Decision:
    """Choose the intent of a message.

    Args:
        readings: the whole message first, then its questions.
        asking: the slot a form has just asked for, if any.
        figures: of the whole message, where they are known already.
    """
    whole, questions = readings[0], readings[1:]
    intents = whole.intents
    probability, total, nearest = whole.probability, whole.total, whole.nearest
    if questions:
        # The whole says most; each question adds as much as it is sure of itself ("which is it?" is sure of nothing).
        weights = np.array([1.0, *(QUESTIONS * q.probability.max() / len(questions) for q in questions)])
        probability = np.average([r.probability for r in readings], axis=0, weights=weights)
        total = np.average([r.total for r in readings], axis=0, weights=weights)
        nearest = np.max([r.nearest for r in readings], axis=0)
    order = np.argsort(-total)
    ranking = [(intents[i], round(float(probability[i]), 4)) for i in order]
    top, confidence = ranking[0]

    if _DESPAIR.search(whole.text):
        return Decision("crisis", 1.0, ranking)
    if asking and (answer := _answer(whole.text, top, confidence, asking)):
        return Decision(answer, 1.0, ranking)
    if not asking and top not in {"crisis", "urgent", "callback_change"} and _CALL_ME_AT.search(whole.text):
        return Decision("callback", 1.0, ranking)
    if not asking and top not in {"crisis", "urgent"} and is_reference(whole.text):
        return Decision("callback_change", 1.0, ranking)
    pair = _pair(questions)
    if len(pair) == 2:
        return Decision("two_topics", confidence, ranking, pair)
    figures = figures or Figures.of(whole.text, asking)
    if settled := _settled(whole.text, figures, top, confidence, ranking, asking):
        return Decision(settled, 1.0, ranking)
    if nearest[order[0]] < LIKE_NOTHING and top not in {"out_of_scope", "other_debt", "crisis"}:
        return Decision("nlu_fallback", confidence, ranking)
    if confidence >= (CLEAR if top not in DIALOGUE else JOB if top in JOBS else ANSWER):
        return Decision(top, confidence, ranking)
    if top in JOBS:
        return Decision("nlu_fallback", confidence, ranking)
    second, runner_up = ranking[1]
    if confidence >= ANSWER - 0.05 and runner_up >= SECOND and not {top, second} & DIALOGUE:
        return Decision("two_topics", confidence, ranking, (top, second))
    if confidence >= ANSWER:
        return Decision(top, confidence, ranking)
    return Decision("nlu_fallback", confidence, ranking)


def _pair(questions: Sequence[Reading]) -> tuple[str, ...]:
    """The subjects that the questions of a message are clearly about, each once, at most two."""
    found = []
    for question in questions:
        intent = question.intents[int(question.total.argmax())]
        state = intent in ABOUT_THE_LAW and find_state(question.text)
        if state or question.probability.max() >= ASKED:
            found.append("state_law" if state else intent)
    return tuple(dict.fromkeys(intent for intent in found if intent not in DIALOGUE))[:2]


def _answer(text: str, top: str, confidence: float, asking: str) -> str | None:
    """What a short message is as an answer to the question just asked, or None if it is something else.

    A name, a day or a figure is like no example, so whatever it resembles, it is the answer; only a message that is clearly
    a question or a command of its own interrupts.
    """
    words = len(text.split())
    if words > SHORT_ANSWER or _QUESTION.search(text):
        return None
    named = _CAPITALS.fullmatch(text) or (_LETTERS.fullmatch(text) and not _SPANISH_SAID.search(text))
    if top == "spanish" and confidence < 1 and asking in NAMES and named:
        return "inform"  # it only sounds foreign: the guard, which knows Spanish words, is sure of its own
    if top == "urgent" and asking in TIMES and not _DANGER.search(text):
        return "inform"  # "tomorrow morning" is when to call
    if top in COMMANDS and confidence >= (ANSWER if top in {"crisis", "urgent"} else OBEYED):
        return None
    if asking in YES_OR_NO:
        if _YES.search(text):
            return "affirm"
        if _NO.search(text) and words <= 3:
            return "deny"
    if top in {"correct", "affirm", "deny", "skip"} and confidence >= OBEYED:
        return top
    if (asking in FREE_TEXT and words <= 8) or (asking in TIMES and not _DANGER.search(text)):
        return "inform"
    if confidence >= INTERRUPTS and top not in ABOUT_THE_FIGURE | ABOUT_THE_LAW:
        return None
    return "inform"


def _settled(
    text: str, figures: Figures, top: str, confidence: float, ranking: list[tuple[str, float]], asking: str | None
) -> str | None:
    """An intent that follows from figures or a state, or None."""
    if top in COMMANDS and confidence >= ANSWER:
        return None
    question = bool(_QUESTION.search(text))
    amounts, state = figures.amounts, figures.state
    if not amounts and not state:
        return None
    rest = text
    for amount in reversed(amounts):
        rest = rest[: amount.span[0]] + " " + rest[amount.span[1] :]
    remaining = len(_FILLER.sub(" ", rest).split())
    if asking and remaining <= 3 and not question and top != "correct":
        return "inform"
    if {"debt", "sale_price"} <= {amount.role for amount in amounts} and (
        top in ABOUT_THE_FIGURE or confidence < ANSWER
    ):
        return "calculate"
    if amounts and remaining <= 2 and not question and top != "correct":
        return "inform"
    if state and top in ABOUT_THE_LAW and (state != "IL" or "state_law" in {name for name, _ in ranking[:2]}):
        return "state_law"
    return None
