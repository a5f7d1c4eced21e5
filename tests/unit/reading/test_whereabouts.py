"""Whose a place is that a message names: the home's, the person's, or somebody else's, and how a mistake is put right."""

from __future__ import annotations

from datetime import date

import pytest

from shortfall.reading.facts import read_facts
from shortfall.reading.states import find_state
from shortfall.talk.acts import read_acts
from shortfall.talk.case import Case
from shortfall.talk.heard import Context, Heard, Subjects
from shortfall.talk.moves import decide

DAY = date(2026, 11, 28)


def heard(*messages: str) -> Case:
    """The case after these messages."""
    case = Case()
    for turn, message in enumerate(messages):
        case = case.heard(read_facts(message, DAY, case=case.slot()), turn)
    return case


@pytest.mark.parametrize(
    "said",
    [
        "my stepdad in Nevada told me they can't do that",
        "my cousins live in Georgia and they say it is different",
        "my sister-in-law in Michigan filed bankruptcy and kept her car",
        "my daughter goes to school in Ohio",
        "our co-signer's brother moved back to Arizona",
        "I have an uncle, in Kentucky, who helps me",
        "their lawyers are based in St. Louis, Missouri",
        "I got a call from a lady in Buffalo, New York",
        "the servicer sends its mail from Dallas, Texas",
        "the one who helps me lives in Kansas",
        "mi cuñado en Georgia dice que alla no pueden",
        "mis suegros viven en Arizona",
        "mi esposa se fue a Indiana con los niños",
        "me hablan de un numero de Nueva York",
        "el licenciado es de Houston, Texas",
        "tengo familia en California",
        "una prima que vive en Denver, Colorado no me contesta",
        "ella trabaja en Kansas",
        "quien me ayuda vive en Nevada",
        "my uncle has a house in Wisconsin",
        "mi hermana tiene una casa en Florida",
        "mi hermana me ayuda mucho, ella renta en kenosha wisconsin",
        "my sister helps me with this, she rents up in Kenosha, Wisconsin",
        "un compañero de trabajo renta en Indiana y no le hicieron nada",
        "a guy at work lost his place in Iowa and owed nothing",
        "is it true that in Nevada they can't sue you after?",
        "I heard in California they can't come after you",
        "dicen que en California no te cobran nada despues",
        "the bank is suing everybody in Texas and it scares me",
        "what would happen if I was in Florida instead",
    ],
)
def test_where_somebody_else_is_moves_no_home(said: str) -> None:
    for known in ("our condo in Skokie was sold", "perdimos la casa en Waukegan"):
        case = heard(known, said)
        assert (case["state"], case["lives_in"]) == ("IL", None)


@pytest.mark.parametrize(
    ("said", "home", "lives"),
    [
        ("my husband and I had a house in Georgia", "GA", None),
        ("my ex and I lost a house in Georgia", "GA", None),
        ("I have a nephew in Ohio who is losing his home", "OH", None),
        ("my mom lives in Ohio and they are foreclosing on her house", "OH", None),
        ("my mother's condo in Michigan went to auction", "MI", None),
        ("la casa de mi papa en Houston la van a rematar", "TX", None),
        ("I live with my daughter in Nevada", None, "NV"),
        ("my house was in Joliet, I'm staying with my sister in Nevada", "IL", "NV"),
        ("la casa estaba en Joliet, ahora vivo con mi hija en Nevada", "IL", "NV"),
        ("perdi mi casa en Chicago y me mude a Texas", "IL", "TX"),
        ("nos mudamos de Chicago a Texas cuando perdimos la casa", "IL", "TX"),
        ("vivo en Texas y me quieren quitar el sueldo", None, "TX"),
        ("la que está en Texas es mi casa", "TX", None),
        ("dad died, his house in Joliet is in foreclosure and my brother in Oregon does not care", "IL", None),
        ("my lender is suing me in Texas", "TX", None),
        ("can a person in Indiana be made to pay the rest", "IN", None),
        ("is there a free lawyer in Toledo, Ohio", "OH", None),
        ("I used to live in Texas and they sold it", "TX", None),
        ("they can't garnish wages in Texas, right?", "TX", None),
        ("my house is in Belleville, across the river from St. Louis", "IL", None),
        ("my home in Alton, Illinois, is near St. Louis", "IL", None),
        ("I live in Joliet and the paper says something of Texas", "IL", None),
        ("the house is in Calumet City, I rent in Hammond, Indiana now", "IL", "IN"),
        ("we had a house in Aurora and another in Florida", "FL", None),
        # A relative lost theirs, beside one's own.
        ("I live in Aurora Illinois. My sister lost her house in Ohio last year. I am behind too", "IL", None),
        ("mi hermana perdió su casa en Texas. yo vivo en Illinois y también voy atrasado", "IL", None),
        ("my uncle lost his condo in Michigan and now we're behind, we live in Cicero Illinois", None, "IL"),
        ("I live in Illinois. My mom lost her house in Indiana. Can they come after her for the rest", "IN", "IL"),
    ],
)
def test_whose_home_it_is_counts_and_where_they_live(said: str, home: str | None, lives: str | None) -> None:
    case = heard(said)
    assert (case["state"], case["lives_in"]) == (home, lives)


