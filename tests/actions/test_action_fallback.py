"""Not understood, once and twice."""

from __future__ import annotations

from typing import Any

from rasa_sdk.events import FollowupAction

from actions.action_fallback import ActionFallback
from actions.base import World
from tests.actions.helper import assert_events, assert_texts, bot, create_tracker, run_action

RANKING: list[dict[str, Any]] = [
    {"name": name} for name in ("jail", "greet", "short_sale", "calculate", "bankruptcy", None)
]


def test_up_to_three_subjects_to_choose_from(world: World) -> None:
    outcome = run_action(ActionFallback(), create_tracker("hm", "nlu_fallback", intent_ranking=RANKING), world)
    assert_texts(outcome, "Is it one of these?")
    assert outcome.payloads == ["/jail", "/short_sale", "/calculate"]
    assert_events(outcome, FollowupAction("action_listen"))


def test_the_second_time_a_person(world: World) -> None:
    tracker = create_tracker("hm", "nlu_fallback", intent_ranking=RANKING, earlier=[bot(topic="fallback")])
    outcome = run_action(ActionFallback(), tracker, world)
    assert_texts(outcome, "(312) 600-8815")
    assert outcome.payloads == ["/callback", "/jail", "/short_sale"]


def test_nothing_to_choose_from(world: World) -> None:
    outcome = run_action(ActionFallback(), create_tracker("hm", "nlu_fallback"), world)
    assert_texts(outcome, "say it another way")
    assert outcome.payloads == ["/callback"]
