"""Which questions what was denied bars, and for how long."""

from __future__ import annotations

import pytest

from shortfall.talk.case import Case
from shortfall.talk.denied import barred, denied_facts, meant, near, only_rejects
from shortfall.talk.plausible import BARRED, sensible, set_aside, unlikely

DECREE = "cosigner_spouse_divorce/divorce_decree"


@pytest.mark.parametrize(
    ("text", "out", "still"),
    [
        ("there isn't any decree", DECREE, "cosigner_spouse_divorce/ex_stopped_paying"),
        ("no tengo hijos", "wage_garnishment/family_and_bills", "wage_garnishment/how_much"),
        ("I never had a wife", "wage_garnishment/spouse_pay", "wage_garnishment/how_much"),
        ("1099-C? never got one", "tax_1099c/when_it_comes", "settle_for_less/overview"),
        # What is asked of a pension is not barred by the other half of its label.
        ("my pension, not the social security", "exemptions/social_security_va", "wage_garnishment/benefits_as_pay"),
        # It is asked of what is not there.
        ("we have no surplus", "surplus/how_long_to_claim", "surplus/is_there_any"),
    ],
)
def test_what_speaks_of_it(text: str, out: str, still: str) -> None:
    less = unlikely(text, {}, said=text)
    assert less.get(out, 0) >= BARRED > less.get(still, 0)
    assert set_aside(out, text) and not set_aside(still, text)


@pytest.mark.parametrize(
    ("text", "out"),
    [
        ("short sale? who mentioned that? my sister was asking how long it takes", "short_sale/credit"),
        ("bancarrota?? quién habló de eso. quiero saber del gravamen", "bankruptcy/timing"),
        ("stop sending me loan modification stuff. when is the hearing", "loan_modification/who_qualifies"),
        ("did I ask about a reverse mortgage? what do heirs pay", "reverse_mortgage/do_heirs_owe"),
    ],
)
def test_what_is_said_back_to_reject_it_is_barred_until_they_name_it(text: str, out: str) -> None:
    case = Case().heard(denied_facts(text, {}), 0)
    assert out in barred(text, {}) and out in barred("and how long does that take", case.values())
    assert not only_rejects(text) and only_rejects(text.partition(". ")[0].partition("? my")[0].partition("? what")[0])


@pytest.mark.parametrize("text", ["who said I can stay there?", "I never said I was done", "nobody told me about it"])
def test_what_rejects_nothing(text: str) -> None:
    assert not barred(text, {})


@pytest.mark.parametrize(
    "text",
    [
        "I have no money",
        "no HOA dues left. Can the association foreclose?",
        "no lawyer. Do I need a lawyer",
        "the ex has no decree, how is a decree enforced",
    ],
)
def test_what_bars_nothing(text: str) -> None:
    assert barred(text, {}) == frozenset()


def test_it_is_kept_until_it_is_named_again() -> None:
    case = Case().heard(denied_facts("no decree so far. My cousin Tito says hi", {}), 0)
    assert case["denied"] == "decree"  # no other word of theirs
    assert DECREE in barred("who has to pay?", case.values())
    assert sensible([DECREE], case.values(), DECREE) == []
    case = case.heard(denied_facts("the decree came yesterday", case.values()), 1)
    assert not barred("who has to pay?", case.values())
    assert sensible([DECREE], case.values(), DECREE) == [DECREE]
    assert denied_facts("not the decree, the deed", {}) == ()


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("HELOC? no. How long does it take to sell", "How long does it take to sell"),
        ("there is no surplus. how do i check that", "there is no surplus. how do i check that"),
        ("no decree yet", "no decree yet"),
        ("I have no idea what to do, can they evict me", "I have no idea what to do, can they evict me"),
    ],
)
def test_what_is_read(text: str, asked: str) -> None:
    assert meant(text) == asked


@pytest.mark.parametrize(
    ("name", "text", "subject", "akin"),
    [
        ("exemptions/car", "what about my pickup truck", None, True),
        ("exemptions/car", "y mi carro qué", None, True),
        ("hoa_condo/coop", "and that I should not talk to the bank", None, False),
        ("calculate_interest", "no, I meant years and not thousands", None, False),
        ("exemptions/car", "and the other one?", "exemptions/homestead", True),
        ("jail", "will they arrest me", "exemptions/car", True),
        ("jail", "and the other one?", "exemptions/car", False),
    ],
)
def test_a_choice_has_to_do_with_what_was_said(name: str, text: str, subject: str | None, akin: bool) -> None:
    assert near(name, text, subject) is akin
