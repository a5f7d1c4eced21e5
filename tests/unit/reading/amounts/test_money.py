"""Amounts as people write them, and what only looks like one."""

from __future__ import annotations

from decimal import Decimal

import pytest

from shortfall.law.intervals import Interval, format_interval, format_money, to_cents
from shortfall.reading.amounts import Amount, find_amounts, foreign_currency


def shown(amount: Amount) -> str:
    """ "250000? sale_price": ~ marks approximate, > at least, < at most, ? ambiguous."""
    low, high = f"{amount.low.normalize():f}", f"{amount.high.normalize():f}"
    value = low if low == high else f"{low}..{high}"
    bound = {"at_least": ">", "at_most": "<"}.get(amount.bound or "", "~" if amount.approximate else "")
    marks = bound + ("?" if amount.ambiguous else "")
    return f"{value}{marks}" + (f" {amount.role}" if amount.role else "")


def read(text: str, house: bool = False) -> list[str]:
    return [shown(amount) for amount in find_amounts(text, house_context=house)]


SPELLINGS = [
    # digits
    ("$312,000", "312000"),
    ("$ 312,000", "312000"),
    ("312,000", "312000"),
    ("312000", "312000"),
    ("312 000", "312000"),
    ("$1,250,000", "1250000"),
    ("$312,450.75", "312450.75"),
    ("312000.50", "312000.5"),
    ("USD 312,000", "312000"),
    ("US$312,000", "312000"),
    ("312,000 USD", "312000"),
    ("312000 dollars", "312000"),
    ("312000$", "312000"),
    ("1500 bucks", "1500"),
    ("$18.50", "18.5"),
    ("$5", "5"),
    ("$0", "0"),
    # scales
    ("312k", "312000"),
    ("312K", "312000"),
    ("312 k", "312000"),
    ("$312k", "312000"),
    ("$312K.", "312000"),
    ("312.5k", "312500"),
    ("$401k", "401000"),
    ("$1099", "1099"),
    ("1040 dollars", "1040"),
    ("1098$", "1098"),
    ("1,040.50", "1040.5"),
    ("529k", "529000"),
    ("312 thousand", "312000"),
    ("312 thou", "312000"),
    ("312 grand", "312000"),
    ("1.2m", "1200000"),
    ("1.2 mil", "1200000"),
    ("1.2 million", "1200000"),
    ("$1.2M", "1200000"),
    ("2 billion", "2000000000"),
    ("a trillion", "1000000000000"),
    ("2 hundred thousand", "200000"),
    ("3 hundred k", "300000"),
    ("1/2 million", "500000"),
    ("1/2 a million", "500000"),
    ("1 1/2 million", "1500000"),
    ("2 and a half million", "2500000"),
    # words
    ("two hundred seventy-five thousand", "275000"),
    ("two hundred and seventy five thousand", "275000"),
    ("Two Hundred Seventy Five Grand", "275000"),
    ("a quarter million", "250000"),
    ("quarter mil", "250000"),
    ("a quarter of a million", "250000"),
    ("three quarters of a million", "750000"),
    ("three-quarters of a million", "750000"),
    ("half a mil", "500000"),
    ("half a million", "500000"),
    ("half million dollars", "500000"),
    ("a million", "1000000"),
    ("a million two", "1200000"),
    ("a million two fifty", "1250000"),
    ("a million and a half", "1500000"),
    ("one and a half million", "1500000"),
    ("one million two hundred thousand", "1200000"),
    ("one million two thousand three", "1002003"),
    ("one point two million", "1200000"),
    ("312.450k", "312450"),
    ("1.001 thousand", "1001"),
    ("one point two five mil", "1250000"),
    ("fifteen hundred", "1500"),
    ("twenty-five hundred dollars", "2500"),
    ("a hundred grand", "100000"),
    ("a hundred and ten thousand", "110000"),
    ("ninety five thousand", "95000"),
    ("ninety-five thousand five hundred", "95500"),
    ("three hundred twelve thousand four hundred fifty", "312450"),
    ("a grand", "1000"),
    ("two fifty k", "250000"),
    ("two seventy five thousand", "275000"),
    ("three oh five thousand", "305000"),
    ("a couple hundred thousand", "200000~"),
    ("a couple grand", "2000~"),
    ("a few thousand", "2000..5000~"),
    ("fourty thousand", "40000"),
    ("two hunderd thousand", "200000"),
    # ranges
    ("between 200 and 220k", "200000..220000~"),
    ("between $200,000 and $220,000", "200000..220000~"),
    ("200-220k", "200000..220000"),
    ("200k-220k", "200000..220000"),
    ("$175,000-$180,000", "175000..180000"),
    ("$175,000 - $180,000", "175000..180000"),
    ("175k to 180k", "175000..180000"),
    ("from 175 to 180 thousand", "175000..180000"),
    ("40 or 45 thousand", "40000..45000"),
    ("40k or maybe 45k", "40000..45000"),
    ("200k to 220", "200000..220000"),
    ("two to three hundred thousand", "200000..300000"),
    ("two hundred to two hundred twenty thousand", "200000..220000"),
    ("1.2 to 1.4 million", "1200000..1400000"),
    ("$1.2-1.4m", "1200000..1400000"),
    ("220k\N{EN DASH}200k", "200000..220000"),
    ("no more than 35k, no less than 30k", "30000..35000~"),
    ("at least 30k but at most 35k", "30000..35000~"),
    # approximations
    ("about 312k", "312000~"),
    ("~312k", "312000~"),
    ("312k or so", "312000~"),
    ("312k-ish", "312000~"),
    ("312kish", "312000~"),
    ("roughly $312,000", "312000~"),
    ("close to 312k", "312000~"),
    ("like 312k", "312000~"),
    ("312k+", "312000>"),
    ("up to 35k", "35000<"),
    ("over 300k", "300000>"),
    ("a little over 300k", "300000>"),
    # negative, absurd and doubtful
    ("-250000", "-250000"),
    ("-$250,000", "-250000"),
    ("$-250,000", "-250000"),
    ("negative 250k", "-250000"),
    ("999999999999", "999999999999"),
    ("$123456789012345", "123456789012345"),
    ("123,456,789,012,345", "123456789012345"),
    ("312,00", "312000?"),
    ("312.450", "312450?"),
    ("250 mil", "250000?"),
    ("312,000k", "312000?"),
]


