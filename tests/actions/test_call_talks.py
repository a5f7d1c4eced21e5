"""A call asked for as people ask for one: in pieces, with changes of mind, by the web and by text. Today is Monday, November 23, 2026."""

from __future__ import annotations

import pytest

from actions.base import World
from tests.actions.talk import Talk

CALL = "have somebody call me please, Ida Brandt 312 555 0143"


def asked(talk: Talk) -> None:
    talk.say(CALL, "callback")


@pytest.mark.parametrize("between", ["", "can they take my car?"])
def test_the_day_stays_when_only_hours_come(talk: Talk, between: str) -> None:
    talk.say("have somebody call me tomorrow please", "callback")
    talk.say("Ida Brandt")
    if between:
        talk.say(between, "exemptions")
    assert "come to the time in a moment" in talk.say("past six in the evening")
    assert "Tuesday, November 24, 4 p.m." in talk.say("312 555 0143")


def test_the_day_stays_after_the_offer_was_not_taken(talk: Talk) -> None:
    asked(talk)
    assert "Would that do?" in talk.say("wednesday after 7pm")
    talk.say("no", "deny")
    assert "Wednesday, November 25, 12 noon to 1 p.m." in talk.say("at noon")


def test_the_day_stays_where_the_time_is_to_be_changed(talk: Talk) -> None:
    asked(talk)
    talk.talk("wednesday", "change the time")
    assert "Wednesday, November 25, 3 p.m." in talk.say("after 3")


def test_a_time_of_a_request_that_was_dropped_is_forgotten(talk: Talk) -> None:
    asked(talk)
    talk.talk("wednesday at 2", "never mind")
    talk.say(CALL, "callback")
    assert "Monday, November 23, 4 p.m." in talk.say("at 4")


@pytest.mark.parametrize("channel", ["web", "sms"])
def test_a_limit_is_said_back(talk: Talk, channel: str) -> None:
    talk.channel = channel
    said = talk.say("could somebody call me before wednesday", "callback")
    assert "no later than Tuesday, November 24" in said
    talk.talk("Ida Brandt", "312 555 0143")
    assert "no later than Tuesday, November 24" in talk.last
    assert "no later than Tuesday, November 24" in talk.say("after 2")


@pytest.mark.parametrize(
    ("agreed", "when"),
    [
        ("yes but make that 4", "Wednesday, November 25, 4 p.m."),
        ("yes, only could they ring around half past eleven instead, I fetch my boy at two", "11:30 a.m."),
        ("yes please but friday", "Friday, November 27, 2 p.m."),
    ],
)
def test_a_yes_with_another_time_is_enough(talk: Talk, agreed: str, when: str) -> None:
    asked(talk)
    talk.say("wednesday at 2")
    said = talk.say(agreed)
    assert "Reference" in said and when in said and "did not understand" not in said


def test_a_yes_with_a_time_that_cannot_be_had_is_asked_about(talk: Talk) -> None:
    asked(talk)
    talk.say("wednesday at 2")
    said = talk.say("yes but make it 8 in the evening")
    assert "Would that do?" in said and "in a moment" not in said


@pytest.mark.parametrize(
    "text", ["I'd rather keep my name out of it, no names", "anonymous", "i dont give my name out"]
)
def test_who_gives_no_name_is_called_all_the_same(talk: Talk, text: str) -> None:
    talk.say("have somebody call me", "callback")
    assert "best number" in talk.say(text, "cancel")
    talk.say("312 555 0143")
    assert "Name: Caller" in talk.say("wednesday at 2")


def test_what_came_before_it_was_asked_is_said_back(talk: Talk) -> None:
    talk.say("have somebody call me", "callback")
    assert "(312) 555-0143" in talk.say("312 555 0143")
    assert "Wednesday, November 25, 2 p.m." in talk.say("wednesday at 2")


def test_an_offer_that_stands_is_asked_again_shortly(talk: Talk) -> None:
    asked(talk)
    talk.say("wednesday after 7pm")
    said = talk.say("can they take my car?", "exemptions")
    assert "would Wednesday, November 25, 4 p.m. to 5 p.m. Chicago time do?" in said
    assert "office is open" not in said and said.count("Back to your call") == 1


def test_a_name_stands_between_its_number_and_a_day(talk: Talk) -> None:
    said = talk.say("someone please call me 312 555 0143 Anita Rao wednesday at 2", "callback")
    assert "Name: Anita Rao" in said and "Wednesday, November 25, 2 p.m." in said


def test_tom_is_a_name_and_a_day(talk: Talk) -> None:
    talk.say("have somebody call me", "callback")
    talk.talk("Tom Bradley", "312 555 0143")
    assert "Name: Tom Bradley" in talk.say("tom after 2") and "Tuesday, November 24, 2 p.m." in talk.last


