"""An e-mail to the firm with a tentative hold in its calendar (RFC 5545, 5546, 6047). Nothing goes to the person."""

from __future__ import annotations

import smtplib
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP as POLICY
from typing import Literal

import structlog
from icalendar import Calendar
from icalendar import Event as CalendarEvent
from icalendar.prop import vCalAddress, vText

from shortfall.callbacks.targets.base import Handoff, Permanent, Temporary
from shortfall.callbacks.targets.http import SECONDS

log = structlog.get_logger(__name__)

Security = Literal["starttls", "tls", "none"]


@dataclass(frozen=True)
class MailServer:
    """How to reach the firm's mail server. `none` sends in the clear: for a server on the same machine only."""

    host: str
    port: int
    security: Security = "starttls"
    user: str = ""
    password: str = ""
    seconds: float = SECONDS


class Mailer:
    """Sends messages from one sender through the firm's mail server.

    Raises:
        ValueError: the sender is no address.
    """

    def __init__(self, server: MailServer, sender: str, *, tls: ssl.SSLContext | None = None) -> None:
        self._server, self.sender = server, address_of(sender)
        self._tls = tls or ssl.create_default_context()

    def send(self, message: EmailMessage, wanted: Sequence[str]) -> None:
        """Hand a message to the mail server for these addresses.

        Raises:
            Temporary: it was not taken, or not for some (`only`).
            Permanent: the same again would fail again.
        """
        refused: Mapping[str, tuple[int, bytes]]
        try:
            with _connected(self._server, self._tls) as session:
                refused = session.send_message(message, to_addrs=wanted)
        except smtplib.SMTPRecipientsRefused as error:
            refused = error.recipients
        except smtplib.SMTPResponseException as error:
            raise _failure(error.smtp_code) from None
        except smtplib.SMTPNotSupportedError:
            raise Permanent("smtp_no_tls") from None
        except ssl.SSLError:
            raise Temporary("tls") from None
        except TimeoutError:
            raise Temporary("timeout") from None
        except (smtplib.SMTPException, OSError):
            raise Temporary("connection") from None
        later = [address for address, (code, _) in refused.items() if 400 <= code < 500]
        if len(later) < len(refused):
            log.warning("mail_recipients_refused", count=len(refused) - len(later))
        if later:
            raise Temporary(f"smtp_{refused[later[0]][0]}", only=tuple(later))
        if len(refused) == len(wanted):
            raise Permanent(f"smtp_{min(code for code, _ in refused.values())}")


class Email:
    """One message for each event; a change or cancellation carries the same calendar UID.

    Raises:
        ValueError: an address is none, or no recipient is named.
    """

    name = "email"
    label = "E-mail"

    def __init__(
        self, server: MailServer, sender: str, recipients: Sequence[str], *, tls: ssl.SSLContext | None = None
    ) -> None:
        self._mailer = Mailer(server, sender, tls=tls)
        self._recipients = [address_of(recipient) for recipient in recipients]
        if not self._recipients:
            raise ValueError("no receiver is set")

    def deliver(self, key: str, handoff: Handoff, now: datetime) -> None:
        """See `Target`. Whoever of several was put off alone is tried again alone."""
        every = [recipient.addr_spec for recipient in self._recipients]
        wanted = [address for address in every if address in handoff.only] if handoff.only else every
        if wanted:  # else those who had still to get it are not written to any more
            self._mailer.send(compose(key, handoff, self._mailer.sender, self._recipients, now), wanted)


