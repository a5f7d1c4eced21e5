"""The demo page in a real browser, against a real gateway."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Locator, Page, Request, expect

from tests.unit.gateway.serving import Gateway
from tests.unit.gateway.stand_in import Body, plain

PHONE = "(312) 600-8815"


class Visit:
    """A page with everything that went wrong on it."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.errors: list[str] = []
        self.strangers: list[str] = []
        self._url = url
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("dialog", self._dialog)
        page.on("request", self._request)
        page.goto(url)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(message.text)

    def _dialog(self, dialog: Dialog) -> None:
        self.errors.append(dialog.message)
        dialog.dismiss()

    def _request(self, request: Request) -> None:
        if not request.url.startswith(self._url):
            self.strangers.append(request.url)

    @property
    def box(self) -> Locator:
        """Where one types."""
        return self.page.get_by_label("Your question")

    def answers(self) -> Locator:
        """What the assistant said."""
        return self.page.locator(".message.assistant")

    def ask(self, words: str) -> Locator:
        """Type and send; the last answer, once it is there."""
        before = self.answers().count()
        self.box.fill(words)
        self.box.press("Enter")
        expect(self.answers()).to_have_count(before + 1)
        return self.answers().last

    def focused(self) -> Any:
        """The id or text of what has the focus."""
        return self.page.evaluate("document.activeElement.id || document.activeElement.textContent")


@pytest.fixture
def visit(browser: Browser, gateway: Gateway) -> Iterator[Visit]:
    """A fresh visit that must end without console errors or requests elsewhere."""
    context = browser.new_context()
    visiting = Visit(context.new_page(), gateway.url)
    yield visiting
    context.close()
    assert visiting.errors == []
    assert visiting.strangers == []


def test_the_first_sight_says_who_and_what_before_the_input(visit: Visit, gateway: Gateway) -> None:
    page = visit.page
    disclaimer = page.get_by_text("Before you type:")
    expect(disclaimer).to_be_in_viewport()
    for words in ("not a debt collector", "not legal advice", "B. Fard", "223 W Jackson Blvd"):
        expect(disclaimer.locator("..")).to_contain_text(words)
    expect(page.get_by_role("banner")).to_contain_text("The Law Center")
    expect(page.get_by_role("banner").get_by_role("link")).to_have_attribute("href", "tel:+13126008815")
    expect(visit.answers()).to_contain_text(["I am an automated assistant"])
    above, below = disclaimer.bounding_box(), visit.box.bounding_box()
    assert above and below and above["y"] < below["y"]
    # Looking at the page stores nothing and asks nothing.
    assert page.evaluate("sessionStorage.length") == 0
    assert gateway.engine.asked == []
    assert visit.focused() != "text"


def test_a_journey_by_keyboard(visit: Visit, gateway: Gateway) -> None:
    page = visit.page
    answer = visit.ask("can they take my paycheck?")
    expect(answer.locator("p").first).to_have_text("They need a court order first.")
    expect(answer.locator("ul").first.locator("li")).to_have_text(["a notice comes", "you have time to answer"])
    expect(answer.get_by_role("link", name=PHONE)).to_have_attribute("href", "tel:+13126008815")
    assert visit.focused() == "text"  # an answer never moves the focus

    source = answer.get_by_role("link", name="735 ILCS 5/12-803")
    expect(source).to_be_hidden()
    answer.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(source).to_be_visible()
    assert "noopener" in (source.get_attribute("rel") or "")

    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert visit.focused() == "What can they not take?"
    page.keyboard.press("Enter")
    expect(visit.answers().last).to_contain_text("You chose /exemptions.")
    expect(page.locator(".message.user").last).to_contain_text("What can they not take?")
    assert visit.focused() == "What can they not take?"

    said = page.locator(".message").all_text_contents()
    page.reload()
    expect(page.locator(".message")).to_have_count(len(said))
    assert page.locator(".message").all_text_contents() == said
    assert visit.focused() != "text"
    sender = gateway.engine.asked[0]["sender"]

    page.get_by_role("button", name="Erase my chat").press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert visit.focused() == "Keep it"
    page.keyboard.press("Escape")
    expect(page.locator(".message")).to_have_count(len(said))
    page.get_by_role("button", name="Erase my chat").press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Your chat has been erased.").first).to_be_visible()
    expect(page.locator(".message")).to_have_count(1)
    assert gateway.engine.forgotten == [sender]
    assert page.evaluate("sessionStorage.length") == 0
    page.reload()
    expect(page.locator(".message")).to_have_count(1)


