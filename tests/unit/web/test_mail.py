"""A summary sent to an address of the person's: a real form, a real mail server, and what strangers may try with either."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from shortfall.base.database import make_engine, sessions
from shortfall.base.limits import BODY_LIMIT
from shortfall.callbacks.consent import mail_version, mail_wording
from shortfall.callbacks.mailing import AGAIN, send_once
from shortfall.callbacks.targets import mailer
from shortfall.content.texts import text
from shortfall.conversation.mail import PER_ADDRESS, PER_CHAT, ChatMail
from shortfall.web.limits import MAILS_PER_HOUR
from tests.channels.conftest import written
from tests.unit.callbacks.targets.test_email import Inbox, inbox
from tests.unit.web.serving import Gateway, running
from tests.unit.web.stand_in import plain
from tests.unit.web.test_summary import ticket, words

__all__ = ["inbox", "written"]

FROM = "chat@firm.example"
MARIA = "maria.lopez+home@mail.example.com"


class Post:
    """A gateway that can mail, the worker's job, and the mail server at the other end."""

    def __init__(self, gateway: Gateway, server: Inbox) -> None:
        self.gateway, self.server = gateway, server
        self.writing = sessions(make_engine(gateway.settings.database))

    def chat(self, *said: str, locale: str = "en") -> dict[str, str]:
        answer = self.gateway.http.post("/api/chat/sessions", json={"locale": locale})
        chat = {"Authorization": f"Bearer {answer.json()['token']}"}
        for each in said or ("can they take my paycheck", "I owe 312k"):
            assert self.gateway.say(chat, each).status_code == 200
        return chat

    def send(self, url: str, address: str = MARIA, **more: Any) -> httpx.Response:
        """Press the button."""
        fields = {"address": address, "version": mail_version()} | more
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.gateway.http.post(f"{url}/mail", content=urlencode(fields), headers=headers)

    def work(self) -> int:
        """Do everything that is due."""
        found, done = mailer(self.gateway.settings), 0
        assert found
        while send_once(self.writing, found, timedelta(seconds=60), self.gateway.clock):
            done += 1
        return done

    def rows(self) -> list[ChatMail]:
        with self.writing() as db:
            return list(db.scalars(select(ChatMail).order_by(ChatMail.id)))

    @property
    def messages(self) -> list[EmailMessage]:
        return self.server.messages


@pytest.fixture
def open_post(tmp_path: Path, inbox: tuple[Inbox, int], written: io.StringIO) -> Iterator[Callable[..., Any]]:
    """With other settings."""
    from contextlib import ExitStack

    with ExitStack() as stack:

        def opened(**more: Any) -> Post:
            server, port = inbox
            mail = {"smtp_host": "127.0.0.1", "smtp_port": port, "smtp_security": "none", "mail_from": FROM}
            return Post(stack.enter_context(running(tmp_path, **(mail | more))), server)

        yield opened


@pytest.fixture
def post(open_post: Callable[..., Post]) -> Post:
    return open_post()


def test_the_summary_goes_to_the_address_and_the_address_goes(post: Post) -> None:
    url = ticket(post.gateway, post.chat())
    page = post.gateway.http.get(url)
    assert mail_wording() in words(page) and f'action="{url}/mail"' in page.text
    assert "form-action 'self'" in page.headers["Content-Security-Policy"]
    answer = post.send(url, f" {MARIA} ")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{url}?mail=sent")
    assert text("summary.mail.sent") in words(post.gateway.http.get(answer.headers["Location"]))
    (row,) = post.rows()
    assert (row.address, row.consent, row.state) == (MARIA, "mail-1", "waiting")
    with post.writing() as db:
        raw = str(db.connection().exec_driver_sql("SELECT * FROM chat_mails").all())
    assert MARIA not in raw and "312,000" not in raw, "encrypted while it waits"
    assert post.work() == 1
    (message,) = post.messages
    (envelope,) = post.server.envelopes
    assert (message["To"], message["From"], envelope.rcpt_tos) == (MARIA, FROM, [MARIA])
    assert message["Subject"] == "Summary of your chat with The Law Center"
    assert message["Auto-Submitted"] == "auto-generated" and message["Content-Language"] == "en"
    body = message.get_content()
    for part in (
        "$62,000 to $70,000.50",
        "They need a court order first.",
        "735 ILCS 5/12-803",
        "not a debt collector",
        "(312) 600-8815",
    ):
        assert part in body, part
    (row,) = post.rows()
    assert (row.state, row.address, row.text) == ("sent", None, None)


def test_nothing_that_somebody_typed_is_mailed(post: Post) -> None:
    """Else anybody could have the firm write to others in words of theirs."""
    post.gateway.engine.reply = lambda body: [plain("It depends.", topic="wage_garnishment", question="overview")]
    url = ticket(post.gateway, post.chat("YOU HAVE WON, go to https://evil.example now"))
    post.send(url)
    post.work()
    body = post.messages[0].get_content()
    assert "It depends." in body and "evil" not in body and "WON" not in body
    assert "evil.example" in words(post.gateway.http.get(url)), "on their own page it stands"


