"""What a message says between its lines: a sale whose day has passed, a home that still stands, and who sits elsewhere."""

from __future__ import annotations

import datetime

import pytest

from shortfall.reading.facts import read_facts
from shortfall.talk.case import Case

ON = datetime.date(2026, 11, 29)


def value(text: str, name: str) -> object:
    return next((fact.value for fact in read_facts(text, ON) if fact.case_name == name), None)


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("auction was two days ago, anything left to do?", "sold"),
        ("the sale took place on November 10", "sold"),
        ("la subasta fue anteayer, ya perdí todo?", "sold"),
        ("the auction was set for November 10 but the bank postponed it", None),
        ("auction was supposed to be yesterday, they cancelled", None),
        ("the sale was Nov 10 but it never happened", None),
        ("la subasta era ayer pero la suspendieron", None),
        ("the sale was Nov 3 and the judge confirmed it last week", "confirmed"),
    ],
)
def test_a_sale_whose_day_has_passed_is_a_sale(text: str, stage: str | None) -> None:
    found = value(text, "stage")
    assert found == stage or (stage is None and found == "sale_set")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("some collection agency out of Georgia keeps mailing me", None),
        ("I get calls from Arizona about the old loan", None),
        ("una agencia de Texas me llama por la casa", None),
        ("a law firm in Ohio wrote to me, the condo was in Florida", "FL"),
        ("my house in Georgia was foreclosed", "GA"),
    ],
)
def test_where_a_collector_sits_says_nothing_of_the_case(text: str, place: str | None) -> None:
    assert value(text, "state") == place


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("my place is worth maybe 140k and the bank says i owe 205k, what would the deficiency be", "debt"),
        ("it was worth 140k, sold at the auction for 90k, and the bank says i owe 61k", "deficiency"),
    ],
)
def test_what_is_owed_on_a_home_that_stands_is_the_loan(text: str, role: str) -> None:
    assert read_facts(text, ON) and value(text, role) is not None


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("a deputy brought the summons to my door on November 17, when is my answer due", "served_date", "2026-11-17"),
        ("the sheriff handed me a packet last Thursday", "served_date", "2026-11-26"),
        ("he handed me the keys on November 17", "served_date", None),
        ("our divorce judgment was in May and she kept the house", "judgment_date", None),
        ("we both signed in May", "judgment_date", None),
        ("the foreclosure judgment was in May", "judgment_date", "2026-05-01"),
        ("a judge signed the order in May", "hearing_date", None),
    ],
)
def test_whose_paper_it_was(text: str, name: str, found: str | None) -> None:
    told = value(text, name)
    assert (told[0] if isinstance(told, list) else None) == found


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("the man came by Thursday Nov 12 and put it in my wife's hand", "2026-11-12"),
        ("it was November 14, I already told you that", "2026-11-14"),
        ("the judge signed something on Nov 12", None),
        ("the auction was Nov 14", None),
    ],
)
def test_a_day_within_the_weeks_in_which_papers_came_is_their_day(text: str, day: str | None) -> None:
    before = "they served me with the summons two weeks ago"
    case = Case().heard(read_facts(before, ON), 0)
    first, last = case["served_date"]
    assert first < last
    told = next(
        (each.value for each in read_facts(text, ON, case=case.slot()) if each.case_name == "served_date"), None
    )
    assert told == (None if day is None else [day, day])


@pytest.mark.parametrize(
    "text",
    [
        "we were never sued",
        "no papers from the court, only letters",
        "nothing from the court so far",
        "no nos han dado papeles de la corte",
        "solo cartas, nada de la corte",
        "no me llegaron papeles de corte, pura carta",
    ],
)
def test_who_says_that_no_court_wrote_is_not_sued(text: str) -> None:
    assert value(text, "stage") == "behind"


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("I owe three payments and the bank keeps writing", "behind"),
        ("we owe them 4 mortgage payments", "behind"),
        ("I owe three payments on the house", "behind"),
        ("debo tres pagos y me llegan cartas del banco", "behind"),
        ("debemos cuatro mensualidades de la hipoteca", "behind"),
        ("I owe three payments on the car", None),
        ("I owe 3 months rent", None),
        ("debo tres pagos del carro", None),
        ("debo dos pagos de mi arreglo", None),
    ],
)
def test_who_owes_payments_of_the_home_is_behind(text: str, stage: str | None) -> None:
    assert value(text, "stage") == stage


