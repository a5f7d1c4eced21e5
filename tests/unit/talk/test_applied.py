"""Rules set against the days that were told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from shortfall.base.channel import Channel
from shortfall.base.firm import load_firm
from shortfall.base.gsm7 import folded, septets
from shortfall.content.placeholders import placeholders
from shortfall.content.questions import LANGUAGES, Language, questions
from shortfall.law.intervals import Interval
from shortfall.talk.applied import applied, first_said, implied_price
from shortfall.talk.case import Case, Known
from shortfall.talk.compose import SMS_LIMIT, compose, with_names

TODAY = date(2026, 11, 29)


def told(first: str, last: str) -> Case:
    return Case({"judgment_date": Known([first, last], "", 0)})


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2013-01-01", "2013-12-31", "passed 7 years in 2020"),
        ("2019-01-01", "2019-12-31", "reaches 7 years in 2026"),
        ("2019-12-02", "2019-12-03", "until 2026"),
        ("2012-06-01", "2015-06-01", ""),
        ("2026-12-15", "2026-12-15", ""),
    ],
)
def test_the_age_of_a_judgment(first: str, last: str, said: str) -> None:
    found = applied("how_long/judgment_years", told(first, last), TODAY, "en")
    assert said in found and bool(said) == bool(found)


@pytest.mark.parametrize(
    ("day", "ends"),
    [("2019-11-28", "ended on Saturday, November 28, 2026"), ("2020-02-29", "end on Sunday, February 28, 2027")],
)
def test_the_day_on_which_a_judgment_ends_stands_first(day: str, ends: str) -> None:
    case = told(day, day)
    assert ends in first_said("how_long/overview", case, TODAY, "en")
    assert applied("how_long/overview", case, TODAY, "en") == ""


def sums(**amounts: int) -> Case:
    return Case({name: Known({"low": str(sum_), "high": str(sum_)}, "", 0) for name, sum_ in amounts.items()})


@pytest.mark.parametrize(
    ("question", "case", "said"),
    [
        ("judgment_interest/rate", sums(judgment=62_400), ["$62,400", "$5,616 a year", "$15.39 a day"]),
        ("judgment_interest/rate", sums(judgment=18_000), []),  # 9% or 5%
        ("judgment_interest/federal_court", sums(judgment=62_400), []),
        ("avoid_options/sell_it", sums(debt=180_000, market_value=240_000), ["$60,000 would be yours"]),
        (
            "avoid_options/sell_it",
            sums(debt=180_000, second_loan=30_000, market_value=240_000),
            ["$210,000 owed", "$30,000"],
        ),
        ("avoid_options/sell_it", sums(debt=180_000, market_value=170_000), ["$10,000 short"]),
        ("avoid_options/sell_it", sums(debt=180_000, market_value=180_000), []),
        ("avoid_options/sell_it", sums(debt=180_000), []),
    ],
)
def test_a_rule_is_set_against_the_sums_that_were_told(question: str, case: Case, said: list[str]) -> None:
    found = applied(question, case, TODAY, "en")
    assert bool(found) == bool(said) and all(part in found for part in said)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("channel", ["web", "sms"])
@pytest.mark.parametrize("name", ["how_long/judgment_years", "how_long/revived", "how_long/overview"])
def test_it_stands_in_the_answer_and_is_not_the_text_the_attorney_read(
    name: str, channel: Channel, language: str
) -> None:
    question, case = questions()[name], told("2014-03-01", "2014-03-31")
    values = placeholders(load_firm(), TODAY, language)  # type: ignore[arg-type]
    answer = compose(question, case, language, channel, values, today=TODAY)  # type: ignore[arg-type]
    assert "2021" in answer.text
    assert channel == "web" or septets(folded(answer.text)) <= SMS_LIMIT
    elsewhere = compose(question, case.heard((), 0), language, channel, values)  # type: ignore[arg-type]
    assert "2021" not in elsewhere.text
    there = Case({**case.facts, "state": Known("OH", "Ohio", 0)})
    assert "2021" not in compose(question, there, language, channel, values, today=TODAY).text  # type: ignore[arg-type]


def paid(period: str, **amounts: int) -> Case:
    facts = {name: Known({"low": str(sum_), "high": str(sum_)}, "", 0) for name, sum_ in amounts.items()}
    return Case({**facts, "pay_period": Known(period, "", 0)})


@pytest.mark.parametrize(
    ("case", "said"),
    [
        (paid("weekly", pay=940), "no more than $141 "),
        (paid("weekly", pay=610), "nothing can be taken"),
        (paid("weekly", pay=1_200, take_home=700), "at most $25 "),
        (paid("weekly", pay=1_200, take_home=640, chosen=55), "at most $20 "),
        (sums(pay=940), ""),
    ],
)
def test_what_can_be_taken_from_the_pay_that_was_told_comes_first(case: Case, said: str) -> None:
    found = first_said("wage_garnishment/how_much", case, TODAY, "en")
    assert said in found and bool(said) == bool(found)
    assert not first_said("wage_garnishment/can_boss_fire_me", case, TODAY, "en")


@pytest.mark.parametrize("channel", ["web", "sms"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answer_begins_with_it(channel: Channel, language: str) -> None:
    lang = next(each for each in LANGUAGES if each == language)
    case = paid("weekly", pay=610)
    lead = first_said("wage_garnishment/overview", case, TODAY, lang)
    values = placeholders(load_firm(), TODAY, lang)
    answer = compose(questions()["wage_garnishment/overview"], case, lang, channel, values, today=TODAY)
    assert answer.text.startswith(lead)
    assert channel == "web" or septets(folded(answer.text)) <= SMS_LIMIT
    second = compose(
        questions()["wage_garnishment/how_much"], case, lang, channel, values, today=TODAY, just_said=[answer.text]
    )
    assert second.text and lead not in second.text, "once in a reply"
    there = Case({**case.facts, "state": Known("OH", "", 0)})
    assert lead not in compose(questions()["wage_garnishment/overview"], there, lang, channel, values, today=TODAY).text


def test_the_price_that_two_sums_would_mean() -> None:
    both = sums(debt=231_000, deficiency=58_300)
    price = implied_price(both)
    assert price and price == Interval.of(172_700)
    first = first_said("sale_process/who_bought", both, TODAY, "en")
    assert "about $172,700, or for more if interest" in first and "report of sale" in first
    again = first_said("still_owe_after_foreclosure/check_amount", both, TODAY, "en", [first])
    assert "$172,700" in again and again != first
    assert implied_price(sums(debt=231_000)) is None
    assert implied_price(sums(debt=58_300, deficiency=231_000)) is None
    known = sums(debt=231_000, deficiency=58_300, sale_price=170_000)
    assert implied_price(known) is None
    assert "sold for $170,000" in first_said("sale_process/who_bought", known, TODAY, "en")


@pytest.mark.parametrize("channel", ["web", "sms"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "name", ["loan_modification/overview", "avoid_options/sale_soon", "sale_process/stop_or_postpone"]
)
@pytest.mark.parametrize(("days", "over"), [(21, True), (36, True), (38, False), (-3, False)])
def test_more_than_37_days_are_never_offered_before_a_sale_that_is_nearer(
    channel: Channel, language: Language, name: str, days: int, over: bool
) -> None:
    day = (TODAY + timedelta(days=days)).isoformat()
    case = Case({"sale_date": Known([day, day], "", 0)})
    values = placeholders(load_firm())
    said = compose(questions()[name], case, language, channel, values, today=TODAY).text
    late = {
        "en": f"The auction is within {days} days: too late",
        "es": f"La subasta es dentro de {days} días: ya es tarde",
    }
    assert said.startswith(late[language]) is over
    assert said.count("37") == (
        1 if over else compose(questions()[name], Case(), language, channel, values).text.count("37")
    )
    assert channel == "web" or septets(folded(said)) <= SMS_LIMIT


def test_an_application_that_was_sent_may_have_come_in_time() -> None:
    case = Case({"sale_date": Known(["2026-12-15", "2026-12-15"], "", 0)})
    question = questions()["loan_modification/dual_tracking"]
    values = placeholders(load_firm())
    assert "arrived more than 37 days before" in compose(question, case, "en", "web", values, today=TODAY).text


def test_who_has_a_summons_hears_the_day_first() -> None:
    case = Case({"served_date": Known(["2026-11-20", "2026-11-20"], "", 0)})
    assert "Monday, December 21, 2026" in first_said("served_with_papers/how_to_answer", case, TODAY, "en")
    assert "21 de diciembre" in first_said("served_with_papers/how_to_answer", case, TODAY, "es")
    said = first_said("served_with_papers/overview", case, TODAY, "en")
    assert first_said("served_with_papers/overview", case, TODAY, "en", [said]) == "", "once"
    for known in (
        {"paper": Known("citation", "", 0)},
        {"stage": Known("sold", "", 0)},
        {"answered": Known("filed", "", 0)},
        {"answered": Known("late", "", 0)},
    ):
        assert first_said("served_with_papers/overview", Case({**case.facts, **known}), TODAY, "en") == ""
    assert first_said("served_with_papers/overview", case, date(2027, 1, 5), "en") == "", "that day is over"


@pytest.mark.parametrize(
    ("question", "case", "said"),
    [
        ("exemptions/car", sums(car_value=8200, car_loan=3400), ["leaves $4,800", "own $3,600", "$1,200 needs the $4,000"]),
        ("exemptions/car", sums(car_value=3000), ["$3,000, if nothing is owed", "within the car's own $3,600"]),
        ("exemptions/car", sums(car_value=20_000, car_loan=5000), ["not all", "leaves $15,000", "$7,400 open"]),
        ("exemptions/car", sums(car_value=4000, car_loan=5000), ["nothing in it", "$5,000 is owed"]),
        ("exemptions/car", sums(car_loan=5000), []),
        ("exemptions/wildcard", sums(savings=3500), ["$3,500 is within the $4,000"]),
        ("exemptions/wildcard", sums(savings=6000, car_value=8200, car_loan=3400), ["$2,000 is above", "car would need $1,200"]),
        ("exemptions/jewelry", sums(savings=6000, car_value=8200), []),
    ],
)  # fmt: skip
def test_a_car_and_savings_are_set_against_what_may_be_kept(question: str, case: Case, said: list[str]) -> None:
    found = first_said(question, case, TODAY, "en")
    assert all(each in found for each in said) and bool(found) == bool(said)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("channel", ["web", "sms"])
def test_a_cars_own_lender_is_never_left_out(language: Language, channel: Channel) -> None:
    values = placeholders(load_firm(), TODAY)
    case = sums(car_value=8200, car_loan=3400)
    said = compose(questions()["exemptions/car"], case, language, channel, values, today=TODAY).text
    assert "$4,800" in said and ("own lender" in said or "El que le prestó" in said)
    assert channel == "web" or septets(folded(said)) <= SMS_LIMIT
    there = Case({**case.facts, "state": Known("OH", "", 0)})
    assert "$4,800" not in compose(questions()["exemptions/car"], there, language, channel, values, today=TODAY).text


@pytest.mark.parametrize(
    "question", ["settle_for_less/offer_letter", "settle_for_less/how_much", "served_with_papers/overview"]
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_whose_day_the_last_day_of_an_offer_is_is_said_first_and_once(question: str, language: Language) -> None:
    ends = {"offer_date": Known(["2026-12-14", "2026-12-14"], "", 0)}
    said = first_said(question, Case(ends), TODAY, language)
    assert "14" in said and said.count(".") == 1 and ("court" in said or "corte" in said)
    again = first_said(question, Case(ends), TODAY, language, [said])
    assert again == (said if question == "settle_for_less/offer_letter" else "")  # which is the answer to it
    assert first_said(question, Case(), TODAY, language) == ""
    # Whoever holds a court's paper is told nothing of the kind.
    assert said not in first_said(question, Case(ends | {"paper": Known("summons", "", 0)}), TODAY, language)


@pytest.mark.parametrize("channel", ["web", "sms"])
def test_whose_day_it_is_opens_the_answer_in_every_state(channel: Channel) -> None:
    case = Case({"offer_date": Known(["2026-12-14", "2026-12-14"], "", 0), "state": Known("OH", "", 0)})
    answer = compose(
        questions()["settle_for_less/offer_letter"],
        case,
        "en",
        channel,
        placeholders(load_firm(), TODAY, "en"),
        today=TODAY,
    )
    assert answer.text.startswith("As you told it, the sender set Monday, December 14, 2026")


@pytest.mark.parametrize("channel", ["web", "sms"])
@pytest.mark.parametrize(
    ("owed", "worth", "said"),
    [(186_300, 170_000, "$161,500"), (120_000, 170_000, "so the balance"), (120_000, None, None)],
)
def test_what_keeps_a_home_with_a_reverse_mortgage_is_worked_out(
    owed: int, worth: int | None, said: str | None, channel: Channel
) -> None:
    question = questions()["reverse_mortgage/keep_the_home"]
    case = sums(debt=owed, **({"market_value": worth} if worth else {}))
    answer = compose(question, case, "en", channel, placeholders(load_firm(), TODAY, "en"), today=TODAY).text
    assert said is None or said in " ".join(answer.split(". ")[:2])
    assert channel == "web" or septets(folded(answer)) <= SMS_LIMIT


@pytest.mark.parametrize("channel", ["web", "sms"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_how_insolvent_somebody_was_is_worked_out_first(language: Language, channel: Channel) -> None:
    question = questions()["tax_1099c/insolvency"]
    values = placeholders(load_firm(), TODAY, language)
    case = sums(owned_in_all=61_500, owed_in_all=148_000)
    answer = compose(question, case, language, channel, values, today=TODAY).text
    assert "$86,500" in answer[:160]
    assert channel == "web" or septets(folded(answer)) <= SMS_LIMIT
    more = sums(owned_in_all=161_500, owed_in_all=148_000)
    assert "$13,500" not in compose(question, more, language, channel, values, today=TODAY).text


def of_account(**told: str) -> Case:
    return Case({"account": Known(told, "", 0)})


@pytest.mark.parametrize(
    ("case", "said"),
    [
        (
            of_account(va="1900", pension="1400"),
            ["$3,800 is free", "$1,900 a month", "lower", "pension has to be claimed"],
        ),
        (of_account(social_security="1000", ssi="200", balance="6000"), ["$2,400 of the $6,000"]),
        (of_account(ssi="900", balance="700"), ["all $700", "come to $1,800"]),
        (of_account(pension="1400"), []),
    ],
)
def test_what_a_bank_leaves_of_an_account_by_itself(case: Case, said: list[str]) -> None:
    found = first_said("bank_account_freeze/how_much_stays", case, TODAY, "en")
    assert all(part in found for part in said) and bool(found) == bool(said)


def test_a_number_by_itself_says_whose_it_is_and_one_that_does_is_left() -> None:
    values = placeholders(load_firm())
    said = with_names(f"Ask the clerk. {values['phone']}\n\nCourt Help: 833-411-1121. 800-569-4287", values, "en")
    assert (
        said
        == f"Ask the clerk. {values['firm']}: {values['phone']}\n\nCourt Help: 833-411-1121. HUD counselors: 800-569-4287"
    )
    full = "x" * (SMS_LIMIT - 15)
    assert with_names(f"{full}. {values['phone']}", values, "en", SMS_LIMIT) == f"{full}. {values['phone']}"


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (sums(arrears=9_800), "You told me $9,800 behind."),
        (sums(arrears=9_800, savings=5_000), "$4,800 is missing"),
        (sums(arrears=9_800, savings=12_000), "Your $12,000 is enough"),
        (sums(savings=5_000), ""),
    ],
)
def test_what_somebody_is_behind_by_is_set_against_what_they_have(known: Case, said: str) -> None:
    found = first_said("redemption_reinstatement/cost_to_reinstate", known, TODAY, "en")
    assert said in found and bool(said) == bool(found)
