"""Plain sums of days, and what is near them: they are worked out before any subject, and nothing is counted that was not asked."""

from __future__ import annotations

from datetime import date

import pytest

from shortfall.reading.facts import Fact, read_facts
from shortfall.talk.case import Case
from shortfall.talk.day_sums import summed
from shortfall.talk.heard import Context
from shortfall.talk.moves import decide
from tests.unit.talk.test_moves import heard

TODAY = date(2026, 11, 30)
KNOWN = Case().heard(
    read_facts("I was served on Nov 14. the hearing is dec 10. the sale is january 12, 2027", TODAY), 0
)


@pytest.mark.parametrize(
    ("text", "due", "term"),
    [
        ("what is 3 weeks after november 20th", "2026-12-11", None),
        ("nov 16 plus 45 days?", "2026-12-31", None),
        ("what date is thirty days since I was served", "2026-12-14", "answer"),
        ("when is 90 days from the day I got served", "2027-02-12", "reinstatement"),
        ("whats 2 weeks before jan 12", "2026-12-29", None),
        ("3 weeks after dec 20 is what day", "2027-01-10", None),  # to come, not a year ago
        ("60 days from today is when", "2027-01-29", None),
        ("si son 21 días desde que me entregaron los papeles, qué fecha es", "2026-12-05", None),
        ("qué día cae 90 días después del 3 de noviembre", "2027-02-01", None),
        ("el 2 de noviembre, 45 días después, qué día sería", "2026-12-17", None),
        ("dec 1, two weeks later?", "2026-12-15", None),
        ("how long until the sale", "2027-01-12", None),
        ("how many days between now and the auction", "2027-01-12", None),
        ("how far off is december 22", "2026-12-22", None),
        ("how many days we got left, trial is on Dec 18", "2026-12-18", None),
        ("cuánto falta para la subasta", "2027-01-12", None),
        ("cuántos días quedan hasta el 22 de diciembre", "2026-12-22", None),
    ],
)
def test_a_sum_of_days_is_worked_out(text: str, due: str, term: str | None) -> None:
    found = summed(text, KNOWN.heard(read_facts(text, TODAY, case=KNOWN.slot()), 1), TODAY)
    assert found and found.due.isoformat() == due and (found.term.name if found.term else None) == term


@pytest.mark.parametrize(
    "text",
    [
        "I was served Nov 14, how long do I have to answer?",
        "the sale is dec 15, how long do I have to move out",
        "how long do I have to stop the sale on dec 15",
        "I was served friday, how many days do I have",
        "how much interest is it 30 days from nov 14",
        "how long after the sale do I have to leave",
        "they filed 30 days after nov 14 and took my pay, can they",
        "how many days do they have to answer me",
        "el remate fue el 20 de noviembre por 96 mil y debíamos 131,500, ¿cuánto queda?",
    ],
)
def test_what_is_no_plain_sum(text: str) -> None:
    assert summed(text, KNOWN.heard(read_facts(text, TODAY, case=KNOWN.slot()), 1), TODAY) is None


def test_the_sum_comes_before_the_subject_and_the_other_question_stays() -> None:
    said = heard("how many days left until court and can I bring my sister?", ("served_with_papers", 0.97))
    move = decide(said, Context(case=KNOWN, today=TODAY))
    assert (move.intent, move.federal, (move.beside or "").strip()) == (
        "deadlines",
        True,
        "and can I bring my sister?",
    )
    near = decide(heard("how many days till the sale, its december 4"), Context(today=TODAY))
    assert (near.intent, near.topics) == ("two_topics", ("deadlines", "urgent"))


@pytest.mark.parametrize(
    "text", ["a guy gave it to me sunday the 15th of november", "me la entregó un señor el 15 de noviembre"]
)
def test_a_summons_that_is_known_was_given_on_the_day_that_is_told(text: str) -> None:
    held = Case().heard([Fact("paper", "summons", "", (0, 0))], 0)
    after = held.heard(read_facts(text, TODAY, case=held.slot()), 1)
    assert after["served_date"] == ["2026-11-15", "2026-11-15"]
    assert decide(heard("how long do I have to answer"), Context(case=after, today=TODAY)).intent == "deadlines"
    car = read_facts("he gave me the car on the 14th of november", TODAY, case=held.slot())
    assert "served_date" not in held.heard(car, 1)


@pytest.mark.parametrize(
    ("text", "paper"),
    [
        ("do they need a citation to freeze my account", None),
        ("what does a citation look like", None),
        ("¿es una citación para descubrir bienes?", None),
        ("if they send a summons what then", None),
        ("a citation came in the mail. is it bad?", "citation"),
        ("what do i do with my summons", "summons"),
        ("it says citation at the top what do i do", "citation"),
    ],
)
def test_a_paper_that_is_asked_about_is_not_held(text: str, paper: str | None) -> None:
    assert Case().heard(read_facts(text, TODAY), 0)["paper"] == paper


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("we never got any citation", False),
        ("please remove the citation part", False),
        ("why did you say citation", False),
        ("quite lo de la citación para descubrir", False),
        ("can the judge remove the citation", True),
        ("what is a citation", True),
    ],
)
def test_a_paper_is_taken_out_where_it_is_denied_or_to_go(text: str, stays: bool) -> None:
    held = Case().heard(read_facts("I got a citation to discover assets", TODAY), 0)
    assert ("paper" in held.heard(read_facts(text, TODAY, case=held.slot()), 1)) is stays


def test_a_day_of_another_matter_is_none_of_the_judgments() -> None:
    for text in (
        "me divorcié en 2019 y el juez le dio la casa a ella",
        "the court ordered it in 2018 in our custody case",
    ):
        assert "judgment_date" not in Case().heard(read_facts(text, TODAY), 0)
    own = Case().heard(read_facts("the judge signed the judgment in 2020 right after my divorce", TODAY), 0)
    assert own["judgment_date"][0] == "2020-01-01"
    for text in ("no, 2020 was when we got divorced", "that was my divorce not the judgment", "eso fue el divorcio"):
        assert "judgment_date" not in own.heard(read_facts(text, TODAY, case=own.slot()), 1)
