"""Every word and phrase that ends the texts, those that only look like one, and a stop that comes in the middle of an answer."""

from __future__ import annotations

import threading
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select

from shortfall.callbacks.booking import book
from shortfall.callbacks.consent import wording
from shortfall.callbacks.request import CallbackRequest, Consent
from shortfall.callbacks.tables import Callback, ConsentRecord
from shortfall.callbacks.window import parse_window
from shortfall.reading.opt_out import read
from shortfall.sms.store import opted_out, person_of
from shortfall.sms.texts import texts
from tests.channels.stand import OTHER, PHONE, Stand, inbox_of, standing
from tests.unit.web.stand_in import plain

# 47 CFR 64.1200(a)(10), Twilio's own list since May 2025, and the phrases that Twilio does not catch.
FEDERAL = ["stop", "quit", "end", "revoke", "opt out", "cancel", "unsubscribe"]
TWILIO = ["STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"]
PHRASES = [
    *(
        "optoutall",
        "opt-out",
        "Opt Out.",
        "OPT OUT ALL",
        "stop all",
        "stop please",
        "please stop",
        "Pls stop!!",
        "STOP!!!",
    ),
    *("Stop.", "\u201cSTOP\u201d", "  stop  ", "stop stop stop", "stop now", "ok stop", "Stop \U0001f621", "st\u00f3p"),
    *(
        "do not text",
        "don't text me",
        "dont text me anymore",
        "Do not text me again",
        "stop texting me",
        "quit texting me",
    ),
    *(
        "stop messaging me",
        "no more texts",
        "no more texts please",
        "stop sending me messages",
        "remove me",
        "remove my number",
    ),
    *(
        "take me off your list",
        "leave me alone",
        "please leave me alone",
        "unsubscribe me",
        "I want to opt out",
        "stop it",
    ),
    *("I revoke my consent", "stop contacting me", "do not contact me", "end texts", "unsub", "opt me out"),
]
SPANISH = [
    "alto",
    "ALTO",
    "parar",
    "cancelar",
    "\u00a1Basta!",
    "no m\u00e1s mensajes",
    "Alto por favor",
    "d\u00e9jenme en paz",
]

TRAPS = [
    *(
        "stop the garnishment",
        "can I stop the sale",
        "please end this nightmare",
        "stop the foreclosure",
        "how do i stop this",
    ),
    *(
        "cancel my callback",
        "cancel the call",
        "can i cancel the sale",
        "cancel my appointment please",
        "when does it end",
    ),
    *(
        "how do I quit claim my house",
        "quitclaim deed",
        "can they quit chasing me",
        "will it ever end",
        "end of the redemption period",
    ),
    *(
        "stop foreclosure now",
        "stop the auction tomorrow",
        "stop them",
        "stop wage deduction",
        "how do i get them to stop",
    ),
    *(
        "can bankruptcy stop the sale",
        "they won't stop calling my job",
        "i want it to end",
        "I can't stop crying",
        "dont stop",
    ),
    *(
        "remove a lien",
        "remove the judgment from my credit",
        "take my name off the loan",
        "can they revoke my loan modification",
    ),
    *("opt out of arbitration", "does filing stop interest", "cancel debt 1099-c", "cancelled debt", "is this the end"),
    *(
        "stopped paying in march",
        "unsubscribed from the hoa emails",
        "leave my house",
        "should i leave",
        "no more money",
        "stop payment",
    ),
    *(
        "I want to end it all",
        "non-stop calls from the bank",
        "parar la venta de mi casa",
        "cancelar la deuda",
        "quit my job",
    ),
]


@pytest.mark.parametrize("text", [*FEDERAL, *TWILIO, *PHRASES, *SPANISH])
def test_the_whole_message_ends_the_texts(text: str) -> None:
    command = read(text)
    assert command is not None and command.kind == "stop"
    assert command.language == ("es" if text in SPANISH else "en")


def test_there_are_40_traps() -> None:
    assert len(set(TRAPS)) >= 40


@pytest.mark.parametrize("text", TRAPS)
def test_a_question_is_a_question(text: str) -> None:
    command = read(text)
    assert command is None or command.kind == "doubtful"


@pytest.mark.parametrize("text", ["START", "unstop", "Start please"])
def test_back_in(text: str) -> None:
    command = read(text)
    assert command is not None and command.kind == "start"


