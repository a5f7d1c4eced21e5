"""How long until a judgment is paid off, asked in one message or in the middle of a talk, by the week or by the month."""

from __future__ import annotations

import pytest

from shortfall.base.gsm7 import septets
from tests.actions.talk import Talk


@pytest.mark.parametrize(
    ("text", "principal", "payment"),
    [
        ("how long until 61,000 is paid at 180 a week?", "61000.00", "780.00"),
        ("How long would it take to clear 61,000 if I pay 600 a month?", "61000.00", "600.00"),
        ("I owe 61k. how long at 800 a month til it is paid off", "61000.00", "800.00"),
        ("when will 9,400 be gone if i send them $75 every other friday", "9400.00", "162.50"),
        ("At 250 a month would I ever finish 22k with the interest?", "22000.00", "250.00"),
        ("how long does it take to pay 40k at 900 a month", "40000.00", "900.00"),
        ("si pago 90 por semana a los 14 mil ¿cuándo termino?", "14000.00", "390.00"),
        ("¿cuánto tiempo tardo en pagar 61 mil a 180 por semana?", "61000.00", "780.00"),
    ],
)
def test_one_message_is_enough(talk: Talk, text: str, principal: str, payment: str) -> None:
    talk.say(text, "payment_options" if "cu" not in text else "nlu_fallback", 0.4)
    assert (talk.card["type"], talk.card["principal"], talk.card["payment"]) == ("plan", principal, payment)


def test_pay_beside_it_is_no_payment(talk: Talk) -> None:
    talk.say("I get 1,310 every two weeks and the judgment is 28,000. How long til I'm done at 100 a week?")
    assert (talk.card["principal"], talk.card["payment"]) == ("28000.00", "433.33")
    assert talk.case["take_home"] or talk.case["pay"]


def test_what_was_told_before_is_what_is_paid(talk: Talk) -> None:
    talk.say("they have a deficiency judgment of 61,000 against me")
    said = talk.say("how long until it is paid at 180 a week?")
    assert talk.card["principal"] == "61000.00" and "$180 a week is about $780 a month" in said


def test_it_is_asked_in_the_middle_of_an_estimate(talk: Talk) -> None:
    talk.talk("/calculate", "i owe 240k")
    talk.say("how long until 61,000 is paid at 700 a month?")
    assert talk.card["payment"] == "700.00"


def test_a_payment_that_does_not_cover_the_interest(talk: Talk) -> None:
    said = talk.say("how long until 61,000 is paid at 180 a month?")
    assert talk.card["months"] is None and "never clear it: interest alone is about $457.50" in said


def test_a_judgment_that_may_be_consumer_debt_has_a_second_rate(talk: Talk) -> None:
    talk.say("how long until 22,000 is paid at 250 a month?")
    assert talk.card["rate"] == "0.09" and any("5%" in note for note in talk.card["notes"])
    talk.say("how long until 61,000 is paid at 700 a month?")
    assert not any("5%" in note for note in talk.card["notes"])


def test_by_text_it_fits_two_parts(talk_by_text: Talk) -> None:
    said = talk_by_text.say("how long until 61,000 is paid at 180 a week?")
    assert "$780 a month" in said and septets(said) <= 306
