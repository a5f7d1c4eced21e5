"""Cards: the figures that an answer brings, each of a kind that is known here, and the one way to say it in rows.

Four places show a card: the widget (widget/src/cards.ts), the printed page, a text message and the terminal. Each has one
renderer for every kind; tests/unit/conversation/test_cards.py holds them to that.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Literal, assert_never

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from shortfall.law.interest import DAYS_IN_YEAR, percent
from shortfall.law.intervals import Bound, Interval, format_interval, format_money, to_dollars
from shortfall.law.said import Language, either, has, month, said
from shortfall.law.words import months_in_words


class _Part(BaseModel):
    """Something of a card. What an engine of a newer release adds is left out."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Span(_Part):
    """An amount in US dollars, or a rate as a fraction: a range, or both ends alike. `bound`: it is no less than that, or no more."""

    low: Decimal
    high: Decimal
    bound: Bound | None = None

    @property
    def interval(self) -> Interval:
        """The same for arithmetic."""
        return Interval.within(Interval(self.low, self.high), self.bound)


class Named(Span):
    """An amount and what it is."""

    name: str


class Also(Span):
    """The result under another condition."""

    when: str


class Tried(Span):
    """What would be left to pay at a price; left over for the owner, where `over`."""

    price: Decimal
    over: bool = False


