"""A person with a phone at the running assistant: texts in through the webhook, out of the fake Twilio."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import select

from shortfall.base.database import make_engine, sessions
from shortfall.base.gsm7 import PART_SEPTETS, folded, foreign, septets
from shortfall.conversation.transcript import ChatMessage, Transcript
from shortfall.sms.choose import INBOUND
from shortfall.sms.compose import LIMIT
from shortfall.sms.store import SmsInbound, SmsOutbound, SmsPerson, person_of
from shortfall.sms.texts import texts
from tests.channels.fake_twilio import FakeTwilio, message, post

_OPTION = re.compile(r"^(\d) (.+)$", re.MULTILINE)


class Texting:
    """One phone. `lines` is all that was said; `pages` what came to the last message, MORE included."""

    def __init__(self, url: str, folder: Path, twilio: FakeTwilio, number: str) -> None:
        self._http = httpx.Client(base_url=url, timeout=30, trust_env=False)
        self._twilio = twilio
        self._number = number
        self._database = make_engine(f"sqlite:///{folder / 'shortfall.db'}")
        self._sessions = sessions(self._database, read_only=True)
        self.lines: list[str] = []
        self.pages: list[str] = []
        self._sid = ""

    def say(self, text: str) -> list[dict[str, Any]]:
        """Text something; the answer as the phone shows it, with what the assistant knows about it."""
        self.pages = []
        self._sid = self._send(text)
        return self.replies()

    def choose(self, part: str) -> list[dict[str, Any]]:
        """Answer with the number of the choice whose label holds `part`; with its words where it is not offered any more."""
        while not (number := self._number_of(part)) and self.more():
            pass
        return self.say(number or self._label(part))

    def more(self) -> bool:
        """Ask for the rest, if there is one."""
        with self._sessions() as db:
            person = db.get(SmsPerson, person_of(self._number))
            if person is None or not person.waiting():
                return False
        self._send("MORE")
        return True

    def replies(self) -> list[dict[str, Any]]:
        """The answers to the last message; the first one has the words that the phone got, in all pages so far."""
        shown = "\n".join(page.replace("Reply MORE for the rest.", "").strip() for page in self.pages)
        said = Transcript(self._database).answers(person_of(self._number), self._sid)
        found: list[dict[str, Any]] = [
            {
                "text": each.text,
                "topic": each.topic,
                "choices": [{"label": label} for _, label in each.choices],
                "card": dict(each.card or {}),
            }
            for each in said
        ] or [{"topic": "no_text"}]
        found[0]["text"] = f"{shown}\n" if len(found) > 1 else shown
        return found

    def faults(self) -> list[str]:
        """What no text message may be."""
        told = [folded(texts()[name]) for name in ("notice", "notice_es")]
        found = []
        for page in self.pages:
            if foreign(page):
                found += [] if set(foreign(page)) <= set("áíóú") else [f"not GSM-7: {foreign(page)}"]
            elif septets(page) > LIMIT + (PART_SEPTETS if any(notice in folded(page) for notice in told) else 0):
                found.append(f"{septets(page)} septets")
        return found

    def kept(self) -> str:
        """Everything that is stored of what this phone sent and got."""
        person = person_of(self._number)
        with self._sessions() as db:
            chat = [one.text for one in db.scalars(select(ChatMessage).filter_by(session_id=person))]
            inbound = [one.body for one in db.scalars(select(SmsInbound).filter_by(person=person))]
            outbound = [one.text for one in db.scalars(select(SmsOutbound).filter_by(person=person))]
        return "\n".join([*chat, *inbound, *outbound])

    def close(self) -> None:
        """Hang up."""
        self._http.close()
        self._database.dispose()

    def _send(self, text: str) -> str:
        before = len(self._twilio.to(self._number))
        fields = message(self._number, text)
        answer = post(self._http, INBOUND, fields)
        assert answer.status_code == 200, answer.text
        self._twilio.wait(lambda: sum(each.to == self._number for each in self._twilio.sent) > before)
        got = self._twilio.to(self._number)[before:]
        self.lines += [f"YOU  {text}", *(f"BOT  {each}" for each in got)]
        self.pages += got
        assert len(got) == 1, self.lines
        return fields["MessageSid"]

    def _label(self, part: str) -> str:
        with self._sessions() as db:
            said = select(ChatMessage).filter_by(session_id=person_of(self._number)).order_by(ChatMessage.seq)
            labels = [choice["label"] for one in db.scalars(said) for choice in one.choices or ()]
        return next((label for label in reversed(labels) if part.lower() in label.lower()), part)

    def _number_of(self, part: str) -> str | None:
        options = _OPTION.findall(self.pages[-1]) if self.pages else []
        return next((number for number, label in options if part.lower() in label.lower()), None)
