"""The deadlines that a day sets in an Illinois foreclosure, counted to the day. Pure; for no other state.

The first day is left out. What is filed with a court moves on from a weekend or a court holiday (5 ILCS 70/1.11); a time to pay, which
"ends on" a day, is not moved: paid a day early it is in time.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from shortfall.base.court_days import closed
from shortfall.law.figures import legal_figure

Start = Literal["served", "judgment", "sale", "confirmed", "hearing"]
"""What happened: the papers were served, the foreclosure judgment was entered, the home was sold, the court confirmed the sale; or when
it is to be asked to."""
Name = Literal[
    "answer",
    "reinstatement",
    "redemption",
    "objection",
    "vacate",
    "appeal",
    "special_redemption",
    "move_out",
    "petition",
]


@dataclass(frozen=True)
class Rule:
    """A time that runs from an event. `figure` (data/law/illinois.yml) ends in its unit; `filed`: something is filed by then, not paid."""

    name: Name
    since: Start
    figure: str
    filed: bool = True


RULES = (
    Rule("answer", "served", "answer_days"),
    Rule("reinstatement", "served", "reinstatement_days", filed=False),
    Rule("redemption", "served", "redemption_after_service_months", filed=False),
    Rule("redemption", "judgment", "redemption_after_judgment_months", filed=False),
    Rule("vacate", "confirmed", "motion_to_vacate_days"),
    Rule("appeal", "confirmed", "appeal_days"),
    Rule("special_redemption", "confirmed", "special_redemption_days", filed=False),
    Rule("move_out", "confirmed", "possession_days", filed=False),
    Rule("move_out", "hearing", "possession_days", filed=False),
    Rule("petition", "confirmed", "petition_to_vacate_years"),
)


@dataclass(frozen=True)
class Deadline:
    """A deadline and how it was counted.

    `due` is None where the law names no day: an objection to the sale is made when the court is asked to confirm it. `counted` is the day
    before weekends and holidays were passed over, `passed` those. `at_least`: it may be later, since another event counts too and is not known.
    """

    name: Name
    since: Start
    start: date
    due: date | None = None
    counted: date | None = None
    passed: tuple[str, ...] = ()
    number: int = 0
    unit: str = ""
    at_least: bool = False
    source: str = "735 ILCS 5/15-1508(b)"
    url: str = "https://www.ilga.gov/legislation/ilcs/documents/073500050K15-1508.htm"


def deadlines(dates: Mapping[Start, date]) -> tuple[Deadline, ...]:
    """Every deadline that these days set, the earliest first; what has no day comes last.

    Args:
        dates: the days that were told, each exact. The confirmation stands for any final order.
    """
    found = [_counted(rule, dates[rule.since]) for rule in RULES if rule.since in dates]
    redemption = [each for each in found if each.name == "redemption"]
    if redemption:
        # The later of the two ends it; one alone is the earliest it can be.
        latest = max(redemption, key=lambda each: each.due or each.start)
        both = len(redemption) == len([rule for rule in RULES if rule.name == "redemption"])
        kept = Deadline(**{**vars(latest), "at_least": not both})
        found = [each for each in found if each.name != "redemption"] + [kept]
    if "sale" in dates and "confirmed" not in dates:
        found.append(Deadline("objection", "sale", dates["sale"]))
    return tuple(sorted(found, key=lambda each: each.due or date.max))


def _counted(rule: Rule, start: date) -> Deadline:
    entry = legal_figure(rule.figure, start)
    number, unit = int(entry.value), rule.figure.rpartition("_")[2]
    counted = due = _after(start, number, unit)
    passed: list[str] = []
    while rule.filed and (why := closed(due)):
        passed.append(why)
        due += timedelta(days=1)
    return Deadline(
        rule.name, rule.since, start, due, counted, tuple(passed), number, unit, source=entry.source, url=entry.url
    )


def _after(start: date, number: int, unit: str) -> date:
    """So many days, months or years after a day; the last of the month where that has no such day."""
    if unit == "days":
        return start + timedelta(days=number)
    months = start.month - 1 + number * (12 if unit == "years" else 1)
    year, month = start.year + months // 12, months % 12 + 1
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))
