"""The engine fails in every way, or hears only half a message; nothing a person said is lost, doubled or out of order."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.unit.web.serving import Gateway, new_message_id, running

Chat = dict[str, str]


@pytest.fixture(scope="module")
def impatient(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    """A gateway that waits for the engine two seconds, which an engine that works keeps on a busy machine too."""
    with running(tmp_path_factory.mktemp("impatient"), engine_timeout=2.0) as served:
        yield served


def _break(gateway: Gateway, fault: str) -> None:
    engine = gateway.engine
    if fault == "stopped":
        engine.stop()
    elif fault == "hanging":
        engine.hang()
    elif fault in ("500", "401"):
        engine.status = int(fault)
    else:
        engine.raw = fault.encode("utf-8", "surrogatepass")


def _mend(gateway: Gateway, fault: str) -> None:
    if fault == "stopped":
        gateway.engine.start()
    gateway.engine.release()
    gateway.engine.status = 200
    gateway.engine.raw = None


FAULTS = [
    "stopped",
    "hanging",
    "500",
    "401",
    "not json",
    "",
    "null",
    "[]",
    "{}",
    '{"messages": []}',
    '{"messages": [{"text": " "}, {"text": ""}]}',
    '{"messages": [{}]}',
    '{"messages": [{"text": 5}]}',
    '{"messages": [{"text": "\\ud800"}]}',
    '{"messages": [{"text": "x", "choices": [{"label": "no payload"}]}]}',
    '{"messages": ' + "[" * 5000,
]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_message_is_kept_and_answered_on_retry(impatient: Gateway, fault: str) -> None:
    chat = impatient.open()
    body = {"text": "can they take my paycheck", "message_id": new_message_id()}
    _break(impatient, fault)
    response = impatient.say(chat, **body)
    assert response.status_code == 503
    assert int(response.headers["Retry-After"]) > 0
    assert set(response.json()) == {"error"}
    assert response.json()["error"]["code"] == "engine_down"
    assert "(312) 600-8815" in response.json()["error"]["message"]
    assert "saved" in response.json()["error"]["message"]
    assert "traceback" not in response.text
    assert impatient.transcript(chat)[1:] == [("user", "can they take my paycheck")]
    _mend(impatient, fault)
    answered = impatient.say(chat, **body)
    assert answered.status_code == 200
    assert answered.json()["messages"][0]["topic"] == "wage_garnishment"
    assert [role for role, _ in impatient.transcript(chat)] == ["assistant", "user", "assistant"]


def test_a_choice_is_answered_on_retry_by_its_label_alone(gateway: Gateway, chat: Chat) -> None:
    choice = gateway.say(chat, "my paycheck").json()["messages"][0]["choices"][1]["id"]
    gateway.engine.status = 500
    first = gateway.say(chat, choice=choice, message_id=new_message_id())
    assert first.status_code == 503
    gateway.engine.status = 200
    # After a reload a client knows only what the transcript shows.
    waiting = gateway.http.get("/api/chat/messages", headers=chat).json()["messages"][-1]
    again = gateway.say(chat, waiting["text"], message_id=waiting["id"])
    assert again.json()["messages"][0]["text"] == "You chose /bank_account_freeze."
    assert gateway.engine.asked[-1]["payload"] == "/bank_account_freeze"


def test_a_bad_link_costs_the_link_not_the_answer(gateway: Gateway, chat: Chat) -> None:
    (message,) = gateway.say(chat, "hostile").json()["messages"]
    assert message["sources"][0]["url"] == ""
    assert message["text"].startswith("<img")


def test_the_same_message_id_gets_the_same_reply_and_asks_once(gateway: Gateway, chat: Chat) -> None:
    body = {"text": "hello", "message_id": new_message_id()}
    first, second = gateway.say(chat, **body), gateway.say(chat, **body)
    assert first.json() == second.json()
    assert len(gateway.engine.asked) == 1
    assert len(gateway.transcript(chat)) == 3


def test_the_same_message_id_at_the_same_time_asks_once(gateway: Gateway, chat: Chat) -> None:
    body = {"text": "hello", "message_id": new_message_id()}
    gateway.engine.hang()
    with ThreadPoolExecutor(4) as pool:
        pending = [pool.submit(gateway.say, chat, **body) for _ in range(4)]
        gateway.engine.arrived.acquire()
        gateway.engine.release()
        replies = [each.result().json() for each in pending]
    assert all(reply == replies[0] for reply in replies)
    assert len(gateway.engine.asked) == 1


def test_one_message_id_cannot_stand_for_two_messages(gateway: Gateway, chat: Chat) -> None:
    same = new_message_id()
    gateway.say(chat, "hello", message_id=same)
    response = gateway.say(chat, "something else", message_id=same)
    assert (response.status_code, response.json()["error"]["code"]) == (409, "message_id_taken")


def test_words_sent_before_are_not_sent_again_as_a_choice(gateway: Gateway, chat: Chat) -> None:
    choice = gateway.say(chat, "my paycheck").json()["messages"][0]["choices"][1]
    same = new_message_id()
    gateway.engine.status = 500
    assert gateway.say(chat, choice["label"], message_id=same).status_code == 503
    gateway.engine.status = 200
    refused = gateway.say(chat, choice=choice["id"], message_id=same)
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "message_id_taken")
    assert (
        gateway.say(chat, choice["label"], message_id=same).json()["messages"][0]["text"] == "You said: My bank account"
    )


def test_a_message_id_is_of_its_chat_only(gateway: Gateway, chat: Chat) -> None:
    same = new_message_id()
    gateway.say(chat, "mine", message_id=same)
    theirs = gateway.say(gateway.open(), "theirs", message_id=same)
    assert theirs.json()["messages"][0]["text"] == "You said: theirs"


def test_messages_of_one_chat_are_handled_one_at_a_time(gateway: Gateway, chat: Chat) -> None:
    gateway.engine.hang()
    with ThreadPoolExecutor(6) as pool:
        first = pool.submit(gateway.say, chat, "first")
        gateway.engine.arrived.acquire()
        others = [pool.submit(gateway.say, chat, f"later {n}") for n in range(4)]
        # Another chat gets through to the engine while this one waits its turn.
        elsewhere = pool.submit(gateway.say, gateway.open(), "elsewhere")
        gateway.engine.arrived.acquire()
        assert [body["text"] for body in gateway.engine.asked] == ["first", "elsewhere"]
        gateway.engine.release()
        assert all(each.result().status_code == 200 for each in [first, elsewhere, *others])
    said = gateway.transcript(chat)[1:]
    assert said[0] == ("user", "first")
    for (asker, question), (answerer, answer) in zip(said[::2], said[1::2], strict=True):
        assert (asker, answerer) == ("user", "assistant")
        assert answer == f"You said: {question}"


def test_many_chats_at_once_do_not_mix(gateway: Gateway) -> None:
    def talk(name: int) -> list[tuple[str, str]]:
        chat = gateway.open()
        for turn in range(4):
            assert gateway.say(chat, f"{name}-{turn}").status_code == 200
        return gateway.transcript(chat)[1:]

    with ThreadPoolExecutor(8) as pool:
        for name, said in enumerate(pool.map(talk, range(8))):
            expected = [(f"{name}-{turn}", f"You said: {name}-{turn}") for turn in range(4)]
            assert [(said[n][1], said[n + 1][1]) for n in range(0, 8, 2)] == expected


def test_erasing_while_the_engine_is_down_is_kept_and_done_later(tmp_path: Path) -> None:
    with running(tmp_path) as gateway:
        chat = gateway.open()
        gateway.say(chat, "a secret worth erasing")
        sender = gateway.engine.asked[0]["sender"]
        gateway.engine.status = 500
        assert gateway.http.delete("/api/chat/messages", headers=chat).status_code == 204
        assert gateway.http.get("/api/chat/messages", headers=chat).status_code == 401
        assert gateway.engine.forgotten == []
    # The gateway is started again, and the engine is back.
    with running(tmp_path) as gateway:
        assert gateway.engine.told_to_forget() == sender


def test_erasing_waits_for_the_answer_on_its_way(gateway: Gateway, chat: Chat) -> None:
    gateway.engine.hang()
    with ThreadPoolExecutor(2) as pool:
        asking = pool.submit(gateway.say, chat, "hello")
        gateway.engine.arrived.acquire()
        erasing = pool.submit(gateway.http.delete, "/api/chat/messages", headers=chat)
        gateway.engine.release()
        assert asking.result().status_code == 200
        assert erasing.result().status_code == 204
    assert gateway.engine.forgotten == [gateway.engine.asked[0]["sender"]]


@contextmanager
def database_locked(gateway: Gateway) -> Iterator[None]:
    """Nobody else can write meanwhile."""
    with closing(sqlite3.connect(gateway.settings.var_dir / "shortfall.db", isolation_level=None)) as database:
        database.execute("BEGIN IMMEDIATE")
        yield
        database.execute("COMMIT")


def test_the_engine_hears_the_words_at_once_and_the_rest_when_they_are_stored(gateway: Gateway, chat: Chat) -> None:
    with ThreadPoolExecutor(1) as pool:
        with database_locked(gateway):
            asking = pool.submit(gateway.say, chat, "can they")
            assert gateway.engine.begun.get(timeout=20).endswith('"text": "can they"')
            assert gateway.engine.asked == []
        assert asking.result().json()["messages"][0]["text"] == "You said: can they"
    (asked,) = gateway.engine.asked
    assert set(asked) == {"sender", "channel", "text", "id", "asking", "again", "locale"}


def test_of_a_message_that_is_refused_the_engine_hears_no_end(gateway: Gateway, chat: Chat) -> None:
    same = new_message_id()
    gateway.say(chat, "hello", message_id=same)
    gateway.engine.begun.queue.clear()
    for words, status in (("other words", 409), ("hello", 200)):  # the second is answered from the transcript
        with ThreadPoolExecutor(1) as pool:
            with database_locked(gateway):
                asking = pool.submit(gateway.say, chat, words, message_id=same)
                assert words in gateway.engine.begun.get(timeout=20)
            assert asking.result().status_code == status
        assert gateway.engine.broken_off.acquire(timeout=20)
    assert [body["text"] for body in gateway.engine.asked] == ["hello"]


@pytest.mark.parametrize("fault", ["refuses", "dies"])
def test_an_engine_that_hears_no_end_costs_no_message(gateway: Gateway, chat: Chat, fault: str) -> None:
    body = {"text": "hello", "message_id": new_message_id()}
    gateway.engine.hasty = fault
    with ThreadPoolExecutor(1) as pool:
        with database_locked(gateway):
            asking = pool.submit(gateway.say, chat, **body)
            assert gateway.engine.broken_off.acquire(timeout=20)
        assert asking.result().json()["error"]["code"] == "engine_down"
    assert gateway.transcript(chat)[1:] == [("user", "hello")]
    gateway.engine.hasty = ""
    assert gateway.say(chat, **body).json()["messages"][0]["text"] == "You said: hello"
