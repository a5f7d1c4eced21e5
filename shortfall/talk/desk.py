"""The desk's own question: what to ask and offer when the person does not know what to ask. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from shortfall.content.questions import JOBS, OVERVIEW, Language, asks, label, payload
from shortfall.content.texts import has_text, text
from shortfall.law.intervals import format_interval, format_money
from shortfall.law.said import listed, said
from shortfall.law.states import STATES
from shortfall.reading.facts import OF_LAWYERS, to_bounded, to_parts
from shortfall.reading.phone import format_phone
from shortfall.talk.case import STAGES, Case
from shortfall.talk.compose import offered
from shortfall.talk.intents import OUT
from shortfall.talk.plausible import stages

Choice = tuple[str, str]

ASKED = ("behind", "sued", "sale_set", "sold", "judgment", "collection")
"""The stages to choose from. `confirmed` is left out because it is a court term."""
# The words that a choice stands for, which the fact reader understands. Unclear messages are also read after them.
SAID: Mapping[str, str] = {
    "behind": "i am behind on the mortgage",
    "sued": "there is a foreclosure case",
    "sale_set": "a sale date is set for my home",
    "sold": "the house was sold",
    "confirmed": "the house was sold",
    "judgment": "there is a judgment against me",
    "collection": "they are garnishing my pay",
}
_FITTING: Mapping[str, tuple[str, ...]] = {
    "behind": ("avoid_options", "loan_modification", "timeline"),
    "sued": ("served_with_papers", "defend_foreclosure", "timeline"),
    "sale_set": ("sale_process", "avoid_options", "calculate"),
    "sold": ("still_owe_after_foreclosure", "calculate", "how_lender_gets_judgment"),
    "confirmed": ("how_lender_gets_judgment", "calculate", "settle_for_less"),
    "judgment": ("exemptions", "wage_garnishment", "already_have_judgment"),
    "collection": ("wage_garnishment", "bank_account_freeze", "exemptions"),
}

_ENDED: Mapping[str, tuple[str, ...]] = {"own_sale": ("second_mortgage_heloc", "settle_for_less", "credit_impact")}
"""The same where no stage is known, by how it ended."""

PLACES = frozenset({"state", "lives_in", "works_in", "place"})
"""What is known of a place, and what is said of one of which nothing was known."""
ASKS_BACK = frozenset("nlu_fallback unsure not_yet inform help why acknowledge complaint deny skip".split())
"""Intents after which the assistant asks its own question, if nothing is in progress."""
LIKELY = 0.02
"""Smallest probability at which a question is offered."""
LIKELIEST = 2
"""How many of these come before the usual questions at this stage."""
MOST = 3


def likely(likeliest: Sequence[tuple[str, float]], shown: Collection[str] = ()) -> list[str]:
    """The most likely questions and jobs of a message, most likely first; a topic where its overview is.

    Args:
        shown: what choices that were shown lately and not taken stand for: others come in their place.
    """
    known = (asks().keys() | JOBS.keys()) - {OUT}
    named = [name.removesuffix(f"/{OVERVIEW}") for name, sure in likeliest if sure >= LIKELY]
    ours = [name for name in named if name in known and name.partition("/")[0] != OUT]
    return [name for name in ours if payload(name) not in shown][:MOST]


def meant(likeliest: Sequence[tuple[str, float]], answered: Sequence[str], shown: Collection[str] = ()) -> list[str]:
    """What else it may have been about, below what was answered."""
    return likely([each for each in likeliest if each[0].removesuffix(f"/{OVERVIEW}") not in answered], shown)


def stage_question(
    language: Language, nth: int = 0, known: Mapping[str, str | None] = MappingProxyType({})
) -> tuple[str, list[Choice]]:
    """The narrowing question and its choices, without what was denied: that it was sold, that there is a case, a day of the sale or a judgment.

    Args:
        known: the facts that are one word each (shortfall/talk/case.py).
    """
    ask = text("desk.ask" if nth == 0 else "desk.again", language)
    possible = stages(known)
    return ask, [(text(f"stage.{stage}", language), SAID[stage]) for stage in ASKED if stage in possible]


def fitting(case: Case, language: Language, most: int = 3) -> list[Choice]:
    """The usual questions at this stage; none if the stage is not known."""
    names = _FITTING.get(str(case["stage"])) or _ENDED.get(str(case["ended"]), ())
    return offered([(label(name, language), payload(name)) for name in names], case, language)[:most]


def told(case: Case, names: list[str], language: Language) -> list[str]:
    """Facts of a case in words, one each: "the home is in Ohio"."""
    found = []
    for name in names:
        if name == "owns" and "stage" in names:
            continue  # that the home was sold says it
        if (value := case[name]) is not None and (said := in_words(name, value, language)):
            if value == "not_sold":
                found.append(said)
                continue
            several = name == "second_loan" and len(to_parts(value)) > 1
            lawyers = name == "fees" and "parts" not in value and OF_LAWYERS.search(case.facts[name].words)
            key = "further_loans" if several else "lawyers_fees" if lawyers else name
            found.append(text(f"fact.{key}", language, value=said) + _unsure(case, name, language))
    return found


_ADDED = frozenset({"fees", "costs", "taxes", "sale_costs", "payment", "second_loan"})


def _unsure(case: Case, name: str, language: Language) -> str:
    """ " (a guess)", behind what is added to a sum or taken off it, where the person was not sure of it, or disputes it."""
    for fact in ("disputed", "guessed") if name in _ADDED else ():
        if name in str(case[fact] or "").split():
            return text(f"fact.{fact}", language)
    return ""


def gone(names: Mapping[str, str], language: Language) -> list[str]:
    """What was taken back, in words: "nothing paid so far", "you do not live in Missouri"; by name, with the postal code of a state.

    That there is no judgment says of its day as well that there is none.
    """
    places = {name: STATES[code].names[language] for name, code in names.items() if code in STATES}
    return [
        text(f"fact.gone.{name}", language, value=places.get(name, ""))
        for name in names
        if not (name == "judgment_date" and "judgment" in names)
        and has_text(f"fact.gone.{name}")
        and (name not in PLACES or name in places)
    ]


def in_words(name: str, value: Any, language: Language) -> str:
    """A fact's value as people say it."""
    if name == "days_to_sale":
        low, high = str(value["low"]), str(value["high"])
        return said("span.from_to", language, low=low, high=high) if low != high else low
    if name == "instalments":
        return f"{value['number']} × {format_money(Decimal(value['each']))}"
    if len(parts := to_parts(value)) > 1:
        return listed([format_interval(part, language) for part in parts], language)
    if amount := to_bounded(value):
        return format_interval(amount, language)
    if isinstance(value, list):
        return _dates(date.fromisoformat(value[0]), date.fromisoformat(value[1]), language)
    if name in PLACES:
        return STATES[value].names[language]
    if name == "phone":
        return format_phone(value)
    if name == "name":
        return str(value)
    return text(f"word.{value}", language) if has_text(f"word.{value}") else ""


A_WEEK_OR_SO = 10
"""Longest span, in days, that is told by its days."""


def _dates(first: date, last: date, language: Language) -> str:
    """ "on March 15, 2024", "in March 2024", "in 2024", "between March 2024 and May 2024", "about March 2024"."""
    if first == last:
        return _named("day", first, language)
    whole = first.day == 1 and (last + timedelta(days=1)).day == 1
    if whole and (first.year, first.month) == (last.year, last.month):
        return _named("month", first, language)
    if whole and first.year == last.year and (first.month, last.month) == (1, 12):
        return _named("year", first, language)
    if whole or (last - first).days <= A_WEEK_OR_SO:
        ends = [_named("of_month" if whole else "of_day", end, language) for end in (first, last)]
        return text("date.between", language, first=ends[0], last=ends[1])
    return _named("about", first + (last - first) / 2, language)


def _named(key: str, day: date, language: Language) -> str:
    month = text("date.months", language, day.month - 1)
    return text(f"date.{key}", language, day=str(day.day), month=month, year=str(day.year))


__all__ = ["ASKED", "STAGES", "Choice", "fitting", "gone", "in_words", "stage_question", "told"]
