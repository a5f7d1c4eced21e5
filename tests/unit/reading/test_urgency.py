"""What is coming, when, and whether the office is open before it, on the lines of urgency.yml."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from shortfall.reading.dates import find_days
from shortfall.reading.facts import read_facts
from shortfall.reading.urgent import find_events, taken_back
from shortfall.talk.case import Case

CHICAGO = ZoneInfo("America/Chicago")
LINES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "urgency.yml").read_text())
ON = date(2026, 11, 23)


@pytest.mark.parametrize("line", LINES, ids=[line["text"] for line in LINES])
def test_lines(line: dict[str, Any]) -> None:
    now = datetime.fromisoformat(line["now"]).replace(tzinfo=CHICAGO)
    found = min(find_events(line["text"], now), key=lambda each: each.first, default=None)
    if line["event"] == "none":
        assert found is None
        return
    assert found is not None
    hour = f" {found.at:%H:%M}" if found.at else ""
    assert line["event"] in {f"{found.kind} {day}{hour}" for day in (found.first, found.last)}
    assert found.office_first(now) is line["office"]


@pytest.mark.parametrize(
    ("text", "served", "due"),
    [
        ("i got served yesterday", "2026-11-23", "2026-12-23"),
        ("was served november 13", "2026-11-13", "2026-12-14"),  # the 13th is a Sunday
        ("me entregaron la demanda ayer", "2026-11-23", "2026-12-23"),
    ],
)
def test_an_answer_is_due_thirty_days_after_the_summons(text: str, served: str, due: str) -> None:
    (found,) = find_events(text, datetime(2026, 11, 24, 12, tzinfo=CHICAGO))
    assert (found.kind, str(found.first), found.said) == ("answer", due, False)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("no sale is set", {"sale"}),
        ("take off that sale", {"sale"}),
        ("the hearing was cancelled", {"hearing"}),
        ("ya no hay subasta", {"sale"}),
        ("does a modification cancel the sale date", set()),
        ("the sale is friday", set()),
    ],
)
def test_taken_back(text: str, kinds: set[str]) -> None:
    assert taken_back(text) == kinds


@pytest.mark.parametrize(
    ("text", "role", "day"),
    [
        ("the sale is dec 15", "sale", "2026-12-15"),
        ("sale was dec 15", "sale", "2025-12-15"),
        ("court date december 8", "hearing", "2026-12-08"),
        ("the bankruptcy was discharged in 2022", "discharge", "2022-01-01"),
        ("i was served nov 10", "served", "2026-11-10"),
        ("lockout is set for november 30", "lockout", "2026-11-30"),
        ("sale is the 17th", "sale", "2026-12-17"),
    ],
)
def test_facts_have_the_year_that_is_meant(text: str, role: str, day: str) -> None:
    dates = {fact.role: fact.value[0] for fact in read_facts(text, ON) if fact.name == "date"}
    assert dates[role] == day


def test_a_day_says_where_it_stands() -> None:
    text = "the judgment was entered on march 3, 2024"
    (day,) = find_days(text, ON)
    assert text[slice(*day.span)] == "on march 3, 2024"


def test_a_sale_that_is_taken_back_is_gone_from_the_case() -> None:
    case = Case().heard(read_facts("the sale is set for december 4", ON), 1)
    assert case["sale_date"] == ["2026-12-04", "2026-12-04"] and case["stage"] == "sale_set"
    case = case.heard(read_facts("take off that sale, no sale is set", ON), 2)
    assert case["sale_date"] is None and case["stage"] is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("estoy a 3 semanas de la subasta, que puedo hacer", "2026-12-14"),
        ("a 10 dias de la venta puedo pedir un chapter 13", "2026-12-03"),
        ("quiero saber si alcanzo a pagar a 2 semanas del auction", "2026-12-07"),
    ],
)
def test_so_far_from_the_auction_says_when_it_is(text: str, day: str) -> None:
    assert [fact.value for fact in read_facts(text, ON) if fact.role == "sale"] == [[day, day]]


def test_a_rule_of_so_many_days_before_an_auction_sets_none() -> None:
    assert not [fact for fact in read_facts("se pide 37 dias antes de la subasta", ON) if fact.role == "sale"]
