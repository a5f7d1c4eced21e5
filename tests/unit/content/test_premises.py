"""One thing told that makes one answer true for whole topics."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from shortfall.content.premises import answered_by, load_premises
from shortfall.content.questions import ContentError, questions
from shortfall.talk.plausible import UNFIT, sensible, unlikely

STRICT = min(UNFIT.values())


@pytest.mark.parametrize(
    ("name", "case", "answer"),
    [
        ("exemptions/homestead", {"signed": "not_signed"}, "cosigner_spouse_divorce/never_signed"),
        (
            "wage_garnishment/how_much",
            {"signed": "not_signed", "stage": "sold"},
            "cosigner_spouse_divorce/never_signed",
        ),
        ("wage_garnishment/how_much", {"signed": "not_signed", "stage": "collection"}, "wage_garnishment/how_much"),
        ("wage_garnishment/how_much", {"signed": "not_signed", "who": "helper"}, "wage_garnishment/how_much"),
        ("wage_garnishment/how_much", {"signed": "signed"}, "wage_garnishment/how_much"),
        ("will_lender_pursue/overview", {"loan": "reverse"}, "reverse_mortgage/do_heirs_owe"),
        ("property_lien/my_home", {"ended": "consent_foreclosure"}, "consent_foreclosure/will_i_owe"),
        ("exemptions/social_security_va", {"signed": "not_signed"}, "exemptions/social_security_va"),
        ("bank_account_freeze/benefits", {"loan": "reverse"}, "bank_account_freeze/benefits"),
        ("bank_account_freeze/take_all", {"loan": "reverse"}, "reverse_mortgage/do_heirs_owe"),
        ("second_mortgage_heloc/overview", {"bankruptcy": "discharged"}, "second_mortgage_heloc/after_discharge"),
        ("second_mortgage_heloc/sued", {"bankruptcy": "discharged", "stage": "sold"}, "bankruptcy/wipes_out"),
        ("second_mortgage_heloc/overview", {"bankruptcy": "filed"}, "second_mortgage_heloc/overview"),
        ("timeline/overview", {"signed": "not_signed"}, "timeline/overview"),
        ("defend_foreclosure/overview", {"stage": "confirmed"}, "defend_foreclosure/too_late"),
        ("defend_foreclosure/military", {"stage": "confirmed"}, "defend_foreclosure/military"),
        ("redemption_reinstatement/reinstate_how", {"stage": "sold"}, "redemption_reinstatement/too_late"),
        ("redemption_reinstatement/overview", {"stage": "judgment"}, "redemption_reinstatement/too_late"),
        ("redemption_reinstatement/overview", {"stage": "behind"}, "redemption_reinstatement/overview"),
        ("redemption_reinstatement/after_sale_right", {"stage": "sold"}, "redemption_reinstatement/after_sale_right"),
        ("sale_process/sale_tomorrow", {"stage": "sold"}, "defend_foreclosure/too_late"),
        ("served_with_papers/court_day", {"court": "none"}, "timeline/case_filed_on_me"),
        ("served_with_papers/court_day", {"court": "none", "stage": "sued"}, "served_with_papers/court_day"),
        ("served_with_papers/how_many_days", {"answered": "late"}, "served_with_papers/late_answer"),
        ("served_with_papers/how_many_days", {"answered": "filed"}, "timeline/next_step"),
        ("served_with_papers/how_many_days", {"answered": "open"}, "served_with_papers/how_many_days"),
        ("credit_impact/score", {"signed": "not_signed"}, "credit_impact/cosigner_spouse"),
        ("avoid_options/keep_home", {"stage": "confirmed"}, "legal_advice_boundary/tell_me_what_to_do"),
    ],
)
def test_the_true_answer(name: str, case: dict[str, str | None], answer: str) -> None:
    assert answered_by(questions()[name], case).id == answer


def test_a_variant_made_for_the_case_comes_first() -> None:
    made = [q for q in questions().values() if q.answers_for({"bankruptcy": "discharged"})]
    assert made
    assert all(answered_by(q, {"bankruptcy": "discharged"}) is q for q in made)


def test_every_answer_fits_where_its_premise_holds() -> None:
    """The question that stands in is not one that assumes the contrary."""
    for premise in load_premises():
        answer = questions()[premise.answer]
        made = {fact: each.facts[fact] for each in answer.when for fact in each.facts}
        for fact, values in answer.assumes.items():
            assert premise.facts.get(fact, values) <= values | made.get(fact, frozenset())


OWNERS = "loan_modification surplus redemption_reinstatement settle_for_less deed_in_lieu still_owe_after_foreclosure"


@pytest.mark.parametrize(
    ("case", "untrue"),
    [
        ({"stage": "sold"}, r"you can give the house to the bank|you can catch up|ask for a (?:loan )?modification"),
        (
            {"stage": "confirmed"},
            r"you can give the house to the bank|you can catch up|ask for a (?:loan )?modification",
        ),
        (
            {"loan": "reverse"},
            r"death alone|keep paying the loan|ask for a modification|anyone who signed the note owes",
        ),
        ({"loan": "reverse", "who": "heir"}, r"death alone|keep paying the loan|a modification|can accept less"),
        ({"loan": "first"}, r"\bHECM"),
        (
            {"bankruptcy": "discharged"},
            r"lump sum or|pay in installments|judgment .{0,40}can land on|title company often",
        ),
        ({"who": "heir"}, r"\b(?:garnish|freeze|can take) your (?:pay|wages|account|money)"),
        ({"signed": "not_signed"}, r"\b(?:garnish|freeze) your (?:pay|wages|account|money)"),
    ],
)
def test_no_answer_forgets_what_was_told(case: dict[str, str | None], untrue: str) -> None:
    """Whatever question a message is taken for: it is ruled out, or its answer knows the case."""
    less = unlikely("", case)
    for question in questions().values():
        if less.get(question.id, 0.0) + less.get(question.topic, 0.0) < STRICT:
            words = answered_by(question, case).text_for(case)
            assert not re.search(untrue, f"{words.web['en']} {words.sms['en']}"), question.id


def test_who_rents_gets_nothing_of_an_owner() -> None:
    case = {"who": "tenant"}
    answers = {answered_by(question, case).topic for question in questions().values()}
    assert not answers & {*OWNERS.split()}
    assert sensible(["calculate", "refine", "callback", "surplus/overview"], case) == ["callback", "timeline/renters"]


@pytest.mark.parametrize(
    "raw",
    [
        "- {if: {signed: perhaps}, about: [exemptions], answer: exemptions/car}",
        "- {if: {signed: signed}, about: [nothing], answer: exemptions/car}",
        "- {if: {signed: signed}, about: [exemptions], answer: exemptions/yacht}",
    ],
)
def test_a_slip_is_named(raw: str, tmp_path: Path) -> None:
    path = tmp_path / "premises.yml"
    path.write_text(raw)
    with pytest.raises(ContentError):
        load_premises(path)
