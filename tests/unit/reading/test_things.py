"""What there is, or is not, in somebody's case, as they name it."""

from __future__ import annotations

from datetime import date

import pytest

from shortfall.reading.facts import Fact, read_facts
from shortfall.reading.things import ANSWERED, FILED, LATE, NONE, OPEN, THERE, find_things
from shortfall.talk.case import Case


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("it was just a regular mortgage from the credit union", "reverse"),
        ("dad's loan is not a reverse one", "reverse"),
        ("nobody here has a reverse mortgage", "reverse"),
        ("mi mamá nunca tuvo hipoteca inversa", "reverse"),
        ("it was never an investment property", "rental"),
        ("no es hipoteca inversa", "reverse"),
        ("el préstamo es normal, de un banco", "reverse"),
        ("we never took a heloc", "second"),
        ("there was only one loan on it", "second"),
        ("no tenemos segunda hipoteca", "second"),
        ("no HOA here, it's a farmhouse", "association"),
        ("it isn't a condo", "association"),
        ("HOA? never had one, it's a farm", "association"),
        ("I'm not a renter, my name is on the deed", "lease"),
        ("it is a conventional mortgage", "va"),
        ("the loans are with two different lenders", "one_bank"),
        ("son dos bancos", "one_bank"),
        ("there is no court case", "court"),
        ("nobody ever sued us", "court"),
        ("they haven't taken us to court", "court"),
        ("nothing has come from the court", "court"),
        ("the courthouse never sent us anything", "court"),
        ("all we have are letters from the servicer", "court"),
        ("no hay nada de corte", "court"),
        ("la corte no nos ha mandado nada", "court"),
        ("nadie me ha demandado", "court"),
        ("solo me llegan cartas del banco", "court"),
        ("no auction date was set", "sale_day"),
        ("we never got a notice of sale", "sale_day"),
        ("no hay fecha de remate", "sale_day"),
        ("nobody got a judgment against me", "judged"),
        ("the judge never gave them a judgment", "judged"),
        ("no existe sentencia en mi contra", "judged"),
        ("el banco nunca ganó una sentencia", "judged"),
    ],
)
def test_what_is_denied(text: str, thing: str) -> None:
    assert {each.value for each in find_things(text) if each.name == thing} == {NONE}


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("isn't this a reverse mortgage?", "reverse"),
        ("not sure it's a reverse mortgage", "reverse"),
        ("if it is not a reverse mortgage, who pays", "reverse"),
        ("si no es hipoteca inversa quién paga", "reverse"),
        ("the second mortgage was not named in the suit", "second"),
        ("not the second mortgage, the first one", "second"),
        ("no HOA letter ever came", "association"),
        ("we can't pay the dues", "association"),
        ("I ask about the bank, not HOA", "association"),
        ("my tenants never paid", "rental"),
        ("both are with the same lender", "one_bank"),
        ("I never got the summons", "court"),
        ("there's no HOA fee left to pay", "association"),
        ("can they take my pay without a court case", "court"),
        ("if there is no court case can they", "court"),
        ("is there no judgment against me?", "judged"),
        ("I can't pay a judgment", "judged"),
        ("is a lis pendant a judgment", "judged"),
    ],
)
def test_what_is_only_spoken_of_is_not_denied(text: str, thing: str) -> None:
    assert {each.value for each in find_things(text) if each.name == thing} == {THERE}


@pytest.mark.parametrize("text", ["no va a haber venta", "I was served on the second", "wait a second", "va bien"])
def test_what_names_nothing(text: str) -> None:
    assert find_things(text) == ()


@pytest.mark.parametrize(
    ("denied", "then", "thing"),
    [
        ("nothing from the court so far", "now they sued me", "court"),
        ("no sale date yet", "they set the sale, the auction is on January 9", "sale_day"),
        ("nobody got a judgment against me", "they got a judgment against me today", "judged"),
    ],
)
def test_what_was_denied_and_came_after_all_is_denied_no_more(denied: str, then: str, thing: str) -> None:
    case = Case()
    for turn, text in enumerate((denied, then)):
        assert (case[thing] == NONE) is bool(turn)
        things = [Fact(each.name, each.value, "", (0, 0), sure=each.sure) for each in find_things(text)]
        case = case.heard([*read_facts(text, date(2026, 12, 1), case=case.slot()), *things], turn)
    assert case[thing] != NONE


def test_a_question_about_it_says_not_that_there_is_a_case() -> None:
    (asked,) = find_things("when is my court date")
    assert not asked.sure
    assert find_things("I just got a letter from the court") == ()


@pytest.mark.parametrize(
    "text",
    [
        "I want to pay so they don't sue me",
        "nobody has sued me for the money, only for the house",
        "I have never been sued before",
        "no fui a ninguna corte ese día",
        "I don't have a case number",
        "no texts, just the phone call",
        "no sale yet, it is on January 8",
    ],
)
def test_what_denies_no_case_and_no_day(text: str) -> None:
    assert NONE not in {each.value for each in find_things(text)}


@pytest.mark.parametrize(
    ("text", "how_far"),
    [
        ("a default judgment was entered last week", LATE),
        ("the judge put me in default", LATE),
        ("I missed the deadline", LATE),
        ("the 30 days are over", LATE),
        ("I didn't answer in time", LATE),
        ("ya pasaron los 30 días y no contesté la demanda", LATE),
        ("se me pasó el plazo para contestar", LATE),
        ("el juez nos declaró en rebeldía", LATE),
        ("I already filed my answer", FILED),
        ("I missed the deadline but then I filed my answer", FILED),
        ("ya presenté mi contestación", FILED),
        ("I have not filed an answer yet", OPEN),
        ("we never missed the deadline", OPEN),
    ],
)
def test_what_became_of_the_answer_to_the_court(text: str, how_far: str) -> None:
    assert [each.value for each in find_things(text) if each.name == ANSWERED] == [how_far]


@pytest.mark.parametrize(
    "text",
    [
        "what if I missed the deadline",
        "did I miss the deadline?",
        "I'm in default on the loan",
        "they want a default entered against me",
        "I got a default notice",
        "si no contesto, me declaran en rebeldía",
        "I filed for bankruptcy",
    ],
)
def test_what_says_nothing_of_the_answer(text: str) -> None:
    assert ANSWERED not in {each.name for each in find_things(text)}


def test_what_is_said_to_be_there_is_sure_and_a_mention_is_not() -> None:
    (said,), (mentioned,) = find_things("she had a reverse mortgage"), find_things("we talked about a reverse mortgage")
    assert (said.sure, mentioned.sure) == (True, False)