@pytest.mark.parametrize(("text", "expected"), SPELLINGS, ids=[text for text, _ in SPELLINGS])
def test_spelling(text: str, expected: str) -> None:
    assert read(text) == [expected]


# Small sums after a question about a house are asked back, so their reading there is another one.
SAME_ANYWHERE = [(text, expected) for text, expected in SPELLINGS if text not in {"$18.50", "$5"}]


@pytest.mark.parametrize(("text", "expected"), SAME_ANYWHERE, ids=[text for text, _ in SAME_ANYWHERE])
def test_spelling_after_a_question_about_a_house(text: str, expected: str) -> None:
    """A stated scale or a full number means the same in any context; only bare shorthand gains a reading."""
    assert read(text, house=True) == [expected]


HOUSE = [
    ("250", "250000?"),
    ("$250", "250000?"),
    ("250.", "250000?"),
    ("two fifty", "250000?"),
    ("two hundred fifty", "250000?"),
    ("two hundred and fifty", "250000?"),
    ("three twelve", "312000?"),
    ("three oh five", "305000?"),
    ("a buck eighty five", "185000?"),
    ("a buck fifty", "150000?"),
    ("ninety-five", "95000?"),
    ("85", "85000?"),
    ("312.5", "312500?"),
    ("1.2", "1200000?"),
    ("$250.75", "250.75?"),
    ("about 250ish", "250000~?"),
    ("250 to 270", "250000..270000?"),
    ("zero", "0"),
    ("0", "0"),
    ("nothing", "0"),
    ("1950", "1950"),
    ("no, 280 not 250", "280000?"),
    ("280, not 250", "280000?"),
    ("I think 280 maybe", "280000?"),
    ("it was 280 but we had 3 kids", "280000?"),
]


@pytest.mark.parametrize(("text", "expected"), HOUSE, ids=[text for text, _ in HOUSE])
def test_shorthand_for_a_house(text: str, expected: str) -> None:
    assert read(text, house=True) == [expected]


def test_shorthand_keeps_the_literal_reading() -> None:
    [amount] = find_amounts("two fifty", house_context=True)
    assert amount.readings == (Interval.of(250_000), Interval.of(250))
    assert amount.interval == Interval.of(250_000)
    [doubtful] = find_amounts("1.2", house_context=True)
    assert doubtful.readings == (Interval.of(1_200_000), Interval.of(1_200))
    [comma] = find_amounts("312,00")
    assert comma.readings == (Interval.of(312_000), Interval.of(31_200))
    [point] = find_amounts("312.450")
    assert point.readings == (Interval.of(312_450), Interval.of("312.45"))
    [mil] = find_amounts("250 mil")
    assert mil.readings == (Interval.of(250_000), Interval.of(250_000_000))
    [cents] = find_amounts("$250.75", house_context=True)
    assert cents.readings == (Interval.of("250.75"), Interval.of(250_750))


