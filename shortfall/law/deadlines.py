"""The deadlines that a day sets in an Illinois foreclosure, counted to the day. Pure; for no other state, but for the one before a case.

The first day is left out. What is filed with a court moves on from a weekend or a court holiday (5 ILCS 70/1.11); a time to pay, which
"ends on" a day, is not moved: paid a day early it is in time. Before any case a federal rule counts the days since the first missed payment
(12 CFR 1024.41(f)(1)(i)): on the last of them nothing may be filed, on the next day it may.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from shortfall.base.court_days import closed
from shortfall.law.figures import legal_figure

Start = Literal["missed", "served", "judgment", "sale", "confirmed", "order", "hearing"]
"""What happened: the first payment was missed, the papers were served, the foreclosure judgment was entered, the home was sold, the court confirmed the sale, an order
was made that may or may not be the last one; or when the court is to be asked to confirm."""
Missing = Literal[Start, "others"]
Name = Literal[
    "filing",
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
    """A time that runs from an event. `figure` (data/law/illinois.yml) ends in its unit; `filed`: something is filed by then, not paid.

    `later`: another event, of which it runs too where that came later.
    """

    name: Name
    since: Start
    figure: str
    filed: bool = True
    later: Start | None = None


RULES = (
    Rule("filing", "missed", "before_filing_days", filed=False),
    Rule("answer", "served", "answer_days"),
    Rule("reinstatement", "served", "reinstatement_days", filed=False),
    Rule("redemption", "served", "redemption_after_service_months", filed=False, later="judgment"),
    Rule("redemption", "judgment", "redemption_after_judgment_months", filed=False, later="served"),
    # A foreclosure judgment is most often not final: what runs from the final order runs from the confirmation then.
    Rule("vacate", "order", "motion_to_vacate_days", later="confirmed"),
    Rule("appeal", "order", "appeal_days", later="confirmed"),
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
    before weekends and holidays were passed over, `passed` those. `missing`: it may be later, since this event counts too and its day is not known.
    """

    name: Name
    since: Start
    start: date
    due: date | None = None
    counted: date | None = None
    passed: tuple[str, ...] = ()
    number: int = 0
    unit: str = ""
    missing: Missing | None = None
    source: str = "735 ILCS 5/15-1508(b)"
    url: str = "https://www.ilga.gov/legislation/ilcs/documents/073500050K15-1508.htm"

    def gone(self, today: date) -> bool:
        """Whether its day is behind us, be it the last or only the earliest."""
        return self.due is not None and self.due < today

    def last_open(self) -> date | None:
        """The last day before it on which offices are open, where it falls on one on which they are not and is not moved: what is paid by then."""
        if self.due is None or self.passed or not closed(self.due) or self.name not in _PAID:
            return None
        day = self.due
        while closed(day):
            day -= timedelta(days=1)
        return day

    def over(self, today: date) -> bool:
        """Whether it is surely too late: never by a day that is only the earliest."""
        return self.gone(today) and self.missing is None


_PAID: frozenset[Name] = frozenset({"reinstatement", "redemption", "special_redemption"})
"""What is paid by its day, which is not moved."""


def deadlines(dates: Mapping[Start, date], *, others: bool = False) -> tuple[Deadline, ...]:
    """Every deadline that these days set, the earliest first; what has no day comes last.

    Args:
        dates: the days that were told, each exact. The confirmation stands for any final order.
        others: others signed the loan too, so that what runs from the papers may run from a later day, on which the last of them was served.
    """
    counted = [_counted(rule, dates[rule.since]) for rule in RULES if rule.since in dates]
    found: dict[Name, Deadline] = {}
    for each in counted:
        # Where two events count, the later day ends it, and it is sure once both are known.
        kept = found.get(each.name)
        found[each.name] = each if kept is None or str(each.due) > str(kept.due) else kept
    found = {name: replace(each, missing=None) if each.missing in dates else each for name, each in found.items()}
    if others:
        from_all: tuple[Name, ...] = ("reinstatement", "redemption")
        found |= {
            name: replace(found[name], missing=found[name].missing or "others") for name in from_all if name in found
        }
    if {"sale", "confirmed"} & dates.keys() and "redemption" in found and found["redemption"].missing:
        del found["redemption"]  # a home is sold once that time has run (735 ILCS 5/15-1507), on whatever day it did
    at: Start = "hearing" if "hearing" in dates else "sale"
    if at in dates and "confirmed" not in dates:
        found["objection"] = Deadline("objection", at, dates[at], due=dates.get("hearing"))
    return tuple(sorted(found.values(), key=lambda each: each.due or date.max))


def _counted(rule: Rule, start: date) -> Deadline:
    entry = legal_figure(rule.figure, start)
    number, unit = int(entry.value), rule.figure.rpartition("_")[2]
    counted = due = after(start, number, unit)
    passed: list[str] = []
    while rule.filed and (why := closed(due)):
        passed.append(why)
        due += timedelta(days=1)
    return Deadline(
        rule.name, rule.since, start, due, counted, tuple(passed), number, unit, rule.later, entry.source, entry.url
    )


def after(start: date, number: int, unit: str) -> date:
    """So many days, months or years after a day; the last of the month where that has no such day."""
    if unit == "days":
        return start + timedelta(days=number)
    months = start.month - 1 + number * (12 if unit == "years" else 1)
    year, month = start.year + months // 12, months % 12 + 1
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))
