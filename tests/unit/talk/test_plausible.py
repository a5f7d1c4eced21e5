"""What speaks against a question: what it assumes of the person, and what nobody named."""

from __future__ import annotations

from datetime import date

import pytest

from shortfall.content.premises import answered_by
from shortfall.content.questions import JOBS, OVERVIEW, questions
from shortfall.reading.facts import read_facts
from shortfall.reading.things import EVERYDAY
from shortfall.talk.case import Case
from shortfall.talk.plausible import NAMED, UNNAMED, against, assumed, presumes, sensible, stages, unlikely

FIND_JUDGMENT, FIND_SALE = "already_have_judgment/find_out_if_there_is_one", "sale_process/date_and_place"


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
        ({"stage": "behind"}, "still_owe_after_foreclosure/letter_asking_money", "loan_modification/bank_letters"),
        ({"stage": "sold"}, "loan_modification/bank_letters", "still_owe_after_foreclosure/letter_asking_money"),
        ({"who": "cosigner"}, "cosigner_spouse_divorce/on_title_only", "cosigner_spouse_divorce/cosigner_owes"),
        ({"signed": "not_signed"}, "cosigner_spouse_divorce/pay_first", "cosigner_spouse_divorce/on_title_only"),
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
        ("heirs_estate/executor", {}, None, ["heirs_estate"]),
        ("investment_property/personal_guaranty", {}, "timeline/overview", ["investment_property"]),
        # Named, or the subject.
        (REVERSE, {"reverse": "there"}, None, [REVERSE]),
        (REVERSE, {}, "reverse_mortgage/overview", [REVERSE]),
        (SECOND, {}, "second_mortgage_heloc/overview", [SECOND]),
        # It stands in the label.
        (REVERSE, {}, "heirs_estate/do_i_owe", [REVERSE]),
        (SECOND, {}, "timeline/overview", [SECOND]),
        ("hoa_condo/fees", {}, "timeline/overview", ["hoa_condo/fees"]),
        ("hoa_condo/lien", {}, None, ["hoa_condo/lien"]),
        ("timeline/renters", {}, None, ["timeline/renters"]),
        # Denied.
        (REVERSE, {"reverse": "none"}, "reverse_mortgage/overview", []),
        ("reverse_mortgage", {"reverse": "none"}, None, []),
        (ONE_BANK, {"one_bank": "none", "second": "there"}, "second_mortgage_heloc/overview", []),
        (SECOND, {"one_bank": "none", "second": "there"}, "second_mortgage_heloc/overview", [SECOND]),
        # What was told goes against it: the stage, who signed, how far the answer is; or what was denied does.
        ("still_owe_after_foreclosure/letter_asking_money", {"stage": "behind"}, None, []),
        ("still_owe_after_foreclosure/letter_asking_money", {"ended": "not_sold"}, None, []),
        ("sale_process/notice_of_sale", {"court": "none"}, None, ["sale_process/notice_of_sale"]),
        ("sale_process/notice_of_sale", {"sale_day": "none"}, None, []),
        ("served_with_papers/court_day", {"court": "none"}, None, []),
        ("served_with_papers/court_day", {}, None, ["served_with_papers/court_day"]),
        ("served_with_papers/more_time", {"answered": "late"}, None, []),
        ("served_with_papers/late_answer", {"answered": "late"}, None, ["served_with_papers/late_answer"]),
        ("cosigner_spouse_divorce/full_or_half", {"signed": "not_signed"}, None, []),
        # Asked before it happens.
        ("deed_in_lieu/will_i_owe", {"ended": "not_sold"}, None, ["deed_in_lieu/will_i_owe"]),
        ("surplus/how_to_claim", {"stage": "sale_set"}, None, ["surplus/how_to_claim"]),
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


@pytest.mark.parametrize(
    ("known", "possible", "not_possible"),
    [
        ({"ended": "not_sold"}, "sale_set", "sold"),
        # The judgment is the one of foreclosure.
        ({"ended": "not_sold", "stage": "judgment"}, "sued", "judgment"),
        ({"court": "none"}, "behind", "sued"),
        ({"judged": "none"}, "sold", "judgment"),
        ({"sale_day": "none"}, "sued", "sale_set"),
        # What was told counts before what is denied.
        ({"court": "none", "stage": "sold"}, "sold", "behind"),
        ({"judged": "none", "stage": "collection"}, "collection", "sold"),
    ],
)
def test_what_was_denied_says_where_they_are_not(
    known: dict[str, str | None], possible: str, not_possible: str
) -> None:
    assert possible in stages(known)
    assert not_possible not in stages(known)


