"""Two questions in one message, or three."""

from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk.events import ActiveLoop, FollowupAction

from actions.action_two_topics import FIRST, FORMS, ActionTwoTopics
from actions.base import World
from shortfall.content.questions import JOBS
from tests.actions.helper import assert_events, assert_texts, create_tracker, run_action


def asked(*topics: str) -> dict[str, Any]:
    """What the engine says of a message about these topics."""
    responses = {
        topic: {"response": {"utter_action": f"utter_{topic}/overview"}}
        for topic in topics
        if topic not in JOBS.keys() | {"cancel"} | FIRST.keys() and "/" not in topic
    }
    return {"topics": list(topics), "response_selector": responses}


def test_all_are_answered_in_order_and_what_is_only_opened_last(world: World) -> None:
    heard = asked("jail", "exemptions/car", "bankruptcy") | {"opened": ["exemptions/car"]}
    outcome = run_action(ActionTwoTopics(), create_tracker("?", "two_topics", **heard), world)
    assert_texts(outcome, "utter_jail/overview", "utter_bankruptcy/overview", "utter_exemptions/car")
    assert_events(outcome)


@pytest.mark.parametrize(("job", "form"), [(job, form) for job, (_, form) in FORMS.items()])
def test_a_calculation_that_is_asked_for_too_is_begun_behind_the_questions(job: str, form: str, world: World) -> None:
    heard = asked(job, "exemptions/car") | {"opened": ["exemptions/car"]}
    outcome = run_action(ActionTwoTopics(), create_tracker("?", "two_topics", **heard), world)
    assert outcome.texts[0] == "utter_exemptions/car" and len(outcome.texts) == 2
    assert outcome.events[-1] == FollowupAction(form)


def test_a_day_that_is_near_comes_before_the_questions(world: World) -> None:
    heard = asked("urgent", "exemptions/car") | {"opened": ["exemptions/car"]}
    outcome = run_action(ActionTwoTopics(), create_tracker("the sale is on Friday", "two_topics", **heard), world)
    assert outcome.texts[-1] == "utter_exemptions/car" and len(outcome.texts) == 2


def test_none(world: World) -> None:
    assert_texts(run_action(ActionTwoTopics(), create_tracker("?", topics=None), world))


def test_a_call_that_is_wanted_besides_is_begun(world: World) -> None:
    outcome = run_action(ActionTwoTopics(), create_tracker("?", "two_topics", **asked("jail", "callback")), world)
    assert outcome.texts[0] == "utter_jail/overview" and len(outcome.texts) == 2
    assert outcome.events[-1] == FollowupAction("callback_form")


def test_a_call_that_is_not_wanted_is_left(world: World) -> None:
    tracker = create_tracker("?", "two_topics", form="callback_form", **asked("jail", "cancel"))
    outcome = run_action(ActionTwoTopics(), tracker, world)
    assert outcome.texts[-1] == "utter_jail/overview"
    assert ActiveLoop(None) in outcome.events


def test_by_text_what_is_not_covered_is_no_rest_of_an_answer(world: World) -> None:
    for channel, texts in (
        ("sms", ["utter_jail/overview"]),
        ("web", ["utter_jail/overview", "utter_out_of_scope/overview"]),
    ):
        tracker = create_tracker("?", "two_topics", **asked("jail", "out_of_scope"))
        tracker.latest_message = {**tracker.latest_message}
        tracker.events = [{"event": "user", "input_channel": channel, "parse_data": {}}]
        assert run_action(ActionTwoTopics(), tracker, world).texts == texts
