"""Deadlines of an Illinois foreclosure against a table that was counted apart from the code, with a calendar of its own."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from shortfall.base.court_days import closed
from shortfall.law.deadlines import RULES, Deadline, deadlines

with Path(__file__).with_name("deadlines.csv").open(encoding="utf-8") as file:
    ROWS = [tuple(row.values()) for row in csv.DictReader(file)]


def one(name: str, dates: dict[str, date]) -> Deadline:
    [found] = [each for each in deadlines(dates) if each.name == name]  # type: ignore[arg-type]
    return found


@pytest.mark.parametrize(("since", "start", "name", "due"), ROWS)
def test_the_table(since: str, start: str, name: str, due: str) -> None:
    found = one(name, {since: date.fromisoformat(start)})
    assert str(found.due or "") == due


def test_the_table_has_every_rule() -> None:
    assert len(ROWS) >= 60
    assert {(rule.since, rule.name) for rule in RULES} | {("sale", "objection"), ("hearing", "objection")} == {
        (row[0], row[2]) for row in ROWS
    }


@pytest.mark.parametrize(
    ("served", "judgment", "due"),
    [
        ("2026-01-15", "2026-04-01", "2026-08-15"),  # seven months after the papers is later
        ("2026-01-15", "2026-09-01", "2026-12-01"),  # three months after the judgment is later
        ("2026-01-15", "2026-05-15", "2026-08-15"),
    ],
)
def test_redemption_ends_on_the_later_of_two_days(served: str, judgment: str, due: str) -> None:
    both = one("redemption", {"served": date.fromisoformat(served), "judgment": date.fromisoformat(judgment)})
    assert (str(both.due), both.missing) == (due, None)


@pytest.mark.parametrize(
    ("since", "name", "missing"),
    [
        ("served", "redemption", "judgment"),
        ("judgment", "redemption", "served"),
        ("order", "appeal", "confirmed"),
        ("order", "vacate", "confirmed"),
        ("confirmed", "appeal", None),
        ("served", "answer", None),
    ],
)
def test_the_earliest_that_it_can_be_is_never_over(since: str, name: str, missing: str | None) -> None:
    found = one(name, {since: date(2019, 1, 15)})
    assert found.missing == missing
    assert found.gone(date(2026, 1, 1)) and found.over(date(2026, 1, 1)) is (missing is None)


def test_a_time_that_runs_for_all_who_signed_is_not_over_by_the_papers_of_one() -> None:
    dates = {"served": date(2025, 1, 15), "judgment": date(2025, 3, 3)}
    found = {each.name: each.missing for each in deadlines(dates, others=True)}  # type: ignore[arg-type]
    assert (found["reinstatement"], found["redemption"], found["answer"]) == ("others", "others", None)


@pytest.mark.parametrize("after", ["sale", "confirmed"])
def test_after_a_sale_no_day_is_given_for_a_redemption_that_is_half_known(after: str) -> None:
    found = deadlines({"judgment": date(2026, 1, 15), after: date(2026, 9, 1)})  # type: ignore[dict-item]
    assert "redemption" not in {each.name for each in found}


def test_an_objection_is_made_at_the_hearing() -> None:
    found = one("objection", {"sale": date(2026, 10, 1), "hearing": date(2026, 12, 16)})
    assert (found.since, found.due, found.number) == ("hearing", date(2026, 12, 16), 0)


def test_how_it_was_counted_is_told() -> None:
    found = one("answer", {"served": date(2026, 11, 25)})
    assert (found.counted, found.passed, found.due) == (
        date(2026, 12, 25),
        ("Christmas Day", "Saturday", "Sunday"),
        date(2026, 12, 28),
    )
    assert (found.number, found.unit, found.source) == (30, "days", "Ill. S. Ct. R. 101(d), 181(a)")


def test_a_time_to_pay_is_not_moved() -> None:
    found = one("reinstatement", {"served": date(2026, 2, 8)})
    assert found.due == date(2026, 5, 9) and found.due.weekday() == 5


def test_the_earliest_comes_first_and_an_objection_has_no_day() -> None:
    found = deadlines({"served": date(2026, 1, 15), "sale": date(2026, 10, 1)})
    days = [each.due for each in found if each.due]
    assert days == sorted(days) and [each.name for each in found if each.due is None] == ["objection"]
    confirmed = deadlines({"sale": date(2026, 10, 1), "confirmed": date(2026, 11, 3)})
    assert "objection" not in {each.name for each in confirmed}


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2026-02-12", "Lincoln's Birthday"),
        ("2023-02-13", "Lincoln's Birthday"),  # Sunday's on Monday
        ("2026-07-03", None),  # the Friday before a Saturday's holiday: too early does no harm
        ("2026-11-03", None),  # Election Day
        ("2026-11-27", None),
        ("2027-07-05", "Independence Day"),
        ("2023-01-02", "New Year's Day"),
        ("2026-11-28", "Saturday"),
    ],
)
def test_days_on_which_a_court_takes_no_papers(day: str, why: str | None) -> None:
    assert closed(date.fromisoformat(day)) == why
