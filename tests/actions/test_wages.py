"""What may be taken from pay, as a talk."""

from __future__ import annotations

from typing import Any

import pytest

from actions.action_wages import ActionWages
from actions.base import World
from tests.actions.helper import assert_events, assert_texts, create_tracker, run_action, usd
from tests.actions.talk import Talk


@pytest.mark.parametrize(
    "turns",
    [
        ["1,150 before taxes and 900 after, weekly"],
        ["$1,150 a week", "900"],
        ["1150", "weekly", "$900"],
        ["1150", "#1", "900 a week"],
        ["1150 a week", "3,900 a month"],
        ["i make 1,050 a week", "sorry, 1,150 gross", "900"],
    ],
)
def test_the_lesser_of_the_two_limits(talk: Talk, turns: list[str]) -> None:
    said = talk.talk("/calculate_wages", *turns)
    assert talk.form is None and "at most $172.50" in said
    assert said.startswith("I read: pay of $1,150, take-home pay of $900, paid each week.")
    assert talk.card["maximum"] == {"low": "172.50", "high": "172.50"}


def test_take_home_pay_alone_is_enough(talk: Talk) -> None:
    assert "no more than $225" in talk.say("i take home 900 a week, how much can they take", "calculate_wages")
    assert talk.card["maximum"]["low"] == "0.00" and talk.slots["estimate_debt"] is None


@pytest.mark.parametrize("text", ["skip", "idk", "no"])
def test_what_is_left_may_be_skipped(talk: Talk, text: str) -> None:
    assert "no more than" in talk.talk("/calculate_wages", "1,150 a week", text)


def test_how_often_is_asked_for(talk: Talk) -> None:
    talk.talk("/calculate_wages", "1150")
    assert talk.asked == "wages_period" and next(iter(talk.choices)) == "Each week"


def test_pay_told_before_is_not_asked_for(talk: Talk) -> None:
    talk.talk("i make 1,150 a week", "/calculate_wages")
    assert talk.asked == "wages_disposable"


def test_another_persons_pay_is_not_mixed_with_the_first(talk: Talk) -> None:
    talk.talk("/calculate_wages", "1,150 gross 900 net weekly", "my husband makes 2,000")
    assert talk.slots["wages_gross"] == usd(2000) or talk.slots["wages_gross"] == {"low": "2000.00", "high": "2000.00"}
    assert talk.asked == "wages_period" and talk.slots["wages_disposable"] is None


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("1200", "cannot be more"),
        ("a trillion dollars a week", "too large"),
        ("blah", "take home"),
        ("500 euros", "US dollars"),
    ],
)
def test_what_cannot_be_is_asked_about(talk: Talk, text: str, part: str) -> None:
    assert part in talk.talk("/calculate_wages", "1,150 a week", text)
    assert talk.asked == "wages_disposable" and talk.slots["figure_tries"] == 1


def test_two_sums_of_two_people_are_asked_about(talk: Talk) -> None:
    talk.say("he makes 2,000 a week and i make 1,500 a week")
    assert talk.slots["wages_gross"] is None


def test_elsewhere_there_is_no_illinois_figure(talk: Talk) -> None:
    said = talk.talk("my house was in ohio", "i make 900 a week", "/calculate_wages")
    assert said.startswith("Ohio: ") and "15%" not in said and "$675" not in said
    assert talk.form is None and not any(m["metadata"].get("card") for m in talk.said)


def test_another_state_told_inside_the_form(talk: Talk) -> None:
    assert "Texas: wages cannot be taken" in talk.talk("/calculate_wages", "1,150 a week", "the house is in texas")
    assert talk.form is None


def test_the_third_miss_keeps_what_was_told(talk: Talk) -> None:
    said = talk.talk("/calculate_wages", "1,150", "blah", "blah", "blah")
    assert "(312) 600-8815" in said and "pay of $1,150" in said and talk.form is None


@pytest.mark.parametrize(
    "slots", [{}, {"wages_gross": usd(1150)}, {"wages_gross": usd(1150), "wages_period": "weekly"}]
)
def test_silent_without_figures(world: World, slots: dict[str, Any]) -> None:
    outcome = run_action(ActionWages(), create_tracker(slots=slots), world)
    assert_events(outcome)
    assert_texts(outcome)


