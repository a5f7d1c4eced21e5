"""What is said of a call that is booked, and what only sounds like it."""

from __future__ import annotations

import pytest

from shortfall.reading.booked import asked_time, read_booked

SAID = """
one_only: i thought i was on the list already, dont book me twice i already have a call | one appointment is plenty | scrap the second request | ya hice una cita, no quiero otra
kept: same day, same phone | deje todo igual
known: did you mention to the lawyer that the papers came saturday? | does the attorney see that i am the widow | ¿saben que no hablo inglés?
unanswered: what if no one phones me tuesday | ¿y si no me marcan?
ready: what should i have in hand when the attorney rings | ¿qué me van a preguntar cuando llamen?
asked: which day is my appointment | you got my name right? | is it friday | are we set for 2 pm | thursday still on? | ¿quedamos el jueves? | ¿a qué número van a llamar?
has: we scheduled a call through the website last night | hice una cita por internet
"""
NOT = """
i dont want a second mortgage | i only have one job | is the auction still on | do they know where i work | what do i tell the collector when he calls
i already have a lawyer | did you know that | what time is the hearing | when do they sell it | no pedí ninguna llamada | can somebody call me friday | they already sold it
"""


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (kind, text.strip())
        for kind, texts in (line.split(": ", 1) for line in SAID.strip().splitlines())
        for text in texts.split("|")
    ],
)
def test_it_is_of_the_call(kind: str, text: str) -> None:
    said = read_booked(text)
    assert said and said.kind == kind


@pytest.mark.parametrize("text", [text.strip() for line in NOT.strip().splitlines() for text in line.split("|")])
def test_it_is_of_something_else(text: str) -> None:
    assert read_booked(text) is None


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("have to cancel wed, his nurse comes. could we do tuesday insted? same hour", "could we do tuesday insted?"),
        ("cancele la del martes y pásela al jueves", "pásela al jueves"),
        ("can you move it to friday rather than thursday", "can you move it to friday  instead"),
        ("please cancel my call on thursday, i work monday", ""),
        ("could they move my court date to friday instead", ""),
        ("is my call thursday?", ""),
    ],
)
def test_another_time_that_is_asked_for(text: str, time: str) -> None:
    assert asked_time(text) == time