@pytest.mark.parametrize("text", ["yes", "Y", "start over", "get started", "i need help with my house", "help me"])
def test_what_belongs_to_the_talk(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    "text",
    ["can you stop these messages to my wife", "why do you keep texting me", "not interested", "no me interesa"],
)
def test_what_only_may_mean_it_is_asked_about_once_and_not_answered(stand: Stand, text: str) -> None:
    command = read(text)
    assert command is not None and command.kind == "doubtful"
    assert stand.text(text) == [texts()["doubtful_es" if text == "no me interesa" else "doubtful"]]
    assert stand.gateway.engine.asked == []
    assert [row.doubtful for row in stand.inbound()] == [True]
    assert len(stand.text("and my pay?")) == 1


@pytest.mark.parametrize(
    ("again", "language"),
    [("beat it, i mean it", "en"), ("not interested", "en"), ("Yes.", "en"), ("sí por favor", "es")],
)
def test_what_the_engine_takes_for_it_is_asked_about_once_and_ended_when_it_is_meant_again(
    stand: Stand, again: str, language: str
) -> None:
    spanish = "_es" if language == "es" else ""
    asks = texts()[f"doubtful{spanish}"]
    stand.gateway.engine.reply = lambda body: [plain(asks, topic="doubtful")]
    assert stand.text("kick rocks") == [asks]
    assert [row.doubtful for row in stand.inbound()] == [True]
    assert stand.text(again) == [texts()[f"stopped{spanish}"]]
    assert stand.text("hello") == []


def test_who_was_asked_and_asks_something_is_answered(stand: Stand) -> None:
    assert stand.text("not interested") == [texts()["doubtful"]]
    assert "You said: yes but can they take my pay?" in stand.text("yes but can they take my pay?")[0]
    assert stand.text("not interested") == [texts()["doubtful"]], "long after, it is asked again"


def test_who_has_sent_too_many_is_told_so_whatever_the_first_of_them_says(tmp_path: Path) -> None:
    with standing(tmp_path, rate_limit="on", sms_per_hour=3) as stand:
        for text in ("hello", "hello", "STOP", "START"):
            assert len(stand.text(text)) == 1
        assert stand.text("hello") == [texts()["too_many"]]
        assert stand.text("hello") == []
        stand.clock.move(minutes=61)
        assert len(stand.text("hello")) == 1


def test_a_life_in_danger_is_answered_whatever_it_says_of_the_texts(stand: Stand) -> None:
    (said,) = stand.text("stop texting me, i want to die")
    assert said.index("988") < said.index("no more texts")
    assert stand.text("hello") == []


def test_stop_is_confirmed_once_and_holds_until_start(stand: Stand) -> None:
    stand.text("hello")
    assert stand.text("STOP") == [texts()["stopped"]]
    assert stand.text("stop") == stand.text("can they take my house") == stand.text("yes") == []
    assert stand.text("HELP") == [texts()["help"]]
    assert stand.text("START") == [texts()["started"]]
    assert stand.text("and now?") == ["You said: and now?"]
    assert stand.text("cancel") == [texts()["stopped"]], "again one confirmation for a new stop"
    assert len(stand.gateway.engine.asked) == 2


def test_spanish_is_confirmed_in_spanish(stand: Stand) -> None:
    assert stand.text("alto") == [texts()["stopped_es"]]
    assert stand.text("ayuda") == [texts()["help_es"]]


def test_a_word_that_both_languages_have_is_confirmed_in_that_of_the_talk(stand: Stand) -> None:
    stand.text("ayuda")
    assert stand.text("STOP") == [texts()["stopped_es"]]
    assert stand.text("START") == [texts()["started_es"]]
    assert stand.text("HELP") == [texts()["help_es"]]


def test_help_names_the_firm_and_its_phone(stand: Stand) -> None:
    (said,) = stand.text("Help!")
    for part in ("The Law Center", "(312) 600-8815", "STOP", "rates"):
        assert part in said
    assert stand.gateway.engine.asked == []


def test_what_twilio_has_answered_by_itself_is_not_answered_twice(stand: Stand) -> None:
    assert stand.text("STOP", OptOutType="STOP") == []
    with stand.session() as db:
        assert opted_out(db, person_of(PHONE))
    assert stand.text("BEGIN", OptOutType="START") == []
    with stand.session() as db:
        assert not opted_out(db, person_of(PHONE))


