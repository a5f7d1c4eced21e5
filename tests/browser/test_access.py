"""Every state of the chat, and every page of the staff, by axe's rules and by what WCAG 2.2 says of size, reflow and motion."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from shortfall.callbacks.consent import TEXT_VERSION, text_wording
from shortfall.callbacks.request import Consent
from shortfall.staff import accounts, conflicts
from shortfall.staff.handling import Asked, handle
from tests.browser.test_ways import DAYS, UNSOLD
from tests.browser.test_widget import WAGES
from tests.browser.visiting import Visit
from tests.unit.web.serving import Gateway, running
from tests.unit.web.staff.conftest import quick_hashes  # noqa: F401  (a fixture)
from tests.unit.web.staff.office import PASSWORD, Office, office
from tests.unit.web.stand_in import answering, converse, plain

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


EN = {
    "details": "Details",
    "yes": "Yes",
    "more": "More",
    "erase": "Erase my chat",
}
ES = {
    "details": "Detalles",
    "yes": "Sí",
    "more": "Más",
    "erase": "Borrar mi chat",
}


def _states(visit: Visit, gateway: Gateway, say: Mapping[str, str]) -> Iterator[str]:
    """Bring the chat into one state after another, by what its buttons say."""
    page, engine = visit.page, gateway.engine
    yield "closed"
    visit.open()
    yield "open"
    page.get_by_text(say["details"], exact=True).click()
    yield "notice"
    page.get_by_text(say["details"], exact=True).click()
    visit.ask("can they take my paycheck?").locator("summary").click()
    yield "answer"
    engine.reply = lambda body: [plain("Usually not.", topic="exemptions", question="car", asking="callback_phone")]
    visit.ask("my car?").get_by_role("button", name=say["yes"], exact=True).click()
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
        engine.reply = answering(plain("Here it is.", card=card))
        visit.ask("card")
        yield str(card["type"])
    engine.reply = converse
    page.get_by_role("button", name=say["more"]).click()
    yield "menu"
    page.get_by_role("button", name=say["erase"]).click()
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


@pytest.mark.parametrize(("path", "size"), [("", size) for size in SIZES] + [("/es", SIZES[0]), ("/es", SIZES[2])])
def test_every_state_passes(browser: Browser, gateway: Gateway, path: str, size: tuple[int, int]) -> None:
    """By pairs: every state in every size and in both schemes, and every size in both schemes, in half of all combinations."""
    viewport: Any = {"width": size[0], "height": size[1]}
    with visiting(browser, gateway.url + path, viewport=viewport) as visit:
        for number, state in enumerate(_states(visit, gateway, ES if path else EN), SIZES.index(size)):
            visit.page.emulate_media(color_scheme="dark" if number % 2 else "light")
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
            gateway.engine.reply = answering(plain("Aquí está.", card=card))
            visit.ask("y ahora")
        slider = visit.page.get_by_role("slider")
        slider.press("End")
        found = Axe().run(visit.page, options=RULES)
        assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found.response["violations"]] == []
        assert visit.page.evaluate(WIDE) <= 320
        box = slider.bounding_box()
        assert box and box["height"] >= 24


PAGES = ["/es", "/es/privacy", "/es/terms", "/es/accessibility", "/es/changes", "/privacy", "/changes"]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_passes_in_its_language(browser: Browser, gateway: Gateway, path: str) -> None:
    """Small, and by axe's rules, one of which is that the language is said."""
    with closing(browser.new_context(viewport={"width": 320, "height": 640})) as context:
        page = context.new_page()
        page.goto(gateway.url + path)
        assert page.evaluate("document.documentElement.lang") == ("es" if path.startswith("/es") else "en")
        found = Axe().run(page, options=RULES)
        assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found.response["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


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

        def slowly(route: Route) -> None:
            visit.page.wait_for_timeout(700)  # a browser forgives what moves within half a second of a press
            route.continue_()

        visit.page.route("**/api/chat/*", slowly)
        visit.open()
        visit.ask("hello")
        shift = """() => new Promise((done) => new PerformanceObserver((list) =>
            done(list.getEntries().reduce((sum, one) => sum + (one.hadRecentInput ? 0 : one.value), 0)))
            .observe({ type: "layout-shift", buffered: true }) ?? setTimeout(() => done(0), 500))"""
        assert visit.page.evaluate(shift) == 0


# ------------------------------------------------------------------------------------------------ the pages of the staff

# What a page is looked at under: of scheme, forced colours and size each pair comes up, on every second page the other scheme.
LOOKS: list[tuple[int, Any, tuple[int, int]]] = [(0, "none", SIZES[0]), (1, "active", SIZES[1]), (1, "none", SIZES[2])]
SCHEMES: list[Any] = ["light", "dark"]
TINY = """() => [...document.querySelectorAll("button, summary, input:not([type=hidden]):not(.unseen), select, textarea")]
  .filter((one) => one.checkVisibility() && (one.offsetHeight < 24 || one.offsetWidth < 24)).map((one) => one.outerHTML)"""


def _pages(page: Page, desk: Office) -> Iterator[str]:
    """Bring every page of the staff onto the screen, with everything on it that unfolds."""
    desk.spoken("chat-1", ("user", "they took my house"), ("assistant", "I can ask the firm to call you."))
    phone = "+13125550143"
    whole = desk.book(
        "today 11am",
        "America/Phoenix",
        name="Wolfeschlegelsteinhausen Bergerdorff",
        phone=phone,
        conversation_id="chat-1",
        note="us bank took it " + "word" * 60,
        figures="$312,000 owed",
        urgent=True,
        urgent_reason="sale on Fri Nov 27",
        mark="violence",
        stage="judgment",
        deadline=date(2026, 12, 1),
        language="es",
        opposing="U.S. Bank",
        text_consent=Consent(wording=text_wording(phone), version=TEXT_VERSION, at=desk.clock(), message_id="m2"),
    )
    again = desk.book(name="Sam Field", phone=phone)
    closed = desk.book(name="Ann Wood")
    with desk.db() as session:
        accounts.set_role(session, "ana", "attorney", "A. Ng", desk.clock())
        conflicts.use(
            session, conflicts.upload(session, ["U.S. Bank"], "ana", desk.clock(), None), "ana", desk.clock(), None
        )
        handle(session, closed, "done", "ana", 1, "Sent to legal aid", desk.clock(), asked=Asked(outcome="referred"))
        handle(session, again, "no_answer", "ana", 1, "Rang out", desk.clock(), asked=Asked(again="morning"))
    desk.clock.move(minutes=1)
    page.goto(f"{desk.url}/staff/login")
    yield "login"
    page.get_by_label("Name", exact=True).fill("ana")
    page.get_by_label("Password").fill("not this one at all")
    page.get_by_role("button", name="Sign in").click()
    yield "login refused"
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/staff/")
    yield "list"
    page.get_by_label("Name, phone or reference").fill("field")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="1 found").wait_for()
    yield "search"
    for path in (
        *("?show=done", "?show=cancelled", f"requests/{whole}", f"requests/{again}", f"requests/{closed}", "activity"),
        *("password", "second-factor", "nowhere", "insights", "conflicts", "content", "content?topic=exemptions"),
        "content/exemptions/car",
        *("content/print?topic=exemptions&language=es", "content/print?topic=exemptions&language=en"),
    ):
        page.goto(f"{desk.url}/staff/{path}")
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        yield path
    page.goto(f"{desk.url}/staff/conflicts")
    page.get_by_label("CSV file").set_input_files(
        {"name": "a.csv", "mimeType": "text/csv", "buffer": b"name\nA Bank\n"}
    )
    page.get_by_role("button", name="Check it").click()
    page.get_by_role("heading", name="Check it first").wait_for()
    yield "conflicts, looked at"
    page.goto(f"{desk.url}/changes")
    yield "changes"


