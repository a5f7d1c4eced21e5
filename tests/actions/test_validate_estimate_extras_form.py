"""Answers to what makes an estimate closer."""

from __future__ import annotations

from typing import Any

import pytest

from actions.base import World
from actions.figure_form import SKIPPED
from actions.validate_estimate_extras_form import ValidateEstimateExtrasForm
from tests.actions.helper import (
    Outcome,
    assert_events,
    assert_form_closed,
    assert_slots,
    assert_texts,
    create_tracker,
    run_action,
    usd,
)

DONE: dict[str, Any] = {
    "estimate_debt": usd(312000),
    "estimate_sale_price": usd(250000),
    "estimate_state": "IL",
    "estimate_market_value": SKIPPED,
}
OVER: dict[str, Any] = {**DONE, "estimate_debt": usd(200000)}
MARCH = ["2026-03-01", "2026-03-31"]
OCTOBER = ["2026-10-01", "2026-10-31"]


def answer(
    world: World, text: str, asked: str | None, slots: dict[str, Any], intent: str = "inform", **more: Any
) -> Outcome:
    tracker = create_tracker(text, intent, slots=slots, form="estimate_extras_form", asked=asked, **more)
    return run_action(ValidateEstimateExtrasForm(), tracker, world)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("march and october", {"judgment": MARCH, "sale": OCTOBER}),
        ("sold in october, the judgment was in march", {"judgment": MARCH, "sale": OCTOBER}),
        ("7 months", {"days": ["213", "213"]}),
        ("6 to 8 months", {"days": ["183", "243"]}),
    ],
)
def test_the_time_from_judgment_to_sale(world: World, text: str, time: dict[str, Any]) -> None:
    assert_slots(answer(world, text, "estimate_time", DONE), estimate_time=time, estimate_tries=0)


def test_one_date_is_kept_and_the_other_asked_for(world: World) -> None:
    outcome = answer(world, "march", "estimate_time", DONE)
    assert_texts(outcome, "Got it: judgment March 2026")
    assert_slots(outcome, estimate_dates={"judgment": MARCH})
    assert "estimate_time" not in outcome.slots
    then = answer(world, "october", "estimate_time", {**DONE, "estimate_dates": {"judgment": MARCH}})
    assert_slots(then, estimate_time={"judgment": MARCH, "sale": OCTOBER})


def test_a_sale_before_the_judgment_is_asked_about_and_forgotten(world: World) -> None:
    outcome = answer(world, "judgment october 2025, sale march 2025", "estimate_time", DONE)
    assert_texts(outcome, "came before the judgment")
    assert "estimate_dates" not in outcome.slots
    assert_slots(outcome, estimate_tries=1)


@pytest.mark.parametrize(
    ("text", "added"),
    [
        ("fees 3,500 and taxes 6,000", {"fees": usd(3500), "advances": usd(6000)}),
        ("800", {"costs": usd(800)}),
        ("$1,250", {"costs": usd(1250)}),
        ("court costs were about 900", {"costs": usd(900)}),
        ("they paid 6,000 in taxes", {"advances": usd(6000)}),
    ],
)
def test_what_was_added(world: World, text: str, added: dict[str, Any]) -> None:
    outcome = answer(world, text, "estimate_added", {**DONE, "estimate_time": SKIPPED})
    assert_slots(outcome, estimate_added=added, estimate_liens=SKIPPED)


@pytest.mark.parametrize(
    ("text", "intent", "liens"),
    [
        ("45", "inform", usd(45000)),
        ("a second mortgage of 45k", "inform", usd(45000)),
        ("no", "deny", usd(0)),
        ("none", "inform", usd(0)),
        ("skip", "skip", SKIPPED),
    ],
)
def test_other_liens(world: World, text: str, intent: str, liens: Any) -> None:
    slots = {**OVER, "estimate_time": SKIPPED, "estimate_added": SKIPPED}
    assert_slots(answer(world, text, "estimate_liens", slots, intent), estimate_liens=liens)


def test_liens_are_not_asked_for_where_nothing_is_left_over(world: World) -> None:
    skipped = answer(world, "skip", "estimate_time", DONE, "skip")
    assert_slots(skipped, estimate_time=SKIPPED)
    assert "estimate_liens" not in skipped.slots
    outcome = answer(world, "skip", "estimate_added", {**DONE, "estimate_time": SKIPPED}, "skip")
    assert_slots(outcome, estimate_added=SKIPPED, estimate_liens=SKIPPED)


def test_a_figure_of_the_estimate_may_change_here_too(world: World) -> None:
    assert_slots(answer(world, "it sold for 260", "estimate_time", DONE), estimate_sale_price=usd(260000))


def test_words_get_a_hint_and_the_third_miss_the_person(world: World) -> None:
    assert_texts(answer(world, "no idea really", "estimate_added", DONE), "fees 3,500")
    outcome = answer(world, "no idea really", "estimate_added", {**DONE, "estimate_tries": 2})
    assert outcome.payloads == ["/callback"]
    assert_form_closed(outcome, "estimate_extras_form")
    assert "estimate_debt" not in outcome.slots


@pytest.mark.parametrize("more", [{"intent": "wage_garnishment"}, {"returning": True}, {"asked": None}])
def test_what_is_not_for_the_form_is_left_alone(world: World, more: dict[str, Any]) -> None:
    outcome = answer(world, **{"text": "7 months", "asked": "estimate_time", "slots": DONE, **more})
    assert_events(outcome)
