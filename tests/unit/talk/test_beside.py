"""A question beside a part of a request for a call, and the second and third of several: what is asked, and what answers it."""

from __future__ import annotations

import pytest

from shortfall.talk.beside import AT_ONCE, asked_beside, gives_part, meant_beside, with_the_rest
from shortfall.talk.heard import Context, Move


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


CAR, PAY, HOW_MUCH = "exemptions/car", "wage_garnishment/stop_or_fight", "wage_garnishment/how_much"
JAIL = "jail/threats"
REST = [
    # What a part asks and nothing answers is opened behind the answer.
    (Move("exemptions"), [CAR], [CAR, JAIL], ("two_topics", ("exemptions", JAIL), (JAIL,))),
    (
        Move("two_topics", topics=("exemptions", "jail")),
        [CAR, JAIL],
        [CAR, JAIL, PAY],
        ("two_topics", ("exemptions", "jail", PAY), (PAY,)),
    ),
    # A calculation is asked for too: its rule is opened. The calculation itself is not opened beside itself.
    (Move("exemptions"), [CAR], [CAR, "calculate_wages"], ("two_topics", ("exemptions", HOW_MUCH), (HOW_MUCH,))),
    (
        Move("calculate_wages"),
        ["calculate_wages"],
        ["calculate_wages", JAIL],
        ("two_topics", ("calculate_wages", JAIL), (JAIL,)),
    ),
    (Move("urgent"), ["urgent"], [JAIL], ("two_topics", ("urgent", JAIL), (JAIL,))),
    # Of what was not plain all is opened already.
    (Move("either", topics=(CAR, JAIL)), [CAR, JAIL], [PAY], ("either", (CAR, JAIL, PAY), ())),
    (Move("nlu_fallback"), ["nlu_fallback"], [CAR, JAIL], ("either", (CAR, JAIL), ())),
    # One guess is no answer to what was not understood.
    (Move("nlu_fallback"), ["nlu_fallback"], [CAR], ("nlu_fallback", (), ())),
    # Nothing more is asked, or an overview or a command is all that was found.
    (Move("exemptions"), [CAR], [CAR], ("exemptions", (), ())),
    (Move("exemptions"), [CAR], ["jail/overview", "callback", "jail"], ("exemptions", (), ())),
    # Commands, calls and a life in danger stand by themselves.
    *(
        (Move(name), [name], [CAR, JAIL], (name, (), ()))
        for name in ("callback", "cancel", "crisis", "thanks", "restart")
    ),
    (
        Move("two_topics", topics=("exemptions", "callback")),
        [CAR, "callback"],
        [JAIL],
        ("two_topics", ("exemptions", "callback"), ()),
    ),
]


@pytest.mark.parametrize(("move", "answers", "parts", "expected"), REST)
def test_the_rest_of_what_is_asked(
    move: Move, answers: list[str], parts: list[str], expected: tuple[str, tuple[str, ...], tuple[str, ...]]
) -> None:
    found = with_the_rest(move, answers, parts, Context())
    assert (found.intent, found.topics, found.opened) == expected
    assert with_the_rest(move, answers, parts, Context(asked="estimate_debt")) == move  # a form goes on with its own


def test_no_more_than_can_be_read_at_once() -> None:
    found = with_the_rest(Move("exemptions"), [CAR], [JAIL, PAY, HOW_MUCH], Context())
    assert len(found.topics) == AT_ONCE
