"""Not understood, once and twice."""

from __future__ import annotations

from typing import Any

from rasa_sdk.events import FollowupAction

from actions.action_fallback import ActionFallback
from actions.base import World
from tests.actions.helper import assert_events, assert_texts, bot, create_tracker, run_action
from tests.actions.talk import Talk

RANKING: list[dict[str, Any]] = [
    {"name": name, "confidence": sure}
    for name, sure in (("jail", 0.3), ("greet", 0.2), ("short_sale", 0.2), ("calculate", 0.15), ("bankruptcy", 0.05))
]


def test_up_to_three_subjects_to_choose_from(world: World) -> None:
    outcome = run_action(ActionFallback(), create_tracker("hm", "nlu_fallback", intent_ranking=RANKING), world)
    assert_texts(outcome, "Is it one of these?")
    assert outcome.payloads == ["/jail/overview", "/short_sale/overview", "/calculate"]
    assert_events(outcome, FollowupAction("action_listen"))


def test_the_second_time_the_desk_asks(world: World) -> None:
    tracker = create_tracker("hm", "nlu_fallback", intent_ranking=RANKING, earlier=[bot(topic="fallback")])
    assert_texts(run_action(ActionFallback(), tracker, world), "where do things stand with the home?")


def test_nothing_to_choose_from(world: World) -> None:
    outcome = run_action(ActionFallback(), create_tracker("hm", "nlu_fallback"), world)
    assert_texts(outcome, "I am not sure what you mean. To point you the right way")


def test_figures_after_a_result_are_plain_enough(talk: Talk) -> None:
    talk.say("I owe 312k and it sold for 250k in illinois", "calculate")
    assert "$12,000" in talk.say(
        "suppose that in the end the whole place had really sold for 300k, what would it be then?", "out_of_scope", 0.3
    )
