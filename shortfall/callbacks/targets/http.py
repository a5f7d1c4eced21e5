"""One POST to a system outside: only to public addresses, no redirects, and over within a time limit."""

from __future__ import annotations

import ipaddress
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from shortfall.callbacks.targets.base import Permanent, Temporary

SECONDS = 20.0
"""A whole exchange; Standard Webhooks asks for 15 to 30."""
_READ = 1024
_NAT64 = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))
"""IPv4 in IPv6 for everyone (RFC 6052), and for one network (RFC 8215), where the rest may hold any of its own addresses."""


class AddressRefused(Exception):
    """The name leads to an address that is not on the public internet."""


@dataclass(frozen=True)
class Answer:
    """What came back: the status, the first 1,024 bytes of the body (never logged), and Retry-After in seconds."""

    status: int
    body: bytes
    retry_after: float | None


def is_public(address: str) -> bool:
    """Whether an IP address is on the public internet, also when it hides an IPv4 address."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address) and (
        found.ipv4_mapped or found.sixtofour or found.teredo or any(found in part for part in _NAT64)
    ):
        return False
    return found.is_global and not found.is_multicast


def check_url(url: str, *, allow_loopback: bool = False) -> str:
    """The URL, if a delivery may go there at all.

    Raises:
        ValueError: it is not https (http is for loopback only), names no host or carries a password.
    """
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and allow_loopback):
        raise ValueError("it must begin with https://")
    if not parts.hostname or parts.username or parts.password:
        raise ValueError("it must name a host, without a user or password")
    return url


class Poster:
    """Posts to addresses that were checked after the name was resolved: what is checked is what is connected to.

    Args:
        allow_loopback: also this machine's own addresses, for tests and development.
        seconds: limit for the whole exchange.
    """

    def __init__(self, *, allow_loopback: bool = False, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._allow_loopback = allow_loopback

    def post(self, url: str, body: bytes, headers: Mapping[str, str], now: datetime) -> Answer:
        """Send `body` and read the answer.

        Raises:
            Temporary: no whole answer came (kinds: timeout, tls, connection).
            Permanent: the address may not be called (refused_address).
        """
        adapter = _CheckedAdapter(allow_loopback=self._allow_loopback)
        with self._deadline(adapter) as passed, requests.Session() as session:
            session.trust_env = False  # neither proxies nor passwords of this machine
            session.mount("https://", adapter)
            session.mount("http://", adapter)
            try:
                with session.post(
                    url, data=body, headers=dict(headers), timeout=self._seconds, allow_redirects=False, stream=True
                ) as response:
                    answer = Answer(
                        response.status_code,
                        response.raw.read(_READ, decode_content=False) or b"",
                        _retry_after(response.headers.get("Retry-After"), now),
                    )
            except AddressRefused:
                raise Permanent("refused_address") from None
            except requests.exceptions.SSLError:
                raise Temporary("timeout" if passed.is_set() else "tls") from None
            except requests.exceptions.Timeout:
                raise Temporary("timeout") from None
            except (requests.RequestException, OSError, ValueError):
                raise Temporary("timeout" if passed.is_set() else "connection") from None
            except Exception:
                # urllib3's own errors while the body is read; nothing of them may travel further.
                raise Temporary("timeout" if passed.is_set() else "connection") from None
        if passed.is_set():
            # Headers that were cut look complete.
            raise Temporary("timeout")
        return answer

    @contextmanager
    def _deadline(self, adapter: _CheckedAdapter) -> Iterator[threading.Event]:
        """Cuts the connection when the time is over: `requests` limits each read, not a server that trickles."""
        passed = threading.Event()

        def cut() -> None:
            passed.set()
            adapter.cut()

        timer = threading.Timer(self._seconds, cut)
        timer.daemon = True
        timer.start()
        try:
            yield passed
        finally:
            timer.cancel()
            adapter.release()


class _CheckedAdapter(HTTPAdapter):
    """Connects through `_connect` and keeps a handle on each open socket, so that it can be cut."""

    def __init__(self, *, allow_loopback: bool) -> None:
        self._allow_loopback = allow_loopback
        self._handles: list[socket.socket] = []
        super().__init__(max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        adapter = self

        class Http(HTTPConnection):
            def _new_conn(self) -> socket.socket:
                return adapter._connect(self)

        class Https(HTTPSConnection):
            def _new_conn(self) -> socket.socket:
                return adapter._connect(self)

        class HttpPool(HTTPConnectionPool):
            ConnectionCls = Http

        class HttpsPool(HTTPSConnectionPool):
            ConnectionCls = Https

        self.poolmanager.pool_classes_by_scheme = {"http": HttpPool, "https": HttpsPool}

    def _connect(self, connection: HTTPConnection) -> socket.socket:
        host, port = connection._dns_host, connection.port or connection.default_port
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        addresses = [str(entry[4][0]) for entry in found]
        if not addresses or not all(self._allowed(address) for address in addresses):
            raise AddressRefused
        limit = connection.timeout if isinstance(connection.timeout, int | float) else None
        last: OSError = OSError("no address")
        for address in dict.fromkeys(addresses):
            try:
                made = socket.create_connection((address, port), timeout=limit)
            except OSError as error:
                last = error
                continue
            made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._handles.append(made.dup())
            return made
        raise last

    def _allowed(self, address: str) -> bool:
        loopback = self._allow_loopback and ipaddress.ip_address(address.partition("%")[0]).is_loopback
        return loopback or is_public(address)

    def cut(self) -> None:
        """End whatever is under way."""
        for handle in list(self._handles):
            try:
                handle.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass  # closed already

    def release(self) -> None:
        """Let go of the handles."""
        while self._handles:
            self._handles.pop().close()


def _retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds to wait: a number of them or a date (RFC 9110, 10.2.3)."""
    if not value:
        return None
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())


def temporary(answer: Answer) -> Temporary:
    """The failure that an answer means when trying again is worth it."""
    return Temporary(f"http_{answer.status}", answer.retry_after)


def settle(answer: Answer, *, success: frozenset[int]) -> None:
    """Take an answer as most services mean it: 408, 429 and 5xx pass, everything else but success stays.

    Raises:
        Temporary, Permanent: it was no success.
    """
    if answer.status in success:
        return
    if answer.status in (408, 425, 429) or answer.status >= 500:
        raise temporary(answer)
    raise Permanent(f"http_{answer.status}")
