"""What is taken from a story, and what is left: sums, days and places that stand beside what is told."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from shortfall.reading.facts import read_facts
from shortfall.talk.case import Case

ON = date(2026, 11, 30)


def told(*messages: str, about: str | None = None) -> Case:
    case = Case()
    for turn, text in enumerate(messages):
        case = case.heard(read_facts(text, ON, about=about, case=case.slot()), turn)
    return case


@pytest.mark.parametrize(
    ("text", "fact", "value"),
    [
        ("judgment 88,200 minus the 61,000 bid", "sale_price", "61000"),
        ("can they put the 19,400 on us at the hearing about the sale", "deficiency", "19400"),
        ("12,900, ok that's what we figured too. I bring home 870 a week after taxes", "take_home", "870"),
        ("on the 9th of November a deputy came by and handed my wife court papers", "served_date", "2026-11-09"),
        ("there is a court date on the sale, december 22", "hearing_date", "2026-12-22"),
        ("I never said a hearing Dec 4. I said DECEMBER 18", "hearing_date", "2026-12-18"),
        ("judgment was June 3 2024, and now a letter of November 12 from Hale Judgment Recovery", "judgment_date", "2024-06-03"),
        ("we filed chap 13 in august", "bankruptcy", "filed"),
        ("since dad died the bank calls us", "who", "heir"),
        ("nobody has sold anything, nothing was sold", "ended", "not_sold"),
        ("la casa que rento la esta perdiendo el dueño", "who", "tenant"),
        ("it is not in Illinois, it's Gary Indiana", "state", "IN"),
    ],
)  # fmt: skip
def test_what_is_told(text: str, fact: str, value: str) -> None:
    found: Any = told(text)[fact]
    assert (found["low"] if isinstance(found, dict) else found[0] if isinstance(found, list) else found).startswith(
        value
    )


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("the court can take 25% of 900 a week, right?", {"hearing_date"}),
        ("should we send 400 dollars on a debt this old", {"debt", "payment"}),
        ("we lost ours in spring, now we just rent", {"who"}),
        ("Denise in Dallas wants no part of it", {"state", "lives_in"}),
        ("a letter of November 12 from Hale Judgment Recovery came", {"judgment_date"}),
    ],
)
def test_what_is_not(text: str, facts: set[str]) -> None:
    assert not facts & set(told(text))
