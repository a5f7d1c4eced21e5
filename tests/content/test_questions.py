"""Every question: complete, plain, sourced, short enough for a text message, under a declared law, and never advice."""

from __future__ import annotations

import csv
import datetime
import re
from collections import defaultdict
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
import yaml

from shortfall.base.channel import Channel
from shortfall.base.firm import DATA, ROOT, load_firm
from shortfall.base.gsm7 import folded, foreign, septets
from shortfall.base.language import Language
from shortfall.content.approval import lapsed
from shortfall.content.check import (
    FORBIDDEN,
    FORBIDDEN_SMS,
    MAX_GRADE,
    MAX_LABEL,
    MAX_SEPTETS,
    MIN_EASE_ES,
    STATUTE,
    bare,
    crossings,
    ease_es,
    faults,
    grade,
    official,
    twins,
)
from shortfall.content.placeholders import fill, placeholders
from shortfall.content.questions import JOBS, LANGUAGES, OVERVIEW, Question, Text, questions
from shortfall.law.elsewhere import load_rules
from shortfall.law.figures import FIGURES, figure
from shortfall.law.states import STATES, describe

QUESTIONS = questions()
FIRM = load_firm()
VALUES = placeholders(FIRM)
MAX_GRADE_STATE = 9.0

# fmt: off
TOPICS = {
    "about_firm", "already_have_judgment", "avoid_options", "bank_account_freeze", "bankruptcy", "collection_methods",
    "consent_foreclosure", "cosigner_spouse_divorce", "credit_impact", "debt_collectors", "deed_in_lieu", "defend_foreclosure",
    "define_deficiency", "define_deficiency_judgment", "exemptions", "fees", "free_help", "government_loans", "heirs_estate",
    "hoa_condo", "how_lender_gets_judgment", "how_long", "investment_property", "jail", "judgment_interest",
    "legal_advice_boundary", "loan_modification", "out_of_scope", "privacy", "property_lien", "redemption_reinstatement",
    "reverse_mortgage", "sale_process", "scams", "second_mortgage_heloc", "served_with_papers", "settle_for_less", "short_sale",
    "state_law", "still_owe_after_foreclosure", "surplus", "tax_1099c", "timeline", "wage_garnishment",
    "waiver_and_negotiation", "will_lender_pursue",
}
# fmt: on

# What the firm's own page tells people, and where the assistant says it.
FACTS = [
    ("a deficiency is the debt less the sale price", "define_deficiency/overview", ["minus"]),
    (
        "Illinois lets a lender get a judgment for it",
        "define_deficiency_judgment/overview",
        ["court order", "Illinois"],
    ),
    ("it can be owed after the home is gone", "still_owe_after_foreclosure/overview", ["does not by itself end"]),
    ("collection: wages, accounts, liens", "collection_methods/overview", ["pay", "bank account", "lien"]),
    ("wage garnishment", "wage_garnishment/overview", ["judgment", "pay", "{wage_gross_share}"]),
    ("account freezes", "bank_account_freeze/overview", ["judgment"]),
    ("liens on property", "property_lien/overview", ["lien", "record"]),
    ("ways to avoid it", "avoid_options/overview", ["short sale", "deed in lieu", "bankruptcy"]),
    ("a short sale", "short_sale/overview", ["sell", "less", "in writing"]),
    ("a deed in lieu", "deed_in_lieu/overview", ["lender"]),
    ("bankruptcy", "bankruptcy/overview", ["Chapter 7"]),
    ("some lenders do not pursue it", "will_lender_pursue/overview", ["lender"]),
    ("what drives a lender's choice", "will_lender_pursue/how_they_decide", ["the sum", "steady pay or property"]),
    ("lenders bargain", "waiver_and_negotiation/overview", ["give up"]),
    ("the foreclosure can be defended", "defend_foreclosure/overview", []),
    ("address", "about_firm/overview", ["{address}"]),
    ("phone", "about_firm/overview", ["{phone}"]),
    ("no collector, no ties", "about_firm/overview", ["not a debt collector", "no ties to your lender", "government"]),
    ("the attorney responsible for the content", "about_firm/overview", ["{attorney}"]),
    ("no attorney-client relationship", "legal_advice_boundary/overview", ["does not make", "your lawyer"]),
    ("information, not advice", "legal_advice_boundary/overview", ["general information"]),
]

