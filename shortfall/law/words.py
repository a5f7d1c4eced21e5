"""Results in plain words: two sentences, and notes for the card. A text message has no card and says a little more, within two parts.

The sentences stand in data/law/words.yml, in both languages.
"""

from __future__ import annotations

from shortfall.base.channel import Channel
from shortfall.base.gsm7 import PART_SEPTETS, folded, septets
from shortfall.law.deficiency import Component, Estimate, days_between
from shortfall.law.interest import DAYS_IN_YEAR, MONTHS_IN_YEAR, Growth, Plan, payment_for, per_diem, percent
from shortfall.law.intervals import Interval, format_interval, format_money, to_dollars, whole
from shortfall.law.pay_limits import here, least
from shortfall.law.said import Language, either, listed, said
from shortfall.law.wages import WageLimit

YEARS_OF_A_PLAN = 5
"""Within which a plan that never ends, or takes long, is shown how it would end."""


def explain(estimate: Estimate, channel: Channel, language: Language = "en", room: int | None = None) -> str:
    """An estimate for the person who asked; `notes` has the rest. No advice, no prediction.

    Args:
        room: septets that a text message leaves for it.
    """
    room = ROOM if room is None else room
    if channel == "web":
        return _explained(estimate, channel, language)
    ways = (
        _explained(estimate, channel, language, named=named, open_points=more, counted=counted)
        for named, more, counted in _BY_TEXT
    )
    *_, last = found = list(ways)
    return next((way for way in found if septets(folded(way)) <= room), last)


ROOM = 2 * PART_SEPTETS
_BY_TEXT = ((True, True, True), (True, False, True), (True, False, False), (False, True, True), (False, True, False))
"""By text: with the parts of what is owed, what can change it, and how the interest was counted; else with less."""


def _explained(
    estimate: Estimate,
    channel: Channel,
    language: Language,
    *,
    named: bool = False,
    open_points: bool = True,
    counted: bool = True,
) -> str:
    also = "estimate.also_sms" if channel == "sms" else "estimate.also"
    parts = [headline(estimate, language, _added(estimate, language, counted=counted) if named else "")]
    if estimate.also:
        sums = _about(_rounded(estimate, estimate.also.deficiency), language)
        parts.append(said(also, language, when=_capital(estimate.also.when), sum=sums))
    if counted and not named and (interest := how_interest(estimate, language)):
        parts.append(interest)
    if channel == "sms":
        parts.append(said("estimate.not_advice", language))
    if open_points and (channel == "sms" or not estimate.also):
        parts.append(open_points_of(estimate, language))
    return " ".join(parts)


def how_interest(estimate: Estimate, language: Language) -> str:
    """How the interest that is in the sum was counted: its days, what it is a day, and what it comes to; empty where none is in it."""
    grown = next((part.amount for part in estimate.components if part.name == "interest"), None)
    counted = _days_and_rate(estimate, language)
    if not grown or not counted:
        return ""
    return said("estimate.interest", language, counted=counted, sum=format_interval(grown, language))


def _days_and_rate(estimate: Estimate, language: Language) -> str:
    """ "for 209 days at $57.12 a day (9% a year)"; empty where that is not known."""
    days, rate, debt = days_between(estimate.figures), estimate.rate, estimate.debt.told
    if days is None or rate is None:
        return ""
    per_day = Interval(per_diem(debt.low, rate.low), per_diem(debt.high, rate.high))
    return said(
        "estimate.counted",
        language,
        rates=either([percent(each) for each in sorted({rate.low, rate.high})], language),
        day=format_interval(per_day, language),
        length=length(days, language),
    )


def _rounded(estimate: Estimate, amount: Interval) -> Interval:
    """Whole dollars, unless cents were told and no range."""
    told = [part.amount for part in estimate.components if part.name != "interest"]
    cents = amount.exact and all(each.exact for each in told) and any(each.low % 1 for each in told)
    return amount if cents else whole(amount)


