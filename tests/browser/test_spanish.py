"""The whole way in Spanish, against the real processes: by keyboard alone from a page in Spanish, and what a summary says."""

from __future__ import annotations

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.browser.test_access import RULES
from tests.browser.test_journey import _press, _type
from tests.browser.visiting import PATIENCE, Visit

ENGLISH = re.compile(r"\b(?:the|you|your|is|are|what|which|please|with|owed|sold|call|attorney|left|paid)\b", re.I)
OURS = re.compile(
    r"The Law Center(?:, LLC)?|Court Help|Legal Aid Online|in lieu|English|\d+ ILCS[^.;]*|[\d.]+ U\.S\.C[^.;]*"
)


def test_the_whole_way_by_keyboard_in_spanish(browser: Browser, stack: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="es-MX")
    visit = Visit(context.new_page(), f"{stack}/es")
    page, keyboard = visit.page, visit.page.keyboard

    # The page's language is the widget's, and that of the talk, before a word is typed.
    visit.tab_to("Hacer una pregunta")
    keyboard.press("Enter")
    expect(visit.answers()).to_have_count(1, timeout=PATIENCE)
    expect(visit.answers().first).to_contain_text("Soy el asistente automático")
    expect(page.locator(".root")).to_have_attribute("lang", "es-US")
    assert visit.focused() == "text"
    _type(visit, "me pueden quitar el sueldo")
    expect(visit.answers().last).to_contain_text("15%")
    expect(visit.answers().last).to_have_attribute("lang", "es")

    # Figures, in the American way, then a correction.
    _type(visit, "debía 312 mil y se vendió en 250 mil en Illinois")
    expect(visit.answers().last.locator("tr.total")).to_have_text("Queda por pagar, más o menos$62,000")
    _type(visit, "no, 280 no 250")
    expect(visit.answers().last.locator("tr.total")).to_have_text("Queda por pagar, más o menos$32,000")
    visit.tab_to("De dónde viene esto", "Shift+Tab")
    keyboard.press("Enter")
    expect(visit.answers().last.locator("details li").first).to_be_visible()

    # A callback.
    visit.tab_to("Que alguien me llame", "Shift+Tab")
    _press(visit)
    for words in ("María Núñez de la Cruz", "312-555-0142", "entre semana por la mañana"):
        _type(visit, words)
    visit.tab_to("Sí, llámenme", "Shift+Tab")
    _press(visit)
    expect(visit.answers().last.get_by_role("term")).to_have_text(["Referencia", "Prevista para"])
    expect(visit.answers().last).to_contain_text(re.compile(r"(?:lunes|martes|miércoles|jueves|viernes) \d"))

    # Nothing that was said, and nothing around it, is in English.
    for said in page.locator(".message.assistant").all_inner_texts():
        assert not ENGLISH.findall(OURS.sub("", said)), said

    # The summary of it, on a page of its own.
    visit.tab_to("more", "Shift+Tab")
    keyboard.press("Enter")
    visit.tab_to("Obtener un resumen")
    keyboard.press("Enter")
    link = page.get_by_role("link", name=re.compile("ábralo para imprimir"))
    expect(link).to_be_visible(timeout=PATIENCE)
    paper = context.new_page()
    paper.goto(str(link.get_attribute("href")))
    assert paper.evaluate("document.documentElement.lang") == "es"
    expect(paper.locator("main")).to_contain_text("$32,000")
    own = re.compile(r"me pueden quitar el sueldo|debía 312 mil[^\n]*|no, 280 no 250")
    assert not ENGLISH.findall(OURS.sub("", own.sub("", paper.locator("main").inner_text())))
    found = Axe().run(paper, options=RULES)
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found.response["violations"]] == []
    paper.close()

    # Erased.
    visit.tab_to("more", "Shift+Tab")
    keyboard.press("Enter")
    visit.tab_to("Borrar mi chat")
    keyboard.press("Enter")
    expect(page.get_by_role("alertdialog")).to_contain_text("¿Borrar este chat?")
    visit.tab_to("Borrar")
    keyboard.press("Enter")
    expect(page.locator(".notice")).to_have_text("Su chat se borró.")
    expect(visit.answers().first).to_contain_text("Soy el asistente automático")
    assert (visit.errors, visit.strangers, context.cookies()) == ([], [], [])
    context.close()