def test_a_new_line_and_no_empty_messages(visit: Visit, gateway: Gateway) -> None:
    visit.box.press("Enter")
    visit.box.type("one")
    visit.box.press("Shift+Enter")
    visit.box.type("two")
    visit.box.press("Enter")
    expect(visit.answers()).to_have_count(2)
    assert [body["text"] for body in gateway.engine.asked] == ["one\ntwo"]
    expect(visit.box).to_have_value("")
    expect(visit.box).to_have_attribute("maxlength", "1000")


def test_cards_are_small_tables(visit: Visit, gateway: Gateway) -> None:
    answer = visit.ask("I owe 312k and it sold for 250")
    table = answer.get_by_role("table", name="Rough estimate (IL)")
    expect(table.get_by_role("row")).to_have_text(
        [
            "The debt$312,000",
            "Interest up to the sale$0 to $8,000.50",
            "Sale price$250,000",
            "Left to pay, roughly$62,000 to $70,000.50",
        ]
    )
    expect(answer).to_contain_text("Interest after the sale is not in this figure.")
    booked = {"type": "callback", "reference": "TLC-7K2M", "window": "Tuesday, 9 a.m. to 12 p.m."}
    gateway.engine.reply = lambda body: [plain("Done.", card=booked)]
    answer = visit.ask("call me")
    expect(answer).to_contain_text("TLC-7K2M")
    expect(answer).to_contain_text("Tuesday, 9 a.m. to 12 p.m.")


@pytest.mark.parametrize(
    "card", [{"type": "unknown"}, {"type": "estimate"}, {"type": "constructor"}, {"type": None}, {}]
)
def test_an_odd_card_costs_the_card_not_the_answer(visit: Visit, gateway: Gateway, card: Body) -> None:
    gateway.engine.reply = lambda body: [plain("The words.", card=card)]
    expect(visit.ask("hello")).to_have_text(re.compile("The words.$"))


def test_hostile_text_stays_text(visit: Visit) -> None:
    attack = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    answer = visit.ask(f"hostile {attack}")
    expect(visit.page.locator(".message.user p")).to_have_text(f"hostile {attack}")
    expect(answer.locator("p").first).to_have_text(attack)
    answer.locator("summary").click()
    expect(answer.locator("details li")).to_have_text([attack])
    assert visit.page.locator(".messages img, .messages script, .messages a[href^=javascript]").count() == 0
    answer.get_by_role("button").click()
    expect(visit.answers().last).to_contain_text("You chose /help.")


def test_the_engine_down_and_back_loses_nothing(visit: Visit, gateway: Gateway) -> None:
    page = visit.page
    gateway.engine.status = 500
    visit.box.fill("are you there?")
    visit.box.press("Enter")
    problem = page.locator(".problem")
    expect(problem).to_contain_text("Your message is saved")
    expect(problem.get_by_role("link", name=PHONE)).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text("cannot answer right now")
    assert visit.focused() == "text"
    page.reload()
    expect(page.locator(".problem")).to_contain_text("not been answered yet")
    gateway.engine.status = 200
    page.get_by_role("button", name="Try again").click()
    expect(visit.answers().last).to_contain_text("You said: are you there?")
    expect(page.locator(".problem")).to_have_count(0)
    expect(page.locator(".message.user")).to_have_count(1)
    assert len(gateway.engine.asked) == 2
    # The browser itself reports the 503 on the console; nothing else may be there.
    assert all("503" in error for error in visit.errors)
    visit.errors.clear()


def test_offline_says_so_and_sends_again(visit: Visit, gateway: Gateway) -> None:
    visit.page.context.set_offline(True)
    visit.box.fill("can you hear me?")
    visit.box.press("Enter")
    expect(visit.page.locator(".problem")).to_contain_text("did not get through")
    expect(visit.page.locator(".problem").get_by_role("link", name=PHONE)).to_be_visible()
    visit.page.context.set_offline(False)
    visit.page.get_by_role("button", name="Try again").click()
    expect(visit.answers().last).to_contain_text("You said: can you hear me?")
    expect(visit.page.locator(".message.user")).to_have_count(1)
    assert all("ERR_INTERNET_DISCONNECTED" in error for error in visit.errors)
    visit.errors.clear()


