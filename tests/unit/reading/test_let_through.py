"""Facts that are read and may not stand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from shortfall.reading.facts import read_facts
from shortfall.talk.case import Case

ON = date(2026, 11, 30)


def after(*messages: str) -> Case:
    case = Case()
    for turn, message in enumerate(messages):
        case = case.heard(read_facts(message, ON, case=case.slot()), turn)
    return case


@pytest.mark.parametrize(
    ("messages", "known"),
    [
        # No price without a sale, and none that is what is owed.
        (("why do they keep 96 of my check", "why 96? I owe 30,500, says the court"), {"sale_price": None}),
        (("I owe 140 on it", "nobody bought it, and 140 is what I owe"), {"sale_price": None}),
        (("the judgment is 30,500", "30,500. I do not want to talk about any sale"), {"sale_price": None}),
        (("se deben 140 mil", "la remataron en 118 mil"), {"sale_price": {"low": "118000", "high": "118000"}}),
        # What is taken back by its name is gone, and the day beside it is no other day.
        (
            ("the hearing is december 17", "there is no hearing on december 17"),
            {"hearing_date": None, "judgment_date": None},
        ),
        (("the hearing is december 17", "please take out the hearing"), {"hearing_date": None}),
        (("no hearing until december 17",), {"hearing_date": ["2026-12-17", "2026-12-17"]}),
        (("it's a rental I let out", "it's NOT a rental"), {"home": None}),
        (("I owe 140, it sold for 118", "there's no sale price, it has not been sold"), {"sale_price": None}),
        # Sums that are disowned, whatever they were noted as.
        (("it sold for 118", "that 118,000 is not right, I never told you a price"), {"sale_price": None}),
        (("I owe 140", "the 140 is not right, it's 162"), {"debt": {"low": "162000", "high": "162000"}}),
        (("la remataron en 118 mil", "los 118 mil no es cierto, quítelo"), {"sale_price": None}),
        (("no idea what mine is worth, the one next door listed at 130",), {"market_value": None}),
        (("¿de dónde sale el 96, es el de 771 menos 675?",), {"sale_price": None}),
        # Every Friday is no Friday.
        (("they take 96 from my check every friday, no auction",), {"sale_date": None}),
        (("it was sold in may for 118", "no wait, it hasn't been sold yet"), {"sale_price": None}),
    ],
)
def test_what_is_known(messages: tuple[str, ...], known: dict[str, Any]) -> None:
    case = after(*messages)
    assert {name: case[name] for name in known} == known
