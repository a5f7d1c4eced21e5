"""What speaks against a question: what it assumes of the person, and what nobody named."""

from __future__ import annotations

import pytest

from shortfall.content.questions import JOBS, OVERVIEW, questions
from shortfall.talk.plausible import NAMED, UNNAMED, presumes, sensible, unlikely


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


REVERSE, SECOND, ONE_BANK = (
    "reverse_mortgage/do_heirs_owe",
    "second_mortgage_heloc/paid_from_sale",
    "second_mortgage_heloc/same_bank",
)


@pytest.mark.parametrize(
    ("name", "known", "subject", "shown"),
    [
        # Not named: the topic by its own name, which says what it presumes.
        (REVERSE, {}, None, ["reverse_mortgage"]),
        (REVERSE, {}, "heirs_estate/do_i_owe", ["reverse_mortgage"]),
        (SECOND, {}, "timeline/overview", ["second_mortgage_heloc"]),
        ("hoa_condo/fees", {}, "timeline/overview", ["hoa_condo"]),
        # Named, or the subject.
        (REVERSE, {"reverse": "there"}, None, [REVERSE]),
        (REVERSE, {}, "reverse_mortgage/overview", [REVERSE]),
        (SECOND, {}, "second_mortgage_heloc/overview", [SECOND]),
        # It stands in the label.
        ("hoa_condo/lien", {}, None, ["hoa_condo/lien"]),
        ("timeline/renters", {}, None, ["timeline/renters"]),
        # Denied.
        (REVERSE, {"reverse": "none"}, "reverse_mortgage/overview", []),
        ("reverse_mortgage", {"reverse": "none"}, None, []),
        (ONE_BANK, {"one_bank": "none", "second": "there"}, "second_mortgage_heloc/overview", []),
        (SECOND, {"one_bank": "none", "second": "there"}, "second_mortgage_heloc/overview", [SECOND]),
        # Presumes nothing.
        ("exemptions/car", {"reverse": "none"}, None, ["exemptions/car"]),
        ("callback", {"second": "none"}, None, ["callback"]),
    ],
)
def test_a_choice_presumes_nothing_that_was_not_named(
    name: str, known: dict[str, str | None], subject: str | None, shown: list[str]
) -> None:
    assert sensible([name], known, subject) == shown


def test_every_choice_says_what_it_presumes_or_its_topic_does() -> None:
    """Whatever leads to a question, somebody who named nothing can read what it is about."""
    for question in questions().values():
        if question.name == OVERVIEW and presumes(question.topic):
            assert sensible([question.topic], {}) == [question.topic]
        for offered in sensible([*question.next, *(name for each in question.when for name in each.next)], {}):
            assert offered in JOBS or not presumes(offered) or sensible([offered], {}) == [offered]


def test_what_was_denied_is_hardly_meant() -> None:
    less = unlikely("is it a normal mortgage, what do the heirs owe", {"reverse": "none"})
    assert less["reverse_mortgage"] > 7 > unlikely("who owes it", {}).get("reverse_mortgage", 0.0)
