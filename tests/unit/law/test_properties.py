"""What holds for every input: reading back what was written, monotone sums, ranges that contain their points."""

from __future__ import annotations

import ast
import datetime
import importlib
from collections.abc import Callable
from dataclasses import FrozenInstanceError, fields, is_dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

import shortfall.law
from shortfall.law.deficiency import Figures, estimate, helpful, problems
from shortfall.law.interest import growth, payment_for, plan
from shortfall.law.intervals import Bound, Interval, format_interval, format_money
from shortfall.law.states import STATES
from shortfall.law.wages import PERIODS, Period, maximum
from shortfall.reading.amounts import find_amounts, foreign_currency
from shortfall.reading.facts import to_bounded, to_json
from shortfall.reading.states import find_state

ON = datetime.date(2026, 11, 23)
CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

# --- Reading back ----------------------------------------------------------------------------------------------------------

ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["", "", *["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]]


def in_words(number: int) -> str:
    """English number words below a thousand million."""
    if number < 20:
        return ONES[number]
    if number < 100:
        return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")
    if number < 1_000:
        rest = number % 100
        return f"{ONES[number // 100]} hundred" + (f" {in_words(rest)}" if rest else "")
    for size, name in ((1_000_000, "million"), (1_000, "thousand")):
        if number >= size:
            rest = number % size
            return f"{in_words(number // size)} {name}" + (f" {in_words(rest)}" if rest else "")
    raise AssertionError


def thousands(number: int) -> str:
    return f"{number // 1000}" + (f".{number % 1000:03}".rstrip("0") if number % 1000 else "")


SPELLINGS: dict[str, Callable[[int], str]] = {
    "format_money": lambda n: format_money(Decimal(n)),
    "commas": lambda n: f"{n:,}",
    "dollar sign, no commas": lambda n: f"${n}",
    "dollar sign and cents": lambda n: f"${n:,}.00",
    "dollars": lambda n: f"{n} dollars",
    "usd": lambda n: f"USD {n:,}",
    "trailing sign": lambda n: f"{n}$",
    "k": lambda n: f"{thousands(n)}k",
    "capital K with a dollar sign": lambda n: f"${thousands(n)}K",
    "k after a space": lambda n: f"{thousands(n)} k",
    "thousand": lambda n: f"{thousands(n)} thousand",
    "grand": lambda n: f"{thousands(n)} grand",
    "words": in_words,
    "words in capitals": lambda n: in_words(n).upper(),
    "words with dollars": lambda n: f"{in_words(n)} dollars",
}
# "401k" and "403k" are read as the retirement plans they nearly always are.
LARGE = st.integers(1_000, 9_999_999).filter(lambda n: n not in {401_000, 403_000})


@pytest.mark.parametrize("spelling", SPELLINGS)
@given(number=LARGE)
@example(number=1_098)
@example(number=1_099)
@example(number=2_019)
@example(number=457_000)
@example(number=1_001_001)
@CALM
def test_what_is_written_is_read_back(spelling: str, number: int) -> None:
    # "one million two" is a million two hundred thousand; the bare tail is written out in tests of its own
    if spelling.startswith("words"):
        assume(number < 1_000_000 or number % 1_000_000 == 0 or number % 1_000_000 >= 1_000)
    text = f"I owe {SPELLINGS[spelling](number)} on it"
    [amount] = find_amounts(text)
    assert amount.interval == Interval.of(number)
    assert not amount.ambiguous
    assert amount.role == "debt"


@given(millions=st.integers(1, 99), tenths=st.integers(1, 9))
@CALM
def test_millions_are_read_back(millions: int, tenths: int) -> None:
    value = Interval(*[Decimal(millions * 10 + tenths) * 100_000] * 2)
    spellings = (
        f"{millions}.{tenths} million",
        f"${millions}.{tenths} million",
        f"{in_words(millions)} point {ONES[tenths]} million",
    )
    for text in spellings:
        [amount] = find_amounts(text)
        assert amount.interval == value
        assert not amount.ambiguous


@given(cents=st.integers(0, 10**11))
@CALM
def test_cents_are_read_back(cents: int) -> None:
    value = Decimal(cents) / 100
    [amount] = find_amounts(format_money(value))
    assert amount.interval == Interval(value, value)


@given(low=LARGE, more=st.integers(1, 500_000), joint=st.sampled_from([" to ", "-", " - ", "\N{EN DASH}"]))
@CALM
def test_ranges_are_read_back(low: int, more: int, joint: str) -> None:
    text = f"{format_money(Decimal(low))}{joint}{format_money(Decimal(low + more))}"
    [amount] = find_amounts(text)
    assert amount.interval == Interval.of(low, low + more)
    [between] = find_amounts(f"between {low:,} and {low + more:,}")
    assert between.interval == Interval.of(low, low + more)
    assert format_interval(amount.interval) == text.replace(joint, " to ")


@given(hundreds=st.integers(100, 999))
@CALM
def test_shorthand_is_read_in_thousands_and_asked_back(hundreds: int) -> None:
    for text in (str(hundreds), in_words(hundreds), f"${hundreds}"):
        [amount] = find_amounts(text, house_context=True)
        assert amount.readings == (Interval.of(hundreds * 1_000), Interval.of(hundreds))


WORDS = st.sampled_from(
    [
        "I",
        "owe",
        "sold",
        "for",
        "250",
        "312k",
        "$",
        ",",
        ".",
        "-",
        "/",
        "and",
        "or",
        "to",
        "between",
        "two",
        "hundred",
        "fifty",
        "a",
        "quarter",
        "half",
        "million",
        "k",
        "mil",
        "chapter",
        "7",
        "%",
        "a",
        "month",
        "in",
        "il",
        "TX",
        "not",
        "no",
        "about",
        "1.2",
        "1,200",
        "312,00",
        "-5",
        "(",
        ")",
        "€",
        "thousand",
        "point",
        "one",
        "buck",
        "eighty",
        "five",
        "2019",
        "June",
        "19",
        "of",
        "zero",
    ]
)


@given(text=st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=60).map(" ".join)), house=st.booleans())
@settings(CALM, max_examples=4 * settings().max_examples)
@example(text="$-", house=True)
@example(text="a", house=True)
@example(text="1/2", house=True)
@example(text="٣٠٠ ²³ ½", house=True)
def test_any_text_is_read_without_error(text: str, house: bool) -> None:
    end = 0
    for amount in find_amounts(text, house_context=house):
        assert end <= amount.span[0] < amount.span[1] <= len(text)
        end = amount.span[1]
        assert amount.readings[0] == Interval(amount.low, amount.high)
    foreign_currency(text)
    code = find_state(text, bare=house)
    assert code is None or code in STATES


