"""Sums that somebody asks for, and sums that lie in an account: the ones are not paid, the others no pay."""

from __future__ import annotations

import pytest

from tests.unit.reading.test_silent_figures import read

HOUSE = {"debt": 190_000, "sale_price": 150_000}


@pytest.mark.parametrize(
    ("text", "sum_"),
    [
        ("they say pay $200 to show good faith. shd i??", "200"),
        ("me piden 200 para empezar", "200"),
        ("they want 300 by friday", "300"),
        ("she asked for 250 up front", "250"),
        ("the man says send him 400 first", "400"),
        ("he told me to wire 1,500 today", "1500"),
        ("dicen que mande $150 hoy", "150"),
        ("quieren 500 de entrada", "500"),
        ("la señora me dijo que deposite 350", "350"),
    ],
)
@pytest.mark.parametrize("known", [{}, HOUSE, {"deficiency": 31_000}])
@pytest.mark.parametrize("asked", [None, "estimate_added"])
def test_what_somebody_asks_for_is_not_paid(text: str, sum_: str, known: dict[str, int], asked: str | None) -> None:
    assert read(text, asked, known) in ({"other": sum_}, {})


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("I paid them 200 already", {"payment": "200"}),
        ("they want 39,400 by friday", {"deficiency": "39400"}),
        ("they want 9,500 to settle", {"offer": "9500"}),
    ],
)
def test_what_is_paid_claimed_or_offered_stays_so(text: str, sums: dict[str, str]) -> None:
    assert read(text, known={"deficiency": 31_000}).items() >= sums.items()


@pytest.mark.parametrize(
    "text",
    [
        "3100 is whats stuck in the bank, not my pay",
        "its all paycheck in there. 3100",
        "they froze 3100, all of it paychecks",
        "there's 3,100 in the account from my paycheck",
        "hay 3100 en la cuenta, es puro sueldo",
        "tengo 3100 congelados, es mi sueldo",
        "todo es sueldo lo que hay ahí adentro. 3100",
    ],
)
@pytest.mark.parametrize("asked", [None, "wages_gross", "wages_period", "wages_disposable"])
def test_money_in_an_account_is_no_pay(text: str, asked: str | None) -> None:
    assert read(text, asked) == {"savings": "3100"}
    assert read(text, asked, {"pay": 3100}) == {"savings": "3100", "-pay": []}


@pytest.mark.parametrize("asked", [None, "wages_period", "wages_disposable"])
@pytest.mark.parametrize(
    "text", ["not my pay", "thats not my pay", "it isn't my paycheck", "no es mi sueldo", "eso no es mi salario"]
)
def test_pay_is_taken_back(text: str, asked: str | None) -> None:
    assert read(text, asked, {"pay": 3100}) == {"-pay": []}


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("I clear about 1150 a week", {"take_home": "1150", "period": "weekly"}),
        ("640 a week hits my checking account", {"pay": "640", "period": "weekly"}),
        ("the bank froze my account. I make 900 a week", {"pay": "900", "period": "weekly"}),
        ("congelaron mi cuenta. gano 700 a la semana", {"pay": "700", "period": "weekly"}),
    ],
)
def test_what_comes_in_each_payday_is_pay(text: str, sums: dict[str, str]) -> None:
    assert read(text) == sums
