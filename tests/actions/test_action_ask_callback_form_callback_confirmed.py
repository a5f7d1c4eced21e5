"""The last look before a request is sent."""

from __future__ import annotations

import pytest

from actions.action_ask_callback_form_callback_confirmed import ActionAskConfirmed
from actions.base import World
from actions.request import TITLES
from actions.validate_callback_form import ValidateCallbackForm
from shortfall.base.gsm7 import septets
from shortfall.callbacks.consent import wording
from shortfall.conversation.messages import Said
from shortfall.sms.compose import compose
from tests.actions.helper import PHONE, assert_events, assert_texts, bot, create_tracker, run_action
from tests.actions.test_action_callback import filled, window


def test_all_that_will_be_stored_is_shown(world: World) -> None:
    outcome = run_action(ActionAskConfirmed(), create_tracker(slots=filled()), world)
    assert_events(outcome)
    for part in (
        "Name: Maria Lopez",
        "Number: (312) 555-0143",
        "When: Tuesday, November 24, 9 a.m. to 12 noon Chicago time",
        "About: my paycheck",
        f"Topics: {TITLES['wage_garnishment']}",
        "Figures: $312,000 owed",
    ):
        assert part in outcome.texts[0]
    assert "urgent" not in outcome.texts[0]


@pytest.mark.parametrize(("locale", "button"), [("en", "Change the name"), ("es", "Cambiar el nombre")])
def test_each_part_has_a_button_to_change_it(world: World, locale: str, button: str) -> None:
    tracker = create_tracker(slots=filled(), metadata={"locale": locale})
    buttons = {
        each["title"]: each["payload"]
        for each in run_action(ActionAskConfirmed(), tracker, world).messages[0]["buttons"]
    }
    assert buttons[button] == "change the name" and len(buttons) == 5
    change = create_tracker(
        buttons[button], "correct", slots=filled(), form="callback_form", asked="callback_confirmed"
    )
    assert run_action(ValidateCallbackForm(), change, world).slots["callback_name"] is None


@pytest.mark.parametrize(
    ("said", "read_back"),
    [
        (
            "3",
            "Monday, November 23, 3 p.m. to 4 p.m. Chicago time",
        ),  # within office hours only in the afternoon, so it is not asked
        ("tmrw", "Tuesday, November 24, 9 a.m. to 5 p.m."),
        ("any day but tuesday", "Monday, November 23, 10 a.m. to 5 p.m."),
        ("when I get off at 6", "Monday, November 23, 4 p.m. to 5 p.m. Chicago time"),  # the nearest there is
        (
            "after 4:30pm arizona time",
            "Monday, November 23, 3 p.m. to 4 p.m. Arizona time (4 p.m. to 5 p.m. Chicago time)",
        ),
    ],
)
def test_how_a_time_was_understood_is_read_back_before_it_is_stored(world: World, said: str, read_back: str) -> None:
    assert (
        f"When: {read_back}"
        in run_action(ActionAskConfirmed(), create_tracker(slots=filled(callback_window=window(said))), world).texts[0]
    )


def test_an_urgent_request_without_words(world: World) -> None:
    slots = filled(callback_about={"urgent": "sounds urgent, no day told"}, callback_window=window("asap"))
    text = run_action(ActionAskConfirmed(), create_tracker(slots=slots), world).texts[0]
    assert "Marked urgent: what you wrote sounds urgent" in text and "as soon as possible, Monday" in text
    assert "About" not in text and "Topics" not in text and "Figures" not in text


def test_the_question_of_consent_ends_it_word_for_word(world: World) -> None:
    outcome = run_action(ActionAskConfirmed(), create_tracker(slots=filled()), world)
    assert outcome.texts[0].endswith(f"\n{wording(PHONE)}")
    assert outcome.messages[0]["metadata"]["asking"] == "callback_confirmed"
    extended = filled(callback_phone=f"{PHONE};ext=204")
    assert "(312) 555-0143 ext. 204" in run_action(ActionAskConfirmed(), create_tracker(slots=extended), world).texts[0]


def test_after_an_interruption_only_the_question_comes_back(world: World) -> None:
    earlier = [bot("Please check", topic="callback", asking="callback_confirmed")]
    tracker = create_tracker(
        "can they take my pay", "wage_garnishment", slots=filled(), earlier=earlier, returning=True
    )
    (text,) = run_action(ActionAskConfirmed(), tracker, world).texts
    assert text == f"Back to your call.\n{wording(PHONE)}"


def test_what_was_changed_is_read_back_again(world: World) -> None:
    earlier = [bot("Please check", topic="callback", asking="callback_confirmed")]
    tracker = create_tracker("friday at 10", slots=filled(), earlier=earlier)
    tracker.events.append({"event": "slot", "name": "callback_window", "value": window("friday at 10")})
    assert "Name: Maria Lopez" in run_action(ActionAskConfirmed(), tracker, world).texts[0]


@pytest.mark.parametrize("note", ["my paycheck", "they took the house and then the bank wrote again. " * 8])
def test_by_text_the_whole_question_of_consent_stands_on_the_first_message(world: World, note: str) -> None:
    """Whatever is read back before it: a yes to half a question is no consent."""
    phone = f"{PHONE};ext=123456"
    about = {"topics": ["wage_garnishment"], "note": note}
    slots = filled(
        callback_phone=phone, callback_about=about, callback_name="Maximiliana Featherstonehaugh-Worthington"
    )
    (message,) = run_action(ActionAskConfirmed(), create_tracker(slots=slots, channel="sms"), world).messages
    notice = Said(
        "Asking for a call does not make you a client, and what you write here is not confidential.", "callback"
    )
    page, *_ = compose([notice, Said(message["text"], "callback", asking="callback_confirmed")])
    assert wording(phone, "sms") in page
    assert septets(page) <= 306


def test_no_second_question_where_one_was_put(world: World) -> None:
    tracker = create_tracker("no", slots=filled(), form="callback_form", asked="callback_confirmed")
    tracker.events.append(bot("What should I change?", topic="callback", asking="callback_confirmed"))
    assert_texts(run_action(ActionAskConfirmed(), tracker, world))
