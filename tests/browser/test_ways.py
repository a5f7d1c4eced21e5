"""Quick ways: what a callback's card can do, whether an answer helped, the keyboard, and what a website can ask of the chat."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from icalendar import Calendar
from playwright.sync_api import Browser, Download, expect

from tests.browser.visiting import Visit
from tests.unit.web.serving import Gateway
from tests.unit.web.stand_in import Body, answering, plain

BOOKED: Body = {
    "type": "callback",
    "reference": "TLC-7K2M",
    "window": "Tuesday, November 24, 9 a.m. to 12 noon Chicago time",
    "start": "2026-11-24T09:00:00-06:00",
    "end": "2026-11-24T12:00:00-06:00",
}

DAYS: Body = {
    "type": "deadlines",
    "title": "Days to watch in an Illinois foreclosure",
    "rows": [
        {"name": "answer", "what": "File your answer by", "when": "it was Monday, June 1, 2026", "due": "2026-06-01"},
        {
            "name": "appeal",
            "what": "Appeal by",
            "when": "Monday, December 4, 2090",
            "due": "2090-12-04",
            "how": "That is 30 days; a back\\slash, a comma, and “quotes”." + " It runs from the final order." * 4,
            "cite": "Ill. S. Ct. R. 303(a)(1)",
        },
        {
            "name": "move_out",
            "what": "Último día para quedarse",
            "when": "el sábado 9 de diciembre de 2090",
            "due": "2090-12-09",
            "how": "Son 30 días después de la última orden.",
            "cite": "735 ILCS 5/15-1701(d)",
        },
        {"name": "redemption", "what": "Pay off the loan by", "when": "not before Monday, May 1, 2090", "due": None},
        {"name": "objection", "what": "Object to the sale", "when": "at the hearing"},
        {"what": "From an older release", "when": "Tuesday, December 5, 2090", "due": "2090-12-05", "how": "Counted."},
    ],
    "notes": ["The court's paper decides."],
}
"""One day that is over, two that count, one that is only the earliest, one that has no day, and one without a name."""


def entries(saved: Download) -> list[Any]:
    """What a calendar finds in a file that was saved; every line of it is as short as RFC 5545 wants."""
    written = Path(saved.path()).read_bytes()
    assert written.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    return list(Calendar.from_ical(written).walk("VEVENT"))


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
    (call,) = entries(saved.value)
    assert (call["UID"], call["SUMMARY"]) == ("TLC-7K2M@shortfall", "Call from The Law Center")
    assert [call[name].dt.isoformat() for name in ("DTSTART", "DTEND")] == [
        "2026-11-24T15:00:00+00:00",
        "2026-11-24T18:00:00+00:00",
    ]
    assert call["DESCRIPTION"] == "TLC-7K2M (312) 600-8815"
    answer.get_by_role("button", name="Print").click()
    expect(visit.page.get_by_role("link", name="open it to print or save")).to_be_visible()


def test_days_that_are_counted_can_be_kept_in_a_calendar(visit: Visit, gateway: Gateway) -> None:
    gateway.engine.reply = lambda body: [plain("By December 4.", card=DAYS)]
    button = visit.ask("by when?").get_by_role("button", name="Add to my calendar")
    found = []
    for _ in range(2):
        with visit.page.expect_download() as saved:
            button.click()
        assert saved.value.suggested_filename == "deadlines.ics"
        found.append(entries(saved.value))
    # A day that is over, or only the earliest possible, is no day for a calendar.
    assert [day["DTSTART"].dt for day in found[0]] == [date(2090, 12, 4), date(2090, 12, 9)]
    assert [day["UID"] for day in found[0]] == [day["UID"] for day in found[1]]
    assert len({day["UID"] for day in found[0]}) == 2
    appeal, leave = found[0]
    row = DAYS["rows"][1]
    assert appeal["SUMMARY"] == "Appeal by Monday, December 4, 2090"
    assert appeal["DESCRIPTION"] == f"{row['how']} ({row['cite']}) The court's paper decides."
    assert appeal["TRANSP"] == "TRANSPARENT" and "DTEND" not in appeal
    assert leave["SUMMARY"] == "Último día para quedarse el sábado 9 de diciembre de 2090"


def test_days_that_are_all_over_are_not_for_a_calendar(visit: Visit, gateway: Gateway) -> None:
    gateway.engine.reply = lambda body: [plain("It was June 1.", card=DAYS | {"rows": DAYS["rows"][:1]})]
    answer = visit.ask("by when?")
    expect(answer.get_by_role("button", name="Print")).to_be_visible()
    expect(answer.get_by_role("button", name="Add to my calendar")).to_have_count(0)


UNSOLD: Body = {
    "type": "estimate",
    "state": "IL",
    "debt": {"low": "300000.00", "high": "300000.00"},
    "sale_price": {"low": "240000.00", "high": "301000.00"},
    "components": [{"name": "debt", "low": "300000.00", "high": "300000.00"}],
    "deficiency": {"low": "0.00", "high": "60000.00"},
    "surplus": {"low": "0.00", "high": "1000.00"},
    "what_if": [
        {"price": "240000.00", "low": "60000.00", "high": "60000.00", "over": False},
        {"price": "270000.00", "low": "30000.50", "high": "38000.00", "over": False},
        {"price": "301000.00", "low": "1000.00", "high": "1000.00", "over": True},
    ],
}


def test_prices_can_be_tried_on_a_home_that_is_not_sold(visit: Visit, gateway: Gateway) -> None:
    gateway.engine.reply = lambda body: [plain("Nobody knows the price yet.", card=UNSOLD)]
    visit.ask("what would be left?")
    answer = visit.answers().nth(1)
    expect(answer.locator(".headline")).to_have_text("Left to pay, roughly $0 to $60,000")
    slider = answer.get_by_role("slider", name="If it sells for")
    left = answer.get_by_role("status")
    expect(left).to_have_attribute("aria-live", "polite")
    seen = []
    # The answer to it stands above it, where no thumb covers it.
    above, below = left.bounding_box(), slider.bounding_box()
    assert above and below and above["y"] < below["y"]
    slider.focus()
    for key in ("", "End", "ArrowLeft", "ArrowLeft", "Home"):
        if key:
            visit.page.keyboard.press(key)
        seen.append((slider.get_attribute("aria-valuetext"), left.inner_text()))
    assert seen == [
        ("$270,000", "Left to pay: $30,000.50 to $38,000"),
        ("$301,000", "Left over for you: $1,000"),
        ("$270,000", "Left to pay: $30,000.50 to $38,000"),
        ("$240,000", "Left to pay: $60,000"),
        ("$240,000", "Left to pay: $60,000"),
    ]
    assert slider.evaluate("one => one === one.getRootNode().activeElement")
    # Each card has a slider of its own, which stays where it was put when something else is drawn.
    other = visit.ask("and again").get_by_role("slider")
    other.press("End")
    expect(slider).to_have_value("0")
    expect(other).to_have_attribute("aria-valuetext", "$301,000")
    visit.page.get_by_role("button", name="Español").click()
    expect(other).to_have_accessible_name("Si se vende en")
    expect(answer.get_by_role("status")).to_have_text("Queda por pagar: $60,000")


def test_the_headline_says_both_ends_where_the_court_may_count_either_way(visit: Visit, gateway: Gateway) -> None:
    amount = {"low": "62000.00", "high": "62000.00"}
    none = {"low": "0.00", "high": "0.00"}
    card = UNSOLD | {"what_if": [], "surplus": none, "headline": {"low": "0.00", "high": "62000.00"}}
    for first, second in ((none, amount), (amount, none)):
        also = {"when": "if the judge counts the market value", **second}
        ways = card | {"deficiency": first, "when": "if the price counts", "also": also}
        gateway.engine.reply = answering(plain("It depends.", card=ways))
        answer = visit.ask("how much?")
        expect(answer.locator(".headline")).to_have_text("Left to pay, roughly $0 to $62,000")
        expect(answer.get_by_role("row", name="If the price counts")).to_be_visible()
        expect(answer.get_by_role("slider")).to_have_count(0)
    bound = {"low": "62000.00", "high": "62000.00", "bound": "at_least"}
    gateway.engine.reply = lambda body: [plain("It depends.", card=card | {"deficiency": bound, "headline": bound})]
    expect(visit.ask("and now").locator(".headline")).to_have_text("Left to pay, roughly at least $62,000")


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
