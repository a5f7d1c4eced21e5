"""The inbox in a real browser, by keyboard, and as someone without sight or on a small phone meets it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from shortfall.staff import inbox
from tests.unit.web.staff.conftest import quick_hashes  # noqa: F401  (a fixture)
from tests.unit.web.staff.office import PASSWORD, Office, office

WAIT = 60_000  # ms


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path) as opened:
        yield opened


@pytest.fixture
def page(browser: Browser, desk: Office) -> Iterator[Page]:
    """A page on which nothing may go wrong; it closes before the desk does, or its last request would find nobody."""
    context = browser.new_context()
    context.set_default_timeout(WAIT)
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []


def sign_in(page: Page, desk: Office) -> None:
    page.goto(f"{desk.url}/staff")
    expect(page.locator("input:not([type=hidden])").first).to_be_focused()  # by itself; a slow machine draws it late
    page.keyboard.type("ana")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/staff/")


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the control with this name has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        at = page.evaluate(
            "document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent.trim()"
        )
        if at == name:
            return
    raise AssertionError(f"Tab never reached {name}")


def test_a_clerks_morning_by_keyboard(page: Page, desk: Office) -> None:
    desk.book("today 11am to noon", name="John Smith")
    urgent = desk.book("tomorrow 2 to 4pm", name="Maria Lopez", urgent=True, note="sale is thursday")
    sign_in(page, desk)
    first = page.locator(".row").first
    expect(first).to_contain_text("Maria Lopez")
    expect(first).to_contain_text("Urgent")
    expect(first).to_contain_text("sale is thursday")

    tab_to(page, "Maria Lopez")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Maria Lopez")).to_be_visible(timeout=WAIT)
    tab_to(page, "Claim")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Yours now.", timeout=WAIT)

    page.get_by_label("Note").focus()
    page.keyboard.type("Rang out, no voicemail.")
    tab_to(page, "No answer")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("no answer", timeout=WAIT)
    expect(page.locator(f"#at-{urgent}")).to_contain_text("no answer 1×")

    page.locator(f"#open-{urgent}").press("Enter")
    expect(page.locator(".events").first).to_contain_text("Rang out, no voicemail.", timeout=WAIT)
    tab_to(page, "Done")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Done.", timeout=WAIT)
    expect(page.locator(".row")).to_have_count(1)

    page.get_by_label("Name, phone or reference").focus()
    page.keyboard.type("lopez")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("1 found", timeout=WAIT)
    assert "lopez" not in page.url

    page.goto(f"{desk.url}/staff/?show=done")
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Export this list").press("Enter")
    rows = list(csv.DictReader(io.StringIO(downloading.value.path().read_text("utf-8-sig"))))
    assert [(row["name"], row["no answers"], row["status"]) for row in rows] == [("Maria Lopez", "1", "done")]

    page.get_by_role("button", name="Sign out").press("Enter")
    page.wait_for_url("**/staff/login")
    page.go_back()
    expect(page.get_by_label("Password")).to_be_visible(timeout=WAIT)
    assert [event.kind for event in desk.events(urgent)] == ["booked", "claim", "no_answer", "done"]


def test_the_list_keeps_itself_up_to_date_and_says_so(page: Page, desk: Office) -> None:
    reference = desk.book(name="John Smith")
    page.clock.install()
    sign_in(page, desk)
    page.locator(f"#open-{reference}").focus()
    page.clock.fast_forward(10_000)
    newest = desk.book(name="Maria Lopez", urgent=True)
    page.clock.fast_forward(10_000)
    expect(page.locator(".row").first).to_contain_text("Maria Lopez", timeout=WAIT)
    expect(page.locator("#said")).to_have_text("New: Maria Lopez, urgent. 2 open.")
    assert page.evaluate("document.activeElement.id") == f"open-{reference}"
    desk.hire("ben")
    desk.clerk("ben").act(newest, "claim")
    page.clock.fast_forward(10_000)
    expect(page.locator(f"#at-{newest}")).to_contain_text("ben has it", timeout=WAIT)
    expect(page.locator("#said")).to_contain_text("The list has changed.")
    # Signed out by time: what is shown goes by itself.
    desk.clock.move(hours=13)
    page.clock.fast_forward(10_000)
    expect(page.get_by_label("Password")).to_be_visible(timeout=WAIT)


# What the browser was asked to show and to sound, beside doing it. `away`: as if the person looked at another tab.
WITNESS = """
  window.told = []; window.away = false;
  const Real = window.Notification;
  window.Notification = class extends Real {
    constructor(words, more) { super(words, more); witness(words); window.told.push([words, more.body ?? "", more.tag]); }
  };
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (at) { window.told.push(["tone", this.context.state]); return start.call(this, at); };
  Object.defineProperty(Document.prototype, "hidden", { get: () => window.away });
