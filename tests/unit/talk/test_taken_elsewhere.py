"""What can be taken goes by the state that was asked of, else by where somebody lives or works; and a sale of one's own is no auction."""

from datetime import date

import pytest

from shortfall.content.premises import answered_by
from shortfall.content.questions import LANGUAGES, questions
from shortfall.reading.facts import read_facts
from shortfall.talk.case import Case
from shortfall.talk.compose import compose

DAY = date(2026, 11, 30)
VALUES = dict.fromkeys(
    "help firm phone address hours attorney vehicle wildcard wage_gross_share wage_floor federal_wage_share".split(),
    "X",
)


def heard(*said: str) -> Case:
    case = Case()
    for turn, words in enumerate(said):
        case = case.heard(read_facts(words, DAY, case=case.slot()), turn)
    return case


@pytest.mark.parametrize(
    ("said", "state"),
    [
        (("the judgment is from Illinois, I moved to Tampa", "so what did the home have to do with it"), "Florida"),
        (
            (
                "we lost the house in Rockford",
                "my shop is over in Beloit, Wisconsin and my job is only there",
                "work is in Wisconsin",
            ),
            "Wisconsin",
        ),
        (("hay una sentencia, la casa estaba en Cicero", "en Arizona me pueden embargar el sueldo?"), "Arizona"),
        (("the foreclosure was in Joliet", "would Iowa let them touch my wages"), "Iowa"),
        (("I live in Dallas", "the condo was in Chicago, there is a judgment"), "Texas"),
    ],
)
@pytest.mark.parametrize(
    "name", ["wage_garnishment/out_of_state", "wage_garnishment/how_much", "state_law/moved_with_judgment"]
)
def test_a_question_on_pay_opens_with_the_rule_where_it_is_taken(said: tuple[str, ...], state: str, name: str) -> None:
    case = heard(*said)
    assert case["state"] == "IL"
    for channel in ("web", "sms"):
        told = compose(questions()[name], case, "en", channel, VALUES).text
        assert (
            told.startswith(f"{state}: ")
            and f"filed with a court in {state} first" in told
            and "Illinois judgment" not in told
        )


@pytest.mark.parametrize(
    "said",
    [
        "they have no Illinois branch",
        "my employer has no office in Illinois",
        "mi patron no tiene sucursal en Illinois",
    ],
)
def test_where_an_employer_is_not_takes_no_home_away(said: str) -> None:
    case = heard("the house was in Illinois", "I work in Texas", said)
    assert (case["state"], case["works_in"]) == ("IL", "TX")


def test_a_home_that_was_noted_elsewhere_is_put_right() -> None:
    facts = read_facts(
        "no, the home was in Illinois and I live in Texas", DAY, case=heard("my house is in Texas").slot()
    )
    assert ("retracted", "state") in {(fact.name, fact.value) for fact in facts}
    case = heard("my house is in Texas", "no, the home was in Illinois and I live in Texas")
    assert (case["state"], case["lives_in"]) == ("IL", "TX")


@pytest.mark.parametrize(
    ("said", "yet"),
    [
        ("the bank took our home many years ago", False),
        ("perdimos la casa hace muchos años", False),
        ("it was auctioned in February 2026", False),
        ("my house was sold", False),
        ("the house was sold at the sheriff sale 2 weeks ago", True),
        ("the auction is on December 20", True),
    ],
)
def test_only_before_a_judgment_can_be_is_it_said_that_pay_cannot_be_taken_yet(said: str, yet: bool) -> None:
    question = questions()["wage_garnishment/when_it_starts"]
    for channel in ("web", "sms"):
        told = compose(question, heard(said), "en", channel, VALUES, today=DAY).text
        assert ("cannot be taken yet" in told) is yet


@pytest.mark.parametrize(
    "said",
    [
        ("Our agent sold it for us in 2023",),
        ("sold our condo w a broker, a credit line is left",),
        ("the place was sold", "there never was any foreclosure"),
        ("vendimos la casa por nuestra cuenta",),
        ("fue una venta normal",),
    ],
)
def test_a_sale_of_ones_own_is_answered_without_the_auction(said: tuple[str, ...]) -> None:
    case = heard(*said, "we closed in May 2024")
    assert (case["ended"], case["stage"]) == ("own_sale", None)
    for name in ("second_mortgage_heloc/overview", "still_owe_after_foreclosure/overview", "credit_impact/overview"):
        words = answered_by(questions()[name], case.values()).text_for(case.values())
        for language in LANGUAGES:
            for told in (words.web[language], words.sms[language]):
                assert not any(
                    each in told for each in ("first lender", "order approving", "primer banco", "orden que aprueba")
                )


@pytest.mark.parametrize(
    ("said", "ended"),
    [
        (("we sold it through a realtor", "it was a short sale"), "short_sale"),
        (("the bank took the house", "there was no auction"), "strict_foreclosure"),
        (("we sold the house", "no, the bank foreclosed on us"), None),
        (("can I sell my house with a realtor",), None),
    ],
)
def test_another_end_stays_what_it_is(said: tuple[str, ...], ended: str | None) -> None:
    assert heard(*said)["ended"] == ended


def test_another_states_judgment_is_taken_from_pay_in_illinois_by_the_rule_here() -> None:
    case = heard("the judgment is from Indiana and I work in Illinois now, can they garnish me")
    assert (case["state"], case["works_in"]) == ("IN", "IL")
    for channel in ("web", "sms"):
        told = compose(questions()["wage_garnishment/out_of_state"], case, "en", channel, VALUES).text
        assert "Indiana: " not in told and "Illinois limit applies" in told
