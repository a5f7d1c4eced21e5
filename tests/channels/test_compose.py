"""Everything the assistant can say, as text messages: within limits, GSM-7, the question in sight, nothing lost."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any, get_args

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from shortfall.base.firm import ROOT, load_firm
from shortfall.base.gsm7 import folded, foreign, segments, septets
from shortfall.callbacks.consent import wording
from shortfall.content.check import FORBIDDEN_SMS
from shortfall.content.placeholders import fill, placeholders
from shortfall.content.questions import JOBS, LANGUAGES, Language, Question, asks, questions
from shortfall.content.texts import text as standing
from shortfall.conversation.cards import line, read_card
from shortfall.conversation.messages import Said
from shortfall.law.deficiency import Figures, estimate
from shortfall.law.interest import growth, plan
from shortfall.law.intervals import Interval
from shortfall.law.states import STATES, describe
from shortfall.law.wages import Period, maximum
from shortfall.law.words import explain, explain_growth, explain_plan, explain_wages
from shortfall.sms.compose import LIMIT, compose, gsm7, numbered, sendable, spelled, worded
from shortfall.sms.texts import texts
from shortfall.talk.case import Case
from shortfall.talk.compose import compose as composed
from shortfall.talk.desk import ASKED, SAID, stage_question

QUESTIONS = questions()
VALUES = placeholders(load_firm(), date(2026, 11, 28))
NAME = Said("What name may we ask for?", "callback", asking="callback_name")
REST = {language: standing("sms.rest", language) for language in LANGUAGES}


def answered(question: Question, language: Language = "en", case: Case | None = None) -> Said:
    """A question answered by text, as the engine gives it."""
    answer = composed(question, case or Case(), language, "sms", VALUES)
    choices = tuple((payload, label) for label, payload in answer.choices)
    return Said(answer.text, question.topic, choices, question=question.name)


def responses() -> list[Any]:
    """Each response of domain.yml as a text message."""
    found = []
    for name, variants in yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))["responses"].items():
        variant = next((each for each in variants if each.get("channel") == "sms"), variants[0])
        choices = tuple((button["payload"], button["title"]) for button in variant.get("buttons", ()))
        meta = variant.get("metadata", {})
        said = Said(fill(variant["text"].strip(), VALUES), meta.get("topic"), choices, asking=meta.get("asking"))
        found.append(pytest.param(said, id=name))
    return found


def check(pages: list[str]) -> None:
    """What holds for every reply."""
    assert pages
    for page in pages:
        assert page.strip() == page != ""
        assert foreign(folded(page)) == set()
        assert septets(folded(page)) <= LIMIT
        assert segments(sendable(page)) <= 2
        assert "http" not in page
        assert [word for word in FORBIDDEN_SMS if word in page.lower()] == []
        numbers = re.findall(r"^(\d) ", page.partition("Reply:")[2] or page.partition("Responda:")[2], re.MULTILINE)
        assert numbers == [str(number) for number, _ in enumerate(numbers, 1)]
    for page in pages[:-1]:
        assert any(hint in page for hint in REST.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_answer_goes_out_whole_in_two_parts(language: Language) -> None:
    for question in QUESTIONS.values():
        said = answered(question, language)
        pages = compose([said])
        check(pages)
        assert len(pages) == 1, question.id
        assert pages[0].startswith(spelled(said.text)), question.id
        if language == "en":
            assert sendable(pages[0]) == pages[0], "English is GSM-7 as it is written"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_leads_on_is_numbered_from_one_as_far_as_there_is_room(language: Language) -> None:
    shown = hinted = 0
    for question in QUESTIONS.values():
        said = answered(question, language)
        (page,) = compose([said])
        rest = page[len(spelled(said.text)) :].strip()
        labels = [spelled(label) for _, label in said.choices]
        assert len(labels) <= 3
        ends = [numbered(labels[:count], language) for count in (3, 2, 1)]
        assert rest in ("", *ends, standing("sms.more", language))
        shown += rest in ends
        hinted += rest == standing("sms.more", language)
    assert shown > len(QUESTIONS) * 0.15  # titles and first sentences that stand alone are longer
    assert shown + hinted > len(QUESTIONS) * 0.5


def test_every_answer_in_the_middle_of_a_form_keeps_the_question_in_sight() -> None:
    for question in QUESTIONS.values():
        pages = compose([answered(question), NAME])
        check(pages)
        assert pages[0].endswith(NAME.text)
        whole = " ".join(pages).replace(REST["en"], "").replace(NAME.text, "")
        assert whole.split() == spelled(answered(question).text).split()


def test_two_answers_at_once() -> None:
    hidden = 0
    for question in QUESTIONS.values():
        for other in ("bankruptcy/overview", "exemptions/car"):
            pages = compose([answered(question), answered(QUESTIONS[other])])
            check(pages)
            assert len(pages) <= 3
            if len(pages) > 1:  # both open in the first text, and nothing is lost
                hidden += not all(
                    spelled(answered(each).text)[:20] in pages[0] for each in (question, QUESTIONS[other])
                )
                told = "\n".join(pages).replace(REST["en"], "").partition("\nReply")[0]
                both = f"{spelled(answered(question).text)} {spelled(answered(QUESTIONS[other]).text)}"
                assert sorted(told.split()) == sorted(both.split())
    assert hidden <= len(QUESTIONS) // 50  # two first sentences may be too long for one text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("nth", [0, 1])
def test_the_desk_asks_with_all_its_stages_in_one_text(language: Language, nth: int) -> None:
    ask, choices = stage_question(language, nth)
    (page,) = compose([Said(ask, "desk", tuple((payload, label) for label, payload in choices))])
    check([page])
    assert page == f"{spelled(ask)}\n{numbered([spelled(label) for label, _ in choices], language)}"


@pytest.mark.parametrize(
    ("known", "gone"),
    [
        ({"ended": "not_sold"}, {"sold", "judgment", "collection"}),
        ({"court": "none"}, {"sued", "sale_set", "judgment"}),
        ({"judged": "none"}, {"judgment", "collection"}),
    ],
)
def test_the_desk_asks_for_nothing_that_was_denied(known: dict[str, str | None], gone: set[str]) -> None:
    _, choices = stage_question("en", 0, known)
    assert {said for _, said in choices} == {SAID[stage] for stage in ASKED if stage not in gone}


def test_no_choice_has_words_that_carriers_block() -> None:
    labels = [
        *asks("en").values(),
        *(job["en"] for job in JOBS.values()),
        *(str(said.values[0].choices) for said in responses()),
    ]
    labels += re.findall(
        r"\(\"([^\"]+)\", \"/?\w+", "".join(path.read_text() for path in (ROOT / "actions").glob("*.py"))
    )
    assert [label for label in labels if any(word in label.lower() for word in FORBIDDEN_SMS)] == []


@pytest.mark.parametrize("said", responses())
def test_every_response_and_form_question(said: Said) -> None:
    pages = compose([said])
    check(pages)
    if said.asking:
        assert len(pages) == 1


@pytest.mark.parametrize("code", STATES)
def test_every_state(code: str) -> None:
    choices = tuple((f"/{job}", JOBS[job]["en"]) for job in ("calculate", "callback"))
    check(compose([Said(describe(STATES[code], "sms"), "state_law", choices, question="overview")]))


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
    assert "$" in bare[0], "figures that stand in the card only become a line"


@pytest.mark.parametrize("period", ["weekly", "fortnightly", "twice_a_month", "monthly"])
def test_every_wages_card(period: Any) -> None:
    limit = maximum(Decimal("11500.50"), Decimal("9000.25"), period, date(2026, 11, 24))
    choices = (("/exemptions", "What income is protected?"), ("/callback", "Have a person call me"))
    check(compose([Said(explain_wages(limit, "sms"), "calculate_wages", choices, limit.card())]))
    check(compose([Said("", "calculate_wages", choices, limit.card())]))


def test_the_consent_stands_whole_in_one_text() -> None:
    asked = wording("+13127440199")
    (page,) = compose([Said(asked, "callback", (("y", "Yes, call me"), ("n", "No")), asking="callback_consent")])
    assert page == f"{asked}\nReply:\n1 Yes, call me\n2 No"


def test_a_long_summary_keeps_its_question_and_choices_in_sight() -> None:
    summary = "Please check:\n\n- Name: Mar\u00eda\n" + "- Note: " + "a long story about the house and the bank. " * 12
    asked = f"{summary}\n\nIs that right? You can also tell me what to change."
    pages = compose(
        [Said(asked, "callback", (("y", "Yes, send it"), ("c", "Change the time")), asking="callback_confirmed")]
    )
    check(pages)
    assert pages[0].endswith("what to change.\nReply:\n1 Yes, send it\n2 Change the time")


def test_a_hint_that_asks_already_is_not_followed_by_the_same_question() -> None:
    hint = Said("What name may we ask for? A first name is fine.", "callback")
    assert compose([hint, NAME]) == [hint.text]


@pytest.mark.parametrize("name", texts())
def test_every_standing_text(name: str) -> None:
    text = texts()[name]
    assert segments(text) <= 2
    if not name.endswith("_es"):
        assert foreign(text) == set()
    if name.startswith("notice"):
        assert septets(folded(text)) < 153, "with any answer it stays within three parts"


def test_errors_and_the_lifeline() -> None:
    error = "Sorry, something went wrong on my side. Please try again, or call (312) 600-8815."
    check(compose([Said(error, "error")]))


def test_links_are_dropped() -> None:
    assert compose([Said("Read this: https://www.ilga.gov/x?y=1. Then call.")])[0] == "Read this: Then call."


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
        assert page.removesuffix("Reply MORE for the rest.").rstrip().endswith("answers.")


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
    assert all(septets(folded(page)) <= LIMIT for page in pages)
    assert len(pages) < 20


def test_numbered() -> None:
    assert numbered(["Yes", "No?"]) == "Reply:\n1 Yes\n2 No?"
    assert numbered([]) == ""
    assert numbered(["S\u00ed"], "es") == "Responda:\n1 S\u00ed"


def test_worded() -> None:
    assert worded(["Not sold yet", "Not sure"]) == 'Or reply "Not sold yet" or "Not sure".'
    assert worded([]) == ""


def test_accents_stay_where_they_cost_no_part_and_go_where_they_would() -> None:
    short, long = "\u00bfEst\u00e1 aqu\u00ed?", "\u00bfEst\u00e1 aqu\u00ed la a\u00f1oranza? " * 6
    assert sendable(short) == short
    assert sendable(long) == long.replace("\u00e1", "a").replace("\u00ed", "i")
    assert segments(sendable(long)) == 1 < segments(long)


def test_results_are_said_once_and_whole() -> None:
    day, judgment = date(2026, 11, 24), Interval.of(62_000)
    grown, paid = growth(judgment, [Interval.of(1095)], day), plan(Decimal(62_000), Decimal(900), Decimal("0.09"))
    for words, card in ((explain_growth(grown, "sms"), grown.card(day)), (explain_plan(paid, "sms"), paid.card(day))):
        (page,) = compose([Said(words, "calculate", (("c", "Have a person call me"),), card)])
        check([page])
        assert page == f"{words}\nReply:\n1 Have a person call me"


def test_a_card_that_says_its_figures_alone_is_one_kind_line() -> None:
    day = date(2026, 11, 24)
    cards = [
        estimate(Figures(debt=Interval.of(312_000), sale_price=Interval.of(250_000), state="IL"), day).card(),
        estimate(Figures(debt=Interval.of(250_000), sale_price=Interval.of(312_000), state="IL"), day).card(),
        growth(Interval.of(62_000), [Interval.of(1095)], day).card(day),
        plan(Decimal(62_000), Decimal(900), Decimal("0.09")).card(day),
        plan(Decimal(62_000), Decimal(200), Decimal("0.09")).card(day),
        {"type": "callback", "reference": "SF-1234", "window": "Tuesday, 9 a.m. to 12 noon"},
        *(maximum(Decimal(1150), Decimal(900), period, day).card() for period in get_args(Period)),
    ]
    for card in cards:
        known = read_card(card)
        assert known
        (page,) = compose([Said("", "calculate", card=card)])
        check([page])
        assert page == line(known)[1] and len(page) <= 110


def test_the_sentence_that_asks_stays_in_sight_in_a_long_line() -> None:
    answer = Said("They need a judgment of a court before they may take any of it. " * 4, "wages")
    offer = standing("callback.offer", "en", reason="The office is closed on that day. " * 4, wish="after my shift")
    first, *rest = compose([answer, Said(offer, "callback", asking="callback_window")])
    assert "Would that do?" in first and len(rest) >= 1 and septets(first) <= LIMIT
