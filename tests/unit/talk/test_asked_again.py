"""The same question asked again: the move, and what is said to it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from shortfall.content.questions import LANGUAGES, Language, questions
from shortfall.reading.facts import read_facts
from shortfall.talk.acts import read_acts
from shortfall.talk.asked_again import MOST, PATIENCE, Again, asked_again, same_question
from shortfall.talk.case import Case
from shortfall.talk.compose import left_of
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


@pytest.mark.parametrize(
    "text", ["that's not what I asked", "eso no es lo que pregunté", "you didn't answer my question"]
)
def test_a_complaint_that_asks_nothing_is_one_whatever_it_resembles(text: str) -> None:
    assert move(text, PAY, ("deny", 1.0), ("correct", 0.0)) == "complaint"


@pytest.mark.parametrize("text", ["yes or no?", "so, yes or no", "sí o no?"])
def test_yes_or_no_is_of_what_was_answered_before_the_desk_asked_back(text: str) -> None:
    assert move(text, "desk", ("affirm", 0.8), ("deny", 0.1), question=PAY) == "complaint"


@pytest.mark.parametrize(
    ("text", "made"),
    [("No.", "complaint"), ("none of those", "complaint"), ("ninguna", "complaint"), ("no thanks", "")],
)
def test_who_takes_none_of_it_was_not_answered(text: str, made: str) -> None:
    assert (move(text, PAY, ("deny", 1.0), ("correct", 0.0)) == "complaint") == bool(made)


def test_who_takes_none_of_it_is_offered_the_next_likeliest_and_then_a_person() -> None:
    found = again((PAY, 0.4), none=True)
    assert "not answered" in found.text and [to for _, to in found.choices] == [f"/{PAY}", "/callback"]
    assert "not answered" not in again((PAY, 0.4), none=True, nth=1).text


def test_inside_a_form_nothing_is_taken_for_asked_again() -> None:
    assert move("ok but is it before taxes", PAY, form="wages_form", asked="wages_gross") != "complaint"


@pytest.mark.parametrize("text", ["that's not what I asked. how long is it", "no, not that. can they take it"])
def test_a_complaint_is_not_answered_by_a_neighbour_that_is_not_plain(text: str) -> None:
    near = "wage_garnishment/before_judgment"
    assert move(text, PAY, (near, 0.7), (CAR, 0.1)) == "complaint"
    assert move(text, PAY, (near, 0.95), (CAR, 0.01)) == "wage_garnishment"


def again(
    *readings: tuple[str, float],
    case: Case | None = None,
    said: tuple[str, ...] = (),
    language: Language = "en",
    **more: Any,
) -> Again:
    def opening(name: str) -> str:
        words = f"So it is with {name}."
        return "" if words in said else words

    return asked_again(CAR, readings, case or Case(), language, opening=opening, phone="312-555-0100", **more)


@pytest.mark.parametrize("language", LANGUAGES)
def test_asked_on_and_on_it_goes_from_another_reading_to_what_else_there_is_to_a_person(language: Language) -> None:
    sued = Case.of({"stage": {"value": "judgment"}})
    assert again((CAR, 0.8), (ACCOUNT, 0.15), language=language).answer == ACCOUNT
    told, texts = [ACCOUNT], list[str]()
    said: list[str] = []
    for nth in range(PATIENCE + 3):
        found = again((CAR, 0.9), (STOP, 0.03), language=language, case=sued, told=told, said=tuple(said), nth=nth)
        assert found.answer is None and found.text not in texts
        texts.append(found.text)
        said += [f"So it is with {to.removeprefix('/')}." for _, to in found.choices if nth < PATIENCE]
    opened, stage, person = texts[0], texts[PATIENCE], texts[PATIENCE + 1]
    assert f"So it is with {STOP}." not in opened, "it assumes a sale that is over"
    assert opened.count("So it is with") == MOST and f"So it is with {CAR}." not in "".join(texts)
    assert "312-555-0100" not in stage and "312-555-0100" in person


@pytest.mark.parametrize(("runner_up", "answered"), [(0.04, False), (0.08, True)])
def test_another_reading_is_answered_where_it_is_likely_among_what_is_left(runner_up: float, answered: bool) -> None:
    assert (again((CAR, 0.85), (ACCOUNT, runner_up)).answer == ACCOUNT) is answered
    assert again((ACCOUNT, 0.2), (CAR, 0.8), told=[ACCOUNT]).answer is None


def test_more_is_the_rest_then_the_overview_and_no_other_reading() -> None:
    assert again((ACCOUNT, 0.9), more=True, rest="And a rest.") == Again("And a rest.")
    assert again((ACCOUNT, 0.9), more=True).answer == "exemptions/overview"
    assert again(more=True, told=["exemptions/overview"]).text.count("So it is with") == MOST


def test_who_says_it_was_not_that_hears_it() -> None:
    assert again((ACCOUNT, 0.9), sorry=True).text.startswith("Sorry") and again((CAR, 0.9), sorry=True).text.startswith(
        "Sorry"
    )


def test_elsewhere_the_person_is_the_states_own_help() -> None:
    found = again(case=Case.of({"state": {"value": "TX"}}), nth=PATIENCE + 1)
    assert "312-555-0100" not in found.text and "texaslawhelp.org" in found.text
    assert [to for _, to in found.choices] == ["/free_help/help_other_states"]


def test_what_is_left_of_an_answer_is_what_its_short_text_does_not_say() -> None:
    overview = questions()["bankruptcy/overview"].text_for({})
    left = left_of(overview.web["en"], overview.sms["en"])
    assert len(left.split()) >= 20 and all(line in overview.web["en"] for line in left.splitlines())
    assert left_of(overview.web["en"], overview.web["en"]) == ""


def test_words_in_common_make_one_question() -> None:
    assert same_question("can the lender take my truck", "so the lender, can it take the truck?")
    assert not same_question("can the lender take my truck", "can the lender call my work")


def test_what_is_opened_has_to_do_with_what_they_asked() -> None:
    found = again((CAR, 0.9), (STOP, 0.03), (ACCOUNT, 0.03), words="can they empty my bank account")
    opened = {to.removeprefix("/") for _, to in found.choices}
    assert ACCOUNT in opened and STOP not in opened
    assert "312-555-0100" in again((CAR, 0.9), (STOP, 0.03), words="qwerty", nth=PATIENCE).text


@pytest.mark.parametrize(
    ("text", "meant"),
    [("so they can take it?", "repeat"), ("entonces sí pueden?", "repeat"), ("so can they or not?", "complaint")],
)
def test_a_short_conclusion_is_answered_by_the_heart_of_what_was_said(text: str, meant: str) -> None:
    assert move(text, PAY) == meant
    assert move(text, PAY, (CAR, 0.9), (PAY, 0.05)) != "repeat"  # it names another subject strongly
