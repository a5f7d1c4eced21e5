"""Cards: the figures that an answer brings, each of a kind that is known here, and the one way to say it in rows.

Four places show a card: the widget (widget/src/cards.ts), the printed page, a text message and the terminal. Each has one
renderer for every kind; tests/unit/conversation/test_cards.py holds them to that.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, Any, Literal, assert_never

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from shortfall.law.interest import DAYS_IN_YEAR, MONTHS_IN_YEAR, percent
from shortfall.law.intervals import Interval, format_interval, format_money


class _Part(BaseModel):
    """Something of a card. What an engine of a newer release adds is left out."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Span(_Part):
    """An amount in US dollars, or a rate as a fraction: a range, or both ends alike."""

    low: Decimal
    high: Decimal

    @property
    def interval(self) -> Interval:
        """The same for arithmetic."""
        return Interval(self.low, self.high)


class Named(Span):
    """An amount and what it is."""

    name: str


class Also(Span):
    """The result under another condition."""

    when: str


class EstimateCard(_Part):
    """A rough deficiency."""

    type: Literal["estimate"]
    state: str | None = None
    debt: Span
    sale_price: Span
    components: tuple[Named, ...]
    deficiency: Span
    surplus: Span
    when: str | None = None
    also: Also | None = None
    per_year: Span | None = None
    notes: tuple[str, ...] = ()


class WagesCard(_Part):
    """What can be taken from a paycheck."""

    type: Literal["wages"]
    period: Literal["weekly", "fortnightly", "twice_a_month", "monthly"]
    gross: Decimal | None = None
    disposable: Decimal | None = None
    maximum: Span
    protected: Decimal
    citation: str = ""
    notes: tuple[str, ...] = ()


class Days(_Part):
    """A number of days, or a range of it."""

    low: int = Field(ge=0)
    high: int = Field(ge=0)


class GrowthPoint(_Part):
    """A judgment after some days; `date` is that day, where it is counted from today."""

    days: Days
    balance: Span
    date: datetime.date | None = None


class InterestCard(_Part):
    """What an unpaid judgment grows to."""

    type: Literal["interest"]
    principal: Span
    rate: Span
    per_diem: Span
    per_year: Span
    points: tuple[GrowthPoint, ...]
    citation: str = ""
    notes: tuple[str, ...] = ()


class PlanPoint(_Part):
    """What is left after some months."""

    months: int = Field(ge=0)
    balance: Decimal


class PlanCard(_Part):
    """What a monthly payment does. `months` is None when it never ends; `ends` is the month of the last payment, counted from now."""

    type: Literal["plan"]
    principal: Decimal
    payment: Decimal
    rate: Decimal
    first_interest: Decimal
    months: int | None = None
    total_interest: Decimal | None = None
    total_paid: Decimal | None = None
    ends: datetime.date | None = None
    points: tuple[PlanPoint, ...] = ()
    notes: tuple[str, ...] = ()


class CallbackCard(_Part):
    """A call that is booked."""

    type: Literal["callback"]
    reference: str
    window: str
    start: datetime.datetime | None = None
    end: datetime.datetime | None = None


Card = EstimateCard | WagesCard | InterestCard | PlanCard | CallbackCard
KINDS: tuple[type[Card], ...] = (EstimateCard, WagesCard, InterestCard, PlanCard, CallbackCard)
_CARD: TypeAdapter[Card] = TypeAdapter(Annotated[Card, Field(discriminator="type")])


def read_card(card: Mapping[str, Any] | None) -> Card | None:
    """A card of the chat API; None for one that is not as it should be, or of a kind that is not known here."""
    if not card:
        return None
    try:
        return _CARD.validate_python(dict(card))
    except ValidationError:
        return None


@dataclass(frozen=True)
class Table:
    """A card in rows of (label, value): a title, sentences under it, and the labels of what the rest comes to."""

    title: str
    rows: tuple[tuple[str, str], ...]
    notes: tuple[str, ...] = ()
    results: tuple[str, ...] = ()


def table(card: Card) -> Table:
    """Any card in rows, for paper and for the terminal."""
    match card:
        case EstimateCard():
            return _estimate(card)
        case WagesCard():
            return _wages(card)
        case InterestCard():
            return _interest(card)
        case PlanCard():
            return _plan(card)
        case CallbackCard():
            rows = (("Reference", card.reference), ("Planned for", card.window))
            return Table("Your callback", rows, results=("Reference",))
    assert_never(card)


def line(card: Card) -> tuple[str, str]:
    """The one figure a card is about, and a line that says it: for a text message."""
    match card:
        case EstimateCard():
            result, what = (
                (card.deficiency, "Rough shortfall") if card.deficiency.high else (card.surplus, "Possible surplus")
            )
            figure = _whole(result)
            return figure, f"{what}: {figure} (owed {_whole(card.debt)}, sold {_whole(card.sale_price)})."
        case WagesCard():
            figure = _whole(card.maximum)
            return figure, f"The most that can be taken: {figure}."
        case InterestCard():
            figure = _span(card.per_year)
            later = f"; unpaid {after(card.points[-1].days)}: {_whole(card.points[-1].balance)}" if card.points else ""
            return figure, f"Grows by {figure} a year{later}."
        case PlanCard():
            figure = format_money(card.payment) if card.months is None else length(card.months)
            return figure, f"{figure} a month never clears it." if card.months is None else f"Paid off in {figure}."
        case CallbackCard():
            return card.reference, f"Reference {card.reference}: {card.window}."
    assert_never(card)


