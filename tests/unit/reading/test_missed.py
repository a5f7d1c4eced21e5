"""The first payment that was missed, from which a federal rule counts the days before a case."""

from __future__ import annotations

from datetime import date

import pytest

from shortfall.reading.facts import read_facts
from shortfall.reading.missed import first_missed
from shortfall.talk.case import Case

ON = date(2026, 11, 30)


def missed(text: str) -> list[str] | None:
    found: list[str] | None = Case().heard(read_facts(text, ON), 0)["missed_date"]
    return found


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("i missed 2 so far, sept and oct. starting with sept 1, what is the first day they could sue", 9, 1),
        ("i have not paid the mortgage since september 1", 9, 1),
        ("refinanced in may 2022, behind since october 1", 10, 1),
        ("deje de pagar el 1 de agosto", 8, 1),
        ("no he pagado desde el 1 de septiembre", 9, 1),
        ("our first missed payment was october 1", 10, 1),
        ("we skipped the september and october payments", 9, 30),
        ("missed october and november", 10, 31),
        ("debo octubre y noviembre", 10, 31),
        ("no hice los pagos de septiembre y octubre", 9, 30),
        ("we bought in march 2019 and missed october", 10, 31),
        ("mi ultimo pago fue en agosto", 9, 30),
    ],
)
def test_the_first_missed_payment(text: str, first: int, last: int) -> None:
    """Of a month that is named without a day it can be any."""
    assert missed(text) == [f"2026-{first:02}-01", f"2026-{first:02}-{last:02}"]


@pytest.mark.parametrize(
    "text",
    [
        "behind on my property taxes since october 1",
        "i missed my court date on october 5",
        "missed october hoa dues",
        "no pague la renta de octubre",
        "havent paid the car since october",
        "i never missed a payment since october 1",
        "we have not missed any payment since march",
        "if i miss december and january when could they file",
        "my husband lost his job in october",
        "the house sold in october",
        "i have not paid since 2023",
        "my servicer changed on october 1",
    ],
)
def test_what_is_none(text: str) -> None:
    assert missed(text) is None


def test_it_is_no_day_of_the_papers() -> None:
    case = Case().heard(read_facts("i was served on november 3 and missed october", ON), 0)
    assert case["served_date"] == ["2026-11-03", "2026-11-03"]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("we are behind for july, august and september", date(2026, 7, 1)),
        ("debemos dos meses, agosto y septiembre", date(2026, 8, 1)),
        ("I missed nov, dec and jan", date(2025, 11, 1)),
    ],
)
def test_of_months_in_a_row_the_first_counts(text: str, first: date) -> None:
    found = first_missed(text, date(2026, 11, 30))
    assert found is not None and found[1] == first