"""


def test_whoever_asked_for_it_is_told_that_a_request_came_in(page: Page, desk: Office) -> None:
    desk.book(name="John Smith")
    page.context.grant_permissions(["notifications"])
    shown: list[str] = []
    page.expose_function("witness", lambda words: shown.append(words))
    page.context.add_init_script(WITNESS)
    page.clock.install()

    def told() -> Any:
        """What was told since the last time; the list looked at the server meanwhile."""
        with page.expect_response("**/staff/list*"):
            page.clock.fast_forward(10_000)
        page.wait_for_function("requests => document.getElementById('list').dataset.open === requests", arg=opened())
        return page.evaluate("told.splice(0)")

    def opened() -> str:
        with desk.db() as session:
            return str(inbox.counts(session, "ana", desk.clock())["open"])

    sign_in(page, desk)
    urgent, new = ["A new request, urgent", "", "request"], ["A new request", "", "request"]
    desk.book(name="Maria Lopez", urgent=True)
    assert told() == []  # nobody asked for it
    tab_to(page, "Skip to the content")
    page.get_by_label("notice on the screen").focus()
    page.keyboard.press("Shift+Tab")  # the box before it
    page.keyboard.press("Space")
    page.wait_for_function("told.length === 1")
    assert told() == [["tone", "running"]]  # how it sounds, and nothing for what was there
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_label("notice on the screen")).to_be_checked()

    newest = desk.book(name="Ben Field", urgent=True)
    page.evaluate("window.away = true")
    assert told() == [urgent, ["tone", "running"]]
    assert told() == []  # once
    desk.clerk().act(newest, "claim")
    desk.clerk().act(newest, "done")
    desk.clerk().act(newest, "reopen")
    assert told() == []  # what the staff do is nothing new

    # It is remembered in this browser, also for a second tab, which says nothing again; and it can be taken back.
    desk.book(name="Ann Wood")
    page.reload()
    expect(page.get_by_label("sound")).to_be_checked()
    assert told() == []  # it stood there already
    desk.book(name="Sam Hill")
    assert told()[0] == new
    for box in ("sound", "notice on the screen"):
        page.get_by_label(box).press("Space")
        expect(page.get_by_label(box)).not_to_be_checked()
    desk.book(name="Sue Hill")
    page.evaluate("window.away = false")
    assert told() == []
    # Nobody waits for a notice that cannot come.
    page.get_by_label("notice on the screen").check()
    desk.clock.move(hours=13)
    page.clock.fast_forward(10_000)
    expect(page.get_by_label("Password")).to_be_visible()
    assert shown[-1] == "You are signed out. Sign in to hear of new requests."


def test_a_browser_that_shows_no_notices_says_so_kindly(browser: Browser, desk: Office) -> None:
    context = browser.new_context()  # without the permission
    context.set_default_timeout(WAIT)
    page = context.new_page()
    sign_in(page, desk)
    said = page.locator("#notices-said")
    page.get_by_label("notice on the screen").click()
    expect(said).to_contain_text("does not show notices")
    expect(page.get_by_label("notice on the screen")).not_to_be_checked()
    # A page that nobody has touched may not sound: it says so, until it was clicked.
    page.evaluate("localStorage.setItem('staff.sound', '1')")
    other = context.new_page()
    other.goto(f"{desk.url}/staff/")
    held = other.locator("#notices-said")
    expect(held).to_contain_text("Click on this page once")
    other.locator("h1").click(force=True)
    expect(held).to_be_empty()
    context.close()


def test_only_the_urgent_have_a_bar_in_forced_colours(page: Page, desk: Office) -> None:
    plain, urgent = desk.book(), desk.book(urgent=True)
    page.emulate_media(forced_colors="active")
    sign_in(page, desk)
    shown = [
        page.locator(f"#at-{one}").evaluate(
            "row => getComputedStyle(row).borderLeftColor !== getComputedStyle(row.parentElement).backgroundColor"
        )
        for one in (plain, urgent)
    ]
    assert shown == [False, True]


def test_it_works_without_scripts(browser: Browser, desk: Office) -> None:
    reference = desk.book(name="Maria Lopez")
    context = browser.new_context(java_script_enabled=False)
    context.set_default_timeout(WAIT)
    page = context.new_page()
    page.goto(f"{desk.url}/staff/requests/{reference}")
    page.get_by_label("Name", exact=True).fill("ana")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Claim").click()
    expect(page.get_by_role("status")).to_have_text("Yours now.", timeout=WAIT)
    context.close()
    assert desk.stored(reference).claimed_by == "ana"


def test_a_link_from_a_mail_opens_for_someone_signed_in(page: Page, desk: Office) -> None:
    """A strict cookie is not sent with a click on another site's link; the page on the way sees to it."""
    reference = desk.book(name="Maria Lopez")
    sign_in(page, desk)
    page.route("http://mail.example/", lambda route: route.fulfill(
        body=f'<!doctype html><html lang="en"><link rel="icon" href="data:,"><a href="{desk.url}/staff/requests/{reference}">open</a>', content_type="text/html"))  # fmt: skip
    page.goto("http://mail.example/")
    page.get_by_text("open").click()
    expect(page.get_by_role("heading", name="Maria Lopez")).to_be_visible(timeout=WAIT)


