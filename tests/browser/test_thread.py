"""A chat of the web goes on by text: the real browser, the real processes, the signed webhook, and Twilio at the other end."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

import httpx
from playwright.sync_api import Browser, expect

from shortfall.content.texts import text
from shortfall.sms.choose import INBOUND
from shortfall.sms.texts import texts
from tests.browser.visiting import PATIENCE, Visit
from tests.channels.fake_twilio import OUR_NUMBER, FakeTwilio, message, post
from tests.system.running import Run

PHONE = "+13127440177"


def test_a_chat_goes_on_by_text_with_the_same_case(browser: Browser, run: Run, twilio: FakeTwilio) -> None:
    context = browser.new_context(reduced_motion="reduce")
    visit = Visit(context.new_page(), run.url)
    visit.open()
    visit.ask("I owed 312k and it sold for 250 in Illinois")
    visit.ask("can I do this by text?")
    code = visit.page.locator(".notice", has_text="CHAT ")
    link = code.get_by_role("link", name="Open it in your messages")
    href = link.get_attribute("href", timeout=PATIENCE) or ""
    assert href.startswith(f"sms:{OUR_NUMBER}?&body=CHAT%20")
    said = unquote(href.partition("body=")[2])
    expect(code).to_contain_text(said)
    expect(code).to_contain_text("(312) 555-0100")

    with httpx.Client(base_url=run.url, timeout=30, trust_env=False) as phone:

        def texted(words: str) -> str:
            before = len(twilio.to(PHONE))
            assert post(phone, INBOUND, message(PHONE, words)).status_code == 200
            twilio.wait(lambda: sum(each.to == PHONE for each in twilio.sent) > before)
            return twilio.to(PHONE)[-1]

        first = texted(said)
        assert first.startswith(texts()["notice"]) and text("by_text.taken") in first
        expect(visit.page.locator(".notice", has_text="Your chat goes on by text.")).to_be_visible(timeout=PATIENCE)
        assert "$32,000" in texted("no, 280 not 250"), "what was told on the web is known here"
        assert "$280,000" in texted("what do you have about me")

    # The web says so once, and what is written there begins anew: it knows nothing.
    visit.ask("what do you have about me")
    expect(visit.answers().last).to_contain_text("you have not told me anything")
    expect(visit.page.locator(".notice", has_text="goes on by text")).to_have_count(1)
    visit.forgive("410")
    assert visit.strangers == []
    context.close()
    _nowhere(run.folder, said.partition(" ")[2])


def _nowhere(folder: Path, code: str) -> None:
    """The code is in no file of the state folder, the logs among them."""
    for file in folder.rglob("*"):
        if file.is_file():
            assert code.encode() not in file.read_bytes(), file.relative_to(folder)
