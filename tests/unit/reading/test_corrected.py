"""What a message takes back of the case: every part of it, and nothing of it becomes another fact."""

from __future__ import annotations

from datetime import date

import pytest

from shortfall.reading.facts import read_facts
from shortfall.talk.case import Case

ON = date(2026, 12, 1)


def told(*talk: str) -> dict[str, str]:
    """What the case has after a talk: sums in dollars, the first day of each date, words."""
    case = Case()
    for turn, text in enumerate(talk):
        case = case.heard(read_facts(text, ON, case=case.slot()), turn)
    values = {name: known.value for name, known in case.facts.items()}
    return {
        name: value["low"].removesuffix(".00")
        if isinstance(value, dict)
        else value[0]
        if isinstance(value, list)
        else value
        for name, value in values.items()
        if name not in {"stage", "pay_period", "guessed"}
    }


@pytest.mark.parametrize(
    ("talk", "known"),
    [
        # Several at once, sums and days, and nothing of them is noted as something else.
        (["I owe 180k, it went for 150k. I earn 820 a week", "my pay isn't 820, it's 860, and it never sold for 150, take that out"], {"debt": "180000", "pay": "860"}),
        (["debo 180,000, se vendió en 150,000. gano 820 a la semana", "no gano 820, gano 860. y nadie pagó 150,000"], {"debt": "180000", "pay": "860"}),
        (["they sold it April 9 for 120,000", "nope, not April 9 and not 120,000"], {}),
        (["I was served Sept 8. I owe 64,000", "sept 8 is when I signed for the car, and I never owed 64,000"], {}),
        (["the sale is dec 17", "dec 17 is the day I move out, not the sale"], {"lockout_date": "2026-12-17"}),
        (["la subasta es el 17 de diciembre. debo 90,000", "eso de 90,000 y de 40,000 pagados no es verdad, bórrelo. y el 17 de diciembre es cuando me pagan, no la subasta"], {}),
        # A sum in words that deny is no new figure, unless they say which.
        (["it sold for 140,000", "gano 980 a la semana", "140 son dólares del cheque, no de la casa"], {"pay": "980"}),
        (["it sold for 140,000", "the 140 is what I owe, not the price"], {"debt": "140000"}),
        (["I owe 9,000 to the HOA", "nobody has pay of 9,000"], {"dues": "9000"}),
        # What is put right stays right, and a denial of something else takes nothing.
        (["I owe 150,000", "I have not paid 150,000, I owe it"], {"debt": "150000"}),
        (["sold for 95,000 on May 3", "May 3 is when they sold it"], {"sale_price": "95000", "sale_date": "2026-05-03"}),
        (["I owe 212k and it sold for 190k", "no, 198 not 190"], {"debt": "212000", "sale_price": "198000"}),
        # A plan that was not paid is no home loan.
        (["they closed my chapter 13 on June 8 because I couldn't pay the plan"], {}),
    ],
)  # fmt: skip
def test_what_is_denied_is_gone_and_becomes_nothing_else(talk: list[str], known: dict[str, str]) -> None:
    assert {name: value for name, value in told(*talk).items() if name != "bankruptcy"} == known


def test_what_a_court_did_with_a_bankruptcy_is_known() -> None:
    assert told("mi capítulo 13 me lo cerraron en junio")["bankruptcy"] == "dismissed"
    assert told("they dismissed my chapter 7 last year")["bankruptcy"] == "dismissed"