def parts_of(estimate: Estimate, language: Language) -> list[str]:
    """What is owed and what is taken off, in a few words each: "$121,000 owed", "$4,200 taxes"."""
    return [_part(part, estimate, language) for part in estimate.components if part.sign]


def _part(part: Component, estimate: Estimate, language: Language, *, counted: bool = True) -> str:
    amount = format_interval(_rounded(estimate, part.amount), language)
    how = f" {_days_and_rate(estimate, language)}" if part.name == "interest" and counted else ""
    return said(f"part.{part.name}", language, sum=amount, counted=how)


def _added(estimate: Estimate, language: Language, *, counted: bool) -> str:
    """What makes what is owed more, or less, than the debt, each part by its name, and what it all comes to; empty where nothing does."""
    beside = [part for part in estimate.components if part.sign and part.name not in {"debt", "sale_price"}]
    parts = [_part(part, estimate, language, counted=counted) for part in beside if part.amount.high]
    if not parts or estimate.debt.bound or estimate.total.bound:
        return ""
    total = format_interval(_rounded(estimate, estimate.total), language)
    return said("estimate.added", language, parts=listed(parts, language), total=total)


def against(claimed: Interval, deficiency: Interval, language: Language = "en") -> str:
    """How what somebody asks for compares with an estimate."""
    values = {"claimed": format_interval(claimed, language)}
    if claimed.low > deficiency.high:
        more = _about(whole(Interval(claimed.low - deficiency.high, claimed.high - deficiency.low)), language)
        return said("claimed.more", language, more=more, **values)
    if claimed.high < deficiency.low:
        less = _about(whole(Interval(deficiency.low - claimed.high, deficiency.high - claimed.low)), language)
        return said("claimed.less", language, less=less, **values)
    return said("claimed.same" if deficiency.exact else "claimed.within", language, **values)


def open_points_of(estimate: Estimate, language: Language) -> str:
    """What is not in the sum and can change it, from its parts."""
    left = left_out(estimate, language) or [said("missing.credits", language)]
    if estimate.basis == "value_unknown" and estimate.deficiency.high:
        return said("estimate.change_worth", language, parts=listed(left, language))
    value = [said("missing.market_value", language)] if "market_value" in estimate.unknown else []
    rule = [] if estimate.state or not estimate.deficiency.high else [said("missing.rule", language)]
    parts = [*rule, *value, *left]
    key = "estimate.change_one" if len(parts) == len(value + rule) == 1 else "estimate.change"
    return said(key, language, parts=_capital(listed(parts, language)))


def left_out(estimate: Estimate, language: Language) -> list[str]:
    """What is often added to what is owed, and is not in the sum. Beside a fee or a tax that is in it, the others by their full names."""
    inside = estimate.names
    full = "_named" if inside & {"fees", "costs", "advances", "sale_costs"} else ""
    names = {"interest": "interest", "fees": f"fees{full}", "costs": f"costs{full}"}
    return [said(f"missing.{words}", language) for name, words in names.items() if name not in inside]


def notes(estimate: Estimate, language: Language = "en") -> list[str]:
    """What stands under the figures on the card: the rule with its source, what is left out, why a short sum misleads."""
    found = list(estimate.notes)
    naive = estimate.naive[0] if estimate.naive else None
    # Said only where the short sum would mislead: there is a shortfall, and a larger one.
    if naive and naive.amount.high < estimate.deficiency.high:
        short = _about(whole(naive.amount), language)
        found.insert(0, said("naive.short", language, sum=short, why=naive.why))
    if estimate.state and estimate.rule:
        state = estimate.state.names[language]
        found.insert(0, said("note.rule", language, state=state, rule=estimate.rule, cite=estimate.citation))
    return found


