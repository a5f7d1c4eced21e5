"""Take the pictures of the chat against a running assistant.

.venv/bin/python docs/screenshots/take.py http://127.0.0.1:8080
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect, sync_playwright

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
        page.get_by_label("Your question").fill(words)
        page.get_by_label("Your question").press("Enter")
        expect(answers.nth(before)).to_be_visible(timeout=60_000)
        expect(page.locator(".typing")).to_have_count(0, timeout=60_000)
    page.locator("#log").focus()
    page.evaluate("document.querySelector('shortfall-chat').shadowRoot.activeElement.blur()")
    return page


def main(url: str) -> None:
    """All of them."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--headless", "--no-sandbox"])
        callback = (
            "can someone call me",
            "Maria Lopez",
            "312-555-0142",
            "weekday mornings",
            "yes",
            "yes",
        )
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
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