# A caveat of the web text stands in the text message too: (what it is about, how the web says it, how the message may say it).
CAVEATS = [
    ("co-signers", r"co-?signers? (?:stay|can|may|still|of)", r"co-?sign|others who signed|everyone"),
    (
        "second loans",
        r"second (?:loan|mortgage|lender)s?\b|home equity line",
        r"second|2nd|home equity|HELOC|other loans?|each loan",
    ),
    ("service", r"(?:were|was) never served|not served|bad service", r"served?\b|service|handed"),
    (
        "not settled",
        r"unsettled|not settled|courts (?:disagree|differ)",
        r"settled|decided|disagree|differ|unclear|open",
    ),
    ("companies", r"\bLLC\b", r"LLC|compan|business"),
    ("only a judgment", r"only after a (?:court )?judgment", r"judgment"),
    ("in writing", r"get (?:it|that|this) in writing", r"writing|written|paper|letter"),
]


_A_CALL_BOOKED = re.compile(
    r"\b(?:time|day|hour) you (?:picked|chose|booked)|\b(?:hora|d[ií]a) que (?:usted )?(?:escogi[oó]|eligi[oó]|pidi[oó])",
    re.I,
)


def test_no_answer_presumes_that_a_call_is_booked() -> None:
    presumes = {
        question.id
        for question in QUESTIONS.values()
        for each in texts(question)
        for words in (*each.web.values(), *each.sms.values())
        if _A_CALL_BOOKED.search(words)
    }
    assert presumes == set()


def texts(question: Question) -> list[Text]:
    """The plain answer and its variants."""
    return [question.text, *(variant.text for variant in question.when)]


def test_the_topics_that_everything_shares() -> None:
    assert {question.topic for question in QUESTIONS.values()} == TOPICS


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_a_question_is_as_it_must_be(question: Question) -> None:
    assert faults(question, QUESTIONS) == []


def test_no_two_buttons_read_alike() -> None:
    for language in LANGUAGES:
        labels = [question.ask[language] for question in QUESTIONS.values()] + [
            label[language] for label in JOBS.values()
        ]
        assert sorted(label for label in set(labels) if [x.lower() for x in labels].count(label.lower()) > 1) == []
        assert max(map(len, labels)) <= MAX_LABEL


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("It is so. " * 16, "48 words, at most 45"),
        ("Extraordinary " * 20, "septets, at most 240"),
        ("In Illinois it is so.", "says 'Illinois'"),
        ("Notwithstanding jurisdictional considerations, obligations continue.", "reads at grade"),
    ],
)
def test_what_is_true_everywhere_is_short_and_plain(said: str, fault: str) -> None:
    question = next(each for each in QUESTIONS.values() if each.everywhere and each.law == "IL")
    found = faults(replace(question, everywhere={**question.everywhere, "en": said}), QUESTIONS)
    assert any(fault in one for one in found)


@pytest.mark.parametrize(
    ("case", "first"),
    [
        ({"stage": "behind"}, "ask the servicer"),
        ({"stage": "sued"}, "30 days"),
        ({"stage": "sale_set"}, "37 days"),
        ({"stage": "judgment", "owns": "owner"}, "37 days"),
        ({"stage": "sold"}, "get its date"),
        ({"stage": "judgment"}, "a citation or wage paper"),
    ],
)
def test_the_steps_of_the_week_are_in_order_and_begin_with_what_runs_out(case: dict[str, str], first: str) -> None:
    said = QUESTIONS["timeline/this_week"].text_for(case)
    for language in LANGUAGES:
        assert [line[0] for line in said.web[language].splitlines() if line[:1].isdigit()] == list("12345")
    assert first in next(line for line in said.web["en"].splitlines() if line.startswith("1."))