def test_who_denies_the_sale_hears_nothing_for_after_it() -> None:
    less = unlikely("did they sell it too cheap", {"ended": "not_sold"})
    assert less["sale_process/low_price"] > 7
    assert "sale_process/who_sets_price" not in less


def test_what_a_question_says_itself_counts_before_what_its_topic_says() -> None:
    less = unlikely("how do i find out", {"judged": "none"})
    topic = less["already_have_judgment"]
    assert less["already_have_judgment/find_out_if_there_is_one"] == -topic
    assert less.get("already_have_judgment/overview", 0.0) == 0.0


def test_what_a_premise_answers_is_as_likely_as_before() -> None:
    less = unlikely("when is my court date", {"court": "none"})
    assert "served_with_papers/court_day" not in less


@pytest.mark.parametrize("known", [{"court": "none"}, {"answered": "late"}, {"answered": "filed"}])
def test_nobody_hears_of_a_day_in_court_who_has_none(known: dict[str, str | None]) -> None:
    """Each question that assumes a case, or an answer that is still open, has an answer in its place, or is not likely."""
    less = unlikely("what now", known)
    for question in questions().values():
        if set(against(question.assumes, known, stages(known))) & known.keys():
            instead = answered_by(question, known)
            if instead is question:
                assert less[question.id] > 7, question.id
            else:
                assert not set(against(assumed(instead.id), known, stages(known))) & known.keys(), instead.id


def test_what_most_people_have_to_do_with_need_not_be_named() -> None:
    assert not EVERYDAY & {thing for question in questions() for thing in presumes(question)}


def test_a_question_is_not_barred_from_those_for_whom_it_has_an_answer() -> None:
    """An overview alone may be: what it assumes holds for its topic."""
    for question in questions().values():
        for variant in question.when:
            for fact, values in variant.facts.items():
                if question.name != OVERVIEW:
                    assert values <= question.assumes.get(fact, values), question.id


@pytest.mark.parametrize(
    ("told", "name", "offered"),
    [
        ("there is a judgment against me for 41,300 from 2021", FIND_JUDGMENT, False),
        ("judgment on me april 2023 28,100. lost my house in peoria", FIND_JUDGMENT, False),
        ("they sold it in may", FIND_JUDGMENT, True),
        ("is there a judgment against me?", FIND_JUDGMENT, True),
        ("a sale date is set for my home, december 22", FIND_SALE, False),
        ("a sale date is set for my home", FIND_SALE, True),
    ],
)
def test_what_was_told_is_not_to_be_found_out(told: str, name: str, offered: bool) -> None:
    known = Case().heard(read_facts(told, date(2026, 12, 1)), 1).values()
    assert bool(sensible([name], known)) is offered
    assert (unlikely("", known).get(name, 0) > 0) is not offered


@pytest.mark.parametrize(
    ("text", "known", "less"),
    [
        ("got a 1099-c for 40,000 last week", {}, True),
        ("got a 1099-c for a loan from my chapter 7", {}, False),
        ("got a 1099-c for 40,000 last week", {"bankruptcy": "discharged"}, False),
    ],
)
def test_only_who_was_bankrupt_is_answered_as_such(text: str, known: dict[str, str | None], less: bool) -> None:
    assert (unlikely(text, known).get("tax_1099c/bankruptcy_and_1099c", 0.0) > 1) is less


@pytest.mark.parametrize(
    ("name", "text", "less"),
    [
        ("tax_1099c/on_benefits", "they sent a 1099-c for 31,000, is that taxed", True),
        ("tax_1099c/on_benefits", "they sent a 1099-c and i live on social security", False),
        ("tax_1099c/joint_loan", "they sent a 1099-c for 31,000, is that taxed", True),
        ("tax_1099c/joint_loan", "my ex and i got a 1099-c each", False),
    ],
)
def test_a_narrow_question_of_a_tax_form_is_for_who_names_what_it_is_about(name: str, text: str, less: bool) -> None:
    assert (unlikely(text, {}).get(name, 0.0) > 1) is less
