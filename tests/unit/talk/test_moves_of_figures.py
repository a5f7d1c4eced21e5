"""What a message means where figures are talked about: answers, acts, questions in between, and what comes after a result."""

from __future__ import annotations

from datetime import date

import pytest

from shortfall.reading.facts import read_facts
from shortfall.talk.acts import read_acts
from shortfall.talk.case import Case
from shortfall.talk.moves import Context, Heard, Subjects, decide
from shortfall.talk.offers import Offer, taken

ON = date(2026, 11, 23)


def meant(text: str, context: Context, topic: str = "nlu_fallback", sure: float = 0.2) -> str:
    facts = read_facts(text, ON, context.asked, case=context.case.slot())
    heard = Heard(text, facts, read_acts(text), Subjects([(topic, sure), ("out_of_scope", 0.02)]))
    return decide(heard, context).intent


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("250k", "inform"),
        ("i make 900 a week", "inform"),
        ("idk", "unsure"),
        ("idk what it went for", "unsure"),
        ("not sold yet", "not_yet"),
        ("skip", "skip"),
        ("i dont want to say", "skip"),
        ("why do you need that", "why"),
        ("what counts", "why"),
        ("ok", "acknowledge"),
        ("hm", "acknowledge"),
        ("thanks", "acknowledge"),
        ("yes", "affirm"),
        ("no", "deny"),
        ("never mind", "cancel"),
        ("what", "repeat"),
    ],
)
def test_a_short_answer(text: str, intent: str) -> None:
    assert meant(text, Context(form="estimate_form", asked="estimate_sale_price")) == intent


@pytest.mark.parametrize("text", ["can they take my paycheck", "i owe 312k, can they take my paycheck?"])
def test_a_question_in_between_is_a_question(text: str) -> None:
    context = Context(form="estimate_form", asked="estimate_debt")
    assert meant(text, context, "wage_garnishment", 0.9) == "wage_garnishment"


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("ok", "acknowledge"),
        ("hm", "acknowledge"),
        ("so thats for sure?", "acknowledge"),
        ("ok so that's for sure?", "acknowledge"),
        ("and if it sold for 190?", "inform"),
        ("make it 290", "inform"),
    ],
)
def test_after_a_result(text: str, intent: str) -> None:
    case = Case().heard(read_facts("it sold for 250", ON), 1)
    context = Context(case, last="calculate", offered=(Offer("Have a person call me", "/callback"),))
    assert meant(text, context) == intent


def test_a_state_after_the_desks_question_asks_nothing_again() -> None:
    assert meant("in ohio", Context(last="desk")) == "inform"


def test_a_figure_is_more_than_a_choice_in_other_words() -> None:
    offers = [Offer("There is a judgment against me", "there is a judgment against me")]
    assert taken("there is a judgment", offers, frozenset()) == offers[0]
    assert taken("the judgment against me is $150,000", offers, frozenset()) is None
