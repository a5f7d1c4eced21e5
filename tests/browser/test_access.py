"""Every state of the chat by axe's rules and by what WCAG 2.2 says of size, reflow and motion."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.browser.test_ways import DAYS, UNSOLD
from tests.browser.test_widget import WAGES
from tests.browser.visiting import Visit
from tests.unit.web.serving import Gateway, running
from tests.unit.web.stand_in import converse, plain

# (320, 256) is what a window of 1280 by 1024 is at 400%.
SIZES = [(320, 640), (320, 256), (1280, 800)]
RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
SMALL = """() => [...document.querySelector("shortfall-chat").shadowRoot.querySelectorAll("button, summary, textarea, input, .help a")]
  .filter((one) => one.checkVisibility())
  .filter((one) => { const box = one.getBoundingClientRect(); return box.width < 24 || box.height < 24; }).length"""
WIDE = """() => Math.max(document.documentElement.scrollWidth,
  ...[...document.querySelector("shortfall-chat").shadowRoot.querySelectorAll(".panel[open], .log")].map((one) => one.scrollWidth))"""


@pytest.fixture
def gateway(tmp_path: Path) -> Iterator[Gateway]:
    """A gateway that waits for its engine longer than the chat waits before it says that it takes long."""
    with running(tmp_path, engine_timeout=60.0) as served:
        yield served


@contextmanager
def visiting(browser: Browser, url: str, **options: Any) -> Iterator[Visit]:
    """A visit with a context of its own."""
    context = browser.new_context(reduced_motion="reduce", **options)
    yield Visit(context.new_page(), url)
    context.close()


def _states(visit: Visit, gateway: Gateway) -> Iterator[str]:
    """Bring the chat into one state after another."""
    page, engine = visit.page, gateway.engine
    yield "closed"
    visit.open()
    yield "open"
    page.get_by_text("Details", exact=True).click()
    yield "notice"
    page.get_by_text("Details", exact=True).click()
    visit.ask("can they take my paycheck?").locator("summary").click()
    yield "answer"
    engine.reply = lambda body: [plain("Usually not.", topic="exemptions", question="car", asking="callback_phone")]
    visit.ask("my car?").get_by_role("button", name="Yes", exact=True).click()
    yield "helped"
    engine.reply = converse
    visit.ask("I owe 312k and it sold for 250")
    yield "estimate"
    for card in (
        WAGES,
        UNSOLD,
        DAYS,
        {
            "type": "callback",
            "reference": "TLC-7K2M",
            "window": "Tuesday",
            "start": "2026-11-24T15:00Z",
            "end": "2026-11-24T18:00Z",
        },
        {"type": "new_kind", "sum": "1.00"},
    ):
        engine.reply = lambda body, card=card: [plain("Here it is.", card=card)]
        visit.ask("card")
        yield str(card["type"])
    engine.reply = converse
    page.get_by_role("button", name="More").click()
    yield "menu"
    page.get_by_role("button", name="Erase my chat").click()
    expect(page.get_by_role("alertdialog")).to_be_visible()
    yield "confirmation"
    page.keyboard.press("Escape")
    engine.hang()
    visit.box.fill("hello " + "w" * 300)
    visit.box.press("Enter")
    expect(page.locator(".slow")).to_be_visible()
    yield "slow"
    engine.status = 500
    engine.release()
    expect(page.locator(".problem")).to_be_visible()
    yield "problem"
    page.keyboard.press("Escape")
    expect(visit.panel).to_be_hidden()
    yield "closed again"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_every_state_passes(browser: Browser, gateway: Gateway, size: tuple[int, int], scheme: Any) -> None:
    viewport: Any = {"width": size[0], "height": size[1]}
    with visiting(browser, gateway.url, viewport=viewport, color_scheme=scheme) as visit:
        for state in _states(visit, gateway):
            found = Axe().run(visit.page, options=RULES)
            faults = [
                (rule["id"], node["target"], node["failureSummary"])
                for rule in found.response["violations"]
                for node in rule["nodes"]
            ]
            assert faults == [], state
            assert visit.page.evaluate(WIDE) <= size[0], state
            assert visit.page.evaluate(SMALL) == 0, state


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_what_has_the_focus_can_be_seen(browser: Browser, gateway: Gateway, size: tuple[int, int]) -> None:
    """WCAG 2.4.11. Where the chat fills the screen, Tab stays in it; where it floats, Escape uncovers what it covers."""
    with visiting(browser, gateway.url, viewport={"width": size[0], "height": size[1]}) as visit:
        visit.open()
        visit.ask("can they take my paycheck?")
        for _ in range(14):
            visit.page.keyboard.press("Tab")
            seen = visit.page.evaluate(
                """() => {
                  let at = document.activeElement, root = document;
                  while (at?.shadowRoot?.activeElement) { root = at.shadowRoot; at = root.activeElement; }
                  const fills = document.querySelector("shortfall-chat").shadowRoot.querySelector(":modal");
                  if (root === document) return !fills || at === document.body;
                  if (at.id === "log") return true;
                  const box = at.getBoundingClientRect();
                  const top = root.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
                  return at === top || at.contains(top);
                }"""
            )
            assert seen, visit.focused()


def test_crossing_to_a_small_window_keeps_words_and_focus(browser: Browser, gateway: Gateway) -> None:
    with visiting(browser, gateway.url, viewport={"width": 1280, "height": 800}) as visit:
        visit.open()
        visit.box.fill("half a quest")
        modal = "() => document.querySelector('shortfall-chat').shadowRoot.querySelector('#panel').matches(':modal')"
        assert visit.page.evaluate(modal) is False
        visit.page.set_viewport_size({"width": 320, "height": 640})
        visit.page.wait_for_function(modal)
        visit.page.keyboard.type("ion")
        expect(visit.box).to_have_value("half a question")


def test_nothing_moves_for_those_who_asked_for_that(browser: Browser, gateway: Gateway) -> None:
    moving = (
        "getComputedStyle(document.querySelector('shortfall-chat').shadowRoot.querySelector('#panel')).animationName"
    )
    with visiting(browser, gateway.url) as visit:
        visit.open()
        assert visit.page.evaluate(moving) == "none"
        visit.page.emulate_media(reduced_motion="no-preference")
        assert visit.page.evaluate(moving) == "rise"


def test_from_right_to_left_it_is_mirrored(browser: Browser, gateway: Gateway) -> None:
    with visiting(browser, gateway.url, viewport={"width": 1280, "height": 800}) as visit:
        visit.page.evaluate("document.documentElement.dir = 'rtl'")
        visit.open()
        visit.ask("hello")
        launcher, panel, mine = (one.bounding_box() for one in (visit.launcher, visit.panel, visit.mine().first))
        assert launcher and panel and mine
        assert launcher["x"] < 640 > panel["x"] + panel["width"] - 40
        assert mine["x"] - panel["x"] < panel["width"] / 4


def test_in_spanish_and_in_forced_colours_it_passes(browser: Browser, gateway: Gateway) -> None:
    options: Any = {"viewport": {"width": 320, "height": 640}, "forced_colors": "active"}
    with visiting(browser, gateway.url, **options) as visit:
        visit.open()
        visit.page.get_by_role("button", name="Español").click()
        expect(visit.answers().first).to_contain_text("Soy el asistente")
        visit.ask("can they take my paycheck?")
        found = Axe().run(visit.page, options=RULES)
        assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found.response["violations"]] == []
        assert visit.page.evaluate(WIDE) <= 320


@pytest.mark.parametrize(("scheme", "forced"), [("light", "none"), ("dark", "none"), ("light", "active")])
def test_a_slider_and_days_pass_in_spanish(browser: Browser, gateway: Gateway, scheme: Any, forced: Any) -> None:
    options: Any = {"viewport": {"width": 320, "height": 640}, "color_scheme": scheme, "forced_colors": forced}
    with visiting(browser, gateway.url, **options) as visit:
        visit.open()
        visit.page.get_by_role("button", name="Español").click()
        expect(visit.answers().first).to_contain_text("Soy el asistente")
        for card in (UNSOLD, DAYS):
            gateway.engine.reply = lambda body, card=card: [plain("Aquí está.", card=card)]
            visit.ask("y ahora")
        slider = visit.page.get_by_role("slider")
        slider.press("End")
        found = Axe().run(visit.page, options=RULES)
        assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found.response["violations"]] == []
        assert visit.page.evaluate(WIDE) <= 320
        box = slider.bounding_box()
        assert box and box["height"] >= 24


def test_forced_colours_leave_edges_and_bars(browser: Browser, gateway: Gateway) -> None:
    with visiting(browser, gateway.url, forced_colors="active") as visit:
        visit.open()
        visit.ask("I owe 312k and it sold for 250")

        def style(what: str, name: str) -> Any:
            look = "([what, name]) => getComputedStyle(document.querySelector('shortfall-chat').shadowRoot.querySelector(what))[name]"
            return visit.page.evaluate(look, [what, name])

        paper = style(".panel", "backgroundColor")
        assert style(".bars .left rect", "fill") != paper
        assert style(".bars .owed rect", "stroke") != paper
        assert re.match(r"[1-9]", style(".launcher", "borderTopWidth"))
        assert re.match(r"[1-9]", style(".message", "borderTopWidth"))


def test_on_a_touch_screen_no_keyboard_jumps_up(browser: Browser, gateway: Gateway) -> None:
    options: Any = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    with visiting(browser, gateway.url, **options) as visit:
        visit.launcher.tap()
        expect(visit.answers().first).to_be_visible()
        assert visit.focused() == "log"


def test_the_page_does_not_shift(browser: Browser, gateway: Gateway) -> None:
    with visiting(browser, gateway.url) as visit:
        visit.open()
        visit.ask("hello")
        shift = """() => new Promise((done) => new PerformanceObserver((list) =>
            done(list.getEntries().reduce((sum, one) => sum + (one.hadRecentInput ? 0 : one.value), 0)))
            .observe({ type: "layout-shift", buffered: true }) ?? setTimeout(() => done(0), 500))"""
        assert visit.page.evaluate(shift) == 0
