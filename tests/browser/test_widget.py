"""The chat widget on the demo page, in a real browser, against a real gateway with a stand-in for its engine."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Route, expect

from shortfall.base.database import make_engine, sessions
from shortfall.base.limits import LONGEST_MESSAGE
from shortfall.content.questions import questions
from shortfall.content.reviews import decide
from tests.browser.visiting import PHONE, Visit
from tests.unit.web.serving import Gateway
from tests.unit.web.stand_in import ESTIMATE, Body, converse, plain

WAGES: Body = {
    "type": "wages",
    "state": "IL",
    "period": "weekly",
    "gross": "1000.00",
    "disposable": "800.00",
    "maximum": {"low": "125.00", "high": "125.00"},
    "protected": "675.00",
    "exempt": ["Social Security"],
    "notes": ["Child support follows other rules."],
}


def test_nothing_happens_before_someone_asks_for_it(browser: Browser, gateway: Gateway) -> None:
    context = browser.new_context()
    visit = Visit(context.new_page(), gateway.url)
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url))
    expect(visit.launcher).to_have_attribute("aria-expanded", "false")
    expect(visit.panel).to_be_hidden()
    assert (visit.page.evaluate("sessionStorage.length"), asked, gateway.engine.asked) == (0, [], [])
    visit.launcher.click()
    expect(visit.launcher).to_have_attribute("aria-expanded", "true")
    expect(visit.panel).to_have_role("dialog")
    expect(visit.panel).to_have_accessible_name("The Law Center")
    # The warning stands before the input: the assistant's own words, and a short line that never scrolls away.
    expect(visit.answers()).to_contain_text("I am an automated assistant")
    line = visit.page.get_by_text("General information, not legal advice. Not confidential. Chats are stored.")
    expect(line).to_be_in_viewport()
    above, below = line.bounding_box(), visit.box.bounding_box()
    assert above and below and above["y"] + above["height"] <= below["y"]
    assert visit.focused() == "text"
    assert gateway.engine.asked == []
    assert (context.cookies(), visit.page.evaluate("localStorage.length"), visit.errors, visit.strangers) == (
        [],
        0,
        [],
        [],
    )
    context.close()


def test_an_answer_has_its_parts(visit: Visit) -> None:
    answer = visit.ask("can they take my paycheck?")
    expect(answer.locator("p").first).to_have_text("They need a court order first.")
    expect(answer.locator("ul").first.locator("li")).to_have_text(["a notice comes", "you have time to answer"])
    expect(answer.get_by_role("link", name=PHONE)).to_have_attribute("href", "tel:+13126008815")
    source = answer.get_by_role("link", name="735 ILCS 5/12-803")
    expect(source).to_be_hidden()
    answer.locator("summary").click()
    expect(source).to_be_visible()
    expect(source).to_have_attribute("rel", "noopener noreferrer")
    answer.get_by_role("button", name="What can they not take?").click()
    expect(visit.answers().last).to_contain_text("You chose /exemptions.")
    expect(visit.mine().last).to_contain_text("What can they not take?")
    expect(visit.page.get_by_role("button", name="What can they not take? (chosen)")).to_be_visible()
    assert visit.focused() == "text"


def test_escape_closes_and_gives_the_focus_back(visit: Visit) -> None:
    visit.page.keyboard.press("Escape")
    expect(visit.panel).to_be_hidden()
    assert visit.focused() == "Ask a question" or visit.focused() == "Back to my chat"
    visit.page.get_by_role("main").get_by_role("button", name="Ask a question").click()
    expect(visit.panel).to_be_visible()
    visit.page.get_by_role("button", name="More").click()
    visit.page.keyboard.press("Escape")
    expect(visit.page.get_by_role("button", name="Start over")).to_be_hidden()
    expect(visit.panel).to_be_visible()
    assert visit.focused() == "more"
    visit.page.keyboard.press("Escape")
    expect(visit.panel).to_be_hidden()
    assert visit.focused() == "Ask a question"
    assert visit.page.evaluate("document.activeElement.hasAttribute('data-shortfall-open')")


def test_a_new_line_and_no_empty_messages(visit: Visit, gateway: Gateway) -> None:
    visit.box.press("Enter")
    visit.box.type("one")
    visit.box.press("Shift+Enter")
    visit.box.type("two")
    visit.box.press("Enter")
    expect(visit.answers()).to_have_count(2)
    assert [body["text"] for body in gateway.engine.asked] == ["one\ntwo"]
    expect(visit.box).to_have_value("")
    visit.box.fill("x" * (LONGEST_MESSAGE - 50))
    expect(visit.page.get_by_text("50 characters left", exact=True)).to_be_visible()
    expect(visit.box).to_have_attribute("maxlength", str(LONGEST_MESSAGE))


def test_the_estimate_is_a_picture_and_a_table_with_the_same_figures(visit: Visit) -> None:
    answer = visit.ask("I owe 312k and it sold for 250")
    expect(answer.get_by_role("table", name="Rough estimate").get_by_role("row")).to_have_text(
        [
            "The debt$312,000",
            "Interest up to the sale$0 to $8,000.50",
            "Sale price$250,000",
            "Left to pay, roughly$62,000 to $70,000.50",
        ]
    )
    picture = "Picture of the figures: Owed $312,000, Sale price $250,000, Left to pay $62,000 to $70,000.50"
    expect(answer.get_by_role("img", name=picture)).to_be_visible()
    expect(answer).to_contain_text("Interest after the sale is not in this figure.")


def _widths(visit: Visit, kind: str) -> tuple[float, float]:
    """Where the bar starts and ends, in parts of the picture's width."""
    box = visit.page.locator(".bars").bounding_box()
    found = [one.bounding_box() for one in visit.page.locator(f".bars .{kind} rect").all()]
    assert box and found
    edges = [edge for one in found if one for edge in (one["x"], one["x"] + one["width"])]
    return round((min(edges) - box["x"]) / box["width"], 2), round((max(edges) - box["x"]) / box["width"], 2)


