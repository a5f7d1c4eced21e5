"""Everything the assistant can say, as text messages: within limits, GSM-7, the question in sight, nothing lost."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from shortfall.base.firm import ROOT, load_firm
from shortfall.base.gsm7 import foreign, segments, septets
from shortfall.callbacks.consent import wording
from shortfall.content.check import FORBIDDEN_SMS
from shortfall.content.placeholders import fill, placeholders
from shortfall.conversation.messages import Said
from shortfall.law.deficiency import Figures, estimate
from shortfall.law.intervals import Interval
from shortfall.law.states import STATES, describe
from shortfall.law.wages import maximum
from shortfall.law.words import explain, explain_wages
from shortfall.sms.compose import LIMIT, Page, choice_number, compose, gsm7, numbered
from shortfall.sms.texts import texts

TOPICS = load_topics()
LABELS = {topic.id: topic.title for topic in TOPICS.values()} | FOLLOW_UP_LABELS
NAME = Said("What name may we ask for?", "callback", asking="callback_name")


def topic_said(topic_id: str) -> Said:
    topic = TOPICS[topic_id]
    return Said(topic.sms, topic.id, tuple((f"/{each}", LABELS[each]) for each in topic.follow_ups))


def responses() -> list[Any]:
    """Each response of domain.yml as a text message."""
    values = placeholders(load_firm())
    found = []
    for name, variants in yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))["responses"].items():
        variant = next((each for each in variants if each.get("channel") == "sms"), variants[0])
        choices = tuple((button["payload"], button["title"]) for button in variant.get("buttons", ()))
        meta = variant.get("metadata", {})
        said = Said(fill(variant["text"].strip(), values), meta.get("topic"), choices, asking=meta.get("asking"))
        found.append(pytest.param(said, id=name))
    return found


def check(pages: list[Page], *, keeps: bool = False) -> None:
    """What holds for every reply."""
    assert pages
    for page in pages:
        assert page.text.strip() == page.text != ""
        assert keeps or foreign(page.text) == set()
        assert keeps or septets(page.text) <= LIMIT
        assert segments(page.text) <= (4 if keeps else 2)
        assert "http" not in page.text
        assert [word for word in FORBIDDEN_SMS if word in page.text.lower()] == []
        shown = re.findall(r"^(\d) ", page.text, re.MULTILINE) if "Reply:" in page.text else []
        assert shown == [str(number) for number, _ in enumerate(page.choices, 1)] or not shown
    for page, after in pairwise(pages):
        # Only where there is no room for it does nothing say that related questions wait.
        assert "MORE" in page.text or (after.text.startswith("Reply:") and septets(page.text) > LIMIT - 21)


@pytest.mark.parametrize("topic_id", TOPICS)
def test_every_topic(topic_id: str) -> None:
    said = topic_said(topic_id)
    pages = compose([said])
    check(pages)
    assert pages[0].text.startswith(gsm7(said.text)), "the answer stands whole in the first text"
    assert len(pages) <= 2
    assert {uid for page in pages for uid in page.choices} == {uid for uid, label in said.choices}


@pytest.mark.parametrize("topic_id", TOPICS)
def test_every_topic_in_the_middle_of_a_form_keeps_the_question_in_sight(topic_id: str) -> None:
    pages = compose([topic_said(topic_id), NAME])
    check(pages)
    assert pages[0].text.endswith(NAME.text)
    together = " ".join(page.text for page in pages).replace("Reply MORE for the rest.", "").replace(NAME.text, "")
    assert together.split() == gsm7(TOPICS[topic_id].sms).split()


def test_every_pair_of_topics() -> None:
    for one in TOPICS:
        for other in ("bankruptcy", "exemptions", "wage_garnishment"):
            pages = compose([topic_said(one), topic_said(other)])
            check(pages)
            assert len(pages) <= 4


@pytest.mark.parametrize("said", responses())
def test_every_response_and_form_question(said: Said) -> None:
    pages = compose([said])
    check(pages, keeps=said.topic == "spanish")
    if said.asking:
        assert len(pages) == 1


@pytest.mark.parametrize("code", STATES)
def test_every_state(code: str) -> None:
    choices = (("/calculate", LABELS["calculate"]), ("/callback", LABELS["callback"]))
    check(compose([Said(describe(STATES[code], "sms"), "state_law", choices)]))


@pytest.mark.parametrize("code", [None, *STATES])
def test_every_states_estimate_and_its_card(code: str | None) -> None:
    figures = Figures(
        debt=Interval(Decimal(1_312_000), Decimal(1_420_000)),
        sale_price=Interval(Decimal(1_150_000), Decimal(1_250_000)),
        state=code,
        market_value=Interval(Decimal(1_200_000), Decimal(1_300_000)),
    )
    result = estimate(figures, date(2026, 11, 24))
    choices = (("/callback", "Have a person go over it with me"), ("/collection_methods", "How could they collect it?"))
    check(compose([Said(explain(result, "sms"), "calculate", choices, result.card())]))
    bare = compose([Said("Here it is.", "calculate", choices, result.card())])
    check(bare)
    assert "$" in bare[0].text, "figures that stand in the card only become a line"


@pytest.mark.parametrize("period", ["weekly", "fortnightly", "twice_a_month", "monthly"])
def test_every_wages_card(period: Any) -> None:
    limit = maximum(Decimal("11500.50"), Decimal("9000.25"), period, date(2026, 11, 24))
    choices = (("/exemptions", "What income is protected?"), ("/callback", "Have a person call me"))
    check(compose([Said(explain_wages(limit, "sms"), "calculate_wages", choices, limit.card())]))
    check(compose([Said("", "calculate_wages", choices, limit.card())]))


def test_the_consent_stands_whole_in_one_text() -> None:
    asked = wording("+13127440199")
    (page,) = compose([Said(asked, "callback", (("y", "Yes, call me"), ("n", "No")), asking="callback_consent")])
    assert page.text == f"{asked}\nReply:\n1 Yes, call me\n2 No"


def test_a_long_summary_keeps_its_question_and_choices_in_sight() -> None:
    summary = "Please check:\n\n- Name: Mar\u00eda\n" + "- Note: " + "a long story about the house and the bank. " * 12
    asked = f"{summary}\n\nIs that right? You can also tell me what to change."
    pages = compose(
        [Said(asked, "callback", (("y", "Yes, send it"), ("c", "Change the time")), asking="callback_confirmed")]
    )
    check(pages)
    assert pages[0].text.endswith("what to change.\nReply:\n1 Yes, send it\n2 Change the time")
    assert all(page.choices == ("y", "c") for page in pages)


def test_a_hint_that_asks_already_is_not_followed_by_the_same_question() -> None:
    hint = Said("What name may we ask for? A first name is fine.", "callback")
    assert [page.text for page in compose([hint, NAME])] == [hint.text]


@pytest.mark.parametrize("name", texts())
def test_every_standing_text(name: str) -> None:
    text = texts()[name]
    assert segments(text) <= (4 if name.endswith("_es") else 2)
    if not name.endswith("_es"):
        assert foreign(text) == set()
    if name == "notice":
        assert septets(text) < 153, "with any answer it stays within three parts"


def test_errors_and_the_lifeline() -> None:
    error = "Sorry, something went wrong on my side. Please try again, or call (312) 600-8815."
    check(compose([Said(error, "error")]))


def test_choices_with_words_that_carriers_block_are_left_out() -> None:
    pages = compose([Said("One of these?", "fallback", (("a", "Can I settle for less?"), ("b", "My pay")))])
    assert pages == [Page("One of these?\nReply:\n1 My pay", ("b",))]


def test_links_are_dropped() -> None:
    assert compose([Said("Read this: https://www.ilga.gov/x?y=1. Then call.")])[0].text == "Read this: Then call."


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("\u201cfair\u201d \u2013 it\u2019s \u2026", '"fair" - it\'s ...'),
        ("\u2022 one\u00a0two \u00bd", "- one two 1/2"),
        ("Mar\u00eda N\u00fa\u00f1ez", "Maria Nu\u00f1ez"),
        ("735 ILCS 5/12-803 \u00a7 2", "735 ILCS 5/12-803 \u00a7 2"),
        ("\u6211 \U0001f622", " "),
    ],
)
def test_gsm7(typed: str, sent: str) -> None:
    assert gsm7(typed) == sent


def test_sentences_are_not_cut_at_abbreviations() -> None:
    text = "Monday to Friday, 9 a.m. Chicago time is when B. Fard answers. " * 6
    for page in compose([Said(text)]):
        assert page.text.removesuffix("Reply MORE for the rest.").rstrip().endswith("answers.")


@given(
    st.lists(st.text(max_size=700), min_size=1, max_size=3),
    st.lists(st.text(min_size=1, max_size=60), max_size=6),
    st.booleans(),
)
def test_whatever_is_said_fits_and_nothing_is_lost(said: list[str], labels: list[str], asks: bool) -> None:
    messages = [Said(text, "fallback") for text in said]
    choices = tuple((str(number), label) for number, label in enumerate(labels))
    messages[-1] = Said(said[-1], "fallback", choices, asking="x" if asks else None)
    pages = compose(messages)
    assert all(septets(page.text) <= LIMIT for page in pages)
    assert len(pages) < 20


@pytest.mark.parametrize(
    ("text", "picked"),
    [("1", 0), ("one", 0), ("The first", 0), ("first one please", 0), ("option 2", 1), ("#3", 2), ("2.", 1), ("(1)", 0)]
    + [
        ("i want the second one", 1),
        ("uno", 0),
        ("4", None),
        ("250", None),
        ("1k", None),
        ("10", None),
        ("one hundred", None),
    ]
    + [
        ("1 week", None),
        ("the first of May", None),
        ("first", 0),
        ("no", None),
        ("", None),
        ("1,000", None),
        ("1 2", None),
    ],
)
def test_a_number_picks(text: str, picked: int | None) -> None:
    assert choice_number(text, 3) == picked


def test_numbered() -> None:
    assert numbered(["Yes", "No?"]) == "Reply:\n1 Yes\n2 No?"
    assert numbered([]) == ""