def test_every_page_of_the_staff_passes(browser: Browser, tmp_path: Path) -> None:
    """Each page is opened once, and looked at in turn in both schemes, in forced colours, small, at 400% and wide."""
    with office(tmp_path) as desk, closing(browser.new_context(reduced_motion="reduce")) as context:
        page, faults = context.new_page(), list[tuple[Any, ...]]()
        for number, name in enumerate(_pages(page, desk)):
            page.evaluate(AXE_SCRIPT)
            for turn, forced, (width, height) in LOOKS:
                look = SCHEMES[(number + turn) % 2], forced, width
                page.set_viewport_size({"width": width, "height": height})
                page.emulate_media(color_scheme=look[0], forced_colors=forced)
                # Forced colours are the system's own pairs, and axe reads a colour of ours (-webkit-text-fill-color) that is not shown.
                rules = {"color-contrast": {"enabled": forced == "none"}}
                found = page.evaluate("(options) => axe.run(options)", RULES | {"rules": rules})["violations"]
                faults += [(name, *look, rule["id"], node["html"]) for rule in found for node in rule["nodes"]]
                if page.evaluate("document.documentElement.scrollWidth") > width:
                    faults.append((name, *look, "wider than the screen"))
                faults += [(name, *look, "small", html) for html in page.evaluate(TINY)]
    assert faults == []
