"""How large a deficiency may be: what is owed at the sale, less what the sale counts for. Arithmetic, never a prediction.

The order follows the Illinois statute (735 ILCS 5/15-1508, 15-1512): judgment, interest from judgment to sale, costs and
fees after judgment, advances, sale costs, less credits; then the sale price is taken off. Where a state counts the market
value instead, that is taken off; where it depends on facts nobody gave, both figures are shown. Intervals in, intervals out.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

from shortfall.law.figures import legal_figure
from shortfall.law.interest import DAYS_IN_YEAR, interest, judgment_rates, money_span, percent
from shortfall.law.intervals import NOTHING, ZERO, Interval, format_interval, less, to_cents
from shortfall.law.said import Language, has, listed, said
from shortfall.law.states import STATES, Measure, State

__all__ = [
    "Alternative", "Component", "Estimate", "Figures", "IncompleteFigures", "Interval", "Naive", "Problem",
    "days_between", "estimate", "helpful", "missing", "problems", "yearly_rate",
]  # fmt: skip

# Where the protection of a home does not reach, these still cap by market value, or may.
_PROTECTED_BUT_CAPPED = frozenset({"AZ", "CA", "ND"})
_PROTECTED_AND_MAYBE_CAPPED = frozenset({*_PROTECTED_BUT_CAPPED, "WA"})
# Where the market value is the limit only for a home its owner lives in (Fla. Stat. 702.06; N.J.S.A. 2A:50-2.3): for another the judge may count it.
CAPPED_WHERE_LIVED_IN = frozenset({"FL", "NJ"})
# Where only such a home is protected, and for another the value counts (N.D.C.C. 32-19-06.1, 32-19-06.2).
_PROTECTED_WHERE_LIVED_IN = frozenset({"ND"})
WHERE_LIVED_IN = CAPPED_WHERE_LIVED_IN | _PROTECTED_WHERE_LIVED_IN
"""Where it counts for the sum whether the owner lived in the home."""


class IncompleteFigures(ValueError):
    """What is owed or the sale price is missing."""


@dataclass(frozen=True)
class Figures:
    """What a person told us. US dollars as intervals; None is "not said", which is never taken for zero knowledge.

    debt: the foreclosure judgment, or the payoff; with a judgment date or `days` interest runs on it up to the sale.
    days: days from judgment to sale, or a range of them, when known better than from the dates (a lender may count one
        less).
    rate: yearly rate as a fraction, where the state's is not ours to know; Illinois has its own.
    principal: what the loan statement calls principal; used only to explain why principal less price is too low.
    lender_bought: whether the lender itself bought at the sale. lived_in: whether the owner lived there. strict: whether it was a strict foreclosure (no sale).
    """

    debt: Interval | None = None
    sale_price: Interval | None = None
    state: str | None = None
    judgment_date: datetime.date | None = None
    sale_date: datetime.date | None = None
    days: int | Interval | None = None
    rate: Decimal | None = None
    consumer: bool | None = None
    costs: Interval | None = None
    fees: Interval | None = None
    advances: Interval | None = None
    sale_costs: Interval | None = None
    credits: Interval | None = None
    market_value: Interval | None = None
    junior_liens: Interval | None = None
    principal: Interval | None = None
    lender_bought: bool | None = None
    lived_in: bool | None = None
    strict: bool | None = None


@dataclass(frozen=True)
class Component:
    """One line of the sum: `name` is a field of `Figures`, or "interest". `sign` is +1 for
    what is owed, -1 for what is taken off, 0 for what is only shown beside the sum."""

    name: str
    amount: Interval
    sign: int


@dataclass(frozen=True)
class Alternative:
    """A second deficiency, shown beside the first where the facts decide; `when` says in words when it is the one."""

    when: str
    deficiency: Interval


@dataclass(frozen=True)
class Naive:
    """A sum people find online, and why it comes out too low."""

    name: str
    amount: Interval
    why: str


@dataclass(frozen=True)
class Problem:
    """Something to ask about before calculating. `field` is a field of `Figures`; `question` is plain text for the person."""

    field: str
    kind: str
    question: str


@dataclass(frozen=True)
class Estimate:
    """The result, in US dollars to the cent.

    `basis` names what was taken off what is owed (price, value, half, protected, value_unknown: a value nobody told counts); `when` says when `deficiency` is the
    figure, if `also` holds another. `rate` is what interest up to the sale runs at in a year, as a fraction. `surplus` is what may be left for the owner after `junior_liens`. `unknown` names
    figures that would change the result.
    """

    figures: Figures
    state: State | None
    debt: Interval
    sale_price: Interval
    components: tuple[Component, ...]
    total: Interval
    deficiency: Interval
    surplus: Interval
    per_year: Interval | None
    rate: Interval | None
    basis: str
    when: str
    also: Alternative | None
    naive: tuple[Naive, ...]
    rule: str
    citation: str
    notes: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def strict(self) -> bool:
        """Whether nothing was sold, and the value alone counts."""
        return bool(self.figures.strict and self.state and self.state.measure == "half")

    @property
    def not_lived_in(self) -> bool:
        """Whether the state's limit does not hold, because the owner did not live in the home."""
        return self.figures.lived_in is False and bool(self.state and self.state.code in WHERE_LIVED_IN)

    @property
    def names(self) -> frozenset[str]:
        """The names of what is in the sum."""
        return frozenset(part.name for part in self.components if part.sign)

    @property
    def reach(self) -> Interval:
        """The least and the most it can be, whichever way the facts decide: what a headline may name."""
        either = [self.deficiency, *([self.also.deficiency] if self.also else [])]
        return Interval(min(each.low for each in either), max(each.high for each in either))

    def card(self) -> dict[str, Any]:
        """The estimate card of the chat API: amounts as decimal strings in US dollars."""
        return {
            "type": "estimate",
            "state": self.state.code if self.state else None,
            "debt": money_span(self.debt),
            "sale_price": money_span(self.sale_price),
            "components": [{"name": c.name, **money_span(c.amount)} for c in self.components],
            "total": money_span(self.total),
            "deficiency": money_span(self.deficiency),
            "headline": money_span(self.reach),
            "when": self.when or None,
            "also": {"when": self.also.when, **money_span(self.also.deficiency)} if self.also else None,
            "surplus": money_span(self.surplus),
            "per_year": money_span(self.per_year) if self.per_year else None,
            "basis": self.basis,
            "rule": self.rule,
            "citation": self.citation,
            "naive": [{"name": n.name, **money_span(n.amount), "why": n.why} for n in self.naive],
            "notes": list(self.notes),
            "unknown": list(self.unknown),
        }


