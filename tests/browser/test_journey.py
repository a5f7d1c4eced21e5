"""The whole way, against the real processes: by keyboard alone, and through the death of the gateway."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from playwright.sync_api import Browser, expect

from shortfall.base.database import migrate
from shortfall.base.keys import read_or_create_key
from shortfall.base.settings import ROOT, Settings
from tests.browser.visiting import PATIENCE, Visit
from tests.system.running import Run, environment, free_ports
from tests.unit.web.stand_in import StandIn


def _said(visit: Visit) -> list[str]:
    """Every message but the greeting, which tells the office's hours at the moment it is shown."""
    return [" ".join(text.split()) for text in visit.page.locator(".message").all_text_contents()[1:]]


def _type(visit: Visit, words: str) -> None:
    """Type, send, and wait for the answer; the keyboard only."""
    visit.page.keyboard.type(words)
    _press(visit)


def _press(visit: Visit) -> None:
    """Enter, and wait for what it brings."""
    before = visit.answers().count()
    visit.page.keyboard.press("Enter")
    expect(visit.answers().nth(before)).to_be_visible(timeout=PATIENCE)
    expect(visit.page.locator(".typing")).to_have_count(0, timeout=PATIENCE)
    assert visit.focused() == "text"  # an answer never moves the focus


def test_the_whole_way_by_keyboard(browser: Browser, stack: str) -> None:
    context = browser.new_context()
    visit = Visit(context.new_page(), stack)
    page, keyboard = visit.page, visit.page.keyboard

    visit.tab_to("Ask a question")
    keyboard.press("Enter")
    expect(visit.answers()).to_have_count(1, timeout=PATIENCE)
    assert visit.focused() == "text"
    _type(visit, "can they take my paycheck?")
    expect(visit.answers().last).to_contain_text("15%")

    # Figures, then a correction.
    _type(visit, "I owed 312k and it sold for 250 in Illinois")
    total = visit.answers().last.locator("tr.total")
    expect(total).to_have_text("Left to pay, roughly$62,000")
    _type(visit, "no, 280 not 250")
    expect(visit.answers().last.locator("tr.total")).to_have_text("Left to pay, roughly$32,000")
    visit.tab_to("Where this comes from", "Shift+Tab")
    keyboard.press("Enter")
    expect(visit.answers().last.locator("details li").first).to_be_visible()

    # A callback.
    visit.tab_to("Have someone call me", "Shift+Tab")
    _press(visit)
    for words in ("Maria Lopez", "312-555-0142", "weekday mornings"):
        _type(visit, words)
    visit.tab_to("Yes, call me", "Shift+Tab")
    _press(visit)
    expect(visit.answers().last.get_by_role("term")).to_have_text(["Reference", "Planned for"])

    # Away and back.
    said = _said(visit)
    keyboard.press("Escape")
    page.reload()
    page.wait_for_function("() => !!customElements.get('shortfall-chat')")
    expect(visit.panel).to_be_hidden()  # it never opens by itself
    visit.tab_to("Back to my chat")
    keyboard.press("Enter")
    expect(page.locator(".message")).to_have_count(1 + len(said), timeout=PATIENCE)
    assert [text.replace(" (chosen)", "") for text in said] == _said(visit)

    old = page.evaluate("Object.values({...sessionStorage}).find((each) => each.includes('.'))")
    visit.tab_to("more", "Shift+Tab")
    keyboard.press("Enter")
    visit.tab_to("Erase my chat")
    keyboard.press("Enter")
    expect(page.get_by_role("alertdialog")).to_be_visible()
    visit.tab_to("Erase")
    keyboard.press("Enter")
    expect(page.locator(".notice")).to_have_text("Your chat has been erased.")
    # The chat begins anew, under another token, and nothing of the old one is left.
    expect(page.locator(".message").first).to_be_visible()
    assert old not in page.evaluate("JSON.stringify({...sessionStorage})")
    keyboard.press("Escape")
    expect(visit.panel).to_be_hidden()
    assert visit.focused() == "Back to my chat"
    assert (visit.errors, visit.strangers, context.cookies()) == ([], [], [])
    context.close()


