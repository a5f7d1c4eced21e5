"""Days and lengths of time in what people write."""

from __future__ import annotations

import csv
import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from shortfall.law.intervals import Interval
from shortfall.reading.dates import find_days, find_length
from shortfall.reading.facts import read_facts
from shortfall.talk.case import Case

TODAY = datetime.date(2026, 11, 24)


DAYS = [
    (
        "the judgment was 230k in march, sold in october for 180",
        ["2026-03-01/2026-03-31 judgment", "2026-10-01/2026-10-31 sale"],
    ),
    ("judgment March 15, 2024 and sale 10/02/2024", ["2024-03-15 judgment", "2024-10-02 sale"]),
    ("judgment 3/15/24 for 230k sale 11-2-24", ["2024-03-15 judgment", "2024-11-02 sale"]),
    (
        "judge signed it 2/2024 and it sold this june",
        ["2024-02-01/2024-02-29 judgment", "2024-06-01/2024-06-30 sale"],
    ),
    ("judgment in march 2024, sold in october", ["2024-03-01/2024-03-31 judgment", "2024-10-01/2024-10-31 sale"]),
    ("judgment in october 2024, sold in march", ["2024-10-01/2024-10-31 judgment", "2025-03-01/2025-03-31 sale"]),
    ("judgment in december, sold in february", ["2025-12-01/2025-12-31 judgment", "2026-02-01/2026-02-28 sale"]),
    ("they bought it at the auction on 2025-06-03", ["2025-06-03 sale"]),
    ("we bought in 2019, sold for 250k in 2025", ["2019-01-01/2019-12-31", "2025-01-01/2025-12-31 sale"]),
    (
        "sold in november, and the judge confirmed it march 3",
        ["2025-11-01/2025-11-30 sale", "2026-03-03 confirmed"],
    ),
    ("judgment 3 months ago", ["2026-08-10/2026-09-09 judgment"]),
    ("sold 2 weeks ago", ["2026-11-07/2026-11-13 sale"]),
    ("sold 10 days ago", ["2026-11-14 sale"]),
    ("sold two years back", ["2024-10-25/2024-12-24 sale"]),
    ("march and october", ["2026-03-01/2026-03-31", "2026-10-01/2026-10-31"]),
    ("Sept 5th", ["2026-09-05"]),
    ("dec '25", ["2025-12-01/2025-12-31"]),
    ("december", ["2025-12-01/2025-12-31"]),
    ("feb 2024", ["2024-02-01/2024-02-29"]),
    ("next march", ["2027-03-01/2027-03-31"]),
    ("next december", ["2026-12-01/2026-12-31"]),
    ("sold last october for 18k", ["2026-10-01/2026-10-31 sale"]),
    ("in march 180", ["2026-03-01/2026-03-31"]),
    ("the decree was entered january 31", ["2026-01-31 judgment"]),
    ("6/15", []),
    ("2/30/2024", []),
    ("feb 30 2024", []),
    ("I may owe 300k", []),
    ("they marched in and decided", []),
    ("call 312-555-0143 or 1.5 million", []),
    ("owed 250,2024 or $3/15/24", []),
    ("99999 years ago", []),
    ("9999 years ago, sold 10 days ago", ["2026-11-14 sale"]),
    ("", []),
    # the edges of each rule
    ("november", ["2026-11-01/2026-11-30"]),
    ("november 24", ["2026-11-24"]),
    ("november 25", ["2025-11-25"]),
    ("nov 24 2027", ["2027-11-24"]),
    ("next november", ["2026-11-01/2026-11-30"]),
    ("next november 23", ["2027-11-23"]),
    ("next november 24", ["2026-11-24"]),
    ("last november", ["2026-11-01/2026-11-30"]),
    ("dec 31", ["2025-12-31"]),
    ("january 1", ["2026-01-01"]),
    ("mar", ["2026-03-01/2026-03-31"]),
    ("in mar", ["2026-03-01/2026-03-31"]),
    ("march", ["2026-03-01/2026-03-31"]),
    ("they march", []),
    ("said march 5", ["2026-03-05"]),
    ("maybe may", []),
    ("in may", ["2026-05-01/2026-05-31"]),
    ("may 3", ["2026-05-03"]),
    ("may 2025", ["2025-05-01/2025-05-31"]),
    ("Sold in MAY", ["2026-05-01/2026-05-31 sale"]),
    ("june", ["2026-06-01/2026-06-30"]),
    ("july 4th", ["2026-07-04"]),
    ("jul.", ["2026-07-01/2026-07-31"]),
    ("sept. 2", ["2026-09-02"]),
    ("september", ["2026-09-01/2026-09-30"]),
    ("octember", []),
    ("august 32", []),
    ("feb 29", []),
    ("feb 28", ["2026-02-28"]),
    ("feb 29 2024", ["2024-02-29"]),
    ("1/2024", ["2024-01-01/2024-01-31"]),
    ("12/24", []),
    ("12-2024", ["2024-12-01/2024-12-31"]),
    ("13/2024", []),
    ("0/2024", []),
    ("12.31.2024", ["2024-12-31"]),
    ("12/31/1999", ["1999-12-31"]),
    ("1/1/00", ["2000-01-01"]),
    ("1/1/99", ["1999-01-01"]),
    ("1/1/70", ["1970-01-01"]),
    ("1/1/69", ["2069-01-01"]),
    ("01/02/2003", ["2003-01-02"]),
    ("31/12/2024", []),
    ("2024-02-30", []),
    ("2024-2-3", ["2024-02-03"]),
    ("2024-12-31", ["2024-12-31"]),
    ("in 2024", ["2024-01-01/2024-12-31"]),
    ("since 1999", ["1999-01-01/1999-12-31"]),
    ("back in 2008", ["2008-01-01/2008-12-31"]),
    ("during 2020", ["2020-01-01/2020-12-31"]),
    ("from 2150", []),
    ("in 2024,500", []),
    ("in 1899", []),
    ("dec '99", ["1999-12-01/1999-12-31"]),
    ("dec '05", ["2005-12-01/2005-12-31"]),
    ("dec of 2020", ["2020-12-01/2020-12-31"]),
    ("dec, 2020", ["2020-12-01/2020-12-31"]),
    ("december 5, 2020", ["2020-12-05"]),
    ("december 5 2020", ["2020-12-05"]),
    ("march 5k", ["2026-03-01/2026-03-31"]),
    ("march 250k", ["2026-03-01/2026-03-31"]),
    ("march 25 thousand", ["2026-03-01/2026-03-31"]),
    ("march 5 grand", ["2026-03-01/2026-03-31"]),
    ("a day ago", ["2026-11-23"]),
    ("1 day ago", ["2026-11-23"]),
    ("today", []),
    ("1 week ago", ["2026-11-14/2026-11-20"]),
    ("1 month ago", ["2026-10-10/2026-11-09"]),
    ("a month ago", ["2026-10-10/2026-11-09"]),
    ("a year ago", ["2025-10-25/2025-12-24"]),
    ("half a year ago", ["2026-04-25/2026-06-24"]),
    ("two and a half years ago", ["2024-04-25/2024-06-24"]),
    ("2 or 3 years ago", ["2023-10-26/2023-12-25"]),
    ("a couple of months back", ["2026-09-09/2026-10-09"]),
    ("judgment in 2024, sold 2025", ["2024-01-01/2024-12-31 judgment"]),
    ("sold in 2025, judgment in 2024", ["2025-01-01/2025-12-31 sale", "2024-01-01/2024-12-31 judgment"]),
    ("judgment december, sold november", ["2025-12-01/2025-12-31 judgment", "2026-11-01/2026-11-30 sale"]),
    ("judgment march, sold march", []),
    ("judgment march 20, sold march 10", ["2025-03-20 judgment", "2026-03-10 sale"]),
    ("judgment in march 2020, sold in april", ["2020-03-01/2020-03-31 judgment", "2020-04-01/2020-04-30 sale"]),
    ("judgment in march 2020, sold in february", ["2020-03-01/2020-03-31 judgment", "2021-02-01/2021-02-28 sale"]),
    ("judgment may 5 2024, sold may 4", ["2024-05-05 judgment", "2025-05-04 sale"]),
    ("judgment may 5 2024, sold may 5", ["2024-05-05 judgment", "2024-05-05 sale"]),
    ("judgment may 5, sold may 5", ["2026-05-05 judgment", "2026-05-05 sale"]),
    ("sold may 5, judgment june 2", ["2026-05-05 sale", "2025-06-02 judgment"]),
    ("sold may 5 2024, judgment june 2", ["2024-05-05 sale", "2023-06-02 judgment"]),
    ("sold june 2024, judgment june", ["2024-06-01/2024-06-30 sale", "2024-06-01/2024-06-30 judgment"]),
    ("sold june 2024, judgment july", ["2024-06-01/2024-06-30 sale", "2023-07-01/2023-07-31 judgment"]),
    (
        "court ordered it in june and it was auctioned in july",
        ["2026-06-01/2026-06-30 judgment", "2026-07-01/2026-07-31 sale"],
    ),
    ("decree entered june 3. sheriff july 9", ["2026-06-03 judgment", "2026-07-09 sale"]),
    ("it went for 250 in june", ["2026-06-01/2026-06-30 sale"]),
    ("i bought in june", ["2026-06-01/2026-06-30"]),
    ("we bought it in june", ["2026-06-01/2026-06-30"]),
    ("bank bought it in june", ["2026-06-01/2026-06-30 sale"]),
    ("june judgment, july sale", ["2026-06-01/2026-06-30 judgment", "2026-07-01/2026-07-31 sale"]),
    ("june: judgment. july: sale", ["2026-06-01/2026-06-30 judgment", "2026-07-01/2026-07-31 sale"]),
    (
        "the sale was in june but the judge ruled in may",
        ["2026-06-01/2026-06-30 sale", "2026-05-01/2026-05-31 judgment"],
    ),
    ("in june. the sale", ["2026-06-01/2026-06-30"]),
    ("sold, june 2024", ["2024-06-01/2024-06-30 sale"]),
    ("sold. june 2024", ["2024-06-01/2024-06-30 sale"]),
    ("ruled - june 2024", ["2024-06-01/2024-06-30 judgment"]),
    ("june 2024 sale judgment", ["2024-06-01/2024-06-30 sale"]),
    ("judgment sale june 2024", ["2024-06-01/2024-06-30 sale"]),
    ("judgment june 2024 sale", ["2024-06-01/2024-06-30 judgment"]),
    ("june 2024 july 2024 sale", ["2024-06-01/2024-06-30", "2024-07-01/2024-07-31 sale"]),
    ("sale was held in june 2024 when the judge said so", ["2024-06-01/2024-06-30 sale"]),
]


