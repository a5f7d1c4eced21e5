"""What is taken from a story, and what is left: sums, days and places that stand beside what is told."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from shortfall.reading.facts import read_facts
from shortfall.talk.case import Case

ON = date(2026, 11, 30)


def told(*messages: str, about: str | None = None) -> Case:
    case = Case()
    for turn, text in enumerate(messages):
        case = case.heard(read_facts(text, ON, about=about, case=case.slot()), turn)
    return case


@pytest.mark.parametrize(
    ("text", "fact", "value"),
    [
        ("judgment 88,200 minus the 61,000 bid", "sale_price", "61000"),
        ("can they put the 19,400 on us at the hearing about the sale", "deficiency", "19400"),
        ("12,900, ok that's what we figured too. I bring home 870 a week after taxes", "take_home", "870"),
        ("on the 9th of November a deputy came by and handed my wife court papers", "served_date", "2026-11-09"),
        ("there is a court date on the sale, december 22", "hearing_date", "2026-12-22"),
        ("I never said a hearing Dec 4. I said DECEMBER 18", "hearing_date", "2026-12-18"),
        ("judgment was June 3 2024, and now a letter of November 12 from Hale Judgment Recovery", "judgment_date", "2024-06-03"),
        ("we filed chap 13 in august", "bankruptcy", "filed"),
        ("since dad died the bank calls us", "who", "heir"),
        ("nobody has sold anything, nothing was sold", "ended", "not_sold"),
        ("la casa que rento la esta perdiendo el dueño", "who", "tenant"),
        ("it is not in Illinois, it's Gary Indiana", "state", "IN"),
        ("owed 118,300 plus 9,450, sold at 97", "debt", "127750"),
        ("debíamos 98 mil más otros 12 mil", "debt", "110000"),
        ("my job takes out 110 on the judgment each payday", "taken", "110"),
        ("since the garnishment my pay is 688 a week after taxes", "take_home", "688"),
        ("they locked my checking. There was 1,740 in it", "savings", "1740"),
        ("la cuenta está bloqueada, había 950 en ella", "savings", "950"),
    ],
)  # fmt: skip
def test_what_is_told(text: str, fact: str, value: str) -> None:
    found: Any = told(text)[fact]
    assert (found["low"] if isinstance(found, dict) else found[0] if isinstance(found, list) else found).startswith(
        value
    )


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("the court can take 25% of 900 a week, right?", {"hearing_date"}),
        ("should we send 400 dollars on a debt this old", {"debt", "payment"}),
        ("we lost ours in spring, now we just rent", {"who"}),
        ("Denise in Dallas wants no part of it", {"state", "lives_in"}),
        ("a letter of November 12 from Hale Judgment Recovery came", {"judgment_date"}),
        ("what would I owe you once the bank auctioned it", {"stage"}),
        ("how long till I would have to pay after they sold the place", {"stage"}),
        ("my sister got her chapter 7 discharge and I cosigned for her", {"bankruptcy"}),
        ("the order is in rem as to my sister and personal against me", {"ended"}),
        ("mi tía nos dejó dinero cuando falleció y compramos la casa", {"who"}),
        ("may I file my claim in the court case on Thursday?", {"hearing_date"}),
        ("ayer me llamó alguien que dice que es de la corte, hoy otra vez", {"hearing_date"}),
        ("he said pay by then or be evicted Friday", {"lockout_date"}),
        ("the folks next door had theirs go to auction in May, and I still live in mine", {"sale_date"}),
        ("I already filed my 2025 taxes and the 1099 too", {"bankruptcy"}),
        ("my name is also on the deed", {"name"}),
        ("- Home: Ohio\n- Job: Chicago, Illinois", {"county"}),
        ("my judgment is from Indiana (Lake County)", {"county"}),
        ("ring me at nine, I go by Chicago time", {"county", "state"}),
    ],
)
def test_what_is_not(text: str, facts: set[str]) -> None:
    assert not facts & set(told(text))


@pytest.mark.parametrize(
    ("messages", "facts"),
    [
        # What is taken back is gone, in whatever words.
        (("my dad passed and his condo is in foreclosure", "cross out the heir thing please"), {"who": None}),
        (("mi mamá falleció, la casa está en foreclosure", "no soy heredera, es mía"), {"who": None}),
        (("we finished our chapter 7 in 2020", "I have not been bankrupt, that was my cousin"), {"bankruptcy": None}),
        (("it sold for 90 in Illinois", "lol just kidding, they have not sold anything"), {"sale_price": None, "stage": None}),
        # No vaguer word moves a day, and a nearer one does.
        (("he got served last week", "he was just served"), {"served_date": ["2026-11-23", "2026-11-29"], "answer_date": None}),
        (("we got served last week", "served last week, I think wednesday"), {"served_date": ["2026-11-25", "2026-11-25"]}),
        (("our sale is tomorrow", "could the sale be called off tonight or not"), {"sale_date": ["2026-12-01", "2026-12-01"]}),
        # Nobody means the January that is ten months over.
        (("sale january",), {"sale_date": ["2027-01-01", "2027-01-31"], "stage": "sale_set"}),
        (("the sale was in january", "no. next january"), {"sale_date": ["2027-01-01", "2027-01-31"], "stage": "sale_set"}),
        (("I got a court hearing December 14",), {"hearing_date": ["2026-12-14", "2026-12-14"]}),
        (("the court sold our condo on november 4",), {"sale_date": ["2026-11-04", "2026-11-04"], "hearing_date": None}),
        (("el juez remató mi casa el 4 de noviembre",), {"sale_date": ["2026-11-04", "2026-11-04"], "stage": "sold"}),
        (("sold at the auction 10/14",), {"sale_date": ["2026-10-14", "2026-10-14"], "stage": "sold"}),
        (("JUDGMENT 07MAR21, SALE 12JAN27",), {"judgment_date": ["2021-03-07", "2021-03-07"], "sale_date": ["2027-01-12", "2027-01-12"]}),
        # Where it is: theirs, and not what was answered or where a relative is.
        (("my house was in Gary, Indiana", "That is Illinois, thanks, but mine is not there"), {"state": "IN"}),
        (("our home is in Berwyn", "my cousin in Joliet had the same letter"), {"county": "Berwyn"}),
        (("why should I call Cook County, I'm in Wheaton",), {"county": "Wheaton"}),
        (("so where is the dupage clerk",), {"county": "DuPage County"}),
    ],
)  # fmt: skip
def test_what_stands_after_all(messages: tuple[str, ...], facts: dict[str, Any]) -> None:
    case = told(*messages)
    assert {name: case[name] for name in facts} == facts


@pytest.mark.parametrize(
    ("messages", "fact", "value"),
    [
        (["the judgment is 27,500", "they would take 600"], "offer", "600"),
        (["la sentencia es de 27,500", "les ofrecí 700 para terminar"], "offer", "700"),
        (["we owe 240k", "they offered 181 and we said yes"], "offer", "181000"),
    ],
)
def test_an_offer_is_sized_by_what_is_owed(messages: list[str], fact: str, value: str) -> None:
    found: Any = told(*messages)[fact]
    assert found["low"] == value


@pytest.mark.parametrize(
    "text",
    [
        "la audiencia es el 8 de enero, no el 18",
        "la venta fue el 3 de marzo y no el 13",
        "the auction is the 11, not the 21",
    ],
)
def test_a_day_that_is_denied_by_its_number_is_no_price(text: str) -> None:
    assert not [fact for fact in read_facts(text, ON, "estimate_sale_price") if fact.name == "money"]
