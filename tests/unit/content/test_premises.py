"""One thing told that makes one answer true for whole topics."""

from __future__ import annotations

from pathlib import Path

import pytest

from shortfall.content.premises import answered_by, load_premises
from shortfall.content.questions import ContentError, questions


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
        ("second_mortgage_heloc/overview", {"bankruptcy": "discharged"}, "bankruptcy/foreclose_after_discharge"),
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
        assumes = questions()[premise.answer].assumes
        assert all(premise.facts[fact] <= values for fact, values in assumes.items() if fact in premise.facts)


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
