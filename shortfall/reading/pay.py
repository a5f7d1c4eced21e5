"""Pay from words: how much, how often, before or after taxes. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from shortfall.law.intervals import CENT, ZERO, Interval
from shortfall.law.wages import PAYDAYS_IN_YEAR, Period
from shortfall.reading.amounts import find_amounts
from shortfall.reading.guarded import Guarded

_ONE = Decimal(1)
_DAY = "(?:fri|thurs|wednes|tues|mon)day"


def _word(*phrases: str, after_slash: str = "") -> Guarded:
    slash = rf"|/ ?{after_slash}\b" if after_slash else ""
    return Guarded(rf"\b(?:{'|'.join(phrases)})\b{slash}", re.I)


# How often, and by what a sum so named is divided.
_PERIODS: tuple[tuple[Guarded, Period, Decimal], ...] = (
    (
        _word(
            r"every (?:two|2|other) (?:weeks?|wks?)",
            r"bi-?weekly",
            r"fortnight\w*",
            rf"every other {_DAY}",
            "cada dos semanas",
            "catorcenal",
        ),
        "fortnightly",
        _ONE,
    ),
    (
        _word(
            "(?:twice|two times|2x) a month",
            "semi-?monthly",
            "1st and 15th",
            "15th and",
            "dos veces al mes",
            "quincenal",
            "(?:por|cada) quincena",
        ),
        "twice_a_month",
        _ONE,
    ),
    (
        _word("(?:a|per|each|every) month", "monthly", "(?:al|por|cada) mes", "mensual", "mensuales", after_slash="mo"),
        "monthly",
        _ONE,
    ),
    (
        _word(
            "(?:a|per|each|every) year",
            "yearly",
            r"annual\w*",
            "salary",
            "(?:al|por) a[nñ]o",
            "anual",
            "anuales",
            after_slash="yr",
        ),
        "monthly",
        Decimal(12),
    ),
    (
        _word(
            "(?:a|per|each|every) (?:week|wk)",
            r"\d{3} (?:dollar )?(?:week|wk)",
            "weekly",
            "(?:a la|por|cada) semana",
            "semanal",
            "semanales",
            after_slash="w(?:ee)?k",
        ),
        "weekly",
        _ONE,
    ),
)
_HOURLY = _word("(?:an|per|a) (?:hour|hr)", "hourly", "(?:por|la) hora", after_slash="hr")
_BY_THE_HOUR = Guarded(r"(?<![\d,.])\d{1,3}(?:\.\d{1,2})?\s?(?:hr|hour|hrly)\b", re.I)  # "i make 21.50 hr"
_HOURS = Guarded(r"\b(\d{1,2})\s*(?:hours|hrs)\b", re.I)
_TAKE_HOME = _word(
    "take[- ]?home",
    "after tax(?:es)?",
    "net",
    "bring(?:s|ing)? home",
    "clear",
    "in my pocket",
    "disposable",
    "despu[eé]s de (?:los )?(?:impuestos|taxes)",
    "netos?",
    "me llevo",
    "llevo a casa",
    "limpios?",
    "libres?",
    "saco",
)
_GROSS = _word("gross", "before tax(?:es)?", "antes de (?:los )?(?:impuestos|taxes)", "brutos?")
_AFTER = _word("after", "take[- ]?home", "net", "clear", "despu[eé]s", "netos?")
_BARE = Guarded(
    r"(?<![\d.,])\$?\s?(\d{1,3}(?:,\d{3})+|\d{2,6})(?:\.(\d{2}))?(?![\d%]|\s*(?:hours|hrs|weeks|days|th\b))", re.I
)
_A_PAYDAY = r"\b(?:on|from|in|for|with|off|of|de) (?:an?|my|the|un|una|mi) \$?\d{3}(?:,?\d{3})?(?:\.\d\d)?(?: ?(?:dollars?|bucks?|d[oó]lares))?"
"""Before "week": "on a 760 week"."""
_PAID = Guarded(
    rf"{_A_PAYDAY} (?:week|wk|check|paycheck)\b|"
    r"\b(?:make|makes|making|earn|earns|earning)\b(?! (?:it|that|this)\b)|\b(?:pay ?checks?|salary|wages|take[- ]?home|bring(?:s|ing)? home|an hour|per hour|hourly|"
    r"bi-?weekly|every (?:two|2|other) (?:weeks?|wks?)|gross|(?:a|per|each|every) (?:week|wk)|weekly|before tax(?:es)?|after tax(?:es)?)\b"
    r"|\b(?:i|we|he|she) (?:get|gets|am|is|are) paid\b|\bmy pay\b"
    r"|\b(?:gano|gana|ganamos|ganan|me pagan|le pagan|sueldo|mi cheque|quincena|(?:antes|despu[eé]s) de (?:los )?(?:impuestos|taxes)|(?:a la|por|cada) semana|por hora)\b",
    re.I,
)


@dataclass(frozen=True)
class Pay:
    """What a message says about pay, for one `period`; None where it says nothing. `spans` are the places of its figures;
    of two sums that could both be the pay before taxes, neither is taken, and `unclear` has both. `named`: it says how often."""

    gross: Interval | None = None
    disposable: Interval | None = None
    period: Period | None = None
    spans: tuple[tuple[int, int], ...] = ()
    unclear: tuple[Interval, ...] = ()
    named: bool = False
    chosen: Interval | None = None
    """What goes out of take-home pay by choice, such as health insurance: the law does not take it off (735 ILCS 5/12-801)."""


# What somebody takes is no pay: "can they take 115 a week".
TAKEN = Guarded(
    r"\b(?:(?:take|takes|taking)(?![- ]?home)|took|taken|garnish\w*|deduct\w*|withhold\w*|quit(?:ar|an|en|aron|ando)|descont\w*|descuent\w*|embarg\w*)\b"
    r"(?:(?!\b(?:i|we|he|she) (?:make|earn|get)s?\b|\bgan\w{1,5}\b|\b(?:from|out of|off|de) (?:an?|my|the|un|una|mi|el|su) )[^.;?!\d]){0,14}$|\bnot\W{0,3}$",
    re.I,
)


# "190 is what you said they take", "1900, not 190".
_SAID_BY_US = re.compile(
    r"\W{0,3}(?:is|was|are)? ?(?:what|how much|the most) (?:that )?(?:you|u|they|usted|ustedes)\b", re.I
)


# "15% of 742 is like 111": worked out aloud.
_A_SHARE_IS = re.compile(
    r"(?:%|percent|por ciento)\s?(?:of|de) \$?[\d,.]{1,10}k?\s?(?:is|are|=|es|son|would be|equals|comes (?:out )?to)(?: (?:like|about|around|only|roughly|como))?\s?\$?$",
    re.I,
)
# "That's 60 a check": of what was named last, where it does not say of what itself.
_THATS = re.compile(
    r"\b(?:that'?s|that is|those are|it'?s|it is|which is|(?:eso|esto|lo cual|que) (?:es|son)|son)(?: (?:about|like|around|roughly|only|just|como|unos|casi)){0,2}\s?\$?$",
    re.I,
)
_LEAST_SHARE = Decimal("0.1")
"""Less than this share of the other sum is no pay of the same person."""
# What a person pays out of their check by choice, and the law does not take off.
_BY_CHOICE = re.compile(
    r"\b(?:insurance|401k|403b|ira|savings|union dues|(?:health|dental|medical|vision) (?:plan|coverage)|seguro|aseguranza|ahorros?|sindicato)\b(?! social)",
    re.I,
)
_GAP = 90
"""Characters between two sums within which the second speaks of what was named after the first."""


def _of_something_else(text: str, amounts: list[tuple[Interval, tuple[int, int]]]) -> int | None:
    """Which of two sums is no pay: what "that's" says of something named after the first; what is far too little beside the other."""
    (first, (_, end)), (second, (start, after)) = amounts
    between, tail = text[end:start], text[after : after + 30]
    pointed = _THATS.search(between) and len(between) <= _GAP and not _one_pay(first, second, text)
    labelled = _TAKE_HOME.search(tail) or _GROSS.search(tail)
    if pointed and not labelled and _BY_CHOICE.search(between):
        return 1
    if second.high < first.low * _LEAST_SHARE:
        return 1
    return 0 if first.high < second.low * _LEAST_SHARE else None


_YEAR = re.compile(r"(?:19|20)\d\d")
_OF_A_DATE = Guarded(
    r"\b(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w{0,6}\.?(?: \d{1,2}(?:st|nd|rd|th)?,?)?|in|since|until|till|of|back in|desde|en|de)\s{1,2}$",
    re.I,
)


def _is_year(text: str, match: re.Match[str]) -> bool:
    """ "Sold in May 2025" is no pay; "I make 2000" is."""
    return bool(
        _YEAR.fullmatch(match[0].strip()) and _OF_A_DATE.search(text[max(0, match.start() - 20) : match.start(1)])
    )


def speaks_of_pay(text: str) -> bool:
    """Whether a message speaks of what somebody earns."""
    return bool(_PAID.search(text))


def read_pay(text: str, *, asked: str | None = None, period: Period | None = None, told_net: bool = False) -> Pay:
    """Pay from a message.

    Args:
        text: what the person wrote.
        asked: "wages_gross", "wages_period" or "wages_disposable" when that was just asked for.
        period: how often they are paid, where already known.
        told_net: only take-home pay was told before, so that a sum of which nothing else is said is that, too.
    """
    said, divisor, named = period, Decimal(1), False
    for pattern, name, parts in _PERIODS:
        if pattern.search(text):
            said, divisor, named = name, parts, True
            break
    amounts = [(a.interval, a.span) for a in find_amounts(text) if a.low > ZERO]
    # "1,000 before taxes and 800 after": the second is no sum on its own.
    if not amounts or (len(amounts) == 1 and _GROSS.search(text) and _AFTER.search(text)):
        amounts = [
            (Interval.of(f"{match[1].replace(',', '')}.{match[2] or '00'}"), match.span())
            for match in _BARE.finditer(text)
            if not _is_year(text, match)
        ]
    aside = tuple(span for _, span in amounts if _A_SHARE_IS.search(text[max(0, span[0] - 50) : span[0]].rstrip()))
    amounts = [
        each
        for each in amounts
        if each[1] not in aside
        and not TAKEN.search(text[max(0, each[1][0] - 40) : each[1][0]])
        and not _SAID_BY_US.match(text[each[1][1] : each[1][1] + 40])
    ]
    if len(amounts) == 2 and amounts[0][0] == amounts[1][0]:
        amounts = amounts[:1]  # "about 905 after taxes. my check is 905": said twice
    hours = _HOURS.search(text)
    by_the_hour = _HOURLY.search(text) or _BY_THE_HOUR.search(text) or (hours and amounts and amounts[0][0].high < 100)
    if by_the_hour and amounts and amounts[0][0].high < 500:
        week = _times(amounts[0][0], Decimal(hours[1]) if hours else Decimal(40))
        # "21.50 an hour, paid every two weeks": the sum of a paycheck, as they know it.
        said = said if named and said else "weekly"
        amounts, divisor, named = [(for_period(week, "weekly", said), amounts[0][1])], Decimal(1), True
    if len(amounts) == 2 and _one_pay(amounts[0][0], amounts[1][0], text):
        both = tuple(span for _, span in amounts)
        amounts = amounts[:1] if said != "weekly" else amounts[1:]
        aside = (*aside, *(span for span in both if span != amounts[0][1]))
    chosen = None
    if len(amounts) == 2 and (other := _of_something_else(text, amounts)) is not None:
        value, span = amounts.pop(other)
        beside = text[max(0, span[0] - _GAP) : span[1] + 40]
        chosen = value if _TAKE_HOME.search(text) and _BY_CHOICE.search(beside) else None
        aside = (*aside, span)
    values = [_times(value, 1 / divisor) for value, _ in amounts[:2]]
    spans = (*(span for _, span in amounts[:2]), *aside)
    news = said if said != period else None
    if not values:
        return Pay(period=news)
    if len(values) == 2:
        if not asked and not (_TAKE_HOME.search(text) or _GROSS.search(text)):
            return Pay(period=news, spans=spans, unclear=tuple(values))
        low, high = sorted(values, key=lambda value: value.high)
        return Pay(high, low, said, spans, named=named)
    take_home = bool(_TAKE_HOME.search(text)) or ((asked == "wages_disposable" or told_net) and not _GROSS.search(text))
    gross, left = (None, values[0]) if take_home else (values[0], None)
    return Pay(gross, left, said, spans, named=named, chosen=chosen)


def _one_pay(first: Interval, second: Interval, text: str) -> bool:
    """ "1390 every 2 weeks, thats 695 a week": whether both are one pay, for the two periods that the message names."""
    named = {name for pattern, name, _ in _PERIODS if pattern.search(text)}
    return any(
        abs(for_period(first, given, wanted).high - second.high) < _ONE for given in named for wanted in named - {given}
    )


def for_period(value: Interval, given: Period, wanted: Period) -> Interval:
    """Pay of one period as that of another: a month's as a week's."""
    return _times(value, Decimal(PAYDAYS_IN_YEAR[given]) / PAYDAYS_IN_YEAR[wanted])


def _times(value: Interval, factor: Decimal) -> Interval:
    return Interval((value.low * factor).quantize(CENT), (value.high * factor).quantize(CENT))