class Process:
    """A gateway of its own that can be killed and started again at the same address."""

    def __init__(self, folder: Path, ports: dict[str, int]) -> None:
        self.url = f"http://127.0.0.1:{ports['PORT']}"
        self._environment = environment(folder, ports)
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "shortfall.web"], cwd=ROOT, env=self._environment, stdout=subprocess.DEVNULL
        )
        begun = time.monotonic()
        while True:
            try:
                if httpx.get(f"{self.url}/healthz", trust_env=False).status_code == 200:
                    return
            except httpx.TransportError:
                assert self._process.poll() is None and time.monotonic() - begun < 120
                time.sleep(0.1)

    def kill(self) -> None:
        """As when the machine loses power."""
        if self._process:
            self._process.kill()
            self._process.wait(30)
            self._process = None


@contextmanager
def _gateway(folder: Path, **ports: int) -> Iterator[Process]:
    gateway = Process(folder, {"PORT": free_ports(1)[0], "ACTIONS_PORT": 0, **ports})
    gateway.start()
    try:
        yield gateway
    finally:
        gateway.kill()


def test_the_gateway_dies_between_two_messages(browser: Browser, run: Run) -> None:
    """With the real engine: what was said before stays, what is said meanwhile arrives once."""
    with _gateway(run.folder, ENGINE_PORT=run.ports["ENGINE_PORT"], ACTIONS_PORT=run.ports["ACTIONS_PORT"]) as gateway:
        context = browser.new_context()
        visit = Visit(context.new_page(), gateway.url)
        visit.open()
        visit.ask("I owed 312k and it sold for 250 in Illinois")
        gateway.kill()
        visit.box.fill("no, 280 not 250")
        visit.box.press("Enter")
        expect(visit.page.locator(".problem")).to_contain_text("Your words are kept here")
        gateway.start()
        expect(visit.answers()).to_have_count(3, timeout=PATIENCE)  # it tries again by itself
        expect(visit.answers().last.locator("tr.total")).to_have_text("Left to pay, roughly$32,000")
        expect(visit.page.locator(".problem")).to_have_count(0)
        said = _said(visit)
        assert len(said) == 4
        visit.page.reload()
        expect(visit.page.locator(".message")).to_have_count(5)
        assert _said(visit) == said
        visit.forgive("ERR_CONNECTION_REFUSED")
        context.close()


def test_the_gateway_dies_with_a_message_in_hand(browser: Browser, tmp_path: Path) -> None:
    """It has stored the message and waits for the engine when it is killed: the message is answered once all the same."""
    os.environ.pop("SHORTFALL_DATABASE_URL", None)
    engine = StandIn(read_or_create_key(tmp_path / "internal.key"))
    migrate(Settings(_env_file=None, var_dir=tmp_path).database)
    try:
        with _gateway(tmp_path, ENGINE_PORT=engine.port) as gateway:
            context = browser.new_context()
            visit = Visit(context.new_page(), gateway.url)
            visit.open()
            engine.hang()
            visit.box.fill("are you still there?")
            visit.box.press("Enter")
            assert engine.arrived.acquire(timeout=60)
            gateway.kill()
            expect(visit.page.locator(".problem")).to_be_visible()
            engine.release()
            gateway.start()
            expect(visit.answers().last).to_contain_text("You said: are you still there?", timeout=PATIENCE)
            visit.page.reload()
            expect(visit.mine()).to_have_count(1)
            expect(visit.answers()).to_have_count(2)
            assert {body["text"] for body in engine.asked} == {"are you still there?"}
            visit.forgive("net::ERR")
            context.close()
    finally:
        engine.stop()
