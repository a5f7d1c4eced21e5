"""What a message means where figures are talked about: answers, acts, questions in between, and what comes after a result."""

from __future__ import annotations

from datetime import date

import pytest

from shortfall.reading.facts import read_facts
from shortfall.talk.acts import read_acts
from shortfall.talk.case import Case
from shortfall.talk.heard import Context, Heard, Move, Subjects
from shortfall.talk.moves import decide
from shortfall.talk.offers import Offer, taken

ON = date(2026, 11, 23)


def meant(text: str, context: Context, topic: str = "nlu_fallback", sure: float = 0.2) -> str:
    facts = read_facts(text, ON, context.asked, case=context.case.slot())
    heard = Heard(text, facts, read_acts(text), Subjects([(topic, sure), ("out_of_scope", 0.02)]))
    return decide(heard, context).intent


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("250k", "inform"),
        ("i make 900 a week", "inform"),
        ("idk", "unsure"),
        ("idk what it went for", "unsure"),
        ("not sold yet", "not_yet"),
        ("skip", "skip"),
        ("i dont want to say", "skip"),
        ("why do you need that", "why"),
        ("what counts", "why"),
        ("ok", "acknowledge"),
        ("hm", "acknowledge"),
        ("thanks", "acknowledge"),
        ("yes", "affirm"),
        ("no", "deny"),
        ("never mind", "cancel"),
        ("what", "repeat"),
    ],
)
def test_a_short_answer(text: str, intent: str) -> None:
    assert meant(text, Context(form="estimate_form", asked="estimate_sale_price")) == intent


@pytest.mark.parametrize("text", ["can they take my paycheck", "i owe 312k, can they take my paycheck?"])
def test_a_question_in_between_is_a_question(text: str) -> None:
    context = Context(form="estimate_form", asked="estimate_debt")
    assert meant(text, context, "wage_garnishment", 0.9) == "wage_garnishment"


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("ok", "acknowledge"),
        ("hm", "acknowledge"),
        ("so thats for sure?", "acknowledge"),
        ("ok so that's for sure?", "acknowledge"),
        ("and if it sold for 190?", "inform"),
        ("make it 290", "inform"),
    ],
)
def test_after_a_result(text: str, intent: str) -> None:
    case = Case().heard(read_facts("it sold for 250", ON), 1)
    context = Context(case, last="calculate", offered=(Offer("Have a person call me", "/callback"),))
    assert meant(text, context) == intent


def test_a_state_after_the_desks_question_asks_nothing_again() -> None:
    assert meant("in ohio", Context(last="desk")) == "inform"


def test_a_figure_is_more_than_a_choice_in_other_words() -> None:
    offers = [Offer("There is a judgment against me", "there is a judgment against me")]
    assert taken("there is a judgment", offers, frozenset()) == offers[0]
    assert taken("the judgment against me is $150,000", offers, frozenset()) is None


@pytest.mark.parametrize(
    "text",
    [
        "what if I pay 6,000 in one payment, do they take it",
        "5k lump sum to be done with it, not monthly",
        "can i offer 4000 all at once",
    ],
)
def test_a_sum_at_once_is_an_offer_and_no_payment_a_month(text: str) -> None:
    context = Context(last="calculate_plan", result="calculate_plan", answered=frozenset({"calculate_plan"}))
    facts = read_facts(text, ON, case={}, about="calculate_plan")
    assert [fact.role for fact in facts if fact.name == "money"] == ["offer"]
    heard = Heard(text, facts, read_acts(text), Subjects([("calculate_plan", 0.9), ("out_of_scope", 0.02)]))
    assert decide(heard, context).question == "settle_for_less/overview"


def test_what_could_be_paid_a_month_is_planned_with() -> None:
    context = Context(
        last="calculate_interest", result="calculate_interest", answered=frozenset({"calculate_interest"})
    )
    assert meant("i could manage 200 a month, would that help", context, "calculate_interest", 0.7) == "calculate_plan"


