"""Answers that send to a county's office name it, where a town or a county of Illinois was told."""

from __future__ import annotations

from datetime import date

import pytest

from shortfall.base.channel import Channel
from shortfall.base.gsm7 import folded, septets
from shortfall.content.questions import Language, questions
from shortfall.reading.facts import read_facts
from shortfall.talk.case import Case
from shortfall.talk.compose import compose, helped
from tests.unit.talk.test_rules_elsewhere import VALUES

TODAY = date(2026, 11, 30)
FILE, CLERK, AID = (
    "already_have_judgment/where_is_the_file",
    "served_with_papers/which_clerk",
    "free_help/legal_aid_illinois",
)


def heard(*said: str) -> Case:
    case = Case()
    for turn, text in enumerate(said):
        case = case.heard(read_facts(text, TODAY, case=case.slot()), turn)
    return case


def answer(
    name: str, case: Case, language: Language = "en", channel: Channel = "web", told: tuple[str, ...] = ()
) -> str:
    return compose(questions()[name], case, language, channel, VALUES, today=TODAY, told=told).text


@pytest.mark.parametrize(
    ("said", "opens"),
    [
        (
            "my condo in Aurora was sold",
            "Aurora is mostly in Kane County (parts in DuPage, Will and Kendall): ask the Kane",
        ),
        ("the house is in Elgin", "Elgin is mostly in Kane County (part in Cook): ask the Kane County circuit clerk."),
        ("it is in Will County, we got papers", "Ask the Will County circuit clerk."),
        ("we had a bungalow in Berwyn", "Berwyn is in Cook County: ask the Cook County circuit clerk"),
        ("is Skokie in Cook County?", "Yes, Skokie is in Cook County: ask"),
        ("is Wheaton in Cook County?", "No, Wheaton is in DuPage County: ask"),
        ("is Aurora in Will County?", "In part: Aurora is mostly in Kane"),
    ],
)
def test_an_answer_opens_with_the_county(said: str, opens: str) -> None:
    assert answer(CLERK, heard(said)).startswith(opens)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("channel", ["web", "sms"])
def test_what_holds_in_cook_county_is_for_its_people(language: Language, channel: Channel) -> None:
    here, away = (answer(FILE, heard(said), language, channel) for said in ("a flat in Cicero", "a house in Joliet"))
    if channel == "web":
        assert "Daley Center" in here and "judici.com" in away
    assert "Daley" not in away and "Cook" not in away and "only" not in here and "Solo" not in here
    assert {"Daley", "Cook"} <= {*answer(FILE, heard("it was sold"), language, channel).replace(":", " ").split()}


@pytest.mark.parametrize("name", ["sale_process/illness_children", "sale_process/before_sheriff", "scams/report_it"])
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("channel", ["web", "sms"])
def test_no_number_of_cook_county_is_given_to_others(name: str, language: Language, channel: Channel) -> None:
    said = answer(name, heard("our house in Wheaton"), language, channel)
    assert said and "312-603" not in said and "Cook" not in said
    assert "312-603" in answer(name, heard("a flat in Cicero"), language, "web")


def test_a_name_as_well_known_elsewhere_counts_once_illinois_was_said() -> None:
    assert "Sangamon" not in answer(CLERK, heard("we lost the house in Springfield"))
    assert "Sangamon" in answer(CLERK, heard("we lost the house in Springfield", "yes in Illinois"))
    assert heard("we lost the house in Springfield", "in Missouri").place_here is None


def test_the_office_is_named_again_in_short() -> None:
    case = heard("the house is in Aurora")
    first = answer(CLERK, case)
    assert answer(FILE, case, told=(first,)).startswith("For you that is the Kane County circuit clerk.")


def test_the_legal_aid_is_that_of_the_county_they_told() -> None:
    assert "Land of Lincoln" in answer(AID, heard("I am in Decatur", "Illinois"))
    assert "Cook" not in answer(AID, heard("our home in Sterling, Illinois"))  # none is known for Whiteside County
    asked = "my dad in Rockford needs a free lawyer"
    assert answer(AID, helped(heard(asked), [asked])).startswith("Rockford is in Winnebago County.")


def test_every_opening_leaves_a_text_message_of_two_parts() -> None:
    for question in (each for each in questions().values() if each.office):
        for said in (
            "is Cicero in Cook County?",
            "a condo in Minooka",
            "near East St. Louis",
            "in Barrington Hills, Illinois",
        ):
            for language in ("en", "es"):
                assert septets(folded(answer(question.id, heard(said), language, "sms"))) <= 306, (question.id, said)
