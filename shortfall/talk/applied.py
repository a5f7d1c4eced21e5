"""Apply an Illinois rule to what the person told us: "one of 2014 passed seven years in 2021". Pure."""

from __future__ import annotations

from datetime import date

from shortfall.content.questions import Language
from shortfall.content.texts import text
from shortfall.law.deadlines import after
from shortfall.law.figures import figure
from shortfall.talk.case import Case

_SAYS_HOW_LONG = frozenset({"how_long/judgment_years", "how_long/overview", "how_long/revived"})
"""Answers on how long a judgment can be collected."""


def applied(question: str, case: Case, today: date, language: Language) -> str:
    """The sentence to add to an answer because of what was told; empty if there is none.

    A judgment can be enforced for seven years from its entry, unless it is revived (735 ILCS 5/12-108).

    Args:
        question: the id of the question that is answered ("how_long/revived").
    """
    told = case["judgment_date"]
    if question not in _SAYS_HOW_LONG or not told:
        return ""
    first, last = map(date.fromisoformat, told)
    if first.year != last.year or last > today:
        return ""  # "some years ago"
    years = int(figure("judgment_years", today))
    past, ahead = (after(day, years, "years") < today for day in (last, first))
    key = "old" if past else "turning" if ahead else "young"
    return text(
        f"applied.judgment.{key}", language, told=str(first.year), years=str(years), then=str(first.year + years)
    )
