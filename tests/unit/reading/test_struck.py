"""What is taken back loses, whatever it is: one reader for days, hours, numbers, names, sums, states and dates, in both languages."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from shortfall.callbacks.window import parse_window
from shortfall.reading.facts import read_facts
from shortfall.reading.names import read_name
from shortfall.reading.phone import find_phone
from shortfall.reading.struck import apart, takes_back

NOW = datetime(2026, 11, 30, 5, tzinfo=ZoneInfo("America/Chicago"))


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Mondays, no, Thursday afternoons this week", "Thursday, December 3, 12 noon to 5 p.m."),
        ("wednesday at 1, oh wait, 2", "Wednesday, December 2, 2 p.m. to 3 p.m."),
        ("wednesday at 1. Scratch that, friday", "Friday, December 4, 1 p.m. to 2 p.m."),
        ("next week monday, I mean thursday", "Thursday, December 10, 9 a.m. to 5 p.m."),
        ("from 9 to 10, make that 2 to 4, tomorrow", "Tuesday, December 1, 2 p.m. to 4 p.m."),
        ("tomorrow, actually next week", "Monday, December 7, 9 a.m. to 5 p.m."),
        ("friday morning, sorry, afternoon", "Friday, December 4, 12 noon to 5 p.m."),
        ("el jueves a las 2, no, perdón, el viernes", "Friday, December 4, 2 p.m. to 3 p.m."),
        ("mañana por la mañana, digo por la tarde", "Tuesday, December 1, 12 noon to 5 p.m."),
        ("el lunes, mejor el miércoles a las 10", "Wednesday, December 2, 10 a.m. to 11 a.m."),
        # What takes nothing back.
        ("wednesday at 1, actually friday works too", "Wednesday, December 2, 1 p.m. to 2 p.m."),
        ("wait until 2 tomorrow", "Tuesday, December 1, 2 p.m. to 5 p.m."),
        ("no mornings, thursday", "Thursday, December 3, 12 noon to 5 p.m."),
    ],
)
def test_the_day_or_hour_that_is_taken_back_loses(text: str, when: str) -> None:
    window = parse_window(text, NOW)
    assert window is not None and window.label.startswith(when)


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("773-555-0110, oh no that's my daughter's. Mine is 773-555-0118", "+17735550118"),
        ("773-555-0110 hold on, 773-555-0118", "+17735550118"),
        ("773-555-0110. no, 0118", "+17735550118"),
        ("el 773-555-0110, ay no, ese es del trabajo, es el 773-555-0118", "+17735550118"),
        ("773-555-0110, sorry for all the trouble", "+17735550110"),
        ("773-555-0110. No, you can not text there", "+17735550110"),
    ],
)
def test_the_number_that_is_taken_back_loses(text: str, phone: str) -> None:
    assert find_phone(text) == phone


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Carl Dunn, sorry, Karl Dunn", "Karl Dunn"),
        ("Elena Mora, digo Elena Moran", "Elena Moran"),
        ("Rita Boyle, I mean Rite", "Rite Boyle"),
    ],
)
def test_the_name_that_is_taken_back_loses(text: str, name: str) -> None:
    assert read_name(text) == name


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("the house is in Wisconsin, I mean Indiana", {"state": "IN"}),
        ("la casa está en Texas, no, perdón, en Illinois", {"state": "IL"}),
        ("I was served May 4, no wait, May 14", {"served_date": ["2026-05-14", "2026-05-14"]}),
        ("the sale was in March 2026. No, I was served in May 2026", {"sale_date": ["2026-03-01", "2026-03-31"]}),
        ("I owe 166,000, my mistake, 161,000", {"debt": "161000"}),
        ("debo 166 mil, corrijo, 161 mil", {"debt": "161000"}),
    ],
)
def test_the_state_date_or_sum_that_is_taken_back_loses(text: str, told: dict[str, object]) -> None:
    facts = read_facts(text, NOW.date())
    found = {fact.case_name: fact.value["low"] if isinstance(fact.value, dict) else fact.value for fact in facts}
    assert {name: found.get(name) for name in told} == told
    assert sum(fact.case_name in told for fact in facts) == len(told)


def test_far_from_a_value_nothing_takes_it_back() -> None:
    assert takes_back(", no, ") and not takes_back(" and it was sold. We never heard. Sorry, ")
    assert apart("I can make it friday") == ["I can make it friday"]
