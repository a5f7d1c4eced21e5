"""Answers inside a request for a callback, and everything that is none."""

from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk.events import SlotSet
from sqlalchemy.orm import Session

from actions.base import World
from actions.validate_callback_form import ValidateCallbackForm
from shortfall.callbacks.consent import wording
from shortfall.sms.store import SmsPerson, person_of
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
    usd,
    user,
)
from tests.actions.talk import Talk
from tests.actions.test_action_callback import filled, stored, window

OTHER = "+17735550199"
NAMED = {"callback_name": "Maria Lopez", "callback_about": {"topics": [], "figures": "", "urgent": "", "note": ""}}
KNOWN = NAMED | {"callback_phone": PHONE}


def answer(
    world: World, text: str, asked: str | None, intent: str = "inform", slots: dict[str, Any] | None = None, **more: Any
) -> Outcome:
    tracker = create_tracker(text, intent, slots=slots, form="callback_form", asked=asked, **more)
    return run_action(ValidateCallbackForm(), tracker, world)


def confirm(world: World, text: str, intent: str = "correct", **more: Any) -> Outcome:
    read_back = bot(f"Name: Maria Lopez\n{wording(PHONE, more.get('channel', 'web'))}", asking="callback_confirmed")
    return answer(
        world, text, "callback_confirmed", intent, filled(callback_confirmed=None), earlier=[read_back], **more
    )


# --- Each part, and several in any order


@pytest.mark.parametrize(
    ("text", "asked", "slots"),
    [
        ("it's maria lopez", "callback_name", {"callback_name": "Maria Lopez"}),
        ("312 555 0143", "callback_phone", {"callback_phone": PHONE}),
        ("312 555 0143 ext. 204", "callback_phone", {"callback_phone": f"{PHONE};ext=204"}),
        (
            "Bob & Ann Jones 773-555-0199",
            "callback_name",
            {"callback_name": "Bob and Ann Jones", "callback_phone": OTHER},
        ),
        ("312 555 0143", "callback_name", {"callback_phone": PHONE}),
        (
            "weekday mornings",
            "callback_name",
            {"callback_window": window("weekday mornings"), "callback_offered": None},
        ),
        ("my name is Rosa Diaz", "callback_phone", {"callback_name": "Rosa Diaz"}),
        (
            "rosa diaz 312 555 0143 friday at 10",
            "callback_name",
            {
                "callback_name": "Rosa Diaz",
                "callback_phone": PHONE,
                "callback_window": window("friday at 10"),
                "callback_offered": None,
            },
        ),
        ("Loan Nguyen", "callback_name", {"callback_name": "Loan Nguyen"}),
        ("April", "callback_name", {"callback_name": "April"}),
    ],
)
def test_parts_are_taken_whatever_was_asked(world: World, text: str, asked: str, slots: dict[str, Any]) -> None:
    outcome = answer(world, text, asked)
    assert outcome.slots == {**slots, "callback_tries": 0}
    whole = {"callback_name", "callback_phone", "callback_window"} <= slots.keys()
    more = {"callback_phone", "callback_window"} & slots.keys() - {asked}
    assert len(outcome.texts) == (bool(more) and not whole)  # what else came is said back


def test_a_time_on_the_clock_of_the_number(world: World) -> None:
    outcome = answer(world, "tomorrow at noon", "callback_window", slots={"callback_phone": "+12125550143"})
    assert outcome.slots["callback_window"]["caller_zone"] == "America/New_York"


@pytest.mark.parametrize("intent", ["inform", "nlu_fallback"])
@pytest.mark.parametrize(
    ("text", "acts", "ranking"),
    [
        ("add interest and costs", [], [{"name": "refine", "confidence": 0.9}]),
        ("can they take my paycheck", ["asks"], []),
        ("hm", ["acknowledge"], []),
    ],
)
def test_nothing_else_is_taken_for_a_name(
    world: World, text: str, acts: list[str], ranking: list[dict[str, Any]], intent: str
) -> None:
    outcome = answer(world, text, "callback_name", intent, acts=acts, intent_ranking=ranking)
    assert outcome.slots.get("callback_name") is None


