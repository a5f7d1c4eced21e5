"""Not understood, once and twice."""

from __future__ import annotations

from rasa_sdk.events import FollowupAction

from actions.action_fallback import ActionFallback
from actions.base import World
from shortfall.content.texts import text
from tests.actions.helper import assert_events, assert_texts, bot, create_tracker, run_action
from tests.actions.talk import Talk

LIKELY = ["jail", "short_sale/tax", "calculate"]


def test_what_was_likely_meant_to_choose_from(world: World) -> None:
    outcome = run_action(ActionFallback(), create_tracker("hm", "nlu_fallback", likely=LIKELY), world)
    assert_texts(outcome, text("unclear.likely", "en"))
    assert outcome.payloads == ["/jail/overview", "/short_sale/tax", "/calculate"]
    assert_events(outcome, FollowupAction("action_listen"))


def test_the_second_time_the_desk_asks(world: World) -> None:
    tracker = create_tracker("hm", "nlu_fallback", likely=LIKELY, earlier=[bot(topic="fallback")])
    outcome = run_action(ActionFallback(), tracker, world)
    assert_texts(outcome, text("desk.ask", "en"))


def test_nothing_to_choose_from(world: World) -> None:
    outcome = run_action(ActionFallback(), create_tracker("hm", "nlu_fallback"), world)
    assert_texts(outcome, text("unclear.sorry", "en"))


def test_figures_after_a_result_are_plain_enough(talk: Talk) -> None:
    talk.say("I owe 312k and it sold for 250k in illinois", "calculate")
    assert "$12,000" in talk.say(
        "suppose that in the end the whole place had really sold for 300k, what would it be then?", "out_of_scope", 0.3
    )
