"""What a message means while a callback is being asked for: the moves of shortfall/talk/moves/, as a table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from shortfall.reading.facts import read_facts
from shortfall.talk.acts import read_acts
from shortfall.talk.case import Case
from shortfall.talk.heard import Context, Heard, Subjects
from shortfall.talk.moves import decide
from shortfall.talk.moves.calls import NO_CALL
from shortfall.talk.offers import Offer
from tests.unit.talk.test_moves import TODAY, heard


def meant(text: str, asked: str, top: str, sure: float) -> str:
    facts = read_facts(text, date(2026, 11, 23), asked)
    subjects = Subjects(((top, sure), ("help", 0.1)))
    return decide(Heard(text, facts, read_acts(text), subjects), Context(form="callback_form", asked=asked)).intent


@pytest.mark.parametrize("asked", ["callback_name", "callback_phone", "callback_window", "callback_confirmed"])
@pytest.mark.parametrize(
    ("text", "top", "sure"),
    [
        ("it's for my mom Rosa", "out_of_scope", 0.9),
        ("call HER not me", "callback_change", 0.6),
        ("tomorrow morning", "urgent", 0.6),
        ("312 555 0143", "callback", 0.9),
    ],
)
def test_what_is_for_the_call_goes_to_the_form(text: str, asked: str, top: str, sure: float) -> None:
    assert meant(text, asked, top, sure) == "inform"


@pytest.mark.parametrize("asked", ["callback_name", "callback_phone", "callback_window"])
def test_a_question_in_between_is_answered(asked: str) -> None:
    assert meant("can they take my paycheck?", asked, "wage_garnishment", 0.95) == "wage_garnishment"


@pytest.mark.parametrize("asked", ["callback_name", "callback_window", "callback_confirmed"])
def test_a_sale_is_no_time_to_call(asked: str) -> None:
    assert meant("the sheriff sale is tomorrow morning", asked, "urgent", 0.9) == "urgent"


@pytest.mark.parametrize(
    "text", ["Rita Sandoval, I'm her daughter. Mom is Elena", "Tom Lee - it is about my uncle's house"]
)
def test_a_name_with_more_after_it_is_the_name(text: str) -> None:
    assert meant(text, "callback_name", "out_of_scope", 0.9) == "inform"


def of_a_booked_call(text: str, *ranking: tuple[str, float], booked: bool = True) -> str:
    subjects = Subjects([*ranking, ("help", 0.05)])
    return decide(
        Heard(text, read_facts(text, date(2026, 11, 23)), read_acts(text), subjects), Context(booked=booked)
    ).intent


@pytest.mark.parametrize(
    "text",
    [
        "please tell the lawyer that I only speak in the mornings",
        "can you add to the request that my wife signed too",
        "what did you put in the note",
        "did you write down for the call that it is about the condo",
        "will they call on the extension",
        "dígales que es urgente",
    ],
)
def test_more_for_a_call_that_is_booked(text: str) -> None:
    assert of_a_booked_call(text, ("settle_for_less", 0.8)) == "callback_change"
    assert of_a_booked_call(text, ("settle_for_less", 0.8), booked=False) == "settle_for_less"


def test_who_will_not_call_changes_no_call() -> None:
    ranking = [("callback_change", 0.7), ("still_owe_after_foreclosure", 0.25)]
    assert of_a_booked_call("I am not calling anyone, what can I do", *ranking, booked=False) != "callback_change"


def test_a_time_with_a_question_behind_it_is_the_time() -> None:
    text = "tuesday works but 10am please. who feeds my kids until then, I have nothing left in there"
    subjects = Subjects([("urgent", 0.7), ("bank_account_freeze", 0.2)])
    heard = Heard(text, (), read_acts(text), subjects)
    assert decide(heard, Context(form="callback_form", asked="callback_window")).intent == "inform"


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("callback_name", "nadia petrov. will they ring today?"),
        ("callback_phone", "this number. may i open a new account meanwhile"),
        ("callback_phone", "same number, and can they freeze it twice?"),
    ],
)
def test_an_answer_before_a_question_is_kept(asked: str, text: str) -> None:
    context = Context(form="callback_form", asked=asked, last="callback")
    heard = Heard(text, (), read_acts(text), Subjects([("bank_account_freeze", 0.95), ("out_of_scope", 0.01)]))
    assert decide(heard, context).intent == "inform"


@pytest.mark.parametrize(
    "text",
    [
        "a friend gave me your number, the servicer denied our application and the auction is in march",
        "una vecina me dio este número, el banco vendió la casa en mayo",
    ],
)
def test_where_no_call_was_booked_none_is_looked_for(text: str) -> None:
    ranking = [("callback_change", 0.9), ("loan_modification", 0.08)]
    assert of_a_booked_call(text, *ranking, booked=False) != "callback_change"
    assert of_a_booked_call(text, *ranking) == "callback_change"


@pytest.mark.parametrize(
    "text",
    [
        "nobody ever called, and i booked a call for today",
        "move my appointment please",
        "can you look at 7KQ4-M2XP for me",
        "nadie me llamó ayer",
        "reschedule",
    ],
)
def test_who_says_that_they_booked_one_is_believed(text: str) -> None:
    assert of_a_booked_call(text, ("callback_change", 0.85), booked=False) == "callback_change"


@pytest.mark.parametrize("text", ["just call me", "ok call me please. Pat Ruiz", "mejor llámeme"])
def test_call_me_begins_the_call(text: str) -> None:
    assert of_a_booked_call(text, ("about_firm", 0.5), booked=False) == "callback"


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        (
            "is there a lawyer speaking Arabic? i would visit you",
            ("about_firm/languages", "about_firm/e_mail_or_visit"),
        ),
        ("¿hablan polaco? prefiero ir en persona", ("about_firm/languages", "about_firm/e_mail_or_visit")),
        ("could i talk with an attorney face to face", ()),
    ],
)
def test_who_wants_to_come_is_booked_no_call(text: str, topics: tuple[str, ...]) -> None:
    heard = Heard(text, (), read_acts(text), Subjects([("callback", 0.8), ("help", 0.05)]))
    move = decide(heard, Context())
    assert move.topics == topics and (topics or move.question == "about_firm/e_mail_or_visit")


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("huh? i didn't ask for a call. they filed a foreclosure on me, how do i reply", "served_with_papers"),
        ("no pedí una llamada. ¿cómo contesto la demanda?", "served_with_papers"),
        (
            "i never said anything about a callback. our home is in foreclosure",
            "legal_advice_boundary/tell_me_what_to_do",
        ),
    ],
)
def test_a_call_that_nobody_asked_for_is_left_and_the_rest_is_read(text: str, asked: str) -> None:
    sure = 0.8 if asked == "served_with_papers" else 0.2
    heard = Heard(text, read_facts(text, date(2026, 11, 23)), read_acts(text), Subjects([("served_with_papers", sure)]))
    move = decide(heard, Context(form="callback_form", asked="callback_name", today=date(2026, 11, 23)))
    assert move.topics == (asked, "cancel")


@pytest.mark.parametrize(
    "text",
    [
        "is that 312 number any good for me here?",
        "do you guys only help people in illinois?",
        "¿ese número me sirve a mí o es nomás para Illinois?",
    ],
)
def test_whether_the_firm_serves_another_state_is_answered(text: str) -> None:
    away = Case().heard(read_facts("my house is in Georgia", TODAY), 0)
    said = replace(heard(text, ("timeline", 0.5)), facts=read_facts(text, TODAY, case=away.slot()))
    assert decide(said, Context(case=away)).question == "about_firm/which_states"
    assert decide(heard(text, ("timeline", 0.9)), Context()).question is None


@pytest.mark.parametrize(
    "text", ["i want to ask for a call", "I went and asked for a callback", "we just want to talk about a call"]
)
def test_who_wants_a_call_does_not_refuse_it(text: str) -> None:
    assert not NO_CALL.search(text)


CHOICES = (Offer("Yes, that works", "yes"), Offer("As soon as you can", "asap"))
ELECCION = (Offer("Sí, está bien", "yes"), Offer("Lo antes posible", "asap"))


@pytest.mark.parametrize(
    ("text", "offered", "intent"),
    [
        ("As soon as you can. I got a headset in the truck. So can they take my farmhouse or not", CHOICES, "inform"),
        ("Yes, that works. I start my shift at noon. can they take my tractor", CHOICES, "affirm"),
        ("as soon as you can! what do i do about the letter from the court", CHOICES, "inform"),
        ("Lo antes posible. tengo el cel conmigo. ¿me pueden quitar la camioneta?", ELECCION, "inform"),
        ("Sí, está bien. y qué pasa con mi carro", ELECCION, "affirm"),
        ("lo antes posible; ¿cuánto me van a cobrar?", ELECCION, "inform"),
        ("Can they take my truck as soon as you can", CHOICES, "exemptions"),  # no sentence of its own
    ],
)
def test_a_choice_said_first_is_taken_though_more_is_asked(text: str, offered: tuple[Offer, ...], intent: str) -> None:
    context = Context(form="callback_form", asked="callback_window", offered=offered)
    said = Heard(text, (), read_acts(text), Subjects((("exemptions", 0.95), ("help", 0.01))))
    assert decide(said, context).intent == intent


def test_a_choice_of_a_question_said_first_is_answered_and_so_is_what_is_asked_behind_it() -> None:
    offered = (Offer("Can I keep one car?", "/exemptions/car"), Offer("What of my pay?", "/wage_garnishment"))
    text = "What of my pay? And can I go to jail"
    said = Heard(text, (), read_acts(text), Subjects((("jail", 0.9), ("help", 0.01))))
    move = decide(said, Context(offered=offered))
    assert (move.intent, move.topics) == ("two_topics", ("wage_garnishment", "jail"))


@pytest.mark.parametrize(
    "text",
    [
        "y habra alguien q me llame en español para q me revise el papel y me diga el dia q tengo q salir?",
        "can i get a call from an actual person thurs like 6:40 in the AM b4 i open? not giving my # tho til i kno who sees it",
        "do they take the car too? and could we have a call back about it",
        "what happens to my pension, may i get a phone call from somebody there",
        "¿me quitan el carro? ¿y me podría llamar alguien mañana?",
        "no entiendo el papel, q me marquen porfa, ¿cuándo salgo?",
    ],
)
def test_a_call_that_is_asked_for_beside_a_question_is_heard(text: str) -> None:
    said = Heard(text, (), read_acts(text), Subjects((("sale_process", 0.7), ("help", 0.1))))
    move = decide(said, Context())
    assert "callback" in (move.intent, *move.topics)


@pytest.mark.parametrize("text", ["can i get a call from the bank before they sell", "how many times can they call me"])
def test_a_call_by_others_is_none_of_ours(text: str) -> None:
    said = Heard(text, (), read_acts(text), Subjects((("sale_process", 0.9), ("help", 0.01))))
    assert "callback" not in (decide(said, Context()).intent, *decide(said, Context()).topics)


@pytest.mark.parametrize(
    ("text", "last", "booked", "intent"),
    [
        ("after 1", "callback_change", True, "callback_change"),
        ("thursday works better", "callback", True, "callback_change"),
        ("can you set it up again for monday at 9", "callback_cancelled", True, "callback"),
        ("ok put it back, friday noon", "callback", False, "callback"),
        ("my sale was on tuesday at 10", "callback", True, None),
        ("after 1", "exemptions", True, None),
    ],
)
def test_a_time_after_a_call_was_spoken_of_is_one_for_it(
    text: str, last: str, booked: bool, intent: str | None
) -> None:
    ranking = (("sale_date", 0.6), ("help", 0.1))
    read = Heard(text, read_facts(text, date(2026, 11, 23)), read_acts(text), Subjects(ranking))
    said = decide(read, Context(last=last, booked=booked)).intent
    assert (said if said.startswith("callback") else None) == intent


@pytest.mark.parametrize("text", ["is it free", "what does that cost me?", "¿cobran por eso?"])
def test_the_price_that_is_asked_in_between_is_that_of_the_call(text: str) -> None:
    assert meant(text, "callback_phone", "court_fees", 0.8) == "fees"


@pytest.mark.parametrize(
    ("text", "call"),
    [
        ("¿pueden marcarle a mi papá? él es el dueño", True),
        ("quiero que llamen a mi esposa", True),
        ("¿el cobrador puede llamar a mi hermana?", False),
    ],
)
def test_a_relative_is_to_be_called_in_spanish(text: str, call: bool) -> None:
    subjects = Subjects([("debt_collectors", 0.6), ("help", 0.05)])
    said = decide(Heard(text, (), read_acts(text), subjects), Context())
    assert ("callback" in {said.intent, *said.topics}) == call


@pytest.mark.parametrize("asked", ["callback_name", "callback_phone", "callback_window", "wages_gross"])
@pytest.mark.parametrize(
    "text", ["what day is my call?", "is the appointment still friday", "do you still have me down for 2?"]
)
def test_what_is_asked_of_a_booked_call_is_no_answer_to_a_form(asked: str, text: str) -> None:
    facts = read_facts(text, date(2026, 11, 23), asked)
    form = "callback_form" if asked.startswith("callback") else "wages_form"
    read = Heard(text, facts, read_acts(text), Subjects((("timeline", 0.7), ("help", 0.1))))
    assert decide(read, Context(form=form, asked=asked, booked=True)).intent == "callback_change"


def test_a_call_that_is_said_to_be_booked_is_looked_for_and_not_asked_for_anew() -> None:
    text = "i scheduled a call on your site, can we make it friday instead"
    assert of_a_booked_call(text, ("callback", 0.9), booked=False) == "callback_change"


@pytest.mark.parametrize("booked", [True, False])
def test_how_the_firms_call_goes_is_no_collectors_call(booked: bool) -> None:
    read = Heard("what do i tell them when they call", (), frozenset({"asks"}), Subjects((("debt_collectors", 0.9),)))
    last = "callback" if booked else "debt_collectors/overview"
    found = decide(read, Context(booked=booked, last=last))
    assert (found.question == "about_firm/what_happens_on_the_call") == booked


def test_what_they_know_is_no_question_of_the_note_after_another_subject() -> None:
    read = Heard("do they know i quit my job?", (), frozenset({"asks"}), Subjects((("wage_garnishment", 0.9),)))
    assert decide(read, Context(booked=True, last="wage_garnishment/job_change")).intent == "wage_garnishment"
