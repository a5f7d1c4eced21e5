"""Whether somebody asks by when something is due, and from which days that is counted."""

from __future__ import annotations

from datetime import date

import pytest

from shortfall.reading.facts import read_facts
from shortfall.talk.applied import first_said
from shortfall.talk.case import Case
from shortfall.talk.due import (
    Proposed,
    asks_for_all,
    asks_how,
    asks_if_gone,
    asks_when,
    catch_up_due,
    due,
    proposed,
    starts,
)

TODAY = date(2026, 11, 24)


def case_of(*turns: str) -> Case:
    case = Case()
    for turn, text in enumerate(turns):
        case = case.heard(read_facts(text, TODAY, case=case.slot()), turn)
    return case


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("I was served on Nov 3, when is my answer due", True),
        ("when is my answer due, i was served on november 3", True),
        ("got served nov 3 how long do i have", True),
        ("how many days do I have to respond? I was served 11/3/2026", True),
        ("the court confirmed the sale on november 10 2026, by when can i appeal", True),
        ("I was served on Nov 3", False),
        ("when is my answer due", False),  # no day is known
        ("i was served in october, when is my answer due", False),  # nor an exact one
        ("i was served nov 3, how long until they kick me out", False),
        ("it sold on oct 5, how long do i have to move", False),
        ("i was served nov 3, when should i file bankruptcy", False),
        ("the sale is december 15, how long do i have", False),  # still to come
        ("me entregaron los papeles el 3 de noviembre, cuanto tiempo tengo para contestar", True),
    ],
)
def test_what_asks_for_a_day(text: str, asks: bool) -> None:
    facts = read_facts(text, TODAY)
    assert asks_when(text, facts, Case().heard(facts, 0), TODAY) is asks


def test_a_day_told_before_is_enough_for_what_is_asked_by_its_name() -> None:
    case = case_of("i was served on november 3")
    assert asks_when("when do i have to answer", (), case, TODAY)
    assert not asks_when("when will they sell it", (), case, TODAY)
    assert due("when do i have to answer", case, TODAY)[0].due == date(2026, 12, 3)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("how many months do we have", True),
        ("ok so how much time do I have left?", True),
        ("cuántos meses tenemos", True),
        ("how long do we have to pay it back", False),
        ("how many months have we missed", False),
    ],
)
def test_the_day_of_service_told_before_says_from_when(text: str, asks: bool) -> None:
    assert asks_when(text, (), case_of("we were served on november 3"), TODAY) is asks
    assert not asks_when(text, (), Case(), TODAY)


def test_what_is_asked_for_comes_first_and_what_is_over_last() -> None:
    case = case_of("i was served on june 1 2026, the foreclosure judgment was entered on october 5 2026")
    found = due("how long to redeem", case, TODAY)
    assert (found[0].name, found[0].due) == ("redemption", date(2027, 1, 5))
    assert found[-1].due is not None and found[-1].due < TODAY


def test_the_judgment_of_a_shortfall_is_the_final_order() -> None:
    case = case_of("they got a judgment against me on november 10 2026 for 40k", "the deficiency is 40k")
    assert starts(case, TODAY) == {"confirmed": date(2026, 11, 10)}
    assert starts(case_of("the foreclosure judgment was entered november 10 2026"), TODAY) == {
        "judgment": date(2026, 11, 10)
    }


@pytest.mark.parametrize(
    ("turns", "text", "due_on"),
    [
        (
            ["they sold it in october", "the hearing to confirm is december 16"],
            "what date do we have to be out by",
            "2027-01-15",
        ),
        (["they sold it in october", "the hearing to confirm is december 16"], "when must I move", "2027-01-15"),
        (["the court confirmed the sale on november 10 2026"], "how long can i stay in the house", "2026-12-10"),
    ],
)
def test_when_they_must_be_out(turns: list[str], text: str, due_on: str) -> None:
    case = case_of(*turns)
    assert asks_when(text, (), case, TODAY)
    first = due(text, case, TODAY)[0]
    assert (first.name, str(first.due)) == ("move_out", due_on)


