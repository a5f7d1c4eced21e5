"""nginx answers to its own name alone: a Host that a stranger chose is sent nowhere. The real nginx with deploy/nginx.conf."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import httpx
import pytest

from shortfall.base.settings import ROOT
from tests.scale.containers import public_nginx
from tests.scale.servers import nginx
from tests.system.running import free_ports

NAMES = ("chat.example.com", "www.chat.example.com")
HEARD: list[str] = []


class Gateway(BaseHTTPRequestHandler):
    """Says which Host it was given."""

    def do_GET(self) -> None:  # as http.server names it
        HEARD.append(self.headers["Host"])
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def ports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, int]]:
    """The TLS port and the plain one of a running nginx with one gateway behind it."""
    folder = tmp_path_factory.mktemp("secrets")
    subprocess.run([str(ROOT / "deploy" / "make-secrets"), str(folder)], check=True, capture_output=True)
    behind = HTTPServer(("127.0.0.1", 0), Gateway)
    threading.Thread(target=behind.serve_forever, daemon=True).start()
    tls, plain = free_ports(2)
    try:
        with nginx(public_nginx(tls, plain, [behind.server_port], folder, 1000, NAMES), tls):
            yield tls, plain
    finally:
        behind.shutdown()
        behind.server_close()


def ask(url: str, host: str) -> httpx.Response:
    return httpx.get(url, headers={"Host": host}, verify=False, trust_env=False)


@pytest.mark.parametrize("host", [*NAMES, "CHAT.example.com", "chat.example.com:80"])
def test_people_are_sent_to_the_configured_name(ports: tuple[int, int], host: str) -> None:
    answer = ask(f"http://127.0.0.1:{ports[1]}/a?b=c", host)
    assert (answer.status_code, answer.headers["Location"]) == (308, "https://chat.example.com/a?b=c")


@pytest.mark.parametrize("host", ["evil.example", "chat.example.com.evil.example", "127.0.0.1", "localhost", "_"])
def test_another_name_is_sent_nowhere_and_reaches_no_gateway(ports: tuple[int, int], host: str) -> None:
    HEARD.clear()
    with pytest.raises(httpx.RemoteProtocolError):
        ask(f"http://127.0.0.1:{ports[1]}/", host)
    for path in ("/", "/staff/", "/sms/twilio", "/static/style.css", "/metrics"):
        answer = ask(f"https://127.0.0.1:{ports[0]}{path}", host)
        assert answer.status_code == 421 and "Location" not in answer.headers
    assert HEARD == []


def test_its_own_name_reaches_the_gateway_and_health_needs_none(ports: tuple[int, int]) -> None:
    HEARD.clear()
    assert ask(f"https://127.0.0.1:{ports[0]}/", NAMES[0]).status_code == 200
    assert [NAMES[0]] == HEARD
    assert ask(f"http://127.0.0.1:{ports[1]}/nginx-health", "10.0.0.7:8080").text == "ok\n"
