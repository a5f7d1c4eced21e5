"""Take the pictures of the chat against a running assistant, and those of the staff inbox from a gateway of its own.

.venv/bin/python docs/screenshots/take.py http://127.0.0.1:8080
"""

from __future__ import annotations

import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect, sync_playwright

from shortfall.base import logs
from shortfall.staff.handling import Asked, handle
from tests.unit.web.staff.office import PASSWORD, Office, office

FOLDER = Path(__file__).parent
DESK: dict[str, Any] = {"viewport": {"width": 1180, "height": 820}}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
NARROW: dict[str, Any] = {"viewport": {"width": 320, "height": 640}}
FIGURES = "I owed 312k and it sold for 250 in Illinois"


def visit(browser: Browser, url: str, **options: Any) -> Page:
    """The demo page in a window of its own."""
    page = browser.new_context(reduced_motion="reduce", **options).new_page()
    page.set_default_timeout(60_000)
    page.goto(url)
    page.wait_for_function("() => !!customElements.get('shortfall-chat')")
    return page


def opened(browser: Browser, url: str, *questions: str, **options: Any) -> Page:
    """The chat after these questions."""
    page = visit(browser, url, **options)
    page.locator(".launcher").click()
    answers = page.locator(".message.assistant")
    expect(answers).to_have_count(1)
    for words in questions:
        before = answers.count()
        page.locator("textarea").fill(words)  # its label says what is asked for
        page.locator("textarea").press("Enter")
        expect(answers.nth(before)).to_be_visible(timeout=60_000)
        expect(page.locator(".typing")).to_have_count(0, timeout=60_000)
    page.locator("#log").focus()
    page.evaluate("document.querySelector('shortfall-chat').shadowRoot.activeElement.blur()")
    return page


def fill(desk: Office) -> str:
    """A morning's requests; the reference of the one that is looked at."""
    desk.spoken(
        "chat",
        ("assistant", "I am an automated assistant for The Law Center."),
        ("user", "The sheriff came with a paper. They say the house is sold on Friday."),
        ("assistant", "A sale can still be put off. Call the firm today."),
        ("user", "please call me, weekday mornings"),
    )
    first = desk.book(
        "tomorrow 3 to 5pm",
        "America/Phoenix",
        name="Maria Lopez",
        conversation_id="chat",
        topics=("sale_process",),
        note="The sheriff came with a paper. They say the house is sold on Friday.",
        figures="$312,000 owed, Illinois",
        urgent=True,
        urgent_reason="sale on Fri Nov 27",
        deadline=date(2026, 11, 27),
        stage="sale_set",
    )
    desk.book("friday morning", name="Sam Field", mark="distress", stage="sold", note="I do not know how to go on.")
    tried = desk.book("today 9 to 11am", name="John Smith", stage="judgment", note="They want 62,000 after the sale.")
    desk.book("today 2 to 4pm", name="Ana de la Cruz", language="es", stage="collection", note="Me quitan del sueldo.")
    desk.book("friday 9am to noon", name="Bob Jones", stage="behind", note="two months behind")
    with desk.db() as session:
        handle(session, tried, "no_answer", "ana", 1, "Rang out.", desk.clock(), asked=Asked(again="later"))
    desk.clock.move(minutes=20)
    return first


def inbox(browser: Browser) -> None:
    """The list and a request."""
    with tempfile.TemporaryDirectory() as folder, office(Path(folder)) as desk:
        reference = fill(desk)
        page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
        page.goto(f"{desk.url}/staff")
        page.get_by_label("Name", exact=True).fill("ana")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/staff/")
        page.screenshot(path=FOLDER / "staff-list.png")
        page.goto(f"{desk.url}/staff/requests/{reference}")
        page.get_by_role("heading", name="Conversation").click()
        page.screenshot(path=FOLDER / "staff-request.png", full_page=True)
        page.context.close()


def main(url: str) -> None:
    """All of them."""
    logs.configure("error")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--headless", "--no-sandbox"])
        callback = ("can someone call me", "Maria Lopez", "312-555-0142", "weekday mornings", "yes")
        pictures = {
            "closed": lambda: visit(browser, url, **DESK),
            "open": lambda: opened(browser, url, **DESK),
            "estimate": lambda: opened(browser, url, FIGURES, **DESK),
            "callback": lambda: opened(browser, url, *callback, **PHONE),
            "dark": lambda: opened(browser, url, FIGURES, color_scheme="dark", **PHONE),
            "320": lambda: opened(browser, url, "can they take my paycheck?", **NARROW),
        }
        for name, picture in pictures.items():
            page = picture()
            page.screenshot(path=FOLDER / f"{name}.png")
            if name == "estimate":
                page.screenshot(path=FOLDER.parent / "page.png")
        inbox(browser)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
