"""The arithmetic against court records and worked sums, the rules of each kind of state, and what is asked about."""

from __future__ import annotations

import datetime
import json
from decimal import Decimal
from typing import Any

import pytest

from shortfall.law.deficiency import (
    Estimate,
    Figures,
    IncompleteFigures,
    estimate,
    helpful,
    missing,
    problems,
)
from shortfall.law.intervals import NOTHING, Interval
from shortfall.law.said import listed
from shortfall.law.states import STATES

ON = datetime.date(2026, 11, 23)
MONEY = (
    "debt", "sale_price", "market_value", "costs", "fees", "advances", "sale_costs", "credits", "junior_liens", "principal",
)  # fmt: skip
of = Interval.of


def only(name: str, interval: Interval) -> Figures:
    """One figure and no other."""
    given: dict[str, Any] = {name: interval}
    return Figures(**given)


# Names as they come from a slot: equal to those of the code, and not the same objects.
IL, *_ = json.loads('["IL"]')


def illinois(**kwargs: object) -> Estimate:
    return estimate(Figures(state=IL, **kwargs), ON)  # type: ignore[arg-type]


# --- Court records -----------------------------------------------------------------------------------------------------


def test_sharlow_comes_out_even() -> None:
    """CitiMortgage v. Sharlow, 2014 IL App (3d) 130107: the order found no surplus and no deficiency.

    The judgment was not read in the source; it is implied by the lender's interest, counted over 180 days.
    """
    judgment = of("208189.93")
    sale_costs = Decimal("15.00") + Decimal("1146.73") + Decimal("25.75")
    assert Decimal("219624.17") - sale_costs == Decimal("218436.69")  # what reached the lender
    result = illinois(
        debt=judgment,
        judgment_date=datetime.date(2010, 2, 25),
        days=180,
        advances=of("1006.55"),
        sale_costs=Interval(sale_costs, sale_costs),
        sale_price=of("219624.17"),
    )
    interest = next(c for c in result.components if c.name == "interest")
    assert interest.amount == of("9240.21")
    assert result.deficiency == of("0.00")
    assert result.surplus == of("0.00")


def test_sharlow_by_the_calendar() -> None:
    """From the two dates the days are 181, one more than the lender counted."""
    result = illinois(
        debt=of("208189.93"),
        judgment_date=datetime.date(2010, 2, 25),
        sale_date=datetime.date(2010, 8, 25),
        sale_price=of("219624.17"),
    )
    assert next(c for c in result.components if c.name == "interest").amount == of("9291.55")


def test_jafry() -> None:
    """Old Second Nat'l Bank v. Jafry, 2016 IL App (2d) 150825: $115,547 was added after the judgment.

    The source gives the total added, not its parts: what interest does not explain is entered as costs (computed).
    """
    interest = Decimal(1362329) * 9 / 100  # 19 June 2013 to 19 June 2014
    rest = Decimal(115547) - interest.quantize(Decimal("0.01"))
    assert rest < 0  # a year's interest at 9% alone would exceed it: the lender claimed less, so the parts stay unknown
    result = illinois(debt=of(1_362_329), costs=of(115_547), sale_price=of(900_000))
    assert result.total == of("1477876.00")
    assert result.deficiency == of("577876.00")
    assert result.naive[0].amount == of(462_329)


def test_landwehr() -> None:
    """CHP Landwehr v. PWS Northbrook, No. 1-16-1802 (2017): bid taken as exactly $1.9 million (computed total added)."""
    result = illinois(debt=of(2_426_253), costs=of("132654.23"), sale_price=of(1_900_000))
    assert result.deficiency == of("658907.23")
    assert result.naive[0].amount == of(526_253)


