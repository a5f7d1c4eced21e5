"""The widget as it is served to any website."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from html.parser import HTMLParser

from shortfall.base.firm import load_firm
from shortfall.base.settings import ROOT
from shortfall.web.widget import BUILT, CARDS, Widget, load_widget
from tests.unit.web.serving import Gateway

LIMIT = 20_000
WHOLE = 24 * 1024


class Tags(HTMLParser):
    """The tags of a snippet with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: dict[str, dict[str, str | None]] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found[tag] = dict(attrs)


def test_a_build_is_kept_for_ever_and_the_newest_for_minutes(gateway: Gateway) -> None:
    built = gateway.http.get(load_widget().path, headers={"Origin": "https://anyone.example"})
    newest = gateway.http.get("/widget.js", headers={"Origin": "https://anyone.example"})
    assert built.content == newest.content == BUILT.read_bytes()
    assert "immutable" in built.headers["Cache-Control"]
    assert "max-age=300" in newest.headers["Cache-Control"]
    for response in (built, newest):
        assert response.headers["Content-Type"].startswith("text/javascript")
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    again = gateway.http.get("/widget.js", headers={"If-None-Match": newest.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert gateway.http.get("/widget/shortfall-chat.0000000000000000.js").status_code == 404


def test_only_the_widget_is_open_to_every_origin(gateway: Gateway) -> None:
    for path in ("/", "/static/style.css", "/api/chat/messages", "/healthz"):
        response = gateway.http.get(path, headers={"Origin": "https://anyone.example"})
        assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "Access-Control-Allow-Origin" not in response.headers


def test_the_snippet_carries_the_hash_of_what_is_served(gateway: Gateway) -> None:
    script = Tags(load_widget().snippet(load_firm(), "https://chat.example/")).found["script"]
    source, integrity = script["src"], script["integrity"]
    assert source and integrity and source.startswith("https://chat.example/widget/")
    served = gateway.http.get(source.removeprefix("https://chat.example")).content
    assert integrity == "sha384-" + base64.b64encode(hashlib.sha384(served).digest()).decode()
    assert script["crossorigin"] == "anonymous"
    newest = Tags(load_widget().snippet(load_firm(), "https://chat.example", pinned=False)).found["script"]
    assert newest == {"type": "module", "src": "https://chat.example/widget.js"}


def test_a_firm_with_an_odd_name_stays_text() -> None:
    firm = load_firm() | {"name": 'A"><script>alert(1)</script> & Sons'}
    found = Tags(Widget(b"").snippet(firm)).found
    assert found["shortfall-chat"] == {"firm": firm["name"], "phone": firm["phone"]}


def test_it_is_small() -> None:
    first, cards = (len(gzip.compress(file.read_bytes(), 9)) for file in (BUILT, CARDS))
    assert first <= LIMIT
    assert first + cards <= WHOLE


def test_the_script_knows_where_its_cards_are(gateway: Gateway) -> None:
    (path,) = set(re.findall(r"/widget/shortfall-cards\.\w+\.js", BUILT.read_text(encoding="utf-8")))
    ours, older = gateway.http.get(path), gateway.http.get("/widget/shortfall-cards.0000000000000000.js")
    assert ours.content == older.content == CARDS.read_bytes()
    assert "immutable" in ours.headers["Cache-Control"]
    assert older.headers["Cache-Control"] == "no-cache"
    assert ours.headers["Access-Control-Allow-Origin"] == "*"


def test_scripts_never_write_markup_or_ask_others() -> None:
    for source in (ROOT / "widget" / "src").glob("*.ts"):
        code = source.read_text(encoding="utf-8")
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|unsafeHTML|document\.(write|cookie)|localStorage|\beval\b", code
        )
    addresses = set(re.findall(r"https?://[\w.-]+", BUILT.read_text(encoding="utf-8")))
    assert addresses <= {"http://www.w3.org"}  # the name of SVG, not an address that is asked