def written(text: str) -> list[str]:
    """Each day of `text` as the table has it."""
    return [
        f"{day.first}{'' if day.first == day.last else f'/{day.last}'}{f' {day.event}' if day.event else ''}"
        for day in find_days(text, TODAY)
    ]


@pytest.mark.parametrize(("text", "found"), DAYS)
def test_days(text: str, found: list[str]) -> None:
    assert written(text) == found


# "March" and "may" are months without more only where the message begins with them.
@pytest.mark.parametrize(("text", "found"), [(t, f) for t, f in DAYS if not t.startswith(("mar", "may"))])
@pytest.mark.parametrize("around", ["Hm. {}", "{}. Ok.", f"{'Hm. ' * 80}{{}}"])
def test_what_is_said_around_a_date_changes_nothing(around: str, text: str, found: list[str]) -> None:
    assert written(around.format(text)) == found


with Path(__file__).with_name("days.csv").open(encoding="utf-8") as file:
    BY_HAND = [tuple(row.values()) for row in csv.DictReader(file)]


@pytest.mark.parametrize(("today", "text", "first", "last"), BY_HAND)
@pytest.mark.parametrize("after", ["", ".", ", i think"])
def test_days_that_were_counted_by_hand(today: str, text: str, first: str, last: str, after: str) -> None:
    [day] = find_days(text + after, datetime.date.fromisoformat(today))
    assert (str(day.first), str(day.last)) == (first, last)


