"""What a judgment grows to and what a payment plan does: from words to slots. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from actions.figures import to_figures, to_interval, to_slot
from shortfall.law.deficiency import Figures, estimate, missing, problems
from shortfall.law.intervals import ZERO, Interval
from shortfall.reading.amounts import Amount, find_amounts, foreign_currency
from shortfall.reading.dates import find_days, find_length

IN_DOLLARS = "Could you give that in US dollars?"
AMOUNT_NEEDED = 'I need the amount in dollars, such as "$62,000".'


def read_amount(text: str, *, asked: bool = False) -> tuple[Interval | None, str | None]:
    """The size of a judgment, or the question to ask about it; `asked`: it was just asked for, so "62" means 62,000."""
    everything = find_amounts(text, house_context=asked)
    amounts = [amount for amount in everything if asked or amount.role != "payment"]
    if len(everything) > 1:
        amounts = amounts or everything  # "500 monthly on 45,000"
    if not amounts:
        return None, IN_DOLLARS if foreign_currency(text) else None
    amount = max(amounts, key=lambda each: each.high).interval
    found = problems(Figures(debt=amount))
    return (None, found[0].question) if found else (amount, None)


def read_payment(text: str, *, asked: bool = False) -> Decimal | None:
    """What is paid each month, US dollars: the sum named so, or the smaller of two."""
    amounts = find_amounts(text)
    if asked and not amounts:
        amounts = find_amounts(f"pay {text}")
    named = [amount for amount in amounts if amount.role == "payment" or asked]
    if len(amounts) > 1:
        named = [min(amounts, key=lambda each: each.low)]
    return _least(named)


def _least(amounts: list[Amount]) -> Decimal | None:
    return min((amount.low for amount in amounts if amount.low > ZERO), default=None)


def read_days(text: str, today: date) -> Interval | None:
    """For how long it grows, in days: "3 years", "since March 2024"; None where nothing is said."""
    since = [day for day in find_days(text, today) if day.first <= today]
    if since:
        return Interval.of(max(0, (today - since[0].last).days), (today - since[0].first).days)
    return find_length(text)


def deficiency_of(slots: Mapping[str, Any], on: date) -> Interval | None:
    """The deficiency of a finished estimate; None where there is no estimate or no deficiency."""
    figures = to_figures(slots)
    if missing(figures):
        return None
    deficiency = estimate(figures, on).deficiency
    return deficiency if deficiency.high > ZERO else None


def known_amount(
    text: str, slots: Mapping[str, Any], on: date, *, latest: bool
) -> tuple[dict[str, str] | None, str | None]:
    """The amount to start with, as its slot keeps it: from the message, else from what was worked out before.

    Args:
        latest: the last answer was about `judgment_amount`, which then goes before the estimate.
    """
    said, question = read_amount(text)
    if said:
        return to_slot(said), None
    kept, worked_out = to_interval(slots.get("judgment_amount")), deficiency_of(slots, on)
    found = (kept or worked_out) if latest else (worked_out or kept)
    return (to_slot(found) if found and not question else None), question