@pytest.mark.parametrize(
    "correction",
    [
        "no, not Iowa",
        "I never lived in Iowa",
        "that's where my son lives, not me",
        "Iowa is where my son lives",
        "I live in Peoria, it's my son who is in Iowa",
        "no, my dad is the one in Iowa",
        "no es Iowa, es Illinois",
        "no, en Iowa esta mi hermano, yo estoy en Peoria",
        "ahi vive mi hermana, yo no",
        "yo no tengo nada que ver con Iowa",
        "yo vivo en Peoria, el que vive en Iowa es mi primo",
        "I do not live in Iowa",
        "You have it wrong, I don't stay in Iowa",
        "Iowa is wrong",
        "who said I live in Iowa",
        "I never said anything about Iowa",
        "Iowa no tiene nada que ver",
        "forget Iowa, I live in Peoria",
    ],
)
@pytest.mark.parametrize("mistake", ["Iowa", "and my home would be in Iowa"])
def test_a_correction_takes_the_other_state_away_for_good(mistake: str, correction: str) -> None:
    case = heard("my house is in Peoria", mistake)
    assert "IA" in (case["state"], case["lives_in"])
    case = case.heard(read_facts(correction, DAY, case=case.slot()), 2)
    assert case["state"] == "IL" and case["lives_in"] in {None, "IL"}
    later = case.heard(read_facts("can they take my house?", DAY, case=case.slot()), 3)
    assert later["state"] == "IL"


@pytest.mark.parametrize(
    "said",
    [
        "my son is in Texas too",
        "my brother is in Ohio",
        "I don't live in Texas anymore",
        "we left Texas in May",
        "can they do that in another state",
    ],
)
def test_what_is_no_correction_takes_nothing_away(said: str) -> None:
    assert heard("my house in Texas was sold", said)["state"] == "TX"


def test_a_correction_is_noted_and_no_rule_is_told_for_it() -> None:
    words = "no, I am in Elgin, the one in Nevada is my aunt"
    case = heard("our home is in Elgin")
    facts = read_facts(words, DAY, case=case.slot())
    subjects = Subjects([("state_law", 0.9), ("x", 0.05)], pair=("state_law", "collection_methods"))
    move = decide(Heard(words, facts, read_acts(words), subjects), Context(case=case, last="exemptions/homestead"))
    assert move.intent == "inform"


def test_what_was_taken_back_is_named_with_what_counts_now() -> None:
    case = heard("our home is in Alton, Illinois", "I moved to Missouri in May")
    assert (case["state"], case["lives_in"]) == ("IL", "MO")
    gone = [fact for fact in read_facts("I do not live in Missouri", DAY, case=case.slot()) if fact.name == "retracted"]
    assert [(fact.value, fact.words) for fact in gone] == [("lives_in", "MO")]


def test_a_question_about_a_relative_names_no_state_to_answer_for() -> None:
    assert find_state("my brother in Texas asks if they can take his car") is None
    assert find_state("mi hermano esta en Texas") is None
    assert find_state("my house in Texas, my brother in Ohio") == "TX"


@pytest.mark.parametrize(
    "said",
    [
        "wait so u only do illinois?",
        "are you in illinois",
        "but ur in chicago",
        "is that 312 # chicago illinois?",
        "does that count in florida or is that illinois",
        "can an illinois lawyer help me",
        "ustedes son de illinois?",
        "¿solo trabajan en Chicago?",
    ],
)
def test_where_the_firm_is_moves_no_home(said: str) -> None:
    case = heard("my house is in Florida")
    assert case.heard(read_facts(said, DAY, case=case.slot()), 1).place == "FL"


