"""The same question asked again: the move, and what is said to it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from shortfall.content.questions import LANGUAGES, Language, label
from shortfall.reading.facts import read_facts
from shortfall.talk.acts import read_acts
from shortfall.talk.asked_again import PATIENCE, READINGS, asked_again, same_question
from shortfall.talk.case import Case
from shortfall.talk.heard import Context, Heard, Subjects
from shortfall.talk.moves import decide

TODAY = date(2026, 11, 23)
PAY, DECREE, STOP = (
    "wage_garnishment/overview",
    "cosigner_spouse_divorce/divorce_decree",
    "sale_process/stop_or_postpone",
)
CAR, ACCOUNT = "exemptions/car", "bank_account_freeze/overview"


def move(text: str, last: str, *likeliest: tuple[str, float], before: str = "", **more: Any) -> str:
    """What a message is taken for after the answer to `last`; by the likeliest question where none are given."""
    found = likeliest or ((last, 0.5), (CAR, 0.2))
    ranking = [(found[0][0].partition("/")[0], found[0][1]), ("privacy", 0.05)]
    subjects = Subjects(ranking, 0.8, likeliest=found)
    context = Context(last=last, answered=frozenset({last.partition("/")[0]}), before=before, today=TODAY, **more)
    return decide(Heard(text, read_facts(text, TODAY), read_acts(text), subjects), context).intent


@pytest.mark.parametrize(
    ("text", "last", "before"),
    [
        ("yes but can they touch my check", PAY, ""),
        ("ok, but could a judge hold it up?", STOP, ""),
        ("so do I have to pay it or not", DECREE, ""),
        ("no, I mean what would I owe then", DECREE, ""),
        ("you still haven't said if it can be stopped", STOP, ""),
        ("doesn't the decree take me off the loan?", DECREE, "does the divorce decree get me off that loan"),
        ("pero me lo pueden quitar", PAY, ""),
        ("entonces lo pueden hacer, sí o no", PAY, ""),
        ("todavía no me dice si puedo pararla", STOP, ""),
    ],
)
def test_the_same_asked_again_is_no_new_question(text: str, last: str, before: str) -> None:
    assert move(text, last, before=before) == "complaint"


@pytest.mark.parametrize(
    ("text", "likeliest"),
    [
        ("yes but can they take the truck", ((CAR, 0.9), (PAY, 0.05))),
        ("but I live in Ohio, can they take it there", ((PAY, 0.5), (CAR, 0.2))),  # a new fact is used
        ("but thank you", ((PAY, 0.5), (CAR, 0.2))),
        ("but my brother kept the house after we split", ((PAY, 0.5), (CAR, 0.2))),
    ],
)
def test_another_question_or_a_new_fact_is_not_the_same_again(text: str, likeliest: Any) -> None:
    assert move(text, PAY, *likeliest) != "complaint"


def test_what_is_concluded_from_the_last_answer_asks_for_no_other() -> None:
    text = "so there is no lien on my own place either, right?"
    context = Context(last=PAY, answered=frozenset({"wage_garnishment"}), today=TODAY)
    for name, intent in ((PAY, "repeat"), ("wage_garnishment/before_judgment", "wage_garnishment")):
        subjects = Subjects([("wage_garnishment", 0.9)], 0.8, likeliest=((name, 0.9),))
        assert decide(Heard(text, (), read_acts(text), subjects), context).intent == intent


def test_inside_a_form_nothing_is_taken_for_asked_again() -> None:
    assert move("ok but is it before taxes", PAY, form="wages_form", asked="wages_gross") != "complaint"


@pytest.mark.parametrize("text", ["that's not what I asked. how long is it", "no, not that. can they take it"])
def test_a_complaint_is_not_answered_by_a_neighbour_that_is_not_plain(text: str) -> None:
    near = "wage_garnishment/before_judgment"
    assert move(text, PAY, (near, 0.7), (CAR, 0.1)) == "complaint"
    assert move(text, PAY, (near, 0.95), (CAR, 0.01)) == "wage_garnishment"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_understood_other_readings_then_a_person(language: Language) -> None:
    readings = [PAY, CAR, ACCOUNT, "fees/lawyer_cost", STOP]
    said = [asked_again(PAY, readings, Case(), language, nth=nth, phone="312-555-0100") for nth in range(PATIENCE + 2)]
    assert len({text for text, _ in said}) == len(said)
    for text, choices in said[:PATIENCE]:
        assert label("wage_garnishment", language) in text or label(PAY, language) in text
        assert len(choices) == READINGS + 1 and choices[-1][1] == "/callback"
        assert choices[0] == (label(CAR, language), f"/{CAR}")
    for text, choices in said[PATIENCE:]:
        assert "312-555-0100" in text and choices[0][1] == "/callback"


def test_where_nothing_else_may_be_meant_the_person_comes_at_once() -> None:
    text, choices = asked_again(CAR, [], Case(), "en", nth=0, phone="312-555-0100")
    assert "312-555-0100" in text and "Can they take my car?" in text and [to for _, to in choices] == ["/callback"]
    # Who says that it was something else is asked what.
    text, choices = asked_again(CAR, [], Case(), "en", nth=0, phone="312-555-0100", sorry=True)
    assert text.startswith("Sorry") and [to for _, to in choices] == ["/callback"]


def test_elsewhere_the_person_is_the_states_own_help() -> None:
    case = Case.of({"state": {"value": "TX"}})
    for nth in range(PATIENCE + 1):
        text, choices = asked_again(CAR, [ACCOUNT], case, "en", nth=nth, phone="312-555-0100")
        assert "312-555-0100" not in text and choices[-1][1] == "/free_help/help_other_states"
    assert "texaslawhelp.org" in text


def test_words_in_common_make_one_question() -> None:
    assert same_question("can the lender take my truck", "so the lender, can it take the truck?")
    assert not same_question("can the lender take my truck", "can the lender call my work")