def test_the_bars_stand_for_the_figures(visit: Visit, gateway: Gateway) -> None:
    card = ESTIMATE | {"deficiency": {"low": "62000.00", "high": "62000.00"}, "components": []}
    gateway.engine.reply = lambda body: [plain("Roughly.", card=card)]
    visit.ask("figures")
    assert _widths(visit, "owed") == (0, 1)
    assert _widths(visit, "paid") == (0, 0.8)
    assert _widths(visit, "left") == (0.8, 1)
    visit.page.evaluate("document.documentElement.dir = 'rtl'")
    visit.ask("again")
    expect(visit.page.locator(".bars")).to_have_count(2)
    visit.page.evaluate("document.querySelector('shortfall-chat').shadowRoot.querySelector('.bars').remove()")
    assert _widths(visit, "paid") == (0.2, 1)
    assert _widths(visit, "left") == (0, 0.2)


def test_wages_and_callback_cards(visit: Visit, gateway: Gateway) -> None:
    gateway.engine.reply = lambda body: [plain("At most.", card=WAGES)]
    answer = visit.ask("my pay")
    expect(answer.get_by_role("table").get_by_role("row")).to_have_text(
        [
            "Pay before deductions$1,000",
            "Pay after required deductions$800",
            "The most a court order can take$125",
            "Take-home pay that the state leaves alone$675",
        ]
    )
    expect(answer).to_contain_text("$125 a week")
    expect(answer.get_by_role("listitem")).to_have_text(["Child support follows other rules."])
    booked = {"type": "callback", "reference": "TLC-7K2M", "window": "Tuesday, 9 a.m. to 12 p.m."}
    gateway.engine.reply = lambda body: [plain("Done.", card=booked)]
    answer = visit.ask("call me")
    expect(answer.get_by_role("definition")).to_have_text(["TLC-7K2M", "Tuesday, 9 a.m. to 12 p.m."])


def test_a_card_of_another_kind_is_a_table(visit: Visit, gateway: Gateway) -> None:
    card = {
        "type": "judgment_interest",
        "per_day": "15.29",
        "rate": "9%",
        "after_a_year": {"low": "67580.00", "high": "67580.00"},
        "years": [{"label": "Two years", "value": "73160.00"}, {"name": "three_years", "low": "1.00", "high": "2.00"}],
        "notes": ["Simple interest."],
        "nothing": None,
    }
    gateway.engine.reply = lambda body: [plain("It grows.", card=card)]
    answer = visit.ask("interest")
    expect(answer.get_by_role("table", name="judgment interest").get_by_role("row")).to_have_text(
        ["Per day$15.29", "Rate9%", "After a year$67,580", "Two years$73,160", "Three years$1 to $2"]
    )
    expect(answer).to_contain_text("Simple interest.")