def test_grason() -> None:
    """HSBC v. Grason, 2015 IL App (4th) 140776-U: arithmetic only. The costs are what interest leaves (computed)."""
    result = illinois(
        debt=of("432180.14"),
        judgment_date=datetime.date(2008, 6, 17),
        sale_date=datetime.date(2009, 5, 5),
        costs=of("9450.22"),
        sale_price=of(260_401),
    )
    assert next(c for c in result.components if c.name == "interest").amount == of("34313.92")
    assert result.total == of("475944.28")
    assert result.deficiency == of("215543.28")


def test_callaghan() -> None:
    """Callaghan foreclosure (Ill. App. 2d Dist. 1986): total implied by bid and reported deficiency (computed)."""
    result = illinois(debt=of("513404.70"), sale_price=of(221_000))
    assert result.deficiency == of("292404.70")


def test_boytor_resale_value_changes_nothing_in_illinois() -> None:
    """PNC v. Boytor (7th Cir. 2024): the bid was 67.5% of the owners' value and stood. The debt here is ours."""
    with_value = illinois(debt=of(400_000), sale_price=of(320_800), market_value=of(475_000))
    without = illinois(debt=of(400_000), sale_price=of(320_800))
    assert with_value.deficiency == without.deficiency == of("79200.00")
    assert with_value.also is None


# --- Worked sums -------------------------------------------------------------------------------------------------------

WORKED = {"debt": of(250_000), "days": 200, "fees": of(3_500), "advances": of(2_200), "sale_costs": of(900)}


def test_worked_deficiency() -> None:
    result = illinois(**WORKED, sale_price=of(210_000))
    assert [(c.name, c.amount.low, c.sign) for c in result.components] == [
        ("debt", Decimal(250_000), 1),
        ("interest", Decimal("12328.77"), 1),
        ("fees", Decimal(3_500), 1),
        ("advances", Decimal(2_200), 1),
        ("sale_costs", Decimal(900), 1),
        ("sale_price", Decimal(210_000), -1),
    ]
    assert result.total == of("268928.77")
    assert result.deficiency == of("58928.77")
    assert result.surplus == NOTHING
    assert result.per_year == of("5303.59")
    assert [n.amount for n in result.naive] == [of(40_000)]


def test_worked_surplus() -> None:
    result = illinois(**WORKED, sale_price=of(280_000))
    assert result.surplus == of("11071.23")
    assert result.deficiency == NOTHING
    assert result.per_year is None


def test_credits_are_taken_off() -> None:
    assert illinois(**WORKED, sale_price=of(210_000), credits=of(8_928)).deficiency == of("50000.77")
    assert illinois(debt=of(100), credits=of(300), sale_price=of(0)).total == NOTHING


def test_junior_liens_are_paid_from_the_surplus_first() -> None:
    part = illinois(debt=of(200_000), sale_price=of(250_000), junior_liens=of(30_000))
    assert part.surplus == of(20_000)
    assert next(c for c in part.components if c.name == "junior_liens").amount == of(30_000)
    whole = illinois(debt=of(200_000), sale_price=of(250_000), junior_liens=of(80_000))
    assert whole.surplus == NOTHING
    assert next(c for c in whole.components if c.name == "junior_liens").amount == of(50_000)
    none = illinois(debt=of(250_000), sale_price=of(250_000), junior_liens=of(80_000))
    assert "junior_liens" not in {c.name for c in none.components}


def test_ranges_stay_ranges() -> None:
    result = illinois(debt=of(300_000, 320_000), sale_price=of(250_000, 310_000))
    assert result.deficiency == of(0, 70_000)
    assert result.surplus == of(0, 10_000)


# --- Interest ------------------------------------------------------------------------------------------------------------


def interest_of(result: Estimate) -> Interval | None:
    return next((c.amount for c in result.components if c.name == "interest"), None)


