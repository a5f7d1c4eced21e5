"""What is said to somebody who asks the same again, or who says that it was not what they asked: what was understood, what else
they may mean, and a person. Never the same answer. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from shortfall.content.questions import OVERVIEW, Language, asks, label, payload
from shortfall.content.texts import text
from shortfall.law.elsewhere import free_help
from shortfall.law.states import STATES
from shortfall.talk.case import Case
from shortfall.talk.compose import elsewhere, offered
from shortfall.talk.intents import CALLBACK, OUT

COMPLAINT = "complaint"
"""The topic of such a reply. It answers nothing, so that the question before it stays the last one."""
PATIENCE = 2
"""Such replies one after the other; then, or where nothing else may be meant, a person is offered, with the question in their own words."""
READINGS = 3
AID, AID_ELSEWHERE = "free_help", "free_help/help_other_states"


def asked_again(
    question: str | None,
    readings: Sequence[str],
    case: Case,
    language: Language,
    *,
    nth: int,
    phone: str,
    sorry: bool = False,
) -> tuple[str, list[tuple[str, str]]]:
    """The text, and the choices as (label, payload), the person last.

    Args:
        question: what was answered, if that is known.
        readings: what else may be meant, likeliest first, without what was answered or offered just now.
        nth: how many such replies came just before.
        sorry: they said that it was not what they asked; else they only ask again.
    """
    place, away = case.place, elsewhere(case.place)
    person = AID_ELSEWHERE if away else CALLBACK
    known = [name.removesuffix(f"/{OVERVIEW}") for name in readings if name != question]
    named = [(label(each, language), payload(each)) for each in known if each in asks() and not each.startswith(OUT)]
    choices = offered(named, case, language, question)[:READINGS]
    named_only = [(label(person, language), payload(person))]
    if away and (nth >= PATIENCE or not (choices or sorry)):
        said = text(
            "unhelpful_elsewhere", language, state=STATES[str(place)].names[language], site=free_help(str(place))
        )
        return said, named_only
    if nth >= PATIENCE or (not choices and nth):
        said = text("unhelpful", language, nth - PATIENCE, phone=phone)
        return said, [*named_only, (label(AID, language), payload(AID))]
    key = "other" if sorry or not question else "again"
    if not choices:
        key = "none" if key == "other" else "person"
    title = label(question, language) if question else ""
    return text(f"complaint.{key}", language, nth, title=title, phone=phone), [*choices, *named_only]


_WORD = re.compile(r"[^\W_]{2,}")
SAME = 0.6
"""Share of the fewer words that two wordings of one question have in common."""
_SAID_OFTEN = frozenset(
    "the my me do does did is are can could will would they them to of in on or and if it that this what who how when el la los las de que me mi se en lo un una para por con".split()
)


def same_question(one: str, other: str) -> bool:
    """Whether two questions are one, asked again in much the same words."""
    first, second = ({*_WORD.findall(each.lower())} - _SAID_OFTEN for each in (one, other))
    fewer = min(len(first), len(second))
    return fewer >= 2 and len(first & second) >= SAME * fewer
