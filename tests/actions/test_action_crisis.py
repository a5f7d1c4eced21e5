"""The lifeline in both languages and on both channels, with a form left as it is; and a human word to distress."""

from __future__ import annotations

from typing import Any

import pytest

from actions.action_acknowledge import ActionAcknowledge
from actions.action_crisis import ActionCrisis
from actions.action_distress import ActionDistress
from actions.base import Turn, World
from actions.request import about, noted
from shortfall.base.gsm7 import foreign, septets
from tests.actions.helper import bot, create_tracker, run_action, usd, user


@pytest.mark.parametrize("channel", ["web", "sms"])
@pytest.mark.parametrize(
    ("level", "text", "parts"),
    [
        ("crisis", "i want to die", ["988", "911"]),
        ("crisis", "me quiero morir", ["oprima 2", "AYUDA", "911"]),
        ("danger", "i want to kill the guy from the bank", ["911", "988"]),
        ("danger", "quiero matar al del banco", ["911", "oprima 2"]),
        ("violence", "he hits me", ["800-799-7233", "911"]),
        ("violence", "mi esposo me pega", ["800-799-7233", "911", "español"]),
    ],
)
def test_who_helps_now(world: World, channel: str, level: str, text: str, parts: list[str]) -> None:
    outcome = run_action(ActionCrisis(), create_tracker(text, level, channel=channel), world)
    assert len(outcome.texts) == 1
    assert all(part in outcome.texts[0] for part in parts)
    assert outcome.messages[0]["metadata"]["topic"] == level
    assert not outcome.messages[0]["buttons"]
    if channel == "sms" and "988 y" not in outcome.texts[0] and "español" not in outcome.texts[0]:
        assert not foreign(outcome.texts[0]) and septets(outcome.texts[0]) <= 306


@pytest.mark.parametrize(
    ("form", "slots", "asked"),
    [
        ("estimate_form", {"estimate_debt": usd(180_000)}, "estimate_sale_price"),
        ("estimate_extras_form", {"estimate_debt": usd(180_000)}, "estimate_time"),
        ("wages_form", {"wages_gross": usd(900)}, "wages_disposable"),
        ("interest_form", {"judgment_amount": usd(50_000)}, "interest_days"),
        ("plan_form", {"judgment_amount": usd(50_000)}, "plan_payment"),
        ("callback_form", {"callback_name": "Maria"}, "callback_phone"),
    ],
)
@pytest.mark.parametrize(
    ("level", "text"), [("crisis", "i want to die"), ("danger", "i will shoot the buyer"), ("violence", "he hits me")]
)
def test_a_form_and_what_was_told_in_it_stay(
    world: World, form: str, slots: dict[str, Any], asked: str, level: str, text: str
) -> None:
    tracker = create_tracker(text, level, slots=slots, form=form, asked=asked)
    outcome = run_action(ActionCrisis(), tracker, world)
    assert outcome.events == [] and len(outcome.texts) == 1


def test_distress_gets_a_human_word_and_a_person(world: World) -> None:
    outcome = run_action(ActionDistress(), create_tracker("im so scared", "distress"), world)
    assert "weighs on you" in outcome.texts[0] and "(312) 600-8815" in outcome.texts[0]
    assert "/callback" in outcome.payloads
    inside = create_tracker("im so scared", "distress", form="estimate_form", asked="estimate_debt")
    assert run_action(ActionDistress(), inside, world).payloads == []  # the form asks again


def test_the_word_comes_before_the_first_answer_of_the_turn_alone(world: World) -> None:
    outcome = run_action(ActionAcknowledge(), create_tracker("im so scared. ok", "acknowledge", comfort=True), world)
    assert outcome.texts[0].startswith("I am sorry this is so hard. ")
    tracker = create_tracker("im so scared. ok", "acknowledge", comfort=True)
    tracker.events.append(bot("This is a lot to carry", topic="help"))
    assert not run_action(ActionAcknowledge(), tracker, world).texts[0].startswith("I am sorry")


def test_a_threat_is_not_passed_on_as_what_the_call_is_about(world: World) -> None:
    threat = "i want to kill the guy from the bank who sold my house to his own brother"
    plain = "my house was sold in march and now they want 62 thousand more from me"
    tracker = create_tracker("call me", "callback", earlier=[user(threat), user(plain)])
    turn = Turn(None, tracker, world)
    assert about(turn)["told"] == plain
    assert noted(turn, threat)["note"] == ""


@pytest.mark.parametrize(
    ("text", "then"), [("i want to die", "can wait"), ("i want to die, the sale is tomorrow", "together")]
)
@pytest.mark.parametrize("channel", ["web", "sms"])
def test_a_day_that_is_near_does_not_wait(world: World, channel: str, text: str, then: str) -> None:
    said = run_action(ActionCrisis(), create_tracker(text, "crisis", channel=channel), world).texts[0]
    assert then in said and said.index("988") < said.index(then)
    assert ("can wait" in said) == (then == "can wait")