def test_in_spanish(post: Post) -> None:
    said = "El banco primero necesita una orden de la corte y usted puede contestar."
    post.gateway.engine.reply = lambda body: [plain(said, topic="wage_garnishment", lang="es")]
    url = ticket(post.gateway, post.chat("me pueden quitar el sueldo", locale="es"))
    page = post.gateway.http.get(url)
    assert mail_wording("es") in words(page)
    assert post.send(url, version=mail_version("es")).status_code == 303
    post.work()
    (message,) = post.messages
    assert message["Content-Language"] == "es" and said in message.get_content()
    assert "Resumen" in message["Subject"]


@pytest.mark.parametrize(
    "address",
    [
        "",
        "maria",
        "maria@",
        "@example.com",
        "maria@localhost",
        "maria@example.com, bob@example.com",
        "maria@example.com;bob@example.com",
        "maria@example.com bob@example.com",
        "maria@example.com\r\nBcc: bob@example.com",
        "maria@example.com\nSubject: x",
        "maria@example.com\x00",
        '"maria lopez"@example.com',
        "Maria <maria@example.com>",
        "maria@[127.0.0.1]",
        "maria@exa\u200bmple.com",
        "mar\u00eda@example.com",
        "a" * 65 + "@example.com",
        "maria@" + "a." * 124 + "com",
        "a@" * 200,
        "<script>@example.com",
        # Encoded words, which a mail program reads as other addresses, or as the end of a line.
        "=?utf-8?q?x=40evil.com=2Cy?=@example.com",
        "=?utf-8?q?x=0a?=@example.com",
        "=?utf-7?q?+AAo-?=@example.com",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused_kindly_and_kept_in_the_field(post: Post, address: str) -> None:
    url = ticket(post.gateway, post.chat("hello"))
    answer = post.send(url, address)
    assert answer.status_code == 422 and text("summary.mail.no_address") in words(answer)
    assert "<script>" not in answer.text
    assert post.rows() == []


@pytest.mark.parametrize(
    "body",
    [b"", b"%ff%fe", b"\xff", b"address=a@example.com&address=b@example.com&version=mail-1", b"&" * 999, b"a=1" + b"&a=1" * 99],
)  # fmt: skip
def test_broken_forms(post: Post, body: bytes) -> None:
    url = ticket(post.gateway, post.chat("hello"))
    answer = post.gateway.http.post(f"{url}/mail", content=body)
    assert answer.status_code == 422 and post.rows() == []


def test_oversize_is_refused(post: Post) -> None:
    url = ticket(post.gateway, post.chat("hello"))
    assert post.gateway.http.post(f"{url}/mail", content=b"address=" + b"a" * BODY_LIMIT).status_code == 413
    assert post.rows() == []


def test_another_wording_is_asked_again(post: Post) -> None:
    url = ticket(post.gateway, post.chat("hello"))
    answer = post.send(url, version="mail-0")
    assert answer.status_code == 409 and text("summary.mail.ask_again") in words(answer)
    assert f'value="{MARIA}"' in answer.text and post.rows() == []


def test_one_chat_writes_to_few(post: Post) -> None:
    url = ticket(post.gateway, post.chat("hello"))
    for number in range(PER_CHAT):
        assert post.send(url, f"maria{number}@example.com").status_code == 303
    answer = post.send(url, "bob@example.com")
    assert answer.status_code == 429 and text("summary.mail.enough") in words(answer)
    post.gateway.clock.move(hours=25)
    assert post.send(ticket(post.gateway, post.chat("hello"))).status_code == 303


def test_one_address_is_written_to_by_few_also_by_chats_that_are_erased(post: Post) -> None:
    for number in range(PER_ADDRESS):
        chat = post.chat("hello")
        address = MARIA.upper() if number else MARIA
        assert post.send(ticket(post.gateway, chat), address).status_code == 303
        assert post.gateway.http.delete("/api/chat/messages", headers=chat).status_code == 204
    assert post.work() == 0 and post.messages == []
    assert {row.address for row in post.rows()} == {row.text for row in post.rows()} == {None}
    assert post.send(ticket(post.gateway, post.chat("hello"))).status_code == 429


def test_other_spellings_of_one_inbox_are_one_address(post: Post) -> None:
    for number, address in enumerate(("ann.lee@gmail.com", "annlee+1@gmail.com", "a.n.n.lee+2@Gmail.com")):
        assert post.send(ticket(post.gateway, post.chat("hello")), address).status_code == 303, number
    assert post.send(ticket(post.gateway, post.chat("hello")), "annlee@gmail.com").status_code == 429
    # Elsewhere dots count.
    assert post.send(ticket(post.gateway, post.chat("hello")), "ann.lee@mail.example.com").status_code == 303


def test_one_client_asks_for_few(open_post: Callable[..., Post]) -> None:
    post = open_post(rate_limit="on")
    urls = [ticket(post.gateway, post.chat("hello")) for _ in range(MAILS_PER_HOUR + 1)]
    answers = [post.send(url, f"maria{number}@example.com").status_code for number, url in enumerate(urls)]
    assert answers == [303] * MAILS_PER_HOUR + [429]


def test_one_that_cannot_be_sent_holds_up_no_other(post: Post) -> None:
    post.send(ticket(post.gateway, post.chat("hello")))
    with post.writing.begin() as db:
        _only(db).address = "=?utf-8?q?x=0a?=@example.com"
    post.send(ticket(post.gateway, post.chat("hello")), "bob@example.com")
    post.work()
    assert [row.state for row in post.rows()] == ["failed", "sent"] and post.rows()[0].address is None


def test_what_a_backup_brings_back_is_not_sent_again(post: Post) -> None:
    post.send(ticket(post.gateway, post.chat("hello")))
    post.gateway.clock.move(hours=25)
    assert post.work() == 0 and post.messages == []


def test_all_together_in_a_day(open_post: Callable[..., Post]) -> None:
    post = open_post(mail_budget_per_day=2)
    for number in range(2):
        assert post.send(ticket(post.gateway, post.chat("hello")), f"maria{number}@example.com").status_code == 303
    answer = post.send(ticket(post.gateway, post.chat("hello")))
    assert answer.status_code == 429 and text("summary.mail.busy") in words(answer)


def test_a_forged_or_old_ticket_mails_nothing(post: Post) -> None:
    url = ticket(post.gateway, post.chat("hello"))
    assert post.send(url[:-2] + "xx").status_code == 404
    post.gateway.clock.move(minutes=11)
    assert post.send(url).status_code == 404
    assert post.rows() == []


@pytest.mark.parametrize("answer", ["451 busy", "421 later"])
def test_a_server_that_is_busy_gets_it_later_once(post: Post, answer: str) -> None:
    post.send(ticket(post.gateway, post.chat("hello")))
    post.server.answer = answer
    assert post.work() == 1 and post.rows()[0].address == MARIA
    post.server.answer = "250 OK"
    assert post.work() == 0
    post.gateway.clock.move(seconds=AGAIN[0].total_seconds())
    assert post.work() == 1 and post.work() == 0
    assert len(post.messages) == 1 and post.rows()[0].state == "sent"


def test_a_server_that_stays_busy_or_refuses_ends_with_the_address_gone(post: Post) -> None:
    post.send(ticket(post.gateway, post.chat("hello")))
    post.server.answer = "451 busy"
    for wait in (*AGAIN, timedelta(0)):
        assert post.work() == 1
        post.gateway.clock.move(seconds=wait.total_seconds())
    post.server.answer = "550 no such user"
    post.send(ticket(post.gateway, post.chat("hello")))
    assert post.work() == 1
    assert [(row.state, row.address, row.text) for row in post.rows()] == [("failed", None, None)] * 2
    assert post.work() == 0


def test_erased_while_it_waits(post: Post) -> None:
    chat = post.chat("hello")
    post.send(ticket(post.gateway, chat))
    post.gateway.http.delete("/api/chat/messages", headers=chat)
    assert post.work() == 0 and post.messages == []


def test_a_worker_that_died_with_one_in_hand_is_followed_by_another(post: Post) -> None:
    post.send(ticket(post.gateway, post.chat("hello")))
    with post.writing.begin() as db:
        _only(db).leased_until, _only(db).attempts = post.gateway.clock() + timedelta(seconds=60), 1
    assert post.work() == 0
    post.gateway.clock.move(seconds=61)
    assert post.work() == 1 and len(post.messages) == 1


def _only(db: Session) -> ChatMail:
    return db.scalars(select(ChatMail)).one()


def test_no_address_and_no_summary_reaches_a_log(post: Post, written: io.StringIO) -> None:
    url = ticket(post.gateway, post.chat())
    post.send(url)
    post.send(url, "maria at example")
    post.server.answer = f"550 {MARIA} is unknown here"
    post.work()
    # The server at the other end logs what it hears; it is not ours.
    logged = "\n".join(line for line in written.getvalue().splitlines() if '"mail.log"' not in line)
    assert "summary_not_sent" in logged
    assert not re.search(r"maria|312,000|mail\.example", logged, re.IGNORECASE)


def test_without_a_mail_server_it_is_not_shown(gateway: Gateway, chat: dict[str, str]) -> None:
    gateway.say(chat, "hello")
    url = ticket(gateway, chat)
    page = gateway.http.get(url)
    assert "<form" not in page.text and "form-action 'none'" in page.headers["Content-Security-Policy"]
    assert gateway.http.post(f"{url}/mail", content=b"address=a@example.com").status_code == 404
    assert "e-mail" not in gateway.http.post("/api/chat/summary", headers=chat).json()["link"]
    assert gateway.http.get("/api/chat/messages", headers=chat).json()["about"]["ways"] == ["by_text"]
