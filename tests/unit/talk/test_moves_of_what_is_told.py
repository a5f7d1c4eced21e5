"""What is told and asks nothing: it is counted, noted or passed on, and is not answered as if it had been asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from shortfall.content.questions import questions
from shortfall.reading import distress
from shortfall.reading.facts import read_facts
from shortfall.talk.case import Case
from shortfall.talk.heard import Context
from shortfall.talk.moves import decide
from shortfall.talk.offers import Offer
from shortfall.talk.plausible import unlikely
from tests.unit.talk.test_moves import TODAY, heard

LEASE = replace(heard("the lease is til july", ("timeline", 0.97)).subjects, again=True)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("they served him at the nursing home on November 12", "deadlines"),
        ("I was served on November 12, can they take my car?", "exemptions"),
        ("I was served on March 2", "exemptions"),  # the time to answer is over
    ],
)
def test_a_day_of_service_is_counted_where_nothing_is_asked(text: str, intent: str) -> None:
    assert decide(heard(text, ("exemptions", 0.97)), Context(today=TODAY)).intent == intent


def test_the_same_day_is_counted_once() -> None:
    text = "i was served on November 12"
    case = Case().heard(read_facts(text, TODAY), 0)
    assert decide(heard(text, ("exemptions", 0.97)), Context(case=case, today=TODAY)).intent != "deadlines"


@pytest.mark.parametrize("text", ["we got the papers Nov 12", "I was served on November 12"])
def test_who_was_served_is_sued(text: str) -> None:
    assert Case().heard(read_facts(text, TODAY), 0)["stage"] == "sued"


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("did a judge pick that day?", True),
        ("is the 14th a real court deadline?", True),
        ("is it the court or just the lawyers who want that", True),
        ("¿esa fecha la fijó un juez?", True),
        ("¿es de la corte o solo de ellos?", True),
        ("when is my court date?", False),
        ("do I have to go to court for that?", False),
    ],
)
def test_whose_the_last_day_of_an_offer_is_is_answered_where_one_was_told(text: str, asks: bool) -> None:
    offered = Case().heard(read_facts("their offer is good until December 14", TODAY), 0)
    asked = heard(text, ("served_with_papers", 0.97))
    assert (decide(asked, Context(case=offered, today=TODAY)).question == "settle_for_less/offer_letter") == asks
    served = offered.heard(read_facts("and I got a summons", TODAY), 1)
    for case in (Case(), served):
        assert decide(asked, Context(case=case, today=TODAY)).question != "settle_for_less/offer_letter"


def test_what_adds_to_an_answer_is_not_answered_again() -> None:
    told = replace(heard("the lease is til july", ("timeline", 0.97)), subjects=LEASE)
    after = Context(last="timeline/renters", answered=frozenset({"timeline"}), today=TODAY)
    assert decide(told, after).intent == "inform"
    for text in ("no i mean how long until july", "tell me about the lease til july", "is the lease good til july?"):
        asked = replace(heard(text, ("timeline", 0.97)), subjects=LEASE)
        assert decide(asked, after).intent == "timeline", text


@pytest.mark.parametrize("text", ["im in winnebago county", "it was in St. Clair County", "cook county"])
def test_a_county_is_no_question(text: str) -> None:
    said = heard(text, ("state_law", 0.7))
    assert decide(said, Context(last="already_have_judgment/find_out_if_there_is_one")).intent == "inform"


def test_a_day_far_off_is_no_emergency() -> None:
    for text, intent in (("court is december 19", "inform"), ("court is november 25", "urgent")):
        assert decide(heard(text, ("urgent", 0.9), ("inform", 0.08)), Context(today=TODAY)).intent == intent


CHOICES = (Offer("Which car?", "/exemptions/car"), Offer("How do they take pay?", "/wage_garnishment/how_much"))


def test_a_number_with_a_question_behind_it() -> None:
    said = heard("2. and how do i stop the calls", ("callback_change", 0.7), ("debt_collectors", 0.2))
    move = decide(said, Context(offered=CHOICES))
    assert (move.intent, move.topics) == ("two_topics", ("wage_garnishment/how_much", "debt_collectors"))
    assert decide(heard("2. it got moved", ("timeline", 0.9)), Context(offered=CHOICES)).question == (
        "wage_garnishment/how_much"
    )


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("i need someone to explain what the paper says", "legal_advice_boundary"),
        ("can somebody go over this letter with me", "legal_advice_boundary"),
        ("i need someone to call me about the letter", "callback"),
        ("i want a real person", "callback"),
    ],
)
def test_who_wants_it_explained_wants_no_call_yet(text: str, intent: str) -> None:
    assert decide(heard(text), Context(today=TODAY)).intent == intent


def test_no_state_is_read_out_of_a_sentence() -> None:
    said = heard("i rent now and have an old car", ("exemptions", 0.5))
    assert decide(said, Context(asked="estimate_state", form="estimate_form")).intent == "exemptions"


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("does the bank have to go after him first", "none"),
        ("should i go after her for the money", "none"),
        ("im gonna go after him with a bat", "danger"),
        ("i will go after them tonight", "danger"),
    ],
)
def test_going_after_somebody_for_money(text: str, level: str) -> None:
    assert distress.level(text) == level


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("my landlord stopped paying the mortgage", "tenant"),
        ("i rent a flat and the bank is taking the building", "tenant"),
        ("soy inquilina", "tenant"),
        ("i rent now and they want the rest", None),
        ("i have power of attorney for him", "helper"),
    ],
)
def test_who_asks(text: str, who: str | None) -> None:
    assert Case().heard(read_facts(text, date(2026, 11, 23)), 0)["who"] == who


def test_who_rents_has_no_loan() -> None:
    less = unlikely("can i stop paying", {"who": "tenant"})
    assert less["loan_modification"] > 0 > less["timeline/renters"]


SALE_IN = {"sale_date": {"value": ["2026-12-20", "2026-12-20"], "words": "", "turn": 1}}
SALE_SOON = {"sale_date": {"value": ["2026-12-04", "2026-12-04"], "words": "", "turn": 1}}


@pytest.mark.parametrize(
    ("text", "case", "question"),
    [
        ("is there still a way to halt it or are we too late", SALE_SOON, "sale_process/sale_tomorrow"),
        ("could we postpone the auction", SALE_IN, "sale_process/stop_or_postpone"),
        ("can anything be done at this point", SALE_IN, "sale_process/stop_or_postpone"),
        ("is my home getting auctioned on january 22, and can i prevent that", {}, "sale_process/stop_or_postpone"),
        (
            "lender said no to our plan, auction is january 22, anything we can still do",
            {},
            "sale_process/stop_or_postpone",
        ),
        ("¿se puede detener todavía?", SALE_IN, "sale_process/stop_or_postpone"),
        ("¿ya es demasiado tarde?", SALE_SOON, "sale_process/sale_tomorrow"),
    ],
)
def test_whether_a_sale_with_a_day_can_be_stopped(text: str, case: dict[str, Any], question: str) -> None:
    context = Context(case=Case.of(case), today=TODAY)
    assert decide(heard(text, ("avoid_options", 0.3), ("loan_modification", 0.25)), context).question == question


@pytest.mark.parametrize(
    ("text", "case"),
    [
        ("will a bankruptcy halt it", SALE_IN),  # by what is named
        ("can i stop the calls from them", SALE_IN),
        ("is it too late to answer the summons", SALE_IN),
        ("can i stop it", {}),  # no day was told
        ("can i stop it", {"sale_date": {"value": ["2026-10-01", "2026-10-01"], "words": "", "turn": 1}}),
        ("can i stop it", {**SALE_IN, "stage": {"value": "sold", "words": "", "turn": 1}}),
    ],
)
def test_what_else_is_to_be_stopped(text: str, case: dict[str, Any]) -> None:
    context = Context(case=Case.of(case), today=TODAY)
    found = decide(heard(text, ("bankruptcy", 0.9), ("debt_collectors", 0.05)), context)
    assert found.question not in {"sale_process/stop_or_postpone", "sale_process/sale_tomorrow"}


def test_what_is_asked_by_the_way_is_answered_last() -> None:
    move = decide(
        heard(
            "are you a real office? and can they take my car", ("about_firm", 0.5), pair=("about_firm", "exemptions")
        ),
        Context(),
    )
    assert move.topics == ("exemptions", "about_firm")


PAPER = "a man handed me a foreclosure summons in Elgin, Illinois"


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("so what does a summons mean", "served_with_papers/what_is_it"),
        ("what are all those sheets stapled to it", "served_with_papers/pages_behind"),
        ("what am i supposed to do with it", "served_with_papers/overview"),
        ("qué es un summons", "served_with_papers/what_is_it"),
        ("y las hojas que vienen detrás qué son", "served_with_papers/pages_behind"),
        ("qué quieren que haga", "served_with_papers/overview"),
    ],
)
def test_a_paper_that_was_named_is_explained_as_that_one(text: str, question: str) -> None:
    case = Case().heard(read_facts(PAPER, TODAY), 0)
    unclear = heard(text, ("legal_advice_boundary", 0.5))
    assert decide(unclear, Context(case=case, today=TODAY)).question == question
    assert decide(unclear, Context(case=case, last=question, today=TODAY)).question != question
    named = questions()[question].text_for(case.values())
    assert "hearing date" not in named.sms["en"] and "Lis pendens" not in named.sms["en"]


@pytest.mark.parametrize(
    "text",
    ["what does it cost to file", "what is a deficiency", "what do they want for the house", "the pages are wet"],
)
def test_what_is_asked_of_something_else_is_not(text: str) -> None:
    case = Case().heard(read_facts(PAPER, TODAY), 0)
    assert decide(heard(text, ("fees", 0.97)), Context(case=case, today=TODAY)).intent == "fees"


def test_before_a_paper_was_named_nothing_is_explained_as_one() -> None:
    assert decide(heard("what am i supposed to do with it", ("jail", 0.97)), Context(today=TODAY)).intent == "jail"


@pytest.mark.parametrize(
    ("text", "paper"),
    [
        ("they gave me a citation", "citation"),
        ("we got a wage deduction notice", "wage"),
        ("there is a summons in the mailbox", "summons"),
        ("is it a citation or a summons", None),
    ],
)
def test_the_paper_is_the_one_that_was_named(text: str, paper: str | None) -> None:
    assert Case().heard(read_facts(text, TODAY), 0)["paper"] == paper


OLD = "property_lien/of_mortgage"


@pytest.mark.parametrize(
    ("text", "ours"),
    [
        ("our mortgage is from 1999 and nobody collected since 2009. does it expire", True),
        ("how many years does an old mortgage stay on my title, there is no judgment", True),
        ("ya se venció la hipoteca de mi casa?", True),
        ("there is a judgment about the mortgage, does it fall off my house", False),
        ("how long does a mortgage stay on my credit", False),
        ("when does my second mortgage lapse", False),
        ("does the mortgage company go away", False),
        ("can they still foreclose my mortgage", False),
    ],
)
def test_an_old_mortgage_is_no_judgment(text: str, ours: bool) -> None:
    move = decide(heard(text, ("property_lien", 0.97)), Context(today=TODAY))
    assert (move.question == OLD) is ours


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("the judgment was entered in 2016, our loan from 2003", "2016"),
        ("we got the mortgage in 2003 and a judgment is from march 2016", "2016"),
        ("the mortgage was signed in 2003, is it too old", None),
        ("they got a judgment on the note in 2016", "2016"),
        ("la hipoteca es de 2003, hay sentencia?", None),
    ],
)
def test_the_year_of_a_loan_is_no_year_of_a_judgment(text: str, year: str | None) -> None:
    known = Case().heard(read_facts(text, TODAY, about="deadlines"), 0)["judgment_date"]
    assert (known[0][:4] if known else None) == year


def test_more_never_leads_to_what_is_not_covered() -> None:
    bought = Context(
        last="out_of_scope/buying_a_home",
        offered=(Offer("Other legal problems", "/out_of_scope/overview"),),
        today=TODAY,
    )
    assert decide(heard("more", ("out_of_scope", 0.97)), bought).intent == "unsure"


@pytest.mark.parametrize(("text", "intent"), [("the house was sold", "inform"), ("who bought the house", "state_law")])
def test_the_sale_alone_is_no_question(text: str, intent: str) -> None:
    """It is what a button of the first screen says."""
    assert decide(heard(text, ("state_law", 0.97)), Context(today=TODAY)).intent == intent
