"""One Spanish word for one thing, in every text that people can meet, and the same words before whoever reviews one."""

from __future__ import annotations

from shortfall.base.firm import load_firm
from shortfall.content.glossary import glossary, strays, terms_in
from shortfall.content.questions import questions
from shortfall.content.texts import texts
from shortfall.law.elsewhere import load_rules
from shortfall.law.states import STATES, describe
from tests.unit.content.test_languages import ALL
from tests.unit.content.test_texts import leaves

FIRM = load_firm()
SAID: dict[str, str] = {
    **ALL,
    **dict(leaves(texts("es"))),
    **{f"{question.id} ask": question.ask["es"] for question in questions().values()},
    **{
        f"{question.id} {number} {channel}": said["es"]
        for question in questions().values()
        for number, text in enumerate((question.text, *(variant.text for variant in question.when)))
        for channel, said in (("web", text.web), ("sms", text.sms))
    },
    **{f"{each.id} everywhere": each.everywhere["es"] for each in questions().values() if each.everywhere},
    **{f"rule {key}": rule.text["es"] for key, rule in load_rules().items() if rule.text["es"]},
    **{f"state {code} {channel}": describe(state, channel, "es") for code, state in STATES.items() for channel in ("web", "sms")},
    **{f"{name} {part['heading']}": part["text"] for name, page in FIRM["pages_es"].items() for part in page["parts"]},
    **{f"welcome {part}": FIRM["welcome"][part]["es"] for part in ("web", "notice")},
    "disclaimer": FIRM["disclaimer_es"],
}  # fmt: skip


def test_the_glossary_is_kept_to_in_every_text() -> None:
    assert {key: found for key, said in SAID.items() if (found := strays(said))} == {}
    assert len(SAID) > 2_000


def test_no_term_is_one_that_another_forbids() -> None:
    assert [name for term in glossary() for name in (*term.spanish, term.means) if strays(name)] == []


def test_most_terms_are_used() -> None:
    used = {term.english for said in SAID.values() for term in terms_in(said)}
    assert {term.english for term in glossary()} - used <= {
        "borrower",
        "home equity line",
        "estimate",
        "surplus",
        "confirmation of sale",
    }


def test_words_in_brackets_and_quotes_are_not_ours() -> None:
    assert strays("una ejecución hipotecaria (foreclosure)") == strays('el papel dice "releases the lien"') == []
    assert strays("el remate de su casa") == ["remate (subasta)"]
    assert [term.english for term in terms_in("dos sentencias y un gravamen")] == ["judgment", "lien"]
