"""Pay from words: how much, how often, before or after taxes. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any

from shortfall.law.intervals import CENT, ZERO, Interval
from shortfall.law.wages import PAYDAYS_IN_YEAR, Period, WageLimit, with_chosen, within_reach
from shortfall.reading.amounts import find_amounts
from shortfall.reading.fact import to_interval
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
            r"bi-?w(?:ee)?k(?:ly)?",
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
            r"\d{1,2}(?:st|nd|rd|th) (?:and|&) (?:the )?(?:\d{1,2}(?:st|nd|rd|th)|last)",
            "15th and",
            r"(?:el|los(?: d[ií]as)?) \d{1,2} y (?:el )?(?:\d{1,2}|[uú]ltimo|fin)",
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
_HOURLY = _word("(?:an|per|a) (?:hour|hr)", "hourly", "(?:por|la|x|cada) h?ora", after_slash="h(?:r|our|ora)")
_BY_THE_HOUR = Guarded(r"(?<![\d,.])\d{1,3}(?:\.\d{1,2})?\s?(?:hr|hour|hrly)\b", re.I)  # "i make 21.50 hr"
_OF_AN_HOUR = re.compile(
    r"\s?(?:dollars?|bucks?|d[oó]lares|dlls?|pesos)?\s?(?:(?:an?|per|por|a la|la|x|cada) |/ ?)?(?:h(?:ou)?r|h?ora|hrly|hourly)\b",
    re.I,
)
_WORDS_FOR_HOURS = r"(?:hours|hrs|hour (?:weeks?|shifts?)|horas|hras)"
_OR = r"(?:\s?-\s?|\s(?:to|a|or|o|and|y|hasta)\s)"
# "35 hours", "between 30 and 38 hours", "35 horas"; then what differs: "some weeks 25", "a veces 28".
_HOURS = Guarded(
    rf"(?<![\d$.,])(?P<low>\d{{1,2}})(?:{_OR}(?P<high>\d{{1,2}}))?\s?{_WORDS_FOR_HOURS}\b"
    rf"|\b(?:some|other|slow|busy|most|good|bad) weeks?\W{{1,3}}(?:(?:i|it'?s|do|get|work|only|just|like|about|are|is)\s){{0,3}}(?P<some>\d{{1,2}})(?![\d,.%]|\s?{_WORDS_FOR_HOURS})"
    rf"|\b(?:a veces|otras(?: semanas)?|hay semanas(?: de| que)?|unas semanas|sometimes)\W{{1,3}}(?:(?:i|nom[aá]s|s[oó]lo|como|de|trabajo|me dan|only|just|get|do|work|like|about)\s){{0,3}}(?P<times>\d{{1,2}})(?![\d,.%]|\s?{_WORDS_FOR_HOURS})",
    re.I,
)
_BARE_HOURS = re.compile(rf"(?<![\d$.,])(?P<low>\d{{1,2}})(?:{_OR}(?P<high>\d{{1,2}}))?(?![\d,.%])")
_MOST_HOURS = 84
_MOST_SUMS = 20
"""Bare numbers of one message that may be pay; nobody gives more."""
FULL_TIME = 40
"""Hours of a week for which pay by the hour is worked out where nobody says how many."""
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
    "en (?:la )?mano",
    "me (?:quedan?|sobran?|llegan?|salen?|dejan(?! en\\b))",
    "in (?:my )?hand",
    "(?:end|wind) up with",
    "walk (?:away|out) with",
    "(?:ya )?con (?:todos )?(?:los )?(?:descuentos|(?:impuestos|taxes) (?:quitados|pagados|descontados))",
    "with (?:the )?tax(?:es)? (?:already )?(?:out|taken out|paid)",
    "after (?:everything|deductions|they take everything)",
)
_GROSS = _word(
    "gross",
    "before (?:tax(?:es)?|anything|everything|deductions|they take)",
    "antes de (?:los )?descuentos",
    "antes de que (?:me |le |nos )?(?:quiten|descuenten|saquen)",
    r"before(?=\W{0,2}$|[.,;])",
    "antes de (?:los )?(?:impuestos|taxes)",
    "brutos?",
)
_AFTER = _word(
    "after", "take[- ]?home", "net", "clear", "despu[eé]s", "netos?", "hand", "mano", "me quedan?", "limpios?"
)
_RELATIVE = (
    "(?:i|we|he|she|my (?:mom|mother|dad|father|wife|husband|spouse|son|daughter|sister|brother|aunt|uncle|grand(?:ma|pa|mother|father))"
    "|mi (?:mam[aá]|pap[aá]|espos[oa]|marido|madre|padre|hij[oa]|herman[oa]|abuel[oa]|t[ií][oa]))"
)
GETS = Guarded(
    rf"\b{_RELATIVE}(?: \w+){{0,8}}? (?:gets?|receives?|draws?)(?: (?:about|only|just|like|around|roughly)){{0,2}}\W{{0,3}}$"
    r"|(?<!banco )(?<!compañía )\brecib(?:o|e|imos)(?: (?:como|solo|unos|casi)){0,2}\W{0,3}$",
    re.I,
)
"""What stands before a sum that somebody has coming in: "my mom is 70 and gets 1,400 a month"."""
_BARE = Guarded(
    r"(?<![\d.,])\$?\s?(\d{1,3}(?:,\d{3})+|\d{2,6})(?:\.(\d{2}))?(?![\d%]|\s*(?:hours|hrs|weeks|days|years?\b|yrs?\b|horas|hras|semanas|d[ií]as|a[nñ]os|th\b))",
    re.I,
)
_A_PAYDAY = r"\b(?:on|from|in|for|with|off|of|de) (?:an?|my|the|un|una|mi) \$?\d{3}(?:,?\d{3})?(?:\.\d\d)?(?: ?(?:dollars?|bucks?|d[oó]lares))?"
"""Before "week": "on a 760 week"."""
_PAID = Guarded(
    rf"{_A_PAYDAY} (?:week|wk|check|paycheck)\b|"
    r"\b(?:make|makes|making|earn|earns|earning)\b(?! (?:it|that|this|up|sure|sense|me|us|them|payments?)\b)|\b(?:pay ?checks?|salary|wages|take[- ]?home|bring(?:s|ing)? home|an hour|per hour|hourly|"
    r"bi-?w(?:ee)?k(?:ly)?|every (?:two|2|other) (?:weeks?|wks?)|gross|(?:a|per|each|every) (?:week|wk)|weekly|before tax(?:es)?|after tax(?:es)?)\b"
    r"|\b(?:i|we|he|she) (?:get|gets|am|is|are) paid\b|\bmy pay\b"
    r"|\b(?:gano|gana|ganamos|ganan|me pagan|le pagan|sueldo|mi cheque|quincena|(?:antes|despu[eé]s) de (?:los )?(?:impuestos|taxes)|(?:a la|por|cada) semana|(?:por|la|x) hora|en la mano)\b",
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
    hourly: Interval | None = None
    """What an hour brings, where nobody said how many they work: `gross` is then that of a full week."""


# What somebody takes is no pay: "can they take 115 a week".
TAKEN = Guarded(
    r"\b(?:(?<!\bit )(?<!\bthis )(?:take|takes|taking)(?![- ]?home)|took|taken|garnish\w*|deduct\w*|withhold\w*|quit(?:ar|an|en|aron|ando)|descont\w*|descuent\w*|embarg\w*)\b(?: a (?:m[ií]|nosotros|ella|[eé]l)\b)?"
    r"(?:(?!\b(?:i|we|he|she) (?:make|earn|get)s?\b|\bgan\w{1,5}\b|\b(?:my|mi) (?:pay)?(?:check|pay|cheque|sueldo) (?:is|was|es|comes|queda)\b|\b(?:from|out of|off|de) (?:an?|my|the|un|una|mi|el|su) )[^.;?!\d]){0,14}$|\bnot\W{0,3}$"
    # "they take 25% of my check, that's"
    r"|\b(?:take|takes|taking|took|garnish\w*|quitan|descuentan)\b[^.;?!]{0,10}(?:%|percent|por ciento|half|a quarter|a third|la mitad)[^.;?!\d]{0,20}\b(?:that'?s|thats|which is|eso es|son)(?: (?:like|about|around|como))?\W{0,3}$",
    re.I,
)


# "520 after they take 90 out", "612 after the garnishment": what is left has that taken off already.
AFTER_TAKING = Guarded(
    r"\b(?:after|once|despu[eé]s de|ya que)\b(?:(?!\btax|\bimpuesto)[^.,;!?\d]){0,30}"
    r"\b(?:take[sn]?(?![- ]?home)|took|taking|garnish\w{0,5}|with?h[eo]ld\w{0,3}|deduct\w{0,3}|quit(?:an?|en?|aron|ar)|descuent\w{1,3}|descont\w{1,5}|embarg\w{1,4})\b",
    re.I,
)
# "57 too much each week", "57 de mas": what is over, and no pay.
TOO_MUCH = re.compile(r"\W{0,2}(?:dollars? |bucks |d[oó]lares |pesos )?(?:too much|extra|de m[aá]s|de sobra)\b", re.I)
# What the law leaves them to take is no pay: "240 taken when the max is 172.50".
LIMIT = Guarded(
    r"\b(?:max(?:imum)?|most|limit|cap|m[aá]xim[oa]|l[ií]mite)(?: (?:they|he|she|you|i|can|could|may|are|is|take|allowed|to|legal|amount|que|pueden?|quitar|me|le|by law)){0,7}? (?:is|was|be|are|should(?:'ve)?(?: be(?:en)?)?|es|son|era)\W{0,3}$"
    r"|\bshould(?:'?ve| have)(?: only)? be(?:en)?(?: only)?\W{0,3}$",
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
_JOBS = Guarded(
    r"\b(?:(?:two|2|three|3|both|second|other) jobs?|(?:dos|2|tres|3|segundo|otro) (?:trabajos?|empleos?))\b", re.I
)


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


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


_AGED = Guarded(
    r"\b(?:i am|i'?m|s?he is|s?he'?s|(?:mom|mother|dad|father|wife|husband|spouse|son|daughter|sister|brother|aunt|uncle|grand\w{2,6})(?: is|'s)"
    r"|aged?|turned|turning|tengo|tiene)\s{0,2}$",
    re.I,
)
_SO_OLD = re.compile(
    r"\W{0,2}(?:and|y|years?|yrs?|y/?o|a|with|con|a[nñ]os|now|old|so|but|pero)\b|\s{0,2}(?:[,.;!?]|$)", re.I
)
_OLDEST = 110


def _is_age(text: str, match: re.Match[str]) -> bool:
    """ "I am 70 and I work": no sum."""
    return bool(
        match[1].isdigit()
        and int(match[1]) <= _OLDEST
        and "$" not in match[0]
        and _AGED.search(text[max(0, match.start(1) - 30) : match.start(1)])
        and _SO_OLD.match(text[match.end() : match.end() + 10])
    )


_CLAUSE_ENDS = re.compile(r"[.;!?](?!\d)|\n")
_REACH = 200
_FEW = 4
"""A clause of no more words is nothing but its sum: "about 640 dollars"."""


def _clause(text: str, place: int) -> str:
    """The clause that a place stands in. What speaks of pay speaks of the sums in its own only: "this month makes three" is another."""
    first = max(0, place - _REACH)
    start = max((match.end() for match in _CLAUSE_ENDS.finditer(text, first, place)), default=first)
    end = _CLAUSE_ENDS.search(text, place, place + _REACH)
    return text[start : end.start() if end else place + _REACH]


def _of_pay(text: str, match: re.Match[str]) -> bool:
    clause = _clause(text, match.start(1))
    named = any(pattern.search(clause) for pattern, _, _ in _PERIODS)
    return named or speaks_of_pay(clause) or len(clause.split()) <= _FEW


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


def period_in(text: str) -> Period | None:
    """How often something comes: "a week", "every two weeks"; None where nothing says it, or only by the year."""
    return next((name for pattern, name, parts in _PERIODS if parts == _ONE and pattern.search(text)), None)


def tells_hours(text: str) -> bool:
    """Whether a message says how many hours somebody works."""
    return bool(_HOURS.search(text))


def is_take_home(word: str) -> bool:
    """Whether what names pay names what is left of it: "I clear"."""
    return bool(_TAKE_HOME.search(word)) and not word.startswith("after")


def says_which(text: str) -> bool:
    """Whether a message says that its pay is before taxes, or what is left after them."""
    return bool(_TAKE_HOME.search(text) or _GROSS.search(text))


def speaks_of_pay(text: str) -> bool:
    """Whether a message speaks of what somebody earns."""
    return bool(_PAID.search(text)) or any(
        GETS.search(text, max(0, m.start() - 80), m.start()) for m in _BARE.finditer(text)
    )


_MOST_TIMES = 10
"""No sum before "I make 1,200" is pay that is so many times as large."""
# "The paper says 61k, they take 180, I make 1200 before taxes".
_EARNED = Guarded(
    r"\b(?:i (?:make|earn|gross)|gano|ganaba|cobro) (?:like |about |around |only |como |unos |nom[aá]s )?\$?(\d{3,5})\b(?![,.]\d| ?(?:k|mil|thousand|grand)\b)",
    re.I,
)


_EACH_TIME = re.compile(
    r" ?(?:dollars |bucks |d[oó]lares )?(?:an?|per|each|every|/|a la|por|cada|al) ?(?:week|wk|month|year|yr|semana|mes|quincena|a[nñ]o)\b",
    re.I,
)


def read_pay(
    text: str,
    *,
    asked: str | None = None,
    period: Period | None = None,
    told_net: bool = False,
    hourly: Interval | None = None,
    labels: Mapping[tuple[int, int], tuple[str, Interval]] | None = None,
) -> Pay:
    """Pay from a message.

    Args:
        text: what the person wrote.
        asked: "wages_gross", "wages_period" or "wages_disposable" when that was just asked for.
        period: how often they are paid, where already known.
        told_net: only take-home pay was told before, so that a sum of which nothing else is said is that, too.
        hourly: what an hour brings, told before, so that hours alone make the pay.
        labels: sums of which the message says behind them that they are pay or take-home pay, where they stand.
    """
    said, divisor, named = period, Decimal(1), False
    days: tuple[tuple[int, int], ...] = ()
    for pattern, name, parts in _PERIODS:
        if match := pattern.search(text):
            said, divisor, named = name, parts, True
            if name == "twice_a_month" and any(sign.isdigit() for sign in match[0]):  # "el 15 y el último": no sums
                days = (match.span(),)
                text = f"{text[: match.start()]}{' ' * len(match[0])}{text[match.end() :]}"
            break
    hours, text, at = _hours(text, known=hourly is not None)
    amounts = [(a.interval, a.span) for a in find_amounts(text) if a.low > ZERO]
    # "1,000 before taxes and 800 after": the second is no sum on its own.
    # Nor is what is left in "18 an hour, and 530 in hand".
    both = bool(len(amounts) == 1 and _AFTER.search(text) and (_GROSS.search(text) or _HOURLY.search(text)))
    if len(amounts) == 1 and not both:  # "720 a week, with taxes out it's 605"
        end = amounts[0][1][1]
        both = any(
            match.start(1) > end and _TAKE_HOME.search(text, end, match.end() + _NEAR_UNIT)
            for match in islice(_BARE.finditer(text, end), 2)
        )
    if not amounts or both:
        amounts = [
            (Interval.of(f"{match[1].replace(',', '')}.{match[2] or '00'}"), match.span())
            for match in islice(_BARE.finditer(text), _MOST_SUMS)
            if not (_is_year(text, match) or _is_age(text, match)) and (asked or _of_pay(text, match))
        ]
    aside = tuple(span for _, span in amounts if _A_SHARE_IS.search(text[max(0, span[0] - 50) : span[0]].rstrip()))
    amounts = [
        each
        for each in amounts
        if each[1] not in aside
        and not TAKEN.search(text[max(0, each[1][0] - 40) : each[1][0]])
        and not LIMIT.search(text[max(0, each[1][0] - 60) : each[1][0]])
        and not TOO_MUCH.match(text, each[1][1])
        and not _SAID_BY_US.match(text[each[1][1] : each[1][1] + 40])
    ]
    each_time = [each for each in amounts if _EACH_TIME.match(text, each[1][1])]
    if len(amounts) == 2 and len(each_time) == 1:
        # "34,370, that's what I got too. I take home 1,140 a week": no pay is ten times the other.
        amounts = [each for each in amounts if each in each_time or each[0].low < 10 * each_time[0][0].high]
    if len(amounts) == 2 and (of_one := _of_one_period(text, amounts)):
        said, amounts = of_one
        divisor = _ONE
        labels = {
            span: (role, {end: v for v, (_, end) in amounts}.get(span[1], value))
            for span, (role, value) in (labels or {}).items()
        }
    if own := _EARNED.search(text):
        amounts = [each for each in amounts if each[0].low < _MOST_TIMES * int(own[1]) or each[1][1] > own.start()]
    if labels and not (hours or _HOURLY.search(text)):
        ends = {end for _, end in labels}
        bare = [each for each in amounts if each[1][1] not in ends]
        if len(labels) == 1 and len(bare) == 1 and (beside := _other_of(next(iter(labels.values())), bare[0][0])):
            labels, bare = {**labels, bare[0][1]: (beside, bare[0][0])}, []  # "905 is after taxes, before it's 1150"
        if not bare:
            told = {role: _times(value, 1 / divisor) for role, value in labels.values()}
            return Pay(told.get("pay"), told.get("take_home"), said, tuple(labels), named=named)
    if len(amounts) == 2 and amounts[0][0] == amounts[1][0]:
        amounts = amounts[:1]  # "about 905 after taxes. my check is 905": said twice
    rates = [each for each in amounts if each[0].high < _MOST_AN_HOUR and _OF_AN_HOUR.match(text, each[1][1])]
    if hourly and hours and not rates:
        rates = [(hourly, at[0])]
    by_the_hour = (
        rates or _HOURLY.search(text) or _BY_THE_HOUR.search(text) or (hours and amounts and amounts[0][0].high < 100)
    )
    unsaid = None
    if len(rates) == 2:  # two jobs: each has its own check
        return Pay(
            period=said if said != period else None,
            spans=tuple(span for _, span in rates),
            unclear=(rates[0][0], rates[1][0]),
        )
    if len(amounts) == 1 and _JOBS.search(text):
        others = [each for each in islice(_BARE.finditer(text), 3) if not _meet(each.span(), amounts[0][1])][:1]
        seconds = [Interval.of(f"{match[1].replace(',', '')}.{match[2] or '00'}") for match in others]
        if seconds and seconds[0].high >= _LEAST_SHARE * amounts[0][0].high:
            return Pay(
                period=said if said != period else None,
                spans=(amounts[0][1], others[0].span()),
                unclear=(amounts[0][0], seconds[0]),
            )
    if by_the_hour and (rates or (amounts and amounts[0][0].high < _MOST_AN_HOUR)):
        rate, span = (*rates, *amounts)[0]
        unsaid = None if hours else rate
        week = _worked(rate, hours or Interval.of(FULL_TIME))
        # "21.50 an hour, paid every two weeks": the sum of a paycheck, as they know it.
        said = said if named and said else "weekly"
        rest = [each for each in amounts if each[1] != span and each[0].high >= rate.high * 10]
        amounts, divisor, named = [(for_period(week, "weekly", said), span), *rest], Decimal(1), True
    if len(amounts) == 2 and _one_pay(amounts[0][0], amounts[1][0], text):
        pair = tuple(span for _, span in amounts)
        amounts = amounts[:1] if said != "weekly" else amounts[1:]
        aside = (*aside, *(span for span in pair if span != amounts[0][1]))
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
        return Pay(period=news, spans=days)
    if len(values) == 2:
        if not asked and not (_TAKE_HOME.search(text) or _GROSS.search(text)):
            return Pay(period=news, spans=spans, unclear=tuple(values))
        low, high = sorted(values, key=lambda value: value.high)
        return Pay(high, low, said, spans, named=named, hourly=unsaid)
    net = (asked == "wages_disposable" or told_net) and not (by_the_hour or _GROSS.search(text))
    take_home = net or bool(_TAKE_HOME.search(text) or AFTER_TAKING.search(text))
    gross, left = (None, values[0]) if take_home else (values[0], None)
    return Pay(gross, left, said, spans, named=named, chosen=chosen, hourly=unsaid)


Sums = list[tuple[Interval, tuple[int, int]]]


def _of_one_period(text: str, amounts: Sums) -> tuple[Period, Sums] | None:
    """ "52k a year, and 2,900 a month in hand": two sums, each with its own period, for that of the first."""
    (first, one), (second, other) = amounts
    given, named = _named_behind(text[one[1] : other[0]]), _named_behind(text[other[1] :])
    if given is None or named is None or given == named or _one_pay(first, second, text):
        return None
    period = given[0]
    return period, [
        (for_period(_times(value, 1 / parts), often, period), span)
        for (value, span), (often, parts) in zip(amounts, (given, named), strict=True)
    ]


def _named_behind(behind: str) -> tuple[Period, Decimal] | None:
    """How often a sum comes by the words right behind it, and by what it is then divided."""
    words = behind[:_NEAR_UNIT]
    found = [(match.start(), name, parts) for pattern, name, parts in _PERIODS if (match := pattern.search(words))]
    return min(found)[1:] if found else None


_NEAR_UNIT = 25
LEAST_LEFT = Decimal("0.4")
"""The least share of somebody's pay that is likely left of it after taxes."""