@contextmanager
def _connected(at: MailServer, tls: ssl.SSLContext) -> Iterator[smtplib.SMTP]:
    """A session, cut when its time is over: smtplib limits each answer, not a server that trickles."""
    sock: list[socket.socket] = []
    passed = threading.Event()

    def cut() -> None:
        passed.set()
        for one in sock:
            try:
                one.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass  # closed already

    timer = threading.Timer(at.seconds, cut)
    timer.daemon = True
    timer.start()

    class Plain(smtplib.SMTP):
        def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
            made = socket.create_connection((host, port), timeout)
            sock.append(made.dup())
            return made

    class Tls(smtplib.SMTP_SSL):
        def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
            made = socket.create_connection((host, port), timeout)
            sock.append(made.dup())
            return self.context.wrap_socket(made, server_hostname=host)

    try:
        server: smtplib.SMTP
        if at.security == "tls":
            server = Tls(at.host, at.port, timeout=at.seconds, context=tls)
        else:
            server = Plain(at.host, at.port, timeout=at.seconds)
        try:
            if at.security == "starttls":
                server.starttls(context=tls)
            if at.user:
                server.login(at.user, at.password)
            yield server
        finally:
            # However the farewell goes, the message was taken or refused before it.
            with suppress(OSError, smtplib.SMTPException):
                server.quit()
            server.close()
    except (OSError, smtplib.SMTPException):
        if passed.is_set():
            raise TimeoutError from None
        raise
    finally:
        timer.cancel()
        for one in sock:
            one.close()


def compose(key: str, handoff: Handoff, sender: Address, recipients: Sequence[Address], now: datetime) -> EmailMessage:
    """The message. No header holds anything that a person typed."""
    method = "CANCEL" if handoff.event == "callback.cancelled" else "REQUEST"
    message = plain(key, f"{handoff.headline}, {handoff.office_label}", handoff.summary(), sender, recipients, now)
    hold = calendar(handoff, method, sender, recipients, now)
    message.add_alternative(hold, subtype="calendar", params={"method": method})
    return message


def plain(
    key: str, subject: str, body: str, sender: Address, recipients: Sequence[Address], now: datetime
) -> EmailMessage:
    """A message of plain words, with one key at every attempt, so that a repeated one is seen as the same."""
    message = EmailMessage(policy=POLICY)
    message["Subject"] = subject
    message["From"] = sender
    message["To"] = list(recipients)
    message["Date"] = now
    message["Message-ID"] = f"<{key}@{sender.domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(body + "\n")
    return message


def calendar(handoff: Handoff, method: str, sender: Address, recipients: Sequence[Address], now: datetime) -> str:
    """The hold: the same UID for all events of a request, SEQUENCE growing."""
    event = CalendarEvent()
    event.add("uid", f"{handoff.reference}@{sender.domain}")
    event.add("dtstamp", now)
    event.add("sequence", handoff.sequence)
    # In UTC: of a zone that is a mere offset no calendar but ours would know the name.
    event.add("dtstart", handoff.window_start.astimezone(UTC))
    event.add("dtend", handoff.window_end.astimezone(UTC))
    event.add("summary", handoff.headline)
    event.add("description", handoff.summary())
    event.add("status", "CANCELLED" if method == "CANCEL" else "TENTATIVE")
    event.add("transp", "OPAQUE")
    if handoff.urgent:
        event.add("priority", 1)
    event.add("organizer", vCalAddress(f"mailto:{sender.addr_spec}"))
    for recipient in recipients:
        attendee = vCalAddress(f"mailto:{recipient.addr_spec}")
        attendee.params["role"] = vText("REQ-PARTICIPANT")
        event.add("attendee", attendee, encode=False)
    whole = Calendar()
    whole.add("prodid", "-//Shortfall//Callback//EN")
    whole.add("version", "2.0")
    whole.add("method", method)
    whole.add_component(event)
    return str(whole.to_ical(), "utf-8")


def address_of(address: str) -> Address:
    """An e-mail address.

    Raises:
        ValueError: it is none.
    """
    try:
        found = Address(addr_spec=address.strip())
    except Exception:
        raise ValueError("it must be an e-mail address, name@example.com") from None
    if not found.username or not found.domain:
        raise ValueError("it must be an e-mail address, name@example.com")
    return found


def _failure(code: int) -> Temporary | Permanent:
    return Temporary(f"smtp_{code}") if 400 <= code < 500 else Permanent(f"smtp_{code}")
