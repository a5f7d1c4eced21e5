"""What a request begins with, and what the person is told of it."""

from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk.events import ActiveLoop, SlotSet

from actions.action_callback_start import ActionCallbackStart
from actions.base import Turn, World
from actions.request import EVERY, LONGEST_STORY, MOST_TOPICS, TITLES, about
from shortfall.callbacks.window import CallingWindow
from tests.actions.helper import (
    Outcome,
    assert_events,
    assert_slots,
    assert_texts,
    bot,
    create_tracker,
    run_action,
    usd,
    user,
)
from tests.actions.talk import Talk
from tests.actions.test_action_callback import book_one, filled


def start(world: World, text: str, **more: Any) -> Outcome:
    return run_action(ActionCallbackStart(), create_tracker(text, "callback", **more), world)


def test_nothing_known(world: World) -> None:
    outcome = start(world, "call me")
    assert_texts(outcome, "If it cannot wait, call (312) 600-8815.")
    assert "pass along" not in outcome.texts[0]
    about = {"topics": [], "figures": "", "urgent": "", "note": "", "told": "", "who": ""}
    known = {"callback_about": about, "callback_tries": 0}
    assert_events(
        outcome,
        ActiveLoop(None),
        SlotSet("requested_slot", None),
        *(SlotSet(name, known.get(name)) for name in EVERY),
    )


def test_who_has_a_call_booked_is_asked_which_one_is_meant(world: World) -> None:
    reference = book_one(world).slots["callback_reference"]
    facts = {"name": "Maria Lopez", "phone": "+13125550143"}
    case = {name: {"value": value, "words": "", "turn": 0, "sure": True} for name, value in facts.items()}
    slots = {"callback_reference": reference, "case": case}
    outcome = start(world, "let me speak with somebody", slots=slots)
    assert_texts(outcome, f"Your callback {reference} is on the firm's list")
    assert outcome.payloads == ["change my callback", "/callback", "keep my callback"]
    assert "callback_about" not in outcome.slots
    asked = [bot(topic="callback_change", asking="callback_second")]
    second = start(world, "/callback", slots=slots, earlier=asked)
    assert_slots(second, callback_name=None, callback_phone=None)


def test_topics_and_figures_come_along_and_are_shown_first(world: World) -> None:
    asked = [user("can I go to jail", "jail"), bot(topic="jail"), bot(topic="exemptions")]
    denied = [user("i don't have a reverse mortgage", "reverse_mortgage"), bot(topic="reverse_mortgage")]
    rejected = [
        user("short sale?", "short_sale"),
        bot(topic="short_sale"),
        user("that's wrong", "complaint", acts=["wrong"]),
    ]
    unclear = [user("what about taxes", "either"), bot(topic="taxes_1099c")]
    pressed = [user("/bankruptcy/overview", "bankruptcy"), bot(topic="bankruptcy")]
    earlier = [bot(topic="greet"), *asked, *denied, *rejected, *unclear, *pressed]
    slots = {"estimate_debt": usd(312000), "estimate_state": "IL"}
    outcome = run_action(ActionCallbackStart(), create_tracker("call me", slots=slots, earlier=earlier), world)
    about = outcome.slots["callback_about"]
    assert about == {
        "topics": ["jail", "bankruptcy"],
        "figures": "$312,000 owed, the home is in Illinois",
        "urgent": "",
        "note": "",
        "told": "",
        "who": "",
    }
    for part in (TITLES["jail"], TITLES["bankruptcy"], "$312,000 owed, the home is in Illinois"):
        assert part in outcome.texts[0]