def missing(figures: Figures) -> tuple[str, ...]:
    """What has to be known before anything can be estimated, in the order to ask."""
    return tuple(name for name in ("debt", "sale_price") if getattr(figures, name) is None)


def _needed(figures: Figures) -> tuple[Interval, Interval]:
    if figures.debt is None or figures.sale_price is None:
        raise IncompleteFigures(", ".join(missing(figures)))
    return figures.debt, figures.sale_price


def days_between(figures: Figures) -> Interval | None:
    """Days from judgment to sale, where they are known."""
    if isinstance(figures.days, Interval):
        return figures.days
    if figures.days is not None:
        return Interval.of(figures.days)
    if figures.judgment_date and figures.sale_date:
        return Interval.of((figures.sale_date - figures.judgment_date).days)
    return None


def yearly_rate(figures: Figures, on: datetime.date) -> Interval | None:
    """The yearly rate on what is owed from the judgment to the sale, as a fraction; None where it is not known.

    Args:
        on: the day whose law applies where no day of a judgment was told.
    """
    if figures.rate is not None:
        return Interval.of(figures.rate)
    if figures.state != "IL" or figures.debt is None:
        return None
    return judgment_rates(figures.debt.told, figures.judgment_date or on, figures.consumer)


def _interest(figures: Figures, debt: Interval, on: datetime.date) -> Interval | None:
    """Interest from judgment to sale, or None where the days or the state's rate are not known; none runs backwards."""
    days, rate = days_between(figures), yearly_rate(figures, on)
    if days is None or rate is None or days.low < 0:
        return None
    grown = Interval(interest(debt.told.low, rate.low, days.low), interest(debt.told.high, rate.high, days.high))
    return Interval.within(grown, debt.bound)


