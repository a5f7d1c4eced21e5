"""Pay figures from words: how much, how often, before or after taxes. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from shortfall.law.intervals import ZERO
from shortfall.law.wages import Period
from shortfall.reading.amounts import find_amounts

_ONE = Decimal(1)
_DAY = "(?:fri|thurs|wednes|tues|mon)day"


def _word(*phrases: str, after_slash: str = "") -> re.Pattern[str]:
    slash = rf"|/ ?{after_slash}\b" if after_slash else ""
    return re.compile(rf"\b(?:{'|'.join(phrases)})\b{slash}", re.I)


# How often, and by what a sum so named is divided.
_PERIODS: tuple[tuple[re.Pattern[str], Period, Decimal], ...] = (
    (
        _word(r"every (?:two|2|other) weeks?", r"bi-?weekly", r"fortnight\w*", rf"every other {_DAY}"),
        "fortnightly",
        _ONE,
    ),
    (_word("(?:twice|two times|2x) a month", "semi-?monthly", "1st and 15th", "15th and"), "twice_a_month", _ONE),
    (_word("(?:a|per|each|every) month", "monthly", after_slash="mo"), "monthly", _ONE),
    (_word("(?:a|per|each|every) year", "yearly", r"annual\w*", "salary", after_slash="yr"), "monthly", Decimal(12)),
    (_word("(?:a|per|each|every) (?:week|wk)", "weekly", after_slash="w(?:ee)?k"), "weekly", _ONE),
)
_HOURLY = _word("(?:an|per|a) (?:hour|hr)", "hourly", after_slash="hr")
_HOURS = re.compile(r"\b(\d{1,2})\s*(?:hours|hrs)\b", re.I)
_TAKE_HOME = _word(
    "take[- ]?home", "after tax(?:es)?", "net", "bring(?:s|ing)? home", "clear", "in my pocket", "disposable"
)
_GROSS = _word("gross", "before tax(?:es)?")
_AFTER = _word("after", "take[- ]?home", "net", "clear")
_BARE = re.compile(
    r"(?<![\d.,])\$?\s?(\d{1,3}(?:,\d{3})+|\d{2,6})(?:\.(\d{2}))?(?![\d%]|\s*(?:hours|hrs|weeks|days|th\b))", re.I
)


@dataclass(frozen=True)
class Pay:
    """What a message says about pay, for one `period`; None where it says nothing."""

    gross: Decimal | None = None
    disposable: Decimal | None = None
    period: Period | None = None


def read_pay(text: str, *, asked: str | None = None, period: Period | None = None) -> Pay:
    """Pay from a message.

    Args:
        text: what the person wrote.
        asked: "wages_gross" or "wages_disposable" when that was just asked for.
        period: how often they are paid, where already known.
    """
    said, divisor = period, Decimal(1)
    for pattern, name, parts in _PERIODS:
        if pattern.search(text):
            said, divisor = name, parts
            break
    amounts = [(a.low, a.span) for a in find_amounts(text) if a.low > ZERO]
    # "1,000 before taxes and 800 after": the second is no sum on its own.
    if not amounts or (len(amounts) == 1 and _GROSS.search(text) and _AFTER.search(text)):
        amounts = [
            (Decimal(f"{match[1].replace(',', '')}.{match[2] or '00'}"), match.span()) for match in _BARE.finditer(text)
        ]
    if _HOURLY.search(text) and amounts and amounts[0][0] < 500:
        hours = Decimal(match[1]) if (match := _HOURS.search(text)) else Decimal(40)
        amounts, said, divisor = [(amounts[0][0] * hours, amounts[0][1])], "weekly", Decimal(1)
    values = [(value / divisor).quantize(Decimal("0.01")) for value, _ in amounts[:2]]
    if not values:
        return Pay(period=said if said != period else None)
    if len(values) == 2:
        high, low = max(values), min(values)
        return Pay(gross=high, disposable=low, period=said)
    take_home = bool(_TAKE_HOME.search(text)) or (asked == "wages_disposable" and not _GROSS.search(text))
    return Pay(disposable=values[0], period=said) if take_home else Pay(gross=values[0], period=said)
