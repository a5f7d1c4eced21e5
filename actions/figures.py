"""From the case and the forms' slots to the figures of the estimate, and to what they are called. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from actions.base import Turn
from shortfall.content.questions import Language
from shortfall.law.deficiency import Figures, estimate, helpful, missing
from shortfall.law.intervals import NOTHING, ZERO, Interval
from shortfall.law.states import STATES
from shortfall.reading.facts import to_bounded, to_interval, to_json
from shortfall.talk.case import Case
from shortfall.talk.desk import told
from shortfall.talk.money_sums import of_what_is_left

SLOTS = ("estimate_debt", "estimate_sale_price", "estimate_state", "estimate_market_value")
EXTRAS = ("estimate_time", "estimate_added", "estimate_liens")
"""What makes a finished estimate closer: when judgment and sale were, what was added to the debt, what else is owed on the home."""
EVERY = (*SLOTS, *EXTRAS)
TOLD_BY: Mapping[str, str] = {
    "estimate_debt": "debt",
    "estimate_sale_price": "sale_price",
    "estimate_state": "state",
    "estimate_market_value": "market_value",
    "estimate_liens": "second_loan",
    "judgment_amount": "judgment",
    "plan_payment": "monthly_payment",
    "wages_gross": "pay",
    "wages_period": "pay_period",
    "wages_disposable": "take_home",
}
"""The fact of the case that each slot is filled from; domain.yml maps the entities alike."""
ADDED = ("fees", "costs", "taxes", "sale_costs")
PARTS = frozenset({"debt", "sale_price", "market_value", "state", "second_loan", "payment", *ADDED, "principal"})
"""What an estimate is worked out anew for when it changes."""
DATED = ("judgment_date", "sale_date", "days_to_sale")
SKIPPED = {"skipped": True}
"""The value of a slot that was asked for and passed over, or that would change nothing."""
UNKNOWN = "unknown"
"""The state of a person who cannot or will not say."""
NONE = {**to_json(NOTHING), "guess": True}

ENDS = frozenset({"deed_in_lieu", "consent_foreclosure", "reverse", "in_rem", "released"})
"""What leaves nothing to work out: the answer says what it means."""
ENDS_THE_DEBT = ENDS | {"discharged"}
"""What makes the gap no debt of theirs: it is never the headline."""
_CHANGES = (
    ("loan", "reverse", "reverse_mortgage/do_heirs_owe"),
    ("ended", "deed_in_lieu", "deed_in_lieu/will_i_owe"),
    ("ended", "consent_foreclosure", "consent_foreclosure/will_i_owe"),
    ("ended", "in_rem", "define_deficiency_judgment/in_rem_meaning"),
    ("ended", "released", "waiver_and_negotiation/get_it_in_writing"),
    ("bankruptcy", "discharged", "bankruptcy/wipes_out"),
    ("ended", "short_sale", "short_sale/will_i_owe"),
    ("home", "llc", "investment_property/llc"),
)


def change(case: Case) -> tuple[str, str] | None:
    """What the person told that changes what a sum means, and the question (data/topics) whose answer says how."""
    return next(((value, question) for fact, value, question in _CHANGES if case[fact] == value), None)


CHANGING = frozenset(fact for fact, _, _ in _CHANGES)
"""The facts that may do so: told after a result, they change it."""


def by_short_sale(turn: Turn) -> bool:
    """Whether it is sold by themselves for less than is owed, and not at an auction."""
    return turn.case["ended"] == "short_sale" or any(map(_SHORT_SALE.search, turn.user_texts()))


_SHORT_SALE = re.compile(r"\bshort ?sales?\b|\bventa corta\b", re.I)
BEFORE_THE_SALE = frozenset({"behind", "sued", "sale_set"})


def unsold(case: Case) -> bool:
    """Whether the home is known not to be sold, so that nobody knows the price."""
    return case["ended"] == "not_sold" or case["stage"] in BEFORE_THE_SALE


def strict(case: Case) -> bool:
    """Whether there was no sale, and the home's value stands for the price."""
    place = case["state"]
    return case["ended"] == "strict_foreclosure" and place in STATES and STATES[place].measure == "half"