@pytest.mark.parametrize(
    "piece",
    ["1", "1,", "1-", "1/", "$", "-", "two ", "a hundred and ", "between ", "250 ", "sold 250 ", "owe ", "one point ",
     "in ", "I owe 312k and it sold for 250. ", "é", " ", "(312) ", "1 and a half "],
)  # fmt: skip
def test_long_texts_are_read_to_the_end(piece: str) -> None:
    text = (piece * 5_000)[:4_980] + " I owe $312,345."
    assert find_amounts(text)[-1].high in {Decimal(312_345), Decimal("312345.00")}
    find_state(text)


# --- Sums ------------------------------------------------------------------------------------------------------------------

DOLLARS = st.integers(0, 200_000_000).map(lambda cents: Decimal(cents) / 100)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    ends = sorted([draw(DOLLARS), draw(DOLLARS)])
    return Interval(ends[0], ends[1])


ADDING = ("debt", "costs", "fees", "advances", "sale_costs")
LOWERING = ("sale_price", "market_value", "credits")
OPTIONAL = ("costs", "fees", "advances", "sale_costs", "credits", "market_value", "junior_liens", "principal")


@st.composite
def all_figures(draw: st.DrawFn) -> Figures:
    optional: dict[str, Any] = {name: draw(st.none() | intervals()) for name in OPTIONAL}
    return Figures(
        debt=draw(intervals()),
        sale_price=draw(intervals()),
        state=draw(st.none() | st.sampled_from(list(STATES))),
        days=draw(st.none() | st.integers(0, 3_000)),
        consumer=draw(st.none() | st.booleans()),
        lender_bought=draw(st.none() | st.booleans()),
        strict=draw(st.none() | st.booleans()),
        **optional,
    )


def changed(figures: Figures, **amounts: Any) -> Figures:
    return replace(figures, **amounts)


