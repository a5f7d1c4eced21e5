"""Work the estimate out and explain it, with what else was told that changes what the sum means."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import ROUND_CEILING, Decimal
from typing import Any

from rasa_sdk.events import EventType

from actions.base import SafeAction, Turn
from actions.figure_form import Slots
from actions.figures import (
    DATED,
    ENDS,
    ENDS_THE_DEBT,
    EVERY,
    PARTS,
    by_short_sale,
    change,
    complete,
    read_back,
    refinable,
    to_figures,
    years_apart,
)
from actions.request import in_progress, resumed
from shortfall.content.questions import Language, label, payload
from shortfall.content.texts import text
from shortfall.law.deficiency import WHERE_LIVED_IN, Estimate, estimate
from shortfall.law.interest import money_span
from shortfall.law.intervals import NOTHING, ZERO, Interval, format_interval, less, to_cents, whole
from shortfall.law.said import listed, said
from shortfall.law.words import ROOM, against, explain, notes
from shortfall.reading.facts import to_interval, to_parts
from shortfall.talk.applied import IS_IT_RIGHT, implied_price, price_in_words
from shortfall.talk.case import Case
from shortfall.talk.desk import gone
from shortfall.talk.money_sums import beside_what_is_left


def further_loans(result: Estimate, case: Case) -> list[tuple[Interval, Interval]]:
    """Each loan after the first, and what of it is still owed when the sale has paid those before it."""
    loan = result.figures.junior_liens
    if loan is None or loan.told.high == 0:
        return []
    told = to_parts(case["second_loan"])
    loans = told if len(told) > 1 else (loan.told,)
    paid = next((part.amount.told for part in result.components if part.name == "junior_liens"), NOTHING)
    found = []
    for each in loans:
        found.append((each, less(each, paid)))
        paid = less(paid, each)
    return found


def _of_loans(loans: list[tuple[Interval, Interval]], result: Estimate, language: Language) -> str:
    """What becomes of the loans after the first."""
    if len(loans) > 1 and any(rest.high for _, rest in loans):
        owed = [
            text(
                "figures.loan_left",
                language,
                amount=format_interval(each, language),
                rest=format_interval(whole(rest), language),
            )
            for each, rest in loans
            if rest.high
        ]
        return text("figures.loans_owed", language, rests=listed(owed, language))
    key = "figures.second_owed" if loans[0][1].high else "figures.second_paid"
    if len(loans) > 1:
        key = "figures.loans_paid"
    amounts = listed([format_interval(each, language) for each, _ in loans], language)
    before, after = (
        format_interval(whole(each), language) for each in (less(result.sale_price, result.total), result.surplus)
    )
    rest = loans[0][1]
    both = Interval(result.deficiency.low + rest.low, result.deficiency.high + rest.high)
    said = {"rest": format_interval(whole(rest), language), "both": format_interval(whole(both), language)}
    return text(key, language, 0, amount=amounts, before=before, after=after, **said)


CLAIMED = "surplus/how_to_claim"


def never_signed(case: Case) -> bool:
    """Whether the person never signed the loan, or came to the home by a death."""
    return bool(case["signed"] == "not_signed" or (case["who"] == "heir" and case["signed"] != "signed"))


def _sold(case: Case, today: date) -> bool:
    """Whether the sale is over, whatever it brought."""
    day = case["sale_date"]
    if case["ended"] == "not_sold":
        return False
    return case["stage"] in {"sold", "confirmed"} or bool(day and date.fromisoformat(day[1]) < today)


def result_of(turn: Turn) -> Estimate | None:
    """What the figures come to; None where some are missing."""
    slots = turn.slots(EVERY)
    if not complete(slots) or (change(turn.case) or ("",))[0] in ENDS:
        return None
    return estimate(to_figures(slots, turn.case), turn.world.today, turn.language)


def refined(turn: Turn) -> tuple[str, str] | None:
    """The choice that makes an estimate closer, by what is not in it; None where nothing would."""
    slots, result = turn.slots(EVERY), result_of(turn)
    if not result or not refinable(slots, turn.case, turn.world.today):
        return None
    counted = "interest" in result.names
    return (text("figures.add_costs", turn.language) if counted else label("refine", turn.language)), payload("refine")


def _guessed(result: Estimate, case: Case, today: date, language: Language) -> list[str]:
    """What is said of a price that nobody knows."""
    sold, value, owed = _sold(case, today), to_interval(case["market_value"]), result.total
    prices = format_interval(whole(result.sale_price), language)
    parts = [text("figures.unknown_price" if sold else "figures.unsold", language, prices=prices)]
    if value and value.low > owed.high and not sold:
        worth, debt = (format_interval(whole(each), language) for each in (value, owed))
        parts.append(text("figures.worth_more", language, value=worth, owed=debt))
    return parts


STEPS = tuple(
    Decimal(each) for each in (500, 1000, 2000, 2500, 5000, 10_000, 25_000, 50_000, 100_000, 250_000, 1_000_000)
)
MOST_PRICES = 25
"""Prices that can be tried between the two ends of a range: enough for a figure that is rough."""


def what_if(result: Estimate, today: date) -> list[dict[str, Any]]:
    """What would be left at each of some prices in the range that a home may bring, by the same rule; none for a single price."""
    low, high = result.sale_price.low, result.sale_price.high
    step = next((each for each in STEPS if (high - low) / each < MOST_PRICES), None)
    if low == high or step is None:
        return []
    first = (low / step).to_integral_value(ROUND_CEILING)
    between = [(first + n) * step for n in range(MOST_PRICES)]
    return [_left_at(price, result, today) for price in sorted({low, *(each for each in between if each < high), high})]


def _left_at(price: Decimal, result: Estimate, today: date) -> dict[str, Any]:
    at = estimate(replace(result.figures, sale_price=Interval.of(price)), today)
    over = not at.reach.high and bool(at.surplus.high)
    return {"price": str(to_cents(price)), "over": over, **money_span(at.surplus if over else at.reach)}


def _of_living_there(turn: Turn, result: Estimate) -> str:
    """That the state's limit is for a home its owner lives in: why it does not hold, or, once, that it takes that."""
    if (
        not result.state
        or result.state.code not in WHERE_LIVED_IN
        or (not result.reach.high and not result.not_lived_in)
    ):
        return ""
    known = result.figures.lived_in is not None
    if known and not result.not_lived_in:
        return ""
    name = result.state.names[turn.language]
    key = f"note.not_lived_in_{result.state.code}" if known else "note.if_lived_in"
    sentence = said(key, turn.language, state=name)
    return "" if not known and any(sentence in each.text for each in turn.said_before) else sentence