class EstimateCard(_Part):
    """A rough deficiency. `what_if` has prices to try, the lowest first, for a home that is not sold."""

    type: Literal["estimate"]
    state: str | None = None
    debt: Span
    sale_price: Span
    components: tuple[Named, ...]
    deficiency: Span
    surplus: Span
    headline: Span | None = None
    """The least and the most the shortfall can be, whichever of `deficiency` and `also` is the one."""
    when: str | None = None
    also: Also | None = None
    per_year: Span | None = None
    what_if: tuple[Tried, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def reach(self) -> Span:
        """Both ends of what may be left to pay, whichever way the court counts."""
        if self.headline:
            return self.headline
        both = (self.deficiency, self.also) if self.also else (self.deficiency,)
        return Span(low=min(each.low for each in both), high=max(each.high for each in both))


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


class DeadlineRow(_Part):
    """What is due and when, in the words and the language of the talk.

    `name` is what stays the same in every language; `due` the day for a calendar, None where no day is sure; `cite` the law that it
    was counted by.
    """

    name: str = ""
    what: str
    when: str
    due: datetime.date | None = None
    how: str = ""
    cite: str = ""


class DeadlinesCard(_Part):
    """Days to watch, the one asked for first."""

    type: Literal["deadlines"]
    title: str
    rows: tuple[DeadlineRow, ...] = Field(min_length=1)
    notes: tuple[str, ...] = ()


class CallbackCard(_Part):
    """A call that is booked."""

    type: Literal["callback"]
    reference: str
    window: str
    start: datetime.datetime | None = None
    end: datetime.datetime | None = None


Card = EstimateCard | WagesCard | InterestCard | PlanCard | DeadlinesCard | CallbackCard
KINDS: tuple[type[Card], ...] = (EstimateCard, WagesCard, InterestCard, PlanCard, DeadlinesCard, CallbackCard)
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


def table(card: Card, language: Language = "en") -> Table:
    """Any card in rows, for paper and for the terminal."""
    match card:
        case EstimateCard():
            return _estimate(card, language)
        case WagesCard():
            return _wages(card, language)
        case InterestCard():
            return _interest(card, language)
        case PlanCard():
            return _plan(card, language)
        case DeadlinesCard():
            counted = tuple(f"{row.what}: {row.how}" for row in card.rows if row.how)
            return Table(
                card.title,
                tuple((row.what, row.when) for row in card.rows),
                (*counted, *card.notes),
                (card.rows[0].what,),
            )
        case CallbackCard():
            reference = said("card.reference", language)
            rows = ((reference, card.reference), (said("card.planned", language), card.window))
            return Table(said("card.callback", language), rows, results=(reference,))
    assert_never(card)


def line(card: Card, language: Language = "en") -> tuple[str, str]:
    """The one figure a card is about, and a line that says it: for a text message."""
    match card:
        case EstimateCard():
            owes = card.reach.high or not card.surplus.high
            kind = "deficiency" if owes else "surplus"
            figure = _whole(card.reach if owes else card.surplus, language)
            debt, price = _whole(card.debt, language), _whole(card.sale_price, language)
            return figure, said(f"card.line_{kind}", language, sum=figure, debt=debt, price=price)
        case WagesCard():
            figure = _whole(card.maximum, language)
            return figure, said("card.line_wages", language, sum=figure)
        case InterestCard():
            figure, later = _span(card.per_year, language), ""
            if card.points:
                last = card.points[-1]
                values = {"after": after(last.days, language), "sum": _whole(last.balance, language)}
                later = said("card.line_later", language, **values)
            return figure, said("card.line_growth", language, sum=figure, later=later)
        case PlanCard():
            if card.months is None:
                figure = format_money(card.payment)
                return figure, said("card.line_never", language, sum=figure)
            figure = months_in_words(card.months, language)
            return figure, said("card.line_paid_off", language, length=figure)
        case DeadlinesCard():
            first = card.rows[0]
            return first.when, f"{first.what}: {first.when}."
        case CallbackCard():
            return card.reference, said("card.line_callback", language, reference=card.reference, window=card.window)
    assert_never(card)


def after(days: Days, language: Language = "en") -> str:
    """How long it goes unpaid: "after 3 years", "after 100 to 200 days"."""
    years, rest = divmod(days.low, DAYS_IN_YEAR)
    if days.low != days.high:
        length = said("span.days", language, low=f"{days.low:,}", high=f"{days.high:,}")
    elif years and not rest:
        length = said("span.one_year" if years == 1 else "span.some_years", language, n=str(years))
    else:
        length = said("span.one_day" if days.low == 1 else "span.some_days", language, n=f"{days.low:,}")
    return said("card.after", language, length=length)


def rate_words(rate: Span, language: Language = "en") -> str:
    """A yearly rate: "9%", "5% or 9%"."""
    return either([percent(each) for each in sorted({rate.low, rate.high})], language)


def _span(value: Span, language: Language) -> str:
    return format_interval(value.interval, language)


def _whole(value: Span, language: Language) -> str:
    """Rounded to a dollar: what lies years ahead is no more exact than that."""
    rounded = (to_dollars(each) for each in (value.low, value.high))
    return format_interval(Interval.within(Interval(*rounded), value.bound), language)


def _estimate(card: EstimateCard, language: Language) -> Table:
    rows = [
        (said(f"card.{part.name}", language) if has(f"card.{part.name}") else part.name, _span(part, language))
        for part in card.components
    ]
    results = [
        (said("card.deficiency", language, when=f", {when}" if when else ""), _span(span, language))
        for when, span in ((card.when, card.deficiency), *([(card.also.when, card.also)] if card.also else ()))
    ]
    if card.surplus.high:
        results.append((said("card.surplus", language), _span(card.surplus, language)))
    rows += results
    if card.per_year:
        rows.append((said("card.year", language), _span(card.per_year, language)))
    labels = tuple(label for label, _ in results)
    title = said("card.estimate", language, place=f" ({card.state})" if card.state else "")
    return Table(title, tuple(rows), card.notes, labels)


def _wages(card: WagesCard, language: Language) -> Table:
    rows = [(said("card.paid", language), said(f"card.{card.period}", language))]
    if card.gross:
        rows.append((said("card.gross", language), format_money(card.gross)))
    if card.disposable:
        rows.append((said("card.take_home", language), format_money(card.disposable)))
    rows.append((said("card.protected", language), format_money(card.protected)))
    rows.append((most := said("card.most", language), _span(card.maximum, language)))
    notes = tuple(note for note in (*card.notes, card.citation) if note)
    return Table(said("card.wages", language), tuple(rows), notes, (most,))


def _interest(card: InterestCard, language: Language) -> Table:
    rows = [
        (said("card.judgment", language), _span(card.principal, language)),
        (said("card.rate", language), rate_words(card.rate, language)),
        (said("card.per_day", language), _span(card.per_diem, language)),
        (said("card.per_year", language), _span(card.per_year, language)),
    ]
    for point in card.points:
        day = f" ({month(point.date, language)})" if point.date else ""
        unpaid = said("card.unpaid", language, after=after(point.days, language))
        rows.append((f"{unpaid}{day}", _whole(point.balance, language)))
    notes = tuple(note for note in (*card.notes, card.citation) if note)
    results = (rows[-1][0],) if card.points else ()
    return Table(said("card.growth", language), tuple(rows), notes, results)


def _plan(card: PlanCard, language: Language) -> Table:
    rows = [
        (said("card.judgment", language), format_money(card.principal)),
        (said("card.rate", language), percent(card.rate)),
        (said("card.each_month", language), format_money(card.payment)),
        (said("card.first_interest", language), format_money(card.first_interest)),
    ]
    paid_off = said("card.paid_off", language)
    if card.months is None:
        rows.append((paid_off, said("card.never", language)))
    else:
        end = f" ({month(card.ends, language)})" if card.ends else ""
        rows.append((paid_off, months_in_words(card.months, language) + end))
    if card.total_interest is not None:
        rows.append((said("card.total_interest", language), format_money(to_dollars(card.total_interest))))
    if card.total_paid is not None:
        rows.append((said("card.total_paid", language), format_money(to_dollars(card.total_paid))))
    return Table(said("card.plan", language), tuple(rows), card.notes, (paid_off,))