@pytest.mark.parametrize(
    "card",
    [
        {"type": "estimate"},
        {"type": "wages", "maximum": 3},
        {"type": "constructor"},
        {"type": None},
        {"type": {"a": []}},
    ],
)
def test_an_odd_card_costs_the_card_not_the_answer(visit: Visit, gateway: Gateway, card: Body) -> None:
    gateway.engine.reply = lambda body: [plain("The words.", card=card)]
    expect(visit.ask("hello").locator(":scope > p")).to_have_text("The words.")
    gateway.engine.reply = converse
    expect(visit.ask("and on")).to_contain_text("You said: and on")


def test_hostile_text_stays_text(visit: Visit, gateway: Gateway) -> None:
    attack = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    answer = visit.ask(f"hostile {attack}")
    expect(visit.mine().locator("p")).to_have_text(f"hostile {attack}")
    expect(answer.locator("p").first).to_have_text(attack)
    answer.locator("summary").click()
    expect(answer.locator("details li")).to_have_text([attack])
    answer.get_by_role("button").click()
    expect(visit.answers().last).to_contain_text("You chose /help.")
    card = {
        "type": attack,
        "javascript:alert(4)": attack,
        "notes": [attack],
        "rows": [{"label": attack, "low": attack, "high": "1"}],
    }
    links = "javascript:alert(5) data:text/html,<script>alert(6)</script> https://example.org/a<b>c"
    gateway.engine.reply = lambda body: [plain(links, card=card)]
    answer = visit.ask("more")
    expect(answer.get_by_role("link")).to_have_attribute("href", "https://example.org/a")
    expect(answer.locator(":scope > p")).to_contain_text("<script>alert(6)</script>")
    assert (
        visit.page.locator("shortfall-chat img, shortfall-chat script, shortfall-chat a[href^=javascript]").count() == 0
    )


def test_a_word_of_ten_thousand_letters_stays_inside(visit: Visit, gateway: Gateway) -> None:
    gateway.engine.reply = lambda body: [plain("W" * 10_000, choices=[{"label": "c" * 300, "payload": "/help"}])]
    visit.ask("hello")
    wide = "[...document.querySelector('shortfall-chat').shadowRoot.querySelectorAll('.log, .panel')].some(e => e.scrollWidth > e.clientWidth)"
    assert visit.page.evaluate(wide) is False


def test_a_crisis_answer_can_be_dialled(visit: Visit, gateway: Gateway) -> None:
    gateway.engine.reply = lambda body: [plain("Call or text 988 now.", topic="crisis")]
    expect(visit.ask("I can't go on").get_by_role("link", name="988", exact=True)).to_have_attribute("href", "tel:988")
    gateway.engine.reply = lambda body: [plain("It grew by 988 dollars.", topic="judgment_interest")]
    expect(visit.ask("how much").get_by_role("link")).to_have_count(0)


def test_a_person_is_always_in_the_same_place(visit: Visit, gateway: Gateway) -> None:
    help_ = visit.page.get_by_role("group", name="Talk to a person")
    place = help_.bounding_box()
    expect(help_.get_by_role("link", name=f"Call {PHONE}")).to_have_attribute("href", "tel:+13126008815")
    help_.get_by_role("button", name="Have someone call me").click()
    expect(visit.answers()).to_have_count(2)
    assert help_.bounding_box() == place
    visit.page.get_by_role("button", name="More").click()
    visit.page.get_by_role("button", name="Start over").click()
    expect(visit.answers()).to_have_count(3)
    assert [body["text"] for body in gateway.engine.asked] == ["Can someone call me?", "Start over"]
    assert help_.bounding_box() == place


def test_the_summary_opens_elsewhere(visit: Visit, gateway: Gateway) -> None:
    sent: list[dict[str, str]] = []

    def summary(route: Route) -> None:
        sent.append(route.request.headers)
        body = {"words": "Your summary is ready:", "link": "open it to print or save", "url": "/summary/abc"}
        route.fulfill(status=201, content_type="application/json", body=json.dumps(body))

    visit.page.route("**/api/chat/summary", summary)
    visit.ask("hello")
    visit.page.get_by_role("button", name="More").click()
    visit.page.get_by_role("button", name="Get a summary").click()
    link = visit.page.get_by_role("link", name="open it to print or save")
    expect(link).to_have_attribute("href", f"{gateway.url}/summary/abc")
    expect(link).to_have_attribute("target", "_blank")
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    assert sent[0]["authorization"].startswith("Bearer ")


