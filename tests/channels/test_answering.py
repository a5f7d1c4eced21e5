"""From a text to its answer: the notice, one reply, MORE, numbers, pictures, a day of silence, an engine that is away."""

from __future__ import annotations

import io
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from shortfall.base.gsm7 import foreign, septets
from shortfall.sms.store import SmsPerson, erase, person_of
from shortfall.sms.texts import texts
from tests.channels.stand import OTHER, PHONE, Stand
from tests.unit.web.stand_in import plain

CHOICES = [{"label": "Yes, call me", "payload": "yes"}, {"label": "No", "payload": "no"}]


def test_the_first_answer_says_who_this_is_and_the_next_does_not(stand: Stand) -> None:
    first, second = stand.text("hello there"), stand.text("hello again")
    assert len(first) == len(second) == 1
    assert first[0] == f"{texts()['notice']}\nYou said: hello there"
    assert second == ["You said: hello again"]
    for part in ("The Law Center", "automated", "HELP", "STOP"):
        assert part in first[0]


def test_after_a_long_silence_a_number_is_told_again(stand: Stand) -> None:
    stand.text("hello")
    stand.clock.move(days=91)
    assert texts()["notice"] in stand.text("hello")[0]


def test_a_lifeline_comes_before_who_this_is(stand: Stand) -> None:
    stand.gateway.engine.reply = lambda body: [plain("Please call or text 988 now.", topic="crisis")]
    assert stand.text("i want to die")[0].startswith("Please call or text 988 now.")


def test_one_number_is_one_conversation_kept_like_a_chat(stand: Stand) -> None:
    stand.text("hello")
    stand.clock.move(days=3)
    stand.text("and my pay?")
    stand.text("hello", OTHER)
    senders = [body["sender"] for body in stand.gateway.engine.asked]
    assert senders[0] == senders[1] == person_of(PHONE) != senders[2] == person_of(OTHER)
    assert {body["channel"] for body in stand.gateway.engine.asked} == {"sms"}
    with stand.session() as db:
        from shortfall.conversation.transcript import ChatMessage

        said = [
            (row.role, row.text)
            for row in db.query(ChatMessage).filter_by(session_id=person_of(PHONE)).order_by(ChatMessage.seq)
        ]
    assert said == [
        ("assistant", texts()["notice"]),
        ("user", "hello"),
        ("assistant", "You said: hello"),
        ("user", "and my pay?"),
        ("assistant", "You said: and my pay?"),
    ]


def test_account_numbers_are_masked_before_anything_keeps_them(stand: Stand) -> None:
    stand.text("my ssn is 123-45-6789")
    assert "6789" not in str(stand.gateway.engine.asked)
    assert [row.body for row in stand.inbound()] == ["my ssn is [number removed]"]


def long(body: dict[str, Any]) -> list[dict[str, Any]]:
    sentences = " ".join(f"This is sentence number {number} of a long answer." for number in range(10, 20))
    return [
        plain(
            sentences, topic="timeline", question="overview", choices=[{"label": "How long?", "payload": "/how_long"}]
        )
    ]


def test_a_long_answer_comes_in_pages_that_more_turns(stand: Stand) -> None:
    stand.gateway.engine.reply = long
    stand.text("hello")
    pages = stand.text("how does it go") + stand.text("MORE")
    assert all(septets(page) <= 306 for page in pages)
    assert [page.count("This is sentence") for page in pages] == [6, 4]
    assert pages[0].endswith("answer. Reply MORE for the rest.")
    assert pages[1].endswith("answer.\nReply:\n1 How long?")
    assert len(stand.gateway.engine.asked) == 2, "the rest of an answer is ours alone"


@pytest.mark.parametrize(
    "more",
    ["more", "More.", "MORE!", "mas", "más", "dame más", "Deme el resto", "go on", "send me the rest", "keep going"],
)
def test_more_in_any_form_is_exactly_the_rest(stand: Stand, more: str) -> None:
    stand.gateway.engine.reply = long
    stand.text("hello")
    first = stand.text("how does it go")[0]
    asked = len(stand.gateway.engine.asked)
    told = first.removesuffix("Reply MORE for the rest.").strip()
    whole = long({})[0]["text"]
    rest = " ".join(stand.text(more)).partition("\nReply:")[0]
    assert f"{told} {rest}".split() == whole.split() and len(stand.gateway.engine.asked) == asked


def test_more_than_the_rest_is_asked_of_the_engine(stand: Stand) -> None:
    stand.text("hello")
    assert stand.text("MORE") == ["You said: MORE"]
    stand.gateway.engine.reply = long
    stand.text("how does it go")
    stand.text("more please")
    stand.gateway.engine.reply = lambda body: [plain("What the topic is about.")]
    assert stand.text("more please") == ["What the topic is about."]


def test_the_rest_is_let_go_when_the_talk_goes_on_or_a_day_passes(stand: Stand) -> None:
    asked = stand.gateway.engine.asked
    stand.gateway.engine.reply = long
    stand.text("how does it go")
    stand.clock.move(hours=25)
    stand.text("more")
    assert asked[-1]["text"] == "more"
    stand.gateway.engine.reply = lambda body: [plain("Short.")]
    stand.text("something else")
    assert stand.text("more") == ["Short."]


def test_numbers_and_words_are_the_engines_to_read(stand: Stand) -> None:
    """It alone knows what it offered, and whether a number answers what it asked."""
    stand.gateway.engine.reply = lambda body: [plain("May we call?", choices=CHOICES, asking="callback_consent")]
    assert stand.text("call me")[0].endswith("May we call?\nReply:\n1 Yes, call me\n2 No")
    for word in ("1", "the first", "second one", "250"):
        stand.text(word)
        assert (stand.gateway.engine.asked[-1]["text"], stand.gateway.engine.asked[-1]["asking"]) == (
            word,
            "callback_consent",
        )


