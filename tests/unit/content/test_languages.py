"""Every text that a person can meet stands in both languages, with the same gaps; the Spanish is plain, says usted and fits a text message."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from shortfall.base.firm import DATA, ROOT, load_firm
from shortfall.base.gsm7 import segments
from shortfall.callbacks.consent import text_wording, text_wordings, wording, wordings
from shortfall.content.check import MIN_EASE_ES, ease_es
from shortfall.content.placeholders import fill, placeholders
from shortfall.content.texts import text, translated
from shortfall.conversation.cards import KINDS, read_card, table
from shortfall.law.deficiency import Figures, estimate, problems
from shortfall.law.interest import growth, plan
from shortfall.law.intervals import Interval
from shortfall.law.said import listed, month, said, words
from shortfall.law.states import STATES
from shortfall.law.wages import PERIODS, maximum
from shortfall.law.words import explain, explain_growth, explain_plan, explain_wages, months_in_words, notes
from shortfall.sms.compose import sendable, spelled
from shortfall.sms.texts import texts as sms_texts

FIRM = load_firm()
RESPONSES: dict[str, list[dict[str, Any]]] = yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))["responses"]
SPANISH: dict[str, dict[str, Any]] = yaml.safe_load((DATA / "texts" / "responses_es.yml").read_text("utf-8"))
VALUES = placeholders(FIRM, language="es")
TU = re.compile(r"\b(?:tú|tu|tus|ti|tienes|puedes|quieres|dime|eres|llámanos)\b", re.I)
# What an English sentence cannot do without, and a Spanish one never has.
ENGLISH = re.compile(r"\b(?:the|you|your|is|are|what|which|please|with|owed|sold|after|can)\b", re.I)
ON = datetime.date(2026, 11, 23)
PHONE = "+13125550143"
LONG = 12
"""Words from which the ease of a text can be measured."""
of = Interval.of


def gaps(words: str) -> list[str]:
    return sorted(re.findall(r"\{\w+\}", words))


def parts(words: str) -> int:
    """How many parts it goes out in, in whichever alphabet."""
    return segments(sendable(spelled(words)))


def said_in_spanish() -> Iterator[tuple[str, str]]:
    for name, response in SPANISH.items():
        yield from ((f"{name}.{part}", str(response[part])) for part in ("text", "sms", "back") if part in response)
    for group, entries in words().items():
        yield from ((f"{group}.{name}", both["es"]) for name, both in entries.items())
    for version, asked in (wordings(PHONE) | text_wordings(PHONE)).items():
        if "-es-" in version:
            yield version, asked
    yield from ((name, said) for name, said in sms_texts().items() if name.endswith("_es"))


ALL = dict(said_in_spanish())


# --- The same in both --------------------------------------------------------------------------------------------------------


def test_every_response_has_its_spanish() -> None:
    assert set(SPANISH) == set(RESPONSES) - {"utter_english"}  # said to whoever asks for English


@pytest.mark.parametrize("name", sorted(set(RESPONSES) & set(SPANISH)))
def test_a_response_is_the_same_in_spanish(name: str) -> None:
    for variant in RESPONSES[name]:
        channel = variant.get("channel", "web")
        spanish = translated(name, variant, channel)
        assert gaps(spanish["text"]) == gaps(variant["text"]) or name == "utter_spanish"
        assert [button["payload"] for button in spanish["buttons"]] == [
            b["payload"] for b in variant.get("buttons", [])
        ]
        about, theirs = dict(variant.get("metadata", {})), dict(spanish["metadata"])
        assert ("back" in about) == ("back" in theirs) and about.pop("back", "x") != theirs.pop("back", None)
        assert about == theirs
    titles = {len(variant.get("buttons", [])) for variant in RESPONSES[name]} - {0}
    assert {len(SPANISH[name].get("buttons", []))} - {0} == titles
    assert all(len(title) <= 48 for title in SPANISH[name].get("buttons", []))


@pytest.mark.parametrize(("group", "name"), [(group, name) for group, entries in words().items() for name in entries])
def test_a_sentence_about_figures_is_the_same_in_spanish(group: str, name: str) -> None:
    both = words()[group][name]
    assert set(both) == {"en", "es"}
    assert gaps(both["en"]) == gaps(both["es"])


def test_each_standing_text_message_has_its_spanish() -> None:
    assert {name for name in sms_texts() if name.endswith("_es")} == {
        f"{name}_es" for name in sms_texts() if not name.endswith("_es")
    }


def test_each_consent_has_a_spanish_wording_and_version_of_its_own() -> None:
    assert len(wordings(PHONE)) == 4 and len(text_wordings(PHONE)) == 2
    for channel in ("web", "sms"):
        assert wording(PHONE, channel, "es") != wording(PHONE, channel)
        assert FIRM["phone"] in wording(PHONE, "web", "es") and "(312) 555-0143" in wording(PHONE, channel, "es")
    assert "STOP" in text_wording(PHONE, "es") and "AYUDA" in text_wording(PHONE, "es")


def test_who_speaks_spanish_is_said_in_both_or_not_at_all() -> None:
    assert FIRM["spanish"] is None or set(FIRM["spanish"]) == {"en", "es"}
    assert set(FIRM["hours_text"]) == {"en", "es"}


# --- Plain, and short enough -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ALL)
def test_spanish_is_spanish_and_says_usted(key: str) -> None:
    assert not TU.search(ALL[key])
    assert not ENGLISH.search(re.sub(r"The Law Center|STOP|\{\w+\}", "", ALL[key]))


@pytest.mark.parametrize("key", [key for key, said in ALL.items() if len(said.split()) >= LONG])
def test_spanish_is_easy(key: str) -> None:
    assert ease_es(ALL[key]) >= MIN_EASE_ES


@pytest.mark.parametrize("name", SPANISH)
def test_a_spanish_response_fits_a_text_message(name: str) -> None:
    said = SPANISH[name].get("sms") or SPANISH[name]["text"]
    assert parts(fill(" ".join(said.split()), VALUES)) <= 2


@pytest.mark.parametrize("what", ["stored", "moved", "cancelled", "missed"])
def test_a_spanish_confirmation_fits_a_text_message(what: str) -> None:
    when = "miércoles 23 de septiembre, de 9:30 a.m. a 12:30 p.m., hora de la montaña (de 10:30 a.m. a 1:30 p.m., hora de Chicago)"
    words = text(f"confirm.{what}", "es", 0, reference="K7QM-X4RT", when=when, firm=FIRM["name"], phone=FIRM["phone"])
    assert parts(words) <= 2


@pytest.mark.parametrize("code", [None, *STATES])
def test_every_estimate_is_said_in_spanish(code: str | None) -> None:
    for value in (None, of("1280000.55", "1380000.55")):
        for price in (of("1250000.12", "1260000.34"), of("1350000.12", "1360000.34"), of(2_000_000)):
            figures = Figures(
                debt=of("1312345.67", "1412345.67"), sale_price=price, state=code, market_value=value, days=200
            )
            result = estimate(figures, ON, "es")
            assert parts(explain(result, "sms", "es")) <= 2
            shown = read_card(result.card() | {"notes": notes(result, "es")})
            assert shown is not None
            paper = table(shown, "es")
            shown_words = [explain(result, channel, "es") for channel in ("web", "sms")]
            shown_words += [paper.title, *(label for label, _ in paper.rows), *paper.notes]
            cites = result.citation
            assert not [each for each in shown_words if ENGLISH.search(each.replace(cites, ""))]


def test_other_results_are_said_in_spanish() -> None:
    pay = maximum(of(1_150).low, of(900).low, PERIODS[0], ON)
    grown = growth(of(5_000, 62_000), [of(365), of(100, 200), of(1)], ON)
    paid = plan(of(62_000).low, of(600).low, of("0.09").low)
    for each in (explain_wages(pay, "sms", "es"), explain_growth(grown, "sms", "es"), explain_plan(paid, "sms", "es")):
        assert parts(each) <= 2 and not ENGLISH.search(each)
    assert "$62,000" in explain_growth(grown, "web", "es") and "100 a 200 días" in explain_growth(grown, "web", "es")
    cards = (
        pay.card(),
        grown.card(ON),
        paid.card(ON),
        {
            "type": "deadlines",
            "title": text("deadlines.title", "es"),
            "rows": [
                {
                    "what": text("deadlines.what.answer", "es"),
                    "when": "jueves 3 de diciembre de 2026",
                    "how": text("deadlines.changes.answer", "es"),
                }
            ],
            "notes": [text("deadlines.note", "es")],
        },
        {"type": "callback", "reference": "K7QM-X4RT", "window": "mañana"},
    )
    for card in cards:
        shown = read_card(card)
        assert shown is not None and not ENGLISH.search(" ".join(label for label, _ in table(shown, "es").rows))
    # The estimate's is above; the words of the card of days are texts (data/texts).
    kinds = {kind.model_fields["type"].annotation.__args__[0] for kind in KINDS}  # type: ignore[union-attr]
    assert kinds == {str(card["type"]) for card in cards} | {"estimate", "deadlines"}


def test_spans_dates_and_lists_as_spanish_has_them() -> None:
    assert months_in_words(15, "es") == "1 año y 3 meses"
    assert month(datetime.date(2026, 3, 1), "es") == "marzo de 2026"
    assert listed(["gastos", "intereses"], "es") == "gastos e intereses"
    assert listed(["costs", "interest"], "en") == "costs and interest"


def test_what_cannot_be_is_asked_about_in_spanish() -> None:
    [found] = problems(Figures(debt=of(312_000), sale_price=of(250)), "es")
    assert found.question == "¿Quiso decir $250 o $250,000 para el precio de venta?"
    assert said("problem.zero", "es").startswith("Si no se debe nada")
