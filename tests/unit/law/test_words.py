"""Explanations are plain, short enough for a text message, and promise nothing."""

from __future__ import annotations

import datetime
import json
import re
from dataclasses import replace
from decimal import Decimal

import pytest

from shortfall.base.channel import Channel
from shortfall.base.gsm7 import folded, septets
from shortfall.content.check import FORBIDDEN as FORBIDDEN_IN
from shortfall.content.check import FORBIDDEN_SMS, grade
from shortfall.law.deficiency import Figures, estimate
from shortfall.law.interest import growth, plan
from shortfall.law.intervals import Interval
from shortfall.law.said import Language, listed
from shortfall.law.states import STATES
from shortfall.law.wages import PERIODS, maximum
from shortfall.law.words import (
    beside_the_most,
    explain,
    explain_growth,
    explain_plan,
    explain_wages,
    growth_notes,
    notes,
    plan_notes,
    wage_notes,
)

FORBIDDEN = FORBIDDEN_IN["en"]

ON = datetime.date(2026, 11, 23)
of = Interval.of
# As they come from a conversation: equal to the names in the code, and not the same objects.
CHANNELS: list[Channel] = json.loads('["web", "sms"]')
LARGE = of("1312345.67", "1412345.67")


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.?!]) ", text)


def fit(text: str, channel: Channel) -> None:
    lowered = text.lower()
    assert grade(text) <= 8, text
    assert not [phrase for phrase in FORBIDDEN if phrase in lowered]
    if channel == "sms":
        assert septets(text) <= 306, text
        assert not [phrase for phrase in FORBIDDEN_SMS if phrase in lowered]
        assert "not advice" in text


@pytest.mark.parametrize("code", [None, *STATES])
def test_estimates_in_every_state(code: str | None) -> None:
    for value in (None, of("1280000.55", "1380000.55")):
        for price in (of("1250000.12", "1260000.34"), of("1350000.12", "1360000.34"), of(2_000_000)):
            figures = Figures(debt=LARGE, sale_price=price, state=code, market_value=value, days=200, fees=of(3_500))
            result = estimate(figures, ON)
            for channel in CHANNELS:
                fit(explain(result, channel), channel)
            owes = result.deficiency.high is None or result.deficiency.high > 0
            assert ("rule of the state" in explain(result, "sms")) == (code is None and owes)
            interest = "interest" in result.names  # is said how it was counted
            assert len(sentences(explain(result, "web"))) == 2 + interest
            for note in notes(result)[bool(code) :]:
                fit(note, "web")
            if code:
                assert (
                    notes(result)[0]
                    == f"The rule in {STATES[code].name}: {STATES[code].rule} ({STATES[code].citation})"
                )


def said(state: str | None, **kwargs: object) -> str:
    figures = {"debt": of(312_000), "sale_price": of(250_000), **kwargs}
    return explain(estimate(Figures(state=state, **figures), ON), "web")  # type: ignore[arg-type]


def test_the_sum_comes_first() -> None:
    sums = "With $312,000 owed and a sale at $250,000, the rough shortfall"
    assert said("IL") == f"{sums} in Illinois is $62,000. Interest, fees and costs can change it."
    assert said(None) == f"{sums} is $62,000. The rule of the state, interest, fees and costs can change it."


def test_a_market_value_that_would_count_is_named() -> None:
    assert "is between nothing and $62,000. It depends on what the home was worth;" in said("TX")
    assert "market value" not in said("IL")


def test_a_surplus_and_an_even_sale() -> None:
    assert "no shortfall is left and $38,000 may be left over for you." in said("IL", sale_price=of(350_000))
    assert "nothing is left to pay in Illinois and nothing is left over" in said("IL", sale_price=of(312_000))
    across = said("IL", debt=of(300_000, 320_000), sale_price=of(310_000))
    assert "is up to $10,000, or up to $10,000 may be left over." in across