def test_both_figures_of_an_estimate_told_apart_are_worked_with() -> None:
    case = Case().heard(read_facts("the bank bought it for 96k at the sale", ON), 0)
    context = Context(
        case=case, last="still_owe_after_foreclosure/overview", answered=frozenset({"still_owe_after_foreclosure"})
    )
    asks = "we owed 140,000 on it, so do they want 44 from us?"
    assert meant(asks, context) == "calculate"
    assert meant("we owed 140,000 on it. can they take my truck?", context, "exemptions", 0.9) == "exemptions"


@pytest.mark.parametrize(
    "text",
    [
        "stop with the numbers, what happens in court",
        "forget the estimate. do i have to be there",
        "not what we would owe, we want to stay in it",
        "i want to keep the house",
    ],
)
def test_who_wants_no_estimate_is_asked_for_no_more_figures(text: str) -> None:
    context = Context(form="estimate_form", asked="estimate_debt", last="calculate")
    heard = Heard(text, (), read_acts(text), Subjects([("redemption_reinstatement", 0.7), ("out_of_scope", 0.02)]))
    move = decide(heard, context)
    assert "cancel" in (move.intent, *move.topics)


def test_what_catching_up_costs_opens_no_estimate() -> None:
    asks = "how much would i need, is 4000 enough"
    for last, stage, intent in (
        ("redemption_reinstatement/reinstate_how", "i got served", "redemption_reinstatement"),
        ("redemption_reinstatement/reinstate_how", "they sold the house", "calculate"),
        ("define_deficiency/overview", "i got served", "calculate"),
    ):
        context = Context(case=Case().heard(read_facts(stage, ON), 0), last=last)
        ranking = [("calculate", 0.7), ("redemption_reinstatement", 0.25), ("out_of_scope", 0.01)]
        heard = Heard(asks, read_facts(asks, ON), read_acts(asks), Subjects(ranking))
        assert decide(heard, context).intent == intent


@pytest.mark.parametrize(
    ("text", "topic", "sure", "intent"),
    [
        ("wrong, it is 810 gross and 640 take home each week, still nothing?", "tax_1099c", 0.6, "calculate_wages"),
        ("sorry, my take home is 705 a week", "correct", 0.5, "calculate_wages"),
        ("i make 900 a week, can they take my car?", "exemptions", 0.9, "exemptions"),
    ],
)
def test_pay_that_is_put_right_is_worked_out_anew(text: str, topic: str, sure: float, intent: str) -> None:
    case = Case().heard(read_facts("I make 900 a week before taxes and 730 after", ON), 0)
    assert meant(text, Context(case=case, result="calculate_wages", last="calculate_wages"), topic, sure) == intent


CLAIMED = ("the bank sold our condo in May, we owed 231,000 on it", "a collector wants 58,300 from us")


def told(*texts: str) -> Case:
    case = Case()
    for turn, text in enumerate(texts):
        case = case.heard(read_facts(text, ON, case=case.slot()), turn)
    return case


def move(text: str, context: Context, *subjects: tuple[str, float], pair: tuple[str, ...] = ()) -> Move:
    facts = read_facts(text, ON, context.asked, case=context.case.slot())
    return decide(
        Heard(text, facts, read_acts(text), Subjects(subjects or [("nlu_fallback", 0.2)], pair=pair)), context
    )


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("what would it have to sell for", "sale_process/who_bought"),
        ("which price makes 58,300", "sale_process/who_bought"),
        ("what was the sale price", "sale_process/who_bought"),
        ("en cuanto se tuvo que vender", "sale_process/who_bought"),
        ("cual es el precio que da 58,300", "sale_process/who_bought"),
        ("is 58,300 right or not", "still_owe_after_foreclosure/check_amount"),
        ("is that 231,000 minus 58,300", "still_owe_after_foreclosure/check_amount"),
    ],
)
def test_the_price_is_solved_for_where_both_sums_are_known(text: str, question: str) -> None:
    assert move(text, Context(case=told(*CLAIMED))).question == question


