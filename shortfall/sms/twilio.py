"""Twilio: signatures and the API are its own package's; what is here is the shape of its webhooks and of its refusals.

https://www.twilio.com/docs/usage/webhooks/webhooks-security
https://www.twilio.com/docs/messaging/guides/webhook-request
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Literal
from urllib.parse import parse_qsl

from requests.exceptions import ConnectionError as NotConnected
from requests.exceptions import ConnectTimeout, RequestException
from starlette.datastructures import ImmutableMultiDict
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.request_validator import SIGNATURE_HEADER, SIGNATURE_SETTINGS_HEADER, RequestValidator
from twilio.request_validator import get_signature_algorithm as algorithm_of
from twilio.rest import Client
from urllib3.exceptions import NewConnectionError

from shortfall.sms.provider import STATUSES, Inbound, Refused, StatusUpdate, TryLater, Unclear

API = "https://api.twilio.com"
SEND_SECONDS = 10.0
IDEMPOTENCY_HEADER = "I-Twilio-Idempotency-Token"

_SID = re.compile(r"(?:SM|MM)[0-9a-f]{32}")
_PHONE = re.compile(r"\+[1-9]\d{7,14}")
_MOST_FIELDS = 100
_CLOCKS = timedelta(seconds=60)
"""How far Twilio's clock and ours may be apart."""
_HANDLED: dict[str, Literal["stop", "start", "help"]] = {"STOP": "stop", "START": "start", "HELP": "help"}


class _Http(TwilioHttpClient):
    """Twilio's client at an address that can be set, and silent: the original logs what it sends."""

    def __init__(self, api: str) -> None:
        super().__init__(timeout=SEND_SECONDS)
        self._api = api.rstrip("/")

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Any:
        return super().request(method, url.replace(API, self._api, 1), *args, **kwargs)

    def log_request(self, kwargs: dict[str, Any]) -> None:
        pass

    def log_response(self, status_code: int, response: Any) -> None:
        pass


class Twilio:
    """The provider.

    Args:
        account: the account's SID.
        token: its Auth Token, which signs webhooks and opens the API.
        sender: the number (E.164) or the messaging service (MG…) that texts come from.
        status_url: where Twilio is to report what became of a message.
        api: the API's base address.
    """

    def __init__(self, account: str, token: str, sender: str, status_url: str, api: str = API) -> None:
        self._account = account
        self._validator = RequestValidator(token)
        self._client = Client(account, token, http_client=_Http(api))
        self._from = {"messaging_service_sid": sender} if sender.startswith("MG") else {"from_": sender}
        self._status_url = status_url

    def verify(self, url: str, body: bytes, headers: Mapping[str, str]) -> bool:
        """Whether Twilio signed this body for this address. Blank fields are part of what is signed."""
        try:
            fields = _fields(body)
        except ValueError:
            return False
        signature = headers.get(SIGNATURE_HEADER.lower(), "")
        settings = headers.get(SIGNATURE_SETTINGS_HEADER.lower(), "")
        return bool(self._validator.validate(url, fields, signature, algorithm_of(settings)))

    def parse(self, body: bytes, headers: Mapping[str, str]) -> Inbound:
        """See `Provider.parse`. Short codes and named senders are programs, and are not answered."""
        fields = _fields(body)
        sid, sender = fields.get("MessageSid", ""), fields.get("From", "")
        if not _SID.fullmatch(sid) or not _PHONE.fullmatch(sender) or fields.get("AccountSid") != self._account:
            raise ValueError("not a message from a phone to us")
        media = fields.get("NumMedia", "0")
        return Inbound(
            id=sid,
            token=headers.get(IDEMPOTENCY_HEADER.lower(), "")[:64] or None,
            sender=sender,
            text=fields.get("Body", ""),
            media=int(media) if media.isascii() and media.isdecimal() else 0,
            handled=_HANDLED.get(fields.get("OptOutType", "").upper()),
        )

    def parse_status(self, body: bytes) -> StatusUpdate:
        """See `Provider.parse_status`."""
        fields = _fields(body)
        sid, status, error = (fields.get(name, "") for name in ("MessageSid", "MessageStatus", "ErrorCode"))
        if not _SID.fullmatch(sid) or status not in STATUSES:
            raise ValueError("not a status of a message")
        return StatusUpdate(sid, status, int(error) if error.isascii() and error.isdecimal() else None)

    def send(self, number: str, text: str) -> str:
        """See `Provider.send`."""
        try:
            message = self._client.messages.create(to=number, body=text, status_callback=self._status_url, **self._from)
        except TwilioRestException as error:
            if error.status >= 500:
                raise Unclear from None
            # Without a code of its own, or with a wrong key, it is our settings that are at fault, not the message.
            if error.status in (401, 403, 404, 429) or not error.code:
                raise TryLater from None
            raise Refused(error.code) from None
        except NotConnected as error:
            raise (TryLater if _never_left(error) else Unclear) from None
        except (RequestException, TwilioException, ValueError):
            raise Unclear from None
        if not message.sid:
            raise Unclear
        return str(message.sid)

    def sent(self, number: str, text: str, since: datetime) -> list[str]:
        """See `Provider.sent`."""
        try:
            recent = self._client.messages.list(to=number, limit=50)
        except (RequestException, TwilioException, ValueError):
            raise TryLater from None
        oldest = since.astimezone(UTC) - _CLOCKS
        return [
            str(message.sid)
            for message in recent
            if message.body == text and message.date_created and message.date_created >= oldest
        ]


def _fields(body: bytes) -> ImmutableMultiDict[str, str]:
    return ImmutableMultiDict(
        parse_qsl(body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    )


def _never_left(error: NotConnected) -> bool:
    """Whether the connection was never made, so that nothing can have been sent."""
    reason = getattr(error.args[0], "reason", None) if error.args else None
    return isinstance(error, ConnectTimeout) or isinstance(reason, NewConnectionError)