def test_a_stop_ends_what_still_waits_and_touches_nobody_else(stand: Stand) -> None:
    stand.webhook("first question")
    stand.webhook("second question")
    stand.webhook("STOP")
    stand.webhook("hello", OTHER)
    stand.work()
    assert stand.twilio.to(PHONE) == [texts()["stopped"]]
    assert len(stand.twilio.to(OTHER)) == 1
    stand.webhook("START")
    stand.work()
    assert stand.twilio.to(PHONE)[1:] == [texts()["started"]]


def test_a_stop_while_the_engine_is_thinking_wins(stand: Stand) -> None:
    stand.gateway.engine.hang()
    stand.webhook("can they take my pay")
    working = threading.Thread(target=stand.work)
    working.start()
    assert stand.gateway.engine.arrived.acquire(timeout=30)
    assert stand.webhook("STOP").status_code == 200
    stand.gateway.engine.release()
    working.join(60)
    stand.work()
    assert stand.twilio.to(PHONE) == [texts()["stopped"]]


def test_a_stop_between_answer_and_sending_wins(stand: Stand) -> None:
    stand.gateway.engine.reply = lambda body: [plain("Fine.")]
    stand.twilio.judge = lambda sent: (429, {"code": 20429, "message": "slow down", "status": 429})
    stand.webhook("can they take my pay")
    stand.work()
    stand.webhook("STOP")
    stand.twilio.judge = lambda sent: None
    stand.clock.move(seconds=30)
    stand.work()
    assert stand.twilio.to(PHONE) == [texts()["stopped"]]
    assert [row.state for row in stand.outbound()] == ["refused", "sent"]


def test_stops_and_answers_at_once_never_send_after_the_confirmation(stand: Stand) -> None:
    other = inbox_of(stand.gateway, stand.database)
    for number in range(10):
        phone = f"+1312744{number:04}"
        stand.webhook("a question", phone)
        stopping = threading.Thread(target=lambda phone=phone: stand.webhook("STOP", phone))
        working = [threading.Thread(target=stand.work), threading.Thread(target=other.run_once)]
        for thread in (*working, stopping):
            thread.start()
        for thread in (*working, stopping):
            thread.join(60)
        stand.work()
        assert stand.twilio.to(phone)[-1] == texts()["stopped"]
        assert len(stand.twilio.to(phone)) <= 2


@pytest.mark.parametrize(
    ("text", "said", "elsewhere", "still_open"),
    [
        ("STOP", "stopped_stands", "stopped", True),
        ("no more texts please", "stopped_stands", "stopped", True),
        ("I revoke my consent", "stopped_calls", "stopped_calls", False),
        ("leave me alone!", "stopped_calls", "stopped_calls", False),
        ("do not contact me", "stopped_calls", "stopped_calls", False),
        ("déjenme en paz", "stopped_calls_es", "stopped_calls_es", False),
    ],
)
@pytest.mark.parametrize("own", [True, False])
def test_an_end_of_the_texts_says_what_becomes_of_the_call(
    stand: Stand, text: str, said: str, elsewhere: str, still_open: bool, own: bool
) -> None:
    """Whoever has a number may refuse calls to it; that somebody else asked for one there is not told."""
    now = stand.gateway.clock()
    window = parse_window("tomorrow morning", now)
    assert window is not None
    request = CallbackRequest(
        name="Maria Lopez",
        phone=PHONE,
        window=window,
        channel="web",
        conversation_id=person_of(PHONE) if own else "elsewhere",
        consent=Consent(wording=wording(PHONE), at=now),
    )
    with stand.session() as db:
        book(db, request, now, Random(1))
    assert stand.text(text) == [texts()[said if own else elsewhere]]
    with stand.session() as db:
        (callback,) = db.scalars(select(Callback))
        assert (callback.closed_at is None) == still_open
        last = db.scalars(select(ConsentRecord).order_by(ConsentRecord.id.desc())).first()
        assert last is not None and last.given == still_open
        reference = callback.reference
    (again,) = stand.text("START")
    assert (f"{reference} is on the firm's list" in again) == (own and still_open), "what stands is said to whose it is"
