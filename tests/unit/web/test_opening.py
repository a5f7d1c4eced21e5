"""What stands at the opening of a chat, in both languages; where it was opened; and whether its answers helped."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from shortfall.base.database import make_engine, sessions
from shortfall.base.limits import BODY_LIMIT
from shortfall.conversation.transcript import ChatMessage, ChatSession
from shortfall.web.opening import calls
from tests.unit.web.serving import Gateway, running
from tests.unit.web.stand_in import plain


@pytest.mark.parametrize(
    ("now", "english", "spanish"),
    [
        (datetime(2026, 11, 24, 18, 0), "until 5 p.m.", "hoy, hasta las 5 p.m."),
        (
            datetime(2026, 11, 24, 13, 0),
            "opens today at 9 a.m. Someone can call you today.",
            "abre hoy a las 9 a.m. Alguien puede llamarle hoy.",
        ),
        # Ten minutes before it closes nobody can promise a call any more; Thursday is a holiday.
        (
            datetime(2026, 11, 25, 22, 50),
            "from Friday, November 27 at 9 a.m.",
            "del viernes 27 de noviembre a las 9 a.m.",
        ),
        (datetime(2026, 11, 28, 18, 0), "from Monday, November 30 at 9 a.m.", "del lunes 30 de noviembre a las 9 a.m."),
    ],
)
def test_whether_someone_can_call_today(now: datetime, english: str, spanish: str) -> None:
    assert calls(now.replace(tzinfo=UTC), "en").endswith(english)
    assert calls(now.replace(tzinfo=UTC), "es").endswith(spanish)


def test_a_chat_opens_in_the_language_of_the_page_and_stays_in_it(gateway: Gateway) -> None:
    opened = gateway.http.post("/api/chat/sessions", json={"locale": "es-MX"}).json()
    assert "asistente automático" in opened["messages"][0]["text"]
    assert "No es asesoría legal" in opened["about"]["notice"]
    chat = {"Authorization": f"Bearer {opened['token']}"}
    assert gateway.http.get("/api/chat/messages", headers=chat).json()["about"] == opened["about"]
    french = gateway.http.post("/api/chat/sessions", json={"locale": "fr"}).json()
    assert "automated assistant" in french["messages"][0]["text"]


def test_a_first_choice_goes_to_the_engine(gateway: Gateway) -> None:
    opened = gateway.http.post("/api/chat/sessions", json={}).json()
    chat = {"Authorization": f"Bearer {opened['token']}"}
    labels = {choice["label"]: choice["id"] for choice in opened["messages"][0]["choices"]}
    assert gateway.say(chat, choice=labels["Estimate what I might owe"]).status_code == 200
    assert gateway.engine.asked[-1]["payload"] == "/calculate"


def test_the_page_is_kept_without_what_may_be_about_a_person(gateway: Gateway) -> None:
    seen: set[tuple[str | None, str | None]] = set()

    def kept(**source: str) -> set[tuple[str | None, str | None]]:
        """What this one adds to what is kept."""
        assert gateway.http.post("/api/chat/sessions", json={"source": source}).status_code == 201
        with sessions(make_engine(gateway.settings.database), read_only=True)() as db:
            fresh = {(chat.page, chat.campaign) for chat in db.scalars(select(ChatSession))} - seen
        seen.update(fresh)
        return fresh

    page = "https://firm.example/help?name=Ana&phone=3125550143#ana@example.com"
    assert kept(page=page, campaign=" spring \n sale ") == {("https://firm.example/help", "spring sale")}
    assert kept(page="https://ana:secret@firm.example/", campaign="x" * 200) == {(None, "x" * 80)}
    assert kept(page="javascript:alert(1)", campaign="123-45-6789") == {(None, "[number removed]")}
    too_long = gateway.http.post("/api/chat/sessions", json={"source": {"page": "https://a.example/" + "x" * 2000}})
    assert too_long.status_code == 422
    assert gateway.http.post("/api/chat/sessions", json={"source": {"who": "Ana"}}).status_code == 422


def test_whether_an_answer_helped_is_kept_with_it_and_erased_with_it(gateway: Gateway) -> None:
    chat, other = gateway.open(), gateway.open()
    (answer,) = gateway.say(chat, "can they take my paycheck").json()["messages"]
    messages = gateway.http.get("/api/chat/messages", headers=chat).json()["messages"]

    def rate(who: dict[str, str], **body: object) -> int:
        return gateway.http.post("/api/chat/feedback", json=body, headers=who).status_code

    def helped() -> list[bool | None]:
        found = gateway.http.get("/api/chat/messages", headers=chat).json()["messages"]
        return [message.get("helped") for message in found]

    assert rate(chat, message=answer["id"], helped=True) == 204
    assert helped() == [None, None, True]
    assert rate(chat, message=answer["id"], helped=False) == 204
    assert helped() == [None, None, False]
    # Neither the welcome, nor one's own words, nor another's answer; and nothing but yes or no.
    assert rate(chat, message=messages[0]["id"], helped=True) == 422
    assert rate(chat, message=messages[1]["id"], helped=True) == 422
    assert rate(other, message=answer["id"], helped=True) == 422
    assert rate({}, message=answer["id"], helped=True) == 401
    assert rate(chat, message=answer["id"], helped="yes") == 422
    assert rate(chat, message=answer["id"], helped=True, words="a" * 100) == 422
    assert rate(chat, message="x" * BODY_LIMIT, helped=True) == 413
    assert helped() == [None, None, False]
    assert gateway.http.delete("/api/chat/messages", headers=chat).status_code == 204
    with sessions(make_engine(gateway.settings.database), read_only=True)() as db:
        assert db.scalars(select(ChatMessage).filter(ChatMessage.helped.is_not(None))).all() == []


def test_feedback_counts_against_the_limit_of_its_chat(tmp_path_factory: pytest.TempPathFactory) -> None:
    with running(tmp_path_factory.mktemp("limits"), rate_limit="on", messages_per_minute=3) as gateway:
        chat = gateway.open()
        (answer,) = gateway.say(chat, "hello").json()["messages"]
        body = {"message": answer["id"], "helped": True}
        said = [gateway.http.post("/api/chat/feedback", json=body, headers=chat).status_code for _ in range(3)]
        assert said == [204, 204, 429]


def test_a_reply_says_what_is_asked(gateway: Gateway) -> None:
    chat = gateway.open()
    slots = {"callback_phone": "phone", "estimate_debt": "amount", "callback_window": "time", "estimate_time": "words"}
    for slot, kind in slots.items():
        gateway.engine.reply = lambda body, slot=slot: [plain("A question?", asking=slot)]  # type: ignore[misc]
        (reply,) = gateway.say(chat, "go on").json()["messages"]
        assert reply["asks"] == kind
    gateway.engine.reply = lambda body: [plain("An answer.")]
    assert "asks" not in gateway.say(chat, "go on").json()["messages"][0]
