"""The pages about privacy, terms and accessibility, and security.txt."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path

import pytest
import textstat

from shortfall.base.firm import load_firm
from shortfall.content.check import MIN_EASE_ES, ease_es
from shortfall.web.legal import PAGES, blocks
from tests.unit.web.serving import Gateway, running


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


@pytest.mark.parametrize("name", PAGES)
def test_each_page_is_there_and_says_who_answers_for_it(gateway: Gateway, name: str) -> None:
    response = gateway.http.get(f"/{name}")
    said = words(response.text)
    assert response.status_code == 200 and gateway.http.head(f"/{name}").status_code == 200
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    for part in ("The Law Center, LLC", "223 W Jackson Blvd", "(312) 600-8815"):
        assert part in said
    assert "{" not in said and "<script" not in response.text
    assert f'href="/{name}"' in gateway.http.get("/").text


@pytest.mark.parametrize("name", PAGES)
def test_each_page_is_there_in_spanish(gateway: Gateway, name: str) -> None:
    english, spanish = gateway.http.get(f"/{name}"), gateway.http.get(f"/es/{name}")
    said = words(spanish.text)
    assert spanish.status_code == 200 and '<html lang="es">' in spanish.text
    assert f'href="/{name}"' in spanish.text and f'href="/es/{name}"' in english.text
    assert "{" not in said and "de lunes a viernes" in said
    assert ("Este texto espera la revisión del abogado." in said) is (name != "accessibility")
    pages = load_firm()["pages"][name]["parts"], load_firm()["pages_es"][name]["parts"]
    assert len(pages[0]) == len(pages[1])
    for one, other in zip(*pages, strict=True):
        assert set(re.findall(r"\{\w+\}", one["text"])) == set(re.findall(r"\{\w+\}", other["text"]))
        assert len(blocks(one["text"])) == len(blocks(other["text"]))
        assert ease_es(other["text"]) >= MIN_EASE_ES
        # Nothing that one of them promises or admits is missing in the other.
        sentences = [len(re.findall(r"[.?!](?:\s|$)", each["text"])) for each in (one, other)]
        assert abs(sentences[0] - sentences[1]) <= 1 and len(other["text"]) >= 0.85 * len(one["text"]), other["heading"]


def test_the_legal_pages_say_that_they_wait_until_the_attorney_has_read_them(gateway: Gateway) -> None:
    for name in PAGES:
        review = load_firm()["pages"][name]["review"]
        waits = "waits for the attorney's review" in words(gateway.http.get(f"/{name}").text)
        assert waits is (review is not None and review["by"] is None), name
    assert {name for name in PAGES if load_firm()["pages"][name]["review"] is not None} == {"privacy", "terms"}


def test_what_is_promised_is_what_is_set(tmp_path: Path) -> None:
    with running(tmp_path, keep_chats_days=31, keep_callbacks_days=99, keep_consents_days=1461) as gateway:
        said = words(gateway.http.get("/privacy").text)
    assert "31 days after the last message" in said and "99 days after it is closed" in said and "4 years" in said


def test_the_terms_say_what_carriers_ask_for(gateway: Gateway) -> None:
    said = words(gateway.http.get("/terms").text)
    for part in (
        "Message frequency varies",
        "Message and data rates may apply",
        "Reply STOP",
        "HELP for help",
        "not legal advice",
    ):
        assert part in said


@pytest.mark.parametrize("name", PAGES)
def test_the_pages_can_be_read_by_most(name: str) -> None:
    text = " ".join(part["text"].replace("- ", "") for part in load_firm()["pages"][name]["parts"])
    assert textstat.flesch_kincaid_grade(text) <= 8.0


def test_a_flaw_has_somewhere_to_go_and_the_answer_does_not_run_out(gateway: Gateway) -> None:
    response = gateway.http.get("/.well-known/security.txt")
    assert response.headers["Content-Type"].startswith("text/plain")
    fields = dict(line.split(": ", 1) for line in response.text.splitlines())
    assert fields["Contact"].startswith(("tel:", "mailto:", "https://"))
    left = datetime.fromisoformat(fields["Expires"]) - gateway.clock()
    assert timedelta(days=30) < left < timedelta(days=365)


def test_paragraphs_and_lists() -> None:
    assert blocks("One\ntwo.\n\n- a\n- b\n\nThree.") == ["One two.", ["a", "b"], "Three."]
