"""Whole estimates as people tell them, in one message or several: what the card comes to."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.actions.talk import Talk

TALKS = [
    (["@how much would i owe", "like 3 hundred 12 thousand", "250", "illinois"], "deficiency", "62000"),
    (["@house in IL sold for 180k, owed 230k", "wait it was 245 not 230"], "deficiency", "65000"),
    (["@owed between 220 and 230, sold 190, illinois"], "deficiency", "30000-40000"),
    (["@first is 180, second is 35, bank got it for 170, illinois"], "deficiency", "10000"),
    (["@owed 200k sold 150k illinois", "i already paid them 8k since"], "deficiency", "42000"),
    (["@owed 200k sold 150k illinois", "plus 6k in legal fees and 2,500 back taxes"], "deficiency", "58500"),
    (["@whats my deficiency", "payoff was 204,331.18", "166,000", "illinois"], "deficiency", "38331.18"),
    (["@I owed 300k it sold for 320k in illinois"], "surplus", "20000"),
    (["@they got 142 from the auction, we were in it for 198. illinois"], "deficiency", "56000"),
    (["@paid 320 for it in 06, owed 280, sold at 205, illinois"], "deficiency", "75000"),
    (
        ["@estimate it", "no idea what i owe, maybe 180 to 190", "it sold for 140", "illinois"],
        "deficiency",
        "40000-50000",
    ),
    (["@debo 220 mil y la vendieron en 175 mil en illinois"], "deficiency", "45000"),
    (["@half of 400k is what i owe, sold for 150k, il"], "deficiency", "50000"),
    (["@owed 200 sold for 20 less than that, illinois"], "deficiency", "20000"),
    (["@loan 201k at 6.875, sold for 160, illinois, payment was 1430 a month"], "deficiency", "41000"),
    (["@owe 165 on the house and 9 on the truck, house sold for 120, illinois"], "deficiency", "45000"),
    (["@owed 225 sorry 252, sold for 200 illinois"], "deficiency", "52000"),
    (["@sold for 200, owed 240, il", "no the sale was 210", "and i owed 245"], "deficiency", "35000"),
    (["@owed 240k sold 200k illinois", "what if it was 215"], "deficiency", "25000"),
    (
        ["@what will i owe", "it was 262 when we bought and now it is 215", "160 and i owe 215", "illinois"],
        "deficiency",
        "55000",
    ),
    (["@owed 190, sold 160, illinois", "the lender added 6k in fees and i sent them 4 in june"], "deficiency", "32000"),
    (["@what will i owe", "244", "sold for 140, later resold for 195", "140", "illinois"], "deficiency", "104000"),
    (
        ["@what will i owe", "the demand says 233 and my statement says 219", "219", "sold for 150", "illinois"],
        "deficiency",
        "69000",
    ),
    (
        ["@what will i owe", "300", "not sold", "appraiser came in at 240, redfin has 255", "illinois"],
        "deficiency",
        "45000-108000",
    ),
    (["@I borrowed 180k, still owe 165k, it sold for 121k in illinois"], "deficiency", "44000"),
]


@pytest.mark.parametrize(("turns", "name", "comes_to"), TALKS, ids=[turns[0][:50] for turns, _, _ in TALKS])
def test_what_an_estimate_comes_to(talk: Talk, turns: list[str], name: str, comes_to: str) -> None:
    for turn in turns:
        talk.say(turn.removeprefix("@"), "calculate" if turn.startswith("@") else "nlu_fallback")
    low, _, high = comes_to.partition("-")
    sums = talk.card[name]
    assert (Decimal(sums["low"]), Decimal(sums["high"])) == (Decimal(low), Decimal(high or low))
