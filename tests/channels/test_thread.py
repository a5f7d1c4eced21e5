"""One thread: a chat of the web goes on by text. Codes that are guessed, old, used, sent from two phones; rights, language, erasure."""

from __future__ import annotations

import io
from pathlib import Path
from random import Random
from typing import Any

import httpx
import pytest
from sqlalchemy import delete, select

from shortfall.base.database import sessions
from shortfall.base.gsm7 import septets
from shortfall.callbacks.booking import book
from shortfall.callbacks.changes import cancel
from shortfall.callbacks.finding import find_open
from shortfall.callbacks.tables import Callback
from shortfall.content.texts import text
from shortfall.conversation.messages import Said
from shortfall.conversation.transcript import ChatErasure, ChatMessage, ChatSession, Moved, SessionGone
from shortfall.privacy import person as people
from shortfall.privacy.engine_memory import EngineMemory
from shortfall.privacy.retention import sweep
from shortfall.reading.chat_code import find_code
from shortfall.sms.compose import compose, gsm7, sendable, spelled
from shortfall.sms.store import SmsInbound, SmsPerson, person_of, take_up_again
from shortfall.sms.texts import texts
from shortfall.sms.thread import MOST_WRONG, REMOVED, ChatCode, make
from tests.channels.fake_twilio import OUR_NUMBER
from tests.channels.stand import OTHER, PHONE, Stand, standing, together
from tests.unit.callbacks.receivers import asked as a_request
from tests.unit.web.serving import running
from tests.unit.web.stand_in import plain

ASKS = [{"label": "Not sure", "payload": "not sure"}]
WRONG = sendable(spelled(f"{text('by_text.wrong', 'en')}\n{text('by_text.wrong', 'es')}"))


class Page:
    """A chat of the web."""

    def __init__(self, stand: Stand, **opening: Any) -> None:
        self._http = stand.gateway.http
        answer = self._http.post("/api/chat/sessions", json=opening)
        assert answer.status_code == 201, answer.text
        self.header = {"Authorization": f"Bearer {answer.json()['token']}"}
        self.about = answer.json()["about"]
        self._stand = stand
        before = self.ids(stand)
        self.id = before[-1]

    @staticmethod
    def ids(stand: Stand) -> list[str]:
        """Every chat, oldest first."""
        with stand.session() as db:
            return list(db.scalars(select(ChatSession.id).order_by(ChatSession.created_at)))

    def say(self, words: str) -> httpx.Response:
        return self._http.post("/api/chat/messages", json={"text": words}, headers=self.header)

    def ask(self) -> httpx.Response:
        return self._http.post("/api/chat/text", headers=self.header)

    def code(self) -> str:
        """The code as it is to be texted."""
        answer = self.ask()
        assert answer.status_code == 201, answer.text
        url = answer.json()["url"]
        assert url.startswith(f"sms:{OUR_NUMBER}?&body=CHAT%20")
        code = url.partition("body=")[2].replace("%20", " ")
        words = answer.json()["words"].replace("\u00a0", " ")
        assert code in words and "(312) 555-0100" in words
        return str(code)


@pytest.fixture
def page(stand: Stand) -> Page:
    """A chat in which something was said."""
    found = Page(stand, source={"page": "https://firm.example/help", "campaign": "spring"})
    stand.gateway.engine.reply = lambda body: [
        plain("What did it sell for?", choices=ASKS, asking="estimate_sale_price")
    ]
    assert found.say("I owed 312k").status_code == 200
    stand.gateway.engine.reply = lambda body: [plain(f"You said: {body['text']}")]
    return found


def test_the_talk_goes_on_by_text_with_what_the_engine_knows_and_what_it_asked(stand: Stand, page: Page) -> None:
    assert page.about["ways"] == ["by_text"]
    code = page.code()
    (answer,) = stand.text(code)
    assert answer.startswith(texts()["notice"]), "the first reply says who this is"
    assert text("by_text.taken") in answer
    assert answer.endswith('What did it sell for?\nOr reply "Not sure".')
    assert stand.gateway.engine.moved == [(page.id, person_of(PHONE))]
    assert stand.text("250k") == ["You said: 250k"]
    heard = stand.gateway.engine.asked[-1]
    assert (heard["sender"], heard["channel"], heard["asking"]) == (person_of(PHONE), "sms", "estimate_sale_price")
    assert heard["locale"] == "en"
    with stand.session() as db:
        here = db.get_one(ChatSession, person_of(PHONE))
        assert (here.page, here.campaign) == ("https://firm.example/help", "spring")