def test_a_summary_that_is_no_web_address_is_not_linked(visit: Visit) -> None:
    answer = json.dumps({"url": "javascript:alert(1)"})
    visit.page.route("**/api/chat/summary", lambda route: route.fulfill(status=201, body=answer))
    visit.page.get_by_role("button", name="More").click()
    visit.page.get_by_role("button", name="Get a summary").click()
    expect(visit.page.locator(".problem")).to_contain_text("something went wrong on our side")
    expect(visit.page.locator("a[href^=javascript]")).to_have_count(0)


def test_the_engine_down_and_back_loses_nothing(visit: Visit, gateway: Gateway) -> None:
    page = visit.page
    gateway.engine.status = 500
    visit.box.fill("are you there?")
    visit.box.press("Enter")
    problem = page.locator(".problem")
    expect(problem).to_contain_text("Your message is saved")
    expect(problem).to_contain_text("I will try again by myself in 15 seconds")
    expect(problem.get_by_role("link", name=PHONE)).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text("cannot answer right now")
    assert visit.focused() == "text"
    # Retry-After is obeyed, whoever presses.
    problem.get_by_role("button", name="Try again").click()
    expect(problem).to_contain_text(re.compile(r"Please wait \d+ more seconds"))
    assert len(gateway.engine.asked) == 1
    page.reload()  # the panel stays as it was
    expect(page.locator(".problem")).to_contain_text("not been answered yet")
    gateway.engine.status = 200
    page.get_by_role("button", name="Try again").click()
    expect(visit.answers().last).to_contain_text("You said: are you there?")
    expect(page.locator(".problem")).to_have_count(0)
    expect(visit.mine()).to_have_count(1)
    assert visit.focused() == "text"
    assert len(gateway.engine.asked) == 2
    visit.forgive("503")


def test_it_tries_again_by_itself_when_the_server_said(browser: Browser, gateway: Gateway) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.clock.install()
    visit = Visit(page, gateway.url)
    visit.open()
    gateway.engine.status = 500
    visit.box.fill("are you there?")
    visit.box.press("Enter")
    expect(page.locator(".problem")).to_be_visible()
    gateway.engine.status = 200
    page.clock.fast_forward(14_000)
    assert len(gateway.engine.asked) == 1
    page.clock.fast_forward(2_000)
    expect(visit.answers().last).to_contain_text("You said: are you there?")
    expect(page.locator(".problem")).to_have_count(0)
    assert len(gateway.transcript({"Authorization": f"Bearer {_token(visit)}"})) == 3
    visit.forgive("503")
    context.close()


def _token(visit: Visit) -> Any:
    return visit.page.evaluate(
        "sessionStorage.getItem(Object.keys(sessionStorage).find((key) => key.startsWith('shortfall.token')))"
    )


def test_offline_says_so_and_sends_again_when_the_line_is_back(visit: Visit) -> None:
    visit.page.context.set_offline(True)
    visit.box.fill("can you hear me?")
    visit.box.press("Enter")
    problem = visit.page.locator(".problem")
    expect(problem).to_contain_text("did not get through")
    expect(problem.get_by_role("link", name=PHONE)).to_be_visible()
    visit.page.context.set_offline(False)
    expect(visit.answers().last).to_contain_text("You said: can you hear me?")
    expect(visit.mine()).to_have_count(1)
    expect(problem).to_have_count(0)
    visit.forgive("ERR_INTERNET_DISCONNECTED")


def test_a_slow_answer_is_owned_up_to(browser: Browser, gateway: Gateway) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.clock.install()
    visit = Visit(page, gateway.url)
    visit.open()
    gateway.engine.hang()
    visit.box.fill("hello")
    visit.box.press("Enter")
    expect(page.locator(".typing")).to_be_visible()
    expect(page.locator(".slow")).to_have_count(0)
    gateway.engine.arrived.acquire()
    page.clock.fast_forward(7_000)
    expect(page.locator(".slow")).to_contain_text(PHONE)
    gateway.engine.release()
    expect(visit.answers().last).to_contain_text("You said: hello")
    expect(page.locator(".typing")).to_have_count(0)
    assert visit.errors == []
    context.close()


def test_quick_messages_are_answered_in_order(visit: Visit, gateway: Gateway) -> None:
    gateway.engine.hang()
    for words in ("one", "two", "three"):
        visit.box.fill(words)
        visit.box.press("Enter")
    gateway.engine.release()
    expect(visit.answers()).to_have_count(4)
    assert [body["text"] for body in gateway.engine.asked] == ["one", "two", "three"]


