"""People who ask for a callback while everything fails. They behave as the widget and the phone network do: what was not taken
is sent again under the same id."""

from __future__ import annotations

import re
import time
from abc import ABC, abstractmethod
from collections import Counter
from dataclasses import dataclass, field
from random import Random
from typing import Any
from uuid import UUID

import httpx

from shortfall.sms.choose import INBOUND
from tests.channels.fake_twilio import FakeTwilio, message, post

PATIENCE = 300.0
"""Seconds after which a person counts as never answered."""
FIRST = "Ophelia Thaddeus Wilhelmina Bartholomew Seraphina Montgomery Guinevere Cornelius Evangeline Leopold".split()
LAST = (
    "Zarbeck Quillfeather Wexcombe Dromgoole Pettigrove Vandersloot Krzeminski Oyelaran Thistlewood Abernethy".split()
)
SUBJECT = "the teal mailbox house on Wexcombe lane and a letter about a deficiency"

_QUESTIONS = (
    ("like to talk about", "subject"),
    ("what name", "name"),
    ("the best number", "number"),
    ("good time", "time"),
    ("please check", "check"),
    ("may the law center call you", "check"),
    ("is that right", "check"),
    ("could not store", "again"),
    ("something went wrong", "again"),
)
AFTERWARDS = {
    "moved": ("change my callback to tuesday at 10", "now set for Tuesday"),
    "cancelled": ("cancel my callback", "is cancelled"),
}
"""What some do to the request they have made: what they say, and what tells them that it is done."""
_REFERENCE = re.compile(r"Reference: ([A-Z0-9]{4}-[A-Z0-9]{4})")


@dataclass
class Outcome:
    """What became of one person."""

    channel: str
    number: str
    wants: bool
    """Whether they say yes at the end."""
    then: str = ""
    """What they do to their request afterwards, if anything: a key of AFTERWARDS."""
    reference: str | None = None
    told: str = ""
    """The answer that said so."""
    lines: list[str] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)
    """Ids of their messages."""
    waits: list[float] = field(default_factory=list)
    """Seconds from each message to its answer, everything in between included."""
    seen: Counter[str] = field(default_factory=Counter)
    """Every kind of answer but a good one, counted."""
    words: set[str] = field(default_factory=set)
    """What they were told when they were refused."""
    lost: str | None = None
    """Why they gave up, if they did."""


class Person(ABC):
    """Reads what is asked last and answers that."""

    def __init__(self, channel: str, number: int, chance: Random, *, wants: bool, then: str = "") -> None:
        self._chance = chance
        self.name = f"{FIRST[number % 10]} {LAST[number // 10 % 10]}"
        phone = f"+1{'312' if channel == 'sms' else '773'}744{number:04}"
        self.outcome = Outcome(channel, phone, wants, then)

    @abstractmethod
    def say(self, text: str) -> str:
        """Send something until it is answered; the answer."""

    def book(self) -> Outcome:
        """The whole conversation."""
        out = self.outcome
        try:
            said, kind = self.say("can someone call me"), ""
            for _ in range(25):
                if found := _REFERENCE.search(said):
                    out.reference = found[1]
                    if out.then:
                        self._afterwards(*AFTERWARDS[out.then])
                    break
                kind = self._asked(said)
                if kind == "check" and not out.wants:
                    if self._chance.random() < 0.5:
                        self.say("cancel")
                    break  # the others just go silent
                if kind in ("again", "lost"):
                    out.seen[kind] += 1
                said = self.say(self._answer(kind))
            else:
                out.lost = f"no end in sight ({kind})"
        except Unanswered as error:
            out.lost = str(error)
        except Exception as error:
            out.lost = f"{type(error).__name__}: {error}"
        return out

    def _afterwards(self, words: str, done: str) -> None:
        for _ in range(10):
            if done in (said := self.say(words)):
                self.outcome.told = said
                return
            self.outcome.seen["again"] += 1
        self.outcome.lost = f"never {self.outcome.then}"

    @staticmethod
    def _asked(said: str) -> str:
        low = said.lower()
        last = max(((low.rfind(words), kind) for words, kind in _QUESTIONS), default=(-1, ""))
        return last[1] if last[0] >= 0 else "lost"

    def _answer(self, kind: str) -> str:
        phone = self.outcome.number
        return {
            "subject": SUBJECT,
            "name": self.name,
            "number": self._chance.choice((phone, f"{phone[2:5]}-{phone[5:8]}-{phone[8:]}")),
            "time": self._chance.choice(("tomorrow afternoon", "weekday mornings", "as soon as you can")),
            "consent": "yes",
            "check": "yes",
        }.get(kind, "call me")


