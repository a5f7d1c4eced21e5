"""A yes to being called, and what stands beside it."""

from __future__ import annotations

import pytest

from shortfall.reading.agreed import Yes, asks_what_is_noted, read_yes


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("yes", ""),
        ("Yes, please call me back", ""),
        ("yes call me. the price is off, it went for 96,000", "the price is off, it went for 96,000"),
        ("yeah go ahead, is it a lawyer who calls?", "is it a lawyer who calls?"),
        ("yes and i was never served", "and i was never served"),
        ("yes. nobody told us about the auction", "nobody told us about the auction"),
        ("ok call me but my name is Jon", "but my name is Jon"),
        ("yes and can you tell me if it is free?", "and can you tell me if it is free?"),
        ("sí, llámenme, y díganle que ya firmé", "y díganle que ya firmé"),
        ("apart from that yes, call me", ""),
        ("perfect. yes please. must I bring the deed?", "must I bring the deed?"),
        ("por lo demás sí, llámenme", ""),
        ("si llamenme pero la casa era de mi tia", "pero la casa era de mi tia"),
        ("claro, ¿y cuánto cuesta?", "¿y cuánto cuesta?"),
    ],
)
def test_a_yes_stands_whatever_is_told_or_asked_beside_it(text: str, rest: str) -> None:
    assert read_yes(text) == Yes(rest)


@pytest.mark.parametrize(
    "text",
    [
        "yes but only if there is no charge",
        "yes, but not before the name is fixed",
        "yes but do not call my job",
        "yes, maybe next month",
        "yes. after you take the debt out",
        "sí, pero no me llamen al trabajo",
        "sí, pero solo si es gratis",
    ],
)
def test_a_yes_that_is_tied_to_something_is_known(text: str) -> None:
    yes = read_yes(text)
    assert yes is not None and yes.conditional


@pytest.mark.parametrize(
    "text",
    [
        "yes?",
        "yes what is that",
        "ok so my neighbor says",
        "si me llaman antes de las 3",
        "no, call me never",
        "sure",
        "",
        "yes, no wait, not yet",
        "sí, ay no, espere",
    ],
)
def test_what_opens_with_no_yes_is_none(text: str) -> None:
    assert read_yes(text) is None


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("No, it's friday and I owe 71,000. With that fixed yes, call me", "No, it's friday and I owe 71,000"),
        ("no, my name is Jo Ott, and yes please call me", "no, my name is Jo Ott"),
        ("is there a fee? yes call me", "is there a fee?"),
        ("Leave out the price. Yes, you may call me.", "Leave out the price"),
        ("es el viernes, no el jueves. Con eso corregido sí, llámenme", "es el viernes, no el jueves"),
    ],
)
def test_a_yes_may_come_last(text: str, rest: str) -> None:
    assert read_yes(text) == Yes(rest, closes=True)


@pytest.mark.parametrize(
    "text", ["it's friday, yes?", "only if it is free, then yes call me", "they said yes", "no, friday"]
)
def test_what_ends_with_no_plain_yes(text: str) -> None:
    yes = read_yes(text)
    assert yes is None or yes.conditional


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Did you fix the truck numbers?", True),
        ("have you written down friday", True),
        ("do you have my new number", True),
        ("what did you put down?", True),
        ("is my name corrected?", True),
        ("¿ya corrigió la hora?", True),
        ("¿qué anotó?", True),
        ("can they change the judgment?", False),
        ("do you have an office in Joliet?", False),
        ("did they get the house right away", False),
        ("¿qué tiene que hacer el juez?", False),
    ],
)
def test_a_question_about_the_request_itself(text: str, asks: bool) -> None:
    assert asks_what_is_noted(text) is asks


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        (
            "no soy Mas, es Crescencio Vela. todo lo demas bien, si hablenme",
            "no soy Mas, es Crescencio Vela. todo lo demas bien",
        ),
        ("it's Roy, not Ray. yes, please call me", "it's Roy, not Ray"),
        ("el apellido es Lunar y sí, llámenme por favor", "el apellido es Lunar"),
    ],
)
def test_a_yes_to_the_call_may_stand_at_the_end(text: str, rest: str) -> None:
    yes = read_yes(text)
    assert yes and yes.rest == rest and not yes.conditional


@pytest.mark.parametrize(
    "text",
    ["no me hablen al trabajo, si llamenme", "don't call my job, yes call me", "solo si es gratis, si llamenme"],
)
def test_at_the_end_too_it_may_be_tied_to_something(text: str) -> None:
    yes = read_yes(text)
    assert yes and yes.conditional


@pytest.mark.parametrize(
    "text",
    [
        "no se si me llamen",
        "cuanto cobran y si me llaman",
        "i would not say yes call me",
        "who said yes, call me?",
        "it's Roy, the rest is right",
    ],
)
def test_nor_is_every_end_a_yes(text: str) -> None:
    assert read_yes(text) is None