def test_a_correction_of_what_was_given_before(world: World) -> None:
    assert_slots(answer(world, "wait, my number is 773-555-0199", "callback_window", slots=KNOWN), callback_phone=OTHER)
    assert_slots(answer(world, "the name is wrong", "callback_window", slots=KNOWN), callback_name=None)


# --- Whose call it is


def test_the_call_is_for_somebody_else(world: World) -> None:
    outcome = answer(world, "it's for my mom Rosa", "callback_name")
    assert (outcome.slots["callback_name"], outcome.slots["callback_about"]["who"]) == ("Rosa", "mom")


@pytest.mark.parametrize(
    ("word", "subject"), [("House", "nlu_fallback"), ("Call", "callback"), ("Good", "acknowledge"), ("good", "thanks")]
)
def test_a_name_that_is_a_word_is_put_down_when_it_is_said_again(talk: Talk, word: str, subject: str) -> None:
    assert "What name" in talk.say("please have someone call me", "callback")
    assert "A first name is enough" in talk.say(word, subject) and talk.asked == "callback_name"
    talk.say(word, subject)
    assert (talk.slots["callback_name"], talk.asked) == (word.capitalize(), "callback_phone")


def test_a_name_that_is_a_word_is_put_down_when_it_is_called_their_name(talk: Talk) -> None:
    talk.say("please have someone call me", "callback")
    talk.talk("Lord", "my name is Lord")
    assert (talk.slots["callback_name"], talk.asked) == ("Lord", "callback_phone")


def test_a_refusal_that_is_said_again_is_no_name(talk: Talk) -> None:
    talk.say("please have someone call me", "callback")
    talk.talk("private", "private")
    assert talk.slots["callback_name"] is None


def test_call_her_not_me(world: World) -> None:
    """The one woman who was spoken of; the name that was given was the writer's own."""
    earlier = [user("my mom owes on her house")]
    outcome = answer(world, "call HER not me", "callback_phone", slots=NAMED, earlier=earlier)
    assert outcome.slots["callback_about"]["who"] == "mom"
    assert outcome.slots["callback_name"] is None
    two = [user("my mom and my sister own it")]
    outcome = answer(world, "call HER not me", "callback_phone", slots=NAMED, earlier=two)
    assert outcome.slots["callback_about"]["who"] == "someone else"


@pytest.mark.parametrize(
    ("text", "intent"), [("same number", "inform"), ("this number is fine", "inform"), ("yes", "affirm")]
)
def test_by_text_this_number_is_the_senders(world: World, text: str, intent: str) -> None:
    with world.sessions()() as session, session.begin():
        session.add(SmsPerson(person=person_of(OTHER), number=OTHER, pages="[]", choices=[]))
    outcome = answer(world, text, "callback_phone", intent, NAMED, channel="sms", conversation=person_of(OTHER))
    assert_slots(outcome, callback_phone=OTHER, callback_tries=0)


def test_on_the_web_this_number_is_the_one_told_before(world: World) -> None:
    slots = NAMED | {"case": {"phone": {"value": OTHER}}}
    assert_slots(answer(world, "same number", "callback_phone", slots=slots), callback_phone=OTHER)
    assert_texts(answer(world, "same number", "callback_phone", slots=NAMED), "did not see a phone number")


# --- The time


@pytest.mark.parametrize("text", ["after 5", "tomorrow at 9pm", "sunday at noon"])
def test_a_time_that_cannot_be_had_is_a_question(world: World, text: str) -> None:
    outcome = answer(world, text, "callback_window", slots=KNOWN)
    assert outcome.slots["callback_window"] is None
    offered = outcome.slots["callback_offered"]
    assert offered["wish"] == text
    taken = answer(world, "yes", "callback_window", "affirm", KNOWN | {"callback_offered": offered})
    assert_slots(taken, callback_window=offered, callback_offered=None)


@pytest.mark.parametrize("intent", ["inform", "cancel"])
def test_none_of_the_times_on_the_buttons(world: World, intent: str) -> None:
    """Whatever a model takes the words of the button for."""
    outcome = answer(world, "another time", "callback_window", intent, KNOWN | {"callback_tries": 1})
    assert_texts(outcome, "What other time would suit you?")
    assert_slots(outcome, callback_tries=0)


