"""The first sight of the chat on a small phone, what the keys of the phone follow, and both languages."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.visiting import Visit
from tests.unit.web.serving import Gateway
from tests.unit.web.stand_in import Body, plain

PHONE_SCREEN: Any = {"has_touch": True, "is_mobile": True, "reduced_motion": "reduce"}


def _within(visit: Visit, one: Locator) -> bool:
    """Whether all of it is seen inside the conversation, neither under the header nor under the input."""
    box, log = one.bounding_box(), visit.page.locator("#log").bounding_box()
    assert box and log
    return log["y"] <= box["y"] and box["y"] + box["height"] <= log["y"] + log["height"] + 1


@pytest.mark.parametrize("path", ["", "/es"])
def test_the_four_choices_are_in_view_on_the_smallest_phone(browser: Browser, gateway: Gateway, path: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 568}, **PHONE_SCREEN)
    visit = Visit(context.new_page(), gateway.url + path)
    visit.open()
    choices = visit.answers().first.locator(".choices button")
    expect(choices).to_have_count(4)
    assert all(_within(visit, choice) for choice in choices.all())
    context.close()


@pytest.mark.parametrize("width", [320, 360])
def test_the_first_screen_of_a_small_phone(browser: Browser, gateway: Gateway, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 640}, **PHONE_SCREEN)
    visit = Visit(context.new_page(), gateway.url)
    visit.open()
    choices = visit.answers().first.locator(".choices button")
    expect(choices).to_have_text(
        ["Yes, it was sold", "No, not yet", "Estimate what I might owe", "Have a person call me"]
    )
    assert all(_within(visit, choice) for choice in choices.all())
    assert _within(visit, visit.page.get_by_text("Someone can call you today, until 5 p.m."))
    notice = visit.page.get_by_text("There is no attorney-client relationship")
    expect(notice).to_be_hidden()
    visit.page.get_by_text("Details", exact=True).tap()
    expect(notice).to_be_in_viewport()
    visit.page.get_by_text("Details", exact=True).tap()
    assert gateway.engine.asked == []  # all of it before the first word

    # A long answer that ends with a question: the question is in view, and the keys of the phone follow it.
    long = "Here is what I will pass along. " * 25
    questions: list[tuple[str, str, str, str]] = [
        ("callback_phone", "tel", "Phone number", "tel"),
        ("estimate_debt", "decimal", "Amount", "off"),
        ("callback_name", "text", "Your name", "name"),
        ("callback_window", "text", "A good time", "off"),
    ]
    for slot, mode, label, fill in questions:

        def reply(body: Body, slot: str = slot) -> list[Body]:
            return [
                plain(long),
                plain("And what is that?", asking=slot, choices=[{"label": "Not sure", "payload": "x"}]),
            ]

        gateway.engine.reply = reply
        answer = visit.ask("go on", answers=2)
        assert _within(visit, answer.locator("p").first)
        assert _within(visit, answer.get_by_role("button", name="Not sure"))
        box = visit.page.get_by_label(label)
        expect(box).to_have_attribute("inputmode", mode)
        expect(box).to_have_attribute("autocomplete", fill)
        if mode != "text":
            visit.page.get_by_role("button", name="Type words instead").tap()
            expect(box).to_have_attribute("inputmode", "text")
    assert visit.errors == []
    context.close()


def test_every_number_can_be_pressed_but_ones_own(visit: Visit, gateway: Gateway) -> None:
    said = (
        "I have (312) 555-0142 for you. Call or text 988, or 800-799-7233, or text START to 88788. Illinois Legal Aid: "
        "312.555.0199. In danger? 911. It grew by $988 in 911 days, to 988.50."
    )
    gateway.engine.reply = lambda body: [plain(said)]
    links = visit.ask("mine is 312 555 0142").get_by_role("link")
    assert [(one.inner_text(), one.get_attribute("href")) for one in links.all()] == [
        ("text", "sms:988"),
        ("988", "tel:988"),
        ("800-799-7233", "tel:+18007997233"),
        ("text START to 88788", "sms:88788?&body=START"),
        ("312.555.0199", "tel:+13125550199"),
        ("911", "tel:911"),
    ]
    gateway.engine.reply = lambda body: [plain("Llame al 988 y oprima 2, o envíe AYUDA por texto al 988.", lang="es")]
    answer = visit.ask("ayuda")
    expect(answer).to_have_attribute("lang", "es")
    assert [one.get_attribute("href") for one in answer.get_by_role("link").all()] == ["tel:988", "sms:988?&body=AYUDA"]


def test_the_other_language_is_one_press_away(browser: Browser, gateway: Gateway) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    visit = Visit(page, f"{gateway.url}/?utm_campaign=spring&name=Ana")
    with page.expect_request("**/api/chat/sessions") as opened:
        visit.open()
    source = {"page": f"{gateway.url}/", "campaign": "spring"}
    assert opened.value.post_data_json == {"locale": "en", "source": source}
    page.get_by_role("button", name="Español").click()
    expect(visit.answers()).to_have_count(1)
    expect(visit.answers().first).to_contain_text("Soy el asistente automático")
    expect(visit.answers().first).to_have_attribute("lang", "es")
    expect(page.get_by_role("button", name="Enviar")).to_be_visible()
    expect(visit.launcher).to_contain_text("Cerrar el chat")
    page.get_by_text("Detalles", exact=True).click()
    expect(page.get_by_text("No hay relación de abogado y cliente")).to_be_visible()
    # In the middle of a talk the assistant is told; and the choice stays over a reload.
    visit.ask("hola")
    page.get_by_role("button", name="English").click()
    expect(visit.mine().last).to_contain_text("In English, please")
    page.get_by_role("button", name="Español").click()
    page.reload()
    expect(page.get_by_role("button", name="Enviar")).to_be_visible()
    # The page's own language decides at first.
    page.evaluate("sessionStorage.clear(); document.documentElement.lang = 'es-MX'")
    page.evaluate("document.body.append(document.createElement('shortfall-chat'))")
    expect(page.locator(".launcher").last).to_contain_text("Hacer una pregunta")
    assert (visit.errors, visit.strangers) == ([], [])
    context.close()
