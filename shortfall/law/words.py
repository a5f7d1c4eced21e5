"""Results in plain words: two sentences, and notes for the card. A text message has no card and says a little more, within 306 septets."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP

from shortfall.law.deficiency import Estimate, listed
from shortfall.law.interest import DAYS_IN_YEAR, Growth, Plan, percent
from shortfall.law.intervals import Interval, format_interval, format_money
from shortfall.law.states import Channel
from shortfall.law.wages import Period, WageLimit


def explain(estimate: Estimate, channel: Channel) -> str:
    """An estimate for the person who asked; `notes` has the rest. No advice, no prediction."""
    place = f" in {estimate.state.name}" if estimate.state else ""
    shown, link = (_whole, ":") if channel == "sms" else (_rough, ", it is")
    parts = [_headline(estimate, place, shown)]
    if estimate.also:
        parts.append(f"{_capital(estimate.also.when)}{link} {_about(shown(estimate.also.deficiency))}.")
    if channel == "sms":
        parts.append("A rough sum, not advice.")
    if channel == "sms" or not estimate.also:
        parts.append(f"{_capital(_open_points(estimate))} can change it.")
    return " ".join(parts)


def _open_points(estimate: Estimate) -> str:
    if not estimate.state:
        return "the rule of the state, interest, fees and costs"
    if "market_value" in estimate.unknown:
        return "the market value, interest, fees and costs"
    return "interest, fees and costs"


def notes(estimate: Estimate) -> list[str]:
    """What stands under the figures on the card: the rule with its source, what is left out, why a short sum misleads."""
    found = list(estimate.notes)
    naive = estimate.naive[0] if estimate.naive else None
    # Said only where the short sum would mislead: there is a shortfall, and a larger one.
    if naive and naive.amount.high < estimate.deficiency.high:
        short = _about(_rough(naive.amount))
        found.insert(0, f"The short sum you may see online gives {short}, which is too low. {naive.why}")
    if estimate.state:
        found.insert(0, f"The rule in {estimate.state.name}: {estimate.rule} ({estimate.citation})")
    return found


def _rough(interval: Interval) -> Interval:
    """A range in whole dollars: cents would claim too much, and the card has them."""
    return interval if interval.exact else _whole(interval)


def _whole(interval: Interval) -> Interval:
    """Whole dollars, for the small screen."""
    return Interval(interval.low.to_integral_value(ROUND_HALF_UP), interval.high.to_integral_value(ROUND_HALF_UP))


def _headline(estimate: Estimate, place: str, shown: Callable[[Interval], Interval]) -> str:
    when = f" {estimate.when}" if estimate.when else ""
    short, over = shown(estimate.deficiency), shown(estimate.surplus)
    if estimate.basis == "protected":
        return f"Most home loans{place} leave nothing more to pay after the sale."
    sums = f"{format_interval(shown(estimate.total))} owed and a sale at {format_interval(shown(estimate.sale_price))}"
    if short.high > 0 or estimate.also:
        tail = f", or {_about(over)} may be left over" if over.high > 0 else ""
        return f"With {sums}, the rough shortfall{place} is {_about(short)}{when}{tail}."
    if over.high > 0:
        return f"With {sums}, no shortfall is left and {_about(over)} may be left over for you."
    return f"With {sums}, nothing is left to pay{place} and nothing is left over."


_PERIOD: dict[Period, str] = {
    "weekly": "a weekly check",
    "fortnightly": "a check every two weeks",
    "twice_a_month": "a check twice a month",
    "monthly": "a monthly check",
}


def explain_wages(limit: WageLimit, channel: Channel) -> str:
    """What may be taken from a paycheck in Illinois, and what is out of reach."""
    most = limit.maximum.high
    check = _PERIOD[limit.period]
    if most == 0:
        first = f"From {check} like yours, nothing can be taken in Illinois for this kind of debt."
    elif limit.maximum.exact:
        first = f"From {check} like yours, at most {format_money(most)} can be taken in Illinois for this kind of debt."
    else:
        first = f"From {check} like yours, no more than {format_money(most)} can be taken in Illinois, and maybe less."
    kept = f"The first {format_money(limit.protected)} of take-home pay is out of reach."
    if channel == "sms":
        return f"{first} {kept} Social Security and pensions are mostly out of reach. General info, not advice."
    return f"{first} {kept}"


def wage_notes(limit: WageLimit) -> list[str]:
    """What stands under the figures on the card."""
    return [
        f"The most is the least of three sums: {percent(limit.gross_share)} of gross pay, take-home pay above "
        f"{format_money(limit.protected)}, and the federal limit.",
        "Take-home pay here means pay after the deductions the law requires.",
        "Child support and tax debts follow other rules.",
    ]


def explain_growth(growth: Growth, channel: Channel) -> str:
    """What an unpaid judgment grows to."""
    rates = sorted({growth.rate.low, growth.rate.high})
    at = " or ".join(map(percent, rates))
    first = (
        f"A judgment of {format_interval(growth.principal)} grows by {_about(growth.per_year)} a year in Illinois, or "
        f"{_about(growth.per_diem)} a day, at {at}."
    )
    sums = [f"{_about(point.balance)} after {_length(point.days)}" for point in growth.points]
    then = f"Unpaid, it would be {listed(sums)}."
    if channel == "sms":
        return f"{first} {then} General info, not advice."
    return f"{first} {then}"


def growth_notes(growth: Growth) -> list[str]:
    """What stands under the figures on the card."""
    found = ["The interest is simple: it is not charged on interest.", "Each payment on the balance slows it down."]
    if not growth.rate.exact:
        found.append("The lower rate is for small consumer debts. Whether a home loan counts is not settled.")
    return found


def explain_plan(plan: Plan, channel: Channel) -> str:
    """What a monthly payment does to a judgment."""
    pay, interest = format_money(plan.payment), format_money(plan.first_interest)
    if plan.months is None or plan.total_interest is None:
        text = f"{pay} a month would never clear it: interest alone is about {interest} in the first month."
    else:
        text = (
            f"At {pay} a month it would take about {_length_in_months(plan.months)} and cost about "
            f"{format_money(plan.total_interest)} in interest."
        )
    if channel == "sms":
        return f"{text} General info, not advice."
    return f"{text} A creditor may agree to other terms."


PLAN_NOTES = ("This takes each payment to cover interest first.",)
"""What stands under the figures of a plan on its card."""


def _length(days: Interval) -> str:
    if not days.exact:
        return f"{days.low:,} to {days.high:,} days"
    years, rest = divmod(int(days.low), DAYS_IN_YEAR)
    if years and not rest:
        return "a year" if years == 1 else f"{years} years"
    return "a day" if days.low == 1 else f"{days.low:,} days"


def _length_in_months(months: int) -> str:
    years, rest = divmod(months, 12)
    parts = [f"{n} {unit}{'s' if n > 1 else ''}" for n, unit in ((years, "year"), (rest, "month")) if n]
    return " and ".join(parts) or "no time"


def _about(interval: Interval) -> str:
    if interval.high == 0:
        return "nothing"
    if interval.low == 0 and not interval.exact:
        return f"up to {format_money(interval.high)}"
    return format_interval(interval)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
