"""The legal words and the topics that they name."""

from __future__ import annotations

import pytest

from shortfall.content.questions import questions
from shortfall.content.terms import terms, topics_named
from shortfall.talk.plausible import BY_ITS_WORD, unlikely


def test_they_name_topics_that_there_are() -> None:
    topics = {question.topic for question in questions().values()}
    assert all(term.topics and term.topics <= topics for term in terms())


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("todavia hay chance de un reinstatement", "redemption_reinstatement"),
        ("ya se paso el redemption?", "redemption_reinstatement"),
        ("puedo meter un chapter 13", "bankruptcy"),
        ("me conviene un deed in lieu", "deed_in_lieu"),
        ("que es lo del garnishment", "wage_garnishment"),
        ("where do i file an appearance", "served_with_papers"),
        ("is a short sale still possible", "short_sale"),
    ],
)
def test_a_legal_word_makes_its_topic_likely(text: str, topic: str) -> None:
    plain = unlikely(text, {}).get(topic, 0.0)
    assert unlikely(text, {}, said=text)[topic] == plain - BY_ITS_WORD


@pytest.mark.parametrize(
    "text", ["my appearance changed", "the next chapter of our life", "they sold it short notice", "la casa se vendio"]
)
def test_other_words_name_none(text: str) -> None:
    assert not topics_named(text)


def test_the_word_in_what_is_asked_counts_before_one_that_is_told() -> None:
    found = unlikely("x", {}, "can i still reinstate", "they did a garnishment on him. can i still reinstate")
    assert found["redemption_reinstatement"] < 0 and found.get("wage_garnishment", 0.0) >= 0