@pytest.mark.parametrize(
    "said",
    ["no it's about a settlement offer", "no, es por una oferta", "i DID sign that", "pero sí firmé el préstamo"],
)
def test_a_subject_whose_answer_was_rejected_does_not_come_along(world: World, said: str) -> None:
    kept = [user("can I go to jail", "jail"), bot(topic="jail")]
    wrong = [
        user("what of the date", "either", ["asks"]),
        user("the date?", "heirs"),
        bot("Heirs.", topic="heirs_estate"),
    ]
    asks = [user("is my house gone", "sale_process"), bot("Was it sold?", topic="sale_process")]
    earlier = [*kept, *wrong, user(said)]
    outcome = run_action(ActionCallbackStart(), create_tracker("call me", earlier=earlier), world)
    assert outcome.slots["callback_about"]["topics"] == ["jail"]
    # What answers a question of ours rejects nothing.
    earlier = [*kept, *asks, user("no it's still mine")]
    outcome = run_action(ActionCallbackStart(), create_tracker("call me", earlier=earlier), world)
    assert outcome.slots["callback_about"]["topics"] == ["jail", "sale_process"]


@pytest.mark.parametrize(
    ("said", "sure", "kept"),
    [
        ("they want me to pay and I got something from them", 0.9, False),  # told, not asked
        ("me llegó algo de ellos y no entiendo", 0.9, False),
        ("can they do this to me", 0.4, False),  # read with a doubt
        ("¿me pueden hacer esto?", 0.4, False),
        ("can they sell my car", 0.9, True),
        ("¿pueden vender mi carro?", 0.9, True),
    ],
)
def test_only_what_was_clearly_asked_comes_along_as_a_subject(world: World, said: str, sure: float, kept: bool) -> None:
    asked = user(said, "debt_collectors")
    asked["parse_data"]["intent"]["confidence"] = sure
    earlier = [asked, bot("Read this.", topic="debt_collectors")]
    outcome = run_action(ActionCallbackStart(), create_tracker("call me", earlier=earlier), world)
    assert outcome.slots["callback_about"]["topics"] == (["debt_collectors"] if kept else [])


def test_a_choice_that_was_taken_by_its_number_is_a_subject(world: World) -> None:
    offers = bot("One of these?", topic="fallback")
    offers["data"] = {"buttons": [{"title": "Jail", "payload": "/jail"}, {"title": "My pay", "payload": "/wages"}]}
    earlier = [user("the house"), offers, user("1", "jail"), bot("No.", topic="jail")]
    outcome = run_action(ActionCallbackStart(), create_tracker("call me", earlier=earlier), world)
    assert outcome.slots["callback_about"]["topics"] == ["jail"]


@pytest.mark.parametrize(
    ("text", "name", "phone"),
    [
        (
            "they want 40k. can somebody call me, its 815-555-0142 Denise, anytime except 1 to 2",
            "Denise",
            "+18155550142",
        ),
        ("call me please 773-555-0142 andre, mornings", "Andre", "+17735550142"),
        ("someone call me, 312-555-0143, tony here, after 2", "Tony", "+13125550143"),
        ("llámenme al 708-555-0143 Lupita, por la tarde", "Lupita", "+17085550143"),
        ("que me llamen, mi cel 773 555 0142 Beto. los martes", "Beto", "+17735550142"),
        ("me urge una llamada 708 555 0142, Marisol Paz, a las 11", "Marisol Paz", "+17085550142"),
        ("call me at 312-555-0143, my work number, after 2", None, "+13125550143"),
        ("call me, 312-555-0143 in illinois, after 2", None, "+13125550143"),
    ],
)
def test_a_name_beside_the_number_is_taken_with_it(world: World, text: str, name: str | None, phone: str) -> None:
    slots = start(world, text).slots
    assert (slots["callback_name"], slots["callback_phone"]) == (name, phone)
    assert slots["callback_window"] or slots["callback_offered"]


def test_when_to_call_is_no_story(world: World) -> None:
    text = "can a lawyer call me? 618-555-0142, name is kayla, thurs dec 3 at 6:40am before work not after"
    slots = start(world, text).slots
    assert slots["callback_name"] == "Kayla" and slots["callback_about"]["told"] == ""
    assert slots["callback_offered"]["wish"] == "thurs dec 3 at 6:40am before work not after"


