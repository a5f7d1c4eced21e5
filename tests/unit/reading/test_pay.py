"""Pay from words."""

from __future__ import annotations

import pytest

from shortfall.law.intervals import Interval
from shortfall.reading.pay import for_period, read_pay


@pytest.mark.parametrize(
    ("text", "gross", "disposable", "period"),
    [
        ("$1,150 a week", "1150", None, "weekly"),
        ("2,400 every two weeks", "2400", None, "fortnightly"),
        ("2400 every other friday", "2400", None, "fortnightly"),
        ("2400 on the 1st and 15th", "2400", None, "twice_a_month"),
        ("4,000/mo", "4000", None, "monthly"),
        ("60,000 a year", "5000", None, "monthly"),
        ("$20 an hour", "800", None, "weekly"),
        ("$20 an hour, 30 hours", "600", None, "weekly"),
        ("19.25 hr, 36 hrs, paid every other week", "1386", None, "fortnightly"),
        ("i do 40 hours at 17.50 and get paid twice a month", "1516.67", None, "twice_a_month"),
        ("I bring home 1,210 every two weeks, so 605 a week", None, "1210", "fortnightly"),
        ("15% of 690 is about 103 but I bring home 550 a week", None, "550", "weekly"),
        ("I take home 900 a week", None, "900", "weekly"),
        ("900 after taxes, 1150 before, weekly", "1150", "900", "weekly"),
        ("I am paid weekly", None, None, "weekly"),
        ("1150.50 weekly", "1150.50", None, "weekly"),
        ("I have a dog", None, None, None),
        ("gano $1,150 a la semana", "1150", None, "weekly"),
        ("me pagan 1,200 por quincena", "1200", None, "twice_a_month"),
        ("me llevo a casa 2400 cada dos semanas", None, "2400", "fortnightly"),
        ("20 dólares por hora", "800", None, "weekly"),
    ],
)
def test_pay_is_read(text: str, gross: str | None, disposable: str | None, period: str | None) -> None:
    pay = read_pay(text)
    assert pay.gross == (Interval.of(gross) if gross else None)
    assert pay.disposable == (Interval.of(disposable) if disposable else None)
    assert pay.period == period


@pytest.mark.parametrize(("text", "gross", "disposable"), [("900", None, "900"), ("900 gross", "900", None)])
def test_a_bare_figure_answers_the_question_asked(text: str, gross: str | None, disposable: str | None) -> None:
    pay = read_pay(text, asked="wages_disposable", period="weekly")
    assert (pay.gross, pay.disposable) == (gross and Interval.of(gross), disposable and Interval.of(disposable))
    assert pay.period == "weekly" and not pay.named


def test_a_period_already_known_is_no_news() -> None:
    assert read_pay("weekly", period="weekly").period is None


def test_two_sums_that_may_be_two_peoples_are_neither() -> None:
    pay = read_pay("he makes 2,000 a week and i make 1,500 a week")
    assert (pay.gross, pay.disposable) == (None, None)
    assert pay.unclear == (Interval.of(2000), Interval.of(1500))


def test_pay_of_another_period() -> None:
    assert for_period(Interval.of(3900), "monthly", "weekly") == Interval.of(900)
    assert for_period(Interval.of(900, 1000), "weekly", "fortnightly") == Interval.of(1800, 2000)


@pytest.mark.parametrize(
    ("text", "disposable", "chosen"),
    [
        ("my take home is 1,090 every two weeks after the dental plan. that's 45 a check", "1090", "45"),
        ("we clear 840 a week once my 401k is out, which is about $50", "840", "50"),
        ("me llevo a casa 905 a la semana despues de la aseguranza, eso es como 70 por cheque", "905", "70"),
        ("I bring home 1,390 every 2 weeks, that's 695 a week", "1390", None),  # the same pay, twice
        ("I take home 950 a week after taxes", "950", None),
    ],
)
def test_what_goes_out_of_it_by_choice_is_no_pay(text: str, disposable: str, chosen: str | None) -> None:
    pay = read_pay(text, asked="wages_disposable", period="fortnightly")
    assert (pay.gross, pay.disposable) == (None, Interval.of(disposable))
    assert pay.chosen == (Interval.of(chosen) if chosen else None)


def test_a_sum_far_below_the_other_is_no_pay_of_the_same_person() -> None:
    pay = read_pay("I make 1,600 every two weeks and the parking is 80", asked="wages_gross")
    assert (pay.gross, pay.disposable, pay.chosen) == (Interval.of("1600"), None, None)
