"""What a judgment grows to and what a payment plan does, as talks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from shortfall.law.intervals import to_cents
from tests.actions.helper import usd
from tests.actions.talk import Talk


def balances(talk: Talk) -> list[str]:
    return [point["balance"]["high"] for point in talk.card["points"]]


@pytest.mark.parametrize(
    ("text", "amount", "balance"),
    [
        ("how much will 62k grow in 3 years", usd(62000), ["78740.00"]),
        ("judgment of 48,000 from march 2026, what is it now", usd(48000), ["51160.11", "55480.11"]),
        ("what is the interest on 50,000", usd(50000), ["54500.00", "63500.00", "81500.00"]),
    ],
)
def test_what_comes_with_the_wish(talk: Talk, text: str, amount: Any, balance: list[str]) -> None:
    talk.say(text, "calculate_interest")
    assert talk.form is None and talk.slots["judgment_amount"] == amount and balances(talk) == balance


def test_the_amount_alone_is_asked_for(talk: Talk) -> None:
    talk.say("/calculate_interest")
    assert talk.asked == "judgment_amount"
    assert "$78,740" in talk.say("62 for 3 years")


def test_another_time_keeps_the_amount(talk: Talk) -> None:
    assert "$117,800 after 10 years" in talk.talk("/calculate_interest", "62k", "and after 10 years?")
    talk.say("/calculate_interest")
    assert len(balances(talk)) == 3  # a time that was asked about once is not meant for ever


def test_the_estimate_is_what_grows(talk: Talk) -> None:
    talk.say("I owe 312k and it sold for 250k in illinois", "calculate")
    assert "A judgment of $62,000 grows" in talk.say("/calculate_interest")
    assert talk.case["judgment"] is None


def test_a_judgment_told_is_what_grows(talk: Talk) -> None:
    talk.talk("there is a deficiency judgment of 62,000 against me")
    assert "A judgment of $62,000 grows" in talk.say("/calculate_interest")


def test_what_the_lender_says_is_left_grows_and_is_no_debt(talk: Talk) -> None:
    talk.talk("they sold it and say i still owe 61,000")
    assert talk.case["debt"] is None
    assert "A judgment of $61,000 grows" in talk.say("/calculate_interest")
    talk.say("/calculate")
    assert talk.asked == "estimate_debt"


def test_the_judgment_before_the_sale_is_not_what_is_left(talk: Talk) -> None:
    talk.talk("the judgment was 300k and it sold for 250k in illinois")
    assert "A judgment of $50,000 grows" in talk.say("/calculate_interest")


def test_what_is_left_grows_from_the_sale_and_not_twice_from_the_judgment(talk: Talk) -> None:
    talk.talk("the judgment was 300k on june 1 2025 and it sold for 250k on october 1 2025 in illinois")
    days = (talk.world.now().date() - date(2025, 10, 1)).days
    said = talk.say("/calculate_interest")
    left = talk.slots["judgment_amount"]["high"]
    today = to_cents(Decimal(left) * (1 + Decimal("0.09") * days / 365))
    assert f"${today:,} today" in said and "a year from now" in said


@pytest.mark.parametrize(
    ("text", "part"), [("a trillion", "too large"), ("-5000", "below zero"), ("300000 euros", "US dollars")]
)
def test_an_amount_that_cannot_be_is_asked_about(talk: Talk, text: str, part: str) -> None:
    assert part in talk.talk("/calculate_interest", text)
    assert talk.asked == "judgment_amount" and talk.slots["judgment_amount"] is None


@pytest.mark.parametrize(
    ("text", "payment"),
    [
        ("if i paid 700 monthly on 62,000 when would it be gone", "700"),
        ("how many months to pay off 62k at 600 a month", "600"),
        ("what if i pay 900 a month on 62k", "900"),
    ],
)
def test_amount_and_payment_in_one_message(talk: Talk, text: str, payment: str) -> None:
    talk.say(text, "calculate_plan")
    assert talk.form is None and talk.card["payment"] == f"{payment}.00" and talk.card["principal"] == "62000.00"


def test_a_plan_asks_for_what_is_missing(talk: Talk) -> None:
    talk.talk("/calculate_plan", "62k")
    assert talk.asked == "plan_payment"
    talk.say("600")
    assert talk.card["payment"] == "600.00"


@pytest.mark.parametrize("text", ["and 900", "and 900 a month?", "what about 900"])
def test_another_payment_keeps_the_amount(talk: Talk, text: str) -> None:
    talk.talk("/calculate_plan", "62k", "600", text)
    assert (talk.card["principal"], talk.card["payment"]) == ("62000.00", "900.00")


def test_a_payment_after_the_growth_is_a_plan_and_no_sale_price(talk: Talk) -> None:
    assert "At $600 a month" in talk.talk("/calculate_interest", "62k", "600 a month")
    assert talk.slots["estimate_sale_price"] is None


def test_a_range_is_planned_for_at_its_upper_end(talk: Talk) -> None:
    talk.talk("/calculate_plan", "between 40 and 45k", "500")
    assert talk.card["principal"] == "45000.00"


@pytest.mark.parametrize("job", ["/calculate_interest", "/calculate_plan"])
def test_elsewhere_there_is_no_illinois_figure(talk: Talk, job: str) -> None:
    said = talk.talk("the house is in ohio", "judgment of 62k", job)
    assert said.startswith("Ohio: ") and "9%" not in said and talk.form is None
    assert not any(message["metadata"].get("card") for message in talk.said)


def test_idk_and_three_misses(talk: Talk) -> None:
    talk.talk("/calculate_plan", "62k", "idk")
    assert "$300 a month" in talk.last
    assert "a judgment of $62,000" in talk.talk("blah", "blah") and talk.form is None


def test_how_fast_what_they_want_grows(talk: Talk) -> None:
    said = talk.say("they sold my house and now they want 39,400. how fast does that grow?", "timeline")
    assert "A judgment of $39,400 grows" in said
