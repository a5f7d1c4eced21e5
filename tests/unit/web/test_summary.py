"""The printable summary, and what strangers may try with its address."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any

import httpx
import pytest

from shortfall.conversation.messages import Message, Source
from shortfall.web.summary import CSP, sources
from tests.unit.web.serving import Gateway, running
from tests.unit.web.stand_in import plain

Chat = dict[str, str]

WAGES = {
    "type": "wages",
    "state": "IL",
    "period": "weekly",
    "gross": "1150.00",
    "disposable": None,
    "maximum": {"low": "0.00", "high": "172.50"},
    "protected": "675.00",
    "citation": "735 ILCS 5/12-803",
}
INTEREST = {
    "type": "interest",
    "state": "IL",
    "principal": {"low": "62000.00", "high": "62000.00"},
    "rate": {"low": "0.09", "high": "0.09"},
    "per_diem": {"low": "15.29", "high": "15.29"},
    "per_year": {"low": "5580.00", "high": "5580.00"},
    "points": [{"days": {"low": 365, "high": 365}, "balance": {"low": "67580.00", "high": "67580.00"}}],
    "citation": "735 ILCS 5/2-1303(a)",
}
PLAN = {
    "type": "plan",
    "principal": "62000.00",
    "payment": "700.00",
    "rate": "0.09",
    "first_interest": "465.00",
    "months": 146,
    "total_paid": "101949.27",
    "total_interest": "39949.27",
}
ATTACK = "<img src=x onerror=alert(1)><script>alert(2)</script>{{ 7*7 }}"


def ticket(gateway: Gateway, chat: Chat) -> str:
    """The address of a summary of this chat."""
    response = gateway.http.post("/api/chat/summary", headers=chat)
    assert response.status_code == 201, response.text
    url: str = response.json()["url"]
    return url


def words(response: httpx.Response) -> str:
    """What a reader sees, on one line."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.text)).split())


def saying(card: Any) -> Any:
    """An engine that shows this card."""
    return lambda body: [plain("Here it is.", topic="calculate", card=card)]


def test_figures_questions_sources_and_the_firm_are_on_the_page(gateway: Gateway, chat: Chat) -> None:
    gateway.say(chat, "can they take my paycheck")
    gateway.say(chat, "I owe 312k")
    response = gateway.http.get(ticket(gateway, chat))
    text = words(response)
    assert response.status_code == 200
    for part in (
        "Owed: the judgment or the payoff $312,000",
        "Interest up to the sale $0 to $8,000.50",
        "Rough shortfall $62,000 to $70,000.50",
        "Interest after the sale is not in this figure.",
        "can they take my paycheck They need a court order first. Then: - a notice comes",
        "735 ILCS 5/12-803 https://www.ilga.gov/example",
        "November 23, 2026, 9:00 AM CST",
        "not legal advice",
        "(312) 600-8815",
        "223 W Jackson Blvd",
    ):
        assert part in text, text
    assert "<script" not in response.text
    assert response.headers["content-security-policy"] == CSP
    assert response.headers["cache-control"] == "no-store"
    assert response.headers["referrer-policy"] == "no-referrer"
    assert "noindex" in response.headers["x-robots-tag"]


def test_a_chat_in_spanish_is_summed_up_in_spanish(gateway: Gateway, chat: Chat) -> None:
    said = "Esto es lo que le pueden quitar de su cheque en Illinois. No es un consejo."
    gateway.engine.reply = lambda body: [plain(said, topic="wage_garnishment", card=WAGES)]
    for question in (
        "¿me pueden quitar el cheque?",
        "¿y cuánto?",
        "¿cada semana?",
        "¿y después?",
        "¿hasta cuándo?",
        "gracias",
    ):
        gateway.say(chat, question)
    response = gateway.http.get(ticket(gateway, chat))
    text = words(response)
    assert '<html lang="es">' in response.text
    for part in (
        "Resumen de su chat con The Law Center",
        "Chat iniciado: 23 de noviembre de 2026, 9:00 AM CST",
        "Pago antes de impuestos $1,150",
        "Lo más que se puede quitar $0 a $172.50",
        "Lo que preguntó",
        "no es asesoría legal",
        "de lunes a viernes",
    ):
        assert part in text, text
    gone = gateway.http.get("/summary/forged", headers={"Accept-Language": "es-MX,es;q=0.9"})
    assert gone.status_code == 404 and "Este resumen ya no está aquí." in words(gone)


