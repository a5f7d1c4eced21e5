"""Cancelling, moving and asking about a stored request."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from rasa_sdk.events import FollowupAction
from sqlalchemy import event, select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from actions.action_callback_change import CHOSEN, ActionCallbackChange
from actions.action_inform import ActionInform
from actions.base import World
from shortfall.callbacks import booking
from shortfall.callbacks.tables import Callback, CallbackEvent, ConsentRecord
from shortfall.sms.store import SmsOutbound, SmsPerson, person_of
from tests.actions.helper import (
    NOW,
    PHONE,
    Outcome,
    assert_events,
    assert_slots,
    assert_texts,
    bot,
    create_tracker,
    run_action,
)
from tests.actions.test_action_callback import book_one, book_with_texts, ledger, unwritable


def say(world: World, text: str, reference: str | None = None, conversation: str = "here") -> Outcome:
    tracker = create_tracker(
        text, "callback_change", slots={"callback_reference": reference}, conversation=conversation
    )
    return run_action(ActionCallbackChange(), tracker, world)


def only(session: Session) -> Callback:
    with session.begin():
        return session.scalars(select(Callback).execution_options(populate_existing=True)).one()


@pytest.mark.parametrize(
    "text",
    [
        "cancel my callback",
        "cancel my callback tomorrow",
        "please don\u2019t call me",
        "I don't need the call anymore",
        "forget the call",
    ],
)
def test_cancelled_and_the_consent_withdrawn(world: World, session: Session, text: str) -> None:
    book_one(world)
    assert_texts(say(world, text), "is cancelled")
    assert only(session).status == "cancelled"
    with session.begin():
        assert [record.given for record in session.scalars(select(ConsentRecord))] == [True, False]


@pytest.mark.parametrize(
    "text", ["I don't want the morning", "cancel tomorrow and call me friday at 10 instead", "change my callback"]
)
def test_another_time_does_not_lose_the_request(world: World, session: Session, text: str) -> None:
    book_one(world)
    say(world, text)
    assert only(session).status == "waiting"


def test_moved_to_the_time_named(world: World, session: Session) -> None:
    reference = book_one(world).slots["callback_reference"]
    outcome = say(world, "move my callback to friday at 10", reference)
    assert_texts(outcome, f"{reference} is now set for Friday, November 27, 10 a.m.")
    assert outcome.card["reference"] == reference
    assert only(session).window.start.day == 27


@pytest.mark.parametrize("typed", ["YF6P-4QGT", "yf6p 4qgt"])
def test_a_digit_of_the_reference_is_no_hour(
    world: World, session: Session, typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(booking, "new_reference", lambda random: "YF6P-4QGT")  # as they were made before
    book_one(world)
    (said,) = say(world, f"move my callback {typed} to friday afternoon").texts
    assert said == "Done. Your callback YF6P-4QGT is now set for Friday, November 27, 12 noon to 5 p.m. Chicago time."
    elsewhere = say(world, f"move {typed} to wednesday afternoon", conversation="elsewhere")
    answer(world, "312-555-0143", elsewhere)
    assert only(session).window.label.startswith("Wednesday, November 25, 12 noon to 5 p.m.")


def test_asked_for_a_time(world: World) -> None:
    book_one(world)
    outcome = say(world, "change my callback")
    assert_events(outcome)
    assert_texts(outcome, "What time would suit you?")
    assert outcome.messages[0]["metadata"]["asking"] == "callback_new_window"


def test_asked_which_day_is_meant(world: World, session: Session) -> None:
    book_one(world)
    assert_texts(say(world, "move it to monday"), "Do you mean today")
    assert only(session).window.start.day == 24


def test_where_it_stands(world: World) -> None:
    book_one(world)
    assert_texts(say(world, "when will they call me?"), "on the firm's list for Tuesday, November 24")


def test_its_time_has_passed(world: World) -> None:
    book_one(world)
    world.now = lambda: NOW + timedelta(days=2)
    assert_texts(say(world, "nobody called"), "has passed")


def test_by_its_reference(world: World) -> None:
    reference = book_one(world).slots["callback_reference"]
    assert_texts(say(world, f"cancel {reference.lower().replace('-', ' ')}"), f"{reference} is cancelled")


def test_its_reference_alone_asks_how_it_stands(world: World) -> None:
    reference = book_one(world).slots["callback_reference"]
    assert_texts(say(world, f"{reference}?"), f"{reference} is on the firm's list for Tuesday, November 24")


def test_another_conversation_has_to_name_the_number(world: World, session: Session) -> None:
    reference = book_one(world).slots["callback_reference"]
    outcome = say(world, f"cancel {reference}", conversation="elsewhere")
    assert_texts(outcome, "what phone number was it made for?")
    assert only(session).status == "waiting"
    assert_texts(answer(world, "312-555-0143", outcome), f"{reference} is cancelled")
    assert only(session).status == "cancelled"


def test_the_number_may_come_with_the_reference(world: World, session: Session) -> None:
    reference = book_one(world).slots["callback_reference"]
    outcome = say(world, f"move {reference} to friday at 10, my number is 312 555 0143", conversation="elsewhere")
    assert_texts(outcome, f"{reference} is now set for Friday")
    assert (only(session).window.start.day, only(session).phone) == (27, PHONE)
    # From then on it is a request of that conversation too.
    assert_texts(say(world, "cancel my callback", conversation="elsewhere"), "is cancelled")


def test_an_unknown_reference_and_a_wrong_number_look_the_same(world: World) -> None:
    reference = book_one(world).slots["callback_reference"]
    wrong = say(world, f"when is {reference}? 773-555-0199", conversation="elsewhere")
    unknown = say(world, "when is K7QM-4XRT? 312-555-0143", conversation="elsewhere")
    assert wrong.texts == unknown.texts
    assert wrong.slots["reference_tries"] == unknown.slots["reference_tries"] == 1


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ("{}, my number is 773-555-0199", "is on the firm's list for Tuesday, November 24"),
        ("move {} to friday at 10, my number is 773-555-0199", "is now set for Friday"),
        ("change {} and the number to 773-555-0199", "For another number I need a new yes"),
    ],
)
def test_a_number_that_was_to_prove_it_is_no_other_one_to_call(
    world: World, session: Session, wish: str, said: str
) -> None:
    reference = book_one(world).slots["callback_reference"]
    wrong = say(world, wish.format(reference), conversation="elsewhere")
    assert_texts(wrong, "I find no callback with that reference and number")
    right = answer(world, "312-555-0143", wrong)
    assert_texts(right, said)
    assert only(session).phone == PHONE
    assert right.slots.get("callback_phone") == ("+17735550199" if "number to" in wish else None)


def test_three_guesses_and_no_more(world: World, session: Session) -> None:
    reference = book_one(world).slots["callback_reference"]
    outcome = say(world, f"cancel {reference}", conversation="elsewhere")
    slots = dict(outcome.slots)
    for number in ("773-555-0199", "773-555-0198", "773-555-0197"):
        outcome = answer(world, number, outcome, slots)
        slots |= outcome.slots
    assert_texts(outcome, "Please call (312) 600-8815")
    right = create_tracker(
        f"cancel {reference}, 312-555-0143", "callback_change", slots=slots, conversation="elsewhere"
    )
    assert_texts(run_action(ActionCallbackChange(), right, world), "Please call (312) 600-8815")
    assert only(session).status == "waiting"


def answer(world: World, text: str, before: Outcome, slots: dict[str, Any] | None = None) -> Outcome:
    """The next message of the other conversation, after a question."""
    metadata = before.messages[-1]["metadata"]
    tracker = create_tracker(
        text,
        slots=before.slots if slots is None else slots,
        earlier=[bot(topic="callback_change", asking=metadata.get("asking"))],
        conversation="elsewhere",
    )
    return run_action(ActionInform(), tracker, world)


@pytest.mark.parametrize(
    "text",
    [
        "take me off the list",
        "I revoke my consent",
        "stop calling me",
        "please do not contact me",
        "i changed my mind",
        "no calls please",
        "I take back my ok",
        "found another lawyer",
    ],
)
def test_any_wording_takes_the_consent_back(world: World, session: Session, text: str) -> None:
    book_with_texts(world)
    assert_texts(say(world, text), "is cancelled")
    assert ledger(session)[2:] == [("call", False, PHONE), ("text", False, PHONE)]


def test_texts_alone_are_stopped(world: World, session: Session) -> None:
    book_with_texts(world)
    assert_texts(say(world, "don't text me, just call"), "No texts, then.")
    assert ledger(session)[2:] == [("text", False, PHONE)]
    assert only(session).status == "waiting"


def test_after_a_cancelled_one_a_new_one_can_be_booked(world: World) -> None:
    first = book_one(world).slots["callback_reference"]
    say(world, "cancel my callback", first)
    second = book_one(world).slots["callback_reference"]
    assert second != first
    assert_texts(say(world, "when will you call", first), f"{second} is on the firm's list")


@pytest.mark.parametrize("text", ["change my name to Ana Lee", "my name is Ana Lee, it is spelled wrong there"])
def test_another_name(world: World, session: Session, text: str) -> None:
    book_one(world)
    say(world, text)
    assert only(session).name == "Ana Lee" or text.startswith("my")


def test_another_name_is_asked_for(world: World, session: Session) -> None:
    book_one(world)
    outcome = say(world, "change my name")
    assert_texts(outcome, "What is the right name?")
    asked = [bot(topic="callback_change", asking="callback_new_name")]
    run_action(ActionInform(), create_tracker("Ana Lee", earlier=asked), world)
    assert only(session).name == "Ana Lee"


def test_another_number_asks_for_consent_again(world: World, session: Session) -> None:
    reference = book_one(world).slots["callback_reference"]
    outcome = say(world, "change my number to 773-555-0199")
    assert_slots(
        outcome,
        callback_name="Maria Lopez",
        callback_phone="+17735550199",
        callback_confirmed=None,
        callback_replaces=reference,
    )
    assert outcome.events[-1] == FollowupAction("callback_form")
    assert only(session).phone == PHONE  # until there is a yes for the new one


@pytest.mark.parametrize("text", ["I gave you the wrong number", "change my phone number", "my number is 555-0199"])
def test_another_number_is_asked_for(world: World, text: str) -> None:
    book_one(world)
    outcome = say(world, text)
    assert outcome.messages[0]["metadata"]["asking"] == "callback_new_phone"
    assert outcome.events == []


@pytest.mark.parametrize("text", ["cancel my callback", "when will you call", "move it to friday", "K7QM-4XRT"])
def test_a_database_that_fails_is_told_kindly(database: Path, tmp_path: Path, text: str) -> None:
    broken = World(lambda: NOW, Random(1), lambda: unwritable(tmp_path))
    tracker = create_tracker(text, "callback_change")
    outcome = run_action(ActionCallbackChange(), tracker, broken)
    assert_texts(outcome, "nothing was changed")
    assert "(312) 600-8815" in outcome.texts[0]


def test_there_is_none(world: World) -> None:
    assert_texts(say(world, "cancel my callback"), "I can cancel it. What is its reference")


def test_one_that_the_firm_has_dealt_with(world: World, session: Session) -> None:
    reference = book_one(world).slots["callback_reference"]
    with session.begin():
        session.execute(update(Callback).values(status="done", closed_at=NOW))
    assert_texts(say(world, "cancel it", reference), "I could not change that one")
    assert_texts(say(world, "move it to friday", reference), "is marked as done")


def test_moving_an_urgent_one_says_so(world: World) -> None:
    about = {"topics": [], "figures": "", "urgent": "sale on Fri Nov 27", "note": ""}
    book_one(world, callback_about=about)
    assert_texts(say(world, "change it to next week"), "sale on Fri Nov 27). If that is too late, call (312)")


def test_a_moved_call_has_a_whole_card_and_can_be_moved_again(world: World) -> None:
    book_one(world)
    (said,) = say(world, "change my callback to friday at 10").messages
    assert said["metadata"]["card"]["start"] < said["metadata"]["card"]["end"]
    assert {button["payload"] for button in said["buttons"]} == {"change my callback", "cancel my callback"}


@pytest.mark.parametrize(
    ("text", "told", "kind"),
    [
        ("cancel my callback", "is cancelled", "cancelled"),
        ("change my callback to friday at 10", "now set for Friday", "window_changed"),
        ("change my name to Ana Ruiz", "ask for Ana Ruiz", "name_changed"),
    ],
)
def test_a_change_whose_commit_was_not_answered_is_done_once_and_told(
    world: World, session: Session, text: str, told: str, kind: str
) -> None:
    """The connection breaks after the commit: what is stored is stored, and saying that nothing was changed would be false."""
    book_one(world)
    lost: list[bool] = []

    def lose(db: Session) -> None:
        if db.info.get("wrote") and not lost:
            lost.append(True)
            raise OperationalError("COMMIT", None, OSError("gone"), connection_invalidated=True)

    def wrote(db: Session, *_: object) -> None:
        db.info["wrote"] = True

    event.listen(Session, "after_flush", wrote)
    event.listen(Session, "after_commit", lose)
    try:
        outcome = say(world, text)
    finally:
        event.remove(Session, "after_commit", lose)
        event.remove(Session, "after_flush", wrote)
    assert lost
    assert_texts(outcome, told)
    with session.begin():
        assert [row.kind for row in session.scalars(select(CallbackEvent))] == ["booked", kind]


def to_be_sent(session: Session) -> list[str]:
    with session.begin():
        return [row.text for row in session.scalars(select(SmsOutbound).filter_by(state="due"))]


def test_who_said_yes_to_texts_gets_one_for_the_new_time_and_one_for_the_end(world: World, session: Session) -> None:
    book_with_texts(world)
    say(world, "change my callback to friday at 10")
    (text,) = to_be_sent(session)
    assert "is now set for Friday, November 27, 10 a.m." in text
    say(world, "cancel my callback")
    (text,) = to_be_sent(session)
    assert "is cancelled" in text


@pytest.mark.parametrize("text", ["change my callback to friday at 10", "cancel my callback"])
def test_without_a_yes_to_texts_or_after_no_texts_there_is_none(world: World, session: Session, text: str) -> None:
    book_one(world)
    say(world, text)
    assert to_be_sent(session) == []
    book_with_texts(world)
    say(world, "no texts please")
    say(world, text)
    assert to_be_sent(session) == []


# --- More for whoever calls


def test_what_is_to_be_added_is_on_the_request_and_the_time_stays(world: World, session: Session) -> None:
    reference = book_one(world).slots["callback_reference"]
    outcome = say(world, "please add that the offer runs out on friday, case 2019 CH 4471", reference)
    assert f"added that to your request {reference}" in str(outcome.texts) and "November 24" in str(outcome.texts)
    with session.begin():
        kept = session.scalars(select(Callback).filter_by(reference=reference)).one()
    assert kept.window.start.day == 24
    assert "the offer runs out on friday, case 2019 CH 4471" in kept.note
    shown = say(world, "what did you write down for the call", reference).texts
    assert "November 24" in str(shown) and "2019 CH 4471" in str(shown)


def test_a_day_in_a_story_moves_nothing(world: World, session: Session) -> None:
    reference = book_one(world).slots["callback_reference"]
    assert "November 24" in say(world, "no dont move it, friday is when the offer ends", reference).texts[0]


def test_a_note_that_is_full_says_so(world: World) -> None:
    reference = book_one(world).slots["callback_reference"]
    for nth in range(3):
        outcome = say(world, f"add this to the call: {nth} " + "word " * 190, reference)
    assert "as many words as it can hold" in str(outcome.texts)


# --- Who may


def texted(world: World, text: str, number: str) -> Outcome:
    """A message from a phone that has texted before."""
    with world.sessions()() as session, session.begin():
        if session.get(SmsPerson, person_of(number)) is None:
            session.add(SmsPerson(person=person_of(number), number=number, pages="[]", choices=[]))
    tracker = create_tracker(text, "callback_change", channel="sms", conversation=person_of(number))
    return run_action(ActionCallbackChange(), tracker, world)


def test_somebody_elses_number_opens_nothing(world: World, session: Session) -> None:
    """A stranger books with a number that has a request: what they say afterwards is about their own."""
    first = book_one(world).slots["callback_reference"]
    stranger = book_one(world, "stranger").slots["callback_reference"]
    for text in ("when is my call", "move it to friday at 10", "cancel my callback", f"cancel {first}"):
        outcome = say(world, text, stranger, conversation="stranger")
        assert not any(word in str(outcome.texts) for word in (f"{first} is on", f"{first} is cancelled"))
    with session.begin():
        kept = session.scalars(select(Callback).filter_by(reference=first)).one()
    assert (kept.status, kept.window.start.day, kept.version) == ("waiting", 24, 1)


def test_by_text_the_senders_number_and_the_reference_are_proof(world: World, session: Session) -> None:
    reference = book_one(world).slots["callback_reference"]
    assert_texts(texted(world, "when is my call", PHONE), "What is its reference")
    outcome = texted(world, f"cancel {reference}", "+17735550199")
    assert_texts(outcome, "what phone number was it made for?")
    assert "reference_tries" not in outcome.slots
    assert_texts(texted(world, f"cancel {reference}", PHONE), f"{reference} is cancelled")


def test_what_was_confirmed_by_text_is_the_threads_own(world: World) -> None:
    reference = book_with_texts(world)
    assert_texts(texted(world, "when is my call", PHONE), f"{reference} is on the firm's list")
    assert_texts(texted(world, "when is my call", "+17735550199"), "What is its reference")


# --- Another time


def test_the_nearest_time_is_asked_about_before_anything_moves(world: World, session: Session) -> None:
    book_one(world)
    outcome = say(world, "move it to friday at 9pm")
    assert_texts(outcome, 'Would that do? I will note that you asked for "move it to friday at 9pm"')
    assert only(session).window.start.day == 24
    asked = [bot(topic="callback_change", asking="callback_new_window")]
    run_action(ActionInform(), create_tracker("yes", "affirm", slots=outcome.slots, earlier=asked), world)
    assert (only(session).window.start.day, only(session).wish) == (27, "move it to friday at 9pm")


def test_another_hour_stays_on_the_day_that_is_booked_or_offered(world: World, session: Session) -> None:
    book_one(world)
    asked = [bot(topic="callback_change", asking="callback_new_window")]
    offered = say(world, "move it to friday at 9pm").slots
    run_action(ActionInform(), create_tracker("ok 430", slots=offered, earlier=asked), world)
    moved = only(session)
    assert (moved.window.start.day, moved.window.start.hour, moved.wish) == (27, 16, "move it to friday at 9pm")


def test_an_extension_alone_is_another_number(world: World, session: Session) -> None:
    book_one(world)
    outcome = say(world, "change my number to 312-555-0143 ext 204")
    assert_slots(outcome, callback_phone=f"{PHONE};ext=204")


# --- The record


@pytest.mark.parametrize(
    "text",
    [
        "do you have my phone right?",
        "which name is it under",
        "am I still down for tuesday?",
        "so we're on for tuesday, right",
    ],
)
def test_what_is_asked_of_it_is_read_back_and_changes_nothing(world: World, session: Session, text: str) -> None:
    reference = book_one(world).slots["callback_reference"]
    (said,) = say(world, text, reference).texts
    assert all(part in said for part in (reference, "Tuesday, November 24", "Maria Lopez", "(312) 555-0143"))
    assert only(session).version == 1


def test_whether_something_is_in_the_note(world: World, session: Session) -> None:
    reference = book_one(world).slots["callback_reference"]
    asks = "will the attorney know that the hearing got moved to the 14th?"
    assert_texts(say(world, asks, reference), 'It was not in the note. I added it: "the hearing got moved to the 14th"')
    assert "the hearing got moved to the 14th" in only(session).note
    assert_texts(say(world, asks, reference), "Yes, that is in the note.")


@pytest.mark.parametrize("text", ["leave the time, same phone", "no dont change it", "tuesday 9 to 12"])
def test_what_stays_as_it_is_changes_nothing(world: World, session: Session, text: str) -> None:
    reference = book_one(world).slots["callback_reference"]
    asked = [bot(topic="callback_change", asking="callback_new_window")]
    tracker = create_tracker(text, slots={"callback_reference": reference}, earlier=asked)
    (said,) = run_action(ActionInform(), tracker, world).texts
    assert said.startswith("Nothing is changed.") and "(312) 555-0143" in said
    assert only(session).version == 1


@pytest.mark.parametrize(
    "text", ["i have a call set already", "drop the second one", "no second call, keep the first one"]
)
def test_a_second_request_is_dropped_for_the_one_that_stands(world: World, session: Session, text: str) -> None:
    reference = book_one(world).slots["callback_reference"]
    slots = {"callback_reference": reference, "callback_about": {"note": ""}, "callback_name": "Ray"}
    tracker = create_tracker(text, "callback_change", form="callback_form", asked="callback_phone", slots=slots)
    outcome = run_action(ActionCallbackChange(), tracker, world)
    assert_texts(outcome, f"Nothing new was sent. Your callback {reference} is on the firm's list")
    assert_slots(outcome, callback_name=None, requested_slot=None)
    assert only(session).status == "waiting"


def test_by_text_a_call_that_is_not_proven_is_moved_by_its_reference_and_nothing_else_is_begun(
    world: World, session: Session
) -> None:
    reference = book_one(world).slots["callback_reference"]
    known, unknown = (
        texted(world, "we booked a phone call on your page, could it be friday at 10", number)
        for number in (PHONE, "+17735550199")
    )
    assert known.texts == unknown.texts
    assert_texts(known, "I can move it. What is its reference")
    asked = [bot(topic="callback_change", asking="callback_proof")]
    tracker = create_tracker(reference, slots=known.slots, earlier=asked, channel="sms", conversation=person_of(PHONE))
    assert_texts(run_action(ActionInform(), tracker, world), f"{reference} is now set for Friday")
    assert only(session).window.start.day == 27


def test_nobody_calls(world: World) -> None:
    reference = book_one(world).slots["callback_reference"]
    (said,) = say(world, "and if they never ring me by noon?", reference).texts
    assert "(312) 600-8815" in said and reference in said


@pytest.mark.parametrize("said", ["not what i asked. cancel thursday, they need him", "cancel it and stop calling"])
def test_a_choice_to_change_it_never_cancels(world: World, session: Session, said: str) -> None:
    book_one(world)
    say(world, f"{CHOSEN}: {said}")
    assert only(session).status == "waiting"
