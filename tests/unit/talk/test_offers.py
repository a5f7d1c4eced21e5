"""What was offered can be taken up by its number, its place or its words, and "more" always leads on."""

from __future__ import annotations

import pytest

from shortfall.content.questions import label
from shortfall.talk.acts import read_acts
from shortfall.talk.heard import Context, Heard, Move, Subjects
from shortfall.talk.moves import decide
from shortfall.talk.offers import BY_DAY, BY_FIGURE, Offer, open_choices, taken

NUMBERED = [
    ("{n}", 9), ("#{n}", 9), ("{n}.", 9), ("({n})", 9), ("option {n}", 9), ("number {n} please", 9), ("no. {n}", 9), ("opci\u00f3n {n}", 9),
]  # fmt: skip
ORDINALS = [
    ("the first", 0),
    ("the second one", 1),
    ("third", 2),
    ("2nd one please", 1),
    ("one", 0),
    ("la segunda", 1),
    ("uno", 0),
]
OFFERS = [Offer("Yes, send it", "yes"), Offer("Change the time", "change the time"), Offer("Never mind", "never mind")]


@pytest.mark.parametrize("asked", [None, "callback_consent", "callback_phone", "callback_confirmed"])
@pytest.mark.parametrize("shape", [shape for shape, _ in NUMBERED])
def test_every_offer_is_taken_up_by_its_number(shape: str, asked: str | None) -> None:
    for place, offer in enumerate(OFFERS, 1):
        assert taken(shape.format(n=place), OFFERS, frozenset(), asked=asked) is offer
    for beyond in (4, 9, 10, 250, 0):
        assert taken(shape.format(n=beyond), OFFERS, frozenset(), asked=asked) is None


@pytest.mark.parametrize(("text", "place"), ORDINALS)
def test_every_offer_is_taken_up_by_its_place(text: str, place: int) -> None:
    assert taken(text, OFFERS, read_acts(text), asked="callback_confirmed") is OFFERS[place]


@pytest.mark.parametrize("asked", sorted(BY_FIGURE))
def test_a_bare_number_answers_a_question_for_a_figure(asked: str) -> None:
    offers = [Offer("Not sold yet", "not sold yet"), Offer("Not sure", "not sure")]
    for text in ("1", "2", "one", "two", "dos"):
        assert taken(text, offers, frozenset(), asked=asked) is None
    for text, place in (("the second", 1), ("the first one", 0), ("la segunda", 1)):
        assert taken(text, offers, frozenset(), asked=asked) is (None if asked in BY_DAY else offers[place])
    assert taken("Not sure.", offers, frozenset(), asked=asked) is offers[1]


@pytest.mark.parametrize("text", ["1 week", "the first of May", "1,000", "1 2", "one hundred", "1k", "no", ""])
def test_no_number_no_choice(text: str) -> None:
    assert taken(text, OFFERS, frozenset()) is None


def test_the_choices_that_stand_are_those_of_what_was_asked_last() -> None:
    assert open_choices([]) == ()
    assert open_choices([(None, "ab"), (None, "")]) == "ab"
    assert open_choices([(None, "ab"), (None, "cd")]) == "cd"
    assert open_choices([(None, "ab"), ("callback_name", "")]) == ""
    assert open_choices([(None, "ab"), ("callback_consent", "cd")]) == "cd"


def more(text: str, context: Context) -> Move:
    return decide(Heard(text, (), read_acts(text), Subjects([("x", 0.1), ("y", 0.1)])), context)


@pytest.mark.parametrize(
    "text",
    [
        "MORE",
        "more",
        "More please",
        "tell me more",
        "tell me more about this",
        "the rest",
        "m\u00e1s",
        "M\u00e1s por favor",
    ],
)
def test_more_reads_on_what_was_opened_else_says_what_else_there_is(text: str) -> None:
    shown = (Offer(label("exemptions/tools", "en"), "/exemptions/tools"),)
    assert more(text, Context(last="exemptions/car", offered=shown)).intent == "complaint"
    opened = Offer(f"More: {label('exemptions/tools', 'en')}", "/exemptions/tools")
    assert more(text, Context(last="exemptions/car", offered=(*shown, opened))).question == "exemptions/tools"


def test_more_of_nothing_has_the_desk_ask() -> None:
    assert more("more", Context()).intent == "unsure"
    assert more("more", Context(last="desk")).intent == "unsure"


def test_yes_takes_what_does_something_or_is_alone_but_not_one_of_three_questions() -> None:
    questions_ = [Offer("Can they take my car?", "/exemptions/car"), Offer("And my pay?", "/wage_garnishment/how_much")]
    call = Offer("Have a person call me", "/callback")
    for yes in ("yes", "yes please", "sure"):
        acts = read_acts(yes)
        assert taken(yes, questions_, acts) is None
        assert taken(yes, questions_[:1], acts) is questions_[0]
        assert taken(yes, [call, *questions_], acts) is call
        assert taken(yes, OFFERS, acts) is OFFERS[0]


@pytest.mark.parametrize(
    "text",
    ["2. it got moved once and there is no new day", "1) i think so, we got it in may", "#3: but I have no papers"],
)
def test_a_number_with_a_word_more(text: str) -> None:
    place = int(next(c for c in text if c.isdigit())) - 1
    assert taken(text, OFFERS, frozenset()) == OFFERS[place]


@pytest.mark.parametrize("text", ["1. what is owed, 2. who pays it", "2 loans are on it", "5. nothing of that"])
def test_a_list_of_ones_own_takes_none(text: str) -> None:
    assert taken(text, OFFERS, frozenset()) is None


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("there is no judgment", None),
        ("there isn't a judgment against me", None),
        ("no hay sentencia contra mí", None),
        ("there is a judgment", "There is a judgment against me"),
        ("no, there is a judgment", "There is a judgment against me"),
        ("behind, no case yet", "I am behind, no court case yet"),
    ],
)
def test_what_is_denied_is_not_chosen(text: str, chosen: str | None) -> None:
    offers = [
        Offer(label, "x")
        for label in ("I am behind, no court case yet", "There is a judgment against me", "Hay una sentencia contra mí")
    ]
    found = taken(text, offers, frozenset())
    assert (found and found.label) == chosen
