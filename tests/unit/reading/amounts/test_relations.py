"""What each amount is for, and what the words around it make of it: tables, one line a relation."""

from __future__ import annotations

import pytest

from shortfall.reading.amounts import find_amounts
from tests.unit.reading.amounts.test_people import written


def read(text: str, house: bool = False) -> str:
    return " | ".join(written(amount) for amount in find_amounts(text, house_context=house)) or "none"


CORRECTIONS = [
    # the newer value stands
    ("225 sorry 252", "252000! -"),
    ("225, no, 252", "252000! -"),
    ("225. no wait 252", "252000! -"),
    ("3100000 i mean 310000", "310000 -"),
    ("it was 180 now it's 210", "210000! -"),
    ("used to be 150k, now its 180k", "180000 -"),
    ("i said 95 but it was 59", "59000! -"),
    ("not 310 but 301", "301000! -"),
    ("280, not 250", "280000! -"),
    ("280 instead of 250", "280000! -"),
    ("eran 310, digo 301", "301000! -"),
    ("no 310 sino 301", "301000! -"),
    ("antes debia 200 mil ahora debo 230 mil", "230000 debt"),
    # what is only denied is no answer
    ("it wasn't 250k", "none"),
    ("not 250", "none"),
    # of another thing it is no correction
    ("I owe 312 actually it sold for 250", "312000! debt | 250000! sale_price"),
    ("it was worth 300 now I owe 320", "300000! market_value | 320000! debt"),
    ("185, maybe 190", "185000! - | 190000! -"),
]


@pytest.mark.parametrize(("text", "expected"), CORRECTIONS, ids=[text for text, _ in CORRECTIONS])
def test_corrections(text: str, expected: str) -> None:
    assert read(text, house=True) == expected


INHERITED = [
    ("I owe 225 sorry 252", "252000! debt"),
    ("sold for 180k - I mean 190k", "190000 sale_price"),
    ("owe not 250 but 280", "280000! debt"),
    ("mortgage started at 240 its now 268", "268000! debt"),
    ("doscientos mil no, doscientos veinte", "220000! -"),
]


@pytest.mark.parametrize(("text", "expected"), INHERITED, ids=[text for text, _ in INHERITED])
def test_the_newer_value_takes_the_role_of_the_older(text: str, expected: str) -> None:
    assert read(text) == expected


SHARES = [
    ("I owe half of 400k", "200000 debt"),
    ("three quarters of 400k", "300000 -"),
    ("la mitad de 300 mil", "150000 -"),
    ("my ex owes half of the 95k", "47500 debt"),
    ("two loans of 60k each", "60000 debt x2"),
    ("80 thou each (two loans)", "80000 debt x2"),
    ("dos prestamos de 60 mil cada uno", "60000 debt x2"),
    ("3 loans of 20k", "20000 debt"),
]


@pytest.mark.parametrize(("text", "expected"), SHARES, ids=[text for text, _ in SHARES])
def test_shares_and_counts(text: str, expected: str) -> None:
    assert read(text) == expected


ROLES = [
    # before and behind
    ("312 owed 250 sale", "312000! debt | 250000! sale_price"),
    ("house sold 190 owe 215", "190000! sale_price | 215000! debt"),
    ("gross 2400 net 1900", "2400 pay | 1900 pay"),
    ("the bank bid 250 on my 312 loan", "250000! sale_price | 312000! debt"),
    ("sold the house I owed 312 on for 250", "312000! debt | 250000! sale_price"),
    ("250! owe? 312", "250000! debt | 312000! debt"),
    ("240 owed / 180 sold", "240000! debt | 180000! sale_price"),
    # one thing named behind says more than owed or paid before
    ("they paid 6,000 in taxes", "6000 taxes"),
    ("owe 3k in late fees", "3000 fees"),
    ("I owe 45k on the second", "45000 second_loan"),
    ("paid 320 for it in 06", "320000! purchase_price"),
    ("paid 340 when we bought it", "340000! purchase_price"),
    ("they got 210 for the house", "210000! sale_price"),
    # who does it
    ("we bought it for 300", "300000! purchase_price"),
    ("someone bought our house for 140k", "140000 sale_price"),
    ("my brother bought it at the auction for 91", "91000! sale_price"),
    ("the investor paid 118,500", "118500 sale_price"),
    # the first and the second
    ("the first is 180 and the second is 25", "180000! debt | 25000! second_loan"),
    ("first one 190k second one 30k", "190000 debt | 30000 second_loan"),
    ("the first amount was off by ten thousand", "10000 -"),
    ("the second payment was 500", "500 monthly_payment"),
    # periods
    ("900 a month", "900 monthly_payment"),
    ("rent is 900 a month", "900 rent"),
    ("i make 2,100 a month", "2100 pay"),
    ("900 a week", "900 pay"),
    ("18/hr", "18 pay"),
    # what only stands near
    ("310k plus fees", "310000 -"),
    ("260k with interest", "260000 -"),
    ("260k not counting the second", "260000 -"),
    ("after the sale theres 40k left", "40000 -"),
    ("what could the deficiency be on a 500k loan", "500000 debt"),
    ("my credit score is 580 and i owe 212k", "212000 debt"),
    ("someone offered 210 for it", "210000! offer"),
    ("they offered us 5k to leave", "5000 other"),
    ("got 142 from the bank", "none"),
    ("they're suing me for 72,000", "72000 judgment"),
    ("how long to pay back 58,900 in installments of 500", "58900 payment | 500 monthly_payment"),
    ("pague 320 por ella en el 2006", "320000! purchase_price"),
    ("el banco la compro en 150 mil", "150000 sale_price"),
    ("el avaluo salio en 260 mil", "260000 market_value"),
    ("debia 240 y la agarraron en 205", "240000! debt | 205000! sale_price"),
    ("saco 1,150 cada quincena", "1150 pay"),
]


