"""The page as it is sent, and the list of settings."""

from __future__ import annotations

import json
import re

import pytest
from pydantic import SecretStr

from shortfall.base.settings import ROOT, Settings
from tests.unit.web.serving import Gateway


@pytest.mark.parametrize("path", ["/", "/es"])
def test_the_page_needs_nothing_inline_and_nothing_from_elsewhere(gateway: Gateway, path: str) -> None:
    response = gateway.http.get(path)
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    html = response.text
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:|<script(?![^>]*\ssrc=)", html)
    for address in re.findall(r'(?:src|href)="([^"]*)"', html):
        pages = ("/privacy", "/terms", "/accessibility", "/" if path == "/es" else "/es")
        assert address.startswith(("/static/", "/widget/", "tel:")) or address.removeprefix("/es") in ("", *pages)
        if not address.startswith("tel:"):
            assert gateway.http.get(address).status_code == 200
    assert "$" not in html
    assert gateway.http.head(path).status_code == 200


def test_the_page_works_for_those_without_scripts(gateway: Gateway) -> None:
    html = gateway.http.get("/").text
    for words in (
        "automated assistant",
        "not confidential",
        "not legal advice",
        "B. Fard",
        "tel:+13126008815",
        "<noscript>",
    ):
        assert words in html


def test_the_page_is_spanish_in_spanish(gateway: Gateway) -> None:
    html = gateway.http.get("/es").text
    assert '<html lang="es">' in html and 'href="/es/privacy"' in html and 'hreflang="en"' in html
    body = html.partition("<body>")[2].partition("<shortfall-chat")[0]
    said = re.sub(r"<a [^>]*hreflang[^>]*>[^<]*</a>|<script.*|<[^>]*>|The Law Center", " ", body, flags=re.S)
    assert "automático" in said and "no es confidencial" in said.lower() and "no es asesoría legal" in said
    assert not re.search(r"\b(?:the|you|your|is|and|what|with|for|call|attorney)\b", said, re.I)


def test_styles_are_asked_for_again(gateway: Gateway) -> None:
    first = gateway.http.get("/static/style.css")
    again = gateway.http.get("/static/style.css", headers={"If-None-Match": first.headers["ETag"]})
    assert (first.headers["Cache-Control"], again.status_code) == ("no-cache", 304)


def test_every_setting_is_listed_with_its_default() -> None:
    listed = dict(re.findall(r"^#SHORTFALL_(\w+)=(.*)$", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert set(listed) == {name.upper() for name in Settings.model_fields}
    for name, field in Settings.model_fields.items():
        if name == "var_dir":
            continue
        value = field.get_default()
        if isinstance(value, SecretStr):
            assert listed[name.upper()] == value.get_secret_value() == "", name
        elif isinstance(value, str):
            assert listed[name.upper()] == value, name
        else:
            assert json.loads(listed[name.upper()]) == value, name
