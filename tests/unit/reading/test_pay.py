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


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("yo gano 16 la hora, a veces 32 horas a veces menos", "512", "512"),
        ("21 an hour between 28 and 36 hours", "588", "756"),
        ("17.50 an hour, 32 hours, some weeks 24", "420", "560"),
        ("me dan 15 x hora, de 30 a 38 horas", "450", "570"),
        ("i do 36 hours at 14 dollars an hour, sometimes 20", "280", "504"),
        ("trabajo como 28 hrs a 17 la hora", "476", "476"),
    ],
)
def test_pay_by_the_hour_is_for_the_hours_that_are_told(text: str, low: str, high: str) -> None:
    pay = read_pay(text)
    assert (pay.gross, pay.disposable, pay.hourly) == (Interval.of(low, high), None, None)


@pytest.mark.parametrize("text", ["gano 17 la hora", "17 an hour part time", "me pagan 17 por hora, medio tiempo"])
def test_without_hours_it_is_marked_that_a_full_week_was_taken(text: str) -> None:
    pay = read_pay(text)
    assert (pay.gross, pay.hourly) == (Interval.of(680), Interval.of(17))


@pytest.mark.parametrize(
    ("text", "gross", "net"),
    [
        ("32", "544", None),
        ("entre 28 y 34", ("476", "578"), None),
        ("30 hours, and i end up with 440", "510", "440"),
        ("30 horas, en la mano me quedan 440", "510", "440"),
    ],
)
def test_hours_alone_make_the_pay_where_an_hour_is_known(
    text: str, gross: str | tuple[str, str], net: str | None
) -> None:
    pay = read_pay(text, asked="wages_disposable", period="weekly", hourly=Interval.of(17))
    assert pay.gross == Interval.of(*((gross,) if isinstance(gross, str) else gross))
    assert pay.disposable == (Interval.of(net) if net else None) and pay.hourly is None


@pytest.mark.parametrize(
    "text",
    [
        "en la mano me quedan como 610 a la semana",
        "me llegan 610 semanales ya con los descuentos",
        "i end up with 610 a week",
        "after everything it's 610 a week",
    ],
)
def test_what_is_left_in_hand_is_take_home_pay(text: str) -> None:
    pay = read_pay(text)
    assert (pay.gross, pay.disposable, pay.period) == (None, Interval.of(610), "weekly")


@pytest.mark.parametrize(
    "text", ["gano 19 la hora 30 horas y en la mano me quedan 470", "19 an hour, 30 hours, 470 in my hand"]
)
def test_both_may_stand_in_one_message(text: str) -> None:
    pay = read_pay(text)
    assert (pay.gross, pay.disposable, pay.hourly) == (Interval.of(570), Interval.of(470), None)


def test_two_jobs_by_the_hour_are_no_one_pay() -> None:
    pay = read_pay("18 an hour at the laundry and 15 an hour at the school")
    assert pay.gross is None and pay.unclear == (Interval.of(18), Interval.of(15))


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
