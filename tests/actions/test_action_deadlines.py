"""By when something is due, as talks."""

from __future__ import annotations

import pytest

from shortfall.base.gsm7 import septets
from tests.actions.talk import Talk

SERVED = "I was served on November 3, when is my answer due?"


def test_the_day_and_how_it_was_counted(talk: Talk) -> None:
    said = talk.say(SERVED)
    assert said.startswith("If the case is in Illinois: File your answer by Thursday, December 3, 2026.")
    assert "30 days after you were served (Tuesday, November 3, 2026), and that day itself is not counted" in said
    assert "The court's paper decides" in said
    rows = talk.card["rows"]
    assert [(row["name"], row["due"]) for row in rows[:2]] == [
        ("answer", "2026-12-03"),
        ("reinstatement", "2027-02-01"),
    ]
    assert [row["cite"] for row in rows[:2]] == ["Ill. S. Ct. R. 101(d), 181(a)", "735 ILCS 5/15-1602"]


def test_a_day_that_is_only_the_earliest_is_none_for_a_calendar(talk: Talk) -> None:
    talk.say("I was served on November 3, by when do I have to answer?")
    redemption = next(row for row in talk.card["rows"] if row["name"] == "redemption")
    assert redemption["when"] == "not before Thursday, June 3, 2027" and redemption["due"] is None


def test_in_illinois_it_is_said_without_an_if(talk: Talk) -> None:
    assert talk.talk("the house is in illinois", SERVED).startswith("File your answer by Thursday")


@pytest.mark.parametrize("state", ["Ohio", "Indiana", "California"])
def test_never_for_another_state(talk: Talk, state: str) -> None:
    said = talk.talk(f"the house is in {state}", SERVED)
    assert "December 3" not in said and "deadlines" not in talk.slots
    assert not any(message["metadata"].get("card") for message in talk.said)


def test_a_text_message_is_two_parts_at_most(talk: Talk) -> None:
    talk.channel = "sms"
    said = talk.say(SERVED)
    assert "Thursday, December 3, 2026" in said and "court's paper decides" in said
    assert septets(said) <= 306


def test_in_spanish(talk: Talk) -> None:
    talk.say("me entregaron los papeles de la corte el 3 de noviembre")
    talk.slots["case"] = {**talk.slots["case"], "language": {"value": "es", "words": "", "turn": 0, "sure": True}}
    said = talk.say("cuando tengo que contestar")
    assert "jueves 3 de diciembre de 2026" in said