@pytest.mark.parametrize(
    ("card", "part"),
    [
        (WAGES, "Pay before taxes $1,150 Take-home pay out of reach $675 The most that can be taken $0 to $172.50"),
        (INTEREST, "Growth in a day $15.29 Growth in a year $5,580 Unpaid after 1 year $67,580"),
        (PLAN, "Paid off after 12 years and 2 months Interest in all $39,949 Paid in all $101,949"),
        (PLAN | {"months": None, "total_paid": None, "total_interest": None}, "Paid off after never"),
    ],
)
def test_other_cards_are_tables_too(gateway: Gateway, chat: Chat, card: dict[str, Any], part: str) -> None:
    gateway.engine.reply = saying(card | {"notes": ["Child support follows other rules."]})
    gateway.say(chat, "work it out")
    text = words(gateway.http.get(ticket(gateway, chat)))
    assert part in text
    assert "Child support follows other rules." in text


def test_only_the_last_figures_of_a_kind_are_shown(gateway: Gateway, chat: Chat) -> None:
    for payment in ("700.00", "900.00"):
        gateway.engine.reply = saying(PLAN | {"payment": payment})
        gateway.say(chat, "work it out")
    text = words(gateway.http.get(ticket(gateway, chat)))
    assert "Paid each month $900" in text
    assert "$700" not in text


@pytest.mark.parametrize(
    "card",
    [{"type": "wages"}, {"type": "plan", "principal": "much"}, {"type": "estimate", "components": 7}, {"type": 3}],
)
def test_a_broken_card_is_left_out_and_the_rest_is_shown(gateway: Gateway, chat: Chat, card: Any) -> None:
    gateway.say(chat, "can they take my paycheck")
    gateway.engine.reply = saying(card)
    gateway.say(chat, "work it out")
    response = gateway.http.get(ticket(gateway, chat))
    assert response.status_code == 200
    assert "They need a court order first." in words(response)


def test_an_empty_chat_has_a_page(gateway: Gateway, chat: Chat) -> None:
    assert "Nothing has been worked out" in words(gateway.http.get(ticket(gateway, chat)))


def test_hostile_text_stays_text(gateway: Gateway, chat: Chat) -> None:
    card = {**WAGES, "citation": ATTACK}
    sources = [{"cite": ATTACK, "url": "javascript:alert(3)"}]
    gateway.engine.reply = lambda body: [plain(ATTACK, topic="jail", card=card, sources=sources)]
    gateway.say(chat, ATTACK)
    response = gateway.http.get(ticket(gateway, chat))
    assert response.status_code == 200
    assert "<script" not in response.text
    assert "<img" not in response.text
    assert "javascript:" not in response.text
    assert response.text.count("{{ 7*7 }}") == 4  # question, answer, card, source
    assert unescape(response.text).count(ATTACK) == 4


@pytest.mark.parametrize(
    "url", ["javascript:alert(3)", "JavaScript:alert(3)", "data:text/html,x", "//evil.example", " x"]
)
def test_only_addresses_of_the_web_become_links(url: str) -> None:
    """The gateway takes no other from the engine either; this holds for what is stored already."""
    source = Source(cite="735 ILCS 5/12-803", url=url)
    message = Message(id="a", at=datetime(2026, 11, 24, tzinfo=UTC), role="assistant", text="x", sources=[source])
    assert sources([message]) == [("735 ILCS 5/12-803", "")]