def test_maybe_another_time_wants_no_call(world: World) -> None:
    outcome = answer(world, "maybe another time", "callback_window", "cancel", KNOWN)
    assert_texts(outcome, "I have sent nothing")


def test_another_time_than_the_one_offered(world: World) -> None:
    offered = answer(world, "after 5", "callback_window", slots=KNOWN).slots["callback_offered"]
    slots = KNOWN | {"callback_offered": offered}
    refused = answer(world, "no", "callback_window", "deny", slots)
    assert_texts(refused, "What other time would suit you? The office is open")
    assert_slots(refused, callback_offered=None, callback_tries=0)
    other = answer(world, "friday at 10 then", "callback_window", slots=slots)
    assert_slots(other, callback_window=window("friday at 10"), callback_offered=None)


def test_a_day_with_two_readings_is_a_question_and_no_miss(world: World) -> None:
    outcome = answer(world, "monday", "callback_window", slots=KNOWN)
    assert "Do you mean today" in outcome.slots["callback_offered"]["ambiguous"]
    assert_slots(outcome, callback_window=None, callback_tries=0)


@pytest.mark.parametrize("day", ["november 27", "friday, december 4"])
def test_a_day_that_was_asked_about_keeps_the_hour_that_was_said(world: World, day: str) -> None:
    offered = answer(world, "next friday at 10", "callback_window", slots=KNOWN).slots["callback_offered"]
    assert offered["ambiguous"]
    told = answer(world, day, "callback_window", slots=KNOWN | {"callback_offered": offered})
    assert_slots(told, callback_window=window(f"{day} at 10"), callback_offered=None)


# --- What is no answer


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("callback_name", "ask for you"),
        ("callback_phone", "Nobody else gets it"),
        ("callback_window", "when you can talk"),
    ],
)
def test_why_has_a_reason_and_is_no_miss(world: World, asked: str, part: str) -> None:
    outcome = answer(world, "why do you need that", asked, "why", slots={"callback_tries": 1})
    assert_texts(outcome, part)
    assert_events(outcome, SlotSet("callback_tries", 1))


@pytest.mark.parametrize("intent", ["unsure", "skip", "not_yet"])
def test_who_does_not_know_is_helped_along(world: World, intent: str) -> None:
    assert_slots(answer(world, "skip", "callback_name", intent), callback_name="Caller", callback_tries=0)
    when = answer(world, "idk", "callback_window", intent, KNOWN)
    assert when.slots["callback_window"]["asap"] is True
    number = answer(world, "idk", "callback_phone", intent, NAMED)
    assert_texts(number, "Without a number nobody can call you")
    assert_slots(number, callback_tries=1)


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("hm", {"intent": "acknowledge"}),
        ("hm", {"intent": "inform", "acts": ["acknowledge"]}),
        ("what happens to my tax refund then", {"intent": "nlu_fallback", "acts": ["asks"]}),
        ("they took everything and I do not know where to turn any more", {"intent": "nlu_fallback"}),
        ("it was sold in ohio", {"intent": "inform", "entities": [{"entity": "stage", "value": "sold"}]}),
    ],
)
def test_what_brought_something_else_is_no_miss(world: World, text: str, more: dict[str, Any]) -> None:
    slots = NAMED | {"callback_tries": 2, "case": {"stage": {"value": "sold"}}}
    outcome = answer(world, text, "callback_phone", slots=slots, **more)
    assert outcome.slots["callback_tries"] == 2
    assert outcome.slots.get("requested_slot", "still open") == "still open"


def test_a_question_we_cannot_answer_goes_to_the_person_who_calls(world: World) -> None:
    outcome = answer(world, "will they take the dog?", "callback_name", "nlu_fallback", acts=["asks"])
    assert_texts(outcome, "pass it on")
    assert outcome.slots["callback_about"]["note"] == "will they take the dog?"


