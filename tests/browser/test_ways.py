"""Quick ways: what a callback's card can do, whether an answer helped, the keyboard, and what a website can ask of the chat."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.browser.visiting import Visit
from tests.unit.web.serving import Gateway
from tests.unit.web.stand_in import Body, plain

BOOKED: Body = {
    "type": "callback",
    "reference": "TLC-7K2M",
    "window": "Tuesday, November 24, 9 a.m. to 12 noon Chicago time",
    "start": "2026-11-24T09:00:00-06:00",
    "end": "2026-11-24T12:00:00-06:00",
}


def test_a_callback_can_be_changed_kept_and_printed(visit: Visit, gateway: Gateway) -> None:
    choices = [
        {"label": "Change the time", "payload": "change my callback"},
        {"label": "Cancel the call", "payload": "cancel my callback"},
    ]
    gateway.engine.reply = lambda body: [plain("Done.", card=BOOKED, choices=choices)]
    answer = visit.ask("yes")
    expect(answer.locator(".choices button")).to_have_text(["Change the time", "Cancel the call"])
    with visit.page.expect_download() as saved:
        answer.get_by_role("button", name="Add to my calendar").click()
    assert saved.value.suggested_filename == "TLC-7K2M.ics"
    lines = Path(saved.value.path()).read_bytes().decode().split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-2:] == ["END:VCALENDAR", ""]
    assert {"DTSTART:20261124T150000Z", "DTEND:20261124T180000Z", "SUMMARY:Call from The Law Center"} <= set(lines)
    assert all(len(line.encode()) <= 75 for line in lines)
    answer.get_by_role("button", name="Print").click()
    expect(visit.page.get_by_role("link", name="open it to print or save")).to_be_visible()


def test_one_press_says_whether_an_answer_helped(visit: Visit, gateway: Gateway) -> None:
    gateway.engine.reply = lambda body: [plain("Only with a court order.", topic="wage_garnishment", question="order")]
    visit.ask("can they take my pay")
    answer = visit.answers().nth(1)
    gateway.engine.reply = lambda body: [plain("What is owed?", topic="calculate", asking="estimate_debt")]
    expect(visit.ask("an estimate").locator(".feedback")).to_have_count(0)
    expect(visit.answers().first.locator(".feedback")).to_have_count(0)
    with visit.page.expect_response("**/api/chat/feedback") as told:
        answer.get_by_role("button", name="No", exact=True).click()
    assert told.value.status == 204
    expect(answer).to_contain_text("Thank you.")
    visit.page.reload()
    expect(answer.get_by_role("button", name="No", exact=True)).to_have_attribute("aria-pressed", "true")


def test_arrows_go_through_the_messages_and_new_ones_wait_below(visit: Visit, gateway: Gateway) -> None:
    long = "Some words that fill the screen. " * 60
    gateway.engine.reply = lambda body: [plain(long)]
    visit.ask("one")
    visit.ask("two")
    log = visit.page.locator("#log")
    log.focus()
    visit.page.keyboard.press("ArrowUp")
    assert long.strip() in visit.focused()
    visit.page.keyboard.press("Home")
    assert "I am an automated assistant" in visit.focused()
    visit.page.keyboard.press("ArrowDown")
    assert visit.focused() == "You said: one"
    # Someone who reads further up while an answer comes is not pulled away from it.
    gateway.engine.hang()
    visit.box.fill("three")
    visit.box.press("Enter")
    gateway.engine.arrived.acquire()
    log.evaluate("log => log.scrollTop = 0")
    gateway.engine.release()
    newest = visit.page.get_by_role("button", name="New messages")
    expect(newest).to_be_in_viewport()
    assert log.evaluate("log => log.scrollTop") == 0
    newest.click()
    expect(visit.mine().last).to_be_in_viewport()
    expect(newest).to_have_count(0)
    # Escape hides everything, and it stays hidden when the page is loaded again.
    visit.page.keyboard.press("Escape")
    visit.page.reload()
    expect(visit.launcher).to_have_text("Back to my chat")
    expect(visit.panel).to_be_hidden()


def test_a_website_can_put_words_in_and_send_them(browser: Browser, gateway: Gateway) -> None:
    context = browser.new_context(reduced_motion="reduce")
    visit = Visit(context.new_page(), gateway.url)
    visit.page.evaluate(
        """() => document.querySelector("main").insertAdjacentHTML("beforeend",
             '<button data-shortfall-open="What is a deficiency?">What is that?</button>')"""
    )
    visit.page.get_by_role("button", name="What is that?").click()
    expect(visit.box).to_have_value("What is a deficiency?")
    assert gateway.engine.asked == []
    visit.page.evaluate("document.querySelector('shortfall-chat').send('can they take my paycheck')")
    expect(visit.answers().last).to_contain_text("They need a court order first.")
    expect(visit.box).to_have_value("What is a deficiency?")
    assert (visit.errors, visit.strangers) == ([], [])
    context.close()
