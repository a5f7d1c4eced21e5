"""Whose a day is and whose a sum: a role needs its cue in the clause, what is denied is heard, and no date lends its digits to money."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shortfall.reading.facts import Fact, read_facts
from shortfall.talk.case import Case

ON = date(2026, 11, 30)
CALM = settings(deadline=None, max_examples=60)


def read(text: str, asked: str | None = None, about: str | None = None, case: Case | None = None) -> tuple[Fact, ...]:
    return read_facts(text, ON, asked, about=about, case=(case or Case()).slot())


def told(text: str, asked: str | None = None, about: str | None = None) -> dict[str, Any]:
    return {fact.case_name: fact.value for fact in read(text, asked, about) if fact.case_name}


def after(*turns: str) -> Case:
    case = Case()
    for turn, text in enumerate(turns):
        case = case.heard(read(text, case=case), turn)
    return case


def sums(case: Case) -> dict[str, str]:
    return {name: case[name]["low"] for name in case if isinstance(case[name], dict)}


# What happened on a day that is none of a judgment, as people say it.
OTHERS = [
    "we closed on the place in 2009",
    "I bought it in June 2012",
    "my last payment was in April 2025",
    "they mailed me a notice of default on March 4, 2025",
    "I refinanced in 2016",
    "the divorce came through in May 2023",
    "my mother passed in October 2021 and left it to us",
    "I retired in 2022",
    "we moved out in February 2026",
    "I lost my job in July 2024",
    "I signed a pile of papers at the title company in 2009",
    "the loan papers were from 2009",
    "the payoff letter is of Nov 9",
    "compramos la casa en 2010",
    "mi último pago fue en abril de 2025",
    "me jubilé en junio de 2022",
    "nos mudamos en febrero de 2026",
    "perdí el trabajo en julio de 2024",
    "firmé los papeles del préstamo en 2009",
    "mi mamá murió en octubre de 2021",
]


@pytest.mark.parametrize(("asked", "about"), [(None, None), ("estimate_time", None), (None, "deadlines")])
@pytest.mark.parametrize("text", OTHERS)
def test_the_day_of_something_else_is_no_judgment(text: str, asked: str | None, about: str | None) -> None:
    assert not {"judgment_date", "sale_date"} & told(text, asked, about).keys()
    behind = told(f"The judge was polite to us. {text[0].upper()}{text[1:]}.", asked, about)
    assert "judgment_date" not in behind


@pytest.mark.parametrize(
    ("text", "judged"),
    [
        ("it was in May 2025", "2025-05-01"),
        ("May 2025", "2025-05-01"),
        ("I think around March 2025", "2025-03-01"),
        ("sometime early in 2025, I believe", None),
        ("the judge ruled in May 2025", "2025-05-01"),
        ("fue en mayo de 2025", "2025-05-01"),
        ("creo que en marzo de 2025", "2025-03-01"),
        ("la sentencia fue en marzo de 2025", "2025-03-01"),
    ],
)
def test_a_day_that_was_asked_for_stands_alone(text: str, judged: str | None) -> None:
    first = told(text, "estimate_time").get("judgment_date", [None])[0]
    assert first == judged if judged else first is not None


@pytest.mark.parametrize(
    ("text", "judged", "sold"),
    [
        ("May 2025 and October 2025", "2025-05-01", "2025-10-01"),
        ("mayo de 2025 y octubre de 2025", "2025-05-01", "2025-10-01"),
        ("judgment May 2025, sold in October 2025", "2025-05-01", "2025-10-01"),
    ],
)
def test_both_days_that_were_asked_for(text: str, judged: str, sold: str) -> None:
    found = told(text, "estimate_time")
    assert (found["judgment_date"][0], found["sale_date"][0]) == (judged, sold)


@pytest.mark.parametrize(
    ("text", "judged"),
    [
        ("the court entered the judgment on June 3, 2025", "2025-06-03"),
        ("Judgment? March 2025", "2025-03-01"),
        ("they got a judgment against us. It was in March 2025", "2025-03-01"),
        ("hubo sentencia el 3 de marzo de 2025", "2025-03-03"),
        ("we left in June 2025, before the judgment", None),
        ("I never got a judgment, and stopped paying in March 2025", None),
        ("judgment: none. March 2025 is when I stopped paying", None),
        ("todavía no hay sentencia, dejé de pagar en mayo de 2025", None),
        ("in order to pay we sold a car in May 2025", None),
    ],
)
def test_a_judgment_is_spoken_of(text: str, judged: str | None) -> None:
    assert told(text).get("judgment_date", [None])[0] == judged


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("there is no judgment", True),
        ("I don't have a judgment so far", True),
        ("still no deficiency judgment, I checked", True),
        ("no judgment has been entered", True),
        ("no hay sentencia", True),
        ("aún no tengo ninguna sentencia", True),
        ("if there is no judgment can they still call me", False),
        ("si no hay sentencia, ¿me pueden cobrar?", False),
        ("there is a judgment", False),
    ],
)
def test_that_there_is_none_takes_the_judgment_and_its_day(text: str, gone: bool) -> None:
    before = after("the judgment was entered on June 3, 2025", "a judgment of 61,000")
    assert {"judgment", "judgment_date"} <= set(before) and before["stage"] == "judgment"
    case = before.heard(read(text, case=before), 2)
    assert ("judgment" not in case and "judgment_date" not in case) is gone
    assert (case["stage"] == "judgment") is not gone


MONTHS = (
    "January February March April May June July August September October November December enero mayo agosto".split()
)


@given(
    month=st.sampled_from(MONTHS), day=st.integers(1, 28), year=st.integers(2005, 2026), words=st.sampled_from(OTHERS)
)
@CALM
def test_no_date_is_a_sum(month: str, day: int, year: int, words: str) -> None:
    dates = [
        f"{month} {day}, {year}",
        f"{day} de {month} de {year}",
        f"{month} {year}",
        f"{MONTHS.index(month) % 12 + 1}/{day}/{year}",
    ]
    for each in dates:
        for text in (
            f"I paid until {each}. A house is hard to lose.",
            f"pagué hasta el {each}. A mi me dicen poco.",
            f"the payment of {each} a long time ago. I owed 214,000.",
            f"Owed on {each}: 214,000. {words}",
        ):
            assert {fact.value["low"] for fact in read(text) if fact.name == "money"} <= {"214000"}, text


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("I paid 9,000 already", "payment"),
        ("we had to pay 9,000 in May", "payment"),
        ("I was able to pay 9,000", "payment"),
        ("ya pagué 9,000", "payment"),
        ("tuve que pagar 9,000", "payment"),
        ("my cousin says the bank can make me pay 52,700", "deficiency"),
        ("a collector is forcing me to pay the 52,700", "deficiency"),
        ("the lender wants me to pay 52,700", "deficiency"),
        ("I never paid 52,700, that is what they want", "deficiency"),
        ("me quieren cobrar los 52,700", "deficiency"),
        ("quieren que les pague los 52,700", "deficiency"),
        ("me pueden obligar a pagar 52,700", "deficiency"),
        ("I would have to pay 52,700", None),
        ("I wasn't able to pay 52,700", None),
        ("I did not pay 52,700", "gone"),
        ("nunca pagué 52,700", "gone"),
        ("no he pagado 52,700", "gone"),
    ],
)
def test_what_is_to_be_paid_is_not_paid(text: str, role: str | None) -> None:
    facts = read(text)
    found = [fact.role for fact in facts if fact.name == "money"]
    assert found == ([] if role == "gone" else [role])
    assert (role == "gone") == (("retracted", "payment") in [(fact.name, fact.value) for fact in facts])


@pytest.mark.parametrize(
    "text",
    [
        "Already paid: $0.",
        "paid: none",
        "Wrong. Nothing was paid.",
        "we never paid anything",
        "I have not paid them a dime",
        "no he pagado nada",
        "no les pagamos ni un centavo",
        "Nada se ha pagado. pagado: 0",
    ],
)
def test_that_nothing_is_paid_takes_the_payment_away(text: str) -> None:
    before = after("I owed 188,000, it sold for 141,000 and I paid 2,600 already")
    assert sums(before.heard(read(text, case=before), 1)) == {"debt": "188000", "sale_price": "141000"}


@pytest.mark.parametrize("text", ["if I paid nothing, what then?", "I paid 2,600, not nothing", "they paid no taxes"])
def test_what_leaves_a_payment_as_it_is(text: str) -> None:
    before = after("I owed 188,000, it sold for 141,000 and I paid 2,600 already")
    assert sums(before.heard(read(text, case=before), 1))["payment"] == "2600"


@pytest.mark.parametrize(
    "text",
    [
        "188,000 minus 141,000 is 47,000",
        "$188,000 - $141,000 = $47,000",
        "188,000 menos 141,000 son 47,000",
        "No. 188,000 less 141,000 leaves 47,000, and nothing has been paid",
    ],
)
def test_a_sum_that_is_worked_out_changes_nothing(text: str) -> None:
    for turns in (["owed 188,000, sold for 141,000"], ["owed 188,000, sold for 141,000", "I paid 2,600"]):
        before = after(*turns)
        case = before.heard(read(text, case=before), 3)
        assert sums(case)["debt"] == "188000" and sums(case)["sale_price"] == "141000"
        assert sums(case).keys() <= {"debt", "sale_price", "payment", "other"}


def test_what_a_label_says_now_counts() -> None:
    before = after("owed 188,000 and I paid 141,000")
    assert sums(before) == {"debt": "188000", "payment": "141000"}
    case = before.heard(read("Owed: $188,000. Sale price: $141,000.", case=before), 1)
    assert sums(case) == {"debt": "188000", "sale_price": "141000"}


@pytest.mark.parametrize(
    "text",
    [
        "a house like mine went for 172,000",
        "another one just like ours sold for 172,000",
        "una casa como la nuestra se vendió en 172,000",
    ],
)
def test_what_a_home_like_this_one_brought_is_what_it_may_be_worth(text: str) -> None:
    found = told(text)
    assert found["market_value"]["low"] == "172000" and not {"sale_price", "stage"} & found.keys()


@pytest.mark.parametrize(
    "text",
    [
        "I never paid 52,700, that is what they ask for",
        "can the bank make me pay the 52,700?",
        "the lender wants the 52,700 from me",
        "me quieren cobrar los 52,700",
    ],
)
def test_what_is_asked_for_takes_the_place_of_a_payment(text: str) -> None:
    before = Case().heard([Fact("money", {"low": "52700", "high": "52700"}, "52,700", (0, 6), "payment")], 0)
    assert sums(before.heard(read(text, case=before), 1)) == {"deficiency": "52700"}


@pytest.mark.parametrize(
    ("turns", "known"),
    [
        (["we owe Chase 210,000 and Wells 38,000"], {"debt": "210000", "second_loan": "38000"}),
        (["I owe the bank 140k and another 22k to Citi"], {"debt": "140000", "second_loan": "22000"}),
        (["I owe 190,000 on it", "and I still owe 41,000 on top of that"], {"debt": "190000", "second_loan": "41000"}),
        (["they say I owe 61,000 on the old second"], {"second_loan": "61000"}),
        (["I owe 190,000 and they sold it for 150,000"], {"debt": "190000", "sale_price": "150000"}),
        (["the townhouse is maybe 230,000 now, I owe 260,000"], {"market_value": "230000", "debt": "260000"}),
        (["the realtor said 195,000"], {"market_value": "195000"}),
    ],
)
def test_a_second_loan_and_what_a_home_is_worth(turns: list[str], known: dict[str, str]) -> None:
    assert sums(after(*turns)) == known


@pytest.mark.parametrize(
    "text",
    [
        "my uncle would lend me 12,000 before the auction",
        "we could borrow 9,000",
        "12,000 is from my sister, for the sale",
        "mi hermano me presta 9 mil antes de la venta",
        "los 9 mil es lo que me presta mi tio",
    ],
)
def test_what_the_family_lends_is_no_price(text: str) -> None:
    assert not sums(Case().heard(read(text, "estimate_sale_price"), 0))


@pytest.mark.parametrize(
    ("talk", "known"),
    [
        # The same sum again is what it was, whatever the verbs near it are.
        (["we owe 172 on the first and 38 on the heloc", "so the first is wiped out but they sue me for 38?", "they want the 38 out of my check"], {"debt": "172000", "second_loan": "38000"}),
        (["debemos 150 de la primera y 22 de la segunda, un comprador nos ofrece 160", "¿y los 22 me los cobran? ya no debo nada de la primera"], {"debt": "150000", "second_loan": "22000", "sale_price": "160000"}),
        (["I owe 96", "its worth 140", "no wait the 96 is what its worth and I owe 140"], {"debt": "140000", "market_value": "96000"}),
        (["I owe 190. Zillow says 150", "and do we still owe the 40?"], {"debt": "190000", "market_value": "150000"}),
        # Dues, and what somebody holds, are neither debt nor pay, and stay what they are.
        (["the loan is 164 and the HOA says I'm 5,800 behind", "so the bank gets 164 and they get paid 5,800?"], {"debt": "164000", "dues": "5800"}),
        (["I owe 5,800 to the association and 164,000 to the bank"], {"debt": "164000", "dues": "5800"}),
        (["la asociación me cobra 7,400 y al banco le debo 95 mil", "¿los 7,400 se pagan primero?"], {"debt": "95000", "dues": "7400"}),
        (["the HOA is 310 a month. I paid 900 to the association"], {}),
        (["I owe 188,000. a receiver is holding 14,500 in rents", "nobody is asking me for the 14,500"], {"debt": "188000", "held": "14500"}),
        (["she owes 118 and is 9,000 behind on the assessments", "wait, nobody has pay of 9,000, and she doesn't owe -9,000, it's 118,000"], {"debt": "118000", "dues": "9000"}),
        # What is another's, a form's or somebody else's price; what a judge values; what only counts.
        (["my 1099-C shows 61,200 in box 2", "I put the 61,200 on my return as income"], {"forgiven": "61200"}),
        (["we owe 195. the house across the street just went for 210"], {"debt": "195000", "market_value": "210000"}),
        (["we owe 195, not sold. the court says 150"], {"debt": "195000", "market_value": "150000"}),
        (["we close on her other house Friday and walk with 52,000"], {}),
        (["there is no sale price of 10 thousand, that's the hour"], {}),
        (["I owe 88. there are 12 chickens here and she's 81", "is it one letter or ten before a sale"], {"debt": "88000"}),
    ],
)  # fmt: skip
def test_a_sum_is_what_it_was_told_to_be(talk: list[str], known: dict[str, str]) -> None:
    assert sums(after(*talk)) == known


@pytest.mark.parametrize(
    "text", ["nuestros hijos crecieron allí, ya vamos 11 meses", "the successor in interest has 90 days"]
)
def test_only_money_that_grows_has_a_length(text: str) -> None:
    assert "length" not in {fact.name for fact in read(text)}