def test_that_there_is_no_judgment_takes_its_day_back() -> None:
    assert ("retracted", "judgment_date") in [
        (fact.name, fact.value) for fact in read_facts("March was the divorce, there is no judgment", ON)
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("I'm Odette, 773-555-0147, Wednesday morning", "Odette"),
        ("can somebody call me on this number tomorrow. Marcus Bell", "Marcus Bell"),
        ("soy Leticia Mora, llámeme al 773-555-0147", "Leticia Mora"),
        ("call me tomorrow, the house is in Peoria. Thanks", None),
        ("call me tomorrow. Monday", None),
        ("I'm Scared, what happens now", None),
        ("they took it to court. Judge Miller", None),
    ],
)
def test_the_name_of_whoever_wants_a_call(text: str, name: str | None) -> None:
    assert value(text, "name") == name


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("so do they take 9% interest from February to June, how much is that", (93, 149)),
        ("interest from march 3 2026 until june 1 2026", (90, 90)),
        ("intereses desde el 3 de marzo de 2026 hasta el 1 de junio de 2026", (90, 90)),
    ],
)
def test_from_one_day_to_another_is_how_long_it_grows(text: str, days: tuple[int, int]) -> None:
    facts = read_facts(text, ON, about="calculate_interest")
    assert [fact.role for fact in facts if fact.name == "date"] == ["judgment"]
    length = next(fact.value for fact in facts if fact.name == "length")
    assert (int(length["low"]), int(length["high"])) == days


@pytest.mark.parametrize("text", ["owed 240, sold 200, il", "sold for 180k owed 230k il"])
def test_a_state_in_small_letters_behind_a_sum(text: str) -> None:
    assert [fact.value for fact in read_facts(text, ON) if fact.name == "state"] == ["IL"]


@pytest.mark.parametrize(
    ("text", "kind", "day"),
    [
        ("a sheriff handed me a citation to court for January 14", "hearing", "2027-01-14"),
        ("the sheriff comes to lock us out dec 3", "lockout", "2026-12-03"),
    ],
)
def test_a_day_to_come_is_not_also_one_that_is_over(text: str, kind: str, day: str) -> None:
    found = read_facts(text, ON)
    assert [(fact.role, fact.value) for fact in found if fact.name == "date"] == [(kind, [day, day])]
    assert not any(fact.name == "stage" for fact in found)


def test_the_year_a_loan_was_cosigned_in_is_no_judgment_and_no_sale() -> None:
    found = read_facts("I co-signed his mortgage in 2019. It was auctioned this spring", ON)
    assert [(fact.role, fact.value) for fact in found if fact.name == "date"] == [
        ("sale", ["2026-03-01", "2026-05-31"])
    ]


@pytest.mark.parametrize(
    ("texts", "stage"),
    [
        (["we lost the condo, it sold in 2020. judgment 22,400 and now they emptied my checking"], "collection"),
        (
            ["they emptied my checking over an old judgment", "the house has been gone since 2020, it was sold then"],
            "collection",
        ),
        (["they took 940 from my bank account"], "collection"),
        (["the judge entered a judgment of foreclosure", "it was sold in may"], "sold"),
    ],
)
def test_where_things_stand_is_the_last_that_happened(texts: list[str], stage: str) -> None:
    case = Case()
    for turn, text in enumerate(texts):
        case = case.heard(read_facts(text, ON, case=case.slot()), turn)
    assert case["stage"] == stage


def test_another_state_that_is_only_named_does_not_move_a_home_in_illinois() -> None:
    case = Case()
    texts = ["they sold my house in danville, illinois", "nobody from an indiana court ever sent me a notice of it"]
    for turn, text in enumerate(texts):
        case = case.heard(read_facts(text, ON, case=case.slot()), turn)
    assert (case.place, case["lives_in"]) == ("IL", None)
    moved = case.heard(read_facts("no, the house itself is in Terre Haute, Indiana", ON, case=case.slot()), 2)
    assert moved.place == "IN"


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("countrywide sold our loan to bank of america in 2009", None),
        ("the mortgage got sold to a new servicer last spring", None),
        ("my second got sold and the new outfit wants twice as much", None),
        ("the heloc was sold to somebody in Texas", None),
        ("my second home was sold at the auction", "sold"),
        ("we sold our old truck to make the payments", None),
        ("el banco vendió mi hipoteca a otra compañía", None),
        ("the clerk said after the sale we get thirty days", None),
        ("we have until 30 days after the sale is confirmed", None),
        ("the new bank is foreclosing on us, and the case is in court", "sued"),
        ("the servicing was sold, and then the sheriff sold the house in may", "sold"),
        ("after the sale they mailed us a bill", "sold"),
        ("the mortgage company sold our home", "sold"),
        ("the sale was confirmed in june", "confirmed"),
    ],
)
def test_a_loan_or_a_thing_that_is_sold_is_no_sale_of_the_home(text: str, stage: str | None) -> None:
    facts = read_facts(text, datetime.date(2026, 11, 30))
    assert Case().heard(facts, 0)["stage"] == stage
    assert stage in {"sold", "confirmed"} or not any(fact.role == "sale" for fact in facts)


def test_a_loan_that_is_denied_is_none() -> None:
    assert value("it is not a reverse mortgage, it is a VA loan", "loan") == "va"
    assert value("she had a reverse mortgage", "loan") == "reverse"