@pytest.mark.parametrize(
    ("asked", "text", "intent", "part"),
    [
        ("callback_name", "12345", "inform", "first name is enough"),
        ("callback_phone", "555-0143", "inform", "area code"),
        ("callback_phone", "312-555-014", "inform", "digit or more seems to be missing"),
        ("callback_phone", "+44 20 7946 0958", "inform", "US numbers"),
        ("callback_window", "the moon", "inform", "tomorrow afternoon"),
        ("callback_confirmed", "wibble", "inform", 'say "yes" to be called'),
        ("callback_confirmed", "yes?", "affirm", 'say "yes" to be called'),
    ],
)
def test_a_miss_has_a_hint_of_its_own(world: World, asked: str, text: str, intent: str, part: str) -> None:
    outcome = answer(world, text, asked, intent, {"callback_tries": 1})
    assert_texts(outcome, part)
    assert_events(outcome, SlotSet("callback_tries", 2))


def test_three_misses_go_on_with_what_was_understood(world: World) -> None:
    outcome = answer(world, "wibble", "callback_window", slots=KNOWN | {"callback_tries": 2})
    assert_texts(outcome, "what I have so far")
    assert outcome.slots["callback_window"]["asap"] is True
    assert outcome.slots["callback_about"]["note"] == "wibble"
    assert "requested_slot" not in outcome.slots  # it is read back, and asks for the yes


def test_three_misses_without_a_number_offer_the_phone_and_keep_the_rest(world: World) -> None:
    outcome = answer(world, "my phone", "callback_phone", slots=NAMED | {"callback_tries": 2})
    assert_texts(outcome, "call (312) 600-8815. I have sent nothing yet")
    assert_slots(outcome, callback_name="Maria Lopez", callback_about=NAMED["callback_about"], requested_slot=None)


def test_three_misses_by_text_take_the_senders_number(world: World) -> None:
    with world.sessions()() as session, session.begin():
        session.add(SmsPerson(person=person_of(OTHER), number=OTHER, pages="[]", choices=[]))
    more = {"channel": "sms", "conversation": person_of(OTHER)}
    outcome = answer(world, "my phone", "callback_phone", slots=NAMED | {"callback_tries": 2}, **more)
    assert_slots(outcome, callback_phone=OTHER)


def test_never_mind(world: World) -> None:
    outcome = answer(world, "never mind", "callback_window", "cancel", filled())
    assert_texts(outcome, "I have sent nothing")
    assert_form_closed(outcome, "callback_form")
    assert outcome.slots["callback_about"] is None


@pytest.mark.parametrize("more", [{"intent": "wage_garnishment"}, {"returning": True}, {"asked": None}])
def test_what_is_not_for_the_form_is_left_alone(world: World, more: dict[str, Any]) -> None:
    outcome = answer(world, **{"text": "maria", "asked": "callback_name", **more})
    assert_events(outcome)
    assert_texts(outcome)


# --- Private numbers


@pytest.mark.parametrize("asked", ["callback_name", "callback_phone", "callback_window", "callback_confirmed"])
def test_a_social_security_number_is_neither_kept_nor_echoed(world: World, asked: str) -> None:
    outcome = answer(world, "my ssn is 123-45-6789 what now", asked, slots={"callback_phone": PHONE}, acts=["asks"])
    assert "leave out Social Security" in outcome.texts[0]
    assert "6789" not in str(outcome)


def test_a_number_of_another_country_is_said_to_be_one(world: World) -> None:
    outcome = answer(world, "+[number removed]", "callback_phone")
    assert_texts(outcome, "The firm can only call US numbers")
    assert outcome.slots == {"callback_tries": 1}


# --- The one confirmation


@pytest.mark.parametrize("channel", ["web", "sms"])
@pytest.mark.parametrize(
    "text",
    ["yes", "yes, that time works", "yes the number is right", "yes, (312) 555-0143", "send it", "sure, no problem"],
)
def test_a_yes_to_what_was_read_back_is_the_consent(world: World, text: str, channel: str) -> None:
    given = confirm(world, text, "affirm", channel=channel).slots["callback_confirmed"]
    version = {"web": "call-1", "sms": "call-sms-1"}[channel]
    assert given == {"version": version, "wording": wording(PHONE, channel), "at": NOW.isoformat(), "message_id": "m1"}