def test_small_judgments_may_carry_the_lower_rate() -> None:
    year = {"sale_price": of(0), "days": 365}
    assert interest_of(illinois(debt=of(25_000), **year)) == of(1_250, 2_250)
    assert interest_of(illinois(debt=of("25000.01"), **year)) == of(2_250)
    assert interest_of(illinois(debt=of(25_000), consumer=True, **year)) == of(1_250)
    assert interest_of(illinois(debt=of(25_000), consumer=False, **year)) == of(2_250)
    before = illinois(debt=of(25_000), judgment_date=datetime.date(2019, 12, 31), **year)
    assert interest_of(before) == of(2_250)
    first_day = illinois(debt=of(25_000), judgment_date=datetime.date(2020, 1, 1), **year)
    assert interest_of(first_day) == of(1_250, 2_250)


def test_no_interest_without_days_or_a_known_rate() -> None:
    assert interest_of(illinois(debt=of(100_000), sale_price=of(0))) is None
    assert interest_of(illinois(debt=of(100_000), sale_price=of(0), judgment_date=ON)) is None
    other = Figures(debt=of(100_000), sale_price=of(0), state="TX", days=365)
    assert interest_of(estimate(other, ON)) is None
    given = Figures(debt=of(100_000), sale_price=of(0), state="TX", days=365, rate=Decimal("0.05"))
    assert interest_of(estimate(given, ON)) == of(5_000)


def test_given_days_beat_the_dates() -> None:
    dates = {"judgment_date": datetime.date(2025, 1, 1), "sale_date": datetime.date(2026, 1, 1)}
    assert interest_of(illinois(debt=of(100_000), sale_price=of(0), **dates)) == of(9_000)
    assert interest_of(illinois(debt=of(100_000), sale_price=of(0), days=0, **dates)) == NOTHING


# --- Kinds of state ------------------------------------------------------------------------------------------------------


def at(state: str | None, **kwargs: object) -> Estimate:
    figures = {"debt": of(312_000), "sale_price": of(250_000), "market_value": of(280_000), **kwargs}
    return estimate(Figures(state=state, **figures), ON)  # type: ignore[arg-type]


def both(result: Estimate) -> tuple[int, int | None]:
    return int(result.deficiency.high), int(result.also.deficiency.high) if result.also else None


@pytest.mark.parametrize(
    ("state", "first", "second", "basis"),
    [
        ("IL", 62_000, None, "price"),
        (None, 62_000, None, "price"),
        ("NY", 32_000, None, "value"),
        ("ID", 32_000, None, "value"),
        ("TX", 32_000, 62_000, "value"),
        ("CT", 47_000, 32_000, "half"),
        ("MI", 62_000, 32_000, "price"),
        ("KS", 62_000, 32_000, "price"),
        ("TN", 62_000, 32_000, "price"),
        ("CA", 0, 32_000, "protected"),
        ("AK", 0, 62_000, "protected"),
        ("WA", 0, 62_000, "protected"),
        ("GA", 62_000, 0, "price"),
    ],
)
def test_kinds_of_state(state: str | None, first: int, second: int | None, basis: str) -> None:
    result = at(state)
    assert both(result) == (first, second)
    assert result.basis == basis
    assert bool(result.also) == bool(result.when)
    assert bool(result.citation) == (state is not None)


def test_half_way_between_price_and_value_is_exact_to_the_cent() -> None:
    odd = at("CT", market_value=of("280000.01"), strict=False)
    assert odd.deficiency == of("46999.99")  # 312,000 less half of 530,000.01, rounded up to the cent
    assert at("CT", market_value=of("280000.03"), strict=False).deficiency == of("46999.98")


def test_washington_in_court_may_or_may_not_cap() -> None:
    also = at("WA").also
    assert also is not None
    assert also.deficiency == of(32_000, 62_000)