def test_both_figures_are_said_with_their_conditions() -> None:
    assert "$62,000 if the sale price counts. If the lender bought it" in said("MI", market_value=of(280_000))
    california = said("CA")
    assert california.startswith("Most home loans in California leave nothing more to pay after the sale.")
    assert "If it does not apply, it is $62,000." in california
    capped = said("TX", market_value=of(400_000))
    assert "the rough shortfall in Texas is nothing if you ask the court in time" in capped
    assert "If the sale price counts, it is $62,000." in capped


def test_the_short_sum_online_is_called_too_low() -> None:
    figures = Figures(debt=of(312_000), sale_price=of(250_000), state="IL", days=200)
    assert notes(estimate(figures, ON))[1] == (
        "The short sum you may see online gives $62,000, which is too low. "
        "It leaves out what was added after the judgment: interest, costs, fees and advances."
    )
    # Of two short sums the larger is named, and no other.
    both = replace(figures, principal=of(300_000))
    assert notes(estimate(both, ON))[1].startswith("The short sum you may see online gives $62,000, which")
    # Nothing is owed by either sum, so neither misleads.
    assert not any("too low" in note for note in notes(estimate(replace(figures, sale_price=of(400_000)), ON)))


def test_sentences_have_cents_where_they_were_told_and_the_card_always() -> None:
    for debt, words in (("312000.50", "is $65,154.70."), ("312000", "is $65,154.")):
        result = estimate(Figures(debt=of(debt), sale_price=of(250_000), days=41, state="IL"), ON)
        for channel in CHANNELS:
            assert words in explain(result, channel)
        assert "." in result.card()["deficiency"]["low"]


@pytest.mark.parametrize("language", ["en", "es"])
def test_by_text_the_parts_of_what_is_owed_are_named_and_fit(language: Language) -> None:
    figures = Figures(
        debt=of(171_000),
        sale_price=of(94_000),
        state="IL",
        days=of(160, 221),
        judgment_date=datetime.date(2026, 3, 1),
        costs=of(4_210),
        fees=of(4_210),
        advances=of(4_210),
        credits=of(4_210),
    )
    result = estimate(figures, ON, language)
    words = explain(result, "sms", language)
    assert septets(folded(words)) <= 306 and "$171,000" in words and words.count("$4,210") == 4
    assert "$4,210" not in explain(result, "web", language)  # its card shows them


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("channel", CHANNELS)
def test_wages(period: str, channel: Channel) -> None:
    for gross, disposable in (
        (Decimal(1000), Decimal(820)),
        (Decimal(123456), Decimal("99999.99")),
        (Decimal(900), None),
    ):
        limit = maximum(gross, disposable, period, ON)  # type: ignore[arg-type]
        text = explain_wages(limit, channel)
        fit(text, channel)
        assert "out of reach" in text or "the smaller counts" in text
        if channel == "web":
            assert len(sentences(text)) == 2
            fit(" ".join(wage_notes(limit)), "web")


def test_wages_say_the_limit() -> None:
    assert "at most $145 can be taken" in explain_wages(maximum(Decimal(1000), Decimal(820), "weekly", ON), "web")
    assert "nothing can be taken" in explain_wages(maximum(Decimal(700), Decimal(600), "weekly", ON), "sms")
    unsure = maximum(Decimal(1000), None, "weekly", ON)
    assert "no more than $150 can be taken in Illinois, and maybe less." in explain_wages(unsure, "web")
    assert wage_notes(unsure)[0] == (
        "The most is the least of three sums: 15% of gross pay, take-home pay above $675, and the federal limit."
    )


@pytest.mark.parametrize("channel", CHANNELS)
def test_growth_and_plan(channel: Channel) -> None:
    for principal, days in (
        (Decimal(50_000), 365),
        (Decimal(20_000), 1),
        (Decimal("1234567.89"), 2_555),
        (Decimal(50_000), 400),
    ):
        grown = growth(of(principal), [of(days)], ON)
        fit(explain_growth(grown, channel), channel)
        fit(" ".join(growth_notes(grown)), "web")
    for payment in (Decimal(100), Decimal(500), Decimal(60_000)):
        fit(explain_plan(plan(Decimal(50_000), payment, Decimal("0.09")), channel), channel)


