"""Texts that come within seconds are one message: nothing of them is lost, and nothing is answered twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from shortfall.base.encryption import identities
from shortfall.base.limits import LONGEST_MESSAGE
from shortfall.conversation.transcript import ChatMessage
from shortfall.sms.inbox import PATIENCE
from tests.channels.stand import OTHER, PHONE, Stand, inbox_of, standing
from tests.unit.web.stand_in import plain

WAIT = timedelta(seconds=4)


@pytest.fixture
def writing(stand: Stand) -> Stand:
    """Somebody who has been told who this is, and a worker that waits for the rest."""
    stand.text("hello")
    stand.inbox = inbox_of(stand.gateway, stand.database, wait=WAIT)
    return stand


def heard(stand: Stand) -> list[str]:
    """What the engine was asked, but for the greeting."""
    return [body["text"] for body in stand.gateway.engine.asked][1:]


def send(stand: Stand, *texts: str, apart: float = 1, sender: str = PHONE) -> None:
    """Text several in a row; the worker looks after each."""
    for text in texts:
        stand.webhook(text, sender)
        stand.work()
        stand.clock.move(seconds=apart)


def test_three_texts_within_seconds_are_read_together_and_answered_once(writing: Stand) -> None:
    send(writing, "they sold my house", "in march", "do i still owe?", apart=2)
    assert heard(writing) == []
    writing.clock.move(seconds=2)
    writing.work()
    assert heard(writing) == ["they sold my house in march do i still owe?"]
    assert writing.twilio.to(PHONE)[1:] == ["You said: they sold my house in march do i still owe?"]
    assert [row.state for row in writing.inbound()] == ["answered", "answered", "joined", "joined"]


def test_a_text_alone_is_answered_after_the_wait(writing: Stand) -> None:
    send(writing, "do i still owe?", apart=3)
    writing.work()
    assert heard(writing) == []
    writing.clock.move(seconds=1)
    writing.work()
    assert heard(writing) == ["do i still owe?"]


def test_texts_further_apart_are_two_messages_in_order(writing: Stand) -> None:
    send(writing, "they sold my house", "do i still owe?", apart=5)
    writing.work()
    assert heard(writing) == ["they sold my house", "do i still owe?"]


@pytest.mark.parametrize("alone", ["1", "#2", "MORE", "(3)"])
def test_a_number_and_more_wait_for_nothing_and_nothing_is_put_to_them(writing: Stand, alone: str) -> None:
    send(writing, alone, "and my pay?")
    writing.clock.move(seconds=9)
    writing.work()
    assert heard(writing) == [alone, "and my pay?"]
    send(writing, "wait", alone)
    writing.work()
    assert heard(writing)[2:] == ["wait", alone]


def test_somebody_who_goes_on_and_on_is_answered_all_the_same(writing: Stand) -> None:
    words = [f"part {number}" for number in range(12)]
    send(writing, *words, apart=2)
    writing.clock.move(seconds=9)
    writing.work()
    assert " ".join(heard(writing)) == " ".join(words)
    assert 2 <= len(heard(writing)) <= 12 * 2 / (PATIENCE * 4) + 1


def test_what_the_engine_was_asked_once_stays_as_it_was_though_more_comes_within_the_wait(writing: Stand) -> None:
    writing.gateway.engine.stop()
    words = [f"part {number}" for number in range(7)]
    send(writing, *words, apart=2)  # given to an engine that is away, after the longest wait
    writing.webhook("and then what")
    writing.gateway.engine.start()
    for _ in range(3):
        writing.clock.move(seconds=9)
        writing.work()
    assert heard(writing) == [" ".join(words), "and then what"]
    assert [row.failures for row in writing.inbound()] == [0] * 9


def test_a_very_long_story_is_read_in_pieces(writing: Stand) -> None:
    words = [f"{number} " + "word " * 80 for number in range(6)]
    send(writing, *words)
    writing.clock.move(seconds=9)
    writing.work()
    assert all(len(text) <= LONGEST_MESSAGE for text in heard(writing))
    assert " ".join(heard(writing)).split() == " ".join(words).split()


def test_a_picture_and_its_words_are_one_message(writing: Stand) -> None:
    writing.webhook("", NumMedia="1")
    send(writing, "what is this letter")
    writing.clock.move(seconds=9)
    writing.work()
    assert heard(writing) == ["what is this letter"]
    (text,) = writing.twilio.to(PHONE)[1:]
    assert text.endswith("You said: what is this letter") and "picture" in text


def test_an_account_number_in_two_texts_is_not_put_together(writing: Stand) -> None:
    send(writing, "it is 123-45", "6789")
    writing.clock.move(seconds=9)
    writing.work()
    assert heard(writing) == ["it is [number removed]"]
    assert writing.inbound()[1].body == "it is [number removed]"


def test_stop_in_between_drops_what_waits(writing: Stand) -> None:
    send(writing, "they sold", "my house", "STOP")
    writing.clock.move(seconds=9)
    writing.work()
    assert heard(writing) == []
    assert {row.state for row in writing.inbound()[1:3]} == {"stopped"}


def test_nobody_waits_for_another_number(writing: Stand) -> None:
    send(writing, "they sold", apart=0)
    send(writing, "1", sender=OTHER, apart=0)
    assert heard(writing) == ["1"]


class Shaken:
    """A phone, workers that die at bad moments and an engine that comes and goes, by one source of chance."""

    def __init__(self, stand: Stand, chance: Random) -> None:
        self.stand, self.chance = stand, chance
        self.words: list[str] = []
        self.away = False
        # The engine does not do the same twice: who asks again with the same id gets what was said then.
        self.answers: dict[str, str] = {}
        stand.gateway.engine.reply = self.reply

    def reply(self, body: dict[str, Any]) -> list[dict[str, Any]]:
        assert self.answers.setdefault(body["id"], body["text"]) == body["text"], "one id, two texts"
        return [plain(f"Read {body['text']}")]

    def worker(self) -> None:
        """A worker, which may die before it has the engine's answer stored, or before it is asked."""
        inbox = inbox_of(self.stand.gateway, self.stand.database, timedelta(seconds=10), WAIT)
        if self.chance.random() < 0.3:
            at = self.chance.choice(("_store", "_say", "_join"))
            real = getattr(inbox, at)
            first = at != "_store" and self.chance.random() < 0.5

            def dies(*args: Any) -> Any:
                if first:
                    real(*args)
                raise OperationalError("", {}, Exception())

            setattr(inbox, at, dies)
        self.stand.inbox = inbox
        try:
            self.stand.work()
        except OperationalError:
            pass

    def step(self) -> None:
        """One thing happens."""
        match self.chance.randrange(5):
            case 0 | 1:
                word = f"w{len(self.words)}"
                self.words.append(word)
                assert self.stand.webhook(word).status_code == 200
            case 2:
                self.stand.clock.move(seconds=self.chance.choice((0.5, 1, 3, 4, 6, 20)))
            case 3:
                self.worker()
            case 4:
                self.engine(away=self.chance.random() < 0.3)

    def engine(self, *, away: bool) -> None:
        """The engine goes, or is back."""
        if away != self.away:
            (self.stand.gateway.engine.stop if away else self.stand.gateway.engine.start)()
        self.away = away

    def end(self) -> None:
        """Everything is well again."""
        self.engine(away=False)
        for _ in range(12):
            self.stand.clock.move(seconds=20)
            self.stand.inbox = inbox_of(self.stand.gateway, self.stand.database, timedelta(seconds=10), WAIT)
            self.stand.work()


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Stand]:
    with standing(tmp_path) as found:
        yield found


@pytest.mark.parametrize("seed", range(12))
def test_whatever_happens_nothing_is_lost_and_nothing_answered_twice(fresh: Stand, seed: int) -> None:
    shaken = Shaken(fresh, Random(seed))
    for _ in range(60):
        shaken.step()
    shaken.end()
    told = [text.rpartition("Read ")[2] for text in fresh.twilio.to(PHONE)]
    assert " ".join(told).split() == shaken.words, "all of it, once, in order"
    assert told == list(shaken.answers.values())
    with fresh.session() as db:
        chat = db.query(ChatMessage).filter_by(session_id=identities().of(PHONE, "sms"), role="user")
        assert [row.text for row in chat.order_by(ChatMessage.seq)] == told
