"""The only way of a legal answer to a person's screen: the text that fits the case, under the right law. Pure.

An Illinois text is never said as it stands to somebody whose case is elsewhere: they hear whose rule it is, their own state's
row where we have one, and where free help is there. The firm is offered for Illinois matters only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from shortfall.content.placeholders import fill
from shortfall.content.questions import JOBS, OVERVIEW, Language, Question, Source, label, payload
from shortfall.law.elsewhere import Cell, cell, free_help
from shortfall.law.states import STATES, describe
from shortfall.talk.case import Case

Channel = Literal["web", "sms"]

ILLINOIS_JOBS = frozenset(
    {"calculate", "calculate_interest", "calculate_plan", "calculate_wages", "refine", "callback"}
)
"""Calculators of Illinois rules, and the firm: never offered to somebody elsewhere. The estimate knows all states."""
EVERYWHERE = frozenset({"calculate"})


@dataclass(frozen=True)
class Answer:
    """What is said: the text, the choices as (label, payload), where it comes from and whose law it is."""

    text: str
    choices: tuple[tuple[str, str], ...]
    sources: tuple[Mapping[str, str], ...]
    law: str
    question: str | None = None

    def metadata(self, topic: str) -> dict[str, Any]:
        """What goes with the message."""
        found = {"topic": topic, "question": self.question, "law": self.law, "sources": [dict(s) for s in self.sources]}
        return {name: value for name, value in found.items() if value}


_IL_ONLY: Mapping[Language, str] = {
    "en": "What I know in depth is Illinois law, and {state}'s rule may be the opposite.",
    "es": "Lo que conozco a fondo es la ley de Illinois, y la regla de {state} puede ser la contraria.",
}
_NO_ROW: Mapping[Language, str] = {
    "en": "I do not have {state}'s rule on this.",
    "es": "No tengo la regla de {state} sobre esto.",
}
_HELP: Mapping[Language, str] = {
    "en": "Free legal help there: {site}.",
    "es": "Ayuda legal gratuita allí: {site}.",
}
_BOTH: Mapping[Language, str] = {
    "en": "That is Illinois law. You said you live in {state}, where a court may follow other rules{there}. Which state is your question about?",
    "es": "Esa es la ley de Illinois. Usted dijo que vive en {state}, donde la corte puede seguir otras reglas{there}. ¿Por cuál estado pregunta?",
}
_MORE: Mapping[Language, str] = {"en": "More about this", "es": "Más sobre esto"}


def compose(
    question: Question,
    case: Case,
    language: Language,
    channel: Channel,
    values: Mapping[str, str],
    near: Sequence[str] = (),
) -> Answer:
    """The answer to a question for a case.

    Args:
        values: what the placeholders stand for.
        near: the questions that were nearly as likely, offered where the overview is said.
    """
    place = case.place
    if place and place != "IL" and question.law == "IL":
        return _elsewhere(question, place, language)
    text = question.text_for(case.values())
    said = fill((text.web if channel == "web" else text.sms)[language], values)
    if question.law == "state" and place:
        rule = describe(STATES[place], channel)
        said = rule if question.name == OVERVIEW or channel == "sms" else f"{said}\n\n{rule}"
    lives = case["lives_in"]
    if question.law == "IL" and lives and lives != "IL":
        found = cells(question, lives)
        there = f" ({found[0].text})" if found and channel == "web" else ""
        said = f"{said}\n\n{_BOTH[language].format(state=STATES[lives].name, there=there)}"
    names = [*near, *question.next] if question.name == OVERVIEW else list(question.next)
    choices = [(label(name, language), payload(name)) for name in dict.fromkeys(names) if _allowed(name, place)][:3]
    if question.name != OVERVIEW and len(choices) < 3:
        choices.append((_MORE[language], f"/{question.topic}/{OVERVIEW}"))
    return Answer(
        said, tuple(choices), tuple(_shown(source) for source in question.sources), question.law, question.name
    )


def cells(question: Question, place: str) -> list[Cell]:
    """What the tables say of the same question in another state: only what is sure enough to be said."""
    return [found for column in question.elsewhere if (found := cell(place, column))]


def _elsewhere(question: Question, place: str, language: Language) -> Answer:
    state = STATES[place].name
    found = cells(question, place)
    parts = [_IL_ONLY[language].format(state=state)]
    parts += [f"{state}: {one.text}" for one in found] or [_NO_ROW[language].format(state=state)]
    parts.append(_HELP[language].format(site=free_help(place)))
    choices = [(label("state_law", language), payload("state_law"))] if question.topic != "state_law" else []
    choices.append((label("free_help/help_other_states", language), payload("free_help/help_other_states")))
    sources = [{"cite": one.citation, "url": one.url} for one in found if one.citation]
    return Answer(" ".join(parts), tuple(choices), tuple(sources), place, question.name)


def _allowed(name: str, place: str | None) -> bool:
    """Whether a follow-up may be offered to somebody in a place."""
    return place in (None, "IL") or name not in ILLINOIS_JOBS - EVERYWHERE


def _shown(source: Source) -> dict[str, str]:
    return {"cite": source.cite, "url": source.url}


__all__ = ["JOBS", "Answer", "Channel", "cells", "compose"]