ROLES = [
    ("I owe 312k and it sold for 250", ["312000 debt", "250000? sale_price"]),
    ("they sold it for 250, I owed 312", ["250000? sale_price", "312000? debt"]),
    ("sold for two fifty, owe three twelve", ["250000? sale_price", "312000? debt"]),
    ("it sold for 250 on a 312k mortgage", ["250000? sale_price", "312000 debt"]),
    ("312 owed 250 sale", ["312000? debt", "250000? sale_price"]),
    ("312k owed, 250k sale", ["312000 debt", "250000 sale_price"]),
    ("sold the house I owed 312 on for 250", ["312000? debt", "250000? sale_price"]),
    ("judgment for $1,362,329, bid $900,000", ["1362329 debt", "900000 sale_price"]),
    ("the bank bid 250 on my 312 loan", ["250000? sale_price", "312000? debt"]),
    ("house worth 300 sold for 250 I owe 312", ["300000? market_value", "250000? sale_price", "312000? debt"]),
    ("it appraised at 300k", ["300000 market_value"]),
    ("Zillow says 300k. It went for 250k", ["300000 market_value", "250000 sale_price"]),
    ("my mortgage balance was 312,450.75", ["312450.75 debt"]),
    ("payoff was $312,000", ["312000 debt"]),
    ("the payoff, they say, is $312,000", ["312000 debt"]),
    ("the sale price, I think, was 250", ["250000? sale_price"]),
    ("312, that's what I owed", ["312000? debt"]),
    ("I pay 1800 a month on a 312 mortgage", ["1800 payment", "312000? debt"]),
    ("my payment is $1,850 and I owe 312k", ["1850 payment", "312000 debt"]),
    ("I could do 300 a month", ["300 payment"]),
    ("I make 900 a week", ["900 other"]),
    ("take home is 820", ["820 other"]),
    ("court costs 900 and fees of $3,500", ["900 other", "3500 other"]),
    ("they want a deficiency of 62k", ["62000 other"]),
    ("the deficiency judgment is 62,000", ["62000 other"]),
    ("second mortgage of 40k, first mortgage 312k", ["40000 other", "312000 debt"]),
    ("I bought it for 300k in 2006", ["300000 other"]),
    ("the auction brought 250k", ["250000 sale_price"]),
    ("auctioned off for 250", ["250000? sale_price"]),
    ("I still owe them three hundred and twelve thousand dollars", ["312000 debt"]),
    ("owe between 300 and 320k, sold for 250-260", ["300000..320000~ debt", "250000..260000? sale_price"]),
    ("I'm 67 and owe 312", ["312000? debt"]),
    ("no, I owe 280 not 250", ["280000? debt"]),
    ("what if it sells for 280?", ["280000? sale_price"]),
    ("owe -250000", ["-250000 debt"]),
    ("I owe three hundred thousand two fifty sale", ["300000 debt", "250000? sale_price"]),
    ("I owe three hundred thousand and five hundred in fees", ["300000 debt", "500 other"]),
    ("Owe: 215000 Sale: 190000", ["215000 debt", "190000 sale_price"]),
    ("they got a judgment for 83k in 2016", ["83000 debt"]),
    ("4 payments behind on a $1,900 mortgage payment", ["1900 payment"]),
    ("it went for 2 hundred and 50 thousand", ["250000 sale_price"]),
    ("paid every two weeks 2400 gross, 1900 net", ["2400 other", "1900 other"]),
    ("the lender paid 4,200 in taxes", ["4200 other"]),
    ("it's 60 grand short", ["60000 other"]),
    ("312k - 250k", ["312000", "250000"]),
    ("312k minus 250k", ["312000", "250000"]),
    ("house sold 190 owe 215", ["190000? sale_price", "215000? debt"]),
    ("worth 350 when we bought it for 340", ["350000? market_value", "340000? other"]),
    ("I owe $312k.It sold for $250k.", ["312000 debt", "250000 sale_price"]),
    ("I make $19/hr", ["19 other"]),
    ("owe 312k to 2 banks", ["312000 debt"]),
    ("the balance is 312k. nineteen ninety five", ["312000 debt"]),
    ("sold for 250 (one half million was the ask)", ["250000? sale_price", "500000"]),
    ("sold for $1", ["1 sale_price"]),
    ("I owe a trillion dollars", ["1000000000000 debt"]),
    ("after the sale in 2019 I owed 312k", ["312000 debt"]),
]


@pytest.mark.parametrize(("text", "expected"), ROLES, ids=[text for text, _ in ROLES])
def test_roles(text: str, expected: list[str]) -> None:
    assert read(text) == expected