def headline(estimate: Estimate, language: Language, added: str = "") -> str:
    """What is owed, the sale, and what is left of them, in a sentence."""
    place = said("estimate.place", language, state=estimate.state.names[language]) if estimate.state else ""
    if estimate.basis == "protected":
        return said("estimate.protected", language, place=place)
    short, over = _rounded(estimate, estimate.deficiency), _rounded(estimate, estimate.surplus)
    values = {
        "owed": format_interval(_rounded(estimate, estimate.debt if added else estimate.total), language),
        "added": added,
        "price": _price(_rounded(estimate, estimate.sale_price), language),
        "place": place,
    }
    if estimate.total.low == 0 and not estimate.total.exact:  # "at most 150,000" is told as that
        values["owed"] = format_interval(Interval.within(_rounded(estimate, estimate.total), "at_most"), language)
    # Without an end and from nothing on: "at least $0" would say less than words do.
    over_words = said("span.some", language) if over.bound and over.low == 0 else _about(over, language)
    if estimate.deficiency.bound and estimate.deficiency.low == 0:  # two bounds that say nothing of what lies between
        gap = abs(estimate.total.told.high - estimate.sale_price.told.high)
        return said("estimate.open", language, short=format_money(gap), **values)
    if estimate.strict:
        worth = estimate.figures.market_value or estimate.sale_price
        values["price"] = format_interval(whole(worth), language)
        return said("estimate.strict", language, short=_about(short, language), over="", **values)
    if short.high > 0 or estimate.also:
        tail = said("estimate.short_or_over", language, over=over_words) if over.high > 0 else ""
        when = f" {estimate.when}" if estimate.when else ""
        if estimate.basis == "value_unknown":
            most = format_money(short.high)
            return said("estimate.value_unknown", language, short=most, over=tail, **values)
        key = "estimate.short_bound" if short.bound else "estimate.short"
        return said(key, language, short=_about(short, language), when=when, over=tail, **values)
    return said("estimate.over" if over.high > 0 else "estimate.even", language, over=over_words, **values)


def most_of_pay(limit: WageLimit, language: Language = "en") -> str:
    """What may be taken from a paycheck in Illinois, in a sentence."""
    most = limit.maximum.high
    if limit.likely_nothing and limit.after_payroll is not None:
        left, protected = format_money(limit.after_payroll), format_money(limit.protected)
        return said("wages.payroll", language, left=left, protected=protected, sum=format_money(most))
    key = "wages.nothing" if most == 0 else "wages.most" if limit.maximum.exact else "wages.at_most"
    return said(key, language, check=said(f"wages.{limit.period}", language), sum=format_money(most))


def by_limits(limit: WageLimit, language: Language = "en") -> str:
    """ "15% of $1,120 is $168; $861 less $675 is $186; the smaller counts."; empty where one of the two is not known."""
    limits = here(limit)
    return least(limits, language) if limits else ""


def explain_wages(limit: WageLimit, channel: Channel, language: Language = "en") -> str:
    """What may be taken from a paycheck in Illinois, and what is out of reach."""
    parts = [
        most_of_pay(limit, language),
        by_limits(limit, language) or said("wages.kept", language, sum=format_money(limit.protected)),
    ]
    if channel == "sms":
        parts.append(said("wages.sms", language))
    return " ".join(parts)


def beside_the_most(taken: Interval, limit: WageLimit, language: Language = "en") -> str:
    """How what is taken from a paycheck now compares with the most that may be."""
    now, most = format_interval(taken, language), limit.maximum.high
    if taken.low > most:
        return said("wages.taken_more", language, taken=now, more=format_money(taken.low - most))
    return said("wages.taken_within", language, taken=now)


def wage_notes(limit: WageLimit, language: Language = "en") -> list[str]:
    """What stands under the figures on the card."""
    share, least = percent(limit.gross_share), format_money(limit.protected)
    return [
        said("wages.note_three", language, share=share, sum=least),
        said("wages.note_take_home", language),
        said("wages.note_other", language),
    ]


