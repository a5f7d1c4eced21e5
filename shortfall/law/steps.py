"""How a result came about, step by step, for who asks "where does that come from?". The sentences stand in data/law/words.yml."""

from __future__ import annotations

import datetime

from shortfall.base.channel import Channel
from shortfall.base.gsm7 import folded, septets
from shortfall.law.deficiency import Estimate, days_between, yearly_rate
from shortfall.law.interest import DAYS_IN_YEAR, Growth, Plan, per_diem, percent
from shortfall.law.intervals import Interval, format_interval, format_money
from shortfall.law.said import Language, either, listed, said
from shortfall.law.wages import WageLimit
from shortfall.law.words import ROOM, length, parts_of, since


def of_estimate(estimate: Estimate, channel: Channel, on: datetime.date, language: Language = "en") -> str:
    """Each line of the sum, how the interest was counted, why it is a range, and what is not in it.

    Args:
        on: the day whose rate holds where no day of a judgment was told.
    """
    lines = [
        f"{said(f'card.{part.name}', language)}: {format_interval(part.amount, language)}"
        for part in estimate.components
        if part.sign
    ]
    key, result = (
        ("surplus", estimate.surplus) if estimate.deficiency.high == 0 else ("deficiency", estimate.deficiency)
    )
    when = f" {estimate.when}" if estimate.when else ""
    lines.append(f"{said(f'card.{key}', language, when=when)}: {format_interval(result, language)}")
    rate = yearly_rate(estimate.figures, on)
    interest, why = _how_interest(estimate, rate, language), _why_a_range(estimate, rate, language)
    begin, change = [said("steps.begin", language)], said("steps.change", language)
    then = [each for each in (interest, why, *estimate.notes[:1], change) if each]
    if channel == "web":
        return _put(begin, lines, then, channel)
    short = [*parts_of(estimate, language), lines[-1]]
    ways = ((lines, then), (short, [interest, why, change]), (short, [interest, change]), (short, [change]))
    *_, last = found = [_put(begin, parts, [each for each in after if each], channel) for parts, after in ways]
    return next((way for way in found if septets(folded(way)) <= ROOM), last)


def _how_interest(estimate: Estimate, rate: Interval | None, language: Language) -> str:
    """How the interest was counted."""
    days = days_between(estimate.figures)
    if days is None or rate is None:
        return ""
    debt = estimate.debt.told
    per_day = Interval(per_diem(debt.low, rate.low), per_diem(debt.high, rate.high))
    return said(
        "steps.interest",
        language,
        rate=_rates(rate, language),
        debt=format_interval(estimate.debt, language),
        day=format_interval(per_day, language),
        length=length(days, language),
        since=since(estimate, language),
    )


def _why_a_range(estimate: Estimate, rate: Interval | None, language: Language) -> str:
    if estimate.deficiency.exact and estimate.surplus.exact:
        return ""
    days = days_between(estimate.figures)
    spans = {"debt": estimate.debt, "price": estimate.sale_price, "days": days, "rate": rate if days else None}
    why = [said(f"steps.range_{name}", language) for name, span in spans.items() if span and not span.exact]
    return said("steps.range", language, why=listed(why, language)) if why else ""


def _rates(rate: Interval, language: Language) -> str:
    """ "5% or 9%", "9%"."""
    return either([percent(each) for each in sorted({rate.low, rate.high})], language)


def of_wages(limit: WageLimit, channel: Channel, language: Language = "en") -> str:
    """The three sums of which the least is the most that may be taken."""
    lines = [
        said("steps.wages_gross", language, share=percent(limit.gross_share), sum=format_money(limit.by_gross))
        if limit.by_gross is not None
        else "",
        said(
            "steps.wages_kept",
            language,
            kept=format_money(limit.protected),
            sum=format_money(limit.by_minimum_wage),
        ),
        said("steps.wages_federal", language, sum=format_money(limit.federal)),
    ]
    check = said(f"wages.{limit.period}", language)
    then = [said("steps.wages_least", language, sum=format_money(limit.maximum.high), check=check)]
    if limit.disposable is None:
        then.append(said("steps.wages_before_taxes", language))
    return _put([said("steps.wages_begin", language, check=check)], [each for each in lines if each], then, channel)


def of_growth(growth: Growth, channel: Channel, language: Language = "en") -> str:
    """A year's interest, a day's, and so on for as long as was asked."""
    lines = [
        said(
            "steps.growth_year",
            language,
            sum=format_interval(growth.principal, language),
            rates=_rates(growth.rate, language),
            year=format_interval(growth.per_year, language),
        ),
        said("steps.growth_day", language, days=str(DAYS_IN_YEAR), day=format_interval(growth.per_diem, language)),
    ]
    lines += [
        said(
            "steps.growth_point",
            language,
            length=length(point.days, language),
            interest=format_interval(point.interest, language),
            balance=format_interval(point.balance, language),
        )
        for point in growth.points[: 1 if channel == "sms" else None]
    ]
    return _put([said("steps.begin", language)], lines, [said("growth.note_simple", language)], channel)


def of_plan(plan: Plan, channel: Channel, language: Language = "en") -> str:
    """What the first payment pays of interest and of the judgment."""
    first, paid = plan.first_interest, plan.payment
    lines = [said("steps.plan_interest", language, sum=format_money(first))]
    if paid > first:
        lines.append(said("steps.plan_rest", language, sum=format_money(paid - first)))
    return _put(
        [said("steps.plan_begin", language, sum=format_money(paid))],
        lines,
        [said("steps.plan_then", language)],
        channel,
    )


def _put(before: list[str], lines: list[str], after: list[str], channel: Channel) -> str:
    """A list on the page, one line by text."""
    if channel == "sms":
        return " ".join([*before, "; ".join(lines) + ".", *after])
    return "\n\n".join([*before, "\n".join(f"- {line}" for line in lines), " ".join(after)])
