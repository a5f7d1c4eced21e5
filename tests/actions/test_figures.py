"""Figures from words, and what they become."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from actions.figures import SKIPPED, complete, read_back, settle, to_figures, to_interval, understand, with_defaults
from shortfall.law.intervals import Interval
from tests.actions.helper import usd

ON = date(2026, 11, 23)
HAVE: dict[str, Any] = {"estimate_debt": usd(312000), "estimate_sale_price": usd(250000)}


@pytest.mark.parametrize(
    ("text", "asked", "slots"),
    [
        ("I owe 312k and it sold for 250", None, HAVE),
        ("about 300k", "estimate_debt", {"estimate_debt": usd(300000)}),
        ("between 300 and 320k", "estimate_debt", {"estimate_debt": usd(300000, 320000)}),
        ("it sold for 250 in texas", "estimate_debt", {"estimate_sale_price": usd(250000), "estimate_state": "TX"}),
        ("my payments were 280k", "estimate_debt", {"estimate_debt": usd(280000)}),
        ("in", "estimate_state", {"estimate_state": "IN"}),
        ("in", "estimate_debt", {}),
        ("I owe 312k, well I owe 320k", None, {"estimate_debt": usd(312000)}),
        ("no idea", "estimate_debt", {}),
    ],
)
def test_figures_find_their_slots(text: str, asked: str | None, slots: dict[str, Any]) -> None:
    assert understand(text, {}, asked, on=ON).slots == slots


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("no, 280 not 250", "estimate_sale_price"),
        ("280 instead of 312", "estimate_debt"),
        ("what if it sells for 280?", "estimate_sale_price"),
    ],
)
def test_a_correction_changes_the_figure_that_is_denied(text: str, slot: str) -> None:
    assert understand(text, HAVE, "estimate_state", on=ON).slots == {slot: usd(280000)}


def test_a_denied_figure_that_nobody_gave_answers_the_question_asked() -> None:
    assert understand("280 not 999", {}, "estimate_debt", on=ON).slots == {"estimate_debt": usd(280000)}


def test_a_bare_figure_without_a_question_has_no_place() -> None:
    understood = understand("280", HAVE, on=ON)
    assert understood.slots == {}
    assert [amount.high for amount in understood.unplaced] == [280000]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("a trillion dollars", "too large"),
        ("-5000", "below zero"),
        ("200k euros", "US dollars"),
        ("nothing", "nothing is owed"),
    ],
)
def test_what_makes_no_sense_is_asked_about_and_not_kept(text: str, part: str) -> None:
    understood = understand(text, {}, "estimate_debt", on=ON)
    assert understood.question is not None and part in understood.question
    assert understood.slots == {}


@pytest.mark.parametrize(("text", "yes"), [("yes", True), ("20k", False), ("it was 20,000", False)])
def test_an_unusual_figure_can_be_confirmed(text: str, yes: bool) -> None:
    have = {"estimate_debt": usd(312000)}
    assert understand("20k", have, "estimate_sale_price", on=ON).doubtful == "estimate_sale_price"
    assert settle(text, "20k", have, "estimate_sale_price", on=ON, yes=yes).slots == {"estimate_sale_price": usd(20000)}


def test_yes_with_another_figure_takes_that_one() -> None:
    have = {"estimate_debt": usd(312000)}
    settled = settle("yes I meant 200k", "20k", have, "estimate_sale_price", on=ON, yes=True)
    assert settled.slots == {"estimate_sale_price": usd(200000)}


def test_an_impossible_figure_cannot_be_confirmed() -> None:
    assert settle("yes", "a trillion", {}, "estimate_debt", on=ON, yes=True).slots == {}


def test_yes_to_no_question_settles_nothing() -> None:
    assert settle("yes", "it is blue", HAVE, "estimate_state", on=ON, yes=True).slots == {}


@pytest.mark.parametrize("value", [None, SKIPPED, "250000", {}])
def test_no_interval_without_figures(value: Any) -> None:
    assert to_interval(value) is None


def test_an_unknown_state_is_none() -> None:
    assert to_figures({**HAVE, "estimate_state": "ZZ"}).state is None
    assert to_figures({**HAVE, "estimate_state": "IL"}).debt == Interval.of(312000)


@pytest.mark.parametrize(("state", "skipped"), [("IL", True), ("MI", False)])
def test_market_value_is_skipped_where_it_changes_nothing(state: str, skipped: bool) -> None:
    slots = with_defaults({**HAVE, "estimate_state": state}, ON)
    assert complete(slots) is skipped
    assert (slots.get("estimate_market_value") == SKIPPED) is skipped


def test_read_back_names_every_figure_as_a_range_where_it_is_one() -> None:
    slots = {
        "estimate_debt": usd(300000, 320000),
        "estimate_sale_price": usd(250000),
        "estimate_market_value": usd(280000),
        "estimate_state": "MI",
    }
    words = "$300,000 to $320,000 owed, sale price $250,000, market value $280,000, Michigan"
    assert read_back(slots) == words
    assert read_back({}) == ""
