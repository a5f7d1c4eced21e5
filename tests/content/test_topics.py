"""Everything the assistant says: complete, plain, sourced, short enough for a text message, and never advice."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict

import pytest
import yaml

from shortfall.base.firm import DATA, ROOT, load_firm
from shortfall.base.gsm7 import foreign, septets
from shortfall.content.placeholders import fill, placeholders
from shortfall.law.states import STATES, Channel, describe
from tests.content.reading import FORBIDDEN, FORBIDDEN_SMS, MAX_GRADE, MAX_SEPTETS, faults, grade, known_ids

TOPICS = load_topics()
FIRM = load_firm()
VALUES = placeholders(FIRM)

# The names that the engine, the page and the measurements share (docs/content.md).
# fmt: off
IDS = {
    "define_deficiency", "define_deficiency_judgment", "still_owe_after_foreclosure", "state_law",
    "how_lender_gets_judgment", "will_lender_pursue", "waiver_and_negotiation", "settle_for_less",
    "collection_methods", "wage_garnishment", "bank_account_freeze", "property_lien", "exemptions", "how_long",
    "judgment_interest", "avoid_options", "short_sale", "deed_in_lieu", "consent_foreclosure", "bankruptcy",
    "defend_foreclosure", "already_have_judgment", "second_mortgage_heloc", "cosigner_spouse_divorce",
    "heirs_estate", "tax_1099c", "credit_impact", "government_loans", "hoa_condo", "investment_property",
    "debt_collectors", "jail", "scams", "surplus", "served_with_papers", "timeline", "redemption_reinstatement",
    "sale_process", "loan_modification", "reverse_mortgage", "fees", "about_firm", "privacy",
    "legal_advice_boundary",
}
# fmt: on
MAX_TITLE = 48
MAX_GRADE_STATE = 9.0

# What the firm's own page tells people, and where the assistant says it.
FACTS = [
    ("a deficiency is the debt less the sale price", "define_deficiency", ["what you owed", "minus", "sold for"]),
    (
        "Illinois lets a lender get a judgment for it",
        "define_deficiency_judgment",
        ["court order", "Illinois", "against you"],
    ),
    ("it can be owed after the home is gone", "still_owe_after_foreclosure", ["does not by itself end the debt"]),
    ("collection: wages, accounts, liens", "collection_methods", ["wage", "bank account", "lien"]),
    ("wage garnishment", "wage_garnishment", ["judgment", "pay", "15%"]),
    ("account freezes", "bank_account_freeze", ["judgment", "holds the money"]),
    ("liens on property", "property_lien", ["lien", "recorded"]),
    ("ways to avoid it", "avoid_options", ["short sale", "deed in lieu", "bankruptcy", "lawyer"]),
    ("a short sale", "short_sale", ["sell for less than you owe", "in writing"]),
    ("a deed in lieu", "deed_in_lieu", ["sign the home over", "ends the debt"]),
    ("bankruptcy", "bankruptcy", ["Chapter 7", "wipes it out"]),
    ("some lenders do not pursue it, as a policy", "will_lender_pursue", ["gives up the shortfall"]),
    ("what drives a lender's choice: amount", "will_lender_pursue", ["how large the shortfall is"]),
    ("what drives a lender's choice: means", "will_lender_pursue", ["your income and what you own"]),
    (
        "lenders bargain, more so when the case is fought",
        "waiver_and_negotiation",
        ["give up the shortfall", "how hard the case is being fought"],
    ),
    ("the foreclosure can be defended", "defend_foreclosure", []),
    ("address", "about_firm", [FIRM["address"]]),
    ("phone", "about_firm", [FIRM["phone"]]),
    (
        "not a debt collector, no ties to lender or government",
        "about_firm",
        ["not a debt collector", "no ties to your lender", "government"],
    ),
    ("the attorney responsible for the content", "about_firm", [FIRM["responsible_attorney"]]),
    ("no attorney-client relationship", "legal_advice_boundary", ["does not make", "your lawyer"]),
    ("information, not advice", "legal_advice_boundary", ["general information"]),
]


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


def test_the_names_that_everything_shares() -> None:
    assert set(TOPICS) == IDS
    assert known_ids() == IDS | {
        "calculate",
        "calculate_interest",
        "calculate_plan",
        "calculate_wages",
        "callback",
        "refine",
    }


@pytest.mark.parametrize("topic", TOPICS.values(), ids=TOPICS)
def test_a_topic_is_as_it_must_be(topic: Topic) -> None:
    assert faults(topic, known_ids()) == []


@pytest.mark.parametrize("topic", TOPICS.values(), ids=TOPICS)
def test_a_choice_fits_its_button(topic: Topic) -> None:
    assert 0 < len(topic.title) <= MAX_TITLE


def test_no_two_choices_read_alike() -> None:
    labels = [*(topic.title for topic in TOPICS.values()), *FOLLOW_UP_LABELS.values()]
    assert len({label.lower() for label in labels}) == len(labels)
    assert max(map(len, FOLLOW_UP_LABELS.values())) <= MAX_TITLE


def test_no_example_means_two_things() -> None:
    owners: dict[str, list[str]] = defaultdict(list)
    for topic in TOPICS.values():
        for example in topic.examples:
            owners[_bare(example)].append(topic.id)
    for path in sorted((DATA / "nlu").glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            for line in block["examples"].splitlines():
                owners[_bare(line.removeprefix("- "))].append(block["intent"])
    assert {text: names for text, names in owners.items() if len(names) > 1} == {}


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", re.sub(r"['\u2019]", "", text.lower()))) or text


@pytest.mark.parametrize("topic", TOPICS.values(), ids=TOPICS)
def test_sources_were_checked_and_lately(topic: Topic) -> None:
    today = datetime.datetime.now(datetime.UTC).date()
    for source in topic.sources:
        assert source.cite.strip()
        # A day ahead, for whoever checked it east of Greenwich.
        assert today - datetime.timedelta(days=730) <= source.checked <= today + datetime.timedelta(days=1), source.cite


@pytest.mark.parametrize("topic", TOPICS.values(), ids=TOPICS)
def test_a_review_has_both_a_name_and_a_day(topic: Topic) -> None:
    assert (topic.reviewed_by is None) == (topic.reviewed_on is None)


@pytest.mark.parametrize(
    ("name", "channel", "text"), ENGLISH, ids=[f"{name}-{channel}" for name, channel, _ in ENGLISH]
)
def test_a_response_is_plain(name: str, channel: str, text: str) -> None:
    assert grade(text) <= MAX_GRADE
    forbidden = FORBIDDEN + (FORBIDDEN_SMS if channel == "sms" else ())
    assert [phrase for phrase in forbidden if phrase in text.lower()] == []


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, channel, text in RESPONSES if channel == "sms"])
def test_a_response_fits_a_text_message(name: str, text: str) -> None:
    assert foreign(text) == set()
    assert septets(text) <= MAX_SEPTETS


def test_choices_of_the_responses_fit_their_buttons() -> None:
    responses = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))["responses"]
    titles = [b["title"] for variants in responses.values() for variant in variants for b in variant.get("buttons", [])]
    assert titles and max(map(len, titles)) <= MAX_TITLE


@pytest.mark.parametrize(("fact", "topic", "words"), FACTS, ids=[fact for fact, _, _ in FACTS])
def test_what_the_firms_page_says_can_be_answered(fact: str, topic: str, words: list[str]) -> None:
    answer = TOPICS[topic].answer.lower()
    assert [word for word in words if word.lower() not in answer] == []


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
    assert re.search(pattern, fill(FIRM["welcome"][channel], VALUES), re.IGNORECASE), what


def test_the_welcome_is_plain_and_fits() -> None:
    assert grade(fill(FIRM["welcome"]["web"], VALUES)) <= MAX_GRADE
    text = fill(" ".join(FIRM["welcome"]["sms"].split()), VALUES)
    assert foreign(text) == set()
    assert septets(text) <= MAX_SEPTETS


def test_the_disclaimer_says_what_the_firms_page_does() -> None:
    text = fill(FIRM["disclaimer"], VALUES)
    for part in (
        "not a debt collector",
        "lender",
        "servicer",
        "government",
        "not legal advice",
        "no result",
        "attorney-client relationship",
        "B. Fard",
    ):
        assert part in " ".join(text.split())


def test_there_is_every_state() -> None:
    assert len(STATES) == 51


@pytest.mark.parametrize("channel", ["web", "sms"])
@pytest.mark.parametrize("code", STATES)
def test_every_state_is_told_plainly(code: str, channel: Channel) -> None:
    text = describe(STATES[code], channel)
    assert STATES[code].name in text
    assert grade(text) <= MAX_GRADE_STATE
    forbidden = FORBIDDEN + (FORBIDDEN_SMS if channel == "sms" else ())
    assert [phrase for phrase in forbidden if phrase in text.lower()] == []
    if channel == "sms":
        assert foreign(text) == set()
        assert septets(text) <= MAX_SEPTETS
    else:
        assert len(text.split()) <= 120
        if STATES[code].ask_attorney:
            assert "attorney" in text