_LIVED_IN = {"home": True, "rental": False, "llc": False}
"""Whether the owner lived in the home, by what was told of it."""


def guess(interval: Interval) -> dict[str, Any]:
    """A slot's value that nobody told: it is worked out, and gives way to what is told."""
    return {**to_json(interval), "guess": True}


def mirrored(slots: Mapping[str, Any], case: Case, heard: Iterable[str]) -> dict[str, Any]:
    """The slots as the case has them. What was skipped or guessed stays until something is told."""
    found: dict[str, Any] = {}
    for name, value in slots.items():
        fact = TOLD_BY.get(name)
        guessed = isinstance(value, Mapping) and "low" in value and "guess" in value
        if fact and fact in case and not (guessed and fact not in heard):
            found[name] = case[fact]
        else:
            once = (isinstance(value, Mapping) and "low" in value and not guessed) or isinstance(value, str)
            found[name] = None if fact and once and value != UNKNOWN else value
    return found


def to_figures(slots: Mapping[str, Any], case: Case) -> Figures:
    """The calculator's input: the forms' slots, and what else was told."""
    apart = years_apart(slots, case)
    judged = None if apart else case["judgment_date"]
    return Figures(
        debt=to_bounded(slots.get("estimate_debt")),
        sale_price=to_bounded(slots.get("estimate_sale_price")),
        state=slots.get("estimate_state") if slots.get("estimate_state") in STATES else None,
        market_value=to_bounded(slots.get("estimate_market_value")),
        judgment_date=date.fromisoformat(judged[0]) if judged else None,
        days=None if apart else days_to_sale(case),
        costs=to_bounded(case["costs"]),
        fees=to_bounded(case["fees"]),
        advances=to_bounded(case["taxes"]),
        sale_costs=to_bounded(case["sale_costs"]),
        credits=to_bounded(case["payment"]),
        principal=to_bounded(case["principal"]),
        lived_in=_LIVED_IN.get(case["home"] or ""),
        strict=True if strict(case) else None,
        junior_liens=to_bounded(slots.get("estimate_liens")) or to_bounded(case["second_loan"]),
    )


def days_to_sale(case: Case) -> Interval | None:
    """Days from judgment to sale. Below zero only where the sale surely came first."""
    if said := to_interval(case["days_to_sale"]):
        return said
    if not (case["judgment_date"] and case["sale_date"]):
        return None
    judged_first, judged_last = map(date.fromisoformat, case["judgment_date"])
    sold_first, sold_last = map(date.fromisoformat, case["sale_date"])
    most = (sold_last - judged_first).days
    return Interval.of(min(max(0, (sold_first - judged_last).days), most), most)


FAR_APART = 3 * 365
"""Days from judgment to sale beyond which a judgment is likelier misread than so old: it is asked about before its interest counts."""
OUTGROWN = 11 * 365
"""Days in which interest at 9% a year comes to nearly all that was owed."""


def years_apart(slots: Mapping[str, Any], case: Case) -> int:
    """The years from judgment to sale, where they are so many that they count only once the person has said so; 0 for fewer."""
    days = days_to_sale(case)
    if days is None or (days.low <= FAR_APART and days.high <= OUTGROWN) or slots.get("estimate_time") == dated(case):
        return 0
    return round(days.high / 365)


def dated(case: Case) -> dict[str, Any]:
    """What was told of the time from judgment to sale."""
    return {name: case[name] for name in DATED if name in case}


def complete(slots: Mapping[str, Any]) -> bool:
    """Whether nothing is left to ask for an estimate."""
    return all(slots.get(name) is not None for name in SLOTS) and slots["estimate_sale_price"] != SKIPPED


