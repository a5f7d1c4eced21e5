"""Answers inside a request for a callback."""

from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk.events import SlotSet
from sqlalchemy.orm import Session

from actions.base import World
from actions.validate_callback_form import ValidateCallbackForm
from shortfall.callbacks.consent import TEXT_VERSION, text_wording, wording
from tests.actions.helper import (
    NOW,
    PHONE,
    Outcome,
    assert_events,
    assert_form_closed,
    assert_slots,
    assert_texts,
    bot,
    create_tracker,
    run_action,
)
from tests.actions.test_action_callback import filled, stored, window

OTHER = "+17735550199"


def answer(
    world: World, text: str, asked: str | None, intent: str = "inform", slots: dict[str, Any] | None = None, **more: Any
) -> Outcome:
    tracker = create_tracker(text, intent, slots=slots, form="callback_form", asked=asked, **more)
    return run_action(ValidateCallbackForm(), tracker, world)


def confirm(world: World, text: str, intent: str = "correct") -> Outcome:
    return answer(world, text, "callback_confirmed", intent, filled(callback_confirmed=None))


# --- Each part


def test_what_it_is_about(world: World) -> None:
    outcome = answer(world, "they took my pay", "callback_about", earlier=[bot(topic="urgent")])
    about = {"topics": [], "figures": "", "urgent": "said it is urgent", "note": "they took my pay"}
    assert_events(outcome, SlotSet("callback_about", about), SlotSet("callback_tries", 0))


def test_what_it_is_about_may_be_skipped(world: World) -> None:
    outcome = answer(world, "skip", "callback_about", "skip")
    assert_slots(outcome, callback_about={"topics": [], "figures": "", "urgent": "", "note": ""})


def test_a_long_story_is_cut(world: World) -> None:
    assert len(answer(world, "blah " * 200, "callback_about").slots["callback_about"]["note"]) <= 500


def test_a_name(world: World) -> None:
    assert_slots(answer(world, "it's maria lopez", "callback_name"), callback_name="Maria Lopez", callback_tries=0)


def test_a_number(world: World) -> None:
    assert_slots(answer(world, "312 555 0143", "callback_phone"), callback_phone=PHONE)


def test_a_time_on_the_clock_of_the_number(world: World) -> None:
    outcome = answer(world, "tomorrow at noon", "callback_window", slots={"callback_phone": "+12125550143"})
    assert outcome.slots["callback_window"]["caller_zone"] == "America/New_York"


def test_a_time_that_cannot_be_had_is_said(world: World) -> None:
    outcome = answer(world, "sunday at noon", "callback_window", slots={"callback_phone": PHONE})
    assert_texts(outcome, "closed on Sundays")
    assert outcome.slots["callback_window"]["start"].startswith("2026-11-30")


def test_a_yes_to_the_call(world: World) -> None:
    outcome = answer(world, "yes", "callback_consent", "affirm", {"callback_phone": PHONE})
    given = {"version": "call-1", "wording": wording(PHONE), "at": NOW.isoformat()}
    assert_slots(outcome, callback_consent=given)


def test_no_consent_stores_nothing(world: World, session: Session) -> None:
    outcome = answer(world, "no", "callback_consent", "deny", filled(callback_consent=None))
    assert_texts(outcome, "I have not stored a request")
    assert_form_closed(outcome, "callback_form")
    assert stored(session) == 0


@pytest.mark.parametrize(
    ("text", "intent"),
    [("no, 773-555-0199", "deny"), ("it's 773-555-0199", "correct"), ("yes, 773 555 0199", "affirm")],
)
def test_the_number_corrected_when_it_is_read_back(world: World, text: str, intent: str) -> None:
    outcome = answer(world, text, "callback_consent", intent, filled(callback_consent=None))
    assert_events(outcome, SlotSet("callback_phone", OTHER), SlotSet("callback_tries", 0))


def test_the_same_number_repeated_is_a_yes(world: World) -> None:
    outcome = answer(world, "yes, 312-555-0143", "callback_consent", "affirm", {"callback_phone": PHONE})
    assert outcome.slots["callback_consent"]["wording"] == wording(PHONE)