@pytest.mark.parametrize(
    ("text", "says", "keeps"),
    [
        (
            "can i get a call from an actual person thursday at 6:40 am? not giving my # til i know who sees it",
            "can wait",
            "Thanksgiving",
        ),
        (
            "can someone call me tomorrow at 2, but I don't want to give my number yet",
            "can wait",
            "I keep the time: Tuesday",
        ),
        ("I'd like a call, I won't share my phone number before I know who reads this", "can wait", ""),
        (
            "¿me podría llamar alguien mañana a las 10? todavía no doy mi número",
            "puede esperar",
            "Guardo la hora: martes",
        ),
        ("quiero que me llamen, pero sin dar mi teléfono por ahora", "puede esperar", ""),
        ("que me marque alguien, no voy a poner mi cel hasta saber quién lo ve", "puede esperar", ""),
    ],
)
def test_who_keeps_the_number_back_hears_that_it_can_wait_and_is_asked_nothing(
    world: World, text: str, says: str, keeps: str
) -> None:
    spoken = {"case": {"language": {"value": "es"}}} if says == "puede esperar" else None
    outcome = start(world, text, slots=spoken)
    assert len(outcome.texts) == 1 and says in outcome.texts[0] and keeps in outcome.texts[0]
    assert [event["name"] for event in outcome.events if event["event"] == "followup"] == ["action_listen"]


def test_who_comes_back_with_the_number_finds_the_time_kept_and_the_notice_said(talk: Talk) -> None:
    talk.say("can i get a call from a person tomorrow at 2? not giving my # yet", "callback")
    assert talk.form is None and "I keep the time: Tuesday, November 24, 2 p.m." in talk.last
    said = talk.say("call me", "callback")
    assert "does not make you a client" in said and talk.asked == "callback_name"
    said = talk.talk("Kayla", "312-555-0143")
    assert "Tuesday, November 24, 2 p.m." in said and talk.asked == "callback_confirmed"


def test_whoever_holds_no_court_papers_does_not_ask_about_them(world: World) -> None:
    got = [user("/served_with_papers/overview", "served_with_papers"), bot(topic="served_with_papers")]
    denies = [user("I never got any court papers")]
    for earlier, topics in ((got, ["served_with_papers"]), (got + denies, [])):
        outcome = run_action(ActionCallbackStart(), create_tracker("call me", earlier=earlier), world)
        assert outcome.slots["callback_about"]["topics"] == topics


def test_an_offer_and_its_last_day_come_along_beside_what_is_owed(world: World) -> None:
    case = {
        "deficiency": {"value": usd(27000)},
        "offer": {"value": usd(6000)},
        "offer_date": {"value": ["2026-12-14", "2026-12-14"]},
    }
    outcome = start(world, "call me", slots={"case": case})
    for part in ("$27,000 said to be still owed", "an offer of $6,000", "their offer ends on December 14, 2026"):
        assert part in outcome.slots["callback_about"]["figures"]


def test_of_many_topics_the_last_and_all_of_those_are_shown(world: World) -> None:
    earlier = [event for topic in TITLES for event in (user("what of it?", topic), bot(topic=topic))]
    outcome = run_action(ActionCallbackStart(), create_tracker("call me", earlier=earlier), world)
    topics = outcome.slots["callback_about"]["topics"]
    assert topics == list(TITLES)[-MOST_TOPICS:]
    assert all(TITLES[topic] in outcome.texts[0] for topic in topics)


def test_urgency_comes_along(world: World) -> None:
    outcome = run_action(ActionCallbackStart(), create_tracker("call me", earlier=[bot(topic="urgent")]), world)
    assert outcome.slots["callback_about"]["urgent"] == "sounds urgent, no day told"
    for words, reason, shown in (
        ("the sheriff put a lockout notice on my door", "lockout", "a lockout, you told me no day"),
        ("they sell it at the auction any day", "sale", "a sale, you told me no day"),
        ("el sheriff nos va a desalojar", "lockout", "a lockout, you told me no day"),
    ):
        earlier = [user(words, "urgent"), bot(topic="urgent")]
        outcome = run_action(ActionCallbackStart(), create_tracker("call me", earlier=earlier), world)
        assert outcome.slots["callback_about"]["urgent"] == f"{reason}, no day told"
        assert f"Marked urgent: {shown}" in outcome.texts[0]