def test_where_a_number_would_be_a_figure_the_choices_are_words(stand: Stand) -> None:
    unsure = [{"label": "Not sold yet", "payload": "not sold yet"}, {"label": "Not sure", "payload": "not sure"}]
    stand.gateway.engine.reply = lambda body: [
        plain("What did it sell for?", choices=unsure, asking="estimate_sale_price")
    ]
    assert stand.text("estimate")[0].endswith('What did it sell for?\nOr reply "Not sold yet" or "Not sure".')


def test_pictures_and_empty_texts_are_met_kindly(stand: Stand) -> None:
    stand.text("hello")
    assert stand.text("", NumMedia="1") == [texts()["picture"]]
    assert stand.text("  \u200b ") == [texts()["empty"]]
    both = stand.text("what is this letter", NumMedia="2")
    assert both == [f"{texts()['picture_too']}\nYou said: what is this letter"]
    assert len(stand.gateway.engine.asked) == 2


def test_any_character_is_understood_and_none_sent_by_accident(stand: Stand) -> None:
    stand.text("hello")
    words = "\u201cMar\u00eda\u201d \u2014 \u00bfqu\u00e9? \U0001f622 \u6211"
    got = stand.text(words)
    assert stand.gateway.engine.asked[-1]["text"] == words
    assert got[0].startswith('You said: "Mar\u00eda" - \u00bfqu\u00e9?')
    assert foreign(got[0]) == {"\u00ed"}, "in one part the accents cost nothing"
    long = stand.text(f"{words} and more, and more, and more, and more, and more")
    assert long[0].startswith('You said: "Maria" - \u00bfqu\u00e9?')
    assert foreign(long[0]) == set()


def test_spanish_keeps_its_accents_where_they_cost_no_part(stand: Stand) -> None:
    stand.text("hello")
    stand.gateway.engine.reply = lambda body: [plain("\u00bfEst\u00e1 aqu\u00ed? S\u00ed.", topic="spanish")]
    assert stand.text("hola") == ["\u00bfEst\u00e1 aqu\u00ed? S\u00ed."]


def test_an_engine_that_is_away_loses_nothing_and_answers_in_order(stand: Stand) -> None:
    stand.gateway.engine.stop()
    for number in range(5):
        assert stand.webhook(f"message {number}").status_code == 200
        assert stand.webhook(f"message {number}", OTHER).status_code == 200
    assert stand.work() == 0
    stand.gateway.engine.start()
    stand.clock.move(seconds=6)
    stand.work()
    for phone in (PHONE, OTHER):
        assert [text.rpartition("\n")[2] for text in stand.twilio.to(phone)] == [
            f"You said: message {number}" for number in range(5)
        ]


def test_a_message_that_the_engine_cannot_take_does_not_hold_up_the_next(stand: Stand) -> None:
    stand.text("hello")
    stand.gateway.engine.reply = lambda body: [] if "poison" in body["text"] else [plain("Fine.")]
    stand.webhook("poison")
    stand.webhook("another")
    for _ in range(8):
        stand.work()
        stand.clock.move(seconds=6)
    assert stand.twilio.to(PHONE)[1:] == [texts()["failed"], "Fine."]


def test_one_that_takes_long_holds_up_nobody_else(stand: Stand) -> None:
    stand.gateway.engine.status = 500
    stand.webhook("one")
    assert stand.work() == 0
    stand.gateway.engine.status = 200
    assert len(stand.text("two", OTHER)) == 1


def test_erased_is_erased_and_the_opt_out_stays(stand: Stand) -> None:
    from shortfall.base.database import sessions
    from shortfall.sms.store import opted_out

    stand.text("my house on Maple Street")
    stand.text("STOP")
    person = person_of(PHONE)
    with sessions(stand.database).begin() as db:
        erase(db, person)
    with stand.session() as db:
        assert db.get(SmsPerson, person) is None
        assert opted_out(db, person)
    assert {row.body for row in stand.inbound()} == {row.text for row in stand.outbound()} == {""}
    assert stand.text("hello?") == []


def test_an_answer_is_logged_under_the_id_of_the_webhook_that_brought_the_message(
    stand: Stand, written: io.StringIO
) -> None:
    request_id = stand.webhook("hello").headers["X-Request-ID"]
    other = stand.webhook("hello", OTHER).headers["X-Request-ID"]
    stand.work()
    lines = written.getvalue().splitlines()
    for event in ("sms_answered", "sms_sent"):
        found = [line for line in lines if event in line]
        assert [request_id in line for line in found] == [True, False]
        assert [other in line for line in found] == [False, True]
    assert [request_id in row.request_id for row in stand.outbound() if row.request_id] == [True, False]


def test_a_database_that_was_away_for_a_moment_makes_nobody_wait_for_a_lease(stand: Stand) -> None:
    """The clock stands still here: were the lease still held, nothing would come."""

    def away(body: dict[str, Any]) -> list[dict[str, Any]]:
        with stand.database.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE sms_people RENAME TO elsewhere")
        return [plain("Here is the answer.")]

    stand.gateway.engine.reply = away
    stand.webhook("hello")
    with pytest.raises(OperationalError):
        stand.inbox.run_once()
    with stand.database.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE elsewhere RENAME TO sms_people")
    stand.work()
    assert [text.splitlines()[-1] for text in stand.twilio.to(PHONE)] == ["Here is the answer."]
