"""The result of an estimate."""

from __future__ import annotations

import pytest

from actions.action_estimate import ActionEstimate
from actions.base import World
from tests.actions.helper import assert_events, assert_texts, create_tracker, run_action, usd

SLOTS = {"estimate_debt": usd(312000), "estimate_sale_price": usd(250000), "estimate_state": "IL"}


def test_the_figure_its_rule_and_what_is_left_out(world: World) -> None:
    outcome = run_action(ActionEstimate(), create_tracker(slots=SLOTS), world)
    assert_events(outcome)
    assert_texts(outcome, "I read: $312,000 owed, sale price $250,000, Illinois.")
    assert "$62,000" in outcome.texts[0] and "Not in this figure" in outcome.texts[0]
    assert outcome.card["deficiency"] == {"low": "62000.00", "high": "62000.00"}
    assert outcome.payloads[0] == "/callback"
    assert outcome.messages[0]["metadata"]["topic"] == "calculate"
    assert outcome.messages[0]["metadata"]["sources"][0]["url"].startswith("http")


def test_a_range_stays_a_range(world: World) -> None:
    slots = {**SLOTS, "estimate_debt": usd(300000, 320000)}
    outcome = run_action(ActionEstimate(), create_tracker(slots=slots), world)
    assert outcome.card["deficiency"] == {"low": "50000.00", "high": "70000.00"}


def test_a_text_message_is_short(world: World) -> None:
    outcome = run_action(ActionEstimate(), create_tracker(slots=SLOTS, channel="sms"), world)
    assert len(outcome.texts[0]) <= 306 and "I read" not in outcome.texts[0]


@pytest.mark.parametrize("lacking", ["estimate_debt", "estimate_sale_price"])
def test_silent_when_the_form_was_left(world: World, lacking: str) -> None:
    outcome = run_action(ActionEstimate(), create_tracker(slots={**SLOTS, lacking: None}), world)
    assert_events(outcome)
    assert_texts(outcome)