def with_defaults(slots: Mapping[str, Any], case: Case, on: date) -> dict[str, Any]:
    """The slots, with what was judged as what is owed, and the market value skipped where it would change nothing."""
    filled = dict(slots)
    judged, price = to_interval(case["judgment"]), to_interval(filled.get("estimate_sale_price"))
    if filled.get("estimate_debt") is None and judged and not of_what_is_left(judged, price):
        filled["estimate_debt"] = guess(judged)
    debt = to_interval(filled.get("estimate_debt"))
    if filled.get("estimate_state") is None and debt and price and debt.high <= price.low <= 2 * debt.high:
        filled["estimate_state"] = UNKNOWN  # with nothing left to pay no state's rule changes the sum
    # A price that was passed over waits for what the home is worth.
    known = all(filled.get(name) is not None for name in SLOTS[:3]) and filled["estimate_sale_price"] != SKIPPED
    wanted = known and "market_value" in helpful(to_figures({**filled, "estimate_market_value": None}, case), on)
    if filled.get("estimate_market_value") is None and known and not wanted:
        filled["estimate_market_value"] = SKIPPED
    return filled


# What the calculator may ask for, by the slot that stands for it.
_ASKED_FOR = {
    "estimate_time": {"days"},
    "estimate_added": {"costs", "fees", "advances"},
    "estimate_liens": {"junior_liens"},
}


def with_extras(slots: Mapping[str, Any], case: Case) -> dict[str, Any]:
    """The slots of the extras, filled where the case knows."""
    filled = dict(slots)
    denied = filled.get("estimate_time") == SKIPPED and years_apart(filled, case)
    if days_to_sale(case) is not None and not denied:
        filled["estimate_time"] = dated(case)
    if any(name in case for name in ADDED):
        filled["estimate_added"] = {name: case[name] for name in ADDED if name in case}
    return filled


def refinable(slots: Mapping[str, Any], case: Case, on: date) -> bool:
    """Whether something not asked for yet can make a finished estimate closer."""
    names = set(helpful(to_figures(slots, case), on))
    told = with_extras(slots, case)
    return any(told.get(name) is None and _ASKED_FOR[name] & names for name in EXTRAS)


CALLED = {"advances": "taxes", "credits": "payment"}
"""What the case calls a part of the sum, where that is another name."""


def parts_in(case: Case, fact: str) -> frozenset[str]:
    """The parts of the sum that are guessed, or disputed."""
    named = str(case[fact] or "").split()
    return frozenset(named) | {part for part, name in CALLED.items() if name in named}


def left_to_ask(slots: Mapping[str, Any], case: Case, on: date) -> dict[str, Any]:
    """The slots, with each extra skipped that can change nothing; those after the first that can wait for its answer."""
    filled = dict(slots)
    for name in EXTRAS:
        if filled.get(name) is None:
            if _ASKED_FOR[name] & set(helpful(to_figures(filled, case), on)):
                break
            filled[name] = SKIPPED
    return filled


def deficiency_of(slots: Mapping[str, Any], case: Case, on: date) -> Interval | None:
    """The deficiency of an estimate; None where there is no estimate, no deficiency, or it is no debt of theirs."""
    if (change(case) or ("",))[0] in ENDS_THE_DEBT:
        return None
    figures = to_figures(slots, case)
    if missing(figures):
        return None
    deficiency = estimate(figures, on).deficiency
    return deficiency if deficiency.high > ZERO else None


def read_back(case: Case, language: Language, names: Iterable[str] | None = None) -> str:
    """ "$312,000 owed, sale price $250,000, the home is in Illinois": what was told of an estimate."""
    order = (
        "debt",
        "judgment",
        "deficiency",
        "sale_price",
        "market_value",
        "state",
        "second_loan",
        "payment",
        *ADDED,
        *DATED,
    )
    wanted = order if names is None else tuple(names)
    return ", ".join(told(case, [name for name in wanted if name in case], language))