# --- Misses


@pytest.mark.parametrize(
    ("asked", "text", "intent", "part"),
    [
        ("callback_about", "/x", "inform", "few words"),
        ("callback_name", "why?", "inform", "What name"),
        ("callback_name", "no", "deny", "What name"),
        ("callback_phone", "555-0143", "inform", "area code"),
        ("callback_phone", "312-555-014", "inform", "digit or more seems to be missing"),
        ("callback_phone", "+44 20 7946 0958", "inform", "US numbers"),
        ("callback_window", "the moon", "inform", "good time"),
        ("callback_window", "monday", "inform", "Do you mean today"),
        ("callback_consent", "maybe", "inform", '"yes" or "no"'),
        ("callback_confirmed", "hm", "inform", 'say "yes" to send it'),
    ],
)
def test_each_question_has_its_own_hint(world: World, asked: str, text: str, intent: str, part: str) -> None:
    outcome = answer(world, text, asked, intent, {"callback_phone": PHONE, "callback_tries": 1})
    assert_texts(outcome, part)
    assert_events(outcome, SlotSet("callback_tries", 2))


def test_a_yes_without_a_number_is_no_consent(world: World) -> None:
    assert_events(answer(world, "yes", "callback_consent", "affirm"), SlotSet("callback_tries", 1))


@pytest.mark.parametrize("asked", ["callback_name", "callback_confirmed"])
def test_the_third_miss_ends_with_the_phone(world: World, asked: str) -> None:
    outcome = answer(world, "hm?", asked, slots={"callback_phone": PHONE, "callback_tries": 2})
    assert_texts(outcome, "I have not stored a request")
    assert_form_closed(outcome, "callback_form")


def test_never_mind(world: World) -> None:
    outcome = answer(world, "never mind", "callback_window", "cancel", filled())
    assert_texts(outcome, "I have not sent or stored a request")
    assert_form_closed(outcome, "callback_form")


@pytest.mark.parametrize("more", [{"intent": "wage_garnishment"}, {"returning": True}, {"asked": None}])
def test_what_is_not_for_the_form_is_left_alone(world: World, more: dict[str, Any]) -> None:
    outcome = answer(world, **{"text": "maria", "asked": "callback_name", **more})
    assert_events(outcome)
    assert_texts(outcome)


# --- Private numbers


@pytest.mark.parametrize("asked", ["callback_about", "callback_name", "callback_phone", "callback_window"])
def test_a_social_security_number_is_neither_kept_nor_echoed(world: World, asked: str) -> None:
    outcome = answer(world, "my ssn is 123-45-6789", asked, slots={"callback_phone": PHONE})
    assert "leave out Social Security" in outcome.texts[0]
    assert "6789" not in str(outcome)


def test_the_rest_of_the_words_is_kept(world: World) -> None:
    outcome = answer(world, "my pay, ssn 123-45-6789", "callback_about")
    assert_slots(outcome, callback_tries=0)
    assert outcome.slots["callback_about"]["note"] == "my pay, ssn [number removed]"


# --- The last look


@pytest.mark.parametrize(
    "text", ["yes", "yes, that time works", "yes the number is right", "yes, (312) 555-0143", "send it now"]
)
def test_yes_sends_it(world: World, text: str) -> None:
    assert_events(confirm(world, text, "affirm"), SlotSet("callback_confirmed", True))


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("my name is ana ruiz", {"callback_name": "Ana Ruiz"}),
        ("change the name to ana", {"callback_name": "Ana"}),
        ("the name is wrong", {"callback_name": None}),
        ("change the time", {"callback_window": None}),
        ("friday at 10", {"callback_window": window("friday at 10")}),
        ("yes but friday at 10", {"callback_window": window("friday at 10")}),
        ("change the time to friday at 10", {"callback_window": window("friday at 10")}),
        ("change what it is about", {"callback_about": None}),
        ("change the name", {"callback_name": None}),
    ],
)
def test_any_part_can_be_changed(world: World, text: str, slots: dict[str, Any]) -> None:
    intent = "affirm" if text.startswith("yes") else "correct"
    outcome = confirm(world, text, intent)
    assert outcome.slots == {**slots, "callback_tries": 0}


