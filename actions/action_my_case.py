""" "What do you have about me?": the case, fact by fact. "Sum it all up": what was worked out and answered, in short."""

from __future__ import annotations

from collections.abc import Iterator

from rasa_sdk.events import EventType

from actions.action_estimate import result_of
from actions.action_interest import growth_of
from actions.action_repeat import heart
from actions.action_wages import limit_of
from actions.base import SafeAction, Turn, call_me
from shortfall.base.gsm7 import folded, septets
from shortfall.content.texts import text
from shortfall.law.words import ROOM, explain_growth, headline, most_of_pay, open_points_of
from shortfall.talk.compose import sentences
from shortfall.talk.desk import told

MOST = 4
"""Answers of which the heart is said again."""


class ActionMyCase(SafeAction):
    """Everything that is kept, and how to be rid of it."""

    def name(self) -> str:
        return "action_my_case"

    def answer(self, turn: Turn) -> list[EventType]:
        if "recap" in turn.acts and recap(turn):
            return []
        case = turn.case
        facts = told(case, list(case), turn.language)
        if facts:
            turn.say(
                text("my_case.some", turn.language, facts="\n".join(f"- {fact}" for fact in facts)), topic="my_case"
            )
        else:
            turn.say(text("my_case.none", turn.language), topic="my_case")
        return []


def recap(turn: Turn) -> bool:
    """Say the results of this talk, the heart of each of its answers, and what is open; whether there was anything of these."""
    language, result = turn.language, result_of(turn) if "calculate" in turn.topics else None
    open_ = open_points_of(result, language) if result else ""
    lines = [*([headline(result, language)] if result else []), *_other_results(turn), *_hearts(turn)]
    if not lines:
        return False
    begin = text("my_case.in_short", language)
    if turn.channel == "sms":
        while len(lines) > 1 and septets(folded(" ".join([begin, *lines, open_]))) > ROOM:
            lines.pop()
        words = " ".join(each for each in [begin, *lines, open_] if each)
    else:
        words = "\n\n".join(each for each in [begin, "\n".join(f"- {line}" for line in lines), open_] if each)
    turn.say(words, topic="my_case", choices=[call_me(language)])
    return True


def _other_results(turn: Turn) -> Iterator[str]:
    if "calculate_wages" in turn.topics and (limit := limit_of(turn)):
        yield most_of_pay(limit, turn.language)
    if "calculate_interest" in turn.topics and (growth := growth_of(turn)):
        yield sentences(explain_growth(growth, "web", turn.language))[0]
    counted = next((last.text for last in turn.said_before if last.topic == "deadlines"), "")
    if counted:
        yield sentences(counted)[0]


def _hearts(turn: Turn) -> list[str]:
    """The first sentence of each of the last answers, the oldest first."""
    hearts: dict[str, str] = {}
    for last in turn.said_before:
        if last.question and len(hearts) < MOST:
            hearts.setdefault(f"{last.topic}/{last.question}", heart(turn, last))
    return [*dict.fromkeys(reversed(hearts.values()))]
