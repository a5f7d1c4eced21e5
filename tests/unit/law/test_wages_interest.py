"""What may be taken from pay, how a judgment grows, what a payment plan does, and the figures of the law behind them."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from shortfall.law.figures import EXEMPT_INCOMES, FIGURES, UnknownFigure, figure, in_words, legal_figure, load_figures
from shortfall.law.interest import growth, interest, judgment_rate, per_diem, percent, plan
from shortfall.law.intervals import Interval
from shortfall.law.wages import PERIODS, Period, illinois_weekly_maximum, maximum, with_chosen

ON = datetime.date(2026, 11, 23)
of = Interval.of


# --- Wages ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("gross", "disposable", "expected", "governs"),
    [
        ("700", "600", "0.00", "minimum_wage"),
        ("800", "680", "5.00", "minimum_wage"),
        ("1000", "820", "145.00", "minimum_wage"),
        ("1200", "960", "180.00", "gross"),
        ("1500", "1150", "225.00", "gross"),
        ("800", "675", "0.00", "minimum_wage"),
        ("800", "675.01", "0.01", "minimum_wage"),
        ("0", "0", "0.00", "gross"),
        ("10000", "1000", "250.00", "federal"),
        ("10000", "10000", "1500.00", "gross"),
    ],
)
def test_weekly(gross: str, disposable: str, expected: str, governs: str) -> None:
    assert illinois_weekly_maximum(Decimal(gross), Decimal(disposable), ON) == Decimal(expected)
    limit = maximum(Decimal(gross), Decimal(disposable), "weekly", ON)
    assert limit.maximum == of(expected)
    assert limit.governs == governs


@pytest.mark.parametrize(
    ("period", "protected"),
    [("weekly", "675.00"), ("fortnightly", "1350.00"), ("twice_a_month", "1462.50"), ("monthly", "2925.00")],
)
def test_protected_pay_by_period(period: Period, protected: str) -> None:
    assert period in PERIODS
    limit = maximum(Decimal(5000), Decimal(4000), period, ON)
    assert limit.protected == Decimal(protected)
    assert limit.by_minimum_wage == Decimal(4000) - Decimal(protected)
    assert limit.by_gross == Decimal(750)


@pytest.mark.parametrize(
    ("disposable", "federal"),
    # a quarter of it, or what is above 30 hours at $7.25, whichever is less
    [("0", "0.00"), ("217.50", "0.00"), ("217.51", "0.01"), ("250", "32.50"), ("290", "72.50"), ("400", "100.00")],
)
def test_the_federal_limit(disposable: str, federal: str) -> None:
    assert maximum(None, Decimal(disposable), "weekly", ON).federal == Decimal(federal)
    assert maximum(None, 2 * Decimal(disposable), "fortnightly", ON).federal == 2 * Decimal(federal)


def test_one_of_the_two_gives_an_upper_bound() -> None:
    assert maximum(Decimal(1000), None, "weekly", ON).maximum == of(0, 150)
    assert maximum(None, Decimal(820), "weekly", ON).maximum == of(0, 145)
    assert maximum(None, Decimal(820), "weekly", ON).by_gross is None
    assert maximum(Decimal(600), None, "weekly", ON).maximum == of(0)


def test_what_a_person_chose_to_have_taken_is_theirs_to_count() -> None:
    assert with_chosen(of(600, 700), of(40, 50)) == of(640, 750)
    assert with_chosen(of(600), None) == of(600)
    assert with_chosen(None, of(40)) is None


def test_wages_refuse_what_makes_no_sense() -> None:
    with pytest.raises(ValueError, match="required"):
        maximum(None, None, "weekly", ON)
    with pytest.raises(ValueError, match="zero or more"):
        maximum(Decimal(-1), None, "weekly", ON)
    with pytest.raises(ValueError, match="not above gross"):
        maximum(Decimal(800), Decimal("800.01"), "weekly", ON)
    with pytest.raises(UnknownFigure):
        maximum(Decimal(800), Decimal(700), "weekly", datetime.date(2024, 12, 31))


def test_wages_card() -> None:
    card = maximum(Decimal(1000), Decimal(820), "weekly", ON).card()
    assert card["type"] == "wages"
    assert card["maximum"] == {"low": "145.00", "high": "145.00"}
    assert card["by_gross"] == "150.00"
    assert card["federal"] == "205.00"
    assert card["governs"] == "minimum_wage"
    assert "12-803" in card["citation"]
    assert card["exempt"] == [income.names["en"] for income in EXEMPT_INCOMES]
    assert maximum(None, Decimal(820), "weekly", ON).card()["gross"] is None


# --- Interest ------------------------------------------------------------------------------------------------------------


def test_worked_growth() -> None:
    three_years = growth(of("58928.77"), [of(1_095)], ON)
    assert three_years.points[0].interest == of("15910.77")
    assert three_years.points[0].balance == of("74839.54")
    small = growth(of(24_000), [of(730)], ON, consumer=True)
    assert small.points[0].interest == of(2_400)
    assert growth(of(24_000), [of(730)], ON, consumer=False).points[0].interest == of(4_320)
    assert growth(of(24_000), [of(730)], ON).points[0].interest == of(2_400, 4_320)
    fifty = growth(of(50_000), [of(7 * 365)], ON)
    assert fifty.points[0].interest == of(31_500)
    assert fifty.per_year == of(4_500)
    assert fifty.per_diem == of("12.33")
    assert growth(of(20_000), [of(365)], ON, consumer=True).per_year == of(1_000)


def test_sharlow_per_diem() -> None:
    assert per_diem(Decimal("208189.93"), Decimal("0.09")) == Decimal("51.33")
    assert interest(Decimal("208189.93"), Decimal("0.09"), 180) == Decimal("9240.21")
    assert interest(Decimal("432180.14"), Decimal("0.09"), 322) == Decimal("34313.92")


def test_rates() -> None:
    assert judgment_rate(Decimal(25_000), ON) == of("0.05", "0.09")
    assert judgment_rate(Decimal("25000.01"), ON) == of("0.09")
    assert judgment_rate(Decimal("25000.01"), ON, consumer=True) == of("0.09")
    assert judgment_rate(Decimal(25_000), ON, consumer=True) == of("0.05")
    assert judgment_rate(Decimal(25_000), ON, consumer=False) == of("0.09")
    assert judgment_rate(Decimal(25_000), datetime.date(2019, 12, 31), consumer=True) == of("0.09")
    assert percent(Decimal("0.09")) == "9%"
    assert percent(Decimal("0.0725")) == "7.25%"
    assert percent(Decimal("0.10")) == "10%"


def test_growth_refuses_negatives() -> None:
    for principal, days in ((-1, 0), (0, -1)):
        with pytest.raises(ValueError, match="zero or more"):
            growth(of(principal), [of(days)], ON)
    assert growth(of(0), [of(0)], ON).points[0].balance == of(0)


def test_growth_card() -> None:
    card = growth(of(50_000), [of(365)], ON).card()
    assert card["type"] == "interest"
    assert card["points"][0]["days"] == {"low": 365, "high": 365}
    assert card["points"][0]["balance"] == {"low": "54500.00", "high": "54500.00"}
    assert card["rate"] == {"low": "0.09", "high": "0.09"}
    assert "2-1303" in card["citation"]


def test_a_plan_that_ends() -> None:
    even = plan(Decimal(1_200), Decimal(100), Decimal(0))
    assert even.months == 12
    assert [even.last_payment, even.total_paid, even.total_interest] == [100, 1200, 0]
    short = plan(Decimal(1_000), Decimal(400), Decimal("0.12"))
    # 1,000 + 10.00 - 400 = 610.00; + 6.10 - 400 = 216.10; + 2.16 = 218.26
    assert (short.months, short.last_payment) == (3, Decimal("218.26"))
    assert short.total_paid == Decimal("1018.26")
    assert short.total_interest == Decimal("18.26")
    assert plan(Decimal(0), Decimal(0), Decimal("0.09")).months == 0
    # what is left at the end of each year, and at the end
    years = plan(Decimal(3_000), Decimal(100), Decimal(0)).balances
    assert [(month, int(left)) for month, left in years] == [(0, 3_000), (12, 1_800), (24, 600), (30, 0)]
    assert [(month, int(left)) for month, left in even.balances] == [(0, 1_200), (12, 0)]
    assert plan(Decimal(100), Decimal(1_000), Decimal("0.12")).last_payment == 101


def test_a_plan_that_never_ends() -> None:
    for payment in ("100", "375.00"):
        stuck = plan(Decimal(50_000), Decimal(payment), Decimal("0.09"))
        assert stuck.first_interest == Decimal("375.00")
        assert stuck.months is None
        assert stuck.total_paid is None
    assert plan(Decimal(50_000), Decimal(400), Decimal("0.09")).months is not None
    # a cent above the interest would take more than a hundred years
    assert plan(Decimal(50_000), Decimal("375.01"), Decimal("0.09")).months is None
    assert plan(Decimal(1_200), Decimal(1), Decimal(0)).months == 1_200
    assert plan(Decimal(1_201), Decimal(1), Decimal(0)).months is None
    assert plan(Decimal(100), Decimal(0), Decimal(0)).months is None


def test_plan_refuses_negatives() -> None:
    for numbers in (("-1", "1", "0"), ("1", "-1", "0"), ("1", "1", "-0.01")):
        with pytest.raises(ValueError, match="zero or more"):
            plan(*map(Decimal, numbers))


def test_plan_card() -> None:
    card = plan(Decimal(1_200), Decimal(100), Decimal(0)).card()
    assert (card["type"], card["months"], card["total_paid"]) == ("plan", 12, "1200.00")
    assert plan(Decimal(1_200), Decimal(0), Decimal(0)).card()["total_paid"] is None


@pytest.mark.parametrize(("months", "ends"), [(1, "2026-12-01"), (3, "2027-02-01"), (14, "2028-01-01")])
def test_a_plan_ends_so_many_months_from_today(months: int, ends: str) -> None:
    card = plan(Decimal(100 * months), Decimal(100), Decimal(0)).card(datetime.date(2026, 11, 23))
    assert (card["months"], card["ends"]) == (months, ends)


# --- Figures of the law --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FIGURES)
def test_no_figure_is_past_its_review(name: str) -> None:
    """Fails on purpose once a figure is due: read its source again, then move review_by (data/law/illinois.yml)."""
    today = datetime.datetime.now(datetime.UTC).date()
    for entry in FIGURES[name]:
        assert entry.review_by >= today, f"{name} ({entry.source}) was to be read again by {entry.review_by}"


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_has_a_source(name: str) -> None:
    for entry in FIGURES[name]:
        assert entry.source
        assert entry.url.startswith("https://")
        assert entry.checked <= entry.review_by
        assert entry.confidence in {"high", "medium"}
        assert entry.value > 0
    assert FIGURES[name][-1].end is None


def test_the_figure_in_force_on_the_day() -> None:
    assert figure("homestead", datetime.date(2025, 12, 31)) == 15_000
    assert figure("homestead", datetime.date(2026, 1, 1)) == 50_000
    assert figure("homestead_shared", ON) == 100_000
    assert figure("vehicle", ON) == 3_600
    assert figure("tools_of_trade", ON) == 2_250
    assert figure("wildcard", ON) == 4_000
    assert figure("judgment_interest", datetime.date(1990, 1, 1)) == Decimal("0.09")
    assert "104-0120" in legal_figure("homestead", ON).source


def test_an_unknown_figure_or_day_is_an_error() -> None:
    with pytest.raises(UnknownFigure, match="no figure 'dowry'"):
        figure("dowry", ON)
    with pytest.raises(UnknownFigure, match="2025-12-31"):
        figure("household_goods", datetime.date(2025, 12, 31))
    assert figure("household_goods", datetime.date(2026, 1, 1)) == 5_000


def test_home_equity_under_the_homestead_figures() -> None:
    """A single owner with 40,000 of equity: nothing within reach since 2026, 25,000 before (sale costs aside)."""
    equity = Decimal(320_000) - Decimal(280_000)
    assert max(Decimal(0), equity - figure("homestead", ON)) == 0
    assert equity - figure("homestead", datetime.date(2025, 6, 1)) == 25_000


ENTRY = """
figures:
  wildcard:
    - {{value: {value}, from: {start}, until: {end}, source: s, url: u, checked: 2026-01-01, review_by: 2027-01-01, confidence: high}}
    - {{value: "2", from: 2026-01-01, until: null, source: s, url: u, checked: 2026-01-01, review_by: 2027-01-01, confidence: high}}
