"""What each sum of a message is: by its words, by what was asked, and by what was told before."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from shortfall.law.intervals import Interval
from shortfall.reading.facts import Fact, read_facts
from shortfall.reading.figures import Before, find_figures
from shortfall.talk.case import Case

ON = date(2026, 11, 23)


def said(facts: tuple[Fact, ...]) -> dict[str | None, str]:
    """The sums by role: "250000", "200000-220000"; of two readings "900000|900"."""
    found: dict[str | None, str] = {}
    for fact in facts:
        if fact.name == "money":
            low, high = fact.value["low"].removesuffix(".00"), fact.value["high"].removesuffix(".00")
            other = f"|{fact.value['or']['low']}" if "or" in fact.value else ""
            found[fact.role] = (low if low == high else f"{low}-{high}") + other
    return found


def after(*turns: str) -> Case:
    case = Case()
    for turn, text in enumerate(turns):
        case = case.heard(read_facts(text, ON, case=case.slot()), turn)
    return case


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("I owe 312k and it sold for 250", {"debt": "312000", "sale_price": "250000"}),
        (
            "two mortgages 240k and 35k sold for 300k",
            {"debt": "240000", "second_loan": "35000", "sale_price": "300000"},
        ),
        ("i owe 240 on the first and 45k on the second", {"debt": "240000", "second_loan": "45000"}),
        ("a heloc of 45k", {"second_loan": "45000"}),
        ("i paid 20k already, fees 3,000", {"payment": "20000", "fees": "3000"}),
        ("they paid 6,000 in taxes", {"taxes": "6000"}),
        ("taxes 6,000 and court costs 800", {"taxes": "6000", "costs": "800"}),
        ("a judgment of 62,000", {"judgment": "62000"}),
        ("the foreclosure judgment was 230k", {"debt": "230000"}),
        ("the deficiency is 52k", {"deficiency": "52000"}),
        ("they want 39,400 now", {"deficiency": "39400"}),
        ("48k left after the sale", {"deficiency": "48000"}),
        ("the letter says I still owe 61,000 on a house that sold", {"deficiency": "61000"}),
        (
            "owed 280, sold for 230 and they came after me for 50k",
            {"debt": "280000", "sale_price": "230000", "deficiency": "50000"},
        ),
        (
            "it went for 131k and i owed 190. do i have to come up with the 59?",
            {"debt": "190000", "sale_price": "131000"},
        ),
        ("the lender paid itself 131,000 for the house, i owed 190k", {"debt": "190000", "sale_price": "131000"}),
        ("we paid 131,000 for the house", {"purchase_price": "131000"}),
        ("they want 8,500 to reinstate", {"arrears": "8500"}),
        ("i still owe 210 on the mortgage", {"debt": "210000"}),
        ("i pay 1400 rent a month", {"rent": "1400"}),
        ("my mortgage payment was 1,400 a month", {"other": "1400"}),
        ("what if i pay 400 a month on 62k", {"monthly_payment": "400", "judgment": "62000"}),
        ("how much will 62k grow in 3 years", {"judgment": "62000"}),
        ("they offered to settle for 15k", {"offer": "15000"}),
        ("we bought it for 320 in 06", {"purchase_price": "320000"}),
        ("zillow says 210", {"market_value": "210000"}),
        ("i make 900 a week", {"pay": "900"}),
        ("i take home 900 a week", {"take_home": "900"}),
        ("1150 gross 900 net weekly", {"pay": "1150", "take_home": "900"}),
        ("every 2 weeks 1450", {"pay": "1450"}),
        ("my husband makes 2,000", {"pay": "2000"}),
        ("i owe 62k and make 900 a week", {"debt": "62000", "pay": "900"}),
        ("i owe 900", {"debt": "900000|900"}),
        ("make it work", {}),
        ("debía 312 mil y se vendió en 250", {"debt": "312000", "sale_price": "250000"}),
        ("gano 900 a la semana", {"pay": "900"}),
        ("$900 después de impuestos cada dos semanas", {"take_home": "900"}),
    ],
)
def test_by_its_words(text: str, sums: dict[str | None, str]) -> None:
    assert said(read_facts(text, ON)) == sums


@pytest.mark.parametrize(
    ("text", "asked", "sums"),
    [
        ("250", "estimate_sale_price", {"sale_price": "250000"}),
        ("about 312k", "estimate_debt", {"debt": "312000"}),
        ("i paid 20k already", "estimate_debt", {"payment": "20000"}),
        ("45", "estimate_liens", {"second_loan": "45000"}),
        ("800", "estimate_added", {"costs": "800"}),
        ("62", "judgment_amount", {"judgment": "62000"}),
        ("i owe 45k", "judgment_amount", {"judgment": "45000"}),
        ("400", "plan_payment", {"monthly_payment": "400"}),
        ("1150", "wages_gross", {"pay": "1150"}),
        ("900", "wages_disposable", {"take_home": "900"}),
        ("i make 900 a week", "estimate_sale_price", {"pay": "900"}),
        ("225 sorry 252", "estimate_debt", {"debt": "252000"}),
        ("first 240, second 45", "estimate_debt", {"debt": "240000", "second_loan": "45000"}),
        ("nothing", "estimate_sale_price", {}),
        ("none", "estimate_liens", {"second_loan": "0"}),
    ],
)
def test_by_what_was_asked(text: str, asked: str, sums: dict[str | None, str]) -> None:
    assert said(read_facts(text, ON, asked)) == sums


def test_two_sums_for_one_question_have_no_place() -> None:
    facts = read_facts("240k and 45k", ON, "estimate_debt")
    assert [fact.role for fact in facts if fact.name == "money"] == [None, None]


@pytest.mark.parametrize(
    ("before", "text", "asked", "sums"),
    [
        (["I owe 312k", "it sold for 250"], "no, 280 not 250", None, {"sale_price": "280000"}),
        (["I owe 312k", "it sold for 250"], "280 instead of 312", None, {"debt": "280000"}),
        (["I owe 312k", "it sold for 250"], "make it 290", None, {"sale_price": "290000"}),
        (["it sold for 250", "I owe 312k"], "sorry 320", "estimate_state", {"debt": "320000"}),
        (["it sold for 180"], "it was 180 now it's 210", None, {"sale_price": "210000"}),
        (["I owe 312k and it sold for 250"], "make it 290", None, {None: "290000"}),
        (["I owe 312k and it sold for 250"], "280", None, {None: "280000"}),
        (["I owe 312k"], "280 not 999", "estimate_sale_price", {"sale_price": "280000"}),
        (["i make 900 a week"], "3,900 a month", "wages_disposable", {"take_home": "900"}),
        (["I owe 900"], "$900", "estimate_debt", {"debt": "900"}),
        (["I owe 900"], "900", "estimate_debt", {"debt": "900000|900"}),
    ],
)
def test_by_what_was_told_before(before: list[str], text: str, asked: str | None, sums: dict[str | None, str]) -> None:
    assert said(read_facts(text, ON, asked, case=after(*before).slot())) == sums


@pytest.mark.parametrize(
    ("about", "text", "sums"),
    [
        ("calculate_plan", "and 900?", {"monthly_payment": "900"}),
        ("calculate_plan", "what about 80k", {"judgment": "80000"}),
        ("calculate_interest", "and 80k", {"judgment": "80000"}),
        ("calculate_interest", "500 a month", {"monthly_payment": "500"}),
        ("calculate_wages", "1450 every two weeks", {"pay": "1450"}),
    ],
)
def test_by_what_was_worked_out_last(about: str, text: str, sums: dict[str | None, str]) -> None:
    assert said(read_facts(text, ON, about=about)) == sums


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("what if it was 215", {"sale_price": "215000"}),
        ("what if they sold it for 230k", {"sale_price": "230000"}),
        ("y si la venden en 230 mil", {"sale_price": "230000"}),
        ("why is it 8,880", {}),
    ],
)
def test_another_price_to_reckon_with_after_a_result(text: str, sums: dict[str | None, str]) -> None:
    case = Case().heard(read_facts("I owe 240k and it sold for 200k", ON), 0)
    assert said(read_facts(text, ON, about="calculate", case=case.slot())) == sums


@pytest.mark.parametrize(
    ("before", "text", "facts"),
    [
        (["taxes 60,000"], "the 60,000 is the second mortgage, not taxes", {"second_loan"}),
        (["1150 gross 900 net weekly"], "my husband makes 2,000", {"pay"}),
        (["1150 gross 900 net weekly"], "my husband makes 2,000 a month", {"pay", "pay_period"}),
        (["it sold for $250,000"], "no it sold for 280", {"sale_price", "stage"}),
        (["it sold for 250,000"], "I never said 250,000", {"stage"}),
        (["it sold for 250,000"], "please take the 250,000 out", {"stage"}),
        (["it sold for 250,000"], "that 250,000 is wrong", {"stage"}),
        (["I owe 312,000", "it sold for 250,000"], "quite los 312,000", {"sale_price", "stage"}),
    ],
)
def test_what_no_longer_holds_is_forgotten(before: list[str], text: str, facts: set[str]) -> None:
    case = after(*before)
    now = case.heard(read_facts(text, ON, case=case.slot()), 9)
    assert set(now) - {"loan"} == facts


@pytest.mark.parametrize(
    ("text", "asked", "about", "length"),
    [
        ("7 months", "estimate_time", None, ("to_sale", "213")),
        ("the judgment was in march and the sale 7 months later", None, None, ("to_sale", "213")),
        ("how much will it grow in 3 years", None, None, (None, "1095")),
        ("and after 10 years?", None, "calculate_interest", (None, "3650")),
        ("500 a month", None, "calculate_interest", None),
        ("we lived there 7 years", None, None, None),
    ],
)
def test_lengths_of_time(text: str, asked: str | None, about: str | None, length: Any) -> None:
    found = [
        (fact.role, fact.value["high"]) for fact in read_facts(text, ON, asked, about=about) if fact.name == "length"
    ]
    assert found == ([length] if length else [])


@pytest.mark.parametrize(
    "text",
    [
        "the house gets auctioned tomorrow at 9, who can help",
        "they sell it Monday at 11",
        "the sale starts at 10 o'clock",
        "la subasta es mañana a las 10",
    ],
)
def test_the_hour_of_a_sale_is_no_sum(text: str) -> None:
    assert said(read_facts(text, ON)) == {}


@pytest.mark.parametrize(
    "text", ["so where does the 61,234 come from", "61,234 is what you said I owe", "is 61,234 exact"]
)
def test_our_own_result_said_back_is_no_figure(text: str) -> None:
    case = after("I owe 312,000", "it sold for 250,000")
    assert said(read_facts(text, ON, case=case.slot())) == {}


@pytest.mark.parametrize(
    "text",
    [
        "Some woman keeps calling my sister every week for 31,000, they took the house in May",
        "they foreclosed and now a collector keeps bothering us for 31,000",
    ],
)
def test_what_somebody_calls_for_is_claimed(text: str) -> None:
    assert said(read_facts(text, ON)) == {"deficiency": "31000"}


def test_another_currency_is_no_sum() -> None:
    assert [fact.name for fact in read_facts("200k euros", ON, "estimate_debt")] == ["other_currency"]


def test_it_is_linear() -> None:
    """Steps, not seconds: twice the text has twice the sums."""
    facts = [len(read_facts("I owe $250,000 and make $900 a week. " * n, ON)) for n in (5, 10)]
    assert facts[1] <= 2 * facts[0] + 1


SOLD = after("the house was sold in march")
OWED = after("the house was sold in march", "I owed 175,000")


@pytest.mark.parametrize("more", ["besides", "as well", "in addition", "on top of that"])
def test_what_is_owed_on_top_of_a_loan_that_was_told_is_a_second_one(more: str) -> None:
    told = after("I owe 212,000 on the house", f"I owe 38,000 {more}")
    assert [(role, (told[role] or {}).get("high")) for role in ("debt", "second_loan")] == [
        ("debt", "212000"),
        ("second_loan", "38000"),
    ]


@pytest.mark.parametrize(
    ("text", "before", "sums"),
    [
        ("a lawyer wrote that I have to pay 27,350", SOLD, {"deficiency": "27350"}),
        ("the collection agency says we still owe 18,200", SOLD, {"deficiency": "18200"}),
        ("27,350 is what the attorney is asking for, not the price", OWED, {"deficiency": "27350"}),
        ("the 18,200 is what's left after they sold it", OWED, {"deficiency": "18200"}),
        ("they offered to settle what I still owe on it for 8,500", SOLD, {"offer": "8500"}),
        ("do I owe taxes on the 33,000 they forgive", SOLD, {}),
        ("can I pay the 12,000 over three years", SOLD, {}),
        ("I have never paid the 12,000", SOLD, {}),
        ("33,000 isn't taxes, and I still owe 41,000", SOLD, {"deficiency": "41000"}),
        ("then we would owe nothing?", OWED, {}),
        ("my aunt is alone, she's 78", SOLD, {}),
    ],
)
def test_who_says_a_sum_and_whether_it_is_told_at_all(text: str, before: Case, sums: dict[str, str]) -> None:
    assert said(read_facts(text, ON, case=before.slot())) == sums


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("I get 2,100 every two weeks before they take out taxes", {"pay": "2100"}),
        ("can they take 140 a week from my check", {}),
        ("140 is what you said they can take, how do I stop that", {}),
        ("my pay is 2100, not 210", {"pay": "2100"}),
        ("ok 140. and can it be stopped, nobody told me anything", {}),
        ("me pueden quitar 140 cada semana?", {}),
    ],
)
def test_what_is_taken_is_no_pay(text: str, sums: dict[str, str]) -> None:
    found = said(read_facts(text, ON, about="calculate_wages"))
    assert {role: sum_ for role, sum_ in found.items() if role != "other"} == sums


def test_what_is_denied_is_forgotten() -> None:
    case = after("I owed 175,000 and paid 20,000 already").heard(read_facts("I did not pay 20,000", ON), 2)
    assert case["payment"] is None and case["debt"] is not None


def test_a_sum_of_pay_said_twice_is_one() -> None:
    case = after("I get 1,300 a week before taxes")
    told = read_facts("around 1010 after tax. my check says 1010", ON, "wages_disposable", case=case.slot())
    assert said(told) == {"take_home": "1010"}


def test_pay_that_is_put_right_keeps_how_often() -> None:
    case = after("I get 1,300 a week", "no, 1300 is gross, 1010 is my take home")
    assert case["pay_period"] == "weekly" and case["take_home"]["low"].startswith("1010")


def test_what_they_take_and_what_i_make() -> None:
    assert said(read_facts("what part of it may they take i make 940 a week", ON)) == {"pay": "940"}
    assert said(read_facts("can they take 115 a week", ON)) == {}
    assert said(read_facts("how much comes off of a 1,050 paycheck", ON)) == {"pay": "1050"}
    assert after("my take home is 590 a week", "what about on an 820 week")["take_home"]["low"].startswith("820")


def test_a_day_within_the_month_that_was_told() -> None:
    case = after("the sale was confirmed in august", "the order is from august 14")
    assert case["confirmed_date"] == ["2026-08-14", "2026-08-14"]
    assert after("the sale was confirmed in august", "I moved on august 14")["confirmed_date"] == [
        "2026-08-01",
        "2026-08-31",
    ]


def test_what_a_judge_has_signed_is_over() -> None:
    case = after("it brought 90 at the auction in may and the judge signed off in june")
    assert case["sale_date"] == ["2026-05-01", "2026-05-31"] and case["confirmed_date"] == ["2026-06-01", "2026-06-30"]
    assert case["stage"] == "confirmed" and "hearing_date" not in case
    assert after("the court approved the sale on sept 9")["confirmed_date"] == ["2026-09-09", "2026-09-09"]
    assert after("the auction is on jan 4")["stage"] == "sale_set"


def test_what_a_letter_asks_for_stays_that() -> None:
    case = after(
        "a lawyer's letter says I owe 36,200. It sold in May for 88 thousand and I owed 120. That is 32. Where do they get 36,200?",
        "why is it 4,200 more than that",
        "and what is the other 4,200 for",
        "36,200 is what the bank's letter says I owe",
    )
    assert (case["deficiency"]["low"], case["sale_price"]["low"], case["debt"]["low"]) == ("36200", "88000", "120000")


@pytest.mark.parametrize(
    "text",
    [
        "my van is worth maybe 6 grand",
        "I get social security of 1,900 a month",
        "we have 12,000 in savings",
        "the boat, worth 9k",
    ],
)
def test_what_is_not_of_the_home_is_no_figure_of_it(text: str) -> None:
    assert set(said(read_facts(text, ON))) <= {"other", None, "car_value", "savings"}


def test_what_it_may_bring() -> None:
    assert said(read_facts("i owe 110k and everyone says itll only get 80", ON)) == {
        "debt": "110000",
        "sale_price": "80000",
    }
    assert after("i owe 110k", "80,000 is what they say it gets")["sale_price"]["low"] == "80000"


@pytest.mark.parametrize(
    ("first", "then", "stage"),
    [
        ("the auction is dec 9", "im behind since june", "sale_set"),
        ("I got served", "we are behind 5 months", "sued"),
        ("im behind", "I got a summons", "sued"),
    ],
)
def test_nobody_goes_back_a_stage(first: str, then: str, stage: str) -> None:
    assert after(first, then)["stage"] == stage


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("nobody has sued me", "behind"),
        ("there are no court papers yet", "behind"),
        ("we have not been taken to court", "behind"),
        ("the bank sued me", "sued"),
        ("I was sued in August", "sued"),
        ("we are 95 days late on it", "behind"),
        ("debo cuatro pagos", "behind"),
        ("I was never served", None),
    ],
)
def test_who_was_not_sued_is_only_behind(text: str, stage: str | None) -> None:
    assert next((fact.value for fact in read_facts(text, ON) if fact.name == "stage"), None) == stage


def test_a_judgment_for_what_is_left_comes_after_the_sale() -> None:
    told = {
        f.case_name: f.value for f in read_facts("auctioned in march. in june the judge gave a deficiency judgment", ON)
    }
    assert told["judgment_date"][0] > told["sale_date"][0] and "hearing_date" not in told
    told = {f.case_name: f.value for f in read_facts("sold in march, judgment last june", ON)}
    assert told["judgment_date"][0] < told["sale_date"][0]


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("$14,000 no $41,000 i mixed it up", ["41000"]),
        ("it was 52,000. let me check. it's 52,340.10", ["52340.10"]),
        ("docket 2019 CH 004410", []),
        ("fees were 2100 or 2200 something like that", ["2100", "2200"]),
    ],
)
def test_what_is_put_right_and_what_is_no_sum(text: str, sums: list[str]) -> None:
    found = find_figures(text, Before("estimate_debt")).sums
    assert sorted({str(end) for each in found for end in (each.interval.low, each.interval.high)}) == sorted(sums)


@pytest.mark.parametrize("text", ["there is no sale on feb 3", "not what i owe after a sale, what must i pay by feb 3"])
def test_a_day_beside_a_sale_that_is_none_is_no_sale(text: str) -> None:
    assert "sale_date" not in {fact.case_name for fact in read_facts(text, ON) if fact.name == "date"}


@pytest.mark.parametrize(
    "text", ["there is a hearing dec 16 to confirm the sale", "the judge has to approve the sale, court is dec 16"]
)
def test_the_hearing_about_a_sale_is_no_sale(text: str) -> None:
    told = {fact.case_name: fact.value for fact in read_facts(text, ON) if fact.name == "date"}
    assert told == {"hearing_date": ["2026-12-16", "2026-12-16"]}


@pytest.mark.parametrize(
    ("text", "bankruptcy"),
    [
        ("our ch 7 ended years ago", "discharged"),
        ("i did a chapter 7 back in 2011 and kept the house", "discharged"),
        ("since my chapter 7 i stopped paying the heloc", "discharged"),
        ("filed a 7 in 2012 and they modified the loan after", "discharged"),
        ("have not paid the second since our ch7", "discharged"),
        ("my chapter 7 in 2020 was dismissed", "dismissed"),
        ("we filed chapter 13 two years ago", "filed"),
        ("should i file chapter 7", None),
    ],
)
def test_a_chapter_7_that_is_over(text: str, bankruptcy: str | None) -> None:
    found = (f.value for f in read_facts(text, ON) if f.name == "bankruptcy" and f.sure)
    assert next(found, None) == bankruptcy


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("it was upwards of 310k", "at_least"),
        ("a tad over 310k", "at_least"),
        ("not lower than 310k", "at_least"),
        ("310k or better", "at_least"),
        ("310k+", "at_least"),
        ("mas de 310 mil", "at_least"),
        ("somewhere south of 310k", "at_most"),
        ("a hair under 310", "at_most"),
        ("310 max", "at_most"),
        ("up to 310k", "at_most"),
        ("310 mil o menos", "at_most"),
        ("about 310k", None),
        ("310k, at least thats what i was told", None),
        ("at least 300k, no more than 310k", None),
    ],
)
def test_a_bound_is_no_point(text: str, bound: str | None) -> None:
    [figure] = find_figures(text, Before("estimate_debt")).sums
    assert figure.bound == bound and figure.interval.high == 310_000


OWED_NOW = {"debt": Interval.of(300_000)}


@pytest.mark.parametrize(
    ("text", "known", "figures"),
    [
        # how far apart two figures are
        ("it brought 40k less than the 300k we owed", {}, {"sale_price": 260_000, "debt": 300_000}),
        ("the auction got forty thousand below what i owed", OWED_NOW, {"sale_price": 260_000}),
        ("it went for 40k under that", OWED_NOW, {"sale_price": 260_000}),
        ("sold for 25k more than i owed", OWED_NOW, {"sale_price": 325_000}),
        ("it sold for 40k less than we owed on it", {}, {"deficiency": 40_000}),
        ("sold for less than the 300k i owed", {}, {"sale_price": 300_000}),
        # the last bid is the price, in whatever order
        ("bids started at 120k and the winning bid was 171k", {}, {"other": 120_000, "sale_price": 171_000}),
        ("winning bid 171k, opening bid was 120k", {}, {"sale_price": 171_000, "other": 120_000}),
        ("opening bid was 120k", {}, {"sale_price": 120_000}),
        # what it all comes to
        ("with late fees and costs it comes to 198,400", {}, {"debt": 198_400}),
        ("the late fees come to 4,400", {}, {"fees": 4_400}),
        # what is taken off
        ("i owe 210k minus the 12k insurance check", {}, {"debt": 210_000, "payment": 12_000}),
        ("owed 210k, take off the 12k", {}, {"debt": 210_000, "payment": 12_000}),
        # a share, a dollar
        ("it sold for a third of 240k", {}, {"sale_price": 80_000}),
        ("the bank got it for a dollar", {}, {"sale_price": 1}),
        ("sold for a buck seventy", {}, {"sale_price": 170_000}),
        # where it stands
        ("my place at 3315 s wallace chicago 60616, owe 154", {}, {"debt": 154_000}),
        ("210 e pearl st joliet il 60433 went for 133k", {}, {"sale_price": 133_000}),
        ("owe 1250 w the fees", {}, {"debt": 1_250}),
    ],
)
def test_a_number_beside_another_is_what_the_words_make_it(
    text: str, known: dict[str, Interval], figures: dict[str, int]
) -> None:
    found = find_figures(text, Before(None, known=known)).sums
    assert {figure.role: figure.interval.high for figure in found} == figures


@pytest.mark.parametrize(
    "text",
    [
        "wednesday a deputy gave my wife a summons at her job",
        "the sheriff's man left the complaint with my mother on friday",
        "what do i have to file and by when? served friday nov 20",
        "el jueves un alguacil me dejó la demanda en la puerta",
        "today there is no judge or court date, so how many months do i have",
    ],
)
def test_papers_that_were_brought_and_a_court_that_is_none_are_no_deadline(text: str) -> None:
    found = {fact.case_name for fact in read_facts(text, ON)}
    assert not {"lockout_date", "hearing_date"} & found
    case = {fact.case_name: fact.value for fact in read_facts(text, ON)}
    assert "answer_date" not in case or case["answer_date"][0] > "2026-12-15"


def test_no_sale_so_far_is_no_strict_foreclosure() -> None:
    assert after("there is no auction until december 18")["ended"] is None


@pytest.mark.parametrize(
    ("before", "text", "asked", "sums"),
    [
        # A question about sums that were told tells no other.
        (("they sold it, I owed 231,000, their attorney wants 58,300 now",), "so is 58,300 correct or no", "estimate_sale_price", {"deficiency": "58300"}),
        (("they sold it, I owed 231,000, their attorney wants 58,300 now",), "is it 231,000 minus 58,300?", "estimate_sale_price", {"debt": "231000", "deficiency": "58300"}),
        (("they sold it, I owed 231,000, their attorney wants 58,300 now",), "what's the price that makes 58,300", None, {"deficiency": "58300"}),
        (("vendieron la casa, debia 231,000 y me piden 58,300",), "son 231,000 menos 58,300?", None, {"debt": "231000", "deficiency": "58300"}),
        # What is owed, as what a price is below, is no price.
        (("we owe 174,000 on the house",), "what if it sells for under 174", None, {"below_debt": "174000"}),
        ((), "I owe 174k, and if they sell it for less than 174k?", None, {"debt": "174000", "below_debt": "174000"}),
        (("debo 174,000 de mi casa",), "y si la venden en menos de 174,000?", None, {"below_debt": "174000"}),
        (("we owe 174,000 on the house",), "what if it sells for under 150", None, {"sale_price": "150000"}),
        # Other homes say what this one may be worth.
        ((), "I owe 133k homes round here go for 101", None, {"debt": "133000", "market_value": "101000"}),
        ((), "my neighbor's place sold for 101k", None, {}),
        ((), "debo 133 mil y las casas de mi calle se venden en 101 mil", None, {"debt": "133000", "market_value": "101000"}),
        # A sum that is said again is what it was, or what is asked.
        (("I owe 133k on it",), "I already told you 133k", "estimate_sale_price", {"debt": "133000"}),
        (("debo 133 mil de la casa",), "ya se lo dije, 133 mil", "estimate_sale_price", {"debt": "133000"}),
        ((), "like I said, 133k", "estimate_debt", {"debt": "133000"}),
    ],
)  # fmt: skip
def test_what_is_supposed_compared_or_said_again(
    before: tuple[str, ...], text: str, asked: str | None, sums: dict[str | None, str]
) -> None:
    assert said(read_facts(text, ON, asked, case=after(*before).slot())) == sums


@pytest.mark.parametrize("text", ["how much will I owe if they auction it", "cuanto debo si la rematan"])
def test_a_sale_that_is_supposed_has_not_been(text: str) -> None:
    assert after(text)["ended"] == "not_sold"
    assert after("it sold in March", text)["ended"] is None


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("i owed 233 by my papers, the court file says 219", {"debt": "219000|233000"}),
        ("i owed 290 in 2018, now i owe 251", {"debt": "251000"}),
        ("five months behind, around 12k", {"other": "12000"}),
        ("más o menos 164 mil", {"debt": "164000"}),
        ("more or less 164", {"debt": "164000"}),
        ("born in 58", {}),
        ("se la dieron el 14 de este mes", {}),
        ("we live at 1240 and own unit 4 at 700 w grand", {}),
    ],
)
def test_an_answer_to_what_is_owed(text: str, sums: dict[str, str]) -> None:
    assert said(read_facts(text, ON, "estimate_debt")) == sums


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("a couple paid 171 for it", {"sale_price": "171000"}),
        ("sold for 115, then again for 150", {"sale_price": "150000|115000"}),
        ("zillow has it at 240 and the county says 228", {"market_value": "228000-240000"}),
    ],
)
def test_an_answer_to_what_it_sold_for(text: str, sums: dict[str, str]) -> None:
    assert said(read_facts(text, ON, "estimate_sale_price")) == sums


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("not even 85 grand", "at_most"),
        ("ni siquiera 85 mil", "at_most"),
        ("$121K +", "at_least"),
        ("por lo menos 160", "at_least"),
    ],
)
def test_a_bound_however_it_is_said(text: str, bound: str) -> None:
    assert [figure.bound for figure in find_figures(text, Before("estimate_debt")).sums] == [bound]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        # An age is no sum, and what speaks of pay speaks of the sums in its own clause.
        ("I am 70 and I work part time. this month makes three missed payments", {}),
        ("I am 70 and I work. this month makes three", {}),
        ("she is 70 with a job and makes 900 a month", {"pay": 900}),
        ("tengo 70 años y gano 900 por semana", {"pay": 900}),
        # What somebody gets a month is income, and no payment on a mortgage.
        ("my mom is 70 and gets 1,400 a month", {"pay": 1400}),
        ("my mom is 70 and gets 1,400 a month from social security", {"other": 1400}),
        ("mi mamá tiene 70 y recibe 1,400 al mes", {"pay": 1400}),
        ("the bank gets 1,400 a month from me", {"monthly_payment": 1400}),
        ("owed three Gs", {"debt": 3000}),
        ("i owe 3 gs", {"debt": 3000}),
    ],
)
def test_ages_income_and_thousands(text: str, roles: dict[str, int]) -> None:
    assert {figure.role: int(figure.interval.low) for figure in find_figures(text).sums} == roles
