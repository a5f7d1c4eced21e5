"""Days that were noted and are taken back, in whatever words, and the ones in their place."""

from __future__ import annotations

from datetime import date

import pytest

from shortfall.reading.facts import read_facts
from shortfall.talk.case import Case

TODAY = date(2026, 12, 1)
SOLD = "they auctioned the house on november 12 for 164,000, and I owed 230,000"
VENDIDA = "remataron la casa el 12 de noviembre en 164,000 y yo debia 230,000"
COURT = "my hearing is december 17"
CORTE = "tengo corte el 17 de diciembre"


def case_after(*messages: str) -> dict[str, object]:
    case = Case()
    for turn, message in enumerate(messages):
        case = case.heard(read_facts(message, TODAY, case=case.slot()), turn)
    return {name: part["value"] for name, part in case.slot().items()}


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (SOLD, "nobody said november 12"),
        (SOLD, "where does november 12 come from?"),
        (SOLD, "The 12th is a mistake."),
        (SOLD, "november 12, that is not right"),
        (SOLD, "your auction date is made up"),
        (SOLD, "please take that date out"),
        (VENDIDA, "nunca dije el 12 de noviembre"),
        (VENDIDA, "eso del 12 de noviembre está mal"),
        (VENDIDA, "borre esa fecha"),
        (COURT, "december 17 is not my hearing, it's my birthday"),
        (COURT, "no hearing date yet, strike that"),
        (CORTE, "el 17 de diciembre no es la corte, es mi cita del doctor"),
    ],
)
def test_a_day_that_is_taken_back_is_gone_and_the_sums_stay(before: str, said: str) -> None:
    left, right = case_after(before, said), case_after(before)
    assert not {"sale_date", "hearing_date"} & left.keys()
    assert {name: left[name] for name in ("debt", "sale_price") if name in right} == {
        name: right[name] for name in ("debt", "sale_price") if name in right
    }


@pytest.mark.parametrize(
    ("before", "said", "name", "day"),
    [
        (SOLD, "i never said november 12. it was november 24", "sale_date", "2026-11-24"),
        (SOLD, "the 12th is wrong, it was the 21st", "sale_date", "2026-11-21"),
        (COURT, "the hearing isn't the 17th, it's the 18th", "hearing_date", "2026-12-18"),
        (CORTE, "la corte no es el 17 es el 18", "hearing_date", "2026-12-18"),
    ],
)
def test_what_stands_in_its_place(before: str, said: str, name: str, day: str) -> None:
    assert case_after(before, said)[name] == [day, day]


@pytest.mark.parametrize(
    ("before", "said", "name"),
    [
        (SOLD, "is november 12 wrong?", "sale_date"),
        (SOLD, "the 230 is wrong, it was 203", "sale_date"),
        (COURT, "i can not go on december 17", "hearing_date"),
        (COURT, "december 17 is not the sale", "hearing_date"),
        (COURT, "it is wrong that they never told me before", "hearing_date"),
        (CORTE, "no puedo ir el 17 de diciembre", "hearing_date"),
    ],
)
def test_a_day_that_is_only_spoken_of_stays(before: str, said: str, name: str) -> None:
    assert case_after(before, said)[name] == case_after(before)[name]


@pytest.mark.parametrize(
    "said",
    [
        "I have a hearing dec 14 on the sale",
        "court is december 14 about the auction",
        "tengo corte el 14 de diciembre sobre la venta",
    ],
)
def test_a_day_in_court_about_a_sale_is_no_day_of_one(said: str) -> None:
    found = case_after(said)
    assert found.get("hearing_date") == ["2026-12-14", "2026-12-14"]
    assert "sale_date" not in found


def test_the_contrast_to_an_auction_is_no_sale_of_their_own() -> None:
    assert "ended" not in case_after(SOLD, "the 12th is when the letter came, not the auction")


def test_a_sum_told_behind_one_that_is_disowned_is_told_anew() -> None:
    assert case_after("i owed 230,000", "where did you get 230? i owed 203")["debt"] == {
        "low": "203000",
        "high": "203000",
    }
    assert "second_loan" not in case_after("240 on the first and 38 on the second", "the second was paid off")
