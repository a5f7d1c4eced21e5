"""What speaks against a question: what it assumes of the person, and what nobody named."""

from __future__ import annotations

import pytest

from shortfall.content.questions import questions
from shortfall.talk.plausible import NAMED, UNNAMED, unlikely


@pytest.mark.parametrize(
    ("text", "topic", "named"),
    [
        ("my niece lost hers, if we let it go would we owe", "heirs_estate", False),
        ("my mom passed and left the house", "heirs_estate", True),
        ("murió mi papá, debo yo?", "heirs_estate", True),
        ("the condo sold in april", "hoa_condo", False),
        ("the condo board wants dues", "hoa_condo", True),
        ("me and my girlfriend split up, she kept the house", "out_of_scope/abuse_at_home", False),
        ("my ex hits me and his name is on the loan", "out_of_scope/abuse_at_home", True),
        ("tengo miedo de mi esposo", "out_of_scope/abuse_at_home", True),
    ],
)
def test_what_is_not_named_is_hardly_meant(text: str, topic: str, named: bool) -> None:
    assert unlikely(text, {}).get(topic, 0.0) == (0.0 if named else UNNAMED)


def test_where_somebody_stands() -> None:
    behind, sold = (unlikely("what do i do first", {"stage": stage}) for stage in ("behind", "sold"))
    assert "served_with_papers" in behind.keys() - sold.keys()
    assert "loan_modification" in sold.keys() - behind.keys()
    assert "callback" not in behind.keys() | sold.keys()


@pytest.mark.parametrize(
    ("case", "odd", "fits"),
    [
        ({"signed": "not_signed"}, "cosigner_spouse_divorce/cosigner_owes", "cosigner_spouse_divorce/on_title_only"),
        (
            {"other_signed": "signed"},
            "cosigner_spouse_divorce/spouse_not_on_note",
            "cosigner_spouse_divorce/full_or_half",
        ),
    ],
)
def test_who_signed(case: dict[str, str | None], odd: str, fits: str) -> None:
    less = unlikely("who has to pay it", case)
    assert odd in less and fits not in less
    assert odd not in unlikely("who has to pay it", {})


def test_it_speaks_of_topics_that_there_are() -> None:
    assert NAMED.keys() <= {question.topic for question in questions().values()} | questions().keys()