@pytest.mark.parametrize(
    "label",
    ["How do I stop or fight it?", "Can I rent an apartment after this?", "¿Cómo puedo pararlo?", "¿Por qué eso?"],
)
def test_a_label_that_leans_on_what_was_said_is_a_fault(label: str) -> None:
    question = next(iter(QUESTIONS.values()))
    asked: Language = "es" if label.startswith("¿") else "en"
    found = faults(replace(question, ask={**question.ask, asked: label}), QUESTIONS)
    assert f"ask.{asked} does not stand alone: name what it asks about" in found


def test_no_two_labels_read_the_same() -> None:
    assert twins(QUESTIONS.values()) == {}
    first, second, *_ = QUESTIONS.values()
    shouted = replace(second, ask={**second.ask, "en": first.ask["en"].upper()})
    assert twins([first, shouted]) == {bare(first.ask["en"]): [first.id, second.id]}


def test_no_example_means_two_things() -> None:
    assert crossings(QUESTIONS.values()) == {}
    owners: dict[str, set[str]] = defaultdict(set)
    for question in QUESTIONS.values():
        for language in LANGUAGES:
            for example in question.examples[language]:
                owners[bare(example)].add(question.topic)
    for path in sorted((DATA / "nlu").glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            for line in block["examples"].splitlines():
                owners[bare(line.removeprefix("- "))].add(block["intent"])
    assert {text: names for text, names in owners.items() if len(names) > 1} == {}


# An overview is a table of contents.
@pytest.mark.parametrize(
    "question", [pytest.param(each, id=name) for name, each in QUESTIONS.items() if each.name != OVERVIEW]
)
def test_the_caveats_of_the_web_text_stand_in_the_text_message(question: Question) -> None:
    lost = [
        name
        for text in texts(question)
        for name, long, short in CAVEATS
        if re.search(long, text.web["en"], re.I) and not re.search(short, text.sms["en"], re.I)
    ]
    assert lost == []


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_an_illinois_figure_stands_only_in_an_illinois_text(question: Question) -> None:
    if question.law != "IL":
        named = {name for text in texts(question) for said in (text.web, text.sms) for name in _placeholders(said)}
        assert {name for name in named & set(FIGURES) if not name.startswith("federal_")} == set()


def _placeholders(said: object) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", str(list(said.values()) if isinstance(said, dict) else said)))


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_what_holds_everywhere_sends_nobody_to_the_firm(question: Question) -> None:
    """Such texts say {help}, which is the firm's number in Illinois and free legal aid elsewhere."""
    if question.law in {"federal", "general"} and question.topic not in {
        "about_firm",
        "privacy",
        "fees",
        "legal_advice_boundary",
    }:
        ours = [text for text in texts(question) if "{phone}" in str(text)]
        assert not ours or question.id == "out_of_scope/not_about_law"


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_sources_were_checked_and_lately(question: Question) -> None:
    today = datetime.datetime.now(datetime.UTC).date()
    for source in question.sources:
        assert source.cite.strip()
        assert not source.url or source.url.startswith(("https://", "http://"))
        # A day ahead, for whoever checked it east of Greenwich.
        assert today - datetime.timedelta(days=730) <= source.checked <= today + datetime.timedelta(days=1), source.cite


def test_a_link_that_stands_for_the_law_is_official(capsys: pytest.CaptureFixture[str]) -> None:
    """The others are listed: run with -s to see which hosts they are on."""
    other: dict[str, set[str]] = defaultdict(set)
    wrong = []
    for question in QUESTIONS.values():
        for source in question.sources:
            if not official(source.url):
                other[urlsplit(source.url).hostname or "no link"].add(source.cite)
                wrong += [(question.id, source.cite)] if STATUTE.search(source.cite) else []
    for history in FIGURES.values():
        wrong += [("figure", entry.url) for entry in history if not _of_law(entry.url)]
    wrong += [(code, rule) for (code, rule), one in load_rules().items() if one.url and not official(one.url)]
    wrong += [(state.code, state.url) for state in STATES.values() if state.url and not official(state.url)]
    for host, cites in sorted(other.items(), key=lambda item: -len(item[1])):
        print(f"{host}: {len(cites)}")
    assert wrong == []


def _of_law(url: str) -> bool:
    # Cornell's copy of 15 U.S.C. 1673 was the text that was read (data/law/illinois.yml).
    return official(url) or url.startswith("https://www.law.cornell.edu/")


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_a_review_has_both_a_name_and_a_day(question: Question) -> None:
    for review in question.review.values():
        assert (review.by is None) == (review.on is None)


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_a_text_that_changed_is_reviewed_no_longer(question: Question) -> None:
    """After a change the review is taken out (by: null), or the attorney reads it again: shortfall content approve."""
    today = datetime.datetime.now(datetime.UTC).date()
    assert [language for language in LANGUAGES if lapsed(question, language, today)] == []


@pytest.mark.parametrize(("fact", "name", "words"), FACTS, ids=[fact for fact, _, _ in FACTS])
def test_what_the_firms_page_says_can_be_answered(fact: str, name: str, words: list[str]) -> None:
    answer = " ".join(QUESTIONS[name].text.web["en"].split()).lower()
    assert [word for word in words if word.lower() not in answer] == []


@pytest.mark.parametrize(
    ("stage", "before", "figures", "said"),
    [
        ("behind", 4, ("redemption_after_service_months",), {"en": "about 13 months", "es": "unos 13 meses"}),
        ("sued", 0, ("redemption_after_service_months",), {"en": "nine months", "es": "nueve meses"}),
        ("judgment", 0, ("redemption_after_judgment_months",), {"en": "five months", "es": "cinco meses"}),
        ("sold", 0, (), {"en": "two to four months", "es": "dos a cuatro meses"}),
    ],
)
def test_the_times_of_a_foreclosure_add_up(
    stage: str, before: int, figures: tuple[str, ...], said: dict[str, str]
) -> None:
    """The months that are listed are the law's, and their sum is what is said: the shortest wait for the judge, and 30 days to leave."""
    months = {"five": 5, "nine": 9, "about 13": 13, "two to four": 2}
    text = QUESTIONS["timeline/overview"].text_for({"stage": stage, "owns": "owner"})
    total = before + sum(int(figure(name, datetime.date(2026, 11, 30))) for name in figures) + 1 + 1
    assert months[said["en"].removesuffix(" months")] == total
    for language in LANGUAGES:
        assert said[language] in text.web[language].lower()
        assert "1 to 3 months" in text.web["en"] and "30 " in text.sms[language]
    for name in figures:
        assert f"{figure(name, datetime.date(2026, 11, 30))} months" in text.web["en"]


# --- Everything that is not a question ------------------------------------------------------------------------------------


def _responses() -> list[tuple[str, str, str]]:
    """(name, channel, text) of each response of domain.yml, as people read it on the web and as a text message."""
    responses = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))["responses"]
    found = []
    for name, variants in responses.items():
        by_channel = {variant.get("channel"): fill(variant["text"].strip(), VALUES) for variant in variants}
        for channel in ("web", "sms"):
            found.append((name, channel, by_channel.get(channel) or by_channel[None]))
    return found


