"""Pay from words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from actions.pay import Pay, read_pay


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
        ("I take home 900 a week", None, "900", "weekly"),
        ("900 after taxes, 1150 before, weekly", "1150", "900", "weekly"),
        ("I am paid weekly", None, None, "weekly"),
        ("1150.50 weekly", "1150.50", None, "weekly"),
        ("I have a dog", None, None, None),
    ],
)
def test_pay_is_read(text: str, gross: str | None, disposable: str | None, period: str | None) -> None:
    pay = read_pay(text)
    assert pay.gross == (Decimal(gross) if gross else None)
    assert pay.disposable == (Decimal(disposable) if disposable else None)
    assert pay.period == period


def test_a_bare_figure_answers_the_question_asked() -> None:
    assert read_pay("900", asked="wages_disposable", period="weekly") == Pay(None, Decimal(900), "weekly")
    assert read_pay("900 gross", asked="wages_disposable", period="weekly") == Pay(Decimal(900), None, "weekly")


def test_a_period_already_known_is_no_news() -> None:
    assert read_pay("weekly", period="weekly") == Pay()