@pytest.mark.parametrize(
    "case",
    [
        {"hearing_date": {"value": ["2027-01-21", "2027-01-21"]}},  # told since, and far off
        {"sale_day": {"value": "none"}},  # there is none after all
    ],
)
def test_what_is_settled_since_is_no_longer_urgent(world: World, case: dict[str, Any]) -> None:
    words = "I have to go to the hearing" if "hearing_date" in case else "they sell it at the auction any day"
    earlier = [user(words, "urgent"), bot(topic="urgent")]
    outcome = run_action(ActionCallbackStart(), create_tracker("call me", earlier=earlier, slots={"case": case}), world)
    assert not outcome.slots["callback_about"]["urgent"]


def test_the_day_that_makes_it_urgent_is_noted_and_shown(world: World) -> None:
    earlier = [user("the sheriff sale of my house is on friday", "urgent"), bot(topic="urgent")]
    outcome = run_action(ActionCallbackStart(), create_tracker("call me", earlier=earlier), world)
    assert outcome.slots["callback_about"]["urgent"] == "sale on Fri Nov 27"
    assert "sale on Fri Nov 27" in outcome.texts[0]


def test_the_story_comes_along_masked_and_is_shown_first(world: World) -> None:
    told = "we lost the house in may and now they sent a letter for $62,000, my ssn is 123-45-6789 and I am at 312-555-0143"
    earlier = [user("hi"), user(told, "define_deficiency"), bot(topic="define_deficiency"), user("ok")]
    outcome = run_action(ActionCallbackStart(), create_tracker("call me", earlier=earlier), world)
    note = outcome.slots["callback_about"]["told"]
    assert note.startswith("we lost the house in may and now they sent a letter for $62,000")
    assert "6789" not in note and "0143" not in note
    assert note in outcome.texts[0]


def test_the_question_that_was_asked_again_in_vain_comes_along_in_their_own_words(world: World) -> None:
    earlier = [
        user("can he take my pay", "wage_garnishment", acts=["asks"]),
        bot(topic="wage_garnishment"),
        user("yes but can he?", "complaint", acts=["asks"]),
        bot(topic="complaint"),
        user("can my pay be touched?", "complaint", acts=["asks"]),
        bot(topic="complaint"),
        user("useless", "complaint", acts=["unhelpful"]),
        bot(topic="complaint"),
    ]
    told = start(world, "/callback", earlier=earlier).slots["callback_about"]["told"]
    assert told == "can my pay be touched?"


def test_messages_are_quoted_apart_without_holes_and_a_name_with_what_it_is(world: World) -> None:
    story = (
        "Hi, this is Lena Orr, 312-555-0143. They sold my flat in May, my number is 312-555-0143, and want the rest."
    )
    earlier = [user(story), user("Fifth Third Bank has the second loan.")]
    note = start(world, "call me. I want them to know about Fifth too", earlier=earlier).slots["callback_about"]["told"]
    assert note.split("\n") == [
        "They sold my flat in May, and want the rest.",
        "Fifth Third Bank has the second loan.",
        "I want them to know about Fifth too",
    ]


def test_a_long_message_is_cut_at_the_end_of_a_sentence(world: World) -> None:
    story = (
        "They sold the house on Oak Street and " + "nobody told us a thing, " * 8 + "not one. " + "Then more came. " * 9
    )
    note = start(world, "call me", earlier=[user(story)]).slots["callback_about"]["told"]
    assert note.endswith("more came.") and len(note) <= LONGEST_STORY


@pytest.mark.parametrize(
    ("text", "who", "name"),
    [
        ("call my daughter instead, she handles this", "daughter", None),
        ("please phone my ex-husband", "ex-husband", None),
        ("I need a call, it's for my mom Rosa", "mom", "Rosa"),
    ],
)
def test_a_different_person_to_call(world: World, text: str, who: str, name: str | None) -> None:
    outcome = start(world, text)
    assert outcome.slots["callback_about"]["who"] == who
    assert f"Who to call: your {who}" in outcome.texts[1] and f"the call is for your {who}" in outcome.texts[0]
    assert (outcome.slots["callback_name"], outcome.slots["callback_phone"]) == (name, None)