def point_in(data: st.DataObject, interval: Interval | None) -> Interval | None:
    if interval is None:
        return None
    cents = data.draw(st.integers(int(interval.low * 100), int(interval.high * 100)))
    return Interval(Decimal(cents) / 100, Decimal(cents) / 100)


@given(figures=all_figures(), data=st.data())
@CALM
def test_a_range_contains_every_point_computed_inside_it(figures: Figures, data: st.DataObject) -> None:
    names = ("debt", "sale_price", *OPTIONAL)
    point = changed(figures, **{name: point_in(data, getattr(figures, name)) for name in names})
    whole, inner = estimate(figures, ON), estimate(point, ON)
    assert inner.total.low in whole.total
    assert inner.total.high in whole.total
    assert inner.deficiency.low in whole.deficiency
    assert inner.deficiency.high in whole.deficiency
    assert inner.surplus.low in whole.surplus
    assert inner.surplus.high in whole.surplus
    if inner.also:
        second = whole.also.deficiency if whole.also else whole.deficiency
        assert inner.also.deficiency.low in second
        assert inner.also.deficiency.high in second


@given(figures=all_figures())
@CALM
def test_shortfall_and_surplus_exclude_each_other(figures: Figures) -> None:
    result = estimate(figures, ON)
    assert result.deficiency.low >= 0
    assert result.surplus.low >= 0
    assert not (result.deficiency.low > 0 and result.surplus.high > 0)
    assert not (result.surplus.low > 0 and result.deficiency.high > 0)


@given(figures=all_figures(), more=DOLLARS, name=st.sampled_from([*ADDING, *LOWERING]))
@CALM
def test_each_figure_moves_the_result_one_way(figures: Figures, more: Decimal, name: str) -> None:
    old: Interval | None = getattr(figures, name)
    assume(old is not None and more > 0)
    assert old is not None
    new = changed(figures, **{name: Interval(old.low + more, old.high + more)})
    before, after = estimate(figures, ON), estimate(new, ON)
    if name in ADDING:
        before, after = after, before
    assert after.deficiency.low <= before.deficiency.low
    assert after.deficiency.high <= before.deficiency.high
    if name != "market_value":
        assert after.surplus.low >= before.surplus.low
        assert after.surplus.high >= before.surplus.high


@given(figures=all_figures())
@CALM
def test_a_card_holds_only_text_and_whole_cents(figures: Figures) -> None:
    card = estimate(figures, ON).card()
    for key in ("debt", "sale_price", "deficiency", "surplus", "total"):
        for end in ("low", "high"):
            assert Decimal(card[key][end]).as_tuple().exponent == -2
    assert problems(figures) == problems(figures)
    assert set(helpful(figures, ON)) == set(card["unknown"])


@given(figures=all_figures(), given_value=intervals())
@CALM
def test_what_is_not_asked_for_cannot_change_the_answer(figures: Figures, given_value: Interval) -> None:
    base = replace(figures, market_value=None, junior_liens=None)
    asked = helpful(base, ON)
    for name in ("market_value", "junior_liens"):
        if name not in asked:
            after = estimate(changed(base, **{name: given_value}), ON)
            before = estimate(base, ON)
            assert (after.deficiency, after.surplus) == (before.deficiency, before.surplus)


@given(pay=DOLLARS, taken=DOLLARS, more=DOLLARS, period=st.sampled_from(PERIODS))
@CALM
def test_more_pay_never_lowers_what_may_be_taken(pay: Decimal, taken: Decimal, more: Decimal, period: Period) -> None:
    gross = pay + taken
    limit = maximum(gross, pay, period, ON).maximum
    assert limit.exact
    assert 0 <= limit.high <= max(Decimal(0), pay)
    assert maximum(gross + more, pay, period, ON).maximum.high >= limit.high
    assert maximum(gross + more, pay + more, period, ON).maximum.high >= limit.high
    assert limit.high in maximum(gross, None, period, ON).maximum
    assert limit.high in maximum(None, pay, period, ON).maximum


@given(principal=DOLLARS, days=st.integers(0, 10_000), more=st.integers(0, 10_000))
@CALM
def test_a_judgment_never_shrinks_by_itself(principal: Decimal, days: int, more: int) -> None:
    early, late = growth(Interval.of(principal), [Interval.of(days), Interval.of(days + more)], ON).points
    assert principal <= early.balance.low <= late.balance.low
    assert early.balance.high <= late.balance.high