def test_a_slow_answer_is_owned_up_to(visit: Visit, gateway: Gateway) -> None:
    visit.page.clock.install()
    gateway.engine.hang()
    visit.box.fill("hello")
    visit.box.press("Enter")
    expect(visit.page.locator("#typing")).to_be_visible()
    expect(visit.page.locator("#slow")).to_be_hidden()
    gateway.engine.arrived.acquire()
    visit.page.clock.fast_forward(7000)
    expect(visit.page.locator("#slow")).to_contain_text(PHONE)
    gateway.engine.release()
    expect(visit.answers().last).to_contain_text("You said: hello")
    expect(visit.page.locator("#typing")).to_be_hidden()


def test_quick_messages_are_answered_in_order(visit: Visit, gateway: Gateway) -> None:
    gateway.engine.hang()
    for words in ("one", "two", "three"):
        visit.box.fill(words)
        visit.box.press("Enter")
    gateway.engine.release()
    expect(visit.answers()).to_have_count(4)
    assert [body["text"] for body in gateway.engine.asked] == ["one", "two", "three"]


def test_a_chat_that_has_ended_begins_anew_with_the_message(visit: Visit, gateway: Gateway) -> None:
    visit.ask("hello")
    gateway.clock.move(hours=25)
    expect(visit.ask("still here?")).to_contain_text("You said: still here?")
    expect(visit.page.locator(".notice")).to_contain_text("earlier chat had ended")
    assert all("401" in error for error in visit.errors)
    visit.errors.clear()


def test_each_answer_is_announced_once_and_apart_from_the_transcript(visit: Visit) -> None:
    visit.ask("first thing")
    visit.ask("first thing")
    live = visit.page.locator("[aria-live=polite]")
    expect(live.locator("p")).to_have_text(["Assistant says: You said: first thing"] * 2)
    assert visit.page.locator("[aria-live] .message, [role=log]").count() == 0


def test_help_is_one_press_away(visit: Visit, gateway: Gateway) -> None:
    visit.page.get_by_role("button", name="Talk to a person").click()
    expect(visit.answers()).to_have_count(2)
    visit.page.get_by_role("button", name="Start over").click()
    expect(visit.answers()).to_have_count(3)
    assert [body["text"] for body in gateway.engine.asked] == ["I want to talk to a person", "Start over"]


@pytest.mark.parametrize(("width", "height"), [(320, 640), (320, 256), (1280, 800)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_and_can_be_read(browser: Browser, gateway: Gateway, width: int, height: int, scheme: Any) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
    )
    visit = Visit(context.new_page(), gateway.url)
    read, typed = visit.page.locator(".disclaimer").bounding_box(), visit.page.locator("#composer").bounding_box()
    assert read and typed and read["y"] + read["height"] <= typed["y"]
    visit.ask("I owe 312k and it sold for 250")
    visit.ask("paycheck " + "x" * 500)
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
    small = visit.page.evaluate(
        "[...document.querySelectorAll('button, summary, textarea')].filter(e => e.offsetParent)"
        ".map(e => e.getBoundingClientRect()).filter(r => r.width < 24 || r.height < 24).length"
    )
    assert small == 0
    assert visit.page.evaluate(CONTRAST) == []
    assert visit.errors == []
    context.close()


# Text against the nearest background that is painted, as WCAG 2.2 criterion 1.4.3 reckons it.
CONTRAST = """() => {
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, n) => sum + v * [0.2126, 0.7152, 0.0722][n], 0);
  const behind = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const back = parts(getComputedStyle(at).backgroundColor);
      if (back.length < 4 || back[3] > 0) return back;
    }
    return [255, 255, 255];
  };
  const faults = [];
  for (const node of document.body.querySelectorAll("*")) {
    const speaks = [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
    if (!speaks || !node.offsetParent || node.closest(".unseen")) continue;
    const [one, two] = [light(parts(getComputedStyle(node).color)), light(behind(node))].sort((a, b) => b - a);
    if ((one + 0.05) / (two + 0.05) < 4.5) faults.push(node.outerHTML.slice(0, 80));
  }
  return faults;
}"""
