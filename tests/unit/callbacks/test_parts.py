"""All parts of a request from whatever a message holds: a table."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from shortfall.callbacks.parts import read_parts
from shortfall.reading.names import read_name

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("America/Chicago"))
PHONE = "+13125550143"


@pytest.mark.parametrize(
    ("text", "name", "phone", "when", "who"),
    [
        ("call me, my name is Tanya Brooks, 312 555 0143, tomorrow after 3", "Tanya Brooks", PHONE, "Tuesday, November 24, 3 p.m.", ""),
        ("my name is tanya brooks and my number is 312-555-0143 ext 204", "Tanya Brooks", f"{PHONE};ext=204", None, ""),
        ("I'm Tanya Brooks 312-555-0143 tomorrow after 3", "Tanya Brooks", PHONE, "Tuesday, November 24, 3 p.m.", ""),
        ("Tanya Brooks, 3125550143, weekday mornings", "Tanya Brooks", PHONE, "Monday, November 23, 10 a.m.", ""),
        ("im losing hope", None, None, None, ""),
        ("this is urgent please call 312 555 0143", None, PHONE, "Monday, November 23", ""),
        ("it's for my mom Rosa", "Rosa", None, None, "mom"),
        ("my mom's name is Rosa Diaz", "Rosa Diaz", None, None, "mom"),
        ("call my daughter instead", None, None, None, "daughter"),
        ("call my mom tomorrow at 10", None, None, "Tuesday, November 24, 10 a.m.", "mom"),
        ("my sale is december 15 can someone call me", None, None, None, ""),
        ("the sale is at 10", None, None, None, ""),
        ("tuesday morning. 312-555-0143 Rosa Delgado", "Rosa Delgado", PHONE, "Tuesday, November 24, 9 a.m.", ""),
        ("call her not me. her name is Ann Holt", "Ann Holt", None, None, "someone else"),
        ("can you call me at 3 tomorrow?", None, None, "Tuesday, November 24, 3 p.m.", ""),
    ],
)  # fmt: skip
def test_from_one_message(text: str, name: str | None, phone: str | None, when: str | None, who: str) -> None:
    found = read_parts(text, NOW)
    assert (found.name, found.phone, found.who) == (name, phone, who)
    assert (found.window is None) == (when is None)
    assert found.window is None or found.window.label.startswith(when or "")


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("ring him, not me, at 312 555 0143", "husband"),
        ("talk to him instead of me: (312) 555-0143", "husband"),
        ("call my sister rather than me 312-555-0143", "sister"),
        ("not me, my brother. 312-555-0143", "brother"),
        ("phone him at 312.555.0143", "husband"),
        ("don't call me, call him 312-555-0143", "husband"),
    ],
)
def test_the_number_of_who_is_to_be_called_in_place_of_the_writer(text: str, who: str) -> None:
    found = read_parts(text, NOW, asked="callback_phone", told=["my husband knows more"])
    assert (found.phone, found.who, found.problem) == (PHONE, who, None)


@pytest.mark.parametrize("text", ["not 312-555-0143", "don't call me at 312-555-0143", "not my cell 312-555-0143"])
def test_a_number_that_is_refused_stays_refused(text: str) -> None:
    assert read_parts(text, NOW, asked="callback_phone").phone is None


def test_a_time_in_a_question_is_hardly_when_to_call() -> None:
    assert read_parts("are they going to sell it friday", NOW, asks=True).window is None


def test_a_time_beside_a_wish_for_a_call_is_when_to_call() -> None:
    for said in ("Can you call me friday after 3?", "¿me pueden llamar el viernes después de las 3?"):
        window = read_parts(said, NOW, asks=True, language="es" if "ll" in said[:12] else "en").window
        assert window is not None and window.start.hour == 15


def test_a_question_behind_a_name_a_number_and_a_time_takes_none_of_them() -> None:
    said = "ray okafor 312 555 0143 friday after 3. and will i lose the garage too?"
    found = read_parts(said, NOW, asked="callback_name", asks=True)
    assert (found.name, found.phone) == ("Ray Okafor", PHONE)
    assert found.window is not None and found.window.start.hour == 15
    assert read_parts("what about my garage 312 555 0143?", NOW, asked="callback_name", asks=True).name is None


def test_the_wish_is_the_time_alone() -> None:
    window = read_parts("call me, my name is Tanya Brooks, 312 555 0143, tomorrow after 6pm", NOW).window
    assert window is not None
    assert window.wish == "tomorrow after 6pm"


def test_the_wish_ends_with_the_time() -> None:
    window = read_parts("tomorrow after 6 pm at 312 555 0143", NOW).window
    assert window is not None
    assert window.wish == "tomorrow after 6 pm"


@pytest.mark.parametrize(
    "name", ["Hung Do", "An Tran", "My Pham", "John A. Doe", "Nancy Call", "Loan Nguyen", "Steve House", "John Good"]
)
def test_names_of_common_words_are_names_where_they_are_written_as_ones(name: str) -> None:
    assert read_name(name) == name


@pytest.mark.parametrize("text", ["Call Maria", "Can They", "Not Sure", "My House", "No Thanks", "my house"])
def test_sentences_in_capitals_are_none(text: str) -> None:
    assert read_name(text) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("names Odell this phone is good", "Odell"),
        ("names Odell this number is good, call me after 3", "Odell"),
        ("nombre Chuy este numero esta bien", "Chuy"),
    ],
)
def test_a_name_and_the_number_that_one_is_on(text: str, name: str) -> None:
    parts = read_parts(text, NOW, asked=None, own="tel:+13125550143")
    assert (parts.name, parts.phone) == (name, "tel:+13125550143")


@pytest.mark.parametrize(
    ("text", "asked", "when"),
    [
        ("wednesday at 11 works?", "callback_window", "Wednesday, November 25, 11 a.m."),
        ("el miércoles a las 11, ¿se puede?", "callback_window", "Wednesday, November 25, 11 a.m."),
        ("could it be wednesday at 11?", "callback_confirmed", "Wednesday, November 25, 11 a.m."),
        ("can they sell it wednesday?", None, None),
        ("is my hearing wednesday at 11?", "callback_confirmed", None),
    ],
)
def test_a_time_that_is_proposed_as_a_question(text: str, asked: str | None, when: str | None) -> None:
    window = read_parts(text, NOW, asked=asked, asks=True).window
    assert (window.label[: len(when)] if window and when else window) == when


def test_a_name_that_was_put_down_wrong_is_put_right() -> None:
    assert read_parts("no es Rey sino Raimundo Paz", NOW, named="Rey").name == "Raimundo Paz"
    assert read_parts("mi cel es 312 555 0143", NOW).name is None
    assert read_parts("soy Rogelio, 312 555 0143", NOW).name == "Rogelio"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("my name is Dolores I live in Kankakee", "Dolores"),
        ("Dolores I am in Kankakee", "Dolores"),
        ("pete im on my break", "Pete"),
        ("me llamo Irma vivo en Joliet", "Irma"),
        ("Its just Bo. friday is fine", "Bo"),
        ("My name is John I Smith", "John I Smith"),
        ("its just fine", None),
        ("this is just stress", None),
        ("it's just me", None),
        ("Gwen. can they take it first?", "Gwen"),
        ("Sorry, can they take it first?", None),
    ],
)
def test_a_name_ends_where_a_sentence_about_oneself_begins(text: str, name: str | None) -> None:
    assert read_parts(text, NOW, asked="callback_name", asks="?" in text).name == name


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("after lunch, like 2 to 3", "2 p.m. to 3 p.m."),
        ("in the morning, say 10 to 11", "10 a.m. to 11 a.m."),
        ("i said after lunch. 1 to 3", "1 p.m. to 3 p.m."),
        ("after lunch", "1 p.m. to 5 p.m."),
        ("he gets off at 4", "4 p.m. to 5 p.m."),
        ("they can have me before noon", "10 a.m. to 12 noon"),
        ("call me by friday", "10 a.m. to 5 p.m."),
        ("the landlord wants the deposit by tuesday", None),
        ("they gave me until monday to decide", None),
        ("rent is due friday", None),
        ("she told me the fee must be paid by thursday", None),
        ("me pide el dinero para el viernes", None),
        ("dicen que pague antes del lunes", None),
    ],
)
def test_exact_hours_are_kept_and_what_is_due_to_somebody_is_no_wish(text: str, hours: str | None) -> None:
    window = read_parts(text, NOW, asked="callback_window", phone=PHONE).window
    assert (window is None) == (hours is None)
    assert not window or (hours or "") in window.label


@pytest.mark.parametrize(
    ("text", "when"),
    [
        (
            "Maricela Ortega. pero la subasta no fue en abril eh, eso era lo q decia mi primo. la confirmaron el 9 de noviembre. mi cel 708 555 "
            "0143, despues de las 4, en español",
            "Monday, November 23, 4 p.m.",
        ),
        ("the sale wasn't in june, that was my brother's. after 3 works", "Monday, November 23, 3 p.m."),
        ("they confirmed it on november 9. mornings", "Monday, November 23, 10 a.m."),
        ("the order is of Dec 2, anytime after 1", "Monday, November 23, 1 p.m."),
        ("lo vendieron el viernes. a las 11", "Monday, November 23, 11 a.m."),
        ("la carta es del 5 de enero, a las 3 está bien", "Monday, November 23, 3 p.m."),
        ("me mandaron el papel el 3 de diciembre, después de las 2", "Monday, November 23, 2 p.m."),
        ("my trial is Wednesday, December 2, at 9 so call me on the 1st", "Tuesday, December 1"),
        ("friday suits me because the auction is monday at 10", "Friday, November 27"),
        ("tengo audiencia el 2 de diciembre a las 10, mejor el martes a las 3", "Tuesday, November 24, 3 p.m."),
        ("330 is the extension and not a time. tuesday from 2 to 4", "Tuesday, November 24, 2 p.m."),
        # What is said of the call has a day, in the past tense too.
        ("I was thinking tuesday at 3", "Tuesday, November 24, 3 p.m."),
        ("they sent me home early so call me tuesday at 3", "Tuesday, November 24, 3 p.m."),
        ("dije el martes a las 3", "Tuesday, November 24, 3 p.m."),
    ],
)
def test_a_day_of_the_case_is_none_of_the_call(text: str, when: str) -> None:
    found = read_parts(text, NOW, asked="callback_window").window
    assert found and found.label.startswith(when)


def test_a_wish_for_a_call_is_no_day_of_the_sale() -> None:
    text = "me quitaron la casa en una subasta. ¿me podría llamar alguien el jueves a las 10?"
    found = read_parts(text, NOW.replace(day=30), asks=True).window
    assert found and found.label.startswith("Thursday, December 3, 10 a.m.")


def test_b4_is_no_hour() -> None:
    found = read_parts("call me thurs like 10:40 in the AM b4 i open", NOW.replace(day=30)).window
    assert found and found.label.startswith("Thursday, December 3, 10:40 a.m.")


def test_what_is_said_of_the_number_is_no_hour() -> None:
    text = "can i get a call thurs like 6:40 in the AM b4 i open? not giving my # tho til i kno who sees it"
    found = read_parts(text, NOW.replace(day=30), asks=True).window
    assert found and found.label.startswith("Thursday, December 3, 9 a.m.") and not found.unsuited


@pytest.mark.parametrize(
    ("text", "who", "mine"),
    [
        ("please dont call my mom, she cannot hear. talk to me", "", True),
        ("call me, not him", "", True),
        ("no lo llamen, llámenme a mí", "", True),
        ("i am writing for my mom", "", False),
        ("call my mom", "mom", False),
    ],
)
def test_who_writes_is_called_unless_somebody_else_is_named(text: str, who: str, mine: bool) -> None:
    parts = read_parts(text, NOW)
    assert (parts.who, parts.mine) == (who, mine)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("can somebody ring me, Tamika Boyd, evenings", "Tamika Boyd"),
        ("i need a call back about the condo. dwayne suggs this number", "Dwayne Suggs"),
        ("que me llame alguien, Ofelia Ramos, el jueves", "Ofelia Ramos"),
        ("can somebody ring me, Naperville, evenings", None),
        ("can somebody ring me, Spanish, evenings", None),
        ("please ring me at this number", None),
        ("my lender is Tamika Boyd Homes, evenings are bad", None),
    ],
)
def test_a_name_beside_the_wish_for_a_call(text: str, name: str | None) -> None:
    assert read_parts(text, NOW).name == name


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("not tomorrow, wed at 11. and do i have to go to court?", "2026-11-25 11:00"),
        ("mejor el miércoles a las 11. ¿y tengo que ir a la corte?", "2026-11-25 11:00"),
        ("my hearing is wednesday at 11. do i have to go to court?", None),
        ("do i have to go to court wednesday?", None),
    ],
)
def test_another_time_beside_a_question_moves_the_time_that_stands(text: str, when: str | None) -> None:
    stands = read_parts("tomorrow morning", NOW, asked="callback_window").window
    found = read_parts(text, NOW, asked="callback_confirmed", asks=True, stood=stands).window
    assert (found and f"{found.caller_start:%Y-%m-%d %H:%M}") == when


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("can somebody call me after 3, i work nights. renata", "Renata"),
        ("please have someone call me tomorrow. Lucas Prado", "Lucas Prado"),
        ("please call me. thank you", None),
        ("can someone call me. i live in peoria", None),
        ("call me. it is about the house", None),
    ],
)
def test_a_wish_for_a_call_may_be_signed(text: str, name: str | None) -> None:
    assert read_parts(text, NOW).name == name