def test_the_table_is_in_both_languages() -> None:
    assert len(BY_HAND) >= 60 and sum("el " in row[1] or "hace" in row[1] for row in BY_HAND) >= 15


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("judgment october 6 2026, sold the monday after", ["2026-10-06 judgment", "2026-10-12 sale"]),
        ("judgment october 6 2026 and sold the tuesday after", ["2026-10-06 judgment", "2026-10-13 sale"]),
        ("judgment october 6 2026 and sold the following week", ["2026-10-06 judgment", "2026-10-12/2026-10-18 sale"]),
        (
            "judgment in august 2025, sold the month after",
            ["2025-08-01/2025-08-31 judgment", "2025-09-01/2025-09-30 sale"],
        ),
        ("judgment october 6 2026, summons the day before", ["2026-10-06 judgment", "2026-10-05 served"]),
        (
            "sentencia el 6 de octubre de 2026, la vendieron al día siguiente",
            ["2026-10-06 judgment", "2026-10-07 sale"],
        ),
        (
            "la sentencia fue el 6 de octubre y la vendieron el lunes siguiente",
            ["2026-10-06 judgment", "2026-10-12 sale"],
        ),
        ("summons in july 2026, served on the 8th", ["2026-07-01/2026-07-31 served", "2026-07-08 served"]),
        ("judgment october 6 2026, sold on the 20th", ["2026-10-06 judgment", "2026-10-20 sale"]),
        ("served around october 12", ["2026-10-09/2026-10-15 served"]),
        ("served on or about the 20th of november", ["2026-11-17/2026-11-23 served"]),
        ("served about november 23", ["2026-11-20/2026-11-24 served"]),
        ("me entregaron los papeles como el 12 de octubre", ["2026-10-09/2026-10-15 served"]),
        ("sold october 5th or 6th", ["2026-10-05/2026-10-06 sale"]),
        ("sold on the 30th or the 31st", ["2026-10-30/2026-10-31 sale"]),
        ("la sentencia fue el 3 de junio del 24", ["2024-06-03 judgment"]),
        ("sold in june of 22", ["2022-06-01/2022-06-30 sale"]),
        ("judgment on the 31st of june 2024", []),
        ("sold between march and may 2024", ["2024-03-01/2024-05-31 sale"]),
        ("sold between november and january of last year", ["2024-11-01/2025-01-31 sale"]),
        ("la vendieron entre el 3 y el 5 de octubre", ["2026-10-03/2026-10-05 sale"]),
        ("sold between october 3 and october 5", ["2026-10-03/2026-10-05 sale"]),
        ("la vendieron entre enero y marzo de 2023", ["2023-01-01/2023-03-31 sale"]),
        # no day is made up where none can be counted
        ("judgment in august 2025, sold the friday after", ["2025-08-01/2025-08-31 judgment"]),
        ("they sold it the friday after", []),
        ("judgment november 20, sold on the 3rd", ["2026-11-20 judgment"]),
    ],
)
def test_a_day_is_counted_from_the_one_named_before(text: str, found: list[str]) -> None:
    assert written(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "i am on the 2nd mortgage",
        "it was the first payment",
        "in 15 days",
        "i can't spring for it",
        "we fall behind",
        "es el 17 por ciento",
        "it was the fall before last",
        "can they sell the house this month",
        "in friday traffic",
        "early bird",
        "del 30% de mi sueldo",
    ],
)
def test_words_that_name_no_day(text: str) -> None:
    assert find_days(text, TODAY) == []


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("the judge signed the order on the 9th of october", {"judgment": "2026-10-09/2026-10-09"}),
        ("it went to auction in july of last year", {"sale": "2025-07-01/2025-07-31"}),
        ("i was served last wednesday", {"served": "2026-11-18/2026-11-18"}),
        ("they auctioned it off last month", {"sale": "2026-10-01/2026-10-31"}),
        ("the decree was entered late 2024", {"judgment": "2024-09-01/2024-12-31"}),
        ("subastaron la casa en mayo del año pasado", {"sale": "2025-05-01/2025-05-31"}),
        ("la sentencia es del 12 de octubre", {"judgment": "2026-10-12/2026-10-12"}),
        ("me notificaron el 2 de noviembre", {"served": "2026-11-02/2026-11-02"}),
        ("el juez confirmó la venta el 10 de noviembre", {"confirmed": "2026-11-10/2026-11-10"}),
        (
            "the judgment was october 6 and the sale the friday after",
            {"judgment": "2026-10-06/2026-10-06", "sale": "2026-10-09/2026-10-09"},
        ),
        ("we went to court last week", {}),
        ("they go to court to confirm the sale on december 16 2026", {"hearing": "2026-12-16/2026-12-16"}),
        ("the hearing to approve the sale is december 16", {"hearing": "2026-12-16/2026-12-16"}),
    ],
)
def test_they_reach_the_case(text: str, facts: dict[str, str]) -> None:
    dates = {fact.role: "/".join(fact.value) for fact in read_facts(text, TODAY) if fact.name == "date"}
    assert {role: day for role, day in dates.items() if role != "answer"} == facts