def test_a_request_takes_two_screens_of_a_phone_at_most(browser: Browser, desk: Office) -> None:
    """However long the talk was: what happened stands above it, and the talk unfolds."""
    desk.spoken("talk", *[("user", f"They want more money from me every month, {n} of it.") for n in range(60)])
    reference = desk.book(
        name="Maria Lopez",
        conversation_id="talk",
        note="They have taken money out of my check since October. How much can they take? Can I stop it?",
        figures="$312,000 owed, sale price $250,000, Illinois",
        stage="collection",
        deadline=date(2026, 12, 1),
        language="es",
        urgent=True,
        urgent_reason="hearing on Tue Dec 1",
    )
    marked = desk.book(name="Sam Field", conversation_id="talk", mark="violence", phone="+13125550177", urgent=True)
    for number in range(5):
        desk.book(
            name="Sam Field", conversation_id=f"again-{number}", phone="+13125550177", note="They call every day."
        )
    context = browser.new_context(viewport={"width": 360, "height": 800})
    context.set_default_timeout(WAIT)
    page = context.new_page()
    sign_in(page, desk)
    for one in (marked, reference):
        page.goto(f"{desk.url}/staff/requests/{one}")
        assert page.evaluate("document.documentElement.scrollHeight") <= 2 * 800
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
    history, talk = (page.get_by_role("heading", name=name).bounding_box() for name in ("History", "Conversation"))
    assert history and talk and history["y"] < talk["y"]
    expect(page.get_by_text("59 of it")).not_to_be_visible()
    page.get_by_text("60 messages").click()
    expect(page.get_by_text("59 of it")).to_be_visible()
    context.close()