@pytest.mark.parametrize(
    ("text", "phone"), [("change the number", None), ("use 773-555-0199", OTHER), ("yes but call 773-555-0199", OTHER)]
)
def test_another_number_withdraws_the_consent(world: World, text: str, phone: str | None) -> None:
    outcome = confirm(world, text, "affirm" if text.startswith("yes") else "correct")
    undone = {"callback_consent": None, "callback_text": None}
    assert outcome.slots == {"callback_phone": phone, **undone, "callback_tries": 0}


def test_a_new_time_with_two_readings_is_asked_about(world: World) -> None:
    outcome = confirm(world, "make it monday")
    assert_texts(outcome, "Do you mean today")
    assert_slots(outcome, callback_window=None)


def test_no_asks_what_to_change(world: World) -> None:
    outcome = confirm(world, "no", "deny")
    assert_texts(outcome, "What would you like to change")
    assert_events(outcome, SlotSet("callback_tries", 0))


# --- Texts


def consented(world: World, phone: str = PHONE) -> Outcome:
    return answer(world, "yes", "callback_consent", "affirm", filled(callback_phone=phone, callback_consent=None))


def test_texts_are_not_asked_about_where_none_can_be_sent(world: World) -> None:
    world.texts = lambda: False
    assert_slots(consented(world), callback_text=False)


def test_texts_are_asked_about_where_they_can(world: World) -> None:
    world.texts = lambda: True
    assert "callback_text" not in consented(world).slots


@pytest.mark.parametrize(
    ("text", "intent", "given"),
    [
        ("yes", "affirm", True),
        ("sure, no problem", "affirm", True),
        ("no", "deny", False),
        ("skip", "skip", False),
    ],
)
def test_a_clear_answer_about_texts(world: World, text: str, intent: str, given: bool) -> None:
    outcome = answer(world, text, "callback_text", intent, filled(callback_text=None))
    expected = {"version": TEXT_VERSION, "wording": text_wording(PHONE), "at": NOW.isoformat()} if given else False
    assert outcome.slots == {"callback_text": expected, "callback_tries": 0}


@pytest.mark.parametrize("text", ["what?", "hm", "yes?", "maybe", "ok but not too many"])
def test_an_unclear_answer_about_texts_is_asked_once_more_and_then_a_no(world: World, text: str) -> None:
    intent = "affirm" if text.startswith(("yes", "ok")) else "inform"
    slots = filled(callback_text=None)
    outcome = answer(world, text, "callback_text", intent, slots)
    assert outcome.slots == {"callback_tries": 1}
    again = answer(world, text, "callback_text", intent, slots | {"callback_tries": 1})
    assert again.slots == {"callback_text": False, "callback_tries": 0}
    assert_texts(again, "We will still call you")


@pytest.mark.parametrize("text", ["yes?", "yes but who pays", "ok, not sure", "i don't know", "yes wait", "what?"])
def test_only_a_clear_yes_is_consent(world: World, text: str) -> None:
    outcome = answer(world, text, "callback_consent", "affirm", filled(callback_consent=None))
    assert "callback_consent" not in outcome.slots


def test_a_yes_that_moves_the_time_is_asked_again(world: World) -> None:
    outcome = answer(world, "yes but not before 2pm", "callback_consent", "affirm", filled(callback_consent=None))
    assert "callback_consent" not in outcome.slots
    assert outcome.slots["callback_window"]["start"].startswith("2026-11-23T14:00")


def test_a_number_of_another_country_is_said_to_be_one(world: World) -> None:
    outcome = answer(world, "+[number removed]", "callback_phone")
    assert_texts(outcome, "The firm can only call US numbers")
    assert outcome.slots == {"callback_tries": 1}


def test_a_number_beside_the_name_is_taken_too(world: World) -> None:
    outcome = answer(world, "Bob & Ann Jones 773-555-0199", "callback_name")
    assert_slots(outcome, callback_name="Bob and Ann Jones", callback_phone="+17735550199")
