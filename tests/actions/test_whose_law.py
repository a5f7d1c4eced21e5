"""What actions say to somebody in another state: no firm, no Illinois figure, the free help where they are."""

from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions.action_interest import ActionInterest
from actions.action_plan import ActionPlan
from actions.action_unhelpful import ActionUnhelpful
from actions.action_unsure import ActionUnsure
from actions.action_urgent import ActionUrgent
from actions.action_wages import ActionWages
from actions.base import SafeAction, Turn, World, call_me
from shortfall.base.gsm7 import foreign, septets
from shortfall.content.questions import questions
from tests.actions.helper import bot, create_tracker, run_action, usd

FIRM = "(312) 600-8815"


def known(**facts: str) -> dict[str, Any]:
    """A case slot."""
    return {"case": {name: {"value": value, "words": value, "turn": 1, "sure": True} for name, value in facts.items()}}


@pytest.mark.parametrize("channel", ["web", "sms"])
@pytest.mark.parametrize(
    ("action", "text", "earlier"),
    [
        (ActionUnhelpful(), "that did not help", []),
        (ActionUrgent(), "they sell my house tomorrow", []),
        (ActionUnsure(), "i am lost", [bot("x", topic="desk"), bot("y", topic="desk")]),
    ],
)
def test_free_help_of_their_state_in_place_of_the_firm(
    action: SafeAction, text: str, earlier: list[dict[str, Any]], channel: str, world: World
) -> None:
    told = run_action(action, create_tracker(text, slots=known(state="TX"), earlier=earlier, channel=channel), world)
    assert "texaslawhelp.org" in told.texts[0] and "Texas" in told.texts[0]
    assert FIRM not in told.texts[0] and "833-411-1121" not in told.texts[0]
    assert "/callback" not in told.payloads
    if channel == "sms":
        assert not foreign(told.texts[0]) and septets(told.texts[0]) <= 306
    here = run_action(action, create_tracker(text, slots=known(state="IL"), earlier=earlier, channel=channel), world)
    assert FIRM in here.texts[0]


@pytest.mark.parametrize(
    ("action", "slots"),
    [
        (ActionWages(), {"wages_gross": usd(1000), "wages_disposable": usd(800), "wages_period": "weekly"}),
        (ActionInterest(), {"judgment_amount": usd(62000)}),
        (ActionPlan(), {"judgment_amount": usd(62000), "plan_payment": usd(400)}),
    ],
)
def test_no_illinois_figure_elsewhere(action: SafeAction, slots: dict[str, Any], world: World) -> None:
    told = run_action(action, create_tracker("", slots={**slots, **known(state="TX")}), world)
    assert [text.removeprefix("utter_") in questions() for text in told.texts] == [True]
    here = run_action(action, create_tracker("", slots={**slots, **known(state="IL")}), world)
    assert here.card


@pytest.mark.parametrize(
    ("facts", "offered"),
    [({"state": "TX"}, []), ({"lives_in": "TX"}, []), ({"state": "IL"}, ["/callback"]), ({}, ["/callback"])],
)
def test_whatever_an_action_says_offers_no_call_elsewhere(
    facts: dict[str, str], offered: list[str], world: World
) -> None:
    dispatcher = CollectingDispatcher()
    Turn(dispatcher, create_tracker("x", slots=known(**facts)), world).say("x", topic="help", choices=[call_me("en")])
    assert [button["payload"] for button in dispatcher.messages[0]["buttons"]] == offered