RESPONSES = _responses()
ENGLISH = [response for response in RESPONSES if response[0] != "utter_spanish"]


@pytest.mark.parametrize(
    ("name", "channel", "text"), ENGLISH, ids=[f"{name}-{channel}" for name, channel, _ in ENGLISH]
)
def test_a_response_is_plain(name: str, channel: str, text: str) -> None:
    assert grade(text) <= MAX_GRADE
    forbidden = FORBIDDEN["en"] + (FORBIDDEN_SMS if channel == "sms" else ())
    assert [phrase for phrase in forbidden if phrase in text.lower()] == []


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, channel, text in RESPONSES if channel == "sms"])
def test_a_response_fits_a_text_message(name: str, text: str) -> None:
    assert septets(folded(text)) <= MAX_SEPTETS


def test_choices_of_the_responses_fit_their_buttons() -> None:
    responses = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))["responses"]
    titles = [b["title"] for variants in responses.values() for variant in variants for b in variant.get("buttons", [])]
    assert titles and max(map(len, titles)) <= MAX_LABEL


@pytest.mark.parametrize("channel", ["web", "sms"])
@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("automated", r"automated"),
        ("stored", r"stored"),
        ("not advice", r"not legal advice"),
        ("not confidential", r"not confidential"),
        ("no client", r"no attorney-client relationship|does not make you a client"),
        ("a person", r"\(312\) 600-8815"),
        ("the firm", r"The Law Center"),
    ],
)
def test_the_welcome_says(channel: str, what: str, pattern: str) -> None:
    welcome = FIRM["welcome"]
    said = welcome["sms"] if channel == "sms" else f"{welcome['web']['en']} {welcome['notice']['en']}"
    assert re.search(pattern, fill(said, VALUES), re.IGNORECASE), what