def test_the_web_says_that_it_goes_on_by_text_and_shows_nothing_more(stand: Stand, page: Page) -> None:
    stand.text(page.code())
    calls = [
        page.say("are you there"),
        page.ask(),
        page._http.get("/api/chat/messages", headers=page.header),
        page._http.post("/api/chat/feedback", json={"message": "x", "helped": True}, headers=page.header),
        page._http.post("/api/chat/summary", headers=page.header),
    ]
    assert [(call.status_code, call.json()["error"]["code"]) for call in calls] == [(410, "moved")] * 5
    assert [body["text"] for body in stand.gateway.engine.asked] == ["I owed 312k"]


def test_a_chat_in_spanish_goes_on_in_spanish(stand: Stand) -> None:
    page = Page(stand, locale="es-MX")
    assert "Desde su tel" in page.ask().json()["words"]
    (answer,) = stand.text(page.code().lower())
    assert answer.startswith(texts()["notice_es"])
    assert "Seguimos aqu" in answer
    stand.text("gracias")
    assert stand.gateway.engine.asked[-1]["locale"] == "es"


def test_rights_over_a_call_go_along(stand: Stand, page: Page) -> None:
    with sessions(stand.database)() as db:
        booked = book(db, a_request("+13125550143", conversation_id=page.id), stand.clock(), Random(1))
    with sessions(stand.database)() as db:
        assert find_open(db, person_of(PHONE)) is None
    stand.text(page.code())
    with sessions(stand.database)() as db:
        mine = find_open(db, person_of(PHONE))
        assert mine is not None and mine.reference == booked.reference


@pytest.mark.parametrize("why", ["used", "two phones", "old", "replaced", "erased", "never was", "cut"])
def test_every_code_that_is_no_good_is_told_in_the_same_words(stand: Stand, page: Page, why: str) -> None:
    code = page.code()
    phone = OTHER
    match why:
        case "used":
            phone = PHONE
            stand.text(code)
        case "two phones":
            stand.text(code)
        case "old":
            stand.clock.move(minutes=15)
        case "replaced":
            page.code()
        case "erased":
            assert page._http.delete("/api/chat/messages", headers=page.header).status_code == 204
        case "never was":
            code = "CHAT C3KXG9H"
        case "cut":
            code = "CHAT C3KXG9"
    moved = list(stand.gateway.engine.moved)
    (answer,) = stand.text(code, phone)
    assert answer.removeprefix(texts()["notice"]).strip() == WRONG
    assert stand.gateway.engine.moved == moved
    assert code.split()[1] not in str(stand.gateway.engine.asked)


def test_two_phones_at_the_same_moment_and_one_has_it(stand: Stand, page: Page) -> None:
    code = page.code()
    together(lambda: stand.webhook(code), lambda: stand.webhook(code, OTHER))
    stand.work()
    assert len(stand.gateway.engine.moved) == 1
    said = stand.twilio.to(PHONE) + stand.twilio.to(OTHER)
    assert (
        sum(text("by_text.taken") in each for each in said) == sum(text("by_text.wrong") in each for each in said) == 1
    )


def test_on_postgresql_too_one_of_two_phones_has_it(tmp_path: Path, postgres_url: str) -> None:
    with standing(tmp_path, database_url=postgres_url) as stand:
        page = Page(stand)
        together(page.ask, page.ask)  # one after the other, and the last one counts
        code = page.code()
        together(lambda: stand.webhook(code), lambda: stand.webhook(code, OTHER))
        stand.work()
        assert len(stand.gateway.engine.moved) == 1
        said = stand.twilio.to(PHONE) + stand.twilio.to(OTHER)
        assert sum(text("by_text.wrong") in each for each in said) == 1


def test_guessing_ends_with_a_few_and_a_right_one_is_not_taken_then(stand: Stand, page: Page) -> None:
    code = page.code()
    for guess in range(MOST_WRONG):
        stand.text(f"CHAT C3KXG{guess + 1}9")
    (answer,) = stand.text(code)
    assert text("by_text.wrong") in answer and stand.gateway.engine.moved == []
    assert page.say("still here").status_code == 200
    stand.clock.move(minutes=61)
    stand.text(page.code())
    assert len(stand.gateway.engine.moved) == 1


def test_a_phone_with_a_talk_of_its_own_is_asked_first(stand: Stand, page: Page) -> None:
    stand.text("my wife is behind on the loan")
    code = page.code()
    assert stand.text(code) == [text("by_text.own")]
    assert stand.gateway.engine.moved == [] and page.say("more").status_code == 200
    (answer,) = stand.text("thanks")
    assert answer == "You said: thanks"
    (answer,) = stand.text(code)
    assert answer.startswith(text("by_text.again"))
    assert stand.gateway.engine.moved == [(page.id, person_of(PHONE))]


def test_a_talk_of_more_than_a_day_ago_is_forgotten_anyway(stand: Stand, page: Page) -> None:
    stand.text("my wife is behind on the loan")
    stand.clock.move(hours=25)
    (answer,) = stand.text(Page(stand).code())
    assert answer == text("by_text.taken")


