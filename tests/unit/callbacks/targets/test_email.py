"""Mail to a real SMTP server; the message and the calendar hold are parsed back."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from icalendar import Calendar

from shortfall.callbacks.targets.base import Handoff, Permanent, Temporary
from shortfall.callbacks.targets.email import Email, MailServer
from tests.unit.callbacks.receivers import NOW, PHONE, handoff
from tests.unit.callbacks.targets.test_http import _self_signed

FROM, TO = "desk@example.com", ["intake@example.com", "attorney@example.com"]


class Inbox:
    """What arrived, and what is answered."""

    def __init__(self) -> None:
        self.envelopes: list[Any] = []
        self.answer = "250 OK"
        self.recipient_answers: dict[str, str] = {}

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:
        answer = self.recipient_answers.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        if self.answer.startswith("250"):
            self.envelopes.append(envelope)
        return self.answer

    @property
    def messages(self) -> list[EmailMessage]:
        return [message_from_bytes(one.content, policy=default) for one in self.envelopes]


@pytest.fixture
def inbox() -> Iterator[tuple[Inbox, int]]:
    handler = Inbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    controller = Controller(handler, hostname="127.0.0.1", port=port, ready_timeout=60)
    controller.start()
    yield handler, port
    controller.stop()


def email(port: int, **changes: Any) -> Email:
    given: dict[str, Any] = {"host": "127.0.0.1", "port": port, "security": "none", "seconds": 30.0}
    return Email(MailServer(**(given | changes)), FROM, TO)


def hold(message: EmailMessage) -> tuple[Any, Any, bytes]:
    (part,) = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
    raw = part.get_payload(decode=True)
    assert isinstance(raw, bytes)
    calendar = Calendar.from_ical(raw)
    (event,) = calendar.walk("VEVENT")
    return part, event, raw


def test_the_firm_gets_the_request_and_a_hold_in_its_calendar(inbox: tuple[Inbox, int]) -> None:
    kept = Handoff.model_validate_json(handoff().model_dump_json())  # as it waits in the outbox
    email(inbox[1]).deliver("msg_1", kept, NOW)
    (message,) = inbox[0].messages
    assert message["From"] == FROM and message["Message-ID"] == "<msg_1@example.com>"
    assert inbox[0].envelopes[0].rcpt_tos == TO
    assert message.get_content_type() == "multipart/alternative"
    body = message.get_body(("plain",))
    assert body is not None and PHONE in body.get_content() and "Maria Lopez" in body.get_content()
    assert "Asked about: Can they take money from my pay?" in body.get_content()
    part, event, raw = hold(message)
    assert part.get_param("method") == "REQUEST" and part.get_content_charset() == "utf-8"
    assert b"\r\n" in raw and not [line for line in raw.split(b"\r\n") if len(line) > 75]
    assert Calendar.from_ical(raw)["METHOD"] == "REQUEST"
    assert event["UID"] == "K7QM-4XRT@example.com" and event["SEQUENCE"] == 7
    assert event["STATUS"] == "TENTATIVE" and event["PRIORITY"] == 1
    assert event.decoded("DTSTART") == handoff().window_start and event.decoded("DTEND") == handoff().window_end
    assert event["DTSTART"].to_ical() == b"20261124T150000Z", "a time that every calendar knows"
    assert event.decoded("DTSTAMP") == NOW
    assert event["ORGANIZER"] == f"mailto:{FROM}" and [str(one) for one in event["ATTENDEE"]] == [
        f"mailto:{a}" for a in TO
    ]


def test_a_cancellation_takes_the_hold_back(inbox: tuple[Inbox, int]) -> None:
    email(inbox[1]).deliver("msg_2", handoff(event="callback.cancelled", sequence=9), NOW)
    (message,) = inbox[0].messages
    part, event, raw = hold(message)
    assert part.get_param("method") == "CANCEL" and Calendar.from_ical(raw)["METHOD"] == "CANCEL"
    assert event["UID"] == "K7QM-4XRT@example.com" and event["SEQUENCE"] == 9 and event["STATUS"] == "CANCELLED"
    assert "do not call" in message["Subject"]


@pytest.mark.parametrize(
    "name",
    [
        "Bob\r\nBcc: evil@example.com",
        "Bob\nSubject: x",
        "Bob\r\n\r\n<script>",
        "=?utf-8?q?Bob=0D=0ABcc:_evil@example.com?=",
    ]
    + ["Bob\u2028Bcc: evil@example.com", "Bob;ATTENDEE:mailto:evil@example.com", "END:VEVENT\r\nBEGIN:VALARM"],
)
def test_nothing_that_a_person_typed_gets_into_a_header_or_a_line_of_the_calendar(
    inbox: tuple[Inbox, int], name: str
) -> None:
    """Such names are refused long before; here they come as if they had not been."""
    clean = handoff()
    for wanted in (clean, handoff(name=name, note=name, figures=name)):
        email(inbox[1]).deliver("msg_1", wanted, NOW)
    plain, attacked = inbox[0].messages
    kept = [{k: v for k, v in one.items() if k.lower() != "content-type"} for one in (plain, attacked)]
    assert kept[0] == kept[1] and attacked["Bcc"] is None
    assert inbox[0].envelopes[1].rcpt_tos == TO
    _, event, raw = hold(attacked)
    assert set(event) == set(hold(plain)[1])
    assert Calendar.from_ical(raw).walk("VALARM") == []


@pytest.mark.parametrize(
    ("answer", "failure"),
    [
        ("451 later", Temporary),
        ("421 busy", Temporary),
        ("452 full", Temporary),
        ("550 no", Permanent),
        ("554 spam", Permanent),
    ],
)
def test_what_the_mail_server_says_is_told_apart(
    inbox: tuple[Inbox, int], answer: str, failure: type[Exception]
) -> None:
    inbox[0].answer = answer
    with pytest.raises(failure, match=f"smtp_{answer[:3]}"):
        email(inbox[1]).deliver("msg_1", handoff(), NOW)


def test_one_recipient_that_is_refused_does_not_stop_the_other(inbox: tuple[Inbox, int]) -> None:
    inbox[0].recipient_answers = {TO[0]: "550 unknown"}
    email(inbox[1]).deliver("msg_1", handoff(), NOW)
    assert inbox[0].envelopes[0].rcpt_tos == TO[1:]


def test_whoever_was_put_off_alone_is_tried_again_alone(inbox: tuple[Inbox, int]) -> None:
    inbox[0].recipient_answers = {TO[1]: "451 later"}
    with pytest.raises(Temporary) as caught:
        email(inbox[1]).deliver("msg_3", handoff(), NOW)
    assert (caught.value.kind, caught.value.only) == ("smtp_451", (TO[1],))
    inbox[0].recipient_answers = {}
    email(inbox[1]).deliver("msg_3", handoff(only=caught.value.only), NOW)
    assert [one.rcpt_tos for one in inbox[0].envelopes] == [[TO[0]], [TO[1]]]
    first, second = inbox[0].messages
    assert first["To"] == second["To"] and first["Message-ID"] == second["Message-ID"]


def test_one_for_ever_and_one_for_now_tries_only_the_second_again(inbox: tuple[Inbox, int]) -> None:
    inbox[0].recipient_answers = {TO[0]: "550 unknown", TO[1]: "451 later"}
    with pytest.raises(Temporary) as caught:
        email(inbox[1]).deliver("msg_3", handoff(), NOW)
    assert caught.value.only == (TO[1],)


def test_who_is_not_written_to_any_more_has_nothing_to_get(inbox: tuple[Inbox, int]) -> None:
    email(inbox[1]).deliver("msg_3", handoff(only=("gone@example.com",)), NOW)
    assert inbox[0].envelopes == []


def test_an_extension_stands_in_the_mail_and_the_hold(inbox: tuple[Inbox, int]) -> None:
    email(inbox[1]).deliver("msg_1", handoff(extension="204"), NOW)
    (message,) = inbox[0].messages
    body = message.get_body(("plain",))
    assert body is not None and f"Phone: {PHONE} ext. 204" in body.get_content()
    assert f"{PHONE} ext. 204" in str(hold(message)[1]["DESCRIPTION"])


@pytest.mark.parametrize(("code", "failure"), [(450, Temporary), (550, Permanent)])
def test_when_all_are_refused_it_failed(inbox: tuple[Inbox, int], code: int, failure: type[Exception]) -> None:
    inbox[0].recipient_answers = dict.fromkeys(TO, f"{code} no")
    with pytest.raises(failure):
        email(inbox[1]).deliver("msg_1", handoff(), NOW)


def test_without_encryption_nothing_is_sent_where_encryption_was_asked_for(inbox: tuple[Inbox, int]) -> None:
    with pytest.raises(Permanent, match="smtp_no_tls"):
        email(inbox[1], security="starttls").deliver("msg_1", handoff(), NOW)
    assert inbox[0].envelopes == []


def test_nobody_there_is_worth_another_try() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    with pytest.raises(Temporary, match="connection"):
        email(port).deliver("msg_1", handoff(), NOW)


def test_a_mail_server_that_trickles_is_cut_off() -> None:
    stop = threading.Event()
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()

        def serve() -> None:
            connection = listening.accept()[0]
            while not stop.wait(0.05):
                try:
                    connection.sendall(b"2")
                except OSError:
                    return

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        with pytest.raises(Temporary, match="timeout"):
            email(listening.getsockname()[1], seconds=1.0).deliver("msg_1", handoff(), NOW)
        stop.set()
        thread.join(30)


def test_tls_from_the_first_byte(tmp_path: Any) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    _self_signed(key, certificate)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(certificate, key)
    handler = Inbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", port))
        listening.listen()

        def serve() -> None:
            for _ in range(2):
                try:
                    secured = server.wrap_socket(listening.accept()[0], server_side=True)
                except OSError:
                    continue  # the first caller does not trust us
                with secured, secured.makefile("rb") as lines:
                    secured.sendall(b"220 here\r\n")
                    for line in lines:
                        if line.upper().startswith(b"DATA"):
                            secured.sendall(b"354 go\r\n")
                            while lines.readline() != b".\r\n":
                                pass
                            handler.envelopes.append(None)
                        secured.sendall(b"250 OK\r\n")
                        if line.upper().startswith(b"QUIT"):
                            break

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        at = MailServer("127.0.0.1", port, "tls", seconds=30.0)
        with pytest.raises(Temporary, match="tls"):
            Email(at, FROM, TO).deliver("msg_1", handoff(), NOW)
        trusting = ssl.create_default_context(cafile=str(certificate))
        trusting.check_hostname = False
        Email(at, FROM, TO, tls=trusting).deliver("msg_1", handoff(), NOW)
        thread.join(30)
    assert len(handler.envelopes) == 1


@pytest.mark.parametrize("address", ["", "nobody", '""@b.c', "a@b.c\r\nBcc: x@y.z", "a@b.c, d@e.f", "Bob <a@b.c>"])
def test_addresses_that_are_none_are_refused_when_they_are_set(address: str) -> None:
    for sender, recipients in ((address, TO), (FROM, [address])):
        with pytest.raises(ValueError, match="address"):
            Email(MailServer("127.0.0.1", 25), sender, recipients)
