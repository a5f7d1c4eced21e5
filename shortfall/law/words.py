"""Results in plain words: two or three sentences, the rule, what is not in the figure. Text messages stay within 306 septets."""

from __future__ import annotations

from shortfall.law.deficiency import Estimate
from shortfall.law.money import Interval, format_interval, format_money
from shortfall.law.states import Channel

SMS_SEPTETS = 306


def explain(estimate: Estimate, channel: Channel) -> str:
    """An estimate for the person who asked. Arithmetic and what it leaves out; no advice, no prediction."""
    parts = [_headline(estimate)]
    if estimate.also:
        parts.append(f"{_capital(estimate.also.when)}: {_about(estimate.also.deficiency)}.")
    if channel == "sms":
        closing = "Rough figure, not advice. Interest and costs may add to it."
        return " ".join([*parts, closing])
    if estimate.naive:
        parts.append(f"Sites that take the judgment less the price would say {_about(estimate.naive[0].amount)}, too low.")
    if estimate.rule:
        parts.append(estimate.rule)
    parts += estimate.notes
    return " ".join(parts)


def _headline(estimate: Estimate) -> str:
    place = f" in {estimate.state.name}" if estimate.state else ""
    condition = f" {estimate.when}" if estimate.when else ""
    short, over = estimate.deficiency, estimate.surplus
    if estimate.basis == "protected":
        return f"Most home loans{place} leave nothing to pay after the sale."
    if short.high > 0:
        return f"The rough shortfall{place} is {_about(short)}{condition}."
    if over.high > 0:
        return f"The sale brought more than was owed: {_about(over)} may be left over{place}."
    return f"By these figures nothing is left to pay{place}, and nothing is left over."


def _about(interval: Interval) -> str:
    if interval.high == 0:
        return "nothing"
    if interval.low == 0 and not interval.exact:
        return f"up to {format_money(interval.high)}"
    return format_interval(interval)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
