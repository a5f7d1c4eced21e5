"""From words to the slots of the estimate and back. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from actions.figure_form import SKIPPED
from shortfall.law.deficiency import Figures, Problem, helpful, problems
from shortfall.law.intervals import Interval, format_interval
from shortfall.law.states import STATES
from shortfall.reading.amounts import Amount, find_amounts, foreign_currency
from shortfall.reading.dates import find_days, find_length
from shortfall.reading.states import find_state

SLOTS = ("estimate_debt", "estimate_sale_price", "estimate_state", "estimate_market_value")
EXTRAS = ("estimate_time", "estimate_added", "estimate_liens")
"""What makes a finished estimate closer: when judgment and sale were, what was added to the debt, what else is owed on the home."""
EVERY = (*SLOTS, *EXTRAS, "estimate_dates")
"""`estimate_dates` holds what was said so far; `estimate_time` the same once it tells the days between."""
MONEY_SLOTS = ("estimate_debt", "estimate_sale_price", "estimate_market_value")
UNKNOWN = "unknown"
"""The state of a person who cannot or will not say."""
IF_WRONG = "If that is not right, tell me."

_FIELDS = {"debt": "estimate_debt", "sale_price": "estimate_sale_price", "market_value": "estimate_market_value"}
_PROBLEMS = _FIELDS | {
    "sale_date": "estimate_time",
    "costs": "estimate_added",
    "fees": "estimate_added",
    "advances": "estimate_added",
    "junior_liens": "estimate_liens",
}
# What an added sum is, by the word beside it.
_ADDED = (
    ("fees", re.compile(r"fee")),
    ("costs", re.compile(r"cost|charge|penalt")),
    ("advances", re.compile(r"tax|insurance|escrow|advance|paid")),
)
_LIEN = re.compile(r"second|2nd|junior|heloc|equity|line of credit")
_LATER = re.compile(r"\b(?:later|afterwards?|(?:between|after|from|since) the judge?ment|of interest)\b", re.IGNORECASE)
# What the calculator may ask for, by the slot that holds it.
_ASKED_FOR = {
    "estimate_time": {"days"},
    "estimate_added": {"costs", "fees", "advances"},
    "estimate_liens": {"junior_liens"},
}
_DENIED = re.compile(r"\b(?:not|instead of|rather than|isn'?t|wasn'?t)\s+(.{1,40})", re.IGNORECASE)
# Kinds of problems that a person may confirm.
_UNUSUAL = {"far_above", "far_below"}
_LABELS = {"estimate_debt": "owed", "estimate_sale_price": "sale price", "estimate_market_value": "market value"}


@dataclass(frozen=True)
class Understood:
    """What a message said: slot values to set, amounts whose place is not clear, and what has to be asked.

    `doubtful` is the slot whose figure was left out because of `question`. `shorthand`: a figure could also mean another
    one ("two fifty"), and is read back for the person to confirm.
    """

    slots: dict[str, Any] = field(default_factory=dict)
    unplaced: tuple[Amount, ...] = ()
    question: str | None = None
    doubtful: str | None = None
    shorthand: bool = False


def to_slot(interval: Interval) -> dict[str, str]:
    """{"low": "250000", "high": "250000"}: decimal strings, which JSON keeps exact."""
    return {"low": str(interval.low), "high": str(interval.high)}


def to_interval(value: Any) -> Interval | None:
    """The interval in a slot; None for an empty or skipped one."""
    if not isinstance(value, Mapping) or "low" not in value:
        return None
    return Interval(Decimal(value["low"]), Decimal(value["high"]))


def to_figures(slots: Mapping[str, Any]) -> Figures:
    """The calculator's input from the forms' slots."""
    time, added = _said(slots.get("estimate_time")), _said(slots.get("estimate_added"))
    judged = time.get("judgment")
    return Figures(
        debt=to_interval(slots.get("estimate_debt")),
        sale_price=to_interval(slots.get("estimate_sale_price")),
        state=slots.get("estimate_state") if slots.get("estimate_state") in STATES else None,
        market_value=to_interval(slots.get("estimate_market_value")),
        judgment_date=date.fromisoformat(judged[0]) if judged else None,
        days=_days(time),
        costs=to_interval(added.get("costs")),
        fees=to_interval(added.get("fees")),
        advances=to_interval(added.get("advances")),
        principal=to_interval(added.get("principal")),
        junior_liens=to_interval(slots.get("estimate_liens")),
    )


def _said(value: Any) -> dict[str, Any]:
    """The parts in a slot; none where it is empty or skipped."""
    return dict(value) if isinstance(value, Mapping) and value != SKIPPED else {}


def _days(time: Mapping[str, Any]) -> Interval | None:
    """Days from judgment to sale. Below zero only where the sale surely came first."""
    if "days" in time:
        return Interval.of(*time["days"])
    if "judgment" not in time or "sale" not in time:
        return None
    (judged_first, judged_last), (sold_first, sold_last) = (
        map(date.fromisoformat, time[e]) for e in ("judgment", "sale")
    )
    most = (sold_last - judged_first).days
    return Interval.of(min(max(0, (sold_first - judged_last).days), most), most)


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


def refinable(slots: Mapping[str, Any], on: date) -> bool:
    """Whether something not asked for yet can make a finished estimate closer."""
    names = set(helpful(to_figures(slots), on))
    return any(slots.get(name) is None and _ASKED_FOR[name] & names for name in EXTRAS)


def left_to_ask(slots: Mapping[str, Any], on: date) -> dict[str, Any]:
    """The slots, with each extra skipped that can change nothing; those after the first that can wait for its answer."""
    filled = dict(slots)
    for name in EXTRAS:
        if filled.get(name) is None:
            if _ASKED_FOR[name] & set(helpful(to_figures(filled), on)):
                break
            filled[name] = SKIPPED
    return filled


def understand(
    text: str, have: Mapping[str, Any], asked: str | None = None, *, on: date, sure: bool = False
) -> Understood:
    """Read figures, dates and a state from a message.

    Args:
        text: what the person wrote.
        have: the slots so far.
        asked: the slot that was just asked for; a bare amount answers it.
        on: today, for dates without a year.
        sure: they were asked whether an unusual figure is right, and it is.
    """
    large = asked not in EXTRAS and any(have.get(name) for name in MONEY_SLOTS)
    amounts = find_amounts(text, house_context=asked in (*MONEY_SLOTS, "estimate_liens") or large)
    if asked == "estimate_added" and not amounts:
        amounts = find_amounts(f"costs {text}")  # "800" alone
    found, amounts = _extras(text, amounts, have, asked, on)
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
        slot = _PROBLEMS.get(problem.field)
        if slot in found and not (sure and problem.kind in _UNUSUAL):
            del found[slot]
            if slot == "estimate_time":
                del found["estimate_dates"]
            return Understood(found, tuple(unplaced), problem.question, slot)
    return Understood(found, tuple(unplaced), shorthand=any(amount.ambiguous for amount in amounts))


def _extras(
    text: str, amounts: Sequence[Amount], have: Mapping[str, Any], asked: str | None, on: date
) -> tuple[dict[str, Any], list[Amount]]:
    """The extra slots a message fills, and the amounts that are left for the others."""
    found: dict[str, Any] = {}
    rest: list[Amount] = []
    added: dict[str, dict[str, str]] = {}
    for amount in amounts:
        # "They paid 6,000 in taxes": what for stands behind the sum.
        about = (
            amount.word if amount.role == "other" else text[amount.span[1] :][:20] if amount.role == "payment" else ""
        )
        kind = next((name for name, word in _ADDED if word.search(about)), None)
        value = to_slot(amount.interval)
        if kind or (asked == "estimate_added" and amount.role in {None, "payment"}):
            added.setdefault(kind or "costs", value)
        elif asked == "estimate_liens" or (amount.role == "other" and _LIEN.search(amount.word)):
            found.setdefault("estimate_liens", value)
        elif amount.word == "principal" and sum(other.role == "debt" for other in amounts) > 1:
            added["principal"] = value
        else:
            rest.append(amount)
    if added:
        found["estimate_added"] = _said(have.get("estimate_added")) | added
    if time := _time(text, _said(have.get("estimate_dates")), asked, on):
        found["estimate_dates"] = time
        if _days(time) is not None:
            found["estimate_time"] = time
    return found, rest


def _time(text: str, known: Mapping[str, Any], asked: str | None, on: date) -> dict[str, Any] | None:
    """When judgment and sale were, or how far apart, as said now and before; None where nothing new is said."""
    said: dict[str, list[str]] = {}
    for day in find_days(text, on):
        event = day.event
        if event is None and asked == "estimate_time":
            event = "judgment" if "judgment" not in {**known, **said} else "sale"
        if event and event not in said:
            said[event] = [day.first.isoformat(), day.last.isoformat()]
    if said:
        return {event: value for event, value in {**known, **said}.items() if event != "days"}
    if (asked == "estimate_time" or _LATER.search(text)) and (length := find_length(text)):
        return {"days": [str(length.low), str(length.high)]}
    return None


def settle(
    text: str, before: str, have: Mapping[str, Any], asked: str | None = None, *, on: date, yes: bool
) -> Understood:
    """As `understand`, after the message `before`: "yes" or the same figure again answers "is that right?".

    Without this an unusual but true figure would be asked about for ever.
    """
    now, then = understand(text, have, asked, on=on), understand(before, have, asked, on=on)
    agreed = yes and not find_amounts(text, house_context=True)
    if then.doubtful and (agreed or now.question == then.question):
        return understand(before, have, asked, on=on, sure=True)
    return now


def _problems(slots: Mapping[str, Any]) -> list[Problem]:
    return problems(to_figures(slots))


def changed_last(text: str, slots: Mapping[str, Any]) -> str | None:
    """The slot whose figure `text` gave, when that was its only figure: what "make it 290" after it is about."""
    amounts = find_amounts(text, house_context=True)
    given = [name for name in MONEY_SLOTS if len(amounts) == 1 and to_interval(slots.get(name)) == amounts[0].interval]
    return given[0] if len(given) == 1 else None


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
    time = _said(slots.get("estimate_dates"))
    parts += [
        f"{event} {_in_words(*map(date.fromisoformat, time[event]))}" for event in ("judgment", "sale") if event in time
    ]
    if "days" in time:
        low, high = time["days"]
        parts.append(f"{low if low == high else f'{low} to {high}'} days from judgment to sale")
    added = _said(slots.get("estimate_added"))
    parts += [
        f"{_ADDED_LABELS[name]} {format_interval(interval)}"
        for name in _ADDED_LABELS
        if (interval := to_interval(added.get(name)))
    ]
    if liens := to_interval(slots.get("estimate_liens")):
        parts.append(f"other liens {format_interval(liens)}")
    return ", ".join(parts)


_ADDED_LABELS = {
    "costs": "costs",
    "fees": "fees",
    "advances": "taxes and insurance paid for you",
    "principal": "principal",
}


def _in_words(first: date, last: date) -> str:
    """ "March 15, 2024", "March 2024", "2024"."""
    if first == last:
        return f"{first:%B} {first.day}, {first.year}"
    if (first.month, first.year) == (last.month, last.year):
        return f"{first:%B %Y}"
    if first.year == last.year and (first.month, last.month) == (1, 12):
        return str(first.year)
    return f"about {first + (last - first) / 2:%B %Y}"