def test_a_leap_day_moves_to_the_end_of_february() -> None:
    days = find_days("judgment february 29, sold in january", datetime.date(2024, 3, 10))
    assert days[0].first == datetime.date(2023, 2, 28)


def test_a_whole_february_stays_whole_in_a_leap_year() -> None:
    [day] = find_days("february", datetime.date(2025, 1, 10))
    assert (day.first, day.last) == (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("3 years", 1095, 1095),
        ("a year", 365, 365),
        ("a year and a half", 548, 548),
        ("one and a half years", 548, 548),
        ("1.5 years", 548, 548),
        ("18 months", 548, 548),
        ("seven months", 213, 213),
        ("6 to 8 months", 183, 243),
        ("8 or 6 months", 183, 243),
        ("7-10 yrs", 2555, 3650),
        ("half a year", 183, 183),
        ("a couple of years", 730, 730),
        ("a few weeks", 21, 21),
        ("90 days", 90, 90),
        ("2 mos", 61, 61),
        ("3 months ago, for 2 weeks", 14, 14),
        ("1 day", 1, 1),
        ("2 days", 2, 2),
        ("0 days", 0, 0),
        ("a week", 7, 7),
        ("1 wk", 7, 7),
        ("2 wks", 14, 14),
        ("1 month", 30, 30),
        ("1 mo", 30, 30),
        ("12 months", 365, 365),
        ("1 yr", 365, 365),
        ("1.5 months", 46, 46),
        ("0.5 years", 183, 183),
        ("half a month", 15, 15),
        ("half a week", 4, 4),
        ("half an year", 183, 183),
        ("a few years", 1095, 1095),
        ("few months", 91, 91),
        ("a couple weeks", 14, 14),
        ("two to three weeks", 14, 21),
        ("3 or 2 weeks", 14, 21),
        ("2-3 days", 2, 3),
        ("twenty days", 20, 20),
        ("nineteen months", 578, 578),
        ("eleven weeks", 77, 77),
        ("zero days", 0, 0),
        ("9999 days", 9999, 9999),
        ("2 and a half months", 76, 76),
        ("2 months and a half", 76, 76),
        ("two years and a half", 913, 913),
        ("3-month", 91, 91),
        ("5 years 2 months", 1825, 1825),
        ("2.25 years", 821, 821),
    ],
)
def test_lengths(text: str, low: int, high: int) -> None:
    assert find_length(text) == Interval(Decimal(low), Decimal(high))
    assert find_length(f"Hm, about {text}. Ok.") == Interval(Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "3 months ago",
        "312k",
        "yearly",
        "12345 days",
        "1,500 days",
        "what are 486 days?",
        "what does 30 months mean?",
    ],
)
def test_no_length(text: str) -> None:
    assert find_length(text) is None


def test_a_long_text_is_read_to_its_end() -> None:
    assert len(find_days("sold in march " * 400, TODAY)) == 400


@pytest.mark.parametrize(
    ("said", "dates"),
    [
        (["a judge will approve the auction on January 12"], {"hearing": "2027-01-12"}),
        (["el juez aprueba el remate el 12 de enero"], {"hearing": "2027-01-12"}),
        (["the auction is confirmed for January 12"], {"sale": "2027-01-12"}),
        (
            ["they auctioned it November 3", "court on the auction is January 12"],
            {"hearing": "2027-01-12", "sale": "2026-11-03"},
        ),
        (["el remate fue el 3 de nov no el 13"], {"sale": "2026-11-03"}),
    ],
)
def test_the_day_on_which_a_court_confirms_a_sale_is_no_day_of_a_sale(said: list[str], dates: dict[str, str]) -> None:
    today, case = datetime.date(2026, 12, 1), Case()
    for turn, message in enumerate(said):
        case = case.heard(read_facts(message, today, case=case.slot()), turn)
    slots = case.slot()
    assert {n: slots[f"{n}_date"]["value"][0] for n in ("hearing", "sale") if f"{n}_date" in slots} == dates