@pytest.mark.parametrize("text", ["yes?", "yes but not yet", "ok, not sure", "i don't know", "yes wait", "what?"])
def test_only_a_clear_yes_is_consent(world: World, text: str) -> None:
    assert "callback_confirmed" not in confirm(world, text, "affirm").slots


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("my name is ana ruiz", {"callback_name": "Ana Ruiz"}),
        ("change the name to ana", {"callback_name": "Ana"}),
        ("the name is wrong", {"callback_name": None}),
        ("change the time", {"callback_window": None}),
        ("change the number", {"callback_phone": None}),
        ("can you change the number", {"callback_phone": None}),
        ("use 773-555-0199", {"callback_phone": OTHER}),
        ("friday at 10", {"callback_window": window("friday at 10"), "callback_offered": None}),
    ],
)
def test_any_part_can_be_changed_and_is_read_back_again(world: World, text: str, slots: dict[str, Any]) -> None:
    acts = ["asks"] if text.startswith("can") else []
    outcome = confirm(world, text, "affirm" if text.startswith("yes") else "correct", acts=acts)
    assert outcome.slots == {**slots, "callback_tries": 0}


def test_a_yes_that_moves_the_time_is_asked_again(world: World) -> None:
    outcome = confirm(world, "yes but not before 2pm", "affirm")
    assert "callback_confirmed" not in outcome.slots
    assert outcome.slots["callback_window"]["start"].startswith("2026-11-24T14:00")  # on the day that was read back


@pytest.mark.parametrize(
    ("said", "start"),
    [
        ("ok yeah i can prob sneak out at 430 thats fine", "2026-11-24T16:30"),
        ("yeah 430 works", "2026-11-24T16:30"),
        ("fine, after 4:15", "2026-11-24T16:15"),
        ("bueno, a las 3", "2026-11-24T15:00"),
    ],
)
def test_another_hour_on_the_day_that_was_offered_keeps_the_day_and_the_note(talk: Talk, said: str, start: str) -> None:
    talk.say("can someone call me", "callback")
    offer = talk.talk("Dee Ray", "312-600-8842", "tuesday at 5:30 ok")
    assert 'Would that do? I will note that you asked for "tuesday at 5:30 ok"' in offer
    assert 'You asked for: "tuesday at 5:30 ok"' in talk.say(said)
    assert talk.slots["callback_window"]["start"].startswith(start)


def test_who_says_in_the_same_breath_when_to_call_is_offered_the_nearest_time(talk: Talk) -> None:
    talk.say("can somebody call me about this? after 5 works", "callback")
    assert "The nearest time is Monday, November 23, 4 p.m. to 5 p.m." in talk.talk("Dee Ray", "312-600-8842")
    assert talk.asked == "callback_window"


def test_no_asks_what_to_change_and_a_second_no_ends_it(world: World, session: Session) -> None:
    outcome = confirm(world, "no", "deny")
    assert_texts(outcome, "What should I change")
    again = answer(world, "no", "callback_confirmed", "deny", filled(callback_confirmed=None) | outcome.slots)
    assert_texts(again, "Without your OK nobody will call")
    assert_form_closed(again, "callback_form")
    assert stored(session) == 0


def test_a_yes_to_anything_else_is_no_consent(world: World) -> None:
    earlier = [bot("What should I change?", topic="callback", asking="callback_confirmed")]
    outcome = answer(world, "yes", "callback_confirmed", "affirm", filled(callback_confirmed=None), earlier=earlier)
    assert "callback_confirmed" not in outcome.slots


def test_what_it_is_about_may_be_added(world: World) -> None:
    outcome = confirm(world, "change what it is about: my second mortgage")
    assert outcome.slots["callback_about"]["note"] == "my paycheck change what it is about: my second mortgage"


def test_urgency_that_came_before_stays(world: World) -> None:
    outcome = answer(
        world, "will they take the dog?", "callback_name", "nlu_fallback", earlier=[bot(topic="urgent")], acts=["asks"]
    )
    assert outcome.slots["callback_about"]["urgent"] == "sounds urgent, no day told"