NOT_MONEY = [
    "250",
    "can I file chapter 7",
    "chapter 13 or chapter 7?",
    "my 401k",
    "my 401(k) and 403b",
    "401k",
    "a 529 plan",
    "I got a 1099-C",
    "a 1099c came",
    "form 982",
    "file a 1040.",
    "the 1098, the 1099 and W-2s",
    "W-2 and 1040",
    "735 ILCS 5/15-1508",
    "section 15-1508(b)(1)",
    "2015 IL App (3d) 150144",
    "case no. 2019 CH 12345",
    "my case number is 19-12345",
    "loan #0012345678",
    "account number 123456789",
    "312-600-8815",
    "(312) 600-8815",
    "call 3126008815",
    "+1 312 600 8815",
    "600-8815",
    "078-05-1120",
    "4111111111111111",
    "$4111111111111111",
    "1,234,567,890,123,456",
    "June 19, 2014",
    "19 June 2014",
    "6/19/2014",
    "06-19-14",
    "2014-06-19",
    "the sale is 6/19",
    "in 2019",
    "since 1998",
    "the 25th",
    "at 10:30",
    "at 9 am tomorrow",
    "9%",
    "7.25 percent",
    "an interest rate of 7.25",
    "30 year fixed",
    "a 30-year mortgage",
    "I am 67",
    "I'm 67 years old",
    "missed 3 payments",
    "behind 6",
    "it's been 90 days",
    "3-5 years",
    "between 7 and 10 years",
    "6 months",
    "two of us",
    "I owe 2 lenders",
    "one of my loans",
    "3 kids, 2 mortgages",
    "a hundred times",
    "thanks a million",
    "223 W Jackson Blvd",
    "1420 Oak Street",
    "Chicago, IL 60606",
    "zip 60606",
    "apt 4",
    "unit 1203",
    "24/7",
    "3rd notice",
    "a 2br condo",
    "£250,000",
    "250,000 euros",
    "zero idea",
    "",
    "no money here",
    "question 2",
    "the house on 55th",
    "$",
    "k",
    "half of it",
    "a quarter of my check",
]


@pytest.mark.parametrize("text", NOT_MONEY)
def test_not_money(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize("text", [t for t in NOT_MONEY if t not in {"250"}])
def test_not_money_even_when_an_amount_was_asked_for(text: str) -> None:
    assert read(text, house=True) == []


def test_the_span_is_the_amount_itself() -> None:
    text = "well, I owe about $312,000 I think"
    [amount] = find_amounts(text)
    assert text[slice(*amount.span)] == "$312,000"
    text = "somewhere between 200 and 220k total"
    [amount] = find_amounts(text)
    assert text[slice(*amount.span)] == "200 and 220k"


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("£250,000", True),
        ("250k euros", True),
        ("300,000 pesos", True),
        ("C$250,000", True),
        ("250,000 Canadian dollars", True),
        ("GBP 250000", True),
        ("$250,000", False),
        ("250k dollars", False),
        ("I weigh 200 lbs", False),
        ("the pound took my dog", False),
    ],
)
def test_other_currencies_are_noticed(text: str, foreign: bool) -> None:
    assert foreign_currency(text) is foreign


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("312000", "$312,000"),
        ("312000.5", "$312,000.50"),
        ("18.5", "$18.50"),
        ("0", "$0"),
        ("0.004", "$0"),
        ("0.005", "$0.01"),
        ("-5", "-$5"),
        ("-0.001", "$0"),
        ("999.995", "$1,000"),
    ],
)
def test_format_money(value: str, text: str) -> None:
    assert format_money(Decimal(value)) == text


def test_format_interval() -> None:
    assert format_interval(Interval.of(200_000, 220_000)) == "$200,000 to $220,000"
    assert format_interval(Interval.of(200_000)) == "$200,000"
    assert format_interval(Interval.of(900, 1_000)) == "$900 to $1,000"
    assert format_interval(Interval.of("1.001", "1.002")) == "$1"


def test_to_cents_rounds_halves_up() -> None:
    assert to_cents(Decimal("0.005")) == Decimal("0.01")
    assert to_cents(Decimal("0.0049")) == Decimal("0.00")


def test_interval_refuses_reversed_ends() -> None:
    with pytest.raises(ValueError, match="above"):
        Interval.of(2, 1)
    assert Interval.of(1).exact
    assert not Interval.of(1, 2).exact
    assert Decimal(1) in Interval.of(1, 2)
    assert Decimal(2) in Interval.of(1, 2)
    assert Decimal(3) not in Interval.of(1, 2)


def test_of_a_flood_of_amounts_the_last_hundred_are_read() -> None:
    found = find_amounts("".join(f"${number} " for number in range(1, 201)))
    assert [amount.low for amount in found] == list(range(101, 201))
