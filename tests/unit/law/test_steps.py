"""Where a result comes from: each part of it is said, and the parts make the result."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal

import pytest

from shortfall.base.gsm7 import septets
from shortfall.law.deficiency import Figures, estimate
from shortfall.law.interest import growth, plan
from shortfall.law.intervals import Interval
from shortfall.law.said import Language
from shortfall.law.steps import of_estimate, of_growth, of_plan, of_wages
from shortfall.law.wages import maximum
from shortfall.law.words import against

ON = datetime.date(2026, 11, 23)
of = Interval.of
SOLD_FOR = of(190_000)
_SUM = re.compile(r"\$(\d[\d,]*(?:\.\d\d)?)")


def sums(line: str) -> list[Decimal]:
    return [Decimal(found.replace(",", "")) for found in _SUM.findall(line)]


def figures(days: Interval | None = None, price: Interval = SOLD_FOR) -> Figures:
    return Figures(
        debt=of("231644.10"), sale_price=price, state="IL", days=days, judgment_date=datetime.date(2025, 6, 1)
    )


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_lines_add_up(language: Language) -> None:
    words = of_estimate(estimate(figures(of(200)), ON, language), "web", language)
    debt, interest, price, left = (sums(line)[-1] for line in words.splitlines() if line.startswith("- "))
    assert debt + interest - price == left
    assert "{" not in words


def test_how_the_interest_was_counted() -> None:
    words = of_estimate(estimate(figures(of(200)), ON), "web")
    assert "Interest for 200 days at $57.12 a day (9% a year) is in the sum: $11,423.54." in words
    assert "range" not in words


@pytest.mark.parametrize(
    ("days", "price", "why"),
    [
        (of(184, 244), of(190_000), "I do not have the exact days"),
        (of(200), of(180_000, 190_000), "the price is a range"),
    ],
)
def test_why_it_is_a_range(days: Interval, price: Interval, why: str) -> None:
    words = of_estimate(estimate(figures(days, price), ON), "web")
    assert f"It is a range because {why}" in words


def test_without_days_nothing_is_said_of_a_rate_of_ours() -> None:
    words = of_estimate(estimate(figures(), ON), "web")
    assert "a day" not in words
    assert "Not in this figure: interest from the judgment to the sale" in words


def test_a_surplus_is_the_last_line() -> None:
    words = of_estimate(estimate(figures(of(0), of(300_000)), ON), "web")
    assert "- May be left over for the owner: $68,355.90" in words


def test_by_text_it_is_one_paragraph() -> None:
    words = of_estimate(estimate(figures(of(200)), ON), "sms")
    assert "\n" not in words
    assert "less $190,000 from the sale" in words and septets(words) <= 306


def test_pay_is_the_least_of_three() -> None:
    limit = maximum(Decimal(900), Decimal(700), "weekly", ON)
    lines = [line for line in of_wages(limit, "web").splitlines() if line.startswith("- ")]
    assert [sums(line)[-1] for line in lines] == [limit.by_gross, limit.by_minimum_wage, limit.federal]
    assert f"at most ${limit.maximum.high:,.2f}".replace(".00", "") in of_wages(limit, "web")


def test_pay_before_taxes_is_named_where_it_was_all_that_was_told() -> None:
    assert "I used the pay before taxes" in of_wages(maximum(Decimal(900), None, "weekly", ON), "web")
    assert "I used" not in of_wages(maximum(Decimal(900), Decimal(700), "weekly", ON), "web")


def test_growth_by_year_day_and_length() -> None:
    words = of_growth(growth(of(50_000), [of(365)], ON), "web")
    assert "$50,000 at 9% is $4,500 a year" in words
    assert "divided by 365, $12.33 a day" in words
    assert "after a year: $4,500 of interest, $54,500 in all" in words


def test_a_payment_is_split() -> None:
    words = of_plan(plan(Decimal(20_000), Decimal(500), Decimal("0.09")), "web")
    interest, rest = (sums(line)[0] for line in words.splitlines() if line.startswith("- "))
    assert interest + rest == 500


@pytest.mark.parametrize(
    ("claimed", "deficiency", "said"),
    [
        (of(39_400), of(25_000), "$14,400 more"),
        (of(39_400), of(45_000, 50_000), "$5,600 to $10,600 less"),
        (of(39_400), of(25_000, 55_000), "within that range"),
        (of(39_400), of(39_400), "the same"),
    ],
)
def test_a_letter_beside_an_estimate(claimed: Interval, deficiency: Interval, said: str) -> None:
    words = against(claimed, deficiency)
    assert said in words
    assert "$39,400" in words