def test_known_facts_leave_one_figure() -> None:
    assert both(at("MI", lender_bought=True)) == (32_000, None)
    assert both(at("MI", lender_bought=False)) == (62_000, None)
    assert both(at("CT", strict=True)) == (32_000, None)
    assert both(at("CT", strict=False)) == (47_000, None)
    assert at("CT", strict=True).basis == "value"
    # who bought it matters only where the state says so
    for bought in (True, False):
        assert both(at("TX", lender_bought=bought)) == (32_000, 62_000)
        assert both(at("KS", lender_bought=bought)) == (62_000, 32_000)
        assert both(at("NY", lender_bought=bought)) == (32_000, None)


def test_a_value_below_the_price_changes_nothing() -> None:
    for state in ("TX", "MI", "NY", "KS"):
        assert both(at(state, market_value=of(240_000))) == (62_000, None)
    assert both(at("CT", market_value=of(240_000), strict=False)) == (62_000, None)
    # in a strict foreclosure there is no sale price to fall back on
    assert both(at("CT", market_value=of(240_000), strict=True)) == (72_000, None)


def test_without_the_value_the_price_counts_and_the_value_is_asked_for() -> None:
    for state in ("NY", "TX", "CT", "MI"):
        result = at(state, market_value=None)
        assert both(result) == (62_000, None)
        assert "market_value" in result.unknown
        assert any("market value" in note for note in result.notes)
        assert result.basis == "value_unknown" and result.reach == of(0, 62_000)
        assert result.card()["headline"] == {"low": "0.00", "high": "62000.00"}
    # who is known not to have bought it leaves the price
    assert at("MI", market_value=None, lender_bought=False).reach == of(62_000)


def test_a_headline_reaches_over_both_figures() -> None:
    assert at("GA").reach == of(0, 62_000)
    assert at("TX").reach == of(32_000, 62_000)
    assert at("IL").reach == of(62_000)
    for code in STATES:
        known = [at(code, market_value=of(value)).reach for value in (200_000, 262_000, 300_000, 400_000)]
        if STATES[code].measure != "half":  # where no sale was, a value below the price leaves more
            assert all(at(code, market_value=None).reach.low <= each.low for each in known)
            assert all(at(code, market_value=None).reach.high >= each.high for each in known)


def test_every_state_estimates() -> None:
    for code in STATES:
        result = at(code)
        assert result.rule == STATES[code].rule
        assert result.card()["state"] == code
    with pytest.raises(KeyError):
        at("ZZ")


# --- What is missing, what helps, what is odd ----------------------------------------------------------------------------


def test_debt_and_price_are_needed() -> None:
    assert missing(Figures()) == ("debt", "sale_price")
    assert missing(Figures(debt=of(1))) == ("sale_price",)
    assert helpful(Figures(debt=of(1)), ON) == ("sale_price",)
    with pytest.raises(IncompleteFigures, match="sale_price"):
        estimate(Figures(debt=of(1)), ON)
    with pytest.raises(IncompleteFigures, match="debt"):
        estimate(Figures(sale_price=of(1)), ON)


def test_only_what_can_change_the_answer_is_asked_for() -> None:
    base = Figures(debt=of(312_000), sale_price=of(250_000), state=IL)
    assert helpful(base, ON) == ("days", "costs", "fees", "advances", "sale_costs", "credits")
    assert helpful(Figures(debt=of(312_000), sale_price=of(250_000)), ON)[0] == "state"
    surplus = Figures(debt=of(200_000), sale_price=of(250_000), state="TX")
    assert "market_value" not in helpful(surplus, ON)
    assert "junior_liens" in helpful(surplus, ON)
    even = Figures(debt=of(250_000), sale_price=of(250_000), state="TX")
    assert "market_value" not in helpful(even, ON)
    assert "junior_liens" not in helpful(even, ON)
    california = Figures(debt=of(312_000), sale_price=of(250_000), state="CA")
    assert helpful(california, ON) == ("market_value",)
    assert helpful(Figures(debt=of(312_000), sale_price=of(250_000), state="OR"), ON) == ()
    assert "lender_bought" in at("MI").unknown
    assert "lender_bought" not in at("MI", lender_bought=False).unknown
    assert "lender_bought" not in at("MI", market_value=of(250_000)).unknown
    assert "strict" in at("CT").unknown
    assert "strict" not in at("CT", strict=True).unknown
    # each of the two is asked for only where it decides
    assert [code for code in STATES if "strict" in at(code).unknown] == [
        code for code, state in STATES.items() if state.measure == "half"
    ]
    assert [code for code in STATES if "lender_bought" in at(code).unknown] == [
        code for code, state in STATES.items() if state.measure == "lender_bought"
    ]


