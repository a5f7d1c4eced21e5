"""The chat API as a client sees it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from shortfall.base.limits import BODY_LIMIT, LONGEST_MESSAGE
from tests.unit.web.serving import Gateway, new_message_id
from tests.unit.web.stand_in import plain

Chat = dict[str, str]


def test_opening_gives_a_token_and_the_welcome_even_with_the_engine_down(gateway: Gateway) -> None:
    gateway.engine.stop()
    response = gateway.http.post("/api/chat/sessions")
    assert response.status_code == 201
    body = response.json()
    assert body["expires_at"] == "2026-11-24T15:00:00Z"
    (welcome,) = body["messages"]
    assert welcome["role"] == "assistant"
    assert "automated" in welcome["text"]
    assert [choice["label"] for choice in welcome["choices"]] == [
        "Yes, it was sold",
        "No, not yet",
        "Estimate what I might owe",
        "Have a person call me",
    ]
    for words in (
        "automated",
        "not legal advice",
        "not confidential",
        "no attorney-client relationship",
        "stored",
        "(312) 600-8815",
    ):
        assert words in body["about"]["notice"]


def test_an_answer_has_the_fields_of_the_contract_and_no_payload(gateway: Gateway, chat: Chat) -> None:
    response = gateway.say(chat, "can they take my paycheck")
    (message,) = response.json()["messages"]
    assert response.status_code == 200
    assert (message["role"], message["topic"]) == ("assistant", "wage_garnishment")
    assert [choice["label"] for choice in message["choices"]] == ["What can they not take?", "My bank account"]
    assert message["sources"] == [{"cite": "735 ILCS 5/12-803", "url": "https://www.ilga.gov/example"}]
    assert "card" not in message
    assert "/exemptions" not in response.text
    assert "/exemptions" not in gateway.http.get("/api/chat/messages", headers=chat).text


def test_a_card_is_passed_on_whole(gateway: Gateway, chat: Chat) -> None:
    (message,) = gateway.say(chat, "I owe 312k").json()["messages"]
    assert message["card"]["type"] == "estimate"
    assert message["card"]["deficiency"] == {"low": "62000.00", "high": "70000.50"}


def test_a_choice_of_any_earlier_message_works(gateway: Gateway, chat: Chat) -> None:
    first = gateway.say(chat, "my paycheck").json()["messages"][0]["choices"][0]["id"]
    gateway.say(chat, "something else")
    answer = gateway.say(chat, choice=first).json()["messages"][0]
    assert answer["text"] == "You chose /exemptions."
    assert ("user", "What can they not take?") in gateway.transcript(chat)
    assert "text" not in gateway.engine.asked[-1]


def test_a_choice_of_another_chat_is_refused(gateway: Gateway, chat: Chat) -> None:
    other = gateway.open()
    theirs = gateway.say(other, "my paycheck").json()["messages"][0]["choices"][0]["id"]
    asked = len(gateway.engine.asked)
    response = gateway.say(chat, choice=theirs)
    assert (response.status_code, response.json()["error"]["code"]) == (422, "choice_unknown")
    assert len(gateway.engine.asked) == asked


@pytest.mark.parametrize(
    "wrong", ["", "0", ".0", "/exemptions", "{id}.2", "{id}.-1", "{id}.٣", "{id}.", "{id}.99999999999", "{user}.0"]
)
def test_made_up_choices_are_refused(shared_gateway: Gateway, wrong: str) -> None:
    chat = shared_gateway.open()
    mine = new_message_id()
    answer = shared_gateway.say(chat, "my paycheck", message_id=mine).json()["messages"][0]["id"]
    response = shared_gateway.say(chat, choice=wrong.format(id=answer, user=mine.replace("-", "")))
    assert (response.status_code, response.json()["error"]["code"]) == (422, "choice_unknown")


def test_a_leading_slash_is_sent_as_text(gateway: Gateway, chat: Chat) -> None:
    gateway.say(chat, "/restart")
    assert gateway.engine.asked[-1]["text"] == "/restart"
    assert "payload" not in gateway.engine.asked[-1]


def test_what_the_engine_asked_last_goes_back_to_it(gateway: Gateway, chat: Chat) -> None:
    gateway.say(chat, "an estimate please")
    gateway.say(chat, "300000")
    gateway.say(chat, "thanks")
    assert [body["asking"] for body in gateway.engine.asked] == [None, "debt", None]


def test_numbers_are_masked_before_storing_and_before_sending(gateway: Gateway, chat: Chat) -> None:
    gateway.say(chat, "my ssn is 123-45-6789, call (312) 555-0101")
    assert "6789" not in gateway.engine.asked[-1]["text"]
    assert "(312) 555-0101" in gateway.engine.asked[-1]["text"]
    assert "6789" not in str(gateway.transcript(chat))
    assert "(312) 555-0101" in str(gateway.transcript(chat))
    stored = b"".join(path.read_bytes() for path in gateway.settings.var_dir.glob("shortfall.db*"))
    assert b"555-0101" not in stored  # what was said is encrypted


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("  two\r\nlines\t", "two\nlines"),
        ("a\x00b\x07c\x1b[31m", "abc[31m"),
        ("cafe\u0301", "café"),
        ("👩‍👧 ok", "👩‍👧 ok"),
        ("x" * LONGEST_MESSAGE, "x" * LONGEST_MESSAGE),
        ("y" * LONGEST_MESSAGE + "\n\n", "y" * LONGEST_MESSAGE),
    ],
)
def test_text_is_cleaned(gateway: Gateway, chat: Chat, text: str, sent: str) -> None:
    assert gateway.say(chat, text).status_code == 200
    assert gateway.engine.asked[-1]["text"] == sent


@pytest.mark.parametrize("text", ["", "   ", "\n\t\r\n", "\x00\x01", "\u200b\u200d\ufeff"])
def test_empty_text_is_told_kindly(gateway: Gateway, chat: Chat, text: str) -> None:
    response = gateway.say(chat, text)
    assert (response.status_code, response.json()["error"]["code"]) == (422, "empty")
    assert "Please type" in response.json()["error"]["message"]
    assert gateway.engine.asked == []


def test_too_long_text_is_told_kindly_and_not_cut(gateway: Gateway, chat: Chat) -> None:
    response = gateway.say(chat, "x" * (LONGEST_MESSAGE + 1))
    assert (response.status_code, response.json()["error"]["code"]) == (422, "too_long")
    assert f"{LONGEST_MESSAGE:,}" in response.json()["error"]["message"]
    assert len(gateway.transcript(chat)) == 1


def test_the_longest_message_is_the_same_for_the_widget_and_the_api(gateway: Gateway) -> None:
    text = gateway.http.get("/openapi.json").json()["components"]["schemas"]["Incoming"]["properties"]["text"]
    widget = Path(__file__).parents[3] / "widget" / "src" / "shortfall-chat.ts"
    found = re.search(r"^const LONGEST = (\d+);", widget.read_text(encoding="utf-8"), re.M)
    assert found and int(found[1]) == text["maxLength"] == LONGEST_MESSAGE
    assert f"{LONGEST_MESSAGE:,}" in text["description"]


def test_the_longest_message_arrives_in_any_script(gateway: Gateway, chat: Chat) -> None:
    assert gateway.say(chat, "ñ" * LONGEST_MESSAGE).status_code == 200
    assert gateway.say(chat, "😟" * LONGEST_MESSAGE).status_code == 200


def test_what_is_refused_is_said_in_the_language_of_the_chat(gateway: Gateway) -> None:
    """A chat that was opened in Spanish, whatever the browser says; and whoever asks for Spanish, where no chat is known."""
    opened = gateway.http.post("/api/chat/sessions", json={"locale": "es"}).json()
    theirs = {"Authorization": f"Bearer {opened['token']}"}
    english = {**theirs, "Accept-Language": "en-US"}
    for headers, body, word in (
        (theirs, {"text": "x" * (LONGEST_MESSAGE + 1)}, f"{LONGEST_MESSAGE:,} caracteres"),
        (english, {"text": "  "}, "vacío"),
        (english, {"choice": "none"}, "botón"),
        (english, {"strange": 1}, "leer"),
        ({"Accept-Language": "es-MX,es;q=0.9"}, {"text": "hola"}, "terminó"),
        ({"Accept-Language": "es", "Content-Type": "application/json"}, {"text": "x" * BODY_LIMIT}, "más corto"),
    ):
        answer = gateway.http.post("/api/chat/messages", json=body, headers=headers)
        assert word in answer.json()["error"]["message"], answer.text
        assert answer.headers["Content-Language"] == "es"
    assert "ended" in gateway.http.post("/api/chat/messages", json={"text": "hi"}).json()["error"]["message"]


def test_the_transcript_is_in_order_and_of_this_chat_only(gateway: Gateway, chat: Chat) -> None:
    other = gateway.open()
    gateway.say(chat, "one")
    gateway.say(other, "their secret")
    gateway.say(chat, "two")
    said = gateway.transcript(chat)
    assert said[0][0] == "assistant"
    assert said[1:] == [
        ("user", "one"),
        ("assistant", "You said: one"),
        ("user", "two"),
        ("assistant", "You said: two"),
    ]


def test_erasing_takes_the_transcript_the_memory_and_the_token(gateway: Gateway, chat: Chat) -> None:
    gateway.say(chat, "my secret question")
    sender = gateway.engine.asked[0]["sender"]
    assert gateway.http.delete("/api/chat/messages", headers=chat).status_code == 204
    assert gateway.engine.forgotten == [sender]
    for response in (
        gateway.http.get("/api/chat/messages", headers=chat),
        gateway.say(chat, "hello"),
        gateway.http.delete("/api/chat/messages", headers=chat),
    ):
        assert (response.status_code, response.json()["error"]["code"]) == (401, "session_over")
    assert len(gateway.engine.asked) == 1


def test_the_openapi_document_describes_the_models(gateway: Gateway) -> None:
    document = gateway.http.get("/openapi.json").json()
    assert set(document["paths"]["/api/chat/messages"]) == {"get", "post", "delete"}
    assert "/metrics" not in document["paths"]
    models = document["components"]["schemas"]
    assert {"Incoming", "Message", "NewSession", "ErrorBody"} <= set(models)
    assert models["Message"]["properties"]["topic"]["description"]
    assert "ErrorBody" in str(document["paths"]["/api/chat/messages"]["post"]["responses"]["503"])
    assert gateway.http.get("/docs").status_code == 404
    assert gateway.http.get("/redoc").status_code == 404


def test_a_transcript_comes_in_pages(gateway: Gateway, chat: dict[str, str]) -> None:
    for n in range(3):
        gateway.say(chat, f"question {n}")
    newest = gateway.http.get("/api/chat/messages?limit=4", headers=chat).json()
    assert (newest["messages"][0]["text"], newest["earlier"]) == ("question 1", True)
    first = newest["messages"][0]["id"]
    before = gateway.http.get(f"/api/chat/messages?limit=4&before={first}", headers=chat).json()
    assert ([m["text"] for m in before["messages"]][1:], before["earlier"]) == (
        ["question 0", "You said: question 0"],
        False,
    )
    for wrong in ("limit=0", "limit=101", "limit=x", f"before={'x' * 65}"):
        assert gateway.http.get(f"/api/chat/messages?{wrong}", headers=chat).status_code == 422, wrong


def test_an_answer_from_a_stale_tab_does_not_go_to_another_question(gateway: Gateway, chat: dict[str, str]) -> None:
    gateway.engine.reply = lambda body: [
        plain("What is next?", asking="sale_price" if "312" in body["text"] else "debt")
    ]
    asked = gateway.say(chat, "an estimate please").json()["messages"][-1]["id"]
    # Two tabs show the question; one of them answers.
    uid = new_message_id()
    first = gateway.say(chat, "312k", after=asked, message_id=uid)
    assert first.status_code == 200
    refused = gateway.say(chat, "312000", after=asked)
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "went_on")
    assert "312000" not in [body.get("text") for body in gateway.engine.asked]
    assert ("user", "312000") not in gateway.transcript(chat)
    # The one that answered may send its answer again, and goes on; who says nothing of what they saw is served as before.
    assert gateway.say(chat, "312k", after=asked, message_id=uid).json() == first.json()
    assert gateway.say(chat, "it sold for 250", after=first.json()["messages"][-1]["id"]).status_code == 200
    assert gateway.say(chat, "it sold for 250").status_code == 200


def test_free_words_from_a_stale_tab_are_served(gateway: Gateway, chat: dict[str, str]) -> None:
    seen = gateway.say(chat, "hello").json()["messages"][-1]["id"]
    gateway.say(chat, "my paycheck?")
    assert gateway.say(chat, "and my car?", after=seen).status_code == 200


def test_a_chat_that_is_used_does_not_run_out(gateway: Gateway, chat: dict[str, str]) -> None:
    life = gateway.settings.token_hours
    for _ in range(3):
        gateway.clock.move(hours=life - 1)
        assert gateway.say(chat, "still here").status_code == 200
    gateway.clock.move(hours=life + 1)
    assert gateway.say(chat, "too late").status_code == 401
    assert gateway.http.get("/api/chat/messages", headers=chat).status_code == 401
    assert gateway.http.post("/api/chat/summary", headers=chat).status_code == 401


def test_a_message_says_which_question_was_answered_and_whose_law_it_states(
    gateway: Gateway, chat: dict[str, str]
) -> None:
    gateway.engine.reply = lambda body: [plain("Usually not.", topic="exemptions", question="car", law="IL")]
    told = gateway.say(chat, "can they take my car").json()["messages"][0]
    read = gateway.http.get("/api/chat/messages", headers=chat).json()["messages"][-1]
    for message in (told, read):
        assert (message["topic"], message["question"], message["law"]) == ("exemptions", "car", "IL")