def test_a_refused_message_comes_back_to_be_mended(visit: Visit) -> None:
    visit.box.fill("\u200b\u2060")
    visit.box.press("Enter")
    expect(visit.page.locator(".problem")).to_contain_text("That message was empty")
    expect(visit.page.get_by_role("button", name="Try again")).to_have_count(0)
    visit.forgive("422")


def test_a_chat_that_has_ended_begins_anew_with_the_message(visit: Visit, gateway: Gateway) -> None:
    visit.ask("hello")
    gateway.clock.move(hours=25)
    expect(visit.ask("still here?")).to_contain_text("You said: still here?")
    expect(visit.page.locator(".notice")).to_contain_text("earlier chat had ended")
    gateway.clock.move(hours=25)
    visit.page.reload()
    expect(visit.page.locator(".notice")).to_contain_text("earlier chat had ended")
    expect(visit.answers()).to_contain_text(["I am an automated assistant"])
    visit.forgive("401")


def test_the_live_region_says_each_message_once(visit: Visit, gateway: Gateway) -> None:
    visit.page.evaluate(
        """() => {
          const region = document.querySelector("shortfall-chat").shadowRoot.querySelector("#said");
          window.heard = [];
          new MutationObserver((all) => all.forEach((one) => one.addedNodes.forEach((node) => {
            if (node.nodeType === 1) heard.push(node.textContent);
          }))).observe(region, { childList: true });
        }"""
    )
    visit.ask("first thing")
    visit.ask("first thing")
    visit.ask("can they take my paycheck?")
    heard = visit.page.evaluate("heard")
    assert heard[:2] == ["Assistant says: You said: first thing"] * 2
    assert len(heard) == 3
    assert heard[2].endswith("You can choose: What can they not take?, My bank account.")
    assert "- " not in heard[2]
    # The words go again, so that nobody reads them twice; and what is live holds no message.
    expect(visit.page.locator("#said p")).to_have_count(0)
    assert visit.page.locator("[aria-live] .message, [role=log]").count() == 0
    assert visit.page.evaluate("heard.length") == 3


@pytest.mark.parametrize("place", ["the input", "an older answer", "the conversation", "the website"])
def test_a_message_never_moves_the_focus(visit: Visit, gateway: Gateway, place: str) -> None:
    visit.ask("can they take my paycheck?")
    gateway.engine.hang()
    visit.box.fill("hello")
    visit.box.press("Enter")
    gateway.engine.arrived.acquire()
    where = {
        "the input": visit.box,
        "an older answer": visit.page.locator(".message summary"),
        "the conversation": visit.page.locator("#log"),
        "the website": visit.page.get_by_role("main").get_by_role("button"),
    }[place]
    where.focus()
    before = visit.focused()
    visit.page.evaluate("window.moved = 0; document.addEventListener('focusin', () => moved++)")
    gateway.engine.release()
    expect(visit.answers()).to_have_count(3)
    expect(visit.page.locator(".typing")).to_have_count(0)
    assert (visit.focused(), visit.page.evaluate("moved")) == (before, 0)


def test_an_answer_to_a_closed_chat_is_counted_not_pressed_upon_anyone(visit: Visit, gateway: Gateway) -> None:
    gateway.engine.hang()
    visit.box.fill("hello")
    visit.box.press("Enter")
    gateway.engine.arrived.acquire()
    visit.page.keyboard.press("Escape")
    gateway.engine.release()
    expect(visit.launcher).to_contain_text("1 new")
    expect(visit.panel).to_be_hidden()
    visit.launcher.click()
    expect(visit.answers().last).to_contain_text("You said: hello")
    expect(visit.launcher).not_to_contain_text("1 new")