def test_a_weekday_is_one_of_the_week_that_was_named(talk: Talk) -> None:
    asked(talk)
    talk.say("next week")
    assert "Wednesday, December 2" in talk.say("wednesday") and "10 a.m." in talk.say("at 10")
    assert "Wednesday, November 25" in talk.say("no, this wednesday")


def test_who_keeps_the_name_from_the_start_is_not_asked_for_it(talk: Talk) -> None:
    assert "best number" in talk.say("have somebody call me, but my name stays private", "callback")


@pytest.mark.parametrize(
    "words",
    ["and add my son Karl at 312 555 0177", "yes, and Karl 312 555 0177", "Karl is the second one, 312-555-0177"],
)
def test_a_second_person_is_written_down_and_the_first_number_stays(talk: Talk, words: str) -> None:
    asked(talk)
    talk.say("wednesday at 3")
    said = talk.say(words)
    assert "Karl, (312) 555-0177" in said and "(312) 555-0143" in said


def test_that_one_is_no_time(talk: Talk) -> None:
    asked(talk)
    talk.say("wednesday noon to 3")
    assert "12 noon to 3 p.m." in talk.say(
        "the other number was old, call me on that one. Karl is the second one 312 555 0177"
    )


@pytest.mark.parametrize(
    ("said", "noted"),
    [
        ("Ida Brandt and please write down that I have court on december 9 at 1:30", "December 9 at 1:30 p.m."),
        ("Ida Brandt. the auction is January 12", "January 12"),
    ],
)
def test_a_day_of_the_case_is_said_back_and_is_no_time_to_call(talk: Talk, said: str, noted: str) -> None:
    talk.say("have somebody call me", "callback")
    assert noted in talk.say(said, "urgent")
    assert "good time" in talk.say("312 555 0143 ext 226")
    read_back = talk.say("tomorrow from 2 to 4")
    assert "When: Tuesday, November 24, 2 p.m. to 4 p.m." in read_back
    assert "Facts: " in read_back and noted in read_back and "ext. 226" in read_back
    assert "Number: (312) 555-0143 ext. 226" in talk.say("wednesday at 10. it is 312 555 0143")


def test_what_is_quoted_is_what_says_most(talk: Talk) -> None:
    talk.say("hi there i have a few things i would like to go over")
    talk.say("my aunt Rosa, 77, got a summons dated october 30 and she owes 64,500 on it")
    talk.say("it is all just so much for a person to go through you know")
    said = talk.say("have somebody call me", "callback")
    assert "summons dated october 30" in said and "about your aunt Rosa, 77" in said
    assert "things i would like" not in said and "so much for a person" not in said


def test_what_follows_a_danger_to_a_life_is_not_quoted(talk: Talk) -> None:
    talk.events.append({"event": "user", "text": "i want to kill myself over this house", "parse_data": {}})
    talk.say("no no i am fine really i would never do that to my kids ok")
    talk.say("the sale of the house is on january 12 and i owe 64,500")
    said = talk.say("have somebody call me", "callback")
    assert "january 12" in said and "never do that" not in said and "kill" not in said


def test_words_are_taken_out_and_it_is_read_back_before_it_is_sent(talk: Talk) -> None:
    talk.say("i was drunk the day i signed the second loan for 20,000")
    asked(talk)
    assert "drunk" in talk.say("wednesday at 2")
    said = talk.say("yes call me but take out where i said i was drunk")
    assert "took" in said or "None of your own words" in said
    assert "drunk" not in said and "Please check" in said
    assert "Done, the firm has" in talk.say("fine. yes call me")


@pytest.mark.parametrize(
    ("asks", "answer"), [("would it be today?", "No, I have put down"), ("will they call me on wednesday?", "Yes: ")]
)
def test_whether_it_is_on_that_day_is_answered_and_is_no_matter_of_the_call(talk: Talk, asks: str, answer: str) -> None:
    asked(talk)
    talk.say("wednesday at 2")
    said = talk.say(asks)
    assert answer in said and "About:" not in said
    assert "Done, the firm has" in talk.say("otherwise yes call me")


def test_a_time_that_ends_when_the_sale_begins_is_as_soon_as_the_office_can(talk: Talk) -> None:
    talk.say("they sell my home on november 25 at 10 am", "urgent")
    talk.say(CALL, "callback")
    assert "as soon as possible, Monday, November 23" in talk.say("wednesday before 10")


