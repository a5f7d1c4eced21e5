"""The page as it is sent, and the list of settings."""

from __future__ import annotations

import json
import re

from pydantic import SecretStr

from shortfall.base.settings import ROOT, Settings
from tests.unit.web.serving import Gateway


def test_the_page_needs_nothing_inline_and_nothing_from_elsewhere(gateway: Gateway) -> None:
    response = gateway.http.get("/")
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    html = response.text
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:|<script(?![^>]*\ssrc=)", html)
    for address in re.findall(r'(?:src|href)="([^"]*)"', html):
        assert address.startswith(("/static/", "/widget/", "tel:")) or address in (
            "/privacy",
            "/terms",
            "/accessibility",
        )
        if not address.startswith("tel:"):
            assert gateway.http.get(address).status_code == 200
    assert "$" not in html
    assert gateway.http.head("/").status_code == 200


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
