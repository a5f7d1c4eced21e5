"""A life in danger comes before everything that a message may also be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from shortfall.reading.fact import Fact
from shortfall.reading.facts import read_facts
from shortfall.talk.acts import read_acts
from shortfall.talk.case import Case
from shortfall.talk.heard import Context, Heard, Subjects
from shortfall.talk.moves import decide
from shortfall.talk.moves.answers import (
    CRISIS,
    GRAVE,
    GRAVE_BESIDE,
    GRAVE_IN_FEW,
    GRAVE_SENTENCE,
    UNWANTED,
    UNWANTED_BESIDE,
)
from shortfall.talk.offers import Offer

TODAY = date(2026, 11, 24)


def move(
    text: str, context: Context | None = None, top: str = "wage_garnishment", sure: float = 0.3, **more: float
) -> str:
    ranking = [(top, sure), ("timeline", 0.1), *more.items()]
    return decide(Heard(text, (), read_acts(text), Subjects(ranking)), context or Context()).intent


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("i want to die", "crisis"),
        ("me quiero morir", "crisis"),
        ("i want to kill the guy from the bank", "danger"),
        ("mi esposo me pega", "violence"),
        ("im so scared", "distress"),
        ("ya no puedo mas", "distress"),
    ],
)
@pytest.mark.parametrize(
    "context",
    [
        Context(),
        Context(form="estimate_form", asked="estimate_debt"),
        Context(form="callback_form", asked="callback_name"),
        Context(form="callback_form", asked="callback_about"),
        Context(form="callback_form", asked="callback_consent"),
        Context(offered=(Offer("Have a person call me", "/callback"),)),
    ],
    ids=["open", "debt", "name", "about", "consent", "offer"],
)
def test_whatever_was_asked(text: str, intent: str, context: Context) -> None:
    assert move(text, context, sure=0.6) == intent


def test_a_question_of_somebody_in_distress_is_answered() -> None:
    assert move("im so scared, can they take my check?", sure=0.9) == "wage_garnishment"


@pytest.mark.parametrize(
    "text",
    [
        "im so scared. please have a person call me today",
        "i cant sleep, can someone phone me",
        "tengo mucho miedo, llámenme por favor",
    ],
)
def test_who_asks_for_a_person_in_distress_gets_the_call(text: str) -> None:
    assert move(text) == "callback"


def test_what_only_sounds_like_it_goes_on_down_the_table() -> None:
    assert move("can they take my life insurance", sure=0.9) == "wage_garnishment"


def test_a_learned_crisis_counts_though_it_is_not_the_likeliest() -> None:
    assert move("words that no phrase of ours knows", sure=0.5, crisis=CRISIS + 0.01) == "crisis"
    assert move("words that no phrase of ours knows", sure=0.5, crisis=CRISIS - 0.01) != "crisis"


def test_who_asks_how_it_goes_on_or_is_only_afraid_needs_more_than_a_likeness() -> None:
    for text in ("i do not get how it ended like that, where would we go", "im terrified, we are losing it all"):
        assert move(text, sure=0.1, crisis=0.8) != "crisis"
        assert move(text, sure=0.01, crisis=0.97) == "crisis"


def test_the_second_look_is_obeyed_where_no_phrase_fits_and_asks_for_more_beside_a_question_or_fear() -> None:
    def look(text: str, grave: float) -> str:
        subjects = Subjects([("wage_garnishment", 0.9)], grave=grave)
        return decide(Heard(text, (), read_acts(text), subjects), Context(asked="callback_name")).intent

    assert look("words that no phrase of ours knows", GRAVE) == "crisis"
    assert look("words that no phrase of ours knows", GRAVE - 0.01) != "crisis"
    # "Call me please", "no, mejor no": what is so short resembles much.
    assert look("mejor no entonces", GRAVE_IN_FEW) == "crisis"
    assert look("mejor no entonces", GRAVE_IN_FEW - 0.01) != "crisis"
    for text in ("can they take my hunting rifle", "im terrified, we are losing it all"):
        assert look(text, GRAVE_BESIDE) == "crisis"
        assert look(text, GRAVE_BESIDE - 0.01) != "crisis"


def test_by_text_what_may_end_the_texts_is_asked_about_and_never_answered() -> None:
    def look(text: str, sure: float, context: Context, *facts: Fact) -> str:
        return decide(
            Heard(text, facts, read_acts(text), Subjects([("wage_garnishment", 0.9)], no_more_texts=sure)), context
        ).intent

    texted = Context(texted=True, asked="callback_name")
    assert look("words that no grammar of ours knows", UNWANTED, texted) == "no_more_texts"
    assert look("words that no grammar of ours knows", UNWANTED - 0.01, texted) != "no_more_texts"
    assert look("can they take my hunting rifle", UNWANTED_BESIDE - 0.01, texted) != "no_more_texts"
    for other in (replace(texted, texted=False), replace(texted, asked="callback_text")):
        assert look("words that no grammar of ours knows", 1.0, other) != "no_more_texts"
    assert look("i want to die, leave me", 1.0, texted) == "crisis"
    name = Fact("name", "Odell", "Odell", (6, 11))
    assert look("names Odell this phone is good", UNWANTED_BESIDE, texted, name) != "no_more_texts"
    assert look("its Odell and leave me alone", 1.0, texted, name) == "no_more_texts"


def test_a_word_for_help_is_no_clear_subject_to_somebody_in_distress() -> None:
    assert move("im so scared", top="help", sure=0.95) == "distress"
    assert move("tengo mucho miedo", top="spanish", sure=0.95) == "distress"


def test_the_day_that_is_asked_for_is_no_cry_for_help() -> None:
    case = Case().heard(read_facts("we were served on november 3", TODAY), 0)
    known = Context(case=case, today=TODAY, last="deadlines")
    assert move("just tell us the day", known, top="crisis", sure=0.82) == "deadlines"
    assert move("just tell us the day", top="crisis", sure=0.82) == "crisis"


@pytest.mark.parametrize(("sure", "meant"), [(GRAVE_SENTENCE, "crisis"), (GRAVE_SENTENCE - 0.01, "")])
def test_of_a_long_message_a_sentence_has_to_be_surer(sure: float, meant: str) -> None:
    text = "words that no phrase of ours knows and that go on " * 4
    found = decide(Heard(text, (), read_acts(text), Subjects([("wage_garnishment", 0.9)], grave=sure)), Context())
    assert (found.intent == "crisis") == bool(meant)
