"""Where a delivery may go, how long it may take, and what comes back. Real sockets, real resolver."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from shortfall.callbacks.targets.base import Permanent, Temporary
from shortfall.callbacks.targets.http import Poster, check_url, is_public
from tests.unit.callbacks.receivers import DROP, NOW, TRICKLE, Reply, receiving

LOOPBACK = Poster(allow_loopback=True, seconds=30)


def post(url: str, poster: Poster = LOOPBACK) -> Any:
    return poster.post(url, b"{}", {}, NOW)


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1"]
    + ["255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1"]
    + [
        "::ffff:10.0.0.1",
        "::ffff:8.8.8.8",
        "64:ff9b::7f00:1",
        "64:ff9b:1::808:808",
        "2002:7f00:1::",
        "2001:0:7f00:1::1",
    ],
)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "2606:4700::1111"])
def test_addresses_that_are(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "0", "[::1]", "[::ffff:127.0.0.1]"]
    + ["[::ffff:7f00:1]"],
)
def test_every_spelling_of_this_machine_is_refused_before_anything_is_sent(host: str) -> None:
    with receiving(lambda _: Reply(200)) as receiver:
        port = receiver.url.rpartition(":")[2]
        with pytest.raises(Permanent, match="refused_address"):
            post(f"http://{host}:{port}", Poster())
        assert receiver.requests == []


@pytest.mark.parametrize("address", ["10.0.0.1", "169.254.169.254", "[fd00::1]"])
def test_leave_for_loopback_is_no_leave_for_the_network_around(address: str) -> None:
    with pytest.raises(Permanent, match="refused_address"):
        post(f"http://{address}/latest/meta-data")


def test_a_name_that_resolves_to_this_machine_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """What DNS rebinding comes down to: a name of the public internet with an address of ours."""
    real, asked = socket.getaddrinfo, []

    def rebound(host: Any, port: Any, *args: Any, **kwargs: Any) -> Any:
        asked.append(host)
        # The first answer is public, every later one is not: a check before the connection would be fooled.
        address = "127.0.0.1" if len(asked) > 1 else "203.0.113.7"
        return real(address if host == "hooks.example.com" else host, port, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", rebound)
    with receiving(lambda _: Reply(200)) as receiver:
        port = receiver.url.split(":")[2].partition("/")[0]
        for _ in range(2):
            with pytest.raises(Permanent, match="refused_address"):
                post(f"http://hooks.example.com:{port}/", Poster())
        assert receiver.requests == []
    assert asked == ["hooks.example.com"] * 2


def test_the_address_that_was_checked_is_the_one_that_is_called(monkeypatch: pytest.MonkeyPatch) -> None:
    """The name is resolved once; the connection goes to that answer."""
    real, asked, called = socket.getaddrinfo, [], []
    real_connect = socket.create_connection

    def resolve(host: Any, port: Any, *args: Any, **kwargs: Any) -> Any:
        asked.append(host)
        return real("93.184.216.34" if host == "hooks.example.com" else host, port, *args, **kwargs)

    def connect(address: Any, *args: Any, **kwargs: Any) -> Any:
        called.append(address[0])
        return real_connect(("127.0.0.1", address[1]), *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    with receiving(lambda _: Reply(200)) as receiver:
        port = receiver.url.split(":")[2].partition("/")[0]
        monkeypatch.setattr("shortfall.callbacks.targets.http.socket.create_connection", connect)
        assert post(f"http://hooks.example.com:{port}/", Poster()).status == 200
        assert receiver.requests[0].headers["host"] == f"hooks.example.com:{port}"
    assert called == ["93.184.216.34"]
    assert asked.count("hooks.example.com") == 1


def test_one_private_address_among_public_ones_is_enough_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 443)) for ip in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: entries)
    with pytest.raises(Permanent, match="refused_address"):
        post("https://hooks.example.com/", Poster())


def test_a_redirect_is_not_followed() -> None:
    with receiving(lambda _: Reply(200)) as inside:
        with receiving(lambda _: Reply(302, headers={"Location": inside.url})) as receiver:
            assert post(receiver.url).status == 302
        assert inside.requests == []


def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with receiving(lambda _: Reply(502)) as proxy, receiving(lambda _: Reply(200)) as receiver:
        monkeypatch.setenv("http_proxy", proxy.url)
        monkeypatch.setenv("no_proxy", "")
        assert post(receiver.url).status == 200
        assert proxy.requests == []


def test_a_server_that_trickles_is_cut_off() -> None:
    """Each byte comes in time for a read limit; only a limit for the whole ends it."""
    with receiving(lambda _: TRICKLE) as receiver, pytest.raises(Temporary, match="timeout"):
        post(receiver.url, Poster(allow_loopback=True, seconds=1))


def test_a_server_that_says_nothing_is_cut_off() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        for scheme in ("http", "https"):
            with pytest.raises(Temporary, match="timeout"):
                post(f"{scheme}://127.0.0.1:{silent.getsockname()[1]}/", Poster(allow_loopback=True, seconds=1))


def test_no_reply_nobody_there_and_no_such_name_are_worth_another_try(monkeypatch: pytest.MonkeyPatch) -> None:
    with receiving(lambda _: DROP) as receiver:
        with pytest.raises(Temporary, match="connection"):
            post(receiver.url)
        assert len(receiver.requests) == 1
        gone = receiver.url
    with pytest.raises(Temporary, match="connection"):
        post(gone)

    def unknown(*_: Any, **__: Any) -> Any:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(Temporary, match="connection"):
        post("https://hooks.example.com/")


def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Any) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    _self_signed(key, certificate)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()

        def serve() -> None:
            try:
                context.wrap_socket(listening.accept()[0], server_side=True)
            except OSError:
                pass  # the other side hangs up, which is the point

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        with pytest.raises(Temporary, match="tls"):
            post(f"https://127.0.0.1:{listening.getsockname()[1]}/")
        thread.join(30)


def _self_signed(key: Any, certificate: Any) -> None:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    made = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder(name, name, made.public_key(), 1, now - timedelta(days=1), now + timedelta(days=1))
    ).sign(made, hashes.SHA256())
    pem = serialization.Encoding.PEM
    plain = serialization.NoEncryption()
    key.write_bytes(made.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain))
    certificate.write_bytes(signed.public_bytes(pem))


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("120", 120.0),
        (format_datetime((NOW + timedelta(minutes=5)).astimezone(UTC), usegmt=True), 300.0),
        ("soon", None),
        ("-5", None),
        ("", None),
    ],
)
def test_retry_after_is_read(said: str, seconds: float | None) -> None:
    with receiving(lambda _: Reply(429, headers={"Retry-After": said})) as receiver:
        assert post(receiver.url).retry_after == seconds


def test_of_a_large_answer_only_the_beginning_is_read() -> None:
    with receiving(lambda _: Reply(200, b"x" * 5_000_000)) as receiver:
        began = time.monotonic()
        assert len(post(receiver.url).body) == 1024
        assert time.monotonic() - began < 30


@pytest.mark.parametrize(
    "url",
    ["http://hooks.example.com/", "ftp://hooks.example.com/", "file:///etc/passwd", "https://", "hooks.example.com"]
    + ["https://user:secret@hooks.example.com/", "https://user@hooks.example.com/", ""],
)
def test_urls_that_cannot_be_right_are_refused_when_they_are_set(url: str) -> None:
    with pytest.raises(ValueError) as caught:
        check_url(url)
    assert "secret" not in str(caught.value)