def test_a_summary_needs_the_token_of_its_chat(gateway: Gateway, chat: Chat) -> None:
    for headers in ({}, {"Authorization": "Bearer x"}, {"Authorization": "Basic x"}):
        response = gateway.http.post("/api/chat/summary", headers=headers)
        assert response.status_code == 401
        assert response.json()["error"]["code"] == "session_over"


def test_a_summary_shows_its_own_chat_only(gateway: Gateway, chat: Chat) -> None:
    gateway.say(chat, "can they take my paycheck")
    other = gateway.open()
    gateway.say(other, "I owe 312k")
    text = words(gateway.http.get(ticket(gateway, other)))
    assert "$312,000" in text
    assert "paycheck" not in text


def test_a_ticket_opens_no_chat_and_a_token_no_summary(gateway: Gateway, chat: Chat) -> None:
    bearer = {"Authorization": f"Bearer {ticket(gateway, chat).removeprefix('/summary/')}"}
    assert gateway.http.get("/api/chat/messages", headers=bearer).status_code == 401
    assert gateway.http.post("/api/chat/summary", headers=bearer).status_code == 401
    token = chat["Authorization"].removeprefix("Bearer ")
    assert gateway.http.get(f"/summary/{token}").status_code == 404


def test_a_ticket_is_good_for_ten_minutes(gateway: Gateway, chat: Chat) -> None:
    url = ticket(gateway, chat)
    gateway.clock.move(minutes=9, seconds=59)
    assert gateway.http.get(url).status_code == 200
    gateway.clock.move(seconds=1)
    response = gateway.http.get(url)
    assert response.status_code == 404
    assert "no longer here" in words(response)
    assert "(312) 600-8815" in words(response)
    assert response.headers["content-security-policy"] == CSP


def test_an_erased_chat_has_no_summary(gateway: Gateway, chat: Chat) -> None:
    gateway.say(chat, "can they take my paycheck")
    url = ticket(gateway, chat)
    assert gateway.http.delete("/api/chat/messages", headers=chat).status_code == 204
    response = gateway.http.get(url)
    assert response.status_code == 404
    assert "paycheck" not in response.text
    assert gateway.http.post("/api/chat/summary", headers=chat).status_code == 401


def test_forged_tickets_all_get_the_one_page(gateway: Gateway, chat: Chat) -> None:
    good = ticket(gateway, chat).removeprefix("/summary/")
    head, _, signature = good.rpartition(".")
    forged = ["x", "." * 50, "%C3%A9", good[:-1], head, f"{head}.{signature[::-1]}", f"{good}.{signature}", "A" * 5000]
    pages = set()
    for each in forged:
        response = gateway.http.get(f"/summary/{each}")
        assert response.status_code == 404
        pages.add(response.text)
    assert len(pages) == 1


def test_too_many_requests_are_told_to_wait(tmp_path: Path) -> None:
    with running(tmp_path, rate_limit="on", messages_per_minute_address=5) as gateway:
        chat = gateway.open()
        url = ticket(gateway, chat)
        answers = [gateway.http.get(f"/summary/{n}") for n in range(6)]
        assert [answer.status_code for answer in answers] == [404] * 4 + [429] * 2
        assert int(answers[-1].headers["retry-after"]) > 0
        assert "wait a minute" in words(answers[-1])
        assert gateway.http.get(url).status_code == 429
        assert gateway.http.post("/api/chat/summary", headers=chat).status_code == 429


def test_the_route_is_in_openapi_and_the_page_is_not(gateway: Gateway) -> None:
    description = gateway.http.get("/openapi.json").json()
    assert "201" in description["paths"]["/api/chat/summary"]["post"]["responses"]
    assert not any(path.startswith("/summary") for path in description["paths"])


def test_a_head_request_has_no_body(gateway: Gateway, chat: Chat) -> None:
    response = gateway.http.head(ticket(gateway, chat))
    assert (response.status_code, response.text) == (200, "")


def test_the_stylesheet_has_a_part_for_paper(gateway: Gateway) -> None:
    response = gateway.http.get("/static/summary.css")
    assert response.status_code == 200
    assert "@media print" in response.text