def tell(turn: Turn, slots: Slots, result: Estimate) -> None:
    """Say what the figures come to."""
    today, case, language = turn.world.today, turn.case, turn.language
    again = not turn.answers and "calculate" in turn.all_topics
    known = turn.case_before
    news = [name for name in turn.heard if name in {*PARTS, *DATED} and case[name] != known[name]]
    changed = news if again else []
    facts = ", ".join(
        [read_back(case, language, changed)] * bool(changed) + (gone(turn.gone, language) if again else [])
    )
    parts = [text("figures.changed", language, facts=facts)] if facts else []
    lived = _of_living_there(turn, result)
    kept = [lived] * result.not_lived_in  # by text, why a limit does not hold goes before what can change the sum
    parts.append(explain(result, turn.channel, language, ROOM - len(" ".join([*parts, *kept, ""]))))
    if slots["estimate_time"] is None and "days" in result.unknown and (years := years_apart(slots, case)):
        parts.append(text("figures.left_out", language, years=str(years), closer=label("refine", language)))
    if slots["estimate_sale_price"].get("guess") and not result.strict:
        parts += _guessed(result, case, today, language)
    if price := implied_price(case):
        parts.append(price_in_words(case, price, language, IS_IT_RIGHT))
    elif (claimed := to_interval(case["deficiency"])) and not result.also:
        parts.append(against(claimed, result.deficiency, language))
    if lived and (turn.channel == "web" or kept or len(" ".join([*parts, lived])) <= ROOM):
        parts.append(lived)
    loans = further_loans(result, case)
    if loans:
        parts.append(_of_loans(loans, result, language))
    if beside := beside_what_is_left(turn.text, case, language):
        parts.append(beside)
    if not facts and turn.channel == "web":  # a text message names the figures in its sentence
        parts.append(text("figures.read", language, facts=read_back(case, language)))
    jobs = [] if in_progress(turn) else ["callback"]
    nothing_due = never_signed(case) or not result.reach.high
    after = [*(["calculate_interest"] if result.per_year else []), "collection_methods"] if not nothing_due else []
    if result.surplus.high and not result.reach.high and _sold(case, today):
        after = [CLAIMED]
    if never_signed(case) or by_short_sale(turn):
        # What the rule says is what a court orders who signed to pay, after an auction.
        result, after = replace(result, rule="", citation=""), [] if never_signed(case) else ["short_sale/will_i_owe"]
    closer = [closer] if (closer := refined(turn)) else []
    rests = [rest for _, rest in loans]
    left = Interval(sum((each.low for each in rests), ZERO), sum((each.high for each in rests), ZERO))
    more: dict[str, Any] = {"second_loan": money_span(left)} if loans else {}
    if slots["estimate_sale_price"].get("guess") and not _sold(case, today) and (prices := what_if(result, today)):
        more["what_if"] = prices
    turn.say(
        "\n\n".join(parts) if turn.channel == "web" else " ".join(parts),
        topic="calculate",
        card=result.card() | {"notes": notes(result, language)} | more,
        choices=[
            *((label(job, language), payload(job)) for job in jobs),
            *closer,
            *((label(job, language), payload(job)) for job in after),
        ],
        sources=[
            {"cite": result.citation, "url": url}
            for url in (result.state.sources if result.state and result.rule else ())[:1]
        ],
    )


class ActionEstimate(SafeAction):
    """Runs when the form closes; silent when it closed without figures."""

    def name(self) -> str:
        return "action_estimate"

    def answer(self, turn: Turn) -> list[EventType]:
        if turn.intent == "cancel":
            return []
        result = result_of(turn)
        value, question = change(turn.case) or ("", "")
        over = value in ENDS_THE_DEBT
        if result and not over:
            tell(turn, turn.slots(EVERY), result)
        elif not over:
            return []
        if value:
            turn.say(text(f"figures.changes.{value}", turn.language), topic="calculate")
            turn.respond(f"utter_{question}")
        if result and value == "discharged" and result.deficiency.high:
            gap = format_interval(whole(result.deficiency), turn.language)
            turn.say(text("figures.gap_gone", turn.language, sum=gap), topic="calculate")
        return resumed(turn)
