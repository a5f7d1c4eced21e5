""" "Say that again", "I don't understand that", "so my cousin is wrong": the heart of the last answer, in few words."""

from __future__ import annotations

import re
from dataclasses import replace

from rasa_sdk.events import EventType

from actions.base import Last, SafeAction, Turn, firm_phone
from actions.desk import acknowledge
from shortfall.base.firm import load_firm
from shortfall.content.placeholders import placeholders
from shortfall.content.questions import questions
from shortfall.content.texts import text
from shortfall.talk.asked_again import COMPLAINT, person
from shortfall.talk.compose import compose, sentences

SENTENCES = 2
OPENINGS = ("short", "heart", "simpler")
COUNTED = frozenset({"urgent", "deadlines"})
"""Answers that stand in no topic: their first sentence is their heart."""
FEW_WORDS = 7
_TITLE = re.compile(r"\A(?:\*\*[^*]{1,80}\*\*|[^.!?]{1,60}\?)\s+")
"""The question that stands before an answer where a message had two."""


_IN_SHORT = 200
"""Characters within which an answer that opens with a heading goes on."""


def heart(turn: Turn, last: Last) -> str:
    """The first sentence of an answer's short text, with the next ones where that is but a heading; of anything else its first two sentences."""
    question = questions().get(f"{last.topic}/{last.question}")
    if question is None:
        openings = [text(f"repeat.{key}", turn.language, text="|").partition("|")[0] for key in OPENINGS]
        words = " ".join(last.text.split())
        for opening in openings:
            words = words.removeprefix(opening)
        first, *rest = re.split(r"(?<=[.!?])\s+", words)
        enough = last.topic in COUNTED and len(first.split()) >= FEW_WORDS
        return first if enough else " ".join([first, *rest][:SENTENCES])
    values = placeholders(load_firm(), turn.world.today, turn.language)
    said = compose(question, turn.case, turn.language, "sms", values, brief=True).text
    short, *rest = sentences(_TITLE.sub("", said))
    heading = len(short.split()) < FEW_WORDS
    for sentence in rest if heading else ():
        if len(f"{short} {sentence}") > _IN_SHORT:
            break
        short = f"{short} {sentence}"
    return short


def to_repeat(turn: Turn) -> Last | None:
    """What is to be said again: the last message that told something, or the answer that it repeated."""
    said = [each for each in turn.said_before if each.topic != COMPLAINT]
    if not said or said[0].question or said[0].asking:
        return next(iter(said), None)
    answer = next((each for each in said if each.question and each.topic == said[0].topic), None)
    return replace(said[0], question=answer.question) if answer else said[0]


class ActionRepeat(SafeAction):
    """With the same choices. Who did not understand is asked what was not clear; who concludes from it hears it once more, and no question."""

    def name(self) -> str:
        return "action_repeat"

    def answer(self, turn: Turn) -> list[EventType]:
        last = to_repeat(turn)
        if last is None:
            turn.say(text("repeat.nothing", turn.language), topic="repeat")
            return []
        answered = last.topic in COUNTED or f"{last.topic}/{last.question}" in questions()
        key = "short" if not answered else "simpler" if "repeat" in turn.acts else "heart"
        noted = "" if "repeat" in turn.acts else acknowledge(turn)
        said = text(f"repeat.{key}", turn.language, text=heart(turn, last))
        if key == "heart" and not noted and any(said in each.text for each in turn.said_before):
            who = person(turn.case, turn.language, 0, firm_phone())  # it was concluded from once
            turn.say(who.text, topic=COMPLAINT, choices=who.choices)
            return []
        turn.say(
            f"{noted} {said}".strip(),
            topic=last.topic or "repeat",
            choices=last.choices,
            asking=last.asking,
        )
        return []
