"""What a message says is not, or is not meant."""

from __future__ import annotations

import pytest

from shortfall.reading.denials import find_denials, stem, without


@pytest.mark.parametrize(
    ("text", "words", "lasting"),
    [
        ("there's no escrow account", "escrow account", True),
        ("Escrow?? nope", "escrow", True),
        ("guarantor? there isn't any", "guarantor", True),
        ("I ain't got no boat, just a bike", "boat", True),
        ("nobody divorced here", "divorced", True),
        ("never signed a waiver, so can they bill me", "waiver", True),
        ("we don't have tenants", "tenants", True),
        ("without a lease they came", "lease", True),
        ("the boat, not the truck", "truck", False),
        ("I mean wages, not pension", "pension", False),
        ("todavía no hay divorcio", "divorcio", True),
        ("nunca tuve inquilinos", "inquilinos", True),
        ("no están enfermos", "enfermos", True),
        ("el barco no, la camioneta", "barco", False),
        ("sin fiador", "fiador", True),
    ],
)
def test_what_is_denied(text: str, words: str, lasting: bool) -> None:
    found = {(each.words, each.lasting) for each in find_denials(text)}
    assert found == {(tuple(stem(word) for word in words.split()), lasting)}


@pytest.mark.parametrize(
    "text",
    [
        "can they sue with no summons?",
        "is there no surplus",
        "if there's no will, who owns it",
        "I don't pay the association",
        "my brother is not paying the loan",
        "no, my husband signed it",
        "they can't take the truck",
        "I'm not sure about escrow",
        "I never saw the complaint",
        "no it's a boat",
        "I do not owe the association",
        "nobody answers the letters",
        "we are not yet divorced",
        "order or no order, who cares",
        "and the boat? she wasn't on it",
        "nunca me llegó la demanda",
        "no puedo pagar la cuota",
        "no clue what escrow is. Can they sell it?",
        "si no hay aval, ¿quién paga?",
    ],
)
def test_what_is_not_denied(text: str) -> None:
    assert find_denials(text) == ()


def test_the_rest_of_the_message() -> None:
    text = "İ have no boat, and no truck. Can they take my bike?"
    assert without(text, find_denials(text)) == "İ have , and . Can they take my bike?"
