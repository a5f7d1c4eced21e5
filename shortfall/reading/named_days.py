"""Days and lengths of time as people name them, in English and Spanish: "june of last year", "el 17 de noviembre", "early 2023".

What is a span stays one: its first and last day. Pure: the day it is said on is given. What happened then is read in dates.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from shortfall.law.intervals import Interval
from shortfall.reading import struck
from shortfall.reading.guarded import Guarded

_MONTH_NAMES = (
    *("january jan enero ene", "february feb febrero", "march mar marzo", "april apr abril abr", "may mayo", "june jun junio"),
    *("july jul julio", "august aug agosto", "september sept sep septiembre setiembre", "october oct octubre"),
    *("november nov noviembre", "december dec diciembre dic"),
)  # fmt: skip
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
_WEEKDAY_NAMES = (
    *("monday lunes", "tuesday martes", "wednesday mi[eé]rcoles", "thursday jueves", "friday viernes"),
    *("saturday s[aá]bado", "sunday domingo"),
)
_WEEKDAYS = {name: number for number, names in enumerate(_WEEKDAY_NAMES) for name in names.split()}
_SEASONS = {3: "spring|primavera", 6: "summer|verano", 9: "fall|autumn|oto[nñ]o", 12: "winter|invierno"}
_ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
        "sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        1,
    )
} | {"thirtieth": 30, "primero": 1}
_TENS = {"twenty": 20, "thirty": 30}

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
HAS_MONTH = re.compile(rf"(?ai)\b(?:{_MONTH})\b|\d[/.-]\d|\d-?(?:{_MONTH})-?\d")
"""Whether the words of a day name its month, or give its number."""
_WEEKDAY = "|".join(_WEEKDAYS)
_SEASON = "|".join(f"(?P<from{first}>{names})" for first, names in _SEASONS.items())
_PART = (
    r"(?:(?P<early>early|(?:beginning|start) of|(?:a )?(?:principios|inicios|comienzos) del?)"
    r"|(?P<mid>mid|middle of|(?:a )?mediados del?)|(?P<late>late|end of|(?:a )?(?:finales|fines) del?))"
)
_NTH = rf"(?:{'|'.join(_TENS)})[ -](?:{'|'.join([*_ORDINALS][:9])})|{'|'.join(_ORDINALS)}"
_YEAR = r"(?:19|20)\d\d|['\u2019]\d\d"
_AND_YEAR = rf"(?:,? {{1,3}}(?:(?:of|in|del?) )?(?P<year>{_YEAR}|(?<=\bof )[0-3]\d|(?<=\bdel )[0-3]\d)(?!\d))?"
# What may follow "on the 2nd": before a noun it is no day ("on the 2nd mortgage").
_NO_NOUN = (
    r"(?= ?(?:[.,;:!?)]|\Z|(?:and|but|for|at|i|we|they|he|she|it|when|so|by|then|after|before|this|last|in|with|or|to|because|from|actually|maybe|though"
    r"|of (?:this|last|that|the same)|y|pero|por(?! ciento)|cuando|en|me|nos|la|lo|a|del? (?:mes|este|ese))\b))"
)

_DATED = Guarded(
    r"(?ai)\b(?P<iso>(?:19|20)\d{2}-\d{1,2}-\d{1,2})\b"
    rf"|(?<![\w.,$/-])(?P<compact>(?P<d>\d{{1,2}})-?(?P<m>{_MONTH})-?(?P<y>(?:19|20)?\d\d))(?![\w/-])"
    r"|(?:(?<=\bon )|(?<=auction )|(?<=sold )|(?<=sale )|(?<=served ))(?P<md>\d{1,2}/\d{1,2})(?![\d/]|[.,]\d)"
    r"|(?<![\d$./-])(?P<numbers>\d{1,2}(?P<sep>[/.-])(?:\d{1,2}(?P=sep))?(?:(?:19|20)\d{2}|(?<=[/.-])\d{2}))(?![\d/]|[.,]\d|-\d)"
)
_DAY_MONTH = Guarded(
    rf"(?ai)(?<![\d$.,/-])\b(?P<day>\d{{1,2}}(?P<th>st|nd|rd|th)?|{_NTH}) {{1,3}}(?P<of>(?:day )?of (?:the month of )?|del? (?:mes de )?)?(?P<month>{_MONTH})\b\.?(?! \d\d?\b){_AND_YEAR}"
)
_MONTH_DAY = Guarded(
    rf"(?ai)\b(?P<month>{_MONTH})\b\.?"
    rf"(?: {{1,3}}(?:the )?(?P<day>\d{{1,2}}(?:st|nd|rd|th)?\b(?![k$,]\d| ?(?:k|thousand|grand|mil)\b)|(?:{_NTH})\b{_NO_NOUN}))?"
    rf"{_AND_YEAR}\b"
)
_AS_A_VERB = re.compile(rf"(?ai) (?:be|have|not(?! (?:in |on )?(?:{_MONTH})\b)|get|owe|lose)\b")
"""What stands behind "may" where it is no month."""
_ASKS_LEAVE = re.compile(r"(?ai) (?:i|we|he|she|they|it)\b")
"""… and where it opens a question: "may I sell it"."""
_BEFORE_A_MONTH = re.compile(
    rf"(?ai)(?:\b(?P<lead>in|on|of|since|from|by|until|last|this|next|around|between|was|and|to|for)[ -])?(?:\b{_PART}[ -](?:(?:in|the|of) )?)?\Z"
)
_SEASON_OF = Guarded(rf"(?ai)\b(?:{_SEASON})(?P<past> pasad[oa])?\b{_AND_YEAR}(?! (?:behind|before last)\b)")
_BEFORE_A_SEASON = re.compile(
    rf"(?ai)(?P<lead>\b(?:(?:in|during|over|since|until|by)(?: the)? |the |last |this |past |en (?:la |el )?|la |el ))?(?:\b{_PART}[ -])?\Z"
)
_IN_YEAR = Guarded(
    rf"(?ai)(?<![\w$.,/])(?<!\d-)(?:(?P<alone>{_YEAR})\b(?![,.]?\d)|(?P<last>last year|a[nñ]o pasado)\b|(?P<this>this year|este a[nñ]o)\b)"
)
_BEFORE_A_YEAR = re.compile(
    rf"(?ai)(?:\b{_PART}[ -](?:(?:in|of|the|el) )?|\b(?P<lead>in|since|from|of|during|en|desde|del) (?:(?:the |el )?(?:year |a[nñ]o ))?)?\Z"
)
_RECENT = Guarded(
    r"(?ai)\b(?:(?P<before>day before yesterday|anteayer|antier)|(?P<yesterday>yesterday|last night|ayer|anoche)"
    rf"|(?P<week>(?:(?P<of_week>{_WEEKDAY}) (?:of |de la )?)?(?:last week|past week|semana pasada)(?:,? (?:(?:on|maybe|i think|like|around|el|como el|creo que el) ){{0,2}}(?P<week_of>{_WEEKDAY})\b)?)|(?P<month>last month|past month|mes pasado)"
    r"|(?P<this_week>this week|esta semana)|(?P<this_month>this (?:same )?month|este (?:mismo )?mes)"
    rf"|(?P<last>last |this past |past )?(?P<weekday>{_WEEKDAY})(?P<past> pasado)?)\b"
)
_THE_NTH = Guarded(
    rf"(?ai)(?:(?:\A|\b(?:on|since|from|until|by|was|is|(?:mon|tues|wednes|thurs|fri|satur|sun)day,?) )the (?P<nth>\d{{1,2}}(?:st|nd|rd|th)|{_NTH})|\bel (?:d[ií]a )?(?P<dia>\d{{1,2}}|primero))\b{_NO_NOUN}"
)
_BESIDE = Guarded(
    rf"(?ai)\b(?:(?:the (?:very )?(?P<unit>day|week|month|{_WEEKDAY}) (?P<side>after|before)(?! (?:tomorrow|yesterday|the|my|our|new|thanksgiving|christmas|easter))"
    rf"|the (?:following|next) (?P<following>day|week|month|{_WEEKDAY})|(?:el|la|al) (?P<siguiente>d[ií]a|semana|mes|{_WEEKDAY}) (?:siguiente|despu[eé]s)))\b"
)

NUMBERS = {
    word: number
    for words in (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty",
        "cero un dos tres cuatro cinco seis siete ocho nueve diez - doce trece catorce quince",
    )
    for number, word in enumerate(words.split())
    if word != "-"  # "once" is 11 or "one time"
} | {"a": 1, "una": 1, "couple": 2, "par": 2, "few": 3}  # fmt: skip
_COUNT = rf"\d{{1,4}}(?:\.\d{{1,2}})?|{'|'.join(sorted(NUMBERS, key=len, reverse=True))}"
_LENGTH = Guarded(
    rf"(?ai)(?<!\d[.,])\b(?P<hace>hace (?:ya |como |casi |unos |unas ){{0,2}})?"
    rf"(?:(?P<half>half an?|medio|media)|(?:a |un )?(?P<first>{_COUNT})(?: of| de)?(?:\s*(?:-|to|or|[ao])\s*(?P<second>{_COUNT}))?(?P<more> and a half)?)"
    r"[\s-]*(?P<unit>days?|weeks?|wks?|months?|mos?|years?|yrs?|d[ií]as?|semanas?|mes(?:es)?|a[nñ]os?)\b(?P<after> and a half| y medi[oa])?(?P<ago>\s+(?:ago|back)\b)?",
)
_DAYS_IN = {"d": Decimal(1), "w": Decimal(7), "s": Decimal(7), "m": Decimal(365) / 12, "y": Decimal(365), "a": Decimal(365)}  # fmt: skip
# How far from it "three months ago" may lie, in days.
_VAGUE = {"d": 0, "w": 3, "s": 3, "m": 15, "y": 30, "a": 30}
_ABOUT_SO_MANY = {"few": 2, "couple": 1, "par": 1}
"""Days from it that "a few days ago" may lie."""
_MARK = re.compile(r"[/.-]")
_SPACES = Guarded(r"\s")
# "What are 486 days?" asks about our own words.
_WHAT_IS = Guarded(
    r"\b(?:what|why|where)(?:'?s| is| are| do| does)?(?: (?:the|those|that|this|it|mean|by|from|you)){0,3}\W{0,3}\Z",
    re.I,
)
_NEAR = 30
# Done on a weekday: "they sold it on friday".
_DONE = Guarded(
    r"\b(?:sold|auctioned|entered|signed|confirmed|approved|served|vendi(?:eron|[oó])|subastaron|entregaron|confirm(?:aron|[oó]))(?: (?!by|next|before|until|till|antes)\w{1,12}){0,3} \Z",
    re.I,
)
# Between a month and its year: "june of last year", "last year in june".
_JOIN = re.compile(r" (?:(?:of|in|on|the|back|del?|en|el) ){0,3}\Z")
_BESIDE_A_DAY = re.compile(r",? (?:the |el )?\Z")


@dataclass(frozen=True)
class _Yearly:
    """Days that come every year: a day of a month, a month or a third of it, a season."""

    month: int
    months: int = 1
    day: int | None = None
    part: int | None = None

    def from_(self, year: int) -> tuple[date, date]:
        """Those that begin in a year; a ValueError where it has no such day."""
        if self.day:
            return (day := date(year, self.month, self.day)), day
        first = date(year, self.month, 1)
        return _third(first, stretch(first, self.months), self.part)

    def of(self, year: int) -> tuple[date, date]:
        """Those of a year that is said: "the winter of 2024" may be the one that ended or the one that began in it."""
        first, last = self.from_(year)
        return (self.from_(year - 1)[0], last) if last.year > year else (first, last)


@dataclass(frozen=True)
class Named:
    """A day that is named, or the days it may be, and where it stands. `year_said` is False where its year was chosen.

    What depends on its neighbours: `yearly`, what comes every year, while no year is said; `year`, where nothing but a year is said; `nth`, a
    number of a day; `beside`, so many units from the day named before; `weekday`; `alone` is False for what is no day without one beside it.
    """

    start: int
    end: int
    first: date
    last: date
    year_said: bool = True
    yearly: _Yearly | None = None
    year: int | None = None
    weekday: bool = False
    nth: int | None = None
    beside: tuple[str, int] | None = None
    alone: bool = True


def stretch(first: date, months: int) -> date:
    """The last day of the stretch of so many months that begins on `first`."""
    month = first.month - 1 + months
    return date(first.year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


@lru_cache(maxsize=32)
def named_days(text: str, today: date) -> Sequence[Named]:
    """The days that a text names, in order; those of a month without a year lie in the last one up to `today`. Many readers ask it of one message."""
    text = _SPACES.sub(" ", text)
    found: list[Named] = []
    for pattern, read in _READERS:
        for match in pattern.finditer(text):
            try:
                if named := read(match, today):
                    found.append(named)
            except (ValueError, OverflowError):
                found.append(Named(*match.span(), today, today, alone=False))  # no such day, nor a part of it
    found.sort(key=lambda each: (each.start, -each.end))
    return (*_settled(_ranges(_joined(_apart(found), text), text), text, today),)


def _apart(found: list[Named]) -> Iterator[Named]:
    """Of two that overlap the first; "june 5" rather than the "5" in it."""
    end = -1
    for each in found:
        if each.start >= end:
            yield each
            end = each.end


def _joined(found: Iterator[Named], text: str) -> list[Named]:
    """A month and the year beside it as one: "june of last year", "two years ago in october"; and "the 3rd of last month"."""
    kept: list[Named] = []
    for each in found:
        before = kept[-1] if kept else None
        if before and _JOIN.fullmatch(text[before.end : each.start]) and (one := _as_one(before, each)):
            kept[-1] = one
        else:
            kept.append(each)
    return kept


def _ranges(found: list[Named], text: str) -> list[Named]:
    """ "Between march and may 2024" as one span."""
    kept: list[Named] = []
    for each in found:
        if kept and (whole := _between(kept[-1], each, text)):
            kept[-1] = whole
        else:
            kept.append(each)
    return kept


def _between(left: Named, right: Named, text: str) -> Named | None:
    gap, lead = text[left.end : right.start], text[left.start : left.end].lower()
    joined = _AND.fullmatch(gap) or (gap == " " and text[right.start : right.end].lower().startswith("and "))
    between = lead.startswith("between ") or _BETWEEN.search(text, max(0, left.start - _NEAR), left.start)
    if not (joined and between):
        return None
    first = left.first
    try:
        if left.nth:
            first = right.first.replace(day=left.nth)
        elif left.yearly:
            first = left.yearly.of(right.last.year)[0]
            first = first if first <= right.last else left.yearly.of(right.last.year - 1)[0]
    except ValueError:
        return None
    return Named(left.start, right.end, first, right.last, right.year_said) if first <= right.last else None


_AND = re.compile(r"(?i) (?:and|y) (?:the |el )?")
_BETWEEN = Guarded(r"(?i)\b(?:between|entre) (?:the |el )?\Z")


def _as_one(left: Named, right: Named) -> Named | None:
    if left.nth:
        whole = right.first.day == 1 and right.last == stretch(right.first, 1)
        if not whole or left.nth > right.last.day:
            return None
        day = right.first.replace(day=left.nth)
        return Named(left.start, right.end, day, day, right.year_said)
    for lends, takes in ((left, right), (right, left)):
        if lends.year and takes.yearly:
            first, last = takes.yearly.of(lends.year)
            return Named(left.start, right.end, first, last)
    return None


def _settled(found: list[Named], text: str, today: date) -> Iterator[Named]:
    """What depends on its neighbours: "the friday after", "the 17th" of a month named before, a weekday that stands alone."""
    before: Named | None = None
    for place, each in enumerate(found):
        after = found[place + 1] if place + 1 < len(found) else None
        if not each.alone:
            continue
        if each.weekday and (_touches(before, each, text) or _touches(each, after, text)):
            continue  # "friday november 13", "a week ago monday"
        if each.beside:
            if before is None or (moved := _next_to(before, each)) is None:
                continue
            each = moved
        elif each.nth and before:
            if (moved := _in_month_of(before, each, today)) is None:
                continue
            each = moved
        yield _vague(each, text, today)
        before = each


def _vague(each: Named, text: str, today: date) -> Named:
    """ "Around october 3", "october 3rd or 4th": no day from which anything could be counted."""
    if each.first != each.last:
        return each
    if said := _OR_DAY.match(text, each.end):
        other = _nth_from(each.first, int(said["day"]), 1)
        return replace(each, end=said.end(), last=other) if other and (other - each.first).days <= _FEW else each
    if not (
        _ABOUT.search(text, max(0, each.start - _NEAR), each.start)
        or text[each.start : each.end].lower().startswith("around")
    ):
        return each
    first, last = each.first - timedelta(days=_FEW), each.last + timedelta(days=_FEW)
    return replace(each, first=first, last=last if each.last > today else min(last, today))


_FEW = 3
"""Days by which "around the 3rd" may be off."""
_ABOUT = Guarded(
    r"(?ai)\b(?:around|approximately|approx\.?|roughly|about|alrededor del?|como|a eso del?|hacia) (?:(?:on|the|el) )?\Z"
)
_OR_DAY = re.compile(r"(?ai) (?:(?:or|o) (?:the |el )|or (?=\d{1,2}[snrt]))(?P<day>\d{1,2})(?:st|nd|rd|th)?\b")


def _touches(left: Named | None, right: Named | None, text: str) -> bool:
    return bool(left and right and _BESIDE_A_DAY.fullmatch(text[left.end : right.start]))


def _next_to(before: Named, each: Named) -> Named | None:
    unit, side = each.beside or ("", 1)
    if unit == "month":
        whole = before.first.replace(day=1)
        if before.last > stretch(whole, 1):
            return None
        first = stretch(whole, 1) + timedelta(days=1) if side > 0 else (whole - timedelta(days=1)).replace(day=1)
        return replace(each, first=first, last=stretch(first, 1))
    if before.first != before.last:
        return None  # no day can be counted from a span
    day = before.first
    if unit == "day":
        first = last = day + timedelta(days=side)
    elif unit == "week":
        first = day - timedelta(days=day.weekday()) + timedelta(weeks=side)
        last = first + timedelta(days=6)
    else:
        apart = ((int(unit) - day.weekday()) * side - 1) % 7 + 1
        first = last = day + timedelta(days=side * apart)
    return replace(each, first=first, last=last)


def _in_month_of(before: Named, each: Named, today: date) -> Named | None:
    """ "Papers came in september, served on the 12th": the 12th of that month; after a day the next such one. None where that is to come."""
    if before.last > stretch(before.first.replace(day=1), 1):
        return each
    day = _nth_from(before.first, each.nth or 0, 1)
    latest = today if before.first == before.last else min(before.last, today)
    return replace(each, first=day, last=day) if day and day <= latest else None


def _nth_from(start: date, nth: int, step: int) -> date | None:
    """The first day of that number from a day on, or back."""
    days = (start + timedelta(days=step * away) for away in range(62))
    return next((day for day in days if day.day == nth), None)


# --- What each pattern names --------------------------------------------------------------------------------------------


def _dated(match: re.Match[str], today: date) -> Named | None:
    if match["iso"]:
        return _one(match, date(*map(int, match["iso"].split("-"))))
    if match["compact"]:  # 03FEB20, 3-Feb-2020
        return _one(match, date(_year(match["y"]), MONTHS[match["m"].lower()], int(match["d"])))
    if match["md"]:
        month, day = map(int, match["md"].split("/"))
        return _on_the(match, _Yearly(month, day=day), today)
    parts = _MARK.split(match["numbers"])
    if len(parts) == 3:
        return _one(match, date(_year(parts[2]), int(parts[0]), int(parts[1])))
    if len(parts[1]) == 2:
        return None  # "3/15": a fraction as likely as a day
    first = date(_year(parts[1]), int(parts[0]), 1)
    return Named(*match.span(), first, stretch(first, 1))


def _day_month(match: re.Match[str], today: date) -> Named | None:
    if match["month"].lower() in _ALSO_WORDS and not (match["th"] or match["of"] or match["year"]):
        return None  # "in 2 may"
    if not (match["of"] or match["day"][0].isdigit()):
        return None  # "the first june payment"
    return _yearly(match, _Yearly(MONTHS[match["month"].lower()], day=_day_of(match["day"])), today)


_ALSO_WORDS = frozenset({"may", "march", "mar"})


def _month_day(match: re.Match[str], today: date) -> Named | None:
    name, before = match["month"].lower(), _before(match, _BEFORE_A_MONTH)
    part, lead = _part_of(before), (before["lead"] or "").lower()
    said = lead or match["day"] or match["year"] or part is not None or match.start() == 0
    if name in _ALSO_WORDS and not (said or _put_right(match.string, before.start())):
        return None  # "they march", "I may owe"
    if not (match["day"] or match["year"]) and _AS_A_VERB.match(match.string, match.end()):
        return None  # "may be", but "can the sale on December 15 be put off"
    plain = lead or match["day"] or match["year"] or part or _put_right(match.string, before.start())
    if name == "may" and not plain and _ASKS_LEAVE.match(match.string, match.end()):
        return None
    day = _day_of(match["day"]) if match["day"] else None
    yearly = _Yearly(MONTHS[name], day=day, part=None if day else part)
    return replace(_yearly(match, yearly, today, upcoming=lead == "next"), start=before.start())


def _put_right(text: str, place: int) -> bool:
    """ "No march", "june not may": a month for certain."""
    return struck.puts_right(text, place) or struck.denies(text, place)


def _season(match: re.Match[str], today: date) -> Named | None:
    first = next(first for first in _SEASONS if match[f"from{first}"])
    before = _before(match, _BEFORE_A_SEASON)
    named, lead = _yearly(match, _Yearly(first, 3), today), (before["lead"] or "").lower()
    if (match["past"] or lead == "last ") and named.first <= today <= named.last:
        named = replace(named, first=(whole := _Yearly(first, 3).from_(named.first.year - 1))[0], last=whole[1])
    # "Fall" and "spring" alone are words; with a year beside them they are seasons.
    return replace(named, start=before.start(), alone=bool(lead or match["past"] or match["year"]))


def _yearly(match: re.Match[str], yearly: _Yearly, today: date, *, upcoming: bool = False) -> Named:
    if match["year"]:
        return Named(*match.span(), *yearly.of(_year(match["year"])))
    return _on_the(match, yearly, today, upcoming=upcoming)


def _on_the(match: re.Match[str], yearly: _Yearly, today: date, *, upcoming: bool = False) -> Named:
    first, last = yearly.from_(today.year)
    if upcoming and last < today:
        first, last = yearly.from_(today.year + 1)
    elif first > today and not upcoming:
        first, last = yearly.from_(today.year - 1)
    return Named(*match.span(), first, last, year_said=False, yearly=yearly)


def _in_year(match: re.Match[str], today: date) -> Named | None:
    before = _before(match, _BEFORE_A_YEAR)
    part = _part_of(before)
    if match["alone"]:
        if part is None and not before["lead"]:
            return None
        year = _year(match["alone"])
    else:
        year = today.year - bool(match["last"])
    first, last = _third(date(year, 1, 1), date(year, 12, 31), part)
    return Named(
        before.start(),
        match.end(),
        first,
        min(last, today) if match["this"] else last,
        year=year if part is None else None,
        alone=not match["this"] or _is_done(match),
    )


def _before(match: re.Match[str], pattern: re.Pattern[str]) -> re.Match[str]:
    """The words just before a match that belong to it: "early in", "since the"."""
    found = pattern.search(match.string, max(0, match.start() - _NEAR), match.start())
    assert found is not None  # they may be none at all
    return found


def _is_done(match: re.Match[str]) -> bool:
    return bool(_DONE.search(match.string, max(0, match.start() - 60), match.start()))


def _recent(match: re.Match[str], today: date) -> Named | None:
    monday, month = today - timedelta(days=today.weekday()), today.replace(day=1)
    if match["before"] or match["yesterday"]:
        return _one(match, today - timedelta(days=2 if match["before"] else 1))
    if match["week"]:
        if day := match["of_week"] or match["week_of"]:
            return _one(match, monday - timedelta(days=7 - _weekday(day)))
        return Named(*match.span(), monday - timedelta(days=7), monday - timedelta(days=1))
    if match["month"]:
        last = month - timedelta(days=1)
        return Named(*match.span(), last.replace(day=1), last)
    if match["this_week"] or match["this_month"]:
        return Named(*match.span(), monday if match["this_week"] else month, today, alone=_is_done(match))
    if not (match["last"] or match["past"] or _is_done(match)):
        return None
    weekday = _weekday(match["weekday"])
    return replace(_one(match, today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)), weekday=True)


def _weekday(said: str) -> int:
    return next(number for name, number in _WEEKDAY_PATTERNS if name.fullmatch(said))


_WEEKDAY_PATTERNS = tuple((re.compile(f"(?i){name}"), number) for name, number in _WEEKDAYS.items())


def _the_nth(match: re.Match[str], today: date) -> Named | None:
    nth = _day_of(match["nth"] or match["dia"])
    day = _nth_from(today, nth, -1)
    return replace(_one(match, day), nth=nth) if day else None


def _beside(match: re.Match[str], today: date) -> Named | None:
    unit = (match["unit"] or match["following"] or match["siguiente"]).lower()
    weekday = next((str(number) for name, number in _WEEKDAY_PATTERNS if name.fullmatch(unit)), None)
    plain = weekday or {"d": "day", "w": "week", "s": "week", "m": "month"}[unit[0]]
    return replace(_one(match, today), beside=(plain, -1 if match["side"] == "before" else 1))


def _ago(match: re.Match[str], today: date) -> Named | None:
    if not (match["ago"] or match["hace"]):
        return None
    length, unit = _days(match), match["unit"][0].lower()
    vague = timedelta(days=_VAGUE[unit] or _ABOUT_SO_MANY.get((match["first"] or "").lower(), 0))
    day = today - timedelta(days=int(length.high))
    if unit in "dws" and (on := _weekday_beside(match)) is not None:
        near = min(
            (day + timedelta(days=away) for away in range(-3, 4)), key=lambda one: (one.weekday() != on, one > today)
        )
        if abs(near - day).days <= (vague.days or _MISCOUNTED) and near <= today:
            return _one(match, near)
    year = None
    if unit in "ya" and not (match["half"] or match["more"] or match["after"] or match["second"]):
        count = _number(match["first"])
        year = today.year - int(count) if count == int(count) else None
    return Named(*match.span(), day - vague, min(today, day + vague), year=year)


_WEEKDAY_AFTER = re.compile(
    rf"(?ai),? (?:(?:it was|that was|was|on|about|so|fue|era|que|un|una|a|the|el) ){{0,3}}(?P<weekday>{_WEEKDAY})\b"
)
_WEEKDAY_BEFORE = re.compile(rf"(?ai)\b(?P<weekday>{_WEEKDAY})s?,? (?:(?:about|like|some|como) )?\Z")
_MISCOUNTED = 2
"""Days by which "9 days ago, a Saturday" may miss the weekday that it names."""


def _weekday_beside(match: re.Match[str]) -> int | None:
    """The weekday on which it was so long ago: "3 weeks ago on a monday", "un lunes hace tres semanas"."""
    text = match.string
    found = _WEEKDAY_AFTER.match(text, match.end()) or _WEEKDAY_BEFORE.search(
        text, max(0, match.start() - _NEAR), match.start()
    )
    named = found["weekday"] if found else ""
    return next((number for name, number in _WEEKDAY_PATTERNS if name.fullmatch(named)), None)


_READERS: tuple[tuple[Guarded, Callable[[re.Match[str], date], Named | None]], ...] = (
    (_DATED, _dated),
    (_DAY_MONTH, _day_month),
    (_MONTH_DAY, _month_day),
    (_SEASON_OF, _season),
    (_IN_YEAR, _in_year),
    (_BESIDE, _beside),
    (_RECENT, _recent),
    (_THE_NTH, _the_nth),
    (_LENGTH, _ago),
)


def _one(match: re.Match[str], day: date) -> Named:
    return Named(*match.span(), day, day)


def _year(text: str) -> int:
    digits = text.lstrip("'\u2019")
    if len(digits) == 4:
        return int(digits)
    return int(digits) + (1900 if int(digits) >= 70 else 2000)


def _day_of(text: str) -> int:
    """ "17", "17th", "seventeenth", "twenty-first"."""
    digits = "".join(filter(str.isdigit, text))
    if digits:
        return int(digits)
    tens, _, ones = text.lower().replace("-", " ").rpartition(" ")
    return _TENS.get(tens, 0) + _ORDINALS[ones]


def _part_of(match: re.Match[str]) -> int | None:
    return next((part for part, name in enumerate(("early", "mid", "late")) if match[name]), None)


def _third(first: date, last: date, part: int | None) -> tuple[date, date]:
    """The first, the second or the last third of a month (ten days) or of a year (four months)."""
    if part is None:
        return first, last
    if (first.year, first.month) == (last.year, last.month):
        return first.replace(day=10 * part + 1), last if part == 2 else first.replace(day=10 * part + 10)
    begins = first.replace(month=4 * part + 1)
    return begins, stretch(begins, 4)


# --- Lengths ------------------------------------------------------------------------------------------------------------


def _number(text: str) -> Decimal:
    return Decimal(NUMBERS.get(text.lower(), text))


def _days(match: re.Match[str]) -> Interval:
    unit = _DAYS_IN[match["unit"][0].lower()]
    if match["half"]:
        return Interval.of(_whole(unit / 2))
    more = Decimal("0.5") if match["more"] or match["after"] else Decimal(0)
    ends = sorted(_number(part) + more for part in (match["first"], match["second"]) if part)
    return Interval.of(_whole(ends[0] * unit), _whole(ends[-1] * unit))


def _whole(days: Decimal) -> Decimal:
    return days.to_integral_value(ROUND_HALF_UP)


def find_length(text: str) -> Interval | None:
    """The first length of time in `text`, in days: "3 years", "18 months", "6 to 8 months"; a month is a twelfth of 365."""
    for match in _LENGTH.finditer(text):
        if not (match["ago"] or match["hace"]) and not _WHAT_IS.search(
            text, max(0, match.start() - _NEAR), match.start()
        ):
            return _days(match)
    return None


__all__ = ["NUMBERS", "Named", "find_length", "named_days", "stretch"]
