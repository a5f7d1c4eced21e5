"""A day that is said back to be confirmed, and the days to dispute a collector's notice, as talks. Today is November 23, 2026."""

from __future__ import annotations

import re

import pytest

from shortfall.base.gsm7 import folded, septets
from shortfall.content.questions import questions
from tests.actions.talk import Talk

SPANISH = {"value": "es", "words": "", "turn": 0, "sure": True}


def spanish(talk: Talk, *turns: str) -> str:
    for text in turns:
        talk.slots["case"] = {**(talk.slots["case"] or {}), "language": SPANISH}
        talk.say(text)
    return talk.last


@pytest.mark.parametrize("channel", ["web", "sms"])
@pytest.mark.parametrize(
    ("told", "asked", "begins", "day"),
    [
        ("the judge confirmed the sale on nov 9", "so that means we pack up and get out by december 9?", "Yes.", "9"),
        ("sale was approved on november 12", "just tell me if it is december 12 that I must leave the house", "Yes.", "12"),
        ("the court confirmed the sale november 9", "do me and the kids have to be out on the 5th of december", "No.", "9"),
        ("the sale got confirmed november 9", "be honest, must we be out dec 9 or can we stay", "Yes.", "9"),
        ("the judge confirmed the sale on oct 26", "am I supposed to move out by nov 25", "Yes.", "25"),
    ],
)  # fmt: skip
def test_a_day_to_be_out_is_confirmed_or_not(
    talk: Talk, channel: str, told: str, asked: str, begins: str, day: str
) -> None:
    talk.channel = channel
    said = talk.talk(told, asked)
    assert said.startswith(begins) and f" {day}, 2026" in said and "lockout_date" not in talk.case
    assert "The order can name another day. Only the sheriff may put you out." in said
    assert len(said.split()) <= 60 and (channel == "web" or septets(folded(said)) <= 306)


@pytest.mark.parametrize("channel", ["web", "sms"])
@pytest.mark.parametrize(
    ("told", "asked", "begins", "day"),
    [
        ("ya la confirmaron el 9 de noviembre", "o sea que seria el 9 de diciembre?", "Sí.", "9 de diciembre"),
        ("la subasta fue confirmada el 12 de noviembre", "quiero saber si es el 12 de diciembre que nos tenemos que ir con los niños", "Sí.", "12 de diciembre"),
        ("aprobaron la venta el 9 de noviembre", "tengo que dejar la casa el 2 de diciembre?", "No.", "9 de diciembre"),
    ],
)  # fmt: skip
def test_it_is_in_spanish_too(talk: Talk, channel: str, told: str, asked: str, begins: str, day: str) -> None:
    talk.channel = channel
    said = spanish(talk, told, asked)
    assert said.startswith(begins) and f" {day} de 2026" in said
    assert "La orden puede decir otro día. Solo el sheriff lo puede sacar." in said
    assert len(said.split()) <= 60 and (channel == "web" or septets(folded(said)) <= 306)


def test_who_is_told_of_a_lockout_is_told_what_helps(talk: Talk) -> None:
    said = talk.talk("the judge confirmed the sale on oct 26", "the sheriff locks us out nov 27, what do i do?")
    assert "lockout_date" in talk.case and not said.startswith(("Yes", "No"))


def test_the_day_of_a_sale_is_no_day_to_be_out(talk: Talk) -> None:
    assert not talk.talk("the sale is december 15", "do we have to move out before december 15?").startswith("Yes")


@pytest.mark.parametrize("channel", ["web", "sms"])
@pytest.mark.parametrize(
    ("turns", "day"),
    [
        (["the collection agency's notice says nov 6 and we received it nov 12. what's the last day to dispute it"], "December 12"),
        (["a debt buyer wrote me, the letter is dated nov 9 and came on nov 16", "do the 30 days count from the 9th or the 16th?"], "December 16"),
        (["On Nov 17 I got a notice from a collector dated Nov 10", "by when do i need to send something in writing"], "December 17"),
        (["the house is in ohio", "the collector's letter arrived november 13", "how many days do i have to dispute"], "December 13"),
    ],
)  # fmt: skip
def test_a_notice_is_disputed_from_the_day_it_came(talk: Talk, channel: str, turns: list[str], day: str) -> None:
    talk.channel = channel
    said = talk.talk(*turns)
    assert said.startswith("Have your written dispute there by ") and f"{day}, 2026. That is 30 days after" in said
    assert "must name an end date too" in said and "in every state" in said
    assert len(said.split()) <= 60 and (channel == "web" or septets(folded(said)) <= 306)


@pytest.mark.parametrize("channel", ["web", "sms"])
@pytest.mark.parametrize(
    ("turns", "day"),
    [
        (["el aviso de la cobranza tiene fecha del 6 de noviembre y me llego el 12 de noviembre. cual es el ultimo dia para disputar"], "12 de diciembre"),
        (["recibí la carta del cobrador el 16 de noviembre", "los 30 dias cuentan desde que la recibi o desde la fecha?"], "16 de diciembre"),
        (["una agencia de cobros me escribio, la carta llego el 17 de noviembre", "cuanto tiempo tengo para contestarles"], "17 de diciembre"),
    ],
)  # fmt: skip
def test_so_it_is_in_spanish(talk: Talk, channel: str, turns: list[str], day: str) -> None:
    talk.channel = channel
    said = spanish(talk, *turns)
    assert said.startswith("Que su disputa por escrito llegue a más tardar ") and f"{day} de 2026. Son 30 días" in said
    assert len(said.split()) <= 60 and (channel == "web" or septets(folded(said)) <= 306)


def test_of_the_letter_alone_it_is_said_from_when_they_run_and_the_day_it_came_is_asked(talk: Talk) -> None:
    said = talk.say("the collector's notice is dated nov 9. when do i have to dispute by")
    assert said.startswith("They run from the day you got the notice, not from the date on it.")
    assert said.endswith("What day did you get it?")
    assert talk.say("nov 13").startswith("Have your written dispute there by Sunday, December 13, 2026.")
    assert talk.say("so dec 9 then?").startswith("No.") and talk.say("the 13th then?").startswith("Yes.")


def test_what_is_over_is_told_as_over(talk: Talk) -> None:
    said = talk.say("I got the collector's letter on October 3. how long do i have to dispute it")
    assert said.startswith("The 30 days to dispute ended on Monday, November 2, 2026") and "if it is later" in said


@pytest.mark.parametrize(
    "turns",
    [
        ["i got a letter from the collector nov 13", "when can they call me"],
        ["i got a letter from the collector nov 13", "how long do i have before they sue me"],
        ["i disputed it with the collector and they got it nov 9", "how long do they have to answer"],
        ["we got court papers from a debt buyer nov 9, how long do i have to answer"],
        ["a collector called me on nov 9. what is the deadline"],
    ],
)
def test_nothing_else_is_counted_so(talk: Talk, turns: list[str]) -> None:
    assert "dispute" not in talk.talk(*turns)


@pytest.mark.parametrize("question", ["sale_process/sheriff", "sale_process/illness_children"])
def test_winter_is_no_bar(question: str) -> None:
    said = questions()[question].text_for({})
    for each in (said.web, said.sms):
        english, spanish_ = (re.split(r"[.:]", each[language])[0] for language in ("en", "es"))
        assert english.endswith("o law bars an eviction until spring")
        assert spanish_.endswith("inguna ley impide un desalojo hasta la primavera")