def test_what_could_not_be_stored_is_not_asked_again(world: World) -> None:
    kept = filled(callback_confirmed=None)
    outcome = start(world, "call me", slots=kept)
    assert_texts(outcome)
    assert {name: outcome.slots[name] for name in kept} == kept | {"callback_about": outcome.slots["callback_about"]}
    assert outcome.slots["callback_about"]["note"] == "my paycheck"


def test_a_booking_in_one_message_leaves_nothing_to_ask_but_the_yes(world: World) -> None:
    outcome = start(world, "call me, my name is Tanya Brooks, 212-555-0143 ext 9, tomorrow at noon")
    assert (outcome.slots["callback_name"], outcome.slots["callback_phone"]) == ("Tanya Brooks", "+12125550143;ext=9")
    window = CallingWindow.model_validate(outcome.slots["callback_window"])
    assert (window.caller_zone, window.caller_start.hour) == ("America/New_York", 12)
    assert_texts(outcome, "does not make you a client")  # the rest is read back at once
    assert "pass along" not in outcome.texts[0]


def test_what_was_told_before_is_not_asked(world: World) -> None:
    case = {"name": {"value": "Ana Lee"}, "phone": {"value": "+12125550143"}}
    outcome = start(world, "call me", slots={"case": case})
    assert (outcome.slots["callback_name"], outcome.slots["callback_phone"]) == ("Ana Lee", "+12125550143")


@pytest.mark.parametrize("text", ["call me tonight", "call me monday"])
def test_a_time_that_cannot_be_had_or_has_two_readings_is_left_to_be_asked(world: World, text: str) -> None:
    outcome = start(world, text)
    assert outcome.slots["callback_window"] is None
    assert outcome.slots["callback_offered"]["adjusted"] or outcome.slots["callback_offered"]["ambiguous"]
    assert_texts(outcome, "I can ask the firm")


def test_a_deadline_is_no_time_to_call_and_whoever_has_one_is_called_as_soon_as_can_be(world: World) -> None:
    outcome = start(world, "my sale is on friday, can someone call me")
    assert outcome.slots["callback_window"]["asap"]
    assert outcome.slots["callback_offered"] is None
    assert start(world, "can someone call me").slots["callback_window"] is None


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("they sell my house on november 27, please call me tomorrow", 9),
        ("call me tomorrow after 3. the sale is november 27", 15),
        ("la subasta es el 27 de noviembre, por favor llámenme mañana", 9),
    ],
)
def test_a_time_wished_for_beside_a_near_day_is_the_time(world: World, text: str, hour: int) -> None:
    slots = start(world, text).slots
    assert slots["callback_window"]["start"] == f"2026-11-24T{hour:02}:00:00-06:00"
    assert slots["callback_about"]["urgent"] == "sale on Fri Nov 27"


def test_in_the_middle_of_a_request_it_takes_what_is_said_and_keeps_the_rest(world: World) -> None:
    slots = {"callback_name": "Maria", "callback_replaces": "K7QM-4XRT"}
    outcome = start(world, "call me at 312-555-0143", slots=slots, form="callback_form", asked="callback_phone")
    assert_texts(outcome)
    assert_slots(outcome, callback_name="Maria", callback_phone="+13125550143", callback_replaces="K7QM-4XRT")


def test_a_sale_that_is_taken_back_unmarks_the_request(world: World) -> None:
    known = {"topics": [], "figures": "", "urgent": "sale on Fri Nov 27", "note": "", "told": "", "who": ""}
    earlier = [user("the sale is friday")]
    tracker = create_tracker("take off that sale", slots={"callback_about": known}, earlier=earlier)
    assert about(Turn(None, tracker, world))["urgent"] == ""
