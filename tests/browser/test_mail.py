"""A summary by e-mail: from the words in the chat to the message at a real mail server, by keyboard."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from shortfall.base.database import make_engine, sessions
from shortfall.callbacks.mailing import send_once
from shortfall.callbacks.targets import mailer
from tests.browser.test_access import RULES
from tests.browser.test_ways import BOOKED
from tests.browser.visiting import Visit
from tests.unit.callbacks.targets.test_email import Inbox, inbox
from tests.unit.web.serving import running
from tests.unit.web.stand_in import converse, plain

__all__ = ["inbox"]

LINES = (
    "one => { const all = document.createRange(); all.selectNodeContents(one); return all.getClientRects().length; }"
)


def test_a_summary_is_mailed_by_keyboard(browser: Browser, tmp_path: Path, inbox: tuple[Inbox, int]) -> None:
    server, port = inbox
    mail = {"smtp_host": "127.0.0.1", "smtp_port": port, "smtp_security": "none", "mail_from": "chat@firm.example"}
    with running(tmp_path, **mail) as gateway:
        gateway.engine.reply = lambda body: (
            [plain("Yes. Open your summary below.", topic="by_mail", card=BOOKED)]
            if "email" in body["text"]
            else converse(body)
        )
        context = browser.new_context(reduced_motion="reduce")
        visit = Visit(context.new_page(), gateway.url)
        visit.open()
        visit.ask("I owe 312k")
        visit.ask("email me this")
        with context.expect_page() as opened:
            visit.page.get_by_role("link", name="open it to print, save or e-mail").click()
        page = opened.value
        # Keys pressed before the page is there go nowhere.
        page.wait_for_load_state()
        expect(page.get_by_role("heading", name="Summary of your chat")).to_be_visible()
        page.bring_to_front()
        page.keyboard.press("Tab")
        page.keyboard.type("maria@example")
        page.keyboard.press("Enter")
        page.set_viewport_size({"width": 320, "height": 640})
        expect(page.get_by_role("alert")).to_contain_text("name@example.com")
        expect(page.get_by_label("Your e-mail address")).to_have_value("maria@example")
        assert _faults(page) == []
        page.get_by_label("Your e-mail address").fill("maria@example.com")
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_contain_text("on its way")
        assert page.get_by_role("rowheader", name="Reference").evaluate(LINES) == 1, "no word is cut in two"
        assert _faults(page) == []
        found = mailer(gateway.settings)
        assert (
            found
            and send_once(sessions(make_engine(gateway.settings.database)), found, timedelta(60), gateway.clock) == 1
        )
        (message,) = server.messages
        assert message["To"] == "maria@example.com" and "$62,000 to $70,000.50" in message.get_content()
        visit.forgive("422")
        context.close()


def _faults(page: Page) -> list[str]:
    return [rule["id"] for rule in Axe().run(page, options=RULES).response["violations"]]
