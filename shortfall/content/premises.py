"""What one thing told changes for a whole family of questions: data/premises.yml. Pure, read once.

Who never signed the loan asks whether pay, savings or another home can be taken, and the true answer to all of it is the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from shortfall.base.firm import DATA, LOADER
from shortfall.content.questions import JOBS, OVERVIEW, ContentError, Question, known_facts, questions

PREMISES = DATA / "premises.yml"
ALL = "all"
"""In place of topics: every question, and every calculation."""


@dataclass(frozen=True)
class Premise:
    """For a case that has all of `facts`, and none of `unless`, the questions of these topics, and these questions, are answered with `answer`.

    Not those of `but`: what is safe from everybody is said by its name.
    """

    facts: Mapping[str, frozenset[str]]
    unless: Mapping[str, frozenset[str]]
    about: frozenset[str]
    but: frozenset[str]
    answer: str

    def holds(self, case: Mapping[str, str | None]) -> bool:
        """Whether a case has what it needs."""
        fits = all(case.get(fact) in values for fact, values in self.facts.items())
        return fits and not any(case.get(fact) in values for fact, values in self.unless.items())

    def replaces(self, question: str) -> bool:
        """Whether its answer stands for that of a question, by its id."""
        names = {question, question.partition("/")[0], ALL}
        return bool(self.about & names) and not self.but & names


def load_premises(path: Path = PREMISES) -> tuple[Premise, ...]:
    """The premises of a file, in its order.

    Raises:
        ContentError: a fact, topic or question is named that there is not.
    """
    with path.open(encoding="utf-8") as stream:
        raw = yaml.load(stream, LOADER)
    found = tuple(
        Premise(
            known_facts(part["if"], "if"),
            known_facts(part.get("unless") or {}, "unless"),
            frozenset(part["about"]),
            frozenset(part.get("but") or ()),
            part["answer"],
        )
        for part in raw
    )
    known = {question.topic for question in questions().values()} | questions().keys() | JOBS.keys() | {ALL}
    for premise in found:
        if strange := sorted((premise.about | premise.but) - known):
            raise ContentError(f"{path.name}: there is no topic or question {', '.join(strange)}")
        if premise.answer not in questions():
            raise ContentError(f"{path.name}: there is no question {premise.answer}")
    return found


@lru_cache(maxsize=1)
def _premises() -> tuple[Premise, ...]:
    return load_premises()


def answered_by(question: Question, case: Mapping[str, str | None]) -> Question:
    """The question whose answer is the true one for a case: another where a premise holds and no variant is made for the case."""
    if question.answers_for(case):
        return question
    found = next((each for each in held(case) if each.replaces(question.id)), None)
    return questions()[found.answer] if found else question


def instead(name: str, case: Mapping[str, str | None]) -> str:
    """What a choice leads to that is true for a case, by the id of its question or the name of its topic: the choice is named by it. Empty where there
    is nothing: who rents has nothing to work out."""
    if question := questions().get(name if "/" in name else f"{name}/{OVERVIEW}"):
        found = answered_by(question, case)
        return name if found is question else found.id.removesuffix(f"/{OVERVIEW}")
    return "" if name in JOBS and any(each.replaces(name) for each in held(case)) else name


def held(case: Mapping[str, str | None]) -> tuple[Premise, ...]:
    """The premises that hold for a case, the first that counts first."""
    return _held(frozenset(case.items()))


@lru_cache(maxsize=64)
def _held(case: frozenset[tuple[str, str | None]]) -> tuple[Premise, ...]:
    """The same. A reply asks it for each of its choices, and for those of the answers they lead to."""
    known = dict(case)
    return tuple(each for each in _premises() if each.holds(known))
