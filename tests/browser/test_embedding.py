"""The chat on a website of someone else's: another origin, its own styles, a strict policy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from pytest_httpserver import HTTPServer

from shortfall.base.firm import load_firm
from shortfall.web.widget import load_widget
from tests.browser.visiting import PHONE, Visit
from tests.unit.web.serving import Gateway, running

HOSTILE = """
html { font-size: 5px; }
body { transform: none; }
* { all: unset !important; display: block !important; font-size: 40px !important; color: red !important; letter-spacing: 9px !important;
  position: static !important; float: left !important; text-transform: uppercase !important; visibility: hidden !important;
  line-height: 3 !important; margin: 30px !important; box-sizing: content-box !important; opacity: 0.2 !important; }
shortfall-chat { display: none !important; width: 1px !important; height: 1px !important; overflow: hidden !important; filter: blur(9px) !important; }
button, textarea, dialog, svg, li { display: none !important; }
*::before { content: "X" !important; }
"""
MEASURED = [
    "fontSize",
    "color",
    "letterSpacing",
    "textTransform",
    "visibility",
    "lineHeight",
    "display",
    "position",
    "opacity",
    "width",
    "height",
]
LOOK = """(names) => Object.fromEntries([".launcher", ".panel", "h2", ".help a", ".message", ".message p", "textarea", ".send", ".bars"]
  .map((one) => [one, document.querySelector("shortfall-chat").shadowRoot.querySelector(one)])
  .map(([one, node]) => [one, names.map((name) => getComputedStyle(node)[name])]))"""


@pytest.fixture
def gateway(tmp_path: Path, httpserver: HTTPServer) -> Iterator[Gateway]:
    """A gateway that lets the other site in."""
    with running(tmp_path, allowed_origins=[httpserver.url_for("").rstrip("/")]) as served:
        yield served


def _site(httpserver: HTTPServer, gateway: Gateway, styles: str, *, pinned: bool = True) -> str:
    """A website as its owner would write it; its address."""
    policy = (
        f"default-src 'none'; img-src data:; style-src 'self'; script-src 'self' {gateway.url}; connect-src {gateway.url}; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
    )
    snippet = load_widget().snippet(load_firm(), gateway.url, pinned=pinned)
    html = (
        "<!doctype html><html lang=en><title>A firm</title><link rel=stylesheet href=/site.css>"
        f"<link rel=icon href='data:,'><main><h1>A firm</h1><p>Words.</p></main>{snippet}"
    )
    httpserver.clear()
    httpserver.expect_request("/site.css").respond_with_data(styles, content_type="text/css")
    httpserver.expect_request("/").respond_with_data(
        html, content_type="text/html", headers={"Content-Security-Policy": policy}
    )
    return httpserver.url_for("/")


def _looks(browser: Browser, url: str, gateway: Gateway) -> Any:
    context = browser.new_context(reduced_motion="reduce", viewport={"width": 1280, "height": 800})
    visit = Visit(context.new_page(), url, gateway.url)
    visit.launcher.dispatch_event("click")
    expect(visit.answers().first).to_be_visible()
    visit.ask("I owe 312k and it sold for 250")
    visit.page.mouse.move(0, 0)
    looks = visit.page.evaluate(LOOK, MEASURED)
    assert (visit.errors, visit.strangers) == ([], [])
    context.close()
    return looks


def test_a_hostile_page_changes_nothing(browser: Browser, gateway: Gateway, httpserver: HTTPServer) -> None:
    calm = _looks(browser, _site(httpserver, gateway, "h1 { color: navy; }"), gateway)
    assert _looks(browser, _site(httpserver, gateway, HOSTILE), gateway) == calm
    assert calm["h2"][0] == "19.2px"


def test_from_the_stable_address_too(browser: Browser, gateway: Gateway, httpserver: HTTPServer) -> None:
    context = browser.new_context()
    visit = Visit(context.new_page(), _site(httpserver, gateway, "", pinned=False), gateway.url)
    visit.open()
    expect(visit.ask("hello")).to_contain_text("You said: hello")
    assert (context.cookies(), visit.errors, visit.strangers) == ([], [], [])
    # Its own words and hooks reach the site; the site's own look can be set from outside.
    visit.page.evaluate(
        "document.querySelector('shortfall-chat').style.setProperty('--shortfall-accent', 'rgb(90, 0, 90)')"
    )
    expect(visit.page.locator(".send")).to_have_css("background-color", "rgb(90, 0, 90)")
    context.close()


def test_a_site_that_is_not_listed_gets_the_phone_number(
    browser: Browser, tmp_path: Path, httpserver: HTTPServer
) -> None:
    with running(tmp_path / "closed") as gateway:
        context = browser.new_context()
        visit = Visit(context.new_page(), _site(httpserver, gateway, ""), gateway.url)
        visit.launcher.click()
        expect(visit.page.locator(".problem").get_by_role("link", name=PHONE)).to_be_visible()
        assert gateway.engine.asked == []
        context.close()


def test_an_altered_script_does_not_run(browser: Browser, gateway: Gateway, httpserver: HTTPServer) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route(
        "**/widget/*.js",
        lambda route: route.fulfill(
            body=load_widget().code + b"//",
            content_type="text/javascript",
            headers={"Access-Control-Allow-Origin": "*"},
        ),
    )
    with page.expect_console_message(lambda message: "integrity" in message.text):
        page.goto(_site(httpserver, gateway, ""))
    assert page.evaluate("!!customElements.get('shortfall-chat')") is False
    context.close()


def test_a_page_that_is_not_let_in_is_told_so_on_the_console(
    browser: Browser, httpserver: HTTPServer, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with running(tmp_path_factory.mktemp("closed"), allowed_origins=["https://other.example"]) as closed:
        url = _site(httpserver, closed, "")
        context = browser.new_context()
        visit = Visit(context.new_page(), url, closed.url)
        with visit.page.expect_console_message(lambda message: message.text.startswith("shortfall-chat:")) as told:
            visit.launcher.click()
        assert f"""SHORTFALL_ALLOWED_ORIGINS='["{url.rstrip("/")}"]'""" in told.value.text
        context.close()