@pytest.mark.parametrize("channel", ["web", "sms"])
@pytest.mark.parametrize(("place", "language"), [("Illinois", "en"), ("Indiana", "en"), ("Texas", "es")])
@pytest.mark.parametrize(
    "between",
    [
        (),
        ("can they take my car?",),
        ("my sister's house is in Ohio, mine was never there",),
        ("the number is 219-555-0148 ext 12",),
        ("friday at 10 works better",),
        ("no",),
        ("are you recording this?",),
        ("gracias, una pregunta, ¿cuánto cuesta?",),
    ],
)
def test_no_yes_under_what_was_read_back_is_passed_over_twice(
    world: World, channel: str, language: str, place: str, between: tuple[str, ...]
) -> None:
    talk = Talk(world, channel=channel)
    talk.say(f"my home was in {place}" if language == "en" else f"hola, mi casa estaba en {place}, la perdí")
    talk.talk("/callback", "yes", "Denise Okafor", "219-555-0148", "wednesday at 2")
    if talk.asked != "callback_confirmed":  # asked first whether a firm of another state is to call
        talk.talk("Denise Okafor", "219-555-0148", "wednesday at 2")
    for words in between:
        talk.say(words)
    assert talk.asked == "callback_confirmed"
    said = talk.say("yes", "affirm")
    if not talk.slots["callback_reference"]:
        assert "Okafor" in said or channel == "sms"
        said = talk.say("yes", "affirm")
    assert talk.slots["callback_reference"] in said


@pytest.mark.parametrize(
    "text", ["nope", "no", "you know what, don't phone me, we're fine", "ya no quiero que me llamen, cancele todo"]
)
def test_who_wants_no_call_is_asked_nothing_more(talk: Talk, text: str) -> None:
    talk.say("have somebody call me", "callback")
    assert "No call is booked" in talk.say(text) and talk.form is None


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("we owe 230 on the house, not 215.\n1. It sold.\n2. I signed nothing.\nMy name is Ruth Okafor", None),
        ("my son calls the county clerk tomorrow at 10, and we file next week, Ruth Okafor", None),
        ("he calls me at 9 every morning about it, my name is Ruth Okafor", None),
        ("I work tonight and tuesday til 7. Call me thursday, say 8 am, Ruth Okafor 219-555-0148", "November 26"),
        (
            "I'm on Chicago time. Wednesday at 10, Ruth Okafor 212-555-0148",
            "Wednesday, November 25, 10 a.m. to 11 a.m. Chicago",
        ),
    ],
)
def test_a_time_is_one_that_is_said_of_the_call(talk: Talk, text: str, when: str | None) -> None:
    talk.say("have somebody call me", "callback")
    said = talk.say(text)
    window = talk.slots["callback_window"] or talk.slots["callback_offered"]
    assert (window is None) if when is None else when in said or (window["start"] > "2026-11-26")


def test_what_is_put_right_goes_along_and_what_is_kept_for_a_call_is(talk: Talk) -> None:
    assert "wrote that down" in talk.say("How is my deed titled? Note that as a question for the lawyer.")
    asked(talk)
    said = talk.say("wednesday at 2")
    assert "How is my deed titled?" in said
    said = talk.say("The bankruptcy was never mine. My brother's.")
    assert "About:" in said and "never mine. My brother's." in said


@pytest.mark.parametrize("channel", ["web", "sms"])
@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ida brandt. thu dec 3 at 10 ok?", "Ida Brandt"),
        ("Ida Brandt.. but where did you get that it's a rental", "Ida Brandt"),
        ("court papers. can you read them?", None),
        ("good morning. can i ask?", None),
    ],
)
def test_a_name_that_comes_first_is_one_whatever_is_asked_behind_it(
    world: World, channel: str, text: str, name: str | None
) -> None:
    talk = Talk(world, channel=channel)
    talk.say("have somebody call me", "callback")
    talk.say(text)
    assert talk.slots["callback_name"] == name


@pytest.mark.parametrize(
    ("said", "noted"),
    [
        ("it's about the summons that came for my aunt's condo", "the summons that came for my aunt's condo"),
        ("es sobre la carta de una agencia", "la carta de una agencia"),
    ],
)
def test_what_the_call_is_about_is_put_down_when_it_is_said(talk: Talk, said: str, noted: str) -> None:
    asked(talk)
    talk.say("tomorrow at 10")
    assert noted in talk.say(said)


def test_why_it_is_asked_is_answered_and_not_passed_on(talk: Talk) -> None:
    asked(talk)
    talk.say("tomorrow at 10")
    reply = talk.say("why do you need to know who i am", "why")
    assert "said yes" in reply and "who i am" not in reply


def test_who_can_only_talk_when_the_office_is_closed_gets_the_wish_put_down(talk: Talk) -> None:
    talk.say("have somebody call me after 7 pm please, i work til then. Ida Brandt 312 555 0143", "callback")
    assert "on a break" in talk.last
    assert "Shall I put it down?" in talk.say("only evenings, sorry")
    said = talk.say("yes", "affirm")
    assert "Please check" in said and "only evenings" in said