def _higher(first: Interval, second: Interval) -> Interval:
    return Interval(max(first.low, second.low), max(first.high, second.high))


def _half_way(price: Interval, value: Interval) -> Interval:
    """The price and half of what the value is above it."""

    def point(paid: Decimal, worth: Decimal) -> Decimal:
        return to_cents((paid + worth) / 2) if worth > paid else to_cents(paid)

    return Interval(point(price.low, value.low), point(price.high, value.high))


@dataclass(frozen=True)
class _Counted:
    """Which figure is shown first, which second, and when each is the one."""

    basis: str
    deficiency: Interval
    when: str = ""
    also: Alternative | None = None


def _measure(figures: Figures, state: State) -> Measure:
    """How the state counts for this home: its limit need not hold where the owner did not live."""
    if figures.lived_in is False and state.code in WHERE_LIVED_IN:
        return "either" if state.code in CAPPED_WHERE_LIVED_IN else "value"
    return state.measure


def _counted(figures: Figures, state: State | None, owed: Interval, price: Interval, language: Language) -> _Counted:
    """The state's way of counting, applied."""
    by_price = less(owed, price)
    if state is None or state.measure == "price":
        return _Counted("price", by_price)
    value = figures.market_value
    by_value = less(owed, _higher(price, value)) if value else by_price
    measure = _measure(figures, state)
    if measure == "protected":
        capped = state.code in _PROTECTED_BUT_CAPPED
        reach = Interval(by_value.low if state.code in _PROTECTED_AND_MAYBE_CAPPED else by_price.low,
                         by_value.high if capped else by_price.high)  # fmt: skip
        return _Counted(
            "protected",
            NOTHING,
            said("when.protection_applies", language),
            Alternative(said("when.protection_fails", language), reach),
        )
    if measure == "confirmed":
        if by_price.high == ZERO:
            return _Counted("price", by_price)
        when, other = said("when.confirmed", language), said("when.not_confirmed", language)
        return _Counted("price", by_price, when, Alternative(other, NOTHING))
    if value is None:
        if measure == "lender_bought" and figures.lender_bought is False:
            return _Counted("price", by_price)
        # The home may be worth all that is owed, or no more than it brought.
        return _Counted("value_unknown", Interval(ZERO, by_price.high))
    if measure == "value":
        return _Counted("value", by_value)
    if measure == "half":
        by_half = less(owed, _half_way(price, value))
        # In a strict foreclosure nothing is sold: the value alone counts.
        by_strict = less(owed, value)
        if figures.strict is True:
            return _Counted("value", by_strict)
        if figures.strict is False:
            return _Counted("half", by_half)
        return _Counted(
            "half",
            by_half,
            said("when.court_sale", language),
            Alternative(said("when.strict", language), by_strict),
        )
    if measure == "lender_bought" and figures.lender_bought is not None:
        return _Counted("value", by_value) if figures.lender_bought else _Counted("price", by_price)
    if by_value == by_price:
        return _Counted("price", by_price)
    if measure == "value_on_request":
        return _Counted(
            "value",
            by_value,
            said("when.value_asked", language),
            Alternative(said("when.price_counts", language), by_price),
        )
    when = {"lender_bought": "when.lender_bought", "either": "when.judge_counts"}[measure]
    return _Counted("price", by_price, said("when.price_counts", language), Alternative(said(when, language), by_value))


_ADDED = ("costs", "fees", "advances", "sale_costs")


def _owed(figures: Figures, debt: Interval, on: datetime.date) -> tuple[list[Component], Interval]:
    """What is owed at the sale: its parts, and their sum to the cent, never below zero."""
    components = [Component("debt", debt, 1)]
    if (grown := _interest(figures, debt, on)) is not None:
        components.append(Component("interest", grown, 1))
    components += [Component(name, amount, 1) for name in _ADDED if (amount := getattr(figures, name)) is not None]
    if figures.credits is not None:
        components.append(Component("credits", figures.credits, -1))
    low, high = ZERO, ZERO
    for part in components:
        low += part.amount.low if part.sign > 0 else -part.amount.high
        high += part.amount.high if part.sign > 0 else -part.amount.low
    return components, Interval(max(ZERO, to_cents(low)), max(ZERO, to_cents(high)))


