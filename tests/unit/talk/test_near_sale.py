"""What is asked with a sale days away."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from shortfall.reading.facts import read_facts
from shortfall.talk.acts import read_acts
from shortfall.talk.case import Case, Known
from shortfall.talk.heard import Context, Heard, Subjects
from shortfall.talk.moves import decide
from shortfall.talk.near_sale import wants

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("ok but what comes first", "steps"),
        ("where do I even start", "steps"),
        ("de todo eso por dónde empiezo", "steps"),
        ("can they still stop it once the bidding begins", "moment"),
        ("hasta qué minuto se puede", "moment"),
        ("who picks up the phone at this hour", "help"),
        ("hay alguien que ayude gratis", "help"),
        ("is it too late to apply for a modification, which form first", ""),
        ("can they take my car", ""),
    ],
)
def test_the_order_the_moment_and_who_helps(text: str, wanted: str) -> None:
    assert wants(text) == wanted


@pytest.mark.parametrize(
    ("text", "case", "last", "urgent"),
    [
        ("so what comes first", {}, None, True),
        ("can anything still be done", {}, "urgent", True),
        ("can anything still be done", {}, None, False),
        ("so what comes first", {"sale_date": ["2026-12-20", "2026-12-20"]}, None, False),
        ("so what comes first", {"state": "OH"}, None, False),
        ("so what comes first", {"stage": "sold"}, None, False),
    ],
)
def test_only_before_a_sale_that_is_days_away(text: str, case: dict[str, Any], last: str | None, urgent: bool) -> None:
    told = {"sale_date": ["2026-12-01", "2026-12-01"], "stage": "sale_set"} | case
    known = Case({name: Known(value, "", 0) for name, value in told.items()})
    heard = Heard(text, read_facts(text, TODAY), read_acts(text), Subjects([("avoid_options", 0.3)]))
    assert (decide(heard, Context(case=known, last=last, today=TODAY)).intent == "urgent") == urgent