def test_the_welcome_is_plain_and_fits() -> None:
    for part in ("web", "notice"):
        assert grade(fill(FIRM["welcome"][part]["en"], VALUES)) <= MAX_GRADE, part
        assert FIRM["welcome"][part]["es"].strip()
    text = fill(" ".join(FIRM["welcome"]["sms"].split()), VALUES)
    assert foreign(text) == set()
    assert septets(text) <= MAX_SEPTETS


@pytest.mark.parametrize(
    "part",
    [
        "not a debt collector",
        "lender",
        "servicer",
        "government",
        "not legal advice",
        "no result",
        "attorney-client relationship",
        "B. Fard",
    ],
)
def test_the_disclaimer_says_what_the_firms_page_does(part: str) -> None:
    assert part in " ".join(fill(FIRM["disclaimer"], VALUES).split())


# --- The law of 51 places -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("channel", ["web", "sms"])
@pytest.mark.parametrize("code", STATES)
def test_every_state_is_told_plainly(code: str, channel: Channel) -> None:
    text = describe(STATES[code], channel)
    assert STATES[code].name in text
    assert grade(text) <= MAX_GRADE_STATE
    forbidden = FORBIDDEN["en"] + (FORBIDDEN_SMS if channel == "sms" else ())
    assert [phrase for phrase in forbidden if phrase in text.lower()] == []
    if channel == "web":
        assert len(text.split()) <= 130
        assert ("attorney" in text) == STATES[code].ask_attorney


def test_every_rule_of_a_state_is_plain_in_both_languages() -> None:
    rules = load_rules()
    hard = [
        key
        for key, one in rules.items()
        if grade(one.text["en"]) > MAX_GRADE_STATE or ease_es(one.text["es"]) < MIN_EASE_ES
    ]
    assert hard == []
    assert len(rules) >= 250


def test_the_tables_hold_no_working_notes() -> None:
    for name in ("states.csv", "states_collection.csv"):
        text = (DATA / "law" / name).read_text(encoding="utf-8")
        assert not re.search(r"code repository|github\.com|Cell confidence", text)
    with (DATA / "law" / "states_collection.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert all(row["es"] or row["confidence"] == "low" for row in rows)


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("IA", "within 2 years of the judgment"),
        ("CA", "second loan that did not buy it"),
        ("WA", "different second lender"),
        ("NV", "never refinanced"),
        ("NJ", "bank second loans do not follow"),
        ("SD", "proved at the foreclosure trial"),
    ],
)
def test_rows_that_were_corrected(code: str, says: str) -> None:
    assert says in f"{STATES[code].rule} {STATES[code].deadline}"