def test_notes_say_what_is_left_out() -> None:
    [left_out, rough] = illinois(debt=of(312_000), sale_price=of(250_000)).notes
    assert "interest from the judgment to the sale (mostly 9% a year)" in left_out
    assert "court costs" in left_out
    assert "rough" in rough
    everything = illinois(**WORKED, costs=of(0), sale_price=of(210_000))
    assert everything.notes == (rough,)
    assert any("depends on the state" in note for note in at(None).notes)
    shielded = {code for code in STATES if any("shields most homes" in note for note in at(code).notes)}
    assert shielded == {code for code, state in STATES.items() if state.measure == "protected"}
    assert any("attorney" in note for note in at("AL").notes)
    assert not any("attorney" in note for note in at("TX").notes)


def test_naive_sums_are_shown_only_where_they_are_too_low() -> None:
    assert illinois(debt=of(312_000), sale_price=of(250_000)).naive == ()
    result = illinois(debt=of(312_000), sale_price=of(250_000), principal=of(300_000), fees=of(1))
    assert [n.amount for n in result.naive] == [of(62_000), of(50_000)]
    assert all(n.amount.high < result.deficiency.high for n in result.naive)
    same = illinois(debt=of(312_000), sale_price=of(250_000), principal=of(312_000))
    assert same.naive == ()


