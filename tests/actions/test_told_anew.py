"""What is told anew after a result: it is counted once, what changed is what is counted, and an objection is answered with the parts."""

from __future__ import annotations

import pytest

from actions.base import World
from shortfall.base.channel import Channel
from shortfall.base.gsm7 import folded, septets
from tests.actions.talk import Talk

RESULT = (
    "owed 151, sold for 112, illinois",
    "/refine",
    "judgment in may 2026 and sale in october 2026",
    "they paid taxes like 3 grand. 3150",
)


def result(world: World, channel: Channel) -> Talk:
    talk = Talk(world, channel=channel)
    for turn in RESULT:
        talk.say(turn)
    return talk


def test_the_round_sum_is_not_added_to_the_exact_one(world: World) -> None:
    talk = result(world, "web")
    assert [part for part in talk.card["components"] if part["name"] in {"advances", "costs", "fees"}] == [
        {"name": "advances", "low": "3150.00", "high": "3150.00"}
    ]


def test_what_changed_is_what_is_counted(world: World) -> None:
    talk = result(world, "web")
    before = talk.card["total"]
    assert "Changed" not in talk.say("owed 151, sold 112, taxes 3150", "calculate")
    assert talk.card["total"] == before
    assert "Changed: taxes and insurance of $2,900.\n" in talk.say("owed 151, sold 112, taxes 2900", "calculate")
    assert float(talk.card["total"]["low"]) == float(before["low"]) - 250


def test_a_month_put_right_after_a_result_is_reckoned_with(world: World) -> None:
    talk = result(world, "web")
    assert "Changed: judgment in June 2026" in talk.say("judgment was june not may", "how_long")
    (interest,) = (part for part in talk.card["components"] if part["name"] == "interest")
    assert float(interest["high"]) < 151_000 * 0.09 * 153 / 365


@pytest.mark.parametrize("channel", ["web", "sms"])
@pytest.mark.parametrize(
    "text",
    [
        "it jumped by like 8 grand. i only told you 3150",
        "that's more than i said",
        "subió como 8 mil, yo solo dije 3150",
    ],
)
def test_an_objection_is_answered_with_each_part(world: World, channel: Channel, text: str) -> None:
    talk = result(world, channel)
    case = talk.case.values(), talk.case["debt"], talk.case["sale_price"], talk.case["taxes"]
    said = talk.say(text, "correct")
    for part in (
        "$151,000",
        "$3,150",
        "$112,000",
        "for 123 to 183 days at $37.23 a day (9% a year)",
        "To change a part",
    ):
        assert part in said
    assert case == (talk.case.values(), talk.case["debt"], talk.case["sale_price"], talk.case["taxes"])
    assert channel == "web" or septets(folded(said)) <= 306


def test_an_objection_with_a_new_price_is_that_price(world: World) -> None:
    talk = result(world, "web")
    talk.say("that went up, it sold for 120 not 112", "correct")
    assert talk.card["sale_price"]["low"] == "120000.00"


def test_by_text_a_result_names_its_parts(world: World) -> None:
    said = result(world, "sms").last
    for part in ("$151,000 owed", "interest for 123 to 183 days at $37.23 a day (9% a year)", "$3,150 taxes", "in all"):
        assert part in said
    assert septets(folded(said)) <= 306
