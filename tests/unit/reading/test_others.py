"""What a message tells of somebody or something else is no fact of the person's own case; a day that was moved is the new one."""

from __future__ import annotations

from datetime import date

import pytest

from shortfall.reading.facts import read_facts
from shortfall.reading.numbered import without_numbers
from shortfall.reading.others import without_others
from shortfall.talk.case import Case

ON = date(2026, 11, 30)
OF_NO_CASE = {"area", "works", "owns", "who"}


def facts(text: str) -> dict[str, object]:
    """What a message leaves in an empty case: sums by their low end, days by the first."""
    case = Case().heard(read_facts(text, ON), 0)
    low = {
        name: known.value["low"]
        if isinstance(known.value, dict)
        else known.value[0]
        if isinstance(known.value, list)
        else known.value
        for name, known in case.facts.items()
    }
    return {name: value for name, value in low.items() if name not in OF_NO_CASE}


@pytest.mark.parametrize(
    "text",
    [
        "a guy I work with was sued and has a judgement of 71,000",
        "my ex wife went chapter 7 in 2018 and hers was discharged in 2019",
        "mi compadre perdió su casa en Indiana y le embargaron 90 a la semana",
        "they discharged me from the VA hospital in May",
        "honorably discharged in 2011",
        "Synchrony got a judgment on me for 4,350 in 2022",
        "la IRS me congeló la cuenta, IRS congelada",
        "my traffic court is December 9",
        "my lawyer charges 2,800 and the filing fee is 306",
        "would I get sued if they offered 7,000? no idea. if they offer 7,000 I say yes",
        "my tía Georgia, my niece Virginia, they came",
        "Ohio Casualty insured us",
        "we nearly moved to Nevada in the spring",
        "I sent 1,400 in October and they mailed it back",
    ],
)
def test_what_is_another_matter_leaves_nothing(text: str) -> None:
    assert facts(text) == {}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("my mom's condo was sold in March for 92,000, can they take her pension?", {"stage": "sold", "sale_price": "92000", "sale_date": "2026-03-01"}),
        ("my brother lost his house in Texas. My house in Joliet is worth 150,000", {"state": "IL", "county": "Joliet", "market_value": "150000"}),
        ("my husband and I filed chapter 7, it was discharged in 2020", {"bankruptcy": "discharged", "discharge_date": "2020-01-01"}),
        ("I was discharged from my debts in 2017", {"bankruptcy": "discharged", "discharge_date": "2017-01-01"}),
        ("they want money for a loan that my bankruptcy took care of", {"bankruptcy": "discharged"}),
        ("esa deuda se borró con mi bancarrota", {"bankruptcy": "discharged"}),
        ("garnished for back taxes. my pay is 800 a week", {"pay": "800.00", "pay_period": "weekly"}),
        ("the auction was Nov 9, then they rescheduled it to January 11", {"sale_date": "2027-01-11", "stage": "sale_set"}),
        ("they pushed the sale from Dec 8 to Feb 2", {"sale_date": "2027-02-02", "stage": "sale_set"}),
        ("la venta era el 4 de diciembre y la cambiaron para el 9 de febrero", {"sale_date": "2027-02-09", "stage": "sale_set"}),
        ("on May 4 2024 I got served and it was sold Nov 12", {"served_date": "2024-05-04", "sale_date": "2024-11-12", "stage": "sold"}),
        ("the bank says we owe 140,500 and the auction is set for Jan 14", {"debt": "140500", "sale_date": "2027-01-14", "stage": "sale_set"}),
        ("they want 18,000 to settle, my savings are 5,100", {"savings": "5100", "offer": "18000"}),
        ("it may go for 130,000, they say", {"market_value": "130000"}),
        ("vivo en Ohio con mi hija pero mi casa estaba en Cicero", {"lives_in": "OH", "state": "IL", "county": "Cicero"}),
    ],
)  # fmt: skip
def test_what_stands_beside_it_is_kept(text: str, told: dict[str, object]) -> None:
    assert facts(text) == told


def test_the_text_stays_as_long_as_it_was() -> None:
    for text in ("my cousin lost his home. mine is next", "acct ending in 4471, apt 12, case 2024 CH 01187"):
        assert len(without_others(without_numbers(text))) == len(text)
    assert (
        without_numbers("acct ending in 4471, apt 12, loan is 180000") == "acct ending in ----, apt --, loan is 180000"
    )
    assert without_others("she filed chapter 7 in 2019", {"helper"}).strip() == "she filed chapter 7 in 2019"


def test_where_they_live_and_where_the_judgment_is_are_two_things() -> None:
    case = Case()
    for turn, said in enumerate(
        (
            "I moved to Ohio last year, I live in Dayton Ohio now",
            "the judgment is from Illinois, not Ohio",
            "I live in Ohio, not in Illinois",
        )
    ):
        case = case.heard(read_facts(said, ON, case=case.slot()), turn)
    assert (case["state"], case["lives_in"]) == ("IL", "OH")