def test_a_name_with_what_is_urgent_behind_it(world: World) -> None:
    tracker = create_tracker(
        "Nell. it must be before the auction on friday",
        form="callback_form",
        asked="callback_name",
        intent_ranking=[{"name": "urgent", "confidence": 0.95}],
    )
    assert run_action(ValidateCallbackForm(), tracker, world).slots["callback_name"] == "Nell"


# --- A yes with more beside it


def test_a_yes_with_a_correction_is_a_yes_and_the_words_go_along(world: World) -> None:
    outcome = confirm(world, "Yes, call me. But it went for 96,000 at the sale", "affirm")
    assert outcome.slots["callback_confirmed"]["wording"] == wording(PHONE, "web")
    assert "96,000" in outcome.slots["callback_about"]["note"]
    assert_texts(outcome, "$96,000")


def test_a_yes_with_a_question_is_a_yes_and_the_question_is_answered(world: World) -> None:
    outcome = confirm(world, "yes and do you charge for it", "affirm", topics=["fees/first_talk"])
    assert outcome.slots["callback_confirmed"]
    assert outcome.texts == ["utter_fees/first_talk"]


def test_a_yes_with_another_time_is_booked_at_that_time(world: World) -> None:
    outcome = confirm(world, "yes but friday at 10", "affirm")
    assert outcome.slots["callback_confirmed"]
    assert outcome.slots["callback_window"] == window("friday at 10")


def test_a_day_of_a_story_beside_a_yes_does_not_move_the_call(world: World) -> None:
    outcome = confirm(world, "yes and I mailed them the forms on wednesday at 4, they never wrote back", "affirm")
    assert outcome.slots["callback_confirmed"]
    assert "callback_window" not in outcome.slots
    assert "mailed them" in outcome.slots["callback_about"]["note"]


def test_what_is_said_beside_a_yes_is_passed_on_and_said_so(world: World) -> None:
    outcome = confirm(world, "yes, and tell them I have the court papers here", "affirm")
    assert outcome.slots["callback_confirmed"]
    assert "court papers" in outcome.slots["callback_about"]["note"]
    assert_texts(outcome, "pass that on")


def test_a_yes_that_is_tied_to_something_is_no_consent(world: World) -> None:
    outcome = confirm(world, "yes but only if there is no charge for it", "affirm")
    assert "callback_confirmed" not in outcome.slots
    assert "no charge" in outcome.slots["callback_about"]["note"]


@pytest.mark.parametrize(
    "text", ["yes, but call 773-555-0199", "No, it's 773-555-0199, and friday at 10. With those fixed yes, call me"]
)
def test_a_yes_beside_a_number_that_is_typed_is_one_to_that_number(world: World, text: str) -> None:
    outcome = confirm(world, text, "affirm")
    assert outcome.slots["callback_phone"] == OTHER
    assert outcome.slots["callback_confirmed"]["wording"] == wording(OTHER)
    assert "(773) 555-0199" in outcome.texts[0]


@pytest.mark.parametrize(
    "text",
    [
        "yes, but 773-555-HOME",
        "no, call my sister at 773-555-0199, with that yes, call me",
        "No. With those fixed yes, call me",
    ],
)
def test_a_yes_to_a_number_that_is_not_written_out_or_not_theirs_is_read_back_first(world: World, text: str) -> None:
    assert "callback_confirmed" not in confirm(world, text, "affirm").slots


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("did you change the Honda figures?", "Number: (312) 555-0143"),
        ("do you have my name right?", "it says: Name: Maria Lopez"),
        ("is the day fixed", "it says: When: "),
        ("have you written down my phone", "it says: Number: (312) 555-0143"),
    ],
)
def test_what_is_asked_about_the_request_is_answered_by_it_and_is_no_subject(
    world: World, text: str, said: str
) -> None:
    outcome = confirm(world, text, "inform", acts=["asks"])
    assert said in outcome.texts[0]
    assert not {"callback_about", "callback_name", "callback_confirmed"} & outcome.slots.keys()


# --- An offered time that does not suit