def test_card() -> None:
    card = at("CT").card()
    assert card["type"] == "estimate"
    assert card["debt"] == {"low": "312000.00", "high": "312000.00"}
    assert card["sale_price"] == {"low": "250000.00", "high": "250000.00"}
    assert card["deficiency"] == {"low": "47000.00", "high": "47000.00"}
    assert card["surplus"] == {"low": "0.00", "high": "0.00"}
    assert card["also"] == {"when": "in a strict foreclosure (no sale)", "low": "32000.00", "high": "32000.00"}
    assert {"name": "market_value", "low": "280000.00", "high": "280000.00"} in card["components"]
    assert card["per_year"] is None
    plain = at(None).card()
    assert plain["state"] is None
    assert plain["also"] is None
    assert plain["when"] is None


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        (Figures(), []),
        (Figures(debt=of(312_000), sale_price=of(250_000)), []),
        (Figures(debt=of(-1)), [("debt", "negative")]),
        (Figures(debt=of(0)), [("debt", "zero")]),
        (Figures(debt=of(0, 1_000)), []),
        (Figures(sale_price=of(0)), []),
        (Figures(debt=of(10**12)), [("debt", "absurd")]),
        (Figures(debt=of(100_000_000)), []),
        (Figures(debt=of("100000000.01")), [("debt", "absurd")]),
        (Figures(debt=of(999)), [("debt", "small")]),
        (Figures(debt=of(1_000)), []),
        (Figures(sale_price=of(250)), [("sale_price", "small")]),
        (Figures(costs=of(250)), []),
        (Figures(advances=of(0), costs=of(0), credits=of(0), fees=of(0), sale_costs=of(0), junior_liens=of(0)), []),
        *((only(name, of(-1)), [(name, "negative")]) for name in MONEY),
        *((only(name, of(-1, 5_000)), [(name, "negative")]) for name in MONEY),
        *((only(name, of(5_000, 100_000_001)), [(name, "absurd")]) for name in MONEY),
        (Figures(market_value=of(1, 999)), [("market_value", "small")]),
        (Figures(market_value=of(999, 1_000)), []),
        (Figures(market_value=of(0)), []),
        (Figures(sale_price=of(1)), [("sale_price", "small")]),
        (Figures(debt=of(30_000, 40_000), sale_price=of(400_000, 500_000)), []),
        (Figures(debt=of(30_000, 40_000), sale_price=of(400_001, 500_000)), [("sale_price", "far_above")]),
        (Figures(debt=of(300_000, 400_000), sale_price=of(10_000, 30_000)), []),
        (Figures(debt=of(300_000, 400_000), sale_price=of(10_000, 29_999)), [("sale_price", "far_below")]),
        (Figures(debt=of(300_000), market_value=of(29_999)), [("market_value", "far_below")]),
        (Figures(debt=of(300_000), sale_price=of(250_000), days=-1), [("sale_date", "order")]),
        (Figures(days=of(-1, 5)), [("sale_date", "order")]),
        (Figures(rate=Decimal(0)), []),
        (Figures(costs=of(-250)), [("costs", "negative")]),
        (Figures(debt=of(30_000), sale_price=of(300_000)), []),
        (Figures(debt=of(30_000), sale_price=of(300_001)), [("sale_price", "far_above")]),
        (Figures(debt=of(300_000), sale_price=of(30_000)), []),
        (Figures(debt=of(300_001), sale_price=of(30_000)), [("sale_price", "far_below")]),
        (Figures(debt=of(300_000), sale_price=of(0)), []),
        (Figures(debt=of(30_000), market_value=of(400_000)), [("market_value", "far_above")]),
        (Figures(days=-1), [("sale_date", "order")]),
        (Figures(days=0), []),
        (
            Figures(judgment_date=datetime.date(2026, 1, 2), sale_date=datetime.date(2026, 1, 1)),
            [("sale_date", "order")],
        ),
        (Figures(rate=Decimal(9)), [("rate", "absurd")]),
        (Figures(rate=Decimal("1.01")), [("rate", "absurd")]),
        (Figures(debt=of(30_000), sale_price=of(-1)), [("sale_price", "negative")]),
        (Figures(debt=of(30_000), sale_price=of(0), market_value=of(400_000)), [("market_value", "far_above")]),
        (Figures(rate=Decimal(1)), []),
        (Figures(rate=Decimal("-0.01")), [("rate", "absurd")]),
        (Figures(debt=of(-5), sale_price=of(10**10)), [("debt", "negative"), ("sale_price", "absurd")]),
    ],
)
def test_problems(figures: Figures, expected: list[tuple[str, str]]) -> None:
    found = problems(figures)
    assert [(p.field, p.kind) for p in found] == expected
    assert all(p.question.endswith("?") for p in found)


@pytest.mark.parametrize("name", MONEY)
def test_each_question_names_its_figure(name: str) -> None:
    words = {
        "debt": "the amount you owe",
        "sale_price": "the sale price",
        "market_value": "the market value",
        "costs": "the court costs",
        "fees": "the fees",
        "advances": "the taxes and insurance the lender paid",
        "sale_costs": "the sale costs",
        "credits": "the credits",
        "junior_liens": "the other liens",
        "principal": "the principal",
    }[name]
    [below] = problems(only(name, of(-1)))
    [above] = problems(only(name, of(10**9)))
    assert below.question == f"An amount below zero puzzles me. What is {words}, in dollars?"
    assert above.question == f"$1,000,000,000 seems too large for a home. What is {words}, in dollars?"


def test_a_small_amount_is_asked_back_in_both_readings() -> None:
    [problem] = problems(Figures(debt=of(250)))
    assert "$250 or $250,000" in problem.question
    [span] = problems(Figures(sale_price=of(250, 300)))
    assert span.question == "Did you mean $250 to $300 or $250,000 to $300,000 for the sale price?"