def test_who_wants_no_texts_has_to_start_them_first(stand: Stand, page: Page) -> None:
    stand.text("STOP")
    code = page.code()
    assert stand.text(code) == [] and stand.gateway.engine.moved == []
    assert page.say("still here").status_code == 200
    stand.text("START")
    assert text("by_text.taken") in stand.text(code)[0]


def test_it_is_answered_at_night_for_the_person_wrote_first(stand: Stand, page: Page) -> None:
    stand.clock.move(hours=12)  # 3 in the morning
    stand.gateway.engine.reply = lambda body: [plain("Yes.")]
    page.say("hello")
    assert len(stand.text(page.code())) == 1


def test_a_code_stands_nowhere(stand: Stand, page: Page, written: io.StringIO) -> None:
    codes = [page.code(), page.code()]
    for code in (*codes, "CHAT C3KXG9H"):
        stand.text(code)
    assert {row.body for row in stand.inbound()} == {REMOVED}
    with stand.database.connect() as connection:
        tables = [
            row
            for name in ("chat_codes", "chat_messages", "sms_inbound", "sms_outbound", "chat_sessions")
            for row in connection.exec_driver_sql(f"SELECT * FROM {name}")
        ]
    with stand.session() as db:
        said = [row.text for row in db.scalars(select(ChatMessage))]
    everything = f"{tables}{said}{written.getvalue()}{stand.gateway.engine.asked}{stand.twilio.to(PHONE)}"
    for code in (*codes, "CHAT C3KXG9H"):
        assert (found := find_code(code)) and found not in everything.upper()


def test_an_engine_that_is_away_only_makes_it_later(stand: Stand, page: Page) -> None:
    code = page.code()
    stand.gateway.engine.stop()
    stand.webhook(code)
    stand.webhook("250k")
    assert stand.work() == 0
    assert page.say("and here?").json()["error"]["code"] == "moved"
    stand.gateway.engine.start()
    stand.clock.move(seconds=6)
    stand.work()
    first, second = stand.twilio.to(PHONE)
    assert text("by_text.taken") in first and second == "You said: 250k"


def left(stand: Stand, who: str) -> list[str]:
    """Where something of a conversation stands."""
    with stand.session() as db:
        found = [
            *db.scalars(select(ChatSession.id).filter_by(id=who)),
            *db.scalars(select(ChatMessage.uid).filter_by(session_id=who)),
            *db.scalars(select(SmsPerson.person).filter_by(person=who)),
            *(row.body for row in db.scalars(select(SmsInbound).filter_by(person=who)) if row.body),
            *db.scalars(select(ChatCode.chat).where(ChatCode.person == who)),
        ]
        assert (db.get(ChatErasure, who) is not None) or who in stand.gateway.engine.forgotten or found
    return found


def test_erasing_on_the_web_erases_what_went_on_by_text(stand: Stand, page: Page) -> None:
    stand.text(page.code())
    stand.text("250k, on Maple Street")
    assert page._http.delete("/api/chat/messages", headers=page.header).status_code == 204
    assert left(stand, page.id) == left(stand, person_of(PHONE)) == []
    assert page.say("hello").status_code == 401
    (answer,) = stand.text("hello again")
    assert answer.startswith(texts()["notice"])


def test_while_the_firm_has_still_to_call_neither_side_lapses(stand: Stand, page: Page) -> None:
    with sessions(stand.database)() as db:
        booked = book(db, a_request("+13125550143", conversation_id=page.id), stand.clock(), Random(1))
    stand.text(page.code())
    stand.clock.move(days=400)
    memory, config = EngineMemory.of(stand.gateway.settings), stand.gateway.settings
    sweep(sessions(stand.database), memory, config, stand.clock)
    assert left(stand, page.id) and left(stand, person_of(PHONE))
    with sessions(stand.database)() as db:
        cancel(db, booked.reference, person_of(PHONE), stand.clock())
    while sweep(sessions(stand.database), memory, config, stand.clock):
        pass
    assert left(stand, page.id) == left(stand, person_of(PHONE)) == []


@pytest.mark.parametrize("by", ["number", "reference"])
def test_erasing_the_person_erases_both(stand: Stand, page: Page, by: str) -> None:
    with sessions(stand.database)() as db:
        # The call is to be at another number than the one that texts.
        booked = book(db, a_request("+13125550143", conversation_id=page.id), stand.clock(), Random(1))
    stand.text(page.code())
    memory = EngineMemory.of(stand.gateway.settings)
    with sessions(stand.database).begin() as session:
        who = PHONE if by == "number" else booked.reference
        people.erase(session, people.find_person(session, who, memory), memory, stand.clock())
    with stand.session() as db:
        # Nobody is called any more, though the call was to be at another number.
        call = db.scalars(select(Callback)).one()
        assert not call.phone and call.closed_at is not None
    assert left(stand, page.id) == left(stand, person_of(PHONE)) == []
    assert page.say("hello").status_code == 401


