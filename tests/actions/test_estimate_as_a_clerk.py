"""An estimate talked as a clerk with a calculator would: what is in it, how sure it is, done anew, undone, dropped."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.actions.talk import Talk

TOLD = "judgment was 231,650 on june 18 2025, it sold january 13 2026 for 180,000 in illinois"


def left(talk: Talk) -> Decimal:
    return Decimal(talk.card["deficiency"]["low"])


def test_fees_of_two_kinds_are_both_in_it_by_their_names_and_the_interest_is_counted_aloud(talk: Talk) -> None:
    said = talk.say(f"{TOLD}. legal fees 1,900 and a sheriff's fee of 450 i think", "calculate")
    assert "lawyers' fees of $1,900, a sale fee of $450 (a guess)" in said
    assert "209 days at $57.12 a day (9% a year) is in the sum: $11,937.91" in said and "Court costs can change" in said
    assert left(talk) == Decimal("231650") + Decimal("11937.91") + 1900 + 450 - 180_000


@pytest.mark.parametrize(
    "denial",
    [
        "9,500 paid??? i said i never paid",
        "there was no payment of 9,500",
        "who said 9,500. i did not pay that",
        "no hubo ningún pago de 9,500",
    ],
)
def test_a_figure_said_back_is_undone_by_whichever_words(talk: Talk, denial: str) -> None:
    talk.say("owed 240k, sold for 200k in illinois, i paid 9,500 already", "calculate")
    assert left(talk) == 30_500
    assert "nothing paid so far" in talk.say(denial, "already_paid")
    assert left(talk) == 40_000


@pytest.mark.parametrize("year", ["paid half of it in 24", "pagué una parte en el 22", "i paid some since '19"])
def test_a_year_is_no_payment(talk: Talk, year: str) -> None:
    talk.say(f"owed 240k, sold for 200k in illinois. {year}", "calculate")
    assert left(talk) == 40_000


def test_it_is_worked_out_anew_with_days_and_never_started_over(talk: Talk) -> None:
    talk.say("owed 231,650, sold for 180,000 in illinois", "calculate")
    said = talk.say("run the numbers again, judgment june 18 2025 and sale january 13 2026", "restart")
    assert said.startswith("Changed: judgment on June 18, 2025, sale on January 13, 2026.")
    assert left(talk) == Decimal("63587.91") and talk.choices.get("Add costs") == "/refine"
    talk.say("recalculate it", "restart")
    assert left(talk) == Decimal("63587.91")


def test_how_exact_it_is_says_what_is_unsure_and_who_decides(talk: Talk) -> None:
    talk.say(f"{TOLD}. taxes 4,300, late fees maybe 310", "calculate")
    whole = talk.say("could this be off by a lot", "nlu_fallback")
    assert "to the cent" in whole and "$310 (your guess)" in whole
    assert talk.say("so who sets the real amount", "sale_process").startswith("The judge decides")
    assert talk.say("can i rely on that number", "nlu_fallback") != whole
    assert "you dispute taxes, $4,300" in talk.say("i dispute the taxes", "taxes")


@pytest.mark.parametrize("words", ["skip", "skip. is that even legal", "pass. a lawyer wants 39,400"])
def test_a_skip_is_taken_and_not_asked_again(talk: Talk, words: str) -> None:
    talk.talk("/calculate", "190k", "not sold yet")
    assert "not ask that again" in talk.say(words, "nlu_fallback") and talk.asked is None


def test_who_goes_a_step_back_is_asked_again_however_often_it_was(talk: Talk) -> None:
    talk.talk("/calculate", "312k")
    talk.say("why do you ask that", "why")
    assert "not ask that again" not in talk.say("back", "back") and talk.asked == "estimate_debt"


def test_all_of_it_in_short(talk: Talk) -> None:
    talk.say(TOLD, "calculate")
    said = talk.say("can you put it all together in one place", "nlu_fallback")
    assert said.startswith("In short:") and "$63,588" in said and "Fees and costs can change it." in said
