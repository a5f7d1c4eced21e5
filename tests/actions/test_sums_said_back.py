"""After an estimate: a sum that is said back, a question about something else, and a home its owner did not live in."""

from __future__ import annotations

import pytest

from actions.base import World
from shortfall.base.channel import Channel
from tests.actions.talk import Talk

TOLD = "owed 310,000 and it sold for 250,000"


@pytest.mark.parametrize("channel", ["web", "sms"])
def test_a_sum_said_back_is_no_new_figure_and_is_told_for_what_it_is(world: World, channel: Channel) -> None:
    talk = Talk(world, channel=channel)
    talk.talk(TOLD, "florida")
    said = talk.say("redfin has it at 290. do i get billed exactly 60,000?", "inform")
    assert "$60,000 is just $310,000 owed less the price of $250,000" in said
    assert talk.case["market_value"]["low"] == talk.case["market_value"]["high"] == "290000"
    again = talk.say("you said 60,000 and then 20,000, which is it?")
    assert "$20,000 takes off the home's worth" in again and again not in said
    assert talk.say("310 minus 250 is all that is, right?") not in (said, again)


def test_a_question_about_the_court_is_not_answered_with_the_sum(talk: Talk) -> None:
    talk.say(f"{TOLD} in illinois", "calculate")
    steps = [talk.say("where did that come from") for _ in range(2)]
    assert len({*steps}) == len(steps)
    said = talk.say("court is december 10 for the sale, what happens and how many days do i get", "sale_process")
    assert "This is how I got it" not in said


@pytest.mark.parametrize("channel", ["web", "sms"])
@pytest.mark.parametrize("words", ["we never lived there", "my cousin was renting it", "nosotros nunca vivimos ahí"])
def test_a_limit_for_a_home_lived_in_is_not_taken_for_another(world: World, channel: Channel, words: str) -> None:
    talk = Talk(world, channel=channel)
    said = talk.say(f"{TOLD} in florida, it was worth 290,000", "calculate")
    assert talk.card["headline"]["high"] == "20000.00"
    assert "did not live there, tell me" in said
    assert "judge" in talk.say(words, "inform") and "lives in" in talk.last
    assert talk.card["headline"] == {**talk.card["headline"], "low": "20000.00", "high": "60000.00"}