@pytest.mark.parametrize(
    "said",
    [
        "no, I told you it is in Illinois",
        "my house is in Chicago",
        "I live in Joliet now",
        "sorry, i meant my Illinois house",
    ],
)
def test_what_is_said_of_the_home_still_does(said: str) -> None:
    case = heard("my house is in Florida")
    case = case.heard(read_facts(said, DAY, case=case.slot()), 1)
    assert "IL" in (case["state"], case["lives_in"])


@pytest.mark.parametrize(
    "said",
    [
        "i work over in st louis missouri",
        "my boss is in Indiana",
        "I drive over to Wisconsin for work",
        "trabajo en Missouri",
        "my job is in Gary, Indiana",
    ],
)
def test_where_somebody_works_is_no_home(said: str) -> None:
    case = heard("the house in Belleville was foreclosed", said)
    assert (case["state"], case["lives_in"]) == ("IL", None)


@pytest.mark.parametrize(
    "said",
    ["so nothing if its illinois and 25 if its missouri is that it?", "si es Texas, ¿me pueden quitar el cheque?"],
)
def test_what_may_be_is_no_place(said: str) -> None:
    case = heard("the house in Belleville was foreclosed", said)
    assert (case["state"], case["lives_in"]) == ("IL", None)


@pytest.mark.parametrize(
    "said",
    [
        "the man who had the keys has gone off to Nevada",
        "we took the kids on a trip to Florida last summer and I am so tired",
        "the number they call me on is Ohio I think, and they never stop",
        "mi cuñada cuida niños en Cicero y no le pagan",
        "la carta viene a MI nombre y la firma mi esposo",
    ],
)
def test_a_place_that_nothing_ties_to_the_home_is_none(said: str) -> None:
    assert not {"state", "county", "asked_of"} & {*heard(said)}


@pytest.mark.parametrize(
    ("said", "places"),
    [
        (
            ("the judgment against me is from Ohio and I live in Denver now", "so can they do it in Colorado?"),
            ("OH", "CO"),
        ),
        (("I live in Houston now", "so is that a yes for texas?"), (None, "TX")),
        (("they sold my condo last month", "im in nevada, can I get it without flying in"), (None, "NV")),
        (("my dad has a house in Laredo and I am here in Joliet",), (None, "IL")),
    ],
)
def test_a_home_that_is_elsewhere_is_not_where_they_live(said: tuple[str, ...], places: tuple[str | None, ...]) -> None:
    case = heard(*said)
    assert (case["state"], case["lives_in"], case["county"]) == (*places, None)


@pytest.mark.parametrize(
    ("said", "stage"),
    [
        ("served 11/18/26, and I am one payment behind by my own count", "sued"),
        ("they want 9,000, who do I owe after the sale?", None),
        ("where do I find the lis pendens that lets me go", None),
        ("el viernes pasado remataron mi townhouse", "sold"),
    ],
)
def test_the_furthest_step_that_is_stated_counts(said: str, stage: str | None) -> None:
    assert heard(said)["stage"] == stage


@pytest.mark.parametrize(
    ("said", "bankruptcy"),
    [
        ("hi i did a ch 7 bankrupcy finshed 2 yrs ago", "discharged"),
        ("the bk is OVER tho", "discharged"),
        ("my chapter 7 case closed last june", "discharged"),
        ("we got through bankruptcy in 2022", "discharged"),
        ("my chapter 13 is not over yet", "filed"),
        ("i want the bankruptcy over with", None),
        ("when is my bankruptcy over?", None),
        ("my bankruptcy payments are over my head", None),
    ],
)
def test_a_bankruptcy_that_is_over(said: str, bankruptcy: str | None) -> None:
    assert heard(said)["bankruptcy"] == bankruptcy


@pytest.mark.parametrize(
    ("said", "stages"),
    [
        ("my townhouse in bolingbrook gets sold in 9 days", (None, "sale_set")),
        ("the house is being SOLD in two weeks", (None, "sale_set")),
        ("mi casa se vende en 9 dias", (None, "sale_set")),
        ("it got sold 9 days ago", ("sold",)),
        ("my house was sold in 2019", ("sold",)),
        ("it sold in a sheriff sale", ("sold",)),
    ],
)
def test_a_sale_to_come_is_no_sale_that_was(said: str, stages: tuple[str | None, ...]) -> None:
    assert heard(said)["stage"] in stages
    assert heard("my home sells in 9 days", "NOT sold. not yet.")["ended"] == "not_sold"
