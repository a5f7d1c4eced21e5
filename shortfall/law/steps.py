"""How a result came about, step by step, for who asks "where does that come from?". The sentences stand in data/law/words.yml."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal, get_args

from shortfall.base.channel import Channel
from shortfall.base.gsm7 import folded, septets
from shortfall.law.deficiency import Estimate, days_between
from shortfall.law.interest import DAYS_IN_YEAR, Growth, Plan, percent
from shortfall.law.intervals import Interval, format_interval, format_money, less, whole
from shortfall.law.said import Language, either, listed, said
from shortfall.law.wages import WageLimit
from shortfall.law.words import ROOM, how_interest, left_out, length, parts_of


def of_estimate(estimate: Estimate, channel: Channel, language: Language = "en") -> str:
    """Each line of the sum, how the interest was counted, why it is a range, and what is not in it."""
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
    interest, why = how_interest(estimate, language), _why_a_range(estimate, language)
    begin, change = [said("steps.begin", language)], said("steps.change", language)
    then = [each for each in (interest, why, *estimate.notes[:1], change) if each]
    if channel == "web":
        return _put(begin, lines, then, channel)
    short = [*parts_of(estimate, language), lines[-1]]
    ways = ((lines, then), (short, [why, change]), (short, [change]))
    *_, last = found = [_put(begin, parts, [each for each in after if each], channel) for parts, after in ways]
    return next((way for way in found if septets(folded(way)) <= ROOM), last)


def _why_a_range(estimate: Estimate, language: Language) -> str:
    if estimate.deficiency.exact and estimate.surplus.exact:
        return ""
    days, rate = days_between(estimate.figures), estimate.rate
    spans = {"debt": estimate.debt, "price": estimate.sale_price, "days": days, "rate": rate if days else None}
    why = [said(f"steps.range_{name}", language) for name, span in spans.items() if span and not span.exact]
    return said("steps.range", language, why=listed(why, language)) if why else ""


def of_said_back(estimate: Estimate, channel: Channel, language: Language = "en", *, again: bool = False) -> str:
    """What the plain difference of debt and price is, what else was worked out from it and when that is it, and what decides; `again` in
    other words."""
    owed, price, value = estimate.debt.told, estimate.sale_price.told, estimate.figures.market_value

    def shown(**sums: Interval) -> dict[str, str]:
        return {name: format_interval(whole(each), language) for name, each in sums.items()}

    state = estimate.state.names[language] if estimate.state else ""
    other = []
    if estimate.basis == "value" and value and not estimate.also and value.high > price.low:
        other.append(said("back.worth", language, state=state, **shown(sum=estimate.deficiency, value=value)))
    if estimate.also:
        either = ((estimate.when, estimate.deficiency), (estimate.also.when, estimate.also.deficiency))
        other += [said("back.when", language, when=when, **shown(sum=sum_)) for when, sum_ in either]
    if estimate.names - {"debt", "sale_price"}:
        other.append(said("back.more", language, **shown(owed=estimate.total)))
    key = "again" if again else "both" if other else "gap"
    begin = said(f"back.{key}", language, **shown(sum=less(owed, price), owed=owed, price=price))
    decides = said("back.decides" if state else "back.decides_somewhere", language, state=state)
    rule = said("note.rule", language, state=state, rule=estimate.rule, cite=estimate.citation) if state else ""
    ways = ((begin, *other, decides, "" if again else rule), (begin, *other, decides), (begin, *other))
    *_, last = found = [" ".join(filter(None, way)) for way in ways]
    return found[0] if channel == "web" else next((way for way in found if septets(folded(way)) <= ROOM), last)


Exactly = Literal["sum", "unsure", "decides", "missing"]
"""What may be said of how exact a sum is."""


def of_exactness(
    estimate: Estimate,
    guessed: Collection[str],
    disputed: Collection[str],
    channel: Channel,
    language: Language = "en",
    wanted: Collection[Exactly] = get_args(Exactly),
) -> str:
    """How exact the sum is: which parts of it are not sure, what is not in it, and who decides.

    Args:
        guessed: names of the parts that the person was not sure of.
        disputed: names of those they do not believe.
        wanted: what of it is said.
    """
    unsure = []
    for part in estimate.components:
        name, span = part.name, not part.amount.exact
        if part.sign and (span or name in guessed or name in disputed):
            key = "dispute" if name in disputed else "guess" if name in guessed else "span"
            sum_ = said(f"unsure.{name}", language, sum=format_interval(part.amount, language))
            unsure.append(said(f"exact.{key}", language, part=sum_))
    credits_ = [] if "credits" in estimate.names else [said("missing.credits", language)]
    missing = [*left_out(estimate, language), *credits_]
    key, listed_ = ("unsure", listed(unsure, language)) if unsure else ("told", "")
    ways: dict[Exactly, str] = {
        "sum": said("exact.sum", language),
        "unsure": said(f"exact.{key}", language, parts=listed_),
        "decides": said("exact.decides", language),
        "missing": said("exact.missing", language, parts=listed(missing, language)) if missing else "",
    }
    parts = [words for name, words in ways.items() if name in wanted and words]
    while channel == "sms" and septets(folded(" ".join(parts))) > ROOM:
        parts.pop()
    return " ".join(parts)


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