def explain_growth(growth: Growth, channel: Channel, language: Language = "en", begun: str = "") -> str:
    """What an unpaid judgment grows to; `begun` says from which day it is counted, where that was told."""
    rates = sorted({growth.rate.low, growth.rate.high})
    first = said(
        "growth.grows",
        language,
        sum=format_interval(growth.principal, language),
        year=_about(growth.per_year, language),
        day=_about(growth.per_diem, language),
        rates=either([percent(rate) for rate in rates], language),
    )
    if growth.so_far:
        now, ahead = (_about(point.balance, language) for point in growth.points)
        then = said("growth.by_now", language, sum=now, ahead=ahead)
    else:
        sums = [
            said("growth.point", language, sum=_about(point.balance, language), length=length(point.days, language))
            for point in growth.points
        ]
        then = said("growth.then", language, points=listed(sums, language))
    return " ".join([first, then, *([begun] if begun else []), *_not_advice(channel, language)])


def growth_notes(growth: Growth, language: Language = "en") -> list[str]:
    """What stands under the figures on the card."""
    keys = ["growth.note_simple", "growth.note_payment"]
    return [said(key, language) for key in (keys if growth.rate.exact else [*keys, "growth.note_rates"])]


def explain_plan(plan: Plan, channel: Channel, language: Language = "en") -> str:
    """What a monthly payment does to a judgment."""
    pay = format_money(plan.payment)
    if plan.months is None or plan.total_interest is None:
        text = said("plan.never", language, sum=pay, interest=format_money(plan.first_interest))
    else:
        length, interest = months_in_words(plan.months, language), format_money(to_dollars(plan.total_interest))
        text = said("plan.takes", language, sum=pay, length=length, interest=interest)
    if plan.months is None or plan.months > YEARS_OF_A_PLAN * MONTHS_IN_YEAR:
        least = payment_for(plan.principal, YEARS_OF_A_PLAN * MONTHS_IN_YEAR, plan.rate)
        text += " " + said("plan.clears", language, sum=format_money(least), years=str(YEARS_OF_A_PLAN))
    return " ".join([text, *(_not_advice(channel, language) or [said("plan.terms", language)])])


def plan_notes(lower: Plan | None = None, language: Language = "en") -> list[str]:
    """What stands under the figures of a plan on its card; `lower` is the plan at the rate of consumer debt, where that may hold."""
    notes = [said("plan.note_interest", language)]
    if lower and lower.months is not None:
        length = months_in_words(lower.months, language)
        notes.append(said("plan.note_consumer", language, rate=percent(lower.rate), length=length))
    return notes


def _not_advice(channel: Channel, language: Language) -> list[str]:
    return [said("growth.not_advice", language)] if channel == "sms" else []


def length(days: Interval, language: Language) -> str:
    """A number of days as it is said: "3 years", "184 to 244 days"."""
    if not days.exact:
        return said("span.days", language, low=f"{days.low:,}", high=f"{days.high:,}")
    years, rest = divmod(int(days.low), DAYS_IN_YEAR)
    if years and not rest:
        return said("span.a_year", language) if years == 1 else said("span.some_years", language, n=str(years))
    return said("span.a_day", language) if days.low == 1 else said("span.some_days", language, n=f"{days.low:,}")


def months_in_words(months: int, language: Language = "en") -> str:
    """A number of months as it is said: "6 years and 3 months"."""
    years, rest = divmod(months, MONTHS_IN_YEAR)
    parts = [
        said(f"span.one_{unit}", language) if n == 1 else said(f"span.some_{unit}s", language, n=str(n))
        for n, unit in ((years, "year"), (rest, "month"))
        if n
    ]
    return listed(parts, language) if parts else said("span.no_time", language)


def _about(interval: Interval, language: Language) -> str:
    if interval.high == 0:
        return said("span.nothing", language)
    if interval.low == 0 and not interval.exact and not interval.bound:
        return said("span.up_to", language, sum=format_money(interval.high))
    return format_interval(interval, language)


def _price(interval: Interval, language: Language) -> str:
    """ "$170,000 or more", to stand after "a sale at"."""
    if not interval.bound:
        return format_interval(interval, language)
    key = "span.or_more" if interval.bound == "at_least" else "span.or_less"
    return said(key, language, sum=format_money(interval.told.low))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