def test_erasing_asks_first_and_leaves_nothing(visit: Visit, gateway: Gateway) -> None:
    page = visit.page
    visit.ask("hello")
    sender = gateway.engine.asked[0]["sender"]
    for key in ("Escape", "Enter"):  # Enter presses "Keep it", which has the focus
        page.get_by_role("button", name="More").click()
        page.get_by_role("button", name="Erase my chat").click()
        expect(page.get_by_role("alertdialog")).to_be_visible()
        assert visit.focused() == "Keep it"
        page.keyboard.press(key)
        expect(page.get_by_role("alertdialog")).to_be_hidden()
        expect(visit.panel).to_be_visible()
        expect(visit.answers()).to_have_count(2)
    page.get_by_role("button", name="More").click()
    page.get_by_role("button", name="Erase my chat").click()
    page.get_by_role("alertdialog").get_by_role("button", name="Erase").click()
    expect(page.locator(".notice")).to_have_text("Your chat has been erased.")
    # What follows is what everyone sees who opens a chat: what this is, the ways to begin, and whether someone can call today.
    expect(page.locator(".message")).to_have_count(1)
    expect(visit.answers()).to_contain_text("I am an automated assistant")
    expect(visit.answers()).to_contain_text("Someone can call you today")
    expect(visit.answers().get_by_role("button", name="Have a person call me")).to_be_visible()
    assert gateway.engine.forgotten == [sender]
    visit.ask("hello again")
    assert gateway.engine.asked[-1]["sender"] != sender


def test_the_website_hears_of_events_but_of_no_words(visit: Visit) -> None:
    visit.page.evaluate(
        """() => {
          window.events = [];
          for (const name of ["open", "close", "message", "erase", "error"])
            document.addEventListener(`shortfall-${name}`, (event) => events.push([name, event.detail]));
        }"""
    )
    visit.ask("my secret")
    visit.page.keyboard.press("Escape")
    visit.page.evaluate("document.querySelector('shortfall-chat').open()")
    expect(visit.panel).to_be_visible()
    assert visit.page.evaluate("events") == [
        ["message", {"role": "user"}],
        ["message", {"role": "assistant"}],
        ["close", {}],
        ["open", {}],
    ]


def test_texts_can_be_replaced(visit: Visit) -> None:
    visit.page.evaluate(
        """() => {
          const chat = document.querySelector("shortfall-chat");
          chat.setAttribute("labels", '{"send": "Mandar"}');
          chat.setAttribute("locale", "es");
        }"""
    )
    expect(visit.page.get_by_role("button", name="Mandar")).to_be_visible()
    expect(visit.page.get_by_label("Su pregunta")).to_be_visible()
    expect(visit.page.locator(".root")).to_have_attribute("lang", "es-US")
    expect(visit.page.get_by_role("button", name="Que alguien me llame")).to_be_visible()


def test_who_cannot_open_a_chat_is_told_so_in_their_language(browser: Browser, gateway: Gateway) -> None:
    context = browser.new_context()
    page = context.new_page()
    words = "Inténtelo otra vez en 12 minutos o llame al (312) 600-8815."
    body = json.dumps({"error": {"code": "full", "message": words}})
    refused: list[str] = []

    def refuse(route: Route) -> None:
        refused.append(route.request.post_data or "")
        route.fulfill(status=429, headers={"Retry-After": "700"}, body=body)

    page.route("**/api/chat/sessions", refuse)
    visit = Visit(page, gateway.url)
    page.goto(f"{gateway.url}/")
    page.evaluate("document.querySelector('shortfall-chat').setAttribute('locale', 'es')")
    visit.launcher.click()
    problem = page.locator(".problem")
    expect(problem).to_contain_text(words)
    assert problem.inner_text().count("312") == 1 and '"es"' in refused[0]
    # An hour is not counted down in seconds: who presses is told anew.
    problem.get_by_role("button").click()
    expect(problem).to_contain_text(words)
    assert len(refused) == 2
    visit.forgive("429")
    context.close()


def test_an_answer_says_who_has_read_its_text_and_that_nobody_has(visit: Visit, gateway: Gateway) -> None:
    more: Body = {"topic": "exemptions", "question": "car", "law": "IL", "reads": "en"}
    more["sources"] = [{"cite": "735 ILCS 5/12-1001(c)", "url": "https://www.ilga.gov/example"}]
    gateway.engine.reply = lambda body: [plain("Usually not.", **more)]
    answer = visit.ask("can they take my car?")
    answer.locator("summary").click()
    expect(answer).to_contain_text("Not yet reviewed by the attorney.")
    engine = make_engine(gateway.settings.database)
    with sessions(engine).begin() as session:
        decide(session, questions()["exemptions/car"], "en", True, "B. Fard", "bea", "", gateway.clock())
    engine.dispose()
    answer = visit.ask("and my car?")
    answer.locator("summary").click()
    expect(answer).to_contain_text("Reviewed by B. Fard on Nov 23, 2026.")
    # What was said before is as it was.
    expect(visit.answers().nth(-2)).to_contain_text("Not yet reviewed by the attorney.")
