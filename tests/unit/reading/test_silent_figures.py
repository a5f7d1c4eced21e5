"""Figures that were once noted wrong without a word: each is noted as it was meant, or asked about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from shortfall.callbacks.window import parse_window
from shortfall.reading.facts import read_facts
from shortfall.reading.names import read_name

ON = date(2026, 10, 14)
NOW = datetime(2026, 10, 14, 10, tzinfo=ZoneInfo("America/Chicago"))


def read(text: str, asked: str | None = None, known: Mapping[str, int] | None = None) -> dict[str, Any]:
    """The figures by their roles, as strings; "a|b" where it is asked which; "-role" for one that is gone."""
    case = {
        name: {"value": {"low": str(value), "high": str(value)}, "turn": turn}
        for turn, (name, value) in enumerate((known or {}).items(), 1)
    }
    found: dict[str, Any] = {}
    for fact in read_facts(text, ON, asked, case=case):
        if fact.name == "money":
            ends = dict.fromkeys(f"{Decimal(fact.value[end]).normalize():f}" for end in ("low", "high"))
            other = f"|{fact.value['or']['low']}" if "or" in fact.value else ""
            found.setdefault(fact.role or "?", []).append("-".join(ends) + other)
        elif fact.name == "retracted":
            found[f"-{fact.value}"] = []
        elif fact.name == "pay_period":
            found["period"] = [fact.value]
    return {role: values[0] if len(values) == 1 else values for role, values in found.items()}


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("161 not 116 is the price", {"sale_price": "161000"}),
        ("I told him 214 for what I owe, that's wrong, it's 241", {"debt": "241000"}),
        ("They cut my hours so it's 480 now instead of 655 a week", {"pay": "480", "period": "weekly"}),
        ("I used to make 27 an hour, now it's 19 at 32 hours", {"pay": "608", "period": "weekly"}),
        ("I owe 203 or 230", {"debt": "230000|203000"}),
        ("I owe 225 or 230", {"debt": "225000-230000"}),
        ("it sold for 1 fifty 5", {"sale_price": "155000"}),
        ("condo got 1 eighteen 5", {"sale_price": "118500"}),
        ("sold for 144 and I owed 220 with the fees in", {"sale_price": "144000", "debt": "220000"}),
        ("la segunda 28 mil; el banco la sacó en 130 mil", {"second_loan": "28000", "sale_price": "130000"}),
        (
            "the second was 45k but the bank wrote that off, the first is 201k",
            {"second_loan": "45000|0", "debt": "201000"},
        ),
        ("20k less than what I owe", {"other": "20000"}),
        ("how long does it take to pay 40k at 300 a month", {"judgment": "40000", "monthly_payment": "300"}),
    ],
)
def test_a_message(text: str, sums: dict[str, str]) -> None:
    assert read(text) == sums


@pytest.mark.parametrize(
    ("text", "left", "out"),
    [
        ("I get 520 after they take 90 out", "520", "90"),
        ("me quitan 110 del cheque y me quedan 640 a la semana", "640", "110"),
        ("they took 147 and I see 640 a week", "640", "147"),
    ],
)
def test_what_is_left_after_a_taking_is_told_with_it(text: str, left: str, out: str) -> None:
    found = read(text)
    assert (found["take_home"], found["chosen"], found["taken"]) == (left, out, out) and "pay" not in found


@pytest.mark.parametrize(
    "text", ["I take home 905 after taxes, they take 162", "I get 520 after they take 90 out in taxes"]
)
def test_what_is_left_after_taxes_has_nothing_added_back(text: str) -> None:
    assert "chosen" not in read(text)


def test_two_periods_in_one_message() -> None:
    found = read("I make 52k a year but with child support out I see maybe 2,900 a month")
    assert (found["pay"], found["take_home"], found["period"]) == ("4333.33", "2900", "monthly")


def test_two_jobs_are_asked_about() -> None:
    assert read("two jobs: 400 a week from one and 250 from the other")["?"] == ["400", "250"]


@pytest.mark.parametrize(
    ("text", "known", "sums"),
    [
        ("57 too much", {"debt": 257_000}, {"debt": "200000"}),
        ("it's 12 less than that", {"debt": 230_000}, {"debt": "218000"}),
        ("it's 50 more than that", {"monthly_payment": 120}, {"monthly_payment": "170"}),
        ("57 too much each week", {"pay": 900, "taken": 215}, {"period": "weekly"}),
        ("it sold for 20k less than that", {"debt": 230_000}, {"sale_price": "210000"}),
        ("161 not 116 is the price", {"sale_price": 116_000}, {"sale_price": "161000"}),
        (
            "I said 87 owed and 78 sold",
            {"debt": 78_000, "sale_price": 87_000},
            {"debt": "87000", "sale_price": "78000"},
        ),
        ("the second was 45k and we paid it off", {"second_loan": 45_000}, {"-second_loan": []}),
        ("if my cousin pays 70, do I owe the other 26?", {"judgment": 96_000}, {"other": "26000"}),
        ("how long until it is paid at 180 a week", {"judgment": 61_000}, {"monthly_payment": "780"}),
    ],
)
def test_after_what_was_told(text: str, known: dict[str, int], sums: dict[str, Any]) -> None:
    assert read(text, known=known) == sums


@pytest.mark.parametrize(
    ("text", "asked", "sums"),
    [
        ("not 118 - 181", "estimate_debt", {"debt": "181000"}),
        ("203 or 230", "estimate_debt", {"?": ["203000", "230000"]}),
        ("43 mil 210 con 50 centavos", "judgment_amount", {"judgment": "43210.5"}),
        ("there was one for 22 but we paid it off in 2019", "estimate_liens", {"second_loan": "0"}),
        ("$10 ahora me dice 10", "plan_payment", {}),
        ("40 a week is all I got", "plan_payment", {"monthly_payment": "173.33"}),
        ("612 after the garnishment takes 88", "wages_disposable", {"take_home": "612", "chosen": "88", "taken": "88"}),
        ("443 once the sheriff takes his 77", "wages_disposable", {"take_home": "443", "chosen": "77", "taken": "77"}),
        ("paid on the 1st and the 15th", "wages_period", {"period": "twice_a_month"}),
        ("me pagan el 15 y el último", "wages_period", {"period": "twice_a_month"}),
    ],
)
def test_an_answer(text: str, asked: str, sums: dict[str, Any]) -> None:
    assert read(text, asked) == sums


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("I'm off thursday. call after 11 but I have dialysis at 2", (15, 11), (15, 14)),
        ("I work 3 to 11 so mornings only, tomorrow ok", (15, 9), (15, 12)),
    ],
)
def test_an_hour_at_which_they_are_busy_is_none_to_call_at(
    text: str, start: tuple[int, int], end: tuple[int, int]
) -> None:
    window = parse_window(text, NOW)
    assert window is not None
    assert (window.start.day, window.start.hour) == start and (window.end.day, window.end.hour) == end


def test_whose_child_somebody_is_is_no_part_of_the_name() -> None:
    assert read_name("soy Yolanda, la hija de don Chuy") == "Yolanda"
    assert read_name("Lopez, Maria") == "Maria Lopez"


def test_a_name_ends_before_what_they_do() -> None:
    facts = read_facts("this is Tran Nguyen calling about 4417 Oak St", ON)
    assert [fact.value for fact in facts if fact.name == "name"] == ["Tran Nguyen"]


@pytest.mark.parametrize(
    "text",
    [
        "I never mentioned a price of 15,000, so please leave it out. The rest is right.",
        "nunca mencioné 15,000",
        "no dije 15,000, quítelo",
        "i didn't give any figure of 15,000",
    ],
)
def test_a_sum_that_nobody_told_is_taken_back(text: str) -> None:
    assert read(text, "callback_confirmed", {"sale_price": 15_000}) == {"-sale_price": []}