def test_growth_says_how_long_and_at_what_rate() -> None:
    text = explain_growth(growth(of(50_000), [of(730)], ON), "web")
    assert "grows by $4,500 a year" in text
    assert "$12.33 a day, at 9%." in text
    assert "Unpaid, it would be $59,000 after 2 years." in text
    assert len(sentences(text)) == 2
    assert not any("lower rate" in note for note in growth_notes(growth(of(50_000), [of(730)], ON)))
    assert "after a year" in explain_growth(growth(of(50_000), [of(365)], ON), "web")
    assert "after a day" in explain_growth(growth(of(50_000), [of(1)], ON), "web")
    assert "after 1,000 days" in explain_growth(growth(of(50_000), [of(1_000)], ON), "web")
    small = growth(of(20_000), [of(730)], ON)
    assert "5% or 9%" in explain_growth(small, "web")
    assert any("lower rate" in note for note in growth_notes(small))


def test_plan_says_how_long() -> None:
    assert "about 1 year and" in explain_plan(plan(Decimal(1_300), Decimal(100), Decimal(0)), "web")
    assert "1 year and 1 month" in explain_plan(plan(Decimal(1_300), Decimal(100), Decimal(0)), "web")
    assert "about 2 years and cost" in explain_plan(plan(Decimal(2_400), Decimal(100), Decimal(0)), "web")
    stuck = explain_plan(plan(Decimal(50_000), Decimal(375), Decimal("0.09")), "web")
    assert "never clear it" in stuck
    assert "About $1,038 a month would clear it in 5 years." in stuck
    assert len(sentences(stuck)) == 3
    assert "would clear it in" not in explain_plan(plan(Decimal(2_400), Decimal(100), Decimal(0)), "web")
    fit(" ".join(plan_notes()), "web")


def test_a_plan_of_more_than_five_years_says_what_would_clear_it() -> None:
    assert "would clear it in" not in explain_plan(plan(Decimal(6_000), Decimal(100), Decimal(0)), "web")
    assert "would clear it in 5 years" in explain_plan(plan(Decimal(6_100), Decimal(100), Decimal(0)), "web")


def test_a_bound_that_leaves_a_shortfall_is_told_as_one() -> None:
    at_least = Interval.within(of(290_000), "at_least")
    assert "at least $90,000" in explain(estimate(Figures(debt=at_least, sale_price=of(200_000)), ON), "web")
    open_ended = explain(
        estimate(Figures(debt=at_least, sale_price=Interval.within(of(200_000), "at_least")), ON), "web"
    )
    assert "at least $90,000" not in open_ended


def test_parts_are_listed_as_each_language_joins_them() -> None:
    assert listed(["Ohio", "Illinois"]) == "Ohio and Illinois"
    assert listed(["Ohio", "Illinois"], "es") == "Ohio e Illinois"
    assert listed(["cobre", "hierro"], "es") == "cobre y hierro"
    assert listed(["Ohio"]) == "Ohio"


def test_a_shortfall_below_a_dollar_is_one() -> None:
    text = explain(estimate(Figures(debt=of("1000.50"), sale_price=of("1000")), ON), "web")
    assert "$0.50" in text or "$1" in text


def test_no_time_at_all_is_no_day() -> None:
    assert "after 0 days" in explain_growth(growth(of(50_000), [of(0)], ON), "web")
    assert "after 100 to 200 days" in explain_growth(growth(of(50_000), [of(100, 200)], ON), "web")
    text = explain_growth(growth(of(50_000), [of(365), of(1095), of(2555)], ON), "web")
    assert "$54,500 after a year, $63,500 after 3 years and $81,500 after 7 years" in text


def test_what_is_taken_beside_the_most_that_may_be() -> None:
    limit = maximum(Decimal(1000), Decimal(820), "weekly", ON)  # at most $145
    assert "$255" in beside_the_most(of(400), limit)
    assert "$255" not in beside_the_most(of(145), limit) and "more" not in beside_the_most(of(145), limit)