def _other_of(labelled: tuple[str, Interval], beside: Interval) -> str | None:
    """What a sum of pay is beside one of which it is said; None where they are not of one check."""
    role, value = labelled
    gross, left = (value, beside) if role == "pay" else (beside, value)
    fits = LEAST_LEFT * gross.high <= left.high <= gross.high
    return ("take_home" if role == "pay" else "pay") if fits else None


_MOST_AN_HOUR = 500


def _hours(text: str, *, known: bool) -> tuple[Interval | None, str, tuple[tuple[int, int], ...]]:
    """The hours of a week that are told, the text with blanks for them, and where they stand.

    Args:
        known: what an hour brings is known, so that a number alone may be the hours.
    """
    found = [*_HOURS.finditer(text)]
    if not found and known and len(text.split()) <= _SHORT:
        found = [*_BARE_HOURS.finditer(text)][:1]
    told = [int(number) for said in found for number in said.groupdict().values() if number]
    told = [number for number in told if 0 < number <= _MOST_HOURS]
    if not told:
        return None, text, ()
    for said in found:
        text = f"{text[: said.start()]}{' ' * len(said[0])}{text[said.end() :]}"
    return Interval.of(min(told), max(told)), text, tuple(said.span() for said in found)


_SHORT = 8
"""Words of the longest message whose number alone tells the hours, where they were asked for."""


def _worked(rate: Interval, hours: Interval) -> Interval:
    return Interval((rate.low * hours.low).quantize(CENT), (rate.high * hours.high).quantize(CENT))


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


def limit_of(told: Callable[[str], Any], on: date) -> WageLimit | None:
    """What the pay that was told comes to in Illinois; None where pay, or how often it comes, is not known.

    Args:
        told: the value of each fact of a case, by its name.
    """
    gross, left, period = to_interval(told("pay")), to_interval(told("take_home")), told("pay_period")
    if not period or not (gross or left):
        return None
    return within_reach(gross, with_chosen(left, to_interval(told("chosen"))), period, on)


def of_each_week(told: Callable[[str], Any]) -> tuple[Decimal | None, Decimal | None]:
    """The pay that was told, before taxes and after, as that of a week; None for what is not known."""
    period = told("pay_period")
    gross, left = (
        for_period(pay, period, "weekly").high if (pay := to_interval(told(name))) and period else None
        for name in ("pay", "take_home")
    )
    return gross, left
