"""From words to the slots of the estimate and back. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from shortfall.law.deficiency import Figures, Problem, helpful, problems
from shortfall.law.money import Amount, Interval, find_amounts, foreign_currency, format_interval
from shortfall.law.states import STATES, find_state

SLOTS = ("estimate_debt", "estimate_sale_price", "estimate_state", "estimate_market_value")
MONEY_SLOTS = ("estimate_debt", "estimate_sale_price", "estimate_market_value")
SKIPPED = {"skipped": True}
UNKNOWN = "unknown"
"""The state of a person who cannot or will not say."""

_FIELDS = {"debt": "estimate_debt", "sale_price": "estimate_sale_price", "market_value": "estimate_market_value"}
_DENIED = re.compile(r"\b(?:not|instead of|rather than|isn'?t|wasn'?t)\s+(.{1,40})", re.IGNORECASE)
# Kinds of problems that a person may confirm.
_UNUSUAL = {"far_above", "far_below"}
_LABELS = {"estimate_debt": "owed", "estimate_sale_price": "sale price", "estimate_market_value": "market value"}


@dataclass(frozen=True)
class Understood:
    """What a message said: slot values to set, amounts whose place is not clear, and what has to be asked.

    `doubtful` is the slot whose figure was left out because of `question`.
    """

    slots: dict[str, Any] = field(default_factory=dict)
    unplaced: tuple[Amount, ...] = ()
    question: str | None = None
    doubtful: str | None = None


def to_slot(interval: Interval) -> dict[str, str]:
    """{"low": "250000", "high": "250000"}: decimal strings, which JSON keeps exact."""
    return {"low": str(interval.low), "high": str(interval.high)}


def to_interval(value: Any) -> Interval | None:
    """The interval in a slot; None for an empty or skipped one."""
    if not isinstance(value, Mapping) or "low" not in value:
        return None
    return Interval(Decimal(value["low"]), Decimal(value["high"]))


def to_figures(slots: Mapping[str, Any]) -> Figures:
    """The calculator's input from the form's slots."""
    return Figures(
        debt=to_interval(slots.get("estimate_debt")),
        sale_price=to_interval(slots.get("estimate_sale_price")),
        state=slots.get("estimate_state") if slots.get("estimate_state") in STATES else None,
        market_value=to_interval(slots.get("estimate_market_value")),
    )


def complete(slots: Mapping[str, Any]) -> bool:
    """Whether nothing is left to ask."""
    return all(slots.get(name) is not None for name in SLOTS)


def with_defaults(slots: Mapping[str, Any], on: date) -> dict[str, Any]:
    """The slots, with the market value skipped where it would not change the result."""
    filled = dict(slots)
    known = all(filled.get(name) is not None for name in SLOTS[:3])
    if known and filled.get("estimate_market_value") is None and "market_value" not in helpful(to_figures(filled), on):
        filled["estimate_market_value"] = SKIPPED
    return filled


def understand(text: str, have: Mapping[str, Any], asked: str | None = None, *, sure: bool = False) -> Understood:
    """Read figures and a state from a message.

    Args:
        text: what the person wrote.
        have: the slots so far.
        asked: the slot that was just asked for; a bare amount answers it.
        sure: they were asked whether an unusual figure is right, and it is.
    """
    expecting = asked in MONEY_SLOTS or any(have.get(name) for name in MONEY_SLOTS)
    amounts = find_amounts(text, house_context=expecting)
    found: dict[str, Any] = {}
    unplaced: list[Amount] = []
    for amount in amounts:
        slot = _FIELDS.get(amount.role or "")
        if slot and slot not in found:
            found[slot] = to_slot(Interval(amount.low, amount.high))
        elif not amount.role:
            unplaced.append(amount)
    if unplaced and (place := _place(text, have, asked, found)):
        amount = unplaced.pop(0)
        found[place] = to_slot(Interval(amount.low, amount.high))
    elif asked in MONEY_SLOTS and asked not in found and len(amounts) == 1 and amounts[0].role in {"payment", "other"}:
        found[asked] = to_slot(Interval(amounts[0].low, amounts[0].high))
    if state := find_state(text, bare=asked == "estimate_state"):
        found["estimate_state"] = state
    if not amounts and foreign_currency(text):
        return Understood(found, question="Could you give that in US dollars?")
    for problem in _problems({**have, **found}):
        slot = _FIELDS.get(problem.field)
        if slot in found and not (sure and problem.kind in _UNUSUAL):
            del found[slot]
            return Understood(found, tuple(unplaced), problem.question, slot)
    return Understood(found, tuple(unplaced))


def settle(text: str, before: str, have: Mapping[str, Any], asked: str | None = None, *, yes: bool) -> Understood:
    """As `understand`, after the message `before`: "yes" or the same figure again answers "is that right?".

    Without this an unusual but true figure would be asked about for ever.
    """
    now, then = understand(text, have, asked), understand(before, have, asked)
    agreed = yes and not find_amounts(text, house_context=True)
    if then.doubtful and (agreed or now.question == then.question):
        return understand(before, have, asked, sure=True)
    return now


def _problems(slots: Mapping[str, Any]) -> list[Problem]:
    return problems(to_figures(slots))


def _place(text: str, have: Mapping[str, Any], asked: str | None, found: Mapping[str, Any]) -> str | None:
    """Which slot an amount without a role belongs to."""
    if denied := _DENIED.search(text):
        # "280, not 250" corrects the figure that is 250 now.
        for old in find_amounts(denied[1], house_context=True):
            for slot in MONEY_SLOTS:
                if to_interval(have.get(slot)) == Interval(old.low, old.high):
                    return slot
    if asked in MONEY_SLOTS and asked not in found:
        return asked
    return None


def read_back(slots: Mapping[str, Any]) -> str:
    """ "$312,000 owed, sale price $250,000, Illinois"."""
    parts = []
    for name in MONEY_SLOTS:
        if interval := to_interval(slots.get(name)):
            amount = format_interval(interval)
            parts.append(f"{amount} owed" if name == "estimate_debt" else f"{_LABELS[name]} {amount}")
    if slots.get("estimate_state") in STATES:
        parts.append(STATES[slots["estimate_state"]].name)
    return ", ".join(parts)
