"""An office for tests: a gateway with accounts and requests, and clerks who use its pages as browsers do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path
from random import Random
from typing import Any

import httpx
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from shortfall.base.database import make_engine, sessions
from shortfall.callbacks import booking
from shortfall.callbacks.changes import allow_texts
from shortfall.callbacks.consent import wording
from shortfall.callbacks.request import CallbackRequest, Consent
from shortfall.callbacks.tables import Callback, CallbackEvent
from shortfall.callbacks.window import parse_window
from shortfall.conversation.transcript import ChatMessage, ChatSession
from shortfall.staff import accounts
from shortfall.staff.audit import AuditLine
from tests.unit.web.serving import Gateway, running

PASSWORD = "four words in a row"
PHONE = "+13125550143"


class Clerk:
    """Someone with a browser: keeps cookies, sends what a form of the page would send."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self.http = httpx.Client(base_url=self.url, timeout=60, trust_env=False)

    def get(self, path: str, **more: Any) -> httpx.Response:
        return self.http.get(path, **more)

    def post(self, path: str, form: dict[str, str], **headers: str) -> httpx.Response:
        """A form as it stands, from our own origin unless `headers` say otherwise."""
        sent = {"Origin": self.url, "Sec-Fetch-Site": "same-origin"} | headers
        return self.http.post(path, data=form, headers={name: value for name, value in sent.items() if value})

    def csrf(self, path: str = "/staff/password") -> str:
        found = re.search(r'name="csrf" value="(\w+)"', self.get(path).text)
        assert found
        return found[1]

    def submit(self, path: str, **form: str) -> httpx.Response:
        """A form with its token."""
        return self.post(path, {"csrf": self.csrf()} | form)

    def sign_in(self, login: str = "ana", password: str = PASSWORD, **more: str) -> httpx.Response:
        form = {"csrf": self.csrf("/staff/login"), "login": login, "password": password}
        return self.post("/staff/login", form | more)

    def act(self, reference: str, action: str, note: str = "", version: str | None = None) -> httpx.Response:
        """Open a request and press a button on it."""
        page = self.get(f"/staff/requests/{reference}").text
        found = re.search(r'name="version" value="(\d+)"', page)
        shown = version or (found[1] if found else "1")
        return self.submit(f"/staff/requests/{reference}", action=action, note=note, version=shown)


class Office:
    """A gateway and its database."""

    def __init__(self, gateway: Gateway) -> None:
        self.gateway = gateway
        self.clock = gateway.clock
        self.url = gateway.url.rstrip("/")
        self.engine: Engine = make_engine(gateway.settings.database)
        self._booked = 0

    def db(self) -> Session:
        return sessions(self.engine)()

    def hire(self, login: str = "ana", password: str = PASSWORD) -> None:
        with self.db() as session:
            accounts.add(session, login, password, self.clock())

    def clerk(self, login: str = "ana") -> Clerk:
        """Someone signed in."""
        clerk = Clerk(self.url)
        assert clerk.sign_in(login).status_code == 303
        return clerk

    def stranger(self) -> Clerk:
        return Clerk(self.url)

    def book(self, when: str = "tomorrow 2 to 4pm", zone: str = "America/Chicago", **changes: Any) -> str:
        """A real request for a callback; its reference."""
        self._booked += 1
        phone = changes.get("phone", f"+1312555{self._booked:04}")
        now = self.clock()
        replaces = changes.pop("replaces", None)
        window = changes.pop("window", None) or parse_window(when, now, zone)
        texts = changes.pop("text_consent", None)
        given: dict[str, Any] = {
            "name": "Maria Lopez",
            "phone": phone,
            "window": window,
            "topics": ("wage_garnishment",),
            "channel": "web",
            "conversation_id": f"chat-{self._booked}",
            "consent": Consent(wording=wording(phone), at=now, message_id="m1"),
        }
        with self.db() as session:
            request = CallbackRequest(**(given | changes))
            reference = booking.book(session, request, now, Random(self._booked), replaces).reference
            if texts:
                allow_texts(session, reference, request.conversation_id, texts, now)
            return reference

    def spoken(self, conversation: str, *said: tuple[str, str]) -> None:
        """A conversation in the chat."""
        with self.db() as session, session.begin():
            session.add(ChatSession(id=conversation, created_at=self.clock()))
            session.flush()
            for number, (role, text) in enumerate(said):
                at = self.clock() + timedelta(seconds=number)
                session.add(
                    ChatMessage(session_id=conversation, uid=f"{conversation}{number}", at=at, role=role, text=text)
                )

    def stored(self, reference: str) -> Callback:
        with self.db() as session:
            return session.scalars(select(Callback).where(Callback.reference == reference)).one()

    def events(self, reference: str) -> list[CallbackEvent]:
        with self.db() as session:
            which = select(Callback.id).where(Callback.reference == reference).scalar_subquery()
            return list(
                session.scalars(
                    select(CallbackEvent).where(CallbackEvent.callback_id == which).order_by(CallbackEvent.id)
                )
            )

    def log(self) -> list[AuditLine]:
        with self.db() as session:
            return list(session.scalars(select(AuditLine).order_by(AuditLine.id)))

    def at(self, moment: datetime) -> None:
        self.clock.now = moment


def references(page: str) -> list[str]:
    """The requests on a list, in its order."""
    return re.findall(r'id="at-([A-Z0-9-]+)"', page)


def words(page: str) -> str:
    """What can be read on a page."""
    text = re.sub(r"<(style|script|title).*?</\1>|<[^>]+>", " ", page, flags=re.DOTALL)
    return " ".join(unescape(text).split())


@contextmanager
def office(folder: Path, **overrides: Any) -> Iterator[Office]:
    """An office with one clerk, ana."""
    with running(folder, **overrides) as gateway:
        opened = Office(gateway)
        opened.hire()
        try:
            yield opened
        finally:
            opened.engine.dispose()