def test_a_question_about_their_own_price_is_answered_beside_another() -> None:
    context = Context(case=told(*CLAIMED), asked="estimate_sale_price", form="estimate_form")
    both = move("can they take my truck and what was the SALE price", context, ("exemptions", 0.7))
    assert both.topics == ("sale_process/who_bought", "exemptions")
    nothing_sold = Context(case=told("we are behind on the mortgage"))
    assert move("what was the sale price", nothing_sold).question != "sale_process/who_bought"


def test_a_supposed_price_beside_another_question_is_worked_with() -> None:
    context = Context(case=told("we owe 150,000 on it and it sold for 110k"), last="calculate", result="calculate")
    text = "do they come after my sister who cosigned? and what if the house went for 131k"
    assert move(text, context, ("cosigner_spouse_divorce", 0.8)).topics == ("cosigner_spouse_divorce", "calculate")
    alone = "and what if the house went for 131k"
    assert not move(alone, context, ("cosigner_spouse_divorce", 0.3)).topics


@pytest.mark.parametrize("text", ["with my 640 they cant take nothing right?", "con mis 640 no me quitan nada verdad?"])
def test_what_is_taken_is_worked_out_of_the_pay_that_was_told(text: str) -> None:
    known = Context(case=told("I make 640 a week"))
    assert move(text, known).intent == "calculate_wages"
    assert move(text, Context()).intent != "calculate_wages"


def test_a_sale_below_what_is_owed_is_no_price() -> None:
    owed = Context(case=told("we owe 174,000 on the house"))
    assert move("what if it sells for under 174", owed).intent == "calculate"
    priced = Context(case=told("we owe 174,000 on the house, it sold for 160k"), last="calculate")
    assert move("what if it sells for under 174", priced).question == "define_deficiency/how_it_is_counted"


@pytest.mark.parametrize(
    ("text", "topic", "sure", "intent"),
    [
        (
            "I owe 150,000 and they say the flat is worth 120,000. How much could they ask us for?",
            "out_of_scope",
            0.2,
            "calculate",
        ),
        ("so how bad is it with those", "credit_impact", 0.2, "calculate"),
        ("and what would that add up to", "fees", 0.25, "calculate"),
        ("entonces cuánto sería", "fees", 0.2, "calculate"),
        ("how much can they take from my check with that", "wage_garnishment", 0.2, "wage_garnishment"),
        ("how much is a lawyer for this", "fees", 0.9, "fees"),
        ("how much time do we have", "timeline", 0.2, "timeline"),
    ],
)
def test_how_much_with_both_figures_known(text: str, topic: str, sure: float, intent: str) -> None:
    case = Case().heard(read_facts("we owe 150,000, it is worth 120,000", ON), 0)
    found = meant(text, Context(case=case, last="deed_in_lieu/keys"), topic, sure)
    assert (found == "calculate") == (intent == "calculate")


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("no, nothing has been paid", "correct"),
        ("there is no judgment", "correct"),
        ("no hay sentencia", "correct"),
        ("if there is no judgment can they take my pay?", "wage_garnishment"),
    ],
)
def test_what_is_taken_back_after_a_result_is_worked_out_anew(text: str, intent: str) -> None:
    case = Case().heard(read_facts("owed 188k, sold for 141k in illinois, I paid 2,600 already", ON), 0)
    topic = "wage_garnishment" if intent == "wage_garnishment" else "nlu_fallback"
    assert meant(text, Context(last="calculate", case=case), topic, 0.9 if topic == intent else 0.2) == intent


def test_all_that_was_owned_and_owed_is_weighed_where_it_is_told() -> None:
    context = Context(last="tax_1099c/insolvency")
    text = "ok so 74,000 in things, and debts of 131,000 before it"
    facts = read_facts(text, ON, about="tax_1099c")
    move = decide(Heard(text, facts, read_acts(text), Subjects([("calculate", 0.9)])), context)
    assert move.question == "tax_1099c/insolvency"
