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
    return [plain(sentences, topic="timeline", choices=[{"label": "How long?", "payload": "/how_long"}])]


def test_a_long_answer_comes_in_pages_that_more_turns(stand: Stand) -> None:
    stand.gateway.engine.reply = long
    stand.text("hello")
    pages = stand.text("how does it go") + stand.text("MORE")
    assert all(septets(page) <= 306 for page in pages)
    assert [page.count("This is sentence") for page in pages] == [6, 4]
    assert pages[0].endswith("answer. Reply MORE for the rest.")
    assert pages[1].endswith("answer.\nReply:\n1 How long?")
    assert stand.text("more") == [texts()["no_more"]]
    assert len(stand.gateway.engine.asked) == 2, "MORE is ours alone"
    stand.text("how does it go")
    stand.text("more please")
    stand.text("1")
    assert stand.gateway.engine.asked[-1]["payload"] == "/how_long"


def test_the_rest_is_let_go_when_the_talk_goes_on_or_a_day_passes(stand: Stand) -> None:
    stand.gateway.engine.reply = long
    stand.text("how does it go")
    stand.clock.move(hours=25)
    assert stand.text("more") == [texts()["no_more"]]
    stand.text("how does it go")
    stand.gateway.engine.reply = lambda body: [plain("Short.")]
    stand.text("something else")
    assert stand.text("more") == [texts()["no_more"]]


def test_a_number_picks_a_choice(stand: Stand) -> None:
    for word, payload in (("1", "yes"), ("the first", "yes"), ("One.", "yes"), ("second one", "no"), ("2)", "no")):
        stand.gateway.engine.reply = lambda body: [plain("May we call?", choices=CHOICES, asking="callback_consent")]
        assert stand.text("call me")[0].endswith("May we call?\nReply:\n1 Yes, call me\n2 No")
        stand.text(word)
        assert stand.gateway.engine.asked[-1]["payload"] == payload


def test_a_number_is_a_figure_where_no_choice_is_open(stand: Stand) -> None:
    asked = stand.gateway.engine.asked
    stand.gateway.engine.reply = lambda body: [plain("How much is owed?", asking="estimate_debt")]
    stand.text("estimate")
    for figure in ("1", "one", "250", "2"):
        stand.text(figure)
        assert (asked[-1]["text"], asked[-1]["asking"]) == (figure, "estimate_debt")
    stand.gateway.engine.reply = lambda body: [plain("Is it one of these?", topic="fallback", choices=CHOICES)]
    stand.text("hm")
    stand.text("3")
    assert asked[-1]["text"] == "3", "there are two choices only"
    stand.text("250")
    assert asked[-1]["text"] == "250"


def test_a_choice_ends_with_the_next_answer_or_a_day_of_silence(stand: Stand) -> None:
    asked = stand.gateway.engine.asked
    stand.gateway.engine.reply = lambda body: [plain("May we call?", choices=CHOICES, asking="callback_consent")]
    stand.text("call me")
    stand.clock.move(hours=25)
    stand.text("1")
    assert (asked[-1]["text"], asked[-1]["asking"]) == ("1", None)


def test_an_outage_of_ours_is_no_silence_of_theirs(stand: Stand) -> None:
    stand.gateway.engine.reply = lambda body: [plain("May we call?", choices=CHOICES, asking="callback_consent")]
    stand.text("call me")
    stand.webhook("1")
    stand.clock.move(hours=30)
    stand.work()
    assert stand.gateway.engine.asked[-1]["payload"] == "yes"


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
    assert foreign(got[0]) == set()
    assert got[0].startswith('You said: "Maria" - \u00bfqu\u00e9?')


def test_spanish_keeps_its_characters(stand: Stand) -> None:
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
