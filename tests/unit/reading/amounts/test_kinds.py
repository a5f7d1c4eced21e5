"""Kinds of amounts that people write and that were once read wrongly or not at all, each in other words than those in which it was found."""

from __future__ import annotations

import pytest

from shortfall.reading.amounts import find_amounts
from tests.unit.reading.amounts.test_people import written

ASKED = [
    ("twice 95k", "190000 -"),
    ("double 80 thousand", "160000 -"),
    ("el doble de 90 mil", "180000 -"),
    ("210 give or take 10", "200000..220000! -"),
    ("$210,000 plus or minus 5,000", "205000..215000 -"),
    ("nothing left on it", "0 -"),
    ("nada que deber", "0 -"),
    ("nothing like 250", "250000! -"),
    ("$ 198 , 400", "198400 -"),
    ("$1 298,50", "1298.5 -"),
    ("$20 and 43c", "20.43! -"),
    ("240,000.50US$", "240000.5 -"),
    ("fifty - two thousand", "52000 -"),
    ("one billion two million three thousand", "1002003000 -"),
    ("sorry I typed 19000, it's 190000", "190000 -"),
    ("it was 240 but after the workout its 262", "262000! -"),
    ("80% of 300k", "240000 -"),
    ("3/5 of 250k", "150000 -"),
    ("un tercio de 270 mil", "90000 -"),
    ("low 70s", "70000..73000! -"),
    ("in the high nineties", "97000..100000! -"),
    ("not even 85 grand", "85000 -"),
    ("$121K +", "121000 -"),
    ("134 five", "134500! -"),
    ("98 seven hundred", "98700! -"),
    ("134 two years ago", "134000! -"),
    ("181 and it sold for 150", "181000! - | 150000! sale_price"),
    ("the letter is for 231, my own papers show 226", "231000! - | 226000! -"),
    ("3x 60k", "180000 -"),
    ("not quite 300", "300000! -"),
    ("190 a 200 mil", "190000..200000! -"),
    ("190 to 200 mil", "190000..200000! -"),
    ("165 or 170 tops", "165000..170000! -"),
    ("no son 170, son 185 mil", "185000 -"),
]


@pytest.mark.parametrize(("text", "expected"), ASKED)
def test_an_answer(text: str, expected: str) -> None:
    found = find_amounts(text, house_context=True)
    assert " | ".join(map(written, found)) == expected


TOLD = [
    ("2 mortgages, 120 and 45, sold for 130", "120000! debt | 45000! debt | 130000! sale_price"),
    ("she owes 12 on her van and 155 on the house", "12000! debt | 155000! debt"),
    ("the tax assessor says 187 but it only brought 150", "187000! market_value | 150000! sale_price"),
    ("worth about 260 and there is 275 against it", "260000! market_value | 275000! debt"),
]


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_what_is_told(text: str, expected: str) -> None:
    assert " | ".join(map(written, find_amounts(text))) == expected