def after(days: Days) -> str:
    """How long it goes unpaid: "after 3 years", "after 100 to 200 days"."""
    if days.low != days.high:
        return f"after {days.low:,} to {days.high:,} days"
    years, rest = divmod(days.low, DAYS_IN_YEAR)
    if years and not rest:
        return f"after {years} year{'' if years == 1 else 's'}"
    return f"after {days.low:,} day{'' if days.low == 1 else 's'}"


def length(months: int) -> str:
    """A number of months as it is said: "6 years and 3 months"."""
    years, rest = divmod(months, MONTHS_IN_YEAR)
    parts = [f"{n} {unit}{'' if n == 1 else 's'}" for n, unit in ((years, "year"), (rest, "month")) if n]
    return " and ".join(parts) or "no time"


def rate_words(rate: Span) -> str:
    """A yearly rate: "9%", "5% or 9%"."""
    return " or ".join(percent(each) for each in sorted({rate.low, rate.high}))


def _span(value: Span) -> str:
    return format_interval(value.interval)


def _whole(value: Span) -> str:
    """Rounded to a dollar: what lies years ahead is no more exact than that."""
    return format_interval(Interval(*(each.quantize(Decimal(1), ROUND_HALF_UP) for each in (value.low, value.high))))


_LINES = {
    "debt": "Owed: the judgment or the payoff",
    "interest": "Interest up to the sale",
    "costs": "Court costs",
    "fees": "Lawyers' fees",
    "advances": "Taxes and insurance the lender paid",
    "sale_costs": "Sale costs",
    "credits": "Less credits",
    "sale_price": "Less the sale price",
    "market_value": "Market value of the home",
    "junior_liens": "Other liens paid from the rest",
}


def _estimate(card: EstimateCard) -> Table:
    rows = [(_LINES.get(part.name, part.name), _span(part)) for part in card.components]
    when = f", {card.when}" if card.when else ""
    results = [(f"Rough shortfall{when}", _span(card.deficiency))]
    if card.also:
        results.append((f"Rough shortfall, {card.also.when}", _span(card.also)))
    if card.surplus.high:
        results.append(("May be left over for the owner", _span(card.surplus)))
    rows += results
    if card.per_year:
        rows.append(("Growth in a year as an unpaid judgment", _span(card.per_year)))
    where = f" ({card.state})" if card.state else ""
    labels = tuple(label for label, _ in results)
    return Table(f"Rough shortfall after the sale{where}", tuple(rows), card.notes, labels)


_PERIODS = {
    "weekly": "each week",
    "fortnightly": "every two weeks",
    "twice_a_month": "twice a month",
    "monthly": "each month",
}


def _wages(card: WagesCard) -> Table:
    rows = [("Paid", _PERIODS[card.period])]
    if card.gross:
        rows.append(("Pay before taxes", format_money(card.gross)))
    if card.disposable:
        rows.append(("Take-home pay", format_money(card.disposable)))
    rows.append(("Take-home pay out of reach", format_money(card.protected)))
    rows.append((most := "The most that can be taken", _span(card.maximum)))
    notes = tuple(note for note in (*card.notes, card.citation) if note)
    return Table("What can be taken from a paycheck in Illinois", tuple(rows), notes, (most,))


def _interest(card: InterestCard) -> Table:
    rows = [
        ("Judgment", _span(card.principal)),
        ("Interest a year", rate_words(card.rate)),
        ("Growth in a day", _span(card.per_diem)),
        ("Growth in a year", _span(card.per_year)),
    ]
    for point in card.points:
        day = f" ({point.date:%B} {point.date.year})" if point.date else ""
        rows.append((f"Unpaid {after(point.days)}{day}", _whole(point.balance)))
    notes = tuple(note for note in (*card.notes, card.citation) if note)
    results = (rows[-1][0],) if card.points else ()
    return Table("How an unpaid judgment grows in Illinois", tuple(rows), notes, results)


def _plan(card: PlanCard) -> Table:
    rows = [
        ("Judgment", format_money(card.principal)),
        ("Interest a year", percent(card.rate)),
        ("Paid each month", format_money(card.payment)),
        ("Interest in the first month", format_money(card.first_interest)),
    ]
    paid_off = "Paid off after"
    if card.months is None:
        rows.append((paid_off, "never: the payment does not get past the interest"))
    else:
        end = f" ({card.ends:%B} {card.ends.year})" if card.ends else ""
        rows.append((paid_off, length(card.months) + end))
    if card.total_interest is not None:
        rows.append(("Interest in all", format_money(card.total_interest)))
    if card.total_paid is not None:
        rows.append(("Paid in all", format_money(card.total_paid)))
    return Table("What a monthly payment does", tuple(rows), card.notes, (paid_off,))
