"""A question beside a part of a request for a call: what is asked, and what answers it."""

from __future__ import annotations

import pytest

from shortfall.talk.beside import asked_beside, gives_part, meant_beside


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Gwen Tull. can they take my truck", "can they take my truck"),
        ("312-555-0143, and how long do we have to leave?", "how long do we have to leave?"),
        ("3125550143 you never said is she allowed to keep the deposit", "is she allowed to keep the deposit"),
        ("thursday after 1 but does he get his money back from them?", "does he get his money back from them?"),
        ("mornings. what happens if the buyer backs out", "what happens if the buyer backs out"),
        ("Nora Salas. ¿me pueden embargar el cheque?", "me pueden embargar el cheque?"),
        ("312 555 0143. puede pedir dinero antes ese licenciado?", "puede pedir dinero antes ese licenciado?"),
        ("el jueves en la tarde y cuánto tiempo tarda la corte?", "cuánto tiempo tarda la corte?"),
        ("wednesday at 11 works?", ""),
        ("Gwen, is that enough?", ""),
        ("312-555-0143 is my phone ok?", ""),
        ("can somebody call me thursday?", ""),
        ("could you do it thursday at 1 instead?", ""),
        ("el jueves a la 1, ¿se puede?", ""),
        ("puedo después de las 4 entre semana porque trabajo toda la mañana", ""),
        ("they can call after 4", ""),
        ("Gwen Tull", ""),
        ("que me llamen el jueves", ""),
    ],
)
def test_what_is_asked_besides(text: str, asked: str) -> None:
    assert asked_beside(text) == asked


@pytest.mark.parametrize(
    ("rest", "asked", "gives"),
    [
        ("Gwen Tull. ", "callback_name", True),
        ("312-555-0143, and ", "callback_phone", True),
        ("thursday after 1 but ", "callback_window", True),
        ("ok so ", "callback_name", False),
        ("Gwen Tull. ", "callback_phone", False),
    ],
)
def test_a_part_stands_before_it(rest: str, asked: str, gives: bool) -> None:
    assert gives_part(rest, asked) is gives


@pytest.mark.parametrize(
    ("likeliest", "meant"),
    [
        ([("exemptions/car", 0.9)], ("exemptions/car",)),
        ([("scams/upfront_fees", 0.3), ("fees/chat_free", 0.08)], ("scams/upfront_fees",)),
        ([("scams/upfront_fees", 0.3), ("fees/chat_free", 0.25)], ("scams/upfront_fees", "fees/chat_free")),
        ([("exemptions/car", 0.05)], ()),
        ([("callback_change", 0.7), ("inform", 0.2)], ()),
        ([("out_of_scope/tenant", 0.3), ("fees/chat_free", 0.2)], ("fees/chat_free",)),
    ],
)
def test_the_likeliest_answers_and_two_that_are_close_are_offered(
    likeliest: list[tuple[str, float]], meant: tuple[str, ...]
) -> None:
    assert meant_beside(likeliest) == meant
