"""Every kind of card is drawn in every place, and as people say it."""

from __future__ import annotations

import io
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, get_args

import pytest
from rich.console import Console

from shortfall.base.settings import ROOT
from shortfall.conversation.cards import KINDS, Card, Days, after, line, read_card, table
from shortfall.conversation.messages import Message, Said
from shortfall.law.deficiency import Figures, estimate
from shortfall.law.interest import growth, plan
from shortfall.law.intervals import Interval
from shortfall.law.wages import maximum
from shortfall.law.words import months_in_words
from shortfall.processes.chat import card_table
from shortfall.sms.compose import compose
from shortfall.talk.intents import CALLED_OFF
from shortfall.web.summary import tables

ON = date(2026, 11, 28)
JUDGMENT = Interval.of(62_000)
CARDS: dict[str, dict[str, Any]] = {
    "estimate": estimate(Figures(debt=Interval.of(312_000), sale_price=Interval.of(250_000), state="IL"), ON).card(),
    "wages": maximum(Decimal(1_000), Decimal(800), "weekly", ON).card(),
    "interest": growth(JUDGMENT, [Interval.of(365 * years) for years in (1, 3, 7)], ON).card(ON),
    "deadlines": {
        "type": "deadlines",
        "title": "Days to watch",
        "rows": [
            {
                "what": "File your answer by",
                "when": "Thursday, December 3, 2026",
                "due": "2026-12-03",
                "how": "That is 30 days.",
            }
        ],
    },
    "plan": plan(Decimal(62_000), Decimal(900), Decimal("0.09")).card(ON),
    "callback": {"type": "callback", "reference": "K7QM-4XRT", "window": "Mon Nov 30, 9 to 10 a.m."},
}
"""What the actions make."""


def kind_of(model: type[Card]) -> str:
    return str(get_args(model.model_fields["type"].annotation)[0])


def card(kind: str) -> Card:
    found = read_card(CARDS[kind])
    assert found is not None
    return found


def test_the_kinds_are_those_that_actions_make_and_that_each_place_draws() -> None:
    kinds = {kind_of(model) for model in KINDS}
    assert set(get_args(Card)) == set(KINDS)
    assert kinds == set(CARDS)
    made = {
        kind
        for folder in ("actions", "shortfall/law")
        for path in (ROOT / folder).glob("*.py")
        for kind in re.findall(r'"type": "([a-z_]+)"', path.read_text(encoding="utf-8"))
    }
    assert made == kinds
    widget = (ROOT / "widget" / "src" / "cards.ts").read_text(encoding="utf-8")
    drawn = re.search(r"const DRAWN[^=]*=> TemplateResult> = \{([^}]*)\}", widget)
    assert drawn and {name.strip() for name in drawn[1].split(",")} == kinds


def test_a_cancelled_call_is_in_no_summary_and_one_made_after_it_is() -> None:
    at = datetime(2026, 11, 28, tzinfo=UTC)
    booked = Message(id="a", at=at, role="assistant", text="", card=CARDS["callback"])
    cancelled = Message(id="b", at=at, role="assistant", text="", topic=CALLED_OFF)
    assert tables([booked, cancelled]) == []
    assert tables([booked, cancelled, booked]) == [table(card("callback"))]


@pytest.mark.parametrize("kind", CARDS)
def test_paper_terminal_and_text_show_each(kind: str) -> None:
    shown = table(card(kind))
    assert shown.title and shown.rows and set(shown.results) <= {label for label, _ in shown.rows}
    at = datetime(2026, 11, 28, tzinfo=UTC)
    assert tables([Message(id="m", at=at, role="assistant", text="", card=CARDS[kind])]) == [shown]
    console = Console(file=io.StringIO(), width=120, color_system=None)
    console.print(card_table(card(kind)))
    assert isinstance(console.file, io.StringIO)
    said = console.file.getvalue()
    figure, words = line(card(kind))
    (page,) = compose([Said("Here it is.", card=CARDS[kind])])
    assert figure and page == f"Here it is.\n{words}"
    for label, value in shown.rows:
        assert label in said and value in said
    for text in (said, words, *(part for row in shown.rows for part in row)):
        # Neither a rate shown as money nor a machine's name for something.
        assert not re.search(r"\$0\.\d|_|Decimal|\d{4}-\d\d-\d\d|\b365 days", text), text


@pytest.mark.parametrize(
    ("state", "price", "value", "said"),
    [
        ("TX", Interval.of(250_000), Interval.of(290_000), "$22,000 to $62,000"),
        ("CA", Interval.of(250_000), None, "$0 to $62,000"),
        ("CT", Interval.of(250_000), Interval.of(290_000), "$22,000 to $42,000"),
        ("IL", Interval.of(240_000, 320_000), None, "$0 to $72,000"),
        ("IL", Interval.of(320_000, 330_000), None, "$8,000 to $18,000"),
    ],
)
def test_a_text_message_says_both_ends_of_an_estimate(
    state: str, price: Interval, value: Interval | None, said: str
) -> None:
    figures = Figures(debt=Interval.of(312_000), sale_price=price, market_value=value, state=state)
    found = read_card(estimate(figures, ON).card())
    assert found and line(found)[0] == said


def test_growth_in_years_months_and_per_cent() -> None:
    rows = dict(table(card("interest")).rows)
    assert rows["Interest a year"] == "9%"
    assert rows["Unpaid after 1 year (November 2027)"] == "$67,580"
    assert rows["Unpaid after 7 years (November 2033)"] == "$101,060"
    small = read_card(growth(Interval.of(20_000), [Interval.of(100)], ON).card())
    assert small and dict(table(small).rows)["Interest a year"] == "5% or 9%"
    assert dict(table(small).rows)["Unpaid after 100 days"] == "$20,274 to $20,493"


def test_a_plan_in_years_and_months_and_its_balances() -> None:
    shown = dict(table(card("plan")).rows)
    assert shown["Paid off after"] == "8 years and 2 months (January 2035)"
    points = CARDS["plan"]["points"]
    assert [point["months"] for point in points] == [0, 12, 24, 36, 48, 60, 72, 84, 96, 98]
    balances = [Decimal(point["balance"]) for point in points]
    assert balances == sorted(balances, reverse=True) and balances[0] == 62_000 and balances[-1] == 0
    never = read_card(plan(Decimal(62_000), Decimal(300), Decimal("0.09")).card(ON))
    assert never and dict(table(never).rows)["Paid off after"].startswith("never")
    assert line(never) == ("$300", "$300 a month never clears it.")


def test_lengths() -> None:
    assert [months_in_words(months) for months in (0, 1, 12, 13, 75)] == [
        "no time",
        "1 month",
        "1 year",
        "1 year and 1 month",
        "6 years and 3 months",
    ]
    said = [after(Days(low=low, high=high)) for low, high in ((1, 1), (364, 364), (365, 365), (1_095, 1_095), (30, 60))]
    assert said == ["after 1 day", "after 364 days", "after 1 year", "after 3 years", "after 30 to 60 days"]


@pytest.mark.parametrize(
    "broken",
    [{}, {"type": "interest"}, {"type": "unheard_of", "x": 1}, CARDS["plan"] | {"payment": "lots"}, {"type": ["plan"]}],
)
def test_a_broken_card_is_no_card(broken: dict[str, Any]) -> None:
    assert read_card(broken) is None
