"""What is taken back is said and reckoned without; a judgment long before its sale counts only once that is confirmed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.actions.talk import Talk

OLD = "the judgment was in March 2012, I owed 188k and it sold for 141k in May 2025 in illinois"


def owed(talk: Talk) -> Decimal:
    low, high = (Decimal(talk.card["deficiency"][end]) for end in ("low", "high"))
    assert low == high
    return low


@pytest.mark.parametrize(
    "text",
    ["that's wrong, nothing has been paid", "paid already: $0", "no, we never paid anything", "no hemos pagado nada"],
)
def test_a_payment_that_was_none(talk: Talk, text: str) -> None:
    talk.say("owed 188k, sold for 141k in illinois, I paid 2,600 already", "calculate")
    assert owed(talk) == 44400
    said = talk.say(text, "correct")
    assert said.startswith(("Changed: nothing paid so far.", "Cambiado: nada pagado hasta ahora."))
    assert owed(talk) == 47000


def test_what_is_worked_out_aloud_makes_it_no_worse(talk: Talk) -> None:
    talk.say("owed 188k, sold for 141k in illinois, I paid 2,600 already", "calculate")
    talk.say("Not so. Nothing was paid. $188,000 minus $141,000 is $47,000", "correct")
    assert owed(talk) == 47000


def test_that_there_is_no_judgment_takes_its_interest_away(talk: Talk) -> None:
    talk.say("judgment in March 2025, I owed 188k and it sold for 141k in May 2025 in illinois", "calculate")
    assert Decimal(talk.card["deficiency"]["high"]) > 47000
    assert talk.say("no, there is no judgment", "correct").startswith("Changed: no judgment so far.\n")
    assert owed(talk) == 47000


def test_that_there_is_no_judgment_is_said_where_nothing_is_reckoned(talk: Talk) -> None:
    talk.say("the judgment was in March 2025", "inform")
    assert "no judgment so far" in talk.say("wrong, there is no judgment", "correct")
    assert "judgment_date" not in talk.slots["case"]


def test_interest_from_a_judgment_long_before_the_sale_is_left_out_and_that_is_said(talk: Talk) -> None:
    said = talk.say(OLD, "calculate")
    assert "about 13 years, so I left that interest out" in said and owed(talk) == 47000
    assert "interest" not in {part["name"] for part in talk.card["components"]}


def test_it_is_asked_about_and_a_yes_counts_it(talk: Talk) -> None:
    talk.say(OLD, "calculate")
    assert "about 13 years. Was it so long?" in talk.say("/refine")
    talk.talk("yes", "skip")
    assert Decimal(talk.card["deficiency"]["low"]) > 188000  # 47,000 and thirteen years at 9%


@pytest.mark.parametrize("text", ["no", "skip"])
def test_a_no_leaves_it_out(talk: Talk, text: str) -> None:
    talk.say(OLD, "calculate")
    talk.say("/refine")
    talk.say(text, "deny" if text == "no" else "skip")
    talk.say("skip")
    assert owed(talk) == 47000


def test_another_time_counts_at_once(talk: Talk) -> None:
    talk.say(OLD, "calculate")
    talk.say("/refine")
    talk.talk("7 months", "skip")
    assert 47000 < Decimal(talk.card["deficiency"]["high"]) < 60000


def test_a_judgment_of_last_year_needs_no_question(talk: Talk) -> None:
    said = talk.say(OLD.replace("2012", "2024"), "calculate")
    assert "left that interest out" not in said and Decimal(talk.card["deficiency"]["low"]) > 47000