@pytest.mark.parametrize(("text", "expected"), ROLES, ids=[text for text, _ in ROLES])
def test_roles(text: str, expected: str) -> None:
    assert read(text) == expected


COARSE = {
    "debt": "I owe 90k",
    "judgment": "judgment of 90k",
    "sale_price": "sold for 90k",
    "offer": "someone offered 90k",
    "market_value": "worth 90k",
    "payment": "paid 90k already",
    "monthly_payment": "900 a month",
    "second_loan": "a heloc of 90k",
    "purchase_price": "I bought it for 90k",
    "pay": "salary is 90k",
    "rent": "rent is 900",
    "fees": "fees of 900",
    "costs": "costs of 900",
    "taxes": "taxes of 900",
    "deficiency": "deficiency of 90k",
    "other": "relocation money of 900",
}
ROLE_OF = dict.fromkeys(COARSE, "other") | {
    **{"debt": "debt", "judgment": "debt", "sale_price": "sale_price", "offer": "sale_price"},
    **{"market_value": "market_value", "payment": "payment", "monthly_payment": "payment"},
}


@pytest.mark.parametrize("kind", COARSE)
def test_the_role_is_what_the_calculators_know_of_the_kind(kind: str) -> None:
    [amount] = find_amounts(COARSE[kind])
    assert (amount.kind, amount.role) == (kind, ROLE_OF[kind])


AMBIGUOUS = [
    ("owe 180,0000", ["180000", "1800000"]),
    ("owe 150.000", ["150000", "150"]),
    ("owe $63,45", ["63450", "6345"]),
    ("250 mil", ["250000", "250000000"]),
    ("3 mil", ["3000000", "3000"]),
    ("debo 3 mil", ["3000"]),
    ("owe 2 mil", ["2000000"]),
    ("debo un millon doscientos", ["1200000", "1000200"]),
    ("owe two and three quarters", ["275000", "2750000"]),
    ("I owe what I paid, 260", ["260", "260000"]),
]


@pytest.mark.parametrize(("text", "values"), AMBIGUOUS, ids=[text for text, _ in AMBIGUOUS])
def test_two_meanings_are_two_readings(text: str, values: list[str]) -> None:
    [amount] = find_amounts(text, house_context=True)
    assert [f"{reading.low.normalize():f}" for reading in amount.readings] == values


NO_MONEY = """my rate is 6.875 | loan at 6.875 | 7.25% interest | credit score is 580 | 123 Maple St | 4512 W Madison | we're at 2210 Maple
zip code 62704 | Joliet IL 60435 | 1,850 sq ft | account ending in 4471 | last four 0921 | 735 ILCS 5/15-1508 | section 1508 | chapter 7
form 1099-C | my 401k | 312 555 0199 | 1-800-555-1234 | 312.555.1234 | hearing at 9:30 | tomorrow at 11 | monday between 10 and noon | in 06
born in 1954 | I'm 67 | my mom is 82 | behind 6 months | 30 year fixed | case 19 CH 04412 | loan number 0049981234 | apt 12b | 10 o'clock
on 3/15/2024 | 5/20/22 | the 15th | 24/7 | SSN 123-45-6789 | 5 figures | hundreds of thousands | sold for 80 cents on the dollar | zero idea
lot is 50x120 | tengo 67 años | hace 3 meses | el 9% | apartamento 204 | el 15 de mayo | vivo en el 4512 de la calle Madison | 9 to 5 job
about 300 miles away | my code is 447123 | i-55 | po box 250 | call between 9 and 5"""


@pytest.mark.parametrize("text", [text.strip() for line in NO_MONEY.splitlines() for text in line.split("|")])
@pytest.mark.parametrize("house", [False, True])
def test_numbers_that_are_no_money(text: str, house: bool) -> None:
    assert read(text, house) == "none"