@pytest.mark.parametrize("turns", [["the hearing is december 16"], ["they sold it on october 5 2026"]])
def test_without_a_confirmation_there_is_no_day_to_be_out(turns: list[str]) -> None:
    assert not asks_when("when do we have to be out", (), case_of(*turns), TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "so which is the last day?",
        "the last day is Dec 24, right?",
        "entonces que dia es el ultimo? y donde lo llevo",
        "el ultimo dia es el 24 de diciembre verdad?",
    ],
)
def test_a_guess_at_the_last_day_is_counted_and_never_taken_for_the_day_of_service(text: str) -> None:
    today = date(2026, 11, 29)
    case = Case().heard(read_facts("me dieron la demanda el martes pasado", today), 0)
    facts = read_facts(text, today, about="deadlines", case=case.slot())
    assert asks_when(text, facts, case.heard(facts, 1), today)
    assert case.heard(facts, 1)["served_date"] == ["2026-11-24", "2026-11-24"]


LATER = date(2026, 11, 30)


def said(text: str, case: Case, last: str | None = None) -> tuple[bool, Case]:
    """Whether a day is asked for, and the case with this message."""
    facts = read_facts(text, LATER, about=last and last.partition("/")[0], case=case.slot())
    after = case.heard(facts, len(case.facts) + 1)
    return asks_when(text, facts, after, LATER, last), after


SUED = Case().heard(read_facts("there is a foreclosure summons from the bank", LATER), 0)


@pytest.mark.parametrize(
    ("text", "served"),
    [
        ("which date is it then, my husband got it 11 days ago a thursday", "2026-11-19"),
        ("she signed for the packet two weeks ago, on a monday. what day is the last one", "2026-11-16"),
        ("my son took the papers nov 14, by when must we answer", "2026-11-14"),
        ("they came november 12. tell me the date", "2026-11-12"),
        ("mi hijo recibió los papeles el 14 de noviembre, para qué día contesto", "2026-11-14"),
    ],
)
def test_whoever_took_the_papers_their_day_is_read_and_the_last_one_asked_for(text: str, served: str) -> None:
    asks, case = said(text, SUED)
    assert asks and case["served_date"] == [served, served]


@pytest.mark.parametrize("text", ["just give me the day, from nov 14", "a day please. counting from november 14"])
def test_a_day_to_count_from_after_an_answer_on_the_papers_is_theirs(text: str) -> None:
    asks, case = said(text, SUED, "served_with_papers/counting_the_days")
    assert asks and case["served_date"] == ["2026-11-14", "2026-11-14"]


@pytest.mark.parametrize(
    "text",
    [
        "she got the letter from the bank nov 14",
        "my brother got it for 150k on nov 14",
        "we got the loan modification offer nov 14",
        "i paid 900 from nov 14",
        "he got the house on november 14",
    ],
)
def test_what_else_came_is_no_service(text: str) -> None:
    assert said(text, SUED)[1]["served_date"] is None


@pytest.mark.parametrize(
    ("text", "name", "gone"),
    [
        ("served june 2, so the ninety days are over", "reinstatement", True),
        ("are my 30 days up", "answer", True),
        ("can we still catch up", "reinstatement", False),
        ("ya se pasaron los 90 días?", "reinstatement", True),
    ],
)
def test_a_time_by_its_number(text: str, name: str, gone: bool) -> None:
    asks, case = said(text, case_of("we were served on june 2 2026"))
    assert asks and due(text, case, LATER)[0].name == name and asks_if_gone(text) is gone


@pytest.mark.parametrize(
    "text",
    [
        "what date is the auction",
        "tell me the day of my hearing",
        "what day can you call",
        "i paid them 90 days ago, is that over",
        "how long does a foreclosure take",
        "the kids are still in school for 30 days",
    ],
)
def test_the_day_of_something_else_is_not_counted(text: str) -> None:
    assert not said(text, case_of("we were served on november 3"))[0]


def test_of_the_days_on_which_they_may_have_come_the_first_is_counted_and_is_only_the_earliest() -> None:
    asks, case = said("the sheriff served us last week. by when do we answer", Case())
    [answer] = [each for each in due("by when do we answer", case, LATER) if each.name == "answer"]
    assert asks and (answer.due, answer.missing) == (date(2026, 12, 23), "served")
    asks, case = said("we were served in october, by when do we answer", Case())
    assert not asks


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("what do we do by then", True),
        ("do i mail them a letter?", True),
        ("¿le mando una carta?", True),
        ("when is my answer due", False),
    ],
)
def test_what_to_do_by_then(text: str, how: bool) -> None:
    assert asks_how(text) is how