def test_the_most_is_said_before_take_home_pay_is_asked_for(talk: Talk) -> None:
    said = talk.say("how much could they take, I make 1,000 a week before taxes", "calculate_wages")
    assert "no more than $150 can be taken" in said and "$1,000" in said
    assert talk.asked == "wages_disposable"


def test_the_most_is_said_when_pay_is_told_in_the_form(talk: Talk) -> None:
    said = talk.talk("/calculate_wages", "1,000 a week before taxes")
    assert "no more than $150 can be taken" in said and "I read: pay of $1,000" in said


@pytest.mark.parametrize(("pay", "nothing"), [("730 a week", True), ("740 a week", False)])
def test_near_the_protected_pay_the_taxes_that_all_pay_are_counted(talk: Talk, pay: str, nothing: bool) -> None:
    """7.65% of $730 leaves $674.16, below the $675 that cannot be taken; of $740 it leaves $683.39."""
    said = talk.say(f"how much could they take, I make {pay} before taxes", "calculate_wages")
    assert ("likely nothing" in said) is nothing


def test_what_goes_out_by_choice_is_added_back(talk: Talk) -> None:
    talk.talk(
        "/calculate_wages", "1,600 every two weeks", "I bring home 1,400 after my health insurance, that's 50 a check"
    )
    assert talk.card["disposable"] == "1450.00" and talk.card["maximum"] == {"low": "100.00", "high": "100.00"}
    assert "added back the $50" in talk.last
    talk.say("sorry, I make 1,000 a week")
    assert "chosen" not in talk.case


def test_take_home_far_below_the_pay_is_asked_about(talk: Talk) -> None:
    said = talk.talk("/calculate_wages", "1,600 every two weeks", "80 after taxes")
    assert "very little beside your pay" in said and talk.asked == "wages_disposable"


def test_for_what_hours_a_figure_holds_is_said_and_asked(talk: Talk) -> None:
    said = talk.talk("/calculate_wages", "i make 30 an hour")
    assert "with 40 hours a week" in said and "How many hours do you work?" in said
    said = talk.say("32")
    assert "$960" in said and "40 hours" not in said and "hourly" not in talk.case
    talk.say("750 after taxes")
    assert (talk.card["gross"], talk.card["disposable"]) == ("960.00", "750.00")


def test_no_hours_are_asked_for_that_were_told(talk: Talk) -> None:
    said = talk.talk("/calculate_wages", "18 an hour, between 25 and 30 hours")
    assert "$450 to $540" in said and "40 hours" not in said


def test_take_home_pay_told_in_hand_is_shown_as_such(talk: Talk) -> None:
    talk.talk("/calculate_wages", "en la mano me quedan como 640 a la semana")
    assert (talk.card["gross"], talk.card["disposable"]) == (None, "640.00")


def test_money_in_the_bank_is_no_pay_and_take_home_pay_is_enough(talk: Talk) -> None:
    talk.talk("/calculate_wages", "3100 a week", "3100 is whats stuck in the bank, not my pay")
    assert talk.case["pay"] is None and talk.asked == "wages_gross"
    said = talk.say("I clear about 1150 a week")
    assert "very little" not in said and talk.form is None and talk.card["maximum"]["high"] == "287.50"


@pytest.mark.parametrize(
    "text",
    [
        "Forget my pay. Can Discover take my farmhouse",
        "never mind the paycheck, can they take my truck?",
        "skip my wages. what about my car?",
        "olvídese de mi sueldo. ¿me pueden quitar la camioneta?",
        "deje lo de mi sueldo, ¿pueden quitarme el carro?",
    ],
)
def test_who_drops_the_pay_leaves_the_form_with_an_answer(talk: Talk, text: str) -> None:
    talk.talk("/calculate_wages", "1150")
    talk.say(text, "exemptions/car")
    assert talk.form is None and talk.asked is None
    assert len(talk.texts) == 1 and "3,600" in talk.last


@pytest.mark.parametrize("text", ["forget my pay", "olvídese de mi sueldo"])
def test_who_only_drops_the_pay_leaves_the_form(talk: Talk, text: str) -> None:
    talk.talk("/calculate_wages", "1150", text)
    assert talk.form is None
