"""What there is, or is not, in somebody's case, as they name it."""

from __future__ import annotations

import pytest

from shortfall.reading.things import NONE, THERE, find_things


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("it was just a regular mortgage from the credit union", "reverse"),
        ("dad's loan is not a reverse one", "reverse"),
        ("nobody here has a reverse mortgage", "reverse"),
        ("mi mamá nunca tuvo hipoteca inversa", "reverse"),
        ("it was never an investment property", "rental"),
        ("no es hipoteca inversa", "reverse"),
        ("el préstamo es normal, de un banco", "reverse"),
        ("we never took a heloc", "second"),
        ("there was only one loan on it", "second"),
        ("no tenemos segunda hipoteca", "second"),
        ("no HOA here, it's a farmhouse", "association"),
        ("it isn't a condo", "association"),
        ("I'm not a renter, my name is on the deed", "lease"),
        ("it is a conventional mortgage", "va"),
        ("the loans are with two different lenders", "one_bank"),
        ("son dos bancos", "one_bank"),
    ],
)
def test_what_is_denied(text: str, thing: str) -> None:
    assert {each.value for each in find_things(text) if each.name == thing} == {NONE}


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("isn't this a reverse mortgage?", "reverse"),
        ("not sure it's a reverse mortgage", "reverse"),
        ("if it is not a reverse mortgage, who pays", "reverse"),
        ("si no es hipoteca inversa quién paga", "reverse"),
        ("the second mortgage was not named in the suit", "second"),
        ("not the second mortgage, the first one", "second"),
        ("no HOA letter ever came", "association"),
        ("we can't pay the dues", "association"),
        ("I ask about the bank, not HOA", "association"),
        ("my tenants never paid", "rental"),
        ("both are with the same lender", "one_bank"),
    ],
)
def test_what_is_only_spoken_of_is_not_denied(text: str, thing: str) -> None:
    assert {each.value for each in find_things(text) if each.name == thing} == {THERE}


@pytest.mark.parametrize("text", ["no va a haber venta", "I was served on the second", "wait a second", "va bien"])
def test_what_names_nothing(text: str) -> None:
    assert find_things(text) == ()


def test_what_is_said_to_be_there_is_sure_and_a_mention_is_not() -> None:
    (said,), (mentioned,) = find_things("she had a reverse mortgage"), find_things("stop talking of reverse mortgages")
    assert (said.sure, mentioned.sure) == (True, False)
