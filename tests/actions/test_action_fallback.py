"""Not understood, once and twice."""

from __future__ import annotations

import pytest
from rasa_sdk.events import FollowupAction

from actions.action_fallback import ActionFallback
from actions.base import World
from shortfall.content.questions import label
from shortfall.content.texts import text
from tests.actions.helper import assert_events, assert_texts, bot, create_tracker, run_action
from tests.actions.talk import Talk

LIKELY = ["jail", "short_sale/tax", "calculate"]


def test_what_was_likely_meant_to_choose_from(world: World) -> None:
    outcome = run_action(ActionFallback(), create_tracker("hm", "nlu_fallback", likely=LIKELY), world)
    assert_texts(outcome, text("unclear.likely", "en"))
    assert outcome.payloads == ["/jail/overview", "/short_sale/tax", "/calculate"]
    assert_events(outcome, FollowupAction("action_listen"))


@pytest.mark.parametrize("before", ["fallback", "complaint"])
def test_the_second_time_it_is_said_and_a_person_comes(world: World, before: str) -> None:
    tracker = create_tracker("hm", "nlu_fallback", likely=LIKELY, earlier=[bot(topic=before)])
    outcome = run_action(ActionFallback(), tracker, world)
    assert text("unclear.twice", "en") in outcome.texts[0] and label("jail", "en") in outcome.texts[0]
    assert "(312) 600-8815" in outcome.texts[0] and outcome.payloads == ["/callback", "/free_help/overview"]


def test_who_tells_something_after_a_menu_is_asked_on(world: World) -> None:
    told = [{"entity": "state", "value": "IL"}]
    tracker = create_tracker("hm", "nlu_fallback", entities=told, earlier=[bot(topic="fallback")])
    assert_texts(run_action(ActionFallback(), tracker, world), text("desk.ask", "en"))


def test_who_says_a_choice_again_gets_it(world: World) -> None:
    title = label("debt_collectors/prove_it", "en")
    buttons = [{"title": title, "payload": "/debt_collectors/prove_it"}]
    before = {**bot("Is it one of these?", topic="fallback"), "data": {"buttons": buttons}}
    words = "and how would a collector have to prove it, i clean offices"
    outcome = run_action(ActionFallback(), create_tracker(words, "nlu_fallback", earlier=[before]), world)
    assert_texts(outcome, "utter_debt_collectors/prove_it")


def test_nothing_to_choose_from(world: World) -> None:
    outcome = run_action(ActionFallback(), create_tracker("hm", "nlu_fallback"), world)
    assert_texts(outcome, text("unclear.sorry", "en"))


def test_figures_after_a_result_are_plain_enough(talk: Talk) -> None:
    talk.say("I owe 312k and it sold for 250k in illinois", "calculate")
    assert "$12,000" in talk.say(
        "suppose that in the end the whole place had really sold for 300k, what would it be then?", "out_of_scope", 0.3
    )