def test_a_time_that_was_turned_down_is_not_offered_again(world: World) -> None:
    offered = {"event": "slot", "name": "callback_offered", "value": window("tomorrow after 6")}
    slots = KNOWN | {"callback_offered": window("tomorrow after 6")}
    outcome = answer(world, "tomorrow after 7 then", "callback_window", slots=slots, earlier=[offered])
    assert outcome.slots["callback_offered"]["unsuited"]
    outcome = answer(
        world, "yes", "callback_window", "affirm", slots=KNOWN | {"callback_offered": outcome.slots["callback_offered"]}
    )
    assert outcome.slots.get("callback_window") is None


def test_i_work_then_is_a_no_to_the_time(world: World) -> None:
    slots = KNOWN | {"callback_offered": window("tomorrow after 6")}
    outcome = answer(world, "i have to work at that time", "callback_window", slots=slots)
    assert_texts(outcome, "What other time")
    assert outcome.slots["callback_offered"] is None


def test_the_other_time_that_was_named_is_taken_and_the_hours_are_said(world: World) -> None:
    outcome = answer(world, "i get off at 5, my lunch is 12:30", "callback_window", slots=KNOWN)
    assert "T12:30" in outcome.slots["callback_window"]["start"]
    assert_texts(outcome, "The office is open")


def test_a_name_that_is_put_right_is_acknowledged_at_any_step(world: World) -> None:
    outcome = answer(world, "my name isn't Maria Lopez, it's Mara Lopes", "callback_window", slots=KNOWN)
    assert_slots(outcome, callback_name="Mara Lopes")
    assert_texts(outcome, "the name is Mara Lopes")


# --- A question beside a part


def test_a_question_beside_a_name_is_answered_and_the_name_kept(world: World) -> None:
    outcome = answer(
        world, "Gwen Tull. can they take my truck", "callback_name", acts=["asks"], topics=["exemptions/car"]
    )
    assert_slots(outcome, callback_name="Gwen Tull")
    assert outcome.texts == ["utter_exemptions/car"]


def test_of_two_that_are_close_one_is_chosen(world: World) -> None:
    topics = ["scams/upfront_fees", "fees/chat_free"]
    outcome = answer(world, "Gwen. may he ask for it first?", "callback_name", acts=["asks"], topics=topics)
    assert_slots(outcome, callback_name="Gwen")
    assert_texts(outcome, "which of these")


def test_a_question_that_nothing_answers_is_said_to_go_to_the_person_who_calls(world: World) -> None:
    outcome = answer(world, "312-555-0143. would my aunt mind the goat?", "callback_phone", acts=["asks"])
    assert_slots(outcome, callback_phone=PHONE)
    assert_texts(outcome, "would my aunt mind the goat")
    assert "goat" in outcome.slots["callback_about"]["note"]


def test_somebody_elses_deadline_is_no_time_to_call(world: World) -> None:
    outcome = answer(world, "the buyer wants all of it by wednesday", "callback_window", slots=KNOWN)
    assert "callback_window" not in outcome.slots and "callback_offered" not in outcome.slots


def test_a_window_that_is_put_right_beside_a_yes_is_read_back(world: World) -> None:
    outcome = confirm(
        world, "Yes go ahead but its just Mara, and I said in the afternoon, not 10. Say 2 to 4", "affirm"
    )
    assert "T14:00" in outcome.slots["callback_window"]["start"] and "T16:00" in outcome.slots["callback_window"]["end"]
    assert "callback_confirmed" not in outcome.slots


def test_the_last_day_of_an_offer_is_no_time_to_call_and_papers_that_are_none_are_no_subject(world: World) -> None:
    known = {"topics": ["served_with_papers", "jail"], "figures": "", "urgent": "", "note": ""}
    case = {"offer": {"value": usd(6000)}, "offer_date": {"value": ["2026-12-14", "2026-12-14"]}}
    text = "Lena Ostrow 217-555-0162. it's for dec 14 n we never got any court papers"
    outcome = answer(world, text, "callback_name", slots={"callback_about": known, "case": case})
    assert_slots(outcome, callback_name="Lena Ostrow", callback_phone="+12175550162")
    assert "callback_window" not in outcome.slots and "callback_offered" not in outcome.slots
    assert outcome.slots["callback_about"]["topics"] == ["jail"]