@given(principal=DOLLARS, payment=DOLLARS, rate=st.integers(0, 20).map(lambda n: Decimal(n) / 100))
@CALM
def test_a_plan_pays_exactly_the_balance_and_its_interest(principal: Decimal, payment: Decimal, rate: Decimal) -> None:
    result = plan(principal, payment, rate)
    if result.months is None:
        assert payment <= result.first_interest or result.first_interest * 1_200 + principal > payment * 1_200
    else:
        assert result.total_paid is not None
        assert result.total_interest is not None
        assert result.total_paid == principal + result.total_interest
        assert (result.months - 1) * payment + (result.last_payment or 0) == result.total_paid or result.months == 0


@given(principal=DOLLARS, months=st.integers(1, 120), rate=st.integers(0, 20).map(lambda n: Decimal(n) / 100))
@CALM
def test_the_least_payment_is_enough_and_a_dollar_less_is_not(principal: Decimal, months: int, rate: Decimal) -> None:
    least = payment_for(principal, months, rate)
    taken = plan(principal, least, rate).months
    assert taken is not None and taken <= months
    if least:
        less = plan(principal, least - 1, rate).months
        assert less is None or less > months


# --- Nothing alters ---


# Tables and results are shared by every conversation of the process.
RECORDS = [
    record
    for path in sorted(Path(shortfall.law.__file__).parent.glob("*.py"))
    for record in vars(importlib.import_module(f"shortfall.law.{path.stem}")).values()
    if isinstance(record, type) and is_dataclass(record) and record.__module__ == f"shortfall.law.{path.stem}"
]


@pytest.mark.parametrize("record", RECORDS)
def test_no_record_can_be_altered(record: Any) -> None:
    empty = object.__new__(record)
    with pytest.raises(FrozenInstanceError):
        setattr(empty, fields(record)[0].name, None)


# --- No floats -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", sorted(Path(shortfall.law.__file__).parent.glob("*.py")), ids=lambda path: path.name)
def test_no_floating_point_anywhere(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        assert not (isinstance(node, ast.Constant) and isinstance(node.value, float)), f"line {node.lineno}"
        assert not (isinstance(node, ast.Name) and node.id in {"float", "math", "round"}), f"line {node.lineno}"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            assert node.func.attr not in {"today", "now", "time"}, f"a clock in line {node.lineno}"


BOUNDS = st.sampled_from([None, "at_least", "at_most"])
SUMS = st.integers(10, 900_000).map(Decimal)


@given(debt=SUMS, price=SUMS, more=st.decimals(0, 500_000, places=2), of_debt=BOUNDS, of_price=BOUNDS)
@CALM
def test_whatever_a_bound_leaves_possible_lies_in_the_result(
    debt: Decimal, price: Decimal, more: Decimal, of_debt: Bound | None, of_price: Bound | None
) -> None:
    def told(sum_: Decimal, bound: Bound | None) -> Interval:
        return Interval.within(Interval.of(sum_), bound)

    def possible(sum_: Decimal, bound: Bound | None) -> Decimal:
        return sum_ if bound is None else sum_ + more if bound == "at_least" else max(Decimal(0), sum_ - more)

    figures = Figures(debt=told(debt, of_debt), sale_price=told(price, of_price), state="IL", days=100)
    bounded = estimate(figures, ON)
    true = Figures(
        debt=Interval.of(possible(debt, of_debt)),
        sale_price=Interval.of(possible(price, of_price)),
        state="IL",
        days=100,
    )
    exact = estimate(true, ON)
    assert bounded.deficiency.low <= exact.deficiency.low and exact.deficiency.high <= bounded.deficiency.high
    assert bounded.surplus.low <= exact.surplus.low and exact.surplus.high <= bounded.surplus.high


@given(sum_=SUMS, bound=BOUNDS)
@CALM
def test_a_bound_reads_back(sum_: Decimal, bound: Bound | None) -> None:
    interval = Interval.within(Interval.of(sum_ * 1000), bound)
    [amount] = find_amounts(f"I owe {format_interval(interval)} on it")
    assert (amount.bound, amount.interval) == (bound, interval.told)
    assert to_bounded(to_json(interval)) == interval
