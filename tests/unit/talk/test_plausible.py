"""What speaks against a subject: where the person stands, and what nobody named."""

from __future__ import annotations

import pytest

from shortfall.content.questions import questions
from shortfall.talk.case import STAGES
from shortfall.talk.plausible import NAMED, UNFIT, UNNAMED, unlikely

LABELS = [
    "heirs_estate/do_heirs_owe",
    "served_with_papers/overview",
    "loan_modification/apply",
    "callback",
    "hoa_condo/whose_debt",
]


def evidence(text: str, stage: str | None = None) -> dict[str, float]:
    less = unlikely(text, stage)
    return {label: less.get(label.partition("/")[0], 0.0) for label in LABELS}


@pytest.mark.parametrize(
    ("text", "topic", "named"),
    [
        ("my niece lost hers, if we let it go would we owe", "heirs_estate/do_heirs_owe", False),
        ("my mom passed and left the house", "heirs_estate/do_heirs_owe", True),
        ("murió mi papá, debo yo?", "heirs_estate/do_heirs_owe", True),
        ("the condo sold in april", "hoa_condo/whose_debt", False),
        ("the condo board wants dues", "hoa_condo/whose_debt", True),
    ],
)
def test_what_is_not_named_is_hardly_meant(text: str, topic: str, named: bool) -> None:
    assert evidence(text)[topic] == (0 if named else UNNAMED)


def test_where_somebody_stands() -> None:
    behind, sold = evidence("what do i do first", "behind"), evidence("what do i do first", "sold")
    assert behind["served_with_papers/overview"] > sold["served_with_papers/overview"] == 0
    assert sold["loan_modification/apply"] > behind["loan_modification/apply"] == 0
    assert behind["callback"] == sold["callback"] == 0


def test_it_speaks_of_topics_and_stages_that_there_are() -> None:
    topics = {question.topic for question in questions().values()}
    assert NAMED.keys() | {topic for unfit in UNFIT.values() for topic in unfit} <= topics
    assert UNFIT.keys() <= set(STAGES)
