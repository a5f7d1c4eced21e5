"""The result of an estimate."""

from __future__ import annotations

import pytest

from actions.action_estimate import ActionEstimate
from actions.base import World
from actions.figures import SKIPPED, UNKNOWN
from tests.actions.helper import assert_events, assert_texts, create_tracker, run_action, usd

SLOTS = {
    "estimate_debt": usd(312000),
    "estimate_sale_price": usd(250000),
    "estimate_state": "IL",
    "estimate_market_value": SKIPPED,
}


def test_the_figure_its_rule_and_what_is_left_out(world: World) -> None:
    outcome = run_action(ActionEstimate(), create_tracker(slots=SLOTS), world)
    assert_events(outcome)
    assert_texts(outcome, "I read: $312,000 owed, sale price $250,000, Illinois.")
    assert outcome.texts[0] == (
        "I read: $312,000 owed, sale price $250,000, Illinois. If that is not right, tell me.\n\n"
        "With $312,000 owed and a sale at $250,000, the rough shortfall in Illinois is $62,000. "
        "Interest, fees and costs can change it."
    )
    rule, left_out, _ = outcome.card["notes"]
    assert rule.startswith("The rule in Illinois: ") and "735 ILCS 5/15-1508" in rule
    assert left_out.startswith("Not in this figure: interest")
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


@pytest.mark.parametrize("channel", ["web", "sms"])
def test_without_a_state_the_figure_says_that_the_state_matters(world: World, channel: str) -> None:
    slots = {**SLOTS, "estimate_state": UNKNOWN}
    outcome = run_action(ActionEstimate(), create_tracker(slots=slots, channel=channel), world)
    assert_texts(outcome, "The rule of the state, interest, fees and costs can change it.")


@pytest.mark.parametrize("lacking", SLOTS)
def test_silent_when_the_form_was_left(world: World, lacking: str) -> None:
    outcome = run_action(ActionEstimate(), create_tracker(slots={**SLOTS, lacking: None}), world)
    assert_events(outcome)
    assert_texts(outcome)