class Unanswered(Exception):
    """Patience is over, or an answer came that must never come."""


class Visitor(Person):
    """On the page."""

    def __init__(self, url: str, number: int, chance: Random, *, wants: bool, then: str = "") -> None:
        super().__init__("web", number, chance, wants=wants, then=then)
        self._http = httpx.Client(base_url=url, timeout=30, trust_env=False)
        self._token = ""

    def say(self, text: str) -> str:
        """See `Person`; presses a button with these words where there is one, now and then."""
        if not self._token:
            self._token = self._until_answered("/api/chat/sessions", {}, 201)["token"]
        uid = UUID(int=self._chance.getrandbits(128), version=4).hex
        self.outcome.sent.append(uid)
        begun = time.monotonic()
        answer = self._until_answered("/api/chat/messages", {"text": text, "message_id": uid}, 200)
        self.outcome.waits.append(time.monotonic() - begun)
        said = answer["messages"]
        assert all(each["role"] == "assistant" for each in said)
        shown = "\n".join(each["text"] for each in said)
        self.outcome.lines += [f"YOU  {text}", f"BOT  {shown}"]
        return shown

    def _until_answered(self, path: str, body: dict[str, Any], good: int) -> Any:
        begun = time.monotonic()
        while time.monotonic() - begun < PATIENCE:
            headers = {"Authorization": f"Bearer {self._token}"} if self._token else {}
            try:
                answer = self._http.post(path, json=body, headers=headers)
            except httpx.HTTPError:
                self.outcome.seen["no connection"] += 1
                time.sleep(0.5)
                continue
            if answer.status_code == good:
                return answer.json()
            self.outcome.seen[str(answer.status_code)] += 1
            if answer.status_code != 503:
                raise Unanswered(f"{answer.status_code} {answer.text[:200]}")
            self.outcome.words.add(answer.json()["error"]["message"])
            time.sleep(1.0)
        raise Unanswered(f"no answer in {PATIENCE:.0f} s")


class Texter(Person):
    """With a phone."""

    def __init__(
        self, url: str, twilio: FakeTwilio, number: int, chance: Random, *, wants: bool, then: str = ""
    ) -> None:
        super().__init__("sms", number, chance, wants=wants, then=then)
        self._http = httpx.Client(base_url=url, timeout=30, trust_env=False)
        self._twilio = twilio

    def say(self, text: str) -> str:
        """See `Person`; a message may come in twice, as Twilio warns."""
        fields = message(self.outcome.number, text)
        self.outcome.sent.append(fields["MessageSid"])
        before = len(self._twilio.to(self.outcome.number))
        begun = time.monotonic()
        self._deliver(fields)
        if self._chance.random() < 0.2:
            self._deliver(fields)
        try:
            self._twilio.wait(
                lambda: sum(each.to == self.outcome.number for each in self._twilio.sent) > before, PATIENCE
            )
        except AssertionError:
            raise Unanswered(f"no answer in {PATIENCE:.0f} s") from None
        self.outcome.waits.append(time.monotonic() - begun)
        shown = "\n".join(self._twilio.to(self.outcome.number)[before:])
        self.outcome.lines += [f"YOU  {text}", f"BOT  {shown}"]
        return shown

    def _deliver(self, fields: dict[str, str]) -> None:
        begun = time.monotonic()
        while time.monotonic() - begun < PATIENCE:
            try:
                answer = post(self._http, INBOUND, fields)
            except httpx.HTTPError:
                self.outcome.seen["no connection"] += 1
                time.sleep(0.5)
                continue
            if answer.status_code == 200:
                return
            self.outcome.seen[str(answer.status_code)] += 1
            if answer.status_code != 503:
                raise Unanswered(f"{answer.status_code} {answer.text[:200]}")
            time.sleep(1.0)
        raise Unanswered("never taken")
