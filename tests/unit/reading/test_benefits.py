"""What comes into an account each month, by what it is, and what lies in it."""

from __future__ import annotations

import pytest

from shortfall.reading.benefits import find_benefits


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("she draws a 610 pension and 1,120 social security", {"pension": "610", "social_security": "1120"}),
        ("ssdi of 1310 every month, plus 420 from unemployment", {"social_security": "1310", "unemployment": "420"}),
        ("le llegan 943 de SSI y hay 2,500 en la cuenta", {"ssi": "943", "balance": "2500"}),
        ("my VA loan is 1,450 a month", {}),
        ("VA back pay of 9,000", {}),
        ("I am 67 and on social security since 2019", {}),
        ("the pension is 22,000 a year", {}),
        ("no social security, I make 900 a week", {}),
    ],
)
def test_each_sum_is_of_what_stands_next_to_it(text: str, found: dict[str, str]) -> None:
    assert find_benefits(text) == found