def estimate(figures: Figures, on: datetime.date, language: Language = "en") -> Estimate:
    """A rough deficiency or surplus from what is known.

    Args:
        figures: debt and sale price at least; see `problems` for what to clear up first.
        on: the day whose law applies where no judgment date is given.
        language: of the sentences that come with it.

    Raises:
        IncompleteFigures: debt or sale price is missing.
        KeyError: an unknown state code.
    """
    debt, price = _needed(figures)
    state = STATES[figures.state] if figures.state else None
    components, owed = _owed(figures, debt, on)
    counted = _counted(figures, state, owed, price, language)
    surplus = less(price, owed)
    if figures.market_value is not None and state and state.measure != "price":
        components.append(Component("market_value", figures.market_value, 0))
    components.append(Component("sale_price", price, -1))
    if figures.junior_liens is not None and surplus.high > 0:
        liens = figures.junior_liens
        paid = Interval(min(surplus.low, liens.low), min(surplus.high, liens.high))
        components.append(Component("junior_liens", paid, 0))
        surplus = less(surplus, liens)
    unknown = helpful(figures, on)
    return Estimate(
        figures=figures,
        state=state,
        debt=debt,
        sale_price=price,
        components=tuple(components),
        total=owed,
        deficiency=counted.deficiency,
        surplus=surplus,
        per_year=_per_year(figures, counted.deficiency, on),
        rate=yearly_rate(figures, on),
        basis=counted.basis,
        when=counted.when,
        also=counted.also,
        naive=_naive(figures, debt, price, owed, language),
        rule=state.rules[language] if state else "",
        citation=state.citation if state else "",
        notes=_notes(figures, state, unknown, on, language),
        unknown=unknown,
    )


def _per_year(figures: Figures, deficiency: Interval, on: datetime.date) -> Interval | None:
    """What an unpaid Illinois deficiency grows by in a year once it is a judgment."""
    sums = deficiency.told
    if figures.state != "IL" or sums.high == 0:
        return None
    rate = judgment_rates(sums, on, figures.consumer)
    grown = Interval(interest(sums.low, rate.low, DAYS_IN_YEAR), interest(sums.high, rate.high, DAYS_IN_YEAR))
    return Interval.within(grown, deficiency.bound)


def _naive(figures: Figures, debt: Interval, price: Interval, owed: Interval, language: Language) -> tuple[Naive, ...]:
    found = []
    if owed.low > debt.low:
        found.append(Naive("judgment less price", less(debt, price), said("naive.judgment", language)))
    if figures.principal is not None and figures.principal.low < debt.low:
        short = less(figures.principal, price)
        found.append(Naive("principal less price", short, said("naive.principal", language)))
    return tuple(found)


def helpful(figures: Figures, on: datetime.date) -> tuple[str, ...]:
    """Figures not given yet that can change the result, the weightiest first: what an assistant may ask for.

    Market value only where the state counts it, liens only where a surplus is possible, days to the sale only where the
    rate is known.
    """
    if figures.debt is None or figures.sale_price is None:
        return missing(figures)
    state = STATES[figures.state] if figures.state else None
    names: list[str] = [] if state else ["state"]
    measure = _measure(figures, state) if state else None
    _, owed = _owed(figures, figures.debt, on)
    short = owed.high > figures.sale_price.low
    counts_value = state is not None and (
        measure not in {"price", "protected", "confirmed"} or state.code in _PROTECTED_AND_MAYBE_CAPPED
    )
    if figures.market_value is None and counts_value and short:
        names.append("market_value")
    if figures.market_value is not None and figures.market_value.high > figures.sale_price.low and state:
        if measure == "lender_bought" and figures.lender_bought is None:
            names.append("lender_bought")
        if measure == "half" and figures.strict is None:
            names.append("strict")
    if days_between(figures) is None and (figures.state == "IL" or figures.rate is not None):
        names.append("days")
    if measure != "protected":
        names += [
            name for name in ("costs", "fees", "advances", "sale_costs", "credits") if getattr(figures, name) is None
        ]
    if figures.junior_liens is None and figures.sale_price.high > owed.low:
        names.append("junior_liens")
    return tuple(names)


