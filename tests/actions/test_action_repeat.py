"""What is said again: the heart of the last answer, and no other subject."""

from __future__ import annotations

from typing import Any

import pytest

from actions.action_repeat import ActionRepeat
from actions.base import World
from shortfall.content.questions import Language
from tests.actions.helper import bot, create_tracker, run_action

LOCKS = "sale_process/enter_or_locks"


def answered(name: str, text: str) -> dict[str, Any]:
    """An answer of the assistant before."""
    topic, _, question = name.partition("/")
    return {"event": "bot", "text": text, "metadata": {"metadata": {"topic": topic, "question": question}}}


def say(words: str, acts: list[str], *earlier: dict[str, Any], language: Language = "en", world: World) -> str:
    case = {"language": {"value": language, "words": "", "turn": 0, "sure": True}}
    tracker = create_tracker(words, intent="repeat", acts=acts, earlier=list(earlier), slots={"case": case})
    return run_action(ActionRepeat(), tracker, world).texts[0]


def test_who_concludes_from_an_answer_hears_its_heart(world: World) -> None:
    long = answered("exemptions/car", "**Can they take my car?** In Illinois it is so. And more. And more.")
    heart = say("ok so my uncle is wrong", [], long, world=world)
    assert heart.startswith("The heart of it: In Illinois one car is protected") and "?" not in heart
    assert "wildcard" not in heart
    spanish = say("gracias a dios, mi tio esta mal", [], long, language="es", world=world)
    assert spanish.startswith("Lo principal: En Illinois un carro")


def test_who_did_not_understand_hears_less_and_is_asked_what_was_not_clear(world: World) -> None:
    long = answered("exemptions/car", "In Illinois it is so. And more. And more.")
    first = say("i don't understand that", ["repeat"], long, world=world)
    assert first.startswith("In plain words: In Illinois one car") and "Which word" in first
    # After what was repeated it is still that answer.
    again = say("still dont get it", ["repeat"], long, bot(first, topic="exemptions"), world=world)
    assert again == first


@pytest.mark.parametrize("opening", ["", "In short: ", "In plain words: "])
def test_an_urgent_reply_has_a_heart_too_and_openings_do_not_pile_up(opening: str, world: World) -> None:
    text = f"{opening}Only the sheriff may put you out, with a court order. Call at once. And more."
    said = say("so he is wrong", [], bot(text, topic="urgent"), world=world)
    assert said == "The heart of it: Only the sheriff may put you out, with a court order."
    # Who concludes from it once more is not told it again: a person comes.
    again = say("so he is wrong", [], bot(text, topic="urgent"), bot(said, topic="urgent"), world=world)
    assert said not in again and "(312) 600-8815" in again
