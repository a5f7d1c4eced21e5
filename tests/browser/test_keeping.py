"""What is kept for the person: words over a reload, the place in a long chat, the question an answer belongs to. And cards of growth."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import expect

from tests.browser.visiting import Visit
from tests.unit.conversation.test_cards import CARDS
from tests.unit.web.serving import Gateway
from tests.unit.web.stand_in import plain


def test_words_that_are_typed_are_there_after_a_reload_until_they_are_sent(visit: Visit) -> None:
    visit.box.press_sequentially("They want $62,000 and I do not")
    visit.page.reload()
    visit.open()
    expect(visit.box).to_have_value("They want $62,000 and I do not")
    visit.box.press("Enter")
    expect(visit.answers()).to_have_count(2)
    visit.page.reload()
    visit.open()
    expect(visit.box).to_have_value("")


def test_a_message_that_did_not_get_through_is_there_after_a_reload_and_is_sent_once(
    visit: Visit, gateway: Gateway
) -> None:
    visit.page.route(
        "**/api/chat/messages", lambda route: route.abort() if route.request.method == "POST" else route.fallback()
    )
    visit.box.fill("can they take my paycheck?")
    visit.box.press("Enter")
    expect(visit.page.locator(".problem")).to_contain_text("Your words are kept here")
    visit.page.unroute("**/api/chat/messages")
    visit.page.reload()
    visit.open()
    expect(visit.mine().last).to_contain_text("can they take my paycheck?")
    expect(visit.page.locator(".problem")).to_contain_text("This message was not sent")
    visit.page.get_by_role("button", name="Try again").click()
    expect(visit.answers()).to_have_count(2)
    expect(visit.page.locator(".problem")).to_have_count(0)
    visit.page.reload()
    visit.open()
    expect(visit.mine()).to_have_count(1)
    expect(visit.page.locator(".problem")).to_have_count(0)
    assert [body["text"] for body in gateway.engine.asked] == ["can they take my paycheck?"]
    visit.forgive("Failed to load resource")


def test_erasing_leaves_nothing_that_was_not_sent(visit: Visit) -> None:
    visit.page.route(
        "**/api/chat/messages", lambda route: route.abort() if route.request.method == "POST" else route.fallback()
    )
    visit.box.fill("a secret")
    visit.box.press("Enter")
    expect(visit.page.locator(".problem")).to_be_visible()
    visit.page.get_by_role("button", name="More").click()
    visit.page.get_by_role("button", name="Erase my chat").click()
    visit.page.get_by_role("button", name="Erase", exact=True).click()
    expect(visit.page.locator(".notice")).to_contain_text("erased")
    assert "a secret" not in visit.page.evaluate("JSON.stringify({...sessionStorage})")
    visit.forgive("Failed to load resource")


def test_an_answer_from_a_stale_tab_is_refused_kindly_and_kept(visit: Visit, gateway: Gateway) -> None:
    def reply(body: dict[str, Any]) -> list[dict[str, Any]]:
        if "312" in body["text"]:
            return [plain("And what did it sell for?", asking="sale_price")]
        return [plain("How much was owed?", asking="debt")]

    gateway.engine.reply = reply
    visit.ask("an estimate")
    # The other tab is a copy of this one, and answers first.
    token = visit.page.evaluate("Object.values({...sessionStorage}).find((each) => each.includes('.'))")
    gateway.say({"Authorization": f"Bearer {token}"}, "312k")
    visit.box.fill("312,000 or so")
    visit.box.press("Enter")
    expect(visit.page.locator(".problem")).to_contain_text("another tab")
    expect(visit.answers().last).to_contain_text("And what did it sell for?")
    expect(visit.mine()).to_have_count(2)
    expect(visit.box).to_have_value("312,000 or so")
    assert "312,000 or so" not in [body["text"] for body in gateway.engine.asked]
    visit.box.fill("250k, 312 owed")
    visit.box.press("Enter")
    expect(visit.mine()).to_have_count(3)
    expect(visit.answers()).to_have_count(4)
    visit.forgive("Failed to load resource")


def test_a_long_chat_is_shown_from_its_end_and_the_rest_on_request(visit: Visit, gateway: Gateway) -> None:
    visit.ask("number 0")
    token = visit.page.evaluate("Object.values({...sessionStorage}).find((each) => each.includes('.'))")
    for n in range(1, 60):
        gateway.say({"Authorization": f"Bearer {token}"}, f"number {n}")
    visit.page.reload()
    visit.open()
    expect(visit.mine()).to_have_count(50)
    visit.page.get_by_role("button", name="Show earlier messages").click()
    expect(visit.mine()).to_have_count(60)
    expect(visit.mine().first).to_contain_text("number 0")
    expect(visit.page.get_by_role("button", name="Show earlier messages")).to_have_count(0)
    assert visit.focused() == "log"


def test_growth_and_plan_are_drawn_as_people_say_it(visit: Visit, gateway: Gateway) -> None:
    gateway.engine.reply = lambda body: [plain("Here it is.", card=CARDS[body["text"]])]
    card = visit.ask("interest").locator(".card")
    expect(card.locator(".headline")).to_have_text("It grows each year by $5,580")
    expect(card.locator("svg.curve")).to_have_accessible_name(
        "Picture of the figures: The judgment $62,000; Unpaid after 1 year $67,580; Unpaid after 3 years $78,740; "
        "Unpaid after 7 years $101,060"
    )
    rows = card.locator("tr")
    expect(rows).to_have_text(
        [
            "The judgment$62,000",
            "Interest a year9%",
            "Each day it grows by$15.29",
            "Unpaid after 1 year (November 2027)$67,580",
            "Unpaid after 3 years (November 2029)$78,740",
            "Unpaid after 7 years (November 2033)$101,060",
        ]
    )
    card = visit.ask("plan").locator(".card")
    expect(card.locator(".headline")).to_have_text("Paid off after 8 years and 2 months")
    expect(card.locator("svg.curve")).to_be_visible()
    expect(card.locator("tr").nth(1)).to_have_text("Interest a year9%")
    expect(card.locator("tr").nth(4)).to_have_text("Paid off after8 years and 2 months (January 2035)")
    # To a dollar: it is years ahead.
    expect(card.locator("tr").nth(5)).to_have_text(re.compile(r"^Interest in all\$[\d,]+$"))
    expect(card.locator("tr").nth(6)).to_have_text(re.compile(r"^Paid in all\$[\d,]+$"))