def _notes(
    figures: Figures, state: State | None, unknown: tuple[str, ...], on: datetime.date, language: Language
) -> tuple[str, ...]:
    """What is in the figure and what is not, in plain words."""
    left_out = [said(f"note.{name}", language) for name in _ADDED if name in unknown]
    if days_between(figures) is None or (figures.rate is None and figures.state != "IL"):
        interest_until_sale = said("note.until_sale", language)
        if figures.state == "IL":
            rate = legal_figure("judgment_interest", figures.judgment_date or on)
            interest_until_sale = said("note.until_sale_il", language, rate=percent(rate.value))
        left_out.insert(0, interest_until_sale)
    name = state.names[language] if state else ""
    notes = []
    if left_out:
        notes.append(said("note.left_out", language, parts=listed(left_out, language)))
    if "market_value" in unknown and state:
        notes.append(said("note.value", language, state=name))
    if state is None:
        notes.append(said("note.no_state", language))
    elif figures.lived_in is False and state.code in WHERE_LIVED_IN:
        notes.append(said(f"note.not_lived_in_{state.code}", language, state=name))
    elif state.measure == "protected":
        notes.append(said("note.protected", language, state=name))
    elif state.ask_attorney:
        notes.append(said("note.attorney", language, state=name))
    notes.append(said("note.rough", language))
    return tuple(notes)


# --- Sanity ----------------------------------------------------------------------------------------------------------------

MOST = Decimal(100_000_000)
LEAST = Decimal(1_000)
LONGEST = Decimal(30 * DAYS_IN_YEAR)
"""Days from judgment to sale that nobody has seen."""
_MONEY_FIELDS = tuple(field.name for field in fields(Figures) if has(f"name.{field.name}"))
_MUST_BE_LARGE = ("debt", "sale_price", "market_value")
_FACTOR = 10


def problems(figures: Figures, language: Language = "en") -> list[Problem]:
    """What to ask about before calculating; empty when all is plausible. Works on figures that are not complete."""
    found = []
    for name in _MONEY_FIELDS:
        given: Interval | None = getattr(figures, name)
        if given is None:
            continue
        amount = given.told
        if amount.low < 0:
            kind = "negative"
        elif amount.high > MOST:
            kind = "absurd"
        elif name == "debt" and amount.high == 0:
            kind = "zero"
        elif name in _MUST_BE_LARGE and 0 < amount.high < LEAST:
            kind = "small"
        else:
            continue
        thousands = format_interval(Interval(amount.low * 1000, amount.high * 1000), language)
        values = {"what": said(f"name.{name}", language), "amount": format_interval(amount, language)}
        found.append(Problem(name, kind, said(f"problem.{kind}", language, thousands=thousands, **values)))
    days = days_between(figures)
    if days is not None and days.low < 0:
        found.append(Problem("sale_date", "order", said("problem.order", language)))
    elif days is not None and days.high > LONGEST:
        found.append(Problem("sale_date", "absurd", said("problem.long", language)))
    if figures.rate is not None and not 0 <= figures.rate <= 1:
        found.append(Problem("rate", "absurd", said("problem.rate", language)))
    if found or figures.debt is None:
        return found
    for name in ("sale_price", "market_value"):
        amount = getattr(figures, name)
        if amount is None or amount.high == 0:
            continue
        if amount.low > figures.debt.high * _FACTOR:
            found.append(_check(name, "far_above", amount, figures.debt, language))
        elif amount.high * _FACTOR < figures.debt.low:
            found.append(_check(name, "far_below", amount, figures.debt, language))
    return found


def _check(name: str, kind: str, amount: Interval, debt: Interval, language: Language) -> Problem:
    values = {"amount": format_interval(amount, language), "debt": format_interval(debt, language)}
    return Problem(name, kind, said(f"problem.{kind}", language, what=said(f"name.{name}", language), **values))