def test_a_chat_that_went_on_at_an_erased_phone_is_still_found(stand: Stand, page: Page) -> None:
    other = Page(stand)
    stand.text(page.code())
    for _ in range(2):
        stand.text(other.code())
    with sessions(stand.database).begin() as session:
        session.execute(delete(SmsPerson))
    with sessions(stand.database)() as session:
        found = people.find_person(session, PHONE, EngineMemory.of(stand.gateway.settings))
    assert {page.id} <= set(found.conversations)


def set_aside_with_its_code(stand: Stand, page: Page) -> int:
    stand.webhook(page.code())
    with sessions(stand.database).begin() as db:
        row = db.scalars(select(SmsInbound).filter_by(state="waiting")).one()
        row.state = "aside"
        return row.id


def test_a_code_in_a_text_that_was_set_aside_is_still_good_days_later(stand: Stand, page: Page) -> None:
    key = set_aside_with_its_code(stand, page)
    stand.clock.move(days=3)
    sweep(sessions(stand.database), EngineMemory.of(stand.gateway.settings), stand.gateway.settings, stand.clock)
    with sessions(stand.database).begin() as db:
        assert take_up_again(db, key, stand.clock())
    stand.work()
    assert text("by_text.taken") in stand.twilio.to(PHONE)[-1]
    stand.clock.move(days=3)
    sweep(sessions(stand.database), EngineMemory.of(stand.gateway.settings), stand.gateway.settings, stand.clock)
    with stand.session() as db:
        assert db.scalars(select(ChatCode)).all() == [], "answered, it is needed no more"


def test_one_whose_chat_was_erased_meanwhile_says_that_and_does_not_call_the_code_wrong(
    stand: Stand, page: Page
) -> None:
    key = set_aside_with_its_code(stand, page)
    with sessions(stand.database).begin() as db:
        db.execute(delete(ChatMessage).where(ChatMessage.session_id == page.id))
        db.execute(delete(ChatSession).where(ChatSession.id == page.id))
        assert take_up_again(db, key, stand.clock())
    stand.work()
    said = stand.twilio.to(PHONE)[-1]
    assert text("by_text.gone", "en") in said and "start fresh" in said and text("by_text.wrong") not in said


def test_no_code_is_made_for_a_chat_that_a_phone_has_just_taken(stand: Stand, page: Page) -> None:
    stand.text(page.code())
    with sessions(stand.database).begin() as db, pytest.raises(Moved):
        make(db, page.id, Random(1), stand.clock())
    with sessions(stand.database).begin() as db, pytest.raises(SessionGone):
        make(db, "nobody", Random(1), stand.clock())


def test_erased_on_the_web_while_the_worker_takes_it_over(stand: Stand, page: Page) -> None:
    stand.gateway.engine.moving = lambda: page._http.delete("/api/chat/messages", headers=page.header)
    assert stand.text(page.code()) == []
    assert left(stand, page.id) == left(stand, person_of(PHONE)) == []
    with stand.session() as db:
        assert db.get(ChatErasure, person_of(PHONE)), "the engine had taken it over already"


def test_codes_are_made_a_few_an_hour(tmp_path: Path) -> None:
    with standing(tmp_path, rate_limit="on") as stand:
        page = Page(stand)
        answers = [page.ask() for _ in range(6)]
        assert [each.status_code for each in answers] == [201] * 5 + [429]
        assert int(answers[-1].headers["Retry-After"]) > 60


def test_without_a_number_there_is_no_such_way(tmp_path: Path) -> None:
    with running(tmp_path, public_url="https://chat.example.com") as gateway:
        answer = gateway.http.post("/api/chat/sessions")
        assert answer.json()["about"]["ways"] == []
        header = {"Authorization": f"Bearer {answer.json()['token']}"}
        assert gateway.http.post("/api/chat/text", headers=header).status_code == 404


def test_nobody_gets_a_code_without_a_chat(stand: Stand) -> None:
    for header in ({}, {"Authorization": "Bearer x"}, {"Authorization": "Bearer " + "x" * 4000}):
        assert stand.gateway.http.post("/api/chat/text", headers=header).status_code == 401


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_is_texted_fits(language: Any) -> None:
    for key in ("taken", "again", "own"):
        assert septets(gsm7(text(f"by_text.{key}", language))) <= 306
    assert len(compose([Said(f"{text('by_text.gone', 'en')}\n{text('by_text.gone', 'es')}")])) == 1
    assert len(compose([Said(f"{text('by_text.wrong', 'en')}\n{text('by_text.wrong', 'es')}")])) == 1