@pytest.mark.parametrize("text", ["just tell us the day", "díganos el día", "so what date"])
@pytest.mark.parametrize("last", ["deadlines", "served_with_papers/overview"])
def test_the_day_alone_is_asked_for_after_any_answer(text: str, last: str) -> None:
    assert said(text, case_of("we were served on november 3"), last)[0]


@pytest.mark.parametrize(
    ("turns", "text", "last"),
    [
        (["we skipped september 1 and october 1"], "when could a foreclosure be started", "2026-12-30"),
        (["estoy atrasado desde el 1 de octubre"], "que dia cumplo 120 dias de atraso?", "2027-01-29"),
        (["i stopped paying in june"], "how soon can they take me to court", "2026-09-29"),
        (["our first missed payment was october 1"], "by when should the application be in", "2027-01-29"),
        (["debo octubre y noviembre"], "cual es la fecha mas pronta en que me pueden demandar", "2027-01-29"),
    ],
)
def test_before_a_case_the_days_since_the_first_missed_payment_are_counted(
    turns: list[str], text: str, last: str
) -> None:
    case = case_of(*turns)
    assert asks_when(text, (), case, TODAY)
    [found] = due(text, case, TODAY)
    assert (found.name, str(found.due)) == ("filing", last)


@pytest.mark.parametrize(
    ("turns", "text"),
    [
        (["i missed october 1"], "when can i file bankruptcy"),
        (["i missed october 1"], "how much do i owe"),
        (["i missed october 1"], "how do i apply for help"),
        (["i missed october 1", "there is a foreclosure summons from the bank"], "when can they sue"),
        (["i missed march 1", "the sale is december 15"], "when can they file"),
        (["i am behind"], "when can they file on me"),
    ],
)
def test_what_asks_for_no_such_day(turns: list[str], text: str) -> None:
    assert not asks_when(text, (), case_of(*turns), TODAY)


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("the bank is suing to foreclose", True),
        ("we lost the house to foreclosure in 2023 and are sued on the second loan", False),
        ("the house was sold at auction in 2024", False),
    ],
)
def test_what_keeps_a_home_is_counted_only_for_one_that_is_still_theirs(told: str, kept: bool) -> None:
    case = case_of(told, "i was served on november 10 2026")
    found = {each.name for each in due("when do i have to answer", case, TODAY)}
    assert "answer" in found and (found >= {"reinstatement", "redemption"}) is kept
    assert kept or not found & {"reinstatement", "redemption"}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("so it's dec 17?", Proposed(12, 17)),
        ("that means the 11th right", Proposed(None, 11)),
        ("ok so 12 days left", Proposed(left=12)),
        ("o sea que hasta el 3 de diciembre?", Proposed(12, 3)),
        ("¿entonces el 17?", Proposed(None, 17)),
        ("nada más me quedan 9 días?", Proposed(left=9)),
        ("I got the papers nov 3", None),
        ("are the 90 days gone?", None),
        ("how many days is it, 30?", None),
        ("12 days ago?", None),
    ],
)
def test_what_names_a_day_to_have_it_confirmed(text: str, day: Proposed | None) -> None:
    assert proposed(text, TODAY) == day


@pytest.mark.parametrize(
    "text",
    ["do the math, what dates am I looking at", "which deadlines, what days exactly", "qué fechas tengo"],
)
def test_all_the_dates_are_asked_for_of_papers_told_before(text: str) -> None:
    case = case_of("i was served on november 16")
    assert asks_when(text, (), case, TODAY) and asks_for_all(text) and not asks_for_all("when is my answer due")


def test_a_last_day_to_pay_on_a_closed_day_has_the_open_day_before_it() -> None:
    found = catch_up_due(case_of("i was served on november 16"), TODAY)
    assert found and found.due == date(2027, 2, 14) and found.last_open() == date(2027, 2, 11)
    assert "February 11" in first_said(
        "redemption_reinstatement/reinstate_how", case_of("i was served on november 16"), TODAY, "en"
    )
    answer = due("when is my answer due", case_of("i was served on november 6"), TODAY)[0]
    assert answer.last_open() is None, "what is filed moves on"
    assert catch_up_due(case_of("i was served on november 16", "the house was sold"), TODAY) is None
