"""A foreclosure judgment before a sale that is set: what it sets is the time to pay all, and no day on which they must be out."""

from __future__ import annotations

from datetime import date

import pytest

from shortfall.reading.facts import read_facts
from shortfall.talk.case import Case
from shortfall.talk.day_sums import summed
from shortfall.talk.due import asks_when, due

TODAY = date(2026, 12, 1)
TOLD = "served may 4, the judgment was september 21 for 188,000, my sale date is january 5"


def case_after(*messages: str) -> Case:
    case = Case()
    for turn, message in enumerate(messages):
        case = case.heard(read_facts(message, TODAY, case=case.slot()), turn)
    return case


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("whats the last day i can pay it all off", ""),
        ("when does my redemption end", "u didnt answer"),
        ("what date is that for me, i thought till the sheriff locks us out", "can i still pay it off before then"),
    ],
)
def test_the_last_day_to_pay_it_all_is_counted(text: str, before: str) -> None:
    case = case_after(TOLD)
    assert asks_when(text, (), case, TODAY, "deadlines", before)
    first = due(text, case, TODAY, before)[0]
    assert (first.name, first.due) == ("redemption", date(2026, 12, 21))
    assert summed(text, case, TODAY, "deadlines") is None


def test_no_order_after_a_sale_is_seen_where_the_sale_is_to_come() -> None:
    names = {each.name for each in due("what are my dates", case_after(TOLD), TODAY)}
    assert not names & {"move_out", "vacate", "petition", "appeal"}


@pytest.mark.parametrize("said", ["i got a sale date on my condo january 5", "tengo fecha de subasta el 5 de enero"])
def test_the_day_of_a_sale_that_is_set_is_to_come(said: str) -> None:
    assert case_after(said)["sale_date"] == ["2027-01-05", "2027-01-05"]


@pytest.mark.parametrize("said", ["no, the sale has not happened", "september 21 was the judgment, not the sale"])
def test_it_stays_where_it_is_only_said_not_to_be_over(said: str) -> None:
    assert case_after(TOLD, said)["sale_date"] == ["2027-01-05", "2027-01-05"]


def test_a_sale_date_that_was_is_over() -> None:
    assert case_after("my sale date was november 5")["sale_date"] == ["2026-11-05", "2026-11-05"]
