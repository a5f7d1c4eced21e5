"""Days that belong to another clause, to a limit or to hearsay, and the day of a confirmation."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from shortfall.reading.facts import read_facts

ON = date(2025, 11, 20)
JUDGED = {"judgment_date": {"value": ["2025-01-05", "2025-01-05"], "turn": 1}}
SOLD = {
    "stage": {"value": "sold", "turn": 1},
    "sale_date": {"value": ["2025-10-01", "2025-10-31"], "turn": 2},
}


def days(text: str, asked: str | None = None, case: dict[str, Any] | None = None) -> dict[str | None, str]:
    """The first day of each date, by what it is the date of."""
    return {fact.role: fact.value[0] for fact in read_facts(text, ON, asked, case=case or {}) if fact.name == "date"}


@pytest.mark.parametrize(
    "text",
    [
        "they sold it at the sheriffs sale, and now yesterday I go to get groceries and my card is declined",
        "they auctioned the place and then on november 4 my truck got repossessed",
        "the house sold, yesterday my bank card stopped working",
        "somebody bought it at the auction but last week my boss got a letter",
        "ya vendieron la casa y ayer me cortaron la luz",
        "la remataron, y el 3 de noviembre me bloquearon la tarjeta",
        "se hizo la subasta pero ayer el cajero no me dio nada",
    ],
)
def test_a_day_of_another_clause_is_not_that_of_the_sale(text: str) -> None:
    assert "sale" not in days(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("it went to auction, i think back in march, for 200k", "2025-03-01"),
        ("they sold it, on november 4", "2025-11-04"),
        ("la vendieron, creo que en octubre", "2025-10-01"),
    ],
)
def test_a_clause_that_says_only_a_day_speaks_of_the_one_before_it(text: str, day: str) -> None:
    assert days(text)["sale"] == day


@pytest.mark.parametrize(
    "text",
    [
        "mi primo dice que en el winter no pueden sacar a nadie, que hasta abril",
        "o sea tengo hasta abril verdad?",
        "till march, is that so",
        "it is only until the end of april",
        "I guess until april",
        "hasta fines de marzo",
        "my neighbor says it was march",
        "mi vecino dice que en abril",
        "somebody told me april",
    ],
)
def test_a_limit_and_hearsay_answer_no_question_for_a_day(text: str) -> None:
    assert days(text, "estimate_time", JUDGED) == {} == days(text, None, SOLD)


@pytest.mark.parametrize(
    "text", ["they cant sell it until april", "no la pueden vender hasta abril", "they may not auction it until dec 3"]
)
def test_a_sale_is_not_on_the_day_until_which_there_is_none(text: str) -> None:
    assert days(text) == {}


@pytest.mark.parametrize(
    "text", ["the sale was postponed until january 18", "movieron la subasta hasta el 18 de enero"]
)
def test_what_is_put_off_until_a_day_is_on_it(text: str) -> None:
    assert days(text) == {"sale": "2026-01-18"}


@pytest.mark.parametrize("case", [SOLD, JUDGED, {}])
@pytest.mark.parametrize(
    "text",
    [
        "la confirmaron el 9 de noviembre",
        "se confirmó el 9 de noviembre",
        "la aprobaron el 9 de noviembre",
        "ya fue confirmada el 9 de noviembre",
        "they confirmed it november 9",
        "it got approved on november 9",
        "la vendieron y la confirmaron el 9 de noviembre",
    ],
)
def test_a_confirmation_has_its_own_day(text: str, case: dict[str, Any]) -> None:
    assert days(text, "estimate_time", case) == {"confirmed": "2025-11-09"}


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("last i paid was like june 2022", "2022-07-01"),
        ("the last time i paid anything was march 2021", "2021-04-01"),
        ("last check i sent them was in april 2023", "2023-05-01"),
        ("my last payment, i think june 2022", "2022-07-01"),
        ("la ultima vez que pague fue en junio de 2022", "2022-07-01"),
        ("lo ultimo que pague fue en mayo del 2021", "2021-06-01"),
        ("lo último que les mandé fue en agosto 2022", "2022-09-01"),
    ],
)
@pytest.mark.parametrize("asked", [None, "estimate_time"])
def test_the_last_payment_is_a_month_before_the_first_that_was_missed(text: str, first: str, asked: str | None) -> None:
    assert days(text, asked) == {"missed": first}


@pytest.mark.parametrize(
    "text",
    [
        "can the sale on December 15 be put off",
        "could the auction on dec 15 be postponed so that I can find a buyer",
        "may I sell it to him before December 15, the day of the sale",
    ],
)
def test_a_day_that_is_to_come_is_no_sum_and_not_over(text: str) -> None:
    found = read_facts(text, ON)
    assert [fact.value[0] for fact in found if fact.name == "date"] == ["2025-12-15"]
    assert not [fact for fact in found if fact.name == "money"]


@pytest.mark.parametrize("text", ["with December 15 so near, who can call me", "con el 15 de diciembre tan cerca"])
def test_a_day_that_was_told_is_that_day_again(text: str) -> None:
    coming = {
        "stage": {"value": "sale_set", "turn": 1},
        "sale_date": {"value": ["2025-12-15", "2025-12-15"], "turn": 1},
    }
    found = read_facts(text, ON, case=coming)
    assert "2024-12-15" not in [fact.value[0] for fact in found if fact.name == "date"]
    assert "sold" not in [fact.value for fact in found if fact.name == "stage"]