exempt_incomes: []
"""


@pytest.mark.parametrize(
    ("value", "start", "end", "error"),
    [
        ("1.5", "null", "2025-12-31", TypeError),
        ('"1.5"', "null", "2026-01-01", ValueError),
        ('"1.5"', "null", "null", ValueError),
        ('"1.5"', "2025-12-31", "2025-12-30", ValueError),
    ],
)
def test_a_faulty_file_is_refused(tmp_path: Path, value: str, start: str, end: str, error: type[Exception]) -> None:
    file = tmp_path / "law.yml"
    file.write_text(ENTRY.format(value=value, start=start, end=end), encoding="utf-8")
    with pytest.raises(error, match="wildcard"):
        load_figures(file)


@pytest.mark.parametrize("start", ["2025-12-31", "2020-01-01", "null"])
def test_a_sound_file_is_read(tmp_path: Path, start: str) -> None:
    file = tmp_path / "law.yml"
    file.write_text(ENTRY.format(value='"1.5"', start=start, end="2025-12-31"), encoding="utf-8")
    figures, _ = load_figures(file)
    assert [entry.value for entry in figures["wildcard"]] == [Decimal("1.5"), Decimal(2)]


def test_figures_as_texts_show_them() -> None:
    shown = in_words(ON)
    assert shown["wage_floor"] == "$675"  # 45 hours at $15
    assert (shown["judgment_interest"], shown["judgment_years"], shown["homestead"]) == ("9%", "7", "$50,000")
    assert (shown["federal_minimum_wage"], shown["wage_protected_hours"]) == ("$7.25", "45")