# --- Ends of ranges ------------------------------------------------------------------------------------------------------


def test_ranges_reach_every_kind_of_state() -> None:
    ranges = {"debt": of(300_000, 320_000), "sale_price": of(200_000, 210_000), "market_value": of(240_000, 260_000)}
    connecticut = at("CT", **ranges)
    assert connecticut.deficiency == of(65_000, 100_000)  # half way: 220,000 to 235,000
    assert connecticut.also is not None
    assert connecticut.also.deficiency == of(40_000, 80_000)
    california, washington, alaska = (at(code, **ranges).also for code in ("CA", "WA", "AK"))
    assert california is not None
    assert california.deficiency == of(40_000, 80_000)
    assert washington is not None
    assert washington.deficiency == of(40_000, 120_000)
    assert alaska is not None
    assert alaska.deficiency == of(90_000, 120_000)


def test_yearly_growth_over_the_limit_of_the_lower_rate() -> None:
    result = illinois(debt=of(120_000, 130_000), sale_price=of(100_000))
    assert result.deficiency == of(20_000, 30_000)
    assert result.per_year == of(1_000, 2_700)
    small = illinois(debt=of(120_000, 121_000), sale_price=of(100_000))
    assert small.per_year == of(1_000, 1_890)
    assert illinois(debt=of(130_000), sale_price=of(100_000), consumer=True).per_year == of(2_700)


def test_notes_name_one_or_several_missing_parts() -> None:
    one = illinois(**WORKED, sale_price=of(210_000)).notes[0]
    assert one == "Not in this figure: court costs. They can make it larger."
    with_rate = at("TX", rate=Decimal("0.05"), days=10, costs=of(0), fees=of(0)).notes[0]
    assert with_rate.startswith("Not in this figure: taxes or insurance the lender paid and sale costs.")
    assert "interest up to the sale" in at("TX", days=10).notes[0]
    assert "interest up to the sale" in at("TX", rate=Decimal("0.05")).notes[0]


def test_the_question_says_which_way_a_figure_is_odd() -> None:
    [high] = problems(Figures(debt=of(30_000), sale_price=of(3_000_000)))
    assert "much more than the $30,000 owed" in high.question
    [low] = problems(Figures(debt=of(3_000_000), sale_price=of(30_000)))
    assert "much less than the $3,000,000 owed" in low.question


def test_days_may_be_a_range() -> None:
    result = illinois(debt=of(100_000), sale_price=of(90_000), days=of(100, 200))
    assert interest_of(result) == of("2465.75", "4931.51")
    assert result.deficiency == of("12465.75", "14931.51")


def test_a_time_that_nobody_has_seen_is_asked_about() -> None:
    assert [(p.field, p.kind) for p in problems(Figures(days=30 * 365 + 1))] == [("sale_date", "absurd")]
    assert problems(Figures(days=30 * 365)) == []


def test_each_line_says_whether_it_is_added_or_taken_off() -> None:
    result = estimate(
        Figures(
            state="TX",
            debt=of(100_000),
            sale_price=of(150_000),
            market_value=of(160_000),
            credits=of(1_000),
            costs=of(500),
            junior_liens=of(20_000),
        ),
        ON,
    )
    signs = {part.name: part.sign for part in result.components}
    assert signs == {"debt": 1, "costs": 1, "credits": -1, "market_value": 0, "sale_price": -1, "junior_liens": 0}
    assert "market_value" not in {
        part.name for part in illinois(debt=of(1_000), sale_price=of(900), market_value=of(950)).components
    }


def test_what_was_only_paid_back_makes_no_sum_too_low() -> None:
    assert illinois(debt=of(100_000), sale_price=of(50_000), credits=of(1_000)).naive == ()


def test_a_list_in_words() -> None:
    assert listed(["a"]) == "a"
    assert listed(["a", "b"]) == "a and b"
    assert listed(["a", "b", "c"]) == "a, b and c"
